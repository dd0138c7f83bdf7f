"""Files that come in: whether they still stand, and what taking them over would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.store.errors import UnknownFormat, Unreadable
from onrecord.store.exchange import files
from onrecord.store.exchange.claims import Claim, Incoming
from onrecord.store.exchange.memos import in_one
from onrecord.store.exchange.shelf import HeldArticle, Shelf, place
from onrecord.store.exchange.take import Plan, plan
from onrecord.store.exchange.verify import Verification, verify
from onrecord.store.export import Evidence, Export, format_for
from onrecord.store.export.stamps import blocks, memo_digest
from onrecord.store.notebook.anchors import version_of
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.tag_tree import new_tag

from .exports import harbour

SENTENCES = "".join(f" The pilots of pier {n} went home early." for n in range(6))

TABLES = ("x.md", "x.obsidian.md", "x.csv", "x.jsonl", "x.jsonld", "x.html", "x.qdpx")


def shelf(export: Export, **texts: str) -> Shelf:
    """Return the library that an export is from; ``texts`` are what articles say by now."""
    now = {key: texts.get(key.removesuffix(".txt"), it.text) for key, it in export.articles.items()}
    quoted: dict[str, list[Quoted]] = {key: [] for key in now}
    for it in export.evidence:
        start = now[it.article.id].find(it.content)
        if start >= 0:
            moved = replace(it.quotation, start=start, end=start + len(it.content))
            quoted[it.article.id].append(moved)
    held = {
        key: HeldArticle(version_of(text), export.articles[key].title, export.articles[key].url)
        for key, text in now.items()
    }
    worn = {tag for said in quoted.values() for it in said for tag in it.tags}
    return Shelf(
        held,
        now.__getitem__,
        quoted.__getitem__,
        tag=lambda name: name if name in worn else new_tag(name),
    )


def back(export: Export, name: str, folder: Path) -> Incoming:
    """Write an export and read it again."""
    path = folder / name
    path.write_bytes(format_for(path).write(export))
    return files.read(path)


def verdicts(incoming: Incoming, there: Shelf) -> list[Verification]:
    """Return what becomes of each quotation."""
    return [it.verdict for it in verify(incoming.claims, there)]


@pytest.mark.parametrize("name", TABLES)
def test_what_stands_is_told_in_every_format(name: str, tmp_path: Path) -> None:
    """Untouched, moved by an edit elsewhere, altered, gone, and said by another."""
    export = harbour()
    incoming = back(export, name, tmp_path)
    text = export.articles["harbour.txt"].text
    assert verdicts(incoming, shelf(export)) == [Verification.STANDS, Verification.STANDS]
    moved = shelf(export, harbour=f"Updated at noon.\r\n\r\n{text}")
    assert verdicts(incoming, moved) == [Verification.STANDS, Verification.STANDS]
    altered = shelf(export, harbour=text.replace("not close it", "never close it"))
    found, _ = verify(incoming.claims, altered)
    assert (found.verdict, found.detail) == (
        Verification.ALTERED,
        "“not” is “never” in the article",
    )
    gone = shelf(export, harbour="Nothing of that kind stands here any more, not a word of it.")
    assert verdicts(incoming, gone)[0] is Verification.GONE
    one = export.evidence[0]
    said = replace(one.quotation, speaker_id="person:x", speaker_name="Olin Farrow")
    other = shelf(replace(export, evidence=[replace(one, quotation=said)]))
    found, _ = verify(incoming.claims, other)
    assert (found.verdict, found.detail) == (
        Verification.SPEAKER,
        "it was Ada Brandt, and is Olin Farrow",
    )


@pytest.mark.parametrize("name", ["x.md", "x.csv", "x.jsonld", "x.html"])
def test_words_that_were_altered_in_the_file(name: str, tmp_path: Path) -> None:
    """Somebody who edits the quotation in the file is found out."""
    path = tmp_path / name
    data = format_for(path).write(harbour())
    path.write_bytes(data.replace(b"not close it", b"gladly close it"))
    [found, _] = verify(files.read(path).claims, shelf(harbour()))
    assert found.verdict is Verification.ALTERED
    assert found.detail == "“gladly” is “not” in the article"


def test_an_article_that_is_not_there() -> None:
    """A claim about an article of another library is gone, and says so."""
    [found] = verify([Claim("Some words.", article="x.txt")], shelf(harbour()))
    assert (found.verdict, found.detail) == (
        Verification.GONE,
        "its article is not in this library",
    )


def moved_and_edited(export: Export, text: str) -> Shelf:
    """Return the library in which the harbour has another file and title, and says ``text``."""
    there = shelf(export, harbour=text)
    held = dict(there.articles)
    held["wharf.txt"] = HeldArticle(held.pop("harbour.txt").version, "Another title")

    def quoted(article: str) -> Sequence[Quoted]:
        said = there.quotations(article.replace("wharf", "harbour"))
        return [replace(it, article=article) for it in said]

    return replace(
        there,
        articles=held,
        text=lambda article: there.text(article.replace("wharf", "harbour")),
        quotations=quoted,
    )


@pytest.mark.parametrize("name", TABLES)
def test_an_article_that_was_renamed_and_edited_is_found_again(name: str, tmp_path: Path) -> None:
    """By most of what is known of its text; what was altered in it is told as altered."""
    export = harbour()
    incoming = back(export, name, tmp_path)
    text = export.articles["harbour.txt"].text
    edited = text + "Snow fell at noon. Nobody came."
    found, _ = verify(incoming.claims, moved_and_edited(export, edited))
    assert (found.verdict, found.article) == (Verification.MOVED, "wharf.txt")
    assert "wharf.txt" in found.detail
    altered = text.replace("not close it", "never close it")
    there = replace(moved_and_edited(export, altered), kept=lambda version: text + SENTENCES)
    found, _ = verify(incoming.claims, there)
    assert found.verdict is Verification.GONE  # half of it at most is there
    there = replace(moved_and_edited(export, altered + SENTENCES), kept=there.kept)
    found, _ = verify(incoming.claims, there)
    assert (found.verdict, found.article) == (Verification.ALTERED, "wharf.txt")
    assert "“not” is “never” in the article" in found.detail


def test_who_quotes_the_same_words_is_no_article_that_moved() -> None:
    """Words alone, with nothing around them that stood there, are somebody else's quotation."""
    words = "“We will not close it before the ice has gone,”"
    claim = Claim(words, article="gone.txt", before="It was late in the year. ", after=" he said.")
    other = shelf(harbour(), harbour=f"A week ago there was {words} and much else besides.")
    [found] = verify([claim], other)
    assert found.verdict is Verification.GONE


