"""All memos of a library: on quotations, articles, actors and tags."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from onrecord.analysis.types import Actor
from onrecord.store.notebook.overlay import Quoted

from .session import Session


class About(StrEnum):
    """What a memo is on."""

    QUOTATION = "quotation"
    ARTICLE = "article"
    ACTOR = "actor"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class MemoFound:
    """A memo: ``key`` is the id of what it is on, ``name`` what that is called."""

    about: About
    key: str
    name: str
    memo: str
    quoted: Quoted | None = None


def memos(session: Session) -> Iterator[MemoFound]:
    """Yield all memos: of the articles and their quotations by date, then of actors and tags."""
    for row, quotations in session.counted(annotated=True):
        if memo := session.notebook.articles.notes(row.id).memo:
            yield MemoFound(About.ARTICLE, row.id, row.title, memo)
        for quoted in quotations:
            if quoted.memo:
                words = session.passage(quoted.article, quoted.start, quoted.end, 80)
                yield MemoFound(About.QUOTATION, row.id, words, quoted.memo, quoted)
    for key, (name, memo) in actor_memos(session).items():
        yield MemoFound(About.ACTOR, key, name, memo)
    for tag in session.notebook.codebook.tags():
        if memo := session.notebook.codebook.memo(tag):
            yield MemoFound(About.TAG, tag, f"#{tag}", memo)


def actor_memos(session: Session) -> dict[str, tuple[str, str]]:
    """Return the memos on actors with their names, by the ids they have by now.

    An actor that the analysis knows by another id now is known by the name again.
    """
    actors, noted = session.actors(), session.notebook.actors.memos()
    by_name = {actor.name: key for key, actor in actors.items() if key not in noted}
    found: dict[str, tuple[str, str]] = {}
    for key, (name, memo) in noted.items():
        now = key if key in actors else by_name.get(name, key)
        found[now] = (actors[now].name if now in actors else name, memo)
    return found


def actor_memo(session: Session, actor: Actor) -> str:
    """Return the memo on an actor, or ""."""
    return actor_memos(session).get(actor.id, ("", ""))[1]
