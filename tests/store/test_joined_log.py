"""Several notebooks as one: what it says is what one notebook would, whatever is done."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from onrecord.store.notebook import work_log
from onrecord.store.notebook.article_ids import BY_ARTICLE
from onrecord.store.notebook.joined_log import JoinedLog
from onrecord.store.notebook.journal import Journal, Record
from onrecord.store.notebook.undo_log import UndoLog
from onrecord.store.notebook.work_log import Change

Rows = dict[str, dict[str, Any]]

ARTICLES = ["mine/a", "mine/b", "press/a", "press/b"]


def opened(home: Path) -> JoinedLog:
    """Open three notebooks as one."""
    for name in ("common", "mine", "press"):
        (home / name).mkdir(exist_ok=True)
    own = {f"{name}/": UndoLog(home / name) for name in ("mine", "press")}
    return JoinedLog(UndoLog(home / "common"), own)


def close(log: JoinedLog) -> None:
    """Close all three."""
    for each in log._all:
        each.log.close()


def there(log: JoinedLog) -> Rows:
    """Return the tables that have rows."""
    return {table: dict(rows) for table, rows in log.tables().items() if rows}


def some(chance: Random) -> Change:
    """Return a change of some row: of an article, of two, or of none."""
    table = chance.choice(["articles", "kept", "searches", "marks", "places"])
    memo = f"memo {chance.randrange(1000)}"
    if table in BY_ARTICLE:
        row: Any = {"memo": memo} if table == "articles" else {"offset": chance.randrange(9)}
        return table, chance.choice(ARTICLES), chance.choice([row, row, None])
    key = chance.choice("abc")
    row = {
        "kept": {"why": memo},
        "searches": {"query": memo},
        "marks": {"article": chance.choice(ARTICLES), "anchor": ANCHOR},
    }[table]
    return table, key, chance.choice([row, row, None])


ANCHOR = {"start": 0, "end": 0, "exact": "", "prefix": "", "suffix": "", "version": "v"}


def made(tables: Rows, changes: list[Change]) -> Rows:
    """Return tables after changes."""
    after = deepcopy(tables)
    for table, key, row in changes:
        if row is None:
            after.get(table, {}).pop(key, None)
        else:
            after.setdefault(table, {})[key] = row
    return {table: rows for table, rows in after.items() if rows}


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("runs", [1, -1])
def test_it_is_as_one_notebook(
    tmp_path: Path, seed: int, runs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Changes, undo and redo in any order, and after opening again, are those of one notebook.

    All within a second, under one name, whether the clock goes forward or is set back.
    """
    chance = Random(seed)
    clock = count(1_772_323_200_000_000_000, runs * 7_000_000)
    monkeypatch.setattr(work_log, "time_ns", lambda: next(clock))
    monkeypatch.setattr(work_log, "now", lambda: "2026-03-01T00:00:00Z")
    log = opened(tmp_path)
    states: list[Rows] = [{}]
    ahead: list[Rows] = []
    told: Rows = {}

    def heard(table: str, key: str, before: object, after: Mapping[str, Any] | None) -> None:
        nonlocal told
        told = made(told, [(table, key, dict(after) if after is not None else None)])

    log.watch(heard)
    for _ in range(40):
        what = chance.random()
        if what < 0.6:
            several = [some(chance) for _ in range(chance.randint(1, 4))]
            changes = list({change[:2]: change for change in several}.values())
            after = made(states[-1], changes)
            log.commit("step", changes)
            if after != states[-1]:
                states.append(after)
                ahead.clear()
        elif what < 0.8:
            assert bool(log.undo()) == (len(states) > 1)
            if len(states) > 1:
                ahead.append(states.pop())
        elif what < 0.9:
            assert bool(log.redo()) == bool(ahead)
            if ahead:
                states.append(ahead.pop())
        else:
            close(log)
            log = opened(tmp_path)
            log.watch(heard)
            ahead.clear()
        assert there(log) == states[-1] == told
    close(log)


