"""What speaks for a pair of marks as a quotation: features for the boosted trees, as columns."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .candidates import SpanCandidates
from .cues import any_of, word
from .naming import in_order, named
from .token_features import TokenFeatures, sign_code
from .token_table import Floats, Ints, TokenTable

CUE_REACH = 14
"""Tokens on either side of a pair of marks in which its cue is looked for."""


FADE, ELSEWHERE = 0.95, 0.4
"""How a cue's worth falls with each token of distance, and in another sentence."""

LEAST_SPEECH = 0.02
"""Less than this is no cue."""


QUOTED = named(
    """
    cue before, distance to cue before, cue after, distance to cue after, cue just before, cue just
    after, cue before in sentence, cue after in sentence, thought before, thought after, words,
    length, sentences, first sign, last sign, sign before, second sign before, sign after, second
    sign after, third sign after, opens block, closes block, closed, opened, width of mark, single
    mark, block kind, first block, verbs, finite verbs, share of capitals, holds entity, holds title
    of work, root dependency, root part, speech of governor, part of governor, part before, second
    part before, part after, second part after, first person, second person, cues inside, number in
    block, distance to pair before, share of block, words before in sentence, words after in
    sentence, block before opens with pair, block before stays open, block before is one pair, block
    after opens with pair, letters, that before, article before
    """
)
"""The features of pairs of marks."""


class _Cue(NamedTuple):
    """The likeliest cue on one side of a pair of marks: one without ``speech`` is none."""

    token: int
    speech: float
    distance: int
    """Tokens between it and the marks."""
    in_sentence: bool
    """Whether it stands in the sentence of the mark that it is nearest to."""

    @property
    def worth(self) -> float:
        """Return how much it speaks for being the cue of the pair."""
        worth = self.speech * FADE**self.distance
        return worth * ELSEWHERE if self.speech and not self.in_sentence else worth


