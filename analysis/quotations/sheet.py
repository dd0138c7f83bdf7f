"""A parsed article as plain lists, one entry a token: what the stages read.

Reading a spaCy token's attributes one by one costs more than all the rest together, so each is
read once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ..types import Block, Span
from . import marks
from .marks import Pair

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=False)
class Sheet:
    """An article's tokens, sentences and pairs of marks.

    Token indices are those of the Doc; ``start`` and ``end`` are code points of the text;
    ``left`` and ``right`` are the first and the last token of a token's subtree, cut to its
    sentence; ``block`` and ``pair`` are indices, -1 for none; ``pair`` is the outermost one.
    """

    text: str
    blocks: tuple[Block, ...]
    dateline: Span | None
    start: list[int]
    end: list[int]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    left: list[int]
    right: list[int]
    entity: list[str]
    sentence: list[int]
    sentences: list[Span]
    pairs: list[Pair]
    block: list[int] = field(default_factory=list)
    pair: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def children(self) -> list[list[int]]:
        """The children of each token, in order."""
        found: list[list[int]] = [[] for _ in self.start]
        for token, head in enumerate(self.head):
            if head != token:
                found[head].append(token)
        return found

    def token_at(self, offset: int) -> int:
        """Return the first token that begins at ``offset`` or after it."""
        return bisect_left(self.start, offset)

    def token_before(self, offset: int) -> int:
        """Return the last token that ends at ``offset`` or before it, -1 for none."""
        return bisect_right(self.end, offset) - 1


def lay_out(doc: Doc, text: str, blocks: tuple[Block, ...], dateline: Span | None) -> Sheet:
    """Read a Doc once into a :class:`Sheet`; a Doc without a parse gives flat sentences."""
    tokens = list(doc)
    start = [token.idx for token in tokens]
    end = [token.idx + len(token) for token in tokens]
    if doc.has_annotation("SENT_START"):
        sentences = [(sent.start, sent.end) for sent in doc.sents]
    else:
        sentences = _block_sentences(start, blocks)
    sentence = [0] * len(tokens)
    for index, (first, last) in enumerate(sentences):
        sentence[first:last] = [index] * (last - first)
    head = [token.head.i for token in tokens]
    sheet = Sheet(
        text=text,
        blocks=blocks,
        dateline=dateline,
        start=start,
        end=end,
        lower=[token.lower_ for token in tokens],
        lemma=[(token.lemma_ or token.text).lower() for token in tokens],
        tag=[token.tag_ for token in tokens],
        pos=[token.pos_ for token in tokens],
        dep=[token.dep_ for token in tokens],
        head=[h if sentence[h] == sentence[i] else i for i, h in enumerate(head)],
        left=[max(token.left_edge.i, sentences[s][0]) for token, s in zip(tokens, sentence)],
        right=[min(token.right_edge.i, sentences[s][1] - 1) for token, s in zip(tokens, sentence)],
        entity=[token.ent_type_ for token in tokens],
        sentence=sentence,
        sentences=sentences,
        pairs=[pair for block in blocks for pair in marks.pairs(text, block)],
    )
    sheet.block = _cover(sheet, [(block.start, block.end) for block in blocks])
    sheet.pair = _cover(
        sheet, [(pair.start, pair.end) if not pair.depth else (0, 0) for pair in sheet.pairs]
    )
    return sheet


def _block_sentences(start: list[int], blocks: tuple[Block, ...]) -> list[Span]:
    edges = sorted({0, len(start), *(bisect_left(start, block.start) for block in blocks)})
    return [(a, b) for a, b in zip(edges, edges[1:]) if a < b]


def _cover(sheet: Sheet, spans: list[Span]) -> list[int]:
    """Return for each token the index of the span that holds it, -1 for none."""
    found = [-1] * len(sheet)
    for index, (begin, stop) in enumerate(spans):
        first = sheet.token_at(begin)
        last = bisect_left(sheet.start, stop)
        found[first:last] = [index] * (last - first)
    return found
