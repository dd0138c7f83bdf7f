"""Passages of articles that a query finds, article by article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from onrecord.analysis.types import Span

from .fields import of_article
from .fold import Folded
from .index import TextIndex
from .language import All, ExpressionError, FieldCondition, Leaf, Node, Query, Some, Test, Without
from .needles import Needle

NEAR = 120
"""Characters between two words that still stand in one passage."""
BEFORE, LONG = 30, 320
"""Characters of a snippet before the first word found, and in all."""
MOST = 1_000
"""Places in one article; those after them are left out."""
FIRST, AT_ONCE = 8, 64
"""Texts read at once: few at first, so that there is something to show, then more."""

_OF_A_MEMO = "Memo: "

_BREAK = re.compile(r"\n[^\S\n]*\n")
_BLANK = re.compile(r"\s")
_LINE = re.compile(r"\S[^\n]*")

TOO_LONG = "the regular expression takes too long: make it simpler"


@dataclass(frozen=True)
class Shelved:
    """An article as the search knows it: a :class:`~.fields.Described`, and which text it has."""

    article: str
    version: str
    title: str = ""
    source: str = ""
    date: str = ""
    read: bool = False
    starred: bool = False

    @cached_property
    def titled(self) -> Folded:
        """The title, folded."""
        return Folded(self.title)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that was found.

    ``[start, end)`` are code points of the article's text, from the first word found to the last;
    ``marks`` are the words found, as spans of ``snippet``, in which every blank is a space.
    """

    article: str
    start: int
    end: int
    snippet: str
    marks: tuple[Span, ...] = ()


@dataclass(frozen=True)
class _Opened:
    about: Shelved
    text: Folded


def passages(
    query: Query,
    articles: Sequence[Shelved],
    index: TextIndex,
    wanted: Callable[[], bool] = lambda: True,
) -> Iterator[list[Passage]]:
    """Yield the passages of each article that fits, in the order of ``articles``.

    All words of a query have to be in the article or its title; of each article the passages come
    in which most of them stand together.  One that fits by its title or its fields alone is told
    by its first line.  Articles whose text is not in the index are passed over.

    Args:
        query: what is looked for; one that asks for quotations finds nothing here.
        articles: where to look.
        index: holds their texts.
        wanted: asked between texts whether to go on.

    Raises:
        QueryError: a regular expression takes too long.
    """
    if not query:
        return
    may = _may(query.root, index)
    fits = query.test(_leaf)
    parts = query.parts
    likely = (about for about in articles if may(about))
    size = FIRST
    while batch := list(islice(likely, size)):
        texts = index.texts([about.version for about in batch])
        for about in batch:
            if not wanted():
                return
            if about.version not in texts:
                continue
            opened = _Opened(about, texts[about.version])
            try:
                # What is damaged has no original: the index will be made anew.
                if fits(opened) and opened.text.original:
                    yield _passages(about.article, opened.text, parts)
            except TimeoutError:
                raise ExpressionError(
                    "the regular expression takes too long: make it simpler"
                ) from None
        size = min(2 * size, AT_ONCE)


def memos(
    query: Query, articles: Sequence[Shelved], memo_of: Callable[[str], str]
) -> Iterator[list[Passage]]:
    """Yield what a query finds in the person's memos on articles, in the order of ``articles``.

    Such a passage stands at the beginning of its article, and says that it is of a memo.

    Raises:
        QueryError: a regular expression takes too long.
    """
    if not query:
        return
    fits = query.test(_leaf)
    for about in articles:
        memo = memo_of(about.article)
        if not memo:
            continue
        text = Folded(memo)
        try:
            found = _found(query.parts, text) if fits(_Opened(about, text)) else []
        except TimeoutError:
            raise ExpressionError(
                "the regular expression takes too long: make it simpler"
            ) from None
        if found:
            spans = [(start, end) for start, end, _ in found]
            words, marks = _snippet(memo, found[0][0], spans)
            shift = len(_OF_A_MEMO)
            shifted = tuple((start + shift, end + shift) for start, end in marks)
            yield [Passage(about.article, 0, 0, _OF_A_MEMO + words, shifted)]


