"""Pages as they are found on the web: what many sites do, and what it must not cost."""

from __future__ import annotations

import time

import pytest

from onrecord.analysis.types import Basis
from onrecord.store.library.readers import Item, ProblemKind
from onrecord.store.library.readers.dates import day_comes_first, stated_date
from onrecord.store.library.readers.markup import tree_of
from onrecord.store.library.readers.page_captions import keep_captions
from onrecord.store.library.readers.page_titles import without_site

from .conftest import Read
from .making import LAST, MORE, SAID, page

NAMED = "The harbour opens again at dawn"
ONE = "鲁德港的码头工人周二投票接受了新的合同，两年的争端就此结束。"
TWO = "港务局长说，第一批船只将在黎明时分离港，不管部里写些什么。"
THREE = "渡船何时恢复原来的班次，码头上没有人说得出来。"


def article(read: Read, html: str) -> Item:
    """Return the one article of a page."""
    [item], _ = read("a.html", html.encode())
    return item


def site(body: str, *, head: str = "", title: str = f"{NAMED} | The Quay", lang: str = "en") -> str:
    """Return a page with nothing that names its article but what is given."""
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><title>{title}</title>{head}</head>"
        f"<body>{body}</body></html>"
    )


def test_a_comment_behind_a_break(read: Read) -> None:
    """What nobody sees is passed over; the page was taken for damaged."""
    found = article(read, page(f"<p>{MORE}</p><p>The board met<br><!-- ad --></p><p>{LAST}</p>"))
    assert found.text.split("\n\n")[-1] == LAST


def test_many_comments_at_the_top(read: Read) -> None:
    """A page is known for one by its first tag, however many comments stand above."""
    html = "<!-- made by hand -->\n" * 60 + page()
    begun = time.process_time()
    assert article(read, html).title == "Port opens"
    assert time.process_time() - begun < 5  # every way of joining them would take for ever


def test_an_article_within_the_element_of_a_word(read: Read) -> None:
    """Paragraphs in a ``<span>`` stay paragraphs."""
    body = f"<span class='entry-content'><p>{SAID}</p> <p>{MORE}</p> <p>{LAST}</p></span>"
    assert article(read, page(body)).text.split("\n\n") == [SAID, MORE, LAST]


def test_scripts_without_blanks(read: Read) -> None:
    """Sentences of Chinese are no single words: none is lost at the end, none joined."""
    body = "".join(f"<p>{words}</p>" for words in (ONE, TWO, THREE))
    data = f'{{"@type":"NewsArticle","articleBody":"{ONE + TWO + THREE}"}}'
    head = f'<script type="application/ld+json">{data}</script>'
    shown = f"<article><h1>鲁德港重新开放</h1>{body}</article>"
    found = article(read, site(shown, head=head, lang="zh"))
    assert found.text.split("\n\n") == [ONE, TWO, THREE]


def test_a_caption_in_a_script_without_blanks() -> None:
    """What holds a caption and an article keeps the names by which the article is found."""
    caption = f"<div class='image'><img src='a.png'><p class='caption'>{THREE}</p></div>"
    tree = tree_of(site(f"<div class='article-body'>{caption}<p>{ONE}</p><p>{TWO}</p></div>"))
    keep_captions(tree)
    assert tree.xpath("//div[@class='article-body']/p[1]")[0].text == THREE


def test_code_in_a_sentence_parts_none(read: Read) -> None:
    """What a program is called stays in its sentence."""
    told = "The board has published its programme <code>locks</code> for all who want to count."
    found = article(read, page(f"<p>{told}</p><p>{MORE}</p><p>{LAST}</p>")).text.split("\n\n")
    assert found[0] == told.replace("<code>", "").replace("</code>", "")


