"""Two people who work on the same articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.session import Session

from .conftest import Opener


def first(session: Session) -> Quoted:
    """Return the first quotation of the first article."""
    return session.quotations("first.txt")[0]


def work(opened: Opener, folder: Path, who: str, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Open a library as this person."""
    monkeypatch.setenv("ONRECORD_NAME", who)
    return opened(folder)


def snapshot(session: Session) -> list[tuple[object, ...]]:
    """Return all that a person's work shows as."""
    return [
        (q.article, q.start, q.tags, q.memo, q.selected, q.speaker_name)
        for q in session.all_quotations()
    ]
