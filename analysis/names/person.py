"""The parts of a person's name, and whether two names may be one person's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from . import lexicon
from .data import words
from .keys import fold, sound, stem, tokens
from .titles import FEMALE_TITLES, MALE_TITLES, is_title

SUFFIXES = words("name suffixes")
PARTICLES = words("name particles")
COMPOUND = words("compound particles")
ARTICLES = words("arabic articles")
BEFORE_T = frozenset({"van", "in", "op", "aan", "uit"})
"""Before "'t" in a Dutch surname: "van 't Veld"."""
JUNIORS = frozenset({"junior", "neto", "filho", "sobrinho", "senior"})


@dataclass(frozen=True, slots=True)
class Person:
    """A name in its parts, folded: given names, the words of the surname, suffixes."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    suffix: tuple[str, ...] = ()


def untitled(name: str) -> tuple[str, str]:
    """Split leading titles off a name: ``("Foreign Minister", "Ana Brodin")``.

    One word is always left as the name.
    """
    words = name.split()
    cut = 0
    while cut < len(words) - 1 and is_title(words[cut], words[cut + 1 :]):
        cut += 1
    return " ".join(words[:cut]), " ".join(words[cut:])


@lru_cache(maxsize=65_536)
def parse(name: str) -> Person:
    """Return the parts of a person's name; titles are dropped, particles go to the surname.

    ``Brodin, Ana`` is read as ``Ana Brodin``.
    """
    last, comma, first = name.partition(",")
    if comma and first.strip() and fold(first.split()[0]).rstrip(".") not in SUFFIXES:
        name = f"{first} {last}"
    words = list(tokens(untitled(name)[1]))
    suffix: list[str] = []
    while len(words) > 1 and words[-1] in SUFFIXES:
        suffix.insert(0, words.pop())
    if len(words) > 2 and words[-1] in JUNIORS and words[-3] in PARTICLES:
        suffix.insert(0, words.pop())  # "João da Silva Junior" is called da Silva
    if not words:
        return Person((), ())
    cut = len(words) - 1
    while cut > 1 and _is_particle(words, cut - 1):
        cut -= 1
    alone = len(words) == 2 and words[0] in PARTICLES and len(words[0]) > 1
    if cut == 1 and (alone or words[0] in COMPOUND or words[1] == "t"):
        cut = 0  # "De Groot", "Van der Meulen"
    last_words = (*words[cut:-1], *_article_apart(words[-1]))
    return Person(tuple(words[:cut]), last_words, tuple(suffix))


def _is_particle(words: list[str], at: int) -> bool:
    """Whether a folded word of a name is a particle; "t" is one in "van 't Veld" alone."""
    if words[at] == "t":
        return words[at - 1] in BEFORE_T
    return words[at] in PARTICLES or (words[at] in BEFORE_T and words[at + 1] == "t")


def _article_apart(word: str) -> tuple[str, ...]:
    """Return a surname with the Arabic article before it as a word of its own: "al-Hamdi"."""
    article, hyphen, name = word.partition("-")
    return (article, name) if hyphen and name and article in ARTICLES else (word,)


@lru_cache(maxsize=65_536)
def without_suffix(name: str) -> str:
    """Return a name without "Jr.", "III", "MD" and the like at its end."""
    words = name.replace(",", " ").split()
    while len(words) > 1 and fold(words[-1]).rstrip(".") in SUFFIXES:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=65_536)
def surname(name: str) -> str:
    """Return the surname of a name as written, with its particles; one word is its own surname."""
    words = untitled(name.partition(",")[0])[1].split()
    while len(words) > 1 and fold(words[-1]).rstrip(".") in SUFFIXES:
        words.pop()
    count = len(parse(" ".join(words)).surname)
    count -= len(_article_apart(fold(words[-1]))) - 1 if words else 0
    return " ".join(words[-count:]) if count else name.strip()


def given(name: str) -> str:
    """Return the first given name as written, or an empty string."""
    words = untitled(name.partition(",")[0])[1].split()
    return words[0] if parse(" ".join(words)).given else ""


def is_full(name: str) -> bool:
    """Whether a given name stands in a name, not an initial alone."""
    first = parse(name).given[:1]
    return bool(first) and len(first[0]) > 1


