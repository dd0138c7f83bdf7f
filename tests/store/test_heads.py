"""What stands above a text, as people and programs write it: front matter, heads, titles, days."""

# ruff: noqa: E501 - heads as they are written

from __future__ import annotations

import io
from datetime import date

import pytest

from onrecord.analysis.dates.written import in_head
from onrecord.analysis.layout import blocks
from onrecord.analysis.types import Basis
from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import Item, Problem
from onrecord.store.library.readers.markdown import MarkdownReader
from onrecord.store.library.readers.text import TextReader
from onrecord.store.library.titles import title_of

from .samples import text_item


def test_front_matter() -> None:
    """Title, date, source and address are taken from it, and the text is what follows."""
    data = (
        "---\ntitle: 'Rain: a report'\ndate: 2022-03-01\nsource: The Tesk Times\n"
        "url: https://tesk.example/rain\nlang: en\n---\n\nIt rains, said Ana.\n"
    )
    [item] = MarkdownReader().read(io.BytesIO(data.encode()), "x.md")
    assert isinstance(item, Item)
    assert (item.title, item.source, item.url) == (
        "Rain: a report",
        "The Tesk Times",
        "https://tesk.example/rain",
    )
    assert (item.language, item.published.date) == ("en", "2022-03-01")
    assert item.published.basis is Basis.METADATA
    assert item.text == "It rains, said Ana."


def test_an_author_is_no_source() -> None:
    """Who wrote it is not where it was printed."""
    [item] = MarkdownReader().read(io.BytesIO(b"---\nauthor: Ana\n---\ntext"), "x.md")
    assert isinstance(item, Item)
    assert (item.author, item.source) == ("Ana", "")


@pytest.mark.parametrize(
    "head",
    [
        "title: [unclosed",
        "title: 'x",
        "a: &a [*a]\ntitle: *a",
        "date: 2021-99-99",
        "? [x]\n: y",
        "- just\n- a list",
        "title: !!python/object/apply:os.system ['true']",
        "\t",
        "a: &a ['x','x']\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c",
    ],
)
def test_broken_front_matter_costs_no_text(head: str) -> None:
    """The article is read, with a problem or without."""
    items = list(
        MarkdownReader().read(io.BytesIO(f"---\n{head}\n---\nThe text.\n".encode()), "x.md")
    )
    assert isinstance(items[-1], Item)
    assert items[-1].text.rstrip().endswith("The text.")
    assert all(isinstance(item, Problem) for item in items[:-1])


def test_front_matter_that_is_no_yaml_is_read_by_the_line() -> None:
    """A colon in a title, as people write it, costs neither the title nor what follows."""
    head = 'title: Rain: a report: part two\ndate: 2022-03-01\nsource: "Tesk: the Times"\n'
    data = f"---\n{head}url: https://tesk.example/rain\n---\n\nIt rains, said Ana.\n"
    [item] = MarkdownReader().read(io.BytesIO(data.encode()), "x.md")
    assert isinstance(item, Item)
    assert (item.title, item.source) == ("Rain: a report: part two", "Tesk: the Times")
    assert (item.published.date, item.url) == ("2022-03-01", "https://tesk.example/rain")
    assert item.text == "It rains, said Ana."


def test_marks_at_one_end_of_a_title_stay() -> None:
    """What a title quotes at its end is no quoting of the title."""
    data = b"---\ntitle: Rain: the mayor: 'no more'\n---\n\nIt rains, said Ana.\n"
    [item] = MarkdownReader().read(io.BytesIO(data), "x.md")
    assert isinstance(item, Item)
    assert item.title == "Rain: the mayor: 'no more'"


def test_words_between_rules_are_text() -> None:
    """A rule above the first paragraph and one below it make no front matter."""
    data = b"---\n\nIt rains, said Ana.\n\n---\n\nThe end.\n"
    [item] = MarkdownReader().read(io.BytesIO(data), "x.md")
    assert isinstance(item, Item)
    assert item.text.startswith("It rains, said Ana.")
    assert item.text.rstrip().endswith("The end.")


def test_front_matter_without_text() -> None:
    """There is nothing to read then, and that is said."""
    with pytest.raises(Unreadable, match="no text"):
        list(MarkdownReader().read(io.BytesIO(b"---\ntitle: x\n---\n\n"), "x.md"))


BODY = "\n\n“We sail at dawn,” said Olga Brandt of the port.\n"


def markdown_item(whole: str) -> Item:
    """Read one Markdown file."""
    given = MarkdownReader().read(io.BytesIO(whole.encode()), "x.md")
    [item] = (it for it in given if isinstance(it, Item))
    return item


