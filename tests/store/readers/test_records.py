"""Dumps: every record with title, day, address and source, in the shapes that are known."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
import zstandard

from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import ProblemKind

from .conftest import Read
from .making import LAST, MORE, SAID

TEXT = f"{SAID}\n\n{MORE}"
HTML = f"<p>{SAID}</p><p>{MORE}</p>"
URL = "https://quay.example/port"

SHAPES: dict[str, Any] = {
    "cc-news": {
        "maintext": TEXT, "title": "Port opens", "date_publish": "2024-03-05 10:00:00",
        "date_modify": None, "url": URL, "source_domain": "quay.example",
        "authors": ["Ann Larsen"], "language": "en", "description": "x", "filename": "port.json",
    },
    "webz.io": {
        "uuid": "a1", "url": URL, "published": "2024-03-05T23:10:00.000-05:00", "text": TEXT,
        "title": "Port opens", "author": "Ann Larsen", "language": "english",
        "thread": {"site_full": "quay.example", "title_full": "Port opens"},
    },
    "guardian": {
        "id": "world/2024/mar/05/port", "webTitle": "Port opens", "webUrl": URL,
        "webPublicationDate": "2024-03-05T10:00:00Z",
        "fields": {"body": HTML, "byline": "Ann Larsen", "publication": "quay.example"},
    },
    "new york times": {
        "headline": {"main": "Port opens"}, "lead_paragraph": TEXT, "abstract": "Short.",
        "pub_date": "2024-03-05T10:00:00+0000", "web_url": URL, "source": "quay.example",
        "byline": {"original": "By Ann Larsen"}, "_id": "nyt://article/1",
    },
    "newsapi": {
        "source": {"id": None, "name": "quay.example"}, "author": "Ann Larsen",
        "title": "Port opens", "description": "Short.", "url": URL,
        "publishedAt": "2024-03-05T10:00:00Z", "content": f"{TEXT}… [+1200 chars]",
    },
    "ninjs 1": {
        "uri": "urn:1", "headline": "Port opens", "body_html": HTML, "byline": "Ann Larsen",
        "versioncreated": "2024-03-07T10:00:00Z", "firstcreated": "2024-03-05T10:00:00Z",
        "provider": "quay.example", "url": URL, "language": "en",
    },
    "ninjs 2": {
        "uri": "urn:1", "headlines": [{"role": "main", "value": "Port opens"}],
        "bodies": [{"contentType": "text/html", "value": HTML}], "by": "Ann Larsen",
        "versionCreated": "2024-03-07T10:00:00Z", "firstCreated": "2024-03-05T10:00:00Z",
        "provider": {"name": "quay.example"}, "url": URL, "language": "en",
    },
    "schema.org": {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Port opens",
        "articleBody": TEXT, "datePublished": "2024-03-05", "url": URL,
        "author": [{"@type": "Person", "name": "Ann Larsen"}],
        "publisher": {"@type": "Organization", "name": "quay.example"}, "inLanguage": "en-GB",
    },
    "gdelt": {
        "date": "2024-03-05T10:00:00Z", "url": URL, "title": "Port opens", "lang": "ENGLISH",
        "quotes": [{"pre": "", "quote": SAID.strip("“”"), "post": "in the hall"}],
        "domain": "quay.example",
    },
    "trafilatura": {
        "title": "Port opens", "author": "Ann Larsen", "hostname": "quay.example",
        "date": "2024-03-05", "fingerprint": "ff", "id": None, "source": URL,
        "source-hostname": "quay.example", "text": TEXT, "raw_text": TEXT, "excerpt": "x",
    },
    "event registry": {
        "uri": "777", "lang": "eng", "dateTimePub": "2024-03-05T10:00:00Z", "url": URL,
        "title": "Port opens", "body": TEXT, "source": {"title": "quay.example"},
        "authors": [{"name": "Ann Larsen"}],
    },
    "newspaper": {
        "title": "Port opens", "text": TEXT, "publish_date": "2024-03-05", "url": URL,
        "authors": ["Ann Larsen"], "domain": "quay.example",
    },
    "of nobody": {
        "Überschrift": "Port opens", "Inhalt": TEXT, "Datum": "5 March 2024", "Link": URL,
        "Quelle": "quay.example", "Autor": "Ann Larsen",
    },
}  # fmt: skip


@pytest.mark.parametrize("packing", ["lines", "array", "indented", "gz", "zst", "inside"])
@pytest.mark.parametrize("shape", SHAPES)
def test_known_shapes(read: Read, shape: str, packing: str) -> None:
    """Each record is an article with title, day, address and source, however it is packed."""
    record = SHAPES[shape]
    second = {**record, **{n: "2" for n in ("uuid", "id", "_id", "uri") if n in record}}
    for name in ("url", "webUrl", "web_url", "Link", "source"):
        if second.get(name) == URL:
            second[name] = f"{URL}/2"
    both = [record, second]
    lines = "\n".join(json.dumps(each) for each in both).encode()
    name, data = {
        "lines": ("dump.jsonl", lines),
        "array": ("dump.json", json.dumps(both).encode()),
        "indented": ("dump.json", json.dumps(both, indent=2).encode()),
        "gz": ("dump.jsonl.gz", gzip.compress(lines)),
        "zst": ("dump.jsonl.zst", zstandard.compress(lines)),
        "inside": ("dump.json", json.dumps({"status": "ok", "articles": both}).encode()),
    }[packing]
    items, problems = read(name, data)
    assert (len(items), problems) == (2, [])
    item = items[0]
    assert (item.title, item.published.date) == ("Port opens", "2024-03-05")
    assert (item.url, item.source) == (URL, "quay.example")
    assert SAID.strip("“”") in item.text
    assert "<p>" not in item.text
    assert shape == "gdelt" or item.author.endswith("Ann Larsen")


def test_a_cut_text_is_a_summary(read: Read) -> None:
    """What the source cuts off is marked, without the count of what is missing."""
    [item], _ = read("a.json", json.dumps([SHAPES["newsapi"]]).encode())
    assert item.summary
    assert item.text == TEXT


@pytest.mark.parametrize("ending", ["csv", "tsv"])
def test_tables(read: Read, ending: str) -> None:
    """All the News: text in ``content``, source in ``publication``, breaks within quotes."""
    sign = {"csv": ",", "tsv": "\t"}[ending]
    heading = sign.join(["", "id", "title", "publication", "author", "date", "url", "content"])
    row = sign.join(["0", "17", "Port opens", "The Quay", "Ann", "2024-03-05", URL, f'"{TEXT}"'])
    [item], problems = read(f"a.{ending}", f"{heading}\n{row}\n".encode())
    assert (item.key, item.title, item.source) == ("17", "Port opens", "The Quay")
    assert (item.published.date, item.text, problems) == ("2024-03-05", TEXT, [])


def test_ragged_rows(read: Read) -> None:
    """One that cannot be read in any way is told by its number, the others are read."""
    bad = f"Two,{LAST},more,soon,and more"
    data = f"title,date,text\nOne,2024-03-05,{LAST}\n"
    items, [problem] = read("a.csv", f"{data}{bad}\nThree,2024-03-05,{MORE}\n".encode())
    assert [item.title for item in items] == ["One", "Three"]
    assert problem.message.startswith("row 3: it has 5 fields")


COMMAS = "The harbour was closed, and the dockers were at home, all of them, for nine days."
UNQUOTED = {
    "at the end": ("title,date,text", f"Port opens,2024-03-05,{COMMAS}", "Port opens"),
    "in the middle": ("title,text,date", f"Port opens,{COMMAS},2024-03-05", "Port opens"),
    "close": ("title,text,date", f"Port,{COMMAS.replace(', ', ',')},2024-03-05", "Port"),
    "in both": ("title,date,text", f"Port, open,2024-03-05,{COMMAS}", "Port, open"),
}  # fmt: skip


@pytest.mark.parametrize("kind", UNQUOTED)
def test_texts_without_quotation_marks(read: Read, kind: str) -> None:
    """Commas in a sentence part no cells; one line tells of all such rows."""
    headings, row, title = UNQUOTED[kind]
    items, [problem] = read("a.csv", f"{headings}\n{row}\n{row.replace('nine', 'ten')}\n".encode())
    assert [(it.title, it.published.date) for it in items] == [(title, "2024-03-05")] * 2
    assert items[0].text.replace(", ", ",") == COMMAS.replace(", ", ",")
    assert problem.message.startswith("row 2 (and 1 more) has more fields")


def test_what_stands_behind_a_quoted_text(read: Read) -> None:
    """A text in quotation marks ends with them, whatever else the row has."""
    [item], [problem] = read("a.csv", f'title,text\nPort opens,"{COMMAS}",more,extra\n'.encode())
    assert (item.title, item.text) == ("Port opens", COMMAS)
    assert problem.message.startswith("row 2 has more fields than there are headings")


def test_cells_behind_the_last_heading_that_are_empty(read: Read) -> None:
    """Spreadsheets write them; they are nothing."""
    [item], problems = read("a.csv", f"title,text\nPort opens,{LAST},, ,\n".encode())
    assert (item.text, problems) == (LAST, [])


@pytest.mark.parametrize("where", ["first", "last"])
def test_a_column_without_a_heading(read: Read, where: str) -> None:
    """Statistics programs write the numbers of rows so, people an address."""
    row = f"Port opens,2024-03-05,{LAST}"
    rows = [f"{n},{row}" if where == "first" else f"{row},https://quay.example/{n}" for n in (1, 2)]
    items, problems = read("a.csv", "\n".join(["title,date,text", *rows]).encode())
    assert [(it.title, it.text) for it in items] == [("Port opens", LAST)] * 2
    assert problems == []


def test_blanks_before_quoted_cells(read: Read) -> None:
    """People write them by hand; they belong to no cell."""
    data = f'"title", "text", "date"\n"Port opens", "{COMMAS}", "2024-03-05"\n'
    [item], problems = read("a.csv", data.encode())
    assert (item.title, item.text, item.published.date) == ("Port opens", COMMAS, "2024-03-05")
    assert problems == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_tables(read: Read, encoding: str) -> None:
    """Programs of offices write tables in what they like."""
    data = f"Titre;Texte\nPort;“Très bien,” a dit Olga. {MORE}\n".encode(encoding)
    [item], _ = read("a.csv", data)
    assert item.text.startswith("“Très bien,”")


def test_damaged_lines(read: Read) -> None:
    """Each is told by its number, many of them together; the others are read."""
    good = json.dumps(SHAPES["cc-news"])
    bad = "\n".join("{broken" for _ in range(30))
    items, problems = read("a.jsonl", f"{good}\n{bad}\n".encode())
    assert len(items) == 1
    assert problems[0].message == "line 2: it is not valid JSON"
    assert problems[-1].message == "10 more records could not be read"
    assert all(problem.kind is ProblemKind.PART for problem in problems)


def test_what_is_no_articles(read: Read) -> None:
    """It is left out, and told that a person can name the field."""
    items, [problem] = read("a.json", json.dumps([{"x": 1, "y": 2}] * 3).encode())
    assert (items, problem.kind) == ([], ProblemKind.OTHER)
    assert "onrecord map" in problem.message


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 50_000, b'{"a": '], ids=str)
def test_hostile_json(read: Read, data: bytes) -> None:
    """Depth without end is refused."""
    with pytest.raises(Unreadable):
        read("a.json", data)


def test_epochs(read: Read) -> None:
    """Seconds and milliseconds since 1970 are days."""
    record = {"title": "Port", "body": TEXT, "created_at": 1709632800000}
    [item], _ = read("a.json", json.dumps([record]).encode())
    assert item.published.date == "2024-03-05"


def test_tables_that_say_what_parts_their_cells(read: Read) -> None:
    """The line by which a spreadsheet is told is no line of headings."""
    data = f"\ufeffsep=;\r\ntitle;text;date\r\nPort opens;{SAID};2024-03-05\r\n".encode()
    [item], problems = read("a.csv", data)
    assert (item.title, item.text, item.published.date, problems) == (
        "Port opens", SAID, "2024-03-05", []
    )  # fmt: skip


def test_records_under_their_addresses(read: Read) -> None:
    """What a record stands under is its address, where it is one."""
    given = {f"{URL}/{n}": {"title": "x", "text": TEXT, "date": "2024-03-05"} for n in range(2)}
    items, _ = read("a.json", json.dumps(given).encode())
    assert [item.url for item in items] == list(given)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.jl"])
def test_fields_as_programs_keep_them(read: Read, name: str) -> None:
    """Lists of one, objects with names, seconds since 1970, words for nothing."""
    first = {
        "title": ["Port opens"], "text": TEXT, "timestamp": 1709628000, "url": [URL],
        "author": [{"name": "By Ann Larsen"}], "publisher": {"title": "The Quay", "href": URL},
    }  # fmt: skip
    second = {**first, "url": [f"{URL}/2"], "author": "None", "publisher": "N/A"}
    items, problems = read(name, "\n".join(map(json.dumps, (first, second))).encode())
    told = [(it.title, it.author, it.source, it.url, it.published.date) for it in items]
    assert told[0] == ("Port opens", "Ann Larsen", "The Quay", URL, "2024-03-05")
    assert told[1][1] == ""
    assert problems == []


@pytest.mark.parametrize("encoding", ["cp1251", "cp1250", "utf-16-le", "utf-16-be"])
def test_tables_of_older_encodings(read: Read, encoding: str) -> None:
    """A table is read in the letters that it was written in, and told where that was a guess."""
    name = {"cp1251": "Ольга Брандова", "cp1250": "Łucja Świątek"}.get(encoding, "Zoë Brandt")
    rows = "".join(f'Port {n};"{SAID} So said {name}, number {n}. {MORE}"\r\n' for n in range(9))
    items, problems = read("a.csv", ("title;text\r\n" + rows).encode(encoding, "replace"))
    assert [name in item.text for item in items] == [True] * 9
    assert [encoding in problem.message for problem in problems] == [True] * len(problems)
    assert bool(problems) == encoding.startswith("cp")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "cp1252"])
@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_tables_that_are_saved_as_text(read: Read, name: str, encoding: str) -> None:
    """What Excel calls Unicode text is a table; a text with tabs in it is none."""
    rows = "".join(f'Port {n}\t"{SAID} Zoë."\t2024-03-05\r\n' for n in range(3))
    items, _ = read(name, f"Title\tText\tDate\r\n{rows}".encode(encoding))
    assert [(it.title, it.published.date) for it in items] == [
        (f"Port {n}", "2024-03-05") for n in range(3)
    ]
    for text in (f"Port\topens\r\n{SAID}", f"{SAID}\tTitle\tText"):
        [item], _ = read("a.txt", text.encode(encoding))
        assert item.text == text


def test_what_is_printed_above_a_narrow_table(read: Read) -> None:
    """The query and the day are no headings, also where the table has three columns."""
    rows = "".join(f'Port {n},"{SAID}",2024-03-05\n' for n in range(3))
    items, _ = read("a.csv", f"Made on Monday\nQuery: port\n\ntitle,text,date\n{rows}".encode())
    assert [(it.title, it.text) for it in items] == [(f"Port {n}", SAID) for n in range(3)]


def test_a_table_with_a_stray_byte(read: Read) -> None:
    """One byte that is no UTF-8 costs the other letters nothing."""
    rows = [f'Zoë {n};"{SAID} Zoë wrote it."\n'.encode() for n in range(9)]
    rows[4] = rows[4].replace("Zoë wrote".encode(), "Zoë wrote".encode("cp1252"))
    items, problems = read("a.csv", b"title;text\n" + b"".join(rows))
    assert [item.title for item in items] == [f"Zoë {n}" for n in range(9)]
    assert all("“We sail at dawn" in item.text and "Zoë wrote" in item.text for item in items)
    assert ["mended" in problem.message for problem in problems] == [True]


def test_a_known_shape_with_its_text_elsewhere(read: Read) -> None:
    """A field that tells a shape costs no article its text, whatever that is called."""
    given = {"headline": "Port opens", "text": TEXT, "publishedAt": "2024-03-05T10:00:00Z"}
    [item], problems = read("a.jsonl", json.dumps(given).encode())
    assert (item.text, item.title, item.summary, problems) == (TEXT, "Port opens", False, [])


PSQL = f""" id | title | body | pub_date
----+-------+------+----------
  1 | Port opens | {SAID} | 2024-03-05
  2 | Port shuts | {LAST} | 2024-03-06
