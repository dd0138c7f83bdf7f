"""Quotations that the layout sets apart: conversations, signatures, paragraphs of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], list[Any]]


def test_an_interview_is_a_quotation_a_paragraph(read: Reader) -> None:
    """Questions and answers are direct speech; what goes on without a label is the answer's."""
    text = (
        "The Osthaven Post met the mayor at the harbour.\n\n"
        "Q: Why did you close the bridge?\n\n"
        "A: We had no choice. The pillars were rotten.\n\n"
        "Nobody wanted to wait for the next storm.\n\n"
        "Q: When will it open again?\n\n"
        "A: In spring, if the money comes.\n\n"
        "The interview was held on Monday."
    )
    found = read(text)
    assert [q.content for q in found] == [
        "Why did you close the bridge?",
        "We had no choice. The pillars were rotten.",
        "Nobody wanted to wait for the next storm.",
        "When will it open again?",
        "In spring, if the money comes.",
    ]
    assert {q.kind for q in found} == {"direct"}
    assert {q.speaker for q in found} == {None}


def test_an_interview_names_who_asks_and_who_answers(read: Reader) -> None:
    """Q and A are whom the beginning names: a byline asks, the other one answers."""
    found = read(
        "Five minutes with the keeper of the light\n\n"
        "By Nina Ahlers\n\n"
        "Tomas Brandl, 67, hands over the keys of the tower this week.\n\n"
        "Q: You never wanted to live ashore?\n\n"
        "A: I tried it. Eight months in Osthaven, in a flat.\n\n"
        "Q. What did your father teach you?\n\n"
        "A. To write everything down.\n\n"
        "Brandl shows me the books."
    )
    assert [q.speaker for q in found] == ["Nina Ahlers", "Tomas Brandl"] * 2


def test_turns_behind_dashes_ask_and_answer(read: Reader) -> None:
    """Without labels those that ask take turns with those that answer, narration between them."""
    found = read(
        "The lake that became a road: a conversation with Dr. Vera Lind, who studies marshes\n\n"
        "– The dust has closed the schools. Where does it come from?\n\n"
        "– From under our own feet. I collected samples there in a boat.\n\n"
        "– But the ministry says that most of it is foreign.\n\n"
        "– I read it. I would like to see its passport.\n\n"
        "Lind laughs and takes out a map.\n\n"
        "– What should be done?\n\n"
        "– Close the wells. There are forty thousand of them."
    )
    speakers = {q.content[:9]: q.speaker for q in found}
    assert (
        speakers["From unde"] == speakers["I read it"] == speakers["Close the"] == "Dr. Vera Lind"
    )
    assert speakers["The dust "] is None and speakers["What shou"] is None


def test_a_clause_with_a_colon_leads_to_the_words(read: Reader) -> None:
    """Who acts before the colon speaks, though no verb of saying stands there."""
    found = read(
        "“I know nothing,” said Karl Brodin, the manager.\n\n"
        "Then the mother of one of the dead, Vera Lind, took the floor: “My son wrote his name on "
        "the wall. They showed it to me.”\n\n"
        "“I do not want money. I want the truth.”"
    )
    assert found[1].speaker == "Vera Lind"
    assert found[2].speaker in (None, "Vera Lind")  # it floats, and goes on from the one before


def test_a_headline_repeats_its_speaker(read: Reader) -> None:
    """Words in a headline are whose they are in the text below."""
    found = read(
        "Tears in the hall: “My son wrote his name on the wall”\n\n"
        "The trial of the managers of the mine began in Osthaven on Monday.\n\n"
        "“My son wrote his name on the wall with coal,” said Vera Lind, who came with her sister."
    )
    assert "Vera Lind" in (found[0].speaker or "")


def test_a_transcript_gives_each_turn_to_its_label(read: Reader) -> None:
    """Names before colons that come back are the speakers; asides in brackets are nobody's."""
    found = read(
        "Mayor Ada Korvin met Jan Varga on the evening show.\n\n"
        '"VARGA: Will you sign the paper?\n\n'
        '"KORVIN: I will not.\n\n'
        '"(CROSSTALK.)\n\n'
        '"VARGA: Then there is no treaty."\n\n'
        "The show ended at ten."
    )
    assert [(q.speaker, q.content.strip('"')) for q in found] == [
        ("VARGA", "Will you sign the paper?"),
        ("KORVIN", "I will not."),
        ("VARGA", "Then there is no treaty."),
    ]


def test_one_line_with_a_colon_is_no_conversation(read: Reader) -> None:
    """A list of headings is nobody's speech."""
    assert read("Fares: two crowns a day\n\nTimes: from six to nine\n\nThe ferry is red.") == []


def test_the_name_behind_a_dash_signs(read: Reader) -> None:
    """Letters go to the name after their dash, not to the one that signs the letter before."""
    found = read(
        "“The talks have failed.” — Ada Korvin, mayor of Osthaven\n\n"
        "“We all want the bridge back before winter comes.”\n"
        "― Jan Varga\n\n"
        "“Nobody asked the ferrymen, and nobody ever will.” – Ilse Brandl"
    )
    assert [(q.content.strip("“”"), q.speaker) for q in found] == [
        ("The talks have failed.", "Ada Korvin, mayor of Osthaven"),
        ("We all want the bridge back before winter comes.", "Jan Varga"),
        ("Nobody asked the ferrymen, and nobody ever will.", "Ilse Brandl"),
    ]


