"""Speech without marks, in the paragraphs that a colon leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], list[Any]]


def spoken(read: Reader, text: str) -> list[tuple[str, str | None]]:
    """Return the direct quotations of a text that stand without marks, and their speakers."""
    return [
        (q.content, q.speaker) for q in read(text) if q.kind == "direct" and q.content[0] != "“"
    ]


LED = {
    "a verb of saying, until the speaker is told of again": (
        "Greta Holm, who was on deck with her sons, answered by email. She wrote:",
        "She",
        ["I heard the hull before I felt it.", "My boys were asleep. I took one under each arm."],
        "Holm has not set foot on a boat since.",
    ),
    "a body": (
        "In a statement, the ministry said:",
        "the ministry",
        [
            "We understand how much Ostmark depends on this bridge.",
            "We will reopen one lane as soon as the northern pier is safe.",
        ],
        "The bridge was built in 1962 and carries 14,000 cars a day.",
    ),
    "to whom it is said, and a paragraph in between that tells of others": (
        "Mr Oskar Lund told the court:",
        "Mr Oskar Lund",
        [
            "I shouted for him to stop the wheel.",
            "The beam came down.",
            "I have not been able to lift my arm since.",
        ],
        "Verrin denies causing harm. The trial goes on.",
    ),
    "all of a statement, until it is over": (
        "Arvid Dahl has left Norrby United.\nHis full statement:",
        "His",
        [
            "It is with a heavy heart that I leave this club today.",
            "The stand had no roof then.",
            "The pitch was under water.",
            "Nobody believed in it.",
        ],
        "ENDS",
    ),
    "a letter with whom it addresses": (
        "Here is the full text of the curators' letter:",
        "the curators",
        [
            "Dear Mayor Brandl,",
            "We write to you as people who have spent their lives with these works.",
            "A museum is not a bank.",
            "We ask you to withdraw the plan.",
        ],
        "The mayor's office declined to comment.",
    ),
    "a document": (
        "The lifeguard's statement was read to the inquest. It said:",
        "It",
        ["I saw the child go under near the buoy.", "When I reached her she was not breathing."],
        "The coroner, Edda Stern, thanked him.",
    ),
    "whom a message is from": (
        "A message from the head teacher, Paul Venn, to parents:",
        "the head teacher, Paul Venn",
        ["We have decided to keep the school closed. I know that this is hard."],
        "The school has 800 pupils.",
    ),
    "a verb of telling": (
        "Berta Klamm remembers the night the dam broke:",
        "Berta Klamm",
        ["I was hanging out the washing.", "The cows came past us, swimming."],
        "The dam was never rebuilt.",
    ),
    "a verb that shares its subject": (
        "Lorenz turned to the judge and said:",
        "Lorenz",
        ["I do not ask for mercy. I ask you to think of my mother."],
        "The judge sentenced him to nine years.",
    ),
    "a name that the parser takes for no subject": (
        "On his channel, the governor of the Tarn region, Igor Velin, wrote:",
        "the governor of the Tarn region, Igor Velin",
        ["Tonight our guns shot down four kites. I ask you to stay away from the windows."],
        "According to the governor, nobody was hurt.",
    ),
    "words without I right behind the verb": (
        "The blogger Tilde Marsh wrote:",
        "The blogger Tilde Marsh",
        ["The theatre has lost its nerve. Not one line was worth the rain."],
        "The theatre was built in 1911.",
    ),
    "who it is addressed to, behind a title": (
        "The head of the district, Oleg Tarin, addressed the residents:",
        "The head of the district, Oleg Tarin",
        ["Dear residents, tonight our district was shelled.", "We will restore the heat."],
        "Later it became known that two people had been hurt.",
    ),
    "what others publish": (
        "Police published a message that the man sent to his sister:",
        "the man",
        ["I am going up to the hut. Do not wait for me."],
        "He was found two days later.",
    ),
    "a verb that leads to it with a place": (
        "The club's captain, Leon Marsh, took to social media:",
        "The club's captain, Leon Marsh",
        ["To the fans: I know you are angry.", "We will put it right on Saturday."],
        "Rangers have four points.",
    ),
    "a speech that begins without I": (
        "This is her speech in full:",
        "her",
        ["Friends! What a night.", "Nobody gave us a chance.", "Tomorrow we go to work."],
        "ENDS",
    ),
    "a heading ends it": (
        "The charity Open Table said on Friday:",
        "The charity Open Table",
        ["We are sorry to tell you that our kitchens will close."],
        "What happens now\nThe vans will be given to a school.",
    ),
    "a credit ends it": (
        "Farmer Alva Quist explains why she stays:",
        "Farmer Alva Quist",
        ["I know each of my cows by her step.", "If we go, who will mow the meadows?"],
        "Photo: Lars Blom / Nordbild",
    ),
    "what is said about the speaker ends it": (
        "He told the meeting:",
        "He",
        ["My friends, I was born across the street from this house."],
        "Brekke said that he and I had never met.",
    ),
    "words in marks end it": (
        "Skipper Jan Torp told us:",
        "Skipper Jan Torp",
        ["I could not see the bow. I tied myself to the wheel."],
        "“He is the calmest man I know,” his brother Sven said.",
    ),
}


@pytest.mark.parametrize("kind", LED)
def test_paragraphs_behind_a_colon_are_said(read: Reader, kind: str) -> None:
    """Each paragraph is a quotation of whom the lead names, until the narration is back."""
    lead, speaker, said, after = LED[kind]
    top = "The harbour was closed on Monday after a storm.\n"
    found = spoken(read, "\n".join((top + lead, *said, after)))
    assert [content for content, _ in found] == said
    assert {who for _, who in found} == {speaker}


def test_what_begins_behind_the_colon_goes_on(read: Reader) -> None:
    """Words in the paragraph of the lead itself are the first of those that go on below it."""
    first = "I have never taken a crown from that firm."
    more = "I sent my diary to the auditor, and I asked him to print it."
    text = f"Council leader Vera Brodin replied: {first}\n{more}\nThe auditor was abroad."
    assert spoken(read, text) == [
        (first, "Council leader Vera Brodin"),
        (more, "Council leader Vera Brodin"),
    ]


def test_two_witnesses_speak_one_after_the_other(read: Reader) -> None:
    """A lead ends what the one before led to."""
    text = (
        "Elin Hagen said:\nI was in the third car. I remember a light.\n"
        "Then Mats Orre told the congregation:\nI let go of her hand.\nThe service was in Ulmen."
    )
    assert [who for _, who in spoken(read, text)] == ["Elin Hagen", "Mats Orre"]


NOT_LED = {
    "a list": "Police have given these details:\nThe fire broke out at 3 a.m.\nNobody was hurt.",
    "results": "Results from the fourth round:\nNorrby 2, Ulmen 1\nFalkenau 0, Ostmark 0",
    "a film": (
        "The minister spoke out against the plan on her channel:\n"
        "The video has been seen two million times. In it, she stands before an empty lake."
    ),
    "findings": "The report said that:\nThe dam had no licence.\nTwo gates could not be closed.",
    "the author's own story": (
        "I met Greta Holm at her table, where she told me her story:\n"
        "She was born in Ulmen. I ask her about her father and she shakes her head."
    ),
    "the author's own thought": (
        "There is one thing I know about bridges:\nI never trust one that hums."
    ),
    "the author, told before": (
        "I came at nine.\nThe doorman looked up. He said:\nNobody is here. I waited for an hour."
    ),
    "what happened": (
        "The witness described what happened next:\n"
        "The man in the red coat got up and opened the window. Then he climbed out."
    ),
    "a recipe": "The cook says this is what you need:\nFour eggs\nA cup of flour\nBeat the eggs.",
    "times": "The Latest on the storm (all times local):\n6:10 p.m.\nThe schools are shut.",
    "an appeal to readers": "We want to hear from you:\nSend us your pictures and tell us more.",
    "an imperative": "Read the full statement here:\nWe have 3,000 staff. It moved in 1990.",
    "points in other words": (
        "The minister made three points:\n"
        "First, she said that the port would stay open. Second, the dockers would be paid."
    ),
    "a debt": "Farrow said he had debts with two banks:\nUlmen Savings, 40,000 crowns.",
    "a plan": (
        "He told the meeting about his plans:\n"
        "He will sell the depot, buy twelve trams and lay tracks to the harbour."
    ),
    "an inscription": (
        "The sign at the gate says:\nBeware of the dog.\n"
        "There is no dog, the owner told our reporter."
    ),
    "advice": (
        "Experts explain how to save water:\nTurn off the tap while you brush your teeth. "
        "You can save 50 litres."
    ),
    "a poem": "The poet Ana Moll read from her book:\nI am the river, you are the stone.",
    "our reporter": (
        "Our correspondent in Ulmen sends this report:\n"
        "The square is empty tonight. I can hear the river from my room."
    ),
}


@pytest.mark.parametrize("kind", NOT_LED)
def test_other_colons_lead_to_nobodys_words(read: Reader, kind: str) -> None:
    """Facts, lists, narration and the author are not what somebody said."""
    top = "The harbour was closed on Monday after a storm.\n"
    assert spoken(read, top + NOT_LED[kind] + "\nThe club has 300 members.") == []
