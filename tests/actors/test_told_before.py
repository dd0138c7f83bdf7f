"""Whom the sentence before tells of: pronouns and words that say little of somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., Any]


def test_a_pronoun_after_words_goes_on_with_the_subject(read: Reader) -> None:
    """She who was told of just before speaks, not who spoke more often."""
    found = read(
        "Nora Feld runs the ferry. “It leaks,” Nora Feld said. “It rusts,” Feld said. Asked about "
        "the bill, Maria Brodin sighed. “We paid,” she said.",
        ("“It leaks,”", "Nora Feld"),
        ("“It rusts,”", "Feld"),
        ("“We paid,”", "she"),
    )
    assert found.speaker(2).name == "Maria Brodin"


@pytest.mark.parametrize(
    ("before", "answer"),
    [
        ("“Where is it?” Edgar Holm asked Mats Lunde.", "he said"),
        ("Edgar Holm asked Mats Lunde where it was.", "he said"),
        ("“We need the lamps,” Edgar Holm told Mats Lunde.", "he replied"),
    ],
)
def test_who_is_asked_answers(read: Reader, before: str, answer: str) -> None:
    """Not who asks, though he is the subject; who is told something replies to it."""
    found = read(
        f"{before} “In the tower,” {answer}.",
        ("“In the tower,”", "he"),
    )
    assert found.speaker().name == "Mats Lunde"


def test_who_is_asked_to_do_something_need_not_answer(read: Reader) -> None:
    """Whoever asks goes on."""
    found = read(
        "Edgar Holm asked Mats Lunde to leave. “It is late,” he said.", ("“It is late,”", "he")
    )
    assert found.speaker().name == "Edgar Holm"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "Edgar Holm waited outside. Mats Lunde, 43, found the ring. Holm was pleased. The "
            "43-year-old said he would sell it.",
            "The 43-year-old",
            "Mats Lunde",
        ),
        (
            "Edgar Holm waited outside. Maria Lunde found the ring in a hedge. The 57-year-old "
            "gardener said he would sell it.",
            "The 57-year-old gardener",
            "Maria Lunde",
        ),
        (
            "Edgar Holm waited outside. Maria Lunde found the ring in a hedge. The mother-of-two "
            "said he would sell it.",
            "The mother-of-two",
            "Maria Lunde",
        ),
        (
            "Edgar Holm, a Danish sailor, waited. Maria Lunde found the ring. The Dane said he "
            "would sell it.",
            "The Dane",
            "Edgar Holm",
        ),
        (
            "Edgar Holm waited. Maria Lunde, the captain, thought so too. The Norwegian said he "
            "would sell it.",
            "The Norwegian",
            "Maria Lunde",
        ),
    ],
)
def test_words_that_say_little_mean_who_was_told_of(
    read: Reader, text: str, words: str, name: str
) -> None:
    """An age, children, a people: whose they are by the article, else the subject before."""
    assert read(text, ("he would sell it", words)).speaker(0).name == name


def test_an_age_of_somebody_else_is_not_the_subjects(read: Reader) -> None:
    """Who is of another age is not meant."""
    found = read(
        "Mats Lunde, 43, found the ring. The 57-year-old said he would sell it.",
        ("he would sell it", "The 57-year-old"),
    )
    assert found.speaker(0).name != "Mats Lunde"


def test_it_goes_on_from_who_spoke(read: Reader) -> None:
    """ "It" is the body that was the subject before, not one that stands nearer."""
    found = read(
        "The Weavers' Union wrote to the House. The Weavers' Union said that it was late. It said "
        "that the mill was cold.",
        ("it was late", "The Weavers' Union"),
        ("the mill was cold", "It"),
    )
    assert found.speaker(1) == found.speaker(0)


@pytest.mark.parametrize(
    ("relation", "gender"), [("husband", "m"), ("wife", "f"), ("nephew", "m"), ("daughter", "f")]
)
def test_kin_tells_the_gender(read: Reader, relation: str, gender: str) -> None:
    """Whoever is somebody's wife is a woman, whatever the pronouns around."""
    text = f"Edgar Holm owns it. His {relation}, Aud, said he and she were late. She saw him."
    (person,) = [each for each in read(text).actors if each.name == "Aud"]
    assert person.gender == gender


def test_his_wife_is_not_he(read: Reader) -> None:
    """A relative is not whose relative it is."""
    found = read(
        "Edgar Holm lost the house. “It was a fine house,” his wife said.",
        ("“It was a fine house,”", "his wife"),
    )
    assert found.speaker(0).name != "Edgar Holm"


def test_a_role_that_somebody_unknown_has_is_nobody_named(read: Reader) -> None:
    """ "The hospice's manager" is not whoever was named last."""
    found = read(
        "Edna Farr, 92, jumped. Her teacher, Jonas Veit, laughed. The hospice's manager said the "
        "sum would last.",
        ("the sum would last", "The hospice's manager"),
    )
    assert found.speaker(0).name == "The hospice's manager"


