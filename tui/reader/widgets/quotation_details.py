"""What is known of the quotation under the cursor: a strip below the text, always as tall."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip

from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.article.speakers import voice
from onrecord.tui.session.literal import Part, cut, cut_parts, literal
from onrecord.tui.session.notation import KIND, MEMO, SELECTED, UNSURE
from onrecord.tui.session.wrap import wrap

from ..themes import TextStyles
from .lines import Lines

BEFORE = 3
"""Cells before the words: the same as in the text above."""
MORE = " … (m shows all of it)"

Parts = list[Part]


class Details(Lines):
    """Kind, speaker, cue and certainty, tags, how the speaker was found, the memo.

    Nothing moves when the quotation changes: what there is no room for is left out.
    """

    DEFAULT_CSS = "Details { height: 3; max-height: 15%; }"

    def __init__(self) -> None:
        super().__init__()
        self._quoted: Quoted | None = None
        self._text = self._bar = ""
        self._told: list[Parts] = []

    def put(self, quoted: Quoted | None, text: str, bar: str = "") -> None:
        """Tell of another quotation of literal ``text``, with its bar there, or of none."""
        if quoted is not self._quoted:
            self._quoted, self._text, self._bar = quoted, text, bar
            self.fit()

    def redraw(self) -> None:
        super().redraw()
        self.fit()

    def fit(self) -> None:
        width, height = self.size
        told = _told(self._quoted, self._text, self.text_styles, width - BEFORE - 2, height)
        self._told = told if self._quoted else []
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line, the bar of who speaks before it."""
        styles, width = self.text_styles, self.size.width
        parts: Parts = [(" " * BEFORE, styles.text)]
        if self._quoted and y < len(self._told):
            style = styles.speaker(voice(self._quoted))
            parts = [(f" {self._bar} ", style), *self._told[y]]
        shown, room = cut_parts(parts, width)
        segments = [Segment(words, style) for words, style in shown]
        segments.append(Segment(" " * room))
        ground = styles.base + styles.raise_
        return Strip(Segment.apply_style(segments, ground), width)


def _told(
    quoted: Quoted | None, text: str, styles: TextStyles, width: int, height: int
) -> list[Parts]:
    """Return at most ``height`` lines of ``width`` cells; the memo has what the facts leave."""
    if quoted is None or width < 1:
        return []
    memo = _memo(quoted.memo, styles, width - 2)
    told, most = _facts(quoted, text, styles), max(height - bool(memo), 0)
    facts = _flow(told, width)
    if len(facts) > most > 0:
        facts = _flow(told, width - 2)[:most]
        facts[-1].append((" …", styles.faint))
    facts = facts[:most]
    room = max(height - len(facts), 0)
    if len(memo) > room > 0:
        words, style = memo[room - 1][-1]
        memo[room - 1][-1] = (cut(words, width - 2 - cell_len(MORE)).rstrip(" …") + MORE, style)
    return [*facts, *memo[:room]]


def _flow(parts: Parts, width: int) -> list[Parts]:
    """Break between parts where a line is full."""
    lines: list[Parts] = [[]]
    room = width
    for words, style in parts:
        if lines[-1] and cell_len(words.rstrip()) > room:
            if not lines[-1][-1][0].strip(" ·"):
                lines[-1].pop()
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
        parts += [dot, ("marked by you" if quoted.attributed else "words by you", styles.good)]
    if quoted.unsure:
        parts += [dot, (f"{UNSURE} unsure {quoted.confidence:.2f}", styles.warning)]
    elif not quoted.attributed:
        parts += [dot, (f"sure {quoted.confidence:.2f}", styles.faint)]
    if quoted.selected:
        parts += [dot, (f"{SELECTED} selected", styles.good)]
    for tag in quoted.tags:
        parts += [("  ", styles.text), (f"#{literal(tag)}", styles.tagged(tag))]
    if quoted.why:
        parts += [dot, (f"{UNSURE} {literal(quoted.why)}", styles.warning)]
    if quoted.chain and (how := _how(quoted, text)):
        parts += [dot, (f"resolved {how}", styles.faint)]
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
    return [
        [(f"{MEMO} " if i == 0 else "  ", styles.memo), (row, styles.memo)]
        for i, row in enumerate(rows)
    ]
