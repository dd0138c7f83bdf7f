"""Documents: PDF, Word, OpenDocument, rich text, books; the words as a reader reads them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import ProblemKind

from . import making
from .conftest import Read
from .making import LAST, MORE, SAID, paragraph


def test_pdf_lines_become_paragraphs(read: Read) -> None:
    """Lines are joined, hyphens at their ends undone, running heads and figures left out."""
    pages = [
        [
            (60, 815, "The Quay, March issue"),
            (60, 700, "“We sail at dawn, whatever the minis-"),
            (60, 686, "try writes,” said Olga Brandt, the harbour"),
            (60, 672, "master."),
            (60, 640, "The union of dockers voted on the offer in a hall that was too small"),
            (60, 626, "for the mem-"),
            (290, 30, "1"),
        ],
        [
            (60, 815, "The Quay, March issue"),
            (60, 700, "bers. Nobody went home."),
            (290, 30, "2"),
        ],
    ]
    about = {"Title": "Port opens", "Author": "Ann Larsen", "CreationDate": "D:20240305101010"}
    [item], problems = read("a.pdf", making.pdf(pages, about))
    assert item.text.split("\n\n") == [
        "“We sail at dawn, whatever the ministry writes,” said Olga Brandt, the harbour master.",
        "The union of dockers voted on the offer in a hall that was too small for the members. "
        "Nobody went home.",
    ]
    assert (item.title, item.author, problems) == ("Port opens", "Ann Larsen", [])
    assert (item.published.date, item.published.inferred) == ("2024-03-05", True)
    assert [what for _, what in item.places] == ["page 1", "page 2"]


def column(left: float, words: str) -> list[tuple[float, float, str]]:
    """Return lines below each other."""
    return [(left, 700 - 14 * n, line) for n, line in enumerate(words.split(" / "))]


@pytest.mark.parametrize("order", ["by column", "by line"])
def test_pdf_columns(read: Read, order: str) -> None:
    """Two columns are read one after the other, in whatever order the file draws them."""
    left = column(
        60,
        "The harbour of Marnhaven was / closed for nine days, and the / dockers were at home. Then "
        "/ the harbour master asked for / an end of it, and the union / came to the table again.",
    )
    right = column(
        320,
        "“It was the longest week of / my life,” said Olga Brandt, / who had not slept much. She "
        "/ thanked the pilots, who had / stayed with their boats in / the wind of that weekend.",
    )
    if order == "by column":
        drawn = [*left, *right]
    else:
        drawn = [line for both in zip(left, right, strict=True) for line in both]
    [item], _ = read("columns.pdf", making.pdf([drawn]))
    words = " ".join(item.text.split())
    assert "the union came to the table again. “It was the longest week of my life,”" in words
    assert "closed for nine days, and the dockers were at home" in words


def test_pdf_without_text_is_a_scan(read: Read) -> None:
    """It is told what to do."""
    items, [problem] = read("scan.pdf", making.pdf([[]]))
    assert (items, problem.kind) == ([], ProblemKind.SCAN)
    assert "OCR" in problem.message


@pytest.mark.parametrize("data", [b"%PDF-1.4\nrubbish", b"%PDF-1.7\n" + b"\0" * 500])
def test_broken_pdf(read: Read, data: bytes) -> None:
    """It is refused in one line."""
    with pytest.raises(Unreadable, match="damaged"):
        read("broken.pdf", data)


def test_docx(read: Read) -> None:
    """Paragraphs, a table and a text box in their order; what was deleted is gone."""
    box = (
        "<w:p><w:r><w:t>Beside the picture: </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>"
        f"<wps:txbx><w:txbxContent>{paragraph('A box with words.')}</w:txbxContent></wps:txbx>"
        f"</mc:Choice><mc:Fallback>{paragraph('A box with words.')}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    deleted = (
        "<w:p><w:r><w:t>Kept.</w:t></w:r>"
        "<w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>"
    )
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("Wages", "four"))
    table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    core = (
        "<dc:title>Port opens</dc:title><dc:creator>Ann Larsen</dc:creator>"
        "<dcterms:created>2024-03-05T10:00:00Z</dcterms:created>"
    )
    data = making.docx(paragraph(SAID[:20], SAID[20:]) + box + table + deleted, core)
    [item], problems = read("release.docx", data)
    assert item.text.split("\n\n") == [
        SAID, "Beside the picture:", "A box with words.", "Wages", "four", "Kept.",
    ]  # fmt: skip
    assert (item.title, item.author) == ("Port opens", "Ann Larsen")
    assert (item.published.date, item.published.inferred) == ("2024-03-05", True)
    assert problems == []


def test_docx_bomb_is_refused(read: Read) -> None:
    """Sizes are looked at before anything is unpacked."""
    with pytest.raises(Unreadable, match="unpacks to"):
        read("bomb.docx", making.docx(" " * 60_000_000))


def test_entities_are_refused(read: Read) -> None:
    """A document that declares entities of its own is no document."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    bomb = (
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    with pytest.raises(Unreadable, match="entities"):
        read("bomb.docx", making.package({"word/document.xml": bomb}))


