"""What a query looks for in a text: words, beginnings of words, phrases, regular expressions."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, Protocol

from onrecord.analysis.types import Span

from .fold import Folded, fold

PATIENCE, AT_MOST = 5.0, 0.5
"""Seconds that a regular expression may take in all texts together, and in one of them."""
LONGEST, REPEATS = 500, 10_000
"""Characters that a regular expression may have, and how often its parts may be asked to repeat."""
MOST = 1_000
"""Matches of a regular expression in one text; those after them are left out."""

_GAP = r"[^\w\p{M}\n]*+\n?+[^\w\p{M}\n]*+"
"""What may stand between two words of a phrase: blanks and punctuation, at most one line's end."""
UNSPACED = (
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Scripts that are written without blanks: every place in them may be the edge of a word."""


class Needle(Protocol):
    """Something that is looked for."""

    @property
    def at(self) -> Span:
        """Where in the query it stands."""

    def within(self, text: Folded) -> bool:
        """Whether it is in a text."""

    def spans(self, text: Folded) -> Iterator[Span]:
        """Yield where it is, in order, in code points of the original text, half-open."""

    @property
    def pieces(self) -> tuple[str, ...]:
        """Folded strings that every text has which it is in."""


@dataclass(frozen=True)
class Word:
    """A word, found inside longer ones too; ``text`` is folded."""

    text: str
    at: Span = field(default=(0, 0), compare=False)

    def within(self, text: Folded) -> bool:
        """Whether it is in a text."""
        return self.text in text.text

    def spans(self, text: Folded) -> Iterator[Span]:
        """Yield where it is."""
        long, found = len(self.text), text.text.find(self.text)
        while found >= 0:
            yield text.span(found, found + long)
            found = text.text.find(self.text, found + long)

    @property
    def pieces(self) -> tuple[str, ...]:
        """The word itself."""
        return (self.text,)


@dataclass(frozen=True)
class Phrase:
    """Whole words in their order; with ``open_end`` the last one is the beginning of a word."""

    words: tuple[str, ...]
    open_end: bool = False
    at: Span = field(default=(0, 0), compare=False)

    @cached_property
    def _pattern(self) -> Any:
        import regex

        first, *rest = self.words
        whole = [re.escape(first), *(_begun(word) for word in rest)]
        ends = [_ended(word) for word in self.words]
        if self.open_end:
            ends[-1] = ""
        parts = (word + end for word, end in zip(whole, ends, strict=True))
        return regex.compile(_GAP.join(parts), regex.V1)

    def within(self, text: Folded) -> bool:
        """Whether it is in a text."""
        return all(word in text.text for word in self.words) and any(self._found(text.text))

    def spans(self, text: Folded) -> Iterator[Span]:
        """Yield where it is."""
        for start, end in self._found(text.text):
            yield text.span(start, end)

    def _found(self, text: str) -> Iterator[Span]:
        """Yield where it is in a folded text; its first word is looked for as a string: faster."""
        first, match = self.words[0], self._pattern.match
        inside = not _unspaced(first[0])
        at = text.find(first)
        while at >= 0:
            after = at + 1
            if not (at and inside and _in_word(text[at - 1])) and (found := match(text, at)):
                yield found.span()
                after = found.end()
            at = text.find(first, after)

    @property
    def pieces(self) -> tuple[str, ...]:
        """Its words."""
        return self.words


def _begun(word: str) -> str:
    return ("" if _unspaced(word[0]) else r"(?<![\w\p{M}])") + re.escape(word)


def _ended(word: str) -> str:
    return "" if _unspaced(word[-1]) else r"(?![\w\p{M}])"


def _unspaced(sign: str) -> bool:
    return bool(re.match(UNSPACED, sign))


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_" or unicodedata.category(sign)[0] == "M"


@dataclass
class Regex:
    """A regular expression over the text as it stands, upper and lower case being the same.

    ``patience`` (seconds) is for all the texts of a search together: a new search needs a new one.
    """

    source: str
    at: Span = (0, 0)
    patience: float = PATIENCE

    def __post_init__(self) -> None:
        self._pattern = _compile(self.source)
        self._left = self.patience

    def within(self, text: Folded) -> bool:
        """Whether it is in a text.

        Raises:
            TimeoutError: it takes too long.
        """
        return bool(self._found(text.original, 1))

    def spans(self, text: Folded) -> Iterator[Span]:
        """Yield where it is, empty matches left out.

        Raises:
            TimeoutError: it takes too long.
        """
        yield from self._found(text.original, MOST)

    def _found(self, text: str, most: int) -> list[Span]:
        if self._left <= 0:
            raise TimeoutError
        begun = time.monotonic()
        try:
            matches = self._pattern.finditer(
                text, timeout=min(self._left, AT_MOST), concurrent=True
            )
            return list(islice((m.span() for m in matches if m.end() > m.start()), most))
        except MemoryError:
            raise TimeoutError from None
        finally:
            self._left -= time.monotonic() - begun

    @property
    def pieces(self) -> tuple[str, ...]:
        """Nothing is known of what it finds."""
        return ()


def _compile(source: str) -> Any:
    """Return a compiled pattern.

    Raises:
        ValueError: it is none, or asks for too much.
    """
    import regex

    if len(source) > LONGEST:
        raise ValueError(f"a regular expression may have {LONGEST} characters")
    repeats = 1
    for least, most in re.findall(r"\{(\d*)(?:,(\d*))?\}", source):
        repeats *= max(int(least[:9] or 1), int(most[:9] or 1), 1)
    if repeats > REPEATS:
        raise ValueError("the regular expression repeats its parts too often")
    try:
        return regex.compile(source, regex.IGNORECASE | regex.VERSION1)
    except regex.error as error:
        where = "" if error.pos is None else f" at sign {error.pos + 1} of it"
        raise ValueError(f"no regular expression: {error.msg}{where}") from None
    except (RecursionError, OverflowError, MemoryError):
        raise ValueError("the regular expression is too large") from None


def word(text: str, at: Span = (0, 0)) -> Word | None:
    """Return the needle of a bare word; None where nothing is left of it when folded."""
    folded = fold(text)
    return Word(folded, at) if folded.strip() else None


def phrase(text: str, open_end: bool = False, at: Span = (0, 0)) -> Phrase | Word | None:
    """Return the needle of words in quotation marks; what is no word stands as it is."""
    import regex

    folded = fold(text)
    words = tuple(regex.findall(r"[\w\p{M}]+", folded))
    return Phrase(words, open_end, at) if words else word(text.strip(), at)
