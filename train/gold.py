"""Annotated articles, and what of them each stage is to learn.

The format is that of PolNeAR's articles as JSON lines: ``{"id", "text", "quotes": [{"start",
"end", "kind", "speaker", "cue", "speech"}]}``, spans in code points; ``speech`` is false for
thoughts and intentions.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.analysis.quotations.cues import any_of
from onrecord.analysis.quotations.speakers import Phrases
from onrecord.analysis.quotations.token_table import Ints, TokenTable
from onrecord.analysis.types import Span

NONE, SPEECH, THOUGHT = 0, 1, 2

SPEECH_ACTS = "accuse demand point urge : - – — --"
"""Cues of speech that the annotation's own list of words counts among thoughts and intentions."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated quotation, cut to its letters; ``cue`` is a token, -1 for none."""

    start: int
    end: int
    direct: bool
    speech: bool
    cue: int
    speaker: Span | None


def read(path: Path) -> list[dict[str, Any]]:
    """Read the articles of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def letters_of(text: str, start: int, end: int) -> Span | None:
    """Cut a span to its first and last letter or digit, a leading "that" left out."""
    if lead := re.match(r"\W*that\s", text[start:end], re.IGNORECASE):
        start += lead.end()
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return (start, end) if start < end else None


def quotations(table: TokenTable, row: dict[str, Any]) -> list[Gold]:
    """Return the annotated quotations of an article."""
    found = []
    for quote in row["quotes"]:
        if span := letters_of(table.text, quote["start"], quote["end"]):
            speaker = quote.get("speaker")
            cue = _cue_head(table, quote.get("cue"))
            found.append(
                Gold(
                    *span,
                    direct=quote["kind"] == "direct",
                    speech=quote.get("speech", True) or _is_speech_act(table, cue, span),
                    cue=cue,
                    speaker=(speaker[0], speaker[1]) if speaker else None,
                )
            )
    return found


def _is_speech_act(table: TokenTable, cue: int, content: Span) -> bool:
    """Whether a cue is a speech act and its content tells, with a verb, what was said."""
    inside = slice(table.token_at(content[0]), table.token_at(content[1]))
    return (
        cue >= 0
        and bool(any_of(table.lemma[cue : cue + 1], SPEECH_ACTS)[0])
        and bool(any_of(table.pos[inside], "VERB AUX").any())
    )


def _cue_head(table: TokenTable, cue: list[int] | None) -> int:
    """Return the token of an annotated cue that the others hang on, a verb where there is one."""
    if not cue:
        return -1
    first, last = table.token_at(cue[0]), table.token_before(cue[1])
    tokens = range(first, min(last + 1, len(table)))
    if not tokens:
        return -1
    verb = any_of(table.pos[tokens.start : tokens.stop], "VERB AUX")
    head = table.head[tokens.start : tokens.stop]
    free = (head < tokens.start) | (head >= tokens.stop) | (head == np.array(tokens))
    for chosen in (free & verb, verb, free):
        if chosen.any():
            return first + int(chosen.argmax())
    return first


def cue_classes(table: TokenTable, golds: list[Gold]) -> Ints:
    """Return for each token whether it introduces speech, a thought, or nothing."""
    found = np.zeros(len(table), np.int64)
    for gold in golds:
        if gold.cue >= 0 and found[gold.cue] != SPEECH:
            found[gold.cue] = SPEECH if gold.speech else THOUGHT
    return found


def contents(table: TokenTable, golds: list[Gold]) -> dict[int, list[Span]]:
    """Return for each cue the spans of its contents, those that stand in marks alone left out."""
    found: dict[int, list[Span]] = {}
    for gold in golds:
        token = bisect_right(table.start, gold.start) - 1
        if gold.cue >= 0 and not (gold.direct and table.pair[token] >= 0):
            found.setdefault(gold.cue, []).append((gold.start, gold.end))
    return found


def is_edge(
    table: TokenTable, spans: dict[int, list[Span]], cue: Ints, token: Ints, ending: bool
) -> Ints:
    """Tell for each edge whether it is one of its cue's contents."""
    at = table.letters[np.array(table.end if ending else table.start, np.int64)[token]]
    found = np.zeros(len(token), np.int64)
    for head, contents_ in spans.items():
        mine = cue == head
        for span in contents_:
            found[mine] |= at[mine] == table.letters[span[1] if ending else span[0]]
    return found


def overlap(
    table: TokenTable, start: Ints, end: Ints, golds: list[Gold]
) -> tuple[NDArray[np.float64], Ints]:
    """Return for each span its best intersection over union with a spoken quotation, and which."""
    best, which = np.zeros(len(start)), np.full(len(start), -1)
    a, b = table.letters[start], table.letters[end]
    for number, gold in enumerate(golds):
        if gold.speech:
            c, d = table.letters[gold.start], table.letters[gold.end]
            common = np.maximum(np.minimum(b, d) - np.maximum(a, c), 0)
            iou = common / np.maximum(b - a + d - c - common, 1)
            better = iou > best
            best[better], which[better] = iou[better], number
    return best, which


def phrase_overlap(
    table: TokenTable, phrases: Phrases, chosen: Ints, speaker: Span
) -> NDArray[np.float64]:
    """Return the intersection over union of noun phrases with an annotated speaker, in signs."""
    start = np.array(table.start, np.int64)[phrases.first[chosen]]
    end = np.array(table.end, np.int64)[phrases.last[chosen]]
    common = np.maximum(np.minimum(end, speaker[1]) - np.maximum(start, speaker[0]), 0)
    return np.asarray(common / np.maximum(end - start + speaker[1] - speaker[0] - common, 1))


def phrase_of(table: TokenTable, phrases: Phrases, chosen: Ints, speaker: Span) -> int:
    """Return which of some noun phrases is an annotated speaker, -1 where none is.

    A phrase that what the annotators marked hangs on comes first, whatever its length: in
    "Ana Brodin, who leads the harbour board of Ulmen," that is she and not the board.
    """
    fit = phrase_overlap(table, phrases, chosen, speaker)
    if not len(fit) or fit.max() <= 0:
        return -1
    first, last = table.token_at(speaker[0]), table.token_at(speaker[1] - 1)
    head = phrases.head[chosen]
    above = table.head[head]
    on_top = (first <= head) & (head <= last) & ((above < first) | (above > last) | (above == head))
    return int((fit * on_top if (fit * on_top).any() else fit).argmax())
