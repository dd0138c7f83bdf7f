"""What nobody says, though a verb of saying stands beside it, and what nobody who is told of says.

Recall that the bridge was shut.                     the article speaks to its reader
The wolf is said to have bitten forty sheep.         hearsay
The firm recalled 3,000 bicycles.                    they come back
That said, the bridge is safe.                       nothing but a turn of phrase
The clerk left, adding to the confusion.             more of it: nothing is said
according to a clerk, speaking on condition of ...   on what terms somebody speaks
The report is called “a lie”.                        the report does not say so,
Vera Lind was declared the winner.                   nor does Vera Lind
While Farrow slept, the delays were announced.       nor does Farrow
He stated this at a briefing, reports the Gazette.   it is told where, not what
The film “Two Winters”, a man called “Captain Ice”   are names
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import numpy as np

from onrecord.analysis import names

from ..types import Quotation, QuotationKind
from .cues import any_of, word
from .edges import NAMING
from .token_features import TokenFeatures

AGENT = 30
"""Tokens after a verb in which who does it may begin: "was announced on Monday by"."""

BEFORE = 60
"""Tokens before a verb in which its subject may stand."""

LONGEST_NAME = 7
"""Words of a name in marks, at most."""

TO_WHOM = 6
"""Tokens between a verb of telling and "about this", at most."""

_NAMED = "titled entitled called named dubbed nicknamed christened"
_NAMED_AS = "known billed dubbed nicknamed"
_WORKS = "podcast exhibition hashtag operation hotel pub restaurant bar"
_SMALL = "a an the of and or to in on at for by with from as is ’s 's"
_POINTERS = "this that it so"
_POINTING = "this that these such same similar corresponding"
_STATEMENTS = """statement announcement opinion remark comment claim view assessment assurance idea
information news message report declaration proposal statements remarks comments"""
_GIVING = "make voice express give issue share convey release"
_THINKING = {"know", "think", "believe", "feel", "hope", "want", "mean"}
_WHEN = "when while before after as where following"
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
        return not _is_name(token_features, quotation)
    return not (
        _is_phrase(token_features.table.text, quotation)
        or _is_reminder(token_features, quotation)
        or _is_hearsay(token_features, quotation)
        or _is_called_back(token_features, quotation)
        or _tells_only_where(token_features, quotation)
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


def _is_called_back(token_features: TokenFeatures, quotation: Quotation) -> bool:
    """Whether a thing or a person is called back: "the firm recalled 3,000 bicycles"."""
    if quotation.cue is None or quotation.kind is not QuotationKind.INDIRECT:
        return False
    table, cue = token_features.table, token_features.table.token_at(quotation.cue[0])
    first, stop = map(table.token_at, (quotation.start, quotation.end))
    verbs = any_of(table.pos[first:stop], "VERB AUX").any()
    recalls = any_of(table.lemma[cue : cue + 1], "recall").all() and cue + 1 == first
    thing = any_of(table.pos[first : first + 1], "DET NUM PRON NOUN").all()
    return bool(recalls and thing and not verbs)


def _is_name(token_features: TokenFeatures, quotation: Quotation) -> bool:
    """Whether words in marks are what a thing or a person is called: in capitals, after "titled"
    or after what it is. What somebody calls it is said by them: "she called it “A Mess”"."""
    table = token_features.table
    first, stop = table.token_at(quotation.start), table.token_at(quotation.end)
    before = first - 1 - int(first > 0 and table.words[first - 1] == ",")
    if before < 1 or table.block[before] != table.block[first]:
        return False
    one = slice(before, before + 1)
    titled = any_of(table.lower[one], _NAMED) & any_of(table.tag[one], "VBN")
    known = any_of(table.lower[one], "as") & any_of(table.lower[before - 1 : before], _NAMED_AS)
    work = any_of(table.lower[one], _works()) & any_of(table.pos[one], "NOUN PROPN")
    body = any_of(table.lower[one], _bodies()) & any_of(table.tag[one], "NN")
    told_after = _is_told_after(token_features, stop)
    is_told = (titled | known | work | body).all() or told_after
    if not is_told or table.text[quotation.end - 2] in "?!":
        return False
    words = [
        k for k in range(first, min(stop, first + 4 * LONGEST_NAME)) if table.words[k].isalnum()
    ]
    capital = [table.words[k][0].isupper() or table.words[k].isdigit() for k in words]
    small = any_of(table.lower[np.array(words, np.int64)], _SMALL)
    named = all(large or little for large, little in zip(capital, small, strict=True))
    return named and sum(capital) > int(not body.all()) and len(words) <= LONGEST_NAME


def _is_told_after(token_features: TokenFeatures, stop: int) -> bool:
    """Whether what a thing is stands behind its name in marks: "“Two Winters”, a film by"."""
    table = token_features.table
    behind = range(stop, min(stop + 3, len(table)))
    if [table.words[k] for k in behind][:1] != [","]:
        return False
    article = any_of(table.lower[stop + 1 : stop + 2], "a an the his her its their")
    nouns = any_of(table.lower[stop + 2 : stop + 5], _works())
    return bool(article.all() and nouns.any())


@cache
def _works() -> str:
    return " ".join(sorted({*names.words("works"), *names.words("vessels"), *_WORKS.split()}))


@cache
def _bodies() -> str:
    listed = (word for line in names.lines("bodies.txt") for word in line.split())
    return " ".join(sorted({"portal", "website", *listed}))


def _tells_only_where(token_features: TokenFeatures, quotation: Quotation) -> bool:
    """Whether words tell where and to whom something was said, but not what.

    "He stated this at a briefing", "This was announced by the mayor", "Such a statement was made".
    """
    if quotation.kind is not QuotationKind.INDIRECT:
        return False
    table = token_features.table
    first, stop = table.token_at(quotation.start), table.token_at(quotation.end)
    finite = first + np.flatnonzero(any_of(table.tag[first:stop], "VBD VBZ VBP"))
    if not len(finite):
        return False
    verb = int(finite[0])
    if len(finite) > 1:
        between = any_of(table.lower[verb + 1 : int(finite[1])], _WHEN)
        if not between.any():
            return False
        stop = verb + 1 + int(between.argmax())  # "He said this when he met the king"
    if any_of(table.lemma[verb : verb + 1], "be have").all():
        return _is_pointed_to(token_features, first, verb, stop)
    return _points(token_features, verb, stop)


def _is_pointed_to(token_features: TokenFeatures, first: int, verb: int, stop: int) -> bool:
    """Whether a passive has "this" or "such a statement" for its subject, and a verb of saying."""
    table, subject = token_features.table, slice(first, verb)
    pointer = verb == first + 1 and any_of(table.lower[subject], _POINTERS).any()
    named = any_of(table.lower[subject], _STATEMENTS) & any_of(table.pos[subject], "NOUN")
    noun = named[-1:].any() and any_of(table.lower[subject], f"{_POINTING} the").any()
    said = any_of(table.tag[verb + 1 : verb + 4], "VBN")
    if not (pointer or noun) or not said.any():
        return False
    participle = verb + 1 + int(said.argmax())
    one = slice(participle, participle + 1)
    verbs = any_of(table.lemma[one], _saying()) | (any_of(table.lemma[one], _GIVING) & noun)
    return bool(verbs.all() and _is_over(token_features, participle + 1, stop))


def _points(token_features: TokenFeatures, verb: int, stop: int) -> bool:
    """Whether the object of a verb of saying is no more than "this", or "this statement"."""
    table, one = token_features.table, slice(verb, verb + 1)
    if any_of(table.lemma[one], _GIVING).all():
        nouns = any_of(table.lower[verb + 1 : verb + 5], _STATEMENTS)
        if nouns.any():
            noun = verb + 1 + int(nouns.argmax())
            pointed = any_of(table.lower[verb + 1 : noun], _POINTING).any()
            return bool(pointed and _is_over(token_features, noun + 1, stop))
    if not any_of(table.lemma[one], _saying()).all():
        return False
    at = verb + 1
    for to_whom in range(at, min(at + TO_WHOM, stop)):
        if any_of(table.lower[to_whom : to_whom + 1], "about of").all():
            at = to_whom + 1
            break
        if not any_of(table.pos[to_whom : to_whom + 1], "NOUN PROPN DET ADJ").all():
            break
    pointer = any_of(table.lower[at : at + 1], _POINTERS if at > verb + 1 else "this that so")
    pointer &= ~any_of(table.dep[at : at + 1], "det mark nsubj nsubjpass")
    return bool(pointer.any() and _is_over(token_features, at + 1, stop))


def _is_over(token_features: TokenFeatures, at: int, stop: int) -> bool:
    """Whether nothing but when, where, by whom and to whom is told from a token on."""
    table, one = token_features.table, slice(at, at + 1)
    if at >= stop:
        return True
    goes = any_of(table.pos[one], "ADP ADV PUNCT SCONJ") | any_of(table.entity[one], "DATE TIME")
    clause = any_of(table.lower[at:stop], "that whether") & any_of(table.dep[at:stop], "mark")
    return bool(goes.all() and not clause.any() and ":" not in table.words[at:stop])


@cache
def _saying() -> str:
    groups = ("speech verbs", "manners of speaking", "rare verbs of saying")
    return " ".join(sorted({"speak", "talk"}.union(*map(names.words, groups)) - _THINKING))


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
