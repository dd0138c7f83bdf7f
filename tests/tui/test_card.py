"""An actor's card: who quotes them, their statements in time, two side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from onrecord.analysis.types import Link, LinkType, Place
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.roles import as_one
from onrecord.tui.session.statements import changes_of, differing, lines_of

from .by_hand import CanalSession
from .conftest import Typed, press, screen_text

WIDE = (140, 40)


def place(session: CanalSession, index: int) -> Place:
    """Return the place of a quotation of Vessen's."""
    quoted = [q for q in session.all_quotations() if q.speaker_id == "vessen"][index]
    return Place(quoted.article, quoted.start, quoted.end)


@pytest.fixture
def session() -> CanalSession:
    """A session in which Vessen says one thing and then, it seems, another."""
    session = CanalSession()
    one, two, three = (place(session, index) for index in range(3))
    changed = LinkType.CHANGED_POSITION
    for a, b, why in ((one, two, "close, use"), (one, three, "channel")):
        session.indexer.linking.found += [
            Link(changed, a, b, 0.62, (why,)),
            Link(changed, b, a, 0.62, (why,)),
        ]
    return session


async def card(pilot: Pilot[None]) -> None:
    """Open the card of Vessen."""
    await press(pilot, "g", "a", "slash", Typed("vess"), "enter", "enter")


async def test_who_and_when(app: OnrecordApp) -> None:
    """How much they said, from when to when, how often they are named, who quotes them."""
    async with app.run_test(size=WIDE) as pilot:
        await card(pilot)
        shown = screen_text(app)
        assert "Marta Vessen   person · 3 statements · 2021-03-04 to 2021-03-04" in shown
        assert "2 pairs that differ" in shown and "Vessen ×1" in shown
        assert "named ×3 in 3 articles · quoted by Northern Wire ×3" in shown


async def test_side_by_side(app: OnrecordApp) -> None:
    """A statement that differs from another one is shown beside it; d goes from pair to pair."""
    async with app.run_test(size=WIDE) as pilot:
        await card(pilot)
        shown = screen_text(app)
        assert "⇄ changed position? 0.62 · 1 of 2 · close, use" in shown
        below = shown[shown.index("changed position?") :]
        assert "the canal will be closed" in below and "the country has every right" in below
        first = next(line for line in below.splitlines() if "the canal will be" in line)
        assert "the country has every" in first, "they stand side by side"
        await press(pilot, "d")
        below = screen_text(app)
        assert "2 of 2 · channel" in below
        await press(pilot, "d")
        assert "1 of 2" in screen_text(app)
        await press(pilot, "G")
        assert "2 of 2 · channel" in screen_text(app)


async def test_statements_are_narrowed(app: OnrecordApp) -> None:
    """/ narrows what was said on something, as in the list of quotations; esc shows all again."""
    async with app.run_test(size=WIDE) as pilot:
        await card(pilot)
        await press(pilot, "slash", Typed("foreign"), "enter")
        shown = screen_text(app)
        assert (
            "1 of 3 statements" in shown
            and "every right to do so and will use it when" not in shown
        )
        assert "that differ" not in shown and "⇄ changed position?" not in shown
        await press(pilot, "d")
        assert "No two of these statements" in screen_text(app)
        await press(pilot, "slash", *["backspace"] * 7, Typed("kind:indirect"), "enter")
        assert "2 of 3 statements" in screen_text(app) and "1 pair that" in screen_text(app)
        await press(pilot, "slash", "escape")
        assert "2 pairs that differ" in screen_text(app)


async def test_narrow(app: OnrecordApp) -> None:
    """There is room for both at 80 columns, and the statements stay in sight."""
    async with app.run_test(size=(80, 24)) as pilot:
        await card(pilot)
        shown = screen_text(app)
        assert "⇄ changed position?" in shown and shown.count("⇄") == 4


async def test_nothing_differs(app: OnrecordApp, session: CanalSession) -> None:
    """Without such links there is nothing below, and d says so."""
    session.indexer.linking.found.clear()
    async with app.run_test(size=WIDE) as pilot:
        await card(pilot)
        assert "changed position?" not in screen_text(app)
        await press(pilot, "d")
        assert "No two of these statements" in screen_text(app)


def test_each_pair_once(session: CanalSession) -> None:
    """Both directions of a link are one pair, the earlier statement first."""
    lines = list(lines_of(session, lambda q: q.speaker_id == "vessen"))
    pairs = differing(session, lines, [x for line in lines for x in changes_of(session, line)])
    assert [(lines.index(p.before), lines.index(p.after)) for p in pairs] == [(0, 1), (0, 2)]


@pytest.mark.parametrize("width", [60, 80])
async def test_what_has_no_room_is_left_out_whole(
    app: OnrecordApp, session: CanalSession, width: int
) -> None:
    """Of the line over two statements that differ, no fact is cut in the middle."""
    long = ("a great many words on why the two are thought to be about one and the same matter",)
    session.indexer.linking.found[:] = [
        replace(link, evidence=long) for link in session.indexer.linking.found
    ]
    async with app.run_test(size=(width, 24)) as pilot:
        await card(pilot)
        (told,) = (line for line in screen_text(app).splitlines() if "changed position?" in line)
        assert told.rstrip().endswith("1 of 2")


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        (
            {"Its Secretary General": 2, "its secretary general": 1, "Secretary General": 4},
            {"Secretary General": 7},
        ),
        ({"the envoy": 1, "Envoy": 1, "The Envoy": 1}, {"Envoy": 3}),
        (
            {"its own former envoy": 1, "former envoy": 3},
            {"former envoy": 3, "own former envoy": 1},
        ),
        (
            {"the": 1, "Theatre critic": 1, "Anchor": 2},
            {"Anchor": 2, "Theatre critic": 1, "the": 1},
        ),
        ({}, {}),
    ],
)
def test_roles_as_one(roles: dict[str, int], told: dict[str, int]) -> None:
    """Case, articles and possessive pronouns make no other role; the commonest writing is told."""
    assert list(as_one(roles).items()) == list(told.items())


async def test_roles_on_the_card(app: OnrecordApp, session: CanalSession) -> None:
    """The card tells a role once, however it was written."""
    everyone = session.actors()
    everyone["vessen"].roles.update({"the Harbour Master": 1, "harbour master": 1, "Envoy": 1})
    session.actors = lambda: everyone  # type: ignore[method-assign]
    async with app.run_test(size=WIDE) as pilot:
        await card(pilot)
        assert "Harbour Master ×2 · Envoy ×1" in screen_text(app)
