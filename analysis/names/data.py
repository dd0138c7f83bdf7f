"""The data files beside the package, each read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def lines(name: str) -> list[str]:
    """Return the lines of a data file without its comments and empty lines."""
    text = files("onrecord.analysis").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _groups() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    group: set[str] = set()
    for line in lines("words.txt"):
        if line.startswith("["):
            group = table.setdefault(line.strip("[]"), set())
        else:
            group.update(line.split())
    return {name: frozenset(found) for name, found in table.items()}


def words(group: str) -> frozenset[str]:
    """Return a group of ``words.txt``.

    Raises:
        KeyError: there is no group of that name.
    """
    return _groups()[group]
