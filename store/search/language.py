"""The query language of the library: ``speaker:vessen (canal OR strait) -"in spring" ship*``.

    word            found inside longer words too; case and accents do not matter
    "two words"     whole words in this order, also in the marks that are printed: “two words”
    word*           words that begin so
    /expression/    a regular expression (of the ``regex`` package), ignoring case
    a b, a AND b    both;  a OR b  one of them;  NOT a, -a  without it;  ( )  what belongs together
    field:value     the value in one field only, see ``FIELDS``
    field:=value    the field is this value, and no more

NOT binds closest, then AND, then OR.  What is still being typed is read as if it were finished:
a quotation mark, a parenthesis or an expression left open ends with the query.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from onrecord.analysis.types import Act, QuotationKind, Span

from .fold import fold
from .needles import PATIENCE, Needle, Phrase, Regex, Word, phrase, word

TRAITS = ("gender", "role", "party", "organisation", "country")
"""Fields of who speaks: what the articles or a person's own list say of them."""
QUOTED_FIELDS = ("speaker", "kind", "act", "tag", "has", *TRAITS)
"""Fields of quotations: a query with one of them finds quotations, any other passages."""
FIELDS = (*QUOTED_FIELDS, "date", "source", "title", "article", "text", "is")
HAS = ("memo", "tag", "speaker", "selection", "selected", *TRAITS)
REPORTED = "reported"
"""The value of ``act:`` for acts that are told without a clause of their own."""
IS = ("unread", "read", "starred")
DEEPEST, LONGEST = 40, 2_000
"""Parentheses within each other, and characters, that a query may have."""

_DAY = r"\d{1,4}(-\d{0,2}){0,2}"
_DATE = re.compile(rf"({_DAY})?(\.|\.\.({_DAY})?)?")
_ONE_DIGIT = re.compile(r"-\d(?!\d)")
_YEAR, _WHOLE = 4, 2
"""Digits of a year, and of a month or day, once they are typed."""

_MARKS = "“”„‟«»〝〞"
"""Marks round words as they are printed; inside straight ones they belong to the words."""

_OPERATORS = ("AND", "OR", "NOT")
_TOKEN = re.compile(
    r"\s*(?:(?P<open>-?\()|(?P<close>\))"
    r"|(?P<minus>-?)(?:(?P<field>" + "|".join(FIELDS) + r"):(?P<exact>=?))?"
    r'(?:"(?P<phrase>[^"]*)(?P<closed>"?)'
    rf"|[{_MARKS}](?P<printed>[^{_MARKS}]*)(?P<ended>[{_MARKS}]?)"
    r"|/(?P<regex>(?:[^/\\]|\\.|/(?![\s)]|$))+)(?:/|$)"
    r"|(?P<word>[^\s()]+)|(?=[\s()]|$)))",
    re.IGNORECASE | re.DOTALL,
)


class QueryError(ValueError):
    """A query that cannot be read; the message says where and what."""


class ExpressionError(QueryError):
    """A regular expression is none, or takes too long: no more typing makes it one."""


@dataclass(frozen=True)
class FieldCondition:
    """A condition on one field.  ``needle`` is what a field of words is searched for.

    ``exact`` asks for a field that is the value and no more, but for case and accents.
    """

    name: str
    value: str
    needle: Needle | None
    at: Span
    exact: bool = False


@dataclass(frozen=True)
class All:
    """Every part has to fit; without parts everything fits."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Some:
    """At least one part has to fit."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Without:
    """The part must not fit."""

    part: Node


Leaf: TypeAlias = Needle | FieldCondition
Node: TypeAlias = Leaf | All | Some | Without
T = TypeVar("T")
Test: TypeAlias = Callable[[T], bool]


@dataclass(frozen=True)
class Query:
    """A query as it was read."""

    text: str
    root: Node

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return self.root != All(())

    @property
    def of_quotations(self) -> bool:
        """Whether it asks for something that only quotations have."""
        return self.names(*QUOTED_FIELDS)

    def names(self, *fields: str) -> bool:
        """Whether it has a condition on one of these fields."""
        return any(
            isinstance(leaf, FieldCondition) and leaf.name in fields for leaf in _leaves(self.root)
        )

    @property
    def parts(self) -> list[list[Needle]]:
        """What a text is to be marked with, by the parts of the query that all have to fit."""
        tops = self.root.parts if isinstance(self.root, All) else (self.root,)
        found = [list(_needles(part)) for part in tops]
        return [needles for needles in found if needles]

    def test(self, leaf: Callable[[Leaf], Test[T]]) -> Test[T]:
        """Return the test that the query stands for, given the test of a leaf."""
        return _test(self.root, leaf)


