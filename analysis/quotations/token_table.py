"""A parsed article as arrays, one entry a token: what every stage reads.

Words, tags and labels are spaCy's own 64-bit hashes of their strings, the same in
every process and pipeline.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id

from onrecord.analysis import columns, names

from ..types import Block, Span
from .marks import MarkPair

if TYPE_CHECKING:
    from spacy.tokens import Doc

Hashes: TypeAlias = NDArray[np.uint64]
Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float32]
Flags: TypeAlias = NDArray[np.bool_]

FAMILIAR = "note"
"""The verb of saying by which the rare ones are known."""

BESIDE = 3
"""Tokens between a verb and the marks beside it, at most."""

TENSOR, VECTORS = 96, (20_000, 300)
"""The numbers that the pipeline keeps of each token, and the shape of its table of word vectors,
which tells en_core_web_md from the others: what their numbers mean is not what was learned."""


@dataclass
class TokenTable:
    """An article's tokens, sentences and pairs of marks.

    Token indices are those of the Doc; ``start`` and ``end`` are code points of the text;
    ``left`` and ``right`` are the first and the last token of a token's subtree, cut to its
    sentence; ``block``, ``pair`` and ``sentence`` are indices, -1 for none; ``pair`` is the
    outermost one; ``letters[i]`` counts the letters and digits of ``text[:i]``; ``tensor`` is what
    the pipeline's own network makes of each token in its context, zeros if it is an unknown one.
    ``familiar`` is the lemma by which what is learned knows a token: a verb of saying that the
    training articles hardly use ("underlined") is one that they use.
    """

    text: str
    blocks: tuple[Block, ...]
    dateline: Span | None
    start: list[int]
    end: list[int]
    words: list[str]
    lower: Hashes
    lemma: Hashes
    tag: Hashes
    pos: Hashes
    dep: Hashes
    entity: Hashes
    head: Ints
    left: Ints
    right: Ints
    sentence: Ints
    sentences: list[Span]
    pairs: list[MarkPair]
    letters: Ints
    tensor: Floats
    block: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    pair: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    familiar: Hashes = field(default_factory=lambda: np.zeros(0, np.uint64))

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def depth(self) -> Ints:
        """How many arcs a token is away from its sentence's root, 12 at most."""
        depth = np.zeros(len(self), np.int64)
        up = self.head
        for _ in range(12):
            depth += up != self.head[up]
            up = self.head[up]
        return np.asarray(depth + (self.head != np.arange(len(self))))

    @cached_property
    def opens(self) -> Ints:
        """For each token the highest node whose subtree begins with it, itself if none does."""
        return self._highest(self.left)

    @cached_property
    def closes(self) -> Ints:
        """For each token the highest node whose subtree ends with it, itself if none does."""
        return self._highest(self.right)

    def _highest(self, edge: Ints) -> Ints:
        found = np.arange(len(self))
        order = np.argsort(-self.depth, kind="stable")
        found[edge[order]] = order
        return found

    def token_at(self, offset: int) -> int:
        """Return the first token that begins at ``offset`` or after it."""
        return bisect_left(self.start, offset)

    def token_before(self, offset: int) -> int:
        """Return the last token that ends at ``offset`` or before it, -1 for none."""
        return bisect_right(self.end, offset) - 1


def lay_out(
    doc: Doc, text: str, blocks: tuple[Block, ...], dateline: Span | None, pairs: list[MarkPair]
) -> TokenTable:
    """Read a Doc once into a :class:`TokenTable`; a Doc without a parse gives flat sentences.

    ``pairs`` are the pairs of quotation marks, as :func:`pairing.pairs` gives them.
    """
    count = len(doc)
    orth, lower, lemma, tag, pos, dep, entity, offset, index, length = columns.read(
        doc,
        *("ORTH", "LOWER", "LEMMA", "TAG", "POS", "DEP", "ENT_TYPE", "HEAD", "IDX", "LENGTH"),
    )
    start: list[int] = index.tolist()
    sentences = columns.sentences(doc, blocks, start)
    lengths = [last - first for first, last in sentences]
    sentence = np.repeat(np.arange(len(sentences)), lengths)
    first = np.repeat(np.array([a for a, _ in sentences], np.int64), lengths)
    last = np.repeat(np.array([b - 1 for _, b in sentences], np.int64), lengths)
    head = columns.heads(offset)
    left, right = columns.edges(doc, head)
    head = np.where((head >= first) & (head <= last), head, np.arange(count))
    table = TokenTable(
        text=text,
        blocks=blocks,
        dateline=dateline,
        start=start,
        end=(index + length).tolist(),
        words=columns.strings(doc, orth),
        lower=lower,
        lemma=np.where(lemma > 0, lemma, lower),
        tag=tag,
        pos=pos,
        dep=dep,
        entity=entity,
        head=head,
        left=np.maximum(left, first),
        right=np.minimum(right, last),
        sentence=sentence,
        sentences=sentences,
        pairs=pairs,
        letters=np.cumsum([0, *map(str.isalnum, text)], dtype=np.int64),
        tensor=_tensor(doc),
    )
    table.block = _cover(table, [(block.start, block.end) for block in blocks])
    table.pair = _cover(
        table, [(pair.start, pair.end) if not pair.depth else (0, 0) for pair in table.pairs]
    )
    table.familiar = _familiar(table)
    return table


def _familiar(table: TokenTable) -> Hashes:
    """Return the lemmas with rare verbs of saying as a usual one.

    Only where somebody says something with them: they have a clause, or marks stand beside them.
    """
    verb = table.pos == get_string_id("VERB")
    rare = np.isin(table.lemma, _rare("rare verbs of saying")) & verb
    clausal = np.isin(table.lemma, _rare("rare verbs of saying a clause")) & verb
    if not (rare | clausal).any():
        return table.lemma
    saying = np.zeros(len(table), bool)
    saying[table.head[table.dep == get_string_id("ccomp")]] = True
    clausal &= saying
    marked = np.concatenate((np.zeros(BESIDE, bool), table.pair >= 0, np.zeros(BESIDE, bool)))
    beside = np.lib.stride_tricks.sliding_window_view(marked, 2 * BESIDE + 1).any(axis=1)
    saying |= beside & (table.pair < 0)
    return np.where((rare & saying) | clausal, np.uint64(get_string_id(FAMILIAR)), table.lemma)


@cache
def _rare(group: str) -> Hashes:
    verbs = names.words(group)
    return np.array([get_string_id(verb) for verb in verbs], np.uint64)


def _tensor(doc: Doc) -> Floats:
    if doc.tensor.shape == (len(doc), TENSOR) and doc.vocab.vectors.shape == VECTORS:
        return np.asarray(doc.tensor, np.float32)
    return np.zeros((len(doc), TENSOR), np.float32)


def _cover(table: TokenTable, spans: list[Span]) -> Ints:
    """Return for each token the index of the span that holds it, -1 for none."""
    found = np.full(len(table), -1)
    for index, (begin, stop) in enumerate(spans):
        found[bisect_left(table.start, begin) : bisect_left(table.start, stop)] = index
    return found
