"""Names in headlines, where every word has a capital and the pipeline cannot see where one ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.analysis import names

from . import roles
from .tokens import Tokens

if TYPE_CHECKING:
    from .spelled import Spelled

LONG_WORD = 4
"""Words of so many letters have a capital in a headline, shorter ones need none."""


SIGNED_WITHIN = 8
"""Tokens that a headline's source has at most."""

_ENDS = frozenset({".", "!", "?", ":", ";", "…"})


def names_source(tokens: Tokens, dash: int) -> bool:
    """Whether a token is the dash of a headline behind which its source stands to the end.

    "Talks with Brodin would calm Saren – harbour board": Brodin is no board.
    """
    if tokens.word[dash] not in roles.DASHES:
        return False
    paragraph, end = tokens.paragraph[dash], dash + 1
    while end < len(tokens) and tokens.paragraph[end] == paragraph:
        if end - dash > SIGNED_WITHIN or tokens.word[end] in _ENDS:
            return False
        end += 1
    return end > dash + 1


def cut(tokens: Tokens, found: Sequence[Spelled]) -> Iterator[Spelled]:
    """Cut the names of headlines to what the text has as a name.

    "Harbour Board Sues Brodin" is the "Harbour Board" that the text tells of.  A name of several
    words of which one stands in lower case elsewhere is none where it is found in a headline alone.
    """
    titled = [_is_title_case(tokens, span) for span in tokens.sentences]
    known = {names.fold(n.name) for n in found if not titled[tokens.sentence[n.first]]}
    plain = {
        word
        for word, pos in zip(tokens.word, tokens.pos, strict=True)
        if word.islower() and pos != "PROPN" and len(word) >= LONG_WORD
    }
    for name in found:
        words = name.name.split()
        if (
            not titled[tokens.sentence[name.first]]
            or len(words) < 2
            or len(words) != name.last - name.first
            or names.fold(name.name) in known
        ):
            yield name
            continue
        part = _known_part(words, known)
        if part is not None:
            first, last = part
            name.first, name.last = name.first + first, name.first + last
            name.name = " ".join(words[first:last])
            yield name
        elif len(words) < 3 or not any(word.lower() in plain for word in words):
            yield name


def _known_part(words: list[str], known: set[str]) -> tuple[int, int] | None:
    """Return where the longest known name stands among the words, the first of several."""
    for length in range(len(words) - 1, 0, -1):
        for first in range(len(words) - length + 1):
            part = " ".join(words[first : first + length])
            rest = words[:first] + words[first + length :]
            if names.fold(part) in known and not any(
                names.is_given(word) or len(word.strip(".")) == 1 for word in rest
            ):
                return first, first + length
    return None


def _is_title_case(tokens: Tokens, span: tuple[int, int]) -> bool:
    """Whether nearly all longer words of a sentence have a capital, and its verbs if it stops."""
    verbs = (tokens.word[i] for i in range(*span) if tokens.pos[i] in ("VERB", "AUX"))
    if tokens.word[span[1] - 1] == "." and any(map(str.islower, verbs)):
        return False
    long = [tokens.word[i] for i in range(*span) if len(tokens.word[i]) >= LONG_WORD]
    return len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.85 * len(long)
