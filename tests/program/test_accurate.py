"""The accurate way to read: chosen by its name, its findings kept beside the others."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from onrecord.analysis.pipeline import ACCURATE, MODEL, package_of
from onrecord.tui.session.cluster_task import Setting
from onrecord.tui.session.session import Session
from onrecord.tui.session.workers import Workers


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    """Return what analyses in this process."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def kept(folder: Path) -> dict[str, int]:
    """Return the files of findings, and when each was written."""
    files = (folder / ".onrecord" / "cache").rglob("*-*.json")
    return {file.name: file.stat().st_mtime_ns for file in files}


def test_findings_of_both_ways_are_kept(folder: Path, pool: ThreadPoolExecutor) -> None:
    """Each way has its own; going back to one reads nothing anew."""
    said = {}
    counts = []
    for model in (None, ACCURATE, None, ACCURATE):
        before = kept(folder)
        with Session.open([folder], model, workers=lambda name: Workers(name, 1, pool)) as session:
            session.finish()
            found = session.indexer.findings("first.txt")
            assert found is not None
            said[model] = [(q.start, q.end, q.confidence) for q in found.quotations]
        counts.append(len(kept(folder)))
        assert before.items() <= kept(folder).items()
    assert counts == [2, 4, 4, 4]
    assert [span[:2] for span in said[None]] == [span[:2] for span in said[ACCURATE]]
    assert said[None] != said[ACCURATE]


def test_it_is_our_own_pipeline() -> None:
    """A cluster's workers need the pipeline that ships, not one that is called so."""
    assert package_of(ACCURATE) == package_of(MODEL) == MODEL
    ours, accurate = Setting.here(MODEL), Setting.here(ACCURATE)
    assert (accurate.model, accurate.pipeline) == (ACCURATE, ours.pipeline)


def test_a_pipeline_that_is_not_there_is_told(folder: Path) -> None:
    """The message names it."""
    with pytest.raises(ValueError, match="“accurately” is not installed"):
        Session.open([folder], "accurately")


@pytest.mark.parametrize("name", ["json", "spacy", "sys"])
def test_a_package_that_is_no_pipeline_is_told(folder: Path, name: str) -> None:
    """It is refused by its name, before anything is read."""
    with pytest.raises(ValueError, match=f"“{name}” is no spaCy pipeline: name one, such as"):
        Session.open([folder], name)


def test_a_pipeline_that_cannot_be_loaded_is_told(folder: Path, pool: ThreadPoolExecutor) -> None:
    """Why nothing is analysed is said once, whatever the number of articles."""
    broken = folder.parent / "broken"
    broken.mkdir()
    (broken / "config.cfg").write_text("[nlp]\n", "utf-8")
    with Session.open([folder], str(broken), workers=lambda it: Workers(it, 1, pool)) as session:
        session.finish()
        [said] = [it.text for it in session.notices()]
    assert said.startswith(f"not analysed: the spaCy pipeline “{broken}” cannot be loaded: ")
