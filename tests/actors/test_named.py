"""Names that the pipeline cuts, misses or takes for something else, in what they are told with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "said", "name"),
    [
        (
            "“It was late,” said Sheikh Dhiyob al-Brodi, whose well it is.",
            "Sheikh Dhiyob al-Brodi",
            "Dhiyob al-Brodi",
        ),
        ("“It was late,” said Mr Anselm BRODINUS.", "Mr Anselm BRODINUS", "Anselm BRODINUS"),
        ("“It was late,” giggled Basmo Brodou, 9.", "Basmo Brodou, 9", "Basmo Brodou"),
        (
            "“It was late,” said the archivist who found it, Ndeyo Brodu-Lem.",
            "the archivist who found it, Ndeyo Brodu-Lem",
            "Ndeyo Brodu-Lem",
        ),
        (
            "“It was late,” said the guild's lawyer, Lindiwo Broder.",
            "the guild's lawyer, Lindiwo Broder",
            "Lindiwo Broder",
        ),
        ("“It was late,” Ulf Brodin Sr. said.", "Ulf Brodin Sr.", "Ulf Brodin Sr."),
    ],
)
def test_a_name_is_whole_and_nothing_but_the_name(
    read: Reader, text: str, said: str, name: str
) -> None:
    """Behind a title, in capitals, with an age, beside a role, before Sr."""
    found = read(text, ("“It was late,”", said))
    assert found.speaker().name == name
    assert found.people() == [name]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("No pay without work: Brodin Brodin said no. Ana Brodin left.", ["Ana Brodin"]),
        ("Brodin Brodin said no. “Oh,” Brodin Brodin said.", ["Brodin Brodin"]),
        ("Rail Minister Oroyat Brodinen left. Brodinen stayed away.", ["Oroyat Brodinen"]),
        ("Rail Minister Ansgar Brodin was in Ulmen on Monday. Brodin left.", ["Ansgar Brodin"]),
        ("The trawler Agnes Brodin sank. The Agnes Brodin was old.", []),
        ("Hurricane Agnes hit Ulmen. Agnes took the roof, and Agnes went.", []),
        ("Pope Brodibus II left. “It is late,” Brodibus said.", ["Brodibus II"]),
        ("Harlan Rovers lost. Ulmen Wanderers scored five.", []),
    ],
)
def test_who_is_a_person_and_by_which_name(read: Reader, text: str, people: list[str]) -> None:
    """Said twice as lines ran together, rare, in words with capitals all, of a ship or a team."""
    assert read(text).people() == people


def test_a_name_that_a_line_ends_is_whole(read: Reader) -> None:
    """A line of wrapped text ends between two words of it."""
    text = (
        "The lock on the northern canal failed on\nTuesday. “We heard a crack like a bell and\n"
        "then the water came in,” said Hildur\nBrodinsdottir, keeper of the lock. Three\n"
        "barges are stuck."
    )
    assert read(text).people() == ["Hildur Brodinsdottir"]


def test_a_firm_with_a_persons_name_keeps_what_tells_it(read: Reader) -> None:
    """Without its legal form it would be a person."""
    found = read("“It was late,” Marius Brodin Ltd said.", ("“It was late,”", "Marius Brodin Ltd"))
    assert found.speaker().name == "Marius Brodin Ltd"


def test_the_first_of_two_surnames_alone(read: Reader) -> None:
    """As Spanish has it; a second given name is none."""
    found = read(
        "Rocío Brodero Aranga met the mediator. “It was late,” Brodero said.",
        ("“It was late,”", "Brodero"),
    )
    assert found.people() == ["Rocío Brodero Aranga"]
    assert found.speaker().name == "Rocío Brodero Aranga"


def test_a_wifes_mrs_is_hers(read: Reader) -> None:
    """Though nobody knows whether her given name is a woman's."""
    found = read(
        "Gulom Brodawa, 58, and his wife Rukhso Brodawa, 55, grow pears. "
        "“He painted the cow,” Mrs Brodawa said.",
        ("“He painted the cow,”", "Mrs Brodawa"),
    )
    assert found.speaker().name == "Rukhso Brodawa"


def test_a_king_has_one_name(read: Reader) -> None:
    """He is who is called king afterwards."""
    found = read(
        "King Tupobrod spoke. Prime Minister Semo Halifo held the umbrella. “It is wet,” "
        "the king said.",
        ("“It is wet,”", "the king"),
    )
    assert found.speaker().name == "Tupobrod"


@pytest.mark.parametrize("label", ["KB", "BRODZIAK"])
def test_a_label_in_capitals_is_who_is_named_before(read: Reader, label: str) -> None:
    """By the initials, or by the surname."""
    found = read(
        f"The composer Karla Brodziak spoke to Jon Ferrow.\n\n{label}: It was late.",
        ("It was late", label),
    )
    assert found.speaker().name == "Karla Brodziak"


@pytest.mark.parametrize(
    ("named", "kind", "name"),
    [
        ("The aid group Open Brodem", "group", "Open Brodem"),
        ("The employers' association Brodge", "association", "Brodge"),
    ],
)
def test_a_body_behind_its_noun_is_called_so(
    read: Reader, named: str, kind: str, name: str
) -> None:
    """With the whole of its name, and by the noun alone where another body is nearer."""
    found = read(
        f"{named} said that it was late. The Tanners Union agreed. “It was cold,” the {kind} said.",
        ("it was late", named),
        ("“It was cold,”", f"the {kind}"),
    )
    assert [found.speaker(number).name for number in (0, 1)] == [name, name]


def test_who_says_it_behind_a_comma_is_not_who_was_named_last(read: Reader) -> None:
    """ "There were no talks with Olga Stern, the spokesman said": she is none."""
    found = read(
        "There were no talks with Olga Stern, the ministry spokesman said. “We wait,” "
        "the spokesman said.",
        ("There were no talks with Olga Stern", "the ministry spokesman"),
        ("“We wait,”", "the spokesman"),
    )
    names = [found.speaker(number).name for number in (0, 1)]
    assert names == ["the ministry spokesman"] * 2


def test_an_embassy_has_the_name_that_it_is_given_later(read: Reader) -> None:
    """Where a standfirst speaks of it first: one body, and no country that is named nearer."""
    found = read(
        "Closer ties irk Norway\n\nAccording to the embassy, it was late.\n\nThe ties irk Norway, "
        "the Polish embassy in Oslo said.\n\n“We wait,” the embassy added.",
        ("it was late", "the embassy"),
        ("The ties irk Norway", "the Polish embassy in Oslo"),
        ("“We wait,”", "the embassy"),
    )
    names = [found.speaker(number).name for number in (0, 1, 2)]
    assert names == ["Polish embassy in Oslo"] * 3


def test_a_headlines_source_is_not_its_last_name(read: Reader) -> None:
    """Behind a dash stands who says it."""
    found = read(
        "No talks with Stern — harbour board\n\nOlga Stern has had no letter. According to the "
        "board, it was late.",
        ("it was late", "the board"),
    )
    assert found.speaker().name != "Olga Stern"


@pytest.mark.parametrize("noun", ["operator", "company", "publisher"])
def test_a_body_beside_its_noun_is_called_by_its_name_alone(read: Reader, noun: str) -> None:
    """Though the pipeline does not know the name, and takes the noun along."""
    found = read(
        f"The ferry is late. The {noun}, Kystbanen, said that the engine had failed.",
        ("the engine had failed", f"The {noun}, Kystbanen"),
    )
    assert found.speaker().name == "Kystbanen"
