"""The commands about evidence: out, back in, between people, in numbers; what each takes."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from .view_commands import also, later, model, plain, view, what_counts

BY = (
    "speaker",
    "gender",
    "role",
    "party",
    "organisation",
    "country",
    "kind",
    "source",
    "tag",
    "month",
    "year",
)
"""What quotations are counted by (:data:`onrecord.store.statistics.figures.BY`)."""
COUNTS = ("quotations", "words", "articles")
"""What is counted (:data:`onrecord.store.statistics.figures.COUNTS`)."""

Add = Callable[[ArgumentParser], None]


def _which(parser: ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--all", action="store_true", help="every quotation")
    for option, name, told in (
        ("--article", "ID", "the quotations of one article"),
        ("--tag", "TAG", "those with this tag, or one below it"),
        ("--speaker", "NAME", "those of one speaker"),
    ):
        told += " (given again: of another one too)"
        what.add_argument(option, action="append", default=[], metavar=name, help=told)
    what_counts(parser)


def _export(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="folder or file")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="where to write, its ending says how; a folder gets notes for Obsidian; "
        "else Markdown to standard output",
    )
    parser.add_argument("--format", metavar="NAME", help="the format, whatever the ending is")
    parser.add_argument("--formats", action="store_true", help="list the formats")
    parser.add_argument("--template", type=Path, metavar="FILE", help="a template of your own")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--force", action="store_true", help="overwrite FILE where it exists")
    way.add_argument(
        "--update",
        action="store_true",
        help="bring Markdown up to date that was exported before; what you wrote in it stays",
    )
    _which(parser)
    model(parser)
    parser.set_defaults(run=later("exporting", "export"))


def _file(parser: ArgumentParser, name: str, told: str) -> None:
    parser.add_argument("file", type=Path, metavar=name, help=told)
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        metavar="FOLDER",
        help="the library; by default the one that FILE, or the working directory, lies in",
    )
    model(parser)


def _verify(parser: ArgumentParser) -> None:
    _file(parser, "FILE", "an export: Markdown, CSV, JSON lines, Web Annotation, report, REFI-QDA")
    also(parser)
    parser.add_argument("--json", action="store_true", help="JSON lines instead of text")
    parser.set_defaults(run=later("incoming", "verify"))


def _import(parser: ArgumentParser) -> None:
    _file(parser, "FILE", "an export, edited; annotations or a codebook of another program")
    also(parser)
    parser.add_argument("--apply", action="store_true", help="do it; else it is only shown")
    parser.add_argument(
        "--theirs", action="store_true", help="where both sides have changed, as FILE says"
    )
    parser.add_argument(
        "--passages",
        action="store_true",
        help="mark as quotations what FILE tags where there is none",
    )
    parser.set_defaults(run=later("incoming", "take"))


def _codebook(parser: ArgumentParser) -> None:
    view(parser, later("exporting", "codebook"))
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write it as a table")
    parser.add_argument("--qdc", type=Path, metavar="FILE", help="write it as REFI-QDA")
    parser.add_argument("--force", action="store_true", help="overwrite FILE where it exists")


def _merge(parser: ArgumentParser) -> None:
    _file(parser, "OTHER", "a colleague's library, its .onrecord folder, or an export of theirs")
    parser.add_argument("--name", metavar="NAME", help="whose it is, for work that bears no name")
    parser.set_defaults(run=later("merging", "merge"))


def _agreement(parser: ArgumentParser) -> None:
    parser.add_argument("first", type=Path, metavar="A", help="the first coder's library")
    told = "the second coder's library of the same articles, or an export of theirs"
    parser.add_argument("second", type=Path, metavar="B", help=told)
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write the confusion table")
    parser.add_argument("--force", action="store_true", help="overwrite FILE where it exists")
    parser.add_argument(
        "--queue", action="store_true", help="put the differences into A's review queue"
    )
    parser.add_argument("--json", action="store_true", help="JSON lines instead of a table")
    plain(parser)
    model(parser)
    parser.set_defaults(run=later("coders", "agree"))


def _figures(parser: ArgumentParser) -> None:
    _counted(parser, "figures")
    parser.add_argument("--by", choices=BY, default="speaker", help="speaker unless told")
    parser.add_argument("--count", choices=COUNTS, default=COUNTS[0], help="quotations unless told")
    parser.add_argument("--over", choices=("month", "year"), help="for each month or year")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="write them as a chart")


def _together(parser: ArgumentParser) -> None:
    _counted(parser, "together")
    parser.add_argument("--rows", choices=BY, default="tag", help="tag unless told")
    parser.add_argument("--columns", choices=BY, default="tag", help="tag unless told")


def _counted(parser: ArgumentParser, name: str) -> None:
    view(parser, later("figures", name))
    parser.add_argument("query", nargs="*", metavar="QUERY", help="only what fits: speaker:x tag:y")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write them as a table")
    parser.add_argument("--force", action="store_true", help="overwrite FILE where it exists")


def _people(parser: ArgumentParser) -> None:
    _file(parser, "FILE", "a table: name, variants, gender, role, party, organisation, country, …")
    parser.set_defaults(run=later("figures", "people"))


def _news(parser: ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="FOLDER", help="the library's folder")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these saved searches")
    parser.add_argument("--keep", action="store_true", help="tell the same again next time")
    parser.add_argument("--json", action="store_true", help="JSON lines instead of text")
    model(parser)
    parser.set_defaults(run=later("news", "news"))


COMMANDS: dict[str, tuple[Add, str]] = {
    "export": (_export, "write quotations in one of many formats (without a choice: the selected)"),
    "codebook": (_codebook, "print the tree of your tags, or write it for other programs"),
    "verify": (_verify, "tell whether what a file quotes still stands, word for word"),
    "agreement": (_agreement, "tell how far two coders agree: percent, kappa, alpha, by tag"),
    "figures": (_figures, "print who is quoted how much, by speaker, gender, source, tag, time"),
    "together": (_together, "print how often tags, speakers, sources stand together"),
    "news": (_news, "tell what saved searches find that they had not found before"),
    "people": (_people, "take over a list of people and bodies of your own"),
    "merge": (_merge, "take a colleague's tags, memos and corrections over, as one step"),
    "import": (_import, "take over tags, memos and a codebook from a file"),
}
"""What each command takes, and what is said of it."""
