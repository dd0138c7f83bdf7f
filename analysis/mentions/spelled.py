"""Names as they stand in the text: the pipeline's entities, mended.

The pipeline's labels are a first word.  Titles are cut off, brackets and halves of names are put
together, runs of capitalised words that it missed are added; what each name is (a person, a body,
a country) is decided for all its occurrences in the article at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .. import names
from ..types import ActorKind
from .tokens import SUBJECT, Tokens

LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT"}
)
PLACES = frozenset({"in", "at", "from", "near", "outside", "across", "around", "into", "to"})
SPEECH = names.words("speech verbs")
ORGANISATION_WORDS = names.words("organisation words")
PLACE_WORDS = names.words("place words")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽА-Я]")
_NAME_WORD = re.compile(r"[^\W\d_][\w'.’-]*$")
_JOINERS = names.PARTICLES | {"of", "the", "and", "for", "&", "on"}


@dataclass(slots=True)
class Spelled:
    """A name at tokens ``[first, last)``; ``label`` is the pipeline's, empty for none.

    ``name`` is the text without titles and brackets; ``title`` what was cut off before it.
    """

    first: int
    last: int
    label: str
    name: str
    title: str = ""
    kind: ActorKind | None = None


@dataclass(slots=True)
class Votes:
    """What speaks for and against a name being a person's."""

    person: float = 0.0
    place: float = 0.0
    count: int = 0
    labels: dict[str, int] = field(default_factory=dict)


def find(tokens: Tokens, skip: Iterable[range], speakers: frozenset[int]) -> list[Spelled]:
    """Return the names of an article in order, disjoint, each with its kind or dropped.

    Args:
        tokens: the article.
        skip: ranges of tokens where no name is looked for (dateline, metadata).
        speakers: tokens that are heads of speakers of quotations.
    """
    closed = bytearray(len(tokens))
    for span in skip:
        closed[span.start : span.stop] = b"\1" * len(span)
    found = list(_joined(tokens, _candidates(tokens, closed)))
    _decide(tokens, found, speakers)
    return [name for name in found if name.kind is not None]


def capitalised(word: str) -> bool:
    """Whether a word begins with a capital letter."""
    return bool(word) and (word[0].isupper() or word[0].istitle())


def _candidates(tokens: Tokens, closed: bytearray) -> Iterator[Spelled]:
    """Yield mended entities and the capitalised runs between them, in order."""
    taken = 0
    for first, last, label in [*tokens.entities, (len(tokens), len(tokens), "")]:
        if first < last and label not in LABELS:
            continue
        yield from _runs(tokens, taken, first, closed)
        for a, b in _pieces(tokens, max(first, taken), last, label):
            if not closed[a] and (spelled := _spelled(tokens, a, b, label)):
                yield spelled
        taken = last


def _pieces(tokens: Tokens, first: int, last: int, label: str) -> Iterator[tuple[int, int]]:
    """Cut an entity at line breaks, and a person's at slashes, commas and words in lower case."""
    begin = first
    for token in range(first, last):
        word = tokens.word[token]
        cut = tokens.pos[token] == "SPACE" or "\n" in word or word in '()[]"|;'
        if label == "PERSON":
            cut = cut or word in ("/", ",", "and", "&", "-", "—", "–", ":")
        if cut:
            if begin < token:
                yield begin, token
            begin = token + 1
    if begin < last:
        yield begin, last


def _runs(tokens: Tokens, first: int, last: int, closed: bytearray) -> Iterator[Spelled]:
    """Yield runs of proper nouns that the pipeline gave no label."""
    token = first
    while token < last:
        if tokens.pos[token] != "PROPN" or not capitalised(tokens.word[token]) or closed[token]:
            token += 1
            continue
        begin = token
        while token < last and (
            (tokens.pos[token] == "PROPN" and capitalised(tokens.word[token]))
            or (tokens.word[token] in names.PARTICLES and token > begin)
        ):
            token += 1
        if spelled := _spelled(tokens, begin, token, ""):
            yield spelled


