"""What is a quotation for certain, whatever the trees make of so short or so odd a text.

“Is it safe?” Vera Lind asked.                  a sentence, a verb of saying and who says it
Jon Farrow was blunt. “It is over.”             a sentence that ends a paragraph of plain ones
“The keys are gone. We looked everywhere.”      a paragraph of its own
“Gone.”                                         or of a few words between others
“Why?” “For fun.”                               or right beside each other
“The keys are gone.” — Vera Lind                signed
“It is,” said Jon Farrow. “For good.”           a sentence after one that somebody says
“It,” said Jon Farrow, “is over.”               what goes on in small letters after a clause
Jon Farrow took the floor: “It is all over.”    after a colon
Jon Farrow said, “It is all over now,” and “We go.”  after a verb of saying, and again after "and"
She added that the keys were gone.              a verb of saying, its subject, and “that”

Of the 2,285 pairs of PolNeAR's train split that look like the first (cues by a list of verbs),
98.7% are annotated and 1.1% stand inside an annotated one; of the 955 like the second, 98 and 1; of
the 397 like the last, 94 and 4; of the 41 that go on in small letters, 93 and 7.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import numpy as np

from onrecord.analysis import names

from ..types import BlockKind
from .around import EXPRESSING, convinced
from .cues import any_of, word
from .reported import led_to_by, told_to_be
from .rules import signature
from .stages import Round
from .token_features import TokenFeatures
from .token_table import Flags, Floats, Ints, TokenTable

LIKELY = 0.1
"""The probability of a word to be a cue of speech from which it is taken for one in this place."""

LONGEST_CLAUSE = 14
"""Tokens of the clause that tells who spoke."""

WORDS_APART, WORDS_LAST = 5, 2
"""Words of a sentence that stands by itself, and of one that ends a paragraph, at least."""

LONGEST_AFTER = 200
"""Code points between a quotation and the sentence in marks that goes on from it, at most."""

LONGEST_BETWEEN = 100
"""Code points of the clause in the middle of a sentence that is quoted, at most."""

LEAST = 0.2
"""Contents less likely than this do not end where they should."""

_DASHES = frozenset(("-", "–", "—", "―", "--"))
_STOPS, _PAUSES = ".!?…", ",.!?…—–-"
_IN_WORDS = re.compile(r"\b[Ii]n (?:his|her|their|my) (?:own )?words,\s?$")
_DEED = re.compile(r"\s*(?:[^.!?\n“”\"]*[.!?]\s+)?[^.!?\n“”\"]+[.!?]\s+")
_OPENS = re.compile(r"\w.*")
_CLAUSE = re.compile(r"\s[^“”„\".!?\n]{3,},\s")
_SENTENCE_BEFORE = re.compile(r"[.!?]\s+$")


def quoted(token_features: TokenFeatures, start: Ints, end: Ints) -> Flags:
    """Tell for each pair of marks whether it is a quotation for certain.

    Args:
        token_features: the article.
        start: where each pair begins, in code points of its text.
        end: where it ends.
    """
    table = token_features.table
    paragraphs = [block for block in table.blocks if block.kind is BlockKind.PARAGRAPH]
    begins = {block.start for block in paragraphs}
    ends = {block.end for block in paragraphs}

    spoken = _among_turns(table, start.tolist())
    turns = _beside_each_other(table, start.tolist(), end.tolist())
    said = -1  # where the last pair ends beside which a clause tells who says it
    heard = -1  # where the last words in marks end that begin as a sentence

    def certain(start: int, end: int) -> bool:
        nonlocal said, heard
        apart = (start in begins and end in ends) or _is_led_to(table, start)
        words = 1 if start in spoken and end in ends else WORDS_APART
        whole = apart and _is_sentence(table.text, start, end, words)
        if (
            whole
            or start in turns
            or signature(table, end)
            or _IN_WORDS.search(table.text, max(start - 24, 0), start)
        ):
            return True
        if 0 <= said < start and _goes_on_small(table.text, said, start):
            return True
        if _is_said_before(token_features, start, end) or (
            0 <= said < start and table.text[said:start] in (" and ", ", and ")
        ):
            said = end
            return True
        if not _begins_sentence(table, start, start in begins):
            return False
        if _is_said_beside(token_features, start, end):
            said = end
            return True
        goes_on = 0 <= said < start and _goes_on(table, said, start, end)
        closes = end in ends or _is_between_plain_words(token_features, start, end)
        plain = closes and start not in begins and _after_plain_words(table, start, end)
        before, heard = heard, end
        return goes_on or plain or _after_deed(token_features, before, start, end)

    return np.array(
        [certain(*span) for span in zip(start.tolist(), end.tolist(), strict=True)], bool
    )


def _among_turns(table: TokenTable, starts: list[int]) -> frozenset[int]:
    """Return where paragraphs begin with a mark beside one that begins so, or that asks."""
    marks = {start: _OPENS.sub("", table.text[start : start + 2]) for start in starts}
    turns = set()
    for before, block in pairwise(table.blocks):
        asks = before.end > before.start and table.text[before.end - 1] in "?:"
        if block.start in marks and (asks or marks[block.start] == marks.get(before.start)):
            turns |= {block.start} if asks else {before.start, block.start}
    return frozenset(turns)


def _beside_each_other(table: TokenTable, starts: list[int], ends: list[int]) -> frozenset[int]:
    """Return where pairs of marks begin that are turns in one paragraph: "“Why?” “For fun.”"."""
    turns: set[int] = set()
    pairs = list(zip(starts, ends, strict=True))
    for one, other in pairwise(pairs):
        between = table.text[one[1] : other[0]]
        if not (between.isspace() and "\n" not in between):
            continue
        begins = one[0] in turns or _begins_sentence(table, one[0], _opens_line(table, one[0]))
        first = next((sign for sign in table.text[slice(*other)] if sign.isalnum()), "")
        if (
            begins
            and first.isupper()
            and all(_ends_in(table.text, *it, _STOPS) for it in (one, other))
        ):
            turns |= {one[0], other[0]}
    return frozenset(turns)


def _opens_line(table: TokenTable, start: int) -> bool:
    return not start or table.text[start - 1] == "\n"


def told(token_features: TokenFeatures, ready: Round, chance: Floats) -> Ints:
    """Return the likeliest content of each verb of saying that has a subject and “that”."""
    table = token_features.table
    that = led_to_by(table)
    verb = (token_features.speech >= LIKELY) & told_to_be(table)
    sure = (that >= 0) & verb & (token_features.subject >= 0) & (table.pair < 0)
    content = ~ready.marked & (ready.token >= 0) & (chance >= LEAST)
    content[content] = sure[ready.token[content]]
    content &= ready.first == that[ready.token] + 1
    best: dict[int, int] = {}
    for k in np.flatnonzero(content).tolist():
        token = int(ready.token[k])
        if token not in best or chance[k] > chance[best[token]]:
            best[token] = k
    return np.array(sorted(best.values()), np.int64)


def _is_sentence(text: str, start: int, end: int, words: int) -> bool:
    """Whether a span has so many words and ends with a stop."""
    return _ends_in(text, start, end, _STOPS) and len(text[start:end].split()) >= words


def _ends_in(text: str, start: int, end: int, signs: str) -> bool:
    """Whether one of some signs stands after the last letter of a span, by a look at its end."""
    last = end
    while last > start and not text[last - 1].isalnum():
        last -= 1
    return any(sign in signs for sign in text[last:end])


def _is_led_to(table: TokenTable, start: int) -> bool:
    """Whether a colon leads to what begins at an offset: "Then Vera Lind took the floor: “..."."""
    return table.text[max(start - 2, 0) : start].rstrip(" ").endswith(":")


def _begins_sentence(table: TokenTable, start: int, begins_block: bool) -> bool:
    """Whether a span begins with a capital where a sentence begins."""
    first = next((sign for sign in table.text[start : start + 5] if sign.isalnum()), "")
    before = table.text[max(0, start - 4) : start]
    return first.isupper() and (begins_block or bool(_SENTENCE_BEFORE.search(before)))


def _after_plain_words(table: TokenTable, start: int, end: int) -> bool:
    """Whether a span is a sentence, and nothing before it in its paragraph stands in marks."""
    if not _is_sentence(table.text, start, end, WORDS_LAST):
        return False
    first = table.token_at(start)
    block = np.searchsorted(table.block, table.block[first])
    return bool((table.pair[block:first] < 0).all())


def _is_between_plain_words(token_features: TokenFeatures, start: int, end: int) -> bool:
    """Whether a span is alone in marks between two sentences, the first about a person."""
    table = token_features.table
    first, stop = table.token_at(start), table.token_at(end)
    if not first or not re.match(r"\s+[^\W\d_a-zß-ÿ]", table.text[end : end + 3]):
        return False
    sentence = table.sentences[table.sentence[first - 1]]
    roots = np.flatnonzero(any_of(table.dep[slice(*sentence)], "ROOT"))
    subject = int(token_features.subject[sentence[0] + int(roots[0])]) if len(roots) else -1
    after = table.sentences[table.sentence[min(stop, len(table) - 1)]][1]
    plain = (table.pair[stop:after] < 0).all() and subject >= 0
    return bool(plain and table.entity[subject] == word("PERSON"))


@cache
def _telling() -> str:
    """Return the lemmas of verbs that tell who speaks wherever they stand beside marks."""
    kinds = ("speech verbs", "rare verbs of saying", "manners of speaking")
    known: frozenset[str] = frozenset().union(*map(names.words, kinds))
    return " ".join((EXPRESSING, *sorted(known)))


def _goes_on(table: TokenTable, said: int, start: int, end: int) -> bool:
    """Whether a span is a sentence, and one clause tells who said what ends before it."""
    between = table.text[said:start]
    clause = len(between) < LONGEST_AFTER and not re.search(r"[.!?]\s|\n", between[:-1])
    return clause and _is_sentence(table.text, start, end, WORDS_LAST)


def _after_deed(token_features: TokenFeatures, before: int, start: int, end: int) -> bool:
    """Whether a sentence in marks goes on after a deed: "“It was.” She sat down. “It is.”"."""
    table = token_features.table
    between = table.text[before:start] if before >= 0 else "\n"
    if len(between) > LONGEST_AFTER or not _DEED.fullmatch(between):
        return False
    first, last = table.token_at(before), table.token_at(start)
    roots = first + np.flatnonzero(any_of(table.dep[first:last], "ROOT"))
    subject = int(token_features.subject[roots[-1]]) if len(roots) else -1
    person = subject >= 0 and (
        table.entity[subject] == word("PERSON")
        or any_of(table.lower[subject : subject + 1], "he she").all()
    )
    return bool(person and _is_sentence(table.text, start, end, WORDS_LAST))


def _goes_on_small(text: str, said: int, start: int) -> bool:
    """Whether a sentence goes on after one clause: "“It,” said Jon Farrow, “is over.”"."""
    if start - said > LONGEST_BETWEEN or not _CLAUSE.fullmatch(text, said, start):
        return False
    first = next((sign for sign in text[start : start + 5] if sign.isalnum()), "")
    return first.islower()


def running_over(ready: Round, sure: Flags, table: TokenTable) -> Flags:
    """Tell which contents of cues run over the beginning of what is sure to be quoted.

    "Jon Farrow said it was late. “It is over,” he said.": no content holds both.  Nor is what
    stands between “It,” and “is over” the beginning of a content.
    """
    pairs = list(zip(ready.start[sure].tolist(), ready.end[sure].tolist(), strict=True))
    begins = [
        start
        for (_, before), (start, _) in pairwise([(0, 0), *pairs])
        if _SENTENCE_BEFORE.search(table.text, max(start - 4, 0), start)
        or _goes_on_small(table.text, before, start)
    ]
    inside = np.searchsorted(begins, ready.end) - np.searchsorted(begins, ready.start, "right")
    return np.asarray(~ready.marked & (inside > 0), bool)


def _is_said_before(token_features: TokenFeatures, start: int, end: int) -> bool:
    """Whether a verb of saying leads to a sentence: "Vera Lind said, “The keys are gone”"."""
    table = token_features.table
    first = next((sign for sign in table.text[start : start + 5] if sign.isalnum()), "")
    verb = table.token_at(start) - 1
    verb -= int(verb >= 0 and table.words[verb] in (",", ":"))
    if verb < 0 or not first.isupper() or len(table.text[start:end].split()) < WORDS_APART:
        return False
    one = slice(verb, verb + 1)
    says = any_of(table.lemma[one], _telling()) & any_of(table.tag[one], "VBD VBZ")
    says &= table.pair[one] < 0
    same = table.block[verb] == table.block[table.token_at(start)]
    subject = int(token_features.subject[verb])
    thing = any_of(table.lower[subject : subject + 1], "that which it").any()
    return bool(says.all() and same and subject >= 0 and not thing)


def _is_said_beside(token_features: TokenFeatures, start: int, end: int) -> bool:
    """Whether a short clause of nouns and one verb of saying follows: "Vera Lind asked"."""
    table = token_features.table
    comma = table.text[end : end + 1] == ","
    dash = table.text[end : end + 2].strip() in _DASHES
    if not (comma or dash or _ends_in(table.text, start, end, _PAUSES)):
        return False
    first = table.token_at(end) + int(comma)
    while first < len(table) and table.words[first] in _DASHES:
        first += 1
    stop = min(first + LONGEST_CLAUSE, len(table))
    same = table.block[first:stop] == table.block[table.token_at(start)]
    verb = token_features.speech[first:stop] >= LIKELY
    verb |= any_of(table.lemma[first:stop], _telling())
    finite = any_of(table.tag[first:stop], "VBD VBZ VBP")
    finite[:1] |= any_of(table.tag[first : first + 1], "VBN")  # "growled Ana Brodin"
    verb &= finite
    verb = same & (verb | convinced(table, first, stop))
    if not verb.any():
        return False
    at = first + int(verb.argmax())
    nominal = any_of(table.pos[first:at], "PROPN NOUN PRON DET ADJ ADP")
    nominal |= any_of(table.lower[first:at], ",") & nominal.any()
    after = any_of(table.pos[at + 1 : at + 2], "PROPN NOUN PRON DET ADJ").any()
    return bool(nominal.all() and (at > first or after))