def test_what_introduces_a_list_is_no_byline(read: Read) -> None:
    """A line that begins with “From” and ends with a colon stays."""
    body = f"<p>From the board of Marnhaven on the new contract:</p><p>{SAID}</p><p>{MORE}</p>"
    assert article(read, page(body)).text.startswith("From the board")


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (f"{NAMED} › The Quay", NAMED),
        (f"{NAMED} -- The Quay", NAMED),
        (f"{NAMED} | The Quay Politics", NAMED),
        (f"{NAMED}: what it costs", f"{NAMED}: what it costs"),
        (f"{NAMED} | Coast | quay.example | 10.06.2013", NAMED),
    ],
)
def test_a_title_without_the_name_of_the_site(read: Read, given: str, title: str) -> None:
    """What follows the title that is shown, behind a sign that parts, is the site's name."""
    head = f'<meta property="og:title" content="{given}">'
    body = f"<article><h1>{NAMED}</h1><p>{SAID}</p><p>{MORE}</p><p>{LAST}</p></article>"
    assert article(read, site(body, head=head)).title == title


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (f"{NAMED} - Harbour - The Quay of Marnhaven", NAMED),
        (f"The Quay - {NAMED}", NAMED),
        (f"{NAMED} | 10.06.2013", NAMED),
        ("Quay - a history", "Quay - a history"),
        (f"{NAMED} - and who pays", f"{NAMED} - and who pays"),
    ],
)
def test_what_is_no_part_of_a_title(title: str, told: str) -> None:
    """A site's name is told by its own, or by its address; days are none of a title either."""
    site_name = "Harbour" if "Harbour" in title else ""
    assert without_site(title, site_name, "www.quay.example") == told


def test_a_title_in_a_plain_block(read: Read) -> None:
    """What a page is called by and shows is its title, whatever its element."""
    body = f"<div class='big'>{NAMED}</div><div><p>{SAID}</p><p>{MORE}</p><p>{LAST}</p></div>"
    found = article(read, site(body, title=f"{NAMED} - The Quay - Marnhaven and all the coast"))
    assert found.title == NAMED


def test_a_title_with_who_wrote_below_in_one_line(read: Read) -> None:
    """A title that is a quotation without its end takes no byline into the text."""
    title = "“The straße can be closed again: there are forty ships in the queue"
    body = f"<div><b>{title}<br>By Ann Larsen, August 9, 2017</b><br><br>{SAID}<br><br>{MORE}</div>"
    found = article(read, site(body, title=f"{title} - The Quay"))
    assert found.text.split("\n\n") == [SAID, MORE]


def test_a_title_with_a_label(read: Read) -> None:
    """A heading with a word more than the page's name is the title; days are looked for there."""
    body = (
        "<h1>The Quay</h1><h1>%s <span>Members</span></h1><p><time datetime='2021-04-30'>30 April"
        "</time></p><article><p>%s</p><p>%s</p><p>%s</p></article><div class='said'>"
        "<time pubdate datetime='2021-05-02'>2 May</time></div>"
    )
    found = article(read, site(body % (NAMED, SAID, MORE, LAST)))
    assert found.published.date == "2021-04-30"


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("08/01/2014", "es", True),
        ("08/01/2014", "en", None),
        ("08/01/2014", "", None),
        ("08/01/2014 and 08/23/2014", "es", False),
        ("08/01/2014 and 23/08/2014", "en", True),
        ("08/23/2014 and 23/08/2014", "en", None),
    ],
)
def test_which_of_two_figures_is_the_day(text: str, language: str, told: bool | None) -> None:
    """The other days of a page tell it, else its language."""
    assert day_comes_first(text, language) is told


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("11 Tetor, 2019", "2019-10-11"),
        ("2. märts 2020", "2020-03-02"),
        ("abril 12, 2016 a las 17:12 CDT", "2016-04-12"),
        ("31 de marzo de 201619:44", "2016-03-31"),
        ("2019. július 30. 10:00", "2019-07-30"),
        ("2021. gada 3. janvāris", "2021-01-03"),
        ("2024 m. kovo 5 d.", "2024-03-05"),
        ("04 آب/اغسطس 2013", "2013-08-04"),
        ("03 DE MAYO DE 2019 · 10:12h", "2019-05-03"),
        ("03.05.19, 10:12 Uhr", "2019-05-03"),
        ("1.4.98", "1998-04-01"),
        ("12 or 2019", None),
        ("Version 1.4.18", None),
    ],
)
def test_days_in_words(written: str, day: str | None) -> None:
    """Other languages have names of their own, and put month or year first."""
    assert stated_date(written).date == day


def test_a_list_of_others_below_an_article(read: Read) -> None:
    """Titles that lead elsewhere, and what is said of each in short, are no end of it."""
    others = "".join(
        f"<h3><a href='/{at}'>The {name} of Marnhaven is closed again</a></h3>"
        f"<p>The {name} had been open for six weeks only.</p>"
        for at, name in enumerate(("lock", "market", "yard", "school"))
    )
    head = "<meta property='og:type' content='article'>"
    told = "".join(f"<p>{words}</p>" for words in (SAID, MORE, LAST))
    body = f"<article><h1>{NAMED}</h1>{told}{others}</article>"
    assert article(read, site(body, head=head)).text.split("\n\n") == [SAID, MORE, LAST]


