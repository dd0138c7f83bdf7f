"""Colours: two themes of our own; in any theme, and in none, text stays legible."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from textual.app import App
from textual.theme import Theme

from onrecord.store.errors import NotWritten
from onrecord.store.plain_files import read_plain
from onrecord.store.storage import write_atomically
from onrecord.tui.session.article.speakers import COLOURS

from .styles import (
    CONTRAST,
    Colours,
    TextStyles,
    ansi_colours,
    contrast_of,
    theme_colours,
)

__all__ = [
    "CONTRAST",
    "DARK",
    "LIGHT",
    "TextStyles",
    "contrast_of",
    "styles_of",
]

_MOST = 1 << 10  # bytes of a theme's name

# The hues are those of Okabe and Ito's colour-blind-safe palette (Color Universal Design, 2008),
# lightened or darkened for the background they stand on.
DARK = Theme(
    name="onrecord-dark",
    primary="#56b4e9",
    secondary="#7f8ea3",
    accent="#e9b45c",
    warning="#f0c94a",
    error="#ef8354",
    success="#5fd0a5",
    foreground="#d5dae3",
    background="#101319",
    surface="#161a22",
    panel="#1b202a",
    dark=True,
    variables={
        "border-blurred": "#2a313e",
        "scrollbar": "#343d4c",
        "scrollbar-hover": "#4a566a",
        "scrollbar-active": "#e9b45c",
        "scrollbar-background": "#101319",
        "scrollbar-background-hover": "#161a22",
        "scrollbar-background-active": "#161a22",
        "scrollbar-corner-color": "#101319",
        "block-cursor-background": "#e9b45c",
        "block-cursor-foreground": "#101319",
        "speaker-1": "#e9b45c",
        "speaker-2": "#6cb8ec",
        "speaker-3": "#e58f9e",
        "speaker-4": "#5fd0a5",
        "speaker-5": "#b9a3e8",
        "speaker-6": "#f0e173",
        "speaker-7": "#e88d5a",
    },
)
LIGHT = Theme(
    name="onrecord-light",
    primary="#00619e",
    secondary="#59636f",
    accent="#8a5300",
    warning="#7a5c00",
    error="#a83a00",
    success="#00694c",
    foreground="#22262e",
    background="#fbfaf7",
    surface="#f2f0ea",
    panel="#e8e5dd",
    dark=False,
    variables={
        "border-blurred": "#d3cfc4",
        "scrollbar": "#c9c4b6",
        "scrollbar-hover": "#a9a394",
        "scrollbar-active": "#8a5300",
        "scrollbar-background": "#fbfaf7",
        "scrollbar-background-hover": "#f2f0ea",
        "scrollbar-background-active": "#f2f0ea",
        "scrollbar-corner-color": "#fbfaf7",
        "speaker-1": "#8a5300",
        "speaker-2": "#00619e",
        "speaker-3": "#9c3a56",
        "speaker-4": "#00694c",
        "speaker-5": "#6647a8",
        "speaker-6": "#6b6400",
        "speaker-7": "#a83a00",
    },
)


def own_variables(theme: Theme, variables: dict[str, str]) -> dict[str, str]:
    """Return what our style sheets need besides a theme's variables: grounds, and inks for them."""
    colours = _colours(tuple(variables.items()), theme.dark, theme.ansi)
    named = {
        "sheet": colours.sheet,
        "sheet-lit": colours.lit,
        "legible": colours.text,
        "legible-faint": colours.faint,
        "legible-accent": colours.accent,
        "legible-good": colours.good,
        "legible-bad": colours.bad,
        "legible-warning": colours.warning,
    }
    return {name: f"ansi_{it}" if theme.ansi else it for name, it in named.items()}


@lru_cache(maxsize=8)
def _colours(variables: tuple[tuple[str, str], ...], dark: bool, ansi: bool) -> Colours:
    own = (DARK if dark else LIGHT).variables
    hues = tuple(own[f"speaker-{number}"] for number in range(1, COLOURS + 1))
    return ansi_colours(dark) if ansi else theme_colours(dict(variables), dark, hues)


@lru_cache(maxsize=8)
def _styles(
    variables: tuple[tuple[str, str], ...], dark: bool, ansi: bool, shapes: bool
) -> TextStyles:
    return TextStyles(_colours(variables, dark, ansi), shapes)


def styles_of(app: App[Any]) -> TextStyles:
    """Return the styles of the application's theme; without colours, shapes tell more."""
    theme = app.current_theme
    variables = tuple(app.theme_variables.items())
    return _styles(variables, theme.dark, app.native_ansi_color, app.no_color)


def preferred_theme(path: Path) -> str:
    """Return the name of the theme that was chosen last, "" where none was."""
    try:
        return read_plain(path, _MOST).decode().strip()
    except (OSError, UnicodeDecodeError):
        return ""


def keep_theme(path: Path, name: str) -> None:
    """Remember a theme; where the file cannot be written, it holds until the program ends."""
    if name != preferred_theme(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, f"{name}\n".encode(), durable=False)
        except (OSError, NotWritten):
            return
