"""How well the articles of pages are found: text, whole paragraphs, quotations, dates.

    python -m benchmarks.extraction FOLDER [--quotations]
    python -m benchmarks.extraction --make FOLDER [--shapes]

A folder holds pages (``name.html``) with their true bodies (``name.txt``, a paragraph a line) and,
where it is known, the day (``name.date``).  F1 is that of runs of four words, as the article
extraction benchmark of Zyte counts them.  ``--make`` makes such a folder from the sample dossier in
the shapes of common site templates; with ``--shapes`` in others, that the readers were not made by.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord.analysis.dates import published as dated
from onrecord.analysis.layout import blocks, dateline
from onrecord.analysis.types import Article
from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import Item
from onrecord.store.library.readers.pages import PageReader

from .page_parts import Story, Template
from .page_shapes import CODECS, SHAPES
from .page_templates import TEMPLATES

DOSSIER = Path(__file__).parents[1] / "store" / "dossier"
RUN = 4
"""Words in a run."""


class Page(NamedTuple):
    """A page: its name, its true body, what was found of it, its true day and the one found."""

    name: str
    true: str
    found: str
    day: str
    found_day: str
    inferred: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--make", action="store_true", help="make the folder")
    parser.add_argument("--shapes", action="store_true", help="make the other shapes")
    parser.add_argument("--quotations", action="store_true", help="count quotations as well")
    parser.add_argument("--worst", type=int, default=0, help="show so many of the worst pages")
    options = parser.parse_args()
    if options.make:
        make(options.folder, SHAPES if options.shapes else TEMPLATES)
        return
    begun = time.process_time()
    pages = list(read(options.folder))
    spent = time.process_time() - begun
    print(f"{len(pages)} pages, {1000 * spent / max(len(pages), 1):.0f} ms a page")
    precision, recall = runs(pages)
    print(f"text: precision {precision:.3f}, recall {recall:.3f}, F1 {f1(precision, recall):.3f}")
    print(f"whole paragraphs: {whole_paragraphs(pages):.3f}")
    tell_days(pages)
    for page in sorted(pages, key=_score)[: options.worst]:
        print(f"  {page.name}: {_score(page):.3f} {page.day} {page.found_day}")
    if options.quotations:
        tell_quotations(pages)


def read(folder: Path) -> Iterator[Page]:
    for path in sorted(folder.glob("*.html")):
        true = path.with_suffix(".txt").read_text("utf-8")
        day = path.with_suffix(".date")
        item = Item("", "")
        with path.open("rb") as file:
            try:
                found = PageReader().read(file, path.name)
                item = next((it for it in found if isinstance(it, Item)), item)
            except Unreadable as error:
                print(f"{path.name}: {error}")
        spans = blocks(item.text)
        article = Article("page", item.text, url=item.url, published=item.published)
        when = dated(article, spans, dateline(item.text, spans))
        yield Page(
            path.stem,
            true,
            item.text,
            day.read_text("utf-8").strip() if day.exists() else "",
            when.date or "",
            when.inferred,
        )


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if len(words) <= RUN:
        return Counter([tuple(words)])
    return Counter(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _shares(page: Page) -> tuple[float, float]:
    true, found = _runs(page.true), _runs(page.found)
    both = (true & found).total()
    return both / max(found.total(), 1), both / max(true.total(), 1)


def _score(page: Page) -> float:
    return f1(*_shares(page))


def runs(pages: Sequence[Page]) -> tuple[float, float]:
    shares = [_shares(page) for page in pages]
    count = max(len(shares), 1)
    return sum(p for p, _ in shares) / count, sum(r for _, r in shares) / count


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def whole_paragraphs(pages: Sequence[Page]) -> float:
    kept = total = 0
    for page in pages:
        found = {" ".join(line.split()) for line in page.found.splitlines()}
        true = [" ".join(line.split()) for line in page.true.splitlines() if line.strip()]
        kept += sum(line in found for line in true)
        total += len(true)
    return kept / max(total, 1)


def tell_days(pages: Sequence[Page]) -> None:
    known = [page for page in pages if page.day]
    given = [page for page in known if page.found_day]
    right = sum(page.day == page.found_day for page in given)
    sure = [page for page in given if not page.inferred]
    surely = sum(page.day == page.found_day for page in sure)
    precision, recall = right / max(len(given), 1), right / max(len(known), 1)
    print(
        f"days: F1 {f1(precision, recall):.3f}; not marked ~: {len(sure)} of {len(known)}, "
        f"precision {surely / max(len(sure), 1):.3f}"
    )


def tell_quotations(pages: Sequence[Page]) -> None:
    from onrecord.analysis.pipeline import MODEL, analyse_many, load

    nlp = load(MODEL)

    def quotations(texts: Sequence[str]) -> Iterator[Counter[str]]:
        articles = [Article(str(number), text) for number, text in enumerate(texts)]
        for article, findings in zip(articles, analyse_many(nlp, articles), strict=True):
            yield Counter(
                "".join(c for c in article.text[q.start : q.end].casefold() if c.isalnum())
                for q in findings.quotations
            )

    bodies = sorted({page.true for page in pages})
    true = dict(zip(bodies, quotations(bodies), strict=True))
    found = quotations([page.found for page in pages])
    both = wanted = given = 0
    for page, counted in zip(pages, found, strict=True):
        both += (counted & true[page.true]).total()
        wanted += true[page.true].total()
        given += counted.total()
    print(f"quotations: precision {both / max(given, 1):.3f}, recall {both / max(wanted, 1):.3f}")


def make(folder: Path, templates: Mapping[str, Template]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted(DOSSIER.glob("*.txt"))):
        lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
        lines = [line for line in lines if not line.startswith("date ")]
        title, body = lines[0][:90], [line for line in lines[1:] if len(line) > 60] or lines[1:]
        for name, template in templates.items():
            day = f"20{10 + number:02d}-{1 + number % 12:02d}-{2 + number % 26:02d}"
            markup, true = template(Story(title, "Ann Larsen", day, body))
            stem = folder / f"{path.stem}.{name}"
            data = markup.encode(CODECS.get(name, "utf-8"), "xmlcharrefreplace")
            stem.with_name(stem.name + ".html").write_bytes(data)
            stem.with_name(stem.name + ".txt").write_text("\n\n".join(true), "utf-8")
            stem.with_name(stem.name + ".date").write_text(day, "utf-8")


if __name__ == "__main__":
    main()
