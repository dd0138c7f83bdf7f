"""The filter: articles in, findings out, one JSON object a line, in the same order.

A line that cannot be read becomes ``{"id": ..., "error": ...}`` and the filter goes on.  Every
line is answered as soon as it and those before it are done, so that the filter can stand in a
pipe that trickles.
"""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, BinaryIO

from onrecord.analysis.actors import resolve
from onrecord.analysis.types import Article, Findings, Published, Quotation, Span
from onrecord.store.library.readers.metadata import facts
from onrecord.tui.session.workers import Answer, Workers

AHEAD = 64
"""Lines read ahead of the slowest one being analysed."""

Json = dict[str, Any]


def run(lines: Iterable[bytes], out: BinaryIO, model: str, jobs: int) -> bool:
    """Answer every line of ``lines`` on ``out``; return whether all could be analysed.

    Args:
        lines: JSON objects with ``id`` and ``text``, optionally ``title``, ``date``, ``source``
            and ``url``; UTF-8, one a line.
        out: where the answers go, flushed after each.
        model: the name of an installed spaCy pipeline.
        jobs: processes; 1 analyses in this process.
    """
    pool = ThreadPoolExecutor(1) if jobs == 1 else None
    workers = Workers(model, jobs, pool)
    waiting: queue.Queue[queue.SimpleQueue[Json] | None] = queue.Queue(AHEAD)
    fine = True

    def print_in_order() -> None:
        nonlocal fine
        while (slot := waiting.get()) is not None:
            answer = slot.get()
            fine = fine and "error" not in answer
            try:
                out.write(encode(answer) + b"\n")
                out.flush()
            except BrokenPipeError:
                fine = False
                while waiting.get() is not None:
                    pass
                return

    printer = threading.Thread(target=print_in_order)
    printer.start()
    try:
        for number, line in enumerate(lines, 1):
            if line.strip():
                slot: queue.SimpleQueue[Json] = queue.SimpleQueue()
                waiting.put(slot)
                _begin(line, number, workers, slot)
    finally:
        waiting.put(None)
        printer.join()
        workers.close()
        if pool:
            pool.shutdown()
    return fine


def _begin(line: bytes, number: int, workers: Workers, slot: queue.SimpleQueue[Json]) -> None:
    name: Any = str(number)
    try:
        given = json.loads(line)
        name = _name(given, number)
        article = article_from(given, str(name))
    except (ValueError, RecursionError) as error:
        slot.put({"id": name, "error": f"line {number}: {error}"})
        return

    def then(_: Sequence[Article], answers: list[Answer]) -> None:
        found = answers[0]
        if isinstance(found, str):
            slot.put({"id": name, "error": f"line {number}: {found}"})
        else:
            slot.put({**answer(article, found), "id": name})

    workers.submit([article], then)


def _name(given: Any, number: int) -> Any:
    """Return the id as it was given, or the number of the line."""
    name = given.get("id") if isinstance(given, dict) else None
    return str(number) if name is None else name


def article_from(given: Any, name: str) -> Article:
    """Return the article that a JSON line describes.

    Raises:
        ValueError: it is no object or has no text; the message says which.
    """
    if not isinstance(given, dict):
        raise ValueError("not a JSON object with “id” and “text”")
    text = given.get("text")
    if not isinstance(text, str):
        raise ValueError("“text” is missing or is not a string")
    known = facts(given)
    return Article(
        name,
        text,
        title=known["title"],
        source=known["source"],
        url=known["url"],
        language=known["language"],
        published=known["published"],
    )


def encode(answer: Json) -> bytes:
    """Return JSON in UTF-8, in plain ASCII where the text holds what UTF-8 cannot."""
    try:
        return json.dumps(answer, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(answer).encode()


def answer(article: Article, findings: Findings) -> Json:
    """Return what the filter prints for one article (see the README for its fields)."""
    ids = resolve([(article.id, findings)]).of[article.id]
    actors: dict[str, Json] = {}
    for index, actor in enumerate(findings.actors):
        key = ids[index] or f"local:{index}"
        entry = actors.setdefault(
            key, {"id": key, "name": actor.name, "kind": str(actor.kind), "mentions": []}
        )
        entry["mentions"] += [[m.start, m.end] for m in findings.mentions if m.actor == index]
    return {
        "id": article.id,
        "published": published_json(findings.published),
        "quotes": [_quote(article.text, findings, q) for q in findings.quotations],
        "actors": list(actors.values()),
    }


def published_json(published: Published) -> Json:
    """Return a publication date as the filter and the tables print it."""
    return {
        "date": published.date,
        "precision": str(published.precision),
        "basis": str(published.basis),
        "evidence": _span(published.evidence),
    }


def _quote(text: str, findings: Findings, quotation: Quotation) -> Json:
    speaker = quotation.speaker
    resolved = findings.actors[quotation.actor].name if quotation.actor is not None else None
    return {
        "start": quotation.start,
        "end": quotation.end,
        "kind": str(quotation.kind),
        "content": text[quotation.start : quotation.end],
        "speaker": _span(speaker),
        "speaker_text": text[slice(*speaker)] if speaker else None,
        "speaker_canonical": resolved,
        "cue": _span(quotation.cue),
        "confidence": round(quotation.confidence, 4),
    }


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span else None
