"""Debates as TEI: who said what in a parliament."""

from __future__ import annotations

import pytest

from onrecord.store.errors import Unreadable

from .conftest import Read
from .making import LAST, MORE, SAID

TEI = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title type="main">Harbour assembly, sitting 12</title></titleStmt>
<sourceDesc><bibl><publisher>Assembly of Marnhaven</publisher>
<date when="2021-05-04">4 May 2021</date></bibl></sourceDesc></fileDesc></teiHeader>
<text><body><div type="debateSection"><note type="speaker">The Speaker:</note>
<u who="#BrandtOlga"><seg>{MORE}</seg><vocal><desc>Applause.</desc></vocal><seg>{LAST}</seg></u>
<u who="#AnnLarsen"><seg>Why <note>(laughter)</note> not?</seg></u></div></body></text></TEI>"""


def test_a_debate(read: Read) -> None:
    """A paragraph a part of a speech, the speaker before the first; asides are no words."""
    [item], problems = read("a.xml", TEI.encode())
    assert item.text.split("\n\n") == [f"The Speaker: {MORE}", LAST, "Ann Larsen: Why not?"]
    assert (item.title, item.source, item.published.date, item.language, problems) == (
        "Harbour assembly, sitting 12", "Assembly of Marnhaven", "2021-05-04", "en", [],
    )  # fmt: skip


def test_a_text_without_speeches(read: Read) -> None:
    """It is its paragraphs; one without any, or that is cut off, is told."""
    [item], _ = read("a.tei", f"<TEI><text><body><p>{SAID}</p></body></text></TEI>".encode())
    assert item.text == SAID
    for broken in ("<TEI><text/></TEI>", TEI[:-30]):
        with pytest.raises(Unreadable):
            read("a.xml", broken.encode())


def test_a_page_as_tei(read: Read) -> None:
    """A page that trafilatura wrote as TEI has its author and address; comments are left out."""
    tei = TEI[: TEI.index("<text>")].replace(
        "</titleStmt>", "<author>Ann Larsen</author></titleStmt>"
    )
    tei = tei.replace("<bibl>", '<bibl><ptr type="URL" target="https://tide.example/port"/>')
    said = f'<div type="entry"><p>{SAID}</p></div><div type="comments"><p>First!</p></div>'
    [item], _ = read("a.xml", f"{tei}<text><body>{said}</body></text></TEI>".encode())
    assert (item.text, item.author, item.url) == (SAID, "Ann Larsen", "https://tide.example/port")


def test_deep_nesting_costs_only_itself(read: Read) -> None:
    """A hostile file is refused, whatever it nests."""
    deep = (
        "<TEI><text><body><p>" + "<hi>" * 5000 + SAID + "</hi>" * 5000 + "</p></body></text></TEI>"
    )
    with pytest.raises(Unreadable):
        read("a.tei", deep.encode())
