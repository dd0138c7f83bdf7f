"""The house is built as it is drawn: no module imports itself by way of others."""

from collections.abc import Iterator
from functools import cache

import grimp

PACKAGE = "onrecord"


@cache
def imports() -> dict[str, list[str]]:
    """Return what every module imports when it is imported or when its functions run."""
    graph = grimp.build_graph(PACKAGE, exclude_type_checking_imports=True, cache_dir=None)
    return {name: sorted(graph.find_modules_directly_imported_by(name)) for name in graph.modules}


def circles() -> Iterator[list[str]]:
    """Yield modules that lead back to themselves: one circle for each way that was found."""
    done: set[str] = set()

    def follow(path: list[str]) -> Iterator[list[str]]:
        for name in imports()[path[-1]]:
            if name in path:
                yield [*path[path.index(name) :], name]
            elif name not in done:
                yield from follow([*path, name])
                done.add(name)

    for name in sorted(imports()):
        if name not in done:
            yield from follow([name])
            done.add(name)


def test_no_circles() -> None:
    """No module imports itself, not by others and not late; what only types need is left aside."""
    assert list(circles()) == []
