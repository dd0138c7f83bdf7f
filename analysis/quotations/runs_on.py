"""What is reported ends where something else begins: another verb of saying, or a deed.

He affirmed that the law stands and ruled out that ...      the same speaker goes on to say
She said the tower “was not built to stand” and walked out.   what the speaker did
She said the tower was safe, pointing at the bells.           or did while saying it
She said the tower was safe, a day after it had been shut.    when it was said
The tower, which leans, the verger said, is safe.              what the cue cuts in two
“It rains,” says Jon Farrow, who keeps cows. “It pours.”      one cue, one speaker
“Ask the port,” said Vera Lind and added: “Or the crew.”      she does, not the port
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from onrecord.analysis import names

from ..layout import outside, trim
from ..types import Quotation, QuotationKind, Span
from .cues import any_of
from .reported import TELLING
from .token_features import TokenFeatures
from .token_table import TokenTable

_BESIDES = re.compile(
    r",\s(?:(?:while|still|also|then|again)\s)?(?:adding|saying|noting|telling|insisting|arguing"
    r"|claiming|warning|explaining|acknowledging|referring|alluding|pointing|gesturing|nodding"
    r"|shrugging|smiling|grinning|laughing)\b"
    r"|,\s(?:just |only |barely |less than |more than )?(?:an? few|an?|one|two|three|four|five|six"
    r"|seven|eight|nine|ten|some|several|\d+) (?:minute|hour|day|week|month|year)s?"
    r" (?:after|before)\b|,\sthough (?:neither|none|nobody|he|she|they) (?:of them )?"
    r"(?:would|did|could)(?: not|n['’]t)? (?:say|tell|name|elaborate|explain|specify|give)\b"
)
"""How one says something, or when, behind a comma."""

LONGEST_BEGINNING = 60
"""Tokens of a sentence before the cue that cuts it in two, at most."""

GOES_ON = 8
"""Tokens between two quotations of which the second is added, at most."""

Outside: TypeAlias = Callable[[int, int], bool]
"""Whether a stretch of text, half-open, meets none of some others: :func:`outside`."""

SAYING = 0.1
"""The probability of a joined verb to be a cue of speech from which it is one."""

REACH = 200
"""Tokens of what is reported in which the next verb is looked for, at most."""

BETWEEN = 6
"""Tokens between a joined verb and its “that” or "to", at most."""


def ended(token_features: TokenFeatures, found: list[Quotation]) -> list[Quotation]:
    """Return the quotations of an article, each ended where something else begins."""
    table = token_features.table
    unmarked = outside([(pair.start, pair.end) for pair in table.pairs])
    known = {quotation.cue for quotation in found}
    free = outside([(quotation.start, quotation.end) for quotation in found])
    ended = []
    for quotation in found:
        parts = _joined(token_features, _by_itself(token_features, quotation, unmarked), unmarked)
        ended.append(next(parts))
        for each in parts:
            if each.cue in known:
                break  # from there on it is told already
            known.add(each.cue)
            if free(max(each.start, quotation.end), each.end):
                ended.append(each)
    return ended


def _joined(
    token_features: TokenFeatures, quotation: Quotation, unmarked: Outside
) -> Iterator[Quotation]:
    """Yield what is reported up to the next verb of its speaker, then what that one reports.

    ``unmarked`` tells which stretches of text meet no quotation marks.
    """
    table = token_features.table
    while True:
        at = _next_verb(token_features, quotation)
        if at is None:
            yield quotation
            verb = _verb_after(token_features, quotation)
        else:
            verb, joint = at
            end = trim(table.text, quotation.start, table.start[joint])[1]
            while end > quotation.start and table.text[end - 1] in ",;":
                end -= 1
            yield _between(quotation, quotation.start, end, unmarked)
        begin = None if verb is None else _reports(token_features, verb)
        if verb is None or begin is None:
            return
        stop = max(quotation.end, table.end[_last_word(token_features, verb)])
        more = replace(quotation, cue=(table.start[verb], table.end[verb]))
        quotation = _between(more, table.start[begin], stop, unmarked)


def _by_itself(token_features: TokenFeatures, quotation: Quotation, unmarked: Outside) -> Quotation:
    """Return what is reported without how or when it was said: ", pointing at the bells"."""
    table = token_features.table
    cued = quotation.cue is not None and quotation.cue[0] < quotation.start
    if not cued or quotation.kind is QuotationKind.DIRECT:
        return quotation
    for told in _BESIDES.finditer(table.text, quotation.start, quotation.end):
        first, stop = table.token_at(quotation.start), table.token_at(told.start())
        whole = token_features.finite[stop] > token_features.finite[first]
        if whole and unmarked(told.start(), told.end()):
            return _between(quotation, quotation.start, told.start(), unmarked)
    return quotation


def _between(quotation: Quotation, start: int, end: int, unmarked: Outside) -> Quotation:
    """Return a quotation with other edges, and of the kind that marks make it then."""
    kind = QuotationKind.INDIRECT if unmarked(start, end) else QuotationKind.MIXED
    return replace(quotation, start=start, end=end, kind=kind)


def _last_word(token_features: TokenFeatures, verb: int) -> int:
    """Return the last token of a verb's sentence that is no sign."""
    last = int(token_features.sentence_last[verb])
    while last > verb and token_features.is_blank[last]:
        last -= 1
    return last


