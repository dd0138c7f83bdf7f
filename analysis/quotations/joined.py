"""What is reported goes on behind "but" and "and" where a second clause cannot be narration.

The mayor said that the bridge was safe, [but its pillars would have to be looked at].
He said the law is clear and [the courts must follow it].
He said the bridge was safe, but the council shut it on Monday.     in the past it may be

Narration that tells what somebody "said" is in the past: a clause in the present, or of what
would, must or had to be, belongs to what was said.
"""

from __future__ import annotations

from dataclasses import replace

from ..layout import outside, trim
from ..types import Quotation, QuotationKind
from .cues import any_of
from .token_features import TokenFeatures

JOINTS = "but and yet"
SIGNS = ", ;"

REACH = 16
"""Tokens from the joint to the verb of the second clause, at most."""

LONGEST = 60
"""Tokens of what goes on, at most."""

SAYING = 0.3
"""A word likelier than this to be a cue tells that somebody else speaks in the second clause."""

SHOWING = "show suggest reveal indicate contradict disagree want"
"""Verbs of clauses that answer what was said."""

_FINITE = "VBD VBZ VBP MD"


def clauses(token_features: TokenFeatures, found: list[Quotation]) -> list[Quotation]:
    """Return quotations with the second clauses that belong to them."""
    table = token_features.table
    free = outside([(quotation.start, quotation.end) for quotation in found])
    unmarked = outside([(pair.start, pair.end) for pair in table.pairs])
    longer = []
    for quotation in found:
        last = _last(token_features, quotation)
        end = table.end[last] if last >= 0 else quotation.end
        if last >= 0 and table.pair[last] >= 0:
            end = max(end, table.pairs[int(table.pair[last])].end)
        end = trim(table.text, quotation.start, end)[1]
        if end > quotation.end and free(quotation.end, end):
            plain = unmarked(quotation.start, end)
            kind = QuotationKind.INDIRECT if plain else QuotationKind.MIXED
            quotation = replace(quotation, end=end, kind=kind)
        longer.append(quotation)
    return longer


def _last(token_features: TokenFeatures, quotation: Quotation) -> int:
    """Return the last token of the second clause of a quotation, -1 where it has none."""
    table = token_features.table
    if quotation.cue is None or quotation.kind is QuotationKind.DIRECT:
        return -1
    cue, first = table.token_at(quotation.cue[0]), table.token_at(quotation.start)
    joint = _joint(token_features, table.token_at(quotation.end))
    if cue >= first or joint < 0 or not any_of(table.tag[cue : cue + 1], "VBD").all():
        return -1
    last = int(token_features.sentence_last[joint])
    whole = token_features.finite[joint] > token_features.finite[first]
    if token_features.sentence_last[cue] != last or not whole or last - joint > LONGEST:
        return -1
    verb = _verb(token_features, joint, last)
    if verb < 0 or _is_others(token_features, joint, last):
        return -1
    while last > verb and table.pair[last] < 0 and token_features.is_blank[last]:
        last -= 1
    return last


def _joint(token_features: TokenFeatures, stop: int) -> int:
    """Return the word or the semicolon that joins a clause behind a token, -1 for none."""
    table = token_features.table
    sign = stop < len(table) and table.words[stop] in SIGNS.split()
    at = stop + int(sign)
    if at < len(table) and any_of(table.lower[at : at + 1], JOINTS).all():
        return at if table.pair[at] < 0 else -1
    return stop if sign and table.words[stop] == ";" else -1


def _verb(token_features: TokenFeatures, joint: int, last: int) -> int:
    """Return the verb of a clause if it is none of narration; -1 else.

    It has a subject between itself and the joint, or nothing but adverbs.
    """
    table = token_features.table
    verb = int(token_features.next_finite[joint + 1]) if joint < last else len(table)
    if verb > min(last, joint + REACH) or table.pair[verb] >= 0:
        return -1
    one, between = slice(verb, verb + 1), slice(joint + 1, verb)
    had_to = any_of(table.lower[one], "had") & any_of(table.lower[verb + 1 : verb + 2], "to")
    if not (any_of(table.tag[one], "MD VBZ VBP") | had_to).all() or table.words[verb][0].isupper():
        return -1  # a headline, which has no past
    subject = any_of(table.dep[between], "nsubj nsubjpass expl")
    subject &= ~any_of(table.lower[between], "which who that")
    plain = any_of(table.pos[between], "ADV PART").all()
    return verb if subject.any() or plain else -1


def _is_others(token_features: TokenFeatures, joint: int, last: int) -> bool:
    """Whether somebody says or shows something in a clause, outside of marks."""
    table, inside = token_features.table, slice(joint + 1, last + 1)
    finite = any_of(table.tag[inside], _FINITE) & (table.pair[inside] < 0)
    other = (token_features.speech[inside] > SAYING) | any_of(table.lemma[inside], SHOWING)
    return bool((finite & other).any())
