"""What a page's own marks say is none of its article: discussions, teasers, boxes about the author.

Only what does not hold the article's title is taken out, so that a name that is used otherwise
costs nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from .markup import drop
from .page_words import words_in

_BESIDE = re.compile(
    r"(?:bio|biography|ads?|topics|popular|trending|sharedaddy|addthis\w*|respond|replies|discussion"
    r"|livefyre|subscription|paywall|sponsor\w*|advert\w*|(?:video|audio|podcast)-?player"
    r"|audio-?(?:module|embed)?|site-?notice|wm-ipp\w*|catlinks|infobox|navbox|mw-jump-link)"
    r"(?:[-_]{1,2}[\w-]*)?"
    r"|(?:(?!(?:has|no|not|with|without|is|show|hide|open|can|single|main|full|from)[-_])"
    r"[a-z]{1,12}[-_]{1,2}){0,2}"
    r"(?:comments?|disqus\w*|reader-?comments?|related|recirc\w*|recommended|recommendations"
    r"|read-?more|read-?next|next-?stories|more-?(?:from|on|stories|news)|explore-?more"
    r"|also-?(?:read|like|from)|interstitial|most-?(?:read|viewed|popular|shared)|promo|outbrain\w*|taboola\w*"
    r"|newsletter\w*|sign-?up|subscribe|share|sharing|social|call-?to-?action|cookies?|consent|gdpr"
    r"|author-?(?:bio|box|info|card)|about-?(?:the-?)?author|breadcrumbs?"
    r"|trust-?badge|tags|tag-?list|key-?events)"
    r"(?:[-_]{1,2}[\w-]*)?",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAMES = ("class", "id", "data-area", "data-component", "data-testid", "data-hook", "data-cy",
          "data-widget_type")  # fmt: skip
_MOST = 0.5
"""The part of a page's words above which an element is no aside, whatever it is called."""

_SHARING = re.compile(r"shar|social", re.IGNORECASE)
_PAID = re.compile(r"paywall|subscri", re.IGNORECASE)
_NOTICE = 80
"""Words above which a block about subscribing is what one subscribes for."""

_DISCUSSION = re.compile(r"comments?|discussion|disqus|replies|respond|livefyre", re.IGNORECASE)


def prune(tree: Any, title: Any | None) -> None:
    """Take out of a page what is beside its article.

    Args:
        tree: the page; it is changed.
        title: the element that shows the title, if it is known.
    """
    kept = {title, *title.iterancestors()} if title is not None else set()
    body = tree.find("body")
    words = words_in(body.text_content()) if body is not None else 0
    named = "|".join(f"@{name}" for name in _NAMES)
    for element in tree.xpath(f"//*[{named}]"):
        if element in kept or element.tag in ("body", "main", "html", "p", "h1"):
            continue
        if (name := _named(element)) and _may_go(element, name, words, title is not None):
            drop(element)
    if title is not None:
        for element in tree.xpath(
            "//article[.//h1//a or .//h2//a or .//h3//a or .//a//h2 or .//a//h3]"
        ):
            if element not in kept and words_in(element.text_content()) < 120:
                drop(element)


def _named(element: Any) -> str:
    """Return what an element is called, if its name says that it is beside the article."""
    names = " ".join(element.get(name) or "" for name in _NAMES).split()
    return next((name for name in names if _is_beside(name)), "")


@lru_cache(maxsize=10_000)
def _is_beside(name: str) -> bool:
    return bool(_BESIDE.fullmatch(_CAMEL.sub("-", name)))


def _may_go(element: Any, name: str, words: int, titled: bool) -> bool:
    own = words_in(element.text_content())
    if _PAID.match(name) and own > _NOTICE:
        return False
    if titled and _DISCUSSION.match(name):
        return True
    if _SHARING.search(name) and element.xpath(".//time|.//*[contains(@class, 'uthor')]"):
        return False
    return own < _MOST * words and not element.xpath(".//h1")
