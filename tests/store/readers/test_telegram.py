"""Exports of Telegram: messages of channels and groups, as JSON and as pages."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import ProblemKind

from . import making
from .conftest import Read
from .making import LAST, MORE, SAID
from .test_nexis import heads


def message(number: int, text: Any, **more: Any) -> dict[str, Any]:
    """Return a message as the program writes it."""
    return {"id": number, "type": "message", "date": f"2021-05-0{number}T10:00:00",
            "date_unixtime": "1620122400", "from": "Quay Watch", "from_id": "channel12",
            "text": text, "text_entities": [], **more}  # fmt: skip


CHANNEL: dict[str, Any] = {
    "name": "Quay Watch", "type": "public_channel", "id": 12,
    "messages": [
        {"id": 1, "type": "service", "date": "2021-05-01T10:00:00", "action": "create_channel",
         "text": ""},
        message(2, ["Ferries ", {"type": "bold", "text": "stay in port"}, f"\n{SAID}\n\n{MORE} ",
                    {"type": "link", "text": "https://quay.example"}],
                edited="2021-05-04T11:00:00"),
        message(3, "", photo="photos/1.jpg"),
        message(4, LAST, forwarded_from="The Tide"),
        message(5, MORE, author="Ann Larsen"),
    ],
}  # fmt: skip


def test_a_channel(read: Read) -> None:
    """An article a message: the channel is the source, who wrote it the author."""
    items, [problem] = read("result.json", json.dumps(CHANNEL, indent=1).encode())
    assert heads(items) == [
        ("Ferries stay in port", "2021-05-02", "Quay Watch", ""),
        ("", "2021-05-04", "Quay Watch", "The Tide"),
        ("", "2021-05-05", "Quay Watch", "Ann Larsen"),
    ]
    assert items[0].text.split("\n\n") == [
        "Ferries stay in port", SAID, f"{MORE} https://quay.example",
    ]  # fmt: skip
    assert ([it.key for it in items], items[0].modified) == (["2", "4", "5"], "2021-05-04")
    assert (problem.kind, problem.message) == (
        ProblemKind.PART,
        "1 message has no words: pictures, films, files",
    )


def test_a_whole_account(read: Read) -> None:
    """What two people wrote to each other is left out, and told; keys name the chat."""
    group = {"name": "Port talk", "type": "private_supergroup", "id": 7,
             "messages": [message(3, SAID, **{"from": "Ann Larsen"})]}  # fmt: skip
    private = {"name": "Ann", "type": "personal_chat", "id": 8, "messages": [message(1, MORE)]}
    account = {"about": "Here is the data you asked for.", "chats": {
        "about": "This page lists chats.", "list": [private, CHANNEL, group]}}  # fmt: skip
    items, problems = read("result.json", json.dumps(account).encode())
    assert [it.key for it in items] == ["12/2", "12/4", "12/5", "7/3"]
    assert heads(items)[-1] == ("", "2021-05-03", "Port talk", "Ann Larsen")
    assert MORE not in [it.text for it in items if it.author == ""]
    assert "1 chat between two people left out" in [it.message for it in problems]


def test_an_export_that_is_cut_off(read: Read) -> None:
    """It is told what to do."""
    with pytest.raises(Unreadable, match="Export it again"):
        read("result.json", json.dumps(CHANNEL).encode()[:-40])


@pytest.mark.parametrize("odd", [None, 3, [], {"messages": 5}, [1, None, {"type": "message"}]])
def test_odd_messages_cost_themselves(read: Read, odd: Any) -> None:
    """Whatever stands among them."""
    held = {**CHANNEL, "messages": [odd, *CHANNEL["messages"], {"type": "message", "text": odd}]}
    items, _ = read("result.json", json.dumps(held).encode())
    assert len(items) == 3


def shown(number: int, words: str, sender: str = "", forwarded: str = "") -> str:
    """Return a message as the program's pages have it."""
    name = f'<div class="from_name">\n{sender} \n</div>' if sender else ""
    text = f'<div class="text">\n{words}\n</div>' if words else ""
    if forwarded:
        when = '<span class="date details" title="01.05.2021 09:00:00"> 01.05.2021</span>'
        text = (
            '<div class="pull_left forwarded userpic_wrap"></div><div class="forwarded body">'
            f'<div class="from_name">{forwarded} {when}</div>{text}</div>'
        )
    return (
        f'<div class="message default clearfix" id="message{number}"><div class="body">'
        f'<div class="pull_right date details" title="0{number}.05.2021 10:00:00 UTC+01:00">'
        f"10:00</div>{name}{text}</div></div>"
    )


def exported(name: str, *messages: str) -> bytes:
    """Return a page of an export."""
    head = (
        f'<div class="page_header"><div class="content"><div class="text bold">{name}</div></div>'
    )
    service = '<div class="message service" id="message-1"><div class="body details">4 May</div>'
    return (
        f"<!DOCTYPE html><html><head><title>Exported Data</title></head><body>{head}</div>"
        f'<div class="history">{service}</div>{"".join(messages)}</div></body></html>'
    ).encode()


def test_pages_of_an_export(read: Read) -> None:
    """They hold the same messages; one that follows another of the same sender has no name."""
    page = exported(
        "Quay Watch",
        shown(2, f"Ferries <strong>stay in port</strong><br>{SAID}", "Quay Watch"),
        shown(3, "", "Quay Watch"),
        shown(4, LAST, "Quay Watch", "The Tide"),
    )
    items, problems = read("messages.html", page)
    assert heads(items) == [
        ("Ferries stay in port", "2021-05-02", "Quay Watch", ""),
        ("", "2021-05-04", "Quay Watch", "The Tide"),
    ]
    assert items[0].text.split("\n\n") == ["Ferries stay in port", SAID]
    assert ([it.key for it in items], problems) == (["2", "4"], [])
    group = exported("Port talk", shown(1, MORE, "Ann"), shown(2, LAST), shown(3, SAID, "Tomas"))
    assert [it.author for it in read("messages.html", group)[0]] == ["Ann", "Ann", "Tomas"]


def test_pages_of_two_people(read: Read) -> None:
    """They are left out, and told."""
    with pytest.raises(Unreadable, match="two people"):
        read("messages.html", exported("Ann", shown(1, MORE, "Ann"), shown(2, LAST, "Tomas")))


def test_a_page_of_a_forum_stays_a_page(read: Read) -> None:
    """It may call its messages so."""
    page = making.page(
        f'<div class="page_header">Forum</div><div class="message post"><p>{SAID}</p></div>'
        f'<div class="message post"><p>{MORE}</p><p>{LAST}</p></div>'
    )
    [item], _ = read("a.html", page.encode())
    assert (item.key, SAID in item.text) == ("", True)


def test_other_json_stays_what_it_was(read: Read) -> None:
    """Records that have messages in them are records."""
    other = {"name": "A dump", "messages": [{"id": 1, "title": "T", "text": f"{SAID} {MORE}"}]}
    [item], _ = read("a.json", json.dumps(other).encode())
    assert item.title == "T"
