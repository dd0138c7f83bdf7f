"""Web pages: the article of a page, without what stands around it.

trafilatura finds the article; what it would lose of quotations is mended before, and the text is
written from its tree, a paragraph a line with an empty line between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from onrecord.store.errors import Unreadable

from .dates import not_believed
from .deliveries.of_pages import delivered
from .extracting import Extracting, whole
from .linked_data import address_in, linked_data
from .markup import BEFORE_ROOT, address_of, lighten, page_text, tree_of
from .page_archives import original, unarchive
from .page_authors import author_of, unsign
from .page_boxes import unbox
from .page_data import embedded, fuller
from .page_dates import dates_of
from .page_leads import lead_of, led
from .page_lists import is_front, listed
from .page_mending import TWIN, frame, mend, unfold
from .page_others import apart, whole_articles
from .page_pruning import prune
from .page_text import paragraphs
from .page_titles import title_element, title_of, titles_of, without_site
from .page_trimming import byline_in, trimmed
from .page_words import ENDS, is_unparted, words_in
from .protocol import Item, Problem, ProblemKind
from .values import host_of

LONGEST = 50_000_000
"""Bytes of a page with everything that is saved in it."""

HEAVIEST = 3_000_000
"""Characters of a page without scripts, styles and pictures: above, its article is not found."""

_SHORT = 150
"""Words below which a page may show less than it holds as data."""

_ERROR = re.compile(
    r"(?:\W*(?:error )?(?:404|403|410|500|502|503)\b.{0,40}"
    r"|.{0,20}\bpage (?:was |is |could |can )?not (?:be )?(?:found|available)|not found"
    r"|access (?:to this page has been )?denied|just a moment|forbidden|attention required"
    r"|are you a robot|security check|checking your browser|bad gateway|service unavailable"
    r"|seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada)\b.{0,30}\Z",
    re.IGNORECASE,
)
_TITLE = 12
"""Letters from which the title of an article is no name of a site."""

_ERROR_WORDS = 80
"""Words below which a page with such a title is none of news."""

_LEAST = 25
"""Words below which a page has a heading and a notice at most."""

_SENTENCE = 8
"""Words from which a line that ends like a sentence is one, and no item of a menu."""

_TOLD = 4
"""Sentences, and words of its title, from which what stands at a site's front is an article."""

_ENDED = re.compile(rf"[{ENDS}:][\"”’»」』)\]]*\s*\Z|[^\W\d_]{{3}}[.!?][\"”’»)]*\s+[^\W\d_]")
_BOOKMARKS = re.compile(rb"<!DOCTYPE NETSCAPE-Bookmark-file", re.IGNORECASE)
_PAGE = re.compile(
    BEFORE_ROOT + rb"<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(
    rb"</?(?:p|div|br|span|a|article|section|h[1-6]|ul|li|blockquote|em|strong|img)\b[^<>]{0,600}>",
    re.IGNORECASE,
)
_SURROUNDED = re.compile(r"<(?:body|nav|header|footer|aside|script|form)\b", re.IGNORECASE)
_WIDE = (b"\xff\xfe<\0", b"\xfe\xff\0<")


class PageReader(Extracting):
    """``.html``, and HTML under any other name."""

    suffixes = (".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php")

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the first tag, or by the number of tags in what claims to be text."""
        if _PAGE.match(head) or head.startswith(_WIDE):
            return True
        return name.lower().endswith((".txt", ".text")) and is_markup(head)

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the article, or that there is none; many of a page that a database delivered."""
        data = whole(file, LONGEST, "page")
        if _BOOKMARKS.search(data[:300]):
            told = "it is a list of bookmarks: `onrecord add URL` keeps a page of it"
            yield Problem(name, told, ProblemKind.LINK)
        elif found := delivered(data, name):
            yield from found
        else:
            yield from page(page_text(data), name, fragment=not _PAGE.match(data))


def is_markup(head: bytes) -> bool:
    """Tell whether the beginning of a text is HTML: tags that end paragraphs, or many of any."""
    tags = _TAGS.findall(head.replace(b"\0", b""))
    return len(tags) >= 4 and any(tag.startswith(b"</") for tag in tags)


def page(
    html: str, name: str, *, url: str = "", fragment: bool = False
) -> Iterator[Item | Problem]:
    """Yield the article of a page, and what is wrong with it.

    Args:
        html: the page.
        name: where it stands, for problems.
        url: its address, where that is known from elsewhere.
        fragment: it may be a part of a page, all of it the article.

    Raises:
        Unreadable: it is too long to find an article in.
    """
    whole_html, html = html, lighten(html)
    if len(html) > HEAVIEST:
        raise Unreadable(
            f"the page is longer than {HEAVIEST // 1_000_000} MB: save its article as text"
        )
    tree = tree_of(html)
    found = None
    several: list[Any] = []
    if tree is not None:
        several = whole_articles(tree)
        found = _all_of(tree) if fragment and not _SURROUNDED.search(html) else _article(tree, url)
    if found is None or words_in(found[0].text) < _SHORT:
        found = _longer(found, _held(whole_html, html, url))
    if found is None or _is_error(found[0]):
        yield Problem(name, "the page holds no article", ProblemKind.EMPTY)
        return
    item, late = found
    if late:
        yield Problem(
            name,
            not_believed(late),
            ProblemKind.DATE,
        )
    yield from apart(several, item)


