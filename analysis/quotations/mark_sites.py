"""Where a quotation may begin and end in a paragraph, and what can be seen from each such place.

A site is a mark, or a gap between words, where a mark may be missing.  All that a site knows is
written in the text; no parse is needed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np
from spacy.strings import get_string_id

from onrecord.analysis import names

from ..types import Block
from . import hashing, marks
from .hashing import Buckets

_SHORTENED = (
    r"(?<![^\W_])['’‘`](?:n['’](?!\w)|\d0s\b|(?:tis|twas|twere|twill)\b"
    r"|(?-i:em|til|cause|bout|round|t)\b"
    r"|(?:(?<=\b(?:in|of|by|to)\s.)|(?<=\b(?:and|for)\s.)|(?<=\b(?:from|till)\s.)|(?<=\bsince\s.))"
    r"\d\d\b)"
)
"""A word whose beginning an apostrophe stands for: 'tis, rock 'n' roll, the '90s, the flood of '53,
van 't Hoff."""

_TOKEN = re.compile(
    rf"{_SHORTENED}|``|''|‘‘|’’|[^\W_]+(?:['’.\-‑][^\W_]+)*|[^\w\s]|_", re.IGNORECASE
)
_DOUBLE = frozenset('"“”„‟«»〝〞＂') | {"``", "''", "‘‘", "’’"}
_SINGLE = frozenset("'‘’‚‛`´‹›")
_STOPS = frozenset(".?!…")
_PAUSES = frozenset(",:;—–-") | _STOPS
_CUES = frozenset(
    """said says say saying told tells tell added adds adding asked asks explained explains noted
    notes stressed stresses wrote writes write called calls according stated states emphasized
    emphasised declared continued concluded recalled replied answered warned insisted argued
    claimed admitted announced think thinks believes believe believed described that as quoted
    quoting joked shouted commented remarked assured testified recounts recalls tweeted posted
    observed suggested""".split()  # noqa: SIM905  a list of words reads best as words
)
_DASHES = frozenset("—–")


_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgmnprt]$")
"""How verbs end whose last letter may be doubled: "admitted"."""


def _forms(verb: str) -> Iterator[str]:
    """Yield the forms of a verb that tell who spoke: "denies", "denied"."""
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied")
    else:
        yield from (f"{verb}s", f"{stem}ed")
    if _DOUBLED.search(verb):
        yield f"{verb}{verb[-1]}ed"


_MIND = frozenset({"believe", "feel", "hope", "know", "think", "want"})
_TELLING = frozenset({"said", "told", "wrote", "thought", "read", "reads"}).union(
    *(
        _forms(verb)
        for kind in ("speech verbs", "rare verbs of saying", "manners of speaking")
        for verb in names.words(kind) - _MIND
    )
)
"""Forms of verbs that tell who speaks; those of the mind stand in what is said as well."""
_AUXILIARIES = frozenset(
    "be been being is are was were has have had not never to".split()  # noqa: SIM905
)
_FIRST_PERSON = frozenset(
    "i we me us my our i'm we're i've we've i'll we'll don't you your".split()  # noqa: SIM905
)


SEEN = """sign before after word_before word_after word_before2 word_after2 word_before3
word_after3 capital marks place distance_ahead distance_behind mark_ahead mark_behind
lean_ahead lean_ahead2 lean_behind lean_behind2 lean cue_ahead cue_behind stops_ahead
stops_behind i_ahead i_behind reopened told_ahead told_behind begun ended tell_ahead
rest_ahead""".split()  # noqa: SIM905
"""The names of what is seen from a site, in the order of :func:`_seen`."""


class SiteKind(IntEnum):
    """What stands at a site: nothing, a double mark, a single one."""

    GAP = 0
    DOUBLE = 1
    SINGLE = 2


@dataclass(frozen=True, slots=True)
class Site:
    """A mark ``[start, end)``, or a gap where both are equal: where the word after it begins.

    ``last`` is where the word before it ends.
    """

    start: int
    end: int
    last: int
    kind: SiteKind


@dataclass(frozen=True, slots=True)
class _Words:
    """The words and signs of a paragraph: what they are in small letters, and where."""

    start: list[int]
    end: list[int]
    lower: list[str]


def sites(text: str, block: Block) -> tuple[list[Site], list[list[object]]]:
    """Return the sites of a paragraph in order, and what is seen from each."""
    words = _words(text, block)
    owned = marks.possessives(text, block)
    kinds = [
        SiteKind.GAP if words.start[k] in owned else _kind(text, words, k, block)
        for k in range(len(words.lower))
    ]
    signs = [k for k, kind in enumerate(kinds) if kind]
    found, seen = [], []
    for k, kind in enumerate(kinds):
        last = words.end[k - 1] if k else block.start
        if kind:
            found.append(Site(words.start[k], words.end[k], last, kind))
        elif k == 0 or not kinds[k - 1]:
            found.append(Site(words.start[k], words.start[k], last, SiteKind.GAP))
        else:
            continue
        seen.append(_seen(text, block, words, signs, k, kind))
    if kinds and not kinds[-1]:
        found.append(Site(block.end, block.end, words.end[-1], SiteKind.GAP))
        seen.append(_seen(text, block, words, signs, len(kinds), SiteKind.GAP))
    return found, seen