def _next_verb(token_features: TokenFeatures, quotation: Quotation) -> tuple[int, int] | None:
    """Return the next finite verb of whoever is quoted and the word that joins it, if any.

    It has no subject of its own and the tense of the cue, what is reported has another one; or it
    stands outside of marks that hold the verb to which it would be joined.
    """
    if quotation.cue is None or quotation.kind is QuotationKind.DIRECT:
        return None
    table = token_features.table
    cue = table.token_at(quotation.cue[0])
    first = table.token_at(quotation.start)
    stop = min(table.token_at(quotation.end), first + REACH)
    if cue >= first or not any_of(table.tag[cue : cue + 1], "VBD").all():
        return None
    past = any_of(table.tag[first:stop], "VBD")
    present = any_of(table.tag[first:stop], "VBZ VBP MD")
    for verb in (first + np.flatnonzero(past)).tolist():
        joint = _joint(token_features, verb, first)
        if joint is None or table.pair[verb] >= 0 or token_features.subject[verb] >= 0:
            continue
        if table.pair[joint - 1] >= 0 and _holds_verb(table, int(table.pair[joint - 1]), first):
            return verb, joint
        before = slice(0, joint - first)
        telling = any_of(table.lemma[verb : verb + 1], TELLING).all()
        says = token_features.speech[verb] >= SAYING or telling
        says = says and _reports(token_features, verb) is not None
        if says and present[before].any() and not past[before].any():
            return verb, joint
    return None


def _verb_after(token_features: TokenFeatures, quotation: Quotation) -> int | None:
    """Return the verb of saying that is joined right after what somebody reported, if any."""
    table = token_features.table
    if quotation.cue is None or quotation.kind is QuotationKind.DIRECT:
        return None
    if quotation.cue[0] > quotation.start:
        return None
    joint = table.token_at(quotation.end)
    joint += int(joint < len(table) and table.words[joint] == ",")
    for verb in (joint + 1, joint + 2):
        if (
            verb < len(table)
            and _joint(token_features, verb, joint - 1) == joint
            and any_of(table.tag[verb : verb + 1], "VBD").all()
            and token_features.subject[verb] < 0
            and token_features.speech[verb] >= SAYING
            and any_of(table.lower[verb + 1 : verb + 2], "that").all()
        ):
            return verb
    return None


def _joint(token_features: TokenFeatures, verb: int, first: int) -> int | None:
    """Return the "and" or "but" just before a verb, an adverb between them allowed."""
    table = token_features.table
    before = verb - 1
    before -= int(any_of(table.pos[before : before + 1], "ADV").all())
    joins = before > first and any_of(table.lower[before : before + 1], "and but").all()
    return before if joins else None


def _holds_verb(table: TokenTable, pair: int, first: int) -> bool:
    """Whether a finite verb stands in a pair of marks, and none before it in what is reported."""
    begin = table.token_at(table.pairs[pair].start)
    stop = table.token_at(table.pairs[pair].end)
    inside = any_of(table.tag[begin:stop], "VBD VBZ VBP MD")
    return bool(inside.any() and not any_of(table.tag[first:begin], "VBD VBZ VBP MD").any())


def _reports(token_features: TokenFeatures, verb: int) -> int | None:
    """Return the token with which what a verb reports begins: after “that”, or "to" itself."""
    table = token_features.table
    stop = min(verb + 2 + BETWEEN, int(token_features.sentence_last[verb]))
    for token in range(verb + 1, stop):
        if any_of(table.lower[token : token + 1], "that").all() and token < verb + 4:
            return token + 1
        to = any_of(table.lower[token : token + 1], "to").all()
        if to and any_of(table.tag[token + 1 : token + 2], "VB").all():
            return token
        if any_of(table.pos[token : token + 1], "VERB AUX PUNCT").any():
            return None
    return None