def gender_of(name: str) -> str:
    """Return ``f``, ``m`` or an empty string, by title (Mrs, Sir), then by given name.

    East Slavic surnames show it too: ``-ova``, ``-eva``, ``-skaya``.
    """
    title = untitled(name)[0]
    for word in tokens(title):
        if word in FEMALE_TITLES:
            return "f"
        if word in MALE_TITLES:
            return "m"
    person = parse(name)
    for word in person.given:
        if len(word) > 1 and (found := lexicon.gender(word)):
            return found
    if person.surname and person.given:
        last = person.surname[-1]
        if last.endswith(("ova", "eva", "skaya", "skaia")) and len(last) > 5:
            return "f"
    return ""


def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one: equal, transliterated, short and long, an initial."""
    if one == other or sound(one) == sound(other):
        return True
    if min(len(one), len(other)) == 1 and "." not in one + other:
        return one[0] == other[0]
    if not lexicon.variants(one).isdisjoint(lexicon.variants(other)):
        return True
    short, long = sorted((sound(one), sound(other)), key=len)
    return "-" in one + other and long.startswith(short)


def same_surname(one: Person, other: Person) -> bool:
    """Whether two surnames are one, particles and double names allowed for."""
    a, b = one.surname, other.surname
    if not a or not b:
        return False
    if a == b or stem("".join(a)) == stem("".join(b)):
        return True
    if len(a) > 1 and len(b) > 1:
        return False
    # "Brodin-Kern" is called "Brodin" or "Kern" for short, where no given name stands with it.
    halves = [{stem(part) for part in (one_[-1], *one_[-1].split("-"))} for one_ in (a, b)]
    return not halves[0].isdisjoint(halves[1])


@lru_cache(maxsize=65_536)
def same_person(one: str, other: str) -> bool:
    """Whether two full names may be one person's.

    A bare surname agrees with every bearer.  "Jr." on one side only sets apart, for it is what
    tells a son from his father; "III" is often left out.
    """
    a, b = parse(one), parse(other)
    if _called_by_generation(a, b) or _called_by_generation(b, a):
        return True
    if not same_surname(a, b):
        return False
    if not a.given or not b.given:
        return True
    if not _one_generation(a, b):
        return False
    short, long = sorted(((*a.given, *a.surname), (*b.given, *b.surname)), key=len)
    if len(short) > 1 and long[-len(short) :] == short:
        return True  # a double surname alone: "Brodin Kern", "Ana Brodin Kern"
    if same_given(a.given[0], b.given[0]):
        return _middles_agree(a.given[1:], b.given[1:])
    # "Marie Ana Brodin" or "M. Ana Brodin", and "Ana Brodin": called by the middle name.
    return bool(set(a.given[1:]) & {b.given[0]} or set(b.given[1:]) & {a.given[0]})


def _called_by_generation(one: Person, other: Person) -> bool:
    """Whether the second is the end of the first: "João dos Santos Neto", "Santos Neto", "Neto"."""
    short = (*other.given, *other.surname)
    whole = (*one.given, *one.surname, *one.suffix)
    junior = bool(short and one.suffix) and short[-1] == one.suffix[-1] in JUNIORS
    return junior and whole[-len(short) :] == short


def called_by(person: Person) -> tuple[str, ...]:
    """Return the last words that a person may be called by: the surname's, and "Neto"."""
    return (*person.surname[-1:], *(word for word in person.suffix if word in JUNIORS))


def first_surname(person: Person) -> str:
    """Return the first of two surnames, as Spanish has them: "Brodin" of "Ana Brodin Kern".

    "" where what stands there is a given name, a particle or an initial.
    """
    middle = person.given[-1] if len(person.given) > 1 and len(person.surname) == 1 else ""
    other = lexicon.is_given(middle) or middle in PARTICLES or not middle.isalpha()
    return "" if other or len(middle) < 3 else middle


def _one_generation(one: Person, other: Person) -> bool:
    a, b = ({"jr", "ii", "iii", "iv"} & set(person.suffix) for person in (one, other))
    if (a and "sr" in other.suffix) or (b and "sr" in one.suffix):
        return False
    return a == b or (not (a and b) and "jr" not in a | b)


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return True
    return same_given(one[0], other[0]) or len(one) != len(other)
