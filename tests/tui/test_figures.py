"""Who is quoted how much, in the reader."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from onrecord.analysis.types import Quotation, QuotationKind
from onrecord.store.notebook.people import ListedPerson
from onrecord.store.search import QueryError
from onrecord.store.statistics.figures import BY, UNKNOWN, figures
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.figures import query_of, said
from onrecord.tui.session.quotation_query import fitting
from onrecord.tui.session.statements import lines_of

from .by_hand import CanalSession
from .conftest import Typed, front, press, screen_text

WIDE = (140, 40)


def bars(app: OnrecordApp) -> dict[str, list[str]]:
    """Return what stands in the rows, by their names: the bar, the count, the share and so on."""
    found = {}
    for line in screen_text(app).splitlines():
        if told := re.match(r"...(.+?) +([█▏▎▍▌▋▊▉]+) +(.*)", line):
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
        assert 'speaker:="Marta Vessen"' in screen_text(app)
        assert "3 of 9" in screen_text(app)
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
            "2021-03",
            "mixed",
        )
        await press(pilot, "t", "t", "slash", Typed("speaker:oduya"), "enter")
        assert front(app).figures.rows[0].articles == 2
        await press(pilot, "slash", Typed(" herring"), "enter")
        assert "Nothing fits." in screen_text(app)
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


@pytest.mark.parametrize("by", BY)
def test_a_row_is_a_query_that_could_be_typed(session: CanalSession, by: str) -> None:
    """The query of every row finds just what is counted in it, but where a date is unknown."""
    people = [
        ListedPerson("Marta Vessen", gender="f", role="minister", party="Blue List"),
        ListedPerson("Ilan Oduya", gender="m", role="deputy minister", country="Tesk"),
    ]
    session.notebook.adopt("list", session.notebook.people.changes(people))
    lines = list(lines_of(session))
    session.changes.do(lambda book: book.quotations.tag([lines[0].quoted], ["a/b"]))
    session.changes.do(lambda book: book.quotations.tag([lines[1].quoted], ["a"]))
    lines = list(lines_of(session))
    counted = said(session, lines)
    for row in figures(counted, by):
        query = query_of(row, by)
        if by in ("month", "year") and row.name == UNKNOWN:
            assert query == ""
            continue
        found = fitting(query, lines, session.traits.now)
        of_row = [n for n, it in zip(lines, counted, strict=True) if row.name in it.values(by)]
        assert found == of_row, query


def test_who_they_are_is_asked_for(session: CanalSession) -> None:
    """Gender, role and so on narrow by what a list of one's own says, or the machine."""
    people = [
        ListedPerson("Marta Vessen", gender="f", role="minister", party="Blue List"),
        ListedPerson("Ilan Oduya", gender="m", role="deputy minister"),
    ]
    session.notebook.adopt("list", session.notebook.people.changes(people))
    lines = list(lines_of(session))

    def names(query: str) -> set[str]:
        found = fitting(query, lines, session.traits.now)
        return {line.quoted.speaker_name for line in found}

    assert names("gender:women") == names("gender:f") == names("gender:wom") == {"Marta Vessen"}
    assert names("gender:men") == {"Ilan Oduya"}
    assert names("role:minister") == {"Marta Vessen", "Ilan Oduya"}
    assert names("role:=minister") == names('party:"blue list"') == {"Marta Vessen"}
    assert names("has:role -party:blue") == {"Ilan Oduya"}
    assert "Canal Commission" in names('gender:"no person"')
    with pytest.raises(QueryError):
        fitting("has:nothing", lines, session.traits.now)


async def test_a_query_for_who_they_are_waits_for_it(
    app: OnrecordApp, session: CanalSession
) -> None:
    """Where it is not known yet who they are, the list is narrowed as soon as it is."""
    person = ListedPerson("Marta Vessen", gender="f")
    session.notebook.adopt("list", session.notebook.people.changes([person]))
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, "g", "q", "slash", Typed("gender:f"), "enter")
        assert "3 of 9" in screen_text(app)
        await press(pilot, "q", "g", "slash", Typed("gender:f"), "enter")
        assert "3 hits in 1 article" in screen_text(app)
