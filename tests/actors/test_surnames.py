"""Surnames of more than one word, and of more than one person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Joris van 't Brod", "Van 't Brod"),
        ("Karel van ’t Brod", "Van ’t Brod"),
        ("Piet ten Brode", "Ten Brode"),
        ("Mies op de Brod", "Op de Brod"),
        ("Frans uit den Broden", "Uit den Broden"),
        ("Ulrich von und zu Brod", "von und zu Brod"),
        ("Anna d'Erco", "D'Erco"),
        ("Marco dell'Erto", "Dell'Erto"),
        ("Giulia dall'Erta", "dall'Erta"),
        ("Luc de l'Orne", "De l'Orne"),
        ("Yitzhak ben Omi", "ben Omi"),
        ("Dina Ould Brodem", "Ould Brodem"),
        ("Majid Salah El Brodin", "Salah El Brodin"),
    ],
)
def test_particles_belong_to_the_surname(read: Reader, full: str, short: str) -> None:
    """With or without an apostrophe, and with the surname alone; it is one person."""
    found = read(
        f'The keeper, {full}, was hurt. "I can play," {short} said.', ('"I can play,"', short)
    )
    assert found.people() == [full]
    assert found.speaker().name == full


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Sofia Lago Brod", "Lago Brod"),
        ("Ana Valle Brodo", "Valle Brodo"),
        ("Rui Porto Brodes", "Porto Brodes"),
    ],
)
def test_a_double_surname_alone_is_the_persons(read: Reader, full: str, short: str) -> None:
    """Though the pipeline takes the two words for a work, a body or a place."""
    found = read(
        f'{full}, his aide, nodded. "Only the storm," {short} said.', ('"Only the storm,"', short)
    )
    assert found.people() == [full]
    assert found.speaker().name == full


@pytest.mark.parametrize("half", ["won", "hyun", "rae"])
def test_a_second_half_in_small_letters_is_of_the_name(read: Reader, half: str) -> None:
    """Also where the pipeline lets the name end with the hyphen."""
    found = read(f"The surgeon Bae Hye-{half} left the theatre at dawn.")
    assert found.people() == [f"Bae Hye-{half}"]


def test_a_surname_may_look_like_another_word(read: Reader) -> None:
    """A capital amid small letters, behind a given name, is no adverb."""
    text = 'When she landed, Nadine Prior found the gate shut. "I had to climb," she said.'
    found = read(text, ('"I had to climb,"', "she"))
    assert found.speaker().name == "Nadine Prior"
    assert read("On Monday Nadine Found a House").people() != ["Nadine Found"]


def test_a_relative_by_given_name_is_a_person(read: Reader) -> None:
    """ "Her brother, Lukas," is no company, whatever the pipeline takes him for."""
    text = "Maria Brodin's brother, Lukas, waited outside. “She is brave,” he said."
    assert read(text, ("“She is brave,”", "he")).speaker().name == "Lukas"


@pytest.mark.parametrize(
    ("his", "hers"),
    [("Count", "Countess"), ("Duke", "Duchess"), ("King", "Queen"), ("Sheikh", "Sheikha")],
)
def test_titles_of_a_couple_tell_it_apart(read: Reader, his: str, hers: str) -> None:
    """Two titles of one surname, his and hers, are two persons."""
    found = read(
        f'"We will stay," {his} Brodel said. {hers} Brodel disagreed. "We go," {hers} Brodel said.',
        ('"We will stay,"', f"{his} Brodel"),
        ('"We go,"', f"{hers} Brodel"),
    )
    assert len(found.people()) == 2
    assert found.speaker(0) is not found.speaker(1)


def test_mother_of_the_same_name_is_no_pair(read: Reader) -> None:
    """What begins with a title and is none stays a body."""
    found = read("Paula Brodin reads Mother Brodin Magazine. Mrs Brodin likes it.")
    assert found.people() == ["Paula Brodin"]


def test_who_goes_by_mrs_is_not_called_by_the_surname_alone(read: Reader) -> None:
    """The surname alone is of the one who is named in full."""
    found = read(
        'Oskar Brodin plays. Mrs Brodin, his wife, does not. "I hear," Mrs Brodin said. '
        '"She does," Brodin said.',
        ('"I hear,"', "Mrs Brodin"),
        ('"She does,"', "Brodin"),
    )
    assert found.speaker(1).name == "Oskar Brodin"
    assert found.speaker(0) is not found.speaker(1)


@pytest.mark.parametrize(
    ("lead", "elder", "younger"),
    [
        (
            "Ray Brodin Sr. left. His son, Ray Brodin Jr., stays.",
            "Ray Brodin Sr.",
            "Ray Brodin Jr.",
        ),
        ("Boris Brodin and his son Felix Brodin race.", "Boris Brodin", "Felix Brodin"),
        ("Edith Brodin came. Her daughter, Ana Brodin, came too.", "Edith Brodin", "Ana Brodin"),
        ("Boris Brodin, 71, and Felix Brodin, 44, race.", "Boris Brodin", "Felix Brodin"),
    ],
)
def test_a_generation_tells_namesakes_apart(
    read: Reader, lead: str, elder: str, younger: str
) -> None:
    """The elder and the younger of a surname: by Jr., by family, by age."""
    found = read(
        f'{lead} "It was good," the elder Brodin said. "It is bad," the younger Brodin said.',
        ('"It was good,"', "the elder Brodin"),
        ('"It is bad,"', "the younger Brodin"),
    )
    assert [found.speaker(0).name, found.speaker(1).name] == [elder, younger]


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Gloria (“Glo”) Brodel runs it. “Come,” Brodel said.", "Gloria Brodel"),
        ("Edward \"Ned\" O'Brodel runs it. “Come,” O'Brodel said.", "Edward O'Brodel"),
        (
            "William “Bill” van den Brod sells. “Come,” van den Brod said.",
            "William van den Brod",
        ),
        ("The captain, Walter ‘Wally’ Brodel, runs it. “Come,” Brodel said.", "Walter Brodel"),
    ],
)
def test_a_nickname_divides_no_name(read: Reader, text: str, full: str) -> None:
    """In marks, in brackets or in both; before a surname with an apostrophe too."""
    found = read(text, ("“Come,”", full.partition(" ")[2]))
    assert found.people() == [full]
    assert found.speaker().name == full


def test_grandfather_and_grandson_are_two(read: Reader) -> None:
    """ "Sr." and "III" are never one."""
    found = read("Amos Brodin III leads it. His grandfather, Amos Brodin Sr., built it.")
    assert found.people() == ["Amos Brodin III", "Amos Brodin Sr."]


def test_the_elder_brother_is_told_by_age(read: Reader) -> None:
    """Of the two of one name whose ages are given; somebody's elder brother is another one."""
    lead = "Ruslan Brodin, 31, and his elder brother Timur Brodin, 36, share a boat."
    found = read(
        f"{lead} “He rows,” the elder brother said. “He naps,” the younger brother said.",
        ("“He rows,”", "the elder brother"),
        ("“He naps,”", "the younger brother"),
    )
    assert [found.speaker(number).name for number in (0, 1)] == ["Timur Brodin", "Ruslan Brodin"]


