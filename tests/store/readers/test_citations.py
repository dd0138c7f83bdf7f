"""Lists of references: RIS, EndNote, BibTeX, CSL-JSON, tables of Zotero."""

from __future__ import annotations

import json
from contextlib import suppress
from time import process_time

import pytest

from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import ProblemKind

from .conftest import Read
from .making import LAST, MORE, SAID
from .test_nexis import heads

RIS = f"""\
TY  - NEWS
TI  - Ferries stay in port
AU  - Larsen, Ann
AU  - Brodin, Tomas
T2  - The Quay
PY  - 2021
DA  - 2021/05/04/
AB  - {SAID}
{MORE}
UR  - https://quay.example/ferries
ER  -

TY  - NEWS
T1  - Toll unlawful
JO  - The Tide
Y1  - 2021/05//
N2  - {LAST}
ER  -

TY  - BOOK
TI  - A book without words
N1  - Accessed 2021-05-04
ER  -
"""
ENDNOTE = f"""\
%0 Newspaper Article
%T Ferries stay in port
%A Larsen, Ann
%A Brodin, Tomas
%J The Quay
%D 2021
%8 4 May 2021
%X {SAID}
{MORE}
%U https://quay.example/ferries

%0 Newspaper Article
%T Toll unlawful
%J The Tide
%8 May 2021
%Z {LAST}

%0 Book
%T A book without words
"""
TEX = SAID.replace("“", "``").replace("”", "''")
BIBTEX = f"""\
% made by us
@comment{{nothing}}
@article{{larsen2021,
  title = {{{{Ferries}} Stay in Port}},
  author = {{Larsen, Ann and Brodin, Tomas}},
  journal = "The Quay",
  year = 2021, month = may, day = {{4}},
  abstract = {{{TEX} Jos\\'e M{{\\"u}}ller \\& others stayed.}},
  url = {{https://quay.example/ferries}},
}}
@online{{tide, title={{Toll unlawful}}, journaltitle={{The Tide}}, date={{2021-05}},
  abstract={{{LAST}}}}}
@book{{none, title = {{A book without words}}}}
"""
BOTH = [
    ("Ferries stay in port", "2021-05-04", "The Quay", "Ann Larsen; Tomas Brodin"),
    ("Toll unlawful", "2021-05", "The Tide", ""),
]


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.ris", RIS), ("a.txt", RIS), ("a.enw", ENDNOTE), ("a.bib", BIBTEX), ("a", BIBTEX)],
)
def test_references_with_abstracts_are_articles(read: Read, name: str, text: str) -> None:
    """Each with its abstract or note as text, marked as a summary; one without is told."""
    items, [problem] = read(name, text.encode())
    assert [(it[0].lower(), *it[1:]) for it in heads(items)] == [
        (it[0].lower(), *it[1:]) for it in BOTH
    ]
    assert items[0].text.startswith(SAID)
    assert (items[1].text, items[0].url) == (LAST, "https://quay.example/ferries")
    assert [it.summary for it in items] == [True, True]
    assert problem.kind is ProblemKind.PART
    assert problem.message == "record 3: it has no abstract and no note"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"A \emph{very} \textsc{Old} port", "A very Old port"),
        (r"{\em Very} old; $\alpha$-waves", "Very old; $α$-waves"),
        (
            r"Stra{\ss}e, \v{C}apek, \O rsted, \c{c}a, Ma\~{n}ana",
            "Straße, Čapek, Ørsted, ça, Mañana",
        ),
        (r"\mkbibquote{We \emph{sail}}, he said", "“We sail”, he said"),
        ("In two\n      lines.\n\n   And\n more", "In two lines.\n\nAnd more"),
        (r"5\,\% of \$100 \& \{all\}", "5 % of $100 & {all}"),
    ],
)
def test_commands_of_tex(read: Read, written: str, shown: str) -> None:
    """What a command prints is read, and not its name."""
    fields = f"title = {{Port opens}}, abstract = {{{written}  {SAID}}}"
    [item], _ = read("a.bib", f"@article{{a, {fields}}}".encode())
    assert item.text == f"{shown} {SAID}"


def test_tex_is_read_as_it_is_printed(read: Read) -> None:
    """Accents, signs and quotation marks."""
    items, _ = read("a.bib", BIBTEX.encode())
    assert items[0].text == f"{SAID} José Müller & others stayed."
    assert items[0].key == "larsen2021"


