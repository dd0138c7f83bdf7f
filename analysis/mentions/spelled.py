"""Names as they stand in the text: the pipeline's entities, mended.

Titles are cut off, brackets and halves of names are put together, runs of capitalised words that
the pipeline missed are added.  What each name is, :mod:`.kinds` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.analysis import names

from ..types import ActorKind
from . import headlines, kinds, leading, name_edges, nicknames, offices, roles
from .name_votes import HONORIFICS, SPEECH, is_called_by_kind
from .tokens import PRONOUNS, Tokens

LABELS = frozenset(
    {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT"}
)
_DETERMINERS = names.words("determiners")
_MARKS = re.compile(r"[“”\"„«»]")
_CUTS = frozenset('()[]"|;')
_CUTS_PERSON = frozenset("/,&:—–") | {"and", "--"}


@dataclass(slots=True)
class Spelled:
    """A name at tokens ``[first, last)``; ``label`` is the pipeline's, empty for none.

    ``name`` is the text without titles and brackets; ``title`` what was cut off before it;
    ``kind`` stays None where the name is no actor's; ``kin`` tells that the name is given with
    "wife", "son" or the like, so that there is another, better known bearer of the surname, and
    ``child`` that he is given as somebody's child; ``nickname`` is one that stands inside the name,
    ``alias`` one that the words behind it give ("known as Peg");
    ``office`` are the words for what a person is that stand just before the name, ``beside`` those
    that follow behind a comma.
    """

    first: int
    last: int
    label: str
    name: str
    title: str = ""
    kind: ActorKind | None = None
    kin: bool = False
    child: bool = False
    nickname: str = ""
    alias: str = ""
    office: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


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
    found = list(_joined(tokens, nicknames.inside(tokens, list(_candidates(tokens, closed)))))
    found = list(leading.cut(tokens, offices.cut(tokens, headlines.cut(tokens, found))))
    kinds.decide(tokens, found, speakers)
    nicknames.introduce(tokens, found)
    for name in found:
        if name.kind is ActorKind.PERSON:
            name.office, name.beside = roles.around(tokens, range(name.first, name.last))
    return found


def _candidates(tokens: Tokens, closed: bytearray) -> Iterator[Spelled]:
    """Yield mended entities and the capitalised runs between them, in order."""
    taken = 0
    for first, last, label in [*tokens.entities, (len(tokens), len(tokens), "")]:
        if first < last and label not in LABELS:
            continue
        last = name_edges.end(tokens, first, last, label)
        first = max(name_edges.begin(tokens, first), taken) if first >= taken else first
        first = max(_begin_of_body(tokens, first), taken) if label == "ORG" else first
        yield from _runs(tokens, taken, max(first, taken), closed)
        for a, b in _pieces(tokens, max(first, taken), last, label):
            if not closed[a] and (name := _trimmed(tokens, a, b, label)):
                yield name
        taken = max(taken, last)


def _begin_of_body(tokens: Tokens, first: int) -> int:
    """Return where a body's name begins behind its noun: "the aid group [Open] Brodin"."""
    begin = first
    while begin and tokens.pos[begin - 1] == "PROPN" and tokens.word[begin - 1].istitle():
        begin -= 1
    return begin if is_called_by_kind(tokens, begin) else first


def _pieces(tokens: Tokens, first: int, last: int, label: str) -> Iterator[tuple[int, int]]:
    """Cut an entity at line breaks and brackets, a person's at slashes and commas as well."""
    begin = first
    for token in range(first, last):
        word = tokens.word[token]
        cut = tokens.pos[token] == "SPACE" or "\n" in word or word in _CUTS
        cut = cut or _opens_nickname(tokens, token)
        if begin < token and _is_said_twice(tokens, token):
            yield begin, token
            begin = token
        if not cut and word == "," and last - first == 3 and token == first + 1:
            cut = tokens.lower[last - 1].rstrip(".") not in names.words("legal forms")
        if label == "PERSON" and not cut:
            suffixed = word == "," and name_edges.with_suffix(tokens, token) > token
            cut = (word in _CUTS_PERSON and not suffixed) or (
                word == "-" and not name_edges.is_hyphen(tokens, token)
            )
        if cut:
            if begin < token:
                yield begin, token
            begin = token + 1
    if begin < last:
        yield begin, last


