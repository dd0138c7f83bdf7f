"""Mentions inside one article: who is named, by name, role and pronoun, and who speaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Reader = Callable[..., Any]


def test_title_is_a_role(read: Reader) -> None:
    """A title is kept as a role and is no part of the name."""
    found = read("Finance Minister Maria Brodin said on Monday that taxes would rise.")
    (person,) = [actor for actor in found.actors if actor.kind == "person"]
    assert person.name == "Maria Brodin"
    assert any("Minister" in role for role in person.roles)
    assert person.gender == "f"


def test_surname_is_the_person(read: Reader) -> None:
    """A surname alone is the person named in full, wherever it stands."""
    text = "Maria Brodin spoke first. Then Brodin left. “Late,” Brodin said."
    found = read(text)
    assert found.people() == ["Maria Brodin"]
    assert found.who("Brodin left") == "Maria Brodin"


def test_two_bearers_stay_two(read: Reader) -> None:
    """Two people of one surname are two; a title with a gender tells them apart."""
    text = "Maria Brodin and Peter Brodin met. Mr. Brodin said nothing. Mrs. Brodin smiled."
    found = read(text)
    assert sorted(found.people()) == ["Maria Brodin", "Peter Brodin"]
    assert found.who("Brodin said") == "Peter Brodin"
    assert found.who("Brodin smiled") == "Maria Brodin"


def test_a_relative_named_in_full_is_called_by_a_plain_title(read: Reader) -> None:
    """ "Mrs Brodin" is the wife who was just named in full."""
    text = "Peter Brodin and his wife, Maria Brodin, met Ana Kern. Mrs Brodin smiled."
    found = read(text)
    assert sorted(found.people()) == ["Ana Kern", "Maria Brodin", "Peter Brodin"]
    assert found.who("Brodin smiled") == "Maria Brodin"


def test_brackets_inside_a_name(read: Reader) -> None:
    """A name completed in brackets is one mention of one person."""
    text = "He said that the words of [Danish] President [Peter] Brodin were an irony."
    found = read(text)
    assert found.people() == ["Peter Brodin"]
    assert found.who("Brodin") == "Peter Brodin"


def test_pronouns_follow_gender(read: Reader) -> None:
    """A pronoun means the person of its gender."""
    text = "Maria Brodin met Peter Kern in Oslo. “It is late,” she said. He agreed."
    found = read(text, ("“It is late,”", "she"))
    assert found.speaker().name == "Maria Brodin"
    assert found.who("He agreed") == "Peter Kern"
    (quotation,) = found.quotations
    steps = [text[a:b] for a, b in quotation.chain]
    assert steps[0] == "she"
    assert steps[-1] == "Maria Brodin"


def test_roles_mean_their_bearer(read: Reader) -> None:
    """A role means the person whom the article gave it to."""
    text = (
        "Foreign Minister Maria Brodin met the mayor of Oslo, Peter Kern. "
        "“We agree,” the minister said. “So do I,” the mayor said."
    )
    found = read(text, ("“We agree,”", "the minister"), ("“So do I,”", "the mayor"))
    assert found.speaker(0).name == "Maria Brodin"
    assert found.speaker(1).name == "Peter Kern"


def test_roles_with_an_owner_need_that_owner(read: Reader) -> None:
    """ "The NATO secretary general" is who was called so, and nobody of another body."""
    found = read(
        "NATO Secretary General Olav Dreyer met Acme spokesman Piet Haller. "
        "The NATO secretary general said it was late.",
        ("it was late", "The NATO secretary general"),
    )
    assert found.speaker().name == "Olav Dreyer"
    other = read(
        "Acme spokesman Piet Haller spoke. The NATO spokesman said it was late.",
        ("it was late", "The NATO spokesman"),
    )
    assert other.speaker().name != "Piet Haller"


def test_a_name_in_commas_bears_the_role_before_it(read: Reader) -> None:
    """ "According to the head of the port, Ana Brodin, ..." makes the head Ana Brodin."""
    found = read(
        "According to the head of the port, Ana Brodin, the ships will wait until Friday.",
        ("the ships will wait until Friday", "the head of the port"),
    )
    assert found.speaker().name == "Ana Brodin"


def test_days_and_ports_are_no_persons(read: Reader) -> None:
    """What looks like a name and speaks is still a weekday, or a town."""
    found = read("Tuesday was quiet. Port Ulmen said that it would wait. Tuesday said nothing.")
    assert found.people() == []


def test_seats_of_government(read: Reader) -> None:
    """A capital that acts is its country; one that is a place is no actor."""
    found = read("Moscow said that the talks had failed. The talks were held in Paris.")
    assert [(a.name, a.kind.value) for a in found.actors] == [("Russia", "country")]
    found = read("Meanwhile, Moscow said that the talks in Lyon, Paris, had failed.")
    assert [(a.name, a.kind.value) for a in found.actors] == [("Russia", "country")]


def test_short_forms_of_bodies(read: Reader) -> None:
    """Initials and last words mean the body that was named in full before."""
    text = "The Harbour Safety Commission (HSC) met on Monday. The HSC said that ships were safe."
    found = read(text)
    bodies = [actor for actor in found.actors if actor.kind == "organisation"]
    assert len(bodies) == 1
    assert "HSC" in bodies[0].names


def test_page_furniture_names_nobody(read: Reader) -> None:
    """Credits and teasers name no actors."""
    text = (
        "Maria Brodin spoke in the harbour on Monday, as planned. (Peter Kern/The Courier)\n\n"
        "READ MORE: Jon Alder leaves the council\n\nNobody answered her on that day."
    )
    assert read(text).people() == ["Maria Brodin"]


def test_nothing_comes_of_nothing(read: Reader) -> None:
    """An empty text and a text without names have no actors."""
    for text in ("", "   \n", "it rained and rained."):
        found = read(text)
        assert found.actors == ()
        assert found.mentions == ()


PIECES = st.sampled_from(
    ["Maria Brodin", "Mr. Kern", "the minister", "she", "they", "said", "“", "”", '"', "[", "]",
     "Moscow", "NATO", "(Peter Kern/The Courier)", "A", "é́", "\r\n", "\xa0", "🙂", ".", ",",
     "-", "/", "READ MORE: ", "\n\n", "Бродин", "Jr.", "'s", "of the", "DATE", "\x1b[0m"]
)  # fmt: skip


@settings(suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=40), st.data())
def test_offsets_hold_for_any_text(read: Reader, pieces: list[str], data: st.DataObject) -> None:
    """Mentions lie inside the text, in order, disjoint; indices point at actors; nothing raises."""
    text = " ".join(pieces)
    said = []
    if len(text) > 6:
        start = data.draw(st.integers(0, len(text) - 5))
        said = [(text[start : start + 4], None)]
    found = read(text, *said)
    end = 0
    for mention in found.mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert not text[mention.start].isspace()
        assert 0 <= mention.actor < len(found.actors)
        end = mention.end
    for quotation in found.quotations:
        assert quotation.actor is None or 0 <= quotation.actor < len(found.actors)
        assert 0.0 <= quotation.confidence <= 1.0


def test_a_role_ends_before_a_name_that_is_a_mention_of_its_own(read: Reader) -> None:
    """Mentions are disjoint, whichever side of the role the name stands on."""
    text = "Maria Brodin the minister of the Maria Brodin"
    spans = [text[each.start : each.end] for each in read(text).mentions]
    assert spans == ["Maria Brodin", "the minister", "Maria Brodin"]


def test_a_surname_is_the_parent_of_a_child_named_in_full(read: Reader) -> None:
    """Children are called by their given names."""
    text = (
        "The storm killed two of the farmer's animals, Robert Brodin told the court. It hurt one "
        "of his sons: Lars Brodin, 4. Brodin was asleep."
    )
    assert read(text).who("Brodin was") == "Robert Brodin"


def test_a_role_goes_on_to_the_name_with_of(read: Reader) -> None:
    """“the press secretary of the head of the committee Brodin”: she is the secretary."""
    text = "As the press secretary of the head of the committee Maria Brodin said, it is late."
    (person,) = [actor for actor in read(text).actors if actor.kind == "person"]
    assert person.name == "Maria Brodin"
    assert {role.removeprefix("the ") for role in person.roles} == {
        "press secretary of the head of the committee"
    }


def test_no_body_is_a_role_of_a_person(read: Reader) -> None:
    """A person who stands beside a body is not called by it."""
    text = "The decision of the president of the republic Maria Brodin was read out."
    (person,) = [actor for actor in read(text).actors if actor.kind == "person"]
    assert person.roles and all("president" in role for role in person.roles)


def test_no_person_is_a_company(read: Reader) -> None:
    """A body's noun never means a person."""
    found = read(
        "Kern Shipping lost two boats. Maria Brodin wept. The company said that it was insured.",
        ("that it was insured", "The company"),
    )
    assert found.speaker().kind != "person"


