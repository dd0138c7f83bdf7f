"""Pages: the article without what stands round it, its quotations whole, its days with evidence."""

from __future__ import annotations

import pytest

from onrecord.analysis.types import Basis
from onrecord.store.library.readers import Item, ProblemKind

from . import making
from .conftest import Read
from .making import LAST, MORE, SAID, page


def article(read: Read, body: str = "", head: str = "", name: str = "a.html") -> Item:
    """Return the one article of a page."""
    [item], _ = read(name, page(body, head).encode())
    return item


def paragraphs(read: Read, body: str) -> list[str]:
    """Return the paragraphs that are found of a body."""
    return article(read, body).text.split("\n\n")


def test_the_source_of_an_address_without_a_path(read: Read) -> None:
    """It is the host, without what is asked of it."""
    [item], _ = read("a.warc", making.warc({"https://quay.example?id=1": page().encode()}))
    assert item.source == "quay.example"


def test_the_article_alone(read: Read) -> None:
    """Menus, title and foot are no part of the text."""
    item = article(read)
    assert item.text.split("\n\n") == [SAID, MORE, LAST]
    assert item.title == "Port opens"
    assert item.language == "en"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (
            "<p>She said <q>we sail at dawn</q> and went.</p>",
            "She said “we sail at dawn” and went.",
        ),
        (
            "<p>“We sail at dawn, and whatever<br>the ministry writes we come back,” she said.</p>",
            "“We sail at dawn, and whatever the ministry writes we come back,” she said.",
        ),
        ("<p>The minister said<sup>1</sup> no.</p>", "The minister said no."),
        ("<p>On the 19<sup>th</sup> they came.</p>", "On the 19th they came."),
        ("<p>He said <q>she told me <q>no</q></q>.</p>", "He said “she told me ‘no’”."),
    ],
    ids=["q", "br", "note", "ordinal", "nested q"],
)
def test_what_eats_quotations_is_mended(read: Read, markup: str, text: str) -> None:
    """Marks, breaks and raised signs leave the words of a quotation whole."""
    assert text in paragraphs(read, f"<p>{MORE}</p>{markup}<p>{LAST}</p>")


def test_two_breaks_part_paragraphs(read: Read) -> None:
    """Text with breaks in one block has its paragraphs."""
    found = paragraphs(read, f"<div>{SAID}<br><br>{MORE}<br /> <br />{LAST}</div>")
    assert found == [SAID, MORE, LAST]


@pytest.mark.parametrize("again", ["He declined to comment on it any further.", SAID * 3])
def test_equal_paragraphs_all_stay(read: Read, again: str) -> None:
    """What is said twice stands twice, long or short."""
    found = paragraphs(read, f"<p>{SAID}</p><p>{again}</p><p>{MORE}</p><p>{again}</p><p>{LAST}</p>")
    assert found.count(again) == 2


def test_captions_and_pull_quotes_stay(read: Read) -> None:
    """Both hold quotations as often as not."""
    figure = (
        "<figure><img src='a.jpg'><figcaption>Brandt: “We are open at last.”</figcaption></figure>"
    )
    pull = "<aside class='pullquote'><p>“It was the longest week of my life.”</p></aside>"
    found = paragraphs(read, f"<p>{SAID}</p>{figure}<p>{MORE}</p>{pull}<p>{LAST}</p>")
    assert "Brandt: “We are open at last.”" in found
    assert "“It was the longest week of my life.”" in found


def test_lists_and_tables_gain_no_signs(read: Read) -> None:
    """An item is its words; cells are parted by a tab."""
    body = (
        f"<p>{SAID}</p><ul><li>First the yard is cleared.</li><li>Then the ferries go.</li></ul>"
        f"<p>{MORE}</p><table><tr><td>Wages</td><td>four percent</td></tr></table><p>{LAST}</p>"
    )
    found = paragraphs(read, body)
    assert "First the yard is cleared." in found
    assert "Wages\tfour percent" in found
    assert not any(line.startswith(("-", "|", "•")) for line in found)


def test_notices_are_left_out(read: Read) -> None:
    """What asks for something is none of the article."""
    body = (
        f"<p>By Ann Larsen</p><p>{SAID}</p><p>Sign up to our newsletter</p><p>{MORE}</p>"
        f"<p>{LAST}</p><p>Share this</p><p>Copyright 2024 The Quay. All rights reserved.</p>"
    )
    assert paragraphs(read, body) == [SAID, MORE, LAST]


LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "The Quay"}, {"@type": "NewsArticle", "headline": "Port opens",
"datePublished": "%s", "dateModified": "2024-03-09T10:00:00+01:00"}]}</script>"""


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        (LINKED % "2024-03-05T23:10:00-05:00", "", "2024-03-05"),
        (
            "<meta property='article:published_time' content='2024-03-05T10:00:00Z'>",
            "",
            "2024-03-05",
        ),
        ("<meta name='pubdate' content='20240305'>", "", "2024-03-05"),
        ("", "<time datetime='2024-03-05' pubdate>5 March</time>", "2024-03-05"),
        ("", "<p class='date'>4 février 2021</p>", "2021-02-04"),
        ("", "<div class='x'>March 5, 2024</div>", "2024-03-05"),
        (LINKED % "2024-03-06T02:10:00Z", "<time>March 5, 2024, 9:10 p.m.</time>", "2024-03-05"),
    ],
    ids=["linked", "meta", "compact", "time", "french", "below the title", "universal time"],
)
def test_declared_days(read: Read, head: str, body: str, day: str) -> None:
    """The page's own word comes first; the day is the one that its readers saw."""
    text = f"{body}<p>{SAID}</p><p>{MORE}</p><p>{LAST}</p>"
    item = article(read, text, head)
    assert (item.published.date, item.published.basis) == (day, Basis.METADATA)
    assert item.published.why.startswith("The page")


def test_published_and_modified_apart(read: Read) -> None:
    """An update is no publication."""
    item = article(read, head=LINKED % "2024-03-05")
    assert (item.published.date, item.modified) == ("2024-03-05", "2024-03-09")


def test_a_day_yet_to_come_is_told_and_not_believed(read: Read) -> None:
    """The article is read, dated by something else or not at all."""
    data = page(head="<meta property='article:published_time' content='2099-01-01'>").encode()
    [item], [problem] = read("a.html", data)
    assert (item.published.date, problem.kind) == (None, ProblemKind.DATE)
    assert "2099-01-01" in problem.message


def test_html_in_a_text_file(read: Read) -> None:
    """What claims to be text and is a page, or a part of one, is read as such."""
    [item], _ = read("a.txt", page().encode())
    assert item.text.split("\n\n") == [SAID, MORE, LAST]
    part = f"<p>{SAID}</p>\n<p>{MORE}</p><div><b>{LAST}</b></div>".encode()
    [item], _ = read("b.txt", part)
    assert item.text.split("\n\n") == [SAID, MORE, LAST]


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("windows-1252", "cp1252"),
        ("gb2312", "gb18030"),
    ],
)
def test_encodings(read: Read, declared: str, actual: str) -> None:
    """What is declared is believed where the bytes allow it."""
    words = "北京的港口" if actual == "gb18030" else "“Très bien – à dimanche,” said Olga Brandt."
    markup = page(
        f"<p>{SAID}</p><p>{words} {MORE}</p><p>{LAST}</p>", f"<meta charset='{declared}'>"
    )
    [item], _ = read("a.html", markup.encode(actual))
    assert words in item.text


def test_a_page_without_an_article(read: Read) -> None:
    """It is told, and costs nothing else."""
    links = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("One", "Two"))
    markup = f"<html><body><ul>{links}</ul></body></html>"
    items, [problem] = read("list.html", markup.encode())
    assert (items, problem.kind) == ([], ProblemKind.EMPTY)


def test_address_and_source(read: Read) -> None:
    """The page's address for itself, and its site's name."""
    head = (
        "<link rel='canonical' href='https://quay.example/2024/03/05/port'>"
        "<meta property='og:site_name' content='The Quay'>"
    )
    item = article(read, head=head)
    assert (item.url, item.source) == ("https://quay.example/2024/03/05/port", "The Quay")


def test_a_discussion_and_teasers_are_none_of_the_article(read: Read) -> None:
    """Neither when the discussion is far longer than the article nor when teasers are articles."""
    teasers = "".join(
        f"<article><a href='/{n}'><h3>Story {n} of a coast</h3></a><p>{MORE}</p></article>"
        for n in range(4)
    )
    posts = "".join(
        f"<div class='post'><p>Reader {n} disagrees. {LAST}</p></div>" for n in range(60)
    )
    posts = f"<div class='discussion'>{posts}</div>"
    body = f"<p>{SAID}</p><p>{MORE}</p></article>{teasers}{posts}<article>"
    assert paragraphs(read, body) == [SAID, MORE]
