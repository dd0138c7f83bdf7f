"""Who wrote the article of a page: names alone, without days, labels and addresses."""

from __future__ import annotations

import re
from typing import Any

_ADDRESS = re.compile(
    r"\s*(?:https?://\S+|@\w+|\S+@\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,18}(?:/\S*)?)\s*"
)
_NAMES = ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "twitter:creator")
_BY = re.compile(
    r"^(?:(?:by|von|par|por)\s+|(?:author|autor(?:in)?|auteur|autore|text|texte)(?:\s*:\s*|\s+))",
    re.IGNORECASE,
)


def unsign(tree: Any) -> None:
    """Take out of a page's head the authors that are an address: they name a site or an account."""
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or "").lower()
        if name in _NAMES and _ADDRESS.fullmatch(element.get("content") or ""):
            element.set("content", "")


def author_of(named: str) -> str:
    """Return an author's name without a day or an hour that stands beside it."""
    kept = []
    for part in named.split(";"):
        words = re.split(
            r"\s+(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d"
            r"|\d{1,2}[:/. ]|\|)",
            " ".join(part.split()),
        )[0].strip(" ,|-–—")
        if words:
            kept.append(_BY.sub("", words))
    return "; ".join(dict.fromkeys(kept))
