"""Text can be read in every theme."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from rich.color import ColorType
from rich.style import Style
from textual.color import Color
from textual.css.stylesheet import Stylesheet

from onrecord.analysis.types import ActorKind, QuotationKind
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.themes import (
    CONTRAST,
    TextStyles,
    contrast_of,
    styles_of,
)
from onrecord.tui.reader.widgets.margins import Margins
from onrecord.tui.session.article.content import Spans
from onrecord.tui.session.article.looks import Look, Runs
from onrecord.tui.session.article.speakers import BARS, COLOURS, bar_of, bars_in, colour_of
from onrecord.tui.session.knowledge import Knowledge

from .by_hand import CanalSession
from .conftest import front, press

Matrix = tuple[tuple[float, float, float], ...]
SIGHTS: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""How colours are seen: Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB."""
FAR = 10
"""A distance in CIELAB that nobody overlooks; about 2 can just be seen."""


def _seen(colour: Color, sight: Matrix) -> tuple[float, ...]:
    """Return a colour as it is seen, in linear RGB."""
    parts = [part / 255 for part in colour.rgb]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return tuple(
        min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0.0), 1.0) for row in sight
    )


def _lab(linear: tuple[float, ...]) -> tuple[float, float, float]:
    """Return linear RGB in CIELAB (D65), in which distances are those that people see."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)

    def f(t: float) -> float:
        return t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116

    x, y, z = (
        f(sum(a * b for a, b in zip(row, linear, strict=True)) / w)
        for row, w in zip(rows, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def text_styles_of(styles: TextStyles) -> list[Style]:
    """Return every style that words are drawn in."""
    named = [
        styles.text,
        styles.faint,
        styles.accent,
        styles.primary,
        styles.good,
        styles.warning,
        styles.bad,
    ]
    return [
        *named,
        styles.tag,
        styles.memo,
        *styles.bars,
        *styles.kinds.values(),
        *styles.colours.values(),
    ]


GROUNDS = ("base", "raise_", "lit")


async def test_contrast(app: OnrecordApp) -> None:
    """In every theme, every style stands out from page, cursor's row and lit quotation."""
    async with app.run_test() as pilot:
        for theme in sorted(app.available_themes):
            app.theme = theme
            await pilot.pause()
            if app.native_ansi_color:
                continue
            styles = styles_of(app)
            for name in GROUNDS:
                ground = Color.parse(getattr(styles, name).bgcolor.name)
                for style in text_styles_of(styles):
                    found = contrast_of(Color.parse(style.color.name), ground)
                    assert found >= CONTRAST - 0.05, (theme, style, ground)


@pytest.mark.parametrize(
    "keys",
    [
        ("j", "enter", "3", "n", "B", "H", "h"),
        ("g", "r", "n", "n"),
        ("e",),
        ("g", "q", "slash"),
    ],
    ids="_".join,
)
async def test_contrast_of_prompts(app: OnrecordApp, keys: tuple[str, ...]) -> None:
    """In every theme, what prompts, questions and lines to type in say can be read."""
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, *keys)
        for theme in sorted(app.available_themes):
            app.theme = theme
            await press(pilot)
            if app.native_ansi_color:
                continue
            for widget in app.screen.query("Static, Input, Footer, Bar"):
                for line in widget.render_lines(widget.size.region):
                    for segment in line:
                        style = segment.style
                        if segment.text.strip(" │") and style and style.color and style.bgcolor:
                            colour, ground = map(
                                Color.from_rich_color, (style.color, style.bgcolor)
                            )
                            found = contrast_of(colour, ground)
                            assert found >= CONTRAST - 0.05, (theme, segment.text, style)


