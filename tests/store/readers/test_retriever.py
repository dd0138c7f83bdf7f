"""Deliveries of Retriever: Atekst and Mediearkivet."""

from __future__ import annotations

import pytest

from .conftest import Read
from .making import LAST, MORE, SAID, docx, paragraph

RULER, PARTS = "-" * 78, "=" * 78


def article(title: str, day: str, published: str, body: str, url: str = "") -> str:
    """Return an article as the database writes it."""
    below = f"\nSe webartikkelen på {url}\n" if url else ""
    return (
        f"{title}\n\n{RULER}\n\nKaiavisen, {day}\n{published}\n\n{body}\n\n© Kaiavisen\n\n"
        f"Alle artikler er beskyttet av lov om opphavsrett til åndsverk.\n{below}"
    )


DELIVERY = (
    "Nyheter fra Atekst\n\nSøk: havn\n\n\n"
    + article("Havnen åpner", "05.03.2024 23:30", "Publisert på nett.", f"{SAID}\n\n{MORE}",
              "http://ret.example/1")
    + f"{PARTS}\n\n"
    + article("Fergen går", "2024-03-06", "Publicerat i print.", LAST)
)  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_delivery(read: Read, encoding: str) -> None:
    """An article each, with its title, paper, day and address."""
    items, _ = read("atekst.txt", DELIVERY.encode(encoding))
    assert [(it.title, it.source, it.published.date, it.url, it.text) for it in items] == [
        ("Havnen åpner", "Kaiavisen", "2024-03-05", "http://ret.example/1", f"{SAID}\n\n{MORE}"),
        ("Fergen går", "Kaiavisen", "2024-03-06", "", LAST),
    ]


def test_a_delivery_in_a_document(read: Read) -> None:
    """The same lines as paragraphs of a document."""
    body = "".join(paragraph(line) for line in DELIVERY.splitlines() if line.strip())
    items, _ = read("atekst.docx", docx(body))
    assert [(it.title, it.source, it.published.date) for it in items] == [
        ("Havnen åpner", "Kaiavisen", "2024-03-05"),
        ("Fergen går", "Kaiavisen", "2024-03-06"),
    ]


def test_a_delivery_that_is_cut_off(read: Read) -> None:
    """That is told; an article without its end is kept."""
    items, [problem] = read("a.txt", DELIVERY[: DELIVERY.rindex("©")].encode())
    assert len(items) == 2
    assert "cut off" in problem.message


def test_a_text_with_rulers(read: Read) -> None:
    """A text of somebody's own stays one."""
    text = f"Notes\n\n{RULER}\n\nKaiavisen, 05.03.2024\n\n{SAID}\n{PARTS}\n{MORE}\n"
    [item], _ = read("a.txt", text.encode())
    assert item.text == text
