"""Links between articles: each type found with evidence, and the library kept up."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analysis.links import Linker
from onrecord.analysis.types import (
    ActorKind,
    Basis,
    Link,
    LinkType,
    LocalActor,
    Precision,
    Published,
)

from .articles import Item, made

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / ".." / "shared" / "corpus"

TALKS = (
    "Orlov spoke in Port Alda. He said that the harbour treaty was torn up by the northern fleet "
    "without any warning. The weather was fine. Many people came to hear him at the old customs "
    "house, where boats are mended in winter. Nobody asked about the price of fish."
)
LATER = (
    "A week of silence followed. Orlov added: “The northern fleet simply tore up the harbour "
    "treaty, without a warning, and now they wonder.” Markets did not move. The council will "
    "discuss ferries, lighthouses and the dredging of the river mouth."
)
REPLY = "tearing up the harbour treaty was the northern fleet's right, with or without a warning"
FISH = (
    "The price of fish rose in all towns of the coast. Petrov blamed the quota, and said that the "
    "quota must be doubled before the autumn. Cooks shrugged."
)


def talks(day: str | None = "2020-05-01") -> Item:
    """Make the article that reports a statement indirectly."""
    words = "the harbour treaty was torn up by the northern fleet without any warning"
    return made("talks", TALKS, [("Orlov", words)], day)


def later(day: str | None = "2020-05-04") -> Item:
    """Make the article that quotes the same statement."""
    words = LATER[LATER.index("“") : LATER.index("”") + 1]
    return made("later", LATER, [("Orlov", words)], day)


def fish() -> Item:
    """Make an article about something else."""
    return made("fish", FISH, [("Petrov", "the quota must be doubled before the autumn")])


def linked(*items: Item) -> Linker:
    """Make a library of some articles."""
    linker = Linker()
    for item in items:
        linker.add(*item)
    return linker


def of(links: list[Link], kind: LinkType) -> list[Link]:
    """Return the links of one type."""
    return [link for link in links if link.type is kind]


def test_same_statement_direct_and_indirect() -> None:
    """One utterance, once quoted and once reported, is found from both sides with its words."""
    linker = linked(talks(), later(), fish())
    for here, there in (("talks", "later"), ("later", "talks")):
        first = linker.links(here)[0]
        assert first.type is LinkType.SAME_STATEMENT
        assert (first.a.article, first.b.article) == (here, there)
        assert 0.5 <= first.score <= 1
        assert "treaty" in first.evidence[0] and "3 days apart" in first.evidence
        assert "Orlov" in first.evidence
    place = linker.links("talks")[0].b
    assert LATER[place.start : place.end].startswith("“The northern fleet")


@pytest.mark.parametrize(("speaker", "found"), [("Orlov", True), ("Petrov", False)])
def test_like_words_of_another_speaker(speaker: str, found: bool) -> None:
    """Like words are one statement if one person says them, two if two do."""
    words = "the northern fleet gave the harbour treaty a warning before it was torn up"
    text = f"Ferries are a matter of taste. {speaker} said that {words}."
    linker = linked(talks(), made("like", text, [(speaker, words)]), fish())
    assert bool(of(linker.links("talks"), LinkType.SAME_STATEMENT)) is found


def test_near_duplicate() -> None:
    """A story that is cut and moved about is a near duplicate, over its whole length."""
    parts = TALKS.split(". ")
    rewrite = ". ".join([parts[1], parts[0], *parts[3:]])
    linker = linked(made("a", TALKS), made("b", rewrite), made("c", FISH), made("d", LATER))
    first = linker.links("a")[0]
    assert first.type is LinkType.NEAR_DUPLICATE and first.b.article == "b"
    assert (first.a.start, first.a.end) == (0, len(TALKS))
    assert "%" in first.evidence[0]


def test_same_event_in_dated_passages() -> None:
    """Two passages that date one happening are linked, though one does not know the year."""
    one = "On October 18 the authority closed the ferry mission of Norland. Rain fell."
    other = "It was on October 18 that the ferry mission of Norland was closed. Crews went home."
    linker = linked(
        made("one", one, events=[("2020-10-18", one.split(". ")[0] + ".")], day="2020-10-20"),
        made("other", other, events=[("--10-18", other.split(". ")[0] + ".")], day=None),
        fish(),
    )
    found = of(linker.links("other"), LinkType.SAME_EVENT)
    assert any("both date it 2020-10-18" in link.evidence for link in found)


def test_answer_is_directed() -> None:
    """A statement that names another's speaker and takes up the words answers it."""
    text = f"In response to Orlov, Petrov said that {REPLY}."
    linker = linked(talks(), made("reply", text, [("Petrov", REPLY)], day="2020-05-02"), fish())
    answers = of(linker.links("reply"), LinkType.ANSWERS)
    assert [link.b.article for link in answers] == ["talks"]
    assert any("Orlov" in line for line in answers[0].evidence)
    assert not of(linker.links("talks"), LinkType.ANSWERS)