def test_csl_and_zotero(read: Read) -> None:
    """JSON of citation processors and tables of Zotero have the same in other words."""
    csl = [
        {"id": "z/1", "type": "article-newspaper", "title": "Ferries stay in port",
         "container-title": "The Quay", "issued": {"date-parts": [["2021", 5, 4]]},
         "author": [{"family": "Larsen", "given": "Ann"}, {"family": "Brodin", "given": "Tomas"}],
         "abstract": SAID, "URL": "https://quay.example/ferries", "language": "en"},
        {"id": "z/2", "type": "webpage", "title": "Toll unlawful", "container-title": "The Tide",
         "issued": {"date-parts": [[2021, 5]]}, "note": LAST},
        {"id": "z/3", "type": "book", "title": "None", "issued": {"date-parts": [[2021]]}},
    ]  # fmt: skip
    items, problems = read("a.json", json.dumps(csl).encode())
    assert (heads(items), [it.text for it in items]) == (BOTH, [SAID, LAST])
    assert ([it.key for it in items], len(problems)) == (["z/1", "z/2"], 1)
    table = (
        '"Key","Item Type","Publication Year","Author","Title","Publication Title","Url",'
        '"Abstract Note","Date","Notes","Manual Tags"\n'
        '"A1","newspaperArticle","2021","Larsen, Ann; Brodin, Tomas","Ferries stay in port",'
        f'"The Quay","https://quay.example/ferries","{SAID}","2021-05-04","",""\n'
        f'"A2","webpage","2021","","Toll unlawful","The Tide","","","2021-05","<p>{LAST}</p>",""\n'
        f'"A3","book","2021","","None","","","","2021","","{MORE} {MORE} {MORE}"\n'
    )
    items, problems = read("a.csv", table.encode())
    assert (heads(items), [it.text for it in items]) == (BOTH, [SAID, LAST])
    assert [problem.message for problem in problems] == ["row 4: it has no abstract and no note"]


def test_keys_stay(read: Read) -> None:
    """Without ids of their own, records are known again where another stands before them."""
    once = [it.key for it in read("a.ris", RIS.encode())[0]]
    other = f"TY  - NEWS\nTI  - New\nAB  - {MORE}\nER  -\n\n"
    assert [it.key for it in read("a.ris", (other + RIS).encode())[0]][1:] == once
    twice, problems = read("a.ris", (RIS + RIS.replace(LAST, SAID)).encode())
    assert [it.key for it in twice] == [*once, f"{once[1]} (2)"]
    assert sum("under the same id" in problem.message for problem in problems) == 1


def test_a_whole_article_as_abstract_is_none(read: Read) -> None:
    """Databases put the words of the article there."""
    long = RIS.replace(SAID, f"{SAID} " * 40)
    items, _ = read("a.ris", long.encode())
    assert [it.summary for it in items] == [False, True]


def test_braces_without_an_end(read: Read) -> None:
    """The entries before it are read."""
    items, problems = read("a.bib", (BIBTEX + "@article{cut, abstract = {" + SAID).encode())
    assert len(items) == 2
    assert "cut off" in problems[-1].message


@pytest.mark.parametrize(
    "text", [f"TY is who?\n\n{SAID}\n", f"@ann{{: {SAID}\n", f"%0 of {SAID}\n"]
)
def test_what_looks_like_a_tag_is_a_text(read: Read, text: str) -> None:
    """A text is no list of references."""
    [item], _ = read("a.txt", text.encode())
    assert item.text == text


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("PY  - 2021/05/04/", "2021-05-04"),
        ("PY  - 2021/5/4/Spring", "2021-05-04"),
        ("Y1  - 2021/05//spring", "2021-05"),
        ("PY  - 2021///", "2021"),
        ("PY  - 2021\nDA  - May 4", "2021-05-04"),
        ("PY  - 2021\nDA  - 2021/05/04", "2021-05-04"),
    ],
)
def test_days_of_ris(read: Read, given: str, day: str) -> None:
    """Year, month, day and a word for the season are parted; a year may stand by itself."""
    [item], _ = read("a.ris", f"TY  - NEWS\nTI  - Port\n{given}\nAB  - {SAID}\nER  - ".encode())
    assert item.published.date == day


