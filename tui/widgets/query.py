"""The words that narrow a list of quotations: ``speaker:vessen kind:direct date:2031-03.. ships``.

A query is words, all of which must fit.  A word ``field:value`` looks in one field, any other in
everything; ``-`` before a word turns it round; ``"…"`` holds words together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from analysis.types import Published
from store.layer import Quoted

FIELDS = ("speaker", "kind", "tag", "date", "source", "title", "article", "text", "has")
_WORD = re.compile(r'(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A quotation with what a list shows of it."""

    quoted: Quoted
    text: str
    published: Published
    title: str
    source: str

    @property
    def date(self) -> str:
        """The ISO date, empty where nothing is known."""
        return self.published.date or ""

    @cached_property
    def everything(self) -> str:
        """All that a bare word is looked for in."""
        quoted = self.quoted
        tags = " ".join(quoted.tags)
        return f"{self.text} {quoted.speaker_name} {self.title} {tags} {quoted.memo}".casefold()


Test = Callable[[Line], bool]


def parse(query: str) -> Test:
    """Return the test that a query stands for; an empty one lets everything through."""
    tests = []
    for minus, field, value in _words(query):
        if test := _field(field, value):
            tests.append(_not(test) if minus else test)
    if len(tests) == 1:
        return tests[0]
    return lambda line: all(test(line) for test in tests)


def _words(query: str) -> Iterator[tuple[bool, str, str]]:
    """Yield the words of a query: whether turned round, the field or "", the value."""
    for minus, field, quoted, bare in _WORD.findall(query):
        value = (quoted or bare).casefold()
        begun = not field and value[:-1] in FIELDS and value.endswith(":")
        if value and not begun:
            yield bool(minus), field.casefold(), value


class Folded:
    """Lines with all that is looked for in them as one text, so that a word is found in it."""

    def __init__(self, lines: Sequence[Line] = ()) -> None:
        self._lines = lines
        self._text = "\n".join(line.everything for line in lines)
        self._ends = list(accumulate((len(line.everything) + 1 for line in lines), initial=0))[1:]

    def fitting(self, query: str) -> list[Line]:
        """Return the lines that a query lets through, in order."""
        fits = parse(query)
        bare = [value for minus, field, value in _words(query) if not (minus or field)]
        if not bare:
            return [line for line in self._lines if fits(line)]
        # Only lines that hold the rarest word are looked at.
        word = min(bare, key=self._text.count) if len(bare) > 1 else bare[0]
        alone = sum(1 for _ in _words(query)) == 1 and "\n" not in word
        found, find, ends = [], self._text.find, self._ends
        at = find(word)
        while at >= 0:
            index = bisect_right(ends, at)
            line = self._lines[index]
            if alone or fits(line):
                found.append(line)
            at = find(word, ends[index])
        return found


def _not(test: Test) -> Test:
    return lambda line: not test(line)


def _field(field: str, value: str) -> Test | None:
    if field in ("", "text"):
        return lambda line: value in (line.everything if not field else line.text.casefold())
    if field == "speaker":
        return lambda line: value in line.quoted.speaker_name.casefold()
    if field == "kind":
        return lambda line: line.quoted.kind.value.startswith(value)
    if field == "tag":
        return lambda line: any(_under(tag.casefold(), value) for tag in line.quoted.tags)
    if field == "date":
        return _date(value)
    if field == "source":
        return lambda line: value in line.source.casefold()
    if field in ("title", "article"):
        return lambda line: (
            value in line.title.casefold() or value in line.quoted.article.casefold()
        )
    if field == "has":
        return _has(value)
    return lambda line: f"{field}:{value}" in line.everything


def _under(tag: str, wanted: str) -> bool:
    """Whether a tag is the wanted one, stands below it, or has it among its parts."""
    return tag.startswith(wanted) or f"/{wanted}" in tag


def _date(value: str) -> Test:
    """``2021``, ``2021-10``, ``2021-10..2021-12``, ``..2021`` or ``2021..``, ends included."""
    first, dots, last = value.partition("..")
    if not dots:
        return lambda line: line.date.startswith(first)
    return lambda line: (
        bool(line.date) and (first <= line.date and (not last or line.date[: len(last)] <= last))
    )


def _has(value: str) -> Test:
    tests: dict[str, Test] = {
        "memo": lambda line: bool(line.quoted.memo),
        "tag": lambda line: bool(line.quoted.tags),
        "speaker": lambda line: bool(line.quoted.speaker_name),
        "selection": lambda line: line.quoted.selected,
    }
    for name, test in tests.items():
        if name.startswith(value):
            return test
    return lambda line: False
