"""Dumps in which records lie in other records, and fields whose names say something else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .conftest import Read
from .making import LAST, MORE, SAID
from .test_dump_shapes import HTML, TEXT, URL, records

FIRST, SECOND = records()
ROW = ["title", "body", "date", "source", "url"]
LONG = {"name": "Ann Larsen", "bio": f"{LAST} {LAST} {LAST}"}

HOLDERS: dict[str, Any] = {
    "pages of answers": {"pages": [{"page": n, "results": [it]} for n, it in enumerate(records())]},
    "answers in a list": [{"status": "ok", "articles": [it]} for it in records()],
    "feeds in a list": [{"title": "World", "items": [FIRST]}, {"title": "Home", "items": [SECOND]}],
    "lists in a list": [[FIRST], [SECOND]],
    "sections": {"sections": {"world": {"stories": [FIRST]}, "home": {"stories": [SECOND]}}},
    "the database of a blog": {
        "db": [{"meta": {"version": "5"}, "data": {"posts": records(), "users": [LONG] * 9}}]
    },
    "a sheet": {"range": "A1", "values": [ROW, *([it[name] for name in ROW] for it in records())]},
    "rows below a row of names": [ROW, *([it[name] for name in ROW] for it in records())],
}


@pytest.mark.parametrize("name", HOLDERS)
def test_records_in_records(read: Read, name: str) -> None:
    """Each is an article of its own, none is lost, and nothing beside them is one."""
    items, problems = read("a.json", json.dumps(HOLDERS[name]).encode())
    assert problems == []
    assert [(it.url, it.text, it.title, it.published.date) for it in items] == [
        (f"{URL}{n}", TEXT, "Port opens", "2024-03-05") for n in (1, 2)
    ]


WRAPPED: dict[str, Any] = {
    "an answer": {"response": {"status": "ok", "content": FIRST}},
    "an answer with what belongs to it": {"meta": {"took": 3}, "data": {"article": FIRST}},
    "its address": {FIRST["url"]: {name: FIRST[name] for name in ("title", "body", "date")}},
    "a page of a program": {"props": {"pageProps": {"story": FIRST}}},
    "blocks": {"response": {"content": {
        "webTitle": "Port opens", "webUrl": FIRST["url"], "webPublicationDate": "2024-03-05",
        "publication": "x", "blocks": {"body": [
            {"createdDate": "2020-01-01", "bodyHtml": f"<p>{it}</p>"} for it in TEXT.split("\n\n")
        ]},
    }}},
}  # fmt: skip


@pytest.mark.parametrize("name", WRAPPED)
def test_one_article_in_an_answer(read: Read, name: str) -> None:
    """An answer of a program that is wrapped round one article is that article."""
    [item], problems = read("a.json", json.dumps(WRAPPED[name]).encode())
    assert problems == []
    assert (item.url, item.text, item.title, item.published.date) == (
        FIRST["url"], TEXT, "Port opens", "2024-03-05",
    )  # fmt: skip


def test_an_article_of_blocks_is_no_holder(read: Read) -> None:
    """Blocks, comments and related articles in a record are no articles."""
    blocks = [{"text": SAID * 3}, {"text": MORE * 3}]
    said = [{"author": "somebody", "text": LAST * 3}]
    given = [{"id": n, "attributes": {"title": "x", "body": blocks}, "said": said} for n in (1, 2)]
    items, _ = read("a.json", json.dumps(given).encode())
    assert [item.text for item in items] == [f"{SAID * 3}\n\n{MORE * 3}"] * 2


OTHER_DAYS = ["parse_date", "crawlDate", "indexed_date", "date_download", "expiry_date", "seen_at"]


@pytest.mark.parametrize("name", OTHER_DAYS)
def test_days_of_something_else(read: Read, name: str) -> None:
    """The day that an article was fetched on is not that of its publication, nor beside it."""
    for own in ({"published_date": "2024-03-05"}, {}):
        given = [{name: "2024-04-09", "title": "Port", "content": TEXT, **own}] * 2
        [item, *_], _ = read("a.json", json.dumps(given).encode())
        assert item.published.date == own.get("published_date")


CHANGED = ["updated_at", "updatedAt", "dateModified", "lastUpdated", "last_update", "modifiedDate"]


@pytest.mark.parametrize("name", CHANGED)
@pytest.mark.parametrize("given", ["publishedAt", "text", "maintext"])
def test_the_day_of_the_last_change(read: Read, name: str, given: str) -> None:
    """It is known under all its names, in known shapes too, and never that of publication."""
    record = {name: "2024-03-09", "title": "Port", "content": TEXT, given: TEXT}
    record["publishedAt"] = "2024-03-05T10:00:00Z"
    [item], _ = read("a.jsonl", json.dumps(record).encode())
    assert (item.published.date, item.modified) == ("2024-03-05", "2024-03-09")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
@pytest.mark.parametrize("text", ["text", "body"])
def test_what_json_has_no_word_for(read: Read, name: str, text: str) -> None:
    """NaN and Infinity, as Python writes them, are nothing, and cost no record anything."""
    nothing = float("nan")
    given = [
        {"title": "Port", text: TEXT, "author": nothing, "score": float("-inf")},
        {"title": "None", text: nothing}, {"title": "NaN", text: MORE, "date": nothing},
    ]  # fmt: skip
    items, problems = read(name, "\n".join(map(json.dumps, given)).encode())
    assert (items[0].title, items[0].author) == ("Port", "")
    assert [it.text for it in items] == [TEXT, MORE]
    assert ["has no text" in problem.message for problem in problems] == [True]


def test_a_day_that_is_called_like_a_source(read: Read) -> None:
    """What is written in a field counts beside the end of its name."""
    given = [{"date_of_publication": "5 Mar 2024", "title": "Port", "text_en": TEXT, "link": URL}]
    [item], _ = read("a.json", json.dumps(given).encode())
    assert (item.published.date, item.source) == ("2024-03-05", "quay.example")
    day_after = [{"day_of_publication": "5 Mar 2024", "title": "Port", "body": TEXT, "link": URL}]
    [item], _ = read("a.json", json.dumps(day_after).encode())
    assert (item.published.date, item.source) == ("2024-03-05", "quay.example")


def test_names_that_say_less(read: Read) -> None:
    """An address of a picture is no source, a person's first name no title."""
    given = [
        {
            "media": f"https://quay.example/{n}.jpg", "clean_url": "quay.example",
            "first_name": "Ann", "summary": TEXT, "link": f"{URL}{n}",
            "published_date": "2024-03-05 11:22:33",
        }
        for n in (1, 2)
    ]  # fmt: skip
    items, _ = read("a.json", json.dumps({"articles": given}).encode())
    told = [(it.title, it.source, it.url, it.published.date) for it in items]
    assert told == [("", "quay.example", f"{URL}{n}", "2024-03-05") for n in (1, 2)]


