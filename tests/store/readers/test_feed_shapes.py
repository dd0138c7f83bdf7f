"""Feeds as programs write them: every entry with title, day, address and source."""

# ruff: noqa: E501 - feeds as they are written

from __future__ import annotations

import json
from html import escape

import pytest

from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import ProblemKind

from .conftest import Read
from .making import LAST, MORE, SAID

BODY = f"<p>{SAID}</p><p>{MORE}</p>"
URL = "https://quay.example/2024/03/05/port"
CHANNEL = "<channel><title>The Quay</title><link>https://quay.example/</link>"


def rss(item: str, spaces: str = "", encoding: str = "UTF-8") -> str:
    """Return a feed of RSS 2.0 with one item."""
    head = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" {spaces}>'
    return f"{head}{CHANNEL}<item><title>Port opens</title>{item}</item></channel></rss>"


CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
SHAPES: dict[str, str | bytes] = {
    "rss 1.0": f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" {CONTENT}>
        <channel rdf:about="https://quay.example/"><title>The Quay</title></channel><item rdf:about="{URL}"><title>Port opens</title><link>{URL}</link><dc:date>2024-03-05T23:30-05:00</dc:date>
        <description>{SAID[:40]}...</description><content:encoded><![CDATA[{BODY}]]></content:encoded></item></rdf:RDF>""",
    "media": rss(
        f"""<link>{URL}</link><pubDate>Tue, 5 Mar 2024 20:59:09 EST</pubDate><description><![CDATA[{LAST}]]></description>
        <media:content url="https://quay.example/a.jpg"><media:title>A picture</media:title><media:description>Of a boat.</media:description></media:content>
        <content:encoded><![CDATA[{BODY}<p>The post <a href="{URL}">Port opens</a> appeared first on <a href="/">The Quay</a>.</p>]]></content:encoded>""",
        CONTENT,
    ),
    "atom, xhtml and a base": f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://quay.example/"><title>The Quay</title><id>u</id>
        <entry xml:base="2024/03/"><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Port <b>opens</b></div></title><link href="05/port"/><id>1</id>
        <published>2024-03-05T01:00:00+02:00</published><updated>2024-03-07T09:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content></entry></feed>""",
    "atom, updated alone": f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title><id>u</id><entry><title>Port opens</title><id>1</id><link href="{URL}"/>
        <updated>2024-03-05T09:00:00Z</updated><content type="html">{escape(BODY)}</content></entry></feed>""",
    "json feed": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1", "title": "The Quay",
            "home_page_url": "https://quay.example/", "authors": [{"name": "Ann Larsen"}],
            "items": [{"id": 1, "url": "/2024/03/05/port", "title": "Port opens",
                       "content_html": BODY, "date_modified": "2024-03-05T10:00:00Z"}],
        }
    ),
    "a relative address": rss(f"<link>/2024/03/05/port</link><pubDate>2024-03-05</pubDate><description>{escape(BODY)}</description>"),
    "escaped twice": rss(f"<link>{URL}</link><pubDate>2024-03-05 10:00:00</pubDate><description>{escape(escape(BODY))}</description>"),
    "no utf-8": rss(f"<link>{URL}</link><pubDate>Tue, 05 Mar 2024 06:00:00 GMT</pubDate><description>{escape(BODY)}</description>").encode("cp1252"),
    "an address as author": rss(f"<link>{URL}</link><author>ann@quay.example (Ann Larsen)</author><pubDate>mar., 05 mars 2024 06:00:00 +0100</pubDate><description><![CDATA[<div>{SAID}<br/><br/>{MORE}</div>]]></description>"),
    "blanks in front": "\n\n" + rss(f"<link>{URL}</link><pubDate>Tue, 05 Mar 2024 06:00:00 GMT</pubDate><description>{escape(BODY)}</description>"),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape(read: Read, shape: str) -> None:
    """The entry is the article, its paragraphs and nothing else."""
    data = SHAPES[shape]
    name = "a.json" if shape == "json feed" else "a.xml"
    [item], problems = read(name, data if isinstance(data, bytes) else data.encode())
    assert (item.title, item.source, item.url) == ("Port opens", "The Quay", URL)
    assert (item.published.date, problems) == ("2024-03-05", [])
    assert item.text.split("\n\n") == [SAID, MORE]
    assert item.author in ("", "Ann Larsen")


NITF = f"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE nitf SYSTEM "nitf-3-6.dtd"><nitf><head><docdata>
<doc-id id-string="q.1"/><date.issue norm="20240305T100000Z"/></docdata><pubdata name="The Quay"/></head><body><body.head><hedline>
<hl1>Port opens</hl1></hedline><byline>By <person>Ann Larsen</person></byline></body.head><body.content>
<media media-type="image"><media-reference source="a.jpg"/><media-caption>Boats wait.</media-caption></media>{BODY}</body.content></body></nitf>"""

ITEM = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:%s" standard="NewsML-G2"><itemMeta>
<provider literal="quay"><name>The Quay</name></provider><versionCreated>2024-03-07T10:00:00Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2024-03-05T10:00:00+01:00</contentCreated><by>By Ann Larsen</by><headline>Port opens</headline><language tag="en-GB"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{BODY}</body></html></inlineXML></contentSet></newsItem>"""
MESSAGE = f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{ITEM % 1}{ITEM % 2}</itemSet></newsMessage>'


NEWSML = f"""<?xml version="1.0" encoding="utf-8"?><!DOCTYPE NewsML PUBLIC "urn:newsml:iptc.org:20021018:NewsMLv1.1:1" "http://www.iptc.org/std/NewsML/1.1/specification/NewsML_1.1.dtd">
<NewsML Version="1.1"><Catalog Href="http://quay.example/catalog.xml"/><NewsEnvelope><DateAndTime>20240307T101500Z</DateAndTime><NewsService FormalName="quay-en"/></NewsEnvelope>
<NewsItem xml:lang="en"><Identification><NewsIdentifier><ProviderId>quay.example</ProviderId><DateId>20240305</DateId><NewsItemId>TX-42</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>
<PublicIdentifier>urn:newsml:quay.example:20240305:TX-42:1</PublicIdentifier></NewsIdentifier><NameLabel>port</NameLabel></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>20240305T100000+0000</FirstCreated><ThisRevisionCreated>20240305T110000+0000</ThisRevisionCreated></NewsManagement>
<NewsComponent><NewsLines><DateLine>TARNOW, March 5</DateLine><HeadLine>Port opens</HeadLine><SubHeadLine>After a year</SubHeadLine><ByLine>By Ann Larsen</ByLine></NewsLines>
<AdministrativeMetadata><Provider><Party FormalName="The Quay"/></Provider><Source><Party FormalName="Other Wire"/></Source></AdministrativeMetadata><DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
<NewsComponent><Role FormalName="Photo"/><NewsLines><HeadLine>A picture</HeadLine></NewsLines><ContentItem Href="https://quay.example/a.jpg"><MediaType FormalName="Photo"/></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="Main"/><ContentItem Href="{URL}"><Format FormalName="bcNITF2.5"/><DataContent>%s</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>"""
LINKS = f"""<link rel="irel:seeAlso" href="https://quay.example/other"/><link rel="irel:isAlternativeOf" href="{URL}"/>"""
WITH_URL: dict[str, str] = {
    "newsml 1": NEWSML % BODY,
    "newsml 1, nitf in it": NEWSML % f"<nitf><head><title>x</title></head><body><body.head><hedline><hl1>Port opens</hl1></hedline></body.head><body.content>{BODY}</body.content></body></nitf>",
    "newsml 1, plain": NEWSML % f"\n{SAID}\n\n{MORE}\n",
    "g2, links": (ITEM % 1).replace("</itemMeta>", f"{LINKS}</itemMeta>"),
    "g2, a creator, plain": (ITEM % 1).replace("</itemMeta>", f"{LINKS}</itemMeta>").replace("<by>By Ann Larsen</by>", '<creator><name>Ann Larsen</name></creator>')
    .replace('<name>The Quay</name>', "").replace('literal="quay"', 'uri="http://quay.example/"').replace("<language tag=\"en-GB\"/>", "").replace("<newsItem ", '<newsItem xml:lang="en-GB" ')
    .replace("<inlineXML", f"<inlineData contenttype=\"text/plain\">{SAID}\n{MORE}</inlineData><inlineXML"),
    "nitf, what the author is": NITF.replace('name="The Quay"', f'name="The Quay" ex-ref="{URL}"').replace("</person>", "</person> <byttl>Staff writer</byttl>").replace("<head>", '<head xml:lang="en">'),
}  # fmt: skip


@pytest.mark.parametrize("shape", WITH_URL)
def test_agencies_tell_all_of_an_item(read: Read, shape: str) -> None:
    """NewsML 1, NewsML-G2 and NITF as they vary: title, author, day, source, url, language, words."""
    [item], problems = read("a.xml", WITH_URL[shape].encode())
    assert problems == []
    assert (item.title, item.author, item.url) == ("Port opens", "Ann Larsen", URL)
    assert item.source in ("The Quay", "quay.example")
    assert (item.published.date, item.language) == ("2024-03-05", "en")
    assert [line for line in item.text.split("\n\n") if line != "Boats wait."] == [SAID, MORE]


@pytest.mark.parametrize(
    ("data", "count"), [(NITF, 1), (ITEM % 1, 1), (MESSAGE, 2)], ids=["nitf", "g2", "message"]
)
def test_news_of_agencies(read: Read, data: str, count: int) -> None:
    """NITF and NewsML-G2: title, author, day, source and the words of each item."""
    items, problems = read("a.xml", data.encode())
    assert (len(items), problems) == (count, [])
    item = items[-1]
    assert (item.title, item.author, item.source) == ("Port opens", "Ann Larsen", "The Quay")
    assert item.published.date == "2024-03-05"
    assert [line for line in item.text.split("\n\n") if line != "Boats wait."] == [SAID, MORE]


def test_an_item_without_words_is_told(read: Read) -> None:
    """A picture of an agency is no article."""
    items, [problem] = read("a.xml", (ITEM % 1).replace(BODY, "").encode())
    assert (items, problem.kind) == ([], ProblemKind.EMPTY)


def test_news_that_declares_entities_is_refused(read: Read) -> None:
    """As in feeds."""
    with pytest.raises(Unreadable, match="entities"):
        read("a.nitf", b'<!DOCTYPE nitf [<!ENTITY a "aa">]><nitf></nitf>')


def wordpress(*items: str) -> bytes:
    """Return the export of a blog."""
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
    )
    author = (
        "<wp:author><wp:author_login><![CDATA[al]]></wp:author_login>"
        "<wp:author_display_name><![CDATA[Ann Larsen]]></wp:author_display_name></wp:author>"
    )
    return f'<rss version="2.0" {spaces}>{CHANNEL}{author}{"".join(items)}</channel></rss>'.encode()


def post(number: int, body: str, status: str = "publish", kind: str = "post") -> str:
    """Return a post of the export of a blog."""
    return (
        f"<item><title>Post {number}</title><link>{URL}?p={number}</link>"
        "<pubDate>Tue, 05 Mar 2024 10:00:00 +0000</pubDate><dc:creator>al</dc:creator>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded><wp:status>{status}</wp:status>"
        f"<wp:post_type>{kind}</wp:post_type></item>"
    )


def test_the_export_of_a_blog(read: Read) -> None:
    """Posts are read with their paragraphs and authors; drafts, the bin and pictures are told."""
    classic = f'{SAID}\n\n[caption id="a"]<img src="a.jpg"> A boat.[/caption]\n\n{MORE}'
    items, problems = read("blog.xml", wordpress(
        post(1, classic), post(2, LAST, "draft"), post(3, LAST, "trash"), post(4, LAST, "private"),
        post(5, "", "inherit", "attachment"), post(6, BODY, kind="page"),
        post(7, LAST, "inherit", "revision"),
    ))  # fmt: skip
    assert [(it.title, it.text, it.author) for it in items] == [
        ("Post 1", f"{SAID}\n\nA boat.\n\n{MORE}", "Ann Larsen"),
        ("Post 6", f"{SAID}\n\n{MORE}", "Ann Larsen"),
    ]
    told = " ".join(problem.message for problem in problems)
    assert all(word in told for word in ("draft", "thrown away", "private", "picture"))


def test_a_post_of_an_export(read: Read) -> None:
    """Its day is the blog's own, and an empty line parts paragraphs, tags or not."""
    post = f"""<pubDate>Wed, 06 Mar 2024 04:30:00 +0000</pubDate>
        <content:encoded><![CDATA[{SAID}\n\n<blockquote><p>{LAST}</p></blockquote>\n\n{MORE}]]></content:encoded>
        <wp:post_date>2024-03-05 23:30:00</wp:post_date><wp:status>publish</wp:status>
        <wp:post_type>post</wp:post_type>"""
    spaces = f'{CONTENT} xmlns:wp="http://wordpress.org/export/1.2/"'
    [item], problems = read("a.xml", rss(post, spaces).encode())
    assert (item.published.date, problems) == ("2024-03-05", [])
    assert item.text.split("\n\n") == [SAID, LAST, MORE]


def test_the_author_of_a_whole_feed_of_atom(read: Read) -> None:
    """An entry that names none is by the author of the feed."""
    entries = "".join(
        f"<entry><id>{n}</id><title>Port opens</title>{by}<content type='html'>{escape(BODY)}</content></entry>"
        for n, by in ((1, ""), (2, "<author><name>Ole Berg</name></author>"))
    )
    feed = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title>
        <author><name>Ann Larsen</name></author>{entries}</feed>"""
    items, _ = read("a.xml", feed.encode())
    assert [item.author for item in items] == ["Ann Larsen", "Ole Berg"]


def test_a_blog_as_blogger_gives_it(read: Read) -> None:
    """Its posts; what is a draft, or was said by a reader, is told."""
    kinds = [("POST", "LIVE"), ("POST", "DRAFT"), ("COMMENT", "LIVE")]
    entries = "".join(
        f"<entry><id>{n}</id><title>Port opens</title><blogger:type>{kind}</blogger:type>"
        f"<blogger:status>{status}</blogger:status><content type='html'>{escape(BODY)}</content></entry>"
        for n, (kind, status) in enumerate(kinds)
    )
    spaces = (
        'xmlns="http://www.w3.org/2005/Atom" xmlns:blogger="http://schemas.google.com/blogger/2018"'
    )
    items, problems = read(
        "feed.atom", f"<feed {spaces}><title>The Quay</title>{entries}</feed>".encode()
    )
    assert [item.key for item in items] == ["0"]
    assert sorted(problem.message for problem in problems) == [
        "1 entry is a draft: left out", "1 entry is no post, but what a reader said of one: left out",
    ]  # fmt: skip


def test_news_that_is_cut_off(read: Read) -> None:
    """It is read up to there, and told."""
    items, problems = read("a.nitf", NITF[: NITF.rindex("</body.content>")].encode())
    assert len(items) == 1
    assert "is it cut off?" in problems[-1].message