def _is_said_twice(tokens: Tokens, token: int) -> bool:
    """Whether a line that ended with a name has run into the next, which begins with it.

    "No pay without work: Brodin Brodin said": it stands elsewhere without its double, as the name
    of somebody who is called so (Brodin Brodin) does not.
    """
    word = tokens.word
    doubled = word[token] == word[token - 1] and word[token].isalpha()
    goes_on = "-" in word[token + 1 : token + 2]
    return doubled and not goes_on and word[token] in tokens.undoubled


def _opens_nickname(tokens: Tokens, token: int) -> bool:
    """Whether a single mark stands on either side of a nickname: "Ana ‘Nan’ Brodin"."""
    for first in (token - 2, token):
        around = tokens.word[max(first - 1, 0) : first + 3]
        pair = len(around) == 4 and {around[1], around[3]} <= {"'", "‘", "’"}
        if pair and names.is_given(around[0]):
            return True
    return False


def _runs(tokens: Tokens, first: int, last: int, closed: bytearray) -> Iterator[Spelled]:
    """Yield runs of proper nouns that the pipeline gave no label."""
    word, pos = tokens.word, tokens.pos
    token = first
    while token < last:
        opens = _opens_sentence(tokens, token)
        given = opens or _is_given_after_role(tokens, token)
        large = word[token][0].isupper() or name_edges.is_elided(word[token])
        if not (given or (pos[token] == "PROPN" and large)) or closed[token]:
            token += 1
            continue
        begin = token
        token += 1 + opens
        while token < last and (
            (pos[token] == "PROPN" and word[token][0].isupper())
            or name_edges.goes_on(tokens, token)
        ):
            ends = not offices.is_portfolio(word[token]) and offices.ends_portfolio(tokens, token)
            if ends or _is_said_twice(tokens, token):
                break
            token += 1
        begin = max(name_edges.begin(tokens, begin), first)
        if name := _trimmed(tokens, begin, token, ""):
            yield name


def _opens_sentence(tokens: Tokens, token: int) -> bool:
    """Whether a given name and a surname stand before the verb of a sentence that they open.

    "Will Brodin sells eels", of whom the first is taken for a verb and the second for anything.
    """
    first, stop = tokens.sentences[tokens.sentence[token]]
    words = tokens.word[token : token + 2]
    named = len(words) == 2 and all(word.istitle() and word.isalpha() for word in words)
    return (
        token == first
        and token + 2 < stop
        and named
        and tokens.tag[token + 2] in ("VBD", "VBZ")
        and names.is_given(words[0])
        and tokens.pos[token] in ("AUX", "VERB")
    )


def _is_given_after_role(tokens: Tokens, token: int) -> bool:
    """Whether a given name and a surname follow a role, though the first is taken for a verb.

    "Its spokesman Witold Brodin informed the agency"; "said Per Brodin" is the like of it.
    """
    word = tokens.word[token]
    return (
        0 < token < len(tokens) - 1
        and word[0].isupper()
        and word.isalpha()
        and tokens.word[token + 1][0].isupper()
        and tokens.sentence[token - 1] == tokens.sentence[token + 1]
        and names.is_given(word)
        and (roles.is_role(tokens.lower[token - 1]) or tokens.lemma[token - 1] in SPEECH)
    )


