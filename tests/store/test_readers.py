"""Readers: what comes in is exactly what the file holds, and bad files are told in one line."""

from __future__ import annotations

import io
from datetime import date

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis.types import Basis, Precision, Published
from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import LIMIT, Item, Problem, reader_for
from onrecord.store.library.readers.dates import head_date, name_date, stated_date
from onrecord.store.library.readers.jsonlines import JsonLinesReader
from onrecord.store.library.readers.markdown import MarkdownReader
from onrecord.store.library.readers.text import TextReader
from onrecord.store.library.titles import title_of

from .samples import text_item

# -- text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        ("öäü “quoted”\r\n\r\nnext\r\n".encode(), "öäü “quoted”\r\n\r\nnext\r\n"),
        (b"\xef\xbb\xbfwith a mark", "with a mark"),
        ("wide ö".encode("utf-16"), "wide ö"),
        ("wider ö".encode("utf-32"), "wider ö"),
        (b" date 2021-06-06 The head stays.", " date 2021-06-06 The head stays."),
    ],
)
def test_the_text_is_the_decoded_file(data: bytes, text: str) -> None:
    """Nothing is stripped, joined or straightened; only a byte order mark goes."""
    assert text_item(data).text == text


@pytest.mark.parametrize("encoding", ["cp1252", "cp1251", "koi8-r"])
def test_older_encodings(encoding: str) -> None:
    """A text of another encoding is read by what its bytes look like."""
    words = {
        "cp1252": "Le ministre a déclaré hier à Genève que l'accord n'était pas menacé. " * 4,
        "cp1251": "Министр заявил, что порт останется открытым всю зиму для всех судов. " * 4,
        "koi8-r": "Министр заявил, что порт останется открытым всю зиму для всех судов. " * 4,
    }[encoding]
    assert text_item(words.encode(encoding)).text == words


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00", "binary"),
        (b"a" * (LIMIT + 1), "longer than 20 MB"),
    ],
    ids=["empty", "blank", "mark only", "binary", "huge"],
)
def test_what_is_no_text(data: bytes, said: str) -> None:
    """Each gets one clear line."""
    with pytest.raises(Unreadable, match=said):
        text_item(data)


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Whatever the bytes are, they are read or refused, without any other error."""
    for reader in (TextReader(), MarkdownReader(), JsonLinesReader()):
        try:
            for item in reader.read(io.BytesIO(data), "x"):
                if isinstance(item, Item):
                    item.text.encode("utf-8", "surrogatepass")
        except Unreadable as error:
            assert "\n" not in str(error)


# -- dates ----------------------------------------------------------------------------------------


def test_a_head_gives_the_date_with_its_place() -> None:
    """The date in the head is the header's, and the evidence is where it stands."""
    text = " date 2021-06-06 The minister spoke."
    found = head_date(text)
    assert (found.date, found.basis, found.precision) == ("2021-06-06", Basis.HEADER, Precision.DAY)
    assert found.evidence and text[slice(*found.evidence)] == "2021-06-06"


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2021-10-20_talks.txt", "2021-10-20"),
        ("news/20211020.txt", "2021-10-20"),
        ("talks.2021.10.20.txt", "2021-10-20"),
        ("talks_2021_10_20_final.txt", "2021-10-20"),
        ("2021-10-20/talks.txt", None),
        ("2021-13-45.txt", None),
        ("2021-02-30.txt", None),
        ("id120211020.txt", None),
        ("000_e02433098aad0564.txt", None),
        ("talks.txt", None),
    ],
)
def test_dates_in_names(name: str, day: str | None) -> None:
    """Only a whole day that there is counts, and only in the file's own name."""
    found = name_date(name)
    assert found.date == day
    assert found.basis is (Basis.FILENAME if day else Basis.NONE)


@pytest.mark.parametrize(
    ("value", "known"),
    [
        ("2021-10-20", "2021-10-20"),
        ("2021-10-20T23:59:00+05:00", "2021-10-20"),
        ("20 October 2021", "2021-10-20"),
        ("October 20, 2021", "2021-10-20"),
        ("Wed, 20 Oct 2021 10:00:00 GMT", "2021-10-20"),
        ("20/10/2021", "2021-10-20"),
        ("10/20/2021", "2021-10-20"),
        ("03/04/2021", "2021"),
        ("04/04/2021", "2021-04-04"),
        ("October 2021", "2021-10"),
        ("2021", "2021"),
        (2021, "2021"),
        (20211020, "2021-10-20"),
        (date(2021, 10, 20), "2021-10-20"),
        ("October 20", None),
        ("Wednesday", None),
        ("10:30", None),
        ("today", None),
        ("", None),
        (None, None),
        (True, None),
        (["2021-10-20"], None),
        ("9" * 90, None),
        ("x" * 5000, None),
    ],
)
def test_metadata_dates_are_never_guessed(value: object, known: str | None) -> None:
    """What is written counts; what a parser would fill in does not."""
    assert stated_date(value).date == known


@given(st.text(max_size=40) | st.integers() | st.floats() | st.none() | st.booleans())
def test_any_metadata_date(value: object) -> None:
    """No value makes it fail."""
    assert isinstance(stated_date(value), Published)