def begun(token_features: TokenFeatures, found: list[Quotation]) -> list[Quotation]:
    """Return the beginnings of sentences that a cue cuts in two where only their ends were found.

    "The bells, which are new, the verger said, had been stolen".
    """
    table = token_features.table
    free = outside([(q.start, q.end) for q in found])
    more = []
    for quotation in found:
        span = _beginning(token_features, quotation)
        if span is not None and free(*span):
            kind = QuotationKind.INDIRECT
            if (
                token_features.quoted[table.token_at(span[1])]
                > token_features.quoted[table.token_at(span[0])]
            ):
                kind = QuotationKind.MIXED
            more.append(replace(quotation, start=span[0], end=span[1], kind=kind))
    return more


def _beginning(token_features: TokenFeatures, quotation: Quotation) -> Span | None:
    """Return what stands before the cue of words that begin with a verb behind a comma."""
    table = token_features.table
    first = table.token_at(quotation.start)
    if (
        quotation.cue is None
        or quotation.speaker is None
        or quotation.kind is QuotationKind.DIRECT
        or quotation.cue[0] > quotation.start
        or not first
        or table.words[first - 1] != ","
        or not any_of(table.tag[first : first + 1], "VBD VBZ VBP MD").all()
    ):
        return None
    begin = int(token_features.sentence_first[first])
    begin += int(any_of(table.pos[begin : begin + 1], "CCONJ").all())
    cut = table.token_at(min(quotation.cue[0], quotation.speaker[0])) - 1
    if cut <= begin or table.words[cut] != ",":
        return None
    if cut - begin > LONGEST_BEGINNING:
        return None
    nominal = any_of(table.pos[begin:cut], "NOUN PROPN PRON").any()
    joins = any_of(
        table.lower[cut - 1 : cut], "who whom whose which that where when and but or"
    ).any()
    return (table.start[begin], table.end[cut - 1]) if nominal and not joins else None


def gone_on(table: TokenTable, found: list[Quotation]) -> list[Quotation]:
    """Give what is added without a subject to who spoke, not to a noun inside the words before.

    "“Whoever signed it will answer,” said the mayor and added: “Do not play with our roofs.”",
    "the mayor said a long wait would harm the town, warning the roofs might fall".
    """
    given: dict[Quotation, Quotation] = {}
    direct = [q for q in found if q.kind is QuotationKind.DIRECT]
    reported = [q for q in found if q.kind is not QuotationKind.DIRECT]
    for alike in (direct, reported):
        for before, quotation in pairwise(sorted(alike, key=lambda q: q.start)):
            before = given.get(before, before)
            between = range(table.token_at(before.end), table.token_at(quotation.start))
            speaker = quotation.speaker
            inside = speaker and before.start <= speaker[0] < before.end <= quotation.start
            if not (inside and before.speaker and len(between) <= GOES_ON):
                continue
            nominal = any_of(table.pos[between.start : between.stop], "NOUN PROPN PRON").any()
            if not nominal and (alike is direct or _is_thing(table, speaker)):
                given[quotation] = replace(quotation, speaker=before.speaker)
    return [given.get(quotation, quotation) for quotation in found]


def _is_thing(table: TokenTable, speaker: Span | None) -> bool:
    """Whether the noun of a phrase means neither a person nor a body."""
    if speaker is None:
        return False
    first, stop = map(table.token_at, speaker)
    heads = [
        k for k in range(first, stop) if not first <= table.head[k] < stop or table.head[k] == k
    ]
    one = slice(heads[0], heads[0] + 1) if heads else slice(0, 0)
    somebody = any_of(table.entity[one], "PERSON ORG NORP GPE") | any_of(table.pos[one], "PRON")
    return not (somebody | any_of(table.lemma[one], _people())).any()


@cache
def _people() -> str:
    return " ".join(sorted(names.persons() | names.words("organisation words")))


def of_one_cue(found: list[Quotation]) -> list[Quotation]:
    """Give the direct quotations of one cue one speaker, that of which is surest."""
    best: dict[Span, Quotation] = {}
    for quotation in found:
        if quotation.kind is QuotationKind.DIRECT and quotation.cue and quotation.speaker:
            known = best.setdefault(quotation.cue, quotation)
            if quotation.confidence > known.confidence:
                best[quotation.cue] = quotation
    return [
        replace(quotation, speaker=best[quotation.cue].speaker)
        if quotation.kind is QuotationKind.DIRECT and quotation.cue in best and quotation.speaker
        else quotation
        for quotation in found
    ]
