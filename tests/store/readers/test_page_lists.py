"""Pages that list articles, pages with several, and days and captions close to others."""

from __future__ import annotations

import pytest

from .conftest import Read
from .making import LAST, MORE, SAID

HEADS = [
    *("Harbour is to be sold", "Quarry opens again", "Library loses its roof"),
    *("Clinic asks for money", "Bridge is to be painted", "Market moves to the hill"),
]
URL = "https://quay.example"


def teaser(kind: str, number: int, head: str) -> str:
    """Return what a list shows of one article."""
    to, words = f'<a href="{URL}/{number}">{head}</a>', f"<p>{LAST} {MORE} Number {number}.</p>"
    return {
        "cards": f'<article class="card"><h3>{to}</h3>{words}<a href="/{number}">On</a></article>',
        "boxes": f"<div><h2>{to}</h2>{words}</div>",
        "items": f"<li><time>{number + 1} March 2024</time><h2>{to}</h2>{words}</li>",
        "whole links": f'<div><a href="/{number}"><h3>{head}</h3>{words}</a></div>',
        "found": f'<div><a href="/{number}">{head}</a><div>{LAST} {MORE} {number}.</div></div>',
        "no headings": f"<div>{to}</div>{words}",
    }[kind]  # fmt: skip


def listing(kind: str) -> str:
    """Return a list of articles."""
    return "".join(teaser(kind, number, head) for number, head in enumerate(HEADS))


def page(body: str, title: str = "The Quay") -> bytes:
    """Return a page."""
    menu = '<nav><a href="/">Home</a><a href="/sport">Sport</a></nav>'
    return f"<html><head><title>{title}</title></head><body>{menu}{body}</body></html>".encode()


KINDS = ["cards", "boxes", "items", "whole links", "no headings", "found"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("above", ["", "<h1>News</h1>", f"<h1>Ann Larsen</h1><p>{MORE}</p>"])
def test_a_list_of_articles_is_none(read: Read, kind: str, above: str) -> None:
    """Front pages, sections and what somebody wrote: their summaries are no text of anybody's."""
    items, [problem] = read("a.html", page(f"<main>{above}<div>{listing(kind)}</div></main>"))
    assert (items, problem.message) == ([], "the page holds no article")


@pytest.mark.parametrize("kind", KINDS)
def test_an_article_above_a_list_stays(read: Read, kind: str) -> None:
    """What is listed below an article costs it nothing."""
    told = "".join(f"<p>{SAID} {MORE} Part {n}.</p>" for n in range(8))
    article = f"<article><h1>Port opens</h1>{told}</article>"
    [item], _ = read("a.html", page(f"<main>{article}<div>{listing(kind)}</div></main>"))
    assert item.text.count(SAID) == 8


def test_subheadings_that_are_links_make_no_list(read: Read) -> None:
    """Marks within the page, and what leads to other sites, are no titles of other articles."""
    for to in ("#part{}", "https://inn-{}.example/"):
        parts = "".join(
            f'<h2><a href="{to.format(n)}">{head}</a></h2><p>{SAID} {MORE}</p>'
            for n, head in enumerate(HEADS)
        )
        home = f'<link rel="canonical" href="{URL}/port">'
        [item], _ = read("a.html", page(f"{home}<article><h1>Six days</h1>{parts}</article>"))
        assert item.text.count(SAID) == len(HEADS)


def post(number: int) -> str:
    """Return a whole article, as a blog shows several on a page."""
    told = "".join(f"<p>{SAID} {MORE} Post {number}, part {n}.</p>" for n in range(3))
    return (
        f'<article><h2><a href="{URL}/{number}">{HEADS[number]}</a></h2>'
        f'<time datetime="2024-03-0{number + 1}">long ago</time>{told}</article>'
    )


def test_several_articles_on_a_page(read: Read) -> None:
    """Each is read, with its own title and day."""
    address = f'<link rel="canonical" href="{URL}/blog">'
    items, problems = read("a.html", page(f"{address}<main>{post(0)}{post(1)}{post(2)}</main>"))
    assert problems == []
    assert [f"Post {n}, part 2" in item.text for n, item in enumerate(items)] == [True] * 3
    assert [item.title for item in items] == HEADS[:3]
    assert [item.published.date for item in items] == [f"2024-03-0{n}" for n in (1, 2, 3)]
    assert [item.url for item in items] == [f"{URL}/{n}" for n in range(3)]
    assert len({item.key for item in items}) == 3


def test_an_article_loaded_below_another(read: Read) -> None:
    """The second one of a page that goes on without end is read as well."""
    told = "".join(f"<p>{SAID} {LAST} Part {n}.</p>" for n in range(9))
    first = f"<article><h1>Port opens</h1>{told}</article>"
    items, _ = read("a.html", page(f"<main>{first}{post(1)}</main>", "Port opens - The Quay"))
    assert [item.title for item in items] == ["Port opens", HEADS[1]]
    assert [item.text.count(SAID) for item in items] == [9, 3]


def test_what_readers_say_is_no_article(read: Read) -> None:
    """Comments are elements of the same name."""
    said = post(1).replace("<article>", '<article class="comment">')
    items, _ = read("a.html", page(f"<main>{post(0)}<section>{said}</section></main>"))
    assert len(items) == 1


def test_the_day_of_a_change_before_that_of_publication(read: Read) -> None:
    """Both on a line: the page was published on the one that says so."""
    days = "Updated 6 March 2024 08:00 | Published 4 March 2024 10:00"
    told = f"<p>{SAID}</p><p>{MORE}</p><p>{LAST}</p>"
    [item], _ = read("a.html", page(f"<article><h1>Port opens</h1><p>{days}</p>{told}</article>"))
    assert (item.published.date, item.published.basis.value) == ("2024-03-04", "metadata")


def test_a_short_caption_with_a_credit(read: Read) -> None:
    """What the picture shows stays, who took it goes."""
    shown = "The ferry at dawn. Photo: Joe Marsh"
    figure = f'<figure><img src="a.jpg"><figcaption>{shown}</figcaption></figure>'
    told = f"<p>{SAID}</p>{figure}<p>{MORE}</p><p>{LAST}</p>"
    [item], _ = read("a.html", page(f"<article><h1>Port opens</h1>{told}</article>"))
    assert item.text.split("\n\n")[1] == "The ferry at dawn."
