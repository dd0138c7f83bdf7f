"""The TinyDB storage: whole or not at all, and nothing believed that does not fit its digest."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB, where

from onrecord.store.errors import Damaged, NotWritten
from onrecord.store.storage import CheckedStorage, Database, seal, unseal

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.text().filter(lambda t: t != "_check"),
        st.dictionaries(st.text(), JSON, max_size=3),
        max_size=3,
    )
)
def test_what_is_sealed_is_unsealed(tables: dict[str, dict[str, object]]) -> None:
    """Every JSON in tables comes back as it was."""
    assert unseal(seal(tables)) == tables


def test_tinydb_works_on_it_and_reads_it(tmp_path: Path) -> None:
    """TinyDB inserts, updates and removes through it, and opens the file by its own storage."""
    path = tmp_path / "db.json"
    db = Database(path)
    db.table("tags").insert_multiple([{"tag": "a"}, {"tag": "b"}])
    db.table("tags").update({"memo": "x"}, where("tag") == "b")
    db.table("tags").remove(where("tag") == "a")
    with TinyDB(path) as plain:
        assert plain.table("tags").all() == [{"tag": "b", "memo": "x"}]


def test_memory_is_what_the_disk_holds_after_a_failed_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails raises, and neither the file nor TinyDB knows of it."""
    db = Database(tmp_path / "db.json")
    db.insert({"a": 1})

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdatasync", refuse)
    with pytest.raises(NotWritten, match="No space left"):
        db.insert({"b": 2})
    monkeypatch.undo()
    assert db.all() == [{"a": 1}]
    assert [path.name for path in tmp_path.iterdir()] == ["db.json"]


def test_what_is_given_out_is_nobody_elses(tmp_path: Path) -> None:
    """Altering a document that was read alters nothing that is kept."""
    db = Database(tmp_path / "db.json")
    db.insert({"tags": ["a"]})
    db.all()[0]["tags"].append("b")
    assert db.all() == [{"tags": ["a"]}]


def test_no_torn_image_is_believed(tmp_path: Path) -> None:
    """Cut at every byte, or with pages of zeros or of another version, it is damaged."""
    path = tmp_path / "db.json"
    storage = CheckedStorage(path)
    storage.write({"t": {str(n): {"words": "x" * 40} for n in range(300)}})
    other = seal({"t": {str(n): {"words": "y" * 40} for n in range(300)}})
    data = path.read_bytes()
    chance = random.Random(2)
    images = [data[:cut] for cut in range(0, len(data), 97)]
    for _ in range(200):
        changed = bytearray(data)
        for page in range(0, len(data), 512):
            if chance.random() < 0.3:
                source = chance.choice([bytes(512), other[page : page + 512]])
                changed[page : page + 512] = source[: len(changed) - page]
        if changed not in (data, other):
            images.append(bytes(changed))
    for image in images:
        path.write_bytes(image)
        with pytest.raises(Damaged):
            storage.read()


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b"[]", b"{}", b'{"_check":{}}', b"\xff\xfe", b'{"a":' * 5000, b"\0" * 4096],
    ids=["empty", "null", "list", "object", "no digest", "binary", "deep", "zeros"],
)
def test_other_files_are_damaged_ones(tmp_path: Path, content: bytes) -> None:
    """Whatever else lies there is reported; above all, an empty file is not a new one."""
    path = tmp_path / "db.json"
    path.write_bytes(content)
    with pytest.raises(Damaged):
        CheckedStorage(path).read()


def test_the_file_is_plain_json(tmp_path: Path) -> None:
    """Everybody can read it without onrecord."""
    CheckedStorage(tmp_path / "db.json").write({"t": {"1": {"a": "ö"}}})
    assert json.loads((tmp_path / "db.json").read_text("utf-8"))["t"] == {"1": {"a": "ö"}}
