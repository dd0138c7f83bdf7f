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


def test_a_verb_of_saying_leads_to_sentences_in_marks(read: Reader) -> None:
    """What follows it is said, and so is what "and" adds."""
    found = read(
        "Edda Holm, who keeps the log, said, 'It was written in two inks. One is from May,' and "
        "'I see no mistake in it at all.'"
    )
    said = " ".join(q.content for q in found)
    assert "two inks" in said
    assert "no mistake" in said
    assert {q.speaker for q in found} <= {"Edda Holm", "Edda Holm, who keeps the log"}


def test_a_request_with_that(read: Reader) -> None:
    """ "Asked that" asks for something."""
    (found,) = read("The roofs leak. Edda Holm asked that at least the sheds be repaired.")
    assert found.content.removeprefix("that ") == "at least the sheds be repaired"


def test_words_in_marks_behind_a_colon_are_apart(read: Reader) -> None:
    """What is reported and what a colon adds to it are two."""
    found = read(
        "As the head of the port Edda Holm wrote on Facebook, the oil was there since May, but "
        "nobody was there to light it: “We have 14 stoves and 9 men. I cannot stand at each.”"
    )
    assert [q.content.strip("“”") for q in found] == [
        "the oil was there since May, but nobody was there to light it",
        "We have 14 stoves and 9 men. I cannot stand at each.",
    ]


def test_what_somebody_says_of_himself_goes_on_without_marks(read: Reader) -> None:
    """Behind a colon, to the end of the paragraph, unless somebody else speaks there."""
    (found,) = read(
        "Asked whether she came, Edda Holm says: I did not refuse. My office named a day, he did "
        "not write to us."
    )
    assert found.content.startswith("I did not")
    assert found.content.endswith("to us.")


def test_a_sentence_that_two_verbs_report_is_two(read: Reader) -> None:
    """ "Recommended that" begins anew."""
    found = read(
        "The Quay Office stated that the level remains high and recommended that no boat leave the "
        "harbour this week."
    )
    assert [q.content for q in found] == [
        "the level remains high",
        "no boat leave the harbour this week",
    ]


def test_an_answer_is_of_whom_the_heading_names(read: Reader) -> None:
    """Labels in full, turns behind dashes further on, and a heading that names who answers."""
    found = read(
        "Edda Holm, keeper of Porto Holmia: “We do not drink oil”\n\n"
        "By Leonor Ahl\n\n"
        "The keeper receives us with the window open.\n\n"
        "Question. Is the pier going to open?\n\n"
        "Answer. No. Not while I am here.\n\n"
        "Q. The company says the contrary.\n\n"
        "A. The company says many things. Look at this jar.\n\n"
        "Related: The river that turned green\n\n"
        "Porto Holmia is small. Nobody there has forgotten the last winter.\n\n"
        "There is one street in it.\n\n"
        "The church is shut.\n\n"
        "—Will you stand again?\n\n"
        "—If my daughter lets me."
    )
    said = {q.content: q.speaker for q in found}
    assert said["Is the pier going to open?"] == "Leonor Ahl"
    assert said["No. Not while I am here."] == "Edda Holm"
    assert said["The company says many things. Look at this jar."] == "Edda Holm"
    assert said["If my daughter lets me."] == "Edda Holm"


def test_a_long_cue_between_dashes(read: Reader) -> None:
    """A verb of saying begins it, and who speaks may take up many words."""
    found = read(
        "The pipes are cold.\n\n— We sleep in hats, the boy is ill, — tells a resident of the "
        "house on Quay Street, who asked not to name her. — They call us and say: wait."
    )
    who = "a resident of the house on Quay Street"
    assert [(q.content, q.speaker) for q in found] == [
        ("We sleep in hats, the boy is ill,", who),
        ("They call us and say: wait.", who),
    ]


def test_a_bracket_that_does_not_close_is_no_part_of_a_speaker(read: Reader) -> None:
    """ "Edda Holm (“Our Town”) believes"."""
    (found,) = read("The deputy of the council Edda Holm («Our Town») said that both are hiding.")
    assert found.speaker.endswith("Edda Holm") or found.speaker.endswith(")")


@pytest.mark.parametrize("who", ["the head of the quay", "who heads the quay"])
def test_who_says_it_may_be_described_before_the_verb(read: Reader, who: str) -> None:
    """Between commas, by an office or by a clause of their own."""
    content = "The crane had been broken for nine days"
    found = read(f"{content}, Leontyn Aborra, {who}, told the congress in Ulm.\n\nIt rained.")
    assert [(q.content, q.speaker.partition(",")[0]) for q in found] == [
        (content, "Leontyn Aborra")
    ]


@pytest.mark.parametrize("verb", ["found", "showed", "concluded"])
def test_a_finding_is_told_behind_its_end(read: Reader, verb: str) -> None:
    """Of a document alone: what a person found may be a loss."""
    (told,) = read(f"Six in ten would give up the car for a free bus, the poll {verb}.")
    assert (told.content, told.speaker) == (
        "Six in ten would give up the car for a free bus",
        "the poll",
    )
    assert not read("The old roof had gone by noon, Vera Lind found.")
