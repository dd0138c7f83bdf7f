"""The filter: articles in, findings out, one JSON object a line, in the same order.

A line that cannot be read becomes ``{"id": ..., "error": ...}`` and the filter goes on.  Every
line is answered as soon as it and those before it are done, so that the filter can stand in a
pipe that trickles.
"""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, BinaryIO

from onrecord.analysis.actors import resolve
from onrecord.analysis.cleaning import words_of
from onrecord.analysis.types import Article, Findings, Published, Quotation, Span
from onrecord.store.json_text import controls_escaped
from onrecord.store.library.readers.metadata import facts
from onrecord.tui.session.workers import Answer, Failure, Workers

AHEAD = 64
"""Lines read ahead of the slowest one being analysed."""

LONGEST = 64_000_000
"""Bytes of a line at most; as many are held at once, or one line."""

_ENDLESS = 1_000_000_000
"""Bytes after which what does not end in a line is taken to have no end."""

Json = dict[str, Any]


class Refused(ValueError):
    """A line that is no article; the message says why."""


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Yield lines, of one that is longer than ``LONGEST`` so much that this can be seen.

    Raises:
        Refused: a line has no end.
    """
    while line := file.readline(LONGEST + 1):
        yield line
        passed = len(line)
        while passed > LONGEST and not line.endswith(b"\n"):
            if not (line := file.readline(1 << 20)):
                break
            passed += len(line)
            if passed > _ENDLESS:
                raise Refused(f"a line of more than {_ENDLESS:,} bytes: this is no JSON lines")


def run(lines: Iterable[bytes], out: BinaryIO, model: str, jobs: int) -> bool:
    """Answer every line of ``lines`` on ``out``; return whether all could be analysed.

    A thread reads, this one writes: an output that fails, or ctrl+c, ends it though nothing more
    may come in.  What is being analysed then is not waited for.

    Args:
        lines: JSON objects with ``id`` and ``text``, optionally ``title``, ``date``, ``source``
            and ``url``; UTF-8, one a line.
        out: where the answers go, flushed after each.
        model: the name of an installed spaCy pipeline.
        jobs: processes; 1 analyses in this process.

    Raises:
        OSError: the input cannot be read, or the output not be written.
        Refused: the input has no lines.
    """
    pool = ThreadPoolExecutor(1) if jobs == 1 else None
    workers = Workers(model, jobs, pool)
    waiting = _Waiting()
    threading.Thread(target=_read, args=(lines, workers, waiting), daemon=True).start()
    fine = True
    try:
        for answer in waiting.answers():
            fine = fine and "error" not in answer
            out.write(encode(answer) + b"\n")
            out.flush()
    finally:
        waiting.stop()
        workers.close()
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)
    return fine


class _Slot:
    """A line whose answer is awaited."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.answer: Json | Exception | None = None


class _Waiting:
    """The lines whose answers are awaited, in order, as many as memory has room for."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._slots: deque[_Slot] = deque()
        self._stopped = False

    def add(self, size: int) -> _Slot | None:
        """Wait for room and return a place for a line's answer; None where nobody waits for it."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._has_room(size))
            if self._stopped:
                return None
            self._slots.append(slot := _Slot(size))
            self._changed.notify_all()
            return slot

    def _has_room(self, size: int) -> bool:
        held = sum(slot.size for slot in self._slots)
        return not self._slots or (len(self._slots) < AHEAD and held + size <= LONGEST)

    def put(self, slot: _Slot, answer: Json | Exception) -> None:
        """Give the answer of a line."""
        with self._changed:
            slot.answer = answer
            self._changed.notify_all()

    def answers(self) -> Iterator[Json]:
        """Yield the answers in the order of their lines, to the end of the input."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._slots and self._slots[0].answer is not None)
                answer = self._slots.popleft().answer
                self._changed.notify_all()
            if isinstance(answer, EOFError):
                return
            if isinstance(answer, Exception):
                raise answer
            assert answer is not None
            yield answer

    def stop(self) -> None:
        """Take nothing in any more."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()