def test_work_on_each_alone_is_taken_back_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two steps of one name and one second are two, and the later goes first."""
    monkeypatch.setattr(work_log, "now", lambda: "2026-03-01T00:00:00Z")
    close(opened(tmp_path))
    for name in ("press", "mine"):
        log = UndoLog(tmp_path / name)
        log.commit("a star", [("articles", "a", {"starred": True})])
        log.close()
    both = opened(tmp_path)
    both.commit("a star", [("articles", f"{it}/b", {"starred": True}) for it in ("mine", "press")])
    close(both)
    both = opened(tmp_path)
    assert len(list(both.history())) == 3
    left = []
    while both.undo():
        left.append(sorted(both.rows("articles")))
    assert left == [["mine/a", "press/a"], ["press/a"], []]
    assert [line.kind for line in both.history()] == ["", "", "", "undo", "undo", "undo"]
    close(both)


def test_what_an_older_version_wrote_is_read_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its parts are one step where their time and name are the same, and older than what is new."""
    log = opened(tmp_path)
    parts = [("articles", f"{it}/a", {"starred": True}) for it in ("mine", "press")]
    with monkeypatch.context() as older:
        whole = Journal.append

        def append(journal: Journal, records: list[Record], *, durable: bool) -> list[int]:
            bare = [{k: it for k, it in r.items() if k not in ("tick", "joint")} for r in records]
            return whole(journal, bare, durable=durable)

        older.setattr(Journal, "append", append)
        log.commit("stars", parts)
    for each in log._all:
        each.log._storage.path.unlink(missing_ok=True)  # type: ignore[attr-defined]
        each.log._journal.close()  # type: ignore[attr-defined]
    log = opened(tmp_path)
    log.commit("a memo", [("articles", "press/b", {"memo": "Ask Haller."})])
    close(log)
    log = opened(tmp_path)
    assert [line.label for line in log.history()] == ["stars", "a memo"]
    assert [log.undo(), log.undo(), log.undo()] == ["a memo", "stars", ""]
    close(log)


def test_each_row_lies_where_it_belongs(tmp_path: Path) -> None:
    """Rows of an article are in its library's notebook under the id there; all else is common."""
    log = opened(tmp_path)
    note = {"type": "answers", "verdict": "drawn", "a_anchor": ANCHOR, "b_anchor": ANCHOR}
    log.commit(
        "work",
        [
            ("articles", "press/a", {"memo": "Here."}),
            ("links", "within", {**note, "a": "press/a", "b": "press/b"}),
            ("links", "across", {**note, "a": "press/a", "b": "mine/b"}),
            ("searches", "ships", {"query": "ship*"}),
        ],
        texts={"v": "The text.", "w": "Another."},
    )
    common, mine, press = (each.log for each in log._all)
    assert press.rows("articles") == {"a": {"memo": "Here."}}
    assert press.rows("links") == {"within": {**note, "a": "a", "b": "b"}}
    assert common.rows("links").keys() == {"across"} and common.rows("searches")
    assert not mine.tables()
    assert press.text("v") == "The text." and press.text("w") is None
    close(log)


def test_no_step_where_only_the_tags_used_last_are_kept(tmp_path: Path) -> None:
    """A library without a part in an action has no line of it, and nothing to undo."""
    (tmp_path / "mine").mkdir()
    alone = UndoLog(tmp_path / "mine")
    alone.commit(
        "ours", [("recent", "tags", {"tags": ["ours"]}), ("articles", "a", {"memo": "A."})]
    )
    alone.close()
    log = opened(tmp_path)
    used = "recent", "tags", {"tags": ["theirs", "ours"]}
    log.commit("theirs", [("articles", "press/a", {"memo": "There."}), used])
    assert log.undo() == log.redo() == "theirs"
    assert log.rows("recent")["tags"] == {"tags": ["theirs", "ours"]}
    close(log)
    alone = UndoLog(tmp_path / "mine")
    assert [line.label for line in alone.history()] == ["ours"]
    assert alone.last() and alone.elsewhere() == ()
    assert alone.undo() == "ours" and not alone.rows("articles")
    alone.close()


def test_steps_that_only_kept_the_tags_used_last_are_passed_over(tmp_path: Path) -> None:
    """Earlier ones were written so: neither the history nor undo and redo know of them."""
    log = UndoLog(tmp_path)
    log.commit("ours", [("articles", "a", {"memo": "A."})])
    recent: Change = ("recent", "tags", {"tags": ["theirs"]})
    log.commit("theirs", [recent], elsewhere=["press"])
    assert log.last() and log.elsewhere() == ()
    assert log.undo() == "ours" and log.redo() == "ours" and log.undo() == "ours"
    assert log.undo() == "" and not log.rows("articles")
    log.close()
    log = UndoLog(tmp_path)
    assert {line.label for line in log.history()} == {"ours"}
    log.close()
