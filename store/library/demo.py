"""The sample dossier that ships with onrecord, laid out where a person can work on it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from onrecord.store.storage import write_atomically

from .places import default_data_dir
from .readers import reader_for

NAME = "The Strait of Halvar"


def lay_out(data_dir: Path | None = None) -> Path:
    """Copy the sample dossier into the user's data directory and return its folder.

    What is there already is left alone, and so is all work done on it.

    Raises:
        NotWritten: the directory cannot be written.
    """
    folder = (data_dir or default_data_dir()) / "demo" / NAME
    folder.mkdir(parents=True, exist_ok=True)
    for sample in files("onrecord.store").joinpath("dossier").iterdir():
        target = folder / sample.name
        if reader_for(target) and not target.exists():
            write_atomically(target, sample.read_bytes())
    return folder
