"""Deliveries of Factiva, ProQuest and Europresse, as text, rich text and pages."""

from __future__ import annotations

import pytest

from onrecord.store.library.readers import ProblemKind

from . import making
from .conftest import Read
from .making import LAST, MORE, SAID, paragraph
from .test_nexis import heads, rich

FACTIVA = f"""\
Business
Ferries stay in port as talks fail
By Ann Larsen
523 words
4 May 2021
05:30
The Quay Online
QUAYON
English
Copyright 2021. Quay Press Ltd. All Rights Reserved.

{SAID}

{MORE}

Document QUAYON0020210504eh540001u

Minister calls toll unlawful

1,200 words
6 May 2021
The Tide
TIDE
2
English
(c) 2021 Tide Ltd.

{LAST}

Document TIDE000020210506eh560001u


Search Summary
Text	ferries
Date	All Dates
Page 1 of 2 © 2021 Factiva, Inc. All rights reserved.
"""
CODES = f"""\
SE   Business
HD   Ferries stay in port
     as talks fail
BY   By Ann Larsen
WC   523 words
PD   4 May 2021
ET   05:30
SN   The Quay Online
SC   QUAYON
LA   English
CY   Copyright 2021
LP
{SAID}

TD
IN the end {MORE}

NS   npag : Page-One Stories | gcat : Political/General News
AN   Document QUAYON0020210504eh540001u
HD   Minister calls toll unlawful
WC   1,200 words
PD   6 May 2021
SN   The Tide
LA   English
TD
{LAST}

AN   Document TIDE000020210506eh560001u
"""
HEADS = [
    ("Ferries stay in port as talks fail", "2021-05-04", "The Quay Online", "Ann Larsen"),
    ("Minister calls toll unlawful", "2021-05-06", "The Tide", ""),
]
NUMBERS = ["QUAYON0020210504eh540001u", "TIDE000020210506eh560001u"]


@pytest.mark.parametrize("name", ["a.txt", "a.rtf", "a.docx"])
def test_factiva_with_bare_heads(read: Read, name: str) -> None:
    """The lines of the head are told by their order; the search at the end is no article."""
    made = {
        "a.txt": FACTIVA.encode(),
        "a.rtf": rich(FACTIVA),
        "a.docx": making.docx("".join(map(paragraph, FACTIVA.splitlines()))),
    }
    items, problems = read(name, made[name])
    assert (heads(items), problems) == (HEADS, [])
    assert [it.key for it in items] == NUMBERS
    assert [it.text for it in items] == [f"{SAID}\n\n{MORE}", LAST]
    assert {it.language for it in items} == {"en"}


def test_factiva_with_codes(read: Read) -> None:
    """Two letters stand before each field, in the order they have; words alike are words."""
    items, problems = read("a.txt", CODES.encode())
    assert (heads(items), problems) == (HEADS, [])
    assert [it.key for it in items] == NUMBERS
    assert [it.text for it in items] == [f"{SAID}\n\nIN the end {MORE}", LAST]


def test_factiva_in_other_languages(read: Read) -> None:
    """Words, days and languages in German and French; a hundred words have no thousand."""
    german = FACTIVA.replace("words", "Wörter").replace("May", "Mai").replace("English", "Deutsch")
    items, _ = read("a.txt", german.replace("Document ", "Dokument ").encode())
    assert (heads(items), items[0].language) == (HEADS, "de")
    french = FACTIVA.replace("words", "mots").replace("May", "mai").replace("English", "Anglais")
    items, _ = read("a.txt", french.encode())
    assert (heads(items), items[0].language) == (HEADS, "en")


def test_factiva_with_long_titles(read: Read) -> None:
    """A title that goes on in a line of its own, above the head or parted from it."""
    long = "Ferries stay in port as talks fail\nfor the third week"
    bare = FACTIVA.removeprefix("Business\n")
    for made in (FACTIVA.replace(HEADS[0][0], long), bare.replace(HEADS[0][0], f"{long}\n")):
        items, _ = read("a.txt", made.encode())
        assert heads(items)[0][:2] == (long.replace("\n", " "), "2021-05-04")


def test_factiva_cut_off(read: Read) -> None:
    """The last article has no number: it is read, and told."""
    items, [problem] = read("a.txt", FACTIVA.split("Document TIDE")[0].encode())
    assert heads(items) == HEADS
    assert problem.kind is ProblemKind.PART
    assert "cut off" in problem.message


