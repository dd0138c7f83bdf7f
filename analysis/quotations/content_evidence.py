"""What speaks for a clause as what a cue tells: features for the boosted trees, as columns."""

from __future__ import annotations

import numpy as np

from .bounds import relation
from .candidates import SpanCandidates
from .cues import any_of, word
from .naming import named, stacked
from .token_features import TokenFeatures
from .token_table import Floats, Ints, TokenTable

CONTENT = named(
    """
    cue speech, cue thought, right of cue, cue dependency, cue part, cue is according, begin odds,
    end odds, begin rank, end rank, begin below best, end below best, begin relation, end relation,
    begin dependency, end dependency, begin subtree beyond end, end subtree before begin, words,
    distance to cue, words to cue, verbs to cue, cues to cue, verbs, finite verbs, nouns, cues
    inside, share quoted, words quoted, begins in marks, ends in marks, cue in marks, begins
    sentence, words before in sentence, words after in sentence, crosses sentences, cue in other
    sentence, first part, last part, part before, part after, that before, comma before, colon
    before, comma after, stop after, dash after, and or but second after, and or but after,
    dependency after, relation after, dependency before, relation before, cue has subject, holds
    subject, subject between, side of subject, block kind, first block, cue depth, depth below cue,
    first person, begins with to, begins with gerund, begins with question word, because after, cues
    in rest, verbs in rest, finite verbs in rest, subjects in rest, modals in rest, quoted in rest,
    cues before in sentence, finite verbs before in sentence, but in rest, and in rest, which in
    rest, modals, subjects, entity after, pronoun after, cue is past, tense, tense of rest
    """
)
"""The features of contents of cues."""


