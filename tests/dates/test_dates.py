"""Publication dates: where they are read, what is inferred; nothing is guessed in silence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis import dates, layout
from onrecord.analysis.dates import expressions, world
from onrecord.analysis.types import UNDATED, Article, Basis, Precision, Published

TODAY = date(2024, 6, 1)


def published(
    text: str, name: str = "a.txt", url: str = "", given: Published = UNDATED
) -> Published:
    """Date an article alone, as on 1 June 2024."""
    article = Article(name, text, url=url, published=given)
    blocks = layout.blocks(text)
    return dates.published(article, blocks, layout.dateline(text, blocks), TODAY)


def told(text: str, when: Published) -> list[str]:
    """Return the dates of the events that a text of one sentence a line tells of."""
    found = dates.events(text, layout.blocks(text), layout.lines(text), when)
    return [event.date for event in found]


BODY = "\n\nThe talks went on for hours, the envoy said.\n\nNobody would say where they led."


def test_a_person_has_the_last_word() -> None:
    """A date set by a person is kept, whatever the text says."""
    mine = Published("2001-02-03", Precision.DAY, Basis.USER)
    assert published("date 2019-05-04 The talks failed.", given=mine) == mine


def test_head_before_metadata_before_address_before_name() -> None:
    """The sources of a date are asked in their order of trust."""
    meta = Published("2019-05-03", Precision.DAY, Basis.METADATA)
    url, name = "https://news.example/2019/05/02/talks", "2019-05-01-talks.txt"
    head = "date 2019-05-04 The talks failed."
    assert published(head + BODY, name, url, meta).basis is Basis.HEADER
    assert published("The talks failed." + BODY, name, url, meta).basis is Basis.METADATA
    assert published("The talks failed." + BODY, name, url).date == "2019-05-02"
    assert published("The talks failed." + BODY, name).date == "2019-05-01"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 3 May 2019", "2019-05-03"),
        ("Updated on Friday, May 3rd, 2019 at 10:20 GMT", "2019-05-03"),
        ("May 3, 2019", "2019-05-03"),
        ("13.05.2019", "2019-05-13"),
        ("Date: 05/13/2019", "2019-05-13"),
        ("Date: 05/04/2019", "2019"),
        ("May 2019", "2019-05"),
        ("Eastport, 3 May 2019", "2019-05-03"),
        ("Saint Orne, Varland, Friday, May 3, 2019", "2019-05-03"),
        ("Publié le jeudi 4 février 2021 à 10h00", "2021-02-04"),
        ("Veröffentlicht am 3. März 2020", "2020-03-03"),
        ("The Quay | Ann Larsen | May 3, 2019 | 4 min read", "2019-05-03"),
        ("2019-05-03T22:15:00-0400", "2019-05-03"),
        ("3 May 2019, 18:00 +02:00", "2019-05-03"),
        ("2019/05/03", "2019-05-03"),
        ("13.05.2019, 07:15 Uhr", "2019-05-13"),
        ("Updated: 5 May 2019\nPublished: 3 May 2019", "2019-05-03"),
        ("Last updated: 5 May 2019", "2019-05-05"),
    ],
)
def test_lines_that_give_the_date(line: str, day: str) -> None:
    """A line that is a date is the head; where day and month may be swapped, the year is told."""
    found = published(f"The harbour talks have failed\n\n{line}{BODY}")
    assert (found.date, found.basis) == (day, Basis.HEADER)
    assert found.evidence is not None


@pytest.mark.parametrize(
    "line",
    ["In Eastport, 3 May 2019 is remembered", "Eastport, 3 May 2019 was cold", "March, 3 left"],
)
def test_sentences_that_name_a_date(line: str) -> None:
    """A place before a date is no dateline where the line goes on."""
    assert published(f"The harbour talks have failed\n\n{line}{BODY}").basis is not Basis.HEADER


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Talks (May 3, 2019).txt", "2019-05-03"),
        ("wire/3 May 2019 - Talks.txt", "2019-05-03"),
        ("talks-3-may-2019.txt", "2019-05-03"),
        ("talks 13-05-2019.txt", "2019-05-13"),
        ("talks_may-3-2019.txt", "2019-05-03"),
        ("talks_20190503T183000.txt", "2019-05-03"),
        ("talks 03-04-2019.txt", None),
        ("case 2019-1399-17.txt", None),
        ("May 2019.txt", None),
    ],
)
def test_days_in_names(name: str, day: str | None) -> None:
    """A day in a file's name counts as people write one, where it can be read one way alone."""
    found = published("The talks failed." + BODY, name)
    assert (found.date, found.basis is Basis.FILENAME) == (day, day is not None)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://x.example/2019/05/03/talks", "2019-05-03"),
        ("https://x.example/2019/may/03/talks", "2019-05-03"),
        ("https://x.example/news-20190503.html", "2019-05-03"),
        ("https://x.example/2019/05/talks", "2019-05"),
        ("https://x.example/a20190503b", None),
        ("https://x.example/20191350", None),
        ("https://x.example/2031/05/03/", None),
    ],
)
def test_addresses(url: str, day: str | None) -> None:
    """Dates in addresses are whole, exist, and have come."""
    assert published("The talks failed." + BODY, url=url).date == day


