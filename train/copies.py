"""The copies of annotated articles that are learned from beside them, and those that measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from train import corruption, translation
from train.corruption import Row


@dataclass(frozen=True, slots=True)
class Copy:
    """An article or a copy of it, the number of the article, what kind of copy it is.

    Nothing is learned from one that is ``held`` back.
    """

    row: Row
    number: int
    kind: str = "clean"
    held: bool = False


def of(rows: Sequence[Row], measure: bool = False) -> Iterator[Copy]:
    """Yield the articles, then a copy of a third of them: corrupted, told in other words, or both.

    Args:
        rows: annotated articles.
        measure: whether copies of some others follow that are held back, in words that no other
            copy has and with the marks of translation.
    """
    for number, row in enumerate(rows):
        yield Copy(row, number)
    for number, row in enumerate(rows):
        if number % 3 == 0:
            told = row
            if number % 9:
                told = translation.retold(row, number, translation.LEARNED)
            yield (
                Copy(told, number, "retold")
                if number % 9 == 6
                else Copy(corruption.corrupt(told, number), number, "corrupted")
            )
    for number, row in enumerate(rows if measure else ()):
        if number % 12 == 5:
            told = translation.retold(row, number, translation.MEASURED)
            turned = corruption.corrupted(told, ["marks of translation"], number)
            yield Copy(turned, number, "translated", held=True)
