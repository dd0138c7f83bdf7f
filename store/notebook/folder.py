"""Where a notebook lies: its folder, told from one that was made later under the same name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.store.errors import NotWritten
from onrecord.store.held_folder import HeldFolder


class NotebookFolder:
    """The folder of a notebook, held open, and the one around it.

    ``made_again`` is called when the folder, which was deleted, was made again; it returns why
    nothing can be changed there, or "".  ``copies`` is where copies of the work lie.
    """

    def __init__(self, folder: Path, made_again: Callable[[], str], copies: Path) -> None:
        self.path = folder
        self._home, self._around = HeldFolder(folder), HeldFolder(folder.parent)
        self._made_again = made_again
        self._copies = copies

    def make_again(self) -> str:
        """Make the folder again if it was deleted; return why nothing can be changed there, or "".

        Nothing is made in the old place of a folder that was moved or renamed: it holds the work.

        Raises:
            NotWritten: it was moved, or cannot be made.
        """
        if self._home.here():
            return ""
        if not (self._home.removed() and self._around.here()):
            raise NotWritten(self._gone())
        try:
            self.path.mkdir()
        except OSError as error:
            raise NotWritten(f"{self.path} was removed: {error.strerror}") from error
        self._home.close()
        self._home = HeldFolder(self.path)
        return self._made_again()

    def _gone(self) -> str:
        """Return what to tell of a folder that does not lie where it did."""
        told = f"{self.path} is not there any more, and nothing was changed"
        if now := self._home.now():
            return f"{told}: your work is in {now}; open onrecord on that folder"
        return f"{told}: copies of your work are in {self._copies}"

    def close(self) -> None:
        """Let the folders go."""
        self._home.close()
        self._around.close()
