"""The journal: what is appended is there, whatever happens to the file afterwards."""

from __future__ import annotations

import fcntl
import os
import random
from pathlib import Path

import pytest

from onrecord.store.errors import NotWritten
from onrecord.store.notebook.journal import Journal


def _journal(path: Path, count: int) -> Journal:
    journal = Journal(path)
    journal.begin([{"journal": "j", "schema": 1}])
    for number in range(1, count + 1):
        journal.append([{"n": number, "words": "öäü \n \u2028" * number}])
    return journal


def test_records_come_back_in_order_with_their_offsets(tmp_path: Path) -> None:
    """Every record is found at the offset that append returned."""
    journal = Journal(tmp_path / "j")
    offsets = journal.begin([{"journal": "j"}, {"a": 1}])
    offsets += journal.append([{"b": 2}, {"c": 3}])
    reading = journal.read()
    assert [offset for offset, _ in reading.records] == offsets
    assert [journal.at(offset) for offset in offsets] == [record for _, record in reading.records]
    assert (reading.end, reading.bad, reading.torn.strip(b"\0")) == (journal.end, 0, b"")


def test_a_cut_at_every_byte_leaves_a_prefix(tmp_path: Path) -> None:
    """Cut anywhere, the whole lines before the cut are read, and the rest is called torn."""
    path = tmp_path / "j"
    _journal(path, 5).close()
    data = path.read_bytes()
    whole = [record for _, record in Journal(path).read().records]
    for cut in range(len(data)):
        path.write_bytes(data[:cut])
        reading = Journal(path).read()
        records = [record for _, record in reading.records]
        assert records == whole[: len(records)]
        assert reading.end + len(reading.torn) == cut
        assert b"\n" not in reading.torn


def test_no_flipped_bit_goes_unseen(tmp_path: Path) -> None:
    """A single wrong bit makes its line unreadable, and leaves all others as they were."""
    path = tmp_path / "j"
    _journal(path, 4).close()
    data = path.read_bytes()
    whole = [record for _, record in Journal(path).read().records]
    chance = random.Random(1)
    for _ in range(400):
        spoilt = bytearray(data)
        spoilt[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(spoilt)
        reading = Journal(path).read()
        records = [record for _, record in reading.records]
        assert all(record in whole for record in records)
        assert len(records) < len(whole)
        assert reading.bad or reading.torn


def test_opening_cuts_a_torn_line_off(tmp_path: Path) -> None:
    """Behind a torn line nothing could be appended readably, so it goes."""
    path = tmp_path / "j"
    _journal(path, 2).close()
    with path.open("ab") as file:
        file.write(b"0123456789abcdef {")
    journal = Journal(path)
    journal.open(journal.read().end)
    journal.append([{"n": 3}])
    assert [record.get("n") for _, record in Journal(path).read().records] == [None, 1, 2, 3]


def test_a_journal_replaced_under_us_is_not_written(tmp_path: Path) -> None:
    """Records would be lost in a file that another one has replaced."""
    path = tmp_path / "j"
    journal = _journal(path, 1)
    path.rename(tmp_path / "old")
    with pytest.raises(FileNotFoundError):
        journal.append([{"n": 2}])
    path.write_bytes(b"")
    with pytest.raises(NotWritten, match="replaced by another program"):
        journal.append([{"n": 2}])


@pytest.mark.parametrize("full_flush", [None, "works", "is refused"])
def test_what_is_appended_is_flushed_by_what_macos_has(
    full_flush: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without fdatasync a note is flushed by F_FULLFSYNC, and by fsync where that is not known."""
    flushed: list[str] = []
    real = fcntl.fcntl

    def control(file: int, command: int, *more: object) -> object:
        if command != 51:
            return real(file, command, *more)  # type: ignore[call-overload]
        if full_flush == "is refused":
            raise OSError(45, "Operation not supported")
        flushed.append("F_FULLFSYNC")
        return 0

    journal = _journal(tmp_path / "j", 2)
    monkeypatch.delattr(os, "fdatasync")
    monkeypatch.setattr(os, "fsync", lambda file: flushed.append("fsync"))
    monkeypatch.setattr(fcntl, "fcntl", control)
    if full_flush:
        monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    else:
        monkeypatch.delattr(fcntl, "F_FULLFSYNC", raising=False)
    journal.append([{"n": 3}])
    assert set(flushed) == {"F_FULLFSYNC" if full_flush == "works" else "fsync"}
    assert [record.get("n") for _, record in journal.read().records] == [None, 1, 2, 3]