def _trimmed(tokens: Tokens, first: int, last: int, label: str) -> Spelled | None:
    """Trim a candidate to the name alone; None where nothing of a name is left."""
    word, pos = tokens.word, tokens.pos
    person = label == "PERSON"

    def bare(token: int) -> bool:
        small = not word[token][0].isupper() and not (
            word[token] in names.PARTICLES
            or (token > 1 and name_edges.is_hyphen(tokens, token - 1))
            or name_edges.is_elided(word[token])
        )
        return not any(map(str.isalnum, word[token])) or (person and small)

    while first < last and (
        bare(first)
        or tokens.lower[first] in _DETERMINERS
        or (
            person
            and last - first > 1
            and pos[first] in ("VERB", "ADV", "ADP", "SCONJ", "AUX")
            and not _is_given_after_role(tokens, first)
        )
    ):
        first += 1
    open_ended = last - first > 1 and tokens.lower[last - 1] in ("of", "for")
    while first < last and (
        word[last - 1] in ("'s", "'") or bare(last - 1) or tokens.lower[last - 1] in ("of", "for")
    ):
        last -= 1
    if first >= last:
        return None
    if open_ended and roles.is_role(tokens.lower[last - 1]):
        return None  # "Regent of", before a name
    # "paranoia,”Brodin": what stands before a mark inside a word is none of the name.
    full = _MARKS.split(tokens.words(first, last).rstrip("'’"))[-1]
    full = full[:-2] if full.endswith(("'s", "’s")) else full
    title, name = names.untitled(full) if " " in full else ("", full)
    known = label in ("PERSON", "") or names.is_given(name.split()[0]) or _reigns(title, name)
    if title and not known:
        title, name = "", full
    if title and len(full.split()) == last - first:
        first += len(title.split())
    if not title and first and _is_courtesy(tokens.word[first - 1]):
        title = tokens.word[first - 1]
    if " " not in name and name.lower() in PRONOUNS:
        return None
    if all(word in names.SUFFIXES for word in names.tokens(name)):
        return None
    if tokens.word[last : last + 1] == ["."] and names.is_title(name):
        return None  # "Ir. Ana Brodin"
    capital = any(part[:1].isupper() for part in name.replace("-", " ").split())
    if not capital or not any(c.isalpha() for c in name):
        return None
    return Spelled(first, last, label, name, title)


def _reigns(title: str, name: str) -> bool:
    """Whether a title and a name are a monarch's, and no place's or body's: "King Brodin II"."""
    first, *number = name.split()
    other = kinds.PLACE_WORDS | kinds.ORGANISATION_WORDS
    counted = all(map(kinds.NUMERAL.fullmatch, number))
    return title.lower() in kinds.MONARCHS and counted and first.lower() not in other


def _is_courtesy(word: str) -> bool:
    """Whether a word before a name is a title that shows a gender, or Mr, Mrs and the like."""
    if word.lower().rstrip(".") in HONORIFICS:
        return True
    return word[:1].isupper() and bool(names.is_title(word) and names.gender_of(f"{word} x x"))


def _joined(tokens: Tokens, found: Iterable[Spelled]) -> Iterator[Spelled]:
    """Put together the halves of a person's name: "[Ana] Brodin", "Ana" and "Brodin"."""
    found = list(found)
    full = (name.name.split() for name in found if name.label == "PERSON" and " " in name.name)
    surnames = frozenset(words[-1] for words in full)
    waiting: Spelled | None = None
    for name in found:
        if waiting is not None and (whole := _whole(tokens, waiting, name, surnames)):
            waiting = whole
            continue
        if waiting is not None and (parts := _given_apart(tokens, waiting, name)):
            waiting, name = parts
        if waiting is not None:
            yield waiting
        waiting = name
    if waiting is not None:
        yield waiting


def _given_apart(tokens: Tokens, one: Spelled, two: Spelled) -> tuple[Spelled, Spelled] | None:
    """Give a surname the given name that ends the words before it: "Rural Affairs Ana", "Brodin".

    Office and name follow each other without a comma, and the pipeline saw the surname alone.
    """
    words, count = one.name.split(), one.last - one.first
    if one.last != two.first or len(words) != count or count < 2 or " " in two.name or two.title:
        return None
    given = not one.label and two.label == "PERSON" and names.is_given(words[-1])
    if any(map(names.is_given, words[:-1])) or names.country(words[-1]):
        return None
    if not given and not _is_parsed_so(tokens, one, two):
        return None
    before = Spelled(one.first, one.last - 1, one.label, " ".join(words[:-1]), one.title)
    return before, Spelled(one.last - 1, two.last, "PERSON", f"{words[-1]} {two.name}")


def _is_parsed_so(tokens: Tokens, one: Spelled, two: Spelled) -> bool:
    """Whether the parse joins the last word of what somebody holds to the name after it alone."""
    last = one.last - 1
    joined = tokens.dep[last] == "compound" and tokens.head[last] == two.first
    unlabelled = two.label in ("", "PERSON") and one.label in ("", "ORG")
    apart = tokens.head[last - 1] not in (last, two.first)
    return joined and apart and unlabelled and offices.is_held(tokens, one.first)


