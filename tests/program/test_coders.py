"""How far two coders agree whose libraries do not hold quite the same articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.tui.cli import main as cli

from .conftest import FIRST, SECOND, Opener


def tag(opened: Opener, folder: Path, **tags: str) -> None:
    """Tag the first quotation of articles."""
    session = opened(folder)
    for name, given in tags.items():
        one = session.quotations(f"{name}.txt")[0]
        session.changes.do(lambda book, q=one, t=given: book.quotations.tag([q], [t]))
    session.close()


def compared(
    capsys: pytest.CaptureFixture[str], one: Path, other: Path
) -> tuple[dict[str | None, tuple[int, int, int, int]], str]:
    """Return the counts of each tag, and what is told besides."""
    capsys.readouterr()
    assert cli.main(["agreement", str(one), str(other), "--json"]) == 0
    said = capsys.readouterr()
    rows = map(json.loads, said.out.splitlines())
    counts = ("both", "first", "second", "neither")
    return {row["tag"]: tuple(row[name] for name in counts) for row in rows}, said.err


def test_only_articles_that_both_have_are_compared(
    both: tuple[Path, Path], opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """What one of them has alone is named, and counts for no disagreement, whoever comes first."""
    mine, other = both
    (mine / "third.txt").write_text(FIRST.replace("Tesk", "Ankar"), "utf-8")
    tag(opened, mine, first="calm", third="alone")
    tag(opened, other, first="calm")
    (counts, told), (turned, told_then) = (compared(capsys, *pair) for pair in (both, both[::-1]))
    assert counts == turned and "alone" not in counts
    assert counts["calm"][:3] == (1, 0, 0)
    assert told == told_then == f"onrecord: not compared, as only {mine} has it: third.txt\n"


def test_tags_are_placed_in_an_article_that_was_edited(
    both: tuple[Path, Path], opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same sentence is the same quotation, whatever else was edited, and renamed."""
    _, other = both
    edited = FIRST.replace("on Tuesday", "on a rainy Wednesday")
    (other / "first.txt").write_text(edited, "utf-8")
    for folder in both:
        tag(opened, folder, first="calm", second="shut")
    (counts, told), (turned, _) = (compared(capsys, *pair) for pair in (both, both[::-1]))
    assert counts == turned and not told
    assert counts["calm"][:3] == counts["shut"][:3] == (1, 0, 0)
    (other / "second.txt").rename(other / "renamed.txt")
    assert compared(capsys, *both) == (counts, ""), "the same text is the same article"
    (other / "renamed.txt").write_text(SECOND.replace("closed", "shut"), "utf-8")
    counts, told = compared(capsys, *both)
    assert "not compared, as" not in told and counts["shut"][:3] == (1, 0, 0)


def test_words_that_one_text_lacks_are_not_compared(
    both: tuple[Path, Path], opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the other coder could not see is told by number, and is no disagreement."""
    mine, other = both
    (other / "first.txt").write_text(FIRST.replace(" “Let them come and look.”", ""), "utf-8")
    session = opened(mine)
    last = session.quotations("first.txt")[-1]
    session.changes.do(lambda book: book.quotations.tag([last], ["look"]))
    session.close()
    counts, told = compared(capsys, *both)
    assert "look" not in counts
    assert "not compared: 1 quotation whose words only one of the two texts has" in told


def test_a_difference_on_what_is_no_quotation_to_one_is_not_left_out(
    both: tuple[Path, Path], opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """Tags on what the other rejects wait in the queue; what the other has alone is told."""
    mine, other = both
    for folder, tagged, rejected in ((mine, "first", "second"), (other, "second", "first")):
        tag(opened, folder, **{tagged: tagged})
        session = opened(folder)
        one = session.quotations(f"{rejected}.txt")[0]
        session.changes.do(lambda book, q=one: book.quotations.reject([q]))
        session.close()
    capsys.readouterr()
    assert cli.main(["agreement", *map(str, both), "--queue"]) == 0
    said = capsys.readouterr().out
    assert "other tags on 2 of them" in said
    assert "1 difference in the review queue" in said
    assert "1 difference not in it, as only other has the quotation" in said
    session = opened(mine)
    [asked] = session.review.stale()
    assert asked.why == "other says: tags are none, as this is no quotation"
    session.review.drop(asked)
    assert not any(quoted.tags for quoted in session.all_quotations())
    session.close()
    capsys.readouterr()
    cli.main(["agreement", *map(str, both), "--queue"])
    assert "other tags on 1 of them" in capsys.readouterr().out