@pytest.mark.parametrize(
    "known", [", known to all as Pip,", ", nicknamed Pip,", " (better known as “Pip”)"]
)
def test_a_name_that_somebody_is_known_by(read: Reader, known: str) -> None:
    """It is the same person wherever it stands."""
    found = read(
        f"Philippa Brodin{known} mends nets. “My fingers know the knots,” Pip said.",
        ("“My fingers know the knots,”", "Pip"),
    )
    assert found.people() == ["Philippa Brodin"]
    assert found.speaker().name == "Philippa Brodin"


def test_a_whole_name_that_somebody_is_known_by(read: Reader) -> None:
    """However often it stands, the person goes by the own one."""
    found = read(
        "Bartholomew Brodin, better known as Batty Bee, plays in the metro. “They listen,” Batty "
        "Bee said. Batty Bee has a medal.",
        ("“They listen,”", "Batty Bee"),
    )
    assert found.people() == ["Bartholomew Brodin"]
    assert found.speaker().name == "Bartholomew Brodin"


def test_a_full_name_is_not_a_brothers(read: Reader) -> None:
    """Though he has just spoken, and bears the surname."""
    found = read(
        "Hamlet Ter-Brodin won at 14. His younger brother, Tigran Ter-Brodin, took it up. “He lets "
        "me win,” the younger brother said. “I have never let anyone win,” said Hamlet Ter-Brodin.",
        ("“He lets me win,”", "the younger brother"),
        ("“I have never let anyone win,”", "Hamlet Ter-Brodin"),
    )
    names = [found.speaker(number).name for number in (0, 1)]
    assert names == ["Tigran Ter-Brodin", "Hamlet Ter-Brodin"]


def test_a_given_name_that_looks_like_a_verb(read: Reader) -> None:
    """ "Will said": so "Will Brodin", who is named once, is a person."""
    found = read(
        "Rose Merrim grows roses. Will Casterly buys them. “They will last ten days,” Will said.",
        ("“They will last ten days,”", "Will"),
    )
    assert found.speaker().name == "Will Casterly"
    assert found.people() == ["Rose Merrim", "Will Casterly"]


def test_a_shared_surname_is_one_whatever_it_is_taken_for(read: Reader) -> None:
    """A brother who is named in full tells that "Leaumati" is no people."""
    found = read(
        "Tavita Leaumati and his brother, Sione Leaumati, sail the same canoe. “He steers,” Tavita "
        "said.",
        ("“He steers,”", "Tavita"),
    )
    assert found.people() == ["Tavita Leaumati", "Sione Leaumati"]
    assert found.speaker().name == "Tavita Leaumati"


def test_a_rare_given_name_before_a_hyphen(read: Reader) -> None:
    """Behind what its bearer is, where the pipeline sees the surname alone."""
    found = read("Chief surgeon Euphrasie Nkolo-Mba addressed the staff on Friday.")
    assert found.people() == ["Euphrasie Nkolo-Mba"]