FACTIVA_PAGE = f"""<!DOCTYPE html><html><head><title>Factiva</title>
<style>{".x{{color:red}}" * 900}</style></head><body><form><input value="{"A" * 9000}">
<div id="article-{NUMBERS[0]}" class="article"><div class="article enArticle"><p></p>
<div>Business</div><div id="hd"><span class="enHeadline">Ferries stay in port <b>as talks</b> fail
</span></div><div class="author">By Ann Larsen </div><div>523 words</div><div>4 May 2021</div>
<div>05:30</div><div>The Quay Online</div><div>QUAYON</div><div>English</div>
<div>Copyright 2021. Quay Press. </div><p></p>
<p class="articleParagraph enarticleParagraph">{SAID}</p>
<p class="articleParagraph enarticleParagraph">The union of <b>dockers</b> voted
on the offer in a hall that was too small for the members.</p>
<p>Document {NUMBERS[0]}</p></div></div>
<div class="article enArticle"><p></p><table>
<tr><td><b>HD</b></td><td>Minister calls toll unlawful</td></tr>
<tr><td><b>WC</b></td><td>1,200 words</td></tr><tr><td><b>PD</b></td><td>6 May 2021</td></tr>
<tr><td><b>SN</b></td><td>The Tide</td></tr><tr><td><b>LA</b></td><td>English</td></tr>
<tr><td><b>LP</b></td><td><p class="articleParagraph">{LAST}</p></td></tr>
<tr><td><b>NS</b></td><td>npag : Page-One Stories</td></tr>
<tr><td><b>AN</b></td><td>Document {NUMBERS[1]}</td></tr></table></div></form></body></html>"""


def test_factiva_page(read: Read) -> None:
    """A saved page holds articles with marked heads, and tables of codes."""
    items, problems = read("a.html", FACTIVA_PAGE.encode())
    assert (heads(items), problems) == (HEADS, [])
    assert [it.key for it in items] == NUMBERS
    assert [it.text for it in items] == [f"{SAID}\n\n{MORE}", LAST]


RULER = "_" * 60
PROQUEST = f"""\
{RULER}

Report Information from ProQuest

{RULER}

Ferries stay in port as talks fail

Author: Larsen, Ann; Brodin, Tomas

Publication info: The Quay ; Marnhaven [Marnhaven]04 May 2021: A.2.

https://proquest.example/docview/251439970

Abstract: A short one.

Links: https://links.example/?a=b

Full text: {SAID}

Location: that was the question.

{MORE}

Subject: Ports; Ferries

Company / organization: Name: Quay Lines; NAICS: 483

Title: Ferries stay in port as talks fail

Publication title: The Quay; Marnhaven

Publication year: 2021

Publication date: May 4, 2021

Language of publication: English

ProQuest document ID: 251439970

Document URL: https://proquest.example/docview/251439970

Database: Newsstand
{RULER}

Minister calls toll unlawful

Publication info: The Tide ; Marnhaven [Marnhaven]06 May 2021.

Abstract: {LAST}

ProQuest document ID: 251439971

Database: Newsstand
{RULER}

Contact us at: https://support.example

Database copyright © 2021 ProQuest LLC. All rights reserved.

Terms and Conditions: https://terms.example
"""


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "without rulers.txt"])
def test_proquest(read: Read, name: str) -> None:
    """Labels around the full text; what is an abstract alone is marked so."""
    lines = PROQUEST.replace(f"{RULER}\n", "") if "without" in name else PROQUEST
    word = making.docx("".join(map(paragraph, lines.split("\n"))))
    items, problems = read(name, word if name.endswith("docx") else lines.encode())
    assert (heads(items), problems) == (
        [
            ("Ferries stay in port as talks fail", "2021-05-04", "The Quay",
             "Ann Larsen; Tomas Brodin"),
            ("Minister calls toll unlawful", "2021-05-06", "The Tide", ""),
        ],
        [],
    )  # fmt: skip
    assert items[0].text.split("\n\n") == [SAID, "Location: that was the question.", MORE]
    assert (items[1].text, items[1].summary, items[0].summary) == (LAST, True, False)
    assert [it.key for it in items] == ["251439970", "251439971"]
    assert items[0].url == "https://proquest.example/docview/251439970"


def said(name: str, words: str) -> str:
    """Return a field as ProQuest's pages have them."""
    return f'<p style="margin:0"><strong>{name}: </strong>{words}</p>'