def test_who_adds_has_spoken_before(read: Reader) -> None:
    """“..., the captain of the Sturgeon added” goes on with what the one named before says."""
    found = read(
        "The news reached Edgar Holm on the quay. He said he would believe it soon. “And I shall "
        "mend it,” the captain of the Sturgeon added.",
        ("he would believe it soon", "He"),
        ("“And I shall mend it,”", "the captain of the Sturgeon"),
    )
    assert found.speaker(1).name == "Edgar Holm"


@pytest.mark.parametrize(
    ("words", "kind"), [("The Harbour Guild", "organisation"), ("The authors", "group")]
)
def test_a_body_and_several_people_are_no_person(read: Reader, words: str, kind: str) -> None:
    """A guild and authors are not the one who was named before."""
    found = read(
        f"Edgar Holm of Ulmen came. Holm sat down. {words} said that it was late.",
        ("it was late", words),
    )
    assert found.speaker(0).kind == kind


def test_a_sentence_that_the_parse_runs_on_is_one_before(read: Reader) -> None:
    """A stop after a short word ends a sentence too."""
    found = read(
        "Selma Holm sat down. Director Peter Lunde told the Ulmen Post losses would come to £9m. "
        "“It was dear,” the Norwegian said.",
        ("“It was dear,”", "the Norwegian"),
    )
    assert found.speaker(0).name == "Peter Lunde"


def test_one_person_is_not_several(read: Reader) -> None:
    """ "The official" is one of those that were named, not all of somebody's friends."""
    found = read(
        "Her friends in the harbour committee said that it was late. Eleven boats sank, committee "
        "head Peter Lunde told them. “They were old,” the official said.",
        ("it was late", "Her friends in the harbour committee"),
        ("“They were old,”", "the official"),
    )
    assert found.speaker(1) != found.speaker(0)


def test_a_surname_of_two_means_who_was_told_of(read: Reader) -> None:
    """Of two who bear one surname it is the subject of the sentence before, by whatever words."""
    found = read(
        "The minister of fishing is Edgar Lunde. Nora Lunde, the chairwoman of the union, is his "
        "wife. The minister spoke first. The chairwoman contradicted him on the radio. “He counts "
        "badly,” Lunde said.",
        ("“He counts badly,”", "Lunde"),
    )
    assert found.speaker().name == "Nora Lunde"


def test_a_pronoun_where_nobody_knows_the_gender(read: Reader) -> None:
    """Whom the sentence tells of speaks; "remembered her" does not make a woman of him."""
    found = read(
        "Nora Feld climbed alone. Edgar Holm filmed it. Tseqan Oroyat, who cooked for the party, "
        "remembered her sitting in the snow. “She counted crows,” he told the magazine.",
        ("“She counted crows,”", "he"),
    )
    assert found.speaker().name == "Tseqan Oroyat"


@pytest.mark.parametrize(
    ("told", "words", "name"),
    [
        ("Coach Edgar Holm praised his goalkeeper, Mats Lunde.", "the goalkeeper", "Mats Lunde"),
        (
            "Coach Edgar Holm met his Norvian counterpart, Mats Lunde.",
            "the Norvian leader",
            "Mats Lunde",
        ),
        ("The minister of fishing is Mats Lunde.", "the minister of fishing", "Mats Lunde"),
        ("Mats Lunde sold the boat to Holm.", "The bearded Sicilian", "Mats Lunde"),
    ],
)
def test_words_that_describe_one_only(read: Reader, told: str, words: str, name: str) -> None:
    """A role is whose it was said to be; a people's word goes on from the sentence before."""
    found = read(
        f"Edgar Holm is here. {told} It rained. {told} “I swam,” {words} said.",
        ("“I swam,”", words),
    )
    assert found.speaker().name == name


def test_whoever_writes_is_nobody_of_the_article(read: Reader) -> None:
    """What "I" outside of marks says is no named person's."""
    found = read(
        "Nora Feld smiled at the window. I told her that the bill was late.",
        ("the bill was late", "I"),
    )
    assert found.speaker() is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Her publisher, Nora Feld of Brine House,", "Nora Feld"),
        ("the engineer who built it, Nora Feld", "Nora Feld"),
    ],
)
def test_a_name_beside_a_noun(read: Reader, words: str, name: str) -> None:
    """A name set off by a comma is whom a noun means, whatever stands between."""
    found = read(f"The dam is safe, according to {words}.", ("The dam is safe", words))
    assert found.speaker().name == name


def test_a_pronoun_goes_on_from_whoever_spoke_without_a_name(read: Reader) -> None:
    """The driver who spoke just before goes on, not somebody whose name fell earlier."""
    found = read(
        "Edgar Holm owns the quarry. One of the drivers said that the lamp was broken. “It never "
        "burnt,” he added. She laughed.",
        ("the lamp was broken", "One of the drivers"),
        ("“It never burnt,”", "he"),
    )
    assert found.speaker(1) is not None
    assert found.speaker(1) == found.speaker(0)


