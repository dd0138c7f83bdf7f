"""A role as it is shown of somebody: where a phrase was cut off, it ends with a whole thought."""

from __future__ import annotations

from .tokens import Tokens

_ENDS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_OPEN, _CLOSE = "“«„", "”»"
_PAIRS = {"(": ")", "[": "]", '"': '"'}
_TITLE = 12
"""Tokens within which the mark of a title is closed."""


def shown(tokens: Tokens, first: int, last: int, head: int, name: range) -> str:
    """Return the words of a role to show, "" where it tells nothing of one alone.

    A title in marks gets its closing one, "head of a port that was" (the phrase was longer than
    is read) ends with "head of a port"; "lawyers" and "two lawyers" are what several are.

    Args:
        tokens: those of the article.
        first, last: half-open range of tokens of the phrase.
        head: the token of its noun.
        name: the tokens of the name that it stands beside.
    """
    if tokens.tag[head] in ("NNS", "NNPS") or any(
        tokens.pos[token] == "NUM" and tokens.word[token].isalpha() for token in range(first, head)
    ):
        return ""
    return tokens.words(first, _whole(tokens, first, last, head, name))


def _whole(tokens: Tokens, first: int, last: int, head: int, name: range) -> int:
    """Return where the words end that belong together."""
    end = last
    while end < min(last + 3, len(tokens)) and tokens.pos[end - 1] == "ADJ":
        if tokens.pos[end] not in ("ADJ", "NOUN", "PROPN"):
            break
        end += 1  # "of earth and environmental" "sciences": parsed as what two things are
    while end > head + 1:
        opened = _opened(tokens, first, end)
        if opened is not None:
            closed = _closed(tokens, opened, end, name)
            if closed:
                return closed
            end = opened
        elif _is_closing(tokens.word[end - 1]) or (
            tokens.pos[end - 1] in _ENDS and (tokens.head[end - 1] < end or end == name.start)
        ):
            return end
        else:
            end -= 1
    return head + 1


def _opened(tokens: Tokens, first: int, end: int) -> int | None:
    """Return the mark or bracket that is open at the end of a phrase."""
    waiting: list[int] = []
    for token in range(first, end):
        word = tokens.word[token]
        if waiting and _closes(word, tokens.word[waiting[-1]]):
            waiting.pop()
        elif word in _PAIRS or word in _OPEN:
            waiting.append(token)
    return waiting[0] if waiting else None


def _closed(tokens: Tokens, opened: int, end: int, name: range) -> int | None:
    """Return where the words end whose mark is closed soon, before a name or behind it."""
    for token in range(end, min(opened + _TITLE, len(tokens))):
        if token in name:
            return None
        if _closes(tokens.word[token], tokens.word[opened]):
            return token + 1
    return None


def _closes(word: str, opening: str) -> bool:
    return word in _CLOSE if opening in _OPEN else word == _PAIRS[opening]


def _is_closing(word: str) -> bool:
    return word in _CLOSE or word in _PAIRS.values()