def _test(node: Node, leaf: Callable[[Leaf], Test[T]]) -> Test[T]:
    if isinstance(node, Without):
        inner = _test(node.part, leaf)
        return lambda thing: not inner(thing)
    if not isinstance(node, All | Some):
        return leaf(node)
    # Fields cost less than looking into the text.
    tests = [_test(part, leaf) for part in sorted(node.parts, key=_costly)]
    if len(tests) == 1:
        return tests[0]
    if isinstance(node, All):
        return lambda thing: all(test(thing) for test in tests)
    return lambda thing: any(test(thing) for test in tests)


def _costly(node: Node) -> int:
    return (not isinstance(node, FieldCondition)) + isinstance(node, Regex)


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Without):
        yield from _leaves(node.part)
    elif isinstance(node, All | Some):
        for part in node.parts:
            yield from _leaves(part)
    else:
        yield node


def _needles(node: Node) -> Iterator[Needle]:
    """Yield what is looked for in the text, and not what must not be there."""
    if isinstance(node, All | Some):
        for part in node.parts:
            yield from _needles(part)
    elif isinstance(node, FieldCondition):
        if node.name == "text" and node.needle:
            yield node.needle
    elif not isinstance(node, Without):
        yield node


def parse(text: str, patience: float = PATIENCE) -> Query:
    """Read a query.

    Args:
        text: the query.
        patience: seconds that a regular expression in it may take, in all texts together.

    Raises:
        QueryError: it cannot be read.
    """
    if len(text) > LONGEST:
        raise QueryError(
            f"the query is too long: {len(text)} characters, at most {LONGEST} are read"
        )
    return Query(text, _Parser(text, patience).whole())


def check_finished(text: str) -> None:
    """Refuse a query that somebody would go on typing; :func:`parse` reads it as far as it goes.

    Raises:
        QueryError: a bracket or a mark is not closed, nothing stands behind a field, or it cannot
            be read at all.
    """
    if len(text) <= LONGEST:
        _Parser(text, PATIENCE, finished=True).whole()


