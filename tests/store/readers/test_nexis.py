"""Deliveries of Nexis Uni and LexisNexis: Word, rich text and text, of all ages and languages."""

from __future__ import annotations

import re

import pytest

from onrecord.analysis.types import Basis
from onrecord.store.library.readers import Item, ProblemKind
from onrecord.store.library.readers.summary import told

from . import making
from .conftest import Read
from .making import LAST, MORE, SAID, paragraph

COVER = """\
User Name: Ann Larsen
Date and Time: Friday, May 7, 2021 10:21:00 AM CEST
Job Number: 143000117
Documents (2)
1. Ferries stay in port as talks fail
Client/Matter: -None-
Search Terms: ferries
Narrowed by:
Content Type
Narrowed by
News
Timeline: Jan 01, 2021 to Dec 31, 2021
2. Minister calls toll unlawful
Client/Matter: -None-
"""
FIRST = f"""\
Ferries stay in port as talks fail
The Quay (Marnhaven)
May 4, 2021 Tuesday
First Edition
Copyright 2021 Quay Press Limited
All Rights Reserved
Section: NEWS; Pg. 3
Length:\u00a0523 words
Byline:\u00a0Ann Larsen
Highlight: No ship has left
Dateline: MARNHAVEN
Body
{SAID}
May 4, 2021 was the ninth day. Length: 500 words was what he was asked for.
{MORE}
Graphic
A ferry at the quay, yesterday.
Load-Date: May 5, 2021
End of Document
"""
SECOND = f"""\
Minister calls toll unlawful
tide.example
6 May 2021
Copyright 2021 Tide Online. All Rights Reserved
Length: 1,200 words
Body
{LAST}
Classification
Language: ENGLISH
Publication-Type: Web Publication
Subject: PORTS (90%)
Load-Date: May 7, 2021
End of Document
"""
OLDER = f"""


Download Request: Selected Items: 1-2
Time Of Request: Friday, March 20, 2018  16:51:31

Terms: (DATE(>=2009-12-01) and (ferries))

                               1 of 2 DOCUMENTS



                               The Quay (London)

                            January 11, 2010 Monday
                                   Edition 1;
                                    Scotland

Ferries stay in port as talks fail for a third week in a row, and nobody
knows why

BYLINE: Ann Larsen

SECTION: FEATURES; Pg. 6

LENGTH: 677 words


{SAID[:48]}
{SAID[49:]}
January 4, 2009 was the day on which
the harbour master came.

{MORE}

LOAD-DATE: January 12, 2010

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                    Copyright 2010 QUAY NEWSPAPERS LTD
                              All Rights Reserved

                               2 of 2 DOCUMENTS

                  Copyright 2003 The Tide Company
                               The Tide

                          December 1, 2003 Monday
                            Late Edition - Final

SECTION: Section A; Column 1; Foreign Desk; Pg. 1

LENGTH: 523 words

HEADLINE: Minister calls toll unlawful

BYLINE: By TOMAS VERHOLT

DATELINE: MARNHAVEN, Dec. 1

BODY:

{LAST}

URL: http://www.tide.example/toll

LOAD-DATE: December 1, 2003
"""
GERMAN = f"""
                               Dokument 1 von 1

                                  Der Kai

                          Dienstag 4. Mai 2021
                              Gesamtausgabe

Fähren bleiben im Hafen

AUTOR: Anna Larsen

RUBRIK: Lokales; S. 6

LÄNGE: 75 Wörter

{MORE}

{LAST}

UPDATE: 5. Mai 2021

SPRACHE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Zeitung

                    Copyright 2021 Kai Verlag GmbH
                         Alle Rechte Vorbehalten
"""
FRENCH = f"""
                               Document 1 de 1

                                  Le Quai

                             mardi 4 mai 2021

Les ferries restent au port

RUBRIQUE: ÉCONOMIE; Pg. 2

LONGUEUR: 75 mots

AUTEUR: Anne Larsen

{MORE}

DATE-CHARGEMENT: 5 mai 2021

LANGUE: FRENCH; FRANÇAIS
"""
HEADS = [
    ("Ferries stay in port as talks fail", "2021-05-04", "The Quay (Marnhaven)", "Ann Larsen"),
    ("Minister calls toll unlawful", "2021-05-06", "tide.example", ""),
]


def heads(items: list[Item]) -> list[tuple[str, str | None, str, str]]:
    """Return title, day, source and author of articles."""
    return [(it.title, it.published.date, it.source, it.author) for it in items]


def word(lines: str) -> bytes:
    """Return a Word document of these lines."""
    return making.docx("".join(paragraph(line) for line in lines.splitlines()))