def _spelled(tokens: Tokens, first: int, last: int, label: str) -> Spelled | None:
    """Trim a candidate to the name alone; None where nothing of a name is left."""
    word = tokens.word
    while first < last and (
        not word[first][:1].isalnum()
        or (tokens.lower[first] in ("the", "a", "an", "this", "that") and label != "WORK_OF_ART")
        or (
            label == "PERSON"
            and not capitalised(word[first])
            and word[first] not in names.PARTICLES
        )
    ):
        first += 1
    while first < last and (
        word[last - 1] in ("'s", "'", "’s")
        or not (word[last - 1][-1:].isalnum() or word[last - 1][-1:] == ".")
        or (label == "PERSON" and not capitalised(word[last - 1]))
    ):
        last -= 1
    if first >= last or (label not in ("NORP", "") and not any(map(capitalised, word[first:last]))):
        return None
    full = tokens.words(first, last).rstrip("’'")
    if full.endswith(("'s", "’s")):
        full = full[:-2]
    title, name = "", full
    if label in ("PERSON", "", "ORG", "WORK_OF_ART", "PRODUCT") and " " in full:
        title, name = names.untitled(full)
        if title:
            first += len(title.split()) if len(full.split()) == last - first else 0
    if not any(c.isalpha() for c in name) or (names.is_title(name) and label in ("", "ORG")):
        return None
    return Spelled(first, last, label, name, title)


def _joined(tokens: Tokens, found: Iterable[Spelled]) -> Iterator[Spelled]:
    """Put together the halves of a person's name: "[Ana] Brodin", "Ana" + "Brodin"."""
    waiting: Spelled | None = None
    for spelled in found:
        if waiting is not None and (whole := _whole(tokens, waiting, spelled)):
            waiting = whole
            continue
        if waiting is not None:
            yield waiting
        waiting = spelled
    if waiting is not None:
        yield waiting


def _whole(tokens: Tokens, one: Spelled, two: Spelled) -> Spelled | None:
    gap = tokens.word[one.last : two.first]
    if tokens.sentence[one.first] != tokens.sentence[two.first] or two.title:
        return None
    bracketed = gap == ["]"] or gap == ["["]
    adjacent = not gap and "PERSON" in (one.label, two.label)
    if not bracketed and not adjacent:
        return None
    if len(one.name.split()) != 1 or not names.is_given(one.name) or " " in two.name:
        return None
    if adjacent and (tokens.word[two.first].isupper() or names.country(one.name)):
        return None
    first = one.first
    if bracketed and first and tokens.word[first - 1] == "[":
        first -= 1
    return Spelled(first, two.last, "PERSON", f"{one.name} {two.name}", one.title)


def _decide(tokens: Tokens, found: list[Spelled], speakers: frozenset[int]) -> None:
    """Set the kind of every name, by what all its occurrences say."""
    votes: dict[str, Votes] = {}
    for spelled in found:
        vote = votes.setdefault(names.fold(spelled.name), Votes())
        vote.count += 1
        vote.labels[spelled.label] = vote.labels.get(spelled.label, 0) + 1
        person, place = _context(tokens, spelled, speakers)
        vote.person += person + _LABEL_VOTE.get(spelled.label, 0.0)
        vote.place += place
    full = {
        key: vote.person / vote.count**0.5 + _form(key, next_name)
        for key, vote, next_name in _with_names(found, votes)
    }
    people = {key for key, score in full.items() if " " in key and score > 0}
    surnames: dict[str, int] = {}
    for key in people:
        for word in (names.parse(key).surname or ("",))[-1:]:
            surnames[word] = surnames.get(word, 0) + 1
    givens = {names.parse(key).given[0] for key in people if names.parse(key).given}
    for spelled in found:
        key = names.fold(spelled.name)
        score = full[key]
        if " " not in key:
            if key in surnames:
                score += 3
            elif key in givens:
                score += 2
        spelled.kind = _kind(tokens, spelled, key, score, votes[key], key in surnames)


_LABEL_VOTE = {"PERSON": 1.2, "ORG": -0.7, "GPE": -0.8, "NORP": -1.5, "LOC": -1.0, "FAC": -0.8,
               "EVENT": -0.8, "WORK_OF_ART": -0.3, "PRODUCT": -0.2, "": -0.3}  # fmt: skip


def _with_names(
    found: list[Spelled], votes: dict[str, Votes]
) -> Iterator[tuple[str, Votes, Spelled]]:
    seen = set()
    for spelled in found:
        key = names.fold(spelled.name)
        if key not in seen:
            seen.add(key)
            yield key, votes[key], spelled