@pytest.mark.parametrize(("theme", "paper"), [("ansi-dark", "#000"), ("ansi-light", "#fff")])
async def test_contrast_in_sixteen_colours(app: OnrecordApp, theme: str, paper: str) -> None:
    """On a black or a white terminal, the words stand out in the sixteen colours as well."""
    page = Color.parse(paper)
    async with app.run_test() as pilot:
        app.theme = theme
        await pilot.pause()
        for style in text_styles_of(styles_of(app)):
            name = style.color.name
            shown = page.inverse if name == "default" else Color(*Color.parse(f"ansi_{name}").rgb)
            assert contrast_of(shown, page) >= CONTRAST, style


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
@pytest.mark.parametrize(
    "keys",
    [
        (),
        ("j", "enter", "3", "n"),
        *[("g", key) for key in "qacrtd"],
        ("?",),
        ("T",),
        ("j", "enter", "3", "n", "B", "H", "h"),
        ("j", "enter", "3", "n", "t"),
        ("j", "enter", "3", "n", "m"),
        ("g", "c", "x"),
        ("e",),
    ],
    ids="_".join,
)
async def test_only_sixteen_colours(app: OnrecordApp, theme: str, keys: tuple[str, ...]) -> None:
    """With a theme of the terminal's colours, nothing on the screen has another one."""
    async with app.run_test(size=(120, 34)) as pilot:
        app.theme = theme
        await press(pilot, *keys)
        sixteen = (ColorType.DEFAULT, ColorType.STANDARD)
        for line in app.screen._compositor.render_strips(app.size):
            for segment in line:
                style = segment.style or Style.null()
                for colour in (style.color, style.bgcolor):
                    assert colour is None or colour.type in sixteen, (segment.text, colour)


