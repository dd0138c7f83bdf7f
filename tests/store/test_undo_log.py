"""The undo log: actions, undo, and recovery from every kind of damage."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from onrecord.store.errors import NewerSchema, ReadOnly
from onrecord.store.notebook import state
from onrecord.store.notebook.backups import Backups
from onrecord.store.notebook.shapes import Row
from onrecord.store.notebook.undo_log import UndoLog


def rows(undo_log: UndoLog) -> dict[str, Row]:
    """Return the rows of the one table the tests use."""
    return dict(undo_log.rows("t"))


def fill(undo_log: UndoLog, count: int, first: int = 0) -> None:
    """Make so many actions, each of one row."""
    for number in range(first, first + count):
        undo_log.commit(f"row {number}", [("t", str(number), {"value": number})])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where a ledger lies."""
    home = tmp_path / "home"
    home.mkdir()
    return home


@pytest.fixture
def early_backup(home: Path) -> Iterator[Backups]:
    """Backups that are due at every change."""
    seconds = iter(range(1_800_000_000, 1_900_000_000, 86_400))
    yield Backups([home / "backups"], clock=lambda: next(seconds))


def test_undo_and_redo_over_a_restart(home: Path) -> None:
    """Every action can be taken back and done again, by another process too."""
    undo_log = UndoLog(home)
    fill(undo_log, 3)
    undo_log.commit("two", [("t", "0", None), ("t", "1", {"value": "new"})])
    undo_log.close()
    undo_log = UndoLog(home)
    assert [undo_log.undo() for _ in range(2)] == ["two", "row 2"]
    assert rows(undo_log) == {"0": {"value": 0}, "1": {"value": 1}}
    undo_log.close()
    undo_log = UndoLog(home)
    assert [undo_log.redo() for _ in range(3)] == ["row 2", "two", ""]
    assert rows(undo_log) == {"1": {"value": "new"}, "2": {"value": 2}}
    assert [undo_log.undo() for _ in range(5)] == ["two", "row 2", "row 1", "row 0", ""]
    assert rows(undo_log) == {}


def test_a_new_action_ends_redo(home: Path) -> None:
    """What was undone cannot be done again over something newer."""
    undo_log = UndoLog(home)
    fill(undo_log, 2)
    undo_log.undo()
    fill(undo_log, 1, 7)
    assert undo_log.redo() == ""
    assert set(rows(undo_log)) == {"0", "7"}


def test_quiet_changes_are_no_steps(home: Path) -> None:
    """Places outlive a restart, and undo goes past them."""
    undo_log = UndoLog(home)
    fill(undo_log, 1)
    undo_log.set_quietly("places", "a", {"offset": 5})
    assert undo_log.undo() == "row 0"
    undo_log.close()
    assert UndoLog(home).rows("places") == {"a": {"offset": 5}}


def test_undo_keeps_what_was_done_quietly_since(home: Path) -> None:
    """That an article was opened after a note on it is no part of the note: it stays read."""
    undo_log = UndoLog(home)
    undo_log.commit("star", [("articles", "a.txt", {"starred": True})])
    undo_log.set_quietly("articles", "a.txt", {"starred": True, "read": True})
    assert undo_log.undo() == "star"
    assert undo_log.rows("articles") == {"a.txt": {"read": True}}
    assert undo_log.redo() == "star"
    assert undo_log.rows("articles") == {"a.txt": {"read": True, "starred": True}}
    undo_log.commit("memo", [("articles", "a.txt", {"starred": True, "read": True, "memo": "x"})])
    undo_log.undo()
    assert undo_log.rows("articles") == {"a.txt": {"read": True, "starred": True}}
    undo_log.undo()
    undo_log.close()
    assert UndoLog(home).rows("articles") == {"a.txt": {"read": True}}


def test_history_tells_all_actions(home: Path) -> None:
    """The history has every action, what was undone and redone included."""
    undo_log = UndoLog(home)
    undo_log.commit("one", [("t", "a", {"v": 1})], article="x.txt")
    undo_log.undo()
    undo_log.redo()
    assert [(s.number, s.label, s.kind, s.article) for s in undo_log.history()] == [
        (1, "one", "", "x.txt"),
        (2, "one", "undo", "x.txt"),
        (3, "one", "redo", "x.txt"),
    ]


