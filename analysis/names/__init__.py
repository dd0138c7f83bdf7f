"""Names: their parts, titles, variants and transliteration.  Pure functions, no spaCy.

>>> surname("Foreign Minister Ana van der Brodin")
'van der Brodin'
>>> same_person("Sergey Kadrin", "Sergei Kadrin")
True
"""

from .bodies import LEGAL, acronym, body_key, is_proper, plain_key
from .data import lines, words
from .keys import fold, initials, loose, sound, stem, together, tokens
from .lexicon import (
    adjective_country,
    country,
    country_of,
    gender,
    is_given,
    organisation,
    peoples,
    persons,
    region,
    seat_country,
    variants,
)
from .person import (
    ARTICLES,
    BEFORE_T,
    PARTICLES,
    SUFFIXES,
    Person,
    called_by,
    first_surname,
    gender_of,
    given,
    is_full,
    parse,
    same_person,
    same_surname,
    surname,
    untitled,
    without_suffix,
)
from .titles import GENDERED_TITLES, is_address, is_title

__all__ = [
    "ARTICLES",
    "BEFORE_T",
    "GENDERED_TITLES",
    "LEGAL",
    "PARTICLES",
    "SUFFIXES",
    "Person",
    "acronym",
    "adjective_country",
    "body_key",
    "called_by",
    "country",
    "country_of",
    "first_surname",
    "fold",
    "gender",
    "gender_of",
    "given",
    "initials",
    "is_address",
    "is_full",
    "is_given",
    "is_proper",
    "is_title",
    "lines",
    "loose",
    "organisation",
    "parse",
    "peoples",
    "persons",
    "plain_key",
    "region",
    "same_person",
    "same_surname",
    "seat_country",
    "sound",
    "stem",
    "surname",
    "together",
    "tokens",
    "untitled",
    "variants",
    "without_suffix",
    "words",
]
