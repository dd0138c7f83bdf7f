"""Every view as plain text: the words, no signs to read over, the same facts as JSON."""

from __future__ import annotations

import io
import json
import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.table import Table

from onrecord.analysis.types import Link, LinkType, Place, QuotationKind
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.cli import plain_text as plainly
from onrecord.tui.cli import statement_views, views
from onrecord.tui.session.offers import offers
from onrecord.tui.session.stale import GONE
from onrecord.tui.session.timeline import By

from .by_hand import CanalSession

DRAWN = re.compile("[\u2500-\u259f\x1b]")
"""Boxes, bars, and what begins a colour."""


@pytest.fixture
def session() -> CanalSession:
    """A session with some work in it."""
    session = CanalSession()
    session.changes.do(
        lambda notebook: notebook.quotations.tag(
            [session.quotations("closure.txt")[0]], ["trade/ships", "war"]
        )
    )
    session.changes.do(
        lambda notebook: notebook.quotations.memo(
            session.quotations("closure.txt")[0], "ask\nagain"
        )
    )
    session.changes.do(lambda notebook: notebook.codebook.recolour("trade/ships", "sky"))
    session.changes.do(lambda notebook: notebook.codebook.describe("war", "never\nagain"))
    return session


def told(found: views.Told) -> tuple[list[str], list[dict]]:
    """Return lines and facts; no line is drawn, and the facts can be written."""
    lines = list(found.lines)
    assert not any(DRAWN.search(line) for line in lines)
    return lines, [json.loads(json.dumps(fact)) for fact in found.facts]


def test_read(session: CanalSession) -> None:
    """Quotations are marked in the text where they begin and end, and told below it."""
    lines, [fact] = told(views.read(session, "closure.txt"))
    assert lines[1] == "2021-03-04, Northern Wire, 121 words, 6 quotations"
    text = "\n".join(lines)
    assert "said that [1 Marta Vessen, indirect: the canal will be closed to" in text
    assert "bring no result 1]. She told" in text
    assert "called [4 Ilan Oduya, mixed: the threat “a bad joke” 4] and said" in text
    assert "[6 nobody named, indirect: of delays 6]." in text
    assert "Quotation 3: Marta Vessen, direct, cue “added”, sure 0.97." in text
    assert "date 2021-03-04" not in text
    assert len(fact["quotes"]) == 6 and fact["text"] == session.article("closure.txt").text


def test_an_article_is_found_by_words_of_its_title(session: CanalSession) -> None:
    """Words that only one article has will do; else it is said which there are."""
    assert told(views.read(session, "laughs OFF"))[1][0]["article"] == "answer.txt"
    with pytest.raises(views.NotThere, match="no article is called “herring”"):
        views.read(session, "herring")
    with pytest.raises(views.NotThere, match="3 articles are called “canal”"):
        views.read(session, "canal")


WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted), max_size=6))
def test_annotated_text_keeps_every_word(spans: list[list[int]]) -> None:
    """However quotations overlap, each is opened and closed, and no word is lost."""
    text = " ".join(WORDS)
    quotations = [
        Quoted(
            "a",
            text.index(WORDS[first]),
            text.index(WORDS[last]) + len(WORDS[last]),
            QuotationKind.DIRECT,
            None,
            "Bo",
        )
        for first, last in spans
    ]
    shown = views._annotated(text, (0, len(text)), quotations)
    for number in range(1, len(spans) + 1):
        assert shown.count(f"[{number} Bo, direct: ") == shown.count(f" {number}]") == 1
        assert shown.index(f"[{number} Bo") < shown.index(f" {number}]")
    plain = re.sub(r"\[\d+ Bo, direct: | \d+\]", "", shown)
    assert plain.replace(" ", "") == text.replace(" ", "")


def test_codebook(session: CanalSession) -> None:
    """Tags with counts, colours, keys and memos, those above others too."""
    lines, facts = told(views.codebook(session))
    assert lines[0] == "codebook: 3 tags"
    assert "#trade: 0 quotations, 1 with those below, key 1" in lines
    assert "#trade/ships: 1 quotation, colour sky" in lines
    assert "#war: 1 quotation, memo: never again" in lines
    assert {fact["tag"]: fact["with_below"] for fact in facts}["trade"] == 1
    session.changes.do(lambda notebook: notebook.codebook.add(["ports/canal/locks"]))
    lines, facts = told(views.codebook(session))
    assert "#ports/canal: no tag itself" in lines
    assert {"ports", "ports/canal"}.isdisjoint(fact["tag"] for fact in facts)
    assert "ports/canal/locks" in {fact["tag"] for fact in facts}


