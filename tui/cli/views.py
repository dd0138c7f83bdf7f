"""The views of the reader without a screen: each as lines of text, and as facts for programs.

A view is a function from an open, analysed session to a :class:`Told`.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.analysis.types import BlockKind, LinkType, Place, Span
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.tag_tree import tree
from onrecord.tui.session.counts import counted
from onrecord.tui.session.differences import Change, Piece
from onrecord.tui.session.notation import date_of
from onrecord.tui.session.quotation_query import QuotationLine, fitting
from onrecord.tui.session.roles import as_one
from onrecord.tui.session.session import Row, Session
from onrecord.tui.session.stale import Stale
from onrecord.tui.session.statements import (
    Contradiction,
    Said,
    asks,
    changes_of,
    compare,
    differing,
    lines_of,
    quoted_at,
    said_in,
    urgency,
    versions_of,
)
from onrecord.tui.session.timeline import By, plot

from .plain_text import write
from .tables import Json, actors_called, analysed, paths_of, quotation_json, status_of, write_lines


@dataclass(frozen=True)
class Told:
    """What a view tells: lines for people, one JSON object a fact for programs."""

    lines: Iterable[str]
    facts: Iterable[Json]


class NotThere(ValueError):
    """What was asked for is not in the library; the message says what is."""


# -- one article ----------------------------------------------------------------------------------


def read(session: Session, wanted: str) -> Told:
    """Return an article, its quotations marked where they begin and end and told below it.

    Raises:
        NotThere: no article, or more than one, is called so.
    """
    row = _article(session, wanted)
    article, quotations = session.article(row.id), session.quotations(row.id)
    memo = session.notebook.articles.notes(row.id).memo

    def lines() -> Iterator[str]:
        yield row.title
        told = [date_of(row.published), row.source, counted(row.words, "word")]
        yield ", ".join([part for part in told if part] + [counted(len(quotations), "quotation")])
        if memo:
            yield f"Memo on the article: {' '.join(memo.split())}"
        for block in session.blocks(row.id):
            if block.kind is BlockKind.HEAD:
                continue
            yield ""
            yield _annotated(article.text, (block.start, block.end), quotations)
        yield ""
        for number, quoted in enumerate(quotations, 1):
            yield f"Quotation {number}: {_about(quoted, article.text)}."
            if quoted.memo:
                yield f"Memo: {' '.join(quoted.memo.split())}"

    fact = {
        "article": row.id,
        "title": row.title,
        "source": row.source,
        "published": row.published.date,
        "text": article.text,
        "memo": memo or None,
        "file": session.library.entries[row.id].file,
        "copy_of": row.copy_of or None,
        "quotes": [quotation_json(session, quoted) for quoted in quotations],
    }
    return Told(lines(), [fact])


def _article(session: Session, wanted: str) -> Row:
    rows = session.rows(copies=True)
    for row in rows:
        if row.id == wanted:
            return row
    words = wanted.casefold()
    found = [row for row in rows if words in row.id.casefold() or words in row.title.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotThere(f"no article is called “{wanted}”: give its file or words of its title")
    some = ", ".join(row.id for row in found[:5])
    raise NotThere(f"{len(found)} articles are called “{wanted}”: {some}")


def _annotated(text: str, block: Span, quotations: Sequence[Quoted]) -> str:
    """Return a block of text with ``[1 who, kind: words 1]`` for each quotation in it."""
    marks: list[tuple[int, int, int, str]] = []
    for number, quoted in enumerate(quotations, 1):
        # At one place what ends is told before what begins, what ends last begins first.
        if block[0] <= quoted.start < block[1]:
            who = quoted.speaker_name or "nobody named"
            marks.append((quoted.start, 1, -quoted.end, f"[{number} {who}, {quoted.kind}: "))
        if block[0] < quoted.end <= block[1]:
            marks.append((quoted.end, 0, -quoted.start, f" {number}]"))
    parts, at = [], block[0]
    for offset, _, _, mark in sorted(marks):
        parts += [text[at:offset], mark]
        at = offset
    return " ".join("".join([*parts, text[at : block[1]]]).split())


def _about(quoted: Quoted, text: str) -> str:
    told = [quoted.speaker_name or "nobody named", str(quoted.kind)]
    if quoted.cue:
        told.append(f"cue “{' '.join(text[slice(*quoted.cue)].split())}”")
    told.append("marked by you" if quoted.by_person else f"sure {quoted.confidence:.2f}")
    told += ["selected"] * quoted.selected
    told += [f"#{tag}" for tag in quoted.tags]
    return ", ".join(told + [quoted.why] * bool(quoted.why))


# -- tags -----------------------------------------------------------------------------------------


def codebook(session: Session) -> Told:
    """Return the tree of tags with counts, colours, keys and memos."""
    on_key = {session.notebook.codebook.on_key(digit): digit for digit in range(1, 10)}
    colours = session.notebook.codebook.colours()
    facts: list[Json] = [
        {
            "tag": tag,
            "quotations": own,
            "with_below": below,
            "colour": colours.get(tag),
            "key": on_key.get(tag),
            "memo": session.notebook.codebook.memo(tag) or None,
        }
        for tag, own, below in tree(session.notebook.codebook.tags())
    ]

    def lines() -> Iterator[str]:
        yield f"codebook: {counted(len(facts), 'tag')}"
        for fact in facts:
            told = [counted(fact["quotations"], "quotation")]
            if fact["with_below"] != fact["quotations"]:
                told.append(f"{fact['with_below']} with those below")
            told += [f"{name} {fact[name]}" for name in ("colour", "key") if fact[name]]
            told += [f"memo: {' '.join(fact['memo'].split())}"] if fact["memo"] else []
            yield f"#{fact['tag']}: {', '.join(told)}"

    return Told(lines(), facts)


# -- time -----------------------------------------------------------------------------------------


def timeline(session: Session, query: str = "", by: By = By.TIME) -> Told:
    """Return how many quotations there are, in how many articles, step by step.

    Raises:
        QueryError: the query cannot be read.
    """
    found = fitting(query, list(lines_of(session, acts=True)))
    dates = [] if query.strip() else [row.published.date or "" for row in session.rows()]
    plotted = plot(found, [day for day in dates if day], by)
    series = plotted.series[:1] if by is By.TIME else plotted.series[1:]
    facts: list[Json] = [
        {
            "step": step,
            "by": str(by),
            "name": None if by is By.TIME else one.name.removeprefix("#" * (by is By.TAG)),
            "quotations": one.said[step],
            "articles": one.written[step],
        }
        for one in series
        for step in plotted.steps
        if one.said[step] or one.written[step]
    ]

    def lines() -> Iterator[str]:
        yield f"timeline: by {by}"
        for fact in facts:
            who = f"{fact['name']}, " if fact["name"] else ""
            counts = counted(fact["quotations"], "quotation")
            yield f"{who}{fact['step']}: {counts}, {counted(fact['articles'], 'article')}"
        if plotted.vague:
            yield f"without such a date: {counted(plotted.vague, 'quotation')}"

    return Told(lines(), facts)


# -- what needs an eye ----------------------------------------------------------------------------


def review(session: Session) -> Told:
    """Return what the review queue holds: work that does not apply, then the least sure."""
    stale = session.review.stale()
    known = {it.id for it in stale}
    waiting = sorted(lines_of(session, lambda quoted: asks(quoted, known)), key=urgency)

    def lines() -> Iterator[str]:
        yield f"review: {counted(len(waiting) + len(stale), 'thing')}"
        for it in stale:
            kept = "kept" if session.review.kept(it) else "no longer applies"
            where = f"; {it.article}" if it.article else ""
            words = " ".join(it.words.split())
            now = f"; now: {_now(session, it)}" if it.span else ""
            yield f"{kept}: {it.why}; {words}; {it.what}{where}{now}"
        for line in waiting:
            why = f"; {line.quoted.why}" if line.quoted.why else ""
            yield f"sure {line.quoted.confidence:.2f}; {_said(line)}{why}"

    facts: list[Json] = [
        {
            "why": it.why,
            "table": it.table,
            "article": it.article or None,
            "words": it.words,
            "now": _now(session, it) if it.span else None,
            "what": it.what,
            "kept": session.review.kept(it),
        }
        for it in stale
    ]
    facts += [
        {"why": line.quoted.why or "unsure", **quotation_json(session, line.quoted)}
        for line in waiting
    ]
    return Told(lines(), facts)


def _now(session: Session, it: Stale) -> str:
    """Return what stands where the words of stale work once stood."""
    text = session.article(it.article).text
    return " ".join(text[slice(*it.span)].split()) if it.span else ""


def _said(line: QuotationLine) -> str:
    """Return who said what, when and where, in one line."""
    quoted = line.quoted
    who = quoted.speaker_name or "nobody named"
    where = line.source or line.title
    tags = "".join(f" #{tag}" for tag in quoted.tags)
    return f"{date_of(line.published)}, {who}, {quoted.kind}: {line.text} ({where}){tags}"


# -- statements -----------------------------------------------------------------------------------


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
            yield f"{said.verdict.value} {said.likeness:.2f}; {_said(said.line)}"
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
    for row in session.rows(descending=False):
        for link in session.links.of(row.id):
            if link.type is not LinkType.SAME_STATEMENT or link.a in seen:
                continue
            quoted = quoted_at(session, link.a)
            if quoted is None:
                continue
            found = versions_of(session, quoted)
            places = {Place(x.quoted.article, x.quoted.start, x.quoted.end) for x in found}
            if len(found) > 1 and not places & seen:
                groups.append(found)
            seen |= places | {link.a}
    wanted = words.casefold()
    groups = [group for group in groups if any(wanted in x.text.casefold() for x in group)]

    def lines() -> Iterator[str]:
        yield f"same statement: {len(groups)}"
        for number, group in enumerate(groups, 1):
            yield ""
            yield f"Statement {number}: {counted(len(group), 'version')}, oldest first"
            for version in compare(group):
                yield f"{version.verdict}; {_said(version.line)}"
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
    wanted = name.casefold()
    named = actors_called(session, name)
    if not named:
        actors = sorted(session.actors().values(), key=lambda a: -a.quotations)
        named = [a for a in actors if wanted in a.name.casefold()]
    if not named:
        raise NotThere(f"no actor is called “{name}”: `onrecord actors` tells who there is")
    actor = named[0]
    said = list(lines_of(session, lambda quoted: quoted.speaker_id == actor.id))
    links = [link for line in said for link in changes_of(session, line)]
    pairs = differing(session, said, links)

    def lines() -> Iterator[str]:
        yield f"{actor.name}: {actor.kind}, {counted(len(said), 'statement')}"
        for heading, told in (("names", actor.names), ("roles", as_one(actor.roles))):
            if told:
                ranked = sorted(told.items(), key=lambda one: (-one[1], one[0]))
                shown = (f"{what} {counted(count, 'time')}" for what, count in ranked)
                yield f"{heading}: {', '.join(shown)}"
        yield from map(_said, said)
        for pair in pairs:
            yield ""
            yield f"changed position? {pair.link.score:.2f}; {', '.join(pair.link.evidence)}"
            yield f"before: {_said(pair.before)}"
            yield f"after: {_said(pair.after)}"

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


def show(view: Callable[[Session], Told], options: Namespace) -> int:
    """Print a view of a library; return the exit status."""
    with analysed(paths_of(options), options.model, options.copies, options.acts) as session:
        told = view(session)
        if options.json:
            write_lines(told.facts)
        else:
            write(told.lines)
        return status_of(session)
