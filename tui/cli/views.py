"""The views of the reader without a screen: each as lines of text, and as facts for programs.

A view is a function from an open, analysed session to a :class:`Told`.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.analysis.types import BlockKind, Span
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.counts import counted
from onrecord.tui.session.notation import date_of
from onrecord.tui.session.quotation_query import QuotationLine, fitting
from onrecord.tui.session.session import Row, Session
from onrecord.tui.session.stale import Stale
from onrecord.tui.session.statements import (
    asks,
    lines_of,
    urgency,
)
from onrecord.tui.session.timeline import By, plot

from .lost import status_of
from .plain_text import write
from .spelling import meant
from .tables import Json, analysed, paths_of, quotation_json, write_lines


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
        known = [name for row in rows for name in (row.id, row.title)]
        rest = meant(wanted, known) or ": give its file or words of its title"
        raise NotThere(f"no article is called “{wanted}”{rest}")
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
    told.append("marked by you" if quoted.attributed else f"sure {quoted.confidence:.2f}")
    told += ["words by you"] * (quoted.by_person and not quoted.attributed)
    told += ["selected"] * quoted.selected
    told += [f"#{tag}" for tag in quoted.tags]
    return ", ".join(told + [quoted.why] * bool(quoted.why))


# -- tags -----------------------------------------------------------------------------------------


def codebook(session: Session) -> Told:
    """Return the tree of tags with counts, colours, keys and memos.

    What stands above tags and is none itself is a line of the tree, and no fact of its own.
    """
    book = session.notebook.codebook
    on_key = {book.on_key(digit): digit for digit in range(1, 10)}
    tags, rejected = book.tags().keys() | on_key.keys(), book.rejected()
    colours = book.colours()
    tree: list[Json] = [
        {
            "tag": tag,
            "quotations": own,
            "with_below": below,
            "rejected": rejected[tag],
            "colour": colours.get(tag),
            "key": on_key.get(tag),
            "memo": book.memo(tag) or None,
        }
        for tag, own, below in book.tree()
    ]

    def lines() -> Iterator[str]:
        yield f"codebook: {counted(len(book.tags()), 'tag')}"
        for fact in tree:
            a_tag = fact["tag"] in tags
            told = [counted(fact["quotations"], "quotation") if a_tag else "no tag itself"]
            if fact["with_below"] != fact["quotations"]:
                told.append(f"{fact['with_below']} with those below")
            if fact["rejected"]:
                told.append(f"{fact['rejected']} on rejected quotations")
            told += [f"{name} {fact[name]}" for name in ("colour", "key") if fact[name]]
            told += [f"memo: {' '.join(fact['memo'].split())}"] if fact["memo"] else []
            yield f"#{fact['tag']}: {', '.join(told)}"

    return Told(lines(), [fact for fact in tree if fact["tag"] in tags])


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
            yield f"without a {plotted.lacking}: {counted(plotted.vague, 'quotation')}"

    undated: Json = {
        "step": None,
        "by": str(by),
        "name": None,
        "quotations": plotted.vague,
        "articles": plotted.undated,
    }
    return Told(lines(), [*facts, *[undated] * bool(plotted.vague)])


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
            yield f"sure {line.quoted.confidence:.2f}; {in_one_line(line)}{why}"

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


def in_one_line(line: QuotationLine) -> str:
    """Return who said what, when and where, in one line."""
    quoted = line.quoted
    who = quoted.speaker_name or "nobody named"
    where = line.source or line.title
    tags = "".join(f" #{tag}" for tag in quoted.tags)
    return f"{date_of(line.published)}, {who}, {quoted.kind}: {line.text} ({where}){tags}"


def show(view: Callable[[Session], Told], options: Namespace) -> int:
    """Print a view of a library; return the exit status."""
    with analysed(paths_of(options), options.model, options.copies, options.acts) as session:
        told = view(session)
        if options.json:
            write_lines(told.facts)
        else:
            write(told.lines)
        return status_of(session)
