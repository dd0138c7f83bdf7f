"""Names that somebody goes by: Margaret “Peg” Brodin; Margaret Brodin, known to all as Peg."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.analysis import names

from ..types import ActorKind
from . import leading, name_edges
from .tokens import Tokens

if TYPE_CHECKING:
    from .spelled import Spelled

WITHIN = 10
"""Tokens between a name and the one that its bearer is known by, at most."""

_MARKS = frozenset("()\"“”„‟‘’'«»") | {"``", "''"}
_CALLED = frozenset({"nicknamed", "dubbed", "called"})


def inside(tokens: Tokens, found: list[Spelled]) -> Iterator[Spelled]:
    """Put together what a nickname in marks or brackets divides: "Margaret “Peg” Brodin"."""
    taken = 0
    for number, name in enumerate(found):
        if name.first < taken:
            continue
        surname = _after_nickname(tokens, name)
        if surname is None:
            yield name
            continue
        begins = name_edges.past_particles(tokens, surname)
        rest = next((n for n in found[number:] if n.first <= begins < n.last), None)
        last = name_edges.with_suffix(tokens, max(rest.last if rest else 0, begins + 1))
        taken = last
        given = name.name.split()
        while len(given) > 1 and tokens.leaning(given[0]) <= leading.SMALL:
            given = given[1:]  # "Welder Teodorico (Teo) Brodin"
        full = f"{' '.join(given)} {tokens.words(surname, last)}"
        full = full[:-2] if full.endswith(("'s", "’s")) else full
        nickname = tokens.words(name.last + 1, surname - 1).strip("".join(_MARKS))
        yield replace(name, last=last, label="PERSON", name=full, nickname=nickname)


def _after_nickname(tokens: Tokens, name: Spelled) -> int | None:
    """Return the token of the surname after a given name and a nickname."""
    mark, word = name.last, tokens.word
    if mark >= len(tokens) - 3 or word[mark] not in _MARKS:
        return None
    mark += word[mark + 1] in _MARKS  # "Margaret (“Peg”) Brodin"
    close = next(
        (t for t in range(mark + 2, min(mark + 5, len(tokens) - 1)) if word[t] in _MARKS), None
    )
    if close is None or not all(word[t][:1].isupper() for t in range(mark + 1, close)):
        return None
    given = name.name.split()
    short = given[-1][:3].lower() == tokens.lower[mark + 1][:3]  # "Teodorico (Teo) Brodin"
    if not all(map(names.is_given, given)) and not short:
        return None
    close += word[close + 1] in _MARKS and close + 2 < len(tokens)
    begin = name_edges.past_particles(tokens, close + 1)
    if begin >= len(tokens):
        return None
    capital = word[begin][:1].isupper() and names.fold(word[begin]).isalpha()
    return close + 1 if capital else None


def introduce(tokens: Tokens, found: list[Spelled]) -> None:
    """Set ``alias`` of the full names behind which another one is given: "known as Peg".

    The other one is a person's wherever it stands.
    """
    aliases = set()
    for name, other in pairwise(found):
        full = name.kind is ActorKind.PERSON and names.is_full(name.name)
        capital = other.name.istitle() and not other.title
        if full and capital and _is_led_to(tokens, range(name.last, other.first)):
            name.alias = other.name
            aliases.add(other.name)
    for name in found:
        if name.name in aliases:
            name.kind = ActorKind.PERSON


def _is_led_to(tokens: Tokens, between: range) -> bool:
    """Whether words behind a name lead to another name of its bearer."""
    if not 1 < len(between) <= WITHIN or tokens.word[between.start] not in (",", "("):
        return False
    words = [word for word in tokens.lower[between.start : between.stop] if word not in _MARKS]
    known = words[-1:] == ["as"] and "known" in words and "for" not in words
    return known or not _CALLED.isdisjoint(words[-1:])