def _words(text: str, block: Block) -> _Words:
    found = list(_TOKEN.finditer(text, block.start, block.end))
    return _Words(
        [m.start() for m in found],
        [m.end() for m in found],
        [m[0].lower().replace("’", "'") if len(m[0]) > 1 else m[0].lower() for m in found],
    )


def _kind(text: str, words: _Words, k: int, block: Block) -> SiteKind:
    if words.lower[k] in _DOUBLE or text[words.start[k] : words.end[k]] in _DOUBLE:
        return SiteKind.DOUBLE
    return SiteKind.SINGLE if words.lower[k] in _SINGLE else SiteKind.GAP


def pauses(seen: Sequence[object]) -> bool:
    """Whether a clause ends before a site, or a word introduces speech: where marks mostly stand.

    Args:
        seen: what is seen from the site.
    """
    before = seen[SEEN.index("word_before")]
    return before == "¶" or before in _PAUSES or before in _CUES


def tells(text: str, start: int, end: int) -> int | None:
    """Return where the pause ends, a comma or another one, after which a clause of a stretch tells
    who speaks; None where none does."""
    words = list(_TOKEN.finditer(text, start, end))
    lower = [found[0].lower() for found in words]
    pauses = (k for k, each in enumerate(lower[:-1]) if each in ",?!" or each in _DASHES)
    told = (k for k in pauses if _tells(lower[k : k + 5]) or _tells_apposed(lower[k + 1 : k + 13]))
    return next((words[k].end() for k in told), None)


def _tells(clause: Sequence[str]) -> bool:
    """Whether a verb after the first word tells who speaks: "he says", not "nobody has asked"."""
    return any(word in _TELLING and before not in _AUXILIARIES for before, word in pairwise(clause))


def _tells_apposed(clause: Sequence[str]) -> bool:
    """Whether a verb after a noun and a name tells who speaks: "the mayor, Jon Farrow, said"."""
    commas = [k for k, word in enumerate(clause) if word == ","]
    if len(commas) < 2:
        return False
    first, second = commas[:2]
    near = 0 < first <= APPOSED and 1 < second - first <= APPOSED + 1
    return near and second + 1 < len(clause) and clause[second + 1] in _TELLING


APPOSED = 4
"""Words of a noun, and of the name between commas behind it, at most."""


def _seen(
    text: str, block: Block, words: _Words, marks: list[int], k: int, kind: SiteKind
) -> list[object]:
    """Return what is seen from the site at a word: in the order of :data:`SEEN`."""
    lower = words.lower
    after = k + 1 if kind else k
    place = bisect_left(marks, k)
    begin = place + (1 if kind else 0)
    following = marks[begin : begin + 2]
    preceding = marks[max(place - 2, 0) : place]
    ahead, behind = following[0] if following else len(lower), preceding[-1] if preceding else -1
    start = words.start[k] if k < len(lower) else block.end
    end = words.end[k] if kind else start
    forward = lower[after : min(ahead, after + 40)]
    backward = lower[max(behind + 1, k - 40) : k]

    def word(at: int) -> str:
        return lower[at] if 0 <= at < len(lower) else "¶"

    def sign(at: int) -> str:
        return text[at] if block.start <= at < block.end else "¶"

    return [
        lower[k] if kind else ".",
        _shape(sign(start - 1)),
        _shape(sign(end)),
        word(k - 1),
        word(after),
        word(k - 2),
        word(after + 1),
        word(k - 3),
        word(after + 2),
        _shape(text[words.start[after]]) if after < len(lower) else "¶",
        min(len(marks), 9),
        min(place, 9),
        _near(ahead - k),
        _near(k - behind),
        lower[ahead] if following else "",
        lower[behind] if preceding else "",
        _lean(text, words, following[0]) if following else 9,
        _lean(text, words, following[1]) if len(following) > 1 else 9,
        _lean(text, words, preceding[-1]) if preceding else 9,
        _lean(text, words, preceding[0]) if len(preceding) > 1 else 9,
        _lean(text, words, k) if kind else 9,
        next((w for w in forward[:5] if w in _CUES), ""),
        next((w for w in reversed(backward[-5:]) if w in _CUES), ""),
        min(sum(w in _STOPS for w in forward), 3),
        min(sum(w in _STOPS for w in backward), 3),
        any(w in _FIRST_PERSON for w in forward),
        any(w in _FIRST_PERSON for w in backward),
        text[block.end : block.end + 3].strip()[:1] in _DOUBLE or _next_sign(text, block),
        sum(w in _CUES for w in forward) > 0,
        sum(w in _CUES for w in backward) > 0,
        _begun(text, block, words, behind),
        _ended(text, block, words, ahead),
        _tell_ahead(forward),
        _rest_ahead(forward),
    ]


