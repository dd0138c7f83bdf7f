"""What is reported in so many words: questions, findings, orders, views; and turns in marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.analysis.types import Act

Reader = Callable[[str], list[Any]]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Councillor Edda Holm asked whether anybody had counted the lamps.",
            "Councillor Edda Holm",
            "whether anybody had counted the lamps",
        ),
        (
            "Edda Holm asked how many of the lamps were new.",
            "Edda Holm",
            "how many of the lamps were new",
        ),
        (
            "The verger asked Edda Holm if the crypt had been locked.",
            "The verger",
            "if the crypt had been locked",
        ),
        (
            "Edda Holm said she was glad of the lamps and asked where the old ones were.",
            "Edda Holm",
            "where the old ones were",
        ),
    ],
)
def test_a_question_that_somebody_asks_is_reported(
    read: Reader, text: str, speaker: str, content: str
) -> None:
    """A verb of asking and a question word: the clause is the question of its subject."""
    found = next(q for q in read(text) if q.content == content)
    assert speaker.endswith(found.speaker) or found.speaker == "she"
    assert (found.kind, found.quotation.act) == ("indirect", Act.ASKS)
    assert not found.quotation.reported


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether the lamps were new, Edda Holm smiled.",
        "I asked whether the lamps were new.",
        "Nobody asked whether the lamps were new.",
        "Edda Holm never asked whether the lamps were new.",
        "Edda Holm would not ask whether the lamps were new.",
        "Edda Holm asked the man who sold the lamps.",
        "Edda Holm was asked whether the lamps were new.",
    ],
)
def test_a_question_that_nobody_asks_is_none(read: Reader, text: str) -> None:
    """Who is asked, denied, the writer or nobody asks no question."""
    assert not [q for q in read(text) if q.quotation.act is Act.ASKS]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The audit found that the lamps were tin.", "The audit", "the lamps were tin"),
        (
            "A poll by Lusia Research found that one farmer in ten owns a lamp.",
            "A poll by Lusia Research",
            "one farmer in ten owns a lamp",
        ),
        (
            "Harbour chief Edda Holm has ordered that all lamps be lit by noon.",
            "Harbour chief Edda Holm",
            "all lamps be lit by noon",
        ),
        (
            "Edda Holm agreed on Monday that the crypt was damp.",
            "Edda Holm",
            "the crypt was damp",
        ),
        (
            "Edda Holm lit a lamp. In her view, the crypt could dry within a year.",
            "her",
            "the crypt could dry within a year",
        ),
        (
            "In the view of Edda Holm, the crypt could dry within a year.",
            "Edda Holm",
            "the crypt could dry within a year",
        ),
    ],
)
def test_what_words_alone_report(read: Reader, text: str, speaker: str, content: str) -> None:
    """Findings of documents, orders, agreement and views are reported, whoever's verb it is."""
    found = next(q for q in read(text) if q.content == content)
    assert (found.kind, found.speaker) == ("indirect", speaker)


def test_a_finding_is_a_document_s(read: Reader) -> None:
    """What a person found, and evidence that was found, is nobody's statement."""
    assert not read("Edda Holm found that the lamp was gone.")
    assert not read("The audit found little evidence that the lamps were sold.")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Edda Holm said the quay was open, two days after divers had looked at it.",
            "the quay was open",
        ),
        (
            "Edda Holm said the lamps had always hung there, pointing at a hook in the wall.",
            "the lamps had always hung there",
        ),
        (
            "Both crews said they were ready to sail, though neither would say when.",
            "they were ready to sail",
        ),
    ],
)
def test_how_and_when_it_was_said_is_no_part_of_it(read: Reader, text: str, content: str) -> None:
    """What is reported ends before what its speaker does meanwhile."""
    assert [q.content for q in read(text)] == [content]


def test_a_cue_cuts_a_sentence_in_two(read: Reader) -> None:
    """What stands before a cue belongs to the verb that stands after it."""
    text = (
        "The nets, which had been mended twice, Aldo Sarr told the verger, were stolen on the "
        "first night of the feast."
    )
    assert [(q.content, q.speaker) for q in read(text)] == [
        ("The nets, which had been mended twice", "Aldo Sarr"),
        ("were stolen on the first night of the feast", "Aldo Sarr"),
    ]


