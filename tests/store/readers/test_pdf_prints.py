"""PDFs as browsers and word processors really write them."""

from __future__ import annotations

import pytest

from . import making
from .conftest import Read

BY_CHROME = {
    "Title": "Ferries stay in port",
    "Creator": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
    "Producer": "Skia/PDF m130",
    "CreationDate": "D:20240305101010",
}


def test_letters_set_close_are_read_once(read: Read) -> None:
    """“To” and “We” are objects of their own, with boxes that overlap, as browsers write them."""
    drawn = [
        (60.0, 700.0, "“W"), (72.6, 700.0, "e sail on T"), (122.4, 700.0, "uesday,” said V"),
        (197.2, 700.0, "era T"), (221.8, 700.0, "onder in the harbour."),
    ]  # fmt: skip
    [item], _ = read("a.pdf", making.pdf([drawn]))
    assert item.text == "“We sail on Tuesday,” said Vera Tonder in the harbour."


def test_lines_set_wide_are_one_paragraph(read: Read) -> None:
    """A letter or a judgment with twice the white between its lines has the same paragraphs."""
    lines = [
        "The harbour of Marnhaven was closed for nine days, and the dockers",
        "stayed at home until the harbour master asked for an end of all of it,",
        "and the union came to the table.",
        "",
        "Nobody in the yard could say when the ferries would go by the old times",
        "again, and nobody in the whole of the ministry would name any other day",
        "before the spring.",
    ]
    drawn = [(60.0, 760.0 - 26 * n, line) for n, line in enumerate(lines) if line]
    [item], _ = read("a.pdf", making.pdf([drawn]))
    assert item.text.split("\n\n") == [" ".join(lines[:3]), " ".join(lines[4:])]


def test_paragraphs_with_little_white_between_them(read: Read) -> None:
    """Six points more than between lines part paragraphs, below a headline across two columns."""
    left = [
        "The harbour was closed for nine days,", "and the dockers stayed at home with",
        "their boats until the Sunday after.", "",
        "The union came to the table again,", "and the ministry sent nobody there at",
        "all, which it said was a mistake it is.",
    ]  # fmt: skip
    drawn, y = (
        [(60.0, 780.0, "Nine days without a single ferry: who pays for the bread of the isles")],
        750,
    )
    for line in left:
        y -= 14 if line else 5
        drawn += [(60.0, float(y), line)] if line else []
    [item], _ = read("a.pdf", making.pdf([drawn]))
    assert item.text.split("\n\n")[1:] == [" ".join(left[:3]), " ".join(left[4:])]


def test_page_printed_by_a_browser(read: Read) -> None:
    """What stands around it is left out, its address kept; the day of printing is no day of it."""
    page = [
        (30.0, 825.0, "3/5/24, 10:10 AM"), (260.0, 825.0, "Ferries stay in port"),
        (60.0, 760.0, "Ferries stay in port"),
        (60.0, 720.0, "The harbour of Marnhaven was closed for nine days, and the dockers were"),
        (60.0, 706.0, "at home. Nobody could say when the ferries would go again."),
        (30.0, 15.0, "https://quay.example/2024/03/01/ferries"), (560.0, 15.0, "1/1"),
    ]  # fmt: skip
    [item], _ = read("a.pdf", making.pdf([page], BY_CHROME))
    assert item.text.split("\n\n") == [
        "Ferries stay in port",
        "The harbour of Marnhaven was closed for nine days, and the dockers were at home. "
        "Nobody could say when the ferries would go again.",
    ]
    assert (item.url, item.published.date) == ("https://quay.example/2024/03/01/ferries", None)


def test_a_document_that_tells_an_address_at_its_foot(read: Read) -> None:
    """Without the moment of printing it is the sender's own, and stays."""
    page = [
        (60.0, 720.0, "The ministry of Marnhaven told the dockers to go home until the spring."),
        (60.0, 15.0, "https://ministry.example"),
    ]
    [item], _ = read("a.pdf", making.pdf([page], {"CreationDate": "D:20240305101010"}))
    assert item.text.endswith("https://ministry.example")
    assert (item.url, item.published.date) == ("", "2024-03-05")


def test_paragraphs_of_one_line_that_begin_further_in(read: Read) -> None:
    """Each begins a paragraph, though the one above begins as far in."""
    lines = [
        (80.0, "The harbour was closed for nine days, and nobody in the yard was paid for it."),
        (80.0, "The union came to the table again, and the ministry sent nobody there at all,"),
        (60.0, "which it said was a mistake of its own."),
        (80.0, "Olga Brandt, the harbour master, had not slept much, and thanked the pilots of"),
        (60.0, "the yard."),
    ]
    drawn = [(x, 700.0 - 14 * n, words) for n, (x, words) in enumerate(lines)]
    [item], _ = read("a.pdf", making.pdf([drawn]))
    told = [words for _, words in lines]
    assert item.text.split("\n\n") == [told[0], " ".join(told[1:3]), " ".join(told[3:])]


