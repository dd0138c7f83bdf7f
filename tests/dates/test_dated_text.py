"""What a dated article tells comes back from its bytes as it was, or not at all."""

from __future__ import annotations

import struct
from contextlib import suppress
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis.dates.counted_words import counted
from onrecord.analysis.dates.dated_text import DatedText, News

TEXTS = st.text(alphabet="harbou ferry\n’'é", max_size=60)


@st.composite
def told(draw: st.DrawFn) -> DatedText:
    """Return what an article might tell."""
    days = draw(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), max_size=3))
    news: dict[tuple[int, int], list[News]] = {}
    for day in days:
        said = frozenset(counted(draw(TEXTS)).words.tolist())
        news.setdefault((day.month, day.day), []).append(News(day, said))
    return DatedText(draw(st.dates()).toordinal(), counted(draw(TEXTS)), news)


@given(told())
def test_what_is_packed_comes_back(made: DatedText) -> None:
    """Day, words, how often they stand there, and news."""
    again = DatedText.unpacked(made.packed())
    assert (again.day, again.news) == (made.day, made.news)
    assert again.words.words.tolist() == made.words.words.tolist()
    assert again.words.counts.tolist() == made.words.counts.tolist()


@given(told(), st.integers(0, 400), st.binary(max_size=3))
def test_what_was_damaged_is_refused_or_read(made: DatedText, at: int, put: bytes) -> None:
    """Any bytes are read as something of the same shape, or refused as no such bytes."""
    row = made.packed()
    with suppress(ValueError, OverflowError, struct.error):
        again = DatedText.unpacked(row[:at] + put + row[at + len(put) :])
        assert len(again.words.words) == len(again.words.counts)
        assert all(
            isinstance(it, int) for news in again.news.values() for n in news for it in n.words
        )
