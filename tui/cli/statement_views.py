"""Statements without a screen: did they say it, in which versions, what one person said in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from onrecord.analysis.types import LinkType, Place
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.counts import counted, most_first
from onrecord.tui.session.differences import Change, Piece
from onrecord.tui.session.quotation_query import QuotationLine
from onrecord.tui.session.roles import as_one
from onrecord.tui.session.session import Session
from onrecord.tui.session.statements import (
    Contradiction,
    Said,
    changes_of,
    compare,
    differing,
    lines_of,
    quoted_at,
    said_in,
)
from onrecord.tui.session.versions import Versions, place_of

from .outcome import complain
from .tables import Json, actors_called, quotation_json, unknown_actor
from .views import NotThere, Told, in_one_line

OTHERS = 5
"""Actors that are named beside the one whose statements are shown, at most."""


def check(session: Session, words: str) -> Told:
    """Return whether words were said: verbatim, in part, altered; with every place."""
    rows = session.readable(descending=False)
    found = [said for row in rows if (said := said_in(session, row, words))]
    found.sort(key=lambda said: said.rank)

    def lines() -> Iterator[str]:
        counts = [
            f"{len(list(group))} {verdict.value}"
            for verdict, group in groupby(found, key=lambda said: said.verdict)
        ]
        yield f"did they say it? {', '.join(counts) or 'not in this library'}"
        for said, version in zip(found, compare([s.line for s in found], words), strict=True):
            yield f"{said.verdict.value} {said.likeness:.2f}; {in_one_line(said.line)}"
            if any(piece.change is not Change.SAME for piece in version.pieces):
                yield f"differences: {_marked(version.pieces)}"

    return Told(lines(), (_place_of(session, said) for said in found))


def _words_of(session: Session, quoted: Quoted) -> str:
    return session.article(quoted.article).text[quoted.start : quoted.end]


def _place_of(session: Session, said: Said) -> Json:
    quoted = said.line.quoted
    return {
        "verdict": said.verdict.value,
        "likeness": round(said.likeness, 4),
        "article": quoted.article,
        "published": said.line.published.date,
        "start": quoted.start,
        "end": quoted.end,
        "speaker_name": quoted.speaker_name,
        "content": _words_of(session, quoted),
    }


def versions(session: Session, words: str = "") -> Told:
    """Return every statement that stands in several places, version by version, oldest first.

    ``words`` narrow it to the statements in which they stand.
    """
    groups: list[list[QuotationLine]] = []
    seen: set[Place] = set()
    statements = Versions(session)
    shown = {row.id for row in session.rows()}
    for row, quotations in list(statements.read()):
        links = session.links.of(row.id) if row.id in shown else []
        tied = [quoted_at(session, it.a) for it in links if it.type is LinkType.SAME_STATEMENT]
        verbatim = [quoted for quoted in quotations if statements.verbatim(quoted)]
        for quoted in filter(None, (*tied, *verbatim)):
            if place_of(quoted) not in seen:
                found = statements.of(quoted)
                seen.update(place_of(line.quoted) for line in found)
                groups += [found] if len(found) > 1 else []
    wanted = words.casefold()
    groups = [group for group in groups if any(wanted in x.text.casefold() for x in group)]

    def lines() -> Iterator[str]:
        yield f"same statement: {len(groups)}"
        for number, group in enumerate(groups, 1):
            yield ""
            yield f"Statement {number}: {counted(len(group), 'version')}, oldest first"
            for version in compare(group):
                yield f"{version.verdict}; {in_one_line(version.line)}"
                if version.verdict not in ("first", "word for word"):
                    yield f"differences: {_marked(version.pieces)}"

    facts = (
        {
            "statement": number,
            "verdict": version.verdict,
            "article": version.line.quoted.article,
            "published": version.line.published.date,
            "start": version.line.quoted.start,
            "end": version.line.quoted.end,
            "speaker_name": version.line.quoted.speaker_name or None,
            "content": _words_of(session, version.line.quoted),
        }
        for number, group in enumerate(groups, 1)
        for version in compare(group)
    )
    return Told(lines(), facts)


def _marked(pieces: Sequence[Piece]) -> str:
    """Return a version with ``[-gone-]`` and ``{+new+}`` words, as ``wdiff`` writes them."""
    signs = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    return " ".join(signs[piece.change].format(piece.words) for piece in pieces)


def statements(session: Session, name: str) -> Told:
    """Return an actor's statements in time, and the pairs of them that seem to differ.

    Raises:
        NotThere: no actor is called so.
    """
    wanted = " ".join(name.casefold().split())
    if not wanted:
        raise NotThere("whose statements? Name an actor")
    named = actors_called(session, name)
    if not named:
        actors = sorted(session.actors().values(), key=lambda a: -a.quotations)
        named = [a for a in actors if wanted in a.name.casefold()]
        if len(named) > 1:
            others = ", ".join(actor.name for actor in named[1:][:OTHERS])
            more = f" and {len(named) - OTHERS - 1:,} more" if len(named) > OTHERS + 1 else ""
            complain(
                f"“{name}” is read as {named[0].name}; others are called so too: {others}{more}"
            )
    if not named:
        raise NotThere(unknown_actor(session, name))
    actor = named[0]
    said = list(lines_of(session, lambda quoted: quoted.speaker_id == actor.id))
    links = [link for line in said for link in changes_of(session, line)]
    pairs = differing(session, said, links)

    def lines() -> Iterator[str]:
        yield f"{actor.name}: {actor.kind}, {counted(len(said), 'statement')}"
        for heading, told in (("names", actor.names), ("roles", as_one(actor.roles))):
            if told:
                ranked = most_first(told).items()
                shown = (f"{what} {counted(count, 'time')}" for what, count in ranked)
                yield f"{heading}: {', '.join(shown)}"
        yield from map(in_one_line, said)
        for pair in pairs:
            yield ""
            yield f"changed position? {pair.link.score:.2f}; {', '.join(pair.link.evidence)}"
            yield f"before: {in_one_line(pair.before)}"
            yield f"after: {in_one_line(pair.after)}"

    facts = [quotation_json(session, line.quoted) for line in said]
    facts += [_pair(session, pair) for pair in pairs]
    return Told(lines(), facts)


def _pair(session: Session, pair: Contradiction) -> Json:
    return {
        "changed_position": round(pair.link.score, 4),
        "evidence": list(pair.link.evidence),
        "before": quotation_json(session, pair.before.quoted),
        "after": quotation_json(session, pair.after.quoted),
    }
