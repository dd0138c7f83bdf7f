"""Tags in a line: none is left out in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.styles import TextStyles
from onrecord.tui.reader.themes import styles_of
from onrecord.tui.reader.widgets.tag_parts import tag_parts
from onrecord.tui.reader.widgets.versions import VersionList
from onrecord.tui.session.events import Changed, Status

from .by_hand import CanalSession
from .conftest import press, screen_text

TAGS = ["ships/foreign", "trade", "threat/closure", "law", "spring", "talks"]


class Plain:
    """No style at all."""

    faint = Style()

    def tagged(self, tag: str) -> Style:
        """Return none."""
        return self.faint


@pytest.fixture
def styles(app: OnrecordApp) -> TextStyles:
    """What to draw with."""
    return styles_of(app)


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (99, " #ships/foreign #trade #law"),
        (24, " #ships/foreign +2"),
        (14, " #…/foreign +2"),
        (11, " #…/for… +2"),
        (7, " +3"),
        (3, " +3"),
        (2, ""),
        (-5, ""),
    ],
)
def test_as_many_as_there_is_room_for(styles: TextStyles, room: int, shown: str) -> None:
    """Whole ones first, a name without its branch, a piece of one; the rest by their number."""
    tags = {"ships/foreign": 1, "trade": 1, "law": 1}
    assert "".join(words for words, _ in tag_parts(tags, room, " ", styles)) == shown


def test_how_often(styles: TextStyles) -> None:
    """A tag that stands more than once says so."""
    assert [words for words, _ in tag_parts({"trade": 3}, 20, "  ", styles)] == ["  #trade ×3"]


@given(
    st.dictionaries(st.text("ab/河", min_size=1, max_size=9), st.integers(1, 12), max_size=6),
    st.integers(-3, 40),
)
def test_no_more_than_there_is_room_for(tags: dict[str, int], room: int) -> None:
    """Whatever the tags are, they fit, and all are told of where there is room for a number."""
    parts = tag_parts(tags, room, "  ", cast("TextStyles", Plain()))
    told = "".join(words for words, _ in parts)
    assert cell_len(told) <= max(room, 0)
    if tags and room >= 4:
        more = int(told.rpartition("+")[2]) if "  +" in told else 0
        assert len(parts) - bool(more) + more == len(tags)


async def test_an_article_tells_all_that_was_done_in_it(
    app: OnrecordApp, session: CanalSession
) -> None:
    """Beside many tags the memos are told, and how many tags have no room; also of a lost file."""
    said = session.quotations("closure.txt")
    session.changes.do(lambda notebook: notebook.quotations.tag(said[:1], TAGS))
    session.changes.do(lambda notebook: notebook.quotations.memo(said[1], "ask"))
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot)
        assert "#ships/foreign  +5  ✎1" in screen_text(app)
        session.indexer.status["closure.txt"] = Status.VANISHED
        session.tell(Changed())
        await press(pilot)
        line = next(it for it in screen_text(app).splitlines() if "∅" in it)
        assert "+" in line and "✎1" in line


async def test_a_quotation_tells_its_tags(app: OnrecordApp, session: CanalSession) -> None:
    """In a narrow list the branch of a tag is hinted at, and that there are more."""
    said = session.quotations("closure.txt")
    session.changes.do(lambda notebook: notebook.quotations.tag(said[:1], TAGS))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "g", "q")
        shown = screen_text(app)
        assert " #…/forei… +5" in shown
        assert "#ships/foreign  #trade …" in shown, "so does the line below the passage"


async def test_a_long_title_leaves_a_versions_tag_its_room(app: OnrecordApp) -> None:
    """The title is cut, not the tag."""
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, "j", "enter", "4", "n", "g", "s")
        versions = app.screen.query_one(VersionList)
        version = versions.rows[0]
        quoted = replace(version.line.quoted, tags=("law/seas",))
        line = replace(version.line, source="", title="A title of many words " * 9, quoted=quoted)
        versions.rows = [replace(version, line=line)]
        head = "".join(words for words, _ in versions.row_lines(0, 100)[0])
        assert head.endswith("…  first  #law/seas")
