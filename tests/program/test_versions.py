"""Every version of a statement: linked ones, and all that have its very words."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis.types import Place
from onrecord.tui.cli import statement_views
from onrecord.tui.session.check import FoldedText, MatchKind, plain_words
from onrecord.tui.session.statements import compare, lines_of, said_in
from onrecord.tui.session.versions import LEAST, MOST, VeryWords, place_of, versions_of

from .conftest import Opener

WORDS = "There is no sluice to mend"
ARTICLES = {
    "2023-01-06": "The dredger lies idle. “There is no sluice to mend,” engineer Mirja Lohm said.",
    "2023-03-29": "The ferryman Odo Brask said that there is no sluice to mend.",
    "2023-06-22": "“There is no sluice to mend, and no coal for it either,” Tove Arn told a crowd.",
    "2023-08-02": "The board was calm. “We mend what is there to mend,” Piet Haller said.",
}


def test_very_words_are_versions(folder: Path, opened: Opener) -> None:
    """Whatever links say, whoever said them and when: what is found verbatim is a version."""
    for day, text in ARTICLES.items():
        (folder / f"{day}.txt").write_text(f"date {day}\nThe sluice\n\n{text}\n", "utf-8")
    session = opened(folder)
    asked = (said_in(session, row, WORDS) for row in session.readable())
    found = {
        place_of(said.line.quoted): said.line.quoted
        for said in asked
        if said and said.verdict is MatchKind.VERBATIM
    }
    assert len(found) == 3
    for line in lines_of(session):
        places = [it.quoted.article for it in versions_of(session, line.quoted)]
        same = line.quoted.article in {place.article for place in found}
        expected = [f"{day}.txt" for day in sorted(ARTICLES)[:3]]
        assert places == (expected if same else [line.quoted.article])
    [first, *_] = compare(versions_of(session, next(iter(found.values()))))
    assert (first.verdict, first.line.date) == ("first", "2023-01-06")
    assert [it["article"] for it in statement_views.versions(session).facts] == expected


SOME = st.lists(st.sampled_from("ab"), min_size=1, max_size=3 * LEAST)


@given(st.lists(SOME, max_size=12))
def test_what_stands_in_what(quotations: list[list[str]]) -> None:
    """Each quotation of enough words is beside those that it stands in, and that stand in it."""
    very = VeryWords()
    places = [Place(str(number), 0, 1) for number in range(len(quotations))]
    for place, words in zip(places, quotations, strict=True):
        very.add(place, f"“{' '.join(words)},”")
    texts = [f" {' '.join(words)} " for words in quotations]
    for mine, here in zip(texts, places, strict=True):
        beside = {
            there
            for theirs, there in zip(texts, places, strict=True)
            if here != there
            and (mine in theirs or theirs in mine)
            and min(len(mine.split()), len(theirs.split())) >= LEAST
        }
        found = very.beside(here)
        assert set(found) == beside and len(found) == len(beside)


def test_long_ones_and_those_of_one_article() -> None:
    """A long one is known by its beginning; what an article says twice stands nowhere else."""
    very = VeryWords()
    long = " ".join(f"w{number}" for number in range(2 * MOST))
    for article, text in (("a", long), ("b", f"He said {long}"), ("c", long[: -len(" w119")])):
        very.add(Place(article, 0, 9), text)
    very.add(Place("a", 10, 19), long)
    beside = {place.article for place in very.beside(Place("a", 0, 9))}
    assert beside == {"b", "c"}


@given(st.text())
def test_words_as_they_are_checked(text: str) -> None:
    """The words by which quotations are compared are those in which words are looked for."""
    assert plain_words(text) == FoldedText(text).plain.split()
