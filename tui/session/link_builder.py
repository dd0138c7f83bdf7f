"""The links of a library, made article by article, which may stop after any of them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from onrecord.analysis.types import Article, Findings, Link, Published, Resolution
from onrecord.store.library.conclusions import fingerprint
from onrecord.store.library.together import OpenLibrary

from .eta import Eta

if TYPE_CHECKING:
    from onrecord.analysis.links import Linker
    from onrecord.store.library.kept_links import KeptLinks

LINKER = 2
"""The version of the links; those kept of another one are made anew."""

TELLING = 0.5
"""Seconds between two words on how far the linking is."""

LinkState: TypeAlias = tuple[str, tuple[str | None, ...], Published]
Tell = Callable[[float | None], None]
"""What is told how many seconds are left, None while nobody knows."""


class Linking:
    """What an article is linked to; one thread makes links, any may ask for them.

    ``made`` is how often links were made, or came to hand: what is known of them holds until
    then.  ``at`` is how many articles of how many have been linked, while that is not all of them,
    else None.  ``late`` makes them when they are asked for first, where that was left until then.
    """

    def __init__(self, library: OpenLibrary) -> None:
        self.made = 0
        self.at: tuple[int, int] | None = None
        self.late: Callable[[], None] | None = None
        self._library = library
        self._linker: Linker | None = None
        self._lock = threading.Lock()
        self._linked: dict[str, LinkState] = {}
        self._awaited: Callable[[], dict[str, LinkState]] | None = None
        self._whole = False  # whether all that is on the shelf is linked
        self._mark = ""  # of what the links at hand are made

    @cached_property
    def _kept(self) -> KeptLinks:
        from onrecord.store.library.kept_links import KeptLinks  # the first paint waits for none

        return KeptLinks(self._library.cache.folder, not self._library.read_only)

    def expect(self, names: Collection[str], resolution: Resolution) -> None:
        """Take note of which articles are to be linked.

        What their links are made of is looked at when the first is asked for.
        """
        self._await(lambda: {name: self._state(name, resolution) for name in names})
        self.made += 1  # who asked before was told of none

    def _await(self, states: Callable[[], dict[str, LinkState]]) -> None:
        with self._lock:
            self._whole = False
            self._awaited = states

    def _begun(self) -> bool:
        """Have the links at hand that are kept of what is expected; return whether that is known.

        It is not while articles come or go; the lock is held by who asks.
        """
        if self._awaited is not None:
            try:
                states = self._awaited()
            except KeyError:
                return False
            mark = fingerprint(LINKER, self._library.cache.makers, sorted(states.items()))
            self._kept.begin(mark, states.keys())
            self._awaited = None
            if mark != self._mark:
                self._mark = mark
                self.made += 1
        return True

    def make(
        self,
        shelf: Mapping[str, tuple[Article, Findings]],
        resolution: Resolution,
        held: Callable[[], bool],
        tell: Tell,
    ) -> None:
        """Link what is new or changed on a shelf, until ``held``, and ``tell`` how far it is.

        Nothing is linked where the links of all are kept.
        """
        states = {name: self._state(name, resolution) for name in shelf}
        self._await(lambda: states)
        if not self._linked:
            with self._lock:
                if self._begun() and self._kept.whole():
                    return
        from onrecord.analysis.links import Linker

        with self._lock:
            self._linker = self._linker or Linker()
        for name in self._linked.keys() - set(shelf):
            with self._lock:
                self._linker.remove(name)
            del self._linked[name]
            self.made += 1
        todo = [name for name, state in states.items() if self._linked.get(name) != state]
        unfinished = self.at is not None  # as the last word on it was
        eta, told = Eta(), time.monotonic()
        for number, name in enumerate(todo):
            self.at = number, len(todo)
            if held():
                tell(None)
                return
            if time.monotonic() - told > TELLING:
                told, unfinished = time.monotonic(), True
                tell(eta.left(len(todo) - number))
            eta.did(1)
            article, findings = shelf[name]
            with self._lock:
                if name in self._linked:
                    self._linker.remove(name)
                self._linker.add(article, findings, resolution.of[name])
                self._linker.published(name, self._library.entries[name].published)
            self._linked[name] = states[name]
            self.made += 1
        self.at = None
        self._whole = True
        if unfinished:
            tell(None)

    def _state(self, name: str, resolution: Resolution) -> LinkState:
        """Return what the links of an article are made of."""
        entry = self._library.entries[name]
        return entry.version, resolution.of[name], entry.published

    def links(self, name: str) -> list[Link]:
        """Return where else the things of an article stand, as far as linked by now."""
        with self._lock:
            kept = self._kept.get(name) if self._begun() else None
        if kept is not None:
            return kept
        late, self.late = self.late, None
        if late:
            late()
        with self._lock:
            if self._linker is None or name not in self._linked:
                return []
            found = self._linker.links(name)
            if self._whole and self._begun():
                self._kept.put(name, found)
            return found

    def close(self) -> None:
        """Keep nothing from now on."""
        with self._lock:
            if "_kept" in self.__dict__:
                self._kept.close()