def test_the_snapshot_is_a_tinydb_file(home: Path) -> None:
    """TinyDB reads the notebook without onrecord."""
    undo_log = UndoLog(home)
    fill(undo_log, 2)
    undo_log.close()
    with TinyDB(home / "notebook.json") as db:
        assert db.table("t").all() == [{"key": "0", "value": 0}, {"key": "1", "value": 1}]


def test_rows_given_out_are_copies(home: Path) -> None:
    """Altering what was given in or out alters nothing that is kept."""
    undo_log = UndoLog(home)
    row = {"tags": ["a"]}
    undo_log.commit("x", [("t", "1", row)])
    row["tags"].append("b")
    given = undo_log.get("t", "1")
    assert given is not None
    given["tags"].append("c")
    assert undo_log.get("t", "1") == {"tags": ["a"]}


def test_kept_texts(home: Path) -> None:
    """A text is kept with the action that needs it, and found again after a restart."""
    undo_log = UndoLog(home)
    undo_log.commit("x", [("t", "1", {})], texts={"v1": "Wörter\n\u2028"})
    undo_log.close()
    undo_log = UndoLog(home)
    assert undo_log.text("v1") == "Wörter\n\u2028"
    assert undo_log.text("v2") is None


def test_read_only_changes_nothing(home: Path) -> None:
    """Beside a writer everything can be read, and nothing is written."""
    writer = UndoLog(home)
    fill(writer, 2)
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    reader = UndoLog(home, read_only="open in process 1")
    assert rows(reader) == rows(writer)
    for change in (lambda: fill(reader, 1, 9), reader.undo, reader.redo):
        with pytest.raises(ReadOnly, match="open in process 1"):
            change()
    reader.close()
    assert before == {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}


# -- damage ---------------------------------------------------------------------------------------


def test_either_file_alone_gives_everything_back(home: Path) -> None:
    """Without the snapshot nothing is missing, and without the log nothing either."""
    undo_log = UndoLog(home)
    fill(undo_log, 20)
    undo_log.close()
    expected = rows(undo_log)
    for spoil in (
        lambda: (home / "notebook.json").unlink(),
        lambda: (home / "notebook.json").write_bytes(b""),
        lambda: (home / "notebook.json").write_bytes(b'{"t": {}}'),
        lambda: (home / "notebook.log").unlink(),
        lambda: (home / "notebook.log").write_bytes(b""),
        lambda: (home / "notebook.log").write_bytes(b"\0" * 5000),
    ):
        spoil()
        undo_log = UndoLog(home)
        assert rows(undo_log) == expected
        fill(undo_log, 1, 99)
        undo_log.undo()
        undo_log.close()
        assert rows(UndoLog(home)) == expected


def test_the_snapshot_of_another_log_is_set_aside_and_told(home: Path, tmp_path: Path) -> None:
    """A log that was copied over this one counts; what only the snapshot holds is kept."""
    other = tmp_path / "other"
    other.mkdir()
    for folder, first in ((home, 0), (other, 7)):
        undo_log = UndoLog(folder)
        fill(undo_log, 2, first)
        undo_log.close()
    mine = (home / "notebook.json").read_bytes()
    shutil.copy(other / "notebook.log", home / "notebook.log")
    undo_log = UndoLog(home)
    assert set(rows(undo_log)) == {"7", "8"}
    assert "of another notebook" in undo_log.notices[0]
    [kept] = home.glob("notebook.json.corrupt-*")
    assert kept.read_bytes() == mine and kept.name in undo_log.notices[1]
    undo_log.close()
    assert UndoLog(home).notices == []


