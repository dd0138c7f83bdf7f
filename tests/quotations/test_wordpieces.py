"""Articles as pieces of words: which pieces, where they begin, and how they fill windows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis import layout, pipeline
from onrecord.analysis.quotations import encoder, wordpieces
from onrecord.analysis.quotations.token_table import TokenTable, lay_out
from onrecord.analysis.quotations.wordpieces import PieceVocabulary

PIECES = [
    "[UNK]",
    "[CLS]",
    "[SEP]",
    *"abcd,“”1",
    *(f"##{letter}" for letter in "abcd1"),
    "ab",
    "##cd",
]
SMALL = PieceVocabulary(PIECES)


def cut(text: str) -> list[tuple[str, int]]:
    """Return the pieces of a text with their starts, by the small vocabulary."""
    numbers, starts = SMALL.read(text)
    return [(PIECES[n], start) for n, start in zip(numbers.tolist(), starts.tolist(), strict=True)]


def table_of(text: str) -> TokenTable:
    """Parse and lay out a text, without its marks."""
    doc = pipeline.parse(pipeline.load(), text)
    return lay_out(doc, text, layout.blocks(text), None, [])


def test_a_word_is_cut_into_the_longest_pieces_from_the_left() -> None:
    """Pieces inside a word are others than those that begin one; each knows where it begins."""
    assert cut("abcd, ba") == [("ab", 0), ("##cd", 2), (",", 4), ("b", 6), ("##a", 7)]
    assert cut("“AB1”") == [("“", 0), ("ab", 1), ("##1", 3), ("”", 4)]


def test_capitals_and_accents_are_passed_over() -> None:
    """A letter of several code points is one place; a sign that is only an accent is unknown."""
    assert cut("ÀB") == [("ab", 0)]
    assert cut("a\u0301bc") == [("ab", 0), ("##c", 3)]
    assert cut("\u0301") == [("[UNK]", 0)]


def test_what_no_piece_fits_is_unknown_as_a_whole() -> None:
    """One strange letter makes the word unknown, and so does its length."""
    assert cut("abz a") == [("[UNK]", 0), ("a", 4)]
    assert cut("a" * 100)[0] == ("a", 0) and len(cut("a" * 100)) == 100
    assert cut("a" * 101) == [("[UNK]", 0)]


def test_the_vocabulary_that_ships_knows_english() -> None:
    """The usual words are one piece each, and none of a plain sentence is unknown."""
    vocabulary = encoder.base().vocabulary
    numbers, starts = vocabulary.read("The mayor said that the harbour would reopen.")
    assert len(numbers) == 10 and vocabulary.unknown not in numbers
    assert starts.tolist() == [0, 4, 10, 15, 20, 24, 32, 38, 40, 44]


@given(st.text("ab cd1“”,.éX\n_\u0301\u200b😀", max_size=200))
def test_pieces_begin_where_something_stands(text: str) -> None:
    """Starts rise, lie inside the text and never on a blank."""
    _, starts = SMALL.read(text)
    assert (np.diff(starts) >= 0).all()
    assert all(not text[start].isspace() for start in starts.tolist())


@pytest.mark.parametrize("window", [8, 20, 64, 320])
def test_windows_hold_every_piece_once(monkeypatch: pytest.MonkeyPatch, window: int) -> None:
    """None is longer than it may be; each begins with its mark and ends with one."""
    monkeypatch.setattr(wordpieces, "WINDOW", window)
    text = "\n\n".join(
        ["The harbour", "“We will sign,” he said. She left early. " * 6, "It rained.", "No " * 50]
    )
    table, vocabulary = table_of(text), encoder.base().vocabulary
    pieces = wordpieces.lay_out(table, vocabulary)
    read, _ = vocabulary.read(text)
    plain = pieces.number[~np.isin(pieces.number, [vocabulary.begin, vocabulary.separate])]
    assert plain.tolist() == read.tolist()
    assert pieces.windows[0][0] == 0 and pieces.windows[-1][1] == len(pieces.number)
    for (begin, end), (after, _) in zip(
        pieces.windows, [*pieces.windows[1:], (None, 0)], strict=True
    ):
        assert end - begin <= window and (after is None or after == end)
        assert pieces.number[begin] == vocabulary.begin
        assert pieces.number[end - 1] == vocabulary.separate


def test_windows_end_between_paragraphs_and_then_between_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A paragraph that fits is not cut; of one that does not, no sentence that fits is."""
    monkeypatch.setattr(wordpieces, "WINDOW", 24)
    sentence = "He said no. "
    text = f"{sentence * 3}\n\n{sentence * 3}\n\n{sentence * 9}"
    vocabulary = encoder.base().vocabulary
    pieces = wordpieces.lay_out(table_of(text), vocabulary)
    counts = []
    for begin, end in pieces.windows:
        of_window = pieces.number[begin:end].tolist()
        counts.append(
            [of_window.count(vocabulary.separate), of_window.count(read(vocabulary, "."))]
        )
    assert counts == [[1, 3], [1, 3], [1, 5], [1, 4]]


def read(vocabulary: PieceVocabulary, word: str) -> int:
    """Return the number of a word that is one piece."""
    (number,), _ = vocabulary.read(word)
    return int(number)


def test_a_token_is_known_by_the_piece_that_begins_it() -> None:
    """So is a blank by the piece before it, and what no piece stands for by the first mark."""
    text = "Mayor  Varga said\n\nNo."
    table, vocabulary = table_of(text), encoder.base().vocabulary
    pieces = wordpieces.lay_out(table, vocabulary)
    known = dict(zip(table.words, pieces.number[pieces.of_token].tolist(), strict=True))
    assert known["Mayor"] == read(vocabulary, "mayor") and known["said"] == read(vocabulary, "said")
    assert known["No"] == read(vocabulary, "no") and known["."] == read(vocabulary, ".")
    blank = wordpieces.lay_out(table_of(" \u200b \n"), vocabulary)
    assert len(blank.windows) == 1 and (blank.of_token < len(blank.number)).all()


def test_pieces_are_told_of_capitals_headline_and_paragraphs() -> None:
    """What the small letters of the vocabulary hide; marks of windows are told nothing."""
    text = "NATO Reopens\n\nMayor said no."
    table, vocabulary = table_of(text), encoder.base().vocabulary
    pieces = wordpieces.lay_out(table, vocabulary)
    flags = dict(zip(table.words, pieces.flags[pieces.of_token].astype(int).tolist(), strict=True))
    assert flags["NATO"] == [0, 0, 0, 0, 1, 1, 1, 1]
    assert flags["Reopens"] == [0, 0, 0, 0, 0, 1, 1, 0]
    assert flags["Mayor"] == [0, 0, 0, 0, 1, 0, 1, 0]
    assert flags["said"] == [0] * 8
    marks = np.isin(pieces.number, [vocabulary.begin, vocabulary.separate])
    assert not pieces.flags[marks].any()
