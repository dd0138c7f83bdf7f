"""What can be seen: every view, how a person gets there, and how a screen is written down.

A screen is written as text: its characters, below them a letter for the style of each cell, and
what the letters stand for.  No font takes part, a difference can be read, and 200 x 60 cells take
about ten kilobytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_letters, digits, punctuation

from rich.cells import cell_len
from rich.style import Style

from onrecord.tui.reader.app import OnrecordApp

from .by_hand import CanalSession
from .conftest import Typed

SIGNS = ascii_letters + digits + punctuation


@dataclass(frozen=True, slots=True)
class Look:
    """A view: the class of its screen, the keys that lead there, and whose work is in it."""

    screen: str
    keys: tuple[str, ...]
    session: Callable[[], CanalSession]
    everywhere: bool = True
    """Whether it is worth a picture at every size and without colours."""


def worked() -> CanalSession:
    """Return a session in which somebody has worked."""
    session = CanalSession()
    quoted = session.quotations("closure.txt")
    session.changes.do(
        lambda notebook: notebook.quotations.tag([quoted[2]], ["threat/closure", "trade"])
    )
    session.changes.do(lambda notebook: notebook.quotations.tag([quoted[0]], ["threat/closure"]))
    session.changes.do(
        lambda notebook: notebook.quotations.memo(
            session.quotations("closure.txt")[2], "the key line of the day"
        )
    )
    session.changes.do(
        lambda notebook: notebook.quotations.select([session.quotations("closure.txt")[2]], True)
    )
    session.changes.do(
        lambda notebook: notebook.codebook.describe("threat/closure", "Only where ships are named.")
    )
    session.changes.do(lambda notebook: notebook.codebook.recolour("trade", "green"))
    session.changes.do(lambda notebook: notebook.articles.star(["closure.txt"], True))
    session.changes.do(
        lambda notebook: notebook.searches.save("ships in spring", "ships OR canal date:2021-03")
    )
    session.changes.do(lambda notebook: notebook.marks.set("a", "closure.txt", quoted[0].start))
    session.changes.do(
        lambda notebook: notebook.marks.set(
            "b", "answer.txt", session.quotations("answer.txt")[1].start
        )
    )
    return session


def overtaken() -> CanalSession:
    """Return a session in which an edited text has left work behind."""
    session = worked()
    session.leave_behind("annotations", "links")
    return session


def empty() -> CanalSession:
    """Return a session on a folder without an article."""
    return CanalSession({})


def troubled() -> CanalSession:
    """Return a session on a folder with files that are not read, and an article not analysed."""
    session = worked()
    (session.folder / "harbour at dusk.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (session.folder / "tonnage.numbers").write_bytes(bytes(range(256)))
    (session.folder / "wires.jsonl").write_text('{"text": "A ship came in."}\n{"text": \n', "utf-8")
    session.library.scan()
    session.library.give_up("answer.txt", "it took longer than 60 seconds")
    return session


READ = ("j", "enter", "2", "n")
"""Into the article, to a quotation with a tag and a memo."""

LOOKS = {
    "list": Look("Reader", ("j",), worked),
    "article": Look("Reader", READ, worked),
    "elsewhere": Look("Reader", ("j", "enter", "4", "n", "tab"), worked),
    "focus": Look("Reader", (*READ, "F"), worked, False),
    "maximised": Look("Reader", (*READ, "z"), worked, False),
    "marking": Look("Reader", ("j", "enter", "v", "w"), worked, False),
    "searching an article": Look("Reader", ("j", "enter", "slash", Typed("canal")), worked, False),
    "no articles": Look("Reader", (), empty, False),
    "quotations": Look("QuotationsView", ("g", "q", "v", "j"), worked),
    "quotations narrowed": Look(
        "QuotationsView", ("g", "q", "slash", Typed("speaker:oduya"), "enter"), worked, False
    ),
    "quotations, none": Look("QuotationsView", ("g", "q"), empty, False),
    "actors": Look("ActorsView", ("g", "a"), worked),
    "actors, none": Look("ActorsView", ("g", "a"), empty, False),
    "card": Look("CardView", ("g", "a", "enter"), worked),
    "versions": Look("VersionsView", ("j", "enter", "4", "n", "g", "s"), worked),
    "versions, one": Look("VersionsView", ("j", "enter", "g", "s"), worked, False),
    "check": Look(
        "CheckView", ("g", "d", Typed("nobody closes the canal in spring"), "enter"), worked
    ),
    "check, nothing asked": Look("CheckView", ("g", "d"), worked, False),
    "check, not there": Look(
        "CheckView", ("g", "d", Typed("fish are birds"), "enter"), worked, False
    ),
    "timeline": Look("TimelineView", ("g", "t"), worked),
    "timeline by speaker": Look("TimelineView", ("g", "t", "O", "j"), worked),
    "timeline, none": Look("TimelineView", ("g", "t"), empty, False),
    "figures": Look("FiguresView", ("g", "w"), worked),
    "figures by gender": Look("FiguresView", ("g", "w", "l", "t"), worked),
    "figures, none": Look("FiguresView", ("g", "w"), empty, False),
    "problems": Look("ProblemsView", ("g", "p", "j"), troubled),
    "problems, none": Look("ProblemsView", ("g", "p"), worked, False),
    "codebook": Look("CodebookView", ("g", "c", "j"), worked),
    "codebook, none": Look("CodebookView", ("g", "c"), empty, False),
    "review": Look("ReviewView", ("g", "r"), worked),
    "review, overtaken": Look("ReviewView", ("g", "r", "n", "n"), overtaken, False),
    "review ended": Look("ReviewView", ("g", "r", "n", "n"), worked, False),
    "search": Look("SearchView", ("g", "slash", Typed("canal OR ships"), "enter", "j"), worked),
    "search, nothing asked": Look("SearchView", ("g", "slash"), worked, False),
    "search, nothing found": Look(
        "SearchView", ("g", "slash", Typed("herring"), "enter"), worked, False
    ),
    "saved searches": Look("SearchesView", ("g", "f"), worked),
    "saved searches, none": Look("SearchesView", ("g", "f"), empty, False),
    "memos": Look("MemosView", ("g", "n"), worked),
    "memos, none": Look("MemosView", ("g", "n"), empty, False),
    "marks": Look("MarksView", ("g", "m"), worked),
    "marks, none": Look("MarksView", ("g", "m"), empty, False),
    "jump": Look("Jump", (*READ, "f"), worked),
    "jump, a letter typed": Look("Jump", (*READ, "f", "a"), worked, False),
    "boundaries": Look("BoundaryScreen", ("j", "enter", "2", "n", "B", "H", "h"), worked),
    "help": Look("HelpView", ("question_mark",), worked),
    "why this date": Look("TextPage", (*READ, "i"), worked, False),
    "export": Look("ExportScreen", ("j", "enter", "e"), worked),
    "tagging": Look("TagPrompt", (*READ, "t"), worked, False),
    "memo": Look("Writing", (*READ, "m"), worked, False),
    "speaker": Look("Pick", (*READ, "s"), worked, False),
    "date": Look("Prompt", (*READ, "D"), worked, False),
    "themes": Look("Pick", ("T",), worked, False),
    "merging actors": Look("Tick", ("g", "a", "v", "j", "v", "equals_sign"), worked, False),
    "deleting a tag": Look("Ask", ("g", "c", "x"), worked, False),
    "all actions": Look("CommandPalette", ("ctrl+p",), worked, False),
}
"""Every view, with what it says when it has nothing to show."""


def written(app: OnrecordApp) -> str:
    """Return what is on the screen: characters, styles, and what the letters of styles mean."""
    text: list[str] = []
    cells: list[list[str]] = []
    for strip in app.screen._compositor.render_strips(app.size):
        text.append("".join(segment.text for segment in strip).rstrip())
        cells.append([name for s in strip for name in [_style(s.style)] * cell_len(s.text)])
    counted = Counter(name for row in cells for name in row).most_common()
    seen = dict.fromkeys(name for row in cells for name in row if name != counted[0][0])
    signs = {counted[0][0]: " "} | dict(zip(seen, SIGNS, strict=False))
    assert len(signs) == len(seen) + 1, "more styles than signs for them"
    styles = ["".join(signs[name] for name in row).rstrip() for row in cells]
    told = [f"{sign or ' '} {name}" for name, sign in signs.items()]
    rule = "─" * app.size.width
    return "\n".join([type(app.screen).__name__, rule, *text, rule, *styles, rule, *told, ""])


def _style(style: Style | None) -> str:
    """Return a style in words, without what cannot be seen."""
    return str(style.clear_meta_and_links()) if style else "none"
