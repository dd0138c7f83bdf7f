"""A cluster of Dask as an executor: tasks go out, answers come back, and what is lost goes again.

A lost worker, and a scheduler that was restarted, cost time only.  A worker of another analyser or
pipeline is refused, told once, and given nothing more.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from asyncio import CancelledError
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.store.errors import StoreError

from .cluster_task import DONE, REFUSED, Setting, perform, unlike, unpacked, work_of
from .processes import Died

if TYPE_CHECKING:
    from distributed import Client

TICK = 1.0
"""Seconds between two looks at the cluster."""

PATIENCE = 600.0
"""Seconds that a cluster may be away before the work is given up."""

_LARGE = "1GB"
"""Dask warns of tasks of more bytes than this; articles may be long."""

Tell = Callable[[str], None]


class Tls(NamedTuple):
    """Files that prove who one is, as Dask takes them; "" where its own configuration says."""

    ca_file: str = ""
    cert: str = ""
    key: str = ""


class _Errand:
    """A task that is away, until its answer is here."""

    def __init__(self, name: str, work: bytes) -> None:
        self.name = name
        self.work = work
        self.future: Future[Any] = Future()
        self.promise: Any = None  # what Dask calls a future; None: it is to be sent
        self.among: frozenset[str] = frozenset()  # empty: any worker
        self.cut_off = 0  # how often it was lost with the connection: no worker died over it then


class Cluster(Executor):
    """An executor of functions that answer for articles, on the workers of a Dask cluster.

    ``width`` is how many workers there are that fit.  A task over which a worker was lost fails
    with :class:`Died`: whoever gave it divides it and sends its parts.  ``gone`` is why the cluster
    is of no use any more, or "".

    Args:
        address: of the scheduler, ``tcp://host:port`` or ``tls://host:port``.
        model: the pipeline that workers have to have.
        tell: is told in a line what a person should know.
        tls: asks for encryption, with these files.

    Raises:
        StoreError: ``distributed`` is not installed, or nobody answers at the address.
    """

    def __init__(self, address: str, model: str, tell: Tell, tls: Tls | None = None) -> None:
        self.address = address
        self.width = 0
        self.gone = ""
        self._tell = tell
        self._tls = tls
        self._setting = Setting.here(model)
        self._run = f"onrecord-{uuid.uuid4().hex[:12]}"
        self._number = count()
        self._lock = threading.RLock()
        self._away: dict[str, _Errand] = {}
        self._fit: set[str] = set()
        self._refused: dict[str, str] = {}
        self._ended = threading.Event()
        self._client = self._connected()
        self._look()
        self._watch = threading.Thread(target=self._watching, name="cluster", daemon=True)
        self._watch.start()

    # -- tasks ----------------------------------------------------------------------------------

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have a task done by any worker that fits.

        Raises:
            BrokenExecutor: the cluster is gone.
            RuntimeError: the executor was shut down.
        """
        task = _Errand(str(next(self._number)), work_of(fn, args))
        with self._lock:
            if self.gone:
                raise BrokenExecutor(self.gone)
            if self._ended.is_set():
                raise RuntimeError("the cluster has been left")
            self._away[task.name] = task
            self._send(task)
        return task.future

    def _send(self, task: _Errand) -> None:
        """Hand a task to Dask; one that it does not take waits for the next look."""
        task.promise = None
        task.among = frozenset(self._fit) if self._refused else frozenset()
        with suppress(Exception):  # of many kinds, as the connection is lost at any moment
            task.promise = promise = self._client.submit(
                perform,
                self._setting,
                (self._run, f"{task.name}.{task.cut_off}"),
                task.work,
                key=f"{self._run}-{task.name}-{uuid.uuid4().hex[:8]}",
                pure=False,
                workers=list(task.among) or None,
            )
            promise.add_done_callback(lambda promise: self._back(task, promise))

    def _back(self, task: _Errand, promise: Any) -> None:
        """Take a task back, from a thread of Dask's."""
        if self._ended.is_set() or task.promise is not promise:
            return
        try:
            reply = promise.result()
        except (Exception, CancelledError) as error:
            self._failed(task, promise, error)
            return
        if reply.outcome == REFUSED:
            self._refuse(reply.where, reply.why)
            task.promise = None
        elif reply.outcome == DONE:
            self._end(task, unpacked(reply.answers))
        else:
            self._end(task, Died("the worker of the cluster died over it (out of memory?)"))

    def _failed(self, task: _Errand, promise: Any, error: BaseException) -> None:
        """Send again what was lost on the way; what the task itself raised is its answer.

        A task that was in the queue of workers that died is sent as it was: if it was begun on one
        of them, that is written down.
        """
        from distributed import KilledWorker

        if promise.status == "error" and not isinstance(error, KilledWorker):
            self._end(task, error)
            return
        task.cut_off += not isinstance(error, KilledWorker)
        task.promise = None

    def _end(self, task: _Errand, answer: object) -> None:
        """Tell what became of a task: an error is raised where the answer is waited for."""
        with self._lock:
            if self._away.pop(task.name, None) is None:
                return
        if not task.future.set_running_or_notify_cancel():
            return
        if isinstance(answer, BaseException):
            task.future.set_exception(answer)
        else:
            task.future.set_result(answer)

    # -- the cluster ----------------------------------------------------------------------------

    def _connected(self) -> Client:
        try:
            import dask
            from distributed import Client, Security
        except ImportError as error:
            raise StoreError("--dask needs Dask: pip install 'onrecord[dask]'") from error
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        dask.config.set({"distributed.admin.large-graph-warning-threshold": _LARGE})
        security = Security(**_files(self._tls)) if self._tls else None
        try:
            return Client(self.address, security=security, set_as_default=False, name=self._run)
        except (OSError, ValueError, TypeError) as error:
            raise StoreError(f"no cluster answers at {self.address}: {error}") from error

    def _watching(self) -> None:
        heard = time.monotonic()
        while not self._ended.wait(TICK):
            try:
                if self._client.status in ("closed", "closing"):
                    self._client = self._connected()
                if self._client.status == "running":
                    self._look()
                    self._send_again()
                    heard = time.monotonic()
            except Exception:  # of many kinds, while the scheduler comes and goes
                pass
            if time.monotonic() > heard + PATIENCE:
                self._give_up(f"the cluster at {self.address} has been away for "
                              f"{PATIENCE / 60:.0f} minutes")  # fmt: skip

    def _look(self) -> None:
        """See which workers there are, and whether new ones fit."""
        there = set(self._client.scheduler_info(n_workers=-1)["workers"])
        with self._lock:
            fresh = there - self._fit - self._refused.keys()
        if fresh:
            found = self._client.run(unlike, self._setting, workers=list(fresh), on_error="return")
            for address, why in found.items():
                if why:
                    self._refuse(address, _lack(why))
        with self._lock:
            self._refused = {it: why for it, why in self._refused.items() if it in there}
            self._fit = there - self._refused.keys()
            self.width = len(self._fit)
            if there and not self._fit:
                why = next(iter(self._refused.values()))
                self._give_up(f"no worker of the cluster fits: {why}")

    def _refuse(self, address: str, why: str) -> None:
        with self._lock:
            if address in self._refused:
                return
            self._refused[address] = why
            self._fit.discard(address)
        self._tell(f"{address} of the cluster is given nothing: {why}")

    def _send_again(self) -> None:
        """Send what was lost, and what waits for workers that are no more."""
        with self._lock:
            for task in list(self._away.values()):
                if task.promise is not None and task.among and not task.among & self._fit:
                    task.promise.cancel()
                    task.promise = None
                if task.promise is None:
                    self._send(task)

    def _give_up(self, why: str) -> None:
        self.gone = why
        self._ended.set()
        for task in list(self._away.values()):
            self._end(task, BrokenExecutor(why))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; what is under way there is dropped."""
        self._ended.set()
        with self._lock:
            left, self._away = list(self._away.values()), {}
        for task in left:
            task.future.cancel()
        with suppress(Exception):
            self._client.cancel([task.promise for task in left if task.promise])
            self._client.set_metadata([self._run], {})
        with suppress(Exception):
            self._client.close(timeout=2)


def _files(tls: Tls) -> dict[str, Any]:
    """Return what Dask calls these files; what is not given stands in its own configuration."""
    given = {
        "tls_ca_file": tls.ca_file, "tls_client_cert": tls.cert, "tls_client_key": tls.key
    }  # fmt: skip
    return {"require_encryption": True, **{name: file for name, file in given.items() if file}}


def _lack(why: object) -> str:
    """Say why a worker does not fit: what it lacks, or what it raised when it was asked."""
    return why if isinstance(why, str) else f"onrecord cannot be used there ({why})"
