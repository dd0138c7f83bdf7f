"""Whose work it is: the name that a person's tags, memos and corrections bear."""

from __future__ import annotations

import getpass
import os
from functools import cache
from pathlib import Path

from onrecord.store.plain_files import read_plain

LONGEST = 80
"""Characters of a name that are kept."""

_MOST = 1 << 16  # bytes of a file with one


def me() -> str:
    """Return the person's name: ``ONRECORD_NAME``, else ``name.txt`` in their configuration
    directory for onrecord, else the name that they log in by.
    """
    return _clean(os.environ.get("ONRECORD_NAME", "")) or _configured()


@cache
def _configured() -> str:
    import platformdirs

    path = Path(platformdirs.user_config_dir("onrecord")) / "name.txt"
    try:
        said = _clean(read_plain(path, _MOST).decode("utf-8", "replace"))
    except OSError:
        said = ""
    if said:
        return said
    try:
        return _clean(getpass.getuser())
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return ""


def _clean(name: str) -> str:
    words = name.encode("utf-16", "surrogatepass").decode("utf-16", "replace").split()
    return "".join(sign for sign in " ".join(words) if sign.isprintable())[:LONGEST]
