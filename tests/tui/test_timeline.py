"""The timeline: counts by step, rows by speaker and tag, movement along it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analysis.types import Basis, Precision, Published, QuotationKind
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.reader.actions import Pane
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.quotation_query import QuotationLine
from onrecord.tui.session.timeline import By, bar, height, plot, scale, steps

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text

WIDE = (120, 34)


def line(date: str, who: str = "Ana Bro", *tags: str, article: str = "a.txt") -> QuotationLine:
    """Return a quotation with a date, a speaker and tags."""
    quoted = Quoted(article, 0, 3, QuotationKind.DIRECT, None, who, tags=tags)
    return QuotationLine(quoted, "No.", Published(date or None, Precision.DAY), "", "")


def test_steps_of_time() -> None:
    """Days for weeks, months for years, years beyond; none is left out."""
    assert scale(["2031-03-04", "2031-03-30"]) == 10
    assert scale(["2031-03-04", "2032-01"]) == 7
    assert scale(["1999", "2031-03-04"]) == 4
    assert steps("2031-11", "2032-02", 7) == ["2031-11", "2031-12", "2032-01", "2032-02"]
    assert steps("2031-02-27", "2031-03-01", 10) == ["2031-02-27", "2031-02-28", "2031-03-01"]


def test_bars_are_exact() -> None:
    """The most fills the bar, anything shows, nothing does not."""
    assert bar(8, 8, 4) == "████" and bar(1, 1000, 4) == "▏" and bar(0, 8, 4) == ""
    assert (height(8, 8), height(1, 1000), height(0, 8)) == ("█", "▁", " ")


def test_counts() -> None:
    """Quotations and articles by step; who has no such date is counted apart."""
    found = plot(
        [line("2031-03-04"), line("2031-03-04"), line("2031-03-05", "Bo Mar"), line("2031")],
        ["2031-03-04", "2031-03-06", "2031-03"],
        By.SPEAKER,
    )
    assert found.steps == ["2031-03-04", "2031-03-05", "2031-03-06"] and found.vague == 1
    everything, ana, bo = found.series
    assert everything.said == {"2031-03-04": 2, "2031-03-05": 1}
    assert everything.written == {"2031-03-04": 1, "2031-03-06": 1}
    assert (ana.name, ana.total, ana.written) == ("Ana Bro", 2, {"2031-03-04": 1})
    assert bo.query == 'speaker:"Bo Mar"'


def test_tags_count_for_those_above() -> None:
    """A tag's row has what stands below it too, each quotation once."""
    lines = [line("2031-03-04", "A", "sea/spring", "sea/cod"), line("2031-03-05", "A", "war")]
    _, *rows = plot(lines, [], By.TAG).series
    assert [(row.name, row.total) for row in rows] == [
        ("#sea", 1),
        ("#sea/cod", 1),
        ("#sea/spring", 1),
        ("#war", 1),
    ]


def test_longer_steps_where_there_is_less_room() -> None:
    """Days become months, months years, until they fit."""
    lines = [line("2031-03-04"), line("2031-04-20")]
    assert len(plot(lines, [], By.SPEAKER, 60).steps) == 48
    assert plot(lines, [], By.SPEAKER, 20).steps == ["2031-03", "2031-04"]
    assert plot(lines, [], By.SPEAKER, 1).steps == ["2031"]


DATES = st.sampled_from(["", "2031", "2031-02", "2031-02-28", "2031-03-01", "2035-01-01", "1999"])


@settings(deadline=None)
@given(st.lists(DATES), st.lists(DATES.filter(bool)), st.sampled_from(By), st.integers(0, 30))
def test_every_quotation_is_counted_once(
    days: list[str], articles: list[str], by: By, room: int
) -> None:
    """Shown or vague, each is there; nothing is counted outside the steps."""
    lines = [line(day, "Ana" if day else "", "sea") for day in days]
    found = plot(lines, articles, by, room)
    assert found.series[0].total + found.vague == len(lines)
    for row in found.series:
        assert set(row.said) | set(row.written) <= set(found.steps)


