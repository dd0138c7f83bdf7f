"""Who speaks in paragraphs of nothing but marks: those who ask and those who answer take turns.

The reporter asked Premier Vera Lind whether she would stay.
“No.”                                                            Vera Lind
“Not even if the vote is lost?”                                  the reporter
“The vote will not be lost,” Lind said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..types import Quotation, QuotationKind, Span
from .cues import any_of, word
from .reported import ASKING
from .token_features import TokenFeatures
from .token_table import TokenTable

QUESTIONING = "question interrogate interview quiz grill"
"""Verbs of asking somebody, whom their object names."""

SHORT = 12
"""Words of a turn at most that two people take by turns, though nobody asks."""

REACH = 20
"""Tokens around a verb in which whom it asks is looked for."""

_OPENING = "\"“”„«‘'`"
_CLOSING = "\"'”’»›“ \n"


@dataclass
class _Talk:
    """Who asks and who answers, and whether the last of them asked.

    ``aloud`` tells that a person with a name asked in words that are given, ``hears`` whom
    something is told that is no question, ``lively`` that a person with a name was answered: from
    then on they take turns, whether anybody asks or not.
    """

    asks: Span | None = None
    answers: Span | None = None
    asked: bool = False
    aloud: bool = False
    hears: Span | None = None
    lively: bool = False
    last: Span | None = None
    block: int = -2


def in_turn(token_features: TokenFeatures, found: Iterable[Quotation]) -> list[Quotation]:
    """Return quotations in their order, bare turns of a conversation with who speaks.

    A turn is bare that fills its paragraph, or stands right beside another one in it.  After a
    question it is an answer, and a question after an answer is asked by whoever asked before.
    """
    table = token_features.table
    opened = _questioned(token_features)
    talk = _Talk()
    turns: list[Quotation] = []
    ordered = sorted(found, key=lambda q: (q.start, -q.end))
    for number, quotation in enumerate(ordered):
        block = int(table.block[min(table.token_at(quotation.start), len(table) - 1)])
        if block - talk.block > 1:
            talk = _Talk(*opened.get(block, opened.get(block - 1, (None, None))))
        bare = _is_bare(table, quotation, block) or _is_beside(table, ordered, number, block)
        speaker = None
        if bare:
            short = len(table.text[quotation.start : quotation.end].split()) <= SHORT
            speaker = _next(talk, _asks(table, quotation), short)
        elif talk.aloud and talk.block < block and quotation.cue is None:
            speaker = _acts_before(token_features, quotation, block, talk.asks)
        if speaker is not None:
            quotation = replace(quotation, speaker=speaker)
        _note(token_features, talk, quotation, bare)
        talk.block = block
        turns.append(quotation)
    return turns


def _next(talk: _Talk, asks: bool, short: bool) -> Span | None:
    """Return who speaks next, None where nothing tells."""
    if talk.asked:
        return talk.answers
    if asks and talk.answers is not None:
        return talk.asks
    if talk.lively and short:
        return talk.asks if talk.last == talk.answers else talk.answers
    return None


def _note(token_features: TokenFeatures, talk: _Talk, quotation: Quotation, bare: bool) -> None:
    """Note who asked or answered with a quotation, and whom a verb of saying has for its object."""
    table = token_features.table
    speaker = quotation.speaker
    asks = _asks(table, quotation)
    hears = None if bare else _asked_of(token_features, quotation)
    told, talk.hears = talk.hears, None
    awaited = talk.asked or (told is not None and _is_same(table, speaker, told))
    if awaited and not bare and speaker and not _is_same(table, speaker, talk.asks):
        talk.answers, asks = speaker, False  # a question may be an answer
        talk.lively = _is_named(table, talk.asks)
    elif asks and speaker:
        talk.asks = talk.asks if bare and talk.asks else speaker
        talk.answers = hears or talk.answers
    elif hears and speaker:
        talk.asks, talk.hears = speaker, hears
    if talk.lively and speaker not in (talk.asks, talk.answers):
        talk.lively = False
    talk.asked, talk.last = asks, speaker
    talk.aloud = asks and quotation.kind is QuotationKind.DIRECT and _is_named(table, speaker)


def _is_named(table: TokenTable, speaker: Span | None) -> bool:
    """Whether a speaker is a person with a name: reporters ask once and are gone."""
    if speaker is None:
        return False
    first, last = table.token_at(speaker[0]), table.token_at(speaker[1] - 1)
    person = (table.entity[first : last + 1] == word("PERSON")).any()
    return bool(person or any_of(table.pos[last : last + 1], "PROPN").any())


def _is_beside(table: TokenTable, ordered: Sequence[Quotation], number: int, block: int) -> bool:
    """Whether a turn stands right before another one, or behind one at the end of its paragraph.

    "“And at night?” “None at night.”"  Nobody closes a mark to open the next one himself.
    """
    quotation, own = ordered[number], table.blocks[block]
    after = ordered[number + 1] if number + 1 < len(ordered) else None
    if after is not None and _meet(table, quotation, after):
        return _begins(table, quotation, own.start)
    behind = ordered[number - 1] if number else None
    ends = not table.text[quotation.end : own.end].strip()
    beside = ends and behind is not None and _meet(table, behind, quotation)
    return beside and behind is not None and _begins(table, behind, own.start)


def _begins(table: TokenTable, quotation: Quotation, start: int) -> bool:
    """Whether a quotation begins as a sentence does: "on “The Harbour.” “We”" does not."""
    before = table.text[start : quotation.start].rstrip()
    return not before or before[-1] in '.!?…"”’'


def _meet(table: TokenTable, one: Quotation, other: Quotation) -> bool:
    """Whether nothing but blanks stands between the marks of two quotations of a paragraph."""
    between = table.text[one.end : other.start]
    direct = one.kind is other.kind is QuotationKind.DIRECT
    marked = direct and _is_marked(table, one) and _is_marked(table, other)
    return marked and bool(between) and between.isspace() and "\n" not in between


def _is_marked(table: TokenTable, quotation: Quotation) -> bool:
    text = table.text
    return text[quotation.start] in _OPENING and text[quotation.end - 1] in _CLOSING.strip()


def _acts_before(
    token_features: TokenFeatures, quotation: Quotation, block: int, asks: Span | None
) -> Span | None:
    """Return the person who does something in the sentence before an answer in its paragraph.

    "“Will she walk?” Brodin asked.  Lind felt the leg.  “By Friday.”"
    """
    table, own = token_features.table, token_features.table.blocks[block]
    first, stop = table.token_at(own.start), table.token_at(quotation.start)
    if stop - first > SHORT or stop == first or table.sentence[first] != table.sentence[stop - 1]:
        return None
    subjects = any_of(table.dep[first:stop], "nsubj") & (table.pair[first:stop] < 0)
    person = table.entity[first:stop] == word("PERSON")
    for token in (first + np.flatnonzero(subjects & person)).tolist():
        begin = token
        while begin > first and table.entity[begin - 1] == word("PERSON"):
            begin -= 1
        span = table.start[begin], table.end[token]
        if not _is_same(table, span, asks):
            return span
    return None


def _is_same(table: TokenTable, one: Span | None, other: Span | None) -> bool:
    """Whether two speakers may be one: their last words are the same, or one is a pronoun."""
    if one is None or other is None:
        return True
    a, b = (table.text[slice(*span)].split()[-1].lower() for span in (one, other))
    return a == b or bool({a, b} & {"he", "she", "they"})


def _asks(table: TokenTable, quotation: Quotation) -> bool:
    """Whether a quotation is a question, or is asked by its verb."""
    if quotation.kind is QuotationKind.DIRECT:
        end = quotation.end
        while end > quotation.start and table.text[end - 1] in _CLOSING:
            end -= 1
        return table.text[end - 1 : end] == "?"
    cue = table.token_at(quotation.cue[0]) if quotation.cue else len(table)
    return bool(any_of(table.lemma[cue : cue + 1], ASKING).any())


def _is_bare(table: TokenTable, quotation: Quotation, block: int) -> bool:
    """Whether a quotation fills its paragraph, and nothing in that names who speaks."""
    own = table.blocks[block]
    return (
        quotation.kind is QuotationKind.DIRECT
        and quotation.start == own.start
        and quotation.end == own.end
        and table.text[own.start] in _OPENING
    )


def _asked_of(token_features: TokenFeatures, quotation: Quotation) -> Span | None:
    """Return whom the cue of a quotation asks: "asked Premier Vera Lind whether ..."."""
    if quotation.cue is None:
        return None
    return _object(token_features, token_features.table.token_at(quotation.cue[0]))


def _object(token_features: TokenFeatures, verb: int) -> Span | None:
    """Return the person that is a verb's object."""
    table = token_features.table
    stop = min(verb + REACH, int(token_features.sentence_last[verb]) + 1)
    within = slice(verb + 1, stop)
    below = (table.head[within] == verb) & any_of(table.dep[within], "dobj dative")
    to = (table.head[within] == verb) & any_of(table.lower[within], "to")
    told = np.isin(table.head[within], verb + 1 + np.flatnonzero(to))
    heads = verb + 1 + np.flatnonzero(below | (told & any_of(table.dep[within], "pobj")))
    for head in heads.tolist():
        named = range(head, min(int(table.right[head]), stop - 1) + 1)
        person = [k for k in named if table.entity[k] == word("PERSON")]
        if person:
            last = person[0]
            while last + 1 in named and table.entity[last + 1] == word("PERSON"):
                last += 1
            return table.start[person[0]], table.end[last]
    return None


def _questioned(token_features: TokenFeatures) -> dict[int, tuple[Span, Span]]:
    """Return who questions whom, by the paragraph that tells: "the judge questioned Vera Lind"."""
    table = token_features.table
    found: dict[int, tuple[Span, Span]] = {}
    verbs = any_of(table.lemma, QUESTIONING) & any_of(table.tag, "VBD VBZ") & (table.pair < 0)
    for verb in np.flatnonzero(verbs).tolist():
        subject = int(token_features.subject[verb])
        whom = _object(token_features, verb)
        if subject >= 0 and whom is not None:
            last = min(int(table.right[subject]), verb - 1)
            who = (
                table.start[min(int(table.left[subject]), subject)],
                table.end[max(last, subject)],
            )
            found[int(table.block[verb])] = (who, whom)
    return found
