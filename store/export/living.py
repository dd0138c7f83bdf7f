"""An exported document written again: what a person wrote into it stays.

Only the stamped blocks that nobody edited are renewed (:mod:`onrecord.store.export.stamps`); all
else stands as it was: order, headings, text of one's own, edited blocks, blocks whose quotation is
no longer exported.  What is new is added behind what it stands behind in the new export.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.store.errors import NotWritten

from .stamps import StampedBlock, blocks, digest

_HEADING = re.compile(r"^#{1,6} ", re.M)
_COUNT = re.compile(r"^(articles|quotations): \d+$", re.M)
_HEAD = re.compile(r"\A---\n.*?\n---\n", re.S)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A document as it is to be written, and how many blocks became what.

    ``edited`` were left as a person has edited them, ``left`` since they are not exported now.
    """

    text: str
    renewed: int
    added: int
    edited: int
    left: int


def renew(old: str, new: str, ids_now: Mapping[str, str] | None = None) -> Renewed:
    """Return a document, exported before, brought up to date with a new export.

    Args:
        old: the document as it stands.
        new: the new export.
        ids_now: the ids of quotations by those that these had earlier.

    Raises:
        NotWritten: there is no block of ours in it: it is another document.
    """
    old = old.replace("\r\n", "\n")
    there = blocks(old)
    if not there:
        raise NotWritten("there is no quotation of onrecord in it, so that it is not renewed")
    made = blocks(new)
    met = _met(there, made, ids_now or {})
    pieces: list[str] = []
    counts = {"renewed": 0, "edited": 0, "left": 0}
    at = 0
    for block in there:
        fate = _fate(block, met.get(block.id))
        counts[fate] += 1
        now = met[block.id] if fate == "renewed" else block
        source = new if fate == "renewed" else old
        pieces += [old[at : block.start], source[now.start : now.end]]
        at = block.end
    pieces.append(old[at:])
    called = {met[block.id].id: block.id for block in there if block.id in met}
    text, added = _with_new("".join(pieces), new, made, called)
    return Renewed(_counted(text, new), added=added, **counts)


def _fate(old: StampedBlock, new: StampedBlock | None) -> str:
    if new is None:
        return "left"
    same = digest(old.text) == digest(new.text)
    return "edited" if old.edited and not same else "renewed"


def _met(
    there: Sequence[StampedBlock], made: Sequence[StampedBlock], ids_now: Mapping[str, str]
) -> dict[str, StampedBlock]:
    """Return what the blocks of a document are in the new export, by the ids they have in it.

    One whose id is not exported any more is that of the id that it has now, else the one of the
    very passage of the very text: the file of its article has another name by now.
    """
    here = {block.id for block in there}
    met = {block.id: block for block in made if block.id in here}
    free = {block.id: block for block in made if block.id not in here}
    lost = [block for block in there if block.id not in met]
    for block in lost:
        if now := free.pop(ids_now.get(block.id, ""), None):
            met[block.id] = now
    by_passage = {block.passage: block for block in free.values() if block.passage}
    for block in lost:
        if block.id not in met and (now := by_passage.pop(block.passage, None)):
            met[block.id] = now
    return met


def _with_new(
    text: str, new: str, made: Sequence[StampedBlock], called: Mapping[str, str]
) -> tuple[str, int]:
    """Put the blocks that are not there where they belong; return how many.

    ``called`` gives the ids that blocks of the new export have had in the document.
    """
    there = {block.id for block in blocks(text)}
    added, before, end = 0, "", 0
    for block in made:
        between, end = new[end : block.start], block.end
        if block.id not in there and called.get(block.id) not in there:
            heading = _HEADING.search(between)
            piece = between[heading.start() :] if heading else ""
            text = _put(text, f"{piece}{new[block.start : block.end]}", before, bool(heading))
            added += 1
        before = block.id if block.id in there else called.get(block.id, block.id)
    return text, added


def _put(text: str, piece: str, before: str, section: bool) -> str:
    """Put a piece behind a block; a new section behind the whole section of that block."""
    at = next((block.end for block in blocks(text) if block.id == before), len(text))
    if section:
        following = _HEADING.search(text, at)
        at = following.start() if following else len(text)
    head, tail = text[:at].rstrip("\n"), text[at:].lstrip("\n")
    return f"{head}\n\n{piece}\n\n{tail}" if tail else f"{head}\n\n{piece}\n"


def _counted(text: str, new: str) -> str:
    """Bring the counts of the front matter up to date; all else in it is the person's."""
    head = _HEAD.match(text)
    fresh = _HEAD.match(new)
    if not head or not fresh:
        return text
    counts = {found[1]: found[0] for found in _COUNT.finditer(fresh[0])}
    said = _COUNT.sub(lambda found: counts.get(found[1], found[0]), head[0])
    return said + text[head.end() :]
