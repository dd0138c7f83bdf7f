"""Backups: made, verified, thinned out, restored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.library.library import Library
from onrecord.store.notebook.backups import APART, Backup, Backups, furthest_first, superfluous
from onrecord.store.notebook.undo_log import UndoLog

Opened = Callable[[], Library]
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def tables(through: int) -> dict[str, dict[str, object]]:
    """Return a snapshot after so many actions."""
    return {"meta": {"1": {"journal": "abcdef0123", "through": through, "schema": 1}}, "t": {}}


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOW.timestamp()

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_copies_lie_in_both_places_and_half_an_hour_apart(tmp_path: Path) -> None:
    """A copy is due only when the last one is old enough, and made only if something changed."""
    clock = Clock()
    backups = Backups([tmp_path / "in", tmp_path / "out"], clock)
    assert backups.due()
    assert backups.make(tables(1)) == []
    assert not backups.due()
    clock.now += APART
    assert backups.due()
    assert not Backups([tmp_path / "out"], lambda: clock.now - 1).due()
    backups.make(tables(1))
    assert len(backups.all()) == 1
    clock.now += APART
    backups.make(tables(2))
    assert [it.through for it in backups.all()] == [2, 1]
    assert [len(list(folder.iterdir())) for folder in backups.folders] == [2, 2]
    assert all(backup.read() == tables(backup.through) for backup in backups.all())


def test_one_place_that_refuses_does_not_hinder_the_other(tmp_path: Path) -> None:
    """The failure is told, and the copy is in the other place; a damaged one is passed over."""
    clock = Clock()
    (tmp_path / "in").symlink_to(tmp_path / "a disk that is away")
    backups = Backups([tmp_path / "in", tmp_path / "out"], clock)
    [failure] = backups.make(tables(1))
    assert str(tmp_path / "in") in failure
    clock.now += APART
    backups.make(tables(2))
    newest = max((tmp_path / "out").iterdir())
    newest.write_bytes(b"rubbish")
    assert [backup.through for backup, _ in backups.good()] == [1]


def test_a_clock_set_back_does_not_stop_copies(tmp_path: Path) -> None:
    """A copy from the future is no reason never to make another."""
    clock = Clock()
    Backups([tmp_path], clock).make(tables(1))
    clock.now -= 10 * 86_400
    assert Backups([tmp_path], clock).due()


def test_thinning_out() -> None:
    """All of two days, then one a day, a week, a month are kept, the newest of each."""

    def backup(hours: float) -> Backup:
        return Backup(Path(f"{hours}"), NOW - timedelta(hours=hours), "j", 1)

    every_hour = [backup(hours) for hours in range(24 * 400)]
    dropped = {id(it) for it in superfluous(every_hour, NOW)}
    kept = [it for it in every_hour if id(it) not in dropped]
    ages = [(NOW - it.at) / timedelta(days=1) for it in kept]
    assert sum(age <= 2 for age in ages) == 49
    assert 11 <= sum(2 < age <= 14 for age in ages) <= 13
    assert 7 <= sum(14 < age <= 70 for age in ages) <= 9
    assert 10 <= sum(age > 70 for age in ages) <= 12
    assert superfluous(kept, NOW) == []


def test_a_library_is_backed_up_outside_its_folder_too(opened: Opened, data_dir: Path) -> None:
    """With the whole folder of the notebook gone, the work comes back from outside."""
    library = opened()
    library.notebook.codebook.describe("x", "irreplaceable")
    library.close()
    assert list((library.home / "backups").iterdir())
    outside = list((data_dir / "backups").rglob("notebook-*.json"))
    assert len(outside) == 1
    import shutil

    shutil.rmtree(library.home)
    library = opened()
    assert library.notebook.codebook.memo("x") == "irreplaceable"
    assert any("backup" in notice.text for notice in library.notices)


def test_restoring_is_an_action(opened: Opened) -> None:
    """A backup is taken back by its name, and that can be undone."""
    library = opened()
    library.notebook.codebook.describe("x", "then")
    library.close()
    library = opened()
    library.notebook.codebook.describe("x", "now")
    assert "Restored" in library.notebook.restore(library.backups.all()[0])
    assert library.notebook.codebook.memo("x") == "then"
    library.notebook.undo()
    assert library.notebook.codebook.memo("x") == "now"


@given(
    st.lists(st.tuples(st.integers(0, 500), st.sampled_from("ab"), st.integers(1, 50)), max_size=20)
)
def test_of_one_journal_the_one_that_goes_furthest_is_the_newest(
    made: list[tuple[int, str, int]],
) -> None:
    """Whatever the clock said when; and the furthest of each journal is never dropped."""
    copies = [
        Backup(Path(str(n)), NOW - timedelta(days=days), journal, through)
        for n, (days, journal, through) in enumerate(made)
    ]
    order = furthest_first(copies)
    dropped = superfluous(copies, NOW)
    for journal in "ab":
        of_it = [copy for copy in order if copy.journal == journal]
        assert [copy.through for copy in of_it] == sorted(
            (copy.through for copy in of_it), reverse=True
        )
        assert not of_it or of_it[0] not in dropped


def test_a_clock_that_was_wrong_does_not_choose_the_backup(tmp_path: Path) -> None:
    """The last of the work comes back, though its copy bears the earlier time."""
    home = tmp_path / "home"
    home.mkdir()
    clock = Clock()
    backups = Backups([home / "backups", tmp_path / "out"], clock)
    undo_log = UndoLog(home, backups=backups)
    for number in range(3):
        undo_log.commit("row", [("t", str(number), {"value": number})])
        clock.now -= 30 * 86_400
        assert backups.make(undo_log.snapshot()) == []
    undo_log.close()
    for name in ("notebook.log", "notebook.json"):
        (home / name).unlink()
    assert set(UndoLog(home, backups=backups).rows("t")) == {"0", "1", "2"}
