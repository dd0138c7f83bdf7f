"""Bakes the names of countries and of their parts from pycountry (ISO 3166) into the analysis.

    .venv/bin/python scripts/countries.py

pycountry has 23 MB, of which onrecord needs 12 kB: it is needed to make the tables, not to run.
"""

from __future__ import annotations

from pathlib import Path

import pycountry

DATA = Path(__file__).parents[1] / "analysis" / "data"
PARTS_OF = frozenset({"AU", "BE", "CA", "CH", "DE", "ES", "GB", "IN", "IT", "RU", "UA", "US"})
"""Countries whose parts news names without the country."""
SOURCE = "from Debian's iso-codes (LGPL 2.1 or later) by pycountry; made by scripts/countries.py"


def countries() -> list[str]:
    """Return a line a country: code, name, short name if it has one, official name if it has."""
    return sorted(
        "\t".join(
            (
                one.alpha_2,
                one.name,
                getattr(one, "common_name", ""),
                getattr(one, "official_name", ""),
            )
        )
        for one in pycountry.countries
    )


def parts() -> list[str]:
    """Return the names of states and provinces."""
    found = {one.name for one in pycountry.subdivisions if one.country_code in PARTS_OF}
    return sorted(name for name in found if len(name) > 3)


def write(name: str, about: str, lines: list[str]) -> None:
    """Write a table under a line that says what it is."""
    text = "\n".join([f"# {about}, {SOURCE}.", *lines, ""])
    (DATA / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write("iso_countries.tsv", "ISO 3166-1: code, name, short name, official name", countries())
    write("iso_parts.txt", "ISO 3166-2: states and provinces of larger countries", parts())
