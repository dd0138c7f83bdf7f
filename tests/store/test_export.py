"""Markdown that shows every word as it stands, whatever the words are."""

from __future__ import annotations

import html
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from onrecord.analysis.types import Basis, Precision, Published, QuotationKind
from onrecord.store.errors import NotWritten, UnknownFormat
from onrecord.store.export import Cited, Evidence, export_of, format_for, save
from onrecord.store.export.markdown import APART, inline
from onrecord.store.export.markdown import shown as unescaped
from onrecord.store.notebook.overlay import Quoted

from .exports import BARE

QUOTED = Quoted(
    "a.txt",
    0,
    5,
    QuotationKind.DIRECT,
    speaker_name="Ada Brandt",
    tags=("harbour/open",),
    memo="First line.\nSecond line.",
)
WRITTEN = Published("2026-03-01", Precision.DAY, Basis.HEADER)
ARTICLE = Cited("a.txt", "The harbour", "The Tesk Times", "https://tesk.example/a?b=c_d", WRITTEN)
EVIDENCE = Evidence(QUOTED, "“We will not close it.”", ARTICLE, "said", id="q-0123456789ab")
PARSER = MarkdownIt("gfm-like", {"linkify": True, "html": True})
HOSTILE = [
    "# heading",
    "Setext\n===",
    "---",
    "> nested",
    "- item\n1. one\n2) two\n+ three",
    "    code",
    "```\nfence\n```",
    "~~~",
    "<script>alert(1)</script>",
    "<!-- comment",
    "[link](http://evil.example)",
    "![image](x.png)",
    "[ref]: http://evil.example",
    "http://evil.example www.evil.example a@evil.example",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "*a* _b_ **c** ~~d~~ `e` $f$ ^g^",
    "&lt;b&gt; &copy; &#65;",
    "back\\slash \\* \\",
    "\x1b]52;c;aGk=\x07 \x9b31m \u202ereversed\u202c",
    "[/] [bold]x[/bold]",
    "line one\r\n\r\n\r\nline two\u2028three\x0bfour",
    "{{ template }} {% raw %} ${HOME}",
    "1986. A great year",
    "- [ ] task",
    ": definition",
    "[^1]: note",
    "%%comment%%",
    "<http://evil.example>",
]


def write(evidence: Evidence, title: str = "", name: str = "x.md") -> str:
    """Return one quotation in the format that a file's name asks for."""
    return format_for(Path(name)).write(export_of(title, [evidence])).decode()


def of(title: str = "t", url: str = "", published: Published = WRITTEN) -> Cited:
    """Return an article."""
    return Cited("a.txt", title, "", url, published)


def tokens(text: str) -> list[Token]:
    """Return what a reader of Markdown sees, flat, without the front matter."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    return [t for block in PARSER.parse(text) for t in (block, *(block.children or ()))]


def shown(text: str) -> str:
    """Return the words that a reader of Markdown sees."""
    return " ".join(
        token.content for token in tokens(text) if token.type in ("text", "text_special")
    )


def letters(text: str) -> str:
    """Return words without blanks and without signs that cannot be seen."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", text)


def test_all_that_a_colleague_needs() -> None:
    """Words, speaker, kind, title, source, date, tags, memo and address are there."""
    text = write(EVIDENCE, "For the desk")
    assert text.startswith("# For the desk\n\n## The harbour\n\n")
    assert "> “We will not close it.”" in text
    assert "— **Ada Brandt**, direct quotation, “said”" in text
    assert "The Tesk Times · 2026-03-01 · <https://tesk.example/a?b=c_d>" in text
    assert "Tags: harbour/open" in text
    assert "Memo: First line.  \nSecond line." in text


def test_an_inferred_date_is_marked() -> None:
    """With a sign, and with what it rests on."""
    published = Published("2026-03", Precision.MONTH, Basis.INFERRED, why="It names a Monday.")
    text = write(Evidence(QUOTED, "x", of(published=published)))
    assert "\\~ 2026-03 (inferred: It names a Monday.)" in text
    assert "undated" in write(Evidence(QUOTED, "x", of(published=Published())))


