"""What a browser prints at the head and the foot of a page: day, title, address, page number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .pdf_layout import PageLine

_MOMENT = re.compile(
    r"(?:^|\s)\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s+(?:at\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?(?=\s|$)"
)
_ADDRESS = re.compile(r"\b(?:https?://|file://)\S*")
_COUNT = re.compile(r"(?:^|\s)\d+\s*(?:/|of|von|sur|de)\s*\d+(?=\s|$)")


def without_print(pages: Sequence[Sequence[PageLine]]) -> tuple[list[list[PageLine]], str]:
    """Return the lines of a page of the web without what the browser printed around it.

    Also its address, or an empty one: also where the document was not printed by a browser, or its
    address is cut short. A document is one of the web if both an address and a moment stand at the
    edges of its pages.
    """
    edges = [band for page in pages for band in _bands(page)]
    address = next((found[0] for band in edges if (found := _ADDRESS.search(_words(band)))), "")
    if not address or not any(_MOMENT.search(_words(band)) for band in edges):
        return [list(page) for page in pages], ""
    kept = []
    for page in pages:
        printed = {id(line) for band in _bands(page) if _by_browser(_words(band)) for line in band}
        kept.append([line for line in page if id(line) not in printed])
    whole = address.startswith("http") and not address.endswith(("…", "..."))
    return kept, address if whole else ""


def _by_browser(words: str) -> bool:
    return bool(_MOMENT.search(words) or _ADDRESS.search(words) or _COUNT.fullmatch(words.strip()))


def _bands(page: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """Yield the lines at a page's edges that stand beside each other, from left to right."""
    left = [line for line in page if line.edge]
    while left:
        middle = (left[0].top + left[0].bottom) / 2
        band = [line for line in left if line.bottom <= middle <= line.top]
        left = [line for line in left[1:] if not any(line is other for other in band)]
        yield sorted(band, key=lambda line: line.left)


def _words(band: Sequence[PageLine]) -> str:
    return " ".join(line.text.strip() for line in band)
