"""Pages that trafilatura has made XML of."""

from __future__ import annotations

import pytest

from onrecord.store.errors import Unreadable

from .conftest import Read
from .making import LAST, MORE, SAID

URL = "https://tide.example/port/"


def document(number: int, date: str = "2021-05-04") -> str:
    """Return a page as ``trafilatura --xml`` writes it."""
    return (
        f'<doc sitename="The Tide" title="Port &amp; pier {number}" author="Ann Larsen" '
        f'date="{date}" url="{URL}{number}" hostname="tide.example" language="en" '
        f'fingerprint="ab{number}"><main><head rend="h2">On the quay</head><p>{SAID}<lb/>It was '
        f'<hi rend="#b">raining</hi>.</p><quote>{MORE}</quote><list rend="ul"><item>{LAST}</item>'
        f'</list><graphic src="a.jpg" alt="A pier"/></main><comments><p>First!</p></comments></doc>'
    )


@pytest.mark.parametrize("between", ["", "\n\n", '\n<?xml version="1.0" encoding="UTF-8"?>\n'])
@pytest.mark.parametrize("around", ["{}", "<corpus>{}</corpus>"])
def test_pages_one_after_the_other(read: Read, between: str, around: str) -> None:
    """Each is an article with all that is said of it; comments are none of its words."""
    written = '<?xml version="1.0"?>\n' + around.format(document(1) + between + document(2))
    items, problems = read("a.xml", written.encode())
    assert problems == []
    for number, item in enumerate(items, 1):
        assert item.text.split("\n\n")[-2:] == [MORE, LAST]
        assert SAID in item.text and "raining." in item.text and "First!" not in item.text
        assert (item.title, item.author, item.source) == (
            f"Port & pier {number}", "Ann Larsen", "The Tide",
        )  # fmt: skip
        assert (item.url, item.published.date, item.key) == (
            f"{URL}{number}", "2021-05-04", f"{URL}{number}",
        )  # fmt: skip
    assert len(items) == 2


def test_one_page(read: Read) -> None:
    """The file is the article; a day to come is told, and what is damaged costs itself alone."""
    [item], [told] = read("a.xml", document(1, "2099-01-01").encode())
    assert (item.key, item.published.date) == ("", None) and "2099" in told.message
    [item], [told] = read("a.xml", f"{document(1)}{document(2)[:-30]}".encode())
    assert item.url == f"{URL}1" and told.where == "a.xml#2"
    bomb = f'<!DOCTYPE doc [<!ENTITY a "b">]>{document(1)}'
    with pytest.raises(Unreadable):
        read("a.xml", bomb.encode())
