"""The shape of a text: blocks, datelines, pull quotes, and that no input raises."""

from __future__ import annotations

from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis import layout
from onrecord.analysis.types import BlockKind

from ..conftest import linear

ARTICLE = """All stories

Harbour talks end without result, says Norland

The envoy calls the proposals a first step

PORT ALDA, March 3. /NAW/. The talks on the harbour ended on Tuesday, the ministry said.

"We had hoped for more," the envoy said.

What comes next

The parties meet again in May. They have not said where.
"""


def kinds(text: str) -> list[tuple[BlockKind, str]]:
    """Return what each block is, with its text."""
    return [(b.kind, text[b.start : b.end]) for b in layout.blocks(text)]


def test_parts_of_an_article() -> None:
    """Navigation, title, standfirst, running text and a heading inside it are told apart."""
    assert [kind for kind, _ in kinds(ARTICLE)] == [
        BlockKind.HEADING,
        BlockKind.TITLE,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
    ]


def test_head_is_cut_from_its_line() -> None:
    """A date that opens the first line is a head, and what follows it a paragraph."""
    found = kinds(" date 2019-05-04 The minister spoke. He left.\n\nNobody answered.")
    assert found[0] == (BlockKind.HEAD, "date 2019-05-04")
    assert found[1] == (BlockKind.PARAGRAPH, "The minister spoke. He left.")


@pytest.mark.parametrize(
    "line",
    [
        "PORT ALDA, March 3. /NAW/.",
        "PORT ALDA, N.S., March 3 (UPI) —",
        "PORT ALDA, Ont. —",
        "PORT ALDA (Reuters) -",
        "Port Alda (AFP) –",
        "PORT ALDA —",
        "March 3 (Reuters) -",
    ],
)
def test_datelines(line: str) -> None:
    """Datelines of agencies are found, also under a title that ends with a stop."""
    text = f"The talks have failed.\n\n{line} Officials said so on Tuesday.\n\nMore follows."
    found = layout.dateline(text, layout.blocks(text))
    assert found is not None
    assert text[slice(*found)] == line


@pytest.mark.parametrize("line", ["NATO officials said so.", "The - he said - plan.", "I said no."])
def test_no_dateline(line: str) -> None:
    """Ordinary sentences that begin with a capital have no dateline."""
    assert layout.dateline(line, layout.blocks(line)) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "We have no plan that all can share. Not yet Berta Holm Deputy Minister of Trade",
            "Berta Holm Deputy Minister of Trade",
        ),
        (
            "This has been coming for years. Otto Brandt, University of Alda",
            "Otto Brandt, University of Alda",
        ),
    ],
)
def test_pull_quote(text: str, name: str) -> None:
    """A bare name and role close a pull quote, with or without a stop before them."""
    span = layout.pull_quote_name(text, 0, len(text))
    assert span is not None
    assert text[slice(*span)] == name


@pytest.mark.parametrize(
    "text",
    [
        "They left the hall. Then they went to the Old Town Hall of Port Alda",
        "The minister met Berta Holm, Deputy Minister of Trade.",
        "Berta Holm Deputy Minister of Trade",
        "He said no. She said yes.",
    ],
)
def test_no_pull_quote(text: str) -> None:
    """Sentences that end with a name, and a name alone, are none."""
    assert layout.pull_quote_name(text, 0, len(text)) is None


def test_interview_stays_paragraphs() -> None:
    """Questions and answers, also the same short answer again, are running text."""
    turns = ["Did you go?", "No, I did not go there.", "Why not?", "No, I did not go there."]
    text = "\n\n".join([*turns, "And then?", "We left."])
    assert {kind for kind, _ in kinds(text)} == {BlockKind.PARAGRAPH}


def test_repeated_lines_are_furniture() -> None:
    """A short line that a page repeats is no part of the text."""
    text = "\n\n".join(["The talks failed, he said.", "Story goes on below this."] * 4)
    assert kinds(text)[1][0] is BlockKind.HEADING


