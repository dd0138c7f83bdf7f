"""The pipeline, loaded once, and a short way to the findings of a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from onrecord.analysis import layout, load, mentions, parse
from onrecord.analysis.types import LocalActor, Mention, Quotation, QuotationKind


@dataclass(frozen=True)
class Read:
    """What the mentions of one text are, with the text itself."""

    text: str
    actors: tuple[LocalActor, ...]
    mentions: tuple[Mention, ...]
    quotations: tuple[Quotation, ...]

    def people(self) -> list[str]:
        """Return the names of the persons."""
        return [actor.name for actor in self.actors if actor.kind == "person"]

    def who(self, words: str, nth: int = 0) -> str | None:
        """Return the name of the actor whose mention covers the nth occurrence of the words."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        for mention in self.mentions:
            if mention.start <= at < mention.end or at <= mention.start < at + len(words):
                return self.actors[mention.actor].name
        return None

    def speaker(self, number: int = 0) -> LocalActor | None:
        """Return the actor of a quotation."""
        actor = self.quotations[number].actor
        return None if actor is None else self.actors[actor]


@pytest.fixture(scope="session")
def read() -> Callable[..., Read]:
    """Return a function that reads a text with quotations given as (content, speaker) words."""
    nlp = load()

    def reader(text: str, *said: tuple[str, str | None]) -> Read:
        quotations = []
        for content, speaker in said:
            start = text.index(content)
            span = None
            if speaker is not None:
                after = text.find(speaker, start + len(content))
                near = (
                    after
                    if 0 <= after < start + len(content) + 40
                    else text.rindex(speaker, 0, start)
                )
                span = (near, near + len(speaker))
            direct = content[0] in '“"'
            kind = QuotationKind.DIRECT if direct else QuotationKind.INDIRECT
            quotations.append(
                Quotation(start, start + len(content), kind, speaker=span, confidence=1.0)
            )
        blocks = layout.blocks(text)
        found = mentions.find(
            parse(nlp, text), text, blocks, layout.dateline(text, blocks), quotations
        )
        return Read(text, *found)

    return reader