def _longer(found: tuple[Item, str] | None, held: tuple[Item, str] | None) -> Any:
    """Return what a page holds as data, where what it shows is far less."""
    if held is None or (found and len(held[0].text) < 1.5 * len(found[0].text)):
        return found
    if found is None:
        return held
    return replace(found[0], text=held[0].text), found[1]


def _held(whole_html: str, html: str, url: str) -> tuple[Item, str] | None:
    """Return the article that a page holds as data, with what the page's head tells beside it."""
    held = embedded(whole_html)
    tree = tree_of(html) if held else None
    if held is None or tree is None:
        return held
    item, late = held
    url = item.url or original(url or address_of(tree))
    sites = [" ".join(it.split()) for it in tree.xpath("//meta[@property='og:site_name']/@content")]
    told = dates_of(tree, linked_data(tree))
    published = item.published if item.published.date else told.best("", None)
    source = item.source or next(iter(sites), "") or host_of(url)
    title = without_site(item.title, source, host_of(url))
    lines = trimmed(item.text.split("\n\n"), [title], item.author).lines
    text = "\n\n".join(lines)
    return replace(item, text=text, title=title, url=url, source=source, published=published), late


def _article(tree: Any, url: str) -> tuple[Item, str] | None:
    from trafilatura import bare_extraction

    unarchive(tree)
    unsign(tree)
    linked = linked_data(tree)
    dates = dates_of(tree, linked)
    titles = titles_of(tree)
    shown = title_of(tree)
    canonical = original(url or address_of(tree) or address_in(linked))
    publisher = _publisher(tree)
    list_of = listed(tree, canonical, bool(linked.article))
    front = is_front(tree, canonical, bool(linked.article))
    heading = title_element(tree)
    prune(tree, heading)
    unbox(tree, heading)
    mend(tree)
    unfold(tree)
    frame(tree)
    lead = lead_of(tree, heading)
    document: Any = bare_extraction(
        tree,
        url=canonical or None,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if document is None or document.body is None:
        return None
    title = shown or " ".join((document.title or "").replace(TWIN, "").split())
    title = without_site(title, document.sitename or publisher, host_of(canonical))
    author = author_of((document.author or "").replace(TWIN, ""), document.sitename or publisher)
    found = list(paragraphs(document.body))
    if list_of.make_up(found) or (front and not _is_told(found, title)):
        return None
    found = list(list_of.without(found))
    lines, above = trimmed(led(found, lead), [title, *titles], author)
    published = dates.best(above, document.date)
    item = Item(
        "",
        "\n\n".join(lines),
        title=title,
        source=_source(document, publisher, canonical, title),
        url=canonical,
        language=dates.language,
        published=published,
        author=author or byline_in(above),
        modified="" if published.inferred else dates.modified,
    )
    item = fuller(item, linked.article.get("articleBody"))
    return (item, dates.late) if holds_article(item.text) else None


def _is_told(lines: list[str], title: str) -> bool:
    """Tell whether what was found is long, and has title, enough to be an article all the same."""
    return sum(map(_is_sentence, lines)) >= _TOLD and words_in(title) >= _TOLD


def _all_of(tree: Any) -> tuple[Item, str] | None:
    from .fragments import text_of

    text = text_of(tree)
    return (Item("", text), "") if text.strip() else None


def _is_error(item: Item) -> bool:
    """Tell whether a page says that there is none, or that somebody may not see it."""
    return words_in(item.text) < _ERROR_WORDS and bool(_ERROR.match(item.title))


def holds_article(text: str) -> bool:
    """Tell whether a text is more than a heading and a notice, and has a sentence in it."""
    return words_in(text) >= _LEAST and any(map(_is_sentence, text.splitlines()))


def _is_sentence(line: str) -> bool:
    """Tell whether a line has one; scripts that part no words do not all end their sentences."""
    return words_in(line) >= _SENTENCE and bool(_ENDED.search(line) or is_unparted(line))


def _publisher(tree: Any) -> str:
    """Return who publishes the page by its microdata, or ""."""
    named = "//*[@itemprop='publisher']//*[@itemprop='name']"
    for element in tree.xpath(named)[:1]:
        return " ".join((element.get("content") or element.text_content()).split())
    return ""


def _source(document: Any, publisher: str, url: str, title: str) -> str:
    """Return the name of the site, else of who publishes it, else its host."""
    host = host_of(url)
    name = " ".join((document.sitename or "").split())
    if host and name.startswith((f"{host}?", f"{host}#")):
        name = host  # an address without a path
    if name.startswith(("http://", "https://")) or (len(title) > _TITLE and title in name):
        name = ""
    name = min(re.split(r"\s+\|\s+", name), key=len)
    return publisher if publisher and name in ("", host) else name or host
