"""What leaves: quotations with all that the formats tell of them, written in one of these."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from onrecord.analysis.cleaning import words_of
from onrecord.analysis.types import Link, Span
from onrecord.store.errors import StoreError
from onrecord.store.export import (
    FORMATS,
    Cited,
    Evidence,
    Export,
    Format,
    Memo,
    Tag,
    format_for,
    quotation_id,
    save,
)
from onrecord.store.notebook.anchors import CONTEXT
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.who import me

from .changes import NotDone
from .counts import counted
from .memos import actor_memos
from .session import Session
from .traits import people


def markdown(session: Session, quotations: Sequence[Quoted], title: str) -> str:
    """Return quotations as Markdown."""
    return written(session, quotations, title, Path("export.md")).decode()


def write_file(
    session: Session,
    quotations: Sequence[Quoted],
    to: Path,
    title: str,
    overwrite: bool = False,
    whole: bool = False,
    among: Sequence[Format] = FORMATS,
) -> str:
    """Write quotations to a file in the format, of ``among``, that its name tells; say so.

    Raises:
        NotDone: it cannot be written, and was not.
    """
    try:
        form = format_for(to, among)
        made = gather(session, quotations, title, form, whole)
        save(to, form.write(made), session.library, replace=overwrite)
    except (StoreError, OSError) as error:
        raise NotDone(str(error)) from error
    return said(made, form, to)


def said(made: Export, form: Format, to: Path) -> str:
    """Return what is said of an export once it is written: how much of what there is in it."""
    return f"{counted(form.count(made), form.holds)} written to {to}"


def write_made(session: Session, made: Callable[[Path], bytes], to: Path, title: str) -> str:
    """Write what is no quotations to a file, over what is there; say so.

    Raises:
        NotDone: it cannot be written, and was not.
    """
    try:
        save(to, made(to), session.library, replace=True)
    except (StoreError, OSError) as error:
        raise NotDone(str(error)) from error
    return f"{title} written to {to}"


def written(
    session: Session,
    quotations: Sequence[Quoted],
    title: str,
    to: Path,
    whole: bool = False,
    among: Sequence[Format] = FORMATS,
) -> bytes:
    """Return quotations in the format that a file's ending asks for.

    Raises:
        UnknownFormat: no format has this ending.
    """
    form = format_for(to, among)
    return form.write(gather(session, quotations, title, form, whole))


def gather(
    session: Session, quotations: Sequence[Quoted], title: str, form: Format, whole: bool = False
) -> Export:
    """Return an export of these quotations, with all of it that a format has a use for.

    ``whole`` takes along what hangs on none of them: tags, memos on articles and on actors.
    """
    articles: dict[str, Cited] = {}
    evidence = []
    listed = people(session)
    for quoted in quotations:
        if quoted.article not in articles:
            articles[quoted.article] = cited(session, quoted.article, form.texts)
        text = session.article(quoted.article).text
        names = _named(session, quoted) if form.links else ()
        person = listed.get(quoted.speaker_id or "")
        made = _evidence(quoted, articles[quoted.article], text, names)
        sentence = text[slice(*_sentence(session, quoted))]
        before = session.library.entries[quoted.article].earlier
        earlier = tuple(quotation_id(name, text, quoted.start, quoted.end) for name in before)
        evidence.append(replace(made, person=person, sentence=sentence, earlier=earlier))
    for name in session.notebook.articles.noted() if whole else ():
        if name not in articles and name in session.library.entries:
            articles[name] = cited(session, name, form.texts)
    known = {key for it in evidence for key in (it.quotation.speaker_id, *it.names)}
    codebook = session.notebook.codebook
    tags = codebook.tags() if whole else {tag for it in quotations for tag in it.tags}
    colours = codebook.colours()
    return Export(
        title,
        evidence,
        articles,
        {key: actor for key, actor in session.actors().items() if key in known},
        _links(session, articles) if form.links else (),
        [Tag(tag, codebook.memo(tag), colours.get(tag, "")) for tag in sorted(tags)],
        datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        me(),
        listed,
        [*_memos(session, articles, known, whole)],
    )


def _memos(
    session: Session, articles: Mapping[str, Cited], known: Container[str | None], whole: bool
) -> Iterator[Memo]:
    """Yield the memos on articles, and on the actors that are ``known``, or on all."""
    for key, article in articles.items():
        if article.memo:
            yield Memo("article", key, article.title, article.memo)
    for key, (name, memo) in actor_memos(session).items():
        if whole or key in known:
            yield Memo("actor", key, name, memo)


def _sentence(session: Session, quoted: Quoted) -> Span:
    """Return the whole of the sentences that a quotation stands in; itself where none are known."""
    found = session.findings(quoted.article)
    inside = [
        (start, end)
        for start, end in (found.sentences if found else ())
        if start < quoted.end and quoted.start < end
    ]
    start, end = (inside[0][0], inside[-1][1]) if inside else (quoted.start, quoted.end)
    return min(start, quoted.start), max(end, quoted.end)


def _named(session: Session, quoted: Quoted) -> tuple[str, ...]:
    """Return the ids of the actors whose names stand in a quotation."""
    inside = (
        it.actor
        for it in session.named(quoted.article)
        if it.actor and quoted.start <= it.start and it.end <= quoted.end
    )
    return tuple(dict.fromkeys(inside))


def _links(session: Session, articles: Iterable[str]) -> list[Link]:
    found = {
        (link.type, link.a, link.b): link for name in articles for link in session.links.of(name)
    }
    return list(found.values())


def cited(session: Session, article: str, with_text: bool = False) -> Cited:
    """Return an article as the exports know it."""
    entry = session.library.entries[article]
    return Cited(
        article,
        entry.title,
        entry.source,
        entry.url,
        session.published(article),
        entry.language,
        entry.version,
        entry.file,
        session.notebook.articles.notes(article).memo,
        session.article(article).text if with_text else "",
        entry.author,
    )


def _evidence(quoted: Quoted, article: Cited, text: str, names: tuple[str, ...]) -> Evidence:
    return Evidence(
        quoted,
        text[quoted.start : quoted.end],
        article,
        text[slice(*quoted.cue)] if quoted.cue else "",
        words_of(text, quoted.speaker) if quoted.speaker else "",
        text[max(0, quoted.start - CONTEXT) : quoted.start],
        text[quoted.end : quoted.end + CONTEXT],
        quotation_id(article.id, text, quoted.start, quoted.end),
        names,
    )
