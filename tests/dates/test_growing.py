"""A library that grows is dated as if it had been whole from the start, for what it costs."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from onrecord.analysis.dates import DatedLibrary, infer, likeness

from .test_library import TODAY, Item, item, library

WORDS = [
    "harbour",
    "ferry",
    "mission",
    "closure",
    "budget",
    "parliament",
    "envoy",
    "crew",
    "bridge",
    "toll",
]
DAYS = [date(2019, 1, 1) + timedelta(days=40 * n) for n in range(12)]


# Those whose ids have the least hashes are the sample; what comes and goes is not among them.
BY_HASH = sorted((f"article {n}" for n in range(40)), key=likeness._rank)


@st.composite
def articles(draw: st.DrawFn, ids: list[str], dated: st.SearchStrategy[bool]) -> list[Item]:
    """Return articles of few words that tell of a day without a year."""
    made = []
    for key in ids:
        said = draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=6, unique=True))
        day = draw(st.sampled_from(DAYS))
        text = f"On {day:%B} {day.day} the {' '.join(said)} was announced. {draw(NAMES)}"
        published = draw(st.sampled_from(DAYS)) if draw(dated) else None
        made.append(item(key, text, published.isoformat() if published else None))
    return made


NAMES = st.sampled_from(["Ana Brodin", "Tomas Verholt", "Irena Dovask", ""])


@settings(deadline=None, max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(
    articles(BY_HASH[:4], st.just(True)),
    articles(BY_HASH[-8:], st.booleans()),
    st.randoms(use_true_random=False),
)
def test_grown_is_as_from_scratch(base: list[Item], more: list[Item], chance: Random) -> None:
    """Articles that come, go, change and are asked about in between leave no trace in dates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "SAMPLE", 3)
        patch.setattr(likeness, "_FINDING", 6)
        grown = DatedLibrary(TODAY)
        there = library(*base)
        for article, found in base:
            grown.add(article, found)
        for _ in range(2 * len(more)):
            article, found = chance.choice([*more, *more, *base])
            if article.id in there and chance.random() < 0.5:
                grown.remove(article.id)
                del there[article.id]
            else:
                grown.add(article, found)
                there[article.id] = article, found
            if chance.random() < 0.5:
                assert_as_from_scratch(grown, there)
        assert_as_from_scratch(grown, there)


def assert_as_from_scratch(grown: DatedLibrary, there: dict[str, Item]) -> None:
    """Compare what a library says with what one says that was given all at once, in order."""
    scratch = DatedLibrary(TODAY)
    for _, (article, found) in sorted(there.items()):
        scratch.add(article, found)
    assert grown.inferred() == scratch.inferred()
    assert grown._answers == scratch._answers


def test_a_happening_that_is_told_later_counts() -> None:
    """It dates an article that has little else in common with the one that tells of it."""

    def rest(first: str) -> str:
        return " ".join(f"{first}{one}{other}" for one in "abcdefgh" for other in "klmnopq")

    told = "October 18 the harbour authority of Port Alda announced the closure of the mission."
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "SAMPLE", 3)
        there = library(*(item(key, f"Base {key}", "2019-06-01") for key in BY_HASH[:3]))
        undated = item("undated", f"We recall that on {told} {rest('u')}.")
        grown = DatedLibrary(TODAY)
        for article, found in [*there.values(), undated]:
            grown.add(article, found)
        before = grown.inferred()
        grown.add(*item(BY_HASH[-1], f"On {told} {rest('d')}.", "2019-10-20"))
        assert before["undated"].not_before is None
        assert grown.inferred()["undated"].not_before == "2019-10-18"


def test_one_that_comes_asks_nobody_else() -> None:
    """An article that has nothing to do with the others leaves their answers as they are."""
    made = [
        item(f"{n}", f"{' '.join(WORDS[n:] + WORDS[:n])}.", f"2019-0{n}-01") for n in range(1, 6)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "SAMPLE", 3)
        grown = DatedLibrary(TODAY)
        for article, found in [*made, *(item(f"open {n}", made[n][0].text) for n in range(5))]:
            grown.add(article, found)
        grown.inferred()
        answers = dict(grown._answers)
        last = max((f"last {n}" for n in range(50)), key=lambda key: likeness._rank(key))
        grown.add(*item(last, "Recipes need flour, butter and patience.", "2020-01-01"))
        grown.inferred()
        assert all(grown._answers[key] is answer for key, answer in answers.items())


def work(size: int) -> Counter[str]:
    """Return how many steps it takes to date an eighth of so many articles, by lines run."""
    chance = Random(size)
    made = []
    for number in range(size):
        said = [f"{w}{int(200 * size ** chance.random()) % (20 * size)}" for w in "abc" * 20]
        said = ["".join(chr(97 + int(digit)) for digit in word[1:]) + word[0] for word in said]
        day = chance.choice(DAYS)
        text = f"{' '.join(said)}. On {day:%B} {day.day} the {' '.join(said[:5])} was announced."
        made.append(item(f"{number}", text, None if number % 8 == 0 else day.isoformat()))
    count: Counter[str] = Counter()

    def look(frame, event, _):
        if "/analysis/dates/" not in frame.f_code.co_filename:
            return None
        if event == "line":
            count[f"{frame.f_globals['__name__']}.{frame.f_code.co_qualname}"] += 1
        return look

    before = sys.gettrace()
    sys.settrace(look)
    try:
        infer(library(*made), TODAY)
    finally:
        sys.settrace(before)
    return count


def test_twice_the_articles_are_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """No step looks at all dated articles for each undated one."""
    monkeypatch.setattr(likeness, "SAMPLE", 50)
    monkeypatch.setattr(likeness, "_FINDING", 5)
    once, twice = work(150), work(300)
    assert {name: (once[name], n) for name, n in twice.items() if n > 2.4 * once[name] + 100} == {}