@pytest.mark.parametrize("dash", [" – ", " — ", "—", ", – "])
def test_dashes_set_what_the_speaker_does_between_two_pieces(read: Reader, dash: str) -> None:
    """“...” – Edda Holm looked up – “...”: both pieces are hers."""
    text = f"“If the wind turns”{dash}Edda Holm looked up at the lamps{dash.lstrip(',')}“we sail.”"
    assert [(q.content, q.speaker) for q in read(text)] == [
        ("“If the wind turns”", "Edda Holm"),
        ("“we sail.”", "Edda Holm"),
    ]


def test_dashes_around_what_is_named_quote_nobody(read: Reader) -> None:
    """Words in marks that end no sentence are nobody's, dashes or not."""
    assert not read("The “wall” – Edda Holm had built it – “and the tower” are gone.")


def test_short_turns_are_asked_and_answered(read: Reader) -> None:
    """Paragraphs of nothing but marks go to who asks and who is questioned in turn."""
    found = read(
        "Inspector Edda Holm questioned the baker, Ned Brandt, in the yard.\n\n"
        "“Where were you at nine?” she asked.\n\n"
        "“Here.”\n\n"
        "“Alone?”\n\n"
        "“With the dog.”"
    )
    assert [(q.content, q.speaker) for q in found] == [
        ("“Where were you at nine?”", "she"),
        ("“Here.”", "Ned Brandt"),
        ("“Alone?”", "she"),
        ("“With the dog.”", "Ned Brandt"),
    ]


def test_a_question_may_be_an_answer(read: Reader) -> None:
    """Who answers with a question is asked again by whoever asked."""
    found = read(
        "The lawyer Ravi Holm asked the witness whether he had been in debt. “Who was not?” "
        "Brandt replied.\n\n"
        "“You knew the lamp. You had the oil. Were you not the man to light it?”\n\n"
        "“I was in a position to do it better.”"
    )
    spoken = {q.content: q.speaker for q in found}
    assert spoken["“You knew the lamp. You had the oil. Were you not the man to light it?”"] in (
        "The lawyer Ravi Holm",
        "Ravi Holm",
    )
    assert spoken["“I was in a position to do it better.”"] == "Brandt"


def test_one_question_and_its_answer_are_an_interview(read: Reader) -> None:
    """One Q and one A make a conversation, where the first is a question."""
    found = read(
        "The verger Edda Holm has kept the lamps for 30 years.\n\n"
        "Q: What has changed most?\n\n"
        "A: The oil. It used to smell of fish."
    )
    assert [q.content for q in found] == [
        "What has changed most?",
        "The oil. It used to smell of fish.",
    ]


def test_a_headline_repeats_what_somebody_says_below(read: Reader) -> None:
    """Words in single marks in a headline are whose they are in the text."""
    found = read(
        "Ulmen lamps sell badly; ‘worst is over’\n\n"
        "The mill sold fewer lamps in spring. “The worst is over,” its chairwoman Edda Holm told "
        "reporters."
    )
    assert (found[0].content, found[0].speaker) == ("‘worst is over’", found[-1].speaker)


def test_what_something_is_dismissed_as_stands_alone(read: Reader) -> None:
    """ "dismissed her lamps as “tin”": the words in marks are what was said."""
    assert [q.content for q in read("Holm dismissed her lamps as “tin toys”.")] == ["“tin toys”"]


@pytest.mark.parametrize("verb", ["noted", "stated"])
def test_what_is_noted_in_a_document_is_the_document_s(read: Reader, verb: str) -> None:
    """ "It is noted in the bulletin that": nobody else is named, and "it" is nobody."""
    [found] = read(f"It is {verb} in the bulletin of the League of Lamps that oil grew dearer.")
    assert found.content == "oil grew dearer"
    assert found.speaker == "the bulletin of the League of Lamps"
