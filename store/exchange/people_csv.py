"""A list of people and bodies as a table."""

from __future__ import annotations

from onrecord.store.errors import Unreadable
from onrecord.store.notebook.people import TRAITS, ListedPerson

from .tables import csv_rows, parts

_GENDERS = {
    **dict.fromkeys(("f", "female", "woman", "w", "weiblich", "femme"), "f"),
    **dict.fromkeys(("m", "male", "man", "männlich", "homme"), "m"),
}


def read(data: bytes) -> list[ListedPerson]:
    """Read a table with a column ``name``, and any of ``variants`` (parted by ``;``), ``gender``,
    ``role``, ``party``, ``organisation``, ``country``, ``wikidata``.

    Raises:
        Unreadable: it has no column ``name``.
    """
    people: dict[str, ListedPerson] = {}
    for row in csv_rows(data):
        cells = {key.strip().casefold(): value.strip() for key, value in row.items()}
        if "name" not in cells:
            raise Unreadable("it has no column “name”")
        cells.setdefault("organisation", cells.get("organization", ""))
        name = " ".join(cells["name"].split())
        variants = [" ".join(it.split()) for it in parts(cells.get("variants", ""))]
        traits = {trait: cells.get(trait, "") for trait in TRAITS}
        traits["gender"] = _GENDERS.get(traits["gender"].casefold(), traits["gender"])
        if name:
            people[name] = ListedPerson(
                name, tuple(filter(None, dict.fromkeys(variants))), **traits
            )
    return list(people.values())
