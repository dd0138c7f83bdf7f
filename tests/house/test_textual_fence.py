"""Textual's inside is touched in one module; its minor version is pinned while it is."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import textual
from textual._compositor import Compositor
from textual.app import App
from textual.driver import Driver
from textual.events import Key
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.widgets import Input, OptionList, TextArea

ROOT = Path(__file__).parents[2]
FENCED = "textual_internals.py"
TOUCHED = (
    App, ModalScreen, ScrollView, ScrollBar, Input, OptionList, TextArea, Compositor, Key, Driver,
)  # fmt: skip
_PRIVATE = re.compile(r"_[a-z]\w*")


def names_of_textual() -> set[str]:
    """Return the private names that Textual's classes have, or give to what is made of them."""
    found: set[str] = set()
    for base in {base for one in TOUCHED for base in one.__mro__}:
        if base.__module__.startswith("textual"):
            found |= {name for name in vars(base) if _PRIVATE.fullmatch(name)}
            found |= set(re.findall(r"self\.(_[a-z]\w*)", inspect.getsource(base)))
    return found


def own_names(tree: ast.Module) -> set[str]:
    """Return the private names that classes made without Textual give to themselves."""
    found: set[str] = set()
    for one in cast("Iterator[ast.expr]", ast.walk(tree)):
        if isinstance(one, ast.ClassDef) and not one.bases:
            for part in ast.walk(one):
                if isinstance(part, ast.FunctionDef):
                    found.add(part.name)
                if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store):
                    found.add(part.attr)
    return found


def touching(path: Path, private: set[str]) -> Iterator[str]:
    """Yield where a module uses, or takes the place of, a private name of Textual's."""
    tree = ast.parse(path.read_text("utf-8"))
    private = private - own_names(tree)
    for one in cast("Iterator[ast.expr]", ast.walk(tree)):
        if isinstance(one, ast.ImportFrom | ast.Import):
            modules = [getattr(one, "module", "") or "", *(name.name for name in one.names)]
            if any(re.search(r"^textual\..*\b_|^textual\._", module) for module in modules):
                yield f"{path.name}:{one.lineno} imports {modules}"
        name = getattr(one, "attr", None) or getattr(one, "name", None)
        named = isinstance(one, ast.Attribute | ast.FunctionDef | ast.AsyncFunctionDef)
        if named and name in private:
            yield f"{path.name}:{one.lineno} {name}"


def test_one_module_touches_the_inside() -> None:
    """No other module of the reader has a private name of Textual's or imports one."""
    private = names_of_textual()
    modules = [path for path in (ROOT / "tui" / "reader").rglob("*.py") if path.name != FENCED]
    assert [found for path in modules for found in touching(path, private)] == []


def test_the_fence_sees() -> None:
    """In the fenced module the test finds what it looks for."""
    found = " ".join(touching(ROOT / "tui" / "reader" / FENCED, names_of_textual()))
    for name in ("textual._compositor", "_dirty_regions", "_size_updated", "_driver", "_bindings"):
        assert name in found


def test_the_minor_version_is_pinned() -> None:
    """Another minor version may have another inside."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (wanted,) = (one for one in project["dependencies"] if one.startswith("textual"))
    major, minor, *_ = textual.__version__.split(".")
    assert wanted == f"textual>={major}.{minor},<{major}.{int(minor) + 1}"
