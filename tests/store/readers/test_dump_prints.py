"""Records as databases and services print them: blocks of fields, outboxes, unmarked tables."""

from __future__ import annotations

import json

import pytest

from onrecord.store.errors import Unreadable

from .conftest import Read
from .making import LAST, MORE, SAID

PSQL = f"""-[ RECORD 1 ]------------------------------
id    | 1
title | Port opens
date  | 2024-03-05
body  | {SAID}                              +
      |                                     +
      | {MORE}
-[ RECORD 2 ]------------------------------
id    | 2
title | Pier | old and new
date  | 2024-03-06
body  | {LAST}

"""

MYSQL = f"""*************************** 1. row ***************************
   id: 1
title: Port opens
 date: 2024-03-05
 body: {SAID}

{MORE}
*************************** 2. row ***************************
   id: 2
title: Pier | old and new
 date: 2024-03-06
 body: {LAST}
2 rows in set (0.00 sec)
"""


@pytest.mark.parametrize("printed", [PSQL, MYSQL, PSQL.replace("\n", "\r\n")])
def test_rows_one_below_the_other(read: Read, printed: str) -> None:
    """A row is an article, its text with all its lines."""
    items, problems = read("dump.txt", printed.encode())
    found = [(it.key, it.title, it.published.date, it.text) for it in items]
    assert found == [
        ("1", "Port opens", "2024-03-05", f"{SAID}\n\n{MORE}"),
        ("2", "Pier | old and new", "2024-03-06", LAST),
    ]
    assert problems == []


def outbox(*posts: dict[str, object]) -> bytes:
    """Return what Mastodon exports of these posts."""
    public = "https://www.w3.org/ns/activitystreams#Public"
    items = [{"type": "Create", "actor": "https://m.example/users/ann", "to": [public]} | it
             for it in posts]  # fmt: skip
    context = "https://www.w3.org/ns/activitystreams"
    given = {"@context": context, "id": "outbox.json", "type": "OrderedCollection"}
    return json.dumps(given | {"totalItems": len(items), "orderedItems": items}).encode()


def test_an_outbox(read: Read) -> None:
    """A public post is an article; those of others and those to a few people are left out."""
    post = {
        "id": "https://m.example/users/ann/statuses/1", "type": "Note", "inReplyTo": None,
        "url": "https://m.example/@ann/1", "attributedTo": "https://m.example/users/ann",
        "published": "2024-03-05T23:10:00Z", "updated": "2024-03-07T08:00:00Z",
        "content": f"<p>{SAID}</p><p>{MORE}</p>", "contentMap": {"en": f"<p>{SAID}</p>"},
    }  # fmt: skip
    data = outbox(
        {"object": post},
        {"type": "Announce", "object": "https://other.example/1"},
        {"object": post | {"id": "2"}, "to": ["https://m.example/users/bob"]},
        {"object": post | {"content": "<p></p>", "contentMap": {}}},
    )
    [item], problems = read("outbox.json", data)
    assert (item.text, item.url) == (f"{SAID}\n\n{MORE}", "https://m.example/@ann/1")
    assert (item.author, item.source, item.language) == ("ann", "m.example", "en")
    assert (item.published.date, item.modified) == ("2024-03-05", "2024-03-07")
    assert [it.message.split(":")[0] for it in problems] == [
        "1 post of others, passed on",
        "1 post to a few people",
        "1 post without words",
    ]
    with pytest.raises(Unreadable, match="cut off"):
        read("outbox.json", data[:-40])


def test_records_behind_many_empty_ones(read: Read) -> None:
    """The fields are known by those that say something."""
    empty = '{"headline": "", "content_of_it": ""}\n' * 70
    record = {"headline": "Port opens", "content_of_it": f"{SAID} {MORE} {LAST}"}
    items, _ = read("a.jsonl", (empty + json.dumps(record)).encode())
    assert [(it.title, it.text) for it in items] == [("Port opens", f"{SAID} {MORE} {LAST}")]


def test_lines_that_are_no_rows(read: Read) -> None:
    """Without quotation marks round the texts a line without a day goes on with the one above."""
    rows = ["title,date,text", f"Port,2024-03-05,{MORE}", "It was late, she wrote", LAST,
            f"Pier,2024-03-06,{LAST}", "Quay,2024-03-07"]  # fmt: skip
    items, problems = read("a.csv", "\n".join(rows).encode())
    assert [(it.title, it.text) for it in items] == [
        ("Port", f"{MORE}\nIt was late, she wrote\n{LAST}"),
        ("Pier", LAST),
    ]
    assert problems[-1].message.startswith("row 2 goes on in the lines below it")


def test_records_that_a_page_takes(read: Read) -> None:
    """Archives of accounts hold posts as a program for a page: ``window.YTD.tweets.part0 = [``."""
    posts = [{"tweet": {"id_str": str(n), "full_text": text, "lang": "en",
                        "created_at": "Tue Mar 05 23:10:00 +0000 2024"}}
             for n, text in enumerate((SAID, MORE))]  # fmt: skip
    data = f"window.YTD.tweets.part0 = {json.dumps(posts, indent=1)};\n"
    items, _ = read("tweets.js", data.encode())
    assert [(it.key, it.text, it.published.date) for it in items] == [
        ("0", SAID, "2024-03-05"),
        ("1", MORE, "2024-03-05"),
    ]
