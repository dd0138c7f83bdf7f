"""A library's quotations as they are counted, with what is known of their speakers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.store.export import Format
from onrecord.store.export.csv_tables import cell
from onrecord.store.statistics.figures import (
    NO_TAG,
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
from .traits import TraitsOf

FIGURES = (
    Format("figures-csv", "Table (CSV)", (".csv",), ""),
    Format("figures-svg", "Chart (SVG)", (".svg",), ""),
)
"""What figures leave in; :func:`as_file` writes them."""


def said(session: Session, lines: Iterable[QuotationLine]) -> list[CountedQuotation]:
    """Return quotations as they are counted, in their order."""
    traits = session.traits.now()
    return [counted_line(session, line, traits) for line in lines]


def counted_line(session: Session, line: QuotationLine, traits: TraitsOf) -> CountedQuotation:
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


def query_of(row: Figure, by: str, over: str = "") -> str:
    """Return the query for the quotations of a row, "" where none says it."""
    asked = [_asked(by, row.name), _asked(over, row.step) if over else ""]
    if not asked[0] or (over and not asked[1]):
        return ""
    return " ".join(filter(None, asked))


def _asked(by: str, name: str) -> str:
    if by in ("month", "year"):
        return "" if name == UNKNOWN else f"date:{name}"
    if by == "kind":
        return f"kind:{name}"
    if by == "gender":
        return f'gender:"{name.strip("()")}"' if " " in name else f"gender:{name.strip('()')}"
    if name == (NO_TAG if by == "tag" else UNKNOWN):
        return "-source:/./" if by == "source" else f"-has:{by}"
    if '"' in name:
        return ""
    bare = re.fullmatch(r"[\w-]+", name)
    return f"{by}:={name}" if bare else f'{by}:="{name}"'


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
