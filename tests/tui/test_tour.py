"""The tour: each step is over once its effect is there, and the keys it names lead through it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.tour import OVER, STEPS, Tour

from .by_hand import CanalSession
from .conftest import Typed, press, screen_text

KEYS: tuple[tuple[str, ...], ...] = (
    ("j", "enter"),
    ("n",),
    ("space",),
    ("t", Typed("harbour/toll"), "enter"),
    ("m", Typed("ask the harbour"), "ctrl+s"),
    ("u",),
    ("s", "escape"),
    ("tab",),
    ("g", "q"),
    ("slash", Typed("kind:direct"), "enter"),
    ("q",),
    ("g", "d", Typed("nothing to negotiate"), "enter"),
    ("q",),
    ("question_mark",),
    ("q", "e", "escape"),
)
"""What a person types, step by step, who does what each step says."""


@pytest.fixture
def touring(session: CanalSession, tmp_path: Path) -> OnrecordApp:
    """The application with a tour."""
    return OnrecordApp(session, keys=tmp_path / "keys.toml", tour=Tour())


@pytest.mark.parametrize("size", [(140, 40), (80, 24)])
async def test_the_keys_that_it_names_lead_to_its_end(
    touring: OnrecordApp, size: tuple[int, int]
) -> None:
    """Whoever does what each step says comes to the next, no earlier, and at last to the end."""
    tour = touring.tour
    assert tour is not None
    async with touring.run_test(size=size) as pilot:
        for number, keys in enumerate(KEYS):
            assert (tour.at, tour.told) == (number, STEPS[number].told)
            assert STEPS[number].told.split(".")[0] in " ".join(screen_text(touring).split())
            for key in keys:
                assert tour.at == number
                await press(pilot, key)
        assert tour.told == OVER and "Tour done" in screen_text(touring)


async def test_other_keys_do_not_go_on(touring: OnrecordApp) -> None:
    """A step waits for its effect, whatever else is done meanwhile."""
    tour = touring.tour
    assert tour is not None
    async with touring.run_test(size=(140, 40)) as pilot:
        await press(pilot, "j", "k", "G", "question_mark", "q")
        assert tour.at == 0
        await press(pilot, "enter", "j", "k")
        assert tour.at == 1


async def test_a_quotation_has_to_be_reached(touring: OnrecordApp, session: CanalSession) -> None:
    """While the article is still being analysed, n leads to none, and the step goes on."""
    tour = touring.tour
    assert tour is not None
    session.find("closure.txt", ())
    async with touring.run_test(size=(140, 40)) as pilot:
        await press(pilot, "j", "enter", "n")
        assert touring.reader.article_id == "closure.txt" and tour.at == 1


async def test_without_a_tour_nothing_is_told(app: OnrecordApp) -> None:
    """The strip is there for the tour alone."""
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, "j")
        assert not app.screen.query("TourStrip")