def _context(tokens: Tokens, spelled: Spelled, speakers: frozenset[int]) -> tuple[float, float]:
    """Return what one occurrence says for a person and for a mere place."""
    first, last = spelled.first, spelled.last
    lower, pos = tokens.lower, tokens.pos
    person = place = 0.0
    if spelled.title:
        person += 2.0
        if names.tokens(spelled.title)[-1] in ("mr", "mrs", "ms", "miss", "dr"):
            person += 2.0
    before = lower[first - 1] if first else ""
    if before.rstrip(".") in ("mr", "mrs", "ms", "miss", "dr", "sen", "gov", "rep"):
        person += 3.0
    elif first and names.is_title(tokens.word[first - 1]) and pos[first - 1] in ("NOUN", "PROPN"):
        person += 1.0
    if before == "the":
        person -= 1.5
    if before in PLACES:
        place += 1.0
        person -= 0.5
    if last + 1 < len(lower) and lower[last] == ",":
        after = lower[last + 1]
        person += 1.5 if after == "who" or (after.isdigit() and len(after) == 2) else 0.0
    head = tokens.head_of(range(first, last))
    if head in speakers:
        person += 0.8
    elif tokens.dep[head] in SUBJECT and tokens.lemma[tokens.head[head]] in SPEECH:
        person += 0.6
    return person, place


def _form(key: str, spelled: Spelled) -> float:
    """Return what the form of a name says for a person."""
    words = spelled.name.split()
    folded = names.tokens(spelled.name)
    score = 0.0
    if any(word in ORGANISATION_WORDS or word in PLACE_WORDS for word in folded[1:] or folded):
        score -= 4.0
    if any(c.isdigit() for c in key) or "&" in key or "@" in key:
        score -= 4.0
    if len(words) > 1:
        if names.is_given(words[0].strip("[]")):
            score += 1.2
        elif re.fullmatch(r"(?:[A-Z]\.?){1,2}", words[0]):
            score += 0.6
        else:
            score -= 0.3
        if not all(
            capitalised(word.strip("[]\"'“”‘’(")) or word in names.PARTICLES for word in words
        ):
            score -= 2.0
    elif spelled.name.isupper() and len(key) < 6:
        score -= 1.5
    elif names.is_given(words[0]):
        score += 0.3
    if len(words) > 5:
        score -= 3.0
    if names.country(key) or names.adjective_country(key) or names.organisation(key):
        score -= 3.0
    return score


_FRAGMENT = ORGANISATION_WORDS - {"bar", "post", "times", "police"}


def _kind(
    tokens: Tokens, spelled: Spelled, key: str, score: float, votes: Votes, bearer: bool
) -> ActorKind | None:
    """Return the kind of one occurrence, None where it names no actor."""
    if names.country(spelled.name) and not (bearer and spelled.label == "PERSON"):
        return ActorKind.COUNTRY
    if score > 0 and not (len(key) < 2):
        before = tokens.lower[spelled.first - 1] if spelled.first else ""
        mere_place = spelled.label in ("GPE", "LOC") and before in PLACES
        return None if mere_place else ActorKind.PERSON
    if spelled.label == "NORP" or names.adjective_country(spelled.name):
        noun = tokens.tag[spelled.last - 1] in ("NNPS", "NNS")
        return ActorKind.COUNTRY if noun and names.adjective_country(spelled.name) else None
    if names.seat_country(spelled.name):
        return ActorKind.COUNTRY if _acts(tokens, spelled) else None
    if votes.labels.get("ORG", 0) * 2 > votes.count or names.organisation(spelled.name):
        words = names.tokens(spelled.name)
        following = tokens.word[spelled.last] if spelled.last < len(tokens) else ""
        fragment = names.is_title(following) and len(words) == 1
        if fragment and (words[0] in _FRAGMENT or names.is_title(spelled.name)):
            return None
        if all(names.is_title(word) for word in spelled.name.split()):
            return None
        return ActorKind.ORGANISATION
    if votes.labels.get("FAC", 0) and key == "white house":
        return ActorKind.ORGANISATION
    return None


def _acts(tokens: Tokens, spelled: Spelled) -> bool:
    """Whether a seat of government stands for the government rather than the place."""
    before = tokens.lower[spelled.first - 1] if spelled.first else ""
    if before == "the" and spelled.first > 1:
        before = tokens.lower[spelled.first - 2]
    if before in PLACES or before in ("of", ",", "near", "leave", "visit"):
        return False
    head = tokens.head_of(range(spelled.first, spelled.last))
    return tokens.dep[head] in SUBJECT or tokens.dep[head] in ("poss", "pobj", "dobj", "conj")