def test_a_dash_that_goes_on_signs_nothing(read: Reader) -> None:
    """What follows a dash is a name only where it closes the paragraph and tells nothing."""
    found = read("“We will not sign,” Varga said — Korvin had left the room by then.")
    assert [q.speaker for q in found if q.kind == "direct"] == ["Varga"]


def test_a_paragraph_in_marks_is_a_quotation(read: Reader) -> None:
    """A sentence in marks that fills its paragraph is said by whoever spoke before it."""
    text = (
        "Jan Varga has run the ferry for thirty years.\n\n"
        "“The council never came down to the landing,” Varga said.\n\n"
        "“You can see that there is no money in it for them.”\n\n"
        "The council meets on Monday."
    )
    assert "“You can see that there is no money in it for them.”" in [q.content for q in read(text)]


def test_pointers_to_other_articles_say_nothing(read: Reader) -> None:
    """A line such as “READ MORE: ...” is furniture, whatever it quotes."""
    text = (
        "The ferry stopped on Monday.\n\n"
        "READ MORE: Varga says the ‘last boat’ has left\n\n"
        "It will not sail before the spring."
    )
    assert read(text) == []


def test_turns_behind_dashes(read: Reader) -> None:
    """An interview in dashes is a quotation a paragraph; the cue between dashes is cut out."""
    found = read(
        "The engineer Ada Korvin received us at the lock.\n\n"
        "– Why was the gate closed?\n\n"
        "– Because the pillars are rotten, – said Korvin. – Nobody wanted to look at them.\n\n"
        "–And the ferry?\n\n"
        "–It runs twice a day.\n\n"
        "The gate has been closed since May."
    )
    assert [(q.content, q.speaker) for q in found] == [
        ("Why was the gate closed?", None),
        ("Because the pillars are rotten,", "Korvin"),
        ("Nobody wanted to look at them.", "Korvin"),
        ("And the ferry?", None),
        ("It runs twice a day.", None),
    ]
    assert {q.kind for q in found} == {"direct"}


def test_a_list_with_dashes_is_nobodys_speech(read: Reader) -> None:
    """Points of a list are no turns of a conversation."""
    assert not read(
        "The council has three plans.\n\n- Close the bridge in May.\n\n- Paint the ferry red.\n\n"
        "- Sell the old lock."
    )


def test_a_cue_between_dashes_inside_marks_is_cut_out(read: Reader) -> None:
    """Marks that enclose the cue too leave what was said in two pieces."""
    found = read(
        "Tomas Varga sees it otherwise. “I raised my hand to ask for a word, - the mayor "
        "recalled, - and they counted it as a vote”."
    )
    assert [(q.content.strip("“”"), q.speaker) for q in found] == [
        ("I raised my hand to ask for a word,", "the mayor"),
        ("and they counted it as a vote", "the mayor"),
    ]


def test_a_post_belongs_to_the_name_below(read: Reader) -> None:
    """A post and the line that signs it: the words are the account's."""
    found = read(
        "People in the old town asked for help on Tuesday.\n\n"
        "Has anyone got a camping stove we can borrow??\n"
        "— Jan Varga (@janvarga71) November 22, 2022\n\n"
        "Hi Jan, please send us your address.\n"
        "— Osthaven Power (@ostpower) November 22, 2022"
    )
    assert [(q.content, q.speaker) for q in found] == [
        ("Has anyone got a camping stove we can borrow??", "Jan Varga"),
        ("Hi Jan, please send us your address.", "Osthaven Power"),
    ]


def test_a_transcript_of_names_that_stand_nowhere_else(read: Reader) -> None:
    """Labels are speakers where paragraphs are sentences and one asks what the next answers."""
    found = read(
        "The hearing went on until the evening.\n\n"
        "Presiding Judge: Did you open the gate that night?\n\n"
        "Verholt: I do not remember it.\n\n"
        "Presiding Judge: The book remembers. It says that you did.\n\n"
        "The hearing goes on in May."
    )
    assert [(q.speaker, q.content) for q in found] == [
        ("Presiding Judge", "Did you open the gate that night?"),
        ("Verholt", "I do not remember it."),
        ("Presiding Judge", "The book remembers. It says that you did."),
    ]


