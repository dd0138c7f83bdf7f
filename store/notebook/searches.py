"""The person's saved searches, by name."""

from __future__ import annotations

from collections.abc import Iterable

from .base import Part, clean
from .work_log import Change, now


class Searches(Part):
    """Queries under names; a name stands for one query."""

    def all(self) -> dict[str, str]:
        """Return the saved searches by name."""
        return {name: row["query"] for name, row in sorted(self._undo_log.rows("searches").items())}

    def save(self, name: str, query: str) -> str:
        """Save a search under a name, in place of what was there.

        Raises:
            ValueError: the name or the query is empty.
        """
        name, query = clean(name).strip(), clean(query)
        if not (name and query.strip()):
            raise ValueError("a search needs a name and something to look for")
        return self._set("searches", name, {"query": query}, f"Saved search: {name}")

    def forget(self, name: str) -> str:
        """Forget a saved search."""
        return self._set("searches", name, None, f"Forgotten search: {name}")

    def seen(self, query: str) -> set[str] | None:
        """Return the marks of what a search had found when it was last looked at, or None."""
        row = self._undo_log.rows("looked").get(query)
        return set(row["seen"]) if row else None

    def looked(self, query: str, marks: Iterable[str]) -> None:
        """Remember what a search has found by now; no step to undo, nothing when read-only."""
        if not self._undo_log.read_only:
            self._undo_log.set_quietly("looked", query, {"at": now(), "seen": sorted(marks)})

    def rename(self, name: str, to: str) -> str:
        """Give a saved search another name, in one action.

        Raises:
            ValueError: there is no such search, the new name is empty, or another search has it.
        """
        to, row = clean(to).strip(), self._undo_log.get("searches", name)
        if row is None:
            raise ValueError(f"there is no search called {name}")
        if not to:
            raise ValueError("a search needs a name")
        if to != name and self._undo_log.get("searches", to):
            raise ValueError(f"another search is called {to}")
        changes: list[Change] = [("searches", name, None), ("searches", to, row)]
        label = f"Search {name} is called {to}"
        self._undo_log.commit(label, changes if to != name else [])
        return label
