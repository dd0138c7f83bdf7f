"""Annotations hold on to their words, whatever happens to the text around them.

An anchor is a W3C TextQuoteSelector (the exact words with 32 code points on either side) and a
TextPositionSelector (https://www.w3.org/TR/annotation-model/#selectors) with the hash of the text
version that they refer to.  It is found again at its position, else by where a diff from the old
version leads, else by the words themselves.  Every way has to reach a floor of likeness of the
words *and* of what stands around them, so that an annotation whose words are gone is reported as
an orphan instead of settling on a lookalike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Annotated, NamedTuple

from msgspec import Meta

from onrecord.analysis.types import Span

from .alignment import Alignment, aligned, likeness

CONTEXT = 32
"""Code points kept on either side of the words."""

_LONG = 24
"""Code points from which on words that stand in a text but once are taken to be unique."""

_FLOOR = 0.7
_CARRIED_FLOOR = 0.5
"""Likeness of altered words at least: found by themselves, and where the diff leads."""

_NEAR = 0.5
"""Likeness of what stands around altered words; unrelated English reaches 0.45."""

_TOLD_APART = 0.7
"""Likeness of what stands around the very words, where these stand in several places."""

_CARRIED = 0.15
"""How much more likely a place is that the diff leads to."""

_APART = 0.1
"""How much likelier than any other a place has to be."""

_SAME = 0.9
"""Likeness of surroundings that are the same but for a word."""

_CUT_OUT = 0.92
"""Likeness at which two surroundings are taken to have closed over the words between them."""

_SHORT = 8
"""Code points of the shortest words whose absence between their surroundings tells anything."""

_ALIKE = 0.88
"""Likeness at which words of some length need no known surroundings."""

_OCCURRENCES = 100
"""Places of the same words that are compared; a word that is more frequent has no place."""


class AnchorState(StrEnum):
    """How sure it is that the words were found again."""

    EXACT = "exact"
    MOVED = "moved"
    FUZZY = "fuzzy"  # the words were altered; the person is asked
    ORPHAN = "orphan"  # not found; listed, never dropped


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of one version of a text; offsets are half-open, in code points."""

    start: Annotated[int, Meta(ge=0)]
    end: Annotated[int, Meta(ge=0)]
    exact: str
    prefix: str
    suffix: str
    version: str


class Found(NamedTuple):
    """Where an anchor's words stand now, and how alike they are; an orphan has no span."""

    span: Span | None
    state: AnchorState
    score: float = 1.0


ORPHAN = Found(None, AnchorState.ORPHAN, 0.0)


def version_of(text: str) -> str:
    """Return the hash that names a version of a text: 32 hexadecimal digits."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def anchor(text: str, start: int, end: int, version: str) -> Anchor:
    """Return an anchor of the passage ``[start, end)``."""
    return Anchor(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        version=version,
    )


def find(it: Anchor, text: str, version: str, old: str | None = None) -> Found:
    """Find the anchor's words in a text; ``old`` is the text they were taken from, if kept."""
    if it.version == version and text[it.start : it.end] == it.exact:
        return Found((it.start, it.end), AnchorState.EXACT)
    if not it.exact.strip():
        return ORPHAN
    if old is not None and old[it.start : it.end] != it.exact:
        old = None
    carried = aligned(old, text).carry(it.start, it.end) if old is not None else None
    found = _same_words(it, text, old, carried)
    if found:
        return found
    if _is_cut_out(it, text):
        return ORPHAN
    return _altered_words(it, text, carried)


