"""What speaks for a candidate: its features for the boosted trees, as columns of numbers."""

from __future__ import annotations

import numpy as np

from ..types import BlockKind
from .bounds import relation, subjects
from .candidates import SpanCandidates
from .cues import Cues, any_of, word
from .naming import in_order, named, stacked
from .token_table import Flags, Floats, Ints, TokenTable

DEPENDENCIES = """ROOT ccomp xcomp advcl acl relcl conj pcomp dobj pobj prep nsubj nsubjpass attr
oprd parataxis appos advmod amod npadvmod det poss compound dep mark aux neg agent csubj meta
intj""".split()  # noqa: SIM905  a list of labels reads best as words
_DEPENDENCY_CODES = {word(label): code for code, label in enumerate(DEPENDENCIES, 1)}
POSES = """VERB AUX NOUN PROPN PRON DET ADJ ADV ADP SCONJ CCONJ NUM PART INTJ PUNCT
SPACE""".split()  # noqa: SIM905
_POS_CODES = {word(label): code for code, label in enumerate(POSES, 1)}
SIGNS = ",.?!:;-—–…\"“”'()"


def coded(column: np.ndarray, table: dict[np.uint64, int]) -> Ints:
    """Return small codes for the labels of a column, 0 for one that the table lacks."""
    keys = np.array(list(table), np.uint64)
    values = np.array(list(table.values()), np.int64)
    order = np.argsort(keys)
    keys, values = keys[order], values[order]
    at = np.minimum(np.searchsorted(keys, column), len(keys) - 1)
    return np.where(keys[at] == column, values[at], 0)


def sign_code(text: str, offset: int) -> int:
    """Return a small code of the sign at an offset: 0 none, then blank, letter, the marks."""
    if not 0 <= offset < len(text):
        return 0
    sign = text[offset]
    if sign in "\n\r":
        return 0
    if sign.isspace():
        return 1
    if sign.isalpha():
        return 3 if sign.isupper() else 2
    return 5 + SIGNS.index(sign) if sign in SIGNS else 4


class TokenFeatures:
    """Columns over an article's tokens that many features read; made once."""

    def __init__(self, table: TokenTable, cues: Cues) -> None:
        self.table, self.cues = table, cues
        count = len(table)
        self.speech = np.zeros(count, np.float32)
        self.thought = np.zeros(count, np.float32)
        self.speech[cues.token] = cues.speech
        self.thought[cues.token] = cues.thought
        self.verbs = _running(any_of(table.pos, "VERB AUX"))
        self.finite = _running(any_of(table.tag, "VBD VBP VBZ MD"))
        self.modals = _running(any_of(table.tag, "MD"))
        self.subjects = _running(any_of(table.dep, "nsubj nsubjpass expl csubj"))
        self.tense = np.select(
            [any_of(table.tag, "VBD"), any_of(table.tag, "VBP VBZ"), any_of(table.tag, "MD")],
            [1, 2, 3],
        )
        self.next_finite = _next(self.tense > 0)
        self.nouns = _running(any_of(table.pos, "NOUN PROPN PRON"))
        self.quoted = _running((table.pair >= 0) & ~any_of(table.pos, "PUNCT SPACE"))
        self.word = _running(~any_of(table.pos, "PUNCT SPACE"))
        self.cue_mass = _running(self.speech)
        self.first_person = _running(any_of(table.lower, "i we me us my our"))
        self.second_person = _running(any_of(table.lower, "you your ? !"))
        self.dependency = coded(table.dep, _DEPENDENCY_CODES)
        self.part = coded(table.pos, _POS_CODES)
        self.subject = subjects(table)
        kinds = [list(BlockKind).index(block.kind) for block in table.blocks] or [0]
        self.block_kind = np.array(kinds, np.int64)[table.block]
        bounds = np.array(table.sentences, np.int64).reshape(-1, 2)
        self.sentence_first = bounds[table.sentence, 0]
        self.sentence_last = bounds[table.sentence, 1] - 1
        blank = any_of(table.pos, "PUNCT SPACE")
        self.blank = _running(blank)
        self.is_blank = blank


def _running(column: np.ndarray) -> np.ndarray:
    """Return running sums: ``sums[b] - sums[a]`` is the sum over tokens ``a`` to ``b - 1``."""
    kind = np.float32 if column.dtype == np.float32 else np.int64
    sums = np.zeros(len(column) + 1, kind)
    np.cumsum(column, dtype=kind, out=sums[1:])
    return np.asarray(sums)


def _next(flags: Flags) -> Ints:
    """Return for each token the next one that is flagged, itself included, or their number."""
    count = len(flags)
    at = np.where(flags, np.arange(count), count)
    return np.asarray(np.minimum.accumulate(at[::-1])[::-1])


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


CUE_REACH = 14
"""Tokens on either side of a pair of marks in which its cue is looked for."""


FADE, ELSEWHERE = 0.95, 0.4
"""How a cue's worth falls with each token of distance, and in another sentence."""


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
        left = np.where(
            (table.pair[begin:s] < 0) & (table.block[begin:s] == block),
            token_features.speech[begin:s],
            0,
        )
        right = np.where(
            (table.pair[e + 1 : stop] < 0) & (table.block[e + 1 : stop] == block),
            token_features.speech[e + 1 : stop],
            0,
        )
        b = int(left.argmax()) if len(left) else -1
        a = int(right.argmax()) if len(right) else -1
        before = float(left[b]) if b >= 0 else 0.0
        after = float(right[a]) if a >= 0 else 0.0
        b_token, a_token = begin + b, e + 1 + a
        left_worth = before * FADE ** (s - b_token)
        right_worth = after * FADE ** (a_token - e)
        if before and table.sentence[b_token] != table.sentence[s]:
            left_worth *= ELSEWHERE
        if after and table.sentence[a_token] != table.sentence[e]:
            right_worth *= ELSEWHERE
        chosen.append(
            (b_token if left_worth >= right_worth else a_token) if max(before, after) > 0.02 else -1
        )
        near_before = float(left[-1]) if len(left) else 0.0
        near_after = float(right[:3].max()) if len(right) else 0.0
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
                    "cue before": before,
                    "distance to cue before": s - b_token if before > 0 else 99,
                    "cue after": after,
                    "distance to cue after": a_token - e if after > 0 else 99,
                    "cue just before": near_before,
                    "cue just after": near_after,
                    "cue before in sentence": bool(
                        before and table.sentence[b_token] == table.sentence[s]
                    ),
                    "cue after in sentence": bool(
                        after and table.sentence[a_token] == table.sentence[e]
                    ),
                    "thought before": float(token_features.thought[begin:s].max())
                    if s > begin
                    else 0,
                    "thought after": float(token_features.thought[e + 1 : stop].max())
                    if stop > e + 1
                    else 0,
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


def _root(table: TokenTable, first: int, last: int) -> int:
    """Return the highest token of a stretch, the first of equals."""
    return first + int(table.depth[first : last + 1].argmin())
