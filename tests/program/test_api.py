"""A library from Python, as documented."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import onrecord

from .conftest import Opener

PAGE = Path(__file__).parents[2] / "docs" / "python.md"


def examples() -> list[str]:
    """Return the code of the page."""
    blocks = re.findall(r"(?:^    .*\n|^\n(?=    ))+", PAGE.read_text("utf-8"), re.M)
    return [re.sub(r"(?m)^    ", "", block).strip() for block in blocks]


def test_the_page_runs_as_it_stands(
    folder: Path,
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each example works on a folder of articles; that of pandas needs what may not be there."""
    opened(folder).close()
    folder.rename(folder.parent / "articles")
    monkeypatch.chdir(folder.parent)
    codes = examples()
    assert len(codes) == 6
    for code in codes:
        if "pandas" in code:
            continue
        exec(code, {"onrecord": onrecord})
    said = capsys.readouterr().out
    assert "Piet Haller" in said and "Brodin says" in said


def test_nothing_is_changed_and_others_may_write(folder: Path, opened: Opener) -> None:
    """It reads beside a reader that has the library open, and sees what was done so far."""
    session = opened(folder)
    session.changes.do(
        lambda book: book.quotations.tag(session.quotations("first.txt")[:1], ["harbour"])
    )
    with onrecord.open(folder) as library:
        [tagged] = [it for it in library.quotations() if it.tags]
        assert library.quotations("tag:harbour") == [tagged]
        assert library.article("first.txt").text[tagged.start : tagged.end] == tagged.content
        assert library._session.read_only
        rows = library._rows("actors", "")
        assert {"name", "party"} <= set(rows[0])
        with pytest.raises(KeyError):
            library.article("none")
        with pytest.raises(ValueError, match="no table"):
            library._rows("nonsense", "")
    session.changes.do(
        lambda book: book.quotations.tag(session.quotations("first.txt")[:1], ["still-writes"])
    )
    assert session.quotations("first.txt")[0].tags == ("still-writes",)


def test_any_executor_analyses(folder: Path) -> None:
    """An executor of the caller's is given the articles, and is left open."""
    with ThreadPoolExecutor(1) as executor:
        with onrecord.open(folder, executor=executor) as library:
            assert len(list(library.articles())) == 2
            assert library.quotations()
        names = {thread.name for thread in executor._threads}
        assert names, "it has worked"
        assert executor.submit(int, "1").result() == 1


def test_the_import_is_light() -> None:
    """Nothing of ours, and no library, is imported with the name."""
    code = (
        "import sys; before = set(sys.modules); import onrecord;"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["onrecord"]
