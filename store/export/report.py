"""A report as one HTML file that needs nothing else, reads without a network and prints well.

Nothing in it can run: its policy allows no script and no address, and all text of articles and
people is escaped.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from onrecord.store.notebook.people import TRAITS, ListedPerson

from . import charts
from .records import KINDS, Evidence, Export, Row, memo_row, people_rows, quotation_row

NOBODY = "Speaker unknown"
UNTAGGED = "Without a tag"


def by_speaker(export: Export) -> bytes:
    """Return the report with a section a speaker, the most quoted first."""
    sections: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for it in export.evidence:
        sections[it.quotation.speaker_id or "", it.quotation.speaker_name or NOBODY].append(it)
    ordered = sorted(sections.items(), key=lambda pair: (pair[0][1] == NOBODY, -len(pair[1])))
    return _report(export, [(name, items) for (_, name), items in ordered], speakers=True)


def by_tag(export: Export) -> bytes:
    """Return the report with a section a tag, in the order of the tree; with several, in each."""
    sections: dict[str, list[Evidence]] = defaultdict(list)
    for it in export.evidence:
        for tag in it.quotation.tags or (UNTAGGED,):
            sections[tag].append(it)
    ordered = sorted(sections.items(), key=lambda pair: (pair[0] == UNTAGGED, pair[0]))
    return _report(export, ordered)


def _report(
    export: Export, sections: list[tuple[str, list[Evidence]]], speakers: bool = False
) -> bytes:
    """Return the report; ``speakers`` tells that a section is of one of them, named in its head."""
    from .templating import block, filled

    # With several tags a quotation stands in several sections: it is set once.
    blocks = {
        id(it): block("quotation.html", {"q": _row(it), "speaker": speakers})
        for it in export.evidence
    }
    listed = people_rows(export)
    names = (it.quotation.speaker_name or NOBODY for it in export.evidence)
    dates = (it.article.published.date for it in export.evidence)
    shown = (
        charts.most("Quotations by speaker", names),
        charts.by_month("Quotations by month", dates),
    )
    told = {
        "title": export.title,
        "made": export.made,
        "by": export.by,
        "count": len(export.evidence),
        "people": listed,
        "memos": [memo_row(it) for it in export.memos],
        "sections": [
            {
                "name": name,
                "number": number,
                "quotations": [blocks[id(it)] for it in items],
                "who": _who(items[0].person) if speakers else "",
            }
            for number, (name, items) in enumerate(sections, start=1)
        ],
        "charts": [asdict(chart) for chart in shown if chart.bars],
        "traits": [name for name in TRAITS if any(row[name] for row in listed)],
        "cited": len({it.article.id for it in export.evidence}),
        "width": charts.WIDTH,
    }
    return filled("report.html", told)


def _who(person: ListedPerson | None) -> str:
    """Return in a few words who somebody is, by the person's own list."""
    if person is None:
        return ""
    told = (person.role, person.organisation, person.party, person.country)
    return ", ".join(it for it in told if it)


def _row(it: Evidence) -> Row:
    from .dates import dated

    row: dict[str, Any] = quotation_row(it)
    row["kind_words"] = KINDS[row["kind"]]
    row["corrected"] = it.quotation.by_person
    row["doubt"], row["place"] = it.doubt, it.article.place
    row["date"] = dated(it.article.published)
    return row
