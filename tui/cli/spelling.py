"""Commands and options that are mistaken for others: the right usage, and a suggestion."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn


class Parser(argparse.ArgumentParser):
    """A parser whose commands complain of their own options, and suggest what was meant."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.register("type", Path, _path)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse; what is left over is an error of this very parser.

        The top one gets what a command's own parser leaves over, which then shows the usage of
        all commands: here each speaks for itself.  Words of a query that stand behind an option,
        which argparse leaves over as well, belong to the query.
        """
        known, rest = super().parse_known_args(args, namespace)
        if isinstance(getattr(known, "query", None), list):
            known.query += [word for word in rest if not word.startswith("-")]
            rest = [word for word in rest if word.startswith("-")]
        if rest:
            self.error(_unknown(rest, self._option_string_actions))
        return known, rest

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End the program when all that was printed is written.

        Raises:
            OSError: it cannot be written.
        """
        sys.stdout.flush()
        super().exit(status, message)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print; of standard output argparse would pass over in silence what cannot be written."""
        if file is sys.stdout:
            file.write(message)
        else:
            super()._print_message(message, file)


def _path(word: str) -> Path:
    """Return a path; of an empty one, as of a variable that a script never set, Python makes ``.``.

    Raises:
        argparse.ArgumentTypeError: it is empty.
    """
    if not word:
        raise argparse.ArgumentTypeError("an empty name is no file or folder")
    return Path(word)


def _unknown(rest: Sequence[str], options: Iterable[str]) -> str:
    word = next((word for word in rest if word.startswith("-")), rest[0])
    if not word.startswith("-"):
        return f"“{word}” is one word too many"
    name = word.partition("=")[0]
    known = (option.removeprefix("--") for option in options if option.startswith("--"))
    return f"there is no option {name}{meant(name.lstrip('-'), known, '--')}"


def command(word: str, commands: Iterable[str]) -> str:
    """Return what to say of a word that is no command, or "" where it can be a path."""
    if os.path.lexists(word) or "/" in word or "." in word:
        return ""
    return meant(word, commands)


def meant(word: str, known: Iterable[str], before: str = "") -> str:
    """Return the question whether what is most like a word was meant, or "" where nothing is.

    ``before`` is what stands before each of those that are known, and makes none of them alike.
    """
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=0.65)
    return f"; did you mean `{before}{close[0]}`?" if close else ""
