"""Parts that a parser trips over, whatever holds them: they cost themselves alone."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any, BinaryIO

import pytest

from onrecord.store.library.readers import Item, captions

from . import making
from .conftest import Read
from .making import MORE, SAID, page

TRIPS = "WEBVTT\n\n00:01.000 --> 00:02.000\nNobody reads this.\n"


@pytest.fixture(autouse=True)
def _tripping(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(self: object, file: BinaryIO, name: str) -> Iterator[Item]:
        raise ZeroDivisionError("a fault of the parser's own")
        yield

    monkeypatch.setattr(captions.CaptionReader, "read", read)


def zipped(files: dict[str, str]) -> bytes:
    """Return a zip archive of files."""
    return making.package(files)


def tarred(files: dict[str, str]) -> bytes:
    """Return a packed tar archive of files."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as packed:
        for name, words in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(words.encode())
            packed.addfile(info, io.BytesIO(words.encode()))
    return held.getvalue()


def attached(files: dict[str, str]) -> bytes:
    """Return a message to which files are attached."""
    given = EmailMessage()
    given["From"], given["Subject"], given["Message-ID"] = "a@b.example", "Papers", "<1@b.example>"
    given.set_content("Two are attached.")
    for name, words in files.items():
        given.add_attachment(words.encode(), "application", "octet-stream", filename=name)
    return bytes(given)


@pytest.mark.parametrize(
    ("name", "made"), [("a.zip", zipped), ("a.tar.gz", tarred), ("a.eml", attached)]
)
def test_a_part_that_its_parser_trips_over(read: Read, name: str, made: object) -> None:
    """The parts behind it are read."""
    assert callable(made)
    items, [problem] = read(name, made({"a.txt": SAID, "bad.vtt": TRIPS, "c.txt": MORE}))
    texts = [item.text for item in items]
    assert (SAID in texts, MORE in texts) == (True, True)
    assert problem.where.endswith("#bad.vtt")
    assert "(ZeroDivisionError): is it damaged?" in problem.message


def test_a_page_of_a_web_archive(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages behind it are read."""
    from onrecord.store.library.readers import pages

    whole = pages.page

    def tripping(markup: str, name: str, **others: Any) -> object:
        if "bad" in name:
            raise ZeroDivisionError
        return whole(markup, name, **others)

    monkeypatch.setattr(pages, "page", tripping)
    urls = ("https://quay.example/bad", "https://quay.example/port")
    items, [problem] = read("a.warc.gz", making.warc({url: page().encode() for url in urls}))
    assert [item.url for item in items] == ["https://quay.example/port"]
    assert problem.message == "1 record is no article: left out"


def test_members_whose_places_are_wrong(read: Read) -> None:
    """One that stands before the beginning of its archive is told as every damaged one is."""
    data = bytearray(making.package({"a.txt": SAID, "b.txt": MORE}))
    place = data.rindex(b"PK\5\6") + 16  # where the list of members begins
    data[place : place + 4] = (int.from_bytes(data[place : place + 4], "little") + 10).to_bytes(
        4, "little"
    )
    _, problems = read("a.zip", bytes(data))
    assert [it.where for it in problems] == ["a.zip#a.txt", "a.zip#b.txt"]
    assert {it.message for it in problems} == {"it cannot be unpacked: is it damaged?"}