def places(query: Query, text: str) -> list[Span]:
    """Return all words of a text that a query looks for, in order, as far as they are disjoint.

    Raises:
        QueryError: a regular expression takes too long.
    """
    try:
        found = _found(query.parts, Folded(text))
    except TimeoutError:
        raise ExpressionError(TOO_LONG) from None
    disjoint: list[Span] = []
    for start, end, _ in found:
        if not disjoint or start >= disjoint[-1][1]:
            disjoint.append((start, end))
    return disjoint


def _leaf(leaf: Leaf) -> Test[_Opened]:
    if isinstance(leaf, FieldCondition):
        needle = leaf.needle
        if leaf.name == "text" and needle:
            return lambda it: needle.within(it.text)
        test = of_article(leaf)
        return (lambda it: test(it.about)) if test else lambda it: False
    return lambda it: leaf.within(it.text) or leaf.within(it.about.titled)


def _may(node: Node, index: TextIndex) -> Test[Shelved]:
    """Return a quick test that lets everything through that fits, and little else."""
    if isinstance(node, Without):
        return lambda it: True
    if isinstance(node, All | Some):
        tests = [_may(part, index) for part in node.parts]
        if isinstance(node, All):
            return lambda it: all(test(it) for test in tests)
        return lambda it: any(test(it) for test in tests)
    needle = node
    if isinstance(node, FieldCondition):
        test = of_article(node)
        if test or node.name != "text" or node.needle is None:
            return test or (lambda it: False)
        needle = node.needle
    assert not isinstance(needle, FieldCondition)
    versions = index.holding(needle.pieces)
    if versions is None:
        return lambda it: True
    return lambda it: it.version in versions or needle.within(it.titled)


def _found(parts: Sequence[Sequence[Needle]], text: Folded) -> list[tuple[int, int, int]]:
    """Return where the needles are, in order, each place with the part of the query it is for."""
    return sorted(
        (*span, number)
        for number, needles in enumerate(parts)
        for needle in needles
        for span in islice(needle.spans(text), MOST)
    )


def _passages(article: str, text: Folded, parts: Sequence[Sequence[Needle]]) -> list[Passage]:
    whole = text.original
    groups: list[list[tuple[int, int, int]]] = []
    reach = 0
    for place in _found(parts, text):
        near = bool(groups) and place[0] - reach <= NEAR
        if near and not _BREAK.search(whole, reach, max(place[0], reach)):
            groups[-1].append(place)
            reach = max(reach, place[1])
        else:
            groups.append([place])
            reach = place[1]
    if not groups:
        line = _LINE.search(whole)
        start, end = line.span() if line else (0, 0)
        return [Passage(article, start, min(end, start + LONG), *_snippet(whole, start, ()))]
    most = max(len({part for *_, part in group}) for group in groups)
    return [
        Passage(
            article,
            group[0][0],
            max(end for _, end, _ in group),
            *_snippet(whole, group[0][0], [(start, end) for start, end, _ in group]),
        )
        for group in groups
        if len({part for *_, part in group}) == most
    ]


def _snippet(text: str, start: int, marks: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """Return the words round a place, inside its paragraph, and what is marked in them."""
    low = max(start - BEFORE, 0)
    for found in _BREAK.finditer(text, low, start):
        low = found.end()
    if low and not text[low - 1].isspace() and (blank := _BLANK.search(text, low, start)):
        low = blank.end()
    broken = _BREAK.search(text, start, low + LONG)
    high = broken.start() if broken else min(low + LONG, len(text))
    words = _BLANK.sub(" ", text[low:high]).rstrip()
    inside = [(a - low, min(b - low, len(words))) for a, b in marks if a - low < len(words)]
    before = "…" if low and not _begins(text, low) else ""
    after = "…" if not broken and high < len(text) else ""
    shift = len(before)
    return before + words + after, tuple((a + shift, b + shift) for a, b in inside)


def _begins(text: str, at: int) -> bool:
    """Whether a paragraph begins at an offset."""
    before = text[:at].rstrip(" \t")
    return not before or before.endswith("\n\n")