(2 rows)
"""
BARS = {
    "raw": "\n".join(
        it.replace(" | ", "|").strip() for it in PSQL.split("\n") if it.count(" | ") == 3
    ),
    "psql": PSQL,
    "mysql": "\n".join(
        ["+--+--+", *(f"|{it}|" for it in PSQL.split("\n")[:1]), "+--+--+",
         *(f"|{it}|" for it in PSQL.split("\n")[2:4]), "+--+--+", "2 rows in set (0.00 sec)"]
    ),
    "markdown": "\n".join(
        [f"| {PSQL.split(chr(10))[0]} |", "| --- | :-: | --- | --- |",
         *(f"| {it} |" for it in PSQL.split("\n")[2:4])]
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", BARS)
@pytest.mark.parametrize("name", ["dump.txt", "dump.csv"])
def test_tables_with_bars(read: Read, kind: str, name: str) -> None:
    """As databases print them, with a frame or without."""
    items, problems = read(name, BARS[kind].encode())
    assert [(it.key, it.title, it.text, it.published.date) for it in items] == [
        ("1", "Port opens", SAID, "2024-03-05"), ("2", "Port shuts", LAST, "2024-03-06"),
    ]  # fmt: skip
    assert problems == []


@pytest.mark.parametrize("sign", ["\t", "|"])
def test_quotations_at_the_beginning_of_a_cell(read: Read, sign: str) -> None:
    """Databases put no marks around cells: those that stand there are somebody's words."""
    said = '"We sail at dawn," said Olga Brandt, and "nobody else".'
    rows = "".join(f"{n}{sign}Port opens{sign}{said}\n" for n in (1, 2))
    items, _ = read(
        "a.tsv" if sign == "\t" else "a.csv", f"id{sign}title{sign}text\n{rows}".encode()
    )
    assert [it.text for it in items] == [said] * 2


