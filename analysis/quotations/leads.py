"""What leads to somebody's own words, behind a colon.

Greta Holm, who was on deck, wrote on Monday:       a verb of saying, and who says it
His full statement:                                 a noun for what is said, and whose it is
A message from the head teacher, Paul Venn, to parents:
Berta Klamm remembers the night the dam broke:      a verb of telling
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from onrecord.analysis import names

from . import speakers
from .cues import any_of, word
from .token_features import TokenFeatures
from .token_table import TokenTable

SAYING = """say write tell reply respond answer add post tweet recall remember state declare explain
continue testify comment conclude plead confess email text note remark announce report recount
ask warn promise insist begin go"""
"""Verbs that lead to what is said, by their lemmas."""

VERBATIM = "say write post tweet reply respond state tell report comment"
"""Those of them behind which even words without "I" are what is said."""

OF_PAPERS = "say read begin continue go state conclude"
"""What a letter may do, or "it": the statement of the sentence before."""

TELLING = f"""{SAYING} describe speak talk address greet thank react appeal take send share issue
release"""
"""Verbs of sentences that lead to somebody's words where these begin with "I"."""

AFTER = 16
"""Tokens between a verb of saying and its colon, at most."""

NOUNS = 3
"""Nouns for what is said that are looked at in one sentence, at most."""

_THIRD = "he she they it who one another others"
_SOMEBODY = "he she they who one another others family couple crew club"
_ADDRESS = "this so following"
_TO_WHOM = "tell ask warn remind answer email"
_NOMINAL = "NOUN PROPN PRON DET ADJ ADP NUM PART ADV PUNCT"
_UTTERANCES = """statement letter reply answer message speech remark remarks text word words address
testimony email post note appeal response comment comments log diary memo tweet leaflet account
apology confession transcript plea eulogy sermon toast"""
_PASSING = "publish print find obtain receive get leak show open discover"
"""What others do to somebody's letter."""

