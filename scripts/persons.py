"""Bakes the nouns that mean a person from WordNet (Debian: wordnet-base) into the analysis.

    python scripts/persons.py [FOLDER]

WordNet has 16 MB, of which onrecord needs the words that mean a person before anything else: it is
needed to make the list, not to run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parents[1] / "analysis" / "data" / "persons.txt"
FOLDER = Path("/usr/share/wordnet")
PERSON = "18"
"""The number of the lexicographer file ``noun.person``, see lexnames(5WN)."""

HEADING = """\
# Nouns that mean a person before anything else, peoples with a capital, from WordNet 3.0, © 2006
# Princeton University; made by scripts/persons.py.
"""


def entries(path: Path) -> Iterator[list[str]]:
    """Yield the fields of each line of one of WordNet's files, its licence left out."""
    with path.open(encoding="ascii") as lines:
        yield from (line.split() for line in lines if not line.startswith(" "))


def persons(folder: Path) -> set[str]:
    """Return the single words whose most frequent meaning is a person, and no certain one.

    Those of a people or a place have a capital: "Sicilian".
    """
    words: dict[str, list[str]] = {}
    for offset, file, _, count, *rest in entries(folder / "data.noun"):
        if file == PERSON and "@i" not in rest:  # "@i": an instance, Vivaldi
            words[offset] = rest[: 2 * int(count, 16) : 2]
    found = set()
    for lemma, _, meanings, *rest in entries(folder / "index.noun"):
        first = rest[-int(meanings)]
        if lemma.isalpha():
            found.update(word for word in words.get(first, ()) if word.lower() == lemma)
    return found


if __name__ == "__main__":
    chosen = persons(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
    OUT.write_text("\n".join([HEADING.rstrip(), *sorted(chosen), ""]), encoding="utf-8")
    print(f"{len(chosen)} words in {OUT}")
