"""What speakers do with the words: state, ask, announce, deny, decline, think."""

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.analysis import layout, pipeline
from onrecord.analysis.quotations import acts, token_table
from onrecord.analysis.types import Act, Quotation, QuotationKind


def told(text: str, content: str, cue: str | None, kind: QuotationKind) -> Quotation:
    """Return a quotation of a text, marked by hand, with the act that it is."""
    blocks = layout.blocks(text)
    doc = pipeline.parse(pipeline.load(), text)
    table = token_table.lay_out(doc, text, blocks, None, [])
    start = text.index(content)
    at = text.index(cue) if cue else 0
    span = (at, at + len(cue)) if cue else None
    quotation = Quotation(start, start + len(content), kind, cue=span)
    return acts.told(table, [quotation])[0]


@pytest.mark.parametrize(
    ("text", "content", "cue", "act", "reported"),
    [
        ("Varga said the bridge was closed.", "the bridge was closed", "said", "states", False),
        ("Varga asked whether it was safe.", "whether it was safe", "asked", "asks", False),
        ("The port announced a merger.", "a merger", "announced", "announces", True),
        ("The port announced it would close.", "it would close", "announced", "announces", False),
        ("The mayor denied the request.", "the request", "denied", "denies", True),
        ("The mayor denied that he had lied.", "he had lied", "denied", "denies", False),
        ("The mayor did not deny that he had lied.", "he had lied", "deny", "states", False),
        ("The port declined to comment.", "to comment", "declined", "declines", True),
        ("The port did not respond to questions.", "to questions", "respond", "declines", True),
        ("She believes the bridge is safe.", "the bridge is safe", "believes", "thinks", False),
    ],
)  # fmt: skip
def test_cue_and_content_tell_the_act(
    text: str, content: str, cue: str, act: str, reported: bool
) -> None:
    """The cue tells the act, its negation another; without a clause it is only reported."""
    found = told(text, content, cue, QuotationKind.INDIRECT)
    assert (found.act, found.reported) == (Act(act), reported)


def test_a_question_asks() -> None:
    """A direct quotation that ends with a question mark asks, whatever its cue."""
    found = told("“Is it safe?” Varga said.", "“Is it safe?”", "said", QuotationKind.DIRECT)
    assert found.act is Act.ASKS and not found.reported


def test_findings_have_the_act(read: Callable[[str], list[Any]]) -> None:
    """What the analysis finds comes with its act."""
    found = read("Mayor Ada Korvin denied that the bridge was unsafe. “Who says so?” she asked.")
    assert [q.quotation.act for q in found] == [Act.DENIES, Act.ASKS]
