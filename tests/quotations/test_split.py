"""A sentence in marks that a clause cuts in two, and sentences that no content runs over."""

from __future__ import annotations

import pytest

from onrecord.analysis import layout, load, parse, quotations


def found(text: str) -> list[tuple[str, str | None]]:
    """Return the words of each quotation of a text, with its speaker as written."""
    blocks = layout.blocks(text)
    line = layout.dateline(text, blocks)
    return [
        (text[q.start : q.end], q.speaker and text[slice(*q.speaker)])
        for q in quotations.find(parse(load(), text), text, blocks, line)
    ]


@pytest.mark.parametrize(
    ("first", "clause", "then"),
    [
        ("“The mill,”", "said the warden, Maria Brodin,", "“is full of moths.”"),
        ("“The pond,”", "added the old warden, Peter Brodin,", "“was never ours.”"),
        ("“The mill,”", "said Maria Brodin, the warden,", "“was never ours.”"),
        ("“Our harbour,”", "said the old keeper, Peter Brodin,", "“will open in May.”"),
    ],
)
def test_a_sentence_goes_on_in_small_letters(first: str, clause: str, then: str) -> None:
    """Both pieces are found, and both are of who stands between them."""
    pieces = found(f"{first} {clause} {then}")
    assert [words for words, _ in pieces] == [first, then]
    assert all(speaker and "Brodin" in speaker for _, speaker in pieces)


def test_no_content_holds_a_sentence_that_is_quoted() -> None:
    """What is told before a quotation is not one with it."""
    pieces = found(
        "Finance director Peter Brodin told the Ulmen Post losses would come to about £9m. “It's a "
        "dear lesson,” the warden said."
    )
    assert "“It's a dear lesson,”" in [words for words, _ in pieces]
