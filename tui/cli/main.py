"""The command line.  A command imports what it needs when it is run, never before."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from onrecord.store.errors import StoreError

from . import spelling, streams
from .evidence_commands import COMMANDS as EVIDENCE
from .intake_commands import COMMANDS as INTAKE
from .outcome import DONE, FAILED, MISUSED, STOPPED, complain
from .view_commands import COMMANDS as VIEWS
from .view_commands import library, plain, processes, what_counts, word
from .view_commands import model as _model
from .work_commands import COMMANDS as WORK

DESCRIPTION = """\
onrecord answers who said what, when, and where else was it said.

  onrecord FOLDER            open the reader on a folder of articles
  onrecord demo              open it on the sample dossier
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return its exit status."""
    if find_spec("fcntl") is None:
        complain("this system has no file locks of the kind onrecord needs: use Linux or macOS, "
                 "on Windows the Windows Subsystem for Linux (WSL)")  # fmt: skip
        return FAILED
    given = list(sys.argv[1:] if arguments is None else arguments)
    if closed := streams.mend():
        complain(closed)
        return FAILED
    try:
        status = _run(given)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:  # the reader of our output has gone: leave without a word
        streams.let_go()
        return FAILED
    except (OSError, StoreError, ValueError) as error:
        complain(streams.words_of(error))
        if isinstance(error, OSError):
            streams.let_go()
        return MISUSED if _is_of_a_query(error) else FAILED


def _is_of_a_query(error: Exception) -> bool:
    # Not imported for it: where files cannot be opened any more, that would be the next error.
    known = sys.modules.get("onrecord.store.search.language")
    return known is not None and isinstance(error, known.QueryError)


def _run(given: list[str]) -> int:
    parser = build_parser()
    if not given:
        parser.print_help()
        return MISUSED
    if given[0] not in COMMANDS and not given[0].startswith("-"):
        if other := spelling.command(given[0], COMMANDS):
            parser.error(f"there is no command or folder “{given[0]}”{other}")
        given.insert(0, "open")
    options = parser.parse_args(given)
    if getattr(options, "query", None):
        from onrecord.store.search import check_finished

        check_finished(" ".join(options.query))
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


class _Version(argparse.Action):
    """Print the version, which is looked up only then: that takes longer than all the rest here."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        told = "show program's version number and exit"
        super().__init__(option_strings, argparse.SUPPRESS, nargs=0, help=told)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib import metadata

        from onrecord.analysis.pipeline import package_of
        from onrecord.store.library.models import chosen

        model = package_of(chosen(None))
        print(f"{parser.prog} {metadata.version('onrecord')}")
        for name in ("spacy", model):
            try:
                print(f"{name} {metadata.version(name)}")
            except metadata.PackageNotFoundError:
                print(f"{name} is not installed as a package")
        parser.exit()


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = spelling.Parser(
        prog="onrecord",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Exit status: 0 done, 1 something could not be done, 2 wrong usage.",
    )
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, add in COMMANDS.items():
        add(commands.add_parser(name, help=HELP[name], description=HELP[name]))
    return parser


def _open(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="folder or file")
    _model(parser)
    parser.set_defaults(run=lambda o: read(o.paths, o.model))


def _demo(parser: argparse.ArgumentParser) -> None:
    _model(parser)
    parser.set_defaults(run=demo)


def _tutor(parser: argparse.ArgumentParser) -> None:
    _model(parser)
    parser.set_defaults(run=tutor)


def _extract(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", type=Path, help="JSON lines; without one, standard input is read"
    )
    parser.add_argument(
        "-j",
        "--jobs",
        type=processes,
        default=1,
        metavar="N",
        help="processes that analyse (default 1; 0: one for each processor)",
    )
    _model(parser)
    parser.set_defaults(run=extract)


def _table(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="folder or file")
    parser.add_argument("--json", action="store_true", help="JSON lines instead of a table")
    plain(parser)
    what_counts(parser)
    _model(parser)
    parser.set_defaults(run=table)


def _search(parser: argparse.ArgumentParser) -> None:
    library(parser)
    parser.add_argument(
        "query",
        nargs="+",
        type=word,
        metavar="QUERY",
        help='what to look for: words, "a phrase", begin*, /expression/, AND OR NOT ( ), speaker:x',
    )
    parser.add_argument("--json", action="store_true", help="JSON lines instead of a table")
    plain(parser)
    what_counts(parser)
    _model(parser)
    parser.set_defaults(run=search)


def _backups(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="FOLDER", help="the library's folder")
    parser.add_argument("--restore", metavar="NAME", help="put this backup in the notebook's place")
    plain(parser)
    parser.set_defaults(run=backups)


def _log(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="FOLDER", help="the library's folder")
    plain(parser)
    parser.set_defaults(run=log)


def _corrections(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="FOLDER", help="the library's folder")
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--export", type=Path, metavar="FILE", help="write the corrections to FILE")
    way.add_argument("--import", dest="take", type=Path, metavar="FILE", help="take them from FILE")
    parser.add_argument(
        "--with-notes", action="store_true", help="with --export: your tags and memos as well"
    )
    parser.add_argument(
        "--force", action="store_true", help="with --export: overwrite FILE where it exists"
    )
    parser.set_defaults(run=corrections)


def _completions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="your shell")
    parser.set_defaults(run=completions)


def _keys(parser: argparse.ArgumentParser) -> None:
    plain(parser)
    parser.set_defaults(run=keys)


