"""A library of as many articles of real size as asked for, made of our own words in a few minutes.

    python -m benchmarks.large FOLDER [--articles 10000] [--seed 17]

Analysing ten thousand articles takes half an hour a core, and nothing that comes after the
analysis depends on where findings come from.  So the sample dossier is analysed once, its
paragraphs are cut out with what was found in them, and articles of 400 to 1,300 words are put
together of these, with other names and other words in every one: findings are led along by the
maps that the analysis uses itself (``analysis.edits``, ``analysis.pieces``), dates are read from
the new text.

What matters for the cost of all that follows is as in a newsroom's folder, not what it says:

- one to twelve articles tell one story: they share its people, most of its words, statements;
- people recur by Zipf's law, most of them in one story; words do too, and new ones never end;
- one article in forty is a reprint of another one, one in eight does not say when it is from.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from onrecord.analysis import pieces
from onrecord.analysis.edits import Edit, apply
from onrecord.analysis.links.words import STOP, common, stem
from onrecord.analysis.pieces import TextPiece
from onrecord.analysis.pipeline import _dated, _shape, analyse_many, load
from onrecord.analysis.types import ActorKind, Article, BlockKind, Findings, LocalActor, Quotation
from onrecord.store.library.demo import lay_out
from onrecord.store.library.library import Library

WORDS = (400, 1_300)
"""Words of an article, about."""

REPRINTED, UNDATED = 1 / 40, 1 / 8
FIRST = date(2016, 1, 4)

_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"(?:ations?|ions?|ings?|ers?|ments?|ed|ly|es|s)?$")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the dossier with its findings, and the words in it that name people."""

    text: str
    found: Findings
    people: tuple[str, ...]


@cache
def paragraphs() -> tuple[Paragraph, ...]:
    """Analyse the sample dossier and return its paragraphs."""
    with TemporaryDirectory() as place:
        library = Library.open([lay_out(Path(place))], data_dir=Path(place) / "data")
        library.scan()
        articles = [library.article(name) for name in library.entries]
        library.close()
    made = []
    for article, found in zip(articles, analyse_many(load(), articles), strict=True):
        for block in found.blocks:
            if block.kind is BlockKind.PARAGRAPH and block.end - block.start > 120:
                text = article.text[block.start : block.end]
                own = pieces.merge([(TextPiece(0, block.start, block.end, block.end), found)])
                people = [a.name for a in own.actors if a.kind is ActorKind.PERSON]
                made.append(Paragraph(text, moved(own, -block.start), tuple(people)))
    return tuple(made)


def moved(found: Findings, by: int) -> Findings:
    """Return findings whose offsets are greater by so much."""
    return mapped(found, lambda start, end: (start + by, end + by), lambda name: name)


def mapped(found: Findings, span, named) -> Findings:  # type: ignore[no-untyped-def]
    """Return findings led to another text: ``span`` maps its spans, ``named`` its names."""

    def whole(quoted: Quotation) -> Quotation:
        start, end = span(quoted.start, quoted.end)
        return replace(
            quoted,
            start=start,
            end=end,
            cue=quoted.cue and span(*quoted.cue),
            speaker=quoted.speaker and span(*quoted.speaker),
            chain=tuple(span(*step) for step in quoted.chain),
        )

    def other(actor: LocalActor) -> LocalActor:
        return replace(actor, name=named(actor.name), names=tuple(map(named, actor.names)))

    return Findings(
        sentences=tuple(span(*it) for it in found.sentences),
        actors=tuple(map(other, found.actors)),
        mentions=tuple(
            it._replace(start=at[0], end=at[1])
            for it in found.mentions
            for at in (span(it.start, it.end),)
        ),
        quotations=tuple(map(whole, found.quotations)),
    )


class Words:
    """Words and names that never end: the first ones are frequent, later ones ever rarer."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._parts = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]

    def rank(self, most: int, flat: int) -> int:
        """Draw a rank below ``most`` by Zipf's law; the first ``flat`` are about alike."""
        return int(flat * ((1 + most / flat) ** self._random.random() - 1))

    def word(self, rank: int) -> str:
        """Return the word of a rank; no two are the same."""
        made, rest = "", rank + 70
        while rest:
            rest, part = divmod(rest, len(self._parts))
            made += self._parts[part]
        return made + "bnrt"[rank % 4]


