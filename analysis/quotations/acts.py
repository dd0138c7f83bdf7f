"""What a speaker does with the words: state, ask, announce, deny, decline, think.

The cue tells, and whether it is negated; a direct question asks. An act other than stating whose
content has no finite verb ("announced a merger", "denied the request") is reported: nobody's
statement can be read in it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..types import Act, Quotation, QuotationKind
from .cues import any_of
from .token_table import TokenTable

VERBS = {
    Act.ASKS: "ask inquire enquire question wonder query request urge appeal plead beg",
    Act.ANNOUNCES: "announce unveil launch introduce proclaim release",
    Act.DENIES: "deny reject dismiss refute dispute contradict rebut disavow repudiate",
    Act.DECLINES: "decline refuse",
    Act.THINKS: """think believe hope fear expect want feel doubt intend wish consider suspect
    assume worry prefer plan""",
}
"""The verbs of each act but stating, by their lemmas."""

ANSWERING = (
    "say tell comment respond reply answer disclose elaborate specify confirm clarify return"
)
"""Verbs that decline where they are negated: "did not respond"."""

_CLOSING = "\"'”’»›“ \n)"


def told(table: TokenTable, found: list[Quotation]) -> list[Quotation]:
    """Return quotations with what their speakers do."""
    negated = np.zeros(len(table), bool)
    negated[table.head[any_of(table.dep, "neg")]] = True
    return [_told(table, negated, quotation) for quotation in found]


def _told(table: TokenTable, negated: np.ndarray, quotation: Quotation) -> Quotation:
    act = _act(table, negated, quotation)
    reported = (
        quotation.kind is QuotationKind.INDIRECT
        and act in (Act.ASKS, Act.ANNOUNCES, Act.DENIES, Act.DECLINES)
        and not _has_clause(table, quotation)
    )
    return replace(quotation, act=act, reported=reported)


def _act(table: TokenTable, negated: np.ndarray, quotation: Quotation) -> Act:
    cue = table.token_at(quotation.cue[0]) if quotation.cue else len(table)
    if cue < len(table):
        lemma, no = table.lemma[cue : cue + 1], bool(negated[cue])
        if no and any_of(lemma, ANSWERING).all():
            return Act.DECLINES
        for act, verbs in VERBS.items():
            if any_of(lemma, verbs).all() and not (no and act is Act.DENIES):
                return act
    end = quotation.end
    while end > quotation.start and table.text[end - 1] in _CLOSING:
        end -= 1
    asks = quotation.kind is QuotationKind.DIRECT and table.text[quotation.start : end][-1:] == "?"
    return Act.ASKS if asks else Act.STATES


def _has_clause(table: TokenTable, quotation: Quotation) -> bool:
    """Whether a content has a finite verb of its own."""
    inside = slice(table.token_at(quotation.start), table.token_at(quotation.end))
    return bool(any_of(table.tag[inside], "VBD VBP VBZ MD").any())
