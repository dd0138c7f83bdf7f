"""A library that grows while it is open is known as if it had been whole from the start."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from onrecord.analysis.types import Link, Published
from onrecord.tui.session.session import Session

from .conftest import Opener

TEXTS = [
    f"{head}{said} {told}"
    for head in ("date 2020-05-04\n\n", "date 2020-06-09\n\n", "")
    for said in (
        "“We keep the harbour open,” said Minister Ana Brodin.",
        "“The harbour stays closed for good,” Brodin said, and the envoy Tomas Verholt agreed.",
        "“Nobody keeps the harbour open,” said Mr Verholt. Tomas Brodin was not there.",
    )
    for told in ("On May 2 the mission of Norland in Port Alda closed its ferry.",)
]

Known = tuple[set[frozenset[tuple[str, int]]], dict[str, Published], dict[str, list[Link]]]


def known(session: Session) -> Known:
    """Return who is who, whatever their ids, the dates, and all links."""
    people: dict[str, set[tuple[str, int]]] = {}
    of = session.indexer.knowledge.found.of
    for article, ids in of.items():
        for number, key in enumerate(ids):
            people.setdefault(key or f"{article} {number}", set()).add((article, number))
    links = {name: session.links.of(name) for name in sorted(of)}
    return set(map(frozenset, people.values())), dict(session.indexer.knowledge.published), links


@pytest.mark.parametrize("seed", range(2))
def test_grown_is_as_from_scratch(tmp_path: Path, opened: Opener, seed: int) -> None:
    """Articles that come one by one, and change, leave actors, dates and links as if at once."""
    chance = Random(seed)
    grows, whole = tmp_path / "grows", tmp_path / "whole"
    grows.mkdir(), whole.mkdir()
    session = opened(grows)
    for step in range(8):
        path = grows / f"{chance.randrange(8)}.txt"
        path.write_text(f"{chance.choice(TEXTS)} {step} crews had asked for it.", "utf-8")
        session.rescan()
        assert session.indexer.wait(60)
        if step % 3 == 0:
            known(session)
    for path in grows.glob("*.txt"):
        (whole / path.name).write_text(path.read_text("utf-8"), "utf-8")
    scratch = known(opened(whole))
    assert known(session) == scratch
    session.close()
    assert known(opened(grows)) == scratch
