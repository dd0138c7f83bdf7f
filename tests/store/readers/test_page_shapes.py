"""Pages in twelve more shapes: every paragraph and nothing else, the day that the page tells."""

from __future__ import annotations

import pytest

from benchmarks.page_parts import Story
from benchmarks.page_shapes import CODECS, SHAPES
from onrecord.analysis.types import Basis

from .conftest import Read

STORY = Story(
    "Port opens after a year",
    "Ann Larsen",
    "2024-03-05",
    (
        "The port of Tarnow has opened again after a year in which no ferry left its quay at all.",
        "“We waited a year,” the harbour master Sanne Krook said. “Nobody called us.”",
        "The union of dockers voted on the offer in a hall that was too small for its members.",
        "“It isn’t much,” said Piet Gerrow, who has mended nets there since he was twelve.",
        "The ministry has promised to answer before the end of the week for the third time.",
        "“The gates are open, and they will stay open,” the mayor told the crowd on the quay.",
    ),
)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_paragraph_and_the_day(read: Read, shape: str) -> None:
    """Live blog, letter, release, interview, list of quotations, embedded posts, Arabic, ..."""
    markup, body = SHAPES[shape](STORY)
    data = markup.encode(CODECS.get(shape, "utf-8"), "xmlcharrefreplace")
    [item], problems = read(f"{shape}.html", data)
    assert problems == []
    assert [" ".join(line.split()) for line in item.text.split("\n\n")] == body
    assert (item.published.date, item.published.basis) == (STORY.day, Basis.METADATA)
