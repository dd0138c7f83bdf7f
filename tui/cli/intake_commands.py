"""The commands about what comes in: what each of them takes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from .view_commands import later, model, plain, processes

Add = Callable[[ArgumentParser], None]


def _paths(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="folder or file")
    parser.add_argument("--json", action="store_true", help="JSON lines instead of a table")
    plain(parser)


def _articles(parser: ArgumentParser) -> None:
    _paths(parser)
    parser.add_argument("--text", action="store_true", help="with --json: the texts as well")
    parser.set_defaults(run=articles)


def _analyse(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="folder or file")
    parser.add_argument("--json", action="store_true", help="a JSON object instead of a sentence")
    parser.add_argument(
        "-w",
        "--workers",
        type=processes,
        default=None,
        metavar="N",
        help="processes that analyse (default: one a processor, at most 4; 0: one a processor)",
    )
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="analyse on a Dask cluster: tcp://host:port of its scheduler",
    )
    parser.add_argument(
        "--tls", action="store_true", help="with --dask: encrypted, as Dask is configured to"
    )
    for name in ("ca-file", "cert", "key"):
        parser.add_argument(
            f"--tls-{name}", default="", metavar="FILE", help="with --tls: not as configured"
        )
    parser.add_argument(
        "--again", action="store_true", help="try once more what could not be analysed before"
    )
    model(parser)
    parser.set_defaults(run=later("analyse", "analyse"))


def _problems(parser: ArgumentParser) -> None:
    _paths(parser)
    model(parser)
    parser.set_defaults(run=problems)


def _add(parser: ArgumentParser) -> None:
    parser.add_argument(
        "what",
        nargs="+",
        metavar="URL",
        help="address of a page, a document or a feed, or an OPML file; a folder to add to",
    )
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help="the folder to add to (default: this one)"
    )
    parser.set_defaults(run=add)


def _fetch(parser: ArgumentParser) -> None:
    parser.add_argument(
        "path", nargs="?", type=Path, default=Path(), metavar="FOLDER", help="default: this one"
    )
    parser.set_defaults(run=fetch)


def _map(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="JSON, JSON lines, CSV or TSV")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="name a field of the file: text=Body; nothing behind = takes it away",
    )
    parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    plain(parser)
    parser.set_defaults(run=map_fields)


COMMANDS: dict[str, tuple[Add, str]] = {
    "articles": (_articles, "print every article with title, author, date and source"),
    "analyse": (_analyse, "analyse a library without a screen, and keep what is found"),
    "problems": (_problems, "print what is not among the articles, and why"),
    "map": (_map, "show which field of a file of records is which, and name others"),
    "add": (_add, "fetch pages and documents, subscribe to feeds"),
    "fetch": (_fetch, "fetch what is new in the feeds that were added"),
}
"""What each command takes, and what is said of it."""


def articles(options: Namespace) -> int:
    """Print the articles."""
    from . import intake

    return intake.articles(options.paths, options.json, options.text, options.plain)


def problems(options: Namespace) -> int:
    """Print the problems."""
    from . import intake

    return intake.problems(options.paths, options.json, options.plain, options.model)


def add(options: Namespace) -> int:
    """Fetch addresses into a folder."""
    from . import addresses

    return addresses.add(options.what, options.to)


def fetch(options: Namespace) -> int:
    """Refresh the feeds of a folder."""
    from . import addresses

    return addresses.fetch(options.path)


def map_fields(options: Namespace) -> int:
    """Show and name the fields of a file."""
    from . import mapping

    return mapping.show(options.file, options.set, options.json, options.plain)