def test_bars_in_a_text(read: Read) -> None:
    """A page's line of names, and what follows, is no table."""
    [item], _ = read("a.txt", f"News | Marnhaven | The Quay\n\n{SAID}\n\n{MORE}\n".encode())
    assert SAID in item.text and MORE in item.text


HEADLINES = {
    "abc.csv": "publish_date,headline_text\n20240305,{0}\n20240306,{1}\n",
    "list.csv": "link,headline,date\n{2}1,{0},2024-03-05\n{2}2,{1},2024-03-06\n",
    "list.jsonl": '{{"link": "{2}1", "headline": "{0}"}}\n{{"link": "{2}2", "headline": "{1}"}}\n',
    "list.json": '{{"articles": [{{"url": "{2}1", "title": "{0}", "seendate": "20240305T101500Z"}},'
    ' {{"url": "{2}2", "title": "{1}", "seendate": "20240306T101500Z"}}]}}',
}


@pytest.mark.parametrize("name", HEADLINES)
def test_headlines_alone_are_no_articles(read: Read, name: str) -> None:
    """One line tells how many there are: a title is not what was said."""
    titles = (f"Port of Marnhaven opens after {n} days without a ferry" for n in ("nine", "ten"))
    items, [problem] = read(name, HEADLINES[name].format(*titles, "https://quay.example/").encode())
    assert items == []
    assert "2 headlines and no texts" in problem.message
    assert problem.kind is ProblemKind.OTHER


