"""Text as it is searched: without case, accents and typographic variants, with a way back.

Folding is compatibility decomposition and case folding (Unicode 15, chapters 3.11 and 3.13), after
which accents and invisible characters are gone and quotation marks, apostrophes and dashes
straight.
Some characters become several (ß, ﬁ), some none; :class:`Folded` knows where each came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property, lru_cache

from onrecord.analysis.types import Span

_TYPED = {
    **dict.fromkeys("‘’‚‛′ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»〝〞", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
"""Characters that are typed by a plainer one."""
_BEYOND = re.compile("[^\x00-\x7f]+")


class _Signs(dict[int, str]):
    """What each sign folds to, found when it is asked for first."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        found = "\ufffd" if 0xD800 <= code <= 0xDFFF else _TYPED.get(sign)
        if found is None:
            whole = unicodedata.normalize("NFKD", sign).casefold()
            parts = unicodedata.normalize("NFKD", whole)
            found = "".join(_TYPED.get(one, one) for one in parts if not _dropped(one)).lower()
        self[code] = found
        return found


def _dropped(sign: str) -> bool:
    """Whether a sign is an accent, a point of Hebrew or Arabic, or cannot be seen.

    Vowel signs and viramas of South and South-East Asia are no accents: they stay.
    """
    mark = unicodedata.combining(sign)
    return (
        10 <= mark <= 36
        or mark >= 200
        or unicodedata.category(sign) == "Cf"
        or "\ufe00" <= sign <= "\ufe0f"
    )


_SIGNS = _Signs()


def fold(text: str) -> str:
    """Return ``text`` folded; folding it again changes nothing."""
    if text.isascii():
        return text.lower()
    return _BEYOND.sub(lambda run: _fold_run(run[0]), text).lower()


@lru_cache(1 << 14)
def _fold_run(run: str) -> str:
    return run.translate(_SIGNS)


class Folded:
    """A text with its folded form, and the way back from one to the other.

    Args:
        original: the text, or what gets it when it is needed.
        text: its folded form, where that is known already.
    """

    def __init__(self, original: str | Callable[[], str], text: str | None = None) -> None:
        self._original = original
        self._folded = text

    @cached_property
    def original(self) -> str:
        """The text."""
        return self._original if isinstance(self._original, str) else self._original()

    @cached_property
    def text(self) -> str:
        """The folded form."""
        return fold(self.original) if self._folded is None else self._folded

    @cached_property
    def _from(self) -> list[int] | None:
        """The offset that each folded sign comes from; None where all stay in their places."""
        beyond = set("".join(_BEYOND.findall(self.original)))
        if all(len(_SIGNS[ord(sign)]) == 1 for sign in beyond):
            return None
        origins: list[int] = []
        for offset, sign in enumerate(self.original):
            origins += [offset] * len(_SIGNS[ord(sign)])
        return [*origins, len(self.original)]

    def span(self, start: int, end: int) -> Span:
        """Return where ``text[start:end]`` stands in ``original``, accents that follow included.

        Both are half-open, in code points; the span may not be empty.
        """
        if self._from is None:
            return start, end
        return self._from[start], max(self._from[end], self._from[end - 1] + 1)