def test_a_day_of_endnote_without_its_year(read: Read) -> None:
    """The year is that of the record."""
    record = f"%0 Newspaper Article\n%T Port\n%D 2021\n%8 May 4\n%X {SAID}\n"
    [item], _ = read("a.enw", record.encode())
    assert item.published.date == "2021-05-04"


def test_words_that_stand_for_others(read: Read) -> None:
    """Abbreviations that a file of BibTeX declares are written out, and parts are joined."""
    fields = f'journal = the # " " # quay, title = "Port -- pier", abstract = {{{SAID}}}'
    declared = '@string{the = "The"}\n@STRING(quay = {Quay})\n'
    [item], _ = read("a.bib", f"{declared}@article(a, {fields})".encode())
    assert (item.source, item.title) == ("The Quay", "Port – pier")


HOSTILE = {
    "lines that run on": ("a.ris", "TY  - NEWS\nAB  - ", "x\n"),
    "blanks between names": ("a.bib", "@article{a, author = {a", " "),
    "blanks before a field": ("a.bib", "@article{a, title", " "),
    "braces": ("a.bib", "@article{a, title = ", "{"),
    "abbreviations without an end": ("a.bib", "@article{a, b = 1}", "@string{a = {"),
    "entries without an end": ("a.bib", "@article{a, b = 1}", "@article{"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_lists_cost_no_more_than_they_are_long(read: Read, name: str) -> None:
    """A million signs take a second of processor; with their square, they would take hours."""
    file, begin, more = HOSTILE[name]
    begun = process_time()
    with suppress(Unreadable):
        read(file, (begin + more * (1_000_000 // len(more))).encode())
    assert process_time() - begun < 10


def endnote_xml(*records: str) -> bytes:
    """Return a library as EndNote writes it as XML."""
    inner = "".join(
        f"<record><ref-type name='Article'>23</ref-type>{it}</record>" for it in records
    )
    return f'<?xml version="1.0" encoding="UTF-8" ?><xml><records>{inner}</records></xml>'.encode()


def styled(words: str) -> str:
    """Return words as EndNote writes them: each run in its font."""
    half = len(words) // 2
    return "".join(
        f"<style face='normal' size='100%'>{it}</style>" for it in (words[:half], words[half:])
    )


def test_a_library_of_endnote(read: Read) -> None:
    """A reference with an abstract is an article; one without is told."""
    authors = "".join(f"<author>{styled(it)}</author>" for it in ("Larsen, Ann", "Berg, Ole"))
    full = (
        f"<contributors><authors>{authors}</authors></contributors>"
        f"<titles><title>{styled('Ferries stay in port')}</title>"
        f"<secondary-title>{styled('The Quay')}</secondary-title></titles>"
        f"<dates><year>{styled('2021')}</year>"
        f"<pub-dates><date>{styled('May 4')}</date></pub-dates></dates>"
        f"<abstract>{styled(SAID)}</abstract>"
        f"<urls><related-urls><url>{styled('https://quay.example/a')}</url></related-urls></urls>"
    )
    bare = f"<titles><title>{styled('A book without words')}</title></titles>"
    [item], [problem] = read("a.xml", endnote_xml(full, bare))
    assert (item.title, item.author, item.source) == (
        "Ferries stay in port",
        "Ann Larsen; Ole Berg",
        "The Quay",
    )
    assert (item.text, item.summary, item.url) == (SAID, True, "https://quay.example/a")
    assert item.published.date == "2021-05-04"
    assert "no abstract" in problem.message


def test_a_library_of_endnote_that_is_cut_off(read: Read) -> None:
    """The references before the cut are read, the rest is told."""
    one = f"<titles><title>Ferries stay in port</title></titles><abstract>{SAID}</abstract>"
    items, [problem] = read("a.xml", endnote_xml(one, one.replace("Ferries", "Boats"))[:-60])
    assert [item.title for item in items] == ["Ferries stay in port"]
    assert problem.kind is ProblemKind.PART


def test_records_that_are_empty_are_told_together(read: Read) -> None:
    """They are cheap, however many they are, and one line has their count."""
    full = f"TY  - NEWS\nTI  - Port opens\nAB  - {LAST}\nER  - \n"
    started = process_time()
    [item], [problem] = read("a.ris", ("TY  - NEWS\nER  - \n" * 200_000 + full).encode())
    assert (item.title, problem.message) == ("Port opens", "empty records: 200,000 of them")
    assert process_time() - started < 3
