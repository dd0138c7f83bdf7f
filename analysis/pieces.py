"""A text longer than one parse should hold, cut into pieces, and their findings put together.

Pieces are cut between blocks.  Each is read with some text before and behind it, so that a
pronoun finds its name and a run of paragraphs its end; what begins there belongs to the
neighbour.  Where to cut depends on the words at the cut alone (content-defined chunking), so that a
text that repeats itself is cut into equal pieces, which are read once.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import NamedTuple
from zlib import crc32

from .actors import resolve
from .types import Actor, Block, Findings, LocalActor, Mention, Quotation, Span

PIECE, WORDS = 100_000, 25_000
"""Code points, and words and punctuation, of a piece; a text of no more is read whole."""

AROUND = 3_000
"""Code points read before and behind a piece, at most."""

_OUTLINE = 1_000
"""Code points at an edge that decide whether a text is cut there."""

_WORD = re.compile(r"\w+|[^\w\s]|\n+")
_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\s+")


class TextPiece(NamedTuple):
    """``text[begin:end]``, read together with what stands round it, ``text[start:stop]``."""

    start: int
    begin: int
    end: int
    stop: int


class Seen(NamedTuple):
    """What is read for a piece: the text with its blocks, and the dateline if it stands there."""

    text: str
    blocks: tuple[Block, ...]
    dateline: Span | None


def fits(text: str) -> bool:
    """Tell whether a text is read whole."""
    if len(text) > PIECE:
        return False
    return len(text) <= WORDS or sum(1 for _ in _WORD.finditer(text)) <= WORDS


def cut(text: str, blocks: Sequence[Block]) -> list[TextPiece]:
    """Cut a text into pieces, in order and without gaps."""
    edges = _edges(text, blocks)
    words = [found.start() for found in _WORD.finditer(text)]
    bounds = [0]
    while (most := _most(words, bounds[-1])) < len(text):
        bounds.append(_bound(text, edges, bounds[-1], most))
    bounds.append(len(text))
    return [
        TextPiece(_first(edges, begin - AROUND, begin), begin, end, _last(edges, end, end + AROUND))
        for begin, end in pairwise(bounds)
    ]


def _edges(text: str, blocks: Sequence[Block]) -> list[int]:
    """Return where a text may be cut: between blocks, in long ones between sentences."""
    edges = [0]
    for block in blocks:
        edges.append(block.start)
        if block.end - block.start > AROUND:
            edges += [m.end() for m in _SENTENCE.finditer(text, block.start, block.end)]
    return [*edges, len(text)]


def _most(words: Sequence[int], begin: int) -> int:
    """Return where a piece that begins at ``begin`` ends at the latest."""
    after = bisect_left(words, begin) + WORDS
    return min(begin + PIECE, words[after]) if after < len(words) else begin + PIECE


def _bound(text: str, edges: Sequence[int], begin: int, most: int) -> int:
    """Return the end of the piece that begins at ``begin``."""
    middle = (begin + most) // 2
    within = edges[bisect_right(edges, middle) : bisect_right(edges, most)]
    if within:
        return min(within, key=lambda edge: _mark(text[edge : edge + _OUTLINE]))
    return text.rfind(" ", middle, most) + 1 or most


def _mark(words: str) -> int:
    return crc32(words.encode("utf-8", "surrogatepass"))


def _first(edges: Sequence[int], start: int, end: int) -> int:
    """Return the first edge of ``[start, end)``, ``end`` where there is none."""
    index = bisect_left(edges, start)
    return min(edges[index], end) if index < len(edges) else end


def _last(edges: Sequence[int], start: int, end: int) -> int:
    """Return the last edge of ``(start, end]``, ``start`` where there is none."""
    return max(edges[bisect_right(edges, end) - 1], start)


def seen(piece: TextPiece, text: str, blocks: Sequence[Block], dateline: Span | None) -> Seen:
    """Return what is read for a piece."""
    start, stop = piece.start, piece.stop
    first = bisect_right(blocks, start, key=lambda block: block.end)
    last = bisect_left(blocks, stop, key=lambda block: block.start)
    own = tuple(
        Block(max(b.start, start) - start, min(b.end, stop) - start, b.kind)
        for b in blocks[first:last]
    )
    line = dateline and start <= dateline[0] and dateline[1] <= stop
    opening = (dateline[0] - start, dateline[1] - start) if dateline and line else None
    return Seen(text[start:stop], own, opening)


def merge(parts: Iterable[tuple[TextPiece, Findings]]) -> Findings:
    """Put together what was found in ``text[start:stop]`` of each piece.

    Offsets are then those of the whole text.  An actor of several pieces is one where the names
    tell so (:func:`analysis.actors.resolve`).  Blocks and dates are left to the whole.
    """
    kept = {f"{number:06}": _own(piece, found) for number, (piece, found) in enumerate(parts)}
    resolution = resolve(kept.items())
    locals_: dict[str, list[LocalActor]] = {}
    keys: dict[str, list[str]] = {}
    for name, found in kept.items():
        keys[name] = [
            actor or f"{name}/{number}" for number, actor in enumerate(resolution.of[name])
        ]
        for key, local in zip(keys[name], found.actors, strict=True):
            locals_.setdefault(key, []).append(local)
    index = {key: number for number, key in enumerate(locals_)}
    numbers = {name: [index[key] for key in of] for name, of in keys.items()}
    return Findings(
        sentences=tuple(chain.from_iterable(found.sentences for found in kept.values())),
        actors=tuple(_one(several, resolution.actors.get(key)) for key, several in locals_.items()),
        mentions=tuple(
            mention._replace(actor=numbers[name][mention.actor])
            for name, found in kept.items()
            for mention in found.mentions
        ),
        quotations=tuple(_numbered(kept, numbers)),
    )


def _own(piece: TextPiece, found: Findings) -> Findings:
    """Return what begins in a piece, with offsets of the whole text, and the actors it names."""
    own = range(piece.begin - piece.start, piece.end - piece.start)
    mentions = [mention for mention in found.mentions if mention.start in own]
    quotations = [quoted for quoted in found.quotations if quoted.start in own]
    used = {mention.actor for mention in mentions}
    used |= {quoted.actor for quoted in quotations if quoted.actor is not None}
    index = {old: new for new, old in enumerate(sorted(used))}
    by = piece.start
    return Findings(
        sentences=tuple((a + by, b + by) for a, b in found.sentences if a in own),
        actors=tuple(found.actors[old] for old in index),
        mentions=tuple(Mention(m.start + by, m.end + by, m.form, index[m.actor]) for m in mentions),
        quotations=tuple(_moved(quoted, by, index) for quoted in quotations),
    )


def _moved(quoted: Quotation, by: int, index: dict[int, int]) -> Quotation:
    def moved(span: Span | None) -> Span | None:
        return (span[0] + by, span[1] + by) if span else None

    return replace(
        quoted,
        start=quoted.start + by,
        end=quoted.end + by,
        cue=moved(quoted.cue),
        speaker=moved(quoted.speaker),
        actor=None if quoted.actor is None else index[quoted.actor],
        chain=tuple((a + by, b + by) for a, b in quoted.chain),
    )


def _numbered(kept: dict[str, Findings], numbers: dict[str, list[int]]) -> Iterator[Quotation]:
    """Yield all quotations, their actors those of the whole, their groups unique in it."""
    taken = 0
    for name, found in kept.items():
        groups = [quoted.group for quoted in found.quotations if quoted.group is not None]
        for quoted in found.quotations:
            yield replace(
                quoted,
                actor=None if quoted.actor is None else numbers[name][quoted.actor],
                group=None if quoted.group is None else quoted.group + taken,
            )
        taken += max(groups, default=-1) + 1


def _one(several: list[LocalActor], known: Actor | None) -> LocalActor:
    """Return one actor for those that several pieces show."""
    first = several[0]
    if len(several) == 1:
        return first
    return LocalActor(
        name=known.name if known else first.name,
        kind=known.kind if known else first.kind,
        roles=tuple(dict.fromkeys(chain.from_iterable(each.roles for each in several))),
        gender=next((each.gender for each in several if each.gender), ""),
        names=tuple(dict.fromkeys(chain.from_iterable(each.names for each in several))),
    )
