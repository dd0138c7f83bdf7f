"""Feeds: every entry with title, day, address and source, in each of the formats."""

# ruff: noqa: E501 - feeds as they are written

from __future__ import annotations

import json

import pytest

from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import Item, ProblemKind

from .conftest import Read
from .making import LAST, MORE, SAID

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Quay</title><language>en-gb</language>
<item><title>Port &amp; pier open</title><link>https://quay.example/port</link>
<guid isPermaLink="false">q-1</guid><dc:creator>Ann Larsen</dc:creator>
<pubDate>Tue, 05 Mar 2024 23:30:00 -0500</pubDate><description>{MORE}</description>
<content:encoded><![CDATA[<p>{SAID}</p><p>{MORE}</p><p>{LAST}</p>]]></content:encoded></item>
<item><title>Fares</title><link>https://quay.example/fares</link>
<pubDate>Mon, 04 Mar 2024 08:00:00 +0000</pubDate><description>&lt;p&gt;{LAST}&lt;/p&gt;</description></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Quay</title>
<entry><id>tag:quay.example,2024:1</id><title type="html">Port &amp;amp; pier open</title>
<link rel="alternate" href="https://quay.example/port"/><author><name>Ann Larsen</name></author>
<published>2024-03-05T23:30:00-05:00</published><updated>2024-03-07T09:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SAID}</p><p>{MORE}</p></div></content>
</entry></feed>"""

RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://quay.example/"><title>The Quay</title></channel>
<item rdf:about="https://quay.example/port"><title>Port &amp; pier open</title>
<link>https://quay.example/port</link><dc:date>2024-03-05T23:30:00-05:00</dc:date>
<dc:creator>Ann Larsen</dc:creator><description>{SAID}</description></item></rdf:RDF>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Quay",
        "items": [
            {
                "id": "7",
                "url": "https://quay.example/port",
                "title": "Port & pier open",
                "content_html": f"<p>{SAID}</p><p>{MORE}</p>",
                "date_published": "2024-03-05T23:30:00-05:00",
                "authors": [{"name": "Ann Larsen"}],
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.rss", RSS), ("a.atom", ATOM), ("a.rdf", RDF), ("a.json", JSON_FEED), ("a.txt", RSS)],
    ids=["rss", "atom", "rdf", "json feed", "rss as text"],
)
def test_every_format(read: Read, name: str, data: str) -> None:
    """Title, day in the feed's own time zone, address, source, author, and the words."""
    items, problems = read(name, data.encode())
    item = items[0]
    assert (item.title, item.source) == ("Port & pier open", "The Quay")
    assert (item.published.date, item.url) == ("2024-03-05", "https://quay.example/port")
    assert (item.author, problems) == ("Ann Larsen", [])
    assert item.text.startswith(SAID)


def test_an_id_that_is_an_address(read: Read) -> None:
    """An entry of a JSON Feed without another address is found there."""
    given = json.loads(JSON_FEED)
    entry = {"id": "https://quay.example/pier", "content_text": SAID}
    items, _ = read(
        "a.json", json.dumps({**given, "items": [entry, {**entry, "id": "9"}]}).encode()
    )
    assert [it.url for it in items] == ["https://quay.example/pier", ""]


def test_the_whole_text_or_a_summary(read: Read) -> None:
    """What is no more than a summary is marked as one."""
    items, _ = read("a.xml", RSS.encode())
    assert [(item.key, item.summary) for item in items] == [
        ("q-1", False),
        ("https://quay.example/fares", True),
    ]
    assert items[0].text.split("\n\n") == [SAID, MORE, LAST]
    assert items[1].text == LAST


def test_modified_is_no_publication(read: Read) -> None:
    """An entry's update is kept apart."""
    [item], _ = read("a.atom", ATOM.encode())
    assert (item.published.date, item.modified) == ("2024-03-05", "2024-03-07")


def test_a_day_yet_to_come(read: Read) -> None:
    """It is told, the entry is read."""
    data = RSS.replace("05 Mar 2024", "05 Mar 2099").encode()
    items, [problem] = read("a.rss", data)
    assert (len(items), items[0].published.date, problem.kind) == (2, None, ProblemKind.DATE)


def test_entities_are_refused(read: Read) -> None:
    """A feed that declares entities is refused before it is parsed."""
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa">]><rss version="2.0"></rss>'
    with pytest.raises(Unreadable, match="entities"):
        read("a.rss", bomb.encode())


def test_a_list_of_feeds_tells_what_to_do(read: Read) -> None:
    """It holds no article."""
    data = b'<?xml version="1.0"?><opml><body><outline xmlUrl="https://a.example/f"/></body></opml>'
    items, [problem] = read("feeds.opml", data)
    assert items == []
    assert "1 feed" in problem.message
    assert "onrecord add" in problem.message


