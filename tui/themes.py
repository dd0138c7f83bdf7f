"""Colours: two themes of our own, and one ink for text that holds its contrast in any theme."""

from __future__ import annotations

from functools import lru_cache
from zlib import crc32

from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from analysis.types import ActorKind

from .widgets.paint import Look

CONTRAST = 4.5
"""The least contrast of text against what is behind it (WCAG 2.2, 1.4.3, level AA)."""

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
SPEAKERS = 7
_FALLBACK = ("accent", "primary", "error", "success", "secondary", "warning", "foreground")


def luminance(colour: Color) -> float:
    """Return the relative luminance of an opaque colour (WCAG 2.2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part / 255) for part in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_of(one: Color, other: Color) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legible(colour: Color, behind: Color, contrast: float = CONTRAST) -> Color:
    """Return ``colour``, moved towards black or white until it can be read on ``behind``."""
    target = behind.get_contrast_text(1.0)
    for step in range(11):
        mixed = colour.blend(target, step / 10)
        if contrast_of(mixed, behind) >= contrast:
            return mixed
    return target


class Ink:
    """The styles that lines are drawn with, made from the theme in force."""

    def __init__(self, variables: dict[str, str], dark: bool) -> None:
        def named(name: str, other: str = "foreground") -> Color:
            return Color.parse(variables.get(name, variables.get(other, "#808080")))

        def solid(colour: Color, below: Color) -> Color:
            return below.blend(colour, colour.a, alpha=1.0)

        black = Color.parse("#000000" if dark else "#ffffff")
        self.paper = solid(named("background"), black)
        text = solid(named("foreground"), self.paper)
        self.raised = self.paper.blend(text, 0.11)
        self.lit = self.paper.blend(named("accent"), 0.20)
        behind = max(self.raised, self.lit, key=lambda c: contrast_of(c, self.paper))

        def ink(colour: Color) -> str:
            return legible(solid(colour, self.paper), behind).hex6

        self.text = Style(color=ink(text))
        self.faint = Style(color=ink(self.paper.blend(text, 0.62)))
        self.accent = Style(color=ink(named("accent")))
        self.primary = Style(color=ink(named("primary")))
        self.good = Style(color=ink(named("success")))
        self.warning = Style(color=ink(named("warning")))
        self.bad = Style(color=ink(named("error")))
        self.base = Style(bgcolor=self.paper.hex6)
        self.line = Style(color=self.paper.blend(text, 0.25).hex6)
        self.key = self.accent + Style(bold=True)
        self.strong = self.text + Style(bold=True)
        self.tag = Style(color=ink(named("speaker-3", "error")))
        self.memo = Style(color=ink(named("speaker-5", "secondary")))
        self.raise_ = Style(bgcolor=self.raised.hex6)
        self.bars = tuple(
            Style(color=ink(named(f"speaker-{i + 1}", _FALLBACK[i]))) for i in range(SPEAKERS)
        )
        self.kinds = {
            ActorKind.PERSON: self.bars[0] + Style(bold=True),
            ActorKind.ORGANISATION: self.bars[1],
            ActorKind.COUNTRY: self.good,
            ActorKind.GROUP: self.bars[4],
        }
        self.looks: dict[Look, Style] = {}

    def look(self, look: Look) -> Style:
        """Return the style of a piece of text; the later reasons go over the earlier ones."""
        if look not in self.looks:
            self.looks[look] = self._look(look)
        return self.looks[look]

    def _look(self, look: Look) -> Style:
        style = self.faint if look & Look.FAINT else self.text
        for bit, more in (
            (Look.BOLD, Style(bold=True)),
            (Look.DIRECT, Style(underline=True)),
            (Look.INDIRECT, Style(italic=True)),
            (Look.GROUP, self.kinds[ActorKind.GROUP]),
            (Look.COUNTRY, self.kinds[ActorKind.COUNTRY]),
            (Look.ORGANISATION, self.kinds[ActorKind.ORGANISATION]),
            (Look.PERSON, self.kinds[ActorKind.PERSON]),
            (Look.CURRENT, Style(bgcolor=self.lit.hex6)),
            (Look.MATCH, Style(reverse=True)),
            (Look.MATCH_HERE, Style(reverse=True, bold=True, underline=True)),
            (Look.POINT, Style(reverse=True)),
            (Look.MARKED, Style(reverse=True)),
        ):
            if look & bit:
                style += more
        return style


@lru_cache(maxsize=8)
def _ink(variables: tuple[tuple[str, str], ...], dark: bool) -> Ink:
    return Ink(dict(variables), dark)


def ink_of(app: App[object]) -> Ink:
    """Return the ink of the application's theme."""
    theme = app.current_theme
    return _ink(tuple(app.theme_variables.items()), theme.dark)


def speaker_colours(speakers: list[str]) -> dict[str, int]:
    """Give each speaker a colour: the same in every article where that can be, unlike here."""
    given: dict[str, int] = {}
    for speaker in dict.fromkeys(speakers):
        wish = crc32(speaker.encode("utf-8", "replace")) % SPEAKERS
        free = (c % SPEAKERS for c in range(wish, wish + SPEAKERS))
        taken = set(given.values())
        given[speaker] = next((c for c in free if c not in taken), wish)
    return given
