"""Names: their parts, their variants, and what is known of them beforehand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis import names
from onrecord.analysis.names import data, keys, lexicon


@pytest.mark.parametrize(
    ("name", "title", "bare"),
    [
        ("Foreign Minister Ana Brodin", "Foreign Minister", "Ana Brodin"),
        ("Spokesperson Ned Kern", "Spokesperson", "Ned Kern"),
        ("Mrs. Brodin", "Mrs.", "Brodin"),
        ("Dean Brodin", "", "Dean Brodin"),
        ("Minister", "", "Minister"),
    ],
)
def test_titles_are_no_part_of_names(name: str, title: str, bare: str) -> None:
    """Leading titles are split off, and one word is always left."""
    assert names.untitled(name) == (title, bare)


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Ana Brodin", "Brodin"),
        ("Ana van der Kern", "van der Kern"),
        ("Brodin", "Brodin"),
        ("Ana Brodin Jr.", "Brodin"),
        ("Minister Ana Brodin", "Brodin"),
    ],
)
def test_surname(name: str, surname: str) -> None:
    """The surname keeps its particles and loses titles and suffixes."""
    assert names.surname(name) == surname


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ivo van der Brul", "Van der Brul"),
        ("Maria de los Santos", "De los Santos"),
        ("Maria de la Brodin", "de la Brodin"),
        ("Sergei Kadrin", "Sergey Kadrin"),
        ("Aleksandr Kadrin", "Alexander Kadrin"),
        ("Yury Kadrin", "Yuri Kadrin"),
        ("Volodymyr Kadrynsky", "Vladimir Kadrynskyy"),
        ("A. Brodin", "Ana Brodin"),
        ("Bill Kern", "William Kern"),
        ("Ana Brodin", "Ana M. Brodin"),
        ("M. Ana Brodin", "Ana Brodin"),
        ("Brodin", "Ana Brodin"),
        ("Сергей Кадрин", "Sergey Kadrin"),
        ("Brodin Kern", "Ana Brodin Kern"),
    ],
)
def test_one_person(one: str, other: str) -> None:
    """Transliterations, initials, short forms and bare surnames agree, either way round."""
    assert names.same_person(one, other)
    assert names.same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Brodin", "Jon Brodin"),
        ("Ana Brodin", "Ana Kern"),
        ("Jon Brodin", "Jon Brodin Jr."),
        ("Jon W. Brodin", "Jon H. Brodin"),
        ("J. Brodin", "Ana Brodin"),
    ],
)
def test_two_persons(one: str, other: str) -> None:
    """Other given names, surnames, generations or initials are other people's."""
    assert not names.same_person(one, other)


def test_gender() -> None:
    """A title shows gender, then the given name; what neither shows stays open."""
    assert names.gender_of("Mr. Brodin") == "m"
    assert names.gender_of("Maria Brodin") == "f"
    assert names.gender_of("Spokeswoman Kern") == "f"
    assert names.gender_of("Brodin") == ""


def test_sounds_of_many_are_those_of_each() -> None:
    """Given names stand folded in their list, and many words at once sound as each of them."""
    given = list(lexicon._given_names())
    assert all(keys.fold(name) == name for name in given)
    some = [*given[::97], "ei", "ff", "yo", "serguei", "w", "tschii"]
    assert keys.sounds(some) == [keys.sound(name) for name in some]


def test_countries() -> None:
    """Names, adjectives and seats of government lead to the country's usual name."""
    assert names.country("the Russian Federation") == "Russia"
    assert names.country("U.S.") == "United States"
    assert names.adjective_country("Danes") == "Denmark"
    assert names.seat_country("the Kremlin") == "Russia"
    assert names.country("Brodin") is None


def test_bodies_with_two_names() -> None:
    """A body that news calls by several names has one usual name."""
    assert names.organisation("the North Atlantic Alliance") == "NATO"
    assert names.organisation("U.S. State Department") == "State Department"
    assert names.organisation("Brodin Works") is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_a_name(one: str, other: str) -> None:
    """No text raises, and agreement goes both ways."""
    names.surname(one), names.given(one), names.gender_of(one), names.sound(one)
    assert names.same_person(one, other) == names.same_person(other, one)


def test_no_list_of_words_stands_twice() -> None:
    """The words of two groups of one name would be one group, whoever asks for it."""
    heads = [line for line in data.lines("words.txt") if line.startswith("[")]
    assert len(set(heads)) == len(heads) > 40
