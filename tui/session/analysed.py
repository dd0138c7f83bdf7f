"""The analysed articles of a library, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from onrecord.analysis.types import Article, Findings
from onrecord.store.errors import StoreError


class ProgramEnds(Exception):
    """The program ends: what the indexer is at is dropped, and done again the next time."""


class Unavailable(Exception):
    """An article that was to be had when a pass over the library began is not any more.

    ``analyse`` tells that its text is there: it is what was found in it that cannot be read.
    """

    def __init__(self, name: str, why: str, analyse: bool = False):
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why
        self.analyse = analyse


def unreadable(name: str) -> Unavailable:
    """Return what to raise for an article whose findings cannot be read: it is analysed anew."""
    return Unavailable(name, "what was found in it cannot be read", analyse=True)


class Analysed(Mapping[str, tuple[Article, Findings]]):
    """Those articles of a library that can be had.

    ``article`` and ``findings`` read the two; findings that cannot be read are None.
    """

    def __init__(
        self,
        names: Iterable[str],
        article: Callable[[str], Article],
        findings: Callable[[str], Findings | None],
    ):
        self._article = article
        self._findings = findings
        self._names = sorted(names)
        self._known = frozenset(self._names)

    def __getitem__(self, name: str) -> tuple[Article, Findings]:
        """Return an article with its findings.

        Raises:
            Unavailable: one of the two was there a moment ago.
        """
        if name not in self._known:
            raise KeyError(name)
        return self.article(name), self.findings(name)

    def findings(self, name: str) -> Findings:
        """Return the findings alone.

        Raises:
            Unavailable: they were there a moment ago.
        """
        findings = self._findings(name)
        if findings is None:
            raise unreadable(name)
        return findings

    def article(self, name: str) -> Article:
        """Return the article alone.

        Raises:
            Unavailable: it was there a moment ago.
        """
        try:
            return self._article(name)
        except (OSError, StoreError, KeyError) as error:
            raise Unavailable(name, str(error)) from error

    def drop(self, missing: Unavailable) -> list[Unavailable]:
        """Drop an article and all others that cannot be had; return them with the reasons."""
        dropped = [missing]
        for name in self._names:
            try:
                if name != missing.name:
                    self[name]
            except Unavailable as error:
                dropped.append(error)
        self._known -= {it.name for it in dropped}
        self._names = [name for name in self._names if name in self._known]
        return dropped

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
