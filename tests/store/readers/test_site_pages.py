"""Pages as the systems of many sites make them: every paragraph, nothing else, the right day.

``site_pages`` holds the pages (``name.html``, our words in the markup of a system), their true
bodies (``name.txt``) and days (``name.date``); ``python -m benchmarks.extraction`` measures them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.analysis.types import Basis

from .conftest import Read

PAGES = sorted((Path(__file__).parent / "site_pages").glob("*.html"))


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_every_paragraph_and_the_day(read: Read, path: Path) -> None:
    """Neither a line is lost nor one taken in; the page declares or shows its day."""
    [item], problems = read(path.name, path.read_bytes())
    true = [line for line in path.with_suffix(".txt").read_text("utf-8").splitlines() if line]
    assert [" ".join(line.split()) for line in item.text.split("\n\n")] == true
    day = path.with_suffix(".date").read_text("utf-8").strip()
    assert (item.published.date, item.published.basis) == (day, Basis.METADATA)
    assert not problems


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("wayback", "http://gazette.example/news/board-loses-letters.html"),
        ("archive_today", "https://uppercoast.example/2023/02/17/hollin-warns"),
        ("single_file", "https://islander.example/2021/12/the-number-nine-hundred/"),
        ("google_cache", "https://straitwatch.example/briefs/insurers-silent"),
    ],
)
def test_an_archived_page_has_its_own_address(read: Read, name: str, url: str) -> None:
    """The address is the page's, not that of who kept it."""
    path = Path(__file__).parent / "site_pages" / f"{name}.html"
    [item], _ = read(path.name, path.read_bytes())
    assert item.url == url
    assert "archive" not in item.source