def _same_words(it: Anchor, text: str, old: str | None, carried: Span | None) -> Found | None:
    """Find the very words; of several places, the one whose surroundings tell it apart."""
    places = list(_occurrences(it.exact, text))
    if not places or len(places) > _OCCURRENCES:
        return None
    scored = sorted(
        (
            (_context(it, text, span) + (_CARRIED if span == carried else 0.0), span)
            for span in places
        ),
        reverse=True,
    )
    likeliest, span = scored[0]
    rival = scored[1][0] if len(scored) > 1 else 0.0
    context = _context(it, text, span)
    if span == carried:
        sure = likeliest - rival >= _APART and (context >= _NEAR or len(places) == 1)
    else:
        alone = len(places) == 1 and len(it.exact) >= _LONG and _is_unique(it.exact, old)
        told_apart = context >= _TOLD_APART and likeliest - rival >= 2 * _APART
        elsewhere = _is_cut_out(it, text) or _is_replaced(it, text, carried)
        sure = alone or (told_apart and (context >= _SAME or not elsewhere))
    if not sure:
        return None
    if old is None and context < _TOLD_APART and _is_cut_out(it, text):
        # Without the old text nobody knows whether the words stood there twice.
        return Found(span, AnchorState.FUZZY)
    stands = span == (it.start, it.end) and context == 1.0
    return Found(span, AnchorState.EXACT if stands else AnchorState.MOVED)


def _is_replaced(it: Anchor, text: str, carried: Span | None) -> bool:
    """Return whether the diff leads to other words between the same surroundings."""
    return carried is not None and min(_sides(it, text, carried)) >= _TOLD_APART


def _is_unique(words: str, old: str | None) -> bool:
    return old is None or old.count(words) == 1


def _is_cut_out(it: Anchor, text: str) -> bool:
    """Return whether what stood before and after the words now stands together."""
    if len(it.exact) < _SHORT or min(len(it.prefix), len(it.suffix)) < CONTEXT // 2:
        return False
    around = it.prefix[-CONTEXT * 3 // 4 :] + it.suffix[: CONTEXT * 3 // 4]
    from rapidfuzz import fuzz  # late: a library that did not change needs none of it

    return fuzz.partial_ratio(around, text, score_cutoff=100 * _CUT_OUT) > 0


def _altered_words(it: Anchor, text: str, carried: Span | None) -> Found:
    """Find words that were edited: where the diff leads, else the most alike passage."""
    best = ORPHAN
    for span, floor in _candidates(it, text, carried):
        words = likeness(it.exact, text[span[0] : span[1]])
        near = _context(it, text, span) >= _NEAR
        long = len(it.exact) >= 2 * CONTEXT and words >= _ALIKE
        # The very words were refused before, as standing in more places than can be told apart.
        if floor <= words < 1.0 and (near or long) and words > best.score:
            best = Found(span, AnchorState.FUZZY, words)
    return best


def _candidates(it: Anchor, text: str, carried: Span | None) -> Iterator[tuple[Span, float]]:
    if carried and carried[0] < carried[1]:
        yield carried, _CARRIED_FLOOR
    if len(it.exact) < _LONG:
        return
    from rapidfuzz import fuzz

    near = fuzz.partial_ratio_alignment(it.exact, text, score_cutoff=100 * _FLOOR - 5)
    if near is None:
        return
    margin = len(it.exact) // 4 + CONTEXT
    start, end = max(0, near.dest_start - margin), min(len(text), near.dest_end + margin)
    local = Alignment(it.prefix + it.exact + it.suffix, text[start:end])
    a, b = local.carry(len(it.prefix), len(it.prefix) + len(it.exact))
    yield (start + a, start + b), _FLOOR


def _context(it: Anchor, text: str, span: Span) -> float:
    """Return how alike the surroundings are, 0 to 1, the better side counting for more."""
    before, after = _sides(it, text, span)
    return 0.75 * max(before, after) + 0.25 * min(before, after)


def _sides(it: Anchor, text: str, span: Span) -> tuple[float, float]:
    before = likeness(it.prefix, text[max(0, span[0] - CONTEXT) : span[0]])
    after = likeness(it.suffix, text[span[1] : span[1] + CONTEXT])
    return before, after


def _occurrences(words: str, text: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)