def _is_taken_for_a_place(one: Spelled, two: Spelled) -> bool:
    """Whether the given names of a person were taken for a place: "Budi Hartawan", "Brodin"."""
    words, last = one.name.split(), two.name.lower()
    return (
        one.label == "GPE"
        and not two.label
        and len(words) > 1
        and names.is_given(words[0])
        and not (" " in last or roles.is_role(last) or last in kinds.ORGANISATION_WORDS)
        and not any(word.lower() in kinds.PLACE_WORDS for word in words)
        and not (names.country(one.name) or names.region(one.name) or names.seat_country(one.name))
    )


def _is_rare_given(tokens: Tokens, one: Spelled, two: Spelled, shared: bool) -> bool:
    """Whether a word is the given name of the surname behind it, which the pipeline sees alone.

    "Oroyat" of "Oroyat Ubu" is nothing else by its own: no role, no body and no common word.
    What a surname is ``shared`` by is one, whatever the pipeline takes it for.
    """
    word = one.name.lower()
    lone = " " not in f"{one.name}{two.name}" and one.name.istitle() and two.name.istitle()
    labels = shared or {one.label, two.label} in ({"", "PERSON"}, {"PERSON"})
    parsed = tokens.tag[one.first] == tokens.tag[two.first] == "NNP"
    inside = two.first <= tokens.head[one.first] < two.last
    leads = tokens.dep[one.first] == "compound" and inside
    other = kinds.ORGANISATION_WORDS | kinds.PLACE_WORDS | kinds.WEEKDAYS | names.GENDERED_TITLES
    role = roles.is_role(word) or roles.is_role(word.removesuffix("s"))
    plain = word in other or two.name.lower() in other or role
    place = names.country_of(one.name) is not None or names.region(one.name)
    strange = tokens.leaning(one.name) >= 0 <= tokens.leaning(two.name)
    return lone and labels and parsed and leads and strange and not (plain or place or one.title)


def _whole(tokens: Tokens, one: Spelled, two: Spelled, surnames: frozenset[str]) -> Spelled | None:
    """Return the name that two halves make, None where they are two names."""
    if tokens.sentence[one.first] != tokens.sentence[two.first] or two.title:
        return None
    if two.first == one.last and _is_said_twice(tokens, two.first):
        return None
    gap = tokens.word[one.last : two.first] if two.first - one.last < 2 else ["", ""]
    if gap == ["do"] and one.label == two.label == "PERSON" and " " not in two.name:
        return Spelled(one.first, two.last, "PERSON", f"{one.name} do {two.name}", one.title)
    bracketed = gap in (["]"], ["["])
    single = " " not in f"{one.name}{two.name}" and not offices.is_portfolio(one.name)
    held = single and offices.ends_portfolio(tokens, one.first)
    role = one.label in ("", "ORG") and (held or _is_given_after_role(tokens, one.first))
    led = bool(one.title) and name_edges.is_led(two.name)  # "Sheikh Omar", "al-Brodin"
    # "Oroyat Ubu and his sister, Ana Ubu", of whom the first is taken for a people
    shared = two.label in ("NORP", "GPE") and two.name in surnames
    shared &= tokens.leaning(one.name) >= 0  # "Like Ubu, she left"
    adjacent = not gap and (
        role
        or led
        or shared
        or "PERSON" in (one.label, two.label)
        or _is_taken_for_a_place(one, two)
    )
    if not bracketed and not adjacent:
        return None
    particle = adjacent and one.name.split()[-1].lower() in names.PARTICLES  # "Ana Ten", "Velde"
    placed = _is_taken_for_a_place(one, two)
    rare = adjacent and _is_rare_given(tokens, one, two, shared)
    known = particle or placed or held or led or rare
    if not known and not all(map(names.is_given, one.name.split())):
        return None
    if not particle and " " in two.name and (bracketed or " " not in one.name):
        return None
    capitals = tokens.word[two.first].isupper() and len(two.name) < kinds.CAPITALS
    if adjacent and (capitals or names.country(one.name)):
        return None
    first = one.first
    if bracketed and first and tokens.word[first - 1] == "[":
        first -= 1
    return Spelled(first, two.last, "PERSON", f"{one.name} {two.name}", one.title)
