"""Draws the pictures of the documentation from the running program: `make pictures`.

The sample dossier is laid out in a temporary folder, analysed, and read with the same keys that a
person would press.
"""

import asyncio
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from onrecord.store.library.demo import lay_out
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.session import Session

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
ARTICLE = "hallin-agreement.txt"
FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
SAT = "sat down"
"""Words of the quotation that most pictures are about."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is pressed, what is typed in the end, and how large the terminal is."""

    keys: str
    typed: str = ""
    after: str = ""
    size: tuple[int, int] = (110, 30)
    theme: str = "onrecord-dark"


PICTURES_OF = {
    "reader": Picture("", size=(150, 42)),
    "light": Picture("", size=(150, 42), theme="onrecord-light"),
    "quotations": Picture("g q G"),
    "actors": Picture("g a"),
    "card": Picture("g a j j enter d"),
    "versions": Picture("g s"),
    "check": Picture("g d", "we have received a paper with ten days in it", "enter"),
    "timeline": Picture("g t O j j", size=(110, 22)),
    "figures": Picture("g w", size=(130, 26)),
    "codebook": Picture("g c", size=(110, 16)),
    "review": Picture("g r"),
    "search": Picture("g /", "inspect* AND (ships OR speaker:dovask)", "enter j"),
    "searches": Picture("g f", size=(110, 12)),
    "marks": Picture("g m", size=(110, 12)),
    "memos": Picture("g n", size=(110, 26)),
    "problems": Picture("g p j", size=(110, 22)),
    "following": Picture("g"),
    "jump": Picture("f", size=(150, 42)),
    "boundaries": Picture("B H"),
    "tagging": Picture("t", "s"),
    "export": Picture("e"),
    "themes": Picture("T"),
    "help": Picture("?"),
}
"""Every view, from the quotation of :data:`SAT` on."""


def work(session: Session) -> None:
    """Leave the marks that a person would have left by now."""
    found = {row.id.rsplit("/", 1)[-1]: row.id for row in session.rows()}
    sat = next(q for q in session.quotations(found[ARTICLE]) if SAT in _words(session, q))
    session.changes.do(lambda notebook: notebook.quotations.tag([sat], ["talks/conditions"]))
    session.changes.do(
        lambda notebook: notebook.quotations.memo(
            sat, "He told parliament the opposite on 6 September: quote both."
        )
    )
    session.changes.do(lambda notebook: notebook.quotations.select([sat], True))
    earlier = session.quotations(found["no-talks-under-searchlights.txt"])
    session.changes.do(lambda notebook: notebook.quotations.tag(earlier[:2], ["talks/conditions"]))
    session.changes.do(
        lambda notebook: notebook.quotations.tag(
            session.quotations(found["compact-imposes-sanctions.md"])[:3], ["sanctions"]
        )
    )
    session.changes.do(
        lambda notebook: notebook.quotations.tag(
            session.quotations(found["orta-dovask-toll-gate.txt"])[:1], ["sanctions/threat"]
        )
    )
    session.changes.do(
        lambda notebook: notebook.codebook.describe(
            "talks/conditions", "What has to happen first, in whoever's words."
        )
    )
    session.changes.do(lambda notebook: notebook.codebook.recolour("sanctions", "vermilion"))
    session.changes.do(lambda notebook: notebook.codebook.set_key(1, "talks/conditions"))
    session.changes.do(
        lambda notebook: notebook.searches.save("who inspects", "inspect* speaker:dovask")
    )
    session.changes.do(
        lambda notebook: notebook.searches.save(
            "promises of talks", "negotiat* OR talks date:2023-09"
        )
    )
    session.changes.do(
        lambda notebook: notebook.articles.memo(sat.article, "The only report from the ferry.")
    )
    dovask = next(it for it in session.actors().values() if "Dovask" in it.name)
    session.changes.do(
        lambda notebook: notebook.actors.note(
            dovask.id, dovask.name, "Speaks for the other side since the summer."
        )
    )
    session.changes.do(lambda notebook: notebook.marks.set("s", sat.article, sat.start))
    session.changes.do(
        lambda notebook: notebook.marks.set("t", earlier[0].article, earlier[0].start)
    )
    read = ["strait-inspections-announced.txt", "saren-courier_2023-09-05.txt"]
    session.changes.do(
        lambda notebook: notebook.articles.mark_read([found[name] for name in read], True)
    )


def trouble(folder: Path) -> None:
    """Put beside the articles what a person's folder holds that is none."""
    (folder / "ferry at dusk.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (folder / "minutes of the compact.docx").write_bytes(b"PK\x03\x04" + bytes(40))
    (folder / "tonnage.numbers").write_bytes(bytes(range(256)))


def _words(session: Session, quoted: Quoted) -> str:
    return session.article(quoted.article).text[quoted.start : quoted.end]


async def draw(session: Session, picture: Picture) -> str:
    """Go to the quotation with the memo, press the keys, and return the screen as SVG."""
    app = OnrecordApp(session, keys=session.library.home / "none.toml")
    async with app.run_test(size=picture.size) as pilot:
        app.theme = picture.theme
        await settled(pilot)
        row = next(row for row in session.rows() if row.id.endswith(ARTICLE))
        quoted = next(q for q in session.quotations(row.id) if q.memo)
        app.reader.visit(row.id, quoted.start)
        await settled(pilot)
        await pilot.press(*picture.keys.split())
        await settled(pilot)
        if picture.typed:
            into = app.focused
            assert isinstance(into, Input)
            into.insert_text_at_cursor(picture.typed)
            await pilot.press(*picture.after.split())
            await settled(pilot)
        return app.export_screenshot(title="onrecord")


async def settled(pilot: Pilot[None]) -> None:
    """Wait until no worker of a view is at work, and what it found is drawn."""
    await pilot.pause(0.3)
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.pause(0.1)
    await pilot.pause(0.3)


def portable(picture: str) -> str:
    """Return the picture such that every viewer draws it alike, and fetches no font for it."""
    picture = FONT.sub("", picture).replace("Fira Code", "Fira Code, DejaVu Sans Mono, Menlo")
    picture = re.sub(r"terminal-\d+", "terminal", picture)  # the same picture, the same file
    return picture.replace("<svg ", '<svg xml:space="preserve" ', 1)


def main() -> None:
    """Draw every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = lay_out(Path(temporary))
        trouble(folder)
        with Session.open([folder]) as session:
            session.finish()
            work(session)
        os.chdir("/tmp")  # the folder that the export offers
        for name, picture in PICTURES_OF.items():
            with Session.open([folder]) as session:
                drawn = asyncio.run(draw(session, picture))
            (PICTURES / f"{name}.svg").write_text(portable(drawn), "utf-8")


if __name__ == "__main__":
    main()
