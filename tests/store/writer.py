"""A process that works on a notebook until it is killed, telling what was acknowledged.

``python -m tests.store.writer FOLDER DATA_DIR FIRST``: every change is one line on the standard
output, written
after the method that made it has returned.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from onrecord.store.library.library import Library
from onrecord.store.notebook.overlay import Quoted, lay_over

from .samples import TEXT, findings


def quoted(library: Library) -> list[Quoted]:
    """Return the quotations of the first article."""
    version = library.entries["a.txt"].version
    return lay_over("a.txt", TEXT, version, findings(), [None, None], {}, library.notebook)


def main() -> None:
    """Tag, select, remember, undo and redo at random."""
    folder, data_dir, first = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    library = Library.open([folder], data_dir=data_dir)
    if library.read_only:
        sys.exit(f"read-only: {library.read_only}")
    library.scan()
    chance = random.Random(first)
    print("ready", flush=True)
    for number in range(first, first + 100_000):
        library.notebook.codebook.describe(f"tag{number}", str(number))
        print(number, flush=True)
        what = chance.randrange(6)
        if what == 0:
            library.notebook.quotations.tag(quoted(library)[:1], [f"tag{number}"])
        elif what == 1:
            library.notebook.articles.remember("a.txt", number)
        elif what == 2:
            library.notebook.quotations.tag(quoted(library), [f"undone{number}"])
            library.notebook.undo()
        elif what == 3:
            library.save()
            library.notebook.checkpoint()


if __name__ == "__main__":
    main()
