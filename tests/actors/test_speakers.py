"""Who speaks: by name, by role, as a body or a document, as far as the article tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onrecord.analysis.mentions import speaker_choice

Reader = Callable[..., Any]


def test_a_body_of_one_country_is_not_another_country(read: Reader) -> None:
    """The embassy is not the country that it stands in."""
    text = (
        "Trade irks the United States, the Norwegian embassy in Washington said on Monday. The "
        "United States did not answer. The embassy said that it would wait."
    )
    said = "the Norwegian embassy in Washington"
    found = read(text, ("Trade irks the United States", said), ("it would wait", "The embassy"))
    assert {found.actors[q.actor].name for q in found.quotations} <= {
        "Norwegian embassy in Washington",
        "Norway",
    }


def test_an_embassy_is_itself_however_it_is_called(read: Reader) -> None:
    """Full, short and bare forms are one body, and no other body named before it."""
    found = read(
        "The State Department had spoken. The French embassy in Washington said it was sorry. "
        "According to the embassy, nothing had happened. The French embassy added that it would "
        "wait.",
        ("it was sorry", "The French embassy in Washington"),
        ("nothing had happened", "the embassy"),
        ("it would wait", "The French embassy"),
    )
    speakers = [found.speaker(i).name for i in range(3)]
    assert len(set(speakers)) == 1
    assert "embassy" in speakers[0].lower()


def test_unnamed_sources_stay_groups(read: Reader) -> None:
    """A source without a name keeps its noun phrase and becomes nobody."""
    text = "Two officials said that the talks had failed. Maria Brodin left."
    found = read(text, ("that the talks had failed", "Two officials"))
    assert found.speaker().kind == "group"
    assert found.speaker().name == "Two officials"


def test_documents_speak_for_their_owners(read: Reader) -> None:
    """A statement speaks for the one who made it."""
    text = "Maria Brodin resigned. “I am tired,” her statement said."
    found = read(text, ("“I am tired,”", "her statement"))
    assert found.speaker().name == "Maria Brodin"


def test_floating_quotations_go_on(read: Reader) -> None:
    """A direct quotation without a speaker goes on from the one before it."""
    text = "“It is late,” Maria Brodin said. “We leave.”"
    found = read(text, ("“It is late,”", "Maria Brodin"), ("“We leave.”", None))
    assert found.speaker(1).name == "Maria Brodin"
    assert found.quotations[1].speaker is None


def test_who_is_whoever_it_stands_beside(read: Reader) -> None:
    """A relative pronoun that speaks is the person before it."""
    text = "The paper came from Maria Brodin, who said that it was late."
    found = read(text, ("it was late", "who"))
    assert found.speaker().name == "Maria Brodin"


def test_a_description_after_a_comma_is_the_person_before_it(read: Reader) -> None:
    """Party and state, or "a member of", are no actors of their own."""
    text = "Sen. Maria Brodin, D-Ulm., a member of the board, said it was late."
    found = read(text, ("it was late", "D-Ulm., a member of the board"))
    assert found.speaker().name == "Maria Brodin"
    assert found.people() == ["Maria Brodin"]


def test_long_quotations_do_not_push_people_away(read: Reader) -> None:
    """Who spoke before a quotation of several sentences is still "he" after it."""
    text = (
        "Peter Kern met the crews on Friday. He left early.\n\n"
        "“The boats are late. The crews are tired. Nobody sleeps,” said Hugo Lind.\n\n"
        "“They wait at the pier. They wait for hours. Then they go home.”\n\n"
        "He said the winter would be worse."
    )
    found = read(
        text,
        ("“The boats are late. The crews are tired. Nobody sleeps,”", "Hugo Lind"),
        ("“They wait at the pier. They wait for hours. Then they go home.”", None),
        ("the winter would be worse", "He"),
    )
    assert found.speaker(2).name == "Hugo Lind"


def test_a_speaker_with_the_name_of_a_town_is_no_town(read: Reader) -> None:
    """“According to Houston” is no way to Houston where a person of that name speaks."""
    text = "Maria Houston opened the port on Monday. According to Houston, it will stay open."
    found = read(text, ("it will stay open", "Houston"))
    assert found.speaker().name == "Maria Houston"
    assert found.people() == ["Maria Houston"]


def test_a_title_after_the_name_signs(read: Reader) -> None:
    """“Maria Brodin Deputy Minister of Trade” under a quotation is Maria Brodin."""
    signed = "Maria Brodin Deputy Minister of Trade"
    text = f"Talks went on in Ulmen. “The port will stay open to all.” {signed}"
    found = read(text, ("“The port will stay open to all.”", signed))
    assert found.speaker().name == "Maria Brodin"


def test_a_following_is_not_its_leader(read: Reader) -> None:
    """“Maria Brodin supporters” are not Maria Brodin."""
    text = "Talks went on in Ulmen. Maria Brodin supporters said that the port was shut."
    found = read(text, ("the port was shut", "Maria Brodin supporters"))
    speaker = found.speaker()
    assert speaker is None or speaker.kind != "person"


def test_a_name_beside_the_noun_is_the_speaker(read: Reader) -> None:
    """A source that names its actor is that actor, whoever else was called so before."""
    found = read(
        "The head of the Harbour Board, Piet Haller, spoke first. "
        "The head of the Fishery Union, Maria Brodin, said that the quay was closed.",
        ("that the quay was closed", "The head of the Fishery Union, Maria Brodin,"),
    )
    assert found.speaker().name == "Maria Brodin"


def test_a_campaign_is_not_its_candidate(read: Reader) -> None:
    """ "The Brodin campaign" is a body of its own."""
    found = read(
        "Maria Brodin arrived late. The Brodin campaign said that the bus had broken down.",
        ("that the bus had broken down", "The Brodin campaign"),
    )
    assert found.speaker().name == "Brodin campaign"
    assert found.speaker().kind == "organisation"


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    """Weights made for another version are told from those that fit, never used."""
    kept = speaker_choice.load()
    file = tmp_path / "speakers.npz"
    speaker_choice.save(kept, file)
    with np.load(file) as arrays, np.load(speaker_choice.PATH) as shipped:
        assert arrays.files == shipped.files
        for name in arrays.files:  # how they are packed varies with Python's zlib
            assert arrays[name].dtype == shipped[name].dtype
            assert np.array_equal(arrays[name], shipped[name])
        others = {name: arrays[name] for name in arrays.files}
    others["features"] = others["features"][::-1]
    np.savez(file, **others)
    speaker_choice.load.cache_clear()
    with pytest.raises(ValueError, match="another version"):
        speaker_choice.load(file)


def test_a_bracket_after_a_name_is_not_the_speaker(read: Reader) -> None:
    """Party and ward follow the name: "Cllr Ana Brodin (Ind, Moor End) said"."""
    found = read("Cllr Ana Brodin (Ind, Moor End) said that the town had been taken for a ride.")
    assert [found.who(q) for q in ("Ana Brodin",)] == ["Ana Brodin"]
    assert found.people() == ["Ana Brodin"]


@pytest.mark.parametrize("noun", ["words", "version", "reply", "opinion", "account", "data"])
def test_the_words_of_somebody_are_his(read: Reader, noun: str) -> None:
    """ "According to Brodin's words": they are no body of their own."""
    text = f"The road was shut by Rustem Brodin. According to Brodin's {noun}, the salt ate it."
    found = read(text, ("the salt ate it", f"Brodin's {noun}"))
    assert found.speaker().name == "Rustem Brodin"


def test_a_name_ends_the_phrase_of_its_role(read: Reader) -> None:
    """ "The deputy of the city council Ana Brodin" is she, not another deputy."""
    text = (
        "The first deputy mayor Per Kern spoke. The deputy of the city council Ana Brodin believes "
        "that both hide the main thing."
    )
    speaker = "The deputy of the city council Ana Brodin"
    found = read(text, ("both hide the main thing", speaker))
    assert found.speaker().name == "Ana Brodin"


def test_a_part_tells_a_gender(read: Reader) -> None:
    """After "for her part" whoever speaks is a woman."""
    text = (
        "The minister, Idris Kern, came at noon. For her part, Engineer Nour Al-Brodi said that "
        "it is late. “Nobody answers us,” she added."
    )
    found = read(text, ("it is late", "Nour Al-Brodi"), ("“Nobody answers us,”", "she"))
    assert found.speaker(1).name == "Nour Al-Brodi"


def test_words_of_a_head_are_the_heads(read: Reader) -> None:
    """ "According to the words of the head of the district Ana Brodin": they are hers."""
    text = (
        "The siren was late. According to the words of the head of the district Ana Brodin, it "
        "works well."
    )
    found = read(text, ("it works well", "the words of the head of the district"))
    assert found.speaker().name == "Ana Brodin"
