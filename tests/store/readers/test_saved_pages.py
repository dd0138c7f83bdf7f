"""Pages as people keep them: reading views, old markup, pages that are none, what pages declare."""

# ruff: noqa: E501 - pages as they are written

from __future__ import annotations

import json
import plistlib

import pytest

from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import Item, ProblemKind

from .conftest import Read
from .making import LAST, MORE, SAID, page

BODY = f"<p>{SAID}</p><p>{MORE}</p><p>{LAST}</p>"


def article(read: Read, body: str = BODY, head: str = "") -> Item:
    """Return the one article of a page."""
    [item], _ = read("a.html", page(body, head).encode())
    return item


def linked(**given: object) -> str:
    """Return an article as linked data."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Port opens"}
    return f"<script type='application/ld+json'>{json.dumps(data | given)}</script>"


URL = "https://quay.example/port"


@pytest.mark.parametrize(
    "given",
    [{"url": URL}, {"mainEntityOfPage": URL}, {"@id": f"{URL}#article"},
     {"mainEntityOfPage": {"@type": "WebPage", "@id": URL}}],
)  # fmt: skip
def test_an_address_that_is_declared_as_data_alone(read: Read, given: dict[str, object]) -> None:
    """It is the page's own where no link and no meta element gives one."""
    assert article(read, head=linked(**given)).url == URL


def test_a_publisher_in_the_markup(read: Read) -> None:
    """It is the source where the page names no site."""
    given = "<div itemprop='publisher' itemscope><meta itemprop='name' content='The Quay'></div>"
    bare = page(BODY + given).replace(" | The Quay", "").encode()
    [item], _ = read("a.html", bare)
    assert item.source == "The Quay"


def test_a_browsers_reading_view(read: Read) -> None:
    """What it shows above the article is its address and its author, and none of its words."""
    html = (
        "<!DOCTYPE html><html><head><title>Port opens :: Reader View</title></head><body>"
        "<div class='container'><div class='header reader-header'>"
        f"<a class='domain reader-domain' href='{URL}'>quay.example</a>"
        "<h1 class='reader-title'>Port opens</h1>"
        "<div class='credits reader-credits'>Ann Larsen</div>"
        "<div class='reader-estimated-time'>2 minutes</div></div>"
        f"<div class='content'><div class='moz-reader-content'><div>{BODY}</div></div></div>"
        "</div></body></html>"
    )
    [item], _ = read("a.html", html.encode())
    assert (item.title, item.author, item.url) == ("Port opens", "Ann Larsen", URL)
    assert item.text.split("\n\n") == [SAID, MORE, LAST]


@pytest.mark.parametrize(
    ("shown", "published", "modified"),
    [("Publié le 4 février 2021 à 17h30, mis à jour le 5 février 2021 à 9h12", "2021-02-04", "2021-02-05"),
     ("Published 4 May 2021 | Last updated 6 May 2021", "2021-05-04", "2021-05-06"),
     ("4 May 2021 (updated: 6 May 2021)", "2021-05-04", "2021-05-06")],
)  # fmt: skip
def test_a_change_that_is_shown(read: Read, shown: str, published: str, modified: str) -> None:
    """It is told beside the day of publication, where the page declares none."""
    item = article(read, f"<p class='date'>{shown}</p>{BODY}")
    assert (item.published.date, item.modified) == (published, modified)


def test_a_change_on_the_day_itself(read: Read) -> None:
    """It is told as the page declares it."""
    head = linked(datePublished="2024-03-05T08:00:00", dateModified="2024-03-05T10:00:00")
    item = article(read, head=head)
    assert (item.published.date, item.modified) == ("2024-03-05", "2024-03-05")


def test_a_change_alone(read: Read) -> None:
    """It is all that is known of the day, and marked as inferred."""
    item = article(read, f"<div class='fecha'>Actualizado: 4 de febrero de 2021</div>{BODY}")
    assert (item.published.date, item.published.inferred) == ("2021-02-04", True)
    assert item.modified == ""


def test_the_day_of_an_embedded_post(read: Read) -> None:
    """It is not the day of the page, however near it is."""
    post = (
        "<blockquote class='post'><p>We sail.</p>— Ole <a href='/1'>March 4, 2024</a></blockquote>"
    )
    head = "<meta name='parsely-pub-date' content='2024-03-05T05:00:00Z'>"
    item = article(read, f"<p>{SAID}</p>{post}<p>{MORE}</p><p>{LAST}</p>", head)
    assert item.published.date == "2024-03-05"