async def test_by_time(app: OnrecordApp) -> None:
    """A bar a day; h and l go along; enter shows what was said on it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "t", "g", "g")
        shown = screen_text(app)
        assert re.search("2021-03-04 +█{4,} +❝ +6 +1 article", shown)
        assert "1 without a day" in shown
        await press(pilot, "l")
        assert front(app).timeline.step == "2021-03-05"
        await press(pilot, "h", "enter")
        assert front(app).pane is Pane.BESIDE and front(app).quotations.count == 6
        await press(pilot, "q", "q")
        assert app.screen is app.reader


async def test_by_speaker(app: OnrecordApp) -> None:
    """o shows a row a speaker; j and k choose who, h and l when; enter opens what they said."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "t", "O")
        assert "by speaker" in screen_text(app) and "Marta Vessen" in screen_text(app)
        await press(pilot, "j", "left")
        assert "2021-03-04 · Ilan Oduya: ❝ 2" in screen_text(app)
        await press(pilot, "9", "l")
        assert "2021-03-05 · Ilan Oduya: ❝ 2" in screen_text(app)
        await press(pilot, "enter")
        assert front(app).quotations.count == 2
        assert {line.quoted.speaker_name for line in front(app).quotations.rows} == {"Ilan Oduya"}


async def test_the_cursor_is_seen_without_colours(app: OnrecordApp) -> None:
    """A pointer over its column names the step, brackets stand around it in the row alone."""
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "t", "O", "j")
        _, axis, everything, row, *_ = screen_text(app).splitlines()
        at = axis.index("▼ 2021-03-05")
        assert row[at - 1] == "[" and "]" in row and everything[at - 1] == " "
        await press(pilot, "h", "k")
        _, axis, everything, row, *_ = screen_text(app).splitlines()
        at = axis.index("▼ 2021-03-04")
        assert everything[at - 1] == "[" and "[" not in row
        await press(pilot, "O", "O")
        assert "▼" not in screen_text(app)


@pytest.mark.parametrize(("width", "begin"), [(80, "1961"), (140, "1991")])
async def test_the_axis_fits(session: CanalSession, tmp_path: Path, width: int, begin: str) -> None:
    """The pointer stands over its column all the way, also where not all columns have room."""
    for name, year in (("closure.txt", begin), ("answer.txt", "2021")):
        session.library.entries[name].published = Published(year, Precision.YEAR, Basis.USER)
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test(size=(width, 24)) as pilot:
        await press(pilot, "g", "t", "O")
        timeline, ends = front(app).timeline, []
        while True:
            axis, row = screen_text(app).splitlines()[1:3]
            assert axis.count("▼") == 1 and timeline.step in axis
            if row[axis.index("▼")] != "·":
                ends.append(timeline.step)
            if not timeline.column:
                break
            await press(pilot, "h")
        assert ends == ["2021", begin]


async def test_by_tag(app: OnrecordApp, session: CanalSession) -> None:
    """A row a tag; narrowing holds for the rows as well, and for what they open."""
    session.changes.do(
        lambda notebook: notebook.quotations.tag(
            session.quotations("closure.txt")[:3], ["trade/ships"]
        )
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "t", "O", "O", "slash", Typed("kind:direct OR kind:mixed"), "enter")
        assert "by tag" in screen_text(app) and "#trade/ships" in screen_text(app)
        await press(pilot, "G", "9", "h", "enter")
        assert front(app).quotations.count == 1


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_no_key_does_harm(app: OnrecordApp, size: tuple[int, int]) -> None:
    """The ends of time, resizing, nothing that fits."""
    async with app.run_test(size=size) as pilot:
        keys = ("9", "9", "h", "9", "9", "l", "G", "j", "O")
        await press(pilot, "g", "t", *keys, *keys, *keys, *keys)
        await pilot.resize_terminal(60, 20)
        await press(pilot, "slash", Typed("nobody at all"), "enter", *keys, *keys, "enter")
        assert "Nothing fits." in screen_text(app)


def test_a_name_with_a_mark_is_found(session: CanalSession) -> None:
    """The query of a row is one that can be read, whatever the speaker is called."""
    odd = replace(line("2021-03-04").quoted, speaker_name='Ana "Ace" Bro')
    [_, row] = plot([replace(line("2021-03-04"), quoted=odd)], [], By.SPEAKER).series
    assert row.query.count('"') == 2
