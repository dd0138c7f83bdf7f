"""What two statements of one matter are to each other: an answer, a changed position."""

from __future__ import annotations

import math

from .likeness import SAME
from .statements import Statement, StatementPair, Statements
from .texts import Texts, apart

ANSWER = 0.6
"""The score from which a statement is shown as an answer to another."""

CHANGED = 0.5
"""The score from which two statements are suggested as a changed position."""

_REACTION = 14
"""Days within which a statement is answered."""

_ONE_STATEMENT = 3
"""Days within which a speaker's two statements of one matter are one occasion."""

_ONE_MATTER, _MUCH_ALIKE = 0.25, 0.45
"""The part of both statements' words that they share if they are of one matter; nearly the same."""

OPPOSITES = (
    ("support", "oppos"),
    ("support", "reject"),
    ("accept", "reject"),
    ("accept", "refus"),
    ("agre", "disagre"),
    ("agre", "refus"),
    ("increas", "decreas"),
    ("increas", "reduc"),
    ("increas", "cut"),
    ("rais", "lower"),
    ("rais", "cut"),
    ("expand", "reduc"),
    ("possibl", "imposs"),
    ("alway", "never"),
    ("readi", "unreadi"),
    ("will", "unwil"),
    ("abl", "unabl"),
    ("favor", "oppos"),
    ("favour", "oppos"),
    ("begin", "end"),
    ("start", "stop"),
    ("start", "suspend"),
    ("open", "close"),
    ("win", "lose"),
    ("best", "worst"),
    ("better", "wors"),
    ("good", "bad"),
    ("legal", "illeg"),
    ("true", "fals"),
    ("safe", "danger"),
    ("withdraw", "stay"),
    ("leav", "stay"),
    ("leav", "remain"),
    ("allow", "ban"),
    ("allow", "forbid"),
    ("confirm", "deni"),
    ("admit", "deni"),
    ("join", "leav"),
    ("more", "less"),
)
"""Stems that say the opposite of each other."""


def answers(pair: StatementPair, texts: Texts, statements: Statements) -> float:
    """Return how surely a pair's first statement answers its second one: 0..1.

    Its sentence must name the other's speaker; the other must not be the later one.
    """
    one, other = pair.one, pair.other
    if not other.actor or one.actor == other.actor or other.actor not in statements.names(one):
        return 0.0
    here, there = texts.entry(one.article), texts.entry(other.article)
    if here.day is not None and there.day is not None:
        if there.day - there.slack > here.day + here.slack:
            return 0.0
        if (apart(here, there) or 0) > _REACTION:
            return 0.0
    size = min(1.0, len(pair.shared) / 5)
    total = -3.0 + 3.0 * pair.share + 1.5 * one.replies + 2.0 * size
    return 1 / (1 + math.exp(-total))


def changed(pair: StatementPair, texts: Texts) -> tuple[float, str]:
    """Return how strongly a pair suggests a changed position, and what is opposed in it.

    One speaker, one matter, days apart, and either one of the two is negated or they hold words
    of opposite meaning.
    """
    one, other = pair.one, pair.other
    if not one.actor or one.actor != other.actor or len(pair.shared) < 3:
        return 0.0, ""
    days = apart(texts.entry(one.article), texts.entry(other.article))
    if days is None or days <= _ONE_STATEMENT or pair.share > 0.95:
        return 0.0, ""
    alike = pair.features.whole
    opposed = _opposed(one, other, texts) if alike >= _ONE_MATTER else ""
    if not opposed and one.denies != other.denies and alike >= _MUCH_ALIKE:
        opposed = "one of them is negated"
    if not opposed:
        return 0.0, ""
    total = -3.5 + 4.0 * pair.share + 3.0 * alike + 0.2 * min(len(pair.shared), 6)
    return 1 / (1 + math.exp(-total)), opposed


def _opposed(one: Statement, other: Statement, texts: Texts) -> str:
    here, there = set(one.terms), set(other.terms)
    for left, right in OPPOSITES:
        first, second = texts.known(left), texts.known(right)
        if first is None or second is None:
            continue
        for mine, theirs in ((first, second), (second, first)):
            if mine in here - there and theirs in there - here:
                return f"“{texts.forms[mine]}” against “{texts.forms[theirs]}”"
    return ""


def same(pair: StatementPair) -> bool:
    """Tell whether a pair is one statement."""
    return pair.score >= SAME