def content_evidence(token_features: TokenFeatures, found: SpanCandidates) -> Floats:
    """Return the features of contents of cues, one row a candidate."""
    table, cues = token_features.table, token_features.cues
    s, e = found.first, found.last
    c = cues.token[found.cue]
    count = len(table)
    right = (s > c).astype(np.int64)
    near = np.where(right > 0, s, e)
    low, high = np.minimum(c, near), np.maximum(c, near)
    opens, closes = table.opens[s], table.closes[e]
    before, after = np.maximum(s - 1, 0), np.minimum(e + 1, count - 1)
    after2, before2 = np.minimum(e + 2, count - 1), np.maximum(s - 2, 0)
    subject = token_features.subject[c]
    has_subject = subject >= 0
    group = found.cue * 2 + right
    top_begin, top_end = _group_best(group, found.begin_odds), _group_best(group, found.end_odds)
    length = token_features.word[e + 1] - token_features.word[s]
    lower = table.lower
    rest, stop = e + 1, token_features.sentence_last[e] + 1
    opening = token_features.sentence_first[s]

    def between(sums: np.ndarray, a: Ints, b: Ints) -> np.ndarray:
        return np.asarray(sums[np.maximum(a, b)] - sums[a])

    columns = {
        "cue speech": cues.speech[found.cue],
        "cue thought": cues.thought[found.cue],
        "right of cue": right,
        "cue dependency": token_features.dependency[c],
        "cue part": token_features.part[c],
        "cue is according": lower[c] == word("according"),
        "begin odds": found.begin_odds,
        "end odds": found.end_odds,
        "begin rank": found.begin_rank,
        "end rank": found.end_rank,
        "begin below best": top_begin - found.begin_odds,
        "end below best": top_end - found.end_odds,
        "begin relation": relation(table, opens, c),
        "end relation": relation(table, closes, c),
        "begin dependency": token_features.dependency[opens],
        "end dependency": token_features.dependency[closes],
        "begin subtree beyond end": table.right[opens] - e,
        "end subtree before begin": s - table.left[closes],
        "words": length,
        "distance to cue": high - low,
        "words to cue": between(token_features.word, low + 1, high),
        "verbs to cue": between(token_features.verbs, low + 1, high),
        "cues to cue": between(token_features.cue_mass, low + 1, high),
        "verbs": token_features.verbs[e + 1] - token_features.verbs[s],
        "finite verbs": token_features.finite[e + 1] - token_features.finite[s],
        "nouns": token_features.nouns[e + 1] - token_features.nouns[s],
        "cues inside": token_features.cue_mass[e + 1] - token_features.cue_mass[s],
        "share quoted": (token_features.quoted[e + 1] - token_features.quoted[s])
        / np.maximum(length, 1),
        "words quoted": token_features.quoted[e + 1] - token_features.quoted[s],
        "begins in marks": table.pair[s] >= 0,
        "ends in marks": table.pair[e] >= 0,
        "cue in marks": table.pair[c] >= 0,
        "begins sentence": token_features.sentence_first[s] == s,
        "words before in sentence": between(
            token_features.word, token_features.sentence_first[s], s
        ),
        "words after in sentence": between(
            token_features.word, e + 1, token_features.sentence_last[e] + 1
        ),
        "crosses sentences": table.sentence[s] != table.sentence[e],
        "cue in other sentence": table.sentence[s] != table.sentence[c],
        "first part": token_features.part[s],
        "last part": token_features.part[e],
        "part before": token_features.part[before],
        "part after": token_features.part[after],
        "that before": lower[before] == word("that"),
        "comma before": lower[before] == word(","),
        "colon before": lower[before] == word(":"),
        "comma after": lower[after] == word(","),
        "stop after": lower[after] == word("."),
        "dash after": any_of(lower[after], "- – — -- :"),
        "and or but second after": any_of(lower[after2], "and but or"),
        "and or but after": any_of(lower[after], "and but or"),
        "dependency after": token_features.dependency[
            table.opens[np.where(token_features.is_blank[after], after2, after)]
        ],
        "relation after": relation(
            table, table.opens[np.where(token_features.is_blank[after], after2, after)], c
        ),
        "dependency before": token_features.dependency[
            table.closes[np.where(token_features.is_blank[before], before2, before)]
        ],
        "relation before": relation(
            table, table.closes[np.where(token_features.is_blank[before], before2, before)], c
        ),
        "cue has subject": has_subject,
        "holds subject": has_subject & (s <= subject) & (subject <= e),
        "subject between": has_subject & (low < subject) & (subject < high),
        "side of subject": np.where(has_subject, np.sign(subject - c), 0),
        "block kind": token_features.block_kind[s],
        "first block": table.block[s] == 0,
        "cue depth": table.depth[c],
        "depth below cue": table.depth[opens] - table.depth[c],
        "first person": token_features.first_person[e + 1] - token_features.first_person[s],
        "begins with to": any_of(table.tag[s], "TO"),
        "begins with gerund": any_of(table.tag[s], "VBG"),
        "begins with question word": any_of(lower[s], "if whether how why what when who where"),
        "because after": any_of(lower[after], "because while when after before during as if since"),
        "cues in rest": between(token_features.cue_mass, rest, stop),
        "verbs in rest": between(token_features.verbs, rest, stop),
        "finite verbs in rest": between(token_features.finite, rest, stop),
        "subjects in rest": between(token_features.subjects, rest, stop),
        "modals in rest": between(token_features.modals, rest, stop),
        "quoted in rest": between(token_features.quoted, rest, stop),
        "cues before in sentence": between(token_features.cue_mass, opening, s),
        "finite verbs before in sentence": between(token_features.finite, opening, s),
        "but in rest": any_of(lower[after], "but although though")
        + 2 * any_of(lower[after2], "but although though"),
        "and in rest": any_of(lower[after], "and or") + 2 * any_of(lower[after2], "and or"),
        "which in rest": any_of(lower[after], "which who whose where")
        + 2 * any_of(lower[after2], "which who whose where"),
        "modals": token_features.modals[e + 1] - token_features.modals[s],
        "subjects": token_features.subjects[e + 1] - token_features.subjects[s],
        "entity after": table.entity[np.minimum(after2 + 1, count - 1)] != 0,
        "pronoun after": any_of(
            lower[after2], "he she it they his her its their this that these those"
        ),
        "cue is past": any_of(table.tag[c], "VBD VBN"),
        "tense": _tense(table, token_features, s, e),
        "tense of rest": _tense(table, token_features, rest, stop - 1),
    }
    return stacked(columns, CONTENT)


def _tense(table: TokenTable, token_features: TokenFeatures, first: Ints, last: Ints) -> Ints:
    """Return 1 where the first finite verb of a stretch is past, 2 present, 3 modal, 0 for none."""
    found = token_features.next_finite[np.minimum(first, len(table) - 1)]
    at = np.minimum(found, len(table) - 1)
    return np.where(found <= last, token_features.tense[at], 0)


def _group_best(group: Ints, odds: Floats) -> Floats:
    if not len(group):
        return odds
    best = np.full(int(group.max()) + 1, -99, np.float32)
    np.maximum.at(best, group, odds)
    return best[group]
