"""Folding, and spans that lead back to the very words."""

from __future__ import annotations

import re
import unicodedata
import weakref
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.store.notebook.anchors import version_of
from onrecord.store.search import (
    Folded,
    QueryError,
    Shelved,
    TextIndex,
    fold,
    parse,
    passages,
    places,
)
from onrecord.store.search.passages import LONG

HARD = (
    "aAeEiIsSßẞİıﬁſÅéàüñ\u0301\u0308\u0327\u200b\u00ad 中文北京東，。한국말がカ゛ﾞअनि"
    "\u05e9\u05b8\u05c1\u05dc\u05d5\u0645\u064f\u062d\u0651ЙёΣςσ🙂👩🏽\u200d🚀🇫🇷\ufe0f"
    "“”’–…\u202e\u2066\n\t.,-_\x00\ud800"
)
texts = st.text(st.sampled_from(HARD), max_size=60)


def index_of(stored: dict[str, str]) -> TextIndex:
    """Return an index of texts in memory, closed once nobody has it any more."""
    index = TextIndex()
    weakref.finalize(index, index._db.close)
    index.add(stored)
    return index


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("cafe\u0301 Café", "cafe cafe"),
        ("It’s “so” – ﬁne", 'it\'s "so" - fine'),
        ("ΜΆΡΤΙΟΣ μάρτιος", "μαρτιοσ μαρτιοσ"),
        ("sanc\u00adtions\u200b", "sanctions"),
        ("Ｗｉｄｅ", "wide"),
        ("हिन्दी", "हिन्दी"),
        ("שָׁלוֹם", "שלום"),
        ("北京", "北京"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    """Case, accents, ligatures and typographic signs do not matter; vowel signs do."""
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own fold."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["Órgão", "ἄνθρωπος", "йод", "がぎ", "한국", "Việt", "Ǆ"])
def test_folding_composed_or_not(text: str) -> None:
    """Composed and decomposed forms of the same words fold to the same."""
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(texts, st.data())
@example("aİb", None)
def test_span_leads_back(text: str, data: st.DataObject | None) -> None:
    """What stands in a folded span is in the original span, which is no wider than it has to be."""
    folded = Folded(text)
    if not folded.text:
        return
    spans = [(0, len(folded.text)), (0, 1), (len(folded.text) - 1, len(folded.text))]
    if data:
        start = data.draw(st.integers(0, len(folded.text) - 1))
        spans.append((start, data.draw(st.integers(start + 1, len(folded.text)))))
    for start, end in spans:
        first, last = folded.span(start, end)
        assert 0 <= first < last <= len(text)
        assert folded.text[start:end] in fold(text[first:last])
        # Without its first sign, or without the last that can be seen, it would not hold it all.
        assert len(fold(text[first + 1 : last])) < len(fold(text[first:last])) or not fold(
            text[first]
        )
        assert fold(text[first]), "a span begins with something that can be seen"


@given(st.lists(texts, max_size=4), texts)
def test_every_occurrence_is_found_and_is_one(pieces: list[str], word: str) -> None:
    """Places are in order, disjoint, hold the word, and none is left out."""
    folded = fold(word)
    try:
        query = parse('"' + word.replace('"', "") + '"' if re.search(r"\s", word) else word)
    except QueryError:
        return
    text = word.join(pieces)
    found = places(query, text)
    assert found == sorted(found)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(0 <= start < end <= len(text) for start, end in found)
    if word.isalnum() and folded:
        assert all(folded in fold(text[start:end]) for start, end in found)
        assert len(found) <= fold(text).count(folded)
        assert bool(found) == (folded in fold(text))


@given(st.lists(texts, min_size=1, max_size=6), st.lists(texts, min_size=1, max_size=2))
def test_index_leaves_nothing_out(stored: list[str], words: list[str]) -> None:
    """Whatever the script, the index gives what looking into every text (none is empty) gives."""
    try:
        query = parse(" ".join(words))
    except QueryError:
        return
    index = index_of({version_of(text): text for text in stored})
    shelf = [Shelved(str(n), version_of(text)) for n, text in enumerate(stored)]
    test = query.test(lambda leaf: lambda it: leaf.within(it))
    expected = [str(n) for n, text in enumerate(stored) if text and query and test(Folded(text))]
    found = list(passages(query, shelf, index))
    index.close()
    assert [of_it[0].article for of_it in found] == expected
    for of_it in found:
        text = stored[int(of_it[0].article)]
        for passage in of_it:
            assert 0 <= passage.start <= passage.end <= len(text)
            for start, end in passage.marks:
                assert 0 <= start < end <= len(passage.snippet)


WIRE = (
    "Vessen closes the canal\n\n"
    "The canal will be shut to all foreign ships by the end of May, the minister said.\n\n"
    + "Nothing much else happened on that day. " * 10
    + "\n\nOne ship turned back. "
    + "It rained. " * 20
    + "The canal was empty."
)


def found_in(query: str, text: str = WIRE, title: str = "") -> list[str]:
    """Return the words of the passages that a query finds in one text."""
    index = index_of({version_of(text): text})
    shelf = [Shelved("a.txt", version_of(text), title, "Wire", "2031-05-02", starred=True)]
    found = [text[p.start : p.end] for of_it in passages(parse(query), shelf, index) for p in of_it]
    index.close()
    return found


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("canal", ["canal", "canal", "canal"]),
        ("canal foreign", ["canal will be shut to all foreign"]),
        ("foreign OR turned", ["foreign", "turned"]),
        ("minister turned", ["minister", "turned"]),  # nowhere together: each by itself
        ("canal -ship", []),
        ("canal date:2031-05 source:wire is:starred", ["canal", "canal", "canal"]),
        ("canal is:read", []),
        ("is:unread date:2031", ["Vessen closes the canal"]),
        ("title:strait", []),
        ("kind:direct", []),
    ],
)
def test_passages(query: str, words: list[str]) -> None:
    """Of an article that fits, the passages in which most of the words stand together."""
    found = found_in(query)
    assert found[: len(words)] == words
    assert bool(found) == bool(words)


