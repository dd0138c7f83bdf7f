"""What every writer takes and gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.analysis.types import Published
from onrecord.store.notebook.overlay import Quoted


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quotation with the facts of its article; ``content`` is the text of its span."""

    quotation: Quoted
    content: str
    title: str
    source: str
    url: str
    published: Published
    cue: str = ""  # the words that introduce it, as written


class Writer(Protocol):
    """A format that quotations go out in."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of its files' names, the usual one first."""
        ...

    def write(self, evidence: Sequence[Evidence], title: str) -> str:
        """Return the document, article by article in the order they come in."""
        ...