def test_what_was_rejected_counts_nowhere(session: CanalSession) -> None:
    """Its tags are told of, so that they can be reached; they count in no view."""
    book = session.notebook.codebook
    [war] = [it for it in session.all_quotations() if "war" in it.tags]
    session.changes.do(lambda notebook: notebook.quotations.reject([war]))
    lines, facts = told(views.codebook(session))
    assert lines[0] == "codebook: 3 tags"
    assert "#war: 0 quotations, 1 on rejected quotations, memo: never again" in lines
    [fact] = [fact for fact in facts if fact["tag"] == "war"]
    assert (fact["quotations"], fact["with_below"], fact["rejected"]) == (0, 0, 1)
    assert (book.tags()["war"], book.rejected()["war"]) == (0, 1)
    assert "tag #war" not in {offer.title for offer in offers(session, "", "")}
    session.changes.undo()
    assert book.tags()["war"] == 1 and not book.rejected()


def test_timeline(session: CanalSession) -> None:
    """A line a step; by speaker and tag as well; only what fits."""
    lines, facts = told(views.timeline(session))
    assert lines[1:] == [
        "2021-03-04: 6 quotations, 1 article",
        "2021-03-05: 2 quotations, 1 article",
        "without a day: 1 quotation",
    ]
    assert facts[0] == {
        "step": "2021-03-04", "by": "time", "name": None, "quotations": 6, "articles": 1
    }  # fmt: skip
    assert facts[-1] == {
        "step": None, "by": "time", "name": None, "quotations": 1, "articles": 1
    }  # fmt: skip
    lines, facts = told(views.timeline(session, "kind:direct", By.SPEAKER))
    assert "Marta Vessen, 2021-03-04: 1 quotation, 1 article" in lines
    lines, facts = told(views.timeline(session, by=By.TAG))
    assert {fact["name"] for fact in facts if fact["step"]} == {"trade", "trade/ships", "war"}


def test_review(session: CanalSession) -> None:
    """Work that no longer applies first, then the least sure, each with why."""
    session.leave_behind("links")
    lines, facts = told(views.review(session))
    assert lines[0] == "review: 3 things"
    what = "Nobody knows; link you drew: answers, with date"
    assert lines[1] == f"no longer applies: {GONE}; {what}; answer.txt"
    assert lines[2].startswith("sure 0.33; 2021-03-04, nobody named, indirect: of delays (North")
    assert [fact["why"] for fact in facts] == [GONE, "unsure", "unsure"]
    assert facts[1]["content"] == "of delays" and facts[0]["kept"] is False


def test_check(session: CanalSession) -> None:
    """The answer first, then every place, the best first, with what differs."""
    lines, facts = told(statement_views.check(session, "Nobody closes a canal in spring"))
    assert lines[0] == "did they say it? 2 verbatim"
    assert lines[1].startswith("verbatim 1.00; 2021-03-04, Ilan Oduya, direct: Nobody closes")
    assert [fact["article"] for fact in facts] == ["closure.txt", "answer.txt"]
    lines, facts = told(statement_views.check(session, "Nobody shuts a canal in the spring"))
    assert lines[0].endswith("2 altered") and "[-shuts-] {+closes+}" in lines[2]
    lines, facts = told(statement_views.check(session, "The herring are late"))
    assert lines == ["did they say it? not in this library"] and facts == []


def test_versions(session: CanalSession) -> None:
    """Each statement that stands in several places once, its versions oldest first."""
    lines, facts = told(statement_views.versions(session))
    assert lines[:3] == ["same statement: 1", "", "Statement 1: 2 versions, oldest first"]
    assert lines[3].startswith("first; 2021-03-04, Ilan Oduya, direct: ")
    assert lines[4].startswith("word for word; ~2021-03-05")
    assert [fact["statement"] for fact in facts] == [1, 1]
    assert told(statement_views.versions(session, "NOBODY closes"))[1] == facts
    assert told(statement_views.versions(session, "herring"))[0] == ["same statement: 0"]


def test_statements(session: CanalSession) -> None:
    """What one actor said in time, and the pairs that seem to differ."""
    one, two = [q for q in session.all_quotations() if q.speaker_id == "vessen"][:2]
    a, b = Place("closure.txt", one.start, one.end), Place("closure.txt", two.start, two.end)
    session.indexer.linking.found.append(
        Link(LinkType.CHANGED_POSITION, a, b, 0.6, ("close, use",))
    )
    lines, facts = told(statement_views.statements(session, "vessen"))
    assert lines[0] == "Marta Vessen: person, 3 statements"
    assert lines[1] == "names: Marta Vessen 1 time, Vessen 1 time"
    assert "changed position? 0.60; close, use" in lines
    assert lines[-2].startswith("before: 2021") and "every right" in lines[-1]
    assert len(facts) == 4 and facts[-1]["changed_position"] == 0.6
    with pytest.raises(views.NotThere, match="no actor is called “nobody”"):
        statement_views.statements(session, "nobody")


def test_a_table_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    """A line a row, headings before values, empty cells left out, controls made harmless."""
    table = Table("who", "", "when", title="sayings")
    table.add_row("Bo \x1b[31m[/]", "often", "")
    plainly.put(table)
    assert capsys.readouterr().out == "sayings: 1\nwho: Bo ␛[31m[/]; often\n\n"


def test_an_encoding_that_holds_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the terminal cannot write becomes a question mark, not an error."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    plainly.write(["“No”"])
    out.flush()
    assert out.buffer.getvalue() == b"?No?\n"
