"""What a key can go to directly: places on the screen, and the letters that stand for them.

The idea and the letters are Vimium's (https://vimium.github.io): no hint begins with another, so
that the last letter of one is enough, and no hints for that many places are shorter.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol, runtime_checkable

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
from textual.strip import Strip

LETTERS = "asdfjklgh"
"""The letters of the home row, those under the resting fingers first."""


class Target(NamedTuple):
    """A place that can be gone to: its cell, from the top left of its widget, and how."""

    at: Offset
    go: Callable[[], object]


@runtime_checkable
class Aimable(Protocol):
    """A widget that tells what on it can be gone to."""

    def targets(self) -> Iterable[Target]:
        """Yield what is in sight, from the top down."""
        ...


def letters(count: int) -> list[str]:
    """Return ``count`` hints, the shortest first, none of which another one begins with."""
    hints = deque([""])
    while len(hints) < count or hints[0] == "":
        first = hints.popleft()
        hints.extend(first + letter for letter in LETTERS)
    return list(hints)[:count]


class Hint(NamedTuple):
    """Letters on the screen, and what typing them does."""

    letters: str
    at: Offset
    go: Callable[[], object]


def hints(targets: Iterable[Target]) -> list[Hint]:
    """Give targets their letters; those that stand in the same cells step to the right."""
    found = list(targets)
    names = letters(len(found))
    taken: set[Offset] = set()
    given = []
    for name, target in zip(names, found, strict=True):
        at = target.at
        while taken.intersection(_cells(at, name)):
            at = Offset(at.x + 1, at.y)
        taken.update(_cells(at, name))
        given.append(Hint(name, at, target.go))
    return given


def _cells(at: Offset, name: str) -> Iterator[Offset]:
    return (Offset(at.x + x, at.y) for x in range(len(name)))


def laid_over(strip: Strip, hints: Iterable[Hint], typed: str, style: Style) -> Strip:
    """Return a line with the hints on it that begin with what was typed; nothing moves."""
    for hint in hints:
        if hint.letters.startswith(typed):
            start, end = hint.at.x, hint.at.x + len(hint.letters)
            shown = Strip(
                [
                    Segment(typed, style + Style(dim=True)),
                    Segment(hint.letters[len(typed) :], style + Style(bold=True)),
                ]
            )
            before, after = strip.crop(0, start), strip.crop(end, strip.cell_length)
            strip = Strip.join([before, shown, after])
    return strip
