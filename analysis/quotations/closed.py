"""What a whole sentence says that its speaker closes, behind a comma or in the next sentence.

The tower will be shut in May, the port announced.                       who, and a verb of saying
The tower will be shut in May, Vera Lind, the head of the port, told reporters.     who that is
The tower will be shut in May, Vera Lind, who heads the port, told reporters.
The tower will be shut in May, reported the Ulm Gazette.                 a verb, and who
The tower will hold, the audit found.                                    a document, and a finding
The tower will be shut in May. Vera Lind said this on Monday, the Gazette reports.
The tower will be shut in May. This was announced by Vera Lind.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..types import Quotation
from . import reported, speakers
from .cues import any_of, word
from .token_features import TokenFeatures
from .token_table import Flags

SAYING = """say tell announce report add note confirm warn state explain claim reveal estimate
predict write recall argue stress complain acknowledge admit disclose declare insist"""
"""The verbs that may close a sentence so, by their lemmas."""

TURNED = "report say write announce"
"""Those of them that their subject may follow."""

LEAST_WORDS = 4
"""Words of what is said, at least."""

AFTER = 14
"""Tokens between the verb and the end of its sentence, at most."""

REACH = 40
"""Tokens before the verb in which the name of who says it and a description stand, at most."""

BACK = "say state announce declare report confirm"
"""Verbs whose "this" is what the sentence before says."""

BY = 12
"""Tokens between such a verb and the "by" that leads to who says it, at most."""

LIKELY = 0.3
"""A word likelier than this to be a cue tells that a sentence has a speaker of its own."""

_NOMINAL = "NOUN PROPN PRON DET ADJ ADP NUM PART PUNCT ADV CCONJ"
_LED = "SCONJ ADP CCONJ"
"""With these begins what is told of when and how, and is not said."""


def clauses(token_features: TokenFeatures) -> list[Quotation]:
    """Return what whole sentences say but for the clause at their end that tells who says it."""
    table = token_features.table
    told = [*_told(token_features), *_told_next(token_features)]
    sources = speakers.spans(table, np.array([who for _, who, _ in told], np.int64))
    found = []
    for (verb, _, last), source in zip(told, sources, strict=True):
        first = int(token_features.sentence_first[last])
        span = reported.span_of(token_features, first, last)
        if span is not None:
            found.append(
                Quotation(
                    *span,
                    reported.kind_of(token_features, span),
                    cue=(table.start[verb], table.end[verb]),
                    speaker=source,
                    confidence=reported.SURETY,
                )
            )
    return found


def _told(token_features: TokenFeatures) -> Iterator[tuple[int, int, int]]:
    """Yield the verbs that close a sentence, the head of who says it, and its last token."""
    table = token_features.table
    saying, finding = any_of(table.lemma, SAYING), any_of(table.lemma, reported.FINDING)
    verbs = (saying | finding) & any_of(table.tag, "VBD VBZ") & (table.pair < 0)
    top = _is_top(token_features)
    for verb in np.flatnonzero(verbs).tolist():
        who, last = _before(token_features, verb) if top[verb] else (-1, -1)
        if who < 0 and top[verb]:
            who, last = _after(token_features, verb)
        if who < 0:
            who, last = _named(token_features, verb)
        first = int(token_features.sentence_first[verb])
        if who >= 0 and not saying[verb] and not reported.is_paper(table, who):
            continue  # "the roof had gone, Vera Lind found"
        words = token_features.word[last + 1] - token_features.word[first] if who >= 0 else 0
        if words >= LEAST_WORDS and _closes(token_features, verb):
            yield verb, who, last


def _is_top(token_features: TokenFeatures) -> Flags:
    """Tell which tokens are verbs on which a clause before them hangs."""
    table = token_features.table
    clause = any_of(table.dep, "ccomp parataxis") & (np.arange(len(table)) < table.head)
    clause &= table.left == token_features.sentence_first
    top = np.zeros(len(table), bool)
    top[table.head[clause]] = True
    return top & any_of(table.dep, "ROOT")


def _before(token_features: TokenFeatures, verb: int) -> tuple[int, int]:
    """Return the subject of a verb that a comma parts from a clause, and the end of that clause."""
    table, subject = token_features.table, int(token_features.subject[verb])
    first = int(token_features.sentence_first[verb])
    if not first < subject < verb:
        return -1, -1
    comma = int(table.left[subject]) - 1
    if comma <= first or table.words[comma] != "," or table.pair[comma] >= 0:
        return -1, -1
    between = any_of(table.pos[comma + 1 : subject], _NOMINAL).all()
    return (subject, comma - 1) if between else (-1, -1)


def _after(token_features: TokenFeatures, verb: int) -> tuple[int, int]:
    """Return whom a verb right behind a comma names, and the end of the clause before it."""
    table, last = token_features.table, verb
    if table.words[verb - 1] != "," or not any_of(table.lemma[verb : verb + 1], TURNED).all():
        return -1, -1
    while last + 1 < len(table) and any_of(table.entity[last + 1 : last + 2], "ORG PERSON").all():
        last += 1
    ends = last == token_features.sentence_last[verb] or table.words[last + 1] in (".", ",")
    return (last, verb - 2) if last > verb and ends else (-1, -1)


def _named(token_features: TokenFeatures, verb: int) -> tuple[int, int]:
    """Return who is named and described between two commas before a verb, and the clause's end.

    However such a list is parsed: "He will be tried, Vera Lind, the head of the port, told us".
    """
    table, first = token_features.table, int(token_features.sentence_first[verb])
    first = max(first, verb - REACH)
    commas = [k for k in range(first, verb) if table.words[k] == "," and table.pair[k] < 0]
    if len(commas) < 3 or commas[-1] != verb - 1:
        return -1, -1
    begin, middle = commas[-3:-1]
    name = slice(begin + 1, middle)
    person = (table.entity[name] == word("PERSON")).all()
    named = (person or middle - begin > 2) and any_of(table.pos[name], "PROPN").all()
    said = any_of(table.pos[middle + 1 : verb], _NOMINAL).all() or table.words[middle + 1] == "who"
    return (middle - 1, begin - 1) if named and said and middle > begin + 1 else (-1, -1)


def _closes(token_features: TokenFeatures, verb: int) -> bool:
    """Whether nothing but nouns follows a verb in its sentence, which begins with no "when"."""
    table, first = token_features.table, int(token_features.sentence_first[verb])
    stop = int(token_features.sentence_last[verb]) + 1
    rest = slice(verb + 1, stop)
    plain = any_of(table.pos[rest], _NOMINAL + " SPACE").all() and stop - verb <= AFTER
    opens = slice(first, first + 1)
    led = any_of(table.pos[opens], _LED) | any_of(table.tag[opens], "VBG VBN WRB")
    return bool(plain and (table.pair[rest] < 0).all() and not led.any())


def _told_next(token_features: TokenFeatures) -> Iterator[tuple[int, int, int]]:
    """Yield verbs of "she said this" and "this was said by her", who that is, and what was said:
    the last token of the sentence before, which nobody else is told to say."""
    table = token_features.table
    this = any_of(table.lower, "this so") & ~any_of(table.dep, "det mark advmod nsubj")
    this |= any_of(table.lower, "this") & any_of(table.dep, "nsubjpass")
    done = -1
    for pointer in np.flatnonzero(this & (table.pair < 0)).tolist():
        verb, who = _points_back(token_features, pointer)
        first = int(token_features.sentence_first[pointer])
        before = first - 1
        if who < 0 or before < 0 or first == done or table.block[before] != table.block[pointer]:
            continue
        done = first
        said = slice(int(token_features.sentence_first[before]), first)
        other = (token_features.speech[said] > LIKELY) & any_of(table.tag[said], "VBD VBZ VBP VBG")
        words = token_features.word[first] - token_features.word[said.start]
        stopped = table.words[before] == "." and (table.pair[said] < 0).all()
        if words >= LEAST_WORDS and stopped and not other.any():
            yield verb, who, before


def _points_back(token_features: TokenFeatures, pointer: int) -> tuple[int, int]:
    """Return the verb of saying that "this" is the object or the subject of, and who says it."""
    table = token_features.table
    verb = int(table.head[pointer])
    one = slice(verb, verb + 1)
    if not any_of(table.lemma[one], BACK).all():
        return -1, -1
    if table.dep[pointer] == word("nsubjpass"):
        by = np.flatnonzero(any_of(table.lower[verb + 1 : verb + BY], "by")) + verb + 1
        below = np.flatnonzero(table.head[verb : verb + 2 * BY] == by[0]) if len(by) else by
        who = verb + int(below[0]) if len(below) and verb + below[0] > by[0] else -1
        opens = pointer == token_features.sentence_first[pointer]
        return (verb, who) if opens and reported.may_say(table, who, "") else (-1, -1)
    who = int(token_features.subject[verb])
    finite = any_of(table.tag[one], "VBD VBZ").all() and pointer == verb + 1
    told = finite and who >= token_features.sentence_first[verb]
    return (verb, who) if told and reported.may_say(table, who, "he she they") else (-1, -1)