def test_a_day_that_is_announced() -> None:
    """A line with a day behind the one that the source states tells when something will be."""
    meta = Published("2019-05-03", Precision.DAY, Basis.METADATA)
    announced = "Come and hear them.\n\nThursday, 16 May 2019\n\nThe talks failed." + BODY
    assert published(announced, given=meta).date == "2019-05-03"
    assert published(announced).date == "2019-05-16"
    labelled = announced.replace("Thursday, 16", "Published: 16")
    assert published(labelled, given=meta).date == "2019-05-16"
    beside = announced.replace("Thursday, 16", "Saturday, 4")
    assert published(beside, given=meta).date == "2019-05-04"


def test_a_line_of_another_language_that_tells_of_a_release() -> None:
    """What the source states comes before a day with words beside it, not before a day alone."""
    meta = Published("2019-06-13", Precision.DAY, Basis.METADATA)
    told = "Communiqué du port - 12 juin 2019\n\nLe port est ouvert." + BODY
    assert published(told, given=meta).date == "2019-06-13"
    assert published(told).date == "2019-06-12"
    alone = told.replace("Communiqué du port - ", "")
    assert published(alone, given=meta).date == "2019-06-12"


@pytest.mark.parametrize(
    "head",
    [
        "Eastport, May 3, 2019. ",
        "May 3, 2019. ",
        "Eastport, May 3, 2019: ",
        "Eastport, 3 May 2019 - ",
        "Saint Orne, Varland, Friday, May 3, 2019 – ",
        "(Eastport, May 3, 2019) ",
        "[May 3, 2019] ",
        "Eastport (May 3, 2019) — ",
        "Eastport, 2019-05-03. ",
    ],
)
def test_a_day_that_opens_the_text(head: str) -> None:
    """Set off in plain punctuation it is the article's, as far as one can tell."""
    for first in ("“We go,” said Ann Bell, the harbour master.", "The talks have failed."):
        found = published(f"The harbour talks have failed\n\n{head}{first}{BODY}")
        assert (found.date, found.basis) == ("2019-05-03", Basis.INFERRED), first
        assert found.evidence is not None and found.precision is Precision.DAY


@pytest.mark.parametrize(
    "line",
    [
        "On May 3, 2019, the bridge fell.",
        "On May 3, 2019: the bridge fell.",
        "May 3, 2019 - the day of the flood - was cold.",
        "May 3, 2019 – May 7, 2019: The talks went on.",
        "Ann Bell (May 3, 2019) was not there.",
        "May 3, 2019. Nobody has forgotten that day. It was 2021 before the bridge stood again.",
        "Eastport, May 3, 2019. The bridge fell. It was opened on June 4, 2020, and fell again.",
        "May 3, 2019: The bridge falls.\n\nMay 7, 2019: The talks begin.",
        "Eastport, May 3. The talks have failed.",
        "Eastport, May 3, 2031. The talks have failed.",
    ],
)
def test_a_day_that_opens_a_sentence_or_a_look_back(line: str) -> None:
    """It is no date of the article: it may be years ago."""
    assert published(f"The harbour talks have failed\n\n{line}{BODY}").date is None


def test_a_day_that_opens_the_text_is_the_last_that_is_asked() -> None:
    """What stands in a name or an address counts before it, and may be completed by it."""
    text = f"The harbour talks have failed\n\nEastport, May 3, 2019. The talks failed.{BODY}"
    assert published(text, "2019-05-04_talks.txt").date == "2019-05-04"
    whole = published(text, url="https://x.example/2019/05/talks")
    assert (whole.date, whole.basis) == ("2019-05-03", Basis.INFERRED)


def test_the_future_is_no_date() -> None:
    """No source makes an article later than the day of import."""
    later = Published("2024-06-02", Precision.DAY, Basis.METADATA)
    assert published("date 2024-06-02 The talks failed.", given=later).date is None


