"""Copies of an article count once, wherever anything is counted, and no work on them is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import orjson
import pytest

from onrecord.store.library.catalogue import Entry, ScanStatus
from onrecord.store.library.copies import exact_copies, joined
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.cli.tables import quotes_json
from onrecord.tui.session.evidence import markdown
from onrecord.tui.session.session import Session
from onrecord.tui.session.statements import lines_of
from onrecord.tui.session.versions import versions_of

from .conftest import SECOND, Opener

STORY = """date 2023-05-08
Sluice to be dredged

TESK — The sluice at Tesk will be dredged before the winter, engineer Mirja Lohm told the harbour \
board on Monday evening, after three barges had run aground there within a single week.

“Nobody can plan a voyage on hope,” Lohm said. She added that the dredger would come from the \
northern yard, where it lies idle, and that the board had agreed to pay for coal and crew.

Skippers who gathered on the quay were not convinced. “They promised us the same in spring,” said \
Odo Brask, whose family has carried timber through the sluice for four generations.

The board meets again in a fortnight, when the costs of a second channel are to be laid before it \
and the fishermen of the outer villages will be heard for the first time.
"""
WORDS = [
    "“Nobody can plan a voyage on hope,”",
    "“They promised us the same in spring,”",
]
REPRINT = STORY.replace("date 2023-05-08", "date 2023-05-09").replace(
    "for the first time.\n", "for the first time.\n\n“We shall be loud,” said Tove Arn.\n"
)


def spoken(session: Session) -> list[str]:
    """Return all that is said, direct quotations alone, as it counts."""
    found = session.all_quotations()
    texts = [session.article(q.article).text[q.start : q.end] for q in found if q.kind == "direct"]
    return [words for words in texts if words in (*WORDS, "“We shall be loud,”")]


def in_words(session: Session, article: str, words: str) -> Quoted:
    """Return the first quotation of these words in an article."""
    text = session.article(article).text
    return next(q for q in session.quotations(article) if text[q.start : q.end] == words)


@pytest.fixture
def stories(folder: Path) -> Path:
    """Return a folder with a story, the same with other line ends, and a reprint."""
    (folder / "story.txt").write_text(STORY, "utf-8")
    (folder / "again.txt").write_text(STORY.replace("\n\n", "\n \n"), "utf-8")
    return folder


def counts(session: Session) -> dict[str, tuple[int, int, tuple[str, ...]]]:
    """Return what is counted of each actor."""
    return {it.name: (it.mentions, it.quotations, it.articles) for it in session.actors().values()}


def test_the_same_text_counts_once(stories: Path, opened: Opener) -> None:
    """Quotations, actors, rows, statements, export: as if the copy were not there."""
    (stories / "again.txt").rename(stories.parent / "away.txt")
    alone = opened(stories)
    expected = spoken(alone), len(alone.rows()), markdown(alone, list(alone.all_quotations()), "x")
    known = counts(alone)
    alone.close()
    (stories.parent / "away.txt").rename(stories / "zagain.txt")
    session = opened(stories)
    assert spoken(session) == expected[0] == WORDS
    assert len(session.rows()) == expected[1]
    assert markdown(session, list(session.all_quotations()), "x") == expected[2]
    assert counts(session) == known
    assert [row.also_in for row in session.rows() if row.id == "story.txt"] == [("zagain.txt",)]
    assert session.counting.copy_of("zagain.txt") == "story.txt"
    assert {q.speaker_id for q in session.quotations("zagain.txt")} == {
        q.speaker_id for q in session.quotations("story.txt")
    }
    [line] = [it for it in lines_of(session) if it.text.startswith("“Nobody can plan")]
    assert [it.quoted.article for it in versions_of(session, line.quoted)] == ["story.txt"]
    assert not [link for link in session.links.of("story.txt") if link.b.article == "zagain.txt"]


def test_copies_can_be_unfolded(stories: Path, opened: Opener) -> None:
    """Then every copy has its row, and its quotations count."""
    session = opened(stories)
    session.counting.unfolded = True
    assert sorted(spoken(session)) == sorted(WORDS * 2)
    assert {"story.txt", "again.txt"} <= {row.id for row in session.rows()}


def test_a_reprint_counts_once_but_for_what_it_adds(folder: Path, opened: Opener) -> None:
    """Nearly the same: folded under the earlier one, and what it alone says is there."""
    (folder / "reprint.txt").write_text(REPRINT, "utf-8")
    (folder / "story.txt").write_text(STORY, "utf-8")
    for _ in range(2):  # the second time it is known from the start
        session = opened(folder)
        assert session.counting.copy_of("reprint.txt") == "story.txt"
        assert spoken(session) == [*WORDS, "“We shall be loud,”"]
        assert "reprint.txt" not in {row.id for row in session.rows()}
        assert "Tove Arn" in {it.name for it in session.actors().values()}
        session.close()


def test_another_article_on_the_same_is_no_copy(folder: Path, opened: Opener) -> None:
    """What shares a subject, or half of its words, stands by itself."""
    (folder / "story.txt").write_text(STORY, "utf-8")
    (folder / "half.txt").write_text(STORY.partition("Skippers")[0] + SECOND, "utf-8")
    session = opened(folder)
    assert session.indexer.knowledge.copies == {}


def test_work_on_a_copy_is_kept_and_shown(stories: Path, opened: Opener) -> None:
    """The statement counts where the work on it is, once; a memo keeps the copy in the list."""
    session = opened(stories)
    assert session.counting.copy_of("story.txt") == "again.txt"
    quoted = in_words(session, "story.txt", WORDS[1])
    session.changes.do(lambda notebook: notebook.quotations.tag([quoted], ["spring"]))
    assert sorted(spoken(session)) == sorted(WORDS)
    tagged = [q for q in session.all_quotations() if q.tags]
    assert [(q.article, q.tags) for q in tagged] == [("story.txt", ("spring",))]
    assert "story.txt" in {row.id for row in session.rows()}
    session.close()
    session = opened(stories)
    assert [q.article for q in session.all_quotations(annotated=True) if q.tags] == ["story.txt"]


@pytest.mark.parametrize("which", ["again.txt", "story.txt"])
def test_what_is_rejected_in_one_copy_counts_in_none(
    stories: Path, opened: Opener, which: str
) -> None:
    """Whether the copy comes before it or after: in lists, rows, figures of actors and JSON."""
    session = opened(stories)
    assert session.counting.copy_of("story.txt") == "again.txt"
    was = said_by(session)
    quoted = in_words(session, which, WORDS[1])
    session.changes.do(lambda notebook: notebook.quotations.reject([quoted]))
    assert spoken(session) == WORDS[:1]
    counted = [q.speaker_id for q in session.all_quotations() if q.speaker_id]
    assert said_by(session) == Counter(counted) != was
    rows = {row.id: row.quotations for row in session.rows(copies=True)}
    assert rows["story.txt"] == rows["again.txt"]
    assert not [it for it in quotes_json(session) if it["content"] == WORDS[1]]
    shown = {name: session.quotations(name) for name in ("again.txt", "story.txt")}
    assert all(session.quotations(name) is shown[name] for name in shown), "not made again"
    assert len(shown["again.txt"]) == len(shown["story.txt"])
    session.changes.undo()
    assert sorted(spoken(session)) == sorted(WORDS)
    assert said_by(session) == was


def test_what_is_rejected_stays_so_when_a_copy_comes(folder: Path, opened: Opener) -> None:
    """Under a name that stands before the one it was rejected in."""
    (folder / "story.txt").write_text(STORY, "utf-8")
    session = opened(folder)
    quoted = in_words(session, "story.txt", WORDS[1])
    session.changes.do(lambda notebook: notebook.quotations.reject([quoted]))
    session.close()
    (folder / "again.txt").write_text(STORY, "utf-8")
    assert spoken(opened(folder)) == WORDS[:1]


def test_other_boundaries_in_a_copy_are_no_second_statement(stories: Path, opened: Opener) -> None:
    """What was found there counts under the words that were drawn, and only so."""
    session = opened(stories)
    quoted = in_words(session, "story.txt", WORDS[1])
    session.changes.do(
        lambda notebook: notebook.quotations.respan(quoted, quoted.start, quoted.end - 12)
    )
    assert spoken(session) == WORDS[:1]
    [drawn] = [it for it in session.all_quotations() if it.by_person]
    assert drawn.article == "story.txt"


def test_words_that_are_said_twice_are_told_apart_in_a_copy(folder: Path, opened: Opener) -> None:
    """One of them is tagged: the other counts as it did."""
    twice = (
        f"{STORY}\n“{WORDS[1][1:-1]}” said Tove Arn, who mends the nets of the outer villages.\n"
    )
    for name in ("again.txt", "story.txt"):
        (folder / name).write_text(twice, "utf-8")
    session = opened(folder)
    before = spoken(session)
    assert before.count(WORDS[1]) == 2
    quoted = in_words(session, "story.txt", WORDS[1])
    session.changes.do(lambda notebook: notebook.quotations.tag([quoted], ["spring"]))
    assert sorted(spoken(session)) == sorted(before)


def test_the_first_is_the_earliest_then_by_name() -> None:
    """A file that is gone is never first while another is there."""

    def entry(
        name: str, day: str | None, status: ScanStatus = ScanStatus.NEW, text: str = "x"
    ) -> Entry:
        from dataclasses import replace

        made = Entry(name, name, version=text + name, plain=text, status=status)
        return replace(made, published=replace(made.published, date=day))

    entries = [
        entry("c", None),
        entry("b", "2023-05-02"),
        entry("a", "2023-05-02"),
        entry("0", "2020-01-01", ScanStatus.VANISHED),
        entry("other", "2023-01-01", text="y"),
    ]
    assert exact_copies(entries) == {"b": "a", "c": "a", "0": "a"}
    assert joined({"b": "a"}, {"a": "z"}) == {"a": "z", "b": "z"}


def test_copies_have_the_dates_of_their_own_sources(folder: Path, opened: Opener) -> None:
    """What was found in one text is shared; a date that its source states is not."""
    days = {"one": "2021-04-23", "two": "2021-05-04", "three": "may be tomorrow"}
    text = "“The sluice is shut for good,” engineer Mirja Lohm said."
    for name, day in days.items():
        row = orjson.dumps({"id": name, "text": text, "date": day})
        (folder / f"{name}.jsonl").write_bytes(row + b"\n")
    session = opened(folder)
    dates = {name: session.published(f"{name}.jsonl#{name}").date for name in days}
    assert dates == {"one": "2021-04-23", "two": "2021-05-04", "three": None}


def said_by(session: Session) -> dict[str, int]:
    """Return how much each actor says, as the list of actors has it."""
    return {key: it.quotations for key, it in session.actors().items() if it.quotations}


def test_actors_count_what_the_quotations_count(folder: Path, opened: Opener) -> None:
    """Folded and unfolded, in the same text, in a reprint that names somebody more, under work."""
    (folder / "again.txt").write_text(STORY, "utf-8")
    (folder / "reprint.txt").write_text(REPRINT, "utf-8")
    (folder / "story.txt").write_text(STORY, "utf-8")
    session = opened(folder)
    for unfolded, times in ((False, 1), (True, 3), (False, 1), (True, 3)):
        session.counting.unfolded = unfolded
        counted = Counter(q.speaker_id for q in session.all_quotations() if q.speaker_id)
        assert said_by(session) == counted
        lohm = next(it for it in session.actors().values() if it.name == "Mirja Lohm")
        assert len(lohm.articles) == times
        assert lohm.names["Mirja Lohm"] == times
        assert lohm.mentions % times == 0
        quoted = session.quotations("reprint.txt")[0]
        session.changes.do(lambda book, it=quoted: book.quotations.reject([it]))
