"""What a page's own marks say is none of its article: discussions, teasers, boxes about the author.

Only what does not hold the article's title is taken out, so that a name that is used otherwise
costs nothing.
"""

from __future__ import annotations

import re
from typing import Any

from .markup import drop

_BESIDE = re.compile(
    r"(?:comments?|discussion|disqus\w*|respond|replies|reader-?comments?|livefyre"
    r"|related|recirc\w*|recommended|recommendations|read-?more|read-?next|more-?(?:from|on|stories|news)"
    r"|also-?(?:read|like)|most-?(?:read|viewed|popular|shared)|popular|trending|promo|outbrain\w*|taboola\w*"
    r"|newsletter|sign-?up|subscribe|subscription|paywall|share|sharing|social|sharedaddy|addthis\w*"
    r"|author-?(?:bio|box|info|card)|about-?(?:the-?)?author|bio|biography"
    r"|cookies?|consent|gdpr|breadcrumbs?|ad|ads|advert\w*|sponsor\w*|tags|tag-?list|topics)"
    r"(?:[-_]{1,2}[\w-]*)?",
    re.IGNORECASE,
)
_MOST = 0.5
"""The part of a page's words above which an element is no aside, whatever it is called."""

_DISCUSSION = re.compile(r"comments?|discussion|disqus|replies|respond|livefyre", re.IGNORECASE)


def prune(tree: Any, title: Any | None) -> None:
    """Take out of a page what is beside its article.

    Args:
        tree: the page; it is changed.
        title: the element that shows the title, if it is known.
    """
    kept = {title, *title.iterancestors()} if title is not None else set()
    body = tree.find("body")
    words = len(body.text_content().split()) if body is not None else 0
    for element in tree.xpath("//*[@class or @id]"):
        if element in kept or element.tag in ("body", "main", "html", "p", "h1"):
            continue
        if (name := _named(element)) and _may_go(element, name, words, title is not None):
            drop(element)
    if title is not None:
        for element in tree.xpath(
            "//article[.//h1//a or .//h2//a or .//h3//a or .//a//h2 or .//a//h3]"
        ):
            if element not in kept and len(element.text_content().split()) < 120:
                drop(element)


def _named(element: Any) -> str:
    """Return what an element is called, if its name says that it is beside the article."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return next((name for name in names if _BESIDE.fullmatch(name)), "")


def _may_go(element: Any, name: str, words: int, titled: bool) -> bool:
    own = len(element.text_content().split())
    if titled and _DISCUSSION.match(name):
        return True
    return own < _MOST * words and not element.xpath(".//h1")
