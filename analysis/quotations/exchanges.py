"""Who speaks in paragraphs of nothing but marks: those who ask and those who answer take turns.

The reporter asked Premier Vera Lind whether she would stay.
“No.”                                                            Vera Lind
“Not even if the vote is lost?”                                  the reporter
“The vote will not be lost,” Lind said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from ..types import Quotation, QuotationKind, Span
from .cues import any_of, word
from .reported import ASKING
from .token_features import TokenFeatures
from .token_table import TokenTable

QUESTIONING = "question interrogate interview quiz grill"
"""Verbs of asking somebody, whom their object names."""

REACH = 20
"""Tokens around a verb in which whom it asks is looked for."""

_CLOSING = "\"'”’»›“ \n"


@dataclass
class _Talk:
    """Who asks and who answers, and whether the last of them asked."""

    asks: Span | None = None
    answers: Span | None = None
    asked: bool = False
    block: int = -2


def in_turn(token_features: TokenFeatures, found: Iterable[Quotation]) -> list[Quotation]:
    """Return quotations in their order, bare turns of a conversation with who speaks.

    A turn is bare that fills its paragraph. After a question it is an answer, and a question after
    an answer is asked by whoever asked before.
    """
    table = token_features.table
    opened = _questioned(token_features)
    talk = _Talk()
    turns = []
    for quotation in sorted(found, key=lambda q: (q.start, -q.end)):
        block = int(table.block[min(table.token_at(quotation.start), len(table) - 1)])
        if block - talk.block > 1:
            talk = _Talk(*opened.get(block - 1, (None, None)))
        bare = _is_bare(table, quotation, block)
        if bare and (speaker := _next(talk, _asks(table, quotation))) is not None:
            quotation = replace(quotation, speaker=speaker)
        _note(token_features, talk, quotation, bare)
        talk.block = block
        turns.append(quotation)
    return turns


def _next(talk: _Talk, asks: bool) -> Span | None:
    """Return who speaks next, None where nothing tells."""
    if talk.asked:
        return talk.answers
    return talk.asks if asks and talk.answers is not None else None


def _note(token_features: TokenFeatures, talk: _Talk, quotation: Quotation, bare: bool) -> None:
    """Note who asked or answered with a quotation, and whom a verb of asking has for its object."""
    table = token_features.table
    speaker = quotation.speaker
    asks = _asks(table, quotation)
    if talk.asked and not bare and speaker and not _is_same(table, speaker, talk.asks):
        talk.answers, asks = speaker, False  # a question may be an answer
    elif asks and speaker:
        talk.asks = talk.asks if bare and talk.asks else speaker
        talk.answers = _asked_of(token_features, quotation) or talk.answers
    talk.asked = asks


def _is_same(table: TokenTable, one: Span, other: Span | None) -> bool:
    """Whether two speakers may be one: their last words are the same, or one is a pronoun."""
    if other is None:
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
        and table.text[own.start] in "\"“”„«‘'`"
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
    heads = verb + 1 + np.flatnonzero(below)
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
