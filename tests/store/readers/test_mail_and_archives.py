"""Mail, mailboxes, saved pages, web archives, and archives of all that; hostile ones as well."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import pytest
import zstandard

from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import ProblemKind

from . import making
from .conftest import Read
from .making import LAST, MORE, SAID, page

MESSAGE = f"""Return-Path: <desk@quay.example>
From: The Quay <desk@quay.example>
To: reader@home.example
Subject: =?utf-8?q?Port_opens?=
Date: Tue, 5 Mar 2024 23:30:00 -0500
Message-ID: <one@quay.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

See the web version.
--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<html><body><p>{SAID}</p><p>{MORE}</p></body></html>
--b--
"""

SAVED = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://quay.example/port
Subject: Port opens
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: 8bit
Content-Location: https://quay.example/port

{page()}
--b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://quay.example/a.png

iVBORw0KGgo=
--b--
"""


def test_a_message(read: Read) -> None:
    """The part that says more, the sender, and the day where it was sent."""
    [item], problems = read("a.eml", MESSAGE.encode())
    assert item.text.split("\n\n") == [SAID, MORE]
    assert (item.title, item.source) == ("Port opens", "The Quay")
    assert (item.published.date, problems) == ("2024-03-05", [])


def test_a_mailbox(read: Read) -> None:
    """Each message is an article, by its own id; one without words is told."""
    second = MESSAGE.replace("one@", "two@").replace("Port_opens", "Port_closes")
    empty = "From: x@y.example\nSubject: none\nMessage-ID: <3>\nMIME-Version: 1.0\n\n"
    box = "".join(
        f"From desk Tue Mar  5 23:30:00 2024\n{each}\n" for each in (MESSAGE, second, empty)
    )
    items, [problem] = read("box", box.encode())
    assert [item.key for item in items] == ["one@quay.example", "two@quay.example"]
    assert [item.title for item in items] == ["Port opens", "Port closes"]
    assert problem.where == "box#3"


def test_a_page_saved_as_a_message(read: Read) -> None:
    """It is the page's article, with its address."""
    [item], _ = read("a.mhtml", SAVED.encode())
    assert item.text.split("\n\n") == [SAID, MORE, LAST]
    assert item.url == "https://quay.example/port"


def test_thousands_of_nested_parts(read: Read) -> None:
    """They are refused before they are parsed."""
    parts = "".join(
        f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(3000)
    )
    head = "From: a@b.example\nTo: c\nMIME-Version: 1.0\n"
    with pytest.raises(Unreadable, match="nested"):
        read("deep.eml", (head + parts).encode())


def test_an_archive_of_words(read: Read) -> None:
    """What holds the words of pages alone (WET) has an article a page, menus and all."""
    words = f"Port opens\n{SAID}\n{MORE}\n".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://quay.example/port\r\n"
        "WARC-Date: 2024-03-05T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(words)}\r\n\r\n"
    )
    [item], problems = read("a.warc.wet", head.encode() + words + b"\r\n\r\n")
    assert (item.title, item.url, problems) == ("Port opens", "https://quay.example/port", [])
    assert item.text.split("\n\n") == ["Port opens", SAID, MORE]


def test_a_web_archive(read: Read) -> None:
    """Pages that are articles, by their addresses; the rest is counted."""
    links = "<html><body><a href='/a'>a</a> <a href='/b'>b</a></body></html>"
    data = making.warc(
        {
            "https://quay.example/port": page().encode(),
            "https://quay.example/": links.encode(),
            "https://quay.example/a.png": b"\x89PNG",
        }
    )
    [item], [problem] = read("a.warc.gz", data)
    assert (item.key, item.url) == ("https://quay.example/port", "https://quay.example/port")
    assert item.text.split("\n\n") == [SAID, MORE, LAST]
    assert (problem.kind, problem.message) == (
        ProblemKind.EMPTY,
        "2 records are no article: left out",
    )


