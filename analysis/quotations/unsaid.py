"""What nobody says, though a verb of saying stands beside it, and what nobody who is told of says.

Recall that the bridge was shut.                     the article speaks to its reader
The wolf is said to have bitten forty sheep.         hearsay
That said, the bridge is safe.                       nothing but a turn of phrase
The clerk left, adding to the confusion.             more of it: nothing is said
according to a clerk, speaking on condition of ...   on what terms somebody speaks
The report is called “a lie”.                        the report does not say so,
Vera Lind was declared the winner.                   nor does Vera Lind
While Farrow slept, the delays were announced.       nor does Farrow
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..types import Quotation, QuotationKind
from .cues import any_of, word
from .edges import NAMING
from .token_features import TokenFeatures

AGENT = 30
"""Tokens after a verb in which who does it may begin: "was announced on Monday by"."""

BEFORE = 60
"""Tokens before a verb in which its subject may stand."""

_MADE = f"{NAMING} declare announce expect predict name forecast project estimate"
"""Verbs whose passive tells what others say of its subject."""

_SAID = re.compile(r"\b(?:[Tt]hat|[Tt]his|[Ww]ith that|[Hh]aving) said,\s?$")
_MORE = re.compile(r"\badding to\s$")
_TERMS = re.compile(
    r"(?:speaking|who spoke|he spoke|she spoke|talking)\b[^.,]{0,20}"
    r"\b(?:on|under) (?:the )?condition (?:of anonymity|that)\b"
    r"|(?:asking|requesting|insisting on) (?:for )?(?:not to be|anonymity)"
)


def by_anybody(token_features: TokenFeatures, quotation: Quotation) -> bool:
    """Whether somebody may have said it: it is no address to the reader, no hearsay, no idiom."""
    if quotation.kind is QuotationKind.DIRECT:
        return True
    return not (
        _is_phrase(token_features.table.text, quotation)
        or _is_reminder(token_features, quotation)
        or _is_hearsay(token_features, quotation)
    )


def _is_phrase(text: str, quotation: Quotation) -> bool:
    """Whether the words around it only look like a cue or a content."""
    before = text[max(quotation.start - 20, 0) : quotation.start]
    return bool(
        _SAID.search(before)
        or _MORE.search(before)
        or _TERMS.match(text, quotation.start, quotation.end)
    )


def _is_reminder(token_features: TokenFeatures, quotation: Quotation) -> bool:
    """Whether the article itself speaks to its reader: "Recall that the bridge was shut"."""
    if quotation.cue is None:
        return False
    table, cue = token_features.table, token_features.table.token_at(quotation.cue[0])
    first = int(token_features.sentence_first[cue])
    if (
        cue - first > 3
        or not any_of(table.lemma[cue : cue + 1], "recall remember note remind").any()
    ):
        return False
    before = any_of(table.lower[first:cue], "we let us me ’s 's will shall you also")
    return bool(before.all() and any_of(table.tag[cue : cue + 1], "VB VBP NN NNP").any())


def _is_hearsay(token_features: TokenFeatures, quotation: Quotation) -> bool:
    """Whether nobody is told to have said it: "the wolf is said to have bitten forty sheep"."""
    if quotation.cue is None:
        return False
    table, cue = token_features.table, token_features.table.token_at(quotation.cue[0])
    before = any_of(table.lemma[max(cue - 2, 0) : cue], "be")
    to = table.lower[cue + 1 : cue + 2] == word("to")
    passive = any_of(table.tag[cue : cue + 1], "VBN") & any_of(table.lemma[cue : cue + 1], "say")
    return bool(before.any() and to.all() and passive.all())


def by_its_agent(token_features: TokenFeatures, quotation: Quotation) -> Quotation:
    """Take the speaker of a passive away who is not led to by "by".

    Such is what something is called ("the report is called “a lie”"), and whoever stands near
    where it is told that something was announced.
    """
    if quotation.cue is None or quotation.speaker is None:
        return quotation
    table, cue = token_features.table, token_features.table.token_at(quotation.cue[0])
    subject = _passive_subject(token_features, cue)
    if subject < 0:
        return quotation
    begin, end = quotation.speaker
    if begin <= table.start[subject] < end:
        made = any_of(table.lemma[cue : cue + 1], _MADE).all()
        return replace(quotation, speaker=None) if made else quotation
    inside = quotation.start <= table.start[subject] < quotation.end
    if (
        not inside
        or quotation.kind is QuotationKind.DIRECT
        or _is_led_to(token_features, cue, begin)
    ):
        return quotation
    return replace(quotation, speaker=None)


def _passive_subject(token_features: TokenFeatures, verb: int) -> int:
    """Return the subject of a verb in the passive, -1 where it is not in the passive."""
    table = token_features.table
    first = max(int(token_features.sentence_first[verb]), verb - BEFORE)
    own = (table.head[first:verb] == verb) & any_of(table.dep[first:verb], "nsubjpass")
    passive = own.any() and any_of(table.tag[verb : verb + 1], "VBN").all()
    return first + int(own.nonzero()[0][-1]) if passive else -1


def _is_led_to(token_features: TokenFeatures, cue: int, begin: int) -> bool:
    """Whether "by" or "from" leads from a verb to what begins at an offset, and that is no time."""
    table, first = token_features.table, token_features.table.token_at(begin)
    if any_of(table.entity[first : first + 1], "DATE TIME").all():
        return False
    leads = any_of(table.lower[cue : cue + AGENT], "by from") | any_of(
        table.dep[cue : cue + AGENT], "agent"
    )
    return any(
        cue + place < first <= table.right[cue + place] for place in leads.nonzero()[0].tolist()
    )
