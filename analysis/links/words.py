"""Words for comparing texts: stems, without the words that every text uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ..types import Span

_TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*")

_STOP = """a an the of to in on at by for with from as and or but if than then that this these those
there here it its itself he his him himself she her hers herself they their them themselves we our
us ourselves you your yourself i my me myself is are was were be been being am has have had having
do does did doing done will would can could may might shall should must ought not no nor so such
into onto over after before about up out off down between during through against under again more
most some any all each other both few own same too very just also only said say says saying told
tell who whom whose which what when where why how while because until per via upon however s t re
ve ll d m"""

STOP = frozenset(_STOP.split())
"""Words of grammar and of reporting; negation is looked at by itself (see :mod:`.statements`)."""

_CALENDAR = """january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday"""

CALENDAR = frozenset(_CALENDAR.split())
"""Names of months and days, which tell events apart as numbers do."""

_LONGEST = 40
"""Code points of a word that count; longer runs are no words."""


@dataclass(frozen=True, slots=True)
class StemmedWord:
    """A word of a text: where it starts, its stem, its form as written."""

    start: int
    stem: str
    form: str

    @property
    def number(self) -> bool:
        """Whether the word counts or dates something."""
        return self.form[0].isdigit() or self.form.lower() in CALENDAR


def words(text: str, span: Span | None = None) -> Iterator[StemmedWord]:
    """Yield the words of a text, or of a part of it, that carry content."""
    start, end = span or (0, len(text))
    for found in _TOKEN.finditer(text, start, end):
        form = found[0][:_LONGEST]
        lower = form.lower()
        if lower in STOP or (len(lower) < 2 and not lower.isdigit()):
            continue
        yield StemmedWord(found.start(), stem(lower), form)


def plain(text: str) -> Iterator[str]:
    """Yield the words of a text that carry content in small letters, not stemmed.

    Reprints keep the forms of words; stems take two thirds of the time.
    """
    for lower in _TOKEN.findall(text.lower()):
        if lower not in STOP and (len(lower) > 1 or lower.isdigit()):
            yield lower[:_LONGEST]


@lru_cache(maxsize=1)
def _stemmer() -> object:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the Snowball stem of a word in lower case (Porter 2, English)."""
    return str(_stemmer().stemWord(word))  # type: ignore[attr-defined]


@cache
def common() -> dict[str, float]:
    """Return the part of all quotations that use a stem, for the stems of everyday words."""
    lines = files(__package__).joinpath("common.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {stem: int(count) / 10_000 for stem, count in pairs}
