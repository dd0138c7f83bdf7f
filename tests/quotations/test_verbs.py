"""Verbs of saying and of expression, and where the clauses that they lead end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], list[Any]]


def test_a_verb_of_saying_with_that_tells_of_a_quotation(read: Reader) -> None:
    """However odd the words are that follow."""
    found = read(
        "He added that the decision simply formalized de jure what has long been de facto."
    )
    assert [q.speaker for q in found] == ["He"]


def test_who_is_sure_speaks(read: Reader) -> None:
    """A verb of conviction after the marks tells who speaks; another adjective does not."""
    (found,) = read("“Without talks there is nothing,” Ada Korvin is sure.")
    assert (found.content, found.speaker) == ("“Without talks there is nothing,”", "Ada Korvin")
    assert read("“We lost,” Ada Korvin was sad.") == []


def test_a_reminder_to_the_reader_is_nobodys(read: Reader) -> None:
    """ "Recall that ..." is said by the article."""
    assert read("Recall that in March the court fined the company.") == []
    assert read("“We will recall it,” Ada Korvin said.") != []


@pytest.mark.parametrize("verb", ["underlined", "clarified", "specified", "reminded", "cautioned"])
def test_verbs_that_translations_use_are_verbs_of_saying(read: Reader, verb: str) -> None:
    """Rare in the articles that was learned from, they are read as those that are usual there."""
    (told,) = read(f"The minister, Ada Korvin, {verb} that the mill will open again in June.")
    assert (told.content, told.speaker) == (
        "the mill will open again in June",
        "The minister, Ada Korvin",
    )
    (said,) = read(f"The mill was shut in May. “It will open again”, {verb} Ada Korvin.")
    assert (said.content, said.speaker) == ("“It will open again”", "Ada Korvin")


def test_a_rare_verb_that_says_nothing_is_none(read: Reader) -> None:
    """ "She underlined the words" has neither a clause nor marks."""
    assert read("Ada Korvin underlined the words in red. She specified the size of the door.") == []


def test_a_comma_may_stand_after_the_mark(read: Reader) -> None:
    """„...“, grumbled N. „...“: the clause after the comma tells who says both."""
    found = read("„The bread was old“, grumbled Edda Holm. „Never again.“")
    assert [(q.content, q.speaker) for q in found] == [
        ("„The bread was old“", "Edda Holm"),
        ("„Never again.“", "Edda Holm"),
    ]


def test_a_verb_of_expression_takes_words_with_it(read: Reader) -> None:
    """ "Thundered N from the gallery", and a name set off by commas before the verb."""
    found = read(
        "“Who ate it?” wondered Edda Holm. “You did!” thundered Jon Aldous from the gallery. "
        "“Quiet,” the speaker, Vera Toth, interjected."
    )
    assert [q.speaker for q in found] == ["Edda Holm", "Jon Aldous", "the speaker, Vera Toth"]


def test_words_between_two_plain_sentences(read: Reader) -> None:
    """A sentence in marks after one about a person is said, also where plain ones follow."""
    [quotation] = read("Edda Holm handed Jon Aldous the key. “Lock it twice, please.” Aldous left.")
    assert quotation.content == "“Lock it twice, please.”"
    assert quotation.speaker == "Edda Holm"


def test_a_cue_between_dashes_before_a_stop(read: Reader) -> None:
    """“... — she told this paper —. ...”, as Spanish sets it, is two pieces."""
    found = read(
        "“If they sell it like this, we shall meet before the judge — she told this paper —. "
        "And there we won the last time”."
    )
    assert [q.content.strip("“” .") for q in found] == [
        "If they sell it like this, we shall meet before the judge",
        "And there we won the last time",
    ]
    assert {q.speaker for q in found} == {"she"}


def test_a_turn_with_an_inverted_cue(read: Reader) -> None:
    """ "- ..., - answered N": the verb may look like a participle."""
    [turn] = read("- By the night train, - answered Marat Aldous.")
    assert (turn.content, turn.speaker) == ("By the night train,", "Marat Aldous")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“It is a gift to the gulls” – this is how Holm commented on the plan.", "Holm"),
        ("“The pump runs, the valve does not”, so the engineer, Edda Holm.", "the engineer"),
        ("Edda Holm rose. In her words, “nobody has asked the gulls about it yet”.", "Edda Holm"),
        ("“We like the cold,” Fjordwire quoted Mayor Edda Holm as saying.", "Mayor Edda Holm"),
        ("“Where did it go?”, the widow of the smith, Edda Holm, asks the judge.", "Edda Holm"),
    ],
)
def test_other_ways_to_tell_who_speaks(read: Reader, text: str, speaker: str) -> None:
    """Formulas of agencies and of other languages stand for "said"."""
    [quotation] = read(text)
    assert quotation.kind == "direct"
    assert speaker in quotation.speaker


def test_a_speaker_does_not_swallow_the_words(read: Reader) -> None:
    """Where the parser takes words and speaker for one noun phrase, the words stay whole."""
    found = read(
        "Goalkeeper Jon Aldous (51) is not surprised. “She always sang with her eyes closed,” the "
        "Ulmener laughs. The choir itself does not comment."
    )
    assert [q.content for q in found] == ["“She always sang with her eyes closed,”"]
    assert "sang" not in str(found[0].speaker)


def test_so_that_tells_a_consequence_names_nobody(read: Reader) -> None:
    """ "So the engineer went home" is no "so the engineer"."""
    assert not any(q.cue == "," for q in read("“The pump runs,” so the engineer went home."))


@pytest.mark.parametrize("verb", ["raged", "crowed", "gloated", "bristled", "wept", "deadpanned"])
def test_a_verb_of_expression_tells_who_speaks_before_the_next(read: Reader, verb: str) -> None:
    """However rare it is, the verb behind the marks counts, not that of the next quotation."""
    found = read(f"“It is robbery,” {verb} Ada Korvin. “It is a tax,” joked Simon Brod.")
    assert [q.speaker for q in found] == ["Ada Korvin", "Simon Brod"]


def test_a_name_between_commas_stands_before_the_verb_of_expression(read: Reader) -> None:
    """ "The referee, Ada Korvin, muttered" is she, not who spoke before."""
    found = read(
        "“That was no penalty,” protested Marek Lind, pulling off his gloves. “Two,” chuckled "
        "Simon Brod. “It was none,” the referee, Ada Korvin, muttered on her way out."
    )
    assert found[-1].speaker == "the referee, Ada Korvin"


def test_who_says_it_right_behind_the_marks_is_the_speaker(read: Reader) -> None:
    """Not whose verb stands before them."""
    found = read(
        "Ada Brod and Olf Brod row. “They are fast,” Ada Brod said. “They are fish,” said Olf. "
        "“They are children,” said Ada.\n"
    )
    assert [q.speaker for q in found] == ["Ada Brod", "Olf", "Ada"]


def test_who_roars_is_not_who_was_told_of(read: Reader) -> None:
    """A verb of expression behind the marks counts for more than the sentence before them."""
    found = read("“We won!” yelled Simon Brod as the bell rang. “We won!” his team roared.")
    assert [q.speaker for q in found] == ["Simon Brod", "his team"]


def test_what_goes_on_beside_words_in_marks_is_not_said(read: Reader) -> None:
    """ "Told me, her voice breaking" has one content."""
    found = read("“They lied,” Ada Korvin told me, her voice breaking. “All of them,” she said.")
    assert [q.content for q in found] == ["“They lied,”", "“All of them,”"]


def test_a_deed_between_two_sentences_in_marks_parts_them_only(read: Reader) -> None:
    """What is said after it is said too."""
    found = read(
        "Sister Agnes Byrne poured the tea. “We had forty children here once.” She sat down. “Now "
        "we have none.”\n"
    )
    assert [q.content for q in found][1:] == ["“Now we have none.”"]