async def test_kinds_of_actors_differ_without_colour(
    session: CanalSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under NO_COLOR persons, organisations and countries differ by shape, wherever they stand."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test():
        styles = styles_of(app)
        kinds = (Look.PERSON, Look.ORGANISATION, Look.COUNTRY, Look.NONE)
        for around in (Look.NONE, Look.DIRECT, Look.INDIRECT, Look.INDIRECT | Look.DIRECT):
            shapes = {styles.look(kind | around).without_color for kind in kinds}
            assert len(shapes) == len(kinds)


@pytest.mark.parametrize("theme", ["onrecord-dark", "onrecord-light"])
@pytest.mark.parametrize("sight", SIGHTS)
async def test_colours_differ_to_the_colour_blind(app: OnrecordApp, theme: str, sight: str) -> None:
    """Persons, organisations and countries have colours that differ in every kind of sight."""
    async with app.run_test() as pilot:
        app.theme = theme
        await pilot.pause()
        kinds = styles_of(app).kinds
        seen = [
            _lab(_seen(Color.parse(kinds[kind].color.name), SIGHTS[sight]))
            for kind in (ActorKind.PERSON, ActorKind.ORGANISATION, ActorKind.COUNTRY)
        ]
        for one, other in combinations(seen, 2):
            assert dist(one, other) >= FAR, (theme, sight)


async def test_tags_wear_their_colour(app: OnrecordApp, session: CanalSession) -> None:
    """A tag has its own colour, else that of the nearest tag above it that has one."""
    async with app.run_test() as pilot:
        await press(pilot)
        session.changes.do(lambda notebook: notebook.codebook.recolour("trade", "green"))
        session.changes.do(lambda notebook: notebook.codebook.recolour("trade/fish", "sky"))
        await press(pilot)
        for theme in ("onrecord-dark", "onrecord-light", "ansi-dark"):
            app.theme = theme
            await pilot.pause()
            styles = styles_of(app)
            assert styles.tagged("trade/grain") == styles.colours["green"] != styles.tag
            assert styles.tagged("trade/fish/cod") == styles.colours["sky"]
            assert styles.tagged("war") == styles.tag


def test_contrast_of_black_and_white() -> None:
    """The ratio is that of WCAG 2.2: 21 for black on white."""
    assert contrast_of(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)


async def test_kinds_differ_without_colour(app: OnrecordApp) -> None:
    """Direct, indirect and mixed words differ by underline and slant."""
    async with app.run_test():
        styles = styles_of(app)

        def shape(look: Look) -> tuple[bool, bool]:
            style: Style = styles.look(look)
            return bool(style.underline), bool(style.italic)

        shapes = [shape(look) for look in (Look.NONE, Look.DIRECT, Look.INDIRECT)]
        assert len(set(shapes)) == 3


async def test_a_speaker_has_one_colour(app: OnrecordApp) -> None:
    """It does not depend on who else speaks in an article; all colours are used."""
    async with app.run_test():
        styles = styles_of(app)
        said = [Quoted("a", i, i + 1, QuotationKind.DIRECT, f"actor {i}", "Ann") for i in range(40)]

        def bar(quoted: Quoted, company: list[Quoted]) -> Style | None:
            return Margins(company, Spans([]), {}).bar([quoted], styles).style

        assert all(bar(q, said) == bar(q, [q]) == bar(q, said[::-1]) for q in said)
        assert len({bar(q, said) for q in said}) == COLOURS


def test_no_two_speakers_of_an_article_look_alike() -> None:
    """Whose colour and bar are an earlier one's has another bar there; alone all keep their own."""
    names = [f"actor {i}" for i in range(200)]
    for first in range(180):
        company = names[first : first + 10]
        said = [Quoted("a", i, i + 1, QuotationKind.DIRECT, it) for i, it in enumerate(company)]
        bars = bars_in(said)
        by_colour = Counter(map(colour_of, company))
        pairs = {(colour_of(it), bars[it]) for it in company}
        assert len(pairs) == sum(min(count, len(BARS)) for count in by_colour.values())
        assert bars[company[0]] == bar_of(company[0])
        assert len(set(bars_in(said, coloured=False).values()) - {""}) == len(company)
    assert len({(colour_of(it), bar_of(it)) for it in names}) == COLOURS * len(BARS)


def test_runs_merge_overlapping_spans() -> None:
    """Looks add up where spans overlap, and what lies over is added last."""
    runs = Runs([(2, 8, Look.DIRECT), (4, 6, Look.PERSON)])
    assert list(runs.between(0, 10, [(5, 9, Look.MARKED)])) == [
        (0, 2, Look.NONE),
        (2, 4, Look.DIRECT),
        (4, 5, Look.DIRECT | Look.PERSON),
        (5, 6, Look.DIRECT | Look.PERSON | Look.MARKED),
        (6, 8, Look.DIRECT | Look.MARKED),
        (8, 9, Look.MARKED),
        (9, 10, Look.NONE),
    ]


async def test_the_theme_is_chosen_and_kept(session: CanalSession, tmp_path: Path) -> None:
    """T offers all themes, our own first; the next start has the one that was taken."""
    keys = tmp_path / "away" / "keys.toml"
    app = OnrecordApp(session, keys=keys)
    async with app.run_test(size=(120, 34)) as pilot:
        assert app.theme == "onrecord-dark"
        await press(pilot, "T")
        names = [text for text, _ in front(app).choices.shown]
        assert names[:2] == ["onrecord-dark", "onrecord-light"] and "nord" in names
        await press(pilot, *"light", "enter")
        assert app.theme == "onrecord-light"
    app = OnrecordApp(CanalSession(), keys=keys)
    assert app.theme == "onrecord-light"
    (tmp_path / "away" / "theme").write_bytes(b"\xff\x00")
    assert OnrecordApp(CanalSession(), keys=keys).theme == "onrecord-dark"


@pytest.mark.parametrize(("liked", "times"), [("", 0), ("onrecord-light", 1)])
async def test_style_sheets_are_read_once(
    app: OnrecordApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, liked: str, times: int
) -> None:
    """The usual theme is that of the first paint; only another one has them read again."""
    again = []
    monkeypatch.setattr(Stylesheet, "reparse", lambda sheet: again.append(sheet))
    if liked:
        (tmp_path / "theme").write_text(liked)
        app = OnrecordApp(CanalSession(), keys=tmp_path / "keys.toml")
    async with app.run_test():
        assert app.theme == (liked or "onrecord-dark")
        assert len(again) == times
        ground = Color.parse(app.current_theme.background or "")
        assert times or app.screen.styles.background == ground


async def test_a_colour_waits_until_it_is_known_whose_it_is(
    session: CanalSession, tmp_path: Path
) -> None:
    """Before the library's actors are known a speaker is faint, and never in another's colour."""
    known = session.indexer.knowledge
    session.indexer.knowledge = Knowledge()
    before = session.quotations("closure.txt")[0]
    session.indexer.knowledge = known
    after = session.quotations("closure.txt")[0]
    app = OnrecordApp(session, keys=tmp_path / "keys.toml")
    async with app.run_test():
        styles = styles_of(app)
        bars = [Margins([it], Spans([]), {}).bar([it], styles) for it in (before, after)]
        assert before.speaker_name and bars[0].style == styles.faint
        assert bars[1].style == styles.speaker(after.speaker_id or "") != styles.faint