class Story:
    """What a few articles tell of: who speaks in it, which words it has, and on which day."""

    def __init__(self, words: Words, random: Random, size: int) -> None:
        self._words, self._random, self._size = words, random, size
        self.day = FIRST + timedelta(days=random.randrange(3_000))
        self.told = random.sample(paragraphs(), k=100)
        self._cast: dict[str, str] = {}
        self._lexicon: dict[str, str] = {}

    def person(self, word: str) -> str:
        """Return what stands for a word of somebody's name."""
        if word not in self._cast:
            self._cast[word] = self._words.word(self._words.rank(4 * self._size, 20)).capitalize()
        return self._cast[word]

    def word(self, word: str) -> str:
        """Return what stands for a word: that of the story, in one of seven cases another one."""
        if self._random.random() < 1 / 7:
            return self._drawn(word)
        if word not in self._lexicon:
            self._lexicon[word] = self._drawn(word)
        return self._lexicon[word]

    def _drawn(self, word: str) -> str:
        ending = _ENDING.search(word.lower())
        return self._words.word(self._words.rank(40_000, 60)) + (ending[0] if ending else "")

    def retold(self, paragraph: Paragraph) -> tuple[str, Findings]:
        """Return a paragraph of the story, with its findings."""
        people = {word for name in paragraph.people for word in _WORD.findall(name)}
        edited = apply(paragraph.text, self._edits(paragraph.text, people))

        def named(name: str) -> str:
            return _WORD.sub(lambda it: self.person(it[0]) if it[0] in people else it[0], name)

        return edited.text, mapped(paragraph.found, edited.forward, named)

    def _edits(self, text: str, people: set[str]) -> Iterator[Edit]:
        for found in _WORD.finditer(text):
            word = found[0]
            if word in people:
                yield Edit(*found.span(), self.person(word))
            elif word.islower() and len(word) > 3 and not _everyday(word):
                yield Edit(*found.span(), self.word(word))


@cache
def _everyday(word: str) -> bool:
    return word in STOP or common().get(stem(word), 0) > 0.004


Made = tuple[str, str, Findings]
"""The name of a file, its text, what there is to be found in it."""


def articles(count: int, seed: int = 17) -> Iterator[Made]:
    """Yield so many articles, story after story."""
    random = Random(seed)
    words = Words(random)
    sizes = list(accumulate(min(12, int(1 / (1 - random.random()) ** 0.8)) for _ in range(count)))
    stories = [
        Story(words, random, count)
        for _ in range(next(i for i, n in enumerate(sizes, 1) if n >= count))
    ]
    shares = [min(end, count) - start for start, end in zip([0, *sizes], sizes, strict=False)]
    number = 0
    for story, share in zip(stories, shares, strict=False):
        told: Made | None = None
        for _ in range(share):
            name = f"{number // 500:03d}/{number:06d}.txt"
            if told and random.random() < REPRINTED:
                yield name, *told[1:]
            else:
                told = article(name, story, random)
                yield told
            number += 1


def article(name: str, story: Story, random: Random) -> Made:
    """Make one article of a story."""
    day = story.day + timedelta(days=random.randrange(4))
    head = "" if random.random() < UNDATED else f"date {day}\n"
    text = f"{head}{' '.join(story.word(f'{n}ers') for n in range(6)).capitalize()}\n\n"
    parts: list[tuple[TextPiece, Findings]] = []
    wanted = random.randrange(*WORDS)
    for paragraph in random.sample(story.told, k=len(story.told)):
        if text.count(" ") > wanted:
            break
        words, found = story.retold(paragraph)
        at = len(text)
        text += words + "\n\n"
        parts.append((TextPiece(0, at, at + len(words) + 1, at + len(words) + 2), moved(found, at)))
    text = text.rstrip() + "\n"
    whole = Article(name, text)
    blocks, line = _shape(text)
    return name, text, _dated(pieces.merge(parts), whole, blocks, line)


def made(folder: Path, made_of: Sequence[Made] | Iterator[Made]) -> None:
    """Make a library of articles, all of them known and analysed."""
    found = {}
    for name, text, findings in made_of:
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, "utf-8")
        found[name] = findings
    time.sleep(2.1)  # files that have just been written are read again at the next look
    library = Library.open([folder])
    library.scan()
    for name, findings in found.items():
        library.keep(name, findings)
    library.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=17)
    options = parser.parse_args()
    begun = time.perf_counter()
    made(options.folder, articles(options.articles, options.seed))
    print(f"{options.articles} articles in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
