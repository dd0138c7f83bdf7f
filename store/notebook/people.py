"""A list of one's own: people and bodies, and what is known of them; it wins over the machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from onrecord.analysis.types import Actor

from .base import Part, clean
from .shapes import Row
from .work_log import Change

TRAITS = ("gender", "role", "party", "organisation", "country", "wikidata")
"""What a list says of somebody, beside names; each is a word or two, "" where it is not told."""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody on the list, a body as well; ``variants`` are other names for them."""

    name: str
    variants: tuple[str, ...] = ()
    gender: str = ""
    role: str = ""
    party: str = ""
    organisation: str = ""
    country: str = ""
    wikidata: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the one they go by first."""
        return (self.name, *self.variants)


class People(Part):
    """The list, by name."""

    def all(self) -> list[ListedPerson]:
        """Return everybody on the list, by name."""
        rows = sorted(self._undo_log.rows("people").items())
        return [_person(name, row) for name, row in rows]

    def changes(self, people: Iterable[ListedPerson]) -> list[Change]:
        """Return what puts people on the list, in place of those of their names."""
        come = {clean(it.name): _row(it) for it in people if clean(it.name).strip()}
        names = set(map(folded, come))
        gone = [name for name in self._undo_log.rows("people") if folded(name) in names]
        taken: list[Change] = [("people", name, None) for name in gone if name not in come]
        return [*taken, *(("people", name, row) for name, row in come.items())]

    def forget(self) -> str:
        """Take everybody off the list."""
        changes: list[Change] = [("people", name, None) for name in self._undo_log.rows("people")]
        label = f"List of people emptied: {len(changes)}"
        self._undo_log.commit(label, changes)
        return label


def matched(people: Iterable[ListedPerson], actors: Mapping[str, Actor]) -> dict[str, ListedPerson]:
    """Return who on a list each actor is, by the actor's id.

    A name matches whole, whatever its case; the name an actor goes by comes before the variants
    it was met under.  Where two on the list fit equally, it is neither.
    """
    by_name: dict[str, list[ListedPerson]] = {}
    for person in people:
        for name in dict.fromkeys(map(folded, person.names)):
            by_name.setdefault(name, []).append(person)
    found = {}
    for key, actor in actors.items():
        own = by_name.get(folded(actor.name), [])
        met = own or [p for name in actor.names for p in by_name.get(folded(name), [])]
        different = {person.name: person for person in met}
        if len(different) == 1:
            found[key] = next(iter(different.values()))
    return found


def folded(name: str) -> str:
    """Return a name as it is compared: in small letters, with one blank between words."""
    return " ".join(name.casefold().split())


def _row(it: ListedPerson) -> Row:
    row = {name: value for name, value in asdict(it).items() if value and name != "name"}
    cleaned = {name: clean(value) for name, value in row.items() if isinstance(value, str)}
    if it.variants:
        cleaned["variants"] = [clean(name) for name in it.variants]  # type: ignore[assignment]
    return cleaned


def _person(name: str, row: Row) -> ListedPerson:
    traits = {trait: str(row.get(trait, "")) for trait in TRAITS}
    return ListedPerson(name, tuple(row.get("variants", ())), **traits)