def test_damage_is_set_aside_and_told(home: Path) -> None:
    """A damaged file stays under another name, and the person hears of it."""
    undo_log = UndoLog(home)
    fill(undo_log, 3)
    undo_log.close()
    (home / "notebook.json").write_bytes(b"rubbish")
    (home / "notebook.log").write_bytes(b"more rubbish\n")
    undo_log = UndoLog(home)
    assert len(undo_log.notices) >= 2
    aside = sorted(path.name.split(".corrupt-")[0] for path in home.glob("*.corrupt-*"))
    assert aside == ["notebook.json", "notebook.log"]
    assert {path.read_bytes() for path in home.glob("*.corrupt-*")} == {
        b"rubbish",
        b"more rubbish\n",
    }


def test_the_newest_good_backup_takes_the_place_of_what_is_beyond_mending(
    home: Path, early_backup: Backups
) -> None:
    """With both files ruined, a backup is taken, the newest that can be read, and that is said."""
    undo_log = UndoLog(home, backups=early_backup)
    fill(undo_log, 5)
    undo_log.close()
    newest = max((home / "backups").iterdir())
    newest.write_bytes(b"rubbish too")
    (home / "notebook.json").write_bytes(b"")
    (home / "notebook.log").write_bytes(b"")
    undo_log = UndoLog(home, backups=early_backup)
    assert set(rows(undo_log)) == {"0", "1", "2", "3"}
    assert any("backup" in notice and "lost" in notice for notice in undo_log.notices)


def test_a_hole_in_the_log_costs_nothing_that_a_snapshot_has(home: Path) -> None:
    """What is unreadable in the middle of the log is told, and matters only if it stands alone."""
    undo_log = UndoLog(home)
    fill(undo_log, 10)
    undo_log.checkpoint()
    fill(undo_log, 10, 10)
    expected = rows(undo_log)
    log = home / "notebook.log"
    data = log.read_bytes()
    at = data.index(b'"row 4"')
    log.write_bytes(data[:at] + b"?" + data[at + 1 :])
    assert rows(UndoLog(home)) == expected
    (home / "notebook.json").unlink()
    shutil.rmtree(home / "backups", ignore_errors=True)
    log.write_bytes(data[:at] + b"?" + data[at + 1 :])
    undo_log = UndoLog(home)
    assert rows(undo_log) == {key: row for key, row in expected.items() if key != "4"}
    assert any("1 change of it could not be read" in notice for notice in undo_log.notices)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a torn or spoilt image of a file."""
    kind = chance.randrange(4)
    if kind == 0:
        return data[: chance.randrange(len(data))]
    if kind == 1:
        spoilt = bytearray(data)
        spoilt[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        return bytes(spoilt)
    image = bytearray(data)
    for page in range(0, len(data), 256):
        if chance.random() < 0.2:
            length = len(image[page : page + 256])
            image[page : page + 256] = bytes(length) if kind == 2 else chance.randbytes(length)
    return bytes(image)


@pytest.mark.parametrize("rounds", [150, pytest.param(3000, marks=pytest.mark.slow)])
def test_no_image_of_the_files_is_silently_wrong(home: Path, tmp_path: Path, rounds: int) -> None:
    """One file or both torn at random: all is there, or what was done first is, or it is told."""
    undo_log = UndoLog(home)
    fill(undo_log, 12)
    undo_log.checkpoint()
    fill(undo_log, 6, 12)
    undo_log.commit("changed", [("t", "3", {"value": "new"}), ("t", "4", None)])
    undo_log.close()
    expected = rows(undo_log)
    states: list[dict[str, dict[str, Any]]] = [{}]
    replay = UndoLog(home)
    while replay.undo():
        states.append(rows(replay))
    states.append(expected)
    chance = random.Random(rounds)
    for number in range(rounds):
        image = tmp_path / f"image{number}"
        image.mkdir()
        for name in ("notebook.json", "notebook.log"):
            shutil.copy(home / name, image / name)
        for name in chance.choice(
            [["notebook.json"], ["notebook.log"], ["notebook.json", "notebook.log"]]
        ):
            (image / name).write_bytes(damaged((home / name).read_bytes(), chance))
        opened = UndoLog(image)
        assert rows(opened) in states or opened.notices
        known = {str(n): {"value": n} for n in range(18)} | {"3": {"value": "new"}}
        assert all(row in (known[key], {"value": int(key)}) for key, row in rows(opened).items())
        opened.commit("after", [("t", "after", {"value": 1})])
        after = rows(opened)
        opened.close()
        assert rows(UndoLog(image)) == after
        shutil.rmtree(image)


def test_a_torn_last_line_is_told_and_kept(home: Path) -> None:
    """Bytes that did not become a record lie beside the log afterwards."""
    undo_log = UndoLog(home)
    fill(undo_log, 2)
    with (home / "notebook.log").open("ab") as file:
        file.write(b"0123 torn")
    undo_log = UndoLog(home)
    assert set(rows(undo_log)) == {"0", "1"}
    assert undo_log.notices
    assert [path.read_bytes() for path in home.glob("*.torn-*")] == [b"0123 torn"]
    assert not UndoLog(home).notices


def test_files_removed_while_open_are_made_again(home: Path) -> None:
    """What memory holds, kept texts included, goes to a new log before the next change."""
    undo_log = UndoLog(home)
    fill(undo_log, 3)
    undo_log.commit("x", [("t", "x", {})], texts={"v": "words"})
    shutil.rmtree(home)
    fill(undo_log, 1, 50)
    assert undo_log.notices
    again = UndoLog(home, read_only="looking")
    assert rows(again) == rows(undo_log)
    assert again.text("v") == "words"


# -- layouts --------------------------------------------------------------------------------------


@pytest.fixture
def next_layout(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The layout after this one, which has renamed a field."""

    def rename(tables: dict[str, dict[str, Row]]) -> None:
        for row in tables.get("t", {}).values():
            row["worth"] = row.pop("value")

    monkeypatch.setattr(state, "SCHEMA", state.SCHEMA + 1)
    monkeypatch.setitem(state.MIGRATIONS, state.SCHEMA - 1, rename)
    return monkeypatch