def test_linked_data_that_leads_to_its_publisher(read: Read) -> None:
    """What stands elsewhere in a graph is found there; a lead to nowhere is no name."""
    article = {
        "@type": "NewsArticle", "headline": "Port opens", "articleBody": TEXT, "url": URL,
        "publisher": {"@id": "#quay"}, "author": [{"@id": "#nobody"}],
    }  # fmt: skip
    quay = {"@type": "Organization", "@id": "#quay", "name": "The Quay"}
    [item], _ = read("a.jsonld", json.dumps({"@graph": [quay, article]}).encode())
    assert (item.source, item.author) == ("The Quay", "")


def test_citations_with_abstracts(read: Read) -> None:
    """The Citation Style Language: the day in parts, the paper as the container."""
    given = {
        "type": "article-newspaper", "abstract": TEXT, "container-title": "The Quay", "URL": URL,
        "title": "Port opens", "author": [{"family": "Larsen", "given": "Ann"}],
        "issued": {"date-parts": [["2024", 3, 5]]}, "accessed": {"date-parts": [[2024, 4, 9]]},
    }  # fmt: skip
    [item], _ = read("a.json", json.dumps([given]).encode())
    told = (item.text, item.source, item.author, item.url, item.published.date, item.summary)
    assert told == (TEXT, "The Quay", "Ann Larsen", URL, "2024-03-05", True)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_words_for_nothing_are_no_text(read: Read, name: str) -> None:
    """What pandas writes for nothing is told as nothing."""
    given = [{"title": "Port", "text": it} for it in (SAID, "nan", "None", MORE)]
    rows = "\n".join(["title,text", *(f'{it["title"]},"{it["text"]}"' for it in given)])
    data = rows if name == "a.csv" else "\n".join(map(json.dumps, given))
    items, problems = read(name, data.encode())
    assert [item.text for item in items] == [SAID, MORE]
    assert ["has no text" in problem.message for problem in problems] == [True, True]


@pytest.mark.parametrize("given", [TEXT, HTML])
@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_records_of_one_id(read: Read, name: str, given: str) -> None:
    """Other texts under one id are kept, the same record once more is not; both are told."""
    several = [{"id": 7, "title": "Port", "text": it} for it in (given, LAST, given, MORE)]
    items, problems = read(name, "\n".join(map(json.dumps, several)).encode())
    assert [(it.key, it.text) for it in items] == [("7", TEXT), ("7 (2)", LAST), ("7 (3)", MORE)]
    assert len(problems) == 3


@pytest.mark.parametrize(
    "given", [1709628000, "1709628000000", 1709628000000000, 1709628000000000000, "202403051015"]
)
def test_days_in_one_number(read: Read, given: Any) -> None:
    """Seconds, and parts of them, since 1970; or day, hour and minute."""
    [item], _ = read("a.json", json.dumps([{"text": TEXT, "timestamp": given}]).encode())
    assert item.published.date == "2024-03-05"


def test_paragraphs_that_empty_lines_part(read: Read) -> None:
    """Empty lines part paragraphs where only words are marked up, and not where tags do."""
    marked = SAID.replace("Olga", "<em>Olga</em>")
    given = [
        {"text": f"{marked}\n\n{MORE}\n \n<h2>Later</h2>\n\n{LAST}"},
        {"text": f"<p>{SAID}\n\n{MORE}</p><p>{LAST}</p>"},
    ]
    items, _ = read("a.json", json.dumps(given).encode())
    assert items[0].text == f"{SAID}\n\n{MORE}\n\nLater\n\n{LAST}"
    assert items[1].text == f"{SAID} {MORE}\n\n{LAST}"
