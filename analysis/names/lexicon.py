"""What is known of names beforehand: given names, countries, bodies with two names.

The data files say where they come from.  Each is read once, when first asked for.
"""

from __future__ import annotations

from functools import cache, lru_cache

from .data import lines
from .keys import fold, sound, sounds, together


@cache
def _given_names() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in lines("given_names.txt"):
        gender_, _, names = line.partition(" ")
        table.update(dict.fromkeys(names.split(), gender_))
    return table


@cache
def _given_sounds() -> dict[str, str]:
    table: dict[str, str] = {}
    named = _given_names()  # they are folded
    for key, gender_ in zip(sounds(named), named.values(), strict=True):
        table[key] = gender_ if table.get(key, gender_) == gender_ else "u"
    return table


@lru_cache(maxsize=16_384)
def gender(given: str) -> str:
    """Return ``f`` or ``m`` for a given name that is common for one of them, else an empty one."""
    key = fold(given).rstrip(".")
    found = _given_names().get(key) or _given_names().get(key.partition("-")[0])
    if found is None and len(key) > 3:
        found = _given_sounds().get(sound(key))
    return found if found in ("f", "m") else ""


@lru_cache(maxsize=16_384)
def is_given(word: str) -> bool:
    """Whether a word is a common given name, in some transliteration."""
    key = fold(word)
    if key in _given_names() or key.partition("-")[0] in _given_names():
        return True
    return len(key) > 3 and sound(key) in _given_sounds()


@cache
def _variants() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in lines("given_variants.txt"):
        group = [sound(word) for word in line.split()]
        for word in group:
            table.setdefault(word, set()).update(group)
    return {word: frozenset(group) for word, group in table.items()}


def variants(given: str) -> frozenset[str]:
    """Return the sounds of the short and long forms of a given name, its own included."""
    key = sound(given)
    return _variants().get(key, frozenset((key,)))


@cache
def _countries() -> tuple[dict[str, str], dict[str, str], dict[str, str], dict[str, str]]:
    """Return by folded words: code of a country's name, adjective and seat; names by code."""
    names: dict[str, str] = {}
    shown: dict[str, str] = {}
    for line in lines("iso_countries.tsv"):
        code, long, short, official = line.split("\t")
        name = short or long
        shown[code] = name.partition(",")[0]
        for variant in (long, name, official or name):
            names[fold(variant)] = code
            if "," not in variant:
                names[fold("the " + variant)] = code
    adjectives: dict[str, str] = {}
    seats: dict[str, str] = {}
    for line in lines("countries.tsv"):
        code, adjective, seat, more = [*line.split("\t"), "", "", ""][:4]
        adjectives.update((fold(word), code) for word in adjective.split(",") if word)
        seats.update((fold(word), code) for word in seat.split(",") if word)
        further = [word for word in more.split(",") if word]
        names.update((fold(word), code) for word in further)
        if code not in shown or len(shown[code].split()) > 2:
            shown[code] = further[0] if further else shown.get(code, code)
    shown.update(_SHOWN)
    names.update((fold(name), code) for code, name in shown.items())
    return names, adjectives, seats, shown


_SHOWN = {
    "AE": "United Arab Emirates",
    "CD": "Democratic Republic of the Congo",
    "CZ": "Czech Republic",
    "GB": "United Kingdom",
    "KP": "North Korea",
    "KR": "South Korea",
    "RU": "Russia",
    "TR": "Turkey",
    "US": "United States",
    "VA": "Vatican",
}
"""Countries by the name that news uses, where ISO 3166 has a longer one."""


@lru_cache(maxsize=16_384)
def _lookup(table: int, words: str) -> str | None:
    key = fold(together(words))
    found = _countries()
    code = found[table].get(key)
    if code is None and key.startswith("the "):
        code = found[table].get(key[4:])
    return found[3][code] if code else None


def country(name: str) -> str | None:
    """Return the usual name of the country that the words name, or None."""
    return _lookup(0, name)


def adjective_country(word: str) -> str | None:
    """Return the country of an adjective or of its people ("Danish", "Danes"), or None."""
    return _lookup(1, word)


def seat_country(word: str) -> str | None:
    """Return the country whose government sits there ("Moscow", "the Kremlin"), or None."""
    return _lookup(2, word)


def country_of(name: str) -> str | None:
    """Return the country that a name, an adjective or a seat of government stands for."""
    return country(name) or adjective_country(name) or seat_country(name)


@cache
def persons() -> frozenset[str]:
    """Return the nouns that mean a person before anything else: a farmer, a voter, a friend."""
    return frozenset(word for word in lines("persons.txt") if word.islower())


@cache
def peoples() -> frozenset[str]:
    """Return the nouns, in small letters, for who is of a people or a place: a Sicilian."""
    return frozenset(word.lower() for word in lines("persons.txt") if not word.islower())


@cache
def _organisations() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in lines("organisations.tsv"):
        name, _, others = line.partition("\t")
        for variant in (name, *others.split(",")):
            table[fold(variant)] = name
    return table


def organisation(name: str) -> str | None:
    """Return the usual name of a body that news calls by several names, or None."""
    key = fold(together(name)).removeprefix("the ")
    return _organisations().get(key)


@cache
def _regions() -> frozenset[str]:
    return frozenset(fold(line) for line in lines("iso_parts.txt"))


@lru_cache(maxsize=16_384)
def region(name: str) -> bool:
    """Whether the words name a state or a province of one of the larger countries."""
    return fold(name) in _regions()
