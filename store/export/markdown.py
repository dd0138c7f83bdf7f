"""Markdown that a colleague reads without onrecord.

All text of articles and people is escaped, so that it shows as it stands and cannot make a
heading, a link, a list or HTML (CommonMark 0.31, sections 2.4 and 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from onrecord.analysis.types import Basis, Published, QuotationKind

from .protocol import Evidence

_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_ACTIVE = re.compile(r"([\\`*_\[\]<>&~|$^{}])")
_OPENING = re.compile(r"^([#+=:%@>-]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")
_LINES = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")
_URL = re.compile(
    r"https?://[^\s<>\"`\\^{}|\x00-\x20\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+"
)

_KINDS = {
    QuotationKind.DIRECT: "direct quotation",
    QuotationKind.INDIRECT: "reported",
    QuotationKind.MIXED: "reported, with quoted words",
}
_BASES = {
    Basis.USER: "set by hand",
    Basis.INFERRED: "inferred",
    Basis.FILENAME: "from the file's name",
    Basis.URL: "from the address",
    Basis.DATELINE: "from the dateline",
}


class MarkdownWriter:
    """``.md``: one section an article, one block quote a quotation."""

    suffixes = (".md", ".markdown")

    def write(self, evidence: Sequence[Evidence], title: str) -> str:
        """Return the document; see the module."""
        return write(evidence, title)


def write(evidence: Sequence[Evidence], title: str) -> str:
    """Return quotations as Markdown, under the titles of their articles, in the order given."""
    parts = [f"# {inline(title) or 'Quotations'}"]
    articles = groupby(evidence, key=lambda it: it.quotation.article)
    for _, of_article in articles:
        items = list(of_article)
        parts.append(f"## {inline(items[0].title) or 'Untitled'}")
        parts.append(_facts(items[0]))
        for item in items:
            parts.extend(_quotation(item))
    return "\n\n".join(part for part in parts if part) + "\n"


def _facts(it: Evidence) -> str:
    url = f"<{it.url}>" if _URL.fullmatch(it.url) else inline(it.url)
    return " · ".join(part for part in (inline(it.source), dated(it.published), url) if part)


def dated(published: Published) -> str:
    """Return a date for reading: an inferred one with ``~``, and what it rests on."""
    if not published.date:
        bounds = [
            f"{word} {inline(day)}"
            for word, day in (
                ("not before", published.not_before),
                ("not after", published.not_after),
            )
            if day
        ]
        return f"undated ({', '.join(bounds)})" if bounds else "undated"
    basis = _BASES.get(published.basis, "")
    if published.inferred and published.why:
        basis = f"{basis}: {inline(published.why)}"
    # The backslash keeps two such signs from striking the words between them through.
    sign = r"\~ " if published.inferred else ""
    return f"{sign}{inline(published.date)}{f' ({basis})' if basis else ''}"


def _quotation(it: Evidence) -> Iterator[str]:
    q = it.quotation
    yield "\n>\n".join(f"> {line}" for line in _paragraphs(it.content))
    facts = [f"**{inline(q.speaker_name)}**" if inline(q.speaker_name) else "speaker unknown"]
    facts.append(_KINDS[q.kind])
    if it.cue.strip():
        facts.append(f"“{inline(it.cue)}”")
    if q.by_person:
        facts.append("as corrected by hand")
    if q.why:
        facts.append(inline(q.why))
    yield f"— {', '.join(facts)}"
    if q.tags:
        yield f"Tags: {', '.join(inline(tag) for tag in q.tags)}"
    if memo := _paragraphs(q.memo):
        memo[0] = f"Memo: {memo[0]}"
        yield "\n\n".join(memo)


def _paragraphs(text: str) -> list[str]:
    lines = (inline(line) for line in _LINES.split(text))
    return [line for line in lines if line]


def inline(text: str) -> str:
    """Return text as one line of Markdown that shows just as it stands."""
    line = " ".join(_HIDDEN.sub("", _LINES.sub(" ", text)).split())
    line = _ACTIVE.sub(r"\\\1", line)
    line = _ADDRESS.sub(r"\1\\\2", line)
    return _OPENING.sub(_escape_opening, line)


def _escape_opening(found: re.Match[str]) -> str:
    opening = found[0]
    # A number opens a list by the sign after it, which is what has to be escaped.
    return f"{opening}\\" if opening.isdigit() else f"\\{opening}"
