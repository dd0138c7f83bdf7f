"""An article as the pieces of words that a pretrained encoder reads, in windows that it can hold.

Words are cut as BERT cuts them (Devlin et al., NAACL 2019), into the longest pieces of its
vocabulary from the left (WordPiece: Schuster, Nakajima, ICASSP 2012), in small letters and
without accents.  A window ends between paragraphs where it can, or else between sentences, and
has a mark of separation after each paragraph, since the encoder knows no line breaks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import regex

from .token_table import Floats, Ints, TokenTable

WINDOW = 320
"""Pieces of a window at most, marks of its beginning and of separation included."""

LONGEST = 100
"""A word of more letters is unknown."""

FLAGS = 8
"""What each piece is told of its token beside its letters; see :func:`_flags`."""

_WORD = regex.compile(r"[^\W_]+|\S")


class PieceVocabulary:
    """The pieces of words that an encoder knows, each by its number in their list."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._number = {piece: number for number, piece in enumerate(pieces)}
        self.unknown, self.begin, self.separate = (
            self._number[mark] for mark in ("[UNK]", "[CLS]", "[SEP]")
        )
        self._cut = lru_cache(maxsize=20_000)(self._pieces)

    def read(self, text: str) -> tuple[Ints, Ints]:
        """Return the pieces of a text, and where each begins in code points."""
        numbers: list[int] = []
        starts: list[int] = []
        for match in _WORD.finditer(text):
            at = match.start()
            for number, offset in self._cut(match[0]):
                numbers.append(number)
                starts.append(at + offset)
        return np.array(numbers, np.int64), np.array(starts, np.int64)

    def _pieces(self, word: str) -> tuple[tuple[int, int], ...]:
        """Return the pieces of a word with their offsets in it."""
        letters, offsets = _plain(word)
        if not letters or len(letters) > LONGEST:
            return ((self.unknown, 0),)
        found, begin = [], 0
        while begin < len(letters):
            for end in range(len(letters), begin, -1):
                piece = ("##" if begin else "") + letters[begin:end]
                if piece in self._number:
                    found.append((self._number[piece], offsets[begin]))
                    begin = end
                    break
            else:
                return ((self.unknown, 0),)
        return tuple(found)


def _plain(word: str) -> tuple[str, list[int]]:
    """Return a word in small letters without accents, and where each letter stood."""
    letters, offsets = [], []
    for offset, letter in enumerate(word):
        for plain in unicodedata.normalize("NFD", letter.lower()):
            if unicodedata.category(plain) != "Mn":
                letters.append(plain)
                offsets.append(offset)
    return "".join(letters), offsets


@dataclass(frozen=True, slots=True)
class PieceTable:
    """The windows of an article, one after the other.

    ``number`` says which piece of the vocabulary each is, ``flags`` what its token is like;
    ``windows`` are half-open ranges of them.  ``of_token`` is the piece by which a token is known:
    the last that begins at it or before it.
    """

    number: Ints
    flags: Floats
    windows: list[tuple[int, int]]
    of_token: Ints


def lay_out(table: TokenTable, vocabulary: PieceVocabulary) -> PieceTable:
    """Cut the words of an article, which has a token at least, into pieces and windows."""
    read, starts = vocabulary.read(table.text)
    token_start = np.array(table.start, np.int64)
    token = np.maximum(np.searchsorted(token_start, starts, side="right") - 1, 0)
    flags = _flags(table)
    numbers: list[int] = []
    flagged: list[int] = []
    windows: list[tuple[int, int]] = []
    places = np.zeros(len(read), np.int64)
    for window in _windows(table.block[token], table.sentence[token]):
        begin = len(numbers)
        numbers.append(vocabulary.begin)
        flagged.append(len(table))
        for first, last in window:
            places[first:last] = np.arange(len(numbers), len(numbers) + last - first)
            numbers += [*read[first:last].tolist(), vocabulary.separate]
            flagged += [*token[first:last].tolist(), len(table)]
        windows.append((begin, len(numbers)))
    known = np.maximum(np.searchsorted(starts, token_start, side="right") - 1, 0)
    of_token = places[known] if len(places) else np.zeros(len(table), np.int64)
    return PieceTable(np.array(numbers, np.int64), flags[flagged], windows, of_token)


def _windows(block: Ints, sentence: Ints) -> Iterator[list[tuple[int, int]]]:
    """Yield the ranges of pieces of each window, by the paragraph and sentence of each piece."""
    window: list[tuple[int, int]] = []
    size = 1
    for first, last in _ranges(block, sentence):
        more = last - first + 1
        if window and size + more > WINDOW:
            yield window
            window, size = [], 1
        window.append((first, last))
        size += more
    yield window


def _ranges(block: Ints, sentence: Ints) -> Iterator[tuple[int, int]]:
    """Yield the ranges of pieces that are kept together: paragraphs, or as much as fits of one."""
    room = WINDOW - 2
    for begin, end in pairwise(_edges(block)):
        if end - begin <= room:
            yield begin, end
            continue
        stops = [begin + edge for edge in _edges(sentence[begin:end])[1:]]
        first, last = begin, begin
        for stop in stops:
            if stop - first > room and last > first:
                yield first, last
                first = last
            while stop - first > room:
                yield first, first + room
                first += room
            last = stop
        if last > first:
            yield first, last


def _edges(column: Ints) -> list[int]:
    """Return where a column has another value than before, its two ends included."""
    if not len(column):
        return [0]
    return [0, *(np.flatnonzero(np.diff(column)) + 1).tolist(), len(column)]


def _flags(table: TokenTable) -> Floats:
    """Return what the encoder's own words do not tell of each token, and a row of none.

    Quotation marks by their pairs; where a paragraph begins and which is the headline; capitals.
    """
    pair, block = table.pair, table.block
    open_ended = np.array([*(not each.closed for each in table.pairs), False], bool)[pair]
    found = np.zeros((len(table) + 1, FLAGS), np.float32)
    columns = (
        pair >= 0,
        (pair >= 0) & (np.append(-1, pair[:-1]) != pair),
        (pair >= 0) & (np.append(pair[1:], -1) != pair),
        open_ended & (pair >= 0),
        np.append(-2, block[:-1]) != block,
        block == 0,
        np.fromiter((word[:1].isupper() for word in table.words), bool, len(table)),
        np.fromiter((word.isupper() and len(word) > 1 for word in table.words), bool, len(table)),
    )
    found[:-1] = np.stack(columns, axis=1)
    return found