def test_the_day_that_somebody_was_born_is_not_the_pages(read: Read) -> None:
    """Boxes about a person or a company have names that say “published” as well."""
    born = "<span class='bday dtstart published'>1998-09-04</span>"
    told = f"<p>The union was founded on {born} by five dockers in a kitchen.</p>"
    body = f"<article><h1>{NAMED}</h1><p>{SAID}</p>{told}<p>{MORE}</p></article>"
    assert article(read, site(body)).published.basis is not Basis.METADATA


def test_a_year_of_two_figures() -> None:
    """Figures with strokes are read where it is known which of them is the day."""
    assert stated_date("29/10/12", day_first=True).date == "2012-10-29"
    assert stated_date("10/9/10", day_first=False).date == "2010-10-09"
    assert stated_date("10/9/10").date == "2010"


def test_when_something_begins_is_not_when_it_was_published(read: Read) -> None:
    """“From 5 March” is the day of what the page tells of; it is guessed at most."""
    day = "<p class='date'>ab 05.03.2017, 10:00</p>"
    body = f"<article><h1>{NAMED}</h1>{day}<p>{SAID}</p><p>{MORE}</p></article>"
    assert article(read, site(body)).published.basis is not Basis.METADATA


def test_the_name_of_a_site_in_a_heading(read: Read) -> None:
    """Of two headings that a page is called by, the last part of its name is the site's."""
    title = "The harbour opens - who sails at dawn | The Quay of Marnhaven"
    body = (
        "<h1>The Quay of Marnhaven</h1><h2>The harbour opens <span>who sails at dawn</span></h2>"
        f"<div><p>{SAID}</p><p>{MORE}</p><p>{LAST}</p></div>"
    )
    assert article(read, site(body, title=title)).title == "The harbour opens who sails at dawn"


def test_a_day_in_figures(read: Read) -> None:
    """A day that can be read two ways is read as the page's language does."""
    day = "<p class='date'>08/01/2014</p>"
    body = f"<article><h1>{NAMED}</h1>{day}<p>{SAID}</p><p>{MORE}</p></article>"
    assert article(read, site(body, lang="es")).published.date == "2014-01-08"
    assert article(read, site(body, lang="en")).published.date == "2014"


def test_the_day_that_an_element_shows_for_a_moment(read: Read) -> None:
    """Readers saw the day in the words of a ``<time>``, also where a later change is shown."""
    moment = "2023-12-13T02:12:54Z"
    head = f'<meta property="article:published_time" content="{moment}">'
    body = (
        f"<header><h1>{NAMED}</h1><div>Updated <time datetime='2023-12-13T18:24:00Z'>Dec 13, 2023"
        f"</time></div><div>Published <time datetime='{moment}'>Dec 12, 2023</time></div></header>"
        f"<article><p>{SAID}</p><p>{MORE}</p><p>{LAST}</p></article>"
    )
    assert article(read, site(body, head=head)).published.date == "2023-12-12"


def test_a_day_below_what_introduces_the_article(read: Read) -> None:
    """One paragraph may stand between title and day; what holds both is no list of others."""
    lead = f"{MORE} {LAST} {MORE}"
    body = (
        f"<div class='teaser-latest'><h1>{NAMED}</h1><p>{lead}</p><div class='share'><h5>23.01.2019"
        f"</h5></div>"
        f"<p>{SAID}</p><p>{MORE}</p><p>{LAST}</p></div>"
    )
    assert article(read, site(body)).published.date == "2019-01-23"


def test_a_day_within_a_paragraph_is_not_the_articles(read: Read) -> None:
    """A link on a day in the text says when something else was."""
    told = f"<p><a href='/old'>8 August 2009</a>: the first of our posts. {MORE} {LAST}</p>"
    body = f"<article><h1>{NAMED}</h1><p>{SAID}</p>{told}<p>{LAST}</p></article>"
    assert article(read, site(body)).published.date is None


