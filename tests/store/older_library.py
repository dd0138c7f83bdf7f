"""A library that an older onrecord made, and a look at everything a person did in it."""

from __future__ import annotations

import shutil
from pathlib import Path

from onrecord.store.library.library import Library

OLDER = Path(__file__).parent / "older"
"""A folder with every kind of work in it, made with onrecord as it was in November 2026."""


def laid_out(folder: Path) -> Path:
    """Copy the library to a folder that can be written."""
    shutil.copytree(OLDER, folder, ignore=shutil.ignore_patterns("home", "corrections.json"))
    shutil.copytree(OLDER / "home", folder / ".onrecord")
    return folder


def look_at_everything(library: Library) -> dict[str, object]:
    """Return all that a person did, each thing asked for as the screen asks for it."""
    notebook = library.notebook
    work = {name: notebook.quotations.of(name) for name in sorted(notebook.annotated())}
    return {
        "tags": sorted((a, tag) for a, them in work.items() for it in them for tag in it.tags),
        "memos": [it.memo for them in work.values() for it in them if it.memo],
        "selected": [it.anchor.exact for them in work.values() for it in them if it.selected],
        "speakers": [it.speaker for them in work.values() for it in them if it.attributed],
        "verdicts": sorted(str(it.verdict) for them in work.values() for it in them if it.verdict),
        "spans": [it.anchor.exact for them in work.values() for it in them if it.respanned],
        "notes": {a: notebook.articles.notes(a) for a in work},
        "places": {a: notebook.articles.place(a) for a in work},
        "codebook": {tag: notebook.codebook.memo(tag) for tag in notebook.codebook.tags()},
        "key": notebook.codebook.on_key(1),
        "recent": notebook.codebook.recent(),
        "marks": [(it.id, it.article, it.anchor.exact) for it in notebook.marks.all()],
        "searches": notebook.searches.all(),
        "rulings": [(str(it.kind), it.actors[0].name, it.name) for it in notebook.actors.rulings()],
        "same": notebook.actors.same(),
        "colours": notebook.codebook.colours(),
        "links": [(str(it.type), str(it.verdict), it.a, it.b) for it in notebook.links.notes()],
        "kept": notebook.review.settled(),
        "history": [step.label for step in notebook.history()],
    }