def test_surname_of_two_is_whom_the_article_is_about(read: Reader) -> None:
    """A surname alone is the bearer's who was just named, else the one named in full most."""
    told = "The harbour was quiet and the boats stayed in all morning, as they had for weeks. " * 10
    found = read(
        "Maria Brodin runs the port. Maria Brodin came in May. Her cousin Ulf Brodin fishes. "
        f"Brodin fishes alone. {told}Brodin left the port on Friday."
    )
    assert found.who("Brodin fishes alone") == "Ulf Brodin"
    assert found.who("Brodin left") == "Maria Brodin"


def test_small_parts_belong_to_names(read: Reader) -> None:
    """Articles, small halves, nicknames and "Jr." are parts of a name, not names."""
    for text, words, name in (
        (
            "“Dry,” said Karim al-Badri. “All dry,” al-Badri said.",
            "al-Badri said",
            "Karim al-Badri",
        ),
        ("President Seo Dae-hyun left. “Now,” Seo said.", "Seo said", "Seo Dae-hyun"),
        ("Robert “Bobby” Kern won. Kern smiled.", "Kern smiled", "Robert Kern"),
        ("“It holds,” said Peter Kern, Jr., the builder. Kern left.", "Kern left", None),
    ):
        found = read(text)
        assert len(found.people()) == 1, text
        assert found.who(words) == (name or found.people()[0])
    assert "Jr." not in found.people()


