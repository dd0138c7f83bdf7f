"""A report as one HTML file that needs nothing else, reads without a network and prints well.

Nothing in it can run: its policy allows no script and no address, and all text of articles and
people is escaped.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from . import charts
from .records import Evidence, Export, Row, quotation_row

NOBODY = "Speaker unknown"
UNTAGGED = "Without a tag"


def by_speaker(export: Export) -> bytes:
    """Return the report with a section a speaker, the most quoted first."""
    sections: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for it in export.evidence:
        sections[it.quotation.speaker_id or "", it.quotation.speaker_name or NOBODY].append(it)
    ordered = sorted(sections.items(), key=lambda pair: (pair[0][1] == NOBODY, -len(pair[1])))
    return _report(export, [(name, items) for (_, name), items in ordered])


def by_tag(export: Export) -> bytes:
    """Return the report with a section a tag, in the order of the tree; with several, in each."""
    sections: dict[str, list[Evidence]] = defaultdict(list)
    for it in export.evidence:
        for tag in it.quotation.tags or (UNTAGGED,):
            sections[tag].append(it)
    ordered = sorted(sections.items(), key=lambda pair: (pair[0] == UNTAGGED, pair[0]))
    return _report(export, ordered)


def _report(export: Export, sections: list[tuple[str, list[Evidence]]]) -> bytes:
    from .templating import render

    speakers = (it.quotation.speaker_name or NOBODY for it in export.evidence)
    dates = (it.article.published.date for it in export.evidence)
    shown = (
        charts.most("Quotations by speaker", speakers),
        charts.by_month("Quotations by month", dates),
    )
    return render(
        "report.html",
        export,
        sections=[
            {"name": name, "number": number, "quotations": [_row(it) for it in items]}
            for number, (name, items) in enumerate(sections, start=1)
        ],
        charts=[asdict(chart) for chart in shown if chart.bars],
        cited=len({it.article.id for it in export.evidence}),
        width=charts.WIDTH,
    )


def _row(it: Evidence) -> Row:
    from .dates import dated
    from .templating import KINDS

    row: dict[str, Any] = quotation_row(it)
    row["kind_words"] = KINDS[row["kind"]]
    row["date"] = dated(it.article.published)
    return row