# -- JSON lines -----------------------------------------------------------------------------------


def test_json_lines() -> None:
    """Each good line is an article with its key; each bad one is a problem with its number."""
    lines = [
        orjson.dumps(
            {"id": "a", "text": "One.", "title": "T", "date": "2021-10-20", "source": "S"}
        ),
        b"",
        b"{broken",
        orjson.dumps({"id": 7, "text": "Two."}),
        orjson.dumps({"text": "Three."}),
        orjson.dumps({"id": "b"}),
        orjson.dumps({"id": "c", "text": "  "}),
        orjson.dumps(["list"]),
        orjson.dumps({"id": "a", "text": "Again."}),
        b"\xff\xfe\x00",
        orjson.dumps({"id": "last", "text": "Last."}),
    ]
    found = list(JsonLinesReader().read(io.BytesIO(b"\n".join(lines)), "x.jsonl"))
    items = [item for item in found if isinstance(item, Item)]
    assert [(item.key, item.text) for item in items] == [
        ("a", "One."),
        ("7", "Two."),
        ("5", "Three."),
        ("a (2)", "Again."),
        ("last", "Last."),
    ]
    assert items[0].published.date == "2021-10-20"
    problems = [item.message.split(":")[0] for item in found if isinstance(item, Problem)]
    assert problems == [f"line {number}" for number in (3, 6, 7, 8, 9, 10)]


def test_a_line_is_read_again_by_its_place() -> None:
    """An article of a long file is opened without reading the others."""
    data = b"".join(orjson.dumps({"id": n, "text": f"Text {n} ö"}) + b"\r\n" for n in range(50))
    for item in JsonLinesReader().read(io.BytesIO(data), "x.jsonl"):
        assert isinstance(item, Item)
        assert JsonLinesReader().again(io.BytesIO(data), "x.jsonl", item.at).text == item.text


def _json_cases() -> list[bytes]:
    """Return what JSON parsers stumble over, from the grammar of RFC 8259 and its edges."""
    numbers = [
        "-",
        "+1",
        ".5",
        "1.",
        "1e",
        "0x1",
        "01",
        "-01",
        "1e999",
        "NaN",
        "Infinity",
        "1_0",
        "١",
    ]
    strings = [
        '"',
        '"\\',
        '"\\x41"',
        '"\\u12"',
        '"\\ud800"',
        '"\\udc00\\ud800"',
        '"\t"',
        "'a'",
        '"\x00"',
    ]
    shapes = ["[", "]", "{", "}", "[1,]", "[,1]", "[1 2]", "{1:2}", '{"a"}', '{"a":}', '{"a":1,}']
    shapes += [
        "nul",
        "True",
        "// x",
        "/**/",
        "[1]x",
        "{}{}",
        '{"a":1,"a":2}',
        '{"":0}',
        "\ufeff{}",
        "",
    ]
    values = [*numbers, *strings, *shapes, "[" * 100_000, '{"a":' * 100_000, "[" * 500 + "]" * 500]
    cases = [value.encode("utf-8", "surrogatepass") for value in values]
    cases += [b'{"text":' + case + b"}" for case in cases]
    cases += [b'{"id":' + case[:1000] + b',"text":"t"}' for case in cases]
    return [*cases, b"\xff", b'"\xc0\x80"', b'["\xed\xa0\x80"]', b"\xfe\xff\x00[", b"\xef\xbb\xbf"]


@pytest.mark.parametrize("case", _json_cases(), ids=lambda case: ascii(case[:20]))
def test_no_json_makes_it_stumble(case: bytes) -> None:
    """Whatever stands on a line, the lines around it are read."""
    good = b'{"id":"before","text":"x"}\n', b'\n{"id":"after","text":"y"}'
    found = JsonLinesReader().read(io.BytesIO(case.join(good)), "x.jsonl")
    keys = [item.key for item in found if isinstance(item, Item)]
    assert keys[0] == "before"
    assert keys[-1] == "after"


# -- titles ---------------------------------------------------------------------------------------


def test_titles() -> None:
    """The line above the running text, else the first sentence, cut where it is long."""
    assert title_of("The council closes the harbour\n\nIt was closed on Monday, she said.\n") == (
        "The council closes the harbour"
    )
    assert title_of("It was closed on Monday, she said. And more.") == (
        "It was closed on Monday, she said."
    )
    sentence = (
        "The council that closes the harbour in winter, and opens it in spring, " * 3 + "met."
    )
    assert title_of(sentence) == sentence
    long = title_of("word " * 100)
    assert len(long) <= 300
    assert long.endswith("…")


@given(st.text(max_size=500))
def test_any_title(text: str) -> None:
    """A title is one line of at most 300 signs, whatever the text."""
    title = title_of(text)
    assert len(title) <= 300
    assert "\n" not in title


def test_readers_by_name() -> None:
    """A file's ending tells its reader, in capitals too."""
    from pathlib import Path

    assert isinstance(reader_for(Path("a.TXT")), TextReader)
    assert reader_for(Path("a.exe")) is None
