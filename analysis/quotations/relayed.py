"""What is relayed in a clause of its own, before or after the words, as translated news does.

As the press service of the port informs, the pier is shut.     "as", who says it, a verb of saying
At the same time, as reported in the ministry, the pier is shut.     or where it is said
It was also conveyed by the regent, Vera Lind, that the pier is shut.     or by whom
The pier was shut on Monday, reported in the ministry.     behind a comma
The pier was shut on Monday - told Vera Lind on Tuesday.     or a dash
In the ministry they said that the pier is shut.     "they" are the ministry
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

import numpy as np

from onrecord.analysis import names

from ..types import Quotation, Span
from . import reported, speakers
from .cues import any_of, neighbour, word
from .token_features import TokenFeatures
from .token_table import Flags, TokenTable

BEFORE_AS = 7
"""Tokens before the comma that "as" follows, at most: "At the same time, as"."""

REACH = 24
"""Tokens from "as" or "it" to the verb, and from there to the comma, at most."""

LEAST_WORDS = 4
"""Words of a clause before the verb that relays it, at least."""

_Relayed: TypeAlias = tuple[int, int, Span]
"""The verb that relays, the head of who says it, and the clause."""

_THINKING = {"know", "feel", "hope", "want", "expect"}
_PLACES = "in at by from"
_NOMINAL = "NOUN PROPN PRON DET ADJ ADP NUM PART PUNCT CCONJ"
_BETWEEN = f"{_NOMINAL} ADV AUX"
_AFTER = "report inform tell note say announce state clarify explain specify add remind"
"""Verbs that relay the clause before them where a place follows: ", reported in the ministry"."""


def clauses(token_features: TokenFeatures) -> list[Quotation]:
    """Return the clauses that others relay, each with the noun that says who."""
    told = [*_led(token_features), *_followed(token_features)]
    table = token_features.table
    sources = speakers.spans(table, np.array([who for _, who, _ in told], np.int64))
    return [
        Quotation(
            *span,
            reported.kind_of(token_features, span),
            cue=(table.start[verb], table.end[verb]),
            speaker=source,
            confidence=reported.SURETY,
        )
        for (verb, _, span), source in zip(told, sources, strict=True)
    ]


@cache
def _verbs() -> str:
    groups = ("speech verbs", "rare verbs of saying", "rare verbs of saying a clause")
    return " ".join(sorted(set().union(*map(names.words, groups)) - _THINKING))


def _led(token_features: TokenFeatures) -> Iterator[_Relayed]:
    """Yield what a sentence relays that begins with "as" or "it" and a verb of saying."""
    table = token_features.table
    saying = any_of(table.lemma, _verbs()) & any_of(table.pos, "VERB") & (table.pair < 0)
    opens = any_of(table.lower, "as it") & (table.pair < 0)
    done = -1
    for begin in np.flatnonzero(opens).tolist():
        first, stop = table.sentences[table.sentence[begin]]
        if table.sentence[begin] == done or not _opens(table, begin, first):
            continue
        done = int(table.sentence[begin])
        verb = _verb(table, begin, stop, saying)
        begins = _content(token_features, verb, stop) if verb >= 0 else -1
        who = _source(token_features, verb, begins) if begins >= 0 else -1
        if who >= 0:
            span = reported.span_of(token_features, begins, _last(table, begins, stop))
            if span is not None:
                yield verb, who, span


def _opens(table: TokenTable, token: int, first: int) -> bool:
    """Whether "it" begins a sentence, or "as" does, or follows the first comma of it."""
    if table.lower[token] == word("it") or token == first:
        return token == first
    return token - first <= BEFORE_AS and table.words[token - 1] == ","


def _verb(table: TokenTable, begin: int, stop: int, saying: Flags) -> int:
    """Return the verb of saying that follows "as" or "it" in nouns alone, -1 for none."""
    passive = table.lower[begin] == word("it")
    for token in range(begin + 1, min(begin + REACH, stop)):
        one = slice(token, token + 1)
        if saying[token]:
            finite = any_of(table.tag[one], "VBD VBZ VBP").all() and not passive
            told = table.tag[token] == word("VBN") and _is_passive(table, begin, token)
            return token if (finite and not _has_object(table, token)) or told else -1
        if not any_of(table.pos[one], _BETWEEN).all():
            return -1
    return -1


def _has_object(table: TokenTable, verb: int) -> bool:
    """Whether a verb has something for its object: "as they lamented the price, ..."."""
    after = slice(verb + 1, verb + 2)
    free = any_of(table.pos[after], "PUNCT ADP ADV") | any_of(table.entity[after], "DATE TIME")
    whom = any_of(table.lemma[verb : verb + 1], "tell inform remind notify")
    return not (free.all() or whom.all())


def _is_passive(table: TokenTable, begin: int, verb: int) -> bool:
    """Whether nothing but forms of "be" stands before a participle, and a place or a doer after."""
    before = any_of(table.lemma[begin + 1 : verb], "be have it") | any_of(
        table.pos[begin + 1 : verb], "ADV"
    )
    return bool(before.all() and any_of(table.lower[verb + 1 : verb + 2], _PLACES).all())


def _content(token_features: TokenFeatures, verb: int, stop: int) -> int:
    """Return the token with which the clause begins behind a comma or “that”, -1 for none."""
    table = token_features.table
    for token in range(verb + 1, min(verb + REACH, stop)):
        if table.lower[token] == word("that"):
            return token + 1
        if token_features.finite[token + 1] > token_features.finite[token]:
            return -1
        if table.words[token] == ",":
            after = token + 1
            while after < stop and table.entity[after] == word("PERSON"):
                after += 1
            if after > token + 1 and after < stop and table.words[after] == ",":
                that = table.lower[after + 1 : after + 2] == word("that")
                return after + 1 + int(that.all())  # "by the regent, Vera Lind, that"
            return token + 1
    return -1


def _source(token_features: TokenFeatures, verb: int, begin: int) -> int:
    """Return the head of who or what a verb relays from, -1 for none."""
    table = token_features.table
    subject = int(token_features.subject[verb])
    place = any_of(table.lower[verb + 1 : verb + 2], _PLACES).all()
    if 0 <= subject < verb and not (
        place and any_of(table.lower[subject : subject + 1], "it they").all()
    ):
        return (
            subject if not any_of(table.lower[subject : subject + 1], "i we you it").all() else -1
        )
    if not place:
        return -1
    for token in range(verb + 2, max(begin - 1, verb + 2)):
        one = slice(token, token + 1)
        if any_of(table.dep[one], "pobj").all() and table.head[token] == verb + 1:
            return token if any_of(table.pos[one], "NOUN PROPN PRON").all() else -1
    return -1


def _last(table: TokenTable, begin: int, stop: int) -> int:
    """Return the last token of a clause: marks behind a colon are words of their own."""
    for token in range(begin, stop - 1):
        if table.words[token] == ":" and table.pair[token + 1] >= 0 > table.pair[token]:
            return token - 1
    return stop - 1


def _followed(token_features: TokenFeatures) -> Iterator[_Relayed]:
    """Yield the clauses that ", reported in the ministry" or " - told Vera Lind" ends."""
    table = token_features.table
    verbs = any_of(table.lemma, _AFTER) & any_of(table.tag, "VBN VBD VBZ") & (table.pair < 0)
    inside = any_of(table.lower, "in at")
    placed = neighbour(inside, 1) & neighbour(any_of(table.lower, ","), -1)
    apart = np.append(-1, table.end[:-1]) < table.start
    dash = any_of(table.lower, "- – — --") & apart & neighbour(apart, 1)
    dash = neighbour(dash, -1) & ~neighbour(inside, 1)
    for verb in np.flatnonzero(verbs & (placed | dash)).tolist():
        first, stop = table.sentences[table.sentence[verb]]
        who = _source(token_features, verb, stop) if placed[verb] else _named(table, verb, stop)
        whole = token_features.word[verb] - token_features.word[first] >= LEAST_WORDS
        near = stop - verb < REACH
        ends = dash[verb] or (near and any_of(table.pos[verb + 1 : stop], _NOMINAL).all())
        marked = token_features.quoted[verb] > token_features.quoted[first]
        subject = int(token_features.subject[verb])  # "Lind -- who came late -- said the port"
        fits = who >= 0 and not first <= subject < verb and (dash[verb] or _is_body(table, who))
        if fits and whole and ends and not marked:
            span = reported.span_of(token_features, first, verb - 2)
            if span is not None:
                yield verb, who, span


def _named(table: TokenTable, verb: int, stop: int) -> int:
    """Return the last word of whom a verb names right after it, -1 for nobody."""
    last = verb
    while last + 1 < stop and any_of(table.pos[last + 1 : last + 2], "PROPN NOUN DET ADJ").all():
        last += 1
    if last == verb or not any_of(table.pos[last : last + 1], "PROPN NOUN").all():
        return -1
    ends = last + 1 >= stop or any_of(table.pos[last + 1 : last + 2], "PUNCT ADP SPACE").all()
    return last if ends else -1


def placed(token_features: TokenFeatures, found: list[Quotation]) -> list[Quotation]:
    """Give what "they" say "in the ministry" to the ministry."""
    heads = [_body_before(token_features, quotation) for quotation in found]
    return reported.given(token_features, found, heads)


def _body_before(token_features: TokenFeatures, quotation: Quotation) -> int:
    """Return the body of "in the ministry they say", -1 where a sentence does not begin so."""
    table = token_features.table
    if quotation.speaker is None:
        return -1
    they = table.token_at(quotation.speaker[0])
    if not any_of(table.lower[they : they + 1], "they it").all():
        return -1
    first = int(token_features.sentence_first[they])
    if not any_of(table.lower[first : first + 1], "in at").all():
        return -1
    for token in range(first + 1, min(they, first + REACH)):
        if not any_of(table.pos[token : token + 1], _NOMINAL).all():
            return -1
        if table.head[token] == first and _is_body(table, token):
            return token
    return -1


def _is_body(table: TokenTable, token: int) -> bool:
    """Whether a noun is a body's: a ministry says something, a street does not."""
    named = table.entity[token] == word("ORG")
    return bool(named or any_of(table.lemma[token : token + 1], _bodies()).all())


@cache
def _bodies() -> str:
    return " ".join(sorted(names.words("organisation words")))
