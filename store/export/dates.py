"""How a date of publication is told."""

from __future__ import annotations

from onrecord.analysis.types import Basis, Published

_BASES = {
    Basis.USER: "set by hand",
    Basis.INFERRED: "inferred",
    Basis.FILENAME: "from the file's name",
    Basis.URL: "from the address",
    Basis.DATELINE: "from the dateline",
}


def dated(published: Published) -> str:
    """Return a date for reading: an inferred one with ``~``, and what it rests on."""
    if not published.date:
        words = (("not before", published.not_before), ("not after", published.not_after))
        bounds = [f"{word} {day}" for word, day in words if day]
        return f"undated ({', '.join(bounds)})" if bounds else "undated"
    basis = _BASES.get(published.basis, "")
    if published.inferred and published.why:
        basis = f"{basis}: {published.why}"
    sign = "~ " if published.inferred else ""
    return f"{sign}{published.date}{f' ({basis})' if basis else ''}"
