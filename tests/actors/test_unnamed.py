"""Who speaks and has no name: whom "she", "the official" and a document lead to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    ("brought_in", "pronoun"),
    [
        ("A spokeswoman said that the lamps were new", "she"),
        ("One resident said that the lamps were new", "he"),
        ("A welder who asked to stay out of the paper said that the lamps were new", "he"),
    ],
)
def test_a_pronoun_after_somebody_unnamed(read: Reader, brought_in: str, pronoun: str) -> None:
    """Who was brought in with "a" is meant, not somebody who was named before."""
    speaker = brought_in.split(" said")[0]
    found = read(
        f"Edgar Holm wants to close the tunnel, Holm said. {brought_in}. “They never burnt,” "
        f"{pronoun} said.",
        ("the lamps were new", speaker),
        ("“They never burnt,”", pronoun),
    )
    assert found.speaker(1) == found.speaker(0)
    assert found.speaker(1).kind == "group"


@pytest.mark.parametrize(
    ("told", "pronoun"),
    [("A spokeswoman for the port declined to comment", "she"), ("A neighbour waved", "he")],
)
def test_who_does_something_just_before_speaks(read: Reader, told: str, pronoun: str) -> None:
    """Though nobody has quoted him yet: his sentence is the one before the quotation."""
    found = read(
        f"Edgar Holm wants to close the tunnel. {told}. “They never burnt,” {pronoun} said.",
        ("“They never burnt,”", pronoun),
    )
    assert found.speaker().name == " ".join(told.split()[: 5 if "port" in told else 2])


def test_another_is_not_the_one_with_a_name(read: Reader) -> None:
    """Nor is he whom "he" means after that."""
    found = read(
        "“It was late,” said Aatos Holm, a fisherman. “It was cold,” said another fisherman. "
        "“We had luck,” he added.",
        ("“It was late,”", "Aatos Holm, a fisherman"),
        ("“It was cold,”", "another fisherman"),
        ("“We had luck,”", "he"),
    )
    names = [found.speaker(number).name for number in range(3)]
    assert names == ["Aatos Holm", "another fisherman", "another fisherman"]


def test_a_voice_speaks_for_whose_it_is(read: Reader) -> None:
    """As an answer does: a part of somebody is nobody."""
    found = read(
        "Ana Brodin stood at the gate. Her voice trembled. “Send blankets.”",
        ("“Send blankets.”", "Her voice"),
    )
    assert found.speaker().name == "Ana Brodin"


@pytest.mark.parametrize("who", ["source", "insider", "mother of three"])
def test_who_is_called_by_the_same_noun_is_meant(read: Reader, who: str) -> None:
    """Whether or not the noun is that of a role."""
    found = read(
        f"Edgar Holm wants to close the tunnel. A {who} said that the lamps were new. “They never"
        f" burnt,” the {who.split()[0]} said. Holm left.",
        ("the lamps were new", f"A {who}"),
        ("“They never burnt,”", f"the {who.split()[0]}"),
    )
    assert found.speaker(1) == found.speaker(0)


@pytest.mark.parametrize("stranger", ["a neighbour", "a cyclist", "a man in a hat"])
def test_who_is_only_told_of_takes_no_pronoun(read: Reader, stranger: str) -> None:
    """A stranger in what somebody with a name reports does not speak after it."""
    told = f"{stranger} had taken the lamp"
    found = read(
        f"Edgar Holm told the guard that {told}. He said he was cold.",
        (told, "Edgar Holm"),
        ("he was cold", "He"),
    )
    assert found.speaker(1).name == "Edgar Holm"


def test_a_name_between_takes_the_pronoun(read: Reader) -> None:
    """Whoever is named after the unnamed one is meant again."""
    found = read(
        "A spokesman said that the lamps were new. Edgar Holm shook his head. “They never burnt,” "
        "he said.",
        ("the lamps were new", "A spokesman"),
        ("“They never burnt,”", "he"),
    )
    assert found.speaker(1).name == "Edgar Holm"


def test_a_gender_that_does_not_fit_means_another_one(read: Reader) -> None:
    """ "She" is no spokesman."""
    found = read(
        "Edda Holm was there. A spokesman said that the lamps were new. “They never burnt,” she "
        "said.",
        ("the lamps were new", "A spokesman"),
        ("“They never burnt,”", "she"),
    )
    assert found.speaker(1) is None or found.speaker(1).kind == "person"


def test_a_definite_noun_is_the_indefinite_one_before(read: Reader) -> None:
    """ "The official" is "a tunnel official", not the minister who was named before."""
    found = read(
        "Transport Minister Edgar Holm closed the tunnel, Holm said. A ministry official, who "
        "asked not to be named, said that the lamps were new. “They never burnt,” the official "
        "said.",
        ("the lamps were new", "A ministry official"),
        ("“They never burnt,”", "the official"),
    )
    assert found.speaker(1) == found.speaker(0)


def test_who_asks_is_nobody_who_was_named(read: Reader) -> None:
    """ "The journalist" is no actor of the article where nobody is called one."""
    found = read(
        "“There is a list,” said Edgar Holm, the prefect. “And where?” asked the journalist. "
        "“In the hall,” said Holm.",
        ("“There is a list,”", "Edgar Holm, the prefect"),
        ("“And where?”", "the journalist"),
    )
    assert found.speaker(1).name == "the journalist"


def test_a_document_is_of_the_body_that_issued_it(read: Reader) -> None:
    """ "A statement issued by the press office" is the press office's."""
    found = read(
        "Edgar Holm was away. A statement issued by the media office of Holm answered that the "
        "lamps were new.",
        ("the lamps were new", "A statement issued by the media office of Holm"),
    )
    assert "media office" in found.speaker().name


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The president of the Ulmen Chamber of Tunnel Builders Nurhat Ozbel noted a leak.",
         "Nurhat Ozbel"),
        ("Minister of Rural Affairs Selim Ozbel noted a leak.", "Selim Ozbel"),
        ("Minister of Digital Affairs Nurlat Ozbelov noted a leak.", "Nurlat Ozbelov"),
        ("The Minister of Roads and Bridges Tsvetan Ozbelov noted a leak.", "Tsvetan Ozbelov"),
        ("The deputy akim of Ulmar Daren Ozbelov noted a leak.", "Daren Ozbelov"),
        ("Electrician Teodorico (Teo) Ozbelov noted a leak. “A big one,” Ozbelov said.",
         "Teodorico Ozbelov"),
        ("“We dig at six,” said Alonzo Ozbel III, the mason.", "Alonzo Ozbel III"),
        ("Inês do Ozbal, the mason, noted a leak. “A big one,” do Ozbal said.", "Inês do Ozbal"),
        ("A builder, Prof. Dr. Ir. Bambang Ozbelan, M.Sc., noted a leak.", "Bambang Ozbelan"),
        ("His neighbour Ursina Ozbel noted a leak.", "Ursina Ozbel"),
    ],
)  # fmt: skip
def test_names_in_foreign_dress(read: Reader, text: str, person: str) -> None:
    """Offices without a comma, degrees, nicknames, generations, small particles: one person."""
    assert read(text).people() == [person]


