"""The user's own sample: what one minister said, found in two articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.analysis import dates
from onrecord.analysis.links import Linker
from onrecord.analysis.types import Article, Findings, Link, LinkType, Resolution

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus"
FIRST, SECOND = "003", "001"

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the sample of the user is not here")


@pytest.fixture(scope="module")
def sample() -> dict[str, tuple[Article, Findings]]:
    """Analyse the five articles."""
    from onrecord.analysis import pipeline

    articles = [Article(p.name[:3], p.read_text("utf-8")) for p in sorted(CORPUS.glob("*.txt"))]
    found = pipeline.analyse_many(pipeline.load(), articles)
    return {article.id: (article, one) for article, one in zip(articles, found, strict=True)}


@pytest.fixture(scope="module")
def resolution(sample: dict[str, tuple[Article, Findings]]) -> Resolution:
    """Resolve the actors of the five articles."""
    from onrecord.analysis import actors

    return actors.resolve((name, found) for name, (_, found) in sample.items())


def test_the_statement_is_found_from_both_sides(
    sample: dict[str, tuple[Article, Findings]], resolution: Resolution
) -> None:
    """The first link of each is the other, and two statements are shown, each with its words."""
    inferred = dates.infer(sample)
    linker = Linker()
    for name, (article, found) in sample.items():
        linker.add(article, found, resolution.of[name])
        linker.published(name, inferred.get(name, found.published))
    for here, there in ((FIRST, SECOND), (SECOND, FIRST)):
        links = linker.links(here)
        assert (links[0].type, links[0].b.article) == (LinkType.SAME_STATEMENT, there)
        for word in ("buried", "first step"):
            assert any(_shows(link, sample, word) for link in links if link.b.article == there)


def _shows(link: Link, sample: dict[str, tuple[Article, Findings]], word: str) -> bool:
    both = (sample[p.article][0].text[p.start : p.end] for p in (link.a, link.b))
    return link.type is LinkType.SAME_STATEMENT and all(word in text for text in both)