def test_title_counts() -> None:
    """A word of the title fits; where no word is in the text, its first line is told."""
    assert found_in("strait minister", title="A strait is closed") == ["minister"]
    assert found_in("strait", title="A strait is closed") == ["Vessen closes the canal"]


def test_snippet_is_on_one_line_and_marked() -> None:
    """Blanks of every kind are spaces, marks lie on the words, the ends are told by dots."""
    text = "First.\n\n" + "before\twards\n" * 20 + "the Órgão said\r\nno " + "after " * 100
    index = index_of({version_of(text): text})
    [[passage]] = passages(parse("orgao"), [Shelved("a", version_of(text))], index)
    assert not re.search(r"[\n\t\r]", passage.snippet)
    assert [passage.snippet[a:b] for a, b in passage.marks] == ["Órgão"]
    assert passage.snippet[0] == passage.snippet[-1] == "…"
    assert len(passage.snippet) <= LONG + 2


def test_slow_expression_is_told() -> None:
    """A regular expression that takes too long ends the search with a message."""
    text = "word " * 20_000 + "!"
    index = index_of({version_of(text): text})
    with pytest.raises(QueryError, match="takes too long"):
        list(passages(parse(r"/(\w+\s*)*!\d/", 0.2), [Shelved("a", version_of(text))], index))


def test_search_stops_when_it_is_not_wanted() -> None:
    """Between two texts the search asks whether to go on."""
    stored = [f"canal {number}" for number in range(100)]
    index = index_of({version_of(text): text for text in stored})
    shelf = [Shelved(text, version_of(text)) for text in stored]
    answers = iter([True, True, True])
    found = list(passages(parse("canal"), shelf, index, lambda: next(answers, False)))
    assert len(found) == 3