@pytest.mark.parametrize(
    ("brought_in", "words"),
    [
        (
            "A senior officer in the treasury, who asked for silence, gave another account",
            "the officer",
        ),
        ("A man in a tall hat stood up", "The man in the hat"),
        ("One of the suspects is a driver", "The man"),
        (
            "A source in the delegation, who was there, shook his head",
            "the interlocutor of the agency",
        ),
        ("An analyst with a fund house, who did not want to be named, was less sure", "he"),
    ],
)
def test_somebody_unnamed_who_acts(read: Reader, brought_in: str, words: str) -> None:
    """Whoever does something is brought in, nearer than who had the role before."""
    found = read(
        "The officer, Nora Feld, is away; so is the analyst Edgar Holm. Feld was told of the "
        f"lamps by Holm.\n\n{brought_in}. “They never burnt,” {words} said.",
        ("“They never burnt,”", words),
    )
    speaker = found.speaker()
    assert speaker is not None
    assert brought_in.startswith(speaker.name)


def test_who_was_named_since_is_not_unnamed(read: Reader) -> None:
    """An officer with a name who came in later is meant by the word."""
    found = read(
        "An officer fell in the yard. Officer Nora Feld lifted him up. “He is heavy,” the officer "
        "said.",
        ("“He is heavy,”", "the officer"),
    )
    assert found.speaker().name == "Nora Feld"


def test_whom_a_spokeswoman_speaks_for_is_not_she(read: Reader) -> None:
    """He is named in what she is called, which is not "since"."""
    found = read(
        "The actor Lorcan Holm was fined. A spokeswoman for Holm declined to comment. “Mr Holm is "
        "abroad,” she said.",
        ("“Mr Holm is abroad,”", "she"),
    )
    assert found.speaker().name == "A spokeswoman for Holm"
