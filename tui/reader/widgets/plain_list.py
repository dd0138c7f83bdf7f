"""A list of ready-made lines, each standing for something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.tui.session.literal import Part

from ..themes import TextStyles
from .list_view import ListView

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListRow(Generic[T]):
    """A row: what it stands for, and the parts it is drawn with."""

    value: T
    parts: tuple[Part, ...]


class PlainList(ListView, Generic[T]):
    """A list of :class:`ListRow`, the value of the one under the cursor at hand."""

    def __init__(self, styles: TextStyles) -> None:
        super().__init__(styles)
        self.entries: Sequence[ListRow[T]] = ()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.entries)

    @property
    def value(self) -> T | None:
        """What the row under the cursor stands for."""
        return self.entries[self.cursor].value if self.entries else None

    def put(self, entries: Sequence[ListRow[T]]) -> None:
        """Show other rows."""
        self.entries = entries
        self.measure()
        self.go(self.cursor)

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        """Draw a row."""
        return [list(self.entries[index].parts)]
