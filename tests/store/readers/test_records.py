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
from .making import MORE, SAID

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


def test_a_known_shape_with_its_text_elsewhere(read: Read) -> None:
    """A field that tells a shape costs no article its text, whatever that is called."""
    given = {"headline": "Port opens", "text": TEXT, "publishedAt": "2024-03-05T10:00:00Z"}
    [item], problems = read("a.jsonl", json.dumps(given).encode())
    assert (item.text, item.title, item.summary, problems) == (TEXT, "Port opens", False, [])


WHOLE = f"{TEXT}\n\n{TEXT}\n\n{TEXT}"


@pytest.mark.parametrize("field", ["text", "full_text", "body"])
@pytest.mark.parametrize(
    "shape",
    [
        {"quotes": [{"kind": "direct", "content": TEXT}]},
        {"quotes": [{"pre": "", "quote": TEXT, "post": ""}]},
        {"publishedAt": "2024-03-05", "content": f"{MORE}… [+1200 chars]"},
        {"headline": {"main": "Port opens"}, "lead_paragraph": MORE},
        {"container-title": "The Quay", "abstract": MORE},
        {"Item Type": "newspaperArticle", "Abstract Note": MORE},
        {"dateTimePub": "2024-03-05T10:00:00Z", "body": MORE},
        {"publication": "The Quay", "content": MORE},
    ],
    ids=lambda shape: next(iter(shape)),
)
def test_a_whole_text_before_what_a_known_shape_names(
    read: Read, shape: dict[str, Any], field: str
) -> None:
    """Parts, summaries and beginnings in the fields of a known shape cost no article its text."""
    items, problems = read("a.jsonl", json.dumps({"url": URL, **shape, field: WHOLE}).encode())
    assert [(item.text, item.summary) for item in items] == [(WHOLE, False)]
    assert problems == []


def test_a_text_of_its_own_is_no_quotations_of_gdelt(read: Read) -> None:
    """Annotated quotations beside a text are no table of quotations: id and outlet count."""
    record = {
        "id": "q1", "people": ["Ann Larsen", "Olga Brandt"], "outlet": "The Quay", "url": URL,
        "authors": ["Ann Larsen", "Olga Brandt"],
        "text": WHOLE, "quotes": [{"start": 1, "end": 20, "content": SAID}],
    }  # fmt: skip
    [item], _ = read("a.jsonl", json.dumps(record).encode())
    assert (item.key, item.source, item.author) == ("q1", "The Quay", "Ann Larsen; Olga Brandt")
    assert item.title == ""  # a list of people is none


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


def test_a_table_that_is_cut_off_within_a_cell(read: Read) -> None:
    """Its last row is read, and told."""
    table = f'id,title,text\n1,One,"{SAID}"\n2,Two,"{MORE}'
    items, [problem] = read("a.csv", table.encode())
    assert [item.text for item in items] == [SAID, MORE]
    assert problem.message.startswith("row 3: its last quotation mark is not closed")
    assert read("a.csv", f'{table}"'.encode())[1] == []


@pytest.mark.parametrize("end", ["", ","])
def test_a_list_that_is_cut_off_between_its_records(read: Read, end: str) -> None:
    """What is lost behind it cannot be known: that it ends too early is told."""
    made = json.dumps([{"id": n, "title": "One", "text": f"{SAID} {n}"} for n in (1, 2)])
    items, [problem] = read("a.json", (made[:-1] + end).encode())
    assert len(items) == 2
    assert problem.message == "record 3: there is none, and the list is not closed: is it cut off?"
