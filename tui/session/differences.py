"""Two versions of the same words, aligned word by word (Levenshtein on words)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein
from rich.cells import cell_len
from rich.style import Style

from .literal import Part, literal

_WORD = re.compile(r"\S+")
_BARE = re.compile(r"^\W+|\W+$")


class Change(StrEnum):
    """What became of words between one version and another."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one version or of both."""

    words: str
    change: Change


def differences(before: str, after: str) -> list[Piece]:
    """Return the words of both versions in order; case and marks at words' ends do not count."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    pieces: list[Piece] = []
    for step in Levenshtein.opcodes([bare(w) for w in old], [bare(w) for w in new]):
        left = " ".join(old[step.src_start : step.src_end])
        right = " ".join(new[step.dest_start : step.dest_end])
        if step.tag == "equal":
            pieces.append(Piece(right, Change.SAME))
            continue
        if left:
            pieces.append(Piece(left, Change.REMOVED))
        if right:
            pieces.append(Piece(right, Change.ADDED))
    return _joined(pieces)


def bare(word: str) -> str:
    """Return a word without case and without the marks around it."""
    return _BARE.sub("", word).casefold() or word


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Bring the removed and the added words of one place together."""
    joined: list[Piece] = []
    run: dict[Change, list[str]] = {Change.REMOVED: [], Change.ADDED: []}

    def flush() -> None:
        for change, words in run.items():
            if words:
                joined.append(Piece(" ".join(words), change))
                words.clear()

    for piece in pieces:
        if piece.change is Change.SAME:
            flush()
            joined.append(piece)
        else:
            run[piece.change].append(piece.words)
    flush()
    return joined


ALIKE = 0.3
"""With less than this share of words in common, marking the others would mark everything."""


def told_apart(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return the words of both, those that only one of them has as added to it."""
    pieces = differences(before, after)
    same = sum(len(piece.words.split()) for piece in pieces if piece.change is Change.SAME)
    if same < ALIKE * min(len(before.split()), len(after.split())):
        return [Piece(before, Change.SAME)], [Piece(after, Change.SAME)]
    left = [
        Piece(piece.words, Change.ADDED if piece.change is Change.REMOVED else piece.change)
        for piece in pieces
        if piece.change is not Change.ADDED
    ]
    return left, [piece for piece in pieces if piece.change is not Change.REMOVED]


LINES = 6
"""Lines of words shown of a version."""


def flow(
    pieces: Sequence[Piece], styles: dict[Change, Style], width: int, most: int = LINES
) -> list[list[Part]]:
    """Set the words of a version in lines, at most so many; removed ones in ``[…]``."""
    lines: list[list[Part]] = [[]]
    room = width
    for piece in pieces:
        words = literal(piece.words).split()
        if piece.change is Change.REMOVED:
            words[0] = f"[{words[0]}"
            words[-1] += "]"
        for word in words:
            cells = cell_len(word) + 1
            if cells > room and lines[-1]:
                if len(lines) == most:
                    lines[-1].append(("…", styles[Change.SAME]))
                    return lines
                lines.append([])
                room = width
            lines[-1].append((word, styles[piece.change]))
            lines[-1].append((" ", styles[Change.SAME]))
            room -= cells
    return lines
