"""The codebook: the tree of tags, how often each is used, renaming and merging them."""

from __future__ import annotations

from store.layer import Quoted

from ..actions.action import Pane
from ..widgets.literal import literal
from ..widgets.plain import Entry, PlainList
from ..widgets.roll import Roll
from .pick import Prompt
from .quotations import QuotationsView
from .tag import parse_tags
from .view import View


def tree(counts: dict[str, int]) -> list[tuple[str, int, int]]:
    """Return every tag and every tag above one, with its own count and that of all below it."""
    own: dict[str, int] = {}
    below: dict[str, int] = {}
    for tag, count in counts.items():
        own[tag] = own.get(tag, 0) + count
        parts = tag.split("/")
        for depth in range(1, len(parts) + 1):
            above = "/".join(parts[:depth])
            below[above] = below.get(above, 0) + count
    return [(tag, own.get(tag, 0), below[tag]) for tag in sorted(below, key=lambda t: t.split("/"))]


def renamed(tags: tuple[str, ...], old: str, new: str) -> list[str]:
    """Return tags with ``old``, and what stands below it, under another name; none twice."""

    def one(tag: str) -> str:
        if tag == old:
            return new
        return new + tag[len(old) :] if tag.startswith(old + "/") else tag

    return list(dict.fromkeys(name for name in map(one, tags) if name))


class CodebookView(View):
    """See the module."""

    HEADING = "codebook"
    NARROW = "any part of a tag"
    pane_name = Pane.CODEBOOK

    def make_roll(self) -> Roll:
        """Return the list of tags."""
        self.tags: PlainList[str] = PlainList(self.ink)
        self.tags.empty = "No tags yet: t gives a quotation its first."
        return self.tags

    async def fill(self) -> None:
        """Show the tags there are now."""
        self.narrowed()
        self.show_head()

    def narrowed(self) -> None:
        """Show those that fit."""
        ink, wanted = self.ink, self.query_text.casefold()
        on_key = {self.session.key_tag(digit): digit for digit in range(1, 10)}
        self.tags.put(
            [
                Entry(
                    tag,
                    (
                        ("   " * tag.count("/"), ink.text),
                        (f"#{literal(tag.rsplit('/')[-1])}", ink.tag),
                        (f"  ×{own}" if own else "", ink.text),
                        (f"  key {on_key[tag]}" if tag in on_key else "", ink.accent),
                        (f"  {below} with those below" if below != own else "", ink.faint),
                    ),
                )
                for tag, own, below in tree(self.session.tags())
                if wanted in tag.casefold()
            ]
        )

    def open(self) -> None:
        """Show the quotations under the tag."""
        if self.tags.value:
            self.app.push_screen(QuotationsView(f"tag:{self.tags.value}"))

    def put_on_key(self, digit: str) -> None:
        """Put the tag under the cursor on a digit."""
        if self.tags.value and digit.isdigit():
            self.say(self.session.set_key_tag(int(digit), self.tags.value))
            self.reload()

    def rename(self) -> None:
        """Ask for another name; the name of another tag merges the two."""
        old = self.tags.value
        if old is None:
            return

        def answered(line: str | None) -> None:
            new = parse_tags(line or "")
            if new and new[0] != old:
                self.say(self._rename(old, new[0]))
                self.reload()

        self.app.push_screen(Prompt(f"Call #{old} (an existing name merges)", old), answered)

    def _rename(self, old: str, new: str) -> str:
        session = self.session
        groups: dict[tuple[str, ...], list[Quoted]] = {}
        for quoted in session.all_quotations(annotated=True):
            after = renamed(quoted.tags, old, new)
            if after != list(quoted.tags):
                groups.setdefault(tuple(after), []).append(quoted)
        for tags, quotations in groups.items():
            session.tag(quotations, tags)
        changed = sum(len(group) for group in groups.values())
        return f"#{old} is #{new} now, on {changed} quotation{'' if changed == 1 else 's'}."
