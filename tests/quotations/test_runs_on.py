"""Where what is reported ends, what follows from the same speaker, and who that is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], list[Any]]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Harbour chief Edda Holm stressed that the cranes are insured and ruled out that "
            "anybody will lose “a single hour of pay”.",
            "the cranes are insured",
            "anybody will lose “a single hour of pay”",
        ),
        (
            "Edda Holm recalled that smoking on the quay is forbidden and urged the dockers to be "
            "“patient for a week”.",
            "smoking on the quay is forbidden",
            "the dockers to be “patient for a week”",
        ),
        (
            "Edda Holm clarified that the quay will be swept and pointed out that the brooms are "
            "new.",
            "the quay will be swept",
            "the brooms are new",
        ),
    ],
)
def test_a_second_verb_of_the_speaker_begins_anew(
    read: Reader, text: str, first: str, second: str
) -> None:
    """What is reported ends before "and", a verb of saying and its clause, which is another."""
    found = read(text)
    assert [q.content.rstrip(".") for q in found] == [first, second]
    assert found[0].speaker == found[1].speaker


def test_the_verb_of_somebody_told_of_stays_inside(read: Reader) -> None:
    """In one tense the second verb may be that of whoever the report is about."""
    *_, report = read(
        "She said the bridge was unsafe and closed it. Vera Lind said that the guard opened the "
        "door and told the children to run."
    )
    assert report.content == "the guard opened the door and told the children to run"


def test_a_deed_after_the_marks_is_not_said(read: Reader) -> None:
    """A verb outside the marks that hold the reported one is what the speaker did."""
    [report] = read("Edda Holm said the crane “was never built for such a load” and hung up.")
    assert report.content == "the crane “was never built for such a load”"


def test_a_cue_has_one_speaker(read: Reader) -> None:
    """What goes on after “..., says N, who keeps cows.” is N's, not the cows'."""
    found = read(
        "“My father drained this field in 1931,” says Lorenz Egger, who keeps sixty goats above "
        "the lake. “They offer me the price of a bicycle for it.”"
    )
    assert {q.speaker for q in found} == {"Lorenz Egger"}
    assert len(found) == 2


def test_who_follows_the_verb_speaks(read: Reader) -> None:
    """“...,” said N in an interview with X: N, whatever stands further on."""
    [quotation] = read(
        "The mayor of Ulmen, Edda Holm, was asked twice.\n\n“There is no secret list. There is a "
        "list, and it hangs in the hall”, indicated Holm in an interview with Radio Fjord."
    )
    assert quotation.speaker == "Holm"


def test_a_dateline_does_not_speak(read: Reader) -> None:
    """The place before the dash is no speaker, whoever is named in the end."""
    [report] = read(
        "OSTHAVEN, 9 April 2017 (Fjord Wire) — The old lighthouse will be pulled down, said its "
        "owner, June Aldous."
    )
    assert report.speaker is not None
    assert "OSTHAVEN" not in report.speaker


@pytest.mark.parametrize(
    "text",
    [
        "We will remind, the bridge of Ulmen has been closed since 2015.",
        "Let us remind that the bridge of Ulmen has been closed since 2015.",
        "Recall that the bridge of Ulmen has been closed since 2015.",
        "The otter is said to have eaten forty ducks since autumn.",
    ],
)
def test_nobody_is_quoted(read: Reader, text: str) -> None:
    """What the article reminds of, and what is only "said to", is nobody's words."""
    assert read(text) == []


def test_what_is_called_something_does_not_speak(read: Reader) -> None:
    """The subject of "is called" is not who calls it so."""
    assert [q.speaker for q in read("In the town hall, this paper is called “a fairy tale”.")] in (
        [],
        [None],
    )


def test_a_plan_is_reported_where_a_clause_hangs_on_it(read: Reader) -> None:
    """Who proposes, demands or denounces that something is so, says it."""
    for verb in ("proposed", "denounced"):
        [report] = read(f"Edda Holm, the mayor of Ulmen, {verb} that the quay was sold by night.")
        assert (report.content, report.speaker[:9]) == ("the quay was sold by night", "Edda Holm")


def test_what_stands_between_a_verb_and_that_does_not_part_them(read: Reader) -> None:
    """ "Said at the request of the agency that" is "said that"."""
    [report] = read(
        "A spokeswoman said at the request of the ODZ that the water samples were being tested."
    )
    assert report.content == "the water samples were being tested"


def test_a_chain_of_verbs_is_told_once(read: Reader) -> None:
    """However many verbs of saying are joined, what each reports is one quotation."""
    said = "The mayor affirmed that the law stands" + " and added that it rains" * 20 + "."
    found = read(said)
    assert 15 < len(found) < 22
    assert sum(len(q.content) for q in found) < len(said)


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("the bridge was safe", ", but the pillars had to be looked at"),
        ("talks had been useful", ", but no date could be given for the next round"),
        ("the tower is old", ", and its bells may not survive another winter"),
        ("its members want to work", ", but the company must pay them first"),
        ("the museum was short of money", "; the roof alone would cost a million"),
    ],
)
def test_what_no_narration_can_say_goes_on(read: Reader, said: str, more: str) -> None:
    """A second clause in the present, or of what must or would be, belongs to what was said."""
    [found] = read(
        f"The council met on Monday.\n\nThe mayor said {said}{more}.\n\nIt will meet again in May."
    )
    assert found.content == said + more


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("the bridge was safe", ", but the council closed it on Monday"),
        ("she would wait", ", but she left before noon"),
        ("the ice would hold", ", but residents say that it has cracked"),
        ("it had known nothing", ", but documents of its own show otherwise"),
    ],
)
def test_what_narration_answers_is_not_said(read: Reader, said: str, more: str) -> None:
    """A second clause in the past may be the article's, and others say and show things too."""
    first, *_ = read(
        f"The council met on Monday.\n\nThe mayor said {said}{more}.\n\nIt will meet again in May."
    )
    assert first.content == said
