"""The cache: findings come back as they were, and damage is only a miss."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from onrecord.analysis.types import (
    Act,
    ActorKind,
    Basis,
    Block,
    BlockKind,
    DatedEvent,
    Findings,
    LocalActor,
    Mention,
    MentionForm,
    NamedActors,
    Precision,
    Published,
    Quotation,
    QuotationKind,
)
from onrecord.store.library.cache import Cache
from onrecord.store.library.findings_codec import pack, unpack, unpack_dates, unpack_named

from .samples import findings

OFFSET = st.integers(0, 10**7)
SPAN = st.tuples(OFFSET, OFFSET)
MAYBE = st.none() | SPAN
COUNT = st.none() | st.integers(0, 99)
WORDS = st.text(max_size=9)


def several(
    kind: Callable[..., object], *parts: st.SearchStrategy[Any]
) -> st.SearchStrategy[tuple[object, ...]]:
    """Return tuples of some of these."""
    return st.lists(st.builds(kind, *parts), max_size=4).map(tuple)


DAYS = st.dates().map(str)


def with_actors(found: Findings) -> Findings:
    """Return findings of which every actor that is named is one."""
    count = len(found.actors)
    mentions = [m._replace(actor=m.actor % count) for m in found.mentions if count]
    quotations = [
        q if q.actor is None else replace(q, actor=q.actor % count if count else None)
        for q in found.quotations
    ]
    return replace(found, mentions=tuple(mentions), quotations=tuple(quotations))


FINDINGS = st.builds(
    Findings,
    several(Block, OFFSET, OFFSET, st.sampled_from(BlockKind)),
    MAYBE,
    st.lists(SPAN, max_size=4).map(tuple),
    several(
        LocalActor, WORDS, st.sampled_from(ActorKind), st.lists(WORDS, max_size=2).map(tuple), WORDS
    ),
    several(Mention, OFFSET, OFFSET, st.sampled_from(MentionForm), st.integers(0, 99)),
    several(
        Quotation,
        OFFSET,
        OFFSET,
        st.sampled_from(QuotationKind),
        MAYBE,
        MAYBE,
        COUNT,
        st.lists(SPAN, max_size=3).map(tuple),
        st.integers(0, 1000).map(lambda n: n / 1000),
        COUNT,
        st.sampled_from(Act),
        st.booleans(),
    ),
    st.builds(
        lambda dated, *rest: Published(*dated, *rest),
        st.tuples(DAYS, st.just(Precision.DAY))
        | st.tuples(
            st.none() | st.text(min_size=1, max_size=9),
            st.sampled_from([it for it in Precision if it is not Precision.DAY]),
        ),
        st.sampled_from(Basis),
        MAYBE,
        WORDS,
        st.none() | st.text(min_size=1, max_size=9),
        st.none() | st.text(min_size=1, max_size=9),
    ),
    several(DatedEvent, OFFSET, OFFSET, DAYS | st.just("--05-04")),
).map(with_actors)


@given(FINDINGS)
def test_columns_lose_nothing(found: Findings) -> None:
    """Any findings are the same after they were packed and unpacked."""
    assert unpack(pack(found)) == found


@given(FINDINGS)
def test_parts_are_those_of_the_whole(found: Findings) -> None:
    """What is read for actors alone, and for dates alone, is what all findings tell of them."""
    assert unpack_named(pack(found)) == NamedActors.of(found)
    dates = unpack_dates(pack(found))
    assert (dates.blocks, dates.dateline) == (found.blocks, found.dateline)
    assert (dates.published, dates.events) == (found.published, found.events)


def test_put_and_get(tmp_path: Path) -> None:
    """Findings are kept by text, analyser and model, in a file that TinyDB reads."""
    cache = Cache(tmp_path, "1", "model")
    assert cache.get("ab12") is None
    assert cache.put("ab12", findings())
    assert cache.get("ab12") == findings()
    assert Cache(tmp_path, "2", "model").get("ab12") is None
    assert Cache(tmp_path, "1", "other").get("ab12") is None
    with TinyDB(cache.path("ab12")) as db:
        assert db.table("findings").get(doc_id=1) is not None


def test_every_torn_file_is_a_miss(tmp_path: Path) -> None:
    """Cut at any byte, or with something else in it, there are no findings, and no error."""
    cache = Cache(tmp_path, "1", "model")
    cache.put("ab12", findings())
    path = cache.path("ab12")
    data = path.read_bytes()
    for cut in range(len(data)):
        path.write_bytes(data[:cut])
        assert cache.get("ab12") is None
    for other in (b"{}", b"null", data.replace(b"blocks", b"blacks")):
        path.write_bytes(other)
        assert cache.get("ab12") is None
    assert cache.put("ab12", findings())
    assert cache.get("ab12") == findings()


def test_what_nobody_needs_is_removed(tmp_path: Path) -> None:
    """Findings of other texts go, and those of another analyser after a while."""
    old = Cache(tmp_path, "0", "model")
    cache = Cache(tmp_path, "1", "model")
    for version in ("ab12", "cd34"):
        old.put(version, findings())
        cache.put(version, findings())
    os.utime(old.path("ab12"), (1, 1))
    assert cache.prune({"ab12"}) == 3
    assert [old.get("ab12"), cache.get("ab12"), cache.get("cd34")] == [None, findings(), None]


def test_a_disk_that_refuses_is_no_error(tmp_path: Path) -> None:
    """Nothing is kept then, and that is all."""
    (tmp_path / "file").touch()
    assert not Cache(tmp_path / "file" / "cache", "1", "model").put("ab12", findings())
