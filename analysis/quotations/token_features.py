"""Columns over the tokens of an article that the features of many candidates are taken from."""

from __future__ import annotations

import numpy as np

from ..types import BlockKind
from .bounds import subjects
from .cues import Cues, any_of, word
from .token_table import Flags, Ints, TokenTable

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
    """The columns of one article, made once."""

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
