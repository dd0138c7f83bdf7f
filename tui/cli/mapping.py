"""Which field of a file of records is which, from the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from onrecord.store.errors import StoreError, Unreadable
from onrecord.store.library.extraction.sandbox import Sandbox
from onrecord.store.library.library import Library
from onrecord.store.library.places import HOME
from onrecord.store.library.readers.mapping import keep_mapping, kept_mappings
from onrecord.store.library.readers.shapes import FIELDS

from .outcome import DONE
from .plain_text import put
from .tables import literal, write_lines

_RECORDS = (
    ".json",
    ".jsonl",
    ".ndjson",
    ".csv",
    ".tsv",
    ".tab",
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".xls",
    ".ods",
    ".gz",
    ".zst",
    ".bz2",
    ".xz",
    ".zip",
)


def show(file: Path, wanted: Sequence[str], as_json: bool, plain: bool) -> int:
    """Print the mapping of a file, changed as wanted, and keep it for all files of its shape.

    Raises:
        StoreError: the file holds no records, or there are no such fields.
    """
    library = Library.open([_folder_of(file)])
    sandbox = Sandbox()
    try:
        kept = kept_mappings(library.home)
        try:
            found = sandbox.survey(file, file.name, kept)
        except Unreadable as error:
            raise StoreError(f"{file}: {error}") from None
        mapping = changed(found, wanted)
        new = mapping and kept.get(found["key"]) != mapping
        if new and not library.read_only and (wanted or not found["shape"]):
            keep_mapping(library.home, found["key"], mapping)
            library.read_again(_RECORDS)
        _put(file, found, mapping, as_json, plain)
        return DONE
    finally:
        sandbox.close()
        library.close()


def _folder_of(file: Path) -> Path:
    """Return the folder of the library that a file belongs to: the nearest with a home."""
    if not file.is_file():
        raise StoreError(f"{file} is not there")
    parents = file.absolute().parents
    return next((folder for folder in parents if (folder / HOME).is_dir()), parents[0])


def changed(found: Mapping[str, Any], wanted: Sequence[str]) -> dict[str, str]:
    """Return the mapping of a survey with changes such as ``text=Body``.

    Raises:
        StoreError: a change names no field of ours or of theirs.
    """
    mapping = dict(found["mapping"])
    for change in wanted:
        ours, is_, theirs = change.partition("=")
        if not is_ or ours not in FIELDS:
            raise StoreError(f"{change}: write FIELD=THEIRS, where FIELD is {', '.join(FIELDS)}")
        if theirs and theirs not in found["fields"]:
            raise StoreError(f"there is no field {theirs}: it has {', '.join(found['fields'])}")
        mapping.pop(ours, None)
        if theirs:
            mapping[ours] = theirs
    return mapping


def _put(
    file: Path, found: Mapping[str, Any], mapping: Mapping[str, str], as_json: bool, plain: bool
) -> None:
    if as_json:
        write_lines(
            [{"shape": found["shape"] or None, "mapping": mapping, "fields": found["fields"]}]
        )
        return
    known = f" ({found['shape']}, known)" if found["shape"] and not mapping else ""
    table = Table(title=literal(f"{file.name}{known}"), title_justify="left")
    for heading in ("field", "taken as", "for example"):
        table.add_column(heading)
    ours = {theirs: name for name, theirs in mapping.items()}
    for field, example in found["fields"].items():
        table.add_row(literal(field), ours.get(field, ""), literal(example[:60]))
    put(table, plain)
