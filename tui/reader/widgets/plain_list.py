"""A list of ready-made lines, each standing for something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from onrecord.tui.session.literal import Part

from .list_view import ListView

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListRow(Generic[T]):
    """A row: what it stands for, and the parts it is drawn with."""

    value: T
    parts: tuple[Part, ...]


class PlainList(ListView[ListRow[T]], Generic[T]):
    """A list of :class:`ListRow`, the value of the one under the cursor at hand."""

    @property
    def value(self) -> T | None:
        """What the row under the cursor stands for."""
        return self.row.value if self.row else None

    def key_of(self, row: ListRow[T]) -> object:
        return row.value

    def row_lines(self, index: int, width: int) -> list[list[Part]]:
        return [list(self.rows[index].parts)]
