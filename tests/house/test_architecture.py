"""The house is built as it is drawn: no module imports itself by way of others."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import grimp

PACKAGE = "onrecord"
ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / PACKAGE


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


ROOMS = ("notebook", "library", "search", "export", "exchange", "statistics")
"""The packages of the store that are drawn by themselves."""


def room(module: str) -> str:
    """Return what a module is drawn as: its floor, and its room where the floor has several."""
    _, floor, *rest = [*module.split("."), "", ""]
    if floor == "tui" and rest[0]:
        return f"tui.{rest[0]}"
    return f"store.{rest[0]}" if floor == "store" and rest[0] in ROOMS else floor


def built() -> dict[str, set[str]]:
    """Return which rooms each room imports from."""
    found: dict[str, set[str]] = {}
    for name, imported in imports().items():
        for other in imported:
            if room(name) != room(other) and room(name) not in ("", "__main__"):
                found.setdefault(room(name), set()).add(room(other))
    return {one: others - {""} for one, others in found.items() if others - {""}}


def drawn() -> dict[str, set[str]]:
    """Return what the architecture says of the same."""
    text = (Path(__file__).parents[2] / "docs/architecture.md").read_text("utf-8")
    lines = re.findall(r"^    ([\w.]+) +imports (.+)$", text, re.M)
    return {one: set(others.split(", ")) for one, others in lines}


def test_the_picture_is_what_the_imports_say() -> None:
    """`docs/architecture.md` tells of every room from which others it imports, and of no more."""
    assert drawn() == built()


def in_the_tables() -> Iterator[Path]:
    """Yield what the tables name: a module stands in the folder of the one before it in its row."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for floor in ("analysis", "store", "tui"):
        part = text[text.index(f"\n## {floor}\n") :]
        part = part[: part.index("\n## ", 3)] if "\n## " in part[3:] else part
        for row in re.findall(r"(?m)^\| (`.+?) \|", part):
            folder = SOURCE / floor
            for name in re.findall(r"`([^`]+)`", row):
                *inside, last = name.rstrip("/").split("/")
                if inside:
                    folder = SOURCE.joinpath(floor, *inside)
                yield folder / last


def test_the_tables_name_what_is_there() -> None:
    """Every module and folder of the tables is where they say, or beside the floors."""
    gone = [
        path
        for path in in_the_tables()
        if not (path.is_dir() or path.with_suffix(".py").is_file() or (ROOT / path.name).is_dir())
    ]
    assert gone == []


SEEN_BY_PROGRAMS = {"Article", "Library", "Quotation"}
"""What `import onrecord` gives: the stored things as a reader sees them, under the same names."""


def test_a_name_means_one_thing() -> None:
    """No two classes of the program have one name."""
    names = Counter(
        node.name
        for floor in ("analysis", "store", "tui")
        for path in (ROOT / floor).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert {name for name, times in names.items() if times > 1} <= SEEN_BY_PROGRAMS
