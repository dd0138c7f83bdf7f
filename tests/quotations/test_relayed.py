"""What is relayed in a clause of its own, and the words of translated news for saying something."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], list[Any]]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("As the press service of the port informs, {}.", "the press service of the port"),
        ("At the same time, as the harbour office noted, {}.", "the harbour office"),
        ("As reported in the Department of Quays, {}.", "the Department of Quays"),
        ("As was stated by Edda Holm, {}.", "Edda Holm"),
        ("As they reported in the Ministry of Quays, {}.", "the Ministry of Quays"),
        ("It was also conveyed by the warden, Edda Holm, that {}.", "the warden, Edda Holm"),
        ("It was stated by the warden Edda Holm, {}.", "the warden Edda Holm"),
        ("In the Ministry of Quays they informed that {}.", "the Ministry of Quays"),
    ],
)
def test_a_clause_that_others_relay_is_theirs(read: Reader, text: str, speaker: str) -> None:
    """ "As X informs," "it was conveyed by X that": whoever relays it says it."""
    content = "the crane had been broken for nine days"
    (found,) = read("Two barges came on Sunday. " + text.format(content) + " The quay is open.")
    assert (found.kind, found.content.lower(), found.speaker) == ("indirect", content, speaker)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The crane had been broken for nine days, reported in the Ministry of Quays.", "Ministry"),
        (
            "This year three times as many cranes broke down as in the years before - told Zsófia "
            "Holmágyi, spokeswoman of the port, to the agency on Wednesday.",
            "Holmágyi",
        ),
    ],
)
def test_a_clause_is_told_behind_its_end(read: Reader, text: str, speaker: str) -> None:
    """A comma or a dash, a verb of saying without a subject before it, and who says it."""
    (found,) = read(text)
    assert text.startswith(found.content)
    assert speaker in found.speaker


@pytest.mark.parametrize(
    "text",
    [
        "As many people know, the crane was broken in May.",
        "It was a law made by the king that the quay was free.",
        "As a boy he painted boats, and the quay was his home.",
        "The quay - told of in songs - is long.",
        "The crane fell in the storm, reported missing in the morning.",
    ],
)
def test_what_nobody_relays(read: Reader, text: str) -> None:
    """Knowing is no saying, and a clause needs somebody who tells it."""
    assert read(text) == []


@pytest.mark.parametrize("verb", ["introduced", "shared", "expressed", "conveyed", "regretted"])
def test_verbs_that_translation_puts_for_saying(read: Reader, verb: str) -> None:
    """They say something where a clause hangs on them, and nothing where a thing does."""
    text = f"Edda Holm, who keeps the quay, {verb} that the rope had been wet for nine days."
    (found,) = read(text)
    assert found.content == "the rope had been wet for nine days"
    assert read(f"Edda Holm {verb} her new rope on Sunday.") == []


def test_a_sentence_in_marks_before_a_dash_and_its_speaker(read: Reader) -> None:
    """No comma is needed where a dash leads to the verb; the speaker is no content of it."""
    (found,) = read('"Nothing else, by the law, may be told" - clarified the harbour office.')
    assert (found.kind, found.speaker) == ("direct", "the harbour office")


def test_what_is_added_is_not_a_nouns_inside_the_words_before(read: Reader) -> None:
    """The subject of "and added" is whoever spoke before."""
    found = read(
        "Mayor Edda Holm said, “We read it too. The office that signed it will answer,” and "
        "added: “Let them not play with our roofs.”"
    )
    assert [q.speaker for q in found] == ["Mayor Edda Holm", "Mayor Edda Holm"]


@pytest.mark.parametrize("verb", ["characterized", "qualified", "defined"])
def test_what_is_defined_as_something_is_not_said(read: Reader, verb: str) -> None:
    """Of "characterized the letter as “a tale”" the quotation is the words in marks."""
    (found,) = read(f"Edda Holm {verb} the letter of the port as “a tale for small children”.")
    assert found.content == "“a tale for small children”"


def test_paragraphs_of_one_speech_have_one_speaker(read: Reader) -> None:
    """A paragraph that goes on is not the next paragraph's, although that one tells a speaker."""
    found = read(
        "The boats were to come in May. Mayor Edda Holm continued her words as follows:\n\n"
        "“Nobody should think that he has been forgotten. I slept in a shed for a year.\n\n"
        "“God willing we will see sails before the new year.”\n\n"
        "Tore Lind (61), one of the fishermen, said, “They promised it in April.”"
    )
    speakers = [q.speaker for q in found]
    assert "Edda Holm" in speakers[0]
    assert speakers[0] == speakers[1]
    assert "Tore Lind" in speakers[2]
