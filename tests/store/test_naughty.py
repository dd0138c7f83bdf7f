"""Strings that break programs, in every place where a person can put one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis.types import Actor, ActorKind
from onrecord.store.errors import Damaged
from onrecord.store.library.library import Library
from onrecord.store.notebook.base import clean, clean_tag
from onrecord.store.notebook.overlay import lay_over
from onrecord.store.notebook.tag_tree import NoTag, new_tag, spelled
from onrecord.store.storage import CheckedStorage

from .samples import TEXT, findings

Opened = Callable[[], Library]

NAUGHTY = [
    "undefined",
    "null",
    "None",
    "NaN",
    "-0",
    "1e1000",
    "0x0",
    "١٢٣",
    "'; DROP TABLE notes; --",
    '"; echo $HOME `id`',
    "%s%n%x {0} {} ${x} #{x} {{x}}",
    "../../../etc/passwd",
    "C:\\CON\\NUL",
    "/dev/null",
    "~root",
    "-rf",
    "a" * 5000,
    "ﬁ ﷽ Ǆ ß İ ı ŉ",
    "e\u0301 \u1e9b\u0323",
    "👩‍👩‍👧‍👦 🇺🇳 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "العربية עברית",
    "\u202egnp.exe\u202c \u2066x\u2069",
    "\u200b\u200c\u200d\u2060\ufeff",
    "\x00\x01\x1b[31m\x1b]52;c;aGk=\x07\x7f\x80\x9b",
    "\ud800 lone \udfff",
    "\ud83d\ude00",
    "\uffff \ufffe \U0010ffff",
    "line\nbreak\r\ntab\t\u2028\u2029\x85\x0b\x0c",
    " \u00a0\u3000blank\u2003 ",
    "Z͑ͫ̓ͪ̂a̴l̵g͠o",
    "<script>alert(1)</script>",
    "[/] [bold] [@click=app.quit]x[/]",
    "__proto__",
    "_check",
    "_default",
    "meta",
    "key",
]


@pytest.mark.parametrize("words", NAUGHTY, ids=lambda words: ascii(words[:16]))
def test_words_of_a_person_come_back(opened: Opened, words: str) -> None:
    """Tags, memos, names, searches: what was typed is there after a restart, and can be undone."""
    library = opened()
    version = library.entries["a.txt"].version

    def first() -> object:
        return lay_over("a.txt", TEXT, version, findings(), [None] * 2, {}, library.notebook)[0]

    notebook = library.notebook
    actor = Actor("1", words, ActorKind.PERSON)
    tag = spelled(words)
    if clean_tag(words.lstrip("#")) != tag:  # what is no tag is refused, with one in its place
        with pytest.raises(NoTag) as refused:
            new_tag(words)
        assert refused.value.proposal == tag
    notebook.quotations.tag([first()], [tag])  # type: ignore[list-item]
    notebook.quotations.memo(first(), words)  # type: ignore[arg-type]
    notebook.quotations.attribute([first()], None, words)  # type: ignore[list-item]
    notebook.articles.memo("a.txt", words)
    notebook.searches.save(words, words)
    notebook.codebook.describe(f"x{tag}", words)
    notebook.codebook.set_key(1, tag)
    notebook.actors.merge([actor, Actor("2", "other", ActorKind.PERSON)], words)
    library.close()
    library = opened()
    notebook = library.notebook
    assert not library.notices
    quoted = lay_over("a.txt", TEXT, version, findings(), [None] * 2, {}, notebook)[0]
    kept = clean(words)
    assert quoted.tags == ((tag,) if tag else ())
    assert quoted.memo == (kept if kept.strip() else "")
    assert quoted.speaker_name == kept.strip() or quoted.speaker_name == "Ada Brandt"
    assert notebook.articles.notes("a.txt").memo == (kept if kept.strip() else "")
    assert notebook.searches.all() == {kept.strip(): kept}
    assert notebook.actors.rulings()[0].actors[0].name == kept
    while notebook.undo():
        pass
    assert notebook.quotations.of("a.txt") == ()
    assert notebook.codebook.tags() == {}


@pytest.mark.parametrize("words", NAUGHTY, ids=lambda words: ascii(words[:16]))
def test_file_names_and_titles(tmp_path: Path, data_dir: Path, words: str) -> None:
    """A file of any name that the system allows is listed, read and noted upon."""
    folder = tmp_path / "f"
    folder.mkdir()
    name = words.replace("/", "_").replace("\0", "")[:60]
    raw = name.encode("utf-8", "surrogatepass")[:200] + b".txt"
    (folder / os.fsdecode(raw)).write_text("It has a name. It has words.", "utf-8")
    line = {"id": clean(words), "text": "x", "title": clean(words), "source": clean(words)}
    import orjson

    (folder / "x.jsonl").write_bytes(orjson.dumps(line))
    library = Library.open([folder], data_dir=data_dir)
    scan = library.scan()
    assert len(scan.added) == (1 if name.startswith(".") else 2)
    for article in scan.added:
        library.article(article)
        library.notebook.articles.memo(article, "noted")
    library.close()
    library = Library.open([folder], data_dir=data_dir)
    assert library.scan().added == []
    assert all(library.notebook.articles.notes(article).memo == "noted" for article in scan.added)
    assert not library.notices


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[",
        b"{}",
        b"nul",
        b'{"a":1}x',
        b"\xff\xfe",
        b'{"_check":{"1":{"blake2b":"',
        b"[" * 10**5,
    ],
)
def test_other_json_in_the_notebooks_place(opened: Opened, content: bytes) -> None:
    """It is found to be damaged, set aside and replaced; nothing is lost."""
    library = opened()
    library.notebook.codebook.describe("x", "kept")
    library.close()
    path = library.home / "notebook.json"
    path.write_bytes(content)
    with pytest.raises(Damaged):
        CheckedStorage(path).read()
    library = opened()
    assert library.notebook.codebook.memo("x") == "kept"
    assert [it.read_bytes() for it in library.home.glob("notebook.json.corrupt-*")] == [content]


@given(st.text('#/, a"é\t\u200d', max_size=12) | st.text(max_size=12))
def test_a_tag_that_is_proposed_is_one(words: str) -> None:
    """What is given in place of what is no tag can be given: "/#" has no words, "/#a" is "a"."""
    tag = spelled(words)
    assert not tag or new_tag(tag) == tag
    assert spelled(tag) == tag