def test_a_heading_at_the_end_of_a_page(read: Read) -> None:
    """It is not joined to the text that begins the next page."""
    pages = [
        [(60.0, 700.0, "The harbour was closed for nine days, and nobody in the yard was paid for"),
         (60.0, 686.0, "all of it."), (60.0, 650.0, "What comes next in the port")],
        [(60.0, 700.0, "The union came to the table again, and the ministry sent nobody there.")],
    ]  # fmt: skip
    [item], _ = read("a.pdf", making.pdf(pages, sizes={"What comes next in the port": 16}))
    assert item.text.split("\n\n")[1:] == ["What comes next in the port", pages[1][0][2]]


def test_a_quotation_that_is_set_further_in(read: Read) -> None:
    """Its last line begins no paragraph, though the text goes on to the left of it."""
    lines = [
        (80.0, 700.0, "“We were told that there was one hull,” said Ilse Drummett of the board."),
        (80.0, 686.0, "“Nobody is going to dig here until all of us know what they carried.”"),
        (
            60.0,
            660.0,
            "The union of dockers came to the table again, and the ministry sent nobody.",
        ),
    ]
    [item], _ = read("a.pdf", making.pdf([lines]))
    told = [words for _, _, words in lines]
    assert item.text.split("\n\n") == [" ".join(told[:2]), told[2]]


PARTED = {
    "printer's": ("whatever the minis-", "try writes", "whatever the ministry writes"),
    "its own": ("she had been re-", "elected twice", "she had been re-elected twice"),
    "a number": ("asked the 19-", "year-old pilot", "asked the 19-year-old pilot"),
    "a score": ("lost the match 3-", "0 at home", "lost the match 3-0 at home"),
    "two names": ("the Franco-", "German treaty", "the Franco-German treaty"),
    "initials": ("asked the EU-", "wide office", "asked the EU-wide office"),
    "capitals": ("WHATEVER THE MINIS-", "TRY WRITES", "WHATEVER THE MINISTRY WRITES"),
    "left out": ("the pre-", "and post-war years", "the pre- and post-war years"),
    "several": ("a state-of-the-", "art harbour", "a state-of-the-art harbour"),
    "ending": ("the Marnhaven-", "based union", "the Marnhaven-based union"),
    "closed": ("of the thresh-", "old of pain", "of the threshold of pain"),
    "elsewhere parted": ("and a salt-", "fed pond", "and a salt-fed pond"),
    "elsewhere whole": ("of the self-", "same pond", "of the selfsame pond"),
    "elsewhere both": ("of an ice-", "free winter", "of an ice-free winter"),
}


@pytest.mark.parametrize("kind", PARTED)
def test_hyphens_at_the_ends_of_lines(read: Read, kind: str) -> None:
    """A word's own stays, the printer's goes; the document itself is asked first."""
    above, below, meant = PARTED[kind]
    told = "It was a salt-fed or ice-free one, and not icefree, the selfsame pond of ice-free years"
    drawn = [(60.0, 700.0, told), (60.0, 686.0, f"Nobody knew {above}"), (60.0, 672.0, below)]
    [item], _ = read("a.pdf", making.pdf([drawn]))
    assert item.text == f"{told} Nobody knew {meant}"


def test_clippings_in_a_pdf(read: Read) -> None:
    """Titles in larger letters, each with a day below: an article each, with its own pages."""
    rest = [
        "The union of dockers voted on the offer in a hall that was too small for all of them.",
        "Nobody could say in the yard how long it would take to mend the ferry once again,",
        "and the people of the union had no word of it from the office in the town hall.",
    ]
    titles = ("Port opens at last", "Dockers go home", "A ferry is sold")
    pages = [
        [(60, 750, title), (60, 704, f"The Quay, {day} March 2024")]
        + [(60, 690 - 14 * at, line) for at, line in enumerate(rest)]
        for day, title in enumerate(titles, 5)
    ]
    items, problems = read("a.pdf", making.pdf(pages, sizes=dict.fromkeys(titles, 18)))
    assert [(it.title, it.published.date) for it in items] == [
        (title, f"2024-03-0{day}") for day, title in enumerate(titles, 5)
    ]
    assert [it.places for it in items] == [((0, f"page {n}"),) for n in (1, 2, 3)]
    assert items[1].text.startswith("Dockers go home\n\nThe Quay, 6 March 2024\n\nThe union")
    assert problems == []
