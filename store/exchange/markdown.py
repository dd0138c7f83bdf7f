"""Quotations from Markdown that :mod:`onrecord.store.export` wrote, also where it was edited."""

from __future__ import annotations

import re

from onrecord.store.export.markdown import APART, inline, shown
from onrecord.store.export.obsidian import note, tag_name
from onrecord.store.export.stamps import StampedBlock, blocks, damaged, memo_digest

from .claims import Claim, Incoming, offset, strings, text

_WHO = re.compile(r"^(?:— |> \[!quote\] )(.*)$", re.M)
_NAMED = re.compile(r"\*\*((?:\\.|[^*\\])+)\*\*|\[\[(?:[^|\]]*\|)?([^|\]]+)\]\]")
_TAG = re.compile(r"#((?:\w|[/-])+)")


def read(data: bytes) -> Incoming:
    """Read the stamped blocks of a document; what stands between them is the person's own."""
    document = data.decode("utf-8", "replace")
    problems = [f"line {line}: half of a block of onrecord" for line in damaged(document)]
    return Incoming(tuple(claim(block) for block in blocks(document)), problems=tuple(problems))


def claim(block: StampedBlock) -> Claim:
    """Return what a block says, with what was edited in it."""
    facts = block.facts
    base = strings(facts.get("tags"))
    return Claim(
        words=words(block.text),
        exact=False,
        id=block.id,
        article=text(facts, "article"),
        version=text(facts, "version"),
        start=offset(facts, "start"),
        end=offset(facts, "end"),
        kind=text(facts, "kind"),
        speaker=text(facts, "speaker"),
        speaker_name=speaker(block.text, text(facts, "speaker_name")),
        attributed_by=text(facts, "attributed_by"),
        published=text(facts, "published"),
        tags=tags(block.text, base),
        memo=memo(block.text),
        base_tags=base,
        base_memo=text(facts, "memo") or memo_digest(""),
    )


def words(block: str) -> str:
    """Return the words of the block quote, a line a paragraph, without the callout's head."""
    lines = []
    for line in block.splitlines():
        if line.startswith(">"):
            said = line[1:].strip()
            if said and not said.startswith("[!"):
                lines.append(shown(said))
        elif lines:
            break
    return "\n".join(lines)


def speaker(block: str, written: str) -> str:
    """Return who is shown to speak; ``written`` is who it was when the block was written."""
    line = _WHO.search(block)
    if line is None or line[1].startswith((f"**{inline(written)}**", note(written))):
        return written
    named = _NAMED.match(line[1])
    return shown(named[1] or named[2]) if named else written


def tags(block: str, base: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tags of the line that begins with ``Tags:``.

    Those that it was written with are known again by their names; others are parted by commas,
    or by the sign that Obsidian has for tags.
    """
    line = next((it for it in block.splitlines() if it.startswith("Tags:")), "")
    rest = line.removeprefix("Tags:").strip()
    if rest.startswith("#"):
        # Several tags can have one name there: what has it is all of them.
        known: dict[str, list[str]] = {}
        for tag in base:
            known.setdefault(tag_name(tag), []).append(tag)
        found = [tag for name in _TAG.findall(rest) for tag in known.get(name, [name])]
        return strings(found)
    said = shown(rest)
    listed = []
    for tag in sorted((tag for tag in base if "," in tag), key=len, reverse=True):
        if f", {tag}," in f", {said},":
            listed.append(tag)
            said = f", {said},".replace(f", {tag},", ",", 1).strip(", ")
    split = [tag.strip() for tag in said.split(",")]
    order = {tag: number for number, tag in enumerate(base)}
    return strings(sorted([*listed, *split], key=lambda tag: order.get(tag, len(order))))


def memo(block: str) -> str:
    """Return the memo, from the line that begins with ``Memo:`` on."""
    _, opened, rest = f"\n{block}".partition("\nMemo:")
    if not opened:
        return ""
    paragraphs = (
        "\n".join(shown(line.strip()) for line in paragraph.splitlines())
        for paragraph in APART.split(rest.strip())
    )
    return "\n\n".join(paragraphs)