@pytest.mark.parametrize("name", ["x.md", "x.obsidian.md"])
@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_make_any_markup(words: str, name: str) -> None:
    """In every place, hostile words leave the document's shape alone and show as they stand."""
    quoted = Quoted(
        "a", 0, 1, QuotationKind.MIXED, speaker_name=words, tags=(words,), memo=words, why=words
    )
    there = Cited("a", words, words, words, WRITTEN, file=words, memo=words)
    hostile = tokens(write(Evidence(quoted, words, there, words, id="q-1"), words, name))
    lines = [
        ["x" for line in re.split(r"[\r\n\x0b\x0c\x85\u2028\u2029]+", paragraph) if letters(line)]
        for paragraph in APART.split(words)
    ]
    paragraphs = "\n\n".join("\n".join(paragraph) for paragraph in lines)
    plain = replace(quoted, speaker_name="x", tags=("x",), memo=paragraphs, why="x")
    here = Cited("a", "x", "x", "x", WRITTEN, file="x", memo=paragraphs)
    harmless = tokens(write(Evidence(plain, paragraphs, here, "x", id="q-1"), "x", name))
    shape = [token.type for token in hostile if token.type not in ("text", "text_special")]
    assert shape == [token.type for token in harmless if token.type not in ("text", "text_special")]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_show_as_they_stand(words: str) -> None:
    """Nothing that can be seen is lost or altered."""
    said = inline(words)
    assert letters(shown(said)) == letters(words)


@given(st.text(max_size=60))
def test_any_words_show_as_they_stand(words: str) -> None:
    """Of any text, what can be seen is seen, in one paragraph without any markup."""
    said = inline(words.replace("\0", ""))
    types = {token.type for token in tokens(said)}
    assert types <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert "\n" not in said
    assert letters(shown(said)) == letters(words)
    assert html.unescape(said) == said or "\\&" in said
    assert letters(unescaped(said)) == letters(words)


def test_an_address_is_a_link_only_if_it_is_one() -> None:
    """Anything else in its place is words."""
    for url in ("javascript:alert(1)", "https://x.example/>[a](b)", "http://x y", "ftp://x"):
        text = write(Evidence(QUOTED, "x", of(url=url)))
        assert not [token for token in tokens(text) if token.type == "link_open"]


def test_a_file_is_written_whole_and_only_where_there_is_none(tmp_path: Path) -> None:
    """An export never replaces a file unless that is asked for."""
    path = tmp_path / "out.md"
    save(path, "one", BARE)
    with pytest.raises(NotWritten, match="exists already"):
        save(path, "two", BARE)
    assert path.read_text("utf-8") == "one"
    save(path, "two", BARE, replace=True)
    assert path.read_text("utf-8") == "two"
    with pytest.raises(NotWritten, match="no folder"):
        save(tmp_path / "nowhere" / "out.md", "x", BARE)
    assert [it.name for it in tmp_path.iterdir()] == ["out.md"]


def test_what_is_no_file_stays_what_it_is(tmp_path: Path) -> None:
    """A pipe or a device is not replaced by a file; a link leads to the file that is written."""
    pipe, link, report = (tmp_path / name for name in ("pipe.md", "link.md", "report.md"))
    os.mkfifo(pipe)
    link.symlink_to(report.name)
    for path in (pipe, tmp_path):
        with pytest.raises(NotWritten, match="no file; nothing was written"):
            save(path, "x", BARE, replace=True)
    assert pipe.is_fifo()
    save(link, "one", BARE)
    save(link, "two", BARE, replace=True)
    assert link.is_symlink() and report.read_text("utf-8") == "two"
    round_and_round = tmp_path / "round.md"
    round_and_round.symlink_to(round_and_round)
    with pytest.raises(NotWritten, match="could not be written"):
        save(round_and_round, "x", BARE)


def test_the_ending_decides() -> None:
    """The longest ending that fits names the format; any other is an error that lists them."""
    assert format_for(Path("x.MD")).name == "markdown"
    assert format_for(Path("x.obsidian.md")).name == "obsidian"
    assert format_for(Path("x.links.csv")).name == "csv-links"
    assert format_for(Path("links.csv")).name == "csv"
    for name in ("x.docx", "x"):
        with pytest.raises(UnknownFormat, match=r"there are \.md, .*\.csv"):
            format_for(Path(name))
