"""What was annotated for this project: invented articles, and who speaks in articles of PolNeAR.

Whoever stands behind a quotation is given as the span of the fullest name that the article has for
him, so that nothing of other people's articles is kept here.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from train import gold

FOLDER = Path(__file__).parent / "annotated"

Record = dict[str, Any]
Resolved = dict[tuple[int, int], Record]
"""Who stands behind each quotation of an article, by the span of its content."""


def articles() -> list[Record]:
    """Return the invented articles, as those of PolNeAR are: text and quotations."""
    return gold.read(FOLDER / "articles.jsonl")


def speakers(rows: Iterable[Record]) -> dict[str, Resolved]:
    """Return who speaks in those of the articles in which that was annotated, by their ids.

    Args:
        rows: articles of PolNeAR and invented ones.
    """
    known = {row["id"]: row["speakers"] for row in gold.read(FOLDER / "polnear_speakers.jsonl")}
    known |= {row["id"]: row["speakers"] for row in articles()}
    return {
        row["id"]: {
            (it["start"], it["end"]): {**it, "canonical": row["text"][slice(*it["name"])]}
            for it in known[row["id"]]
        }
        for row in rows
        if row["id"] in known
    }
