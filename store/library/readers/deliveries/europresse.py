"""Europresse: a page of article elements, each with its publication, day, title and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from .found import Delivered

_ISSUE = re.compile(r",?\s+(?:no|nº|n°|num)\.?\s*[\w-]*\d.*\Z", re.IGNORECASE)
_NUMBER = re.compile(r"\bnews[·.:]\d{8}[·.:][\w·.:-]+")


def of_page(tree: Any) -> Iterator[Delivered]:
    """Yield the articles of a page that Europresse saves."""
    for article in tree.xpath("//article"):
        source = _words(article, "DocPublicationName")
        if source:
            number = _NUMBER.search(" ".join(article.text_content().split()))
            yield Delivered(
                _text(article),
                title=_words(article, "titreArticleVisu") or _words(article, "titreArticle"),
                source=_ISSUE.sub("", source),
                day=_words(article, "DocHeader"),
                author=_words(article, "docAuthors") or _words(article, "sm-margin-bottomNews"),
                number=number[0] if number else "",
            )


def _named(article: Any, name: str) -> list[Any]:
    """Return the elements of a class."""
    spaced = "concat(' ', normalize-space(@class), ' ')"
    return list(article.xpath(f".//*[contains({spaced}, ' {name} ')]"))


def _words(article: Any, name: str) -> str:
    return next((" ".join(it.text_content().split()) for it in _named(article, name)), "")


def _text(article: Any) -> str:
    from ..fragments import text_of

    bodies = _named(article, "docOcurrContainer") or _named(article, "DocText")
    return "\n\n".join(text_of(deepcopy(body)) for body in bodies)  # which changes all of its tree
