"""Keys: sequences, counts, remapping; every action is complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.tui.reader.actions import Pane, every, load_keymap
from onrecord.tui.reader.actions.keys import Keymap
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.widgets.footer import fitting
from onrecord.tui.reader.widgets.input_line import Field

from .conftest import front, press, screen_text


@pytest.fixture
def keymap() -> Keymap:
    """The usual keys."""
    return Keymap(every())


@pytest.mark.parametrize("action", every(), ids=lambda action: action.id)
def test_action_is_complete(action, keymap: Keymap) -> None:
    """Every action has a title, a help sentence, a pane, and a key that really does it there."""
    assert action.title
    assert action.help.endswith(".")
    assert action.panes
    for pane in action.panes:
        assert keymap.keys_of(action, pane), f"{action.id} has no key in {pane}"


def test_sequence_waits_and_ends(keymap: Keymap) -> None:
    """g waits for what follows; g g goes to the top."""
    first = keymap.feed(Pane.ARTICLE, "g")
    assert first.action is None and first.pending == "g"
    assert keymap.feed(Pane.ARTICLE, "g").action.id == "top"


def test_broken_sequence_does_nothing(keymap: Keymap) -> None:
    """g and a key that does not follow it are both forgotten."""
    keymap.feed(Pane.ARTICLE, "g")
    assert not keymap.feed(Pane.ARTICLE, "j").used
    assert keymap.feed(Pane.ARTICLE, "j").action.id == "down"


def test_count(keymap: Keymap) -> None:
    """12j means down, twelve times."""
    for digit in "12":
        keymap.feed(Pane.ARTICLE, digit)
    pressed = keymap.feed(Pane.ARTICLE, "j")
    assert (pressed.action.id, pressed.count, pressed.counted) == ("down", 12, True)


def test_key_means_another_thing_in_another_pane(keymap: Keymap) -> None:
    """n is the next quotation in the article and the next unread one in the list."""
    assert keymap.feed(Pane.ARTICLE, "n").action.id == "next_quotation"
    assert keymap.feed(Pane.ARTICLES, "n").action.id == "next_unread"


def test_remapping(tmp_path: Path) -> None:
    """A person's file gives an action other keys, and takes them from the action that had them."""
    path = tmp_path / "keys.toml"
    path.write_text('[keys]\nnext_quotation = ["t", "g n"]\n')
    keymap, wrong = load_keymap(every(), path)
    assert not wrong
    assert keymap.feed(Pane.ARTICLE, "t").action.id == "next_quotation"
    assert not keymap.feed(Pane.ARTICLE, "n").used


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[keys]\nfly = "f"\n', "there is no action 'fly'"),
        ("[keys]\ntop = 3\n", "top needs a key"),
        ("keys = 3\n", "has to be a table"),
        ("[keys\n", "cannot be read"),
    ],
)
def test_bad_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    """A file that cannot be used is named, and the usual keys hold."""
    path = tmp_path / "keys.toml"
    path.write_text(text)
    keymap, wrong = load_keymap(every(), path)
    assert told in wrong[0] and str(path) in wrong[0]
    assert keymap.feed(Pane.ARTICLE, "j").action.id == "down"


def test_footer_drops_the_others_first() -> None:
    """As many keys as there is room for, and always the last one."""
    keys = [("a", "one"), ("b", "two"), ("?", "help")]
    assert fitting(keys, 5 + 2 + 5 + 2 + 6) == keys
    assert fitting(keys, 5 + 2 + 5 + 2 + 5) == [keys[0], keys[2]]
    assert fitting(keys, 3) == [keys[2]]
    assert fitting([], 80) == []


@pytest.mark.parametrize("keys", [(), ("enter",), ("enter", "tab"), *[("g", k) for k in "qasdcrt"]])
async def test_footer_tells_help_at_80_columns(app: OnrecordApp, keys: tuple[str, ...]) -> None:
    """The last key that the last line of every pane and view tells is the one for help."""
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *keys)
        if isinstance(app.focused, Field):
            await press(pilot, "escape")
        if front(app).footer.message:
            front(app).footer.quiet()
            await press(pilot)
        assert screen_text(app).splitlines()[-1].rstrip().endswith("? help")