def test_a_pronoun_of_another_gender_does_not_go_on(read: Reader) -> None:
    """He is not she who spoke before."""
    found = read(
        "Nora Feld met Edgar Holm at the gate. She said that the roof leaked. He said that he had "
        "heard it before.",
        ("the roof leaked", "She"),
        ("he had heard it before", "He"),
    )
    assert found.speaker(1).name == "Edgar Holm"


def test_words_of_whoever_was_told_of(read: Reader) -> None:
    """Words without a speaker that speak of themselves are not the last speaker's, where the
    sentence before tells of somebody else."""
    found = read(
        "“It was safe,” Nora Feld said.\n\nEdgar Holm had rung his brother before the slide."
        "\n\n“I told him to run.”",
        ("“It was safe,”", "Nora Feld"),
        ("“I told him to run.”", None),
    )
    assert found.speaker(1).name == "Edgar Holm"
    found = read(
        "“It was safe,” Nora Feld said.\n\nThe rain had begun at noon.\n\n“I told him to run.”",
        ("“It was safe,”", "Nora Feld"),
        ("“I told him to run.”", None),
    )
    assert found.speaker(1).name == "Nora Feld"


@pytest.mark.parametrize("sister", ["Nora Lunde", "Nora Lunde-Feld"])
def test_a_full_name_is_nobody_elses(read: Reader, sister: str) -> None:
    """Who is named in full speaks, though the sentence before tells of a namesake."""
    found = read(
        f"Ulf Lunde beat his cousin, {sister}. She said that it was close. She laughed. “Dinner "
        "will be long,” said Ulf Lunde.",
        ("it was close", "She"),
        ("“Dinner will be long,”", "Ulf Lunde"),
    )
    assert found.speaker(1).name == "Ulf Lunde"


def test_a_pronoun_after_according_to(read: Reader) -> None:
    """He goes on from who says the sentence before, by a name that no list knows."""
    found = read(
        "Nora Feld came at noon. Six lamps burst, according to the provincial governor, Tseqan "
        "Oroyat-Ubu. Four were missing, he said.",
        ("Six lamps burst", "the provincial governor, Tseqan Oroyat-Ubu"),
        ("Four were missing", "he"),
    )
    assert found.speaker(0).name == "Tseqan Oroyat-Ubu"
    assert found.speaker(1) == found.speaker(0)


def test_a_body_goes_on_from_the_sentence_before(read: Reader) -> None:
    """The airline is whom the sentence before has as its subject."""
    found = read(
        "Brine Air cancelled its flights after Harbour Rail had struck. The airline said that it "
        "was sorry.",
        ("it was sorry", "The airline"),
    )
    assert found.speaker().name == "Brine Air"


def test_a_monarch_is_meant_by_the_title(read: Reader) -> None:
    """The Queen is no name beside the Queen's own; a day before a name is no part of it."""
    found = read(
        "Queen Isaura opened the bridge. The Queen, 71, was late. “You waited,” the Queen told the "
        "crew. On Sunday Nora Feld wrote that it was fun.",
        ("“You waited,”", "the Queen"),
    )
    assert found.people() == ["Isaura", "Nora Feld"]
    assert found.speaker().name == "Isaura"


def test_it_is_a_body_without_a_name_that_was_told_of(read: Reader) -> None:
    """ "The union rejected the offer. It said ..." is the union."""
    text = "The union rejected the offer. “It is an insult,” it said. Ana Brodin left."
    assert read(text, ("“It is an insult,”", "it")).speaker().name.lower() == "the union"


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ("Her friends", "the rain was warm"),
        ("The harbour guild", "the rain was warm"),
        ("The report", "the rain was warm"),
    ],
)
def test_he_and_she_go_on_from_nobody_who_is_no_person(
    read: Reader, others: str, words: str
) -> None:
    """Friends, a guild and a report are no "she", though they have just spoken."""
    found = read(
        f"“It rained,” said Maria Lunde. {others} said that {words}. “I sleep here now,” she said.",
        ("“It rained,”", "Maria Lunde"),
        (words, others),
        ("“I sleep here now,”", "she"),
    )
    assert found.speaker(2).name == "Maria Lunde"


def test_the_former_and_the_latter(read: Reader) -> None:
    """Of the last sentence that names two."""
    found = read(
        "Olena Holm met Petru Lunde at the lock. It was cold. “It is a start,” the former said. "
        "“It is late,” the latter said.",
        ("“It is a start,”", "the former"),
        ("“It is late,”", "the latter"),
    )
    assert [found.speaker(number).name for number in (0, 1)] == ["Olena Holm", "Petru Lunde"]


def test_it_is_a_body_of_some_kind_that_was_told_of(read: Reader) -> None:
    """ "The accident board" has no name either, and is who "it" is."""
    found = read(
        "The accident board published its report on Tuesday. It says the wing was old.",
        ("the wing was old", "It"),
    )
    assert found.speaker().name == "accident board"
