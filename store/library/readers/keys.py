"""Keys of the articles of one file: each once, also where two records bear one id."""

from __future__ import annotations

from dataclasses import replace

from .protocol import Item


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
        key, number = item.key, len(texts)
        while key in self._given:
            key = f"{item.key} ({number})"
            number += 1
        self._given.add(key)
        if key == item.key:
            return item, ""
        told = "its id stands on an earlier one already, of another text"
        return replace(item, key=key), f"{told}: it is kept as {key}"
