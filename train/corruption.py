"""Annotated articles as machine translation and copying leave them: to learn from, and to measure.

A kind of corruption is a list of edits; annotations move along with them.  One kind at a time
measures what it costs; several at a time make copies to learn from.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from typing import Any

from onrecord.analysis import layout
from onrecord.analysis.cleaning import Cleaned
from onrecord.analysis.edits import Edit, Edited, apply
from onrecord.analysis.quotations import marks
from onrecord.analysis.quotations.marks import MarkPair

Row = dict[str, Any]
Edits = list[Edit]

HABITS = {
    "same": ("“", "“"),
    "swapped": ("“", " “<"),
    "shifted": ("“", " ”<"),
    "both shifted": (">“ ", " ”<"),
    "backtick": ("`", "’"),
    "straight": ('"', '"'),
    "single": ("'", "'"),
    "single curly": ("‘", "’"),
    "angle": ("«", "»"),
    "angle inwards": ("»", "«"),
    "single angle": ("‹", "›"),
    "low": ("„", "“"),
    "doubled": ("''", "''"),
    "spaced": ("“ ", " ”"),
    "glued": ("“", "”<"),
    "never closed": ("“", ""),
    "never opened": ("", "”"),
}
"""An opening and a closing mark; ``<`` eats the blank after it, ``>`` the one before it."""


def true_pairs(text: str) -> list[MarkPair]:
    """Return the pairs of marks of a text where they are beyond doubt."""
    pairs = (marks.regular(text, block) or [] for block in layout.blocks(text))
    return [pair for found in pairs for pair in found if pair.closed]


def _entities(row: Row, chance: random.Random) -> Edits:
    named = {"“": "&ldquo;", "”": "&rdquo;", '"': "&quot;", "’": "&#8217;", "‘": "&lsquo;"}
    named |= {"'": "&#39;", "&": "&amp;", "—": "&mdash;", "–": "&ndash;", "\xa0": "&nbsp;"}
    text = row["text"]
    return [Edit(k, k + 1, named[sign]) for k, sign in enumerate(text) if sign in named]


def _hanging(row: Row, chance: random.Random) -> Edits:
    """A dash hangs on the word after a comma or a mark: "..., -she said"."""
    return [
        Edit(found.end(), found.end(), "-")
        for found in re.finditer(r"[,”\"] (?=[^\W\d_])", row["text"])
        if _is_beside_cue(row, found.end())
    ]


def _is_beside_cue(row: Row, at: int) -> bool:
    spans = [q["cue"] for q in row["quotes"] if q.get("cue")]
    spans += [q["speaker"] for q in row["quotes"] if q.get("speaker")]
    return any(start == at for start, _ in spans)


def _lower_names(row: Row, chance: random.Random) -> Edits:
    """Capitals are lost but at the beginning of a sentence."""
    inside = re.finditer(r"(?<=[\w,;:’'”] )[^\W\d_][\w’'-]*", row["text"])
    return [Edit(m.start(), m.end(), m[0].lower()) for m in inside if m[0] != m[0].lower()]


def _double_blanks(row: Row, chance: random.Random) -> Edits:
    return [Edit(m.start(), m.end(), "  ") for m in re.finditer(" ", row["text"])]


def _one_paragraph(row: Row, chance: random.Random) -> Edits:
    return joined(row["text"])


def joined(text: str) -> Edits:
    """Return the edits that run the paragraphs of a text together."""
    return [Edit(m.start(), m.end(), " ") for m in re.finditer(r"\s*\n\s*", text)]


def _wrapped(
    width: int, feed: str = "\n", gap: str = "\n\n", divides: bool = False
) -> Callable[[Row, random.Random], Edits]:
    """Give a kind in which lines are no longer than a width.

    Args:
        width: code points of a line, at most.
        feed: what ends a line inside a paragraph.
        gap: what stands between paragraphs.
        divides: whether words are divided at the ends of lines.
    """

    def edits(row: Row, chance: random.Random) -> Edits:
        text = row["text"]
        found = [Edit(m.start(), m.end(), gap) for m in re.finditer(r"\n+", text)]
        begins = 0
        for blank in re.finditer(r"(?<=\S)[ \n]+(?=(?P<word>\S+))", text):
            if "\n" in blank[0]:
                begins = blank.end()
                continue
            room, word = width - (blank.end() - begins), blank["word"]
            if len(word) <= room:
                continue
            head = min(room - 1, len(word) - 3)
            if divides and word.isalpha() and head > 2:
                begins = blank.end() + head
                found.append(Edit(begins, begins, "-\n"))
            else:
                begins = blank.end()
                found.append(Edit(blank.start(), blank.end(), feed))
        return sorted(found)

    return edits


def _markdown(row: Row, chance: random.Random) -> Edits:
    """Speakers are in bold, a third of them links."""
    edits = []
    for start, end in sorted({tuple(q["speaker"]) for q in row["quotes"] if q.get("speaker")}):
        before, after = ("[", "](https://example.org/a)") if chance.random() < 0.3 else ("**",) * 2
        edits += [Edit(start, start, before), Edit(end, end, after)]
    return sorted(edits)


def _remade(names: Iterable[str], rate: float) -> Callable[[Row, random.Random], Edits]:
    """Return a kind that gives each pair of marks one of these habits, at a rate."""
    habits = list(names)

    def edits(row: Row, chance: random.Random) -> Edits:
        mine = chance.choice(habits)
        found: Edits = []
        for pair in true_pairs(row["text"]):
            if chance.random() < rate:
                name = chance.choice(habits) if mine.startswith("never") else mine
                found += _marked(row["text"], pair, *HABITS[name], chance)
        return sorted(found)

    return edits


def _marked(text: str, pair: MarkPair, opening: str, closing: str, chance: random.Random) -> Edits:
    a, b, c, d = pair.start, pair.inner[0], pair.inner[1], pair.end
    if opening.startswith(">") and text[a - 1 : a] == " " and chance.random() < 0.5:
        a -= 1
    if closing.endswith("<") and text[d : d + 1] == " ":
        d += 1
    elif closing.endswith("<"):
        closing = closing.strip()
    return [Edit(a, b, opening.lstrip(">")), Edit(c, d, closing.rstrip("<"))]


_TURNED = [name for name in HABITS if not name.startswith("never")]

KINDS: dict[str, Callable[[Row, random.Random], Edits]] = {
    "entities": _entities,
    "hanging dash": _hanging,
    "lower-cased names": _lower_names,
    "no opening mark": _remade(["never opened"], 1),
    "no closing mark": _remade(["never closed"], 1),
    "double blanks": _double_blanks,
    "one paragraph": _one_paragraph,
    "wrapped at 72": _wrapped(72),
    "a column of 38": _wrapped(38),
    "words divided": _wrapped(60, divides=True),
    "lines apart": _wrapped(72, "\n\n", "\n\n\n"),
    "paragraphs not apart": _wrapped(72, "\n", "\n"),
    "marks of translation": _remade(_TURNED, 0.75),
    "Markdown": _markdown,
}
"""What :func:`corrupted` can do to an article."""

_HABITS = [
    (0.5, KINDS["marks of translation"]),
    (0.3, _remade(["never opened", "never closed"], 0.4)),
    (0.1, KINDS["no opening mark"]),
    (0.1, KINDS["no closing mark"]),
]
"""What becomes of the marks of a copy, and in how many of all copies."""


def corrupted(row: Row, kinds: Iterable[str], seed: int = 0) -> Row:
    """Return an annotated article with some kinds of corruption, its annotations moved along."""
    for kind in kinds:
        chance = random.Random(f"{seed} {kind} {row['id']}")
        row = moved(row, apply(row["text"], KINDS[kind](row, chance)))
    return row


BESIDE = {"hanging dash": 0.1, "lower-cased names": 0.1, "one paragraph": 0.3}
"""What else befalls a copy to learn from, and how often."""


def corrupt(row: Row, seed: int) -> Row:
    """Return an article with one or several kinds of corruption, to learn from."""
    row = moved(row, habit(row, seed))
    chance = random.Random(f"{seed} {row['id']}")
    return corrupted(row, [kind for kind, share in BESIDE.items() if chance.random() < share], seed)


def habit(row: Row, seed: int) -> Edited:
    """Return an article whose marks have other habits, or are missing here and there."""
    chance = random.Random(f"{seed} {row['id']} marks")
    kind = chance.choices([kind for _, kind in _HABITS], [share for share, _ in _HABITS])[0]
    return apply(row["text"], kind(row, chance))


def moved(row: Row, edited: Edited | Cleaned) -> Row:
    """Return an article as edited, with its annotations where they are then."""
    quotes = []
    for quote in row["quotes"]:
        copy = dict(quote)
        copy["start"], copy["end"] = edited.forward(quote["start"], quote["end"])
        copy["content"] = edited.text[copy["start"] : copy["end"]]
        for span in ("speaker", "cue"):
            if quote.get(span):
                copy[span] = list(edited.forward(*quote[span]))
        if copy.get("speaker"):
            copy["speaker_text"] = edited.text[slice(*copy["speaker"])]
        quotes.append(copy)
    return {**row, "text": edited.text, "quotes": quotes}