def rich(lines: str) -> bytes:
    """Return rich text of these lines, the first a link as the database writes them."""
    first, *rest = (
        "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in line)
        for line in lines.splitlines()
    )
    address = r'{\*\fldinst{HYPERLINK "https://nexis.example/doc?id=1"}}'
    link = r"{\field" + address + r"{\fldrslt{\ul " + first + "}}}"
    return ("{\\rtf1\\ansi\\pard " + link + "\\par\n" + "\\par\n".join(rest) + "\\par}").encode()


@pytest.mark.parametrize("cover", ["", COVER])
@pytest.mark.parametrize(
    ("name", "made"), [("a.docx", word), ("a.rtf", rich), ("a.txt", str.encode)]
)
def test_uni(read: Read, name: str, made, cover: str) -> None:
    """Word, rich text and text: an article a document, its body alone; the cover is left out."""
    items, problems = read(name, made(cover + FIRST + SECOND))
    assert heads(items) == HEADS
    assert items[0].text.split("\n\n") == [
        SAID,
        "May 4, 2021 was the ninth day. Length: 500 words was what he was asked for.",
        MORE,
    ]
    assert (items[1].text, items[1].language, problems) == (LAST, "en", [])
    assert {it.published.basis for it in items} == {Basis.METADATA}


def test_one_document_alone(read: Read) -> None:
    """A document that was delivered by itself is read as one of many would be."""
    [item], problems = read("a.docx", word(FIRST))
    assert (heads([item]), problems) == (HEADS[:1], [])


def test_older_text(read: Read) -> None:
    """Lines are joined; copyright above or below, the title below the day or behind HEADLINE."""
    items, problems = read("a.txt", OLDER.encode())
    assert heads(items) == [
        (
            "Ferries stay in port as talks fail for a third week in a row, and nobody knows why",
            "2010-01-11", "The Quay (London)", "Ann Larsen",
        ),
        ("Minister calls toll unlawful", "2003-12-01", "The Tide", "TOMAS VERHOLT"),
    ]  # fmt: skip
    assert items[0].text.split("\n\n") == [
        f"{SAID} January 4, 2009 was the day on which the harbour master came.",
        MORE,
    ]
    assert (items[1].text, items[1].url) == (LAST, "http://www.tide.example/toll")
    assert problems == []


def test_in_other_languages(read: Read) -> None:
    """German and French labels, days and counts."""
    [german], _ = read("a.txt", GERMAN.encode())
    assert heads([german]) == [("Fähren bleiben im Hafen", "2021-05-04", "Der Kai", "Anna Larsen")]
    assert (german.text, german.language) == (f"{MORE}\n\n{LAST}", "de")
    [french], _ = read("a.txt", FRENCH.encode("cp1252"))
    assert heads([french]) == [
        ("Les ferries restent au port", "2021-05-04", "Le Quai", "Anne Larsen")
    ]
    assert (french.text, french.language) == (MORE, "fr")


def without(lines: str, *labels: str) -> str:
    """Return a delivery without the lines that begin so."""
    return "".join(it for it in lines.splitlines(True) if not it.lstrip().startswith(labels))


def test_missing_fields(read: Read) -> None:
    """Whatever a document lacks, the rest of it is found; a day of loading is marked as such."""
    bare = without(FIRST, "Byline", "Section", "Highlight", "Dateline", "First Edition", "Graphic")
    [item], _ = read("a.txt", without(bare, "A ferry at").encode())
    assert heads([item]) == [(*HEADS[0][:3], "")]
    assert item.text.endswith(MORE)
    [item], _ = read("a.txt", without(FIRST, "May 4, 2021 T", "First Edition").encode())
    assert heads([item]) == [(HEADS[0][0], "2021-05-05", *HEADS[0][2:])]
    assert (item.published.basis, item.text.startswith(SAID)) == (Basis.INFERRED, True)
    for label in ("LENGTH", "BYLINE", "SECTION", "LOAD-DATE"):
        items, _ = read("a.txt", without(OLDER, label).encode())
        assert [it.text.endswith(end) for it, end in zip(items, (MORE, LAST), strict=True)] == [
            True,
            True,
        ], label
        assert [it.source for it in items] == ["The Quay (London)", "The Tide"]


def test_a_page_of_the_older_kind(read: Read) -> None:
    """HTML with an element a line; what stands between day and labels ends with the title."""
    page = "".join(
        f'<div class="c{n}"><p><span>{line.strip()}</span></p></div>'
        for n, line in enumerate(OLDER.split("Project ID")[0].splitlines())
        if line.strip()
    )
    page = page.replace("in a row, and nobody</span></p></div>", "in a row, and nobody ")
    page = re.sub(r'(?<=nobody )<div class="c\d+"><p><span>', "", page)
    items, problems = read("a.html", f"<html><body><a name=DOC_ID_0></a>{page}</body>".encode())
    assert [it[1:] for it in heads(items)] == [
        ("2010-01-11", "The Quay (London)", "Ann Larsen"),
        ("2003-12-01", "The Tide", "TOMAS VERHOLT"),
    ]
    assert items[0].title.endswith("in a row, and nobody knows why")
    assert [it.text.endswith(end) for it, end in zip(items, (MORE, LAST), strict=True)]
    assert problems == []


