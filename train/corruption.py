"""Articles with quotation marks as machine translation leaves them, to learn from those too.

Closing marks that point the wrong way, blanks on the wrong side, backticks, angle marks, marks
that are never closed or never opened: each article gets one of these habits, or several.
"""

from __future__ import annotations

import random
from typing import Any

from onrecord.analysis import layout
from onrecord.analysis.quotations import marks

HABITS = {
    "same": ("“", "“"),
    "swapped": ("“", " “<"),
    "shifted": ("“", " ”<"),
    "both shifted": (">“ ", " ”<"),
    "backtick": ("`", "’"),
    "straight": ('"', '"'),
    "angle": ("«", "»"),
    "low": ("„", "“"),
    "spaced": ("“ ", " ”"),
    "never closed": ("“", ""),
    "never opened": ("", "”"),
}
"""An opening and a closing mark; ``<`` eats the blank after it, ``>`` the one before it."""


def corrupt(row: dict[str, Any], seed: int) -> dict[str, Any]:
    """Return an annotated article with corrupted marks and its annotations moved along."""
    text: str = row["text"]
    chance = random.Random(f"{seed} {row['id']}")
    edits = _edits(text, chance)
    pieces, moved, at, size = [], [0] * (len(text) + 1), 0, 0
    for start, end, mark in [*edits, (len(text), len(text), "")]:
        if start < at:
            continue
        moved[at : start + 1] = range(size, size + start + 1 - at)
        size += start - at
        moved[start:end] = [size] * (end - start)
        pieces += [text[at:start], mark]
        size += len(mark)
        at = end
        moved[at] = size
    quotes = []
    for quote in row["quotes"]:
        copy = dict(quote)
        copy["start"], copy["end"] = _move(moved, quote["start"], quote["end"])
        for span in ("speaker", "cue"):
            if quote.get(span):
                copy[span] = list(_move(moved, *quote[span]))
        quotes.append(copy)
    return {**row, "text": "".join(pieces), "quotes": quotes}


def _move(moved: list[int], start: int, end: int) -> tuple[int, int]:
    return moved[start], min(moved[end - 1] + 1, moved[-1])


def _edits(text: str, chance: random.Random) -> list[tuple[int, int, str]]:
    """Return what is put in place of the marks: start, end, and the new mark."""
    names = list(HABITS)
    habit = chance.choice([*names, "several"])
    edits = []
    for block in layout.blocks(text):
        for pair in marks.pairs(text, block):
            single = text[pair.start] in "'‘`‚" and pair.inner[0] - pair.start == 1
            if not pair.closed or pair.depth or single or chance.random() < 0.25:
                continue
            name = habit if habit != "several" else chance.choice(names)
            if name.startswith("never") and chance.random() < 0.6:
                continue
            opening, closing = HABITS[name]
            a, b, c, d = pair.start, pair.inner[0], pair.inner[1], pair.end
            if opening.startswith(">") and text[a - 1 : a] == " " and chance.random() < 0.5:
                a -= 1
            if closing.endswith("<") and text[d : d + 1] == " ":
                d += 1
            elif closing.endswith("<"):
                closing = closing.strip()
            edits += [(a, b, opening.lstrip(">")), (c, d, closing.rstrip("<"))]
    return sorted(edits)
