"""What the tests of quotations share: the pipeline, and a short way to read an article."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from onrecord.analysis import layout, pipeline, quotations
from onrecord.analysis.types import Quotation


class Said(NamedTuple):
    """A quotation as its words: kind, content, speaker, cue."""

    kind: str
    content: str
    speaker: str | None
    cue: str | None
    quotation: Quotation


@pytest.fixture(scope="session")
def read() -> Callable[[str], list[Said]]:
    """Read a text with the shipped pipeline and weights."""
    nlp = pipeline.load()

    def reader(text: str) -> list[Said]:
        doc = pipeline.parse(nlp, text)
        blocks = layout.blocks(text)
        found = quotations.find(doc, text, blocks, layout.dateline(text, blocks))
        return [
            Said(
                str(q.kind),
                text[q.start : q.end],
                text[slice(*q.speaker)] if q.speaker else None,
                text[slice(*q.cue)] if q.cue else None,
                q,
            )
            for q in found
        ]

    return reader