def test_a_pdf_of_many_articles_is_told(read: Read) -> None:
    """Its lines do not tell what is a head: it is read as one, and the way out is named."""
    lines = (FIRST + SECOND).splitlines()
    drawn = [(60.0, 800.0 - 20 * n, line[:60]) for n, line in enumerate(lines)]
    [item], problems = read("a.pdf", making.pdf([drawn]))
    assert item.key == ""
    [problem] = [it for it in problems if "as Word or text" in it.message]
    assert told([problem]) == "1 file is read as is likeliest"  # nothing was left out


def test_an_article_without_words_is_told(read: Read) -> None:
    """A picture alone is no article; how many there are stands in one line."""
    picture = without(FIRST, SAID, MORE, "May 4, 2021 was")
    [item], [problem] = read("a.txt", (picture + SECOND).encode())
    assert item.title == HEADS[1][0]
    assert problem.kind is ProblemKind.PART
    assert problem.message == f"1 of its articles has no text (“{HEADS[0][0]}”)"


def test_a_delivery_that_is_cut_off(read: Read) -> None:
    """What is there of the last article is read, and told."""
    cut = (FIRST + SECOND).split("Classification")[0]
    items, [problem] = read("a.txt", cut.encode())
    assert heads(items) == HEADS
    assert (problem.kind, problem.where) == (ProblemKind.PART, f"a.txt#{items[1].key}")
    assert "cut off" in problem.message
    older = OLDER.split("URL:")[0]
    items, [problem] = read("a.txt", older.encode())
    assert [it.text.endswith(end) for it, end in zip(items, (MORE, LAST), strict=True)]
    assert "cut off" in problem.message


def test_keys_stay(read: Read) -> None:
    """Delivered again with another article before them, the articles keep their keys."""
    once = [it.key for it in read("a.txt", (FIRST + SECOND).encode())[0]]
    third = FIRST.replace("Ferries stay", "Ferries sail")
    again = [it.key for it in read("a.txt", (third + SECOND + FIRST).encode())[0]]
    assert again[1:] == once[::-1]
    twice = [it.key for it in read("a.txt", (FIRST + FIRST).encode())[0]]
    assert twice == [once[0], f"{once[0]}-2"]


def test_what_an_article_quotes_parts_nothing(read: Read) -> None:
    """A count of documents in the words of a newer one is words."""
    items, _ = read("a.docx", word(FIRST.replace(MORE, f"1 of 2 DOCUMENTS\n{MORE}") + SECOND))
    assert heads(items) == HEADS
    assert items[0].text.endswith(f"1 of 2 DOCUMENTS\n\n{MORE}")


@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_a_cover_page_alone_is_a_text(read: Read, name: str) -> None:
    """Where there are no articles behind it, it is what the file is."""
    [item], _ = read(name, COVER.encode() if name == "a.txt" else word(COVER))
    assert item.key == ""


def test_a_page_that_counts_documents_stays_a_page(read: Read) -> None:
    """A viewer shows how many there are."""
    page = making.page(f"<p>1 of 2 DOCUMENTS</p><p>{SAID}</p><p>{MORE}</p><p>{LAST}</p>")
    [item], _ = read("a.html", page.encode())
    assert (item.key, SAID in item.text) == ("", True)


TALKING = (
    f"Title: How long?\n\nLength: 500 words is what an editor asks for.\n\nBody\n\n{SAID}\n",
    f"How it prints\n\nThe head says “Length: 523 words”, then comes\n\nBody\n\nand {MORE}\n",
    f"Length: 523 words\n\n{SAID}\n\nCopyright 2021 is below.\n\nLoad-Date: who knows?\n",
    f"We read 3 of 10 DOCUMENTS\n\n{SAID}\n\nLENGTH is nothing: {MORE}\n",
    f"{SAID}\n\nEnd of Document\n\n{MORE}\n\nEnd of Document\n",
    f"Job Number: 12\n\n{SAID}\n\nThe archive (Documents (2)) is closed.\n",
    f"Body\n\n{SAID}\n\nText\n\n{MORE}\n",
)


@pytest.mark.parametrize("text", TALKING)
def test_what_only_talks_of_it_stays_what_it_was(read: Read, text: str) -> None:
    """A text about lengths and bodies is one article, all of it; so is a document of Word."""
    [item], _ = read("a.txt", text.encode())
    assert (item.key, item.text) == ("", text)
    [item], _ = read("a.docx", word(text))
    assert item.text.split("\n\n") == [line for line in text.split("\n") if line]