COMMANDS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "open": _open,
    "demo": _demo,
    "tutor": _tutor,
    "extract": _extract,
    "quotes": _table,
    "actors": _table,
    "links": _table,
    "search": _search,
    "backups": _backups,
    "log": _log,
    "corrections": _corrections,
    "keys": _keys,
    "completions": _completions,
    **{name: add for name, (add, _) in (VIEWS | INTAKE | EVIDENCE | WORK).items()},
}
HELP = {
    "open": "open the reader on folders or files (the word may be left out)",
    "demo": "open the reader on the sample dossier; without a terminal, print its facts",
    "tutor": "ten minutes' tour of the reader, in the reader itself",
    "extract": "a filter: articles in, findings out, JSON lines",
    "quotes": "print every quotation: who said what, when",
    "actors": "print every person, organisation and country",
    "links": "print where else a thing was said",
    "search": "print where words stand, and who says them",
    "backups": "list the notebook's backups, or restore one",
    "log": "print the history of tags, memos and corrections",
    "corrections": "carry corrections from one library to another",
    "keys": "print all keys of the reader",
    "completions": "print what completes commands and options in your shell",
    **{name: told for name, (_, told) in (VIEWS | INTAKE | EVIDENCE | WORK).items()},
}


# -- what the commands do ---------------------------------------------------------------------


def read(paths: Sequence[Path], model: str | None, tour: bool = False) -> int:
    """Open the reader, or print the facts where there is no terminal."""
    if not interactive():
        from .tables import overview

        return overview(paths, model)
    from onrecord.tui.reader.process import (
        collect_from_now_on,
        collect_nothing_yet,
        run_to_the_end,
    )

    collect_nothing_yet()  # until the list is painted
    try:
        from onrecord.tui.session.session import Session

        with Session.open(paths, model) as session:
            from onrecord.tui.reader.app import OnrecordApp
            from onrecord.tui.reader.tour import Tour

            shown = OnrecordApp(session, tour=Tour() if tour else None)
            with streams.drawn_on_the_terminal():
                return run_to_the_end(shown) or shown.return_code or DONE  # 1 of one that broke
    finally:
        collect_from_now_on()


def interactive() -> bool:
    """Tell whether a full-screen program can be run here."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def demo(options: argparse.Namespace) -> int:
    """Lay the sample dossier out in the user's data directory and open it."""
    from onrecord.store.library.demo import lay_out

    return read([lay_out()], options.model)


def tutor(options: argparse.Namespace) -> int:
    """Lead through the reader, on a copy of the sample dossier kept for that."""
    from onrecord.store.library.demo import lay_out
    from onrecord.store.library.places import default_data_dir

    if not interactive():
        raise StoreError("the tour needs a terminal; onrecord demo prints what it goes through")
    return read([lay_out(default_data_dir() / "tour")], options.model, tour=True)


def extract(options: argparse.Namespace) -> int:
    """Run the filter."""
    from onrecord.store.library.models import chosen

    from . import extract as filtering

    # Not as an exception: that could come while a lock is taken, and nobody would give it back.
    before = signal.signal(signal.SIGINT, lambda *_: streams.leave(STOPPED))
    try:
        lines = filtering.lines_of(streams.opened(options.file))
        fine = filtering.run(lines, sys.stdout.buffer, chosen(options.model), options.jobs)
        return DONE if fine else FAILED
    except BrokenPipeError:
        streams.leave(FAILED)
    except (OSError, StoreError, ValueError) as error:
        complain(streams.words_of(error))
        streams.leave(FAILED)
    finally:
        signal.signal(signal.SIGINT, before)


def table(options: argparse.Namespace) -> int:
    """Print quotations, actors or links."""
    from . import tables

    asked = (options.json, options.plain, options.copies, options.acts)
    return tables.show(options.command, options.paths, options.model, *asked)


def search(options: argparse.Namespace) -> int:
    """Print what a query finds."""
    from . import search as searched
    from .tables import paths_of

    query = " ".join(options.query)
    asked = (options.json, options.plain, options.copies, options.acts)
    return searched.show(paths_of(options), query, options.model, *asked)


def backups(options: argparse.Namespace) -> int:
    """List or restore the notebook's backups."""
    from . import upkeep

    return upkeep.backups(options.path, options.restore, options.plain)


def log(options: argparse.Namespace) -> int:
    """Print the history of a person's work."""
    from . import upkeep

    return upkeep.log(options.path, options.plain)


def corrections(options: argparse.Namespace) -> int:
    """Carry corrections out of a library or into it."""
    from . import upkeep

    return upkeep.corrections(options)


def keys(options: argparse.Namespace) -> int:
    """Print all keys of the reader, as the person's own file has them."""
    from onrecord.tui.reader.actions import every, load_keymap

    from . import tables

    keymap, wrong = load_keymap(every())
    for line in wrong:
        complain(line)
    rows = [(", ".join(keymap.working(it)), it.title, it.id) for it in every()]
    return FAILED if tables.keys(rows, options.plain) or wrong else DONE


def completions(options: argparse.Namespace) -> int:
    """Print a script that completes commands, options and files."""
    import shtab

    parser = build_parser()
    (commands,) = (it for it in parser._actions if isinstance(it, argparse._SubParsersAction))
    for each in (parser, *commands.choices.values()):
        for action in each._actions:
            if action.type is Path:
                action.complete = shtab.FILE
    print(shtab.complete(parser, options.shell))
    return DONE


if __name__ == "__main__":
    sys.exit(main())
