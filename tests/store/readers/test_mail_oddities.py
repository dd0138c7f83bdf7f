"""Messages as programs of all ages write them: heads, letters, and lines that part them."""

from __future__ import annotations

import base64

import pytest

from onrecord.store.library.readers import left_out

from . import making
from .conftest import Read
from .making import MORE, SAID, page

HEAD = "Message-ID: <1@quay.example>\nSubject: Port opens\nDate: Tue, 5 Mar 2024 10:00:00 +0100\n"
FROM = "From: Quay <desk@quay.example>\n"


def words(text: str) -> str:
    """Return a text as one encoded word."""
    return f"=?utf-8?b?{base64.b64encode(text.encode()).decode()}?="


@pytest.mark.parametrize(
    ("written", "author", "source"),
    [
        ("ann@quay.example (Ann Lee)", "Ann Lee", "Ann Lee"),
        ("ann at quay.example (Ann Lee)", "Ann Lee", "Ann Lee"),
        (f"ann@quay.example ({words('Ann Lée')})", "Ann Lée", "Ann Lée"),
        ("Ann Lee.<ann@quay.example>", "Ann Lee.", "Ann Lee."),
        ('"Lee, Ann" <ann@quay.example>', "Lee, Ann", "Lee, Ann"),
        ("ann@quay.example", "", "ann@quay.example"),
        ("\n ann@quay.example (Ann Lee)", "Ann Lee", "Ann Lee"),
    ],
)
def test_who_sent_it(read: Read, written: str, author: str, source: str) -> None:
    """The name, however it is written; else the address."""
    [item], _ = read("a", f"{HEAD}From: {written}\n\n{SAID}\n".replace(": \n", ":\n").encode())
    assert (item.author, item.source) == (author, source)


@pytest.mark.parametrize("encoding", ["b", "q"])
def test_a_sign_that_is_parted_between_two_words(read: Read, encoding: str) -> None:
    """Programs part the encoded words of a subject wherever a line is full."""
    data = "Fähre".encode("gb18030")
    if encoding == "b":
        one, two = (base64.b64encode(it).decode() for it in (data[:2], data[2:]))
    else:
        one, two = ("".join(f"={byte:02X}" for byte in it) for it in (data[:2], data[2:]))
    subject = f"=?gb18030?{encoding}?{one}?=\n =?gb18030?{encoding}?{two}?="
    [item], _ = read("a", f"{HEAD}{FROM}\n{SAID}".replace("Port opens", subject).encode())
    assert item.title == "Fähre"


@pytest.mark.parametrize("declared", ["iso-8859-1", "gb2312", "us-ascii", "nonsense"])
def test_letters_that_are_not_as_declared(read: Read, declared: str) -> None:
    """What can be read as UTF-8 hardly ever is anything else."""
    head = f"{HEAD}{FROM}Content-Type: text/plain; charset={declared}\n\n"
    [item], _ = read("a", (head + SAID).encode())
    assert item.text == SAID


@pytest.mark.parametrize("mark", ["--another\nContent-Type: text/html\n", ""])
def test_parts_that_are_parted_otherwise(read: Read, mark: str) -> None:
    """A message is read that has no line such as it says, or says none."""
    head = f'{HEAD}{FROM}Content-Type: multipart/alternative; boundary="one"\n\n'
    body = f"{mark}\n<p>{SAID}</p>\n--another--\n" if mark else f"{SAID}\n"
    [item], _ = read("a", (head + body).encode())
    assert item.text == SAID


def test_a_letter_with_pictures(read: Read) -> None:
    """It is no page that a browser saved: it has a sender and a day."""
    head = f'{HEAD}{FROM}Content-Type: multipart/related; boundary="one"\n\n'
    part = f"--one\nContent-Type: text/html; charset=utf-8\n\n{page()}\n--one--\n"
    [item], _ = read("a", (head + part).encode())
    assert (item.title, item.source, item.published.date) == ("Port opens", "Quay", "2024-03-05")
    assert SAID in item.text and MORE in item.text


def test_a_file_that_says_it_is_text(read: Read) -> None:
    """Its bytes are no words of the message."""
    head = f'{HEAD}{FROM}Content-Type: multipart/mixed; boundary="one"\n\n'
    part = f"--one\nContent-Type: text/plain\n\n{SAID}\n"
    file = f"--one\nContent-Type: text/html\n\nPK\3\4\0\0\0{MORE} {MORE}\n--one--\n"
    [item], _ = read("a", (head + part + file).encode())
    assert item.text == SAID


@pytest.mark.parametrize(
    ("name", "told"), [("a.msg", "as .eml"), ("a.ppt", "as PDF"), ("a.doc", "as .docx")]
)
def test_old_files_of_office_programs(name: str, told: str) -> None:
    """Each is told what it can be saved as."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
    assert told in left_out(head, name).message


def test_a_crawl_in_a_package(read: Read) -> None:
    """Of an archive of the web with lists of its pages (WACZ) the archive alone is read."""
    files = {
        "datapackage.json": '{"title": "Crawl", "created": "2024-03-05"}',
        "pages/pages.jsonl": f'{{"url": "https://quay.example/port", "text": "{MORE}"}}\n',
        "archive/rec-1.warc.gz": making.warc({"https://quay.example/port": page().encode()}),
        "indexes/index.cdx": "quay",
    }
    [item], problems = read("a.wacz", making.package(files))
    assert (item.url, problems) == ("https://quay.example/port", [])
