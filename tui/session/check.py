"""Whether words stand in a text: verbatim, altered, in part, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import category

from rapidfuzz import fuzz

from onrecord.analysis.layout import even
from onrecord.analysis.types import Span

_MARKS = re.compile(r"[\W_]+")


class MatchKind(StrEnum):
    """How words stand in a text; the strongest first."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    PART = "in part"


ALIKE = 75.0
"""The least likeness, 0 to 100, of altered words (rapidfuzz's partial ratio)."""
RUN, SHARE = 5, 1 / 3
"""Words in a row that make a part, and the least share they are of what is asked."""

FEW, AKIN = 3, 0.6
"""So few words are altered only where most of them are akin: alike in this share from the start."""
SLACK = 4
"""Words by which altered words may go on beyond those that were found."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where words were found: half-open span of the text, and how alike they are, 0 to 1."""

    verdict: MatchKind
    start: int
    end: int
    likeness: float


class FoldedText:
    """A text without case, marks and runs of blanks, with the way back to its offsets."""

    def __init__(self, text: str) -> None:
        signs: list[str] = []
        self._at: list[int] = []
        gap = True
        for offset, sign in enumerate(even(text).casefold() if text.isascii() else _fold(text)):
            if not sign:
                continue
            if _MARKS.match(sign):
                if not gap:
                    signs.append(" ")
                    self._at.append(offset)
                gap = True
            else:
                signs.append(sign)
                self._at.append(offset)
                gap = False
        self.plain = "".join(signs)

    def span(self, start: int, end: int) -> Span:
        """Return the span of the original that plain ``[start, end)`` was made from."""
        return self._at[start], self._at[min(end, len(self._at)) - 1] + 1


def plain_words(text: str) -> list[str]:
    """Return the words of a text as :class:`FoldedText` has them, without the way back."""
    folded = text.casefold() if text.isascii() else "".join(_fold(text))
    return _MARKS.sub(" ", folded).split()


def _fold(text: str) -> Iterator[str]:
    """Fold case sign by sign, so that no sign becomes two; what nobody sees becomes nothing."""
    for written, sign in zip(text, even(text), strict=True):
        folded = "" if category(written) == "Cf" else sign.casefold()
        yield folded if len(folded) < 2 else sign


def check(words: str, text: str) -> Match | None:
    """Return where ``words`` stand best in ``text``, or None where they do not."""
    wanted = FoldedText(words).plain.strip()
    if not wanted or not text:
        return None
    plain = FoldedText(text)
    at = f" {plain.plain} ".find(f" {wanted} ")
    if at >= 0:
        return Match(MatchKind.VERBATIM, *plain.span(at, at + len(wanted)), 1.0)
    if len(plain.plain) >= len(wanted) // 2:
        found = fuzz.partial_ratio_alignment(wanted, plain.plain, score_cutoff=ALIKE)
        if found is not None and found.dest_start < found.dest_end:
            first, last = _whole_words(plain.plain, found.dest_start, found.dest_end)
            first, last = _fitted(wanted, plain.plain, first, last)
            if _kept(wanted, plain.plain[first:last]):
                start, end = plain.span(first, last)
                return Match(MatchKind.ALTERED, start, end, found.score / 100)
    run = _longest_run(wanted, plain.plain)
    if run is None or run[2] < SHARE:
        return None
    at, length, share = run
    return Match(MatchKind.PART, *plain.span(at, at + length), share)


def _whole_words(plain: str, start: int, end: int) -> Span:
    """Return a span without the end of a word before it, with the whole of its last one."""
    if start and plain[start - 1] != " " and (blank := plain.find(" ", start, end)) >= 0:
        start = blank
    while start < end - 1 and plain[start] == " ":
        start += 1
    last = end - 1
    if plain[last] != " ":
        stop = plain.find(" ", last)
        end = stop if stop >= 0 else len(plain)
    return start, end


def _fitted(wanted: str, plain: str, start: int, end: int) -> Span:
    """Return the span, moved by a few words at either end, that is likest to what is asked.

    A partial ratio looks through a window as long as the words asked for: where the text has more
    of them, their beginning or their end lies outside.
    """
    starts, ends = [start], [end]
    for _ in range(SLACK):
        starts.append(plain.rfind(" ", 0, max(starts[-1] - 1, 0)) + 1)
        stop = plain.find(" ", ends[-1] + 1)
        ends.append(len(plain) if stop < 0 else stop)
    spans = [(first, last) for first in starts for last in ends]
    return max(spans, key=lambda span: fuzz.ratio(wanted, plain[slice(*span)]))


def _kept(wanted: str, found: str) -> bool:
    """Return whether words are more than letters in another order: most of few words are there."""
    words, there = wanted.split(), found.split()
    if len(words) > FEW:
        return True
    akin = [any(_akin(word, other) for other in there) for word in words]
    return sum(akin) * 2 > len(words)


def _akin(word: str, other: str) -> bool:
    alike = int(AKIN * max(len(word), len(other))) + 1
    return word[:alike] == other[:alike]


def _longest_run(wanted: str, plain: str) -> tuple[int, int, float] | None:
    """Return start, length and share of the longest run of wanted words that stands in a text."""
    words = wanted.split()
    padded = f" {plain} "
    best: tuple[int, int, float] | None = None
    first = 0
    while first + RUN <= len(words):
        last = first + RUN
        at = padded.find(f" {' '.join(words[first:last])} ")
        if at < 0:
            first += 1
            continue
        while last < len(words):
            longer = padded.find(f" {' '.join(words[first : last + 1])} ")
            if longer < 0:
                break
            at, last = longer, last + 1
        run = " ".join(words[first:last])
        if best is None or last - first > best[2] * len(words):
            best = (at, len(run), (last - first) / len(words))
        first = last
    return best