def test_the_paragraph_that_introduces_an_article(read: Read) -> None:
    """It stays where it stands in a block of its own, once, and the start of another's does not."""
    lead = "The dockers of Marnhaven have voted for the contract that they had refused all winter."
    text = "".join(f"<p>{words}</p>" for words in (SAID, MORE, LAST))
    shown = f"<div class='article__lead'>{lead}</div><div class='article-body'>{text}</div>"
    assert article(read, site(f"<h1>{NAMED}</h1>{shown}")).text.split("\n\n")[0] == lead
    double = shown.replace(text, f"<p>{lead}</p>{text}")
    assert article(read, site(f"<h1>{NAMED}</h1>{double}")).text.count(lead) == 1
    other = f"<h1>{NAMED}</h1><a href='/b'><div class='excerpt'>{lead}</div></a>"
    assert lead not in article(read, site(f"{other}<div class='article-body'>{text}</div>")).text


@pytest.mark.parametrize(
    "line",
    [
        "Culture",
        "Issued on: Modified:",
        "Story Tools",
        "The Quay › Harbour › News",
        "« The lock is closed for six weeks | Home | The ferries will not go before the autumn »",
        "On our pages we use cookies, and by reading on you allow it.",
        "&gt;&gt; READ ON THE QUAY: How the lock was closed in a single night of the winter",
    ],
)
def test_what_stands_above_an_article(read: Read, line: str) -> None:
    """The name of a section, labels of days that were taken away, and what leads elsewhere."""
    found = article(read, page(f"<p>{line}</p><p>{SAID}</p><p>{MORE}</p><p>{LAST}</p>"))
    assert found.text.split("\n\n") == [SAID, MORE, LAST]


def test_who_sent_a_release_and_what_it_is_about(read: Read) -> None:
    """Lines at the end that tell how to reach somebody, or of the article itself."""
    end = "<p>Date 10.06.2013</p><p>Keywords harbour, lock, dockers, ferries, board, Marnhaven</p>"
    end += "<p>Feedback: Send us an e-mail, with your name and the place you write from.</p>"
    end += "<p>Get The Quay on Facebook and Twitter! Know something that we do not?</p>"
    end += "<p>Ann Larsen can be reached at ann@quay.example.</p>"
    end += "<p>Telefon: +43 1 5011 0, Fax: +43 1 5011 20, in the hours of the office</p>"
    found = article(read, page(f"<p>{SAID}</p><p>{MORE}</p><p>{LAST}</p>{end}"))
    assert found.text.split("\n\n") == [SAID, MORE, LAST]


@pytest.mark.parametrize(
    ("given", "author"),
    [("www.thequay.example", ""), ("Autor: Ann Larsen", "Ann Larsen")],
)
def test_an_author_is_a_name(read: Read, given: str, author: str) -> None:
    """An address or an account is nobody's name; a label is no part of it."""
    assert article(read, page("", f'<meta name="author" content="{given}">')).author == author


def test_the_source_is_no_address_and_no_title(read: Read) -> None:
    """What a page gives as its site's name must be one."""
    head = '<link rel="canonical" href="https://quay.example/a/b">'
    named = f'{head}<meta property="og:site_name" content="https://social.example/thequay">'
    assert article(read, page("", named)).source == "quay.example"


def test_the_front_of_a_site_is_no_article(read: Read) -> None:
    """A page at an address without a path holds none, unless it says or is one."""
    head = '<link rel="canonical" href="https://quay.example/">'
    some = f"<p>{SAID}</p><p>{MORE}</p>"
    _, [problem] = read("a.html", site(f"<main><h1>The Quay</h1>{some}</main>", head=head).encode())
    assert problem.kind is ProblemKind.EMPTY
    own = f"{head}<meta property='og:type' content='article'>"
    assert article(read, site(f"<main><h1>{NAMED}</h1>{some}</main>", head=own)).text
    long = "".join(f"<p>{at}. {words}</p>" for at, words in enumerate((SAID, MORE, LAST, SAID)))
    assert article(read, site(f"<main><h1>{NAMED}</h1>{long}</main>", head=head)).text


def test_a_menu_is_no_article(read: Read) -> None:
    """Words without a sentence among them are none, however many."""
    words = " ".join(f"Section{at} Harbour Weather Sport" for at in range(20))
    _, [problem] = read("a.html", site(f"<div><p>{words}</p></div>").encode())
    assert problem.kind is ProblemKind.EMPTY