_IN_FULL = re.compile(
    r"\b(?:full|in full|whole|entire|complete|transcript|as follows)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Lead:
    """What leads to speech.

    ``who`` is the head of who speaks, ``cue`` the verb, -1 for none.  A ``plain`` one is a verb of
    saying beside its colon; a ``verbatim`` one leads to what is said even where nobody says "I" in
    it; a ``whole`` one promises all of it.
    """

    who: int
    cue: int
    plain: bool
    verbatim: bool
    whole: bool


def to_speech(token_features: TokenFeatures, first: int, colon: int) -> Lead | None:
    """Return what the sentence before a colon leads to, None where it is nobody's words.

    Args:
        token_features: the article.
        first: the first token of the sentence, or of its paragraph.
        colon: the token of the colon.
    """
    table, within = token_features.table, slice(first, colon)
    if (
        colon - first < 2
        or table.pair[colon] >= 0
        or any_of(table.lower[within], "i me my our").any()  # the author tells of himself
        or any_of(table.tag[first : first + 1], "VB").any()  # "Read the statement here:"
    ):
        return None
    return _by_verb(token_features, first, colon) or _by_noun(token_features, first, colon)


def _by_verb(token_features: TokenFeatures, first: int, colon: int) -> Lead | None:
    """Return the lead of a verb with nothing behind it but when, where and to whom."""
    table = token_features.table
    stop = colon - 2 * int(any_of(table.lower[colon - 1 : colon], "follows").all())
    low = max(first, stop - AFTER)
    finite = any_of(table.tag[low:stop], "VBD VBZ VBP") & (table.pair[low:stop] < 0)
    if not finite.any():
        return None
    verb = low + int(np.flatnonzero(finite)[-1])
    one, rest = slice(verb, verb + 1), slice(verb + 1, stop)
    who = _subject(token_features, first, verb)
    somebody = who >= first and _is_somebody(table, who)
    if (
        not any_of(table.lemma[one], SAYING if somebody else OF_PAPERS).all()
        or not any_of(table.pos[rest], _NOMINAL).all()
        or any_of(table.lower[rest], "about of that how what why").any()
        or not first <= who < verb
        or not _is_third(table, who)
        or _has_object(table, verb, rest)
    ):
        return None
    as_told = any_of(table.lower[low:verb], "as").any()  # "as Lind told reporters:"
    verbatim = somebody and any_of(table.lemma[one], VERBATIM).all() and not as_told
    return Lead(who, verb, True, bool(verbatim), _is_whole(table, first, colon))


def _subject(token_features: TokenFeatures, first: int, verb: int) -> int:
    """Return the subject of a verb, or the name before it that the parser took for none."""
    table = token_features.table
    who = int(speakers.shared_subject(token_features, np.array([verb], np.int64))[0])
    named = verb - 1 - int(table.words[verb - 1] == ",")
    if who < first < named and table.entity[named] == word("PERSON"):
        return named
    return who


def _has_object(table: TokenTable, verb: int, rest: slice) -> bool:
    """Whether a verb has another object than those to whom something is said, or "this"."""
    if any_of(table.lemma[verb : verb + 1], _TO_WHOM).all():
        return False
    things = any_of(table.dep[rest], "dobj attr oprd") & (table.head[rest] == verb)
    return bool((things & ~any_of(table.lower[rest], _ADDRESS)).any())


def _is_third(table: TokenTable, who: int) -> bool:
    one = slice(who, who + 1)
    return bool((any_of(table.pos[one], "NOUN PROPN") | any_of(table.lower[one], _THIRD)).all())


def _is_somebody(table: TokenTable, who: int) -> bool:
    """Whether a noun is a person or a body, or a pronoun for one."""
    one = slice(who, who + 1)
    somebody = any_of(table.entity[one], "PERSON ORG NORP GPE") | any_of(table.pos[one], "PROPN")
    somebody |= any_of(table.lower[one], _SOMEBODY) | any_of(table.lower[one], people())
    somebody |= any_of(table.lemma[one], people())
    return bool(somebody.all())


@cache
def people() -> str:
    """Return the nouns for people and bodies, and the titles that some have."""
    groups = map(names.words, ("organisation words", "titles"))
    return " ".join(sorted(names.persons().union(*groups)))


def _is_whole(table: TokenTable, first: int, colon: int) -> bool:
    return bool(_IN_FULL.search(table.text, table.start[first], table.start[colon]))


def _by_noun(token_features: TokenFeatures, first: int, colon: int) -> Lead | None:
    """Return the lead of a noun for what is said, or of a verb of telling."""
    table, within = token_features.table, slice(first, colon)
    whole = _is_whole(table, first, colon)
    nouns = first + np.flatnonzero(any_of(table.lower[within], _UTTERANCES))
    for noun in nouns[:NOUNS].tolist():
        who = _owner(token_features, noun, first, colon)
        if who >= 0:
            return Lead(who, -1, False, False, whole)
    telling = any_of(table.lemma[within], TELLING) & any_of(table.tag[within], "VBD VBZ VBP")
    for verb in (first + np.flatnonzero(telling))[::-1].tolist():
        who = int(token_features.subject[verb])
        if first <= who < colon and _is_somebody(table, who):
            return Lead(who, verb, False, False, whole)
    return None


def _owner(token_features: TokenFeatures, noun: int, first: int, colon: int) -> int:
    """Return the head of whose words a noun tells of, -1 where it is not told."""
    table = token_features.table
    below = (first + np.flatnonzero(table.head[first:colon] == noun)).tolist()
    for child in below:
        if any_of(table.lower[child : child + 1], "from by").all():
            own = np.flatnonzero(table.head[child + 1 : colon] == child)
            return child + 1 + int(own[0]) if len(own) else -1
    owners = [child for child in below if table.dep[child] == word("poss")]
    if any_of(table.pos[owners[:1]], "PRON").all():  # "Torp describes it in his log:", or no owner
        for root in (first + np.flatnonzero(any_of(table.dep[first:colon], "ROOT"))).tolist():
            who = int(token_features.subject[root])
            passed_on = any_of(table.lemma[root : root + 1], _PASSING).all()
            if first <= who < root and _is_somebody(table, who) and not passed_on:
                return who
    return owners[0] if owners else -1