def test_a_web_archive_that_is_cut_off(read: Read) -> None:
    """It is told where, even if the page that it ends in can be read."""
    data = making.warc({"https://quay.example/port": page().encode()})
    [item], [problem] = read("a.warc", gzip.decompress(data)[:-60])
    assert item.url == "https://quay.example/port"
    assert "cut off within https://quay.example/port" in problem.message


@pytest.mark.parametrize(
    ("cut", "where"),
    [
        ("WARC-Type: resp", "record 2"),
        ("https://quay.example/b", "https://quay.example/b"),
        ("Content-Length: ", "https://quay.example/b"),
        ("\r\n\r\n", "https://quay.example/b"),
        ("HTTP/1.1 200 OK\r\nCont", "https://quay.example/b"),
    ],
)
@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_that_is_cut_off_in_a_head(
    read: Read, cut: str, where: str, packed: bool
) -> None:
    """The record whose head is not whole, or has nothing behind it, is told."""
    data = making.warc({f"https://quay.example/{it}": page().encode() for it in "ab"})
    whole = gzip.decompress(data)
    second = whole.index(b"WARC/1.0", 8)
    end = whole.index(cut.encode(), second) + len(cut)
    parts = (whole[:second], whole[second:end])
    made = b"".join(map(gzip.compress, parts)) if packed else whole[:end]
    [item], problems = read("a.warc.gz" if packed else "a.warc", made)
    assert item.url == "https://quay.example/a"
    assert f"the archive is cut off within {where}" in {it.message for it in problems}


@pytest.mark.parametrize("end", [1, 12, 40])
def test_a_web_archive_that_is_cut_off_where_a_packed_record_begins(read: Read, end: int) -> None:
    """So little of it is there that nothing can be unpacked: it is told all the same."""
    first, second = (making.warc({f"https://quay.example/{it}": page().encode()}) for it in "ab")
    [item], [problem] = read("a.warc.gz", first + second[:end])
    assert item.url == "https://quay.example/a"
    assert problem.message == "the archive is cut off within record 2"


