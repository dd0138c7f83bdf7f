"""Names as they stand in the text: the pipeline's entities, mended.

Titles are cut off, brackets and halves of names are put together, runs of capitalised words that
the pipeline missed are added.  What each name is, :mod:`.kinds` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.analysis import names

from ..types import ActorKind
from . import kinds
from .tokens import Tokens

LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT"}
)
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_CUTS = frozenset('()[]"|;')
_CUTS_PERSON = frozenset("/,&:—–") | {"and", "--"}


@dataclass(slots=True)
class Spelled:
    """A name at tokens ``[first, last)``; ``label`` is the pipeline's, empty for none.

    ``name`` is the text without titles and brackets; ``title`` what was cut off before it;
    ``kind`` stays None where the name is no actor's; ``kin`` tells that the name is given with
    "wife", "son" or the like, so that there is another, better known bearer of the surname, and
    ``child`` that he is given as somebody's child.
    """

    first: int
    last: int
    label: str
    name: str
    title: str = ""
    kind: ActorKind | None = None
    kin: bool = False
    child: bool = False


def find(tokens: Tokens, skip: Iterable[range], speakers: frozenset[int]) -> list[Spelled]:
    """Return the names in an article, in order, disjoint, each with the kind of its actor.

    Args:
        tokens: the article.
        skip: ranges of tokens where no name is looked for (dateline, metadata, credits).
        speakers: tokens that are heads of speakers of quotations.
    """
    closed = bytearray(len(tokens))
    for span in skip:
        closed[span.start : span.stop] = b"\1" * len(span)
    found = list(_joined(tokens, _candidates(tokens, closed)))
    kinds.decide(tokens, found, speakers)
    return found


def _candidates(tokens: Tokens, closed: bytearray) -> Iterator[Spelled]:
    """Yield mended entities and the capitalised runs between them, in order."""
    taken = 0
    for first, last, label in [*tokens.entities, (len(tokens), len(tokens), "")]:
        if first < last and label not in LABELS:
            continue
        yield from _runs(tokens, taken, max(first, taken), closed)
        last = _hyphenated(tokens, last)
        for a, b in _pieces(tokens, max(first, taken), last, label):
            if not closed[a] and (name := _trimmed(tokens, a, b, label)):
                yield name
        taken = max(taken, last)


def _hyphenated(tokens: Tokens, last: int) -> int:
    """Return the end of a name with the other halves of a hyphenated last word."""
    while (
        last + 1 < len(tokens) and _is_hyphen(tokens, last) and tokens.word[last + 1][0].isupper()
    ):
        last += 2
    return last


def _is_hyphen(tokens: Tokens, token: int) -> bool:
    """Whether a token is a hyphen inside a word."""
    return (
        tokens.word[token] == "-"
        and 0 < token < len(tokens) - 1
        and tokens.end[token - 1] == tokens.start[token]
        and tokens.end[token] == tokens.start[token + 1]
    )


def _pieces(tokens: Tokens, first: int, last: int, label: str) -> Iterator[tuple[int, int]]:
    """Cut an entity at line breaks and brackets, a person's at slashes and commas as well."""
    begin = first
    for token in range(first, last):
        word = tokens.word[token]
        cut = tokens.pos[token] == "SPACE" or "\n" in word or word in _CUTS
        if label == "PERSON" and not cut:
            cut = word in _CUTS_PERSON or (word == "-" and not _is_hyphen(tokens, token))
        if cut:
            if begin < token:
                yield begin, token
            begin = token + 1
    if begin < last:
        yield begin, last


def _runs(tokens: Tokens, first: int, last: int, closed: bytearray) -> Iterator[Spelled]:
    """Yield runs of proper nouns that the pipeline gave no label."""
    word, pos = tokens.word, tokens.pos
    token = first
    while token < last:
        if pos[token] != "PROPN" or not word[token][0].isupper() or closed[token]:
            token += 1
            continue
        begin = token
        while token < last and (
            (pos[token] == "PROPN" and word[token][0].isupper())
            or (token > begin and (word[token] in names.PARTICLES or _is_hyphen(tokens, token)))
        ):
            token += 1
        if name := _trimmed(tokens, begin, token, ""):
            yield name


def _trimmed(tokens: Tokens, first: int, last: int, label: str) -> Spelled | None:
    """Trim a candidate to the name alone; None where nothing of a name is left."""
    word, pos = tokens.word, tokens.pos
    person = label == "PERSON"

    def bare(token: int) -> bool:
        small = not word[token][0].isupper() and word[token] not in names.PARTICLES
        return not any(map(str.isalnum, word[token])) or (person and small)

    while first < last and (
        bare(first)
        or tokens.lower[first] in _DETERMINERS
        or (person and last - first > 1 and pos[first] in ("VERB", "ADV", "ADP", "SCONJ", "AUX"))
    ):
        first += 1
    while first < last and (word[last - 1] in ("'s", "'") or bare(last - 1)):
        last -= 1
    if first >= last:
        return None
    full = tokens.words(first, last).rstrip("'’")
    full = full[:-2] if full.endswith(("'s", "’s")) else full
    title, name = names.untitled(full) if " " in full else ("", full)
    if title and label not in ("PERSON", "") and not names.is_given(name.split()[0]):
        title, name = "", full
    if title and len(full.split()) == last - first:
        first += len(title.split())
    if not title and first and tokens.lower[first - 1].rstrip(".") in kinds.HONORIFICS:
        title = tokens.word[first - 1]
    capital = any(part[:1].isupper() for part in name.split())
    if not capital or not any(c.isalpha() for c in name):
        return None
    return Spelled(first, last, label, name, title)


def _joined(tokens: Tokens, found: Iterable[Spelled]) -> Iterator[Spelled]:
    """Put together the halves of a person's name: "[Ana] Brodin", "Ana" and "Brodin"."""
    waiting: Spelled | None = None
    for name in found:
        if waiting is not None and (whole := _whole(tokens, waiting, name)):
            waiting = whole
            continue
        if waiting is not None:
            yield waiting
        waiting = name
    if waiting is not None:
        yield waiting


def _whole(tokens: Tokens, one: Spelled, two: Spelled) -> Spelled | None:
    """Return the name that two halves make, None where they are two names."""
    if tokens.sentence[one.first] != tokens.sentence[two.first] or two.title:
        return None
    gap = tokens.word[one.last : two.first] if two.first - one.last < 2 else ["", ""]
    bracketed = gap in (["]"], ["["])
    adjacent = not gap and "PERSON" in (one.label, two.label)
    if not bracketed and not adjacent:
        return None
    if " " in one.name or " " in two.name or not names.is_given(one.name):
        return None
    if adjacent and (tokens.word[two.first].isupper() or names.country(one.name)):
        return None
    first = one.first
    if bracketed and first and tokens.word[first - 1] == "[":
        first -= 1
    return Spelled(first, two.last, "PERSON", f"{one.name} {two.name}", one.title)
