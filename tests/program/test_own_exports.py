"""What onrecord exports into the folder of the articles is no article there."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from onrecord.store.export import FORMATS
from onrecord.store.export.protocol import Format
from onrecord.store.library.readers import HEAD, Item, choose
from onrecord.store.library.readers.own_exports import TOLD
from onrecord.tui.session.evidence import written

from .conftest import Opener


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_an_export_is_no_article(folder: Path, opened: Opener, form: Format) -> None:
    """Whatever its format: each statement is counted once, where it was said."""
    session = opened(folder)
    said = session.quotations("first.txt")[:1]
    session.changes.do(lambda book: book.quotations.tag(said, ["harbour/open"]))
    session.changes.do(lambda book: book.quotations.memo(said[0], "Ask her again."))
    picked = list(session.all_quotations())
    before = [row.id for row in session.rows()]
    name = f"all{form.endings[0]}"
    (folder / name).write_bytes(written(session, picked, "All", Path(name), True))
    again = opened(folder)
    assert [row.id for row in again.rows()] == before
    assert [it for it in again.library.problems() if it.where.startswith(name)]
    if form.name == "markdown":  # listed, but no news to whoever has just made it
        assert not [notice for notice in again.notices() if name in notice.text]


def test_projects_of_other_programs_have_their_texts() -> None:
    """A project that somebody codes elsewhere is an archive of texts, until it is our own."""
    for origin, articles in (("QualCoder", 1), ("onrecord", 0)):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("project.qde", f'<Project xmlns="urn:QDA" origin="{origin}"/>')
            archive.writestr("sources/a.txt", "“We wait,” said Ada Brandt of the harbour office.")
        data = packed.getvalue()
        reader = choose(data[:HEAD], "p.qdpx")
        assert reader
        found = list(reader.read(io.BytesIO(data), "p.qdpx"))
        assert sum(isinstance(it, Item) for it in found) == articles
        assert any(TOLD in str(it) for it in found) == (not articles)