def test_a_web_archive_that_is_a_head_alone(read: Read) -> None:
    """It is told, though no page was announced."""
    items, [problem] = read("a.warc", b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n")
    assert (items, problem.message) == ([], "the archive is cut off within record 1")


def test_an_old_web_archive(read: Read) -> None:
    """ARC is read as well."""
    body = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page().encode()
    version = b"1 0 Quay\nURL IP-address Archive-date Content-type Archive-length\n"
    data = b"filedesc://a.arc 0.0.0.0 20240305101010 text/plain %d\n%s\n" % (len(version), version)
    data += b"https://quay.example/port 1.2.3.4 20240305101010 text/html %d\n%s\n" % (
        len(body),
        body,
    )
    [item], _ = read("a.arc", data)
    assert item.url == "https://quay.example/port"


def test_archives_of_everything(read: Read) -> None:
    """Members of every format, archives in archives; names lead nowhere."""
    inner = making.package({"note.txt": f"{LAST} {MORE}"})
    files = {
        "saved/page.html": page(),
        "../../etc/evil.txt": SAID,
        "/root.txt": MORE,
        "x" * 300 + ".txt": LAST,
        "inner.zip": inner,
        "mail.eml": MESSAGE,
        "photo.jpg": b"\xff\xd8\xff\0",
    }
    items, [problem] = read("all.zip", making.package(files))
    keys = [item.key for item in items]
    assert keys[:3] == ["saved/page.html", "etc/evil.txt", "root.txt"]
    assert keys[4:] == ["inner.zip#note.txt", "mail.eml"]
    assert all(len(key) < 140 for key in keys)
    assert (problem.where, problem.kind) == ("all.zip#photo.jpg", ProblemKind.PICTURE)


def test_two_members_of_one_name(read: Read) -> None:
    """Both are read and can be told apart."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("a.txt", SAID)
        packed.writestr("a.txt", MORE)
    items, _ = read("two.zip", held.getvalue())
    assert [item.key for item in items] == ["a.txt", "a (2).txt"]
    assert {item.text for item in items} == {SAID, MORE}


def test_a_bomb_costs_itself_alone(read: Read) -> None:
    """A member that unpacks to a thousand times its size is refused unread."""
    items, [problem] = read("a.zip", making.package({"bomb.txt": b"0" * 30_000_000, "a.txt": SAID}))
    assert [item.text for item in items] == [SAID]
    assert problem.where == "a.zip#bomb.txt"
    assert "refused" in problem.message


def test_tar(read: Read) -> None:
    """Links are told and not followed."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as packed:
        info = tarfile.TarInfo("../notes/a.txt")
        info.size = len(SAID.encode())
        packed.addfile(info, io.BytesIO(SAID.encode()))
        link = tarfile.TarInfo("passwd.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(link)
    [item], [problem] = read("a.tar.gz", held.getvalue())
    assert (item.text, item.key) == (SAID, "notes/a.txt")
    assert problem.kind is ProblemKind.LINK


@pytest.mark.parametrize("end", [1024, 1024 + 300])
def test_a_tar_that_is_cut_off_between_members_or_in_a_head(read: Read, end: int) -> None:
    """It is told: the mark of its end is not there."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.USTAR_FORMAT) as packed:
        for name, words in (("a.txt", SAID), ("b.txt", MORE)):
            info = tarfile.TarInfo(name)
            info.size = len(words.encode())
            packed.addfile(info, io.BytesIO(words.encode()))
    [item], [problem] = read("a.tar", held.getvalue()[:end])
    assert (item.key, problem.where) == ("a.txt", "a.tar")
    assert problem.message.startswith("the archive is cut off or damaged")


def test_a_message_that_is_cut_off(read: Read) -> None:
    """A part that is not closed is read and told."""
    whole = (
        "From: a@b.example\nMessage-ID: <1@b.example>\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\n{SAID}\n--b\n\n{MORE}\n--b--\n'
    )
    assert read("a.eml", whole.encode())[1] == []
    [item], [problem] = read("a.eml", whole.encode()[:-40])
    assert SAID in item.text
    assert problem.message == "one of its parts is not closed: is it cut off?"


@pytest.mark.parametrize("cut", [10, 40, 200])
def test_cut_off_archives(read: Read, cut: int) -> None:
    """What is left of an archive is refused in a line, or read as far as it goes."""
    data = gzip.compress(f"{SAID}\n{MORE}".encode())[:-cut]
    with pytest.raises(Unreadable):
        read("a.txt.gz", data)
    with pytest.raises(Unreadable, match="damaged"):
        read("a.zip", making.package({"a.txt": SAID})[:-cut])


@pytest.mark.parametrize("name", ["all.zip", "all.docx"])
def test_an_archive_that_ends_in_another_one(read: Read, name: str) -> None:
    """Cut off, it is told as damaged, and not taken for the one that lies in it unpacked."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr("[Content_Types].xml" if name.endswith("docx") else "a.txt", SAID)
        packed.writestr("word/inner.zip", making.package({"note.txt": MORE}))
    with pytest.raises(Unreadable, match="cut off or damaged: its list of members is lost"):
        read(name, held.getvalue()[:-40])


def test_bytes_before_an_archive(read: Read) -> None:
    """They are told; the members bear their own paths and are read."""
    [item], [problem] = read("own.zip", b"MZ" + bytes(500) + making.package({"a.txt": SAID}))
    assert (item.key, item.text) == ("a.txt", SAID)
    assert problem.message == "502 bytes stand before its first member: is it damaged?"


def test_archives_in_archives_without_end(read: Read) -> None:
    """They are opened so deep and no deeper."""
    data = making.package({"a.txt": SAID})
    for _ in range(8):
        data = making.package({"a.zip": data})
    items, [problem] = read("deep.zip", data)
    assert items == []
    assert "too deeply" in problem.message


@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
def test_an_archive_of_documents_that_are_not_packed_again(read: Read, kind: str) -> None:
    """It is an archive, though the marks of its first member's format stand at its beginning."""
    inner = {
        "docx": making.docx(making.paragraph(MORE)),
        "odt": making.odt(f"<text:p>{MORE}</text:p>"),
        "epub": making.epub({"one.xhtml": f"<h1>One</h1><p>{MORE}</p>"}),
    }[kind]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(f"a.{kind}", inner)
        packed.writestr("b.txt", SAID)
    items, problems = read("all.zip", held.getvalue())
    assert [MORE in items[0].text, items[1].text] == [True, SAID]
    assert problems == []


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard.compress,
}  # fmt: skip


@pytest.mark.parametrize("packing", PACKED)
def test_packed_records_that_are_cut_off(read: Read, packing: str) -> None:
    """They are read up to the cut, which is told."""
    told = (hashlib.sha256(str(n).encode()).hexdigest() * 9 for n in range(3000))
    lines = (json.dumps({"title": f"no {n}", "text": f"{SAID} {it}"}) for n, it in enumerate(told))
    data = PACKED[packing]("\n".join(lines).encode())
    items, problems = read(f"dump.jsonl.{packing}", data[: len(data) // 2])
    assert items[0].title == "no 0"
    assert 100 < len(items) < 3000
    assert "cut off" in problems[-1].message


def attached(subject: str, **others: str) -> EmailMessage:
    """Return a message to attach things to."""
    given = EmailMessage()
    given["From"], given["Subject"] = "Quay <desk@quay.example>", subject
    given["Date"] = "Tue, 05 Mar 2024 10:00:00 +0100"
    for name, value in others.items():
        given[name.replace("_", "-")] = value
    return given


def test_what_is_attached_to_a_message(read: Read) -> None:
    """A document is an article of the message's day; a picture is not worth a word."""
    given = attached("Papers")
    given.set_content("The statement is attached.")
    given.add_attachment(SAID, filename="statement.txt")
    word = making.docx(making.paragraph(MORE))
    given.add_attachment(word, maintype="application", subtype="msword", filename="a.docx")
    given.add_attachment(b"\x89PNG\r\n\x1a\n\0", maintype="image", subtype="png", filename="a.png")
    given.add_attachment(b"PK\3\4junk", maintype="application", subtype="zip", filename="b.zip")
    items, [problem] = read("a.eml", bytes(given))
    assert [(it.key, it.text.strip(), it.published.date) for it in items] == [
        ("", "The statement is attached.", "2024-03-05"),
        ("statement.txt", SAID, "2024-03-05"),
        ("a.docx", MORE, "2024-03-05"),
    ]
    assert [it.published.basis.value for it in items] == ["metadata", "inferred", "inferred"]
    assert problem.where == "a.eml#b.zip"


def test_the_day_of_what_is_attached(read: Read) -> None:
    """A day on which a document was made, or one behind that of the message, is not believed."""
    for made in ("2024-04-09T10:00:00Z", "2024-03-01T10:00:00Z"):
        given = attached("Papers")
        given.set_content(MORE)
        created = f"<dcterms:created>{made}</dcterms:created>"
        word = making.docx(making.paragraph(SAID), created)
        given.add_attachment(word, maintype="application", subtype="msword", filename="a.docx")
        items, _ = read("a.eml", bytes(given))
        assert [it.published.date for it in items] == ["2024-03-05", "2024-03-05"]


def test_a_message_in_a_message(read: Read) -> None:
    """One that is forwarded as it was is an article of its own, not words of the other one."""
    inner = attached("Statement", Message_ID="<two@quay.example>")
    inner.set_content(SAID)
    outer = attached("Fwd", Message_ID="<one@quay.example>")
    outer.set_content(MORE)
    outer.add_attachment(inner)
    items, problems = read("a.eml", bytes(outer))
    assert [(it.title, it.text.strip()) for it in items] == [("Fwd", MORE), ("Statement", SAID)]
    empty = attached("Fwd")
    empty.set_content("")
    empty.add_attachment(inner)
    [alone], more = read("a.eml", bytes(empty))
    assert (alone.title, alone.text.strip(), problems + more) == ("Statement", SAID, [])
    box = b"".join(
        b"From x Tue Mar  5 10:00:00 2024\n" + bytes(it) + b"\n" for it in (outer, empty)
    )
    items, problems = read("a.mbox", box)
    assert ([it.title for it in items], problems) == (["Fwd", "Statement", "Statement"], [])
    assert len({it.key for it in items}) == 3


def test_words_around_a_picture(read: Read) -> None:
    """A message whose words go on behind what stands in them is read to its end."""
    given = attached("Words")
    given.set_content(SAID)
    given.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", disposition="inline")
    given.add_attachment(MORE, disposition="inline")
    [item], problems = read("a.eml", bytes(given))
    assert (item.text, problems) == (f"{SAID}\n\n{MORE}", [])


def test_a_folder_called_word_and_shadows_of_files(read: Read) -> None:
    """An archive of a folder with such a name is no document; what macOS adds is passed over."""
    members = {"word/a.txt": SAID, "__MACOSX/word/._a.txt": "\0\5\x16\7", "._b.txt": "\0\5\x16\7"}
    items, problems = read("a.zip", making.package(members))
    assert ([item.text for item in items], problems) == ([SAID], [])


@pytest.mark.parametrize("made", ["docx", "odt", "epub"])
def test_documents_that_were_packed_again(read: Read, made: str) -> None:
    """The order of its parts makes no document an archive."""
    whole = {
        "docx": lambda: making.docx(making.paragraph(SAID)),
        "odt": lambda: making.odt(f"<text:p>{SAID}</text:p>"),
        "epub": lambda: making.epub({"One": f"<p>{SAID}</p>"}),
    }[made]()
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        parts = {name: packed.read(name) for name in reversed(packed.namelist())}
    [item], problems = read(f"a.{made}", making.package({"pictures/a.png": b"x", **parts}))
    assert SAID in item.text
    assert problems == []


def test_an_archive_that_begins_like_a_document(read: Read) -> None:
    """A folder called word beside a document that was unpacked: its texts are read."""
    with zipfile.ZipFile(io.BytesIO(making.docx(making.paragraph(SAID)))) as packed:
        parts = {f"out/{name}": packed.read(name) for name in packed.namelist()}
    items, _ = read("a.zip", making.package({"word/a.txt": MORE, **parts}))
    assert [item.text for item in items] == [MORE]


def test_the_edges_of_a_newsletter(read: Read) -> None:
    """What is not shown, how to see it elsewhere and how to be rid of it are none of its words."""
    rows = "".join(f"<tr><td><p>{it}</p></td></tr>" for it in (SAID, MORE, LAST))
    html = (
        "<html><body><div style='display:none;max-height:0'>The port is open.</div><table>"
        "<tr><td><a href='/'>View this email in your browser</a></td></tr>"
        f"{rows}<tr><td>You received this email because you signed up at quay.example. "
        "<a>Unsubscribe</a><br>The Quay, 1 Low Street, Marnhaven</td></tr></table></body></html>"
    )
    head = "From: The Quay <q@quay.example>\nTo: a\nSubject: Port\nMIME-Version: 1.0\n"
    data = f"{head}Content-Type: text/html; charset=utf-8\n\n{html}".encode()
    [item], _ = read("a.eml", data)
    assert item.text.split("\n\n") == [SAID, MORE, LAST]


def test_a_letter_about_unsubscribing(read: Read) -> None:
    """Words that stand far above the end, that somebody says, or that are all there are, stay."""
    told = ["“Unsubscribe,” said Olga Brandt.", *[f"{SAID} {MORE} {LAST}"] * 4]
    head = "From: q@quay.example\nTo: a\nSubject: Port\nMIME-Version: 1.0\n"
    said = [SAID, '"Anybody can opt out," said Olga Brandt.']
    for lines in (told, said, ["How to unsubscribe from it all."]):
        data = f"{head}Content-Type: text/plain; charset=utf-8\n\n" + "\n\n".join(lines)
        [item], _ = read("a.eml", data.encode())
        assert item.text.split("\n\n") == lines
