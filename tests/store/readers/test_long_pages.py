"""Pages with very many of one thing: each step takes time as the page is long, and no more."""

from __future__ import annotations

from io import BytesIO

import pytest

from onrecord.store.library.readers.pages import PageReader

from ...conftest import linear

SAID = "the harbour board met and told us what it meant"


def read(parts: str) -> None:
    """Read a page with these parts in one block."""
    page = f"<html><body><h1>The harbour</h1><div><p>{SAID}.</p><div>{parts}</div></div></body>"
    list(PageReader().read(BytesIO(page.encode()), "x.html"))


@pytest.mark.parametrize(
    "part",
    [
        f"{SAID}<br>\n",
        f"{SAID}<sup>1</sup> and ",
        f"{SAID} on the 1<sup>st</sup> and ",
        f'{SAID} <a href="#n">[1]</a> and ',
        f'<a href="/x">{SAID}</a> ',
        f"{SAID} <q>so it is</q> and ",
        f"<figure><img><figcaption>{SAID}</figcaption></figure>",
        f"<font>{SAID}</font> <code>x</code><wbr>",
    ],
    ids=["breaks", "notes", "raised", "anchors", "links", "quotations", "pictures", "old"],
)
def test_many_of_one_thing(part: str) -> None:
    """Elements are taken out together, and the words around each are looked at as far as needed."""
    read(part)  # what is imported is no work
    assert linear(read, part * 1_000, part * 4_000)
