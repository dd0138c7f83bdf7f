"""Whom a quotation is attributed to, as written.

Every noun phrase near a quotation is a candidate; boosted trees tell how likely each is its
source.  The parse says who is the subject of the cue; where it errs, or where there is no cue,
place and wording decide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..types import Span
from .bounds import relation
from .cues import any_of, neighbour, word
from .naming import named, stacked
from .token_features import TokenFeatures, sign_code
from .token_table import Flags, Floats, Ints, TokenTable

BEFORE, AFTER = 160, 60
"""Tokens on either side of a quotation in which its speaker is looked for."""

NEAREST = 14
"""How many noun phrases on either side of a quotation are candidates."""

PRONOUNS = "i me we us you he him she her they them it who which that this one".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Phrases:
    """The noun phrases of an article by their heads, in order; ``first`` and ``last`` tokens."""

    head: Ints
    first: Ints
    last: Ints


def phrases(token_features: TokenFeatures) -> Phrases:
    """Return the noun phrases that may name a source.

    The tagger takes a rare surname for a verb or an adverb now and then: a capital beside a
    likely cue, a subject and a named entity are candidates whatever their tag.
    """
    table = token_features.table
    noun = any_of(table.pos, "NOUN PROPN PRON") & ~any_of(table.dep, "compound nmod amod")
    subject = any_of(table.dep, "nsubj nsubjpass agent") & ~any_of(table.pos, "PUNCT SPACE")
    cue = token_features.speech > 0.3
    beside = neighbour(cue, 1) | neighbour(cue, -1)
    capital = np.array([word[:1].isupper() for word in table.words], bool)
    last_of_name = (table.entity > 0) & (neighbour(table.entity, 1) != table.entity)
    stray = capital & ~any_of(table.pos, "NOUN PROPN PRON ADP DET SCONJ CCONJ") & ~cue
    letters = np.array(
        [word[:1].isalnum() or any(map(str.isalnum, word)) for word in table.words], bool
    )
    named = (noun | subject | (stray & (beside | last_of_name))) & letters
    if table.dateline:
        named[slice(*map(table.token_at, table.dateline))] = False
    head = np.flatnonzero(named)
    return Phrases(head, *_extent(table, head))


def _extent(table: TokenTable, head: Ints) -> tuple[Ints, Ints]:
    """Return the first and the last token of each phrase, without the clauses that hang on it.

    An apposition belongs to a phrase ("Vell, the mayor of Oster"); a relative clause does not.
    """
    first = table.left[head].copy()
    last = head.copy()
    child = np.flatnonzero(table.head != np.arange(len(table)))
    up = table.head[child]
    ends = any_of(table.dep[child], "prep appos compound flat nmod poss conj cc case nummod amod")
    cuts = any_of(table.dep[child], "relcl acl punct advcl conj cc parataxis dep ccomp meta")
    reach = np.arange(len(table))
    kept = child[ends & (child > up)]
    np.maximum.at(reach, table.head[kept], table.right[kept])
    stop = np.full(len(table), len(table))
    barred = child[cuts & (child > up) & ~any_of(table.dep[child], "punct cc conj")]
    np.minimum.at(stop, table.head[barred], table.left[barred] - 1)
    last = np.maximum(np.minimum(reach[head], stop[head]), head)
    blank = any_of(table.pos, "PUNCT SPACE CCONJ")
    for _ in range(3):
        last = np.where((last > head) & blank[last], last - 1, last)
        first = np.where((first < head) & blank[first], first + 1, first)
    return first, last


@dataclass(frozen=True, slots=True)
class Offers:
    """A phrase offered as the speaker of a quotation, one entry a pair of the two."""

    quotation: Ints
    phrase: Ints


def offers(table: TokenTable, found: Phrases, first: Ints, last: Ints, cue: Ints) -> Offers:
    """Return for each quotation the phrases near it, those inside it left out.

    Args:
        table: the article.
        found: its noun phrases.
        first: the first token of each quotation.
        last: the last token of each.
        cue: the token of its cue, -1 for none.
    """
    quotation, phrase = [], []
    heads = found.head
    for index in range(len(first)):
        s, e, c = int(first[index]), int(last[index]), int(cue[index])
        low, high = np.searchsorted(heads, (s, e + 1))
        begin = max(int(np.searchsorted(heads, s - BEFORE)), low - NEAREST)
        stop = min(int(np.searchsorted(heads, e + AFTER)), high + NEAREST)
        chosen = set(range(begin, low)) | set(range(high, stop))
        if c >= 0:
            at = int(np.searchsorted(heads, c))
            near = range(max(at - 8, 0), min(at + 6, len(heads)))
            chosen |= {k for k in near if not s <= heads[k] <= e}
        chosen_sorted = sorted(chosen)
        quotation += [index] * len(chosen_sorted)
        phrase += chosen_sorted
    return Offers(np.array(quotation, np.int64), np.array(phrase, np.int64))


def shared_subject(token_features: TokenFeatures, cue: Ints) -> Ints:
    """Return the head of each cue's subject, that of a verb it is joined to where it has none.

    Args:
        token_features: the article's columns.
        cue: the token of each cue, -1 for none.
    """
    table = token_features.table
    at = np.maximum(cue, 0)
    found = np.where(cue >= 0, token_features.subject[at], -1)
    linked = any_of(table.dep, "conj advcl xcomp pcomp prep dep aux acl")
    for _ in range(3):
        up = np.where((found < 0) & (cue >= 0) & linked[at], table.head[at], at)
        found = np.where((found < 0) & (cue >= 0), token_features.subject[up], found)
        at = up
    return found


FEATURES = named(
    """
    is shared subject, is own subject, holds shared subject, has shared subject, has cue, surety,
    cue speech, marked, relation to cue, offset from cue, distance to cue, sentences to cue, phrases
    to cue, verbs to cue, before, words to quotation, phrases to quotation, verbs to quotation, cues
    to quotation, cue between, sentences to begin, sentences to end, blocks away, in marks, in marks
    of cue, governor speech, subject of a cue, dependency, part, governor dependency, governor part,
    speech above governor, governed by cue, after to, person, organisation, place, date or number,
    pronoun, capital, length, count, count as subject, share as subject, subject before, name of
    subject before, subject after, distance to quotation before, blocks to quotation before,
    quotation before marked, begins sentence, block kind, quotation length, sign after phrase, sign
    after quotation, depth, quotation opens block
    """
)
"""The features of offers."""


def evidence(
    token_features: TokenFeatures,
    found: Phrases,
    given: Offers,
    first: Ints,
    last: Ints,
    cue: Ints,
    subject: Ints,
    marked: Flags,
    surety: Floats,
) -> Floats:
    """Return the features of each offer, one row an offer.

    Args:
        token_features: the article's columns.
        found: its noun phrases.
        given: the offers.
        first: the first token of each quotation, in order of the text.
        last: the last token of each.
        cue: the token of its cue, -1 for none.
        subject: the head of that cue's subject, -1 for none.
        marked: whether it is a pair of marks.
        surety: the probability of each quotation.
    """
    table = token_features.table
    q, p = given.quotation, given.phrase
    h, left, right = found.head[p], found.first[p], found.last[p]
    s, e, c = first[q], last[q], cue[q]
    at = np.maximum(c, 0)
    has_cue = c >= 0
    own = np.where(has_cue, token_features.subject[at], -1)
    shared = subject[q]
    before = h < s
    gap_low = np.where(before, right + 1, e + 1)
    gap_high = np.maximum(np.where(before, s, left), gap_low)
    cue_low, cue_high = np.minimum(h, at) + 1, np.maximum(np.minimum(h, at) + 1, np.maximum(h, at))
    heads = np.zeros(len(table), np.int64)
    heads[found.head] = 1
    running = np.concatenate(([0], np.cumsum(heads)))
    inside = table.pair >= 0
    # The quotation before it, and who the subject of its cue is.
    earlier = np.where(q > 0, q - 1, 0)
    has_earlier = q > 0
    last_subject = np.where(has_earlier, subject[earlier], -1)
    gap_before = np.where(has_earlier, s - last[earlier], 999)
    later = np.minimum(q + 1, len(first) - 1)
    next_subject = np.where(q + 1 < len(first), subject[later], -1)
    names = table.lower[h]
    unique, code = np.unique(table.lower[found.head], return_inverse=True)
    count = np.bincount(code, minlength=len(unique))
    spoken = np.bincount(
        code,
        weights=np.where(_is_subject(token_features)[found.head], 1.0, 0.0),
        minlength=len(unique),
    )
    governor = table.head[h]
    upper = table.head[governor]
    cue_of = token_features.speech[governor]
    person = word("PERSON")
    pronoun = _pronoun_code(table, h)
    to = any_of(table.lower, "to")
    by_to = to[np.maximum(left - 1, 0)]
    title = np.array([w[:1].isupper() for w in table.words], bool)
    columns = {
        "is shared subject": h == shared,
        "is own subject": h == own,
        "holds shared subject": (left <= shared) & (shared <= right) & (shared >= 0),
        "has shared subject": shared >= 0,
        "has cue": has_cue,
        "surety": surety[q],
        "cue speech": np.where(has_cue, token_features.speech[at], 0),
        "marked": marked[q],
        "relation to cue": np.where(has_cue, relation(table, h, at), -1),
        "offset from cue": np.where(has_cue, h - at, -200),
        "distance to cue": np.where(has_cue, np.abs(h - at), 200),
        "sentences to cue": np.where(has_cue, table.sentence[h] - table.sentence[at], 99),
        "phrases to cue": np.where(has_cue, running[cue_high] - running[cue_low], 99),
        "verbs to cue": np.where(
            has_cue, token_features.verbs[cue_high] - token_features.verbs[cue_low], 99
        ),
        "before": before,
        "words to quotation": gap_high - gap_low,
        "phrases to quotation": running[gap_high] - running[gap_low],
        "verbs to quotation": token_features.verbs[gap_high] - token_features.verbs[gap_low],
        "cues to quotation": token_features.cue_mass[gap_high] - token_features.cue_mass[gap_low],
        "cue between": np.where(has_cue, (gap_low <= at) & (at < gap_high), False),
        "sentences to begin": table.sentence[h] - table.sentence[s],
        "sentences to end": table.sentence[h] - table.sentence[e],
        "blocks away": table.block[h] - table.block[s],
        "in marks": inside[h],
        "in marks of cue": inside[h] & (table.pair[h] == table.pair[at]),
        "governor speech": cue_of,
        "subject of a cue": _is_subject(token_features)[h],
        "dependency": token_features.dependency[h],
        "part": token_features.part[h],
        "governor dependency": token_features.dependency[governor],
        "governor part": token_features.part[governor],
        "speech above governor": token_features.speech[upper],
        "governed by cue": np.where(has_cue, governor == at, False),
        "after to": by_to,
        "person": table.entity[h] == person,
        "organisation": any_of(table.entity[h], "ORG NORP"),
        "place": any_of(table.entity[h], "GPE LOC FAC"),
        "date or number": any_of(
            table.entity[h], "DATE TIME CARDINAL MONEY PERCENT ORDINAL QUANTITY"
        ),
        "pronoun": pronoun,
        "capital": title[h],
        "length": right - left,
        "count": np.log1p(count[code[p]]),
        "count as subject": np.log1p(spoken[code[p]]),
        "share as subject": spoken[code[p]] / np.maximum(count[code[p]], 1),
        "subject before": np.where(last_subject >= 0, h == last_subject, -1),
        "name of subject before": np.where(
            last_subject >= 0, names == table.lower[np.maximum(last_subject, 0)], -1
        ),
        "subject after": np.where(next_subject >= 0, h == next_subject, -1),
        "distance to quotation before": np.minimum(gap_before, 300),
        "blocks to quotation before": np.where(
            has_earlier, table.block[last[earlier]] - table.block[s], -99
        ),
        "quotation before marked": np.where(has_earlier, marked[earlier], -1),
        "begins sentence": token_features.sentence_first[h] == left,
        "block kind": token_features.block_kind[s],
        "quotation length": e - s,
        "sign after phrase": _sign_after(table, right),
        "sign after quotation": _sign_after(table, e),
        "depth": table.depth[h],
        "quotation opens block": _starts_block(table)[s],
    }
    return stacked(columns, FEATURES)


def _is_subject(token_features: TokenFeatures) -> Flags:
    """Tell for each token whether it is the subject of a likely cue."""
    table = token_features.table
    return any_of(table.dep, "nsubj nsubjpass agent") & (token_features.speech[table.head] > 0.3)


def _pronoun_code(table: TokenTable, head: Ints) -> Ints:
    code = np.zeros(len(head), np.int64)
    for number, pronoun in enumerate(PRONOUNS, 1):
        code[table.lower[head] == word(pronoun)] = number
    return code


def _sign_after(table: TokenTable, token: Ints) -> Ints:
    after = np.minimum(token + 1, len(table) - 1)
    wanted, back = np.unique(after, return_inverse=True)
    signs = [sign_code(table.words[k], 0) for k in wanted.tolist()]
    return np.array(signs, np.int64)[back]


def _starts_block(table: TokenTable) -> Flags:
    return np.asarray(np.diff(table.block, prepend=-2) != 0)


def spans(table: TokenTable, heads: Ints) -> list[Span]:
    """Return the spans of the noun phrases of some heads in code points."""
    first, last = _extent(table, heads)
    edges = zip(first.tolist(), last.tolist(), strict=True)
    return [(table.start[a], table.end[b]) for a, b in edges]


def span(table: TokenTable, found: Phrases, phrase: int) -> Span:
    """Return the span of a phrase in code points."""
    return table.start[int(found.first[phrase])], table.end[int(found.last[phrase])]