def _read(lines: Iterable[bytes], workers: Workers, waiting: _Waiting) -> None:
    """Hand every line over to be answered, then the end, or the reason that there is no more."""
    end: Exception = EOFError()
    try:
        for number, line in enumerate(lines, 1):
            if line.strip():
                slot = waiting.add(len(line))
                if slot is None:
                    return
                _begin(line, number, workers, slot, waiting)
    except Exception as error:
        end = error
    if slot := waiting.add(0):
        waiting.put(slot, end)


def _begin(line: bytes, number: int, workers: Workers, slot: _Slot, waiting: _Waiting) -> None:
    name: Any = str(number)
    try:
        given = _parsed(line)
        name = _name(given, number)
        article = article_from(given, str(name))
    except Refused as error:
        waiting.put(slot, {"id": name, "error": f"line {number}: {error}"})
        return

    def then(_: Sequence[Article], answers: list[Answer]) -> None:
        found = answers[0]
        if isinstance(found, Failure):
            waiting.put(slot, {"id": name, "error": f"line {number}: {found.why}"})
        else:
            waiting.put(slot, {**answer(article, found), "id": name})

    workers.submit([article], then)


def _parsed(line: bytes) -> Any:
    """Return the JSON of a line.

    Raises:
        Refused: it is none; no other error is raised.
    """
    if len(line) > LONGEST:
        raise Refused(f"longer than {LONGEST // 1_000_000} MB")
    try:
        return json.loads(line.decode("utf-8-sig"), parse_constant=lambda _: None)
    except UnicodeDecodeError as error:
        raise Refused(f"not UTF-8 (byte {error.start + 1})") from error
    except json.JSONDecodeError as error:
        raise Refused(f"not JSON (column {error.colno})") from error
    except RecursionError as error:
        raise Refused("JSON that is nested too deep") from error
    except ValueError as error:
        raise Refused("a number of too many digits") from error


def _name(given: Any, number: int) -> Any:
    """Return the id as it was given, or the number of the line."""
    name = given.get("id") if isinstance(given, dict) else None
    if isinstance(name, float | list | dict):
        raise Refused("“id” is neither a word nor a whole number")
    return str(number) if name is None else name


def article_from(given: Any, name: str) -> Article:
    """Return the article that a JSON line describes.

    Raises:
        Refused: it is no object or has no text; the message says which.
    """
    if not isinstance(given, dict):
        raise Refused("not a JSON object with “id” and “text”")
    text = given.get("text")
    if not isinstance(text, str):
        raise Refused("“text” is missing or is not a string")
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
        return controls_escaped(_as_it_is(answer).encode())
    except UnicodeEncodeError:
        return json.dumps(answer, allow_nan=False).encode()


_as_it_is = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def answer(article: Article, findings: Findings) -> Json:
    """Return what the filter prints for one article (see the README for its fields)."""
    ids = resolve([(article.id, findings)]).of[article.id]
    named: dict[int, list[list[int]]] = {}
    for mention in findings.mentions:
        named.setdefault(mention.actor, []).append([mention.start, mention.end])
    actors: dict[str, Json] = {}
    for index, actor in enumerate(findings.actors):
        key = ids[index] or f"local:{index}"
        entry = actors.setdefault(
            key, {"id": key, "name": actor.name, "kind": str(actor.kind), "mentions": []}
        )
        entry["mentions"] += named.get(index, [])
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
        "act": str(quotation.act),
        "reported": quotation.reported,
        "content": text[quotation.start : quotation.end],
        "speaker": _span(speaker),
        "speaker_text": words_of(text, speaker) if speaker else None,
        "speaker_canonical": resolved,
        "cue": _span(quotation.cue),
        "confidence": round(quotation.confidence, 4),
    }


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span else None