def test_signs_that_part_words(read: Read) -> None:
    """Soft hyphens and blanks of no width are taken out: nobody types them in a search."""
    item = article(read, BODY.replace("harbour", "har&shy;bo&#8203;ur"))
    assert item.text.split("\n\n")[0] == SAID


def test_paragraphs_of_old_markup(read: Read) -> None:
    """A paragraph ends where the next begins, also within the element that sets its letters."""
    told = [SAID, MORE, LAST, f"{LAST} {MORE}", f"{MORE} {SAID}"]
    html = (
        "<HTML><HEAD><TITLE>The port opens again</TITLE></HEAD><BODY><TABLE><TR><TD><A HREF=a>Home</A></TD>"
        "<TD><FONT SIZE=5><B>The port opens again</B></FONT><BR><FONT SIZE=2>Tuesday, March 9, 1999</FONT>"
        f"<P><FONT SIZE=3>{'<P>'.join(told)}</FONT></TD></TR></TABLE></BODY></HTML>"
    )
    [item], _ = read("a.htm", html.encode())
    assert item.text.split("\n\n") == told
    assert item.published.date == "1999-03-09"


def test_what_is_for_readers_and_not_for_ears(read: Read) -> None:
    """Counters, a button that reads aloud, a link in brackets are none of the article."""
    above = "<div class='speechify-ignore'><div>3</div><div>Listen</div><div>Share</div></div>"
    link = "<p><i>[</i><a href='/x'>Boats of the island cost more</a><i>]</i></p>"
    item = article(read, f"{above}<p>{MORE} {LAST}</p>{link}{BODY}")
    assert item.text.split("\n\n") == [f"{MORE} {LAST}", SAID, MORE, LAST]


@pytest.mark.parametrize(
    "title", ["Page not found", "404 Not Found", "Access Denied", "Seite nicht gefunden | Quay"]
)
def test_pages_that_say_there_is_none(read: Read, title: str) -> None:
    """They are no articles, however many words they have for it."""
    told = "Sorry, the page that you are looking for could not be found here. " * 3
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{told}</p></body></html>"
    items, [problem] = read("a.html", html.encode())
    assert (items, problem.kind) == ([], ProblemKind.EMPTY)


@pytest.mark.parametrize("kind", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page_that_safari_saved(read: Read, kind: plistlib.PlistFormat) -> None:
    """The page itself, at its address."""
    main = {
        "WebResourceData": page().encode("utf-8"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": URL,
    }
    frame = main | {"WebResourceURL": "https://ads.example"}
    data = plistlib.dumps({"WebMainResource": main, "WebSubframeArchives": [frame]}, fmt=kind)
    [item], problems = read("Port.webarchive", data)
    assert (item.url, problems) == (URL, [])
    assert item.text.split("\n\n") == [SAID, MORE, LAST]


@pytest.mark.parametrize(
    "data",
    [
        b"bplist00rubbish",
        plistlib.dumps({"WebMainResource": 1}),
        plistlib.dumps({"WebMainResource": {"WebResourceData": "x"}}),
    ],
)
def test_a_broken_archive_of_safari(read: Read, data: bytes) -> None:
    """It is told."""
    with pytest.raises(Unreadable, match=r"damaged|no page"):
        read("Port.webarchive", data)


def test_an_article_about_an_error(read: Read) -> None:
    """A headline may begin so."""
    title = "404 days without a ferry"
    html = page(BODY * 3).replace("Port opens", title).encode()
    [item], _ = read("a.html", html)
    assert item.title == title


def test_a_list_of_bookmarks(read: Read) -> None:
    """It is told for what it is."""
    html = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE><DL><p>" + "".join(
        f"<DT><A HREF='{URL}{n}' ADD_DATE='1580000000'>{MORE}</A>\n" for n in range(9)
    )
    items, [problem] = read("bookmarks.html", html.encode())
    assert (items, problem.kind) == ([], ProblemKind.LINK)
    assert "bookmarks" in problem.message


def test_a_page_saved_as_one_part(read: Read) -> None:
    """An old browser saves a page without pictures as a message of that page alone."""
    head = (
        "From: <Saved by Windows Internet Explorer 8>\r\nSubject: Port opens\r\n"
        "Date: Wed, 6 Mar 2024 10:12:00 +0100\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: {URL}\r\n\r\n"
    )
    [item], _ = read("a.mht", head.encode() + page().encode())
    assert (item.url, item.published.date) == (URL, None)
    assert item.text.split("\n\n") == [SAID, MORE, LAST]
