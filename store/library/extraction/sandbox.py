"""One worker process at a time: asked to read a file, watched, killed and replaced."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

import onrecord
from onrecord.store.errors import Stopped, Unreadable
from onrecord.store.library.readers.dates import in_time
from onrecord.store.library.readers.keys import told_apart
from onrecord.store.library.readers.protocol import Item, Problem, ProblemKind

from .messages import Message, item_of, length_of, pack, problem_of

SECONDS = 20.0
"""Seconds of processor that a worker may spend silent over a file, or a part of it."""

PATIENCE = 6
"""How many times as long it may be silent by the clock: the machine may be busy, or asleep."""

_MODULE = "onrecord.store.library.extraction.worker"


class _Gone(Exception):
    """The worker died, or was killed; the message says over what, for a person."""


class Sandbox:
    """A worker process and its replacements; used by one thread at a time, closed by any."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._ended = False
        self._busy = False

    def read(
        self, path: Path, name: str, mappings: Mapping[str, Mapping[str, str]]
    ) -> Iterator[Item | Problem]:
        """Yield what a worker finds in a file, each article under a key of its own.

        A part that it dies over costs that part; a day that is yet to come is not believed.

        Raises:
            Unreadable: nothing, or nothing more, of the file can be read.
            Stopped: the sandbox was closed.
        """
        yield from told_apart(in_time(self._read(path, name, mappings), name), name)

    def _read(
        self, path: Path, name: str, mappings: Mapping[str, Mapping[str, str]]
    ) -> Iterator[Item | Problem]:
        first = 0
        while True:
            part: tuple[int, str] | None = None
            try:
                request = self._request(path, name, mappings, first)
                for answer in self._answers(request):
                    if "part" in answer:
                        part = (answer["part"], answer["name"])
                    else:
                        yield _found(answer)
                return
            except _Gone as error:
                if part is None:
                    raise Unreadable(str(error)) from None
                yield Problem(part[1], str(error), ProblemKind.UNREADABLE)
                first = part[0] + 1

    def survey(
        self, path: Path, name: str, mappings: Mapping[str, Mapping[str, str]]
    ) -> Mapping[str, Any]:
        """Return what the records of a file are taken for: see ``readers.records.survey``.

        Raises:
            Unreadable: it holds none.
            Stopped: the sandbox was closed.
        """
        request = {**self._request(path, name, mappings, 0), "survey": True}
        try:
            found: Mapping[str, Any] = next(iter(list(self._answers(request))))["survey"]
        except _Gone as error:
            raise Unreadable(str(error)) from None
        return found

    @staticmethod
    def _request(
        path: Path, name: str, mappings: Mapping[str, Mapping[str, str]], first: int
    ) -> Message:
        where = os.fspath(path.absolute())
        return {"path": where, "name": name, "first": first, "mappings": mappings}

    def _answers(self, request: Message) -> Iterator[Message]:
        process = self._living()
        self._busy = True
        try:
            assert process.stdin
            process.stdin.write(pack(request))
            process.stdin.flush()
            incoming = _Incoming(process)
            while True:
                answer = incoming.next(self._seconds)
                if "end" in answer:
                    return
                if "refused" in answer:
                    if answer.get("spent"):
                        self._kill(process)
                    raise Unreadable(str(answer["refused"]))
                yield answer
        except GeneratorExit:
            self._kill(process)
            raise
        except TimeoutError:
            self._kill(process)
            raise _Gone(
                f"reading it took longer than {self._seconds:.0f} seconds: it was left out; "
                "save it in another form"
            ) from None
        except (OSError, EOFError, ValueError, KeyError, TypeError):
            self._kill(process)
            if self._ended:
                raise Stopped from None
            raise _Gone("the program that reads it crashed over it: is it damaged?") from None
        finally:
            self._busy = False

    def _living(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._ended:
                raise Stopped
            if self._process is None or self._process.poll() is not None:
                self._process = _begin()
            return self._process

    def _kill(self, process: subprocess.Popen[bytes] | None) -> None:
        with self._lock:
            if self._process is process:
                self._process = None
        if process is not None:
            _end(process)

    def rest(self) -> None:
        """End the worker; the next file begins another one."""
        self._kill(self._process)

    def close(self) -> None:
        """End the worker; whoever waits for it gets :class:`Stopped`."""
        with self._lock:
            self._ended = True
            process, self._process = self._process, None
        if process is None:
            return
        if self._busy:  # whoever reads from it sees its end, and closes what it read from
            process.kill()
            process.wait()
        else:
            _end(process)

    def __del__(self) -> None:
        self.rest()


def _found(answer: Message) -> Item | Problem:
    return item_of(answer["item"]) if "item" in answer else problem_of(answer["problem"])


def _begin() -> subprocess.Popen[bytes]:
    """Start a worker: not in the person's folder, whose files could be taken for modules."""
    home = str(Path(next(iter(onrecord.__path__))).parent)
    before = os.environ.get("PYTHONPATH")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([home, before] if before else [home]),
        "PYTHONWARNINGS": "ignore",
    }
    return subprocess.Popen(
        [sys.executable, "-P", "-m", _MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,  # the keyboard's Ctrl+C is ours to take
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            if pipe:
                pipe.close()


class _Incoming:
    """The messages that come from a process."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout
        self._process = process
        self._pipe = process.stdout.fileno()
        self._held = bytearray()

    def next(self, seconds: float) -> Message:
        """Return the next message; ``seconds`` of processor may be spent on it.

        Raises:
            TimeoutError: none came in that time, or in ``PATIENCE`` times as long by the clock.
            EOFError: the process has ended.
            ValueError: it was no message.
        """
        limit = _Limit(self._process, seconds)
        head = self._take(4, limit)
        found = orjson.loads(self._take(length_of(head), limit))
        if not isinstance(found, dict):
            raise ValueError("it is no message")
        return found

    def _take(self, length: int, limit: _Limit) -> bytes:
        while len(self._held) < length:
            self._wait(limit)
            piece = os.read(self._pipe, 1 << 20)
            if not piece:
                raise EOFError
            self._held += piece
        taken = bytes(self._held[:length])
        del self._held[:length]
        return taken

    def _wait(self, limit: _Limit) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._pipe, selectors.EVENT_READ)
            while not selector.select(limit.left()):
                if not limit.left():
                    raise TimeoutError


class _Limit:
    """How long a process may still be waited for, by its own time and, at last, by the clock."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._spent = self._processor() + seconds
        self._late = time.monotonic() + PATIENCE * seconds

    def left(self) -> float:
        """Return for how many seconds nothing needs to be looked at again; 0: it is over."""
        left = min(self._spent - self._processor(), self._late - time.monotonic())
        return max(0.0, left)

    def _processor(self) -> float:
        """Return the seconds of processor that the process has had; by the clock where none tells.

        Linux knows the clock of any process under a number that is made of its own (the header
        ``posix-timers.h``); macOS does not.
        """
        try:
            return time.clock_gettime(~self._process.pid << 3 | 2)
        except OSError:
            return time.monotonic()
