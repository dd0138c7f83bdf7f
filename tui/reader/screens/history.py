"""The way a person came: back and forward between places in articles."""

from __future__ import annotations

Place = tuple[str, int]
"""An article's id and an offset in it."""
LONGEST = 200


class Trail:
    """Places left behind and places come back from."""

    def __init__(self) -> None:
        self._back: list[Place] = []
        self._forward: list[Place] = []

    def leave(self, place: Place) -> None:
        """Remember a place that is left for a new one; what was ahead is forgotten."""
        self._back = [*self._back, place][-LONGEST:]
        self._forward.clear()

    def back(self, here: Place) -> Place | None:
        """Return the last place left, or None."""
        return self._step(self._back, self._forward, here)

    def forward(self, here: Place) -> Place | None:
        """Return the place last come back from, or None."""
        return self._step(self._forward, self._back, here)

    @staticmethod
    def _step(source: list[Place], target: list[Place], here: Place) -> Place | None:
        if not source:
            return None
        target.append(here)
        return source.pop()