@pytest.mark.parametrize(
    "head",
    [
        "---\nTitle: Port opens\nAuthors:\n  - Ann Larsen\nDate: 5 March 2024\nPublication: The Quay\n---",
        '---\ntitle: "Port opens"\nauthor:\n  - "[[Ann Larsen]]"\npublished: 2024-03-05\ncreated: 2025-01-01\n'
        "publisher:\n  name: The Quay\n---",
        '+++\ntitle = "Port opens"\nauthor = "Ann Larsen"\ndate = 2024-03-05T08:00:00Z\nsource = "The Quay"\n+++',
        "---\ntitle:\tPort opens\nauthors:\n\t- Ann Larsen\ndate:\t2024-03-05\nsource:\tThe Quay\n---",
        "Title:  Port opens\nAuthor: By Ann Larsen\nDate:   Tuesday, 5 March 2024\nSource: The Quay",
        "**Headline:** Port opens\n**Byline:** Ann Larsen\n**Published:** 5 March 2024\n**Source:** The Quay",
    ],
    ids=["capitals", "notes", "toml", "tabs", "lines", "bold"],
)
def test_heads_as_people_and_programs_write_them(head: str) -> None:
    """Title, author, day and source are known, however they are written above the text."""
    item = markdown_item(head + BODY)
    assert (item.title, item.author, item.published.date, item.source) == (
        "Port opens", "Ann Larsen", "2024-03-05", "The Quay"
    )  # fmt: skip
    assert item.text.strip().endswith(BODY.strip())


def test_a_head_of_plain_text_stays_in_it() -> None:
    """It is known what the lines at the top say; when it was changed is no day of its own."""
    text = "Port opens\nUpdated: 7 March 2024\nPublished: 5 March 2024" + BODY
    item = text_item(text.encode())
    assert (item.text, item.published.date, item.modified) == (text, "2024-03-05", "2024-03-07")
    assert item.published.basis is Basis.HEADER


@pytest.mark.parametrize(
    "text", ["Q: Is it open?\nA: It is.", "Source: me.\n\nBy: and by.", "Ann: Date: tomorrow."]
)
def test_what_is_no_head(text: str) -> None:
    """Speakers before colons, and one such line alone, say nothing of an article."""
    assert text_item(text.encode()) == Item("", text, at=(0, len(text.encode())))


def test_an_address_as_source() -> None:
    """Where a text was clipped from is its address, and whose that is its source."""
    item = markdown_item("---\nsource: https://www.quay.example/port\n---" + BODY)
    assert (item.source, item.url) == ("quay.example", "https://www.quay.example/port")


def test_a_title_above_a_head() -> None:
    """What stands above a head is the title, however short."""
    head = "Source: The Quay Times\nDate: 2024-03-05\nAuthor: By Ann Larsen"
    assert title_of("Port opens\n\n" + head + BODY) == "Port opens"


def test_a_title_behind_a_head() -> None:
    """A head that names no title is none itself."""
    assert title_of("Source: The Quay\nDate: 2024-03-05\n\nThe port opens again" + BODY) == (
        "The port opens again"
    )


@pytest.mark.parametrize(
    "above", ["Port opens\nThe Quay\n5 March 2024", "By Ann Larsen\nPort opens\n5 March 2024"]
)
def test_a_short_title_above_other_lines(above: str) -> None:
    """The first line above a text that is no day and no author is its title, if short."""
    assert title_of(above + BODY) == "Port opens"


@pytest.mark.parametrize(
    ("name", "head"),
    [("x.txt", "Port opens\n5 March 2090"), ("2090-03-05.txt", "Port opens"),
     ("x.md", "---\ntitle: Port opens\ndate: 2090-03-05\n---")],
)  # fmt: skip
def test_days_yet_to_come_are_told(name: str, head: str) -> None:
    """A text that gives a day of the future is read, and the day is told."""
    reader = MarkdownReader() if name.endswith("md") else TextReader()
    problem, item = reader.read(io.BytesIO((head + BODY).encode()), name)
    assert isinstance(problem, Problem) and "2090-03-05" in problem.message
    assert isinstance(item, Item)


def test_a_title_made_from_a_text_has_no_control_characters() -> None:
    """What parts a message of an agency, or sets a terminal, is no part of its title."""
    text = "\x01The lock at Tesk\x02 is to be closed\x1b for the winter.\n\nNobody was told why.\n"
    assert title_of(text) == "The lock at Tesk is to be closed for the winter."


def test_a_head_with_lines_free_between_its_own() -> None:
    """So programs write pages as Markdown: title, address and moment, and the text below."""
    head = "Title: Port opens\n\nURL Source: https://quay.example/port\n\nPublished Time: 2024-03-05T10:00:00Z\n\nMarkdown Content:"
    item = markdown_item(head + BODY)
    assert (item.title, item.url) == ("Port opens", "https://quay.example/port")
    assert item.published.date == "2024-03-05"


def test_a_sentence_that_begins_as_a_label() -> None:
    """Its day is one that it tells of, not the article's."""
    told = "Updated rules for raffles were passed on 4 May 2019, the county of Tesk said."
    text = f"The port opens again\n\n{told}{BODY}"
    assert in_head(text, blocks(text), date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    "above",
    [
        "PRESS RELEASE\n\nFor immediate release: 5 March 2024",
        "NEWS RELEASE\n\nEmbargoed until 00:01, 5 March 2024",
        "STRICTLY EMBARGOED UNTIL 00.01 ON TUESDAY 5 MARCH 2024",
    ],
)
def test_what_a_press_office_writes_above_a_title(above: str) -> None:
    """None of it is the title, and the day is that of the release."""
    text = above + "\n\nThe port opens again in April" + BODY
    assert title_of(text) == "The port opens again in April"
    found = in_head(text, blocks(text), date(2026, 1, 1))
    assert found and found.date == "2024-03-05"
