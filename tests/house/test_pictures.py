"""The pictures of the documentation: all of them are shown, none is missing, none is heavy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
DRAWN = sorted((DOCS / "pictures").glob("*.svg"))


def test_every_picture_is_shown() -> None:
    """docs/views.md shows what `make pictures` draws, and nothing else."""
    shown = re.findall(r"\]\(pictures/([^)]+)\)", (DOCS / "views.md").read_text("utf-8"))
    assert sorted(shown) == [path.name for path in DRAWN]


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.stem)
def test_pictures_carry_no_font(path: Path) -> None:
    """They fetch nothing, and stay small."""
    text = path.read_text("utf-8")
    assert "@font-face" not in text and "data:" not in text
    assert len(text) < 250_000