def test_headlines_are_cut_to_names_of_the_text(read: Reader) -> None:
    """What a headline joins to a name is cut off where the text has the name alone."""
    found = read(
        "Acme Fires Brodin Over Harbour Strike\n\n"
        "Acme said on Monday that it had dismissed Maria Brodin. Acme gave no reason."
    )
    assert {a.name for a in found.actors} <= {"Acme", "Maria Brodin"}


def test_lord_and_lady_are_two(read: Reader) -> None:
    """Titles of two genders before one surname are two people."""
    found = read("Lady Brodin came first. Lord Brodin followed. Sir Ulf Kern met Lady Kern.")
    assert len(found.people()) == 4


def test_a_name_after_the_office_without_a_comma(read: Reader) -> None:
    """Office and name are not one body: "the Minister of Shipping Stathis Brodinis"."""
    found = read(
        "The Minister of Shipping Stathis Brodinis appealed to both sides. "
        "“We are not there,” the minister replied."
    )
    assert found.people() == ["Stathis Brodinis"]
    assert found.who("the minister replied") == "Stathis Brodinis"


def test_a_given_name_that_looks_like_a_verb(read: Reader) -> None:
    """After a role or a verb of saying it is the name's: "its spokesman Witold Brodin informed"."""
    found = read("No letter reached the office, its spokesman Witold Brodin informed the agency.")
    assert found.people() == ["Witold Brodin"]
    assert read("“We are ready,” said Per Brodin.").people() == ["Per Brodin"]


@pytest.mark.parametrize(
    ("full", "short"),
    [("Bohdan Verhunov", "Vergunov"), ("Nadia Kalantarzadeh", "Ms. Kalantar Zadeh")],
)
def test_one_article_spells_a_surname_in_two_ways(read: Reader, full: str, short: str) -> None:
    """Other letters of a transliteration, or two words, make no other person."""
    found = read(f"{full}, the head of the agency, left early. {short} said that it was late.")
    assert found.people() == [full]


