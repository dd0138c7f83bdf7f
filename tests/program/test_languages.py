"""An article in another language than the pipeline's is listed and read, never analysed."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.tui.session.events import Status
from onrecord.tui.session.session import Session


def test_another_language_is_marked_and_not_analysed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is ready, without quotations, and says why; the English one beside it has its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "de.txt").write_text(
        "„Wir fahren am Morgen“, sagte die Hafenmeisterin Olga Brandt. Niemand auf der Werft "
        "wusste, wann die Fähren wieder nach dem alten Plan fahren würden, und das war gut so.",
        "utf-8",
    )
    (folder / "en.txt").write_text(
        "“We sail in the morning,” said Olga Brandt, the harbour master. Nobody in the yard knew "
        "when the ferries would go by the old times again, and that was just as well.",
        "utf-8",
    )
    with Session.open([folder]) as session:
        session.finish()
        rows = {row.id: row for row in session.rows()}
        # The text is there to be read, also at the next start, when nothing was found in it.
        assert [(b.start, b.end) for b in session.blocks("de.txt")] == [
            (0, len(session.article("de.txt").text))
        ]
    assert {row.status for row in rows.values()} == {Status.READY}
    assert rows["de.txt"].problem == "in German: not analysed"
    assert (rows["de.txt"].quotations, rows["en.txt"].quotations) == (0, 1)
