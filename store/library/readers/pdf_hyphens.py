"""Words that are parted at the end of a line: with a hyphen of their own, or with the printer's.

The document itself is asked first: how the word stands where no line ends.  Else the two halves
tell it: "re-" before "elected" keeps its hyphen, "minis-" before "try" does not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

_SOFT = "\u00ad\ufffe"
_ANY = "[-\u2010\u2011]"
_SIGNS = "-\u2010\u2011" + _SOFT
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011’'][^\W_]+)*")
_BEGUN = re.compile(rf"([^\W_]+(?:[-\u2010\u2011’'][^\W_]+)*)[{_SIGNS}]$")
_AND = re.compile(r"(?:and|or|und|oder|et|ou)\b")
_SAME_VOWEL = re.compile(r"(?:re|pre|de)-e|co-o|(?:anti|semi|multi)-i")
_KEPT = re.compile(
    r"(?:self-(?!ish|less)|non-(?!e|sens|chal|desc)|well-(?!ness|being|ing|spring)|vice-(?!roy)"
    r"|anti-(?!bod|biot|dot|qu|sept|thes|trust|cip)|cross-(?!ing|over|road|word|bow)|quasi-"
    r"|half-(?!way|penny)"
    r"|ex-(?:min|pres|wife|husb|prime|sold|police|mayor|convict|chief|partn|army|chanc|lead|head)"
    r"|post-(?:war|mort|elec|pandem|match|cris|colon|conf|indep|indus)"
    r"|pro-(?:gov|dem|life|choice|busi|indep|abort|war|west|market|union)"
    r"|mid-(?:term|cent|seas|size|level|air|morn|aft|range|table)"
    r"|co-(?:auth|chair|found|oper|ordin|own|host|work|pilot|def|lead|writ|dir|spons)"
    r"|(?:long|short|full|part|first|second|third|real|high|low|large|small|medium|top|one)-"
    r"(?:term|time|rang|run|stand|last|dist|scale|level|prof|speed|tech|rise|risk|rank|inc|key"
    r"|qual|class|hand|rate|end|paid|sided|party)|(?:left|right|far)-(?:wing|left|right|lean|reach)"
    r"|all-(?:time|party|star|out|night|round|female|male|white|black|pow|incl|day)|so-called"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?!eth|fold)"
    r"|(?:mother|father|brother|sister|son|daughter)-in|would-be|by-(?:elect|law)"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)-"
    r"(?:year|month|week|day|hour|min|second|third|quart|fifth|time|way|stor|man|pers|part|point"
    r"|page|memb|mile|met|foot|lane|star|seat|nat|party|state|term|bed|room|judge))"
)
"""Halves between which a hyphen hardly ever is the printer's."""

_TAILS = re.compile(
    r"(?:based|led|backed|owned|funded|sponsored|controlled|occupied|born|elect|style|haired|eyed"
    r"|minded|wing|old|scale|related|friendly|speaking|held|dominated|general)\Z"
)
"""Second halves that have a hyphen before them, where they are all that is left of the word."""

_INSIDE = frozenset(
    ["the", "of", "to", "in", "on", "by", "for", "and", "at", "a", "year", "month", "week", "day"]
)
"""Words inside of what is written with several hyphens: ``state-of-the-art``."""

_NO_WORDS = frozenset(
    ["un", "inter", "cor", "in", "de", "dis", "mis", "over", "under", "thresh", "be", "with", "up"]
)
"""First halves that are none of the words that have a hyphen behind them."""


class Hyphens:
    """What a document tells of the words that are parted at the ends of its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in _without_halves(lines):
            self._words.update(map(_plain, _WORD.findall(line)))

    def joined(self, before: str, text: str) -> str:
        """Return a paragraph so far with its next line."""
        text = text.strip()
        begun = _BEGUN.search(before)
        tail = _WORD.match(text)
        if not before or not text:
            return before or text
        if begun is None or tail is None or (_AND.match(text) and before[-1] not in _SOFT):
            return f"{before} {text}"
        if before[-1] in _SOFT or not self._keeps(begun[1], tail[0]):
            return before[:-1] + text
        return before + text

    def _keeps(self, head: str, tail: str) -> bool:
        """Tell whether a word keeps its hyphen between its halves."""
        whole, parted = self._words[_plain(head + tail)], self._words[_plain(f"{head}-{tail}")]
        if whole != parted:
            return parted > whole
        *above, last = re.split(_ANY, head)
        first, *below = re.split(_ANY, tail)
        if len(last) > 3 and last.isupper() and first.isupper():
            return False  # a line in capitals
        if not first[0].islower():
            return last != "Mc"
        if last[-1].isdigit() or len(last) == 1 or (len(last) > 1 and last.isupper()):
            return True
        if (above and last in _INSIDE) or (below and first in _INSIDE):
            return True
        return self._are_two(last.lower(), first)

    def _are_two(self, head: str, tail: str) -> bool:
        """Tell whether two halves in small letters are words of their own."""
        both = f"{head}-{tail}"
        if _KEPT.match(both) or _SAME_VOWEL.match(both):
            return True
        if _TAILS.match(tail):
            return head not in _NO_WORDS
        known = len(head) > 3 and self._words[head] and self._words[tail]
        return bool(known and len(tail) > 4 and tail.endswith(("ed", "ing")))


def _without_halves(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines without the halves of words that are parted between them."""
    parted = False
    for line in lines:
        words = line.split()
        begins = bool(words) and words[-1][-1] in _SIGNS
        yield " ".join(words[parted : -1 if begins else None])
        parted = begins


def _plain(word: str) -> str:
    """Return a word in small letters with the one hyphen that all have on their keyboards."""
    return re.sub(_ANY, "-", word).casefold()
