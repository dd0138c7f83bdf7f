"""The stages in order: cues, candidates, the contest among them, speakers.

Training runs the same functions and looks at what each stage hands to the next.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import (
    candidates,
    content_evidence,
    cues,
    encoder,
    hashing,
    mark_evidence,
    reranker,
    span_scores,
    speaker_wording,
    speakers,
    tagger,
    wording,
)
from .candidates import SpanCandidates
from .cues import Cues
from .hashing import Buckets
from .span_scores import Net, SpanBatch
from .speakers import Offers, Phrases
from .token_features import TokenFeatures
from .token_table import Flags, Floats, Ints, TokenTable
from .weights import Weights

LIKELY_CUE = 0.03
"""Words less likely to be a cue of speech than this are no cues."""

STRETCH, DENSEST = 64, 12
"""No more than this many cues are followed up in a stretch of so many tokens."""


@dataclass
class Round:
    """Candidates in order of their start, ready for the contest.

    ``token`` is the token of each one's likeliest cue, -1 for none; ``marked`` tells the pairs
    of marks; ``alone`` is the probability without a look at the rivals; ``rows`` are the features.
    """

    start: Ints
    end: Ints
    first: Ints
    last: Ints
    token: Ints
    marked: Flags
    alone: Floats
    rows: Floats


def find_cues(table: TokenTable, weights: Floats) -> Cues:
    """Return the likely cues of an article."""
    tokens = cues.eligible(table)
    if not len(tokens):
        none = np.zeros(0, np.float32)
        return Cues(tokens, none, none)
    return likely(tokens, cues.probabilities(weights, cues.features(table, tokens)))


def likely(tokens: Ints, chances: Floats) -> Cues:
    """Keep the tokens that are likely cues, the likeliest where they crowd."""
    kept = np.flatnonzero(chances[:, 1] > LIKELY_CUE)
    stretch = tokens[kept] // STRETCH
    order = np.lexsort((-chances[kept, 1], stretch))
    place = np.arange(len(kept)) - np.searchsorted(stretch[order], stretch[order])
    kept = np.sort(kept[order[place < DENSEST]])
    return Cues(tokens[kept], chances[kept, 1], chances[kept, 2])


def propose(
    table: TokenTable, found: Cues, begins: Floats, ends: Floats
) -> tuple[SpanCandidates, SpanCandidates]:
    """Return the contents of the cues and the pairs of marks that may be quotations."""
    return (
        candidates.content_candidates(table, found, begins, ends),
        candidates.quoted(table),
    )


def judge(
    token_features: TokenFeatures, contents: SpanCandidates, wording_weights: Floats
) -> Floats:
    """Return the features of contents of cues, what their wording is worth among them."""
    rows = content_evidence.content_evidence(token_features, contents)
    if not len(contents):
        return np.zeros((0, rows.shape[1] + 1), np.float32)
    worth = hashing.scores(wording_weights, wording.features(token_features, contents))
    return np.concatenate((rows, worth), axis=1)


def consider(
    token_features: TokenFeatures, proposed: tuple[SpanCandidates, SpanCandidates], token: Ints
) -> dict[str, SpanBatch]:
    """Return the candidates of both kinds as the net's spans; ``token`` is the pairs' cues."""
    return {
        "contents": span_scores.content_spans(token_features, proposed[0]),
        "quoted": span_scores.quoted_spans(token_features, proposed[1], token),
    }


def consult(
    net: Net, token_features: TokenFeatures, spans: dict[str, SpanBatch]
) -> dict[str, Floats]:
    """Return what the net says of the spans of each kind, as features."""
    if encoder.is_one(net):
        reading = encoder.read(net, token_features.table)
    else:
        reading = tagger.read(net, token_features.table, tagger.page(token_features))
    return {kind: span_scores.evidence(net, kind, reading, spans[kind]) for kind in spans}


def assemble(
    table: TokenTable,
    found: Cues,
    contents: tuple[SpanCandidates, Floats, Floats],
    quoted: tuple[SpanCandidates, Floats, Floats, Ints],
) -> Round:
    """Put the candidates of both kinds together with what their rivals are worth.

    Args:
        table: the article.
        found: its cues.
        contents: the contents of cues, their features and probabilities.
        quoted: the pairs of marks, their features, probabilities and cue tokens.
    """
    a, a_rows, a_chance = contents
    b, b_rows, b_chance, b_token = quoted
    kept = np.flatnonzero(a_chance > reranker.WORTH)
    start = np.concatenate((a.start[kept], b.start))
    order = np.argsort(start, kind="stable")

    def joined(left: np.ndarray, right: np.ndarray) -> np.ndarray:
        return np.concatenate((left[kept], right))[order]

    end = joined(a.end, b.end)
    marked = joined(np.zeros(len(a), bool), np.ones(len(b), bool))
    chance = joined(a_chance, b_chance)
    rows = np.zeros((len(order), a_rows.shape[1] + b_rows.shape[1]), np.float32)
    rows[~marked, : a_rows.shape[1]] = a_rows[kept][order[~marked]]
    rows[marked, a_rows.shape[1] :] = b_rows[order[marked] - len(kept)]
    token = found.token[a.cue] if len(a) else np.zeros(0, np.int64)
    rivals = reranker.rivalry(
        table.letters, start[order], end, joined(a.cue, b.cue), marked, chance
    )
    return Round(
        start[order],
        end,
        joined(a.first, b.first),
        joined(a.last, b.last),
        joined(token, b_token),
        marked,
        chance,
        np.concatenate((rows, rivals), axis=1),
    )


def compete(
    table: TokenTable, token_features: TokenFeatures, weights: Weights
) -> tuple[Round, Floats]:
    """Return the candidates of an article with the probability of each."""
    proposed = propose(table, token_features.cues, weights.begins, weights.ends)
    content_rows = judge(token_features, proposed[0], weights.wording)
    quoted_rows, token = mark_evidence.quoted_evidence(token_features, proposed[1])
    spans = consider(token_features, proposed, token)
    said = consult(weights.net, token_features, spans)
    content_rows = np.concatenate((content_rows, said["contents"]), axis=1)
    quoted_rows = np.concatenate((quoted_rows, said["quoted"]), axis=1)
    ready = assemble(
        table,
        token_features.cues,
        (proposed[0], content_rows, weights.content.probabilities(content_rows)),
        (proposed[1], quoted_rows, weights.quoted.probabilities(quoted_rows), token),
    )
    return ready, weights.contest.probabilities(ready.rows)


@dataclass(frozen=True, slots=True)
class Offered:
    """Noun phrases offered to the chosen quotations of an article: what is known of each offer.

    ``rows`` are the features for the trees, ``words`` the hashed ones of the wording.
    """

    phrases: Phrases
    offers: Offers
    rows: Floats
    words: Buckets

    def evidence(self, weights: Floats) -> Floats:
        """Return all features of each offer, what its wording is worth among them."""
        worth = hashing.scores(weights, self.words)[:, 0]
        beside = speaker_wording.beside_rivals(self.offers.quotation, worth)
        return np.concatenate((self.rows, beside), axis=1)


def offer(token_features: TokenFeatures, ready: Round, chosen: Ints, chance: Floats) -> Offered:
    """Return the noun phrases, those offered to each chosen quotation, and their features."""
    table = token_features.table
    first, last, token = ready.first[chosen], ready.last[chosen], ready.token[chosen]
    marked = ready.marked[chosen]
    found = speakers.phrases(token_features)
    given = speakers.offers(table, found, first, last, token)
    subject = speakers.shared_subject(token_features, token)
    rows = speakers.evidence(
        token_features, found, given, first, last, token, subject, marked, chance[chosen]
    )
    p, q = given.phrase, given.quotation
    words = speaker_wording.features(
        token_features,
        (found.head[p], found.first[p], found.last[p]),
        (first[q], last[q], token[q], marked[q]),
        subject[q],
    )
    return Offered(found, given, rows, words)
