"""The commands that print a view of the reader as plain text: what each of them takes."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

Add = Callable[[ArgumentParser], None]

PLAIN = "plain text: no colours, no lines; as it is anyway without a terminal"


def later(module: str, name: str) -> Callable[[Namespace], int]:
    """Return a command that imports the module which does it when it is run, not before."""

    def run(options: Namespace) -> int:
        done: int = getattr(import_module(f".{module}", __package__), name)(options)
        return done

    return run


def plain(parser: ArgumentParser) -> None:
    """Let a command be told to print no table, but plain text."""
    parser.add_argument("--plain", action="store_true", help=PLAIN)


def what_counts(parser: ArgumentParser) -> None:
    """Let a command be told to count copies of an article, and acts that are merely told."""
    parser.add_argument(
        "--copies", action="store_true", help="count copies of an article too, not the first alone"
    )
    parser.add_argument(
        "--acts",
        action="store_true",
        help="count acts told without a clause of their own too: declined to comment",
    )


def model(parser: ArgumentParser) -> None:
    """Let a command be told which spaCy pipeline to use, and whether quotations take long."""
    parser.add_argument(
        "--model",
        help="accurate, which finds more of what is said without marks and takes two to three "
        "times as long, or an installed spaCy pipeline (default: the one onrecord ships with; "
        "also ONRECORD_MODEL)",
    )


def processes(text: str) -> int:
    """Return how many processes are asked for; 0 is one for each processor."""
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise ArgumentTypeError(f"“{text}” is not a number of 0 or more")
    return int(text) or os.cpu_count() or 1


def word(given: str) -> str:
    """Return a word to look for; an empty one, as of a variable never set, stands everywhere.

    Raises:
        ArgumentTypeError: there is nothing in it.
    """
    if not given.strip():
        raise ArgumentTypeError("it is empty: there is nothing to look for")
    return given


def library(parser: ArgumentParser) -> None:
    """Let a command take a library, and others that are opened together with it."""
    parser.add_argument("path", type=Path, metavar="PATH", help="folder or file")
    also(parser)


def also(parser: ArgumentParser) -> None:
    """Let a command open other libraries together with its own."""
    parser.add_argument(
        "--also",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="another library, opened together with it (may be given several times)",
    )


def view(parser: ArgumentParser, run: Callable[[Namespace], int]) -> None:
    """Let a command take a library, and how it is to print it."""
    library(parser)
    parser.add_argument("--json", action="store_true", help="JSON lines instead of text")
    plain(parser)
    what_counts(parser)
    model(parser)
    parser.set_defaults(run=run)


def _read(parser: ArgumentParser) -> None:
    view(parser, read)
    parser.add_argument("article", metavar="ARTICLE", help="its file, or words of its title")


def _statements(parser: ArgumentParser) -> None:
    view(parser, statements)
    parser.add_argument("name", metavar="NAME", help="the actor, by any of their names")


def _versions(parser: ArgumentParser) -> None:
    view(parser, versions)
    parser.add_argument("words", nargs="*", metavar="WORDS", help="words that stand in it")


def _check(parser: ArgumentParser) -> None:
    view(parser, check)
    told = "what they are said to have said"
    parser.add_argument("words", nargs="+", type=word, metavar="WORDS", help=told)


def _timeline(parser: ArgumentParser) -> None:
    view(parser, timeline)
    parser.add_argument("query", nargs="*", metavar="QUERY", help="only what fits: speaker:x tag:y")
    parser.add_argument(
        "--by", choices=("time", "speaker", "tag"), default="time", help="time unless told"
    )


def _review(parser: ArgumentParser) -> None:
    view(parser, review)


COMMANDS: dict[str, tuple[Add, str]] = {
    "read": (_read, "print an article, its quotations marked in the text"),
    "statements": (_statements, "print what one actor said, in time, and where that differs"),
    "versions": (_versions, "print statements that stand in several places, word by word"),
    "check": (_check, "tell whether words were said: verbatim, in part, altered, or not"),
    "timeline": (_timeline, "print how much was said, and when"),
    "review": (_review, "print what waits for your review"),
}
"""What each command takes, and what is said of it."""


def read(options: Namespace) -> int:
    """Print an article."""
    from . import views

    return views.show(lambda session: views.read(session, options.article), options)


def statements(options: Namespace) -> int:
    """Print what an actor said."""
    from . import statement_views, views

    return views.show(lambda session: statement_views.statements(session, options.name), options)


def versions(options: Namespace) -> int:
    """Print the versions of statements."""
    from . import statement_views, views

    words = " ".join(options.words)
    return views.show(lambda session: statement_views.versions(session, words), options)


def check(options: Namespace) -> int:
    """Tell whether words were said."""
    from . import statement_views, views

    words = " ".join(options.words)
    return views.show(lambda session: statement_views.check(session, words), options)


def codebook(options: Namespace) -> int:
    """Print the tags."""
    from . import views

    return views.show(views.codebook, options)


def timeline(options: Namespace) -> int:
    """Print what there is, step by step."""
    from onrecord.tui.session.timeline import By

    from . import views

    query, by = " ".join(options.query), By(options.by)
    return views.show(lambda session: views.timeline(session, query, by), options)


def review(options: Namespace) -> int:
    """Print the review queue."""
    from . import views

    return views.show(views.review, options)
