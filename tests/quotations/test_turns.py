"""Two people who talk with each other: who has which turn, where no verb of saying tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], list[Any]]

ASKED = "“Where did you find it?” Councillor Olga Stern asked the diver, Aldo Brenn."


def spoken(found: list[Any]) -> list[str]:
    """Return the last word of each speaker, in order."""
    return [str(one.speaker).split()[-1] for one in found]


def test_turns_beside_each_other_in_a_paragraph(read: Reader) -> None:
    """Nobody closes a mark to open the next one himself."""
    found = read(f"{ASKED} “In the silt,” Brenn said. “And the rest?” “Gone with the tide.”")
    assert spoken(found) == ["Stern", "Brenn", "Stern", "Brenn"]


def test_short_turns_in_paragraphs_of_their_own(read: Reader) -> None:
    """After a named person was answered by another, they go on by turns."""
    found = read(
        f"{ASKED}\n\n“In the silt,” Brenn said.\n\n“You never told the board.”\n\n"
        "“The board never asked.”\n\nThe hearing goes on in May."
    )
    assert spoken(found) == ["Stern", "Brenn", "Stern", "Brenn"]


def test_what_one_tells_the_other_is_answered(read: Reader) -> None:
    """Without any question."""
    found = read(
        "“You have had nine weeks,” Olga Stern told the builder, Aldo Brenn.\n\n"
        "“You have had three plans,” Brenn said.\n\n“Three sketches.”\n\n“Then draw one.”"
    )
    assert spoken(found) == ["Stern", "Brenn", "Stern", "Brenn"]


def test_who_does_something_before_the_answer_gives_it(read: Reader) -> None:
    """The other one asked."""
    found = read(
        "“Will it float?” Olga Stern asked.\n\nAldo Brenn ran his hand along the keel. "
        "“By Friday, if you keep it dry.”"
    )
    assert spoken(found) == ["Stern", "Brenn"]


@pytest.mark.parametrize(
    "more",
    [
        "“I have carried stones for that harbour for the whole of my life, and so has my father, "
        "and now they want to pull it down.”",
        "The crane stood still. “We lost a week.”",
    ],
    ids=["a long statement", "another paragraph"],
)
def test_a_statement_goes_on(read: Reader, more: str) -> None:
    """What is long, or follows something told, is of who spoke last."""
    found = read(
        f"{ASKED}\n\n“In the silt,” Brenn said. “It was not deep.”\n\n{more}\n\n"
        "Brenn has dived for nine years."
    )
    assert spoken(found)[3:] != ["Stern"]
