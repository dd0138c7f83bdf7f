"""How long 10,000 quotations take in each format, against writing the same bytes to the disk.

    python -m benchmarks.export [QUOTATIONS]

"write" is one durable write of the file that results (temporary file, flush, rename), as every
export ends with; "times" is making and writing it, divided by that.  The best of three runs each.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.analysis.types import Basis, Precision, Published, QuotationKind
from onrecord.store.export import FORMATS, Cited, Evidence, Export, Tag, quotation_id
from onrecord.store.notebook.anchors import version_of
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.storage import write_atomically

SENTENCE = "The harbour will stay open for everybody who wants to come, and nobody is turned away. "
PER_ARTICLE = 10


def export_of(count: int) -> Export:
    """Return an export of so many quotations, ten an article."""
    articles: dict[str, Cited] = {}
    evidence = []
    for number in range(count):
        name = f"article-{number // PER_ARTICLE:05}.txt"
        if name not in articles:
            text = "".join(f"{n} {SENTENCE}" for n in range(3 * PER_ARTICLE))
            day = f"2026-{1 + number // PER_ARTICLE % 12:02}-{1 + number % 28:02}"
            published = Published(day, Precision.DAY, Basis.HEADER)
            title = f"The harbour, part {number // PER_ARTICLE}"
            articles[name] = Cited(
                name, title, "The Tesk Times", "", published, "en", version_of(text), name, "", text
            )
        article = articles[name]
        start = article.text.index(f"{3 * (number % PER_ARTICLE)} The")
        end = start + len(SENTENCE)
        speaker = f"Speaker {number % 97}"
        tags = ("harbour/open", f"tag {number % 13}") if number % 3 else ()
        memo = "Ask again." if number % 5 == 0 else ""
        quoted = Quoted(
            name,
            start,
            end,
            QuotationKind.DIRECT,
            f"person:{number % 97}",
            speaker,
            tags=tags,
            memo=memo,
        )
        words = article.text[start:end]
        key = quotation_id(name, article.text, start, end)
        evidence.append(Evidence(quoted, words, article, "said", id=key))
    named = sorted({tag for it in evidence for tag in it.quotation.tags})
    return Export("All", evidence, articles, tags=[Tag(tag) for tag in named])


def best(work: Callable[[], object]) -> float:
    """Return the shortest of three runs, in seconds."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    export = export_of(count)
    print(f"{count} quotations\n{'format':20} {'MB':>7} {'make s':>8} {'write s':>8} {'times':>7}")
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        for form in FORMATS:
            data = form.write(export)
            path = Path(folder) / f"x{form.endings[0]}"
            made = best(lambda form=form: form.write(export))  # type: ignore[misc]
            wrote = best(lambda path=path, data=data: write_atomically(path, data))  # type: ignore[misc]
            times = (made + wrote) / wrote
            print(f"{form.name:20} {len(data) / 1e6:7.2f} {made:8.3f} {wrote:8.4f} {times:7.1f}")


if __name__ == "__main__":
    main()
