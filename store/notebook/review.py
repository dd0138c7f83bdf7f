"""Work on what no longer applies: that it is to stay as it is."""

from __future__ import annotations

from .base import Part


class Settled(Part):
    """The pieces of work that a person has looked at and keeps, each with why it was asked."""

    def settled(self) -> dict[str, str]:
        """Return the ids of what is kept as it is, with the reason that was given at the time."""
        return {key: str(row["why"]) for key, row in self._undo_log.rows("kept").items()}

    def settle(self, key: str, why: str) -> str:
        """Keep a piece of work although it does not apply; another reason is asked about again."""
        return self._set("kept", key, {"why": why}, "Kept as it is")