class _Parser:
    """Reads by recursive descent; ``_token`` is the one to be read next, None at the end.

    What is left open is closed at the end of the query, unless that is said to be ``finished``.
    """

    def __init__(self, text: str, patience: float, finished: bool = False) -> None:
        self._text = text.rstrip()
        self._patience = patience
        self._finished = finished
        self._end = self._depth = 0
        self._token: re.Match[str] | None = None
        self._next()

    def whole(self) -> Node:
        """Read the whole query."""
        found = self._either()
        if self._token:
            raise QueryError(f"“)” {self._where()} closes nothing")
        return found or All(())

    def _next(self) -> None:
        self._token = _TOKEN.match(self._text, self._end) if self._end < len(self._text) else None
        if self._token:
            self._end = self._token.end()

    @property
    def _at(self) -> Span:
        """Where the token stands, without the blanks before it."""
        assert self._token
        whole = self._token[0]
        return self._token.end() - len(whole.lstrip()), self._token.end()

    def _where(self) -> str:
        return f"at sign {self._at[0] + 1}"

    def _operator(self) -> str:
        found = self._token["word"] if self._token and not self._token["field"] else None
        return found if found in _OPERATORS and self._token and not self._token["minus"] else ""

    def _either(self) -> Node | None:
        parts = [self._both()]
        while self._operator() == "OR":
            self._operand()
            parts.append(self._both())
        return _joined(Some, parts)

    def _both(self) -> Node | None:
        parts: list[Node | None] = []
        while self._token and not self._token["close"] and self._operator() != "OR":
            if self._operator() == "AND":
                self._operand()
            parts.append(self._one())
        return _joined(All, parts)

    def _operand(self, before: bool = True) -> None:
        """Pass over an operator, which has to stand between two things."""
        name, where = self._operator(), self._where()
        begun = self._text[: self._at[0]].rstrip()
        if before and (not begun or begun.endswith("(")):
            raise QueryError(f"{name} {where} has nothing before it")
        self._next()
        if not self._token or self._token["close"] or self._operator() in ("AND", "OR"):
            raise QueryError(f"{name} {where} has nothing after it")

    def _one(self) -> Node | None:
        turned = False
        while self._operator() == "NOT":
            self._operand(before=False)
            turned = not turned
        token = self._token
        assert token
        if token["open"]:
            turned ^= len(token["open"]) > 1
            found = self._group()
        else:
            turned ^= bool(token["minus"])
            found = self._leaf(token)
            self._next()
        return Without(found) if found and turned else found

    def _group(self) -> Node | None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(f"“(” {self._where()} is one too many within each other")
        where = self._where()
        self._next()
        found = self._either()
        if self._finished and not self._token:
            raise QueryError(f"“(” {where} is not closed")
        if self._token:
            self._next()
        self._depth -= 1
        return found

    def _leaf(self, token: re.Match[str]) -> Leaf | None:
        name = (token["field"] or "").casefold()
        needle = self._needle(token)
        if not name:
            return needle
        value = fold(token["phrase"] or token["printed"] or token["word"] or "").strip()
        if name == "tag" and needle and token["regex"] is None:
            value = _tag(value, bool(token["exact"]))
            needle = word(value, needle.at)
        if needle is None and self._finished:
            raise QueryError(f"{name}: {self._where()} has nothing after it")
        if needle is None:
            return None
        complaint = _complaint(name, value)
        if self._finished and name == "date" and _ONE_DIGIT.search(value):
            complaint = "write months and days with two digits: 2021-03-05"
        if complaint:
            raise QueryError(f"{name}:{value} {self._where()}: {complaint}")
        return FieldCondition(name, value, needle, self._at, bool(token["exact"] and value))

    def _needle(self, token: re.Match[str]) -> Needle | None:
        if token["regex"] is not None:
            try:
                return Regex(token["regex"], self._at, self._patience)
            except ValueError as error:
                raise ExpressionError(f"/{token['regex']}/ {self._where()}: {error}") from None
        words = token["phrase"] if token["printed"] is None else token["printed"]
        if words is not None:
            closed = bool(token["closed"] or token["ended"])
            if self._finished and not closed:
                raise QueryError(f"the quotation mark {self._where()} is not closed")
            return phrase(words, not closed, self._at)
        found = token["word"]
        if found and found.endswith("*") and isinstance(begun := phrase(found, True), Phrase):
            return Phrase(begun.words, True, self._at)
        return word(found, self._at) if found else None


def _tag(value: str, exact: bool) -> str:
    """Return the tag that is asked for: as tags are shown it has a ``#``; it begins so anyway."""
    return value.removeprefix("#").removesuffix("" if exact else "*")


def _joined(kind: type[All] | type[Some], parts: list[Node | None]) -> Node | None:
    found = tuple(part for part in parts if part is not None)
    return found[0] if len(found) == 1 else kind(found) if found else None


def _complaint(name: str, value: str) -> str:
    """Return what is wrong with the value of a field, "" where nothing is."""
    known: tuple[str, ...] = ()
    if name == "kind":
        known = tuple(kind.value for kind in QuotationKind)
    elif name == "act":
        known = (*(act.value for act in Act), REPORTED)
    elif name == "has":
        known = HAS
    elif name == "is":
        known = IS
    elif name == "date":
        return _date_complaint(value)
    if known and not (value and any(one.startswith(value) for one in known)):
        return f"choose among {', '.join(known)}"
    return ""


def _date_complaint(value: str) -> str:
    if not (value and _DATE.fullmatch(value)):
        return "no date; write 2021, 2021-10, 2021-10-20 or 2021-10..2021-12"
    first, _, last = value.partition("..")
    for day in (first.rstrip("."), last):
        if not _may_become_a_day(day):
            return f"there is no day {day}"
    if len(first) >= _YEAR and len(last) >= _YEAR and first[: len(last)] > last:
        return "it ends before it begins"
    return ""


def _may_become_a_day(typed: str) -> bool:
    """Return whether what is typed of a date is one, or the beginning of one."""
    year, month, day, *_ = [*typed.split("-"), "", ""]
    if len(month) == _WHOLE and not 1 <= int(month) <= 12:
        return False
    if len(day) < _WHOLE or len(month) < _WHOLE or not int(year):
        return True
    return 1 <= int(day) <= monthrange(int(year), int(month))[1]


__all__ = [
    "FIELDS",
    "TRAITS",
    "All",
    "ExpressionError",
    "FieldCondition",
    "Leaf",
    "Phrase",
    "Query",
    "QueryError",
    "Regex",
    "Some",
]
__all__ += ["Test", "Without", "Word", "parse"]
