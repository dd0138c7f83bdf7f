"""What holds for any text at all."""

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.analysis import layout, pipeline, quotations
from onrecord.analysis.types import Quotation

from ..conftest import linear

PIECES = st.sampled_from(
    [
        *"“”„«»\"'`’‘—-:,.?!()",
        " ",
        "\n\n",
        "\r\n",
        "\u00a0",
        "\u200b",
        "e\u0301",
        "👩‍🚀",
        "``",
        "''",
        "she said",
        " Varga said ",
        "according to",
        " that the minister told him ",
        "We will go",
        "said",
        "OSTHAVEN, March 4. /NPA/. ",
        "\x1b[31m",
        "x" * 120,
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200)


def find(text: str) -> list[Quotation]:
    """Find the quotations of a text with the shipped pipeline."""
    doc = pipeline.parse(pipeline.load(), text)
    blocks = layout.blocks(text)
    return quotations.find(doc, text, blocks, layout.dateline(text, blocks))


@settings(suppress_health_check=list(HealthCheck))
@given(TEXTS)
@example("“ that the minister told him .\n\n““")  # what goes on in marks without words
def test_every_finding_is_a_span_of_the_text(text: str) -> None:
    """No text raises; spans lie inside it, hold letters, and come in order."""
    found = find(text)
    for q in found:
        assert 0 <= q.start < q.end <= len(text)
        assert any(sign.isalnum() for sign in text[q.start : q.end])
        assert 0 <= q.confidence <= 1
        for span in (q.cue, q.speaker):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
    assert found == sorted(found, key=lambda q: (q.start, -q.end))


@given(TEXTS)
def test_a_doc_without_a_parse_does_not_raise(text: str) -> None:
    """A blank Doc has no sentences, tags or heads."""
    doc = Doc(Vocab(), words=text.split() or ["x"])
    plain = doc.text
    blocks = layout.blocks(plain)
    for q in quotations.find(doc, plain, blocks, layout.dateline(plain, blocks)):
        assert 0 <= q.start < q.end <= len(plain)


def hostile(words: list[str]) -> Doc:
    """Return one endless sentence in which every word hangs on the first."""
    count = len(words)
    return Doc(
        Vocab(),
        words=words,
        heads=[0] * count,
        deps=["ROOT"] + ["ccomp"] * (count - 1),
        pos=["VERB"] * count,
        tags=["VBD"] * count,
    )


@pytest.mark.parametrize("piece", [["said"], ["“"], ["“", "we", "”", "said"], [":", "”", "said"]])
def test_time_is_linear(piece: list[str]) -> None:
    """Four times the words of a hostile text take no more than about four times as long."""

    def read(doc: Doc) -> None:
        quotations.find(doc, doc.text, layout.blocks(doc.text), None)

    short, long = (hostile(piece * (count // len(piece))) for count in (4_000, 16_000))
    assert linear(read, short, long)


def test_the_same_text_gives_the_same_findings() -> None:
    """Nothing hangs on chance or on the process."""
    text = "“We will sign it,” Varga said. The minister said that the border would stay open."
    assert find(text) == find(text)
    assert np.isfinite([q.confidence for q in find(text)]).all()
