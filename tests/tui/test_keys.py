"""Keys: sequences, counts, remapping; every action is complete."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from onrecord.tui.reader.actions import Pane, every, load_keymap, ways
from onrecord.tui.reader.actions.keys import Keymap
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.screens.keyed import Keyed
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
    assert [other for line in wrong for other in ("tag", "memos") if f" {other} " in line] == [
        "memos",
        "tag",
    ]
    assert keymap.feed(Pane.ARTICLE, "t").action.id == "next_quotation"
    assert not keymap.feed(Pane.ARTICLE, "n").used


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ('undo = "t"\n', "undo has the key t, which tag,"),
        ('undo = "g"\n', "undo has the key g, which top,"),
        ('tag = "t x"\nundo = "t"\n', "undo has the key t, which tag,"),
        ('undo = "j x"\n', "down has the key j, which undo would need"),
        ('undo = "f9"\ntag = "f9"\n', "undo has the key f9, which tag would need"),
        ('undo = "t"\ntag = []\nnext_time = []\n', ""),
        ('undo = "t"\ntag = "u"\nnext_time = []\n', ""),
        ('undo = "f9"\n', ""),
    ],
)
def test_a_key_that_is_taken_is_told(tmp_path: Path, keys: str, told: str) -> None:
    """Whoever loses a key, or a sequence that begins with it, is named; who got another is not."""
    path = tmp_path / "keys.toml"
    path.write_text(f"[keys]\n{keys}")
    _, wrong = load_keymap(every(), path)
    assert [line.startswith(f"{path}: {told}") for line in wrong] == ([True] if told else [])


def test_the_usual_keys_take_none_from_each_other(keymap: Keymap) -> None:
    """As declared, every key of every action works somewhere."""
    assert [one.id for one in every() if keymap.working(one) != one.keys] == []


def test_a_key_that_is_taken_is_not_listed(tmp_path: Path) -> None:
    """What tells the keys of an action leaves out those that do something else."""
    path = tmp_path / "keys.toml"
    path.write_text('[keys]\nundo = "t"\n')
    keymap, _ = load_keymap(every(), path)
    named = {one.id: keymap.working(one) for one in every()}
    assert (named["undo"], named["tag"]) == (("t",), ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[keys]\nfly = "f"\n', "there is no action 'fly'"),
        ("[keys]\ntop = 3\n", "top needs a key"),
        ("keys = 3\n", "has to be a table"),
        ("[keys\n", "cannot be read"),
        ("[keys]\ntop = " + "[" * 5000, "cannot be read: too much stands in brackets"),
        ('[keys]\ntop = "nosuchkey"\n', "top has 'nosuchkey', which is no key"),
        ('[keys]\ntop = ["t", "g ctlr+x"]\n', "top has 'ctlr+x', which is no key"),
        ('[keyz]\ntop = "y"\n', "[keys] is read, not [keyz]"),
    ],
)
def test_bad_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    """A file that cannot be used is named, and the usual keys hold."""
    path = tmp_path / "keys.toml"
    path.write_text(text)
    keymap, wrong = load_keymap(every(), path)
    assert told in wrong[0] and str(path) in wrong[0]
    assert keymap.feed(Pane.ARTICLE, "j").action.id == "down"


@pytest.mark.parametrize("written", [b'\xef\xbb\xbf[keys]\r\ntop = "f9"\r\n', b"\xff\xfe\0"])
def test_the_letters_of_the_file_are_no_trap(tmp_path: Path, written: bytes) -> None:
    """What an editor puts before UTF-8 is taken; what is no UTF-8 is told in plain words."""
    path = tmp_path / "keys.toml"
    path.write_bytes(written)
    keymap, wrong = load_keymap(every(), path)
    mended = [] if written.endswith(b"\n") else [f"{path} cannot be read: it is no UTF-8"]
    assert wrong == mended
    assert (keymap.feed(Pane.ARTICLE, "f9").action is None) == bool(mended)


def test_every_usual_key_is_one(tmp_path: Path) -> None:
    """What `onrecord keys` prints can be written into the file."""
    path = tmp_path / "keys.toml"
    rows = [f"{one.id} = {list(one.keys)}" for one in every()]
    path.write_text("[keys]\n" + "\n".join(rows).replace("'", '"'))
    _, wrong = load_keymap(every(), path)
    assert not [line for line in wrong if "which is no key" in line]


def test_a_view_without_a_key_is_told_without_one() -> None:
    """Who gave the way to a view no key is told none, and nothing fails."""
    usual, without = Keymap(every()), Keymap(every(), {ways.OPENED_BY[Pane.REVIEW]: ()})
    told = [
        ways.told(
            cast(Keyed, SimpleNamespace(keymap=keymap, pane=Pane.ARTICLE)), every()[0], Pane.REVIEW
        )
        for keymap in (usual, without)
    ]
    assert ["goes there" in line for line in told] == [True, False]


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