def _begun(text: str, block: Block, words: _Words, mark: int) -> str:
    """Return how the quotation began that the mark opens: what stands before it, and its letter."""
    if mark < 0:
        return ""
    before = text[block.start : words.start[mark]].rstrip()[-1:]
    kind = "¶" if not before else "." if before in _STOPS else before if before in _PAUSES else "a"
    return kind + _shape(text[words.end[mark] : block.end].lstrip()[:1] or "¶")


def _ended(text: str, block: Block, words: _Words, mark: int) -> str:
    """Return how the quotation ends that the mark closes: its last sign, and whether a verb after
    it tells who speaks."""
    if mark >= len(words.lower):
        return ""
    before = text[block.start : words.start[mark]].rstrip()[-1:]
    sign = before if before in _PAUSES else "a"
    return sign + "!" * (not _TELLING.isdisjoint(words.lower[mark + 1 : mark + 7]))


def _tell_ahead(forward: Sequence[str]) -> int:
    """Return how far ahead a verb tells who speaks, before the sentence ends; 9 for none."""
    for at, word in enumerate(forward[:16]):
        if word in _TELLING:
            return _near(at)
        if word in _STOPS and at and len(forward[at - 1]) > 3:
            break
    return 9


def _rest_ahead(forward: Sequence[str]) -> int:
    """Return how many words the sentence, or what is quoted, goes on for; 9 for many."""
    stop = next((k for k, word in enumerate(forward[:24]) if word in _STOPS), len(forward))
    return _near(min(stop, 24))


def _next_sign(text: str, block: Block) -> bool:
    at = block.end
    while at < min(len(text), block.end + 6) and text[at].isspace():
        at += 1
    return text[at : at + 1] in _DOUBLE and at < len(text)


def _near(distance: int) -> int:
    return distance if distance < 5 else min(distance.bit_length() + 2, 9)


def _shape(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign.isalpha():
        return "A" if sign.isupper() else "a"
    return "0" if sign.isdigit() else sign


def _lean(text: str, words: _Words, k: int) -> int:
    """Code the blanks on either side of a mark: only before it, only after, both, neither."""
    before = text[words.start[k] - 1 : words.start[k]]
    after = text[words.end[k] : words.end[k] + 1]
    return (not before or before.isspace()) * 2 + (not after or after.isspace())


TEMPLATES = [
    line.split()
    for line in """
    sign
    sign before after
    sign before after capital
    sign word_before
    sign word_after
    sign word_before word_after
    sign word_before2 word_before
    sign word_after word_after2
    sign word_after2
    sign word_before2
    sign word_after word_after2 word_after3
    sign word_before3
    sign word_after3
    sign marks place
    sign lean place marks
    sign lean lean_behind
    sign lean lean_ahead
    sign lean mark_ahead lean_ahead mark_behind lean_behind
    sign lean lean_ahead lean_ahead2 lean_behind lean_behind2
    sign distance_ahead lean_ahead
    sign distance_behind lean_behind
    sign mark_ahead mark_behind
    sign cue_ahead stops_ahead
    sign cue_behind stops_behind
    sign cue_ahead cue_behind lean_behind lean_ahead
    sign i_ahead i_behind lean_behind lean_ahead
    sign lean stops_ahead stops_behind lean_ahead lean_behind
    sign before after lean_ahead lean_behind
    sign before after mark_behind
    sign word_before lean_behind
    sign word_after lean_ahead
    sign reopened distance_ahead lean_behind
    sign word_before capital lean_behind
    sign told_ahead told_behind lean_ahead lean_behind
    sign told_ahead distance_ahead lean_ahead cue_ahead
    sign told_behind distance_behind lean_behind cue_behind
    sign before after marks
    sign mark_behind lean_behind2 lean_behind
    sign word_before cue_ahead lean_behind
    sign word_after cue_behind lean_ahead
    sign lean i_ahead cue_ahead lean_behind
    sign begun stops_behind before
    sign begun word_before capital
    sign begun distance_behind cue_ahead
    sign begun stops_behind stops_ahead lean_behind
    sign before word_before tell_ahead
    sign before capital tell_ahead begun
    sign tell_ahead stops_behind lean_behind lean_ahead
    sign before tell_ahead rest_ahead begun
    sign word_before rest_ahead tell_ahead
    sign ended before word_before
    sign ended before capital stops_ahead
    sign ended distance_ahead capital
    sign ended stops_ahead word_before lean_ahead
""".strip().splitlines()
]
"""What is looked at together, a line each, by the names of :data:`SEEN`."""


def features(seen: Sequence[Sequence[object]]) -> Buckets:
    """Return the hashed features of sites, one column a site."""
    columns = {
        name: np.array([_code(row[k]) for row in seen], np.uint64) for k, name in enumerate(SEEN)
    }
    return hashing.buckets([[columns[name] for name in template] for template in TEMPLATES])


def _code(value: object) -> int:
    if not isinstance(value, str):
        return int(value) + 1  # type: ignore[call-overload,no-any-return]
    # Half a surrogate pair has no UTF-8, and is no mark.
    return int(get_string_id(value.encode("utf-8", "replace").decode()))
