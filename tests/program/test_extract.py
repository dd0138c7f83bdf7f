"""The filter: one line out for each line in, whatever comes in."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.analysis.pipeline import MODEL
from onrecord.tui.cli import extract

from ..terminal.running import PROGRAM, environment
from . import fragile

TEXT = (
    "The harbour will stay open, Minister Ana Brodin said on Monday.\n\n"
    "“We have nothing to hide,” she told reporters. “Let them come and look.”"
)


PIECES = [
    *"“”\"'«`., ",
    " said",
    " he ",
    "Ana Brodin",
    "According to ",
    "NATO ",
    "\r\n",
    "\n\n",
    "\u00a0",
    "e\u0301",
    "👩\u200d🚀",
    "\ud800",
    "\x1b[2J",
    "\u202e",
]


def run(lines: list[bytes]) -> tuple[list[Any], bool]:
    """Run the filter in this process."""
    out = io.BytesIO()
    fine = extract.run(lines, out, MODEL, 1)
    return [json.loads(line) for line in out.getvalue().splitlines()], fine


def line(**fields: object) -> bytes:
    """Return a line of input."""
    return json.dumps(fields).encode() + b"\n"


def test_findings_follow_the_contract() -> None:
    """Offsets are code points, contents are cut from the text, the pronoun is resolved."""
    (found,), fine = run([line(id="a", text=TEXT, date="2023-05-02")])
    assert fine
    assert found["id"] == "a"
    assert found["published"]["date"] == "2023-05-02"
    assert found["published"]["basis"] == "metadata"
    direct = [q for q in found["quotes"] if q["kind"] == "direct"]
    assert [q["content"].strip("“”,") for q in direct] == [
        "We have nothing to hide",
        "Let them come and look.",
    ]
    for quote in found["quotes"]:
        assert quote["content"] == TEXT[quote["start"] : quote["end"]]
        assert quote["speaker_text"] == TEXT[slice(*quote["speaker"])]
        assert quote["speaker_canonical"] == "Ana Brodin"
        assert 0 <= quote["confidence"] <= 1
    (brodin,) = [a for a in found["actors"] if a["kind"] == "person"]
    assert brodin["name"] == "Ana Brodin"
    assert [TEXT[slice(*m)] for m in brodin["mentions"]][:1] == ["Ana Brodin"]


def test_a_bad_line_costs_only_itself() -> None:
    """Each bad line gets an error with its number or id; the others are answered, in order."""
    answers, fine = run(
        [
            b"not json\n",
            line(id="good", text="Nothing was said."),
            line(id="no text"),
            b"[1, 2]\n",
            b"\xff\xfe\n",
            b"[" * 100_000 + b"\n",
            b"\n",
            line(id="last", text=""),
        ]
    )
    assert not fine
    assert [a["id"] for a in answers] == ["1", "good", "no text", "4", "5", "6", "last"]
    assert ["error" in a for a in answers] == [True, False, True, True, True, True, False]
    assert answers[2]["error"].startswith("line 3: ")


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=40,
    ).map("".join)
)
def test_no_text_raises_and_every_offset_fits(text: str) -> None:
    """Any text is answered, and every content is the text between its offsets."""
    (found,), fine = run([line(id="x", text=text)])
    assert fine, found
    for quote in found["quotes"]:
        assert 0 <= quote["start"] < quote["end"] <= len(text)
        assert quote["content"] == text[quote["start"] : quote["end"]]
    for actor in found["actors"]:
        assert all(0 <= a < b <= len(text) for a, b in actor["mentions"])


def test_two_processes_keep_the_order_and_the_status_tells_of_errors(site: Path) -> None:
    """The command answers in the order of its input with any number of jobs, and exits with 1."""
    given = [line(id=str(i), text=TEXT * (1 + i % 3)) for i in range(9)] + [b"{}\n"]
    done = subprocess.run(
        [*PROGRAM, "extract", "--jobs", "2", "--model", fragile.NAME],
        env=environment(site.parent, PYTHONPATH=fragile.modules(site)),
        input=b"".join(given),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    answers = [json.loads(answer) for answer in done.stdout.splitlines()]
    assert [a["id"] for a in answers] == [str(i) for i in range(9)] + ["10"]
    assert "error" in answers[-1]
    assert done.stderr == b""
