"""Who speaks together, under an odd surname, for a body, or in a document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "speaker", "name"),
    [
        (
            "Ana Brodin spoke first. Brodin and her aides said the bridge was safe.",
            "Brodin and her aides",
            "Ana Brodin and her aides",
        ),
        (
            "Ana Brodin spoke first. She and her aides said the bridge was safe.",
            "She and her aides",
            "Ana Brodin and her aides",
        ),
        (
            "Ana Brodin and Tom Velde said the bridge was safe.",
            "Ana Brodin and Tom Velde",
            "Ana Brodin and Tom Velde",
        ),
    ],
)
def test_those_who_speak_together_are_a_group(
    read: Reader, text: str, speaker: str, name: str
) -> None:
    """What two or more say is not put into the mouth of the first of them."""
    found = read(text, ("the bridge was safe", speaker))
    assert (found.speaker().name, found.speaker().kind) == (name, "group")
    assert found.who("Ana Brodin") == "Ana Brodin"


def test_a_description_with_and_is_one_person(read: Reader) -> None:
    """ "The mayor and chair of the port" beside a name is one person."""
    speaker = "Vera Lind, the mayor and chair of the port,"
    found = read(f"{speaker} said the bridge was safe.", ("the bridge was safe", speaker))
    assert found.speaker().name == "Vera Lind"


def test_they_are_those_who_spoke_and_no_things(read: Reader) -> None:
    """ "They" are the people behind "according to", though things are the subject."""
    found = read(
        "Lamp cuts alone will not be enough, according to Ana Brodin and her aides. Towns will"
        " have to pay, they argue.",
        ("Lamp cuts alone will not be enough", "Ana Brodin and her aides"),
        ("Towns will have to pay", "they"),
    )
    assert found.speaker(1) == found.speaker(0)
    assert found.speaker(1).name == "Ana Brodin and her aides"


def test_a_surname_that_is_a_plural_noun_is_a_surname(read: Reader) -> None:
    """ "Waters wrote" is Terry Waters."""
    found = read(
        "The singer Terry Waters, a “Harbour Nine” star, took to the stage.\n\n“I am honoured to"
        " have known you,” Waters wrote.",
        ("“I am honoured to have known you,”", "Waters"),
    )
    assert found.speaker().name == "Terry Waters"


def test_the_head_of_a_body_is_nobody_elses(read: Reader) -> None:
    """Who leads a body that nobody in the article is said to be of has no name."""
    found = read(
        "The statement came by Ian Lyng, senior strategist at Crown Capital. The chief executive"
        " of Vale Resorts says the rich are still skiing.",
        ("the rich are still skiing", "The chief executive of Vale Resorts"),
    )
    assert found.speaker().name == "The chief executive of Vale Resorts"


def test_a_document_is_no_persons_whom_nobody_gave_it_to(read: Reader) -> None:
    """A note on a screen does not speak for the one person who is named."""
    found = read(
        "The lock shows a note. The ransom note warns that files will be lost. “These notes scare"
        " people,” said Ole Steffan, who looked at the lock.",
        ("files will be lost", "The ransom note"),
    )
    assert found.speaker().kind != "person"


def test_a_pronoun_goes_on_from_somebody_unnamed(read: Reader) -> None:
    """Over more sentences, while nobody else is named."""
    found = read(
        "Ludwig Kreuz met us, Kreuz said.\n\n“We are tired,” says a doctor from Ulmen. At the"
        " hospital, he explains that he lives nearby. Usually there is a bus. The road is shut. In"
        " May, he adds, two farmers came.",
        ("“We are tired,”", "a doctor from Ulmen"),
        ("he lives nearby", "he"),
        ("two farmers came", "he"),
    )
    assert found.speaker(2) == found.speaker(0)


def test_who_acts_in_the_sentence_before_is_meant(read: Reader) -> None:
    """A waiter who comes back is the one who whispers."""
    found = read(
        "Ludwig Kreuz met us, Kreuz said.\n\nA waiter returns with a jug. He puts it down and"
        " whispers: “So you have found it?”",
        ("“So you have found it?”", "He"),
    )
    assert found.speaker().kind == "group"


def test_he_is_not_whom_the_quoted_words_are_about(read: Reader) -> None:
    """ "“He is ill,” the chairman said. He added": not the one who is ill."""
    found = read(
        "Thomas Dorn is ill. “He will be tried” when he comes home, said Binyah Kessel, the"
        " chairman.\n\nHe added that Dorn had brought shame on others.",
        ("“He will be tried”", "Binyah Kessel, the chairman"),
        ("Dorn had brought shame on others", "He"),
    )
    assert found.speaker(1).name == "Binyah Kessel"


def test_a_short_given_name_is_the_one_who_has_the_long_one(read: Reader) -> None:
    """ "Jim" is James Hansel, where nobody else may be called so."""
    found = read(
        "James Hansel wrote the study in May. “Much of it is sound,” Jim said.",
        ("“Much of it is sound,”", "Jim"),
    )
    assert found.speaker().name == "James Hansel"


def test_it_is_the_body_whose_thing_is_told_of(read: Reader) -> None:
    """ "Its aim covers its ships, it said": not the firm that was named last."""
    content = "Crown Energy's goal to cut the smoke covers its own ships and the power it buys"
    found = read(
        "Crown Energy Corp. plans to grow. Hanna Merl is a backer of Carbon Engineering, one of a"
        f" handful of firms.\n\n{content}, it said.",
        (content, "it"),
    )
    assert found.speaker().name.startswith("Crown Energy")
