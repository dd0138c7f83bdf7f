"""Files in which a person says how they want it: TOML, a table in each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .plain_files import read_plain

_MOST = 1 << 20
"""Bytes of a file that anybody wrote by hand."""


def table_of(path: Path, name: str) -> tuple[dict[str, Any], str]:
    """Return what stands in a table of a file, and what is wrong with the file, or ""."""
    try:
        written = read_plain(path, _MOST)
    except (FileNotFoundError, NotADirectoryError):
        return {}, ""
    except OSError as error:
        return {}, f"{path} cannot be read: {error.strerror}"
    import tomllib  # few have such a file, and the first paint waits for this

    try:
        whole = tomllib.loads(written.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return {}, f"{path} cannot be read: it is no UTF-8"
    except tomllib.TOMLDecodeError as error:
        return {}, f"{path} cannot be read: {error}"
    except RecursionError:
        return {}, f"{path} cannot be read: too much stands in brackets within brackets"
    found = whole.get(name, {})
    if not isinstance(found, dict):
        return {}, f"{path}: [{name}] has to be a table"
    others = ", ".join(f"[{other}]" for other in whole if other != name)
    return found, f"{path}: [{name}] is read, not {others}" if others else ""
