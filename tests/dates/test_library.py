"""Dates that other articles of the library give."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onrecord.analysis import dates, layout
from onrecord.analysis.types import UNDATED, Article, Basis, Findings, Precision, Published

TODAY = date(2024, 6, 1)
CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus"

Item = tuple[Article, Findings]


def item(name: str, text: str, day: str | None = None) -> Item:
    """Make an article with what the dates need of its findings."""
    given = Published(day, Precision.DAY, Basis.METADATA) if day else UNDATED
    article = Article(name, text, published=given)
    blocks = layout.blocks(text)
    line = layout.dateline(text, blocks)
    published = dates.published(article, blocks, line, TODAY)
    sentences = layout.lines(text)
    events = dates.events(text, blocks, sentences, published)
    return article, Findings(
        blocks=blocks,
        dateline=line,
        sentences=tuple(sentences),
        published=published,
        events=events,
    )


def library(*items: Item) -> dict[str, Item]:
    """Put articles beside each other."""
    return {article.id: (article, found) for article, found in items}


DATED = item(
    "dated",
    "On October 18 the harbour authority of Port Alda announced the closure of the ferry mission.\n"
    "The envoy regretted the closure.",
    "2019-10-20",
)
OTHER = item(
    "other", "The budget of Norland was passed by parliament after a debate.", "2019-06-02"
)


def test_shared_happening_gives_month_and_bound() -> None:
    """A happening that another article dates gives the year, and no more is claimed."""
    undated = item(
        "undated",
        "We recall that on October 18 the harbour authority announced the closure of the ferry "
        "mission at Port Alda, and that staff must leave from November 1.\n"
        "On October 6 the harbour had asked for fewer crews.",
    )
    found = dates.infer(library(DATED, OTHER, undated), TODAY)["undated"]
    assert (found.date, found.precision) == ("2019-10", Precision.MONTH)
    assert found.basis is Basis.INFERRED and found.not_before == "2019-10-18"
    assert "2019" in found.why and "dated" in found.why
    assert found.evidence is not None
    assert undated[0].text[slice(*found.evidence)] == "October 18"


def test_nothing_in_common_is_no_date() -> None:
    """An article that shares nothing with the library stays undated."""
    undated = item("undated", "A recipe needs flour, butter and patience, wrote the cook.")
    assert dates.infer(library(DATED, OTHER, undated), TODAY) == {}


def test_dated_articles_and_persons_are_left_alone() -> None:
    """Only what has no day, and no word of a person, is asked about."""
    article, found = item("mine", DATED[0].text)
    mine = Findings(blocks=found.blocks, published=Published("2019", Precision.YEAR, Basis.USER))
    assert dates.infer(library(DATED, OTHER, (article, mine)), TODAY) == {}


def test_empty_library() -> None:
    """No articles, and a library without a date, are no error."""
    assert dates.infer({}) == {}
    assert dates.infer(library(item("one", "Nothing."), item("two", "Nothing."))) == {}


@pytest.mark.skipif(not CORPUS.exists(), reason="the sample of the user is not here")
def test_sample() -> None:
    """The five articles of the sample get the dates that they have, as far as can be known."""
    items = library(*(item(p.name, p.read_text("utf-8")) for p in sorted(CORPUS.glob("*.txt"))))
    inferred = dates.infer(items)
    found = [inferred.get(name, items[name][1].published) for name in sorted(items)]
    assert [published.date for published in found] == [
        "2021-06-06",
        "2021-10-20",
        "2022-12-20",
        "2021-10",
        "2022-01-13",
    ]
    assert [published.inferred for published in found] == [False, False, True, True, False]