def test_quoted_heading() -> None:
    """A line in marks without a stop of its own is a heading, one that is a sentence is not."""
    text = "He spoke first, she said.\n\n'They owned us'\n\n“We lost.”\n\nThen she left."
    assert [kind for kind, _ in kinds(text)][1:3] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_wrapped_lines_are_one_paragraph() -> None:
    """The lines of a text that an editor wrapped are joined to paragraphs."""
    line = "the committee heard that the harbour would be closed for as long as it"
    text = "\n".join([line] * 4 + ["takes."]) + "\n\n" + "\n".join([line] * 3 + ["lasts."])
    assert len(layout.blocks(text)) == 2


PROSE = (
    "the committee heard that the harbour of Osthaven would be closed for as long as "
    "the divers needed to find what was left of the pier, and that nobody who had been asked "
    "could say how long that would be, nor who was to pay for it, as the mayor had been told by "
    "letter and the clerk on the telephone."
)


@pytest.mark.parametrize("width", [24, 38, 72, 130])
@pytest.mark.parametrize(("feed", "gap"), [("\n", "\n\n"), ("\n", "\n"), ("\n\n", "\n\n\n")])
def test_lines_of_any_width_are_one_paragraph(width: int, feed: str, gap: str) -> None:
    """Those of a narrow column too, doubly spaced, or with nothing between two paragraphs."""
    first, second = (feed.join(wrap(words + PROSE, width)) for words in ("Ana said ", "Then "))
    assert [words for _, words in kinds(first + gap + second)] == [first, second]


def test_lines_of_a_list_are_no_column() -> None:
    """Though each is as long as the next: none goes on in small letters."""
    names = (
        "Ana Brodin, mayor of Osthaven\nPiet Lang, clerk of the mills\nVera Lind, head of a union"
    )
    assert len(layout.blocks(names + "\nKarl Holm, one of the millers")) == 4


def test_a_head_is_no_running_text() -> None:
    """Lines of names and values at the top, below a title or not; two in the middle are text."""
    head = "Title: Mill closes, says Lang\nSource: The Quay\nDate: 2024-03-08"
    for above in ("", "The mill closes for good\n\n"):
        found = kinds(f"{above}{head}\n\nThe mill closes, Piet Lang said.")
        heads = [words for kind, words in found if kind is BlockKind.HEAD]
        assert heads == head.split("\n")
        assert found[-1] == (BlockKind.PARAGRAPH, "The mill closes, Piet Lang said.")
    text = "The mill closes.\n\nLang left.\n\nHolm left.\n\n" + head
    assert BlockKind.HEAD not in [kind for kind, _ in kinds(text)]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\n\r.A \"“”’'-—1"))))
def test_any_text(text: str) -> None:
    """Blocks are in order, disjoint and trimmed; the even copy has the same length."""
    found = layout.blocks(text)
    at = 0
    for block in found:
        assert at <= block.start < block.end <= len(text)
        assert not text[block.start].isspace() and not text[block.end - 1].isspace()
        at = block.end
    covered = sum(block.end - block.start for block in found)
    assert (covered > 0) == bool(text.strip())
    line = layout.dateline(text, found)
    assert line is None or 0 <= line[0] < line[1] <= len(text)
    assert len(layout.even(text)) == len(layout.even(text, found)) == len(text)


@pytest.mark.parametrize("unit", ["A", "A ", "A.", "- ", "“", "A\n", "Jane Doe ", "a\n\n", "("])
def test_linear_time(unit: str) -> None:
    """Four times as much of anything is cut in about four times the time."""
    short, long = (unit * (size // len(unit)) for size in (50_000, 200_000))
    assert linear(lambda text: layout.dateline(text, layout.blocks(text)), short, long)


@pytest.mark.parametrize(("opens", "closes"), [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“")])
def test_a_line_that_breaks_off_within_marks_goes_on(opens: str, closes: str) -> None:
    """A quotation over a few lines is one paragraph, however short the lines are."""
    text = (
        f"{opens}We hung the lamps,\nwe lit the lamps\nand we slept,{closes} Holm said.\nHe left."
    )
    assert [words for _, words in kinds(text)] == [text[:-9], "He left."]


def test_lines_of_a_list_stay_lines() -> None:
    """Without an open mark, or with a capital, a short line is a paragraph of its own."""
    assert len(layout.blocks("lamps\nropes\noil and tar")) == 3
    assert len(layout.blocks("“We stay.\n“We sleep,” Holm said.")) == 2
