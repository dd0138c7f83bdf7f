"""Dumps that no shape is known of: every record with title, day, address and source."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.store.library.readers import ProblemKind

from .conftest import Read
from .making import LAST, MORE, SAID

TEXT = f"{SAID}\n\n{MORE}"
HTML = f"<p>{SAID}</p><p>{MORE}</p>"
URL = "https://quay.example/port"


def records(**changed: Any) -> list[dict[str, Any]]:
    """Return two records that differ in address alone; a field that is None is left out."""
    usual = {"title": "Port opens", "body": TEXT, "date": "2024-03-05", "source": "The Quay"}
    fields = {name: it for name, it in (usual | changed).items() if it is not None}
    return [fields | {"url": f"{URL}{number}"} for number in (1, 2)]


def lines(values: list[Any], end: str = "") -> str:
    """Return values as JSON lines."""
    return "\n".join(json.dumps(value) + end for value in values)


def table(sign: str, head: bool) -> str:
    """Return the records as a table, with headings or without."""
    rows = [
        sign.join([str(n), f"Port opens {n}", f'"{TEXT}"', "2024-03-05", f"{URL}{n}", "The Quay"])
        for n in (1, 2)
    ]
    headings = sign.join(["id", "title", "text", "date", "url", "source"])
    return "\n".join([headings, *rows] if head else rows)


SPLIT = {"columns": ["title", "text", "date", "url", "source"], "index": [0, 1]}
COLUMNS = ("title", "body", "date", "url", "source")
SHAPES: dict[str, str] = {
    "nested.json": json.dumps({"meta": {"count": 2}, "response": {"page": {"found": [
        {"id": n, "attributes": {"title": "Port opens", "body": {"html": HTML},
         "published": {"epoch": 1709632800}, "authors": [{"first": "Ann", "last": "Larsen"}],
         "canonical": f"{URL}{n}", "site": {"name": "The Quay"}}} for n in (1, 2)]}}}),
    "milliseconds.jsonl": lines(records(date=None, ts=1709632800000, writers=["Ann Larsen"])),
    "a day as an object.json": json.dumps(records(date={"year": 2024, "month": 3, "day": 5})),
    "a day of php.json": json.dumps(
        records(date={"date": "2024-03-05 10:00:00.000000", "timezone": "UTC"})
    ),
    "a long number.json": json.dumps(records(date={"$date": {"$numberLong": "1709632800000"}})),
    "paragraphs.json": json.dumps(records(body=None, paragraphs=[SAID, MORE])),
    "blocks.json": json.dumps(records(body=[
        {"type": "paragraph", "children": [{"text": SAID[:9]}, {"text": SAID[9:], "bold": True}]},
        {"type": "paragraph", "children": [{"text": MORE}]}])),
    "one after the other.json": "".join(json.dumps(it, indent=1) for it in records()),
    "comma at the end.json": "[" + lines(records(), ",") + "]",
    "commas.ndjson": lines(records(), ","),
    "mark.json": "\ufeff" + json.dumps({"items": records(author=["Ann Larsen"])}),
    "under ids.json": json.dumps({str(n): it for n, it in enumerate(records())}),
    "by columns.json": json.dumps(
        {name: {str(n): it[name] for n, it in enumerate(records())} for name in COLUMNS}
    ),
    "split.json": json.dumps(SPLIT | {"data": [[it[n] for n in COLUMNS] for it in records()]}),
    "semicolons.csv": table(";", head=True),
    "headless.csv": table(",", head=False),
    "headless.tsv": table("\t", head=False),
    "fields besides a known shape.jsonl": lines(
        [{"publish_date": "2024-03-05", "title": "Port opens", "text": TEXT, "url": f"{URL}{n}",
          "media_name": "The Quay"} for n in (1, 2)]
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape(read: Read, name: str) -> None:
    """No record is lost, and of each one all fields are found."""
    items, problems = read(name, SHAPES[name].encode())
    assert problems == []
    assert [item.url for item in items] == [f"{URL}1", f"{URL}2"]
    for item in items:
        assert item.title.startswith("Port opens")
        assert (item.published.date, item.source) == ("2024-03-05", "The Quay")
        assert item.text == TEXT
        assert item.author in ("", "Ann Larsen")


def test_fields_that_are_null(read: Read) -> None:
    """They are unknown, and cost nothing else."""
    given = [*records(), {"title": None, "body": LAST * 3, "date": None}]
    items, problems = read("a.json", json.dumps(given).encode())
    assert (len(items), problems) == (3, [])
    assert (items[2].title, items[2].published.date) == ("", None)


def test_days_that_can_be_read_two_ways(read: Read) -> None:
    """One day behind the twelfth tells how a file writes all of them."""
    rows = "".join(f"Port,{day},{URL}{n},{LAST}\n" for n, day in enumerate(DAYS))
    items, _ = read("a.csv", f"title,published,url,content\n{rows}".encode())
    assert [item.published.date for item in items] == ["2024-03-05", "2024-03-25"]


DAYS = ("05/03/2024", "25/03/2024")


def test_a_dump_that_is_cut_off(read: Read) -> None:
    """What stands before the cut is read, the rest is told."""
    whole = json.dumps(records())
    [item], [problem] = read("a.json", whole[: len(whole) - 30].encode())
    assert (item.url, problem.kind) == (f"{URL}1", ProblemKind.PART)
    assert "cut off" in problem.message


ABOVE = {
    "the query": ["Search: port"],
    "a field and its value": ["Created;2024-04-01", ""],
    "several": ["Report", "Query;port", "", "Found;2"],
}


@pytest.mark.parametrize("above", ABOVE)
def test_what_stands_above_a_table_is_no_heading(read: Read, above: str) -> None:
    """What a program prints there (the query, the day) is passed over; the table is found."""
    items, problems = read("a.csv", "\n".join([*ABOVE[above], table(";", head=True)]).encode())
    assert problems == []
    assert [(item.url, item.title) for item in items] == [
        (f"{URL}{n}", f"Port opens {n}") for n in (1, 2)
    ]


def test_headings_of_two_columns_stay_headings(read: Read) -> None:
    """Rows that fall apart, for want of quotation marks, do not turn them into a line above."""
    rows = f"Port opens,{SAID},or not,in May\nPort opens,“{LAST}”\n"
    items, [problem] = read("a.csv", f"title,text\n{rows}".encode())
    assert "are quotation marks missing?" in problem.message
    assert problem.kind is ProblemKind.GUESSED
    assert [item.title for item in items] == ["Port opens"] * 2


def test_the_rows_before_one_that_cannot_be_read(read: Read) -> None:
    """They are articles, however few they are."""
    rows = f'{URL}1,Port opens,"{TEXT}"\n{URL}2,Port opens,"{"x" * 20_000_001}"\n'
    [item], [problem] = read("a.csv", f"url,title,text\n{rows}".encode())
    assert (item.url, problem.kind) == (f"{URL}1", ProblemKind.PART)
    assert "what follows is not read" in problem.message


def test_records_that_have_a_summary_alone(read: Read) -> None:
    """It is the text where no other field is, and marked as what it is."""
    given = [
        {"headline": "Port opens", "short_description": SAID, "link": f"{URL}{n}"} for n in (1, 2)
    ]
    items, problems = read("a.jsonl", lines(given).encode())
    assert problems == []
    assert [(it.text, it.summary, it.title) for it in items] == [(SAID, True, "Port opens")] * 2


def test_a_record_without_its_text_gives_its_summary(read: Read) -> None:
    """One record of many; the others have their text."""
    first, second = records(description=LAST)
    items, _ = read("a.json", json.dumps([first, second | {"body": ""}]).encode())
    assert [(it.text, it.summary) for it in items] == [(TEXT, False), (LAST, True)]


def test_articles_that_were_taken_back(read: Read) -> None:
    """Services leave “[Removed]” in their place, which is no article."""
    gone = dict.fromkeys(("title", "description", "content", "author"), "[Removed]")
    given = {"articles": [{"title": "Port opens", "content": TEXT, "publishedAt": "2024-03-05"},
                          gone | {"publishedAt": "2024-03-05", "url": f"{URL}2"}]}  # fmt: skip
    [item], [problem] = read("a.json", json.dumps(given).encode())
    assert (item.title, problem.kind) == ("Port opens", ProblemKind.PART)


def test_what_a_service_sells_is_no_text(read: Read) -> None:
    """The summary is what it gives of such an article."""
    given = records(body="ONLY AVAILABLE IN PAID PLANS", description=LAST)
    items, _ = read("a.json", json.dumps([*given, *records()]).encode())
    assert [(it.text, it.summary) for it in items[:2]] == [(LAST, True)] * 2


def test_a_name_that_is_displayed(read: Read) -> None:
    """Networks keep the name of an author as an object with what it is displayed as."""
    by = {"did": "d", "handle": "ann.quay.example", "displayName": "Ann Larsen"}
    items, _ = read("a.json", json.dumps(records(author=by)).encode())
    assert items[0].author == "Ann Larsen"
