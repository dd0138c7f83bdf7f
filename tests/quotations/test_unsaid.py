"""What nobody says, who does not say it, and what a whole sentence says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], list[Any]]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The roof leaks. That said, the tower leaves the square dry.", "the tower leaves"),
        (
            "The lamps were sold, according to a clerk in the office, speaking on condition of"
            " anonymity because she was not allowed to talk to reporters.",
            "speaking on condition",
        ),
    ],
)
def test_a_turn_of_phrase_says_nothing(read: Reader, text: str, content: str) -> None:
    """ "That said" has no speaker, and on what terms somebody speaks is not what is said."""
    assert not [q.content for q in read(text) if q.content.startswith(content)]


def test_more_of_something_is_no_speech(read: Reader) -> None:
    """ "Adding to" is followed by more of a thing, not by words."""
    text = "The study finds that the risk is growing, adding to threats such as fires and storms."
    assert all("threats" not in q.content for q in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "While Edda Holm slept, the sale of the lamps was announced.",
        "The roofs are predicted to fall in the next storm, and the square is shut.",
        "Edda Holm was declared the winner on Sunday in Ulmen.",
        "At the fair, delays were reported at several gates on Wednesday.",
        "The old rose was almost declared extinct by the 1970s, as gardens were sold.",
    ],
)
def test_nobody_says_what_is_told_in_the_passive(read: Reader, text: str) -> None:
    """Neither the subject of a passive nor whoever stands near says it, without "by"."""
    assert [q.speaker for q in read(text) if q.speaker] == []


def test_who_is_led_to_by_by_says_it(read: Reader) -> None:
    """The agent of a passive stays its speaker."""
    text = "The sale of the lamps was first reported by the Ulmen Gazette."
    assert [q.speaker for q in read(text)] == ["the Ulmen Gazette"]


def test_a_list_of_places_is_no_conversation(read: Reader) -> None:
    """States with a colon after them tell what holds where."""
    text = (
        "Nevada: The fee for lamps rises. Boats in Nevada are free.\n\nOregon: Every boat needs a"
        " lamp.\n\nThe law in Oregon is new.\n\nNevada: Rafts must be painted.\n\nOregon: Nets are"
        " banned."
    )
    assert [q.content for q in read(text) if q.kind == "direct"] == []


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "Anders Brandt, the singer who won a prize for “Harbour Life,” died on Monday, his"
            " sister Edda Holm told a station.",
            "Anders Brandt, the singer who won a prize for “Harbour Life,” died on Monday",
            "his sister Edda Holm",
        ),
        (
            "The tower, known as the “Old Lady,” will be painted next year, the council announced.",
            "The tower, known as the “Old Lady,” will be painted next year",
            "the council",
        ),
        (
            "“He will be tried” when he returns to Lagmar, Binyah Kessel, chairman of the board,"
            " told reporters.",
            "“He will be tried” when he returns to Lagmar",
            "Binyah Kessel, chairman of the board",
        ),
    ],
)
def test_a_sentence_that_its_speaker_closes_is_what_he_says(
    read: Reader, text: str, content: str, speaker: str
) -> None:
    """Whoever stands with a verb of saying behind the last comma says the whole sentence."""
    assert (content, speaker) in {(q.content, q.speaker) for q in read(text)}


def test_what_is_told_of_when_is_not_said(read: Reader) -> None:
    """A clause that begins with "when" is no content of the verb behind it."""
    text = "When the tower fell in May, Edda Holm, the mayor of Ulmen, told nobody."
    assert all(not q.content.startswith("When") for q in read(text))


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            "The jury found that the tower had leaned since May.",
            "the tower had leaned since May",
            "The jury",
        ),
        (
            "The mill inspector found that Miller had asked a clerk to follow up on the request.",
            "Miller had asked a clerk to follow up on the request",
            "The mill inspector",
        ),
        (
            "But the analyst Anders Sadler said Mattern, who is about 70, is from the eastern"
            " province of Lagmar and was living there when he left.",
            "Mattern, who is about 70, is from the eastern province of Lagmar and was living there"
            " when he left",
            "the analyst Anders Sadler",
        ),
    ],
)
def test_findings_and_what_is_said_without_that_are_found(
    read: Reader, text: str, content: str, speaker: str
) -> None:
    """What people and bodies find out is said, and so is a clause right behind "said"."""
    assert (content, speaker) in {(q.content, q.speaker) for q in read(text)}


def test_what_is_added_without_a_subject_is_said_by_who_spoke(read: Reader) -> None:
    """A thing inside what is reported does not warn of anything."""
    text = (
        "The port said a quick change would ease trade, warning that a long wait could harm the"
        " town and the yards."
    )
    found = read(text)
    assert {q.speaker for q in found} == {"The port"}
    assert "a long wait could harm the town and the yards" in {q.content for q in found}


def test_what_the_source_is_is_not_said(read: Reader) -> None:
    """A description behind the source of "according to" is no part of the content."""
    text = (
        "According to the Boatmen, a club made up of former pilots that opposes the new harbour,"
        " prizes were offered to the crews."
    )
    assert [q.content for q in read(text)] == ["prizes were offered to the crews"]


def test_why_something_is_called_so_is_not_what_it_is_called(read: Reader) -> None:
    """A clause with "because" behind the marks is no part of what somebody is quoted with."""
    text = "He called the deal “a fraud” because it did not include a fee for the ships."
    assert [q.content for q in read(text)] == ["“a fraud”"]


@pytest.mark.parametrize(
    "where",
    [
        "He stated this at a press conference in Ulmen, reports the Gazette.",
        "Vera Lind said this at a briefing, the Gazette reports, citing the ministry.",
        "This was announced by Vera Lind during a meeting with dockers, the Gazette reports.",
        "Such a statement was made by Vera Lind on the air of Channel 5, reports the Gazette.",
        "Vera Lind wrote about this on her channel, the Gazette reports.",
        "She told journalists about it on Tuesday, the Gazette reports.",
        "According to the Gazette, she said this when she visited the docks.",
        "The harbour master said so at a meeting of the cabinet, according to the Gazette.",
        "The harbour master made this statement on Sunday, the Gazette reports.",
        "This is stated in the message of the ministry, the Gazette reports.",
        "The ambassador told the agency about this, the Gazette reported on Friday.",
    ],
)
def test_where_it_was_said_is_nobodys_statement(read: Reader, where: str) -> None:
    """A sentence that tells where, when and to whom, but not what, closes the one before it."""
    [found] = read(f"“The bridge will be opened in May,” Vera Lind said. {where}")
    assert (found.content, found.speaker) == ("“The bridge will be opened in May,”", "Vera Lind")


@pytest.mark.parametrize(
    "what",
    [
        "The mayor will resign",
        "This bridge will be closed on Monday",
        "This will not change the plan",
        "The minister promised a lower tax at a press conference",
        "He told the court that the keys were lost",
        "The harbour master made his fortune in timber",
        "The media reported it and nobody cared",
    ],
)
def test_what_was_said_stays_a_statement(read: Reader, what: str) -> None:
    """A clause that tells more than "this" is what is reported."""
    text = f"The council met on Monday.\n\n{what}, the Gazette reports.\n\nIt will meet in May."
    assert what in [q.content for q in read(text)]


@pytest.mark.parametrize(
    ("next_one", "speaker"),
    [
        ("Vera Lind said this at a briefing, the Gazette reports.", "Vera Lind"),
        ("This was announced by Vera Lind on the air of Channel 5.", "Vera Lind"),
        ("The harbour master announced this on Monday.", "The harbour master"),
    ],
)
def test_the_next_sentence_tells_who_said_it(read: Reader, next_one: str, speaker: str) -> None:
    """A sentence is what "this" is that somebody said right behind it."""
    [found] = read(f"The council met on Monday.\n\nThe bridge will open in May. {next_one}")
    assert (found.content, found.speaker) == ("The bridge will open in May", speaker)


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke in 1954. Nobody said so to the king.",
        "The dam broke in 1954. Vera Lind wrote about this in a book.",
        "The dam broke in 1954.\n\nThis was announced by Vera Lind.",
        "Who broke the dam in 1954? Vera Lind said so.",
    ],
)
def test_the_next_sentence_need_not_tell_it(read: Reader, text: str) -> None:
    """What is talked about, asked, or stands in another paragraph is no statement."""
    assert not any(q.content.startswith(("The dam", "Who broke")) for q in read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Jan Torp, known as “Captain Ice,” was elected mayor.",
        "The operation, dubbed “Iron Broom”, began at dawn.",
        "Farrow told his story in May on the podcast “Here Comes Rain.”",
        "The ship, named “Star of Ulmen,” was repaired in April.",
        "Vera Lind talked about a memo titled “The Way to a New Port.”",
    ],
)
def test_a_name_in_marks_quotes_nobody(read: Reader, text: str) -> None:
    """What a thing or a person is called, in capitals, is not what somebody said."""
    assert not any(q.kind == "direct" for q in read(text))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Vera Lind called the plan “a farce” on Monday.", "“a farce”"),
        ("Jon Farrow called the winter plan “A Mess” on Monday.", "“A Mess”"),
        ("Brodin said of the film, “Nobody sleeps in it, not even I.”", "“Nobody sleeps in it"),
    ],
)
def test_what_somebody_calls_it_is_said(read: Reader, text: str, content: str) -> None:
    """Words that judge, and sentences, stay quotations."""
    assert any(q.content.startswith(content) for q in read(text))


def test_what_is_called_back_is_not_said(read: Reader) -> None:
    """ "Recalled" leads to what somebody remembers only where something happens in it."""
    assert not read("The firm recalled 3,000 bicycles. Ulmia recalled its ambassador.")
    (told,) = read("Edda Holm recalled that the lamps had been sold.")
    assert told.content == "the lamps had been sold"
