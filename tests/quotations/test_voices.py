"""Paragraphs in the first person whose speakers are told once."""

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


def test_an_article_is_told_to_its_author(read: Reader) -> None:
    """The whole of it is whose words were written down."""
    said = [
        "I was nineteen when I first saw the ice.",
        "Nobody had told me that the ice sings.",
        "The dogs knew.",
        "I would do it again.",
    ]
    text = "How I crossed the ice\nBy Runa Falk, as told to Per Lind\n" + "\n".join(said)
    assert spoken(read, text) == [(content, "Runa Falk") for content in said]


def test_voices_begin_with_their_names(read: Reader) -> None:
    """Each paragraph is whose name, age and trade begin it."""
    said = {
        "Ana Brodin, 34, baker": "I would take it every day. My car is older than my mother.",
        "Tom Hale (51)": "We need a swimming pool.",
        "Rita Moos": "I have seen three plans and not one rail.",
    }
    text = "We asked three people in Ulmen what they think of the tram.\n" + "\n".join(
        f"{who}: {words}" for who, words in said.items()
    )
    names = ["Ana Brodin", "Tom Hale", "Rita Moos"]
    assert spoken(read, text) == list(zip(said.values(), names, strict=True))


def test_questions_part_the_answers_of_an_interview(read: Reader) -> None:
    """What is between questions to somebody is what whom the beginning names answers."""
    text = (
        "Vera Lind keeps the light at Skar. We spoke to her about solitude.\n"
        "You have lived here for years. Do you never get lonely?\nI get lonely in town.\n"
        "I have the gulls.\nWhat do you miss?\nBread. I miss warm bread.\n"
        "Will you stay?\nAs long as they let me."
    )
    assert spoken(read, text) == [
        ("You have lived here for years. Do you never get lonely?", None),
        ("I get lonely in town.", "Vera Lind"),
        ("I have the gulls.", "Vera Lind"),
        ("What do you miss?", None),
        ("Bread. I miss warm bread.", "Vera Lind"),
        ("Will you stay?", None),
        ("As long as they let me.", "Vera Lind"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Who wants what\nVera Lind: Wants trams. Says that we pay too much.\n"
        "Jon Farrow: Wants boats. His motto: we all float.",
        "Ana Brodin: The mayor with our reporter at the harbour.\n"
        "Tom Hale: The teacher at his school, which we visited in May.",
        "Ulmen, town hall: We open at nine.\nNorrby, library: Readings by our members.",
        "News in brief\nVera Lind: Port stays open\nThe minister said that it would stay open.\n"
        "Jon Farrow: Judge retires\nThe judge will retire in May, he said.",
    ],
)
def test_names_before_colons_need_not_speak(read: Reader, text: str) -> None:
    """Lists of what others want, captions and hours of opening are not in the first person."""
    assert spoken(read, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Questions about the new bins, and our answers\nDo I have to pay for the bin?\n"
        "No. We bring it to your door.\nWhat goes into it?\nLeaves and grass.\n"
        "Can I share it?\nYou can. We will write to you both.",
        "I spoke with a friend about the tram.\nDo you know what a tram costs?\n"
        "I did not know either.\nWhy should you and I pay?\nBecause we all breathe.\n"
        "And what will you tell your children?\nThat we tried, I hope.",
        "We spoke about rivers with our readers. How well do you know them?\n"
        "Which river runs through Ulmen?\nThe Aar does.\nHow deep is it?\nIt is four metres deep.\n"
        "Where does it end?\nIn the lake of Skar.",
    ],
)
def test_other_questions_are_no_interview(read: Reader, text: str) -> None:
    """Readers ask, the author asks himself, or nobody answers as "I"."""
    assert spoken(read, text) == []