def test_an_article_of_which_only_the_text_is_kept_says_so() -> None:
    """It stands, and the person is told that its file does not."""
    there = shelf(harbour())
    held = {key: replace(it, away=True) for key, it in there.articles.items()}
    claim = Claim("“We will not close it,”", article="harbour.txt")
    [found] = verify([claim], replace(there, articles=held))
    assert found.verdict is Verification.STANDS
    assert "kept with your work" in found.detail


def test_articles_are_told_by_text_address_or_title() -> None:
    """An article with another name here is found by what else is known of it."""
    there, cited = shelf(harbour()), harbour().articles["harbour.txt"]
    for claim in (
        Claim("not close", version=cited.version),
        Claim("not close", url=cited.url),
        Claim("not close", title="The harbour"),
    ):
        assert place(claim, there).words == "not close"


def test_of_the_same_words_those_that_stand_where_the_file_says() -> None:
    """What is before and behind them tells which they are, else how near they are."""
    text = "“We wait,” said Ida Holm.\n\nNobody came.\n\n“We wait,” said Bo Ek.\n"
    there = Shelf({"a": HeldArticle(version_of(text))}, lambda name: text, lambda name: ())
    words = "“We wait,”"
    first, second = 0, text.rindex(words)
    for claim, start in (
        (Claim(words, article="a", after=" said Bo"), second),
        (Claim(words, article="a", before="came.\n\n"), second),
        (Claim(words, article="a", after=" said"), first),
        (Claim(words, article="a", start=second - 3), second),
        (Claim(words, article="a"), first),
    ):
        assert place(claim, there).span == (start, start + len(words))


# -- taking over -------------------------------------------------------------------------------


def claimed(**more: object) -> Incoming:
    """Return a claim on the quotation of the harbour, edited as told."""
    it: Evidence = harbour().evidence[0]
    claim = Claim(
        it.content,
        article=it.article.id,
        version=it.article.version,
        start=it.quotation.start,
        end=it.quotation.end,
    )
    return Incoming((replace(claim, **more),))  # type: ignore[arg-type]


OURS = ("harbour/open now", "promises")


def test_edits_of_a_file_are_taken() -> None:
    """What the file has changed since it was exported is taken, also a tag taken away."""
    made = plan(claimed(tags=("mine",), base_tags=OURS), shelf(harbour()))
    assert [it.tags for it in made.takings] == [("mine",)] and not made.conflicts
    made = plan(claimed(tags=OURS, base_tags=OURS), shelf(harbour()))
    assert (made.takings, made.conflicts, made.same) == ([], [], 1)
    made = plan(claimed(tags=("old",), base_tags=("old",)), shelf(harbour()))
    assert (made.takings, made.conflicts) == ([], [])  # we have changed it, the file has not


