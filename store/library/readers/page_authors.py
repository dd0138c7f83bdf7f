"""Who wrote the article of a page: names alone, without days, labels and addresses."""

from __future__ import annotations

import re
from typing import Any

from onrecord.analysis import names

_ADDRESS = re.compile(
    r"\s*(?:https?://\S+|@\w+|\S+@\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,18}(?:/\S*)?)\s*"
)
_NAMES = ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "twitter:creator")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = re.compile(rf"\s+(?:{_MONTH}\s+\d|\d{{1,2}}[:/. ]|\|)")
_MONTHS = re.compile(r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?")
_PARTED = re.compile(r",\s|\s[|·~–—-]\s|\.com\b")
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


def author_of(named: str, site: str = "") -> str:
    """Return the authors' names without days, hours, places, and the ``site`` itself.

    A site that is called by a person's name may be theirs.
    """
    kept = []
    sites = {name.strip().casefold() for name in (site, *_PARTED.split(site))}
    parts = named.split(";")
    for part in parts:
        name = _BY.sub("", _DAY.split(" ".join(part.split()))[0].strip(" ,|-–—"))
        given = names.is_given(name.partition(" ")[0]) and " " in name
        torn = len(parts) > 1 and (_MONTHS.fullmatch(name) or names.country_of(name))
        if name and (given or name.casefold() not in sites) and not torn:
            kept.append(name)
    return "; ".join(dict.fromkeys(kept))
