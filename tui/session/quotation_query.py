"""Quotations that a query lets through: ``speaker:vessen kind:direct date:2031-03.. ships``.

The language is that of :mod:`store.search.language`; a bare word is looked for in the words of a
quotation, its speaker's name, the title, the tags and the memo.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, compress

from onrecord.analysis.types import Published
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.search import (
    ExpressionError,
    FieldCondition,
    Leaf,
    Query,
    QueryError,
    Test,
    fold,
)
from onrecord.store.search import Folded as Searched
from onrecord.store.search import parse as read
from onrecord.store.search.fields import holds, of_article
from onrecord.store.search.language import HAS, REPORTED, TRAITS, All
from onrecord.store.search.needles import Word
from onrecord.store.statistics.figures import UNKNOWN

from .traits import TraitsOf

AskTraits = Callable[[], TraitsOf]

PATIENCE = 0.5
"""Seconds that a regular expression may take: keys wait for it here."""
SAMPLE, COMMON = 200, 8
"""A word found so often, in one line of so many or more, is a common one."""

__all__ = ["ExpressionError", "FoldedLines", "QueryError", "QuotationLine", "fitting", "parse"]


@dataclass(frozen=True)
class QuotationLine:
    """A quotation with what a list shows of it, and whether its article is read and starred.

    ``aside`` marks an act that is merely told: only a query with ``act:`` finds it.
    """

    quoted: Quoted
    text: str
    published: Published
    title: str
    source: str
    read: bool = False
    starred: bool = False
    aside: bool = False

    @property
    def article(self) -> str:
        """The id of the article."""
        return self.quoted.article

    @property
    def date(self) -> str:
        """The ISO date, empty where nothing is known."""
        return self.published.date or ""

    @property
    def _words(self) -> str:
        quoted = self.quoted
        tags = " ".join(quoted.tags)
        return f"{self.text} {quoted.speaker_name} {self.title} {tags} {quoted.memo}"

    @cached_property
    def whole(self) -> Searched:
        """All that a bare word is looked for in."""
        return Searched(self._words)

    @property
    def everything(self) -> str:
        """The same, folded anew each time: most lines are asked for no more than that, once."""
        return fold(self._words)


def parse(query: str, traits: AskTraits = dict) -> Test[QuotationLine]:
    """Return the test that a query stands for; an empty one lets everything through.

    ``traits`` tells what is known of the speakers, and is asked where the query does.  The test
    raises TimeoutError where a regular expression takes too long.

    Raises:
        QueryError: the query cannot be read.
    """
    return read(query, PATIENCE).test(partial(_leaf, traits=traits))


def of_traits(query: str) -> bool:
    """Whether a query asks who the speakers are; one that cannot be read does not."""
    try:
        asked = read(query, PATIENCE)
        return asked.names(*TRAITS) or asked.names("has")
    except QueryError:
        return False


def fitting(
    query: str, lines: Sequence[QuotationLine], traits: AskTraits = dict
) -> list[QuotationLine]:
    """Return the lines that a query lets through, in order.

    Raises:
        QueryError: it cannot be read, or takes too long.
    """
    asked = read(query, PATIENCE)
    return _passing(asked.test(partial(_leaf, traits=traits)), _meant(asked, lines))


def _meant(asked: Query, lines: Sequence[QuotationLine]) -> Sequence[QuotationLine]:
    """Return the lines that a query is about: acts that are merely told where it names acts."""
    if asked.names("act") or not any(line.aside for line in lines):
        return lines
    return [line for line in lines if not line.aside]


def _passing(fits: Test[QuotationLine], lines: Sequence[QuotationLine]) -> list[QuotationLine]:
    try:
        return [line for line in lines if fits(line)]
    except TimeoutError:
        raise QueryError("the regular expression takes too long: make it simpler") from None


class FoldedLines:
    """Lines with all that is looked for in them as one text, so that a word is found in it.

    ``texts`` are what their :attr:`Line.everything` gives, where that is known already;
    ``traits`` tells what is known of the speakers.
    """

    def __init__(
        self,
        lines: Sequence[QuotationLine] = (),
        texts: Sequence[str] | None = None,
        traits: AskTraits = dict,
    ) -> None:
        self._traits = traits
        self.lines = list(lines)
        self._texts = [line.everything for line in lines] if texts is None else list(texts)
        self._text = "\n".join(self._texts)
        self._ends = list(accumulate((len(text) + 1 for text in self._texts), initial=0))[1:]
        # The last word, and the texts and the lines that hold it.
        self._last: tuple[str, list[str], list[QuotationLine]] = ("", self._texts, self.lines)

    def fitting(self, query: str) -> list[QuotationLine]:
        """Return the lines that a query lets through, in order.

        Raises:
            QueryError: it cannot be read, or takes too long.
        """
        asked = read(query, PATIENCE)
        fits = asked.test(partial(_leaf, traits=self._traits))
        words = [part.text for part in _tops(asked) if isinstance(part, Word)]
        if not words:
            return _passing(fits, _meant(asked, self.lines))
        # Only lines that hold the rarest word are looked at.
        word = min(words, key=self._text.count) if len(words) > 1 else words[0]
        holding = _meant(asked, self._holding(word))
        return list(holding) if isinstance(asked.root, Word) else _passing(fits, holding)

    def _holding(self, word: str) -> list[QuotationLine]:
        """Return the lines that hold a word; a longer one is looked for where the last one is."""
        last, texts, lines = self._last
        if not last or last not in word:
            texts, lines = self._texts, self.lines
            if (found := self._found(word)) is not None:
                texts, lines = [texts[index] for index in found], [lines[index] for index in found]
        held = [word in text for text in texts]
        self._last = word, list(compress(texts, held)), list(compress(lines, held))
        return self._last[2]

    def _found(self, word: str) -> list[int] | None:
        """Return the lines that hold a word, None for one that is in most of them."""
        found: list[int] = []
        find, ends = self._text.find, self._ends
        at = find(word)
        while at >= 0:
            index = bisect_right(ends, at)
            found.append(index)
            if len(found) == SAMPLE and index < SAMPLE * COMMON:
                return None
            at = find(word, ends[index])
        return found


def _tops(query: Query) -> Sequence[object]:
    """Return the parts of a query that all have to fit."""
    return query.root.parts if isinstance(query.root, All) else (query.root,)


def _leaf(leaf: Leaf, traits: AskTraits) -> Test[QuotationLine]:
    if not isinstance(leaf, FieldCondition):
        return lambda line: leaf.within(line.whole)
    if leaf.name == "text":
        return lambda line: holds(leaf, line.text)
    if leaf.name == "speaker":
        return lambda line: holds(leaf, line.quoted.speaker_name)
    if leaf.name == "kind":
        return lambda line: line.quoted.kind.value.startswith(leaf.value)
    if leaf.name == "act":
        return lambda line: _acts(line.quoted, leaf.value)
    if leaf.name == "tag":
        return lambda line: any(_under(leaf, tag) for tag in line.quoted.tags)
    if leaf.name in TRAITS:
        return _trait(leaf, traits())
    if leaf.name == "has":
        return _has(leaf.value, traits)
    return of_article(leaf) or (lambda line: False)


def _trait(leaf: FieldCondition, traits: TraitsOf) -> Test[QuotationLine]:
    def told(line: QuotationLine) -> str:
        return traits.get(line.quoted.speaker_id or "", {}).get(leaf.name, "")

    if leaf.name == "gender" and leaf.value:  # inside longer words there would be men in women
        value = _GENDERS.get(leaf.value, leaf.value)
        return lambda line: fold(told(line) or UNKNOWN).strip("()").startswith(value)
    return lambda line: holds(leaf, told(line))


def _acts(quoted: Quoted, value: str) -> bool:
    """Whether a quotation is such an act, or one that is only reported."""
    return quoted.act.value.startswith(value) or (quoted.reported and REPORTED.startswith(value))


def _under(field: FieldCondition, tag: str) -> bool:
    """Whether a tag is the wanted one, stands below it, or has it among its parts."""
    if not field.value or field.exact:
        return holds(field, tag)
    folded = fold(tag)
    return folded.startswith(field.value) or f"/{field.value}" in folded


_GENDERS = {
    **dict.fromkeys(("f", "female", "woman"), "women"),
    **dict.fromkeys(("male", "man"), "men"),
}
"""What else is written for a gender."""
_HAS: dict[str, Callable[[Quoted], bool]] = {
    "memo": lambda quoted: bool(quoted.memo),
    "tag": lambda quoted: bool(quoted.tags),
    "speaker": lambda quoted: bool(quoted.speaker_name),
    "selection": lambda quoted: quoted.selected,
    "selected": lambda quoted: quoted.selected,
}


def _has(value: str, traits: AskTraits) -> Test[QuotationLine]:
    name = next(name for name in HAS if name.startswith(value))
    if name in TRAITS:
        known = traits()
        return lambda line: bool(known.get(line.quoted.speaker_id or "", {}).get(name))
    test = _HAS[name]
    return lambda line: test(line.quoted)