def test_what_both_have_changed_is_a_conflict() -> None:
    """Nothing is taken of it, unless the file is to win."""
    incoming = claimed(tags=("mine",), base_tags=("old",), memo="Theirs.")
    made = plan(incoming, shelf(harbour()))
    assert [(it.what, it.theirs) for it in made.conflicts] == [
        ("tags", "mine"),
        ("memo", "Theirs."),
    ]
    assert made.takings == []
    made = plan(incoming, shelf(harbour()), theirs=True)
    assert [(it.tags, it.memo) for it in made.takings] == [(("mine",), "Theirs.")]
    assert made.conflicts == []


def test_files_that_do_not_tell_where_they_come_from_only_add() -> None:
    """Tags of another program are added; none is taken away."""
    made = plan(claimed(tags=("new", "promises")), shelf(harbour()))
    assert [it.tags for it in made.takings] == [(*OURS, "new")]


def test_passages_and_strangers() -> None:
    """What is tagged where no quotation is, and what is in no article, is told apart."""
    passage = Claim("called that a first step", article="harbour.txt", tags=("x",))
    made = plan(Incoming((passage, Claim("never said", article="harbour.txt"))), shelf(harbour()))
    assert [it.words for it, _ in made.passages] == ["called that a first step"]
    assert [it.words for it in made.lost] == ["never said"]


def test_what_a_file_says_twice_of_one_quotation_is_one_change() -> None:
    """Programs write an annotation a tag and a memo: all of them are on the one quotation."""
    said = [claimed(tags=(tag,), memo=memo).claims[0] for tag, memo in (("a", "One."), ("b", ""))]
    said.append(claimed(tags=(), memo="Two.").claims[0])
    export = harbour()
    one = export.evidence[0]
    bare = replace(one, quotation=replace(one.quotation, tags=(), memo=""))
    there = shelf(replace(export, evidence=[bare]))
    made = plan(Incoming(tuple(said)), there)
    assert [(it.tags, it.memo) for it in made.takings] == [(("a", "b"), "One.\n\nTwo.")]
    assert not made.conflicts
    words = "called that a first step"
    passage = [Claim(words, article="harbour.txt", tags=(tag,), memo=tag) for tag in "xyx"]
    [(claim, _)] = plan(Incoming(tuple(passage)), shelf(export)).passages
    assert (claim.tags, claim.memo) == (("x", "y"), "x\n\ny")


def test_a_block_that_stands_twice(tmp_path: Path) -> None:
    """The one that was edited is taken; two that were edited otherwise are a conflict."""
    export = harbour()
    text = format_for(Path("x.md")).write(export).decode()
    [first, *_] = blocks(text)
    block = text[first.start : first.end]
    path = tmp_path / "x.md"

    def planned(*more: str) -> Plan:
        path.write_text("\n\n".join((text, *more)), "utf-8")
        return plan(files.read(path), shelf(export))

    one, other = (block.replace("now, promises", f"now, {tag}") for tag in ("kept", "broken"))
    assert (planned(block).takings, planned(block).same) == ([], 3)
    assert [it.tags for it in planned(one).takings] == [("harbour/open now", "kept")]
    made = planned(one, other)
    assert [it.tags for it in made.takings] == [("harbour/open now", "kept")]
    assert [(it.what, it.theirs) for it in made.conflicts] == [("tags", "harbour/open now, broken")]


def test_half_a_block_is_told_and_costs_no_other(tmp_path: Path) -> None:
    """A stamp that was cut, an end that is missing: a line of it, and all others are read."""
    text = format_for(Path("x.md")).write(harbour()).decode()
    first, second = blocks(text)
    path = tmp_path / "x.md"
    cut = text.replace(f"<!-- {first.id} ends -->", "")
    path.write_text(cut, "utf-8")
    assert [it.id for it in files.read(path).claims] == [second.id]
    [problem] = files.read(path).problems
    assert problem == f"line {text[: first.start].count(chr(10)) + 1}: half of a block of onrecord"
    path.write_text(text.replace('{"article"', '{"article', 1), "utf-8")
    assert [it.id for it in files.read(path).claims] == [second.id]
    assert len(files.read(path).problems) == 2  # its beginning, and its end
    twice = f"{text}\n{text[first.start : first.end]}\n"
    path.write_text(twice, "utf-8")
    assert [it.id for it in files.read(path).claims] == [first.id, second.id, first.id]
    assert not files.read(path).problems


