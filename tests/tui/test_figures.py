"""Who is quoted how much, in the reader."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from onrecord.analysis.types import Quotation, QuotationKind
from onrecord.store.notebook.people import ListedPerson
from onrecord.store.statistics.figures import BY
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.figures import said
from onrecord.tui.session.statements import lines_of

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text

WIDE = (140, 40)


def bars(app: OnrecordApp) -> dict[str, list[str]]:
    """Return what stands in the rows, by their names: the bar, the count, the share and so on."""
    found = {}
    for line in screen_text(app).splitlines():
        if told := re.match(r"...(.{23}) ([█▏▎▍▌▋▊▉]+) +(.*)", line):
            found[told[1].strip()] = [told[2], *told[3].split()]
    return found


async def test_by_speaker(app: OnrecordApp) -> None:
    """A bar each, the most quoted first, with its share; enter shows what was counted."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "w")
        shown = bars(app)
        assert list(shown) == ["Ilan Oduya", "Marta Vessen", "(unknown)", "Canal Commission"]
        assert shown["Ilan Oduya"][1:3] == ["4", "44.4%"]
        assert shown["Canal Commission"][1:3] == ["1", "11.1%"]
        await press(pilot, "j", "enter")
        assert "speaker Marta Vessen · 3" in screen_text(app)
        assert "“We shall not be spoken to in this way,”" in screen_text(app)
        await press(pilot, "q")
        assert front(app).figures.row.name == "Marta Vessen"


async def test_what_is_counted_and_by_what(app: OnrecordApp) -> None:
    """h and l choose by what, O what is counted, t the time; a query narrows all of it."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "w", "6", "l")
        assert "[kind]" in screen_text(app) and list(bars(app)) == ["indirect", "direct", "mixed"]
        await press(pilot, "O")
        assert "words by kind" in screen_text(app) and bars(app)["direct"][1] == "21"
        await press(pilot, "O", "t")
        assert "articles by kind, each month" in screen_text(app)
        assert [(row.step, row.name) for row in front(app).figures.rows][-1] == (
            "2031-03",
            "mixed",
        )
        await press(pilot, "t", "t", "slash", Typed("speaker:oduya"), "enter")
        assert front(app).figures.rows[0].articles == 2
        await press(pilot, "slash", Typed(" herring"), "enter")
        assert "No quotation fits." in screen_text(app)
        await press(pilot, "9", "9", "h", "enter", "O", "t")
        assert f"[{BY[0]}]" in screen_text(app)


async def test_gender_is_told_with_its_caveat(app: OnrecordApp, session: CanalSession) -> None:
    """What is not known is a row of its own; a list of one's own is counted by, bodies apart."""
    person = ListedPerson("Marta Vessen", gender="f")
    session.notebook.adopt("list", session.notebook.people.changes([person]))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "w", "l")
        assert list(bars(app)) == ["(unknown)", "women", "(no person)"]
        told = " ".join(screen_text(app).split())
        assert "of those known: women 100.0%" in told and "may be wrong" in told
        assert "of 5 quotations the speaker's gender is not known" in told
        await press(pilot, "l")
        assert "may be wrong" not in screen_text(app)


async def test_figures_leave(
    app: OnrecordApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a table and as a chart, of what is seen; and the quotations of a row like any others."""
    monkeypatch.chdir(tmp_path)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "w", "O", "slash", Typed("kind:direct"), "enter", "e")
        await press(pilot, "enter", "enter")
        assert "words by speaker written to" in screen_text(app)
        await press(pilot, "e", "enter", "down", "enter")
        await press(pilot, "e", "down", "enter", "enter")
    table = next(tmp_path.glob("*.csv")).read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    assert [(row["speaker"], row["words"]) for row in rows] == [
        ("Ilan Oduya", "12"),
        ("Marta Vessen", "9"),
    ]
    chart = next(tmp_path.glob("*.svg")).read_text("utf-8")
    assert "Words by speaker" in chart and "Ilan Oduya" in chart
    assert next(tmp_path.glob("*.md")).read_text("utf-8").count("> “Nobody closes") == 2


async def test_work_is_seen_at_once(app: OnrecordApp, session: CanalSession) -> None:
    """A speaker who is corrected moves to another row."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "w")
        unknown = session.quotations("closure.txt")[-1]
        session.changes.do(lambda notebook: notebook.quotations.attribute([unknown], "", "Bo Mar"))
        await press(pilot)
        assert "Bo Mar" in bars(app) and "(unknown)" not in bars(app)


def test_all_words_of_a_long_quotation_count(session: CanalSession) -> None:
    """Lists show the beginning of a long one; figures count it to its end."""
    text = "“" + "ships " * 300 + "go,” she said."
    session.add("long.txt", ("Long", "Wire", session.published("closure.txt"), text))
    end = text.index("”") + 1
    session.find("long.txt", [Quotation(0, end, QuotationKind.DIRECT)])
    counted = said(session, lines_of(session))
    assert max(it.words for it in counted) == 301
