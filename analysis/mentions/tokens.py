"""A parsed article as plain lists, one entry a token."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from onrecord.analysis import casing, columns

from ..casing import vocabulary
from ..casing.vocabulary import Vocabulary
from ..casing.words import forms, leaning
from ..types import Block, BlockKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "o", "its": "o", "itself": "o",
    "they": "p", "them": "p", "their": "p", "theirs": "p", "themselves": "p",
}  # fmt: skip
"""Pronouns of the third person: masculine, feminine, of a thing, plural."""

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})


class Children(dict[int, list[int]]):
    """The children of each token that has some; those of another are none."""

    def __missing__(self, token: int) -> list[int]:
        """Return no children."""
        return []


@dataclass
class Tokens:
    """The tokens of an article.

    ``start`` and ``end`` are code points of the text; ``head`` is the index of the head, the
    token's own for a root; ``sentence`` is a running number; ``turn`` and ``paragraph`` are
    running numbers of sentences and paragraphs that headings do not interrupt; ``entities`` are
    spans of tokens with the pipeline's label; ``vocabulary`` tells how words are usually written.
    """

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    sentence: list[int]
    turn: list[int]
    paragraph: list[int]
    entities: list[tuple[int, int, str]]
    sentences: list[Span]
    vocabulary: Vocabulary

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def undoubled(self) -> frozenset[str]:
        """The words that stand somewhere with another word on either side."""
        beside = zip(self.word, self.word[1:], self.word[2:], strict=False)
        return frozenset(each for before, each, behind in beside if before != each != behind)

    @cached_property
    def children(self) -> Children:
        """The children of each token, in order."""
        found = Children()
        for token, head in enumerate(self.head):
            if head != token:
                found.setdefault(head, []).append(token)
        return found

    @cached_property
    def names_from(self) -> list[int]:
        """Where the run of proper nouns begins that ends before each token (itself for none)."""
        begins = [0]
        for token, pos in enumerate(self.pos):
            begins.append(begins[token] if pos == "PROPN" else token + 1)
        return begins

    @cached_property
    def listed_from(self) -> list[int]:
        """The first among each token and those it is joined to: of "Ulf, Ole and Ana", "Ulf"."""
        found = [-1] * len(self)
        for token in range(len(self)):
            chain, above = [], token
            while found[above] < 0 and self.dep[above] == "conj" and self.head[above] != above:
                chain.append(above)
                above = self.head[above]
            first = found[above] = found[above] if found[above] >= 0 else above
            for joined in reversed(chain):
                first = found[joined] = min(first, joined)
        return found

    @cached_property
    def _leanings(self) -> dict[str, int]:
        """How much more usual the words that have a capital here are with one than without."""
        large = {w.lower() for w in self.word if w[:1].isupper()}
        words = [each for each in large if each.isalpha()]
        usual = leaning(forms(words, self.vocabulary))
        return dict(zip(words, usual.astype(int).tolist(), strict=True))

    def leaning(self, word: str) -> int:
        """Return how much more usual a word is with a capital than without one, from -12 to 12."""
        return self._leanings.get(word.lower(), 0)

    def at(self, offset: int) -> int:
        """Return the first token that ends after ``offset``."""
        return bisect_right(self.end, offset)

    def within(self, span: Span) -> range:
        """Return the tokens that a span of the text touches."""
        return range(bisect_right(self.end, span[0]), bisect_left(self.start, span[1]))

    def span(self, first: int, last: int) -> Span:
        """Return the span of the tokens ``[first, last)``."""
        return self.start[first], self.end[last - 1]

    def words(self, first: int, last: int) -> str:
        """Return the text of the tokens ``[first, last)`` with single blanks."""
        return " ".join(self.text[self.start[first] : self.end[last - 1]].split())

    def head_of(self, tokens: range) -> int:
        """Return the token of a range that hangs on one outside it: the head of the phrase."""
        for token in tokens:
            head = self.head[token]
            if (head == token or head not in tokens) and self.pos[token] not in ("PUNCT", "SPACE"):
                return token
        return tokens.start

    def edges(self, token: int, limit: int = 60) -> tuple[int, int]:
        """Return the half-open range of a token's subtree, at most ``limit`` tokens to a side."""
        first, last, waiting = token, token, [token]
        while waiting:
            for child in self.children[waiting.pop()]:
                if abs(child - token) <= limit:
                    first, last = min(first, child), max(last, child)
                    waiting.append(child)
        return first, last + 1


def read(doc: Doc, text: str, blocks: tuple[Block, ...]) -> Tokens:
    """Read a Doc once; a Doc without a parse has one sentence a block and no heads.

    Names are read with the capitals that they were parsed with.
    """
    text = doc.user_data.get(casing.RECASED, text)
    orth, lower, lemma, pos, tag, dep, offset, index, length = columns.read(
        doc, "ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "HEAD", "IDX", "LENGTH"
    )
    start: list[int] = index.tolist()
    spans = columns.sentences(doc, blocks, start)
    sentence = [0] * len(start)
    for number, (first, last) in enumerate(spans):
        sentence[first:last] = [number] * (last - first)
    turn, paragraph = _turns(start, sentence, blocks)
    return Tokens(
        text=text,
        start=start,
        end=(index + length).tolist(),
        word=columns.strings(doc, orth),
        lower=columns.strings(doc, lower),
        lemma=columns.strings(doc, lemma),
        pos=columns.strings(doc, pos),
        tag=columns.strings(doc, tag),
        dep=columns.strings(doc, dep),
        head=columns.heads(offset).tolist(),
        sentence=sentence,
        turn=turn,
        paragraph=paragraph,
        entities=[(ent.start, ent.end, ent.label_) for ent in doc.ents],
        sentences=spans,
        vocabulary=vocabulary.of(doc.vocab),
    )


def _turns(
    start: list[int], sentence: list[int], blocks: tuple[Block, ...]
) -> tuple[list[int], list[int]]:
    """Number sentences and paragraphs so that a heading counts with what follows it."""
    paragraph = [0] * len(start)
    heading = bytearray(len(start))
    number = 0
    for block in blocks:
        first, last = bisect_left(start, block.start), bisect_left(start, block.end)
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.PULL_QUOTE):
            number += 1
        else:
            heading[first:last] = b"\1" * (last - first)
        paragraph[first:last] = [number + heading[first] if first < last else 0] * (last - first)
    turn, number, before = [0] * len(start), 0, -1
    for token, at in enumerate(sentence):
        if at != before and not heading[token]:
            number += 1
        turn[token] = number + heading[token]
        before = at
    return turn, paragraph