def test_a_newer_layout_is_refused_and_left_alone(
    home: Path, next_layout: pytest.MonkeyPatch
) -> None:
    """An older onrecord says that it is too old, and touches nothing."""
    undo_log = UndoLog(home)
    fill(undo_log, 2)
    undo_log.close()
    next_layout.undo()
    before = (home / "notebook.log").read_bytes()
    with pytest.raises(NewerSchema, match="update onrecord"):
        UndoLog(home)
    (home / "notebook.json").unlink()
    with pytest.raises(NewerSchema):
        UndoLog(home)
    assert [path.name for path in home.iterdir() if path.is_file()] == ["notebook.log"]
    assert (home / "notebook.log").read_bytes() == before


def test_an_older_layout_is_migrated_after_a_backup(
    home: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """The tables are brought up to date, and the old files stay beside the new ones."""
    undo_log = UndoLog(home)
    fill(undo_log, 3)
    undo_log.commit("x", [("t", "x", {"value": 0})], texts={"v": "words"})
    undo_log.checkpoint()
    fill(undo_log, 1, 3)
    old = (home / "notebook.log").read_bytes()
    request.getfixturevalue("next_layout")
    undo_log = UndoLog(home)
    assert rows(undo_log)["3"] == {"worth": 3}
    assert undo_log.text("v") == "words"
    assert [path.read_bytes() for path in home.glob("*.log.before-*")] == [old]
    assert len(list(home.glob("*.json.before-*"))) == 1
    fill(undo_log, 1, 4)
    undo_log.close()
    assert rows(UndoLog(home))["2"] == {"worth": 2}


def test_a_backup_is_restored_as_an_action(home: Path, early_backup: Backups) -> None:
    """Everything is as it was then, and undo brings back what was newer."""
    undo_log = UndoLog(home, backups=early_backup)
    fill(undo_log, 4)
    undo_log.close()
    undo_log = UndoLog(home, backups=early_backup)
    older = early_backup.all()[1]
    undo_log.restore(older.read(), "restored")
    assert set(rows(undo_log)) == {"0", "1", "2"}
    assert undo_log.undo() == "restored"
    assert set(rows(undo_log)) == {"0", "1", "2", "3"}
