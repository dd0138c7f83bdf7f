"""Documents that are edited and exported again; templates of one's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from onrecord.store.errors import NotWritten, Unreadable
from onrecord.store.exchange import markdown
from onrecord.store.export import Evidence, Export, format_for, own_template
from onrecord.store.export.living import renew
from onrecord.store.export.notes import notes, save
from onrecord.store.export.stamps import blocks

from .exports import BARE, exports, harbour

MINE = "A thought of my own.\n\n> with a quotation of my own\n"


def document(export: Export, name: str = "x.md") -> str:
    """Return an export as text."""
    return format_for(Path(name)).write(export).decode()


def tagged(it: Evidence, *tags: str) -> Evidence:
    """Return a quotation with other tags."""
    return replace(it, quotation=replace(it.quotation, tags=tags))


def test_what_a_person_wrote_stays() -> None:
    """Text between the blocks, an edited block, another order: all of it is there afterwards."""
    export = harbour()
    one, two = export.evidence
    first, second = blocks(document(export))
    text = document(export)
    edited = f"# My title\n\n{text[second.start : second.end]}\n\n{MINE}\n" + text[
        first.start : first.end
    ].replace("Memo: First line.", "Memo: Mine now.")
    new = replace(export, evidence=[replace(one, cue="told us"), tagged(two, "fresh")])
    done = renew(edited, document(new))
    assert (done.renewed, done.edited, done.added, done.left) == (1, 1, 0, 0)
    assert MINE in done.text and done.text.startswith("# My title")
    assert "Memo: Mine now." in done.text and "told us" not in done.text
    assert "Tags: fresh" in done.text
    assert [it.id for it in blocks(done.text)] == [second.id, first.id]


def test_what_is_new_goes_where_it_belongs() -> None:
    """A new article gets its section behind the one before, not into what was written there."""
    export = harbour()
    one, two = export.evidence
    text = document(replace(export, evidence=[one])) + "\nMy note on the harbour.\n"
    done = renew(text, document(export))
    assert done.added == 1
    assert done.text.index("My note") < done.text.index("## An answer") < done.text.index(two.id)


def test_what_is_no_longer_exported_stays() -> None:
    """A block whose quotation is not among those of today is left as it is."""
    export = harbour()
    done = renew(document(export), document(replace(export, evidence=export.evidence[1:])))
    assert done.left == 1 and export.evidence[0].id in done.text


def moved(it: Evidence, name: str) -> Evidence:
    """Return a quotation as it is once the file of its article is called otherwise."""
    quoted = replace(it.quotation, article=name)
    return replace(it, quotation=quoted, article=replace(it.article, id=name), id=f"q-{name}")


def test_a_file_that_was_moved_doubles_nothing() -> None:
    """The very passage of the very text is renewed where it stands, an edited block stays."""
    export = harbour()
    one, two = export.evidence
    text = document(export).replace("Memo: First line.", "Memo: Mine now.")
    later = replace(export, evidence=[moved(one, "one"), moved(two, "two")])
    done = renew(text, document(later))
    assert (done.renewed, done.edited, done.added, done.left) == (1, 1, 0, 0)
    assert [it.id for it in blocks(done.text)] == [one.id, "q-two"]
    assert "Memo: Mine now." in done.text
    assert renew(done.text, document(later)).text == done.text


def test_an_article_that_was_moved_and_edited_doubles_nothing() -> None:
    """A quotation is known by the id that it had earlier, wherever in the text it stands now."""
    export = harbour()
    one, two = export.evidence
    article = replace(one.article, version="0" * 32)
    now = replace(moved(replace(one, article=article), "one"), earlier=(one.id,))
    later = replace(export, evidence=[now, two])
    done = renew(document(export), document(later), later.ids_now)
    assert (done.renewed, done.added, done.left) == (2, 0, 0)
    assert [it.id for it in blocks(done.text)] == ["q-one", two.id]


def test_what_is_new_stands_behind_a_block_that_was_moved() -> None:
    """An edited block keeps its old id, and what follows it in the export follows it here."""
    export = harbour()
    one, two = export.evidence
    text = document(replace(export, evidence=[one])).replace("First line.", "Mine now.")
    text += "\n## My own heading\n\nAn end of mine.\n"
    done = renew(text, document(replace(export, evidence=[moved(one, "one"), two])))
    assert (done.edited, done.added) == (1, 1)
    assert done.text.index(two.id) < done.text.index("My own heading")


def test_another_document_is_not_touched() -> None:
    """A file without a block of ours is refused."""
    with pytest.raises(NotWritten, match="no quotation of onrecord"):
        renew("# Shopping\n", document(harbour()))


@pytest.mark.parametrize("name", ["x.md", "x.obsidian.md"])
@given(export=exports())
@settings(max_examples=15, deadline=None)
def test_writing_again_changes_nothing(name: str, export: Export) -> None:
    """The same export renews a document to itself, whatever the articles hold."""
    text = document(export, name)
    assert renew(text, text).text == text


@given(export=exports())
@settings(max_examples=15, deadline=None)
def test_edits_are_read_back(export: Export) -> None:
    """A tag that is written into a block is read from it, beside those that were there."""
    text = document(export)
    block = blocks(text)[0]
    lines = block.text.split("\n")
    at = next((i for i, line in enumerate(lines) if line.startswith("Tags: ")), -1)
    if at >= 0:
        lines[at] += ", my tag"
    else:
        lines[-1:-1] = ["", "Tags: my tag"]
    edited = text.replace(block.text, "\n".join(lines) + ("" if at >= 0 else "\n"))
    claim = markdown.read(edited.encode()).claims[0]
    assert blocks(edited)[0].edited
    assert claim.tags is not None and "my tag" in claim.tags


def test_a_folder_of_notes(tmp_path: Path) -> None:
    """Articles, actors and tags have a note each; what is written into one stays in it."""
    export = harbour()
    assert save(tmp_path, export, BARE) == []
    there = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.md"))
    assert there == [
        "actors/Ada Brandt.md",
        "actors/Olin Farrow.md",
        "articles/An answer.md",
        "articles/The harbour.md",
        "tags/harbour/open now.md",
        "tags/promises.md",
    ]
    actor = tmp_path / "actors" / "Ada Brandt.md"
    assert f"![[The harbour#^{export.evidence[0].id}]]" in actor.read_text("utf-8")
    actor.write_text(actor.read_text("utf-8") + "\nShe was mayor before.\n", "utf-8")
    (tmp_path / "tags" / "promises.md").write_text("mine", "utf-8")
    problems = save(
        tmp_path, replace(export, evidence=[tagged(export.evidence[0], "promises")]), BARE
    )
    assert "She was mayor before." in actor.read_text("utf-8")
    assert (tmp_path / "tags" / "promises.md").read_text("utf-8") == "mine"
    assert len(problems) == 1 and "promises.md" in problems[0]


@given(export=exports())
@settings(max_examples=15, deadline=None)
def test_no_note_leaves_its_folder(export: Export) -> None:
    """Names of people, articles and tags make no path but the one they are meant to."""
    for name in notes(export):
        parts = Path(name).parts
        assert parts[0] in ("articles", "actors", "tags") and name.endswith(".md")
        assert not {".", "..", ""} & set(parts)
        assert all(part.isprintable() for part in parts)


# -- templates of one's own ------------------------------------------------------------------


def by_template(tmp_path: Path, source: str, name: str = "own.md.jinja") -> str:
    """Return a small export as a template of this source writes it."""
    path = tmp_path / name
    path.write_text(source, "utf-8")
    return own_template.write(path, harbour()).decode()


def test_a_template_of_ones_own(tmp_path: Path) -> None:
    """Values are escaped as the file's ending asks; blocks can be stamped as ours are."""
    source = (
        "{% for q in quotations %}{% filter stamped(q) %}{{ q.content | quoted }}{% endfilter %}\n"
        "{% endfor %}{{ '<b>' }} {{ '*' | raw }}"
    )
    text = by_template(tmp_path, source)
    assert text.endswith("\\<b\\> *")
    assert [it.id for it in blocks(text)] == [it.id for it in harbour().evidence]
    assert by_template(tmp_path, "{{ '<b>' }}", "own.html") == "&lt;b&gt;"
    assert by_template(tmp_path, "{{ '<b>' }}{{ nothing }}", "own.txt") == "<b>"


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ 'a' * 10 ** 9 }}", "may not use"),
        ("{{ 2 ** 10000000 }}", "may not use"),
        ("{{ 'x' | center(3000000000) }}", "memory"),
        (
            "{% set ns = namespace(s='xxxxxxxx') %}{% for i in range(60) %}"
            "{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
            "memory",
        ),
        ("\n{% for q in %}", "line 2"),
        ("\n\n{{ ''.__class__.__mro__ }}{{ quotations[0].nothing.more }}", "line 3"),
        ("{{ quotations.append(1) }}", "line 1"),
        ("{% include '/etc/passwd' %}", "line 1"),
        ("{{ 1 // 0 }}", "line 1"),
    ],
)
def test_a_template_cannot_do_harm(tmp_path: Path, source: str, told: str) -> None:
    """What would fill the memory or reach outside is refused in one line that names the file."""
    with pytest.raises(Unreadable, match=told) as error:
        by_template(tmp_path, source)
    assert "own.md.jinja" in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("source", "told"),
    [(b"", "is empty"), (b"\xef\xbb\xbf \n", "is empty"), (b"\xff\xfe", "is no text in UTF-8")],
)
def test_a_template_that_says_nothing(tmp_path: Path, source: bytes, told: str) -> None:
    """It is told, and not that quotations were written by it."""
    path = tmp_path / "own.md.jinja"
    path.write_bytes(source)
    with pytest.raises(Unreadable, match=f"own.md.jinja {told}"):
        own_template.write(path, harbour())


def test_a_template_that_loops_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its time is bounded, from outside as well."""
    monkeypatch.setattr(own_template, "_WAIT", 1)
    loops = "{% for a in range(99999) %}" * 4 + "{% endfor %}" * 4
    with pytest.raises(Unreadable, match="longer than"):
        by_template(tmp_path, loops)
