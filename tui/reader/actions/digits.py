"""The digits: those that have a tag give it to quotations at once, all others count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.store.notebook.overlay import Quoted

from .action import ANYWHERE, Pane, action
from .annotate import QUOTED, WORK, about, chosen_or_said

if TYPE_CHECKING:
    from ..screens.keyed import Keyed

DIGITS = "123456789"
NONE_YET = "in the codebook (g c), # and a digit put one there."


def tag_on(screen: Keyed, key: str) -> str:
    """Return the tag that a key gives, by the digit that it ends in; "" where it gives none."""
    digit = key[-1:]
    return screen.notebook.codebook.on_key(int(digit)) if digit and digit in DIGITS else ""


def codes(screen: Keyed) -> list[tuple[str, str]]:
    """Return the keys that give tags in the pane as it is now, each with the name of its tag."""
    if screen.reader_app.digits_count:
        return []
    giving = (one for one in screen.keymap.of(screen.pane) if one.id == quick_tag.__name__)
    keys = (key for one in giving for key in screen.keymap.keys_of(one, screen.pane))
    return [(key, tag.rpartition("/")[2]) for key in keys if (tag := tag_on(screen, key))]


def _gives(screen: Keyed) -> bool:
    """Whether the key just pressed gives a tag: not while words are marked, by 3w and the like."""
    counting = screen.reader_app.digits_count or screen.marked()
    return not counting and bool(tag_on(screen, screen.last_key))


@action(*DIGITS, title="tag by one key", panes=QUOTED, group=WORK, when=_gives, changes=True)
def quick_tag(screen: Keyed) -> None:
    """Give the tag that the codebook has put on the digit, or take it off; other digits count."""
    if not (chosen := chosen_or_said(screen)):
        return
    if tag := tag_on(screen, screen.last_key):
        _turn(screen, chosen, tag)
    else:
        _ask(screen, chosen)


def _turn(screen: Keyed, chosen: list[Quoted], tag: str) -> None:
    every = all(tag in quoted.tags for quoted in chosen)
    screen.change(
        lambda notebook: notebook.quotations.retag(
            chosen, [] if every else [tag], [tag] if every else []
        )
    )


def _ask(screen: Keyed, chosen: list[Quoted]) -> None:
    """Ask which of the tags that are on digits is meant, as the palette tells no digit."""
    from ..screens.pick import Choice, Pick

    on = {digit: tag for digit in DIGITS if (tag := tag_on(screen, digit))}
    if not on:
        screen.say(f"No tag is on a digit yet: {NONE_YET}")
        return

    choices = [Choice(tag, f"#{tag}", digit) for digit, tag in on.items()]
    screen.ask_to_do(
        Pick(f"Tag {about(screen, chosen)}", choices), lambda tag: _turn(screen, chosen, tag)
    )


@action(
    "#",
    title="digits tag or count",
    panes=[pane for pane in ANYWHERE if pane is not Pane.CODEBOOK],
    group=WORK,
)
def switch_digits(screen: Keyed) -> None:
    """Let the digits give the tags that are on them, or let all digits count."""
    app = screen.reader_app
    app.digits_count = not app.digits_count
    app.show_codes()
    on = [f"{digit} {tag}" for digit in DIGITS if (tag := tag_on(screen, digit))]
    if app.digits_count:
        screen.say("All digits count: 5j goes five down. # lets them give tags again.")
    elif on:
        screen.say(f"Digits give tags: {'  '.join(on)}")
    else:
        screen.say(f"Digits give tags; no tag is on one yet: {NONE_YET}")
