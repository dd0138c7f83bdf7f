"""Keys of the articles of one file: each once, also where two records bear one id."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b

from .protocol import Item, Problem, ProblemKind

MADE = "~"
"""What a key begins with that was made of what an article holds, for want of an id."""


def told_by(words: Iterable[str]) -> str:
    """Return a key of what tells an article from others, wherever in a file it stands."""
    return blake2b("\n".join(words).encode("utf-8", "replace"), digest_size=6).hexdigest()


def made_key(title: str, moment: str, text: str) -> str:
    """Return the key of an entry of a feed that has no id.

    The text is no part of it where title and moment tell it, so that a correction is a change of
    the article, not a new one.
    """
    return MADE + told_by((title, moment) if title and moment else (text,))


def numbered(key: str, given: Container[str], number: int = 2) -> str:
    """Return a key, with a number behind it where it is given already."""
    found = key
    while found in given:
        found = f"{key} ({number})"
        number += 1
    return found


class ArticleKeys:
    """The keys that were given to the articles of one file."""

    def __init__(self) -> None:
        self._texts: dict[str, set[int]] = {}
        self._given: set[str] = set()

    def given(self, item: Item) -> tuple[Item | None, str]:
        """Return an article under a key of its own, and what is to be told of that.

        The same record once more is no article; another one of the same id is: an id that is that
        of a section, or of an article in an earlier state, must not cost any text.
        """
        texts = self._texts.setdefault(item.key, set())
        mark = hash((item.title, item.text))
        if mark in texts:
            return None, "it stands there already, under the same id"
        texts.add(mark)
        key = numbered(item.key, self._given, len(texts))
        self._given.add(key)
        if key == item.key:
            return item, ""
        told = "its id stands on an earlier one already, of another text"
        return replace(item, key=key), f"{told}: it is kept as {key}"


def told_apart(found: Iterable[Item | Problem], name: str) -> Iterator[Item | Problem]:
    """Yield what is found in the file ``name``, each article under a key of its own, and tell it.

    Messages may have one id, and so may entries of a feed; a member of an archive may be called
    as a member of an archive in it is.
    """
    keys = ArticleKeys()
    for each in found:
        if isinstance(each, Problem):
            yield each
            continue
        own, told = keys.given(each)
        if told:
            where = f"{name}#{each.key}" if each.key else name
            yield Problem(where, told, ProblemKind.TWICE)
        if own:
            yield own
