"""A tour of the reader in the reader itself: each step is done by the person's own keys.

Nothing is played: a step is over once its effect is there, by whatever keys it was reached.  The
steps go through the sample dossier (``onrecord tutor``), in a folder of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from .actions.action import READER, Pane

if TYPE_CHECKING:
    from onrecord.store.notebook.overlay import Quoted

    from .app import OnrecordApp


class Moment(NamedTuple):
    """What a step looks at: the action that was done last, "" for none, and what is shown."""

    action: str
    app: OnrecordApp

    @property
    def pane(self) -> Pane | None:
        """The pane with the keys, None while something is asked."""
        from .screens.keyed import Keyed

        screen = self.app.screen
        return screen.pane if isinstance(screen, Keyed) else None

    @property
    def quoted(self) -> Quoted | None:
        """The quotation under the cursor, in the reader."""
        chosen = self.app.reader.chosen()
        return chosen[0] if chosen else None


class Step(NamedTuple):
    """One thing to do: what is told, and when it is done."""

    told: str
    done: Callable[[Moment], bool]


def _after(action: str, pane: Pane | None = None) -> Callable[[Moment], bool]:
    """Return whether an action was the last one, and nothing is asked any more."""
    return lambda now: now.action == action and now.pane is not None and pane in (None, now.pane)


def _quoted(action: str, has: Callable[[Quoted], object]) -> Callable[[Moment], bool]:
    """Return whether after an action the quotation under the cursor has what was asked for."""
    return lambda now: now.action == action and now.quoted is not None and bool(has(now.quoted))


def _in(pane: Pane) -> Callable[[Moment], bool]:
    return lambda now: now.pane is pane


def _back(now: Moment) -> bool:
    """Return whether a person is back from the views."""
    return now.pane in READER


STEPS = (
    Step(
        "These are the articles, the latest first. j and k go along the list, ⏎ opens the one"
        " under the cursor. Open one.",
        _in(Pane.ARTICLE),
    ),
    Step(
        "A coloured bar runs along what somebody said, one colour a speaker. n goes to the next"
        " quotation, p back. Go to one.",
        _quoted("next_quotation", lambda quoted: quoted),
    ),
    Step(
        "What you may want to use is selected with the space bar. Select this quotation.",
        _quoted("select", lambda quoted: quoted.selected),
    ),
    Step(
        "A tag sorts quotations by theme: t, then a word such as harbour, or a path such as"
        " harbour/toll, then ⏎.",
        _quoted("tag", lambda quoted: quoted.tags),
    ),
    Step(
        "A memo keeps a thought: m, some words, then ctrl+s.",
        _quoted("memo", lambda quoted: quoted.memo),
    ),
    Step(
        "Nothing is lost by trying: u takes back what was done last, ctrl+r does it again. Undo.",
        _after("undo"),
    ),
    Step(
        "If the speaker is wrong, s gives the words to somebody else. Look who there is, then"
        " choose with ⏎, or leave with esc.",
        _after("speaker"),
    ),
    Step(
        "Where else do these words stand? tab goes to the next pane, the links; there ⏎ follows"
        " one, and [ comes back.",
        _in(Pane.LINKS),
    ),
    Step(
        "g and a letter open the other views. g q lists every quotation of the library.",
        _in(Pane.QUOTATIONS),
    ),
    Step(
        "/ narrows the list: type kind:direct, or a name, then ⏎.",
        lambda now: now.pane is Pane.QUOTATIONS and bool(getattr(now.app.screen, "query_text", "")),
    ),
    Step(
        "q leaves a view. Go back to the article.",
        _back,
    ),
    Step(
        "Did they really say it? g d takes words, such as nothing to negotiate, and after ⏎ tells"
        " where they stand, and what was altered. Ask something.",
        lambda now: now.pane is Pane.VERSIONS and bool(getattr(now.app.screen, "words", "")),
    ),
    Step("q leaves this view too. Go back to the article.", _back),
    Step(
        "? tells every key of the place you are in: / searches there, ⏎ does what is under the"
        " cursor. Open it.",
        _in(Pane.HELP),
    ),
    Step(
        "q leaves the help. e writes what you selected to a file, as Markdown: write it, or leave"
        " with esc.",
        _after("export"),
    ),
)

OVER = "That is all you need. q leaves; onrecord FOLDER opens your own articles."


class Tour:
    """Where a person is in the tour."""

    def __init__(self) -> None:
        self.at = 0
        self._action = ""

    @property
    def told(self) -> str:
        """What to do now."""
        return STEPS[self.at].told if self.at < len(STEPS) else OVER

    @property
    def counted(self) -> str:
        """How far the tour is, for the strip."""
        return f"{self.at + 1} of {len(STEPS)}" if self.at < len(STEPS) else "done"

    def did(self, action: str) -> None:
        """Take note of an action; a step asks for the one that was done last."""
        self._action = action

    def look(self, app: OnrecordApp) -> bool:
        """Go on where the step is done; return whether it was."""
        if self.at >= len(STEPS) or not STEPS[self.at].done(Moment(self._action, app)):
            return False
        self.at += 1
        self._action = ""
        return True
