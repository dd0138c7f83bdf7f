"""Draws the pictures of the README from the running program: `make pictures`.

The sample dossier is laid out in a temporary folder, analysed, and read with the same keys that a
person would press.
"""

import asyncio
import re
import tempfile
from pathlib import Path

from store.demo import lay_out
from tui.app import OnrecordApp
from tui.session import Session

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = (150, 42)
ARTICLE = "hallin-agreement.txt"
FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def work(session: Session) -> None:
    """Leave the marks that a person would have left by now."""
    found = {row.id.rsplit("/", 1)[-1]: row.id for row in session.rows()}
    quoted = session.quotations(found[ARTICLE])
    sat = next(q for q in quoted if "sat down" in _words(session, q))
    session.tag([sat], ["talks/conditions"])
    session.memo(sat, "He told parliament the opposite on 6 September: quote both.")
    session.select([sat], True)
    earlier = session.quotations(found["no-talks-under-searchlights.txt"])
    session.tag(earlier[:2], ["talks/conditions"])
    read = ["strait-inspections-announced.txt", "saren-courier_2023-09-05.txt"]
    session.mark_read([found[name] for name in read], True)


def _words(session: Session, quoted: object) -> str:
    return session.article(quoted.article).text[quoted.start : quoted.end]  # type: ignore[attr-defined]


async def draw(session: Session) -> str:
    """Open the article, go to the quotation with the memo, and return the screen as SVG."""
    app = OnrecordApp(session)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(2.0)
        reader = app.reader
        row = next(row for row in session.rows() if row.id.endswith(ARTICLE))
        quoted = next(q for q in session.quotations(row.id) if q.memo)
        reader.visit(row.id, quoted.start)
        await pilot.pause(1.0)
        return app.export_screenshot(title="onrecord")


def main() -> None:
    """Draw every picture."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = lay_out(Path(temporary))
        with Session.open([folder]) as session:
            session.finish()
            work(session)
        with Session.open([folder]) as session:
            picture = asyncio.run(draw(session))
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / "reader.svg").write_text(portable(picture), "utf-8")


def portable(picture: str) -> str:
    """Return the picture such that every viewer draws it alike, and fetches no font for it."""
    picture = FONT.sub("", picture).replace("Fira Code", "Fira Code, DejaVu Sans Mono, Menlo")
    return picture.replace("<svg ", '<svg xml:space="preserve" ', 1)


if __name__ == "__main__":
    main()
