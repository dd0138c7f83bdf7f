"""Where an article comes from, outside of onrecord: in the browser, in the editor."""

from __future__ import annotations

import os
import subprocess
from enum import Enum, auto
from pathlib import Path


class Browser(Enum):
    """What kind of browser a machine has."""

    NONE = auto()
    WINDOW = auto()
    TERMINAL = auto()  # it wants the terminal for itself


def browser() -> Browser:
    """Return what kind of browser would open an address."""
    import webbrowser  # the first paint needs none

    try:
        found = webbrowser.get()
    except webbrowser.Error:
        return Browser.NONE
    # Both are commands that are known by name only; the one that is waited for draws on the
    # terminal (www-browser, links, lynx, w3m, or what BROWSER says).
    waits = isinstance(found, webbrowser.GenericBrowser)
    window = isinstance(found, webbrowser.BackgroundBrowser)
    return Browser.TERMINAL if waits and not window else Browser.WINDOW


def editor() -> list[str]:
    """Return the command of the person's editor, from VISUAL or EDITOR; nothing where it has none.

    A command that no shell would understand is none.
    """
    import shlex

    try:
        return shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    except ValueError:
        return []


def edit(command: list[str], path: Path) -> str:
    """Run an editor on a file and wait for it; return what went wrong, "" where nothing did."""
    try:
        done = subprocess.run([*command, str(path)], check=False)
    except OSError as error:
        return f"{command[0]} cannot be run: {error.strerror}"
    return f"{command[0]} ended with status {done.returncode}" if done.returncode else ""
