"""What is known of the quotation under the cursor, as lines below it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.literal import Part, cut, cut_parts, literal
from onrecord.tui.session.notation import KIND, MEMO, SELECTED, UNSURE, unsure
from onrecord.tui.session.wrap import wrap

from ..themes import TextStyles

MOST_MEMO_LINES = 6

Parts = list[Part]


def details(quoted: Quoted, text: str, styles: TextStyles, width: int) -> list[list[Segment]]:
    """Return the lines, at most ``width`` cells wide, for a quotation of literal ``text``."""
    lines: list[Parts] = _flow(_facts(quoted, text, styles), width - 4)
    if quoted.chain and (how := _how(quoted, text)):
        lines.append([("resolved ", styles.faint), (how, styles.text)])
    if quoted.why:
        lines.append([(f"{UNSURE} {literal(quoted.why)}", styles.warning)])
    if quoted.tags:
        tags = [(f"#{literal(tag)}  ", styles.tagged(tag)) for tag in quoted.tags]
        lines.extend(_flow(tags, width - 4))
    if quoted.memo:
        lines.extend(_memo(quoted.memo, styles, width - 6))
    return [_line(parts, styles, width) for parts in lines]


def _flow(parts: Parts, width: int) -> list[Parts]:
    """Break between parts where a line is full."""
    lines: list[Parts] = [[]]
    room = width
    for words, style in parts:
        if lines[-1] and cell_len(words.rstrip()) > room:
            lines.append([])
            room = width
        if lines[-1] or words.strip(" ·"):
            lines[-1].append((words, style))
            room -= cell_len(words)
    return lines


def _facts(quoted: Quoted, text: str, styles: TextStyles) -> Parts:
    dot = (" · ", styles.faint)
    parts: Parts = [
        (f"{KIND[quoted.kind]} {quoted.kind.value}", styles.accent),
        dot,
        (literal(quoted.speaker_name) or "nobody named", styles.strong),
    ]
    if quoted.cue:
        cue = " ".join(text[slice(*quoted.cue)].split())
        parts += [dot, (f"“{cut(cue, 24)}”", styles.text)]
    if quoted.by_person:
        parts += [dot, ("marked by you", styles.good)]
    elif unsure(quoted):
        parts += [dot, (f"{UNSURE} unsure {quoted.confidence:.2f}", styles.warning)]
    else:
        parts += [dot, (f"sure {quoted.confidence:.2f}", styles.faint)]
    if quoted.selected:
        parts += [dot, (f"{SELECTED} selected", styles.good)]
    return parts


def _how(quoted: Quoted, text: str) -> str:
    steps = [quoted.speaker, *quoted.chain] if quoted.speaker else list(quoted.chain)
    words = [" ".join(text[start:end].split()) for start, end in steps]
    steady = [word for i, word in enumerate(words) if word and (i == 0 or word != words[i - 1])]
    return " → ".join(f"“{cut(word, 30)}”" for word in steady) if len(steady) > 1 else ""


def _memo(memo: str, styles: TextStyles, width: int) -> list[Parts]:
    rows: list[str] = []
    for paragraph in memo.splitlines():
        shown = literal(paragraph)
        rows.extend(shown[a:b] for a, b in wrap(shown, 0, len(shown), width))
    if len(rows) > MOST_MEMO_LINES:
        rows = [*rows[: MOST_MEMO_LINES - 1], "… (m shows all of it)"]
    return [
        [(f"{MEMO} " if i == 0 else "  ", styles.memo), (row, styles.memo)]
        for i, row in enumerate(rows)
    ]


def _line(parts: Parts, styles: TextStyles, width: int) -> list[Segment]:
    """Put parts on the raised ground of the details, cut and filled to the width."""
    ground = styles.raise_
    shown, room = cut_parts(parts, width - 4)
    segments = [Segment("  ", ground)]
    segments += [Segment(words, style + ground) for words, style in shown]
    segments.append(Segment(" " * (room + 2), ground))
    return segments