def test_odt(read: Read) -> None:
    """Paragraphs and headings; notes are no words of the sentence."""
    body = (
        f"<text:h>Port opens</text:h><text:p>{SAID[:9]}<text:span>{SAID[9:]}</text:span></text:p>"
        "<text:p>One<text:s/>two<text:note><text:note-body><text:p>a note</text:p>"
        "</text:note-body>"
        f"</text:note>.</text:p><text:list><text:list-item><text:p>{MORE}</text:p>"
        "</text:list-item></text:list>"
    )
    [item], _ = read("a.odt", making.odt(body))
    assert item.text.split("\n\n") == ["Port opens", SAID, "One two.", MORE]
    assert (item.title, item.published.date, item.modified) == ("Tolls", "2024-03-01", "2024-03-04")


def test_rtf(read: Read) -> None:
    """Paragraphs with signs beyond ASCII."""
    source = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0\fs24 "
        r"\ldblquote We sail at dawn,\rdblquote  said Olga Br\'e4ndt.\par "
        r"The caf\u233? was \b full\b0 .\par}"
    )
    [item], _ = read("a.rtf", source.encode())
    assert item.text.split("\n\n") == ["“We sail at dawn,” said Olga Brändt.", "The café was full."]


def test_a_pdf_whose_letters_are_unknown(read: Read) -> None:
    """Its fonts do not tell what they show: that is told, and no gibberish is an article."""
    coded = "".join(chr(ord(sign) % 29 + 3) for sign in "The ferries sail at dawn on Monday.")
    [problem] = read("a.pdf", making.pdf([[(60, 700, coded), (60, 686, coded)]]))[1]
    assert (problem.kind, "OCR" in problem.message) == (ProblemKind.SCAN, True)


def test_a_pdf_with_numbers_for_letters(read: Read) -> None:
    """Those of the usual order are read as the letters that they draw."""
    said = "The café opens again on Monday, the harbour master said; “nobody” asked her why."
    numbers = "".join(chr(bytes(it, "mac-roman")[0] - (29 if it.isascii() else 30)) for it in said)
    [item], problems = read("a.pdf", making.pdf([[(60, 700, numbers)]]))
    assert (item.text, problems) == (said, [])


def test_a_pdf_with_a_few_odd_signs(read: Read) -> None:
    """They are left out."""
    [item], _ = read("a.pdf", making.pdf([[(60, 700, f"\x17 {MORE}"), (60, 640, LAST)]]))
    assert item.text.split("\n\n") == [MORE, LAST]


def test_rtf_with_bytes_tables_and_hidden_words(read: Read) -> None:
    """Bytes of a picture close no group; a cell is a paragraph; what is hidden is not read."""
    source = (
        r"{\rtf1\ansi{\pict\jpegblip\bin4 }}}}}{\pict\jpegblip\bin ffd8ff}" + SAID + r"\par"
        r"\trowd\cellx100 One\cell Two\cell\row {\v nobody sees this}\pard " + MORE + r"\par}"
    )
    [item], _ = read("a.rtf", source.replace("“", r"\ldblquote ").replace("”", r"\'94").encode())
    assert item.text.split("\n\n") == [SAID, "One", "Two", MORE]


def test_signs_of_fonts_for_signs(read: Read) -> None:
    """Marks of lists and Greek letters, which Word keeps as characters for private use."""
    body = (
        f"<w:p><w:r><w:t>\uf0b7 {SAID}</w:t></w:r></w:p>"
        '<w:p><w:r><w:t>The </w:t><w:sym w:font="Symbol" w:char="F061"/><w:t>-wave</w:t></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> came \uf0e0 and \uf0f8went.</w:t>'
        "</w:r></w:p>"
    )
    [item], _ = read("a.docx", making.docx(body))
    assert item.text.split("\n\n") == [f"• {SAID}", "The α-wave came → and went."]


def test_tables_of_contents(read: Read) -> None:
    """They name what stands below, and are no part of the words."""
    line = '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Port opens 2</w:t></w:r></w:p>'
    [item], _ = read("a.docx", making.docx(line + paragraph(SAID)))
    assert item.text == SAID
    contents = (
        "<text:table-of-content><text:index-body><text:p>Port opens 2</text:p></text:index-body>"
        f"</text:table-of-content><text:p>{SAID}</text:p>"
    )
    [item], _ = read("a.odt", making.odt(contents))
    assert item.text == SAID


