"""Text can be read in every theme."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.color import Color

from tui.app import OnrecordApp
from tui.themes import CONTRAST, SPEAKERS, contrast_of, ink_of, speaker_colours
from tui.widgets.paint import Look, Runs


async def test_contrast(app: OnrecordApp) -> None:
    """In every theme, every ink stands out from page, cursor's row and lit quotation."""
    async with app.run_test() as pilot:
        for theme in sorted(app.available_themes):
            app.theme = theme
            await pilot.pause()
            ink = ink_of(app)
            inks = [ink.text, ink.faint, ink.accent, ink.tag, ink.memo, ink.bad, *ink.bars]
            inks += ink.kinds.values()
            for ground in (ink.paper, ink.raised, ink.lit):
                for style in inks:
                    found = contrast_of(Color.parse(style.color.name), ground)
                    assert found >= CONTRAST - 0.05, (theme, style, ground)


def test_contrast_of_black_and_white() -> None:
    """The ratio is that of WCAG 2.2: 21 for black on white."""
    assert contrast_of(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)


async def test_kinds_differ_without_colour(app: OnrecordApp) -> None:
    """Direct, indirect and mixed words differ by underline and slant."""
    async with app.run_test():
        ink = ink_of(app)

        def shape(look: Look) -> tuple[bool, bool]:
            style: Style = ink.look(look)
            return bool(style.underline), bool(style.italic)

        shapes = [shape(look) for look in (Look.NONE, Look.DIRECT, Look.INDIRECT)]
        assert len(set(shapes)) == 3


def test_speakers_of_an_article_differ() -> None:
    """As long as there are colours, no two speakers share one, and each keeps its own."""
    names = [f"actor {i}" for i in range(SPEAKERS)]
    given = speaker_colours(names)
    assert len(set(given.values())) == SPEAKERS
    assert speaker_colours(names[:1])[names[0]] == given[names[0]]


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
