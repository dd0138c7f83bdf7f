"""What every format is: a line in the registry, and a writer that is imported when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from .records import Export, all_memos

HELD: Mapping[str, Callable[[Export], int]] = {
    "quotation": lambda export: len(export.evidence),
    "article": lambda export: len(export.articles),
    "actor": lambda export: len(export.actors),
    "link": lambda export: len(export.links),
    "tag": lambda export: len(export.tags),
    "memo": lambda export: len(all_memos(export)),
}
"""What formats are lists of, and how many there are."""


class Sparing(Protocol):
    """What knows which files are never to be written to: a library."""

    def spare(self, path: Path) -> None:
        """Raise :exc:`NotWritten` where a path is one of them."""


class Writer(Protocol):
    """What writes a format."""

    def __call__(self, export: Export) -> bytes:
        """Return the file."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format that evidence leaves in.

    ``endings`` are those of its files' names, the usual one first; an ending may have several
    parts (``.links.csv``), and the longest that fits decides.  ``module`` is the one in this
    package that holds the writer, ``function`` the writer's name.  ``texts`` and ``links`` tell
    that it needs the whole texts of the articles, and where else things were said; ``holds`` what
    it is a list of (:data:`HELD`).
    """

    name: str
    title: str
    endings: tuple[str, ...]
    module: str
    function: str = "write"
    texts: bool = False
    links: bool = False
    holds: str = "quotation"

    def count(self, export: Export) -> int:
        """Return how many things the file holds."""
        return HELD[self.holds](export)

    def write(self, export: Export) -> bytes:
        """Return the file's bytes."""
        module = import_module(f".{self.module}", __package__)
        return cast(Writer, getattr(module, self.function))(export)


EVERYTHING = Format("", "", (), "", texts=True, links=True)
"""What has a use for all there is: templates of one's own, folders of notes."""
