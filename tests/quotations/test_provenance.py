"""The language pipeline is compared with its digests before any of it is run."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from onrecord.analysis.provenance import CHECKED, Altered, check


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the installed pipeline, the one that is found."""
    spec = find_spec(CHECKED)
    assert spec is not None and spec.origin is not None
    copy = tmp_path / CHECKED
    shutil.copytree(Path(spec.origin).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, CHECKED, raising=False)
    return copy


def test_the_pipeline_is_the_one_that_was_measured(copied: Path) -> None:
    """What the registry gives has the digests that are kept; other pipelines are not checked."""
    check(CHECKED)
    check("no_such_pipeline")


@pytest.mark.parametrize("part", ["__init__.py", "meta.json"])
def test_an_altered_part_is_refused(copied: Path, part: str) -> None:
    """A byte more in code or data, or a part that is missing: a line that names it."""
    path = copied / part
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(Altered, match=part):
        check(CHECKED)
    path.unlink()
    if part != "__init__.py":  # without it there is no package to be found
        with pytest.raises(Altered, match="install"):
            check(CHECKED)
