"""What is no person, what is left over in a name, and bodies that are called in many ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.analysis import names

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Organizer Tomas Velde said the fair would open.", ["Tomas Velde"]),
        ("RB Kevin Ostrand scored twice. Ostrand said he was tired.", ["Kevin Ostrand"]),
        ("Unemployed Peter Ostrand, 44, said nobody had called.", ["Peter Ostrand"]),
        ("He met Anna Brodin. Stunning Brodin, as they call her, said no.", ["Anna Brodin"]),
    ],
)
def test_what_leads_a_name_is_none_of_it(read: Reader, text: str, people: list[str]) -> None:
    """Roles, short forms of them and adjectives before a name are cut off."""
    assert read(text).people() == people


@pytest.mark.parametrize("trade", ["Carmaker", "Retailer", "Lender", "Broadcaster"])
def test_the_trade_before_a_firm_is_none_of_its_name(read: Reader, trade: str) -> None:
    """Though it has a capital at the head of a sentence."""
    found = read(f"{trade} Brodex Holm opened two sites. Brodex Holm said it would hire.")
    assert [actor.name for actor in found.actors] == ["Brodex Holm"]


@pytest.mark.parametrize(
    "office",
    [
        "Minister of Agriculture",
        "Minister of Culture and Sport",
        "Minister of Emergency Situations",
        "Minister of Education and Science",
    ],
)
def test_what_a_minister_is_of_is_none_of_the_name(read: Reader, office: str) -> None:
    """Without a comma between them, as translations have it, and with a rare given name."""
    found = read(f"{office} Saltanat Omirova spoke. “We are ready,” Omirova said.")
    assert found.people() == ["Saltanat Omirova"]
    assert [actor.name for actor in found.actors] == ["Saltanat Omirova"]


def test_said_before_a_name_and_a_colon_is_a_verb(read: Reader) -> None:
    """Not the given name; where no colon follows, it may be that."""
    assert read("The barn fell. Said Rolf Brodin, a farmer: “I saw it.”").people() == [
        "Rolf Brodin"
    ]
    assert read("Said Brodin spoke in Ulmen. Brodin is tired.").people() == ["Said Brodin"]


@pytest.mark.parametrize(
    "text",
    [
        "The film Peter Brodin opened on Friday. He saw “Peter Brodin” twice.",
        "The U. S. agreed. The F. B. I. said it would look into the matter.",
        "Denmark Telecom said it would cut jobs. Denmark Telecom is in trouble.",
        "They drove to Velborg Sund on Monday. In Velborg Sund, nothing was left.",
    ],
)
def test_works_bodies_and_places_are_no_persons(read: Reader, text: str) -> None:
    """Titles of works, initials, bodies named after a country and places act in no article."""
    assert read(text).people() == []


def test_a_team_is_one_by_all_its_names(read: Reader) -> None:
    """The full name, the plural alone and the place that plays are one organisation."""
    text = (
        "The Toledo Falcons beat the Boise Otters on Sunday. The Falcons scored four times, "
        "and Toledo won again. “We are back,” said Anna Brodin, who leads the Falcons."
    )
    found = read(text)
    assert found.who("Falcons scored") == found.who("Toledo won") == "Toledo Falcons"
    assert found.people() == ["Anna Brodin"]


def test_halves_of_a_name_are_put_together(read: Reader) -> None:
    """A nickname in brackets stands between two given names and the surname as well."""
    found = read("Luis Gerardo (Jerry) Ostrand won. “At last,” said Ostrand.")
    assert found.people() == ["Luis Gerardo Ostrand"]


def test_initials_of_bodies() -> None:
    """Initials take in dotted ones and the halves of hyphenated words."""
    assert names.initials("U. S. Harbour Survey") == "ushs"
    assert names.initials("Brodin-Velde") == "bv"
    assert names.initials("Board of Ulmen Dockers") == "bud"


def test_blanks_between_initials_do_not_matter() -> None:
    """ "U. S." is "U.S."; the initial of a person before a surname stays apart."""
    assert names.country("U. S.") == names.country("U.S.") == "United States"
    assert names.together("J. Brodin of the U. S. Navy") == "J. Brodin of the U.S. Navy"


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Carlos dos Santos Neto spoke. “Old,” dos Santos Neto said.", ["Carlos dos Santos Neto"]),
        ("Paul Ten Brinke left. “Never,” Ten Brinke said.", ["Paul Ten Brinke"]),
    ],
)
def test_a_surname_of_several_words_is_its_bearer(
    read: Reader, text: str, people: list[str]
) -> None:
    """Neto after a surname with a particle, and a particle with a capital, belong to the name."""
    assert read(text).people() == people


def test_a_nickname_inside_a_name_is_another_name_of_its_bearer(read: Reader) -> None:
    """Who is called by the nickname later is the one who was named with it."""
    found = read("Luis Gerardo (Jerry) Ostrand won. Later Jerry Ostrand said he was tired.")
    assert found.people() == ["Luis Gerardo Ostrand"]


def test_a_capital_that_the_pipeline_takes_for_a_person(read: Reader) -> None:
    """It is the country that has not replied."""
    found = read("Ankara said the talks would resume. Lisbon has not yet replied.")
    assert found.people() == []


@pytest.mark.parametrize("people", ["Farmers", "Commuters", "Voters"])
def test_people_in_general_are_no_body(read: Reader, people: str) -> None:
    """A sentence begins with a capital, and so does one in marks."""
    found = read(f"{people} had waited for it. “{people} have good ears,” Ana Brodin said.")
    assert [actor.name for actor in found.actors] == ["Ana Brodin"]