@pytest.mark.parametrize(
    "name", ["x.md", "x.obsidian.md", "x.csv", "x.jsonl", "x.html", "x.tags.html"]
)
def test_a_speaker_who_was_altered_in_the_file(name: str, tmp_path: Path) -> None:
    """Who is shown to speak is compared, whatever is told besides; an alias is no other."""
    path = tmp_path / name
    data = format_for(path).write(harbour())
    shown = {
        "x.md": (b"**Ada Brandt**", b"**Eva Holm**"),
        "x.obsidian.md": (b"[[Ada Brandt]]", b"[[Eva Holm]]"),
        "x.html": (b"<h2>Ada Brandt", b"<h2>Eva Holm"),
        "x.tags.html": (b"<strong>Ada Brandt", b"<strong>Eva Holm"),
    }.get(name, (b"Ada Brandt", b"Eva Holm"))
    assert shown[0] in data
    path.write_bytes(data.replace(*shown))
    there = replace(shelf(harbour()), called=lambda actor: ("Ada Brandt", "A. Brandt"))
    found, _ = verify(files.read(path).claims, there)
    assert found.verdict is Verification.SPEAKER
    assert found.detail == "it was Eva Holm, and is Ada Brandt"
    path.write_bytes(data.replace(shown[0], shown[1].replace(b"Eva Holm", b"A. Brandt")))
    found, _ = verify(files.read(path).claims, there)
    assert found.verdict is Verification.STANDS


def test_a_colleagues_document_that_nobody_edited() -> None:
    """Merged, its tags and memos are theirs; imported, they are what it was written with."""
    base = {"base_tags": ("theirs",), "base_memo": memo_digest("Their memo.")}
    incoming = claimed(tags=("theirs",), memo="Their memo.", **base)
    assert plan(incoming, shelf(harbour())).takings == []
    [taking] = plan(incoming, shelf(harbour()), of="Ben").takings
    assert taking.tags == (*OURS, "theirs")
    assert taking.memo is not None and taking.memo.endswith("\n\nBen: Their memo.")


@pytest.mark.parametrize("name", ["x.md", "x.obsidian.md", "x.context.md"])
@pytest.mark.parametrize("memo", ["One.\n\nTwo,\nof two lines.\n\n- three", "a\nb", "=1 <b> \\"])
def test_memos_keep_their_paragraphs_and_lines(name: str, memo: str, tmp_path: Path) -> None:
    """What Markdown holds of a memo is the memo, so that an edit of it changes nothing else."""
    export = harbour()
    one, other = export.evidence
    noted = replace(one, quotation=replace(one.quotation, memo=memo))
    claim, _ = back(replace(export, evidence=[noted, other]), name, tmp_path).claims
    assert claim.memo == memo
    text = (tmp_path / name).read_text("utf-8")
    (tmp_path / name).write_text(text.replace("Memo: ", "Memo:\n\n", 1), "utf-8")
    assert files.read(tmp_path / name).claims[0].memo == memo


def test_memos_in_one_however_often_they_go_back_and_forth() -> None:
    """Each paragraph once, under the name of whose it is; nothing is lost."""
    ada, ben = "Adas memo.\n\nHer second.", "Bens memo."
    for _ in range(3):
        ben = in_one(ben, ada, "Ada", ["Ben"])
        ada = in_one(ada, ben, "Ben", ["Ada"])
    assert ben == "Bens memo.\n\nAda: Adas memo.\n\nHer second."
    assert ada == "Adas memo.\n\nHer second.\n\nBen: Bens memo."
    ada += "\n\nA thought."
    assert in_one(ben, ada, "Ada", ["Ben"]) == f"{ben}\n\nAda: A thought."
    assert in_one("Mine.", "Cal: One.\n\nMore.", "Ada", ["Cal"]) == "Mine.\n\nCal: One.\n\nMore."
    assert in_one("Note: this.", "Other: this.", "Ada").endswith("Ada: Other: this.")
    one, other = in_one("a", "b"), in_one("b", "a")
    assert (in_one(one, other), in_one(other, one)) == (one, other) == ("a\n\nb", "b\n\na")


def test_codebooks_come_from_tables_of_others(tmp_path: Path) -> None:
    """Columns are known by the names that programs give them; colours are the nearest of ours."""
    path = tmp_path / "codes.csv"
    path.write_text("Code;Definition;Color;Category\nopen;It stays open;#50b0e0;harbour\n", "utf-8")
    [(tag, coded)] = files.read(path).codebook.items()
    assert (tag, coded.memo, coded.colour) == ("harbour/open", "It stays open", "sky")


def test_bad_files_are_one_line(tmp_path: Path) -> None:
    """An ending that nothing reads, a file that is not there, one that is something else."""
    with pytest.raises(UnknownFormat, match=r"\.md, .*\.qdpx"):
        files.read(tmp_path / "x.docx")
    with pytest.raises(Unreadable, match=r"x\.md cannot be read"):
        files.read(tmp_path / "x.md")
    (tmp_path / "x.qdpx").write_bytes(b"PK")
    with pytest.raises(Unreadable, match=r"x\.qdpx: it is no whole"):
        files.read(tmp_path / "x.qdpx")
