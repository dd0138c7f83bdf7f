"""A library that grows is linked as if it had been whole from the start."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from onrecord.analysis.links import Linker
from onrecord.analysis.types import Link, Precision, Published

from .articles import Item, made

WORDS = """harbour ferry mission budget envoy crew bridge toll canal signal pilot lantern anchor
cargo tariff senate river engine rudder island permit ledger beacon""".split()  # noqa: SIM905
SPEAKERS = [None, "Brodov", "Petrov", "Ivanov"]


@st.composite
def articles(draw: st.DrawFn) -> list[Item]:
    """Return articles that share words, speakers and dated happenings with each other."""
    some = st.lists(st.sampled_from(WORDS), min_size=6, max_size=10, unique=True)
    stories = draw(st.lists(some, min_size=1, max_size=3))
    result = []
    for number in range(draw(st.integers(4, 9))):
        story = draw(st.sampled_from(stories))
        own = draw(some)
        who = draw(st.sampled_from(SPEAKERS))
        said = f"“We keep the {' '.join(draw(st.sampled_from([story, own])))}”"
        told = f"The {' '.join([*story[:5], *own[:2]])} was closed on that day"
        text = (
            f"The {' '.join(story)}.\n{told}.\n{said}, {who or 'somebody'} said.\n{' '.join(own)}."
        )
        day = date(2020, 5, 1) + timedelta(days=draw(st.sampled_from([0, 1, 9])))
        iso = draw(st.none() | st.just(day.isoformat()))
        result.append(made(f"{number}.txt", text, [(who, said)], iso, [(day.isoformat(), told)]))
    return result


def links(linker: Linker, there: dict[str, Item]) -> dict[str, list[Link]]:
    """Return all links of a linker."""
    return {name: linker.links(name) for name in sorted(there)}


@settings(deadline=None, max_examples=25, phases=[Phase.explicit, Phase.generate])
@given(articles(), st.randoms(use_true_random=False))
def test_grown_is_as_from_scratch(items: list[Item], chance: Random) -> None:
    """Articles that come, go, are dated and asked about in between leave no trace in the links."""
    grown = Linker()
    there: dict[str, Item] = {}
    for _ in range(3 * len(items)):
        article, found, actors = chance.choice(items)
        if article.id in there and chance.random() < 0.4:
            grown.remove(article.id)
            del there[article.id]
        else:
            grown.add(article, found, actors)
            grown.published(article.id, found.published)
            there[article.id] = article, found, actors
        if chance.random() < 0.3:
            grown.links(chance.choice(items)[0].id)
    scratch = Linker()
    for _, item in sorted(there.items()):
        scratch.add(*item)
    assert links(grown, there) == links(scratch, there)


def test_another_date_is_another_link() -> None:
    """What was compared before an article got its date is compared again."""
    told = f"The {' '.join(WORDS)} was closed."
    items = [made(f"{n}.txt", f"{told} {WORDS[n]} {WORDS[n + 1]}.") for n in range(4)]
    linker, dated = Linker(), Published("2031-01-01", Precision.DAY)
    for item in items:
        linker.add(*item)
    linker.links("0.txt")
    linker.published("1.txt", dated)
    again = Linker()
    for item in items:
        again.add(*item)
    again.published("1.txt", dated)
    assert linker.links("0.txt") == again.links("0.txt")
