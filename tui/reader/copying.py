"""An application that copies: nothing waits for a clipboard, and it is told which one it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from textual.app import App
from textual.worker import Worker

from .screens.keyed import Keyed
from .textual_internals import remember_copied, write_to_terminal

WhenCopied = Callable[[str, str], None]
"""What is called once it is done: with how it was copied, and how serious that is."""


class Copying(App[None]):
    """Copies in a thread, and tells the way that was found."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy text, wherever in the application it comes from."""
        screen = self.screen
        if isinstance(screen, Keyed):
            self.copy(text, lambda how, severity: screen.say(f"Copied {how}.", severity))
        else:
            self.copy(text, lambda how, severity: None)

    def copy(self, text: str, told: WhenCopied) -> None:
        """Copy text and tell how; a program that hangs holds up nobody."""
        remember_copied(self, text)
        _: Worker[None] = self.run_worker(partial(self._give, text, told), thread=True)

    def _give(self, text: str, told: WhenCopied) -> None:
        """Run in a thread."""
        from onrecord.tui.session import (
            clipboard,  # with the first text that is copied, not before the first paint
        )

        name = clipboard.by_program(text, os.environ)
        self.call_from_thread(self._given, text, name, told)

    def _given(self, text: str, name: str, told: WhenCopied) -> None:
        from onrecord.tui.session import clipboard

        if name:
            told(f"with {name}", "information")
        elif (order := clipboard.sequence(text, os.environ)) and write_to_terminal(self, order):
            told("through the terminal", "information")
        else:
            try:
                told(f"to {clipboard.to_file(text)}: there is no clipboard here", "warning")
            except OSError as error:
                told(f"nowhere: there is no clipboard, and {error}", "error")