def test_what_somebody_does_is_no_name_at_a_beginning(read: Reader) -> None:
    """ "Biathlete Brodin" is Ana Brodin, with and without her given name."""
    found = read(
        "Biathlete Ana Brodin won on Friday. Biathlete Brodin was late on Monday. Brodin smiled."
    )
    assert found.people() == ["Ana Brodin"]


def test_the_agency_of_the_dateline_is_a_body(read: Reader) -> None:
    """Whoever the dateline puts in brackets is no person, though "Lusia" is a given name."""
    found = read(
        "Ponta Velha, 11 Feb 2021 (Lusia) – The mayor, Ana Brodin, said that it would rain.\n\n"
        "Brodin told Lusia that the bridge was closed."
    )
    assert found.people() == ["Ana Brodin"]


def test_actors_who_begin_at_one_word_have_one_order(read: Reader) -> None:
    """Those of "Nora Feld's friends" begin where she does; no run may order them otherwise."""
    text = "Nora Feld's friends in the port said that it was late. Edgar Holm's old crew agreed."
    orders = set()
    for _ in range(40):
        found = read(text, ("that it was late", "Nora Feld's friends in the port"))
        orders.add(tuple(actor.name for actor in found.actors))
    assert len(orders) == 1
    assert len(orders.pop()) > 1


@pytest.mark.parametrize(
    ("first", "second", "surname"),
    [("Kim Do-hyun", "Kim Seo-yeon", "Kim"), ("Tore Brodin", "Marta Brodin", "Brodin")],
)
def test_an_office_tells_bearers_of_a_surname_apart(
    read: Reader, first: str, second: str, surname: str
) -> None:
    """ "Representative Kim" is whoever was introduced so, "Chairperson Kim" the other one."""
    found = read(
        f"Representative {first} has the log. {second}, head of the committee, held a speech. "
        f"Chairperson {surname} wept. Rep. {surname} left in a taxi."
    )
    assert found.people() == [first, second]
    assert found.who(f"{surname} wept") == second
    assert found.who(f"{surname} left") == first


def test_persons_whom_the_pipeline_takes_for_places(read: Reader) -> None:
    """What speaks and has a given name is a person; a title ends before the name it leads to."""
    text = (
        "ULMEN, KABAR - The number of the homeless rose. Head of the Data and Information Center "
        "of the Forest Office (BPN), Budi Hartawan Siregar, revealed that 7,312 people had left. "
        "Budi said in a statement that blankets are needed. Separately, Regent of Tempuran Ratna "
        "Kusumadewi admitted that the trucks are few. Budi emphasized that the road is shut."
    )
    found = read(text, ("the road is shut", "Budi"))
    assert found.people() == ["Budi Hartawan Siregar", "Ratna Kusumadewi"]
    assert found.speaker().name == "Budi Hartawan Siregar"


def test_a_resident_is_a_person_whatever_the_name(read: Reader) -> None:
    """One word that no label knows is a person's where somebody is described and acts."""
    found = read("Everybody left. Meanwhile Slamet, a resident of Ulmen, chose to stay.")
    assert "Slamet" in found.people()


def test_a_platform_that_does_nothing_is_no_actor(read: Reader) -> None:
    """Words are written there."""
    found = read("Ana Brodin wrote in her Telegram channel that it is late. The company is new.")
    assert "Telegram" not in [actor.name for actor in found.actors]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Principal Park Mi-sook bowed. Principal Park left the school.", "Park Mi-sook"),
        (
            "TANJUNG, KABAR - The ferry sank. Regarding this, Regent of Tanjung Dewi Lestari "
            "Handayani admitted that the control was weak.",
            "Dewi Lestari Handayani",
        ),
        (
            "The ferry sank. Head of the Rescue Office, Agung Prasetyo Nugroho, spoke. Agung said "
            "that it was late.",
            "Agung Prasetyo Nugroho",
        ),
    ],
)
def test_persons_behind_what_they_head(read: Reader, text: str, person: str) -> None:
    """A role, a place of it, and a name that no comma sets apart."""
    assert read(text).people() == [person]
