"""A library's quotations as they are counted, with what is known of their speakers."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from onrecord.analysis.types import ActorKind
from onrecord.store.export import Format
from onrecord.store.export.csv_tables import cell
from onrecord.store.notebook.people import TRAITS, ListedPerson, matched
from onrecord.store.statistics.figures import (
    NOBODY,
    UNKNOWN,
    CountedQuotation,
    Figure,
    among_known,
)

from .counts import counted
from .literal import literal
from .quotation_query import QuotationLine
from .session import Session
from .statements import WORDS

GENDERS = {"f": "women", "m": "men"}
"""How the genders are called in figures."""
FIGURES = (
    Format("figures-csv", "Table (CSV)", (".csv",), ""),
    Format("figures-svg", "Chart (SVG)", (".svg",), ""),
)
"""What figures leave in; :func:`as_file` writes them."""


def people(session: Session) -> dict[str, ListedPerson]:
    """Return who on the person's own list each actor is, by the actor's id."""
    listed = session.notebook.people.all()
    return matched(listed, session.actors()) if listed else {}


def said(session: Session, lines: Iterable[QuotationLine]) -> list[CountedQuotation]:
    """Return quotations as they are counted, in their order."""
    known = Traits(session)
    for article in known.articles:
        known.read(article)
    traits = known.told()
    return [counted_line(session, line, traits) for line in lines]


def counted_line(
    session: Session, line: QuotationLine, traits: Mapping[str, Mapping[str, str]]
) -> CountedQuotation:
    """Return a quotation as it is counted; ``traits`` are those of all actors, by their ids."""
    quoted = line.quoted
    return CountedQuotation(
        line.article,
        _words(session, line),
        quoted.speaker_name,
        str(quoted.kind),
        line.source,
        line.date,
        quoted.tags,
        traits.get(quoted.speaker_id or "", {}),
    )


def _words(session: Session, line: QuotationLine) -> int:
    text, quoted = line.text, line.quoted
    if quoted.end - quoted.start > WORDS:  # a line shows the beginning of a long one
        text = session.article(quoted.article).text[quoted.start : quoted.end]
    return len(text.split())


class Traits:
    """What is known of each actor: by the person's list, else by the machine.

    The machine's gender is the one that most articles show: each of :attr:`articles` is to be
    :meth:`read` before it is :meth:`told`.  Its role is the most frequent one.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._of = session.indexer.knowledge.resolution.of
        self._genders: dict[str, Counter[str]] = defaultdict(Counter)

    @property
    def articles(self) -> Sequence[str]:
        """The articles whose actors are known."""
        return list(self._of)

    def read(self, article: str) -> None:
        """Take in the genders that an article shows."""
        findings = self._session.findings(article)
        local = findings.actors if findings else ()
        for one, key in zip(local, self._of.get(article, ()), strict=False):
            if key and one.gender:
                self._genders[key][one.gender] += 1

    def told(self) -> Mapping[str, Mapping[str, str]]:
        """Return the traits of every actor, by its id; those that are not known are missing."""
        listed = people(self._session)
        found = {}
        for key, actor in self._session.actors().items():
            own = listed.get(key)
            told = {trait: getattr(own, trait) for trait in TRAITS if own and getattr(own, trait)}
            seen = self._genders.get(key)
            machine = {"gender": seen.most_common(1)[0][0] if seen else ""}
            if actor.roles:
                machine["role"] = max(actor.roles, key=lambda role: actor.roles[role])
            if actor.kind is ActorKind.ORGANISATION:
                machine |= {"organisation": actor.name, "gender": NOBODY}
            elif actor.kind is ActorKind.COUNTRY:
                machine |= {"country": actor.name, "gender": NOBODY}
            both = {**machine, **told}
            both["gender"] = GENDERS.get(both["gender"], both["gender"])
            found[key] = both
        return found


def caveats(counting: Sequence[CountedQuotation], count: str = "quotations") -> Iterator[str]:
    """Yield what has to be said beside figures by gender, a sentence each."""
    for row in among_known(counting, "gender", count):
        yield f"of those known: {literal(row.name)} {share(row)}"
    unknown = sum(UNKNOWN in it.values("gender") for it in counting)
    if unknown:
        yield f"of {counted(unknown, 'quotation')} the speaker's gender is not known"
    if any(NOBODY in it.values("gender") for it in counting):
        yield f"{NOBODY}: organisations and countries"
    yield (
        "The machine tells a gender by titles, given names and pronouns in the articles, "
        "and may be wrong; a list of yours (onrecord people) wins over it."
    )


def share(row: Figure) -> str:
    """Return a share with its interval, in words."""
    return f"{row.share:.1%} ({row.low:.1%} to {row.high:.1%})"


def as_file(rows: Sequence[Figure], by: str, count: str = "quotations") -> Callable[[Path], bytes]:
    """Return what writes figures, by the ending of a file's name (see :data:`FIGURES`)."""

    def write(path: Path) -> bytes:
        chart = path.name.casefold().endswith(".svg")
        return as_svg(rows, by, count) if chart else as_csv(rows, by)

    return write


def as_csv(rows: Sequence[Figure], by: str) -> bytes:
    """Return figures as a table."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    heads = ("quotations", "words", "articles", "speakers", "share", "low", "high")
    writer.writerow(["step", by, *heads])
    for row in rows:
        numbers = [getattr(row, name) for name in heads]
        writer.writerow([cell(row.step), cell(row.name), *numbers])
    return out.getvalue().encode("utf-8", "replace")


def as_svg(rows: Sequence[Figure], by: str, count: str = "quotations") -> bytes:
    """Return figures as a chart of bars."""
    from onrecord.store.export.charts import of_counts
    from onrecord.store.export.templating import render_chart

    named = [(f"{row.step} {row.name}".strip(), getattr(row, count)) for row in rows]
    return render_chart(of_counts(f"{count.capitalize()} by {by}", named))
