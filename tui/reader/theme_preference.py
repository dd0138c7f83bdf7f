"""The theme that a person likes: one word in a file beside the one with their keys."""

from __future__ import annotations

from pathlib import Path

from .actions.keys import config_path


def theme_file(keys: Path | None = None) -> Path:
    """Return the file; ``keys`` is the one with their keys, where it is not the usual one."""
    return (keys or config_path()).with_name("theme")


def preferred_theme(path: Path) -> str:
    """Return the name of the theme that was chosen last, "" where none was."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def keep_theme(path: Path, name: str) -> None:
    """Remember a theme; where the file cannot be written, it holds until the program ends."""
    if name != preferred_theme(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{name}\n", encoding="utf-8")
        except OSError:
            return
