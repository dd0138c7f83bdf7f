"""The query language: what is read, what it means, what is said of what cannot be read."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.search import Folded, QueryError, check_finished, parse
from onrecord.store.search.language import FIELDS, All, FieldCondition, Some, Without
from onrecord.store.search.needles import Phrase, Regex, Word


def fits(query: str, text: str) -> bool:
    """Whether a text fits a query that has no fields."""
    folded = Folded(text)
    return parse(query).test(lambda needle: lambda it: needle.within(it))(folded)


TEXT = "The “Council” met in Brás-Velho; no ship passed.\nTwo ships waited outside the canal."


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", True),
        ("council", True),
        ("COUNCIL ship", True),
        ("counc", True),  # inside a longer word
        ("bras", True),  # without its accent
        ("brás-velho", True),
        ('"council"', True),
        ('"counc"', False),  # whole words
        ("“no ship passed”", True),  # in marks as they are printed
        ("„ship no“", False),
        ("«no ship pass", True),
        ("-“no ship”", False),
        ('"the “Council” met"', True),  # those inside straight ones are part of the words
        ('"no ship passed"', True),
        ('"no ship pass"', False),
        ('"no ship pass', True),  # still being typed
        ('"passed two ships"', True),  # over a line's end and punctuation
        ('"ship no"', False),
        ("ship*", True),
        ("hip*", False),
        ("hip", True),
        ("canal -strait", True),
        ("canal -ships", False),
        ("canal NOT ships", False),
        ("strait OR canal", True),
        ("strait OR river", False),
        ("council strait OR canal", True),  # AND binds closer than OR
        ("council (strait OR river)", False),
        ("-(strait OR river)", True),
        ("NOT NOT council", True),
        ("council AND ships", True),
        ("(council (ships", True),  # what is open ends with the query
        (r"/ships? \w+ed/", True),
        ("/SHIPS/", True),
        ("/(?-i:SHIPS)/", False),
        (r"-/\d/", True),
        ("/no ship/ canal", True),
        ("velho;", True),
        ("-", True),
        ("is:", True),
    ],
)
def test_meaning(query: str, expected: bool) -> None:
    """Words, phrases, beginnings, expressions, and how they are joined."""
    assert fits(query, TEXT) is expected


def test_phrase_stays_in_its_paragraph() -> None:
    """A blank line parts words that would else make a phrase."""
    assert not fits('"the end of"', "This is the end\n\nof it")
    assert fits('"the end of"', "This is the end\n of it")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("canal OR", "OR at sign 7 has nothing after it"),
        ("OR canal", "OR at sign 1 has nothing before it"),
        ("a AND OR b", "AND at sign 3 has nothing after it"),
        ("NOT", "NOT at sign 1 has nothing after it"),
        ("(OR a)", "OR at sign 2 has nothing before it"),
        ("canal)", "“)” at sign 6 closes nothing"),
        ("a kind:loud", "kind:loud at sign 3: choose among direct, indirect, mixed"),
        ("act:sings", "act:sings at sign 1: choose among states, asks, announces, denies"),
        ("has:hat", "has:hat at sign 1: choose among memo"),
        ("is:gone", "is:gone at sign 1: choose among unread"),
        ("date:soon", "date:soon at sign 1: no date"),
        ("date:9999999", "date:9999999 at sign 1: no date"),
        ("date:2021.2022", "date:2021.2022 at sign 1: no date"),
        ("date:2024-13", "date:2024-13 at sign 1: there is no day 2024-13"),
        ("date:2023-02-29..", "there is no day 2023-02-29"),
        ("date:..2024-00-01", "there is no day 2024-00-01"),
        ("date:2024-05..2024-01", "it ends before it begins"),
        ("/ca(nal/", "/ca(nal/ at sign 1: no regular expression: missing ) at sign 7"),
        ("/a{99999999}/", "repeats its parts too often"),
        ("/(a{200}){200}/", "repeats its parts too often"),
        ("/" + "a" * 501 + "/", "500 characters"),
        ("(" * 41, "at sign 41 is one too many"),
        ("a" * 2001, "too long"),
    ],
)
def test_what_cannot_be_read_is_told(query: str, told: str) -> None:
    """One line says where and what."""
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_tree() -> None:
    """A query is read into parts that all have to fit."""
    root = parse('speaker:"Marta Vessen" (a* OR "b c") -/d/ text:e').root
    assert isinstance(root, All)
    speaker, either, without, text = root.parts
    assert isinstance(speaker, FieldCondition) and (speaker.name, speaker.value) == (
        "speaker",
        "marta vessen",
    )
    assert isinstance(either, Some)
    assert either.parts == (Phrase(("a",), open_end=True), Phrase(("b", "c")))
    assert isinstance(without, Without) and isinstance(without.part, Regex)
    assert isinstance(text, FieldCondition) and text.needle == Word("e")


@pytest.mark.parametrize("field", ["speaker", "kind", "act", "tag", "has"])
def test_quotations_are_asked_for(field: str) -> None:
    """A field that only quotations have makes it a query for quotations, wherever it stands."""
    value = {"kind": "direct", "act": "denies", "has": "memo"}.get(field, "x")
    assert parse(f"a (b OR -{field}:{value})").of_quotations
    assert not parse("a title:b source:c date:2031 is:unread text:d article:e").of_quotations


def test_unknown_field_is_a_word() -> None:
    """An address or a time of day is looked for as it stands."""
    assert parse("https://example.org/a").root == Word("https://example.org/a")
    assert parse("12:30").root == Word("12:30")


words = st.text(st.sampled_from('abc "()-/*:\\ANDORT0129.ß\u0301中[]{}+'), max_size=30)


@given(st.one_of(st.text(max_size=40), words, st.sampled_from(FIELDS).map("{}:".format)))
def test_everything_typed_is_read_or_told(query: str) -> None:
    """Whatever is typed is a query or a QueryError, and a query can be asked of any text."""
    try:
        read = parse(query, patience=0.2)
    except QueryError as error:
        assert str(error)
        return
    test = read.test(
        lambda leaf: lambda it: not isinstance(leaf, FieldCondition) and leaf.within(it)
    )
    assert test(Folded("abc ßA\u0301 中 12:30")) in (True, False)


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), max_size=4))
def test_plain_words_all_have_to_fit(typed: list[str]) -> None:
    """What a plain query means has not changed: every word is somewhere in the text."""
    plain = [word for word in typed if word not in ("AND", "OR", "NOT")]
    text = " x ".join(f"a{word}b" for word in plain)
    assert fits(" ".join(plain), text)


def test_regular_expression_has_a_time_limit() -> None:
    """One that would run for years costs its patience once, for all texts together."""
    read = parse(r"/(\w+\s*)*!\d/", patience=0.3)
    texts = [Folded("word " * 20_000 + "!") for _ in range(5)]
    test = read.test(lambda needle: lambda it: needle.within(it))
    begun = time.process_time()  # others may keep the processor
    for text in texts:
        with pytest.raises(TimeoutError):
            test(text)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    "query",
    ["(", "a (b", "speaker:", "speaker:(", "tag: ", "tag:#", 'a "b', "a “b", "a OR", "date:2021-3"],
)
def test_what_is_not_finished_is_refused_where_it_is_given_whole(query: str) -> None:
    """While it is typed it is read as far as it goes; on the command line nobody types on."""
    with pytest.raises(QueryError):
        check_finished(query)


@pytest.mark.parametrize(
    "query",
    ["", "a", "(a b) OR -c", 'speaker:"Ana Bro" "x y"', "foo:bar", "“a b”", "date:2021..2022-03"],
)
def test_what_is_finished_is_read(query: str) -> None:
    """Nothing is refused that is whole."""
    check_finished(query)
