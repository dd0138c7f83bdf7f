"""The baked tables of countries are what ISO 3166 says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_tables_are_those_of_the_script() -> None:
    """Made anew, the tables say the same: nobody wrote into them."""
    pytest.importorskip("pycountry", reason="the tables are made with pycountry")
    path = ROOT / "scripts" / "countries.py"
    spec = importlib.util.spec_from_file_location("countries_script", path)
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    for name, lines in (
        ("iso_countries.tsv", script.countries()),
        ("iso_parts.txt", script.parts()),
    ):
        told = (
            (ROOT / "src" / "onrecord" / "analysis" / "data" / name).read_text("utf-8").splitlines()
        )
        assert told[0].startswith("#") and told[1:] == lines
