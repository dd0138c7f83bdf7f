"""How well annotations hold on to their words when the text under them is edited.

    python benchmarks/store_anchors.py [ARTICLES.jsonl] [--articles 90]

ARTICLES holds one ``{"text": str, "quotes": [{"start", "end"}]}`` a line; without it, articles
are made up.  Every quotation is anchored, the article edited in a known way, and the anchor found
again.  *Correct* means that the span found shares at least 80% with where the words really are;
*wrong* is any other span, in whatever state; the rest are orphans.  Also: how many of the edited
ones were claimed to be exact or moved without being the very words.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.analysis.types import Span
from onrecord.store.notebook.anchors import AnchorState, anchor, find, version_of

Piece = tuple[str, int | None]
"""A word with the number of its place in the original text, or None for a new one."""

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_INVENTED = [
    "the",
    "minister",
    "said",
    "that",
    "harbour",
    "council",
    "would",
    "answer",
    "every",
    "new",
    "question",
    "before",
    "winter",
    "because",
    "no",
    "treaty",
    "can",
    "hold",
    "while",
    "northern",
    "ports",
    "stay",
    "closed",
    "and",
    "prices",
    "rise",
    "for",
    "grain",
    "salt",
    "timber",
    "according",
    "to",
    "his",
    "deputy",
    "who",
    "spoke",
    "on",
    "Monday",
    "after",
    "talks",
    "with",
    "envoys",
    "from",
    "both",
    "sides",
]


def main() -> None:
    """Print one line an edit: correct, wrong, orphaned, with the old text kept and without."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("articles", nargs="?", type=Path)
    arguments.add_argument("--articles", dest="count", type=int, default=90)
    arguments.add_argument("--quotations", type=int, default=10, help="at most, an article")
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    chance = random.Random(options.seed)
    articles = list(read(options.articles) if options.articles else invent(chance))
    articles = chance.sample(articles, min(options.count, len(articles)))
    articles = [
        (text, chance.sample(spans, min(options.quotations, len(spans))))
        for text, spans in articles
    ]
    words = [w for text, _ in articles for w in text.split()]
    total = sum(len(spans) for _, spans in articles)
    print(f"{len(articles)} articles, {total} quotations")
    print(
        f"{'edit':32}{'old text':>9}{'correct':>9}{'wrong':>8}{'orphan':>8}"
        f"{'silent':>8}{'ms each':>9}"
    )
    for name, edit in edits(chance, words).items():
        for kept in (True, False):
            report(name, edit, kept, articles)


def report(
    name: str,
    edit: Callable[[list[Piece], Span], list[Piece]],
    kept: bool,
    articles: list[tuple[str, list[Span]]],
) -> None:
    counts: Counter[str] = Counter()
    spent = 0.0
    for text, spans in articles:
        version = version_of(text)
        pieces = number(text)
        if "swapped" in name:
            # What runs over two paragraphs is torn apart: there is no place to find it at.
            spans = [span for span in spans if "\n" not in text[slice(*span)]]
        edited = None if "deleted" in name else edit(pieces, (0, 0))
        for span in spans:
            new = edited if edited is not None else edit(pieces, span)
            altered = "".join(word for word, _ in new)
            truth = None if "deleted" in name else where(new, span)
            begun = time.perf_counter()
            found = find(
                anchor(text, *span, version), altered, version_of(altered), text if kept else None
            )
            spent += time.perf_counter() - begun
            counts["all"] += 1
            if found.span is None:
                counts["orphan"] += 1
            elif truth is not None and share(found.span, truth) >= 0.8:
                counts["correct"] += 1
            else:
                counts["wrong"] += 1
            sure = found.state in (AnchorState.EXACT, AnchorState.MOVED)
            if sure and found.span and altered[slice(*found.span)] != text[slice(*span)]:
                counts["silent"] += 1
    each = counts["all"]
    figures = "".join(
        f"{counts[k] / each:>{w}.2%}" for k, w in (("correct", 9), ("wrong", 8), ("orphan", 8))
    )
    print(
        f"{name:32}{'kept' if kept else 'lost':>9}{figures}"
        f"{counts['silent']:>8}{1000 * spent / each:>9.2f}"
    )


def edits(
    chance: random.Random, words: list[str]
) -> dict[str, Callable[[list[Piece], Span], list[Piece]]]:
    """Return the edits by name; those that delete get the span to delete."""

    def change(share: float) -> Callable[[list[Piece], Span], list[Piece]]:
        def edit(pieces: list[Piece], _: Span) -> list[Piece]:
            new: list[Piece] = []
            for word, at in pieces:
                if not word[0].isalnum() or chance.random() >= share:
                    new.append((word, at))
                    continue
                what = chance.randrange(3)
                if what == 0:
                    new.append((chance.choice(words), at))
                elif what == 1:
                    new += [(word, at), (" ", None), (chance.choice(words), None)]
            return new

        return edit

    def swap(pieces: list[Piece], _: Span) -> list[Piece]:
        blocks: list[list[Piece]] = [[]]
        for piece in pieces:
            blocks[-1].append(piece)
            if "\n" in piece[0]:
                blocks.append([])
        chance.shuffle(blocks)
        return [piece for block in blocks for piece in [*block, ("\n", None)]]

    def delete(pieces: list[Piece], span: Span) -> list[Piece]:
        return [p for p in pieces if p[1] is None or not span[0] <= p[1] < span[1]]

    def delete_and_change(pieces: list[Piece], span: Span) -> list[Piece]:
        return change(0.15)(delete(pieces, span), span)

    def delete_and_swap(pieces: list[Piece], span: Span) -> list[Piece]:
        return swap(delete(pieces, span), span)

    return {
        "5% of words changed": change(0.05),
        "15% of words changed": change(0.15),
        "30% of words changed": change(0.30),
        "paragraphs swapped": swap,
        "swapped, 15% of words changed": lambda p, s: change(0.15)(swap(p, s), s),
        "quotation deleted": delete,
        "deleted, 15% of words changed": delete_and_change,
        "deleted, paragraphs swapped": delete_and_swap,
    }


def number(text: str) -> list[Piece]:
    return [(found[0], found.start()) for found in _WORDS.finditer(text)]


def where(pieces: list[Piece], span: Span) -> Span | None:
    """Return where the words of a span stand among edited pieces."""
    at, spans = 0, []
    for word, origin in pieces:
        if origin is not None and span[0] <= origin < span[1]:
            spans.append((at, at + len(word)))
        at += len(word)
    return (min(a for a, _ in spans), max(b for _, b in spans)) if spans else None


def share(a: Span, b: Span) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common > 0 else 0.0


def read(path: Path) -> Iterator[tuple[str, list[Span]]]:
    for line in path.read_text("utf-8").splitlines():
        article = json.loads(line)
        spans = [(quote["start"], quote["end"]) for quote in article["quotes"]]
        if spans:
            yield article["text"], [span for span in spans if span[0] < span[1]]


def invent(chance: random.Random) -> Iterator[tuple[str, list[Span]]]:
    for _ in range(90):
        text, spans = "", []
        for _ in range(chance.randrange(6, 16)):
            quoted = " ".join(chance.choices(_INVENTED, k=chance.randrange(5, 30)))
            text += f"On {chance.choice(_INVENTED)} matters: “"
            spans.append((len(text), len(text) + len(quoted)))
            rest = " ".join(chance.choices(_INVENTED, k=chance.randrange(5, 40)))
            text += f"{quoted}”, said one envoy. {rest}.\n\n"
        yield text, spans


if __name__ == "__main__":
    main()
