"""Which files were moved: a text that is gone under one name and new under another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from .catalogue import Entry, ScanStatus


def moved(
    entries: Mapping[str, Entry], added: Iterable[str], was: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Return the old and the new ids of articles that were moved, in this look or an earlier one.

    As many articles of one text have to be new as are gone; those that kept the name of their
    file go together, the others in the order of their names.

    Args:
        entries: the articles as they are now, those that are gone among them.
        added: the ids of new ones.
        was: the version that each article had whose text is another one now: two files that
            changed places, the records of a dump with one more at its top.
    """
    gone = {n: it.version for n, it in entries.items() if it.status is ScanStatus.VANISHED}
    here = {name: entries[name].version for name in (*added, *was)}
    before, after = _by_text(gone | dict(was)), _by_text(here)
    pairs: list[tuple[str, str]] = []
    for text in before.keys() & after.keys():
        if len(before[text]) == len(after[text]):
            pairs += _paired(before[text], after[text])
    return pairs


def _by_text(versions: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(versions):
        if versions[name]:
            found[versions[name]].append(name)
    return found


def _paired(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """Return each old name with its new one: the same name of a file first, then in order."""
    left = list(new)
    pairs = []
    for name in old:
        if same := [it for it in left if PurePosixPath(it).name == PurePosixPath(name).name]:
            pairs.append((name, same[0]))
            left.remove(same[0])
    met = {name for name, _ in pairs}
    return pairs + list(zip([name for name in old if name not in met], left, strict=True))
