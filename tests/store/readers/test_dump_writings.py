"""Dumps that write the same things in other ways: marks, line breaks, objects, JSON twice."""

from __future__ import annotations

import json
from typing import Any

import pytest

from .conftest import Read
from .making import LAST, MORE, SAID
from .test_dump_shapes import TEXT, URL

PLAIN = TEXT.replace("“", '"').replace("”", '"')
SINGLE = PLAIN.replace(SAID[-20:], "the pilots' master.")


def row(url: str, text: str, mark: str, escape: str) -> str:
    """Return a row of a table whose marks inside cells are written so."""
    cells = ("Port's day" if mark == "'" else "Port", "2024-03-05", url, text)
    return ",".join(f"{mark}{it.replace(mark, escape)}{mark}" for it in cells)


@pytest.mark.parametrize(("mark", "escape"), [('"', '""'), ('"', '\\"'), ("'", "''"), ("'", "\\'")])
def test_marks_round_cells_and_in_them(read: Read, mark: str, escape: str) -> None:
    """Doubled or behind a backslash, single or double, they are read as they were meant."""
    head = ",".join(f"{mark}{it}{mark}" for it in ("title", "date", "url", "body"))
    data = "\n".join(
        [head, row(f"{URL}1", PLAIN, mark, escape), row(f"{URL}2", SINGLE, mark, escape)]
    )
    items, problems = read("a.csv", data.encode())
    assert ([it.text for it in items], problems) == ([PLAIN, SINGLE], [])
    assert {(it.title[:4], it.published.date, it.url) for it in items} == {
        ("Port", "2024-03-05", f"{URL}1"),
        ("Port", "2024-03-05", f"{URL}2"),
    }


def test_backslashes_that_escape_nothing(read: Read) -> None:
    """They stay where marks are doubled, or where there are none."""
    data = f'title,body\nPort,"In C:\\new ""{MORE}"" {LAST}"\nPier,C:\\old {MORE}\n'
    items, _ = read("a.csv", data.encode())
    assert [it.text for it in items] == [f'In C:\\new "{MORE}" {LAST}', f"C:\\old {MORE}"]


@pytest.mark.parametrize("name", ["a.tsv", "a.jsonl"])
@pytest.mark.parametrize("written", ["\\n\\n", "\\r\\n\\r\\n"])
def test_line_breaks_that_are_written_out(read: Read, name: str, written: str) -> None:
    """A text that a program wrote on one line has its paragraphs again."""
    text = TEXT.replace("\n\n", written)
    data = f"title\tbody\nPort\t{text}\n" if name == "a.tsv" else json.dumps({"body": text})
    [item], _ = read(name, data.encode())
    assert item.text.split() == TEXT.split() and "\n\n" in item.text


def test_json_that_was_written_twice(read: Read) -> None:
    """JSON in a string is what it says, of a document and of a line."""
    given = [{"title": "Port", "body": TEXT}, {"title": "Pier", "body": MORE}]
    items, problems = read("a.json", json.dumps(json.dumps(given)).encode())
    assert ([it.title for it in items], problems) == (["Port", "Pier"], [])
    lines = "\n".join(json.dumps(json.dumps(it)) for it in given)
    items, problems = read("a.json", lines.encode())
    assert ([it.title for it in items], problems) == (["Port", "Pier"], [])


NAMED: dict[str, Any] = {
    "publisher": {"name": "The Quay", "url": "https://quay.example"},
    "source": {"id": "q", "title": "The Quay", "domain": "quay.example"},
    "newspaper": {"url": "https://quay.example", "name": "The Quay"},
}


@pytest.mark.parametrize("name", NAMED)
def test_a_source_is_called_by_its_name(read: Read, name: str) -> None:
    """Of an object its name counts, not its address."""
    record = {"heading": "Port", "when": "2024-03-05", "body": TEXT, "link": URL}
    [item], _ = read("a.jsonl", json.dumps({**record, name: NAMED[name]}).encode())
    assert (item.title, item.source) == ("Port", "The Quay")


def test_the_id_of_something_else(read: Read) -> None:
    """What has one id in several records does not tell them apart, and costs none of them."""
    given = [{"heading": n, "body": f"{n} {TEXT}", "outlet": {"id": 3}} for n in ("Port", "Pier")]
    items, problems = read("a.json", json.dumps(given).encode())
    assert ([it.key for it in items], problems) == (["1", "2"], [])


def test_the_main_one_of_headlines_and_bodies(read: Read) -> None:
    """Of several of each, in ninjs, the main one counts, whatever stands first."""
    for kind in ("contentType", "contenttype"):
        record = {
            "uri": URL, "standard": {"name": "ninjs", "version": "3.0"},
            "firstcreated": "2024-03-05T10:00:00Z", "versioncreated": "2024-03-07T10:00:00Z",
            "headlines": [{"role": "short", "value": "P"}, {"role": "main", "value": "Port"}],
            "bodies": [
                {"role": "summary", kind: "text/plain", "value": MORE},
                {"role": "main", kind: "text/html", "value": f"<p>{SAID}</p><p>{MORE}</p>"},
            ],
        }  # fmt: skip
        [item], _ = read("a.json", json.dumps([record]).encode())
        assert (item.title, item.text) == ("Port", TEXT)
        assert (item.published.date, item.modified) == ("2024-03-05", "2024-03-07")


def test_a_page_that_a_program_draws(read: Read) -> None:
    """What its head tells (address, site, day) counts beside what it holds as data."""
    head = (
        f'<link rel="canonical" href="{URL}"><meta property="og:site_name" content="The Quay">'
        '<meta property="article:published_time" content="2024-03-05T10:00:00Z">'
    )
    blocks = [{"type": "p", "text": it} for it in (SAID, MORE, LAST)]
    held = json.dumps({"props": {"story": {"headline": "Port", "body": blocks, "x": "y" * 200}}})
    script = f'<script type="application/json">{held}</script>'
    html = f"<html><head><title>Port</title>{head}</head><body><div></div>{script}</body></html>"
    [item], _ = read("a.html", html.encode())
    assert (item.url, item.source, item.published.date) == (URL, "The Quay", "2024-03-05")
    assert item.text == f"{TEXT}\n\n{LAST}"
