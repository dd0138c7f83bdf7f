"""Tags for a quotation: recent ones first, matching ones as they are typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from onrecord.store.notebook.tag_tree import NoTag, spelled
from onrecord.tui.session.literal import literal
from onrecord.tui.session.tag_line import BETWEEN, parse_tags, suggest, written

from ..themes import styles_of
from ..widgets.input_line import Field
from .pick import Check, Prompt


class TagPrompt(Prompt):
    """Answers with the line of tags; see :func:`parse_tags`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "complete", priority=True),
    ]
    HINT = "tab completes   ⏎ saves   a/b is a tag under a   esc leaves"

    def __init__(
        self,
        title: str,
        tags: Sequence[str],
        recent: Sequence[str],
        counts: dict[str, int],
        proper: Check = str,
    ) -> None:
        value = "".join(f"{written(tag)} " for tag in tags)
        super().__init__(title, value, "sanctions/threat  red-lines", self._all_proper)
        self._proper = proper
        self._recent = recent
        self._counts = counts
        self._chose = False

    def _all_proper(self, line: str) -> None:
        """Refuse a line in which something is no tag, and propose one of tags alone."""
        tags = parse_tags(line)
        try:
            for tag in tags:
                self._proper(tag)
        except NoTag as refused:
            raise NoTag(str(refused), " ".join(filter(None, map(spelled, tags)))) from refused

    def pasted(self, lines: list[str]) -> str:
        """Return a tag for every line, and for what commas part."""
        found = (spelled(part) for line in lines for part in line.split(","))
        typed = self.typed
        return " " * (typed.rstrip() == typed != "") + " ".join(filter(None, found)) + " "

    def offer(self, typed: str) -> None:
        """Offer the tags that fit the last one typed, but for those given already."""
        *given, fragment = BETWEEN.split(typed) if typed else [""]
        found = [
            tag
            for tag in suggest(fragment, self._recent, self._counts)
            if tag not in given and tag != fragment.lstrip("#")
        ]
        self._chose = False
        self._tell_words(parse_tags(typed))
        styles = styles_of(self.app)
        self.choices.offer(
            [(f"#{tag}", _times(self._counts.get(tag, 0))) for tag in found],
            None,
            styles=[styles.tagged(tag) for tag in found],
        )
        self.choices.display = bool(found)

    def _tell_words(self, tags: list[str]) -> None:
        """Say how several words are one tag, where several new ones were typed."""
        new = [tag for tag in tags if tag not in self._counts]
        told = f"{len(new)} new tags; as one it is {'-'.join(new)}" if len(new) > 1 else self.HINT
        self.query_one("#hint", Static).update(Content(literal(told)))

    def action_step(self, rows: int) -> None:
        """Move the highlight: what is chosen so is taken with enter."""
        super().action_step(rows)
        self._chose = True

    def action_complete(self) -> None:
        """Put the highlighted tag, or the first one, in place of what is typed of it."""
        index = self.choices.highlighted or 0
        if index >= len(self.choices.shown):
            return
        tag = written(self.choices.shown[index][0].removeprefix("#"))
        box = self.query_one(Field)
        cut = re.search(r"[^\s,]*$", box.value)
        box.value = box.value[: cut.start() if cut else len(box.value)] + tag + " "
        box.cursor_position = len(box.value)

    def take(self) -> None:
        """Save, with the tag chosen from the list."""
        if self._chose and self.choices.highlighted is not None:
            self.action_complete()
        super().take()


def _times(count: int) -> str:
    return f"×{count}" if count else ""
