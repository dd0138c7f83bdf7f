"""What the tests of the readers share."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from onrecord.store.library.readers import HEAD, Item, Problem, choose

Read = Callable[[str, bytes], tuple[list[Item], list[Problem]]]


@pytest.fixture
def read() -> Read:
    """Read bytes under a name, by the reader that is chosen for them."""

    def read(name: str, data: bytes) -> tuple[list[Item], list[Problem]]:
        reader = choose(data[:HEAD], name)
        assert reader is not None, name
        found = list(reader.read(io.BytesIO(data), name))
        items = [each for each in found if isinstance(each, Item)]
        return items, [each for each in found if isinstance(each, Problem)]

    return read
