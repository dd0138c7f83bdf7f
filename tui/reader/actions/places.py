"""Places: going to anything in sight by its letters, and marks that are gone back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.tui.session.marks import mark_at

from .action import ANYWHERE, READER, action

if TYPE_CHECKING:
    from ..screens.keyed import Keyed
    from ..screens.reader import Reader


@action("f", title="jump", panes=ANYWHERE)
def jump(screen: Keyed) -> None:
    """Show letters on everything in sight; typing them goes there, or follows the link."""
    from ..screens.jump import Jump, in_sight

    targets = in_sight(screen)
    if not targets:
        screen.say("There is nothing to jump to here.")
        return

    screen.ask(Jump(targets), lambda hint: hint.go())


@action("K letter", title="keep place", panes=READER, changes=True)
def set_mark(reader: Reader) -> None:
    """Keep this place under a letter: ` or ' and the letter come back to it, from anywhere."""
    if not (letter := _letter(reader)):
        return
    if reader.article_id:
        point = reader.view.cursor.point
        reader.change(lambda notebook: notebook.marks.set(letter, reader.article_id, point))
    else:
        reader.say("There is no article to keep a place in.")


@action("` letter", "' letter", title="to a mark", panes=ANYWHERE)
def go_to_mark(screen: Keyed) -> None:
    """To the place with this mark; ` ` or ' ' goes back again."""
    from ..screens.marks import go_to

    if not (letter := _letter(screen)):
        return
    mark = mark_at(screen.session.library, letter)
    if mark is None:
        screen.say(f"There is no mark {letter}: K and a letter keep a place under it.")
    else:
        go_to(screen, mark)


def _letter(screen: Keyed) -> str:
    """Return the letter that ended the sequence; the palette gives none, and it is asked for."""
    if len(screen.last_key) == 1 and screen.last_key.isalpha():
        return screen.last_key
    screen.say("Type the key and a letter: K a keeps a place, ` a goes back to it.")
    return ""