def test_dateline_with_year() -> None:
    """A dateline that gives its year is a basis of its own."""
    found = published("PORT ALDA, March 3, 2019 (UPI) — The talks failed." + BODY)
    assert (found.date, found.basis) == ("2019-03-03", Basis.DATELINE)


def test_dateline_without_year_stays_open() -> None:
    """A dateline without a year, and nothing that fixes it, is no date: the reader is told why."""
    found = published("PORT ALDA, March 3 (UPI) — The talks failed." + BODY)
    assert found.date is None and found.precision is Precision.UNKNOWN
    assert "no year" in found.why and found.evidence is not None


def test_weekday_fixes_the_year() -> None:
    """Weekdays beside days, with a year that the text names, fix the year of a dateline."""
    text = (
        "PORT ALDA, March 5 (UPI) — The talks failed on Friday, March 5, the envoy said. They "
        "had begun on Thursday, March 4. The last round ended in 2019.\n\nNobody knew more."
    )
    found = published(text)
    assert (found.date, found.basis, found.inferred) == ("2021-03-05", Basis.INFERRED, True)
    assert "fits 2021" in found.why


def test_well_known_happening_fixes_the_year() -> None:
    """A day that the whole world knows fixes the year of those about it."""
    text = (
        "TOKYO, April 2 (UPI) — Workers returned to the coast on Saturday, April 2. Since the "
        "earthquake and tsunami of March 11 the Fukushima plant in Japan has been cooled with "
        "sea water.\n\nMore help was promised."
    )
    assert published(text).date == "2011-04-02"
    assert "Fukushima" in published(text).why


def test_month_of_the_source_and_day_of_the_dateline() -> None:
    """Two places complete each other, and the whole counts as inferred."""
    found = published(
        "PORT ALDA, March 3 (UPI) — The talks failed." + BODY, url="https://x.example/2019/03/"
    )
    assert (found.date, found.basis) == ("2019-03-03", Basis.INFERRED)


def test_whole_date_in_the_past_is_a_bound() -> None:
    """An article that tells of a whole date is not older, and no more is claimed."""
    found = published("The talks began on March 3, 2019, officials said." + BODY)
    assert (found.date, found.not_before) == (None, "2019-03-03")


def test_dateutil_guesses_are_seen_through() -> None:
    """A part that is not written is missing, not taken from today."""
    assert expressions.parts("March 3") == (None, 3, 3)
    assert expressions.parts("March 2019") == (2019, 3, None)
    assert expressions.parts("29 February") == (None, 2, 29)
    assert expressions.parts("harbour") is None


def test_small_words_are_no_months() -> None:
    """Verbs and numbers beside each other are not read as dates."""
    assert not list(expressions.dates("They may 5 times march 3 miles in 10 to 12 hours."))


DAY = Published("2019-03-06", Precision.DAY, Basis.HEADER)  # a Wednesday


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("The talks began on March 3.", "2019-03-03"),
        ("They were broken off on December 20.", "2018-12-20"),
        ("The parties will meet on December 20.", "2019-12-20"),
        ("The envoy left on Monday.", "2019-03-04"),
        ("The envoy will leave on Monday.", "2019-03-11"),
        ("The port was closed yesterday.", "2019-03-05"),
        ("The port was closed on 1 July 1997.", "1997-07-01"),
    ],
)
def test_events_are_dated_by_the_article(line: str, day: str) -> None:
    """Days without a year, weekdays and relative words get their date from the article's own."""
    assert told(line, DAY) == [day]


def test_events_of_an_undated_article_have_no_year() -> None:
    """Without a year the event keeps month and day, and weekdays are left out."""
    assert told("The talks began on March 3.\nThe envoy left on Monday.", UNDATED) == ["--03-03"]


def test_world_table_is_sound() -> None:
    """Every well-known happening has a day in the past, groups of words in lower case, a name."""
    entries = [entry for day in world.happenings().values() for entry in day]
    assert len(entries) > 80
    for entry in entries:
        assert entry.day < date(2026, 1, 1) and entry.name and len(entry.groups) >= 2
        assert all(word == word.lower() for group in entry.groups for word in group)


@given(st.text(alphabet=st.sampled_from("May 12034,./:-\nMonday Oct 20 on —()by")), st.text())
def test_any_text(text: str, name: str) -> None:
    """No text and no name raises; what is claimed is no later than today."""
    found = published(text, name, name)
    assert found.date is None or found.date <= "2024-06-01"
    assert (found.date is None) == (found.precision is Precision.UNKNOWN)
    told(text, DAY)