INNER = '"We sail at dawn", said Olga, "whatever they write," and left. It was "late".'


@pytest.mark.parametrize("order", ["title,text,date", "date,title,text"])
@pytest.mark.parametrize("words", [INNER, f"{INNER}\n\n{INNER} The end."])
def test_marks_in_a_cell_that_are_not_doubled(read: Read, order: str, words: str) -> None:
    """They end no cell; made by hand, tables are so."""
    cells = {"title": '"Port, open"', "text": f'"{words}"', "date": "2024-03-05"}
    row = ",".join(cells[name] for name in order.split(","))
    items, problems = read("a.csv", f"{order}\n{row}\n{row}\n".encode())
    assert [(it.title, it.text, it.published.date) for it in items] == [
        ("Port, open", words, "2024-03-05")
    ] * 2
    assert problems == []


LONG = f"{LAST} {MORE}"
TEXT_TABLES = {
    "commas": f'title,date,text\n"Port opens again",2024-03-05,"{LONG}"\n',
    "semicolons": f'Title;Date;Text\r\n"Port opens again";2024-03-05;"{LONG}"\r\n',
    "bars alone": "".join(f"Port opens {n}|2024-03-05|{LONG}\n" for n in ("again", "late")),
}


@pytest.mark.parametrize("kind", TEXT_TABLES)
def test_tables_under_the_name_of_a_text(read: Read, kind: str) -> None:
    """The line of headings tells, or the same columns again and again."""
    items, _ = read("articles.txt", TEXT_TABLES[kind].encode())
    assert items and all(it.title.startswith("Port opens ") for it in items)
    assert {(it.text, it.published.date) for it in items} == {(LONG, "2024-03-05")}
