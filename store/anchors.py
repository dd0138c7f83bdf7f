"""Annotations hold on to their words, whatever happens to the text around them.

An anchor is a W3C TextQuoteSelector (the exact words with 32 code points on either side) and a
TextPositionSelector (https://www.w3.org/TR/annotation-model/#selectors) with the hash of the text
version that they refer to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from analysis.types import Span

CONTEXT = 32
"""Code points kept on either side of the words."""


class AnchorState(StrEnum):
    """How sure it is that the words were found again."""

    EXACT = "exact"
    MOVED = "moved"
    FUZZY = "fuzzy"  # the words were altered; the person is asked
    ORPHAN = "orphan"  # not found; listed, never dropped


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of one version of a text; offsets are half-open, in code points."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    version: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor's words stand now; ``span`` is None for an orphan."""

    span: Span | None
    state: AnchorState
    score: float = 1.0


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
    same = it.version == version and text[it.start : it.end] == it.exact
    if same or _stands(it, text, it.start):
        return Found((it.start, it.end), AnchorState.EXACT)
    first = text.find(it.exact) if it.exact else -1
    if first >= 0 and text.find(it.exact, first + 1) < 0:
        return Found((first, first + len(it.exact)), AnchorState.MOVED)
    return Found(None, AnchorState.ORPHAN, 0.0)


def _stands(it: Anchor, text: str, start: int) -> bool:
    end = start + len(it.exact)
    return (
        text[start:end] == it.exact
        and text[max(0, start - CONTEXT) : start] == it.prefix
        and text[end : end + CONTEXT] == it.suffix
    )
