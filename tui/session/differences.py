"""Two versions of the same words, aligned word by word (Levenshtein on words)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

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
