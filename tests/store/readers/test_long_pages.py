"""Pages with very many of one thing: each step takes time as the page is long, and no more."""

from __future__ import annotations

import pytest
from lxml import html

from onrecord.store.library.readers.page_lists import listed
from onrecord.store.library.readers.page_mending import mend

from ...conftest import linear

SAID = "the harbour board met and told us what it meant"


def read(parts: str) -> None:
    """Do to a page with these parts in one block what is done before its article is found."""
    page = f"<html><body><h1>The harbour</h1><div><p>{SAID}.</p><div>{parts}</div></div></body>"
    tree = html.document_fromstring(page)
    listed(tree, "", is_article=False)
    mend(tree)


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
    assert linear(read, part * 1_000, part * 4_000)
