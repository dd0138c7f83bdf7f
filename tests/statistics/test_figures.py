"""Who is quoted how much, counted."""

from __future__ import annotations

import pytest

from onrecord.analysis.types import Actor, ActorKind
from onrecord.store.errors import Unreadable
from onrecord.store.exchange import people_csv
from onrecord.store.notebook.people import ListedPerson, matched
from onrecord.store.statistics.figures import UNKNOWN, CountedQuotation, among_known, cross, figures

SAID = [
    CountedQuotation(
        "a", 10, "Ada Brandt", "direct", "Times", "2026-03-01", ("x",), {"gender": "women"}
    ),
    CountedQuotation(
        "a", 5, "Ada Brandt", "indirect", "Times", "2026-03-01", ("x", "y"), {"gender": "women"}
    ),
    CountedQuotation("b", 7, "Olin Farrow", "direct", "Post", "2026-04", (), {"gender": "men"}),
    CountedQuotation("b", 3, "", "direct", "Post", "", ("y",)),
]


def test_counts_and_shares() -> None:
    """Quotations, words, articles and speakers, the most quoted first, the unknown too."""
    rows = figures(SAID, "gender")
    assert [(row.name, row.quotations, row.words, row.articles, row.speakers) for row in rows] == [
        ("women", 2, 15, 1, 1),
        (UNKNOWN, 1, 3, 1, 0),
        ("men", 1, 7, 1, 1),
    ]
    assert sum(row.share for row in rows) == pytest.approx(1.0)
    assert all(row.low < row.share < row.high for row in rows)
    assert [(row.name, round(row.share, 3)) for row in among_known(SAID, "gender")] == [
        ("women", 0.667),
        ("men", 0.333),
    ]


def test_words_and_articles() -> None:
    """What is counted orders the rows and is what shares are of; few long quotations tell less."""
    words = figures(SAID, "gender", count="words")
    assert [(row.name, round(row.share, 3)) for row in words] == [
        ("women", 0.6),
        ("men", 0.28),
        (UNKNOWN, 0.12),
    ]
    # 10, 5, 7 and 3 words are worth (25 * 25) / 183 = 3.4153 quotations: Wilson by hand.
    assert (round(words[0].low, 4), round(words[0].high, 4)) == (0.1867, 0.9074)
    articles = figures(SAID, "gender", count="articles")
    assert [(row.name, row.share) for row in articles] == [
        (UNKNOWN, 0.5),
        ("men", 0.5),
        ("women", 0.5),
    ]
    assert [row.articles for row in figures(SAID, "source", count="articles")] == [1, 1]


def test_nothing_said_has_no_share() -> None:
    """Quotations without a word are counted, and nothing is divided by them."""
    [row] = figures([CountedQuotation("a", 0)], "speaker", count="words")
    assert (row.quotations, row.share, row.low, row.high) == (1, 0.0, 0.0, 1.0)


def test_over_time() -> None:
    """Each month by itself, in order; a date that is too vague stands apart."""
    rows = figures(SAID, "speaker", "month")
    assert [(row.step, row.name) for row in rows] == [
        (UNKNOWN, UNKNOWN),
        ("2026-03", "Ada Brandt"),
        ("2026-04", "Olin Farrow"),
    ]


def test_what_stands_together() -> None:
    """Tags with tags, each pair both ways and none with itself; tags with speakers."""
    tags = cross(SAID, "tag", "tag")
    assert {
        (a, b): tags.cells[i][j]
        for i, a in enumerate(tags.rows)
        for j, b in enumerate(tags.columns)
        if tags.cells[i][j]
    } == {("x", "y"): 1, ("y", "x"): 1}
    assert cross(SAID, "tag", "speaker").cells[0][0] == 2


def actor(key: str, name: str, *names: str) -> Actor:
    """Return an actor with other names."""
    return Actor(key, name, ActorKind.PERSON, dict.fromkeys((name, *names), 1))


def test_a_list_is_matched_to_actors() -> None:
    """By the name they go by, else by a variant; of two that fit equally, neither."""
    listed = [
        ListedPerson("Ada Brandt", ("Minister Brandt",), gender="f"),
        ListedPerson("Jon Brandt", ("J. Brandt",)),
        ListedPerson("Jan Brandt", ("J. Brandt",)),
    ]
    actors = {
        "1": actor("1", "ada  brandt"),
        "2": actor("2", "Brandt", "Minister Brandt"),
        "3": actor("3", "J. Brandt"),
    }
    assert {key: it.name for key, it in matched(listed, actors).items()} == {
        "1": "Ada Brandt",
        "2": "Ada Brandt",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_lists_are_read_as_spreadsheets_save_them(encoding: str) -> None:
    """Two bytes a sign, with a mark or without, and tabs: what they call Unicode text."""
    data = "name\tparty\nZoë Brandt\tGrüne Küste\nAndré Møller\t\n".encode(encoding)
    people, problems = people_csv.read(data)
    assert [it.name for it in people] == ["Zoë Brandt", "André Møller"] and not problems
    assert people[0].party == "Grüne Küste"


def test_lists_of_others_are_read() -> None:
    """Variants stand in one cell; genders are known by many words; a name is needed."""
    data = "Name,Variants,Gender,Organization\n Ada Brandt ,Brandt; A. Brandt,Female,Port\n,x,,\n"
    assert people_csv.read(data.encode()) == (
        [ListedPerson("Ada Brandt", ("Brandt", "A. Brandt"), gender="f", organisation="Port")],
        ["row 3 has no name, and is left out"],
    )
    with pytest.raises(Unreadable, match="column “name”"):
        people_csv.read(b"who\nAda\n")
