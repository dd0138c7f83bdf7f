"""A list of people and bodies as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.store.errors import Unreadable
from onrecord.store.notebook.people import TRAITS, ListedPerson, folded

from .tables import FIRST_ROW, csv_rows, parts

_GENDERS = {
    **dict.fromkeys(("f", "female", "woman", "w", "weiblich", "femme"), "f"),
    **dict.fromkeys(("m", "male", "man", "männlich", "homme"), "m"),
}


def read(data: bytes) -> tuple[list[ListedPerson], list[str]]:
    """Read a table with a column ``name``, and any of ``variants`` (parted by ``;``), ``gender``,
    ``role``, ``party``, ``organisation``, ``country``, ``wikidata``.

    Of two rows with one name the later counts.

    Returns:
        Who is on it; what was not taken over of it, a line each.

    Raises:
        Unreadable: it has no column ``name``.
    """
    people: dict[str, ListedPerson] = {}
    problems = []
    for number, row in enumerate(csv_rows(data), start=FIRST_ROW):
        cells = {key.strip().casefold(): value.strip() for key, value in row.items()}
        if "name" not in cells:
            raise Unreadable("it has no column “name”")
        cells.setdefault("organisation", cells.get("organization", ""))
        name = " ".join(cells["name"].split())
        variants = [" ".join(it.split()) for it in parts(cells.get("variants", ""))]
        traits = {trait: cells.get(trait, "") for trait in TRAITS}
        traits["gender"] = _GENDERS.get(traits["gender"].casefold(), traits["gender"])
        if not name:
            if any(cells.values()):
                problems.append(f"row {number} has no name, and is left out")
            continue
        if folded(name) in people:
            problems.append(f"row {number} has the name of an earlier one, which it replaces")
        own = tuple(filter(None, dict.fromkeys(variants)))
        people[folded(name)] = ListedPerson(name, own, **traits)
    return list(people.values()), [*problems, *_claimed_twice(people.values())]


def _claimed_twice(people: Iterable[ListedPerson]) -> Iterator[str]:
    """Yield what to tell of names that stand in several rows: they are taken for nobody's."""
    bearers: dict[str, dict[str, str]] = {}
    for person in people:
        for name in person.names:
            bearers.setdefault(folded(name), {})[person.name] = name
    for rows in bearers.values():
        if len(rows) > 1:
            name = next(iter(rows.values()))
            yield f"“{name}” is a name of {' and of '.join(rows)}: alone it is taken for neither"
