"""Who stands behind a document, by the place where its word stood before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    ("before", "words", "name"),
    [
        ("Edgar Holm published a report on dykes.", "The report", "Edgar Holm"),
        ("Edgar Holm filed a complaint in March.", "The complaint", "Edgar Holm"),
        ("Edgar Holm sued the port of Ulmen.", "The lawsuit", "Edgar Holm"),
        ("A letter from Edgar Holm came on Monday.", "The letter", "Edgar Holm"),
        ("A letter from the warden, Edgar Holm, was lost.", "The letter", "Edgar Holm"),
        ("Edgar Holm wrote so in a memo.", "The memo", "Edgar Holm"),
        ("Edgar Holm's survey came out.", "The survey", "Edgar Holm"),
        ("An audit by Edgar Holm came out.", "The audit", "Edgar Holm"),
    ],
)
def test_a_document_is_whose_it_was_before(
    read: Reader, before: str, words: str, name: str
) -> None:
    """The definite document is the one that was brought in with its owner."""
    found = read(
        f"{before} Selma Lunde and Jonas Veit said it was cold. Lunde left. {words} says that the "
        "gates were open.",
        ("it was cold", "Selma Lunde"),
        ("the gates were open", words),
    )
    assert found.speaker(1).name == name


def test_a_statement_goes_on_from_who_spoke_last(read: Reader) -> None:
    """ "The statement said" after somebody's words is that somebody's."""
    found = read(
        "Selma Lunde and Jonas Veit were there. The ministry said that it had paid. “Nobody is "
        "owed a coin,” the statement said.",
        ("it had paid", "The ministry"),
        ("“Nobody is owed a coin,”", "the statement"),
    )
    assert found.speaker(1) == found.speaker(0)


@pytest.mark.parametrize("words", ["a Lusia Post poll of farmers", "the Lusia Post review"])
def test_a_poll_is_its_owners(read: Reader, words: str) -> None:
    """A poll speaks for whoever made it, not for those that were asked."""
    found = read(
        f"The Lusia Post came out late. The dykes are safe, according to {words}.",
        ("The dykes are safe", words),
    )
    assert found.speaker(0).name == "Lusia Post"


def test_it_after_a_document_is_its_owners(read: Reader) -> None:
    """ "It" after "a letter from somebody" is somebody's word."""
    found = read(
        "A letter from the warden, Edgar Holm, was read out by Selma Lunde. It said that the gates "
        "were open.",
        ("the gates were open", "It"),
    )
    assert found.speaker(0).name == "Edgar Holm"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The lawsuit, filed by the heirs of the painter Ida Holm,", "the heirs of the painter"),
        ("A complaint by residents of the harbour", "residents of the harbour"),
        ("A memo by the ferry operator Transmar Lines", "Transmar Lines"),
        ("A poll by Tundra Insight", "Tundra Insight"),
        ("A letter by a former teacher", "a former teacher"),
    ],
)
def test_a_document_is_whose_hand_it_is_by_as_written(read: Reader, words: str, name: str) -> None:
    """Bodies that no list knows and people without names own what they wrote."""
    source = words.split(",")[0] if "lawsuit" in words else words
    found = read(f"{words} says that the gates were open.", ("the gates were open", source))
    assert found.speaker(0).name.lower().startswith(name.lower())


def test_a_document_is_the_body_s_that_its_noun_names(read: Reader) -> None:
    """ "the rail operator Transmar": the name is the body, however the parser joins the two."""
    found = read(
        "According to an internal memo by the rail operator Transmar, the doors had jammed.",
        ("the doors had jammed", "an internal memo by the rail operator Transmar"),
    )
    assert found.speaker(0).name == "Transmar"


def test_a_new_document_is_whose_the_next_sentence_says(read: Reader) -> None:
    """ "an audit says": the definite report right after tells by whom it is."""
    found = read(
        "Two lamps are missing, an audit seen by this paper says. The report by Edgar Holm is "
        "dated 3 March. Selma Lunde laughed.",
        ("Two lamps are missing", "an audit seen by this paper"),
    )
    assert found.speaker(0).name == "Edgar Holm"


def test_the_document_is_the_last_one_of_any_word(read: Reader) -> None:
    """ "the document" goes on from a bulletin, and "it" from a report by somebody."""
    found = read(
        "Jonas Veit read the bulletin of Edgar Holm. The document says that the gates were open.",
        ("the gates were open", "The document"),
    )
    assert found.speaker(0).name == "Edgar Holm"
    found = read(
        "Jonas Veit came. A report was written by Edgar Holm. The report is long. It says that the "
        "gates were open.",
        ("the gates were open", "It"),
    )
    assert found.speaker(0).name == "Edgar Holm"
