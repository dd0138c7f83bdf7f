"""Any sequence of changes, undos, restarts and crashes leaves the notebook that it should."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from onrecord.store.errors import NotWritten
from onrecord.store.notebook.anchors import version_of
from onrecord.store.notebook.base import clean, clean_tag
from onrecord.store.notebook.notebook import Notebook
from onrecord.store.notebook.overlay import Quoted, lay_over
from onrecord.store.notebook.tag_tree import spelled

from .samples import TEXT, findings

ARTICLES = {name: TEXT + f"\nPrinted in {name}." for name in ("a", "b", "c")}
NAMES = st.sampled_from(list(ARTICLES))
WHICH = st.integers(0, 1)
TAG = st.text(max_size=8).map(spelled) | st.sampled_from(["sanctions", "sanctions/threat", "port"])


class Machine(RuleBasedStateMachine):
    """The notebook beside a plain model of it; a model of what is on the disk comes for free."""

    @initialize()
    def begin(self) -> None:
        """An empty notebook."""
        self.folder = Path(tempfile.mkdtemp())
        self.model: dict[str, Any] = {}
        self.past: list[dict[str, Any]] = []
        self.future: list[dict[str, Any]] = []
        self.notebook = self.opened()

    def opened(self) -> Notebook:
        """Open the notebook as a new process would."""
        return Notebook(self.folder, lambda name: (ARTICLES[name], version_of(ARTICLES[name])))

    def teardown(self) -> None:
        """Remove the files."""
        if hasattr(self, "folder"):
            self.notebook.close()
            shutil.rmtree(self.folder)

    def quoted(self, article: str) -> list[Quoted]:
        """Return the quotations as they are shown."""
        text = ARTICLES[article]
        return lay_over(article, text, version_of(text), findings(), [None] * 2, {}, self.notebook)

    def shown(self) -> dict[str, Any]:
        """Return what the person sees of their work, in the form of the model."""
        seen: dict[str, Any] = {}
        for article in ARTICLES:
            for q in self.quoted(article):
                facts = (q.tags, q.memo, q.selected)
                if facts != ((), "", False):
                    seen[f"{article}:{q.start}"] = facts
            notes = self.notebook.articles.notes(article)
            if notes.memo or notes.starred:
                seen[article] = (notes.memo, notes.starred)
        return seen

    def did(self, key: str, facts: Any, empty: Any) -> None:
        """Note a change in the model, if it is one."""
        after = {**self.model, key: facts}
        if facts == empty:
            del after[key]
        if after != self.model:
            self.past.append(self.model)
            self.future.clear()
            self.model = after

    def change(self, article: str, which: int) -> tuple[Quoted, str, tuple[Any, Any, Any]]:
        """Return a quotation with its key and its facts in the model."""
        quoted = self.quoted(article)[which]
        key = f"{article}:{quoted.start}"
        return quoted, key, self.model.get(key, ((), "", False))

    @rule(article=NAMES, which=WHICH, tags=st.lists(TAG, max_size=3))
    def tag(self, article: str, which: int, tags: list[str]) -> None:
        """Tag a quotation."""
        quoted, key, facts = self.change(article, which)
        self.notebook.quotations.tag([quoted], tags)
        kept = tuple(dict.fromkeys(tag for tag in map(clean_tag, tags) if tag))
        if kept == facts[0] and kept and self.notebook.codebook.recent()[: len(kept)] != list(kept):
            raise AssertionError("tags used last come first")
        before = len(self.past)
        self.did(key, (kept, *facts[1:]), ((), "", False))
        if len(self.past) == before and self.steps() > before:
            # The same tags again: only their order among the recent ones is a step.
            self.past.append(self.model)
            self.future.clear()

    def steps(self) -> int:
        """Return how many steps can be undone."""
        return len(self.notebook._undo_log._state.undo)  # type: ignore[attr-defined]

    @rule(article=NAMES, which=WHICH, memo=st.text(max_size=20))
    def memo(self, article: str, which: int, memo: str) -> None:
        """Write a memo on a quotation."""
        quoted, key, facts = self.change(article, which)
        self.notebook.quotations.memo(quoted, memo)
        kept = clean(memo) if clean(memo).strip() else ""
        self.did(key, (facts[0], kept, facts[2]), ((), "", False))

    @rule(article=NAMES, which=WHICH, selected=st.booleans())
    def select(self, article: str, which: int, selected: bool) -> None:
        """Select a quotation, or not."""
        quoted, key, facts = self.change(article, which)
        self.notebook.quotations.select([quoted], selected)
        self.did(key, (*facts[:2], selected), ((), "", False))

    @rule(article=NAMES, starred=st.booleans())
    def star(self, article: str, starred: bool) -> None:
        """Star an article."""
        self.notebook.articles.star([article], starred)
        memo, _ = self.model.get(article, ("", False))
        self.did(article, (memo, starred), ("", False))

    @rule(article=NAMES, memo=st.text(max_size=20))
    def note(self, article: str, memo: str) -> None:
        """Write a memo on an article."""
        self.notebook.articles.memo(article, memo)
        _, starred = self.model.get(article, ("", False))
        self.did(article, (clean(memo) if clean(memo).strip() else "", starred), ("", False))

    @rule(article=NAMES, offset=st.integers(0, 9999))
    def remember(self, article: str, offset: int) -> None:
        """Read on: no step to undo."""
        self.notebook.articles.remember(article, offset)
        assert self.notebook.articles.place(article) == offset

    @rule()
    def undo(self) -> None:
        """Take the last change back."""
        assert bool(self.notebook.undo()) == bool(self.past)
        if self.past:
            self.future.append(self.model)
            self.model = self.past.pop()

    @rule()
    def redo(self) -> None:
        """Do again what was undone."""
        assert bool(self.notebook.redo()) == bool(self.future)
        if self.future:
            self.past.append(self.model)
            self.model = self.future.pop()

    @rule()
    def restart(self) -> None:
        """Close and open again."""
        self.notebook.close()
        self.notebook = self.opened()
        assert not self.notebook.notices

    @rule()
    def crash(self) -> None:
        """Die without closing; the files are as they are."""
        self.notebook._undo_log._journal.close()  # type: ignore[attr-defined]
        self.notebook = self.opened()
        assert not self.notebook.notices

    @rule(data=st.binary(min_size=1, max_size=40))
    def crash_in_a_write(self, data: bytes) -> None:
        """Die in the middle of the next change: a torn line, which is told and does no harm."""
        self.notebook._undo_log._journal.close()  # type: ignore[attr-defined]
        with (self.folder / "notebook.log").open("ab") as file:
            file.write(data.replace(b"\n", b" "))
        self.notebook = self.opened()
        assert self.notebook.notices or not data.strip(b"\0")

    @rule(which=st.sampled_from(["notebook.json", "notebook.log"]))
    def lose_a_file(self, which: str) -> None:
        """One of the two files is gone: the other has it all, but for the steps to undo."""
        self.notebook.close()
        (self.folder / which).unlink()
        self.notebook = self.opened()
        if which == "notebook.log":
            self.past, self.future = [], []

    @precondition(lambda self: self.steps() < 50)
    @rule(article=NAMES)
    def a_disk_that_refuses(self, article: str) -> None:
        """A change that fails leaves no trace."""
        flush = os.fdatasync

        def refuse(file: int) -> None:
            raise OSError(28, "No space left on device")

        os.fdatasync = refuse  # type: ignore[assignment]
        try:
            with pytest.raises(NotWritten):
                self.notebook.articles.memo(article, "this is not kept \u2028")
        finally:
            os.fdatasync = flush

    @invariant()
    def it_is_as_it_should_be(self) -> None:
        """The notebook shows what the model has."""
        if hasattr(self, "notebook"):
            assert self.shown() == self.model


def run(examples: int) -> None:
    """Run the machine so many times."""
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_any_sequence_of_changes_and_crashes() -> None:
    """A short run of the machine."""
    run(25)


@pytest.mark.slow
def test_a_thousand_sequences_of_changes_and_crashes() -> None:
    """A long run of the machine."""
    run(1000)
