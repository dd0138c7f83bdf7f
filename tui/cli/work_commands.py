"""The commands that change a person's work without the reader: what each of them takes.

Quotations are named by the ids that ``onrecord quotes --json`` prints.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable

from .view_commands import later, library, model

Add = Callable[[ArgumentParser], None]


def _library(parser: ArgumentParser, run: str) -> None:
    library(parser)
    model(parser)
    parser.set_defaults(run=later("working", run))


def _quotation(parser: ArgumentParser, run: str) -> None:
    _library(parser, run)
    parser.add_argument(
        "id", metavar="ID", help="of a quotation; “-” reads ids from standard input, one a line"
    )


def _tag(parser: ArgumentParser) -> None:
    _quotation(parser, "tag")
    parser.add_argument("tags", nargs="+", metavar="TAG", help="such as sanctions/threat")
    parser.add_argument("--drop", action="store_true", help="take the tags away instead")


def _select(parser: ArgumentParser) -> None:
    _quotation(parser, "select")
    parser.add_argument("--drop", action="store_true", help="take it out of the selection instead")


def _memo(parser: ArgumentParser) -> None:
    _library(parser, "memo")
    parser.add_argument(
        "id", metavar="ID", help="of a quotation or an actor, or an article's file, or actor:NAME"
    )
    parser.add_argument("text", metavar="TEXT", help="“-” reads standard input; empty removes it")


def _correct(parser: ArgumentParser) -> None:
    _quotation(parser, "correct")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--speaker", metavar="NAME", help="who said it; empty for nobody")
    what.add_argument("--kind", choices=("direct", "indirect", "mixed"), help="of what kind it is")
    what.add_argument("--words", metavar="WORDS", help="what was quoted, as the article has it")
    what.add_argument("--accept", action="store_true", help="it is right as it is")
    what.add_argument("--reject", action="store_true", help="it is no quotation")


def _undo(parser: ArgumentParser) -> None:
    _library(parser, "undo")


COMMANDS: dict[str, tuple[Add, str]] = {
    "tag": (_tag, "give a quotation tags, or take them away"),
    "memo": (_memo, "write a memo on a quotation, an article or an actor"),
    "select": (_select, "select a quotation for export"),
    "correct": (_correct, "correct speaker, kind or words of a quotation, accept or reject it"),
    "undo": (_undo, "take back what was done last"),
}
"""What each command takes, and what is said of it."""
