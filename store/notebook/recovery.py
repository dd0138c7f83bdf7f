"""From what is on the disk to the tables of an undo log, whatever happened to it.

The state is the newest base that can be read (the snapshot, a backup, or nothing at all) with
every later action of the journal over it.  The numbers of the actions tell what is missing.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.store.errors import Damaged, NewerSchema
from onrecord.store.plain_files import NotAFile, aside, instead_of_file, open_plain
from onrecord.store.storage import CheckedStorage

from .backups import Backups
from .journal import Journal, Reading, Record
from .state import State, check_schema, state_of


@dataclass(slots=True)
class Loaded:
    """What was found, and what has to be done about it.

    The journal goes on at ``end``; 0 means that a new one has to be begun, into which ``texts``
    (kept text versions) belong as well.  ``tail`` are the bytes that the snapshot lacks.
    ``damaged`` files are to be set aside; ``torn`` bytes stand behind the journal's end.
    ``refused`` is why nothing may be changed: the journal is there, and cannot be read now.
    ``notices`` tell the person what happened, and what was lost if anything.
    """

    state: State = field(default_factory=State)
    end: int = 0
    tail: int = 0
    torn: bytes = b""
    texts: dict[str, str] = field(default_factory=dict)
    damaged: list[Path] = field(default_factory=list)
    refused: str = ""
    notices: list[str] = field(default_factory=list)


def load(journal: Journal, storage: CheckedStorage, backups: Backups) -> Loaded:
    """Return the state of an undo log; nothing is written.

    Raises:
        NewerSchema: a newer onrecord wrote the notebook.
        OSError: the files are there and cannot be read.
    """
    loaded = Loaded()
    snapshot, start = _snapshot(storage, loaded)
    if why := _cannot_be_read(journal):
        loaded.refused = why
        loaded.state = snapshot or _newest_backup(loaded, backups) or State()
        loaded.state.migrate()
    elif other := instead_of_file(journal.path):
        loaded.damaged.append(journal.path)
        loaded.notices.append(f"{journal.path} is {other}, not a file")
        _without_journal(loaded, journal, snapshot, backups)
    elif not journal.path.exists():
        _without_journal(loaded, journal, snapshot, backups)
    else:
        reading = _tail(journal, snapshot, start) if snapshot else None
        if snapshot is None or reading is None:
            reading = journal.read()
            _tell_of_another(loaded, storage, reading, snapshot)
            base = _begun(reading, snapshot)
            if base is None:
                _salvage(loaded, journal, reading, snapshot, backups)
                return _told_of_misfits(_migrated(loaded, reading))
            if snapshot is None and storage.path in loaded.damaged:
                loaded.notices.append("The notebook was made again from its log; nothing is lost")
            snapshot = base
        _replay(loaded, snapshot, reading)
        if snapshot.outdated:
            _migrated(loaded, journal.read())
    return _told_of_misfits(loaded)


def _tell_of_another(
    loaded: Loaded, storage: CheckedStorage, reading: Reading, snapshot: State | None
) -> None:
    """Keep a snapshot that is of another journal: what stands in it would be written over."""
    journals = {record["journal"] for _, record in reading.records if "journal" in record}
    if snapshot and journals and snapshot.journal not in journals:
        loaded.notices.append(f"{storage.path} is of another notebook than the log beside it")
        loaded.damaged.append(storage.path)


def _cannot_be_read(journal: Journal) -> str:
    """Return why a journal that may be whole cannot be read now, and what to do; "" if it can.

    A new one would be begun beside it, and the work would stand in two places.
    """
    path = journal.path
    if path.is_symlink() and not path.exists():
        return f"{path} is a link that leads nowhere: bring back what it leads to, or remove it"
    try:
        open_plain(path).close()
    except (FileNotFoundError, NotAFile):
        return ""
    except OSError as error:
        return f"{path} cannot be read ({error.strerror}): see whose it is, and who may read it"
    return ""


def _told_of_misfits(loaded: Loaded) -> Loaded:
    """Tell of rows that are none, and are left out: the first of them, and how many."""
    if refused := loaded.state.refused:
        (table, key), why = next(iter(refused.items()))
        rows = "1 entry is" if len(refused) == 1 else f"{len(refused)} entries are"
        loaded.notices.append(
            f"{rows} left out of the notebook, and still in its files: {table}, {key[:40]}: {why}"
        )
    return loaded


def _snapshot(storage: CheckedStorage, loaded: Loaded) -> tuple[State | None, int]:
    try:
        tables = storage.read()
        return state_of(tables) if tables is not None else (None, 0)
    except Damaged:
        loaded.notices.append(f"{storage.path} is damaged")
        loaded.damaged.append(storage.path)
        return None, 0
    except OSError as error:
        loaded.notices.append(f"{storage.path} cannot be read ({error.strerror})")
        loaded.damaged.append(storage.path)
        return None, 0


def _without_journal(
    loaded: Loaded, journal: Journal, snapshot: State | None, backups: Backups
) -> None:
    if snapshot is not None:
        loaded.notices.append(
            f"{journal.path} is gone: the notebook is as its last snapshot has it"
        )
    elif loaded.damaged or backups.all():
        snapshot = _newest_backup(loaded, backups)
    loaded.state = _for_new_journal(snapshot or State())
    loaded.state.migrate()


def _tail(journal: Journal, snapshot: State, start: int) -> Reading | None:
    """Return what the journal holds after the snapshot, or None where the two do not fit."""
    try:
        if journal.at(0).get("journal") != snapshot.journal:
            return None
        reading = journal.read(start)
    except Damaged:
        return None
    first = snapshot.through + 1
    numbers = [record["n"] for record in _actions(reading)]
    whole = not reading.bad and numbers == list(range(first, first + len(numbers)))
    return reading if whole else None


def _begun(reading: Reading, snapshot: State | None) -> State | None:
    """Return the empty state that a whole journal begins at, or None where it is not whole."""
    header = reading.records[0][1] if reading.records else {}
    if "journal" not in header:
        return None
    check_schema(header["schema"])
    numbers = [record["n"] for record in _actions(reading)]
    known = snapshot.through if snapshot and snapshot.journal == header["journal"] else 0
    if reading.bad or len(numbers) < known or numbers != list(range(1, len(numbers) + 1)):
        return None
    return State(journal=header["journal"], schema=header["schema"])


def _replay(loaded: Loaded, state: State, reading: Reading) -> None:
    for offset, record in reading.records:
        state.apply(record, offset)
    loaded.state, loaded.end = state, reading.end
    if reading.records:
        loaded.tail = reading.end - reading.records[0][0]
    # Zeros were written ahead; anything else was to be part of a line.
    loaded.torn = reading.torn.strip(b"\0")
    if loaded.torn:
        loaded.notices.append(
            "The last change had not reached the disk whole, and is not in the notebook"
        )


def _salvage(
    loaded: Loaded, journal: Journal, reading: Reading, snapshot: State | None, backups: Backups
) -> None:
    """Take the most that a damaged journal, the snapshot and the backups give together."""
    header = next((record for _, record in reading.records if "journal" in record), {})
    if header:
        check_schema(header["schema"])
    actions = _actions(reading)
    state = _base(header.get("journal", ""), actions, snapshot, backups)
    if state is None:
        # Another journal's numbers mean nothing here: all the actions there are come over it.
        state = _newest_backup(loaded, backups) or State()
        state.through = 0
    expected = state.through + 1
    missing = 0
    for record in actions:
        if record["n"] >= expected:
            missing += record["n"] - expected
            expected = record["n"] + 1
            state.change(record)
    loaded.damaged.append(journal.path)
    lost = (
        f"{_changes(missing)} of it could not be read"
        if missing
        else "no numbered change is missing"
    )
    if reading.torn.strip(b"\0"):
        lost += "; what stood last in it could not be read"
    loaded.notices.append(f"{journal.path} is damaged: {lost}")
    loaded.texts = _texts(reading)
    loaded.state = _for_new_journal(state)


def _base(
    journal: str, actions: list[Record], snapshot: State | None, backups: Backups
) -> State | None:
    """Return the newest state of this very journal that is known, if there is any."""
    states = [snapshot] if snapshot else []
    if journal:
        for _, tables in backups.good():
            with suppress(Damaged, NewerSchema):
                states.append(state_of(tables)[0])
        states = [state for state in states if state.journal == journal]
    if actions and actions[0]["n"] == 1:
        states.append(State())
    return max(states, key=lambda state: state.through, default=None)


def _newest_backup(loaded: Loaded, backups: Backups) -> State | None:
    for backup, tables in backups.good():
        with suppress(Damaged, NewerSchema):
            state = state_of(tables)[0]
            loaded.notices.append(
                f"The notebook was taken from its backup of {backup.at:%Y-%m-%d %H:%M} UTC;"
                " what was done later is lost"
            )
            return state
    return None


def _migrated(loaded: Loaded, reading: Reading) -> Loaded:
    """Bring an older layout to this one; it gets a journal of its own."""
    if loaded.state.outdated:
        loaded.state.migrate()
        loaded.texts = _texts(reading)
        loaded.state = _for_new_journal(loaded.state)
        loaded.end = 0
    return loaded


def _for_new_journal(state: State) -> State:
    """Return the state without its offsets, which mean nothing in another journal."""
    return State(tables=state.tables, schema=state.schema, refused=state.refused)


def _actions(reading: Reading) -> list[Record]:
    return [record for _, record in reading.records if "n" in record]


def _texts(reading: Reading) -> dict[str, str]:
    return {
        record["version"]: record["text"] for _, record in reading.records if "version" in record
    }


def _changes(count: int) -> str:
    return "1 change" if count == 1 else f"{count} changes"


def set_aside(path: Path, why: str = "corrupt") -> Path:
    """Give a file a second name, ``.corrupt-<time>``, under which nothing overwrites it.

    Raises:
        OSError: the disk refused.
    """
    kept = aside(path, why)
    if instead_of_file(path):
        return path.rename(kept)
    try:
        kept.hardlink_to(path)  # the first name stays until it is replaced
    except OSError:  # a file system without hard links, or a file that must not be read
        with suppress(OSError):
            shutil.copy2(path, kept)
            return kept
        return path.rename(kept)
    return kept
