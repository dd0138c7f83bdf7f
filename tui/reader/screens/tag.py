"""Tags for a quotation: recent ones first, matching ones as they are typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from ..themes import styles_of
from ..widgets.input_line import Field
from .pick import Prompt

_BETWEEN = re.compile(r"[\s,]+")


def parse_tags(typed: str) -> list[str]:
    """Return the tags in a line, each once, in order: ``#a/b, c`` gives ``["a/b", "c"]``."""
    parts = (part.strip("#/") for part in _BETWEEN.split(typed))
    return list(dict.fromkeys(part for part in parts if part))


def suggest(fragment: str, recent: Sequence[str], counts: dict[str, int]) -> list[str]:
    """Return tags that fit the beginning of one: recent ones first, then the frequent ones."""
    known = list(dict.fromkeys([*recent, *sorted(counts, key=lambda tag: (-counts[tag], tag))]))
    wanted = fragment.lstrip("#").casefold()
    found = [tag for tag in known if wanted in tag.casefold()]
    return sorted(found, key=lambda tag: not _begins(tag.casefold(), wanted))


def _begins(tag: str, wanted: str) -> bool:
    return tag.startswith(wanted) or any(part.startswith(wanted) for part in tag.split("/"))


class TagPrompt(Prompt):
    """Answers with the line of tags; see :func:`parse_tags`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "complete", priority=True),
    ]
    HINT = "tab completes   ⏎ saves   a/b is a tag under a   esc leaves"

    def __init__(
        self, title: str, tags: Sequence[str], recent: Sequence[str], counts: dict[str, int]
    ) -> None:
        value = " ".join(tags) + (" " if tags else "")
        super().__init__(title, value, "sanctions/threat  red-lines")
        self._recent = recent
        self._counts = counts
        self._chose = False

    def offer(self, typed: str) -> None:
        """Offer the tags that fit the last one typed, but for those given already."""
        *given, fragment = _BETWEEN.split(typed) if typed else [""]
        found = [
            tag
            for tag in suggest(fragment, self._recent, self._counts)
            if tag not in given and tag != fragment.lstrip("#")
        ]
        self._chose = False
        styles = styles_of(self.app)
        self.choices.offer(
            [(f"#{tag}", _times(self._counts.get(tag, 0))) for tag in found],
            None,
            styles=[styles.tagged(tag) for tag in found],
        )
        self.choices.display = bool(found)

    def action_step(self, rows: int) -> None:
        """Move the highlight: what is chosen so is taken with enter."""
        super().action_step(rows)
        self._chose = True

    def action_complete(self) -> None:
        """Put the highlighted tag, or the first one, in place of what is typed of it."""
        index = self.choices.highlighted or 0
        if index >= len(self.choices.shown):
            return
        tag = self.choices.shown[index][0].removeprefix("#")
        box = self.query_one(Field)
        cut = re.search(r"[^\s,]*$", box.value)
        box.value = box.value[: cut.start() if cut else len(box.value)] + tag + " "
        box.cursor_position = len(box.value)

    def take(self) -> None:
        """Save, with the tag chosen from the list."""
        if self._chose and self.choices.highlighted is not None:
            self.action_complete()
        self.dismiss(self.typed)


def _times(count: int) -> str:
    return f"×{count}" if count else ""