def test_no_answer_to_what_is_yet_to_be_said() -> None:
    """What was said later is not answered."""
    text = f"In response to Orlov, Petrov said that {REPLY}."
    linker = linked(talks(), made("reply", text, [("Petrov", REPLY)], day="2020-04-02"), fish())
    assert not of(linker.links("reply"), LinkType.ANSWERS)


def test_changed_position_is_suggested() -> None:
    """One speaker, one matter, opposite words, months apart: a suggestion that names them."""
    before = "we support the new fishing quota for the southern harbour towns"
    after = "we oppose the new fishing quota for the southern harbour towns"
    linker = linked(
        made("before", f"Orlov said that {before}.", [("Orlov", before)], "2020-01-05"),
        made("after", f"Orlov said that {after}.", [("Orlov", after)], "2020-05-05"),
        fish(),
    )
    found = of(linker.links("after"), LinkType.CHANGED_POSITION)
    assert [link.b.article for link in found] == ["before"]
    assert any("support" in line and "oppose" in line for line in found[0].evidence)
    assert "this one is the later" in found[0].evidence


def test_same_actors_are_rare_ones() -> None:
    """Articles that share a person whom few name are tied; a person whom all name ties nothing."""
    items = [made(f"n{i}", f"Ivanov wrote letter number {i} on topic{i}.") for i in range(9)]
    one = made("one", "The regatta was won by a crew of students. Sidorov saw it, Ivanov did not.")
    two = made("two", "Paintings of mountains were sold for charity. Ivanov bought from Sidorov.")
    found = of(linked(*items, one, two).links("one"), LinkType.SAME_ACTORS)
    assert [link.b.article for link in found] == ["two"]
    assert "2 of 11 articles" in found[0].evidence[0]


def test_a_country_ties_nothing_alone() -> None:
    """That two articles name one country, however rarely it is named, is no link."""
    items = [made(f"n{i}", f"Ivanov wrote letter number {i} on topic{i}.") for i in range(9)]
    one = made("one", "The regatta was won by a crew of students. Kelanov lies by the sea.")
    two = made("two", "Paintings of mountains were sold for charity in the south of Kelanov.")
    countries = [
        (article, replace(found, actors=(LocalActor("Kelanov", ActorKind.COUNTRY),)), ids)
        for article, found, ids in (one, two)
    ]
    assert of(linked(*items, *countries).links("one"), LinkType.SAME_ACTORS) == []
    assert of(linked(*items, one, two).links("one"), LinkType.SAME_ACTORS) != []


def test_remove_and_replace() -> None:
    """A removed article leaves nothing behind; one that comes again is linked again."""
    linker = linked(talks(), later(), fish())
    linker.remove("later")
    linker.remove("never there")
    assert len(linker) == 2
    assert all(link.b.article != "later" for link in linker.links("talks"))
    assert linker.links("later") == []
    linker.add(*later())
    linker.add(*later())
    assert len(linker) == 3
    assert linker.links("talks")[0].b.article == "later"


def test_published_moves_an_article() -> None:
    """A corrected date is used from then on."""
    linker = linked(talks(None), later(None), fish())
    assert "3 days apart" not in linker.links("talks")[0].evidence
    for name, day in (("talks", "2020-05-01"), ("later", "2020-05-04")):
        linker.published(name, Published(day, Precision.DAY, Basis.USER))
    linker.published("never there", Published())
    assert "3 days apart" in linker.links("talks")[0].evidence


def test_spans_lie_in_their_articles() -> None:
    """Every link starts in the article that was asked about, and its places exist."""
    items = [talks(), later(), fish(), made("copy", TALKS)]
    length = {item[0].id: len(item[0].text) for item in items}
    linker = linked(*items)
    for name in length:
        for link in linker.links(name):
            assert link.a.article == name and link.b.article != name
            assert link.evidence and all(line.strip() for line in link.evidence)
            for place in (link.a, link.b):
                assert 0 <= place.start < place.end <= length[place.article]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.booleans()),
        max_size=5,
    )
)
def test_any_articles(rows: list[tuple[str, int, int, bool]]) -> None:
    """No texts, spans or actors raise."""
    linker = Linker()
    for number, (text, start, end, known) in enumerate(rows):
        start, end = sorted((min(start, len(text)), min(end, len(text))))
        said = [("Orlov" if known else None, text[start:end])] if start < end else []
        linker.add(*made(str(number), text + " Orlov", said))
    for number in range(len(rows)):
        linker.links(str(number))
        linker.remove(str(number))
    assert len(linker) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Orlov said no. " * 10_000,
        " ".join(f"Person{chr(97 + i % 26)}{i}ov" for i in range(3_000)),
        "слово 言葉 שלום x " * 2_000,
        "",
    ],
)
def test_odd_articles_take_bounded_time(text: str) -> None:
    """A sentence ten thousand times, thousands of actors, many languages, nothing at all."""
    start = time.process_time()
    said = [("Orlov", "no")] * 200 if "no" in text else []
    linker = linked(made("one", text, said), made("two", text, said), fish())
    linker.links("one")
    assert time.process_time() - start < 20


def test_no_spacy() -> None:
    """Links are made without spaCy."""
    code = "import sys; from onrecord.analysis import dates, links; print('spacy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
