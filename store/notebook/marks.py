"""Marks: places in articles, each under a letter."""

from __future__ import annotations

from .anchors import anchor
from .base import Part
from .records import Mark, mark, row_of

_PASSAGE = 80
"""Code points of the passage, at most, that a mark holds on to."""


class Marks(Part):
    """The marks of a library by their letters, anchored to the words that begin there."""

    def all(self) -> list[Mark]:
        """Return all marks, in the order of their letters."""
        rows = self._undo_log.rows("marks")
        return [mark(letter, rows[letter]) for letter in sorted(rows)]

    def letters(self) -> list[str]:
        """Return the letters of all marks, in order."""
        return sorted(self._undo_log.rows("marks"))

    def at(self, letter: str) -> Mark | None:
        """Return the mark under a letter, or None."""
        row = self._undo_log.rows("marks").get(letter)
        return mark(letter, row) if row else None

    def set(self, letter: str, article: str, offset: int) -> str:
        """Put a mark on the words that begin at an offset; the letter is theirs from then on.

        Raises:
            ValueError: there are no words.
        """
        text, version = self._text_of(article)
        line_end = text.find("\n", offset)
        end = min(offset + _PASSAGE, line_end if line_end >= 0 else len(text))
        if not text[offset:end].strip():
            raise ValueError("there are no words here to hold a mark")
        made = Mark(letter, article, anchor(text, offset, end, version))
        label = f"Mark {letter}"
        self._undo_log.commit(
            label, [("marks", letter, row_of(made))], article=article, texts={version: text}
        )
        return label

    def drop(self, letter: str) -> str:
        """Take a mark away."""
        return self._set("marks", letter, None, f"No mark {letter}")
