"""Tags in a line: as many as it has room for, and how many more there are."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len

from onrecord.tui.session.literal import Part, cut, literal

from ..themes import TextStyles

LEAST = 4
"""Cells of a tag that is cut, since there is no room for even one."""


def tag_parts(tags: Mapping[str, int], room: int, gap: str, styles: TextStyles) -> list[Part]:
    """Return tags that stand so many times each, each behind ``gap``, in ``room`` cells at most.

    Those without room are told by their number (``+4``).  Of a tag with too little the name is
    shown, and that it is on a branch: ``#…/talks``.
    """
    parts: list[Part] = []
    for number, (tag, times) in enumerate(tags.items()):
        after = len(tags) - number - 1
        free = room - _cells_for(after, gap) - cell_len(gap)
        forms = _forms(tag, times)
        shown = next((form for form in forms if cell_len(form) <= free), "")
        if not shown and not parts and free >= LEAST:
            shown = cut(forms[-1], free)
        if not shown:
            fits = _cells_for(after + 1, gap) <= room
            return [*parts, (_more(after + 1, gap), styles.faint)] if fits else parts
        parts.append((gap + shown, styles.tagged(tag)))
        room -= cell_len(gap + shown)
    return parts


def _forms(tag: str, times: int) -> list[str]:
    """Return how a tag can be shown, the longest first."""
    many = f" ×{times}" if times > 1 else ""
    branch, _, name = literal(tag).rpartition("/")
    whole = f"#{literal(tag)}{many}"
    return [whole, f"#…/{name}{many}"] if branch else [whole]


def _more(count: int, gap: str) -> str:
    return f"{gap}+{count}" if count else ""


def _cells_for(count: int, gap: str) -> int:
    return cell_len(_more(count, gap))