def quoted_evidence(token_features: TokenFeatures, found: SpanCandidates) -> tuple[Floats, Ints]:
    """Return the features of pairs of marks, and the token of the likeliest cue of each or -1."""
    table = token_features.table
    text = table.text
    rows, chosen = [], []
    last_end: dict[int, int] = {}
    leading = {pair.start: pair for pair in reversed(found.pairs)}
    by_block = [leading.get(area.start) for area in table.blocks]
    number: dict[int, int] = {}
    for k in range(len(found)):
        pair = found.pairs[k]
        s, e = int(found.first[k]), int(found.last[k])
        block = int(table.block[s])
        inner = text[pair.inner[0] : pair.inner[1]].strip()
        begin = max(s - CUE_REACH, 0)
        stop = min(e + 1 + CUE_REACH, len(table))
        left = _speech(token_features, slice(begin, s), block)
        right = _speech(token_features, slice(e + 1, stop), block)
        before = _likeliest(table, left, begin, s)
        after = _likeliest(table, right, e + 1, e)
        cue = before if before.worth >= after.worth else after
        chosen.append(cue.token if max(before.speech, after.speech) > LEAST_SPEECH else -1)
        root = _root(table, s, e)
        up = int(table.head[root])
        words = max(int(token_features.word[e + 1] - token_features.word[s]), 1)
        capital = sum(w[:1].isupper() for w in table.words[s : e + 1])
        area = table.blocks[block] if block >= 0 else None
        number[block] = number.get(block, 0) + 1
        previous = by_block[block - 1] if block > 0 else None
        following = by_block[block + 1] if -1 < block < len(by_block) - 1 else None
        rows.append(
            in_order(
                {
                    "cue before": before.speech,
                    "distance to cue before": before.distance if before.speech > 0 else 99,
                    "cue after": after.speech,
                    "distance to cue after": after.distance if after.speech > 0 else 99,
                    "cue just before": _highest(left[-1:]),
                    "cue just after": _highest(right[:3]),
                    "cue before in sentence": bool(before.speech) and before.in_sentence,
                    "cue after in sentence": bool(after.speech) and after.in_sentence,
                    "thought before": _highest(token_features.thought[begin:s]),
                    "thought after": _highest(token_features.thought[e + 1 : stop]),
                    "words": words,
                    "length": len(inner),
                    "sentences": int(table.sentence[e] - table.sentence[s]),
                    "first sign": sign_code(inner, 0),
                    "last sign": sign_code(inner, len(inner) - 1),
                    "sign before": sign_code(text, pair.start - 1),
                    "second sign before": sign_code(text, pair.start - 2),
                    "sign after": sign_code(text, pair.end),
                    "second sign after": sign_code(text, pair.end + 1),
                    "third sign after": sign_code(text, pair.end + 2),
                    "opens block": bool(area and area.start == pair.start),
                    "closes block": bool(area and pair.end >= area.end - 1),
                    "closed": pair.closed,
                    "opened": pair.opened,
                    "width of mark": pair.inner[0] - pair.start,
                    "single mark": text[pair.start] in "'‘`‚",
                    "block kind": int(token_features.block_kind[s]) if block >= 0 else -1,
                    "first block": block == 0,
                    "verbs": int(token_features.verbs[e + 1] - token_features.verbs[s]),
                    "finite verbs": int(token_features.finite[e + 1] - token_features.finite[s]),
                    "share of capitals": capital / words,
                    "holds entity": bool(table.entity[s : e + 1].any()),
                    "holds title of work": bool(
                        any_of(table.entity[s : e + 1], "WORK_OF_ART").any()
                    ),
                    "root dependency": int(token_features.dependency[root]),
                    "root part": int(token_features.part[root]),
                    "speech of governor": float(token_features.speech[up]) if up != root else -1.0,
                    "part of governor": int(token_features.part[up]) if up != root else -1,
                    "part before": int(token_features.part[max(s - 1, 0)]),
                    "second part before": int(token_features.part[max(s - 2, 0)]),
                    "part after": int(token_features.part[min(e + 1, len(table) - 1)]),
                    "second part after": int(token_features.part[min(e + 2, len(table) - 1)]),
                    "first person": int(
                        token_features.first_person[e + 1] - token_features.first_person[s]
                    ),
                    "second person": int(
                        token_features.second_person[e + 1] - token_features.second_person[s]
                    ),
                    "cues inside": float(
                        token_features.cue_mass[e + 1] - token_features.cue_mass[s]
                    ),
                    "number in block": number[block],
                    "distance to pair before": s - last_end.get(block, s - 99),
                    "share of block": (e - s + 1) / max(area.end - area.start, 1) * 6
                    if area
                    else 0,
                    "words before in sentence": int(s - token_features.sentence_first[s]),
                    "words after in sentence": int(token_features.sentence_last[e] - e),
                    "block before opens with pair": previous is not None,
                    "block before stays open": bool(previous and not previous.closed),
                    "block before is one pair": bool(
                        previous and previous.end >= table.blocks[block - 1].end - 1
                    ),
                    "block after opens with pair": following is not None,
                    "letters": table.letters[pair.end] - table.letters[pair.start],
                    "that before": int(table.lower[max(s - 1, 0)] == word("that")),
                    "article before": int(
                        table.lower[max(s - 1, 0)] in (word("the"), word("a"), word("an"))
                    ),
                },
                QUOTED,
            )
        )
        last_end[block] = e
    return np.array(rows, np.float32).reshape(-1, len(QUOTED)), np.array(chosen, np.int64)


def _speech(token_features: TokenFeatures, stretch: slice, block: int) -> Floats:
    """Return how much each token of a stretch is a cue, outside marks and in a block."""
    table = token_features.table
    outside = (table.pair[stretch] < 0) & (table.block[stretch] == block)
    return np.where(outside, token_features.speech[stretch], 0)


def _likeliest(table: TokenTable, speech: Floats, begin: int, edge: int) -> _Cue:
    """Return the likeliest cue of a stretch that begins at a token, beside the pair's ``edge``."""
    if not len(speech):
        return _Cue(-1, 0.0, 0, False)
    at = int(speech.argmax())
    token = begin + at
    in_sentence = bool(table.sentence[token] == table.sentence[edge])
    return _Cue(token, float(speech[at]), abs(token - edge), in_sentence)


def _highest(column: Floats) -> float:
    return float(column.max()) if len(column) else 0.0


def _root(table: TokenTable, first: int, last: int) -> int:
    """Return the highest token of a stretch, the first of equals."""
    return first + int(table.depth[first : last + 1].argmin())