def test_proquest_page(read: Read) -> None:
    """A page has a name where a record begins, and the words as HTML."""
    page = "<html><body>" + "".join(
        f'<div style="border-bottom:2px solid #ccc"><a name="DocID_X_{number}"></a><p></p>'
        f'<p style="font-weight:bold;">{title}</p>{said("Author", "Larsen, Ann")}'
        f"{said('Full text', f'<text wordcount=239><p>{SAID}</p> <p>{body}</p></text>')}"
        f"{said('Subject', 'Ports')}{said('Publication title', 'The Quay; Marnhaven')}"
        f"{said('Publication date', 'May 4, 2021')}{said('ProQuest document ID', str(number))}"
        f"{said('Database', 'Newsstand')}</div>"
        for number, title, body in ((11, "Ferries stay", MORE), (12, "Toll unlawful", LAST))
    )
    items, problems = read("a.html", page.encode())
    assert heads(items) == [
        ("Ferries stay", "2021-05-04", "The Quay", "Ann Larsen"),
        ("Toll unlawful", "2021-05-04", "The Quay", "Ann Larsen"),
    ]
    assert [it.text for it in items] == [f"{SAID}\n\n{MORE}", f"{SAID}\n\n{LAST}"]
    assert ([it.key for it in items], problems) == (["11", "12"], [])


EUROPRESSE = f"""<html><body><article><header><div class="rdp__DocPublicationName">
<span class="DocPublicationName">Le Quai, no. 24123</span></div><div class="rdp__DocHeader">
<span class="DocHeader">Économie, mardi 4 mai 2021 1245 mots, p. 12</span></div></header><section>
<div class="titreArticle"><p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Les
ferries restent au port</p></div><div class="docAuthors">Anne Larsen</div>
<div class="docOcurrContainer"><p>Personne ne part, dit <mark>Olga Brandt</mark>.</p><p>{MORE}</p>
</div></section><footer><small>© 2021 Le Quai. Tous droits réservés.</small>
<p>Numéro de document : news·20210504·LQ·0001</p></footer></article>
<article><span class="DocPublicationName">The Tide (website)</span>
<span class="DocHeader">Thursday, May 6, 2021</span><p class="titreArticleVisu">Toll unlawful</p>
<div class="DocText clearfix"><p>{LAST}</p></div></article></body></html>"""


def test_europresse(read: Read) -> None:
    """Articles of a page, by the names of the parts; an issue is no part of a publication's."""
    items, problems = read("a.HTML", EUROPRESSE.encode())
    assert heads(items) == [
        ("Les ferries restent au port", "2021-05-04", "Le Quai", "Anne Larsen"),
        ("Toll unlawful", "2021-05-06", "The Tide (website)", ""),
    ]
    assert [it.text for it in items] == [f"Personne ne part, dit Olga Brandt.\n\n{MORE}", LAST]
    assert (items[0].key, problems) == ("news·20210504·LQ·0001", [])


@pytest.mark.parametrize(
    "text",
    [
        f"523 words\n4 May 2021\n\n{SAID}\n\nHe wrote them in English\n",
        f"Ferries stay\n523 words\n4 May 2021\nThe Quay\n{SAID}\n{MORE}\nCopyright 2021 The Quay\n",
        f"Title: Ferries stay\nAuthor: Ann Larsen\nSubject: Ports\n\nFull text: {SAID}\n{RULER}\n",
        f"HD\n\nLP\n\n{SAID}\n\nTD\n\n{MORE}\n\nAN\n",
        f"{RULER}\n\n{SAID}\n\n{RULER}\n\nPublication date: May 4, 2021\n\n{MORE}\n",
        f"{SAID}\n\nDocument QUAY000020210504eh540001u\n\n{MORE}\n",
    ],
)
def test_what_only_looks_a_little_like_it_stays_what_it_was(read: Read, text: str) -> None:
    """A label, a ruler or a number of words makes no delivery."""
    [item], _ = read("a.txt", text.encode())
    assert (item.key, item.text) == ("", text)


def test_a_page_about_a_database_stays_a_page(read: Read) -> None:
    """One that names it, or has an article of its own in it."""
    page = making.page(f"<p>The ProQuest document ID: what is it?</p><p>{SAID}</p><p>{MORE}</p>")
    [item], _ = read("a.html", page.encode())
    assert item.key == ""
    assert SAID in item.text
