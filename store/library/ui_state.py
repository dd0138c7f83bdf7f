"""Where a person left off, on this machine: no part of their work, and never undone.

It lies in the user's own data folder, not beside the articles: a folder that is shared, synced or
cannot be written is somebody else's screen too.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from onrecord.store.errors import Damaged, NotWritten
from onrecord.store.storage import CheckedStorage

from .places import private_name


@dataclass(frozen=True, slots=True)
class UiState:
    """What was on the screen: the article and the offset in it, the pane with the keys.

    ``order`` and ``descending`` are those of the list; ``list_width`` and ``links_width`` are
    columns, 0 where nobody chose them; ``alone`` is whether one pane had the whole width.
    ``view`` is the view that was open over the reader, "" for none, ``query`` what narrowed it.
    ``digits_count`` is whether digits count where tags are on them.
    """

    article: str = ""
    offset: int = 0
    pane: str = ""
    order: str = ""
    descending: bool = True
    list_width: int = 0
    links_width: int = 0
    alone: bool = False
    view: str = ""
    query: str = ""
    digits_count: bool = False


def read_ui_state(data_dir: Path, folder: Path) -> UiState:
    """Return where the person left off in the library of a folder; a new state if nobody knows."""
    try:
        row = ((CheckedStorage(_path(data_dir, folder)).read() or {})["seat"])["1"]
    except (Damaged, OSError, KeyError, TypeError):
        return UiState()
    usual = UiState()
    known = {
        field.name: row[field.name]
        for field in fields(UiState)
        if type(row.get(field.name)) is type(getattr(usual, field.name))
    }
    return UiState(**known)


def keep_ui_state(data_dir: Path, folder: Path, ui_state: UiState) -> None:
    """Keep it; a disk that refuses costs only this."""
    path = _path(data_dir, folder)
    with suppress(NotWritten, OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        CheckedStorage(path, durable=False).write({"seat": {"1": asdict(ui_state)}})


def _path(data_dir: Path, folder: Path) -> Path:
    return data_dir / "seats" / f"{private_name(folder)}.json"
