"""What is fetched, from the command line: addresses are added, feeds refreshed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.store.errors import StoreError
from onrecord.store.library.library import Library
from onrecord.store.library.subscriptions import Outcome, Subscriptions, listed
from onrecord.store.storage import read_given
from onrecord.tui.session.literal import literal as harmless

from .outcome import DONE, FAILED


def add(what: Sequence[str], to: Path | None) -> int:
    """Add addresses, and those that OPML files list, to a folder; return whether all came.

    Raises:
        StoreError: a word is neither an address nor a file or folder, or nothing can be kept.
    """
    urls: list[str] = []
    for word in what:
        if word.startswith(("http://", "https://")):
            urls.append(word)
        elif Path(word).is_dir() and to is None:
            to = Path(word)
        elif Path(word).is_file():
            urls += listed(read_given(Path(word)))
        else:
            raise StoreError(
                f"{word} is neither an address (http://, https://) nor a list of feeds"
            )
    if not urls:
        raise StoreError("there is no address to add")
    subscriptions = _of(to or Path())
    return _tell(map(subscriptions.add, urls))


def fetch(folder: Path) -> int:
    """Refresh every feed of a folder; return whether all came.

    Raises:
        StoreError: there is none.
    """
    subscriptions = _of(folder)
    if not subscriptions.feeds:
        raise StoreError(f"no feeds were added to {folder}: `onrecord add URL --to {folder}`")
    return _tell(map(subscriptions.refresh, list(subscriptions.feeds)))


def _of(folder: Path) -> Subscriptions:
    library = Library.open([folder])
    try:
        if library.read_only:
            raise StoreError(f"{folder} cannot be added to: {library.read_only}")
        return Subscriptions(library.folder, library.home)
    finally:
        library.close()


def _tell(outcomes: Iterable[Outcome]) -> int:
    status = DONE
    for outcome in outcomes:
        if outcome.well:
            print(harmless(outcome.told), flush=True)
        else:
            status = FAILED
            print(f"onrecord: {harmless(outcome.url)}: {harmless(outcome.told)}", file=sys.stderr)
    return status