def test_what_is_called_something_is_not_said(read: Reader) -> None:
    """Of "called the strike “a concert”" the quotation is the words in marks."""
    found = read("Minister Ada Korvin called the strike of the ferrymen “a concert without music”.")
    assert [(q.kind, q.content, q.speaker) for q in found] == [
        ("mixed", "“a concert without music”", "Minister Ada Korvin")
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "“Is it shut?” asked Vera Lind. “Shut!” Jon Farrow snorted.",
            [("“Is it shut?”", "Vera Lind"), ("“Shut!”", "Jon Farrow")],
        ),
        (
            "“No interviews,” was all Vera Lind would offer. "
            "“Not today,” came the answer from Jon Farrow.",
            [("“No interviews,”", "Vera Lind"), ("“Not today,”", "Jon Farrow")],
        ),
        (
            "Vera Lind walked over to Jon Farrow. “The boat is sold.” Farrow shrugged.",
            [("“The boat is sold.”", "Vera Lind")],
        ),
        (
            "The guild printed an appeal by its master, Vera Lind:\n\n"
            "“Skippers, nobody has asked us.\n\n“We meet on Friday.\n\n“Bring your oars.”\n\n"
            "The port said nothing.",
            [
                ("“Skippers, nobody has asked us.", "Vera Lind"),
                ("“We meet on Friday.", "Vera Lind"),
                ("“Bring your oars.”", "Vera Lind"),
            ],
        ),
    ],
)
def test_what_is_around_a_quotation_tells_who_speaks(
    text: str, wanted: list[tuple[str, str]], read: Reader
) -> None:
    """Verbs of expression, nouns for the words, a deed before, a colon with a name."""
    found = read(text)
    assert [(q.content, q.speaker) for q in found] == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Is it safe?” Ada Korvin asked.", [("Is it safe?", "Ada Korvin")]),
        ('"Is it safe?" Korvin asked reporters on Monday.', [("Is it safe?", "Korvin")]),
        (
            "“Is it safe?” Ada Korvin asked. “Is it?”",
            [("Is it safe?", "Ada Korvin"), ("Is it?", "Ada Korvin")],
        ),
        ("Ada Korvin was blunt. “It is over.”", [("It is over.", "Ada Korvin")]),
        ("“Stop.” That was all Ada Korvin would say.", [("Stop.", "Ada Korvin")]),
    ],
)
def test_a_short_text_is_enough(read: Reader, text: str, said: list[tuple[str, str]]) -> None:
    """Sentences in marks with who said them are quotations without an article around them."""
    assert [(q.content.strip('“”"'), q.speaker) for q in read(text)] == said


@pytest.mark.parametrize("text", ["He lived in “The House.” It rained.", "It is “Gone Again.”"])
def test_a_title_at_the_end_of_a_sentence_is_nobodys(read: Reader, text: str) -> None:
    """Only what begins as a sentence is a sentence of somebody's."""
    assert read(text) == []


def test_who_is_named_after_a_role_speaks(read: Reader) -> None:
    """“According to the mayor, Ana Brodin, ...”: the name is no part of what was said."""
    (found,) = read(
        "According to the secretary of the union, Ada Korvin, this was done due to the growing "
        "hostility of the owners, as well as to the weather."
    )
    assert found.content.startswith("this was done")
    assert found.speaker == "the secretary of the union, Ada Korvin"


def test_a_heading_in_marks_is_of_who_says_it_below(read: Reader) -> None:
    """Not of who spoke last above it."""
    found = read(
        "“We shall wait,” Ada Korvin said on Monday.\n\n"
        "“You cannot dance alone”\n\n"
        "Jan Varga, the chair of the union, also spoke. Varga said that “you cannot dance alone, "
        "and we will not.”"
    )
    assert {q.speaker for q in found if "dance alone" in q.content} == {"Varga"}


def test_a_headline_is_no_turn_of_the_talk_below_it(read: Reader) -> None:
    """What is told between a headline with a name and the first label is nobody's speech."""
    found = read(
        "Lind: The Bridge Is Safe.\n\nOn Sunday the mayor was asked about the bridge.\n\n"
        "Transcript as follows:\n\nFARROW: Is the bridge safe?\n\nLIND: It is safe.\n\n"
        "FARROW: And the pier?\n\nLIND: The pier is shut."
    )
    assert [q.content for q in found if q.speaker in ("FARROW", "LIND")] == [
        "Is the bridge safe?",
        "It is safe.",
        "And the pier?",
        "The pier is shut.",
    ]
    assert not any("On Sunday" in q.content or "Transcript" in q.content for q in found)


def test_how_many_each_has_is_no_conversation(read: Reader) -> None:
    """Labels with numbers behind them are a count."""
    text = (
        "The count in the north.\n\nThese are the seats.\n\nVera Lind: 14.\n\nJon Farrow: 9.\n\n"
        "THE TOTAL.\n\nVera Lind: 140.\n\nJon Farrow: 99.\n\nLind needs 6 more to beat Farrow."
    )
    assert not any(q.kind == "direct" for q in read(text))


def test_a_letter_is_its_writers_and_not_of_who_printed_it(read: Reader) -> None:
    """Paragraphs in marks belong to the person named before the colon that leads to them."""
    found = read(
        "The union published a letter from its chair, Edda Holm:\n\n“Members, we have been promised"
        " nothing.\n\n“We shall vote on Monday.\n\n“Bring your cards.”\n\nThe firm did not answer."
    )
    assert [q.speaker for q in found] == ["Edda Holm"] * 3