def test_an_entry_without_words(read: Read) -> None:
    """It is told and the next one is read."""
    data = RSS.replace(f"<description>&lt;p&gt;{LAST}&lt;/p&gt;</description>", "").encode()
    items, [problem] = read("a.rss", data)
    assert [isinstance(item, Item) for item in items] == [True]
    assert problem.kind is ProblemKind.EMPTY


def _states(*entries: tuple[str, str, str]) -> bytes:
    items = "".join(
        f"<item><title>x</title><guid isPermaLink='false'>one</guid><link>{url}</link>"
        f"<pubDate>{day} Mar 2024 10:00:00 GMT</pubDate><description>{words}</description></item>"
        for url, day, words in entries
    )
    return f"<rss version='2.0'><channel><title>Quay</title>{items}</channel></rss>".encode()


@pytest.mark.parametrize("order", [1, -1])
def test_two_states_of_one_entry(read: Read, order: int) -> None:
    """The later one is read, wherever it stands."""
    address = "https://quay.example/port"
    given = [(address, "05", SAID), (address, "06", f"{SAID} {MORE}")][::order]
    items, problems = read("feed.xml", _states(*given))
    assert ([item.text for item in items], problems) == ([f"{SAID} {MORE}"], [])


@pytest.mark.parametrize("address", ["", "https://quay.example/"])
def test_entries_of_one_id_and_day_with_other_words(read: Read, address: str) -> None:
    """None is taken for a state of another, so that no text is lost; the same one counts once."""
    given = [(address, "05", SAID), (address, "05", MORE), (address, "05", SAID)]
    items, problems = read("feed.xml", _states(*given))
    assert ([item.text for item in items], problems) == ([SAID, MORE], [])


@pytest.mark.parametrize("name", ["a.rss", "a.json"])
def test_an_entry_without_an_id_has_the_same_key_wherever_it_stands(read: Read, name: str) -> None:
    """Title and moment make it, else the words."""

    def keys(*entries: tuple[str, str]) -> list[str]:
        day = "2024-03-05T10:00:00Z"
        if name == "a.json":
            rows = [{"title": t, "content_text": w, "date_published": day} for t, w in entries]
            data = json.dumps({**json.loads(JSON_FEED), "items": rows})
        else:
            items = "".join(
                f"<item><title>{t}</title><pubDate>{day}</pubDate><description>{w}</description>"
                f"</item>"
                for t, w in entries
            )
            data = f"<rss version='2.0'><channel>{items}</channel></rss>"
        return [item.key for item in read(name, data.encode())[0]]

    port, pier = keys(("Port", SAID), ("", MORE))
    assert port != pier
    assert keys(("Fares", LAST), ("", MORE), ("Port", LAST))[1:] == [pier, port]
    assert keys(("", LAST)) != [pier]


def test_entries_that_all_have_one_id(read: Read) -> None:
    """Where their addresses differ they are articles of their own, and none is lost."""
    given = [(f"https://quay.example/{n}", "05", it) for n, it in enumerate((SAID, MORE, LAST))]
    items, problems = read("feed.xml", _states(*given))
    assert ([item.text for item in items], problems) == ([SAID, MORE, LAST], [])


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [("", "koi8-r"), ('<?xml version="1.0" encoding="UTF-8"?>', "cp1251"), ("", "utf-16")],
)
def test_a_feed_that_is_not_in_utf8(read: Read, declaration: str, encoding: str) -> None:
    """One that says nothing of its letters, or says it wrongly, is read as a text would be."""
    said = "Порт откроется в пятницу, сказала министр транспорта на встрече с рыбаками."
    entry = f"<item><title>Порт открыт</title><description>{said}</description></item>"
    feed = f'{declaration}<rss version="2.0"><channel><title>Вести</title>{entry}</channel></rss>'
    [item], _ = read("a.rss", feed.encode(encoding))
    assert (item.text, item.title, item.source) == (said, "Порт открыт", "Вести")


@pytest.mark.parametrize(("name", "whole"), [("a.rss", RSS), ("a.atom", ATOM), ("a.rdf", RDF)])
def test_a_feed_that_is_cut_off(read: Read, name: str, whole: str) -> None:
    """Between its entries too it is told that it ends too early."""
    assert "is it cut off?" not in str(read(name, whole.encode())[1])
    end = max(whole.rindex(it) + len(it) for it in ("</item>", "</entry>") if it in whole)
    items, problems = read(name, whole[:end].encode())
    assert items and problems[-1].message == (
        "it ends before its outermost element does: is it cut off?"
    )
