"""Where the words of a claim stand in a library now."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.analysis.types import Span
from onrecord.store.export.markdown import plain
from onrecord.store.export.refi_qda import with_line_feeds
from onrecord.store.notebook.anchors import Anchor, AnchorState, find, version_of
from onrecord.store.notebook.overlay import OVERLAP, Quoted, overlap
from onrecord.store.notebook.tag_tree import new_tag

from .claims import Claim

_SEVERAL = 200
"""Places of the same words that are compared."""

_SHORTEST, _ALIKE = 12, 75.0
"""Characters of words that can be told to be altered at all, and their likeness, of 100."""

_MARKS, _MARKS_LAST = re.compile(r"\W*"), re.compile(r"\W*$")


@dataclass(frozen=True, slots=True)
class HeldArticle:
    """An article of a library, as claims are looked up in it; ``away`` if its file is gone.

    ``earlier`` are the ids that it had while its file was called otherwise.
    """

    version: str
    title: str = ""
    url: str = ""
    away: bool = False
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """A library, for looking up: its articles by id, their texts, what is quoted in them.

    ``kept`` gives the text of an older version, or None; ``tag`` the tag of a name, or it raises
    :class:`onrecord.store.notebook.tag_tree.NoTag`; ``names`` are those who worked on it;
    ``called`` gives the names of an actor, none where they are not known.
    """

    articles: Mapping[str, HeldArticle]
    text: Callable[[str], str]
    quotations: Callable[[str], Sequence[Quoted]]
    kept: Callable[[str], str | None] = lambda version: None
    tag: Callable[[str], str] = new_tag
    names: Collection[str] = ()
    called: Callable[[str], Collection[str]] = lambda actor: ()
    _by_version: dict[str, str] = field(default_factory=dict)
    _line_feeds: dict[str, str] = field(default_factory=dict)

    def article(self, claim: Claim) -> str | None:
        """Return the article that a claim is about: of its text, its id, its address or title.

        An id is that of today, else one of earlier.
        """
        if not self._by_version:
            self._by_version.update({held.version: key for key, held in self.articles.items()})
        if claim.version in self._by_version:
            return self._by_version[claim.version]
        if claim.article in self.articles:
            return claim.article
        if was := [key for key, held in self.articles.items() if claim.article in held.earlier]:
            return was[-1]
        same = [
            key
            for key, held in self.articles.items()
            if (claim.url and held.url == claim.url)
            or (claim.title and claim.title in (held.title, key, key.rpartition("/")[2]))
        ]
        return same[0] if len(same) == 1 else None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a claim's words stand: word for word (``same``), altered, or nowhere (no span)."""

    article: str | None
    span: Span | None
    same: bool
    text: str = ""

    @property
    def words(self) -> str:
        """The words that stand there now."""
        return self.text[slice(*self.span)] if self.span else ""


def place(claim: Claim, shelf: Shelf, article: str | None = None) -> Placed:
    """Return where the words of a claim stand now, in ``article`` where that is known better."""
    article = article or shelf.article(claim)
    if article is None:
        return Placed(None, None, False)
    text = shelf.text(article)
    start, end = claim.start, claim.end
    unchanged = shelf.articles[article].version == claim.version
    if unchanged and 0 <= start < end <= len(text):
        words = text[start:end]
        if same(claim.words, words, claim.exact):
            return Placed(article, (start, end), True, text)
    found = _best(_occurrences(claim, text), claim, text)
    if found:
        return Placed(article, found, True, text)
    if unchanged and 0 <= start < end <= len(text):
        return Placed(article, (start, end), False, text)  # the file was altered, not the article
    moved = find(_anchor(claim), text, version_of(text), shelf.kept(claim.version))
    found_again = moved.state in (AnchorState.EXACT, AnchorState.MOVED)
    return Placed(article, moved.span, found_again, text)


def alike(claim: Claim, text: str) -> Span | None:
    """Return the passage most like a claim's words, whole words of it; None where none is alike.

    It is for telling what became of words, never for holding on to them.
    """
    from rapidfuzz import fuzz

    if len(claim.words) < _SHORTEST:
        return None
    met = fuzz.partial_ratio_alignment(claim.words, text, score_cutoff=_ALIKE)
    if met is None:
        return None
    start, end = met.dest_start, met.dest_end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    head, tail = _MARKS.match(claim.words), _MARKS_LAST.search(claim.words)
    if head and text.endswith(head[0], 0, start):
        start -= len(head[0])
    if tail and text.startswith(tail[0], end):
        end += len(tail[0])
    return start, end


def same(said: str, words: str, exact: bool) -> bool:
    """Return whether words are the same: to the letter, or as they can be seen."""
    if said == words or with_line_feeds(said) == with_line_feeds(words):
        return True
    return not exact and plain(said) == plain(words)


def quotation(placed: Placed, shelf: Shelf) -> Quoted | None:
    """Return the quotation that stands where a claim's words do, or None."""
    if placed.article is None or placed.span is None:
        return None
    shared = [(overlap((q.start, q.end), placed.span), q) for q in shelf.quotations(placed.article)]
    best = max(shared, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= OVERLAP else None


def _anchor(claim: Claim) -> Anchor:
    return Anchor(
        max(0, claim.start),
        max(0, claim.end),
        claim.words,
        claim.before,
        claim.after,
        claim.version,
    )


def _occurrences(claim: Claim, text: str) -> Iterator[Span]:
    """Yield the places of the words, blanks and line ends taken as they come."""
    parts = [re.escape(part) for part in claim.words.split()]
    if not parts:
        return
    pattern = re.compile(r"\s+".join(parts))
    at = 0
    for _ in range(_SEVERAL):
        met = pattern.search(text, at)
        if not met:
            return
        yield met.span()
        at = met.start() + 1


def _best(places: Iterator[Span], claim: Claim, text: str) -> Span | None:
    """Return the place with most of the surroundings that a claim tells, of those the nearest."""

    def misfit(span: Span) -> tuple[int, int]:
        start, end = span
        before = _alike(claim.before[::-1], text[max(0, start - len(claim.before)) : start][::-1])
        after = _alike(claim.after, text[end : end + len(claim.after)])
        return -before - after, abs(start - claim.start)

    return min(places, key=misfit, default=None)


def _alike(said: str, stands: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(said, stands, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(said), len(stands)))
