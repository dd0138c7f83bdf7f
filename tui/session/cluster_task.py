"""What is done on a worker of a cluster: is it the right one, has somebody died over this, analyse.

Dask tries a task again when its worker is lost, and cannot tell whether the task was at work then
or in the queue, or done with its answer still on the worker.  Each task therefore writes into the
scheduler's metadata that it has begun, and that it has ended: who finds one begun has a task before
it over which a worker was lost.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Sequence
from importlib import metadata
from typing import Any, NamedTuple

import orjson

from onrecord.analysis.pipeline import ANALYSER, package_of
from onrecord.store.library.findings_codec import LAYOUT, pack, unpack

from .workers import Answer, Failure

_AT_A_TIME = threading.Lock()
"""One task a process, whatever threads it has: no innocent one has begun beside a deadly one."""

REFUSED, LOST, DONE = "refused", "lost", "done"


class Setting(NamedTuple):
    """What findings depend on beside the text; equal on all machines that share a work."""

    analyser: str
    layout: str
    model: str
    pipeline: str
    spacy: str

    @classmethod
    def here(cls, model: str) -> Setting:
        """Return what this machine has."""
        return cls(ANALYSER, str(LAYOUT), model, _version(package_of(model)), _version("spacy"))


_CALLED = {
    "analyser": "analyser",
    "layout": "layout of findings",
    "model": "pipeline",
    "pipeline": "version of the pipeline",
    "spacy": "spaCy",
}


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


def unlike(wanted: Setting) -> str:
    """Say in what this machine is not what is wanted, or ""."""
    here = Setting.here(wanted.model)
    return ", ".join(
        f"{_CALLED[name]} {has}, not {wants}"
        for name, has, wants in zip(Setting._fields, here, wanted, strict=True)
        if has != wants
    )


class Reply(NamedTuple):
    """What a task comes back with: ``outcome``, then the address of the worker that refused."""

    outcome: str
    answers: bytes = b""
    why: str = ""
    where: str = ""


def perform(wanted: Setting, ledger: Sequence[str], work: bytes) -> Reply:
    """Do a task on a worker of Dask.

    Args:
        wanted: what the worker has to be.
        ledger: the place in the scheduler's metadata that tells whether this task is under way.
        work: a pickled function of answers, with its arguments.
    """
    from distributed import get_client, get_worker

    if why := unlike(wanted):
        return Reply(REFUSED, why=why, where=get_worker().address)
    with _AT_A_TIME:
        client = get_client()
        if client.get_metadata(list(ledger), default=None):
            return Reply(LOST)
        client.set_metadata(list(ledger), True)
        try:
            function, arguments = pickle.loads(work)
            return Reply(DONE, packed(function(*arguments)))
        finally:
            client.set_metadata(list(ledger), False)


def work_of(function: Callable[..., list[Answer]], arguments: Sequence[Any]) -> bytes:
    """Return a function with its arguments as bytes, which the scheduler need not understand."""
    return pickle.dumps((function, tuple(arguments)))


def packed(answers: Sequence[Answer]) -> bytes:
    """Return answers as bytes, as compact as they are kept."""
    return orjson.dumps(
        [list(it) if isinstance(it, Failure) else pack(it) for it in answers],
        option=orjson.OPT_NON_STR_KEYS,
    )


def unpacked(data: bytes) -> list[Answer]:
    """Return the answers that :func:`packed` made these bytes of.

    Raises:
        ValueError, TypeError, KeyError, IndexError, Damaged: they are no such bytes.
    """
    return [Failure(*it) if isinstance(it, list) else unpack(it) for it in orjson.loads(data)]
