"""What lines are drawn with: one style a use, legible on every ground that it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from onrecord.analysis.types import ActorKind
from onrecord.store.notebook.codebook import COLOURS
from onrecord.tui.session.article import speakers
from onrecord.tui.session.article.looks import Look

CONTRAST = 4.5
"""The least contrast of text against what is behind it (WCAG 2.2, 1.4.3, level AA)."""
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


class Colours(NamedTuple):
    """The colours to draw with, by the names that Rich knows them by (``#d5dae3``, ``red``).

    ``paper`` is behind everything, ``raised`` behind the cursor's row, ``lit`` behind the
    quotation under the cursor, ``sheet`` behind bars and prompts; ``speakers`` tell who is
    speaking, ``hues`` are those of :data:`COLOURS`, in that order.
    """

    text: str
    faint: str
    line: str
    accent: str
    primary: str
    good: str
    warning: str
    bad: str
    tag: str
    memo: str
    paper: str
    raised: str
    lit: str
    sheet: str
    speakers: Sequence[str]
    hues: Sequence[str]


def theme_colours(variables: Mapping[str, str], dark: bool, hues: Sequence[str]) -> Colours:
    """Return the colours of a theme, each moved until it can be read on every ground."""

    def named(name: str, other: str = "foreground") -> Color:
        return Color.parse(variables.get(name, variables.get(other, "#808080")))

    def solid(colour: Color, below: Color) -> Color:
        return below.blend(colour, colour.a, alpha=1.0)

    paper = solid(named("background"), Color.parse("#000000" if dark else "#ffffff"))
    text = solid(named("foreground"), paper)
    raised, lit = paper.blend(text, 0.11), paper.blend(named("accent"), 0.20)
    behind = max(raised, lit, key=lambda c: contrast_of(c, paper))
    panel = solid(named("panel", "background"), paper)

    def readable(colour: Color) -> str:
        return legible(solid(colour, paper), behind).hex6

    return Colours(
        text=readable(text),
        faint=readable(paper.blend(text, 0.62)),
        line=paper.blend(text, 0.25).hex6,
        accent=readable(named("accent")),
        primary=readable(named("primary")),
        good=readable(named("success")),
        warning=readable(named("warning")),
        bad=readable(named("error")),
        tag=readable(named("speaker-3", "error")),
        memo=readable(named("speaker-5", "secondary")),
        paper=paper.hex6,
        raised=raised.hex6,
        lit=lit.hex6,
        sheet=min(panel, behind, key=lambda c: contrast_of(c, paper)).hex6,
        speakers=[
            readable(named(f"speaker-{i + 1}", _FALLBACK[i])) for i in range(speakers.COLOURS)
        ],
        hues=[readable(Color.parse(hue)) for hue in hues],
    )


def ansi_colours(dark: bool) -> Colours:
    """Return colours that are all among the terminal's own sixteen.

    Which red is red is the terminal's affair.  Only those are used that most palettes make
    legible on their own background: the bright ones but blue on a dark one, the dark ones but
    yellow on a light one; what would be faint is the terminal's own foreground.
    """
    if dark:
        yellow, cyan, pink = "bright_yellow", "bright_cyan", "bright_magenta"
        green, red, white = "bright_green", "bright_red", "bright_white"
        return Colours(
            text="default",
            faint="default",
            line="bright_black",
            accent=yellow,
            primary=cyan,
            good=green,
            warning=yellow,
            bad=red,
            tag=pink,
            memo=pink,
            paper="default",
            raised="black",
            lit="black",
            sheet="default",
            speakers=[yellow, cyan, pink, green, red, white, "default"],
            hues=["yellow", cyan, pink, green, pink, yellow, red],
        )
    blue, magenta, red, green, cyan = "blue", "magenta", "red", "green", "cyan"
    return Colours(
        text="default",
        faint="default",
        line="bright_black",
        accent=magenta,
        primary=blue,
        good=green,
        warning=red,
        bad=red,
        tag=magenta,
        memo=magenta,
        paper="default",
        raised="white",
        lit="white",
        sheet="default",
        speakers=[red, blue, magenta, green, cyan, "black", "default"],
        hues=[red, blue, magenta, green, magenta, "black", red],
    )


class TextStyles:
    """The styles that lines are drawn with.

    ``shapes`` tells persons, organisations and countries apart by bold and by dim type, where
    there are no colours to do it; underlines and italics tell kinds of quotation.
    """

    def __init__(self, colours: Colours, shapes: bool = False) -> None:
        self.text = Style(color=colours.text)
        self.faint = Style(color=colours.faint)
        self.accent = Style(color=colours.accent)
        self.primary = Style(color=colours.primary)
        self.good = Style(color=colours.good)
        self.warning = Style(color=colours.warning)
        self.bad = Style(color=colours.bad)
        self.line = Style(color=colours.line)
        self.tag = Style(color=colours.tag)
        self.memo = Style(color=colours.memo)
        self.base = Style(bgcolor=colours.paper)
        self.raise_ = Style(bgcolor=colours.raised)
        self.lit = Style(bgcolor=colours.lit)
        self.key = self.accent + Style(bold=True)
        self.hint = self.accent + self.base + Style(reverse=True)
        self.strong = self.text + Style(bold=True)
        self.bars = tuple(Style(color=colour) for colour in colours.speakers)
        self.colours = {
            name: Style(color=hue) for name, hue in zip(COLOURS, colours.hues, strict=True)
        }
        self.tag_colours: Mapping[str, str] = {}
        dim = Style(dim=True) if shapes else Style.null()
        bold = Style(bold=True)
        self.kinds = {
            ActorKind.PERSON: self.bars[0] + bold,
            ActorKind.ORGANISATION: self.bars[1] + dim + (bold if shapes else Style.null()),
            ActorKind.COUNTRY: self.good + dim,
            ActorKind.GROUP: self.bars[4],
        }
        self.looks: dict[Look, Style] = {}
        self._on_paper: dict[Look, Style] = {}

    def speaker(self, who: str) -> Style:
        """Return the colour of a speaker by the actor's id: one for ever; faint for nobody."""
        return self.bars[speakers.colour_of(who)] if who else self.faint

    def bar(self, who: str) -> tuple[str, Style]:
        """Return the bar of a speaker, where it stands for itself and not in an article."""
        return speakers.bar_of(who), self.speaker(who)

    def tagged(self, tag: str) -> Style:
        """Return the style of a tag: of its own colour, else of that of the nearest above it."""
        while tag:
            if colour := self.colours.get(self.tag_colours.get(tag, "")):
                return colour
            tag = tag.rpartition("/")[0]
        return self.tag

    def look(self, look: Look) -> Style:
        """Return the style of a piece of text; the later reasons go over the earlier ones."""
        if look not in self.looks:
            self.looks[look] = self._look(look)
        return self.looks[look]

    def on_paper(self, look: Look) -> Style:
        """Return the style of a piece of text, its ground with it."""
        if look not in self._on_paper:
            self._on_paper[look] = self.base + self.look(look)
        return self._on_paper[look]

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
            (Look.CURRENT, self.lit),
            (Look.MATCH, Style(reverse=True)),
            (Look.MATCH_HERE, Style(reverse=True, bold=True, underline=True)),
            (Look.POINT, Style(reverse=True)),
            (Look.MARKED, Style(reverse=True)),
        ):
            if look & bit:
                style += more
        return style
