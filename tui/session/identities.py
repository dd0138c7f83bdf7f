"""Who is who in a library: whom its articles name, and which of them are the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeVar

from onrecord.analysis.types import LocalActor, NamedActors, Resolution
from onrecord.store.library import known_actors
from onrecord.store.library.together import OpenLibrary

if TYPE_CHECKING:
    from onrecord.analysis.actors import ResolvedLibrary
    from onrecord.store.library.findings_codec import Columns

T = TypeVar("T")

Whom: TypeAlias = "Callable[[str], NamedActors | None]"
"""Whom an article names, None where that cannot be read."""


class ReadPart(Protocol):
    """Reads part of the findings of a text version, None where they cannot be read."""

    def __call__(self, version: str, made_of: Callable[[Columns], T]) -> T | None:
        """Return what is made of the findings as they are kept."""


class Identities:
    """Who is who in a library.  What is taken out of an article is held while that is the same."""

    def __init__(self, library: OpenLibrary, part: ReadPart) -> None:
        self._library = library
        self._part = part
        self._named: dict[str, tuple[str, NamedActors]] = {}
        self._actors: dict[LocalActor, LocalActor] = {}  # most stand alike in many articles
        self._resolved: ResolvedLibrary | None = None
        self._entered: dict[str, str] = {}
        self._kept: tuple[Resolution, Mapping[str, str]] = Resolution(), {}

    def named(self, name: str) -> NamedActors | None:
        """Return whom an article names, None where that cannot be read."""
        from onrecord.store.library.findings_codec import unpack_named

        version = self._version(name)
        held = self._named.get(name)
        if held and held[0] == version:
            return held[1]
        named = self._part(version, unpack_named)
        if named is not None:
            actors = tuple(self._actors.setdefault(it, it) for it in named.actors)
            named = replace(named, actors=actors)
            self._named[name] = version, named
        return named

    @property
    def begun(self) -> bool:
        """Whether it is known here who is who, and what that is made of."""
        return self._resolved is not None

    def keep(self, found: Resolution, versions: Mapping[str, str]) -> None:
        """Take what was found before in these versions of articles; who is new is added to it."""
        self._kept = found, versions

    def versions(self, names: Iterable[str]) -> dict[str, str]:
        """Return the versions of articles as they are now."""
        return {name: self._version(name) for name in names}

    def of(self, names: Collection[str]) -> Resolution:
        """Return who is who in these articles; only what may have changed is resolved."""
        library = self._resolved = self._resolved or self._begun()
        for gone in self._entered.keys() - set(names):
            library.remove(gone)
            del self._entered[gone]
        for name in names:
            if self._entered.get(name) != self._version(name):
                self._enter(library, name)
        for gone in self._named.keys() - self._library.entries.keys():
            del self._named[gone]
        return library.resolution()

    def _begun(self) -> ResolvedLibrary:
        """Return what was found before, as far as all that it was made of is still to be had."""
        from onrecord.analysis.actors import ResolvedLibrary

        ids = known_actors.known(self._library.home)
        (found, versions), self._kept = self._kept, (Resolution(), {})
        if all(self._version(name) == it and self.named(name) for name, it in versions.items()):
            library = ResolvedLibrary(ids, aliases=True)
            for name in versions:
                self._enter(library, name)
            with suppress(LookupError, TypeError, ValueError):  # it is not of these articles
                library.take(found)
                return library
        self._entered.clear()
        return ResolvedLibrary(ids, aliases=True)

    def _enter(self, library: ResolvedLibrary, name: str) -> None:
        if found := self.named(name):
            library.add(name, found)
            self._entered[name] = self._version(name)
        else:
            library.remove(name)
            self._entered.pop(name, None)

    def _version(self, name: str) -> str:
        entry = self._library.entries.get(name)
        return entry.version if entry else ""