def test_strict_word(read: Read) -> None:
    """Word's other way to save a document, "Strict Open XML", has other names for the same."""
    usual, strict = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    body = f'<w:document xmlns:w="{usual}"><w:body>{paragraph(SAID)}</w:body></w:document>'
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": body.replace(usual, strict)}
    [item], _ = read("a.docx", making.package(parts))
    assert item.text == SAID


def test_epub(read: Read) -> None:
    """Chapters in the order of the book, with where they begin."""
    chapters = {
        "two": f"<html><body><h1>First</h1><p>{SAID}</p></body></html>",
        "one": f"<html><body><h1>Then</h1><p>{LAST}</p></body></html>",
    }
    [item], _ = read("book.epub", making.epub(chapters))
    assert item.text.split("\n\n") == ["First", SAID, "Then", LAST]
    assert [what for _, what in item.places] == ["First", "Then"]
    assert (item.title, item.author, item.published.date) == (
        "The Strait",
        "Ann Larsen",
        "2024-02-01",
    )


def styled(style: str, words: str) -> str:
    """Return a paragraph of Word in this style."""
    return paragraph(words).replace("<w:p>", f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>')


@pytest.mark.parametrize("style", ["Heading1", "Title", "berschrift1"])
def test_a_title_is_what_is_set_as_one(read: Read, style: str) -> None:
    """What the program keeps is often the title of the release before."""
    body = paragraph("PRESS RELEASE") + styled(style, "Ferries stay in port") + paragraph(SAID)
    old = "<dc:title>Release of March 2019</dc:title>"
    for core in ("", old):
        [item], _ = read("a.docx", making.docx(body, core))
        assert item.title == "Ferries stay in port"


REVIEW = (("Port opens", "The Quay, 5 March 2024"), ("Port shuts", "6 March 2024"))
LONG = f"{SAID} {MORE} {LAST}"


def of_word(parts: Sequence[tuple[str, str]]) -> bytes:
    """Return a Word document of articles with a line below each title."""
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    return making.docx(
        paragraph("Press review")
        + "".join(heading.format(t) + paragraph(day) + paragraph(LONG) for t, day in parts)
    )


def of_writer(parts: Sequence[tuple[str, str]]) -> bytes:
    """Return the same as LibreOffice writes it."""
    heading = '<text:h text:outline-level="2">{}</text:h><text:p>{}</text:p><text:p>{}</text:p>'
    return making.odt("".join(heading.format(title, day, LONG) for title, day in parts))


@pytest.mark.parametrize("made", [of_word, of_writer])
def test_a_file_of_clippings(read: Read, made: Callable[[Any], bytes]) -> None:
    """Each title with a day below it begins an article, with a key that stays."""
    items, problems = read("review.docx", made(REVIEW))
    assert [(it.title, it.published.date) for it in items] == [
        ("Port opens", "2024-03-05"), ("Port shuts", "2024-03-06"),
    ]  # fmt: skip
    assert all(it.text.endswith(LONG) and it.text.startswith(it.title) for it in items)
    assert problems == []
    later, _ = read("review.docx", made((("Port waits", "7 March 2024"), *REVIEW)))
    assert [it.key for it in later[1:]] == [it.key for it in items]


@pytest.mark.parametrize("made", [of_word, of_writer])
def test_chapters_are_no_clippings(read: Read, made: Callable[[Any], bytes]) -> None:
    """A report is one article: its chapters have no days, or hardly any."""
    parts = [("Wages", "Nobody asked."), ("Ships", "5 March 2024"), ("Bread", "Nobody came.")]
    items, _ = read("report.docx", made(parts))
    assert len(items) == 1


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}, "a presentation"),
        ({"mimetype": "application/vnd.oasis.opendocument.presentation"}, "a presentation"),
        ({"mimetype": "application/vnd.oasis.opendocument.graphics"}, "a drawing"),
        ({"Index/Document.iwa": "a", "preview.jpg": "b"}, "a document of Pages"),
    ],
)
def test_packages_that_are_no_archives(read: Read, files: dict[str, str], what: str) -> None:
    """A document of a kind that is not read is told in one line, whatever lies in it."""
    others = {"content.xml": "<a/>", "ppt/slides/slide1.xml": "<a/>", "media/one.png": "b"}
    items, [problem] = read("talk", making.package(files | others))
    assert (items, problem.where, problem.kind) == ([], "talk", ProblemKind.OTHER)
    assert what in problem.message
