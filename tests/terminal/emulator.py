"""A terminal for tests: runs a program in a pseudo-terminal, keeps its screen, types into it.

It knows the few control functions of ECMA-48 that a Textual program draws with (cursor position,
erase, colours, which it ignores) and none of the rest: enough to read what a person would read.
"""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.cells import cell_len

_CONTROL = re.compile(
    r"\x1b\[(?P<args>[0-?]*)[ -/]*(?P<final>[@-~])"  # CSI
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    r"|\x1b[P^_X][^\x1b]*\x1b\\"  # DCS, PM, APC, SOS
    r"|\x1b[ -/]*[0-~]"
)
_UNFINISHED = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[P^_X][^\x1b]*\x1b?|[ -/]*)?\Z"
)
_TAKE_TERMINAL = """
import fcntl, os, signal, sys, termios
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
    signal.signal(number, signal.SIG_DFL)  # as a shell gives them: nohup and & have some ignored
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""

KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "ctrl+c": "\x03", "ctrl+p": "\x10", "ctrl+q": "\x11", "ctrl+r": "\x12", "ctrl+s": "\x13",
    "ctrl+z": "\x1a",
}  # fmt: skip


class Screen:
    """The characters that are seen, row by row."""

    def __init__(self, width: int, height: int):
        self.resize(width, height)
        self._rest = ""

    def resize(self, width: int, height: int) -> None:
        """Begin anew with another size, as the program will draw it again."""
        self.width, self.height = width, height
        self.cells = [[" "] * width for _ in range(height)]
        self.row = self.column = 0

    def feed(self, text: str) -> None:
        """Draw what the program wrote."""
        text = self._rest + text
        cut = _UNFINISHED.search(text)
        self._rest = text[cut.start() :] if cut else ""
        text = text[: cut.start()] if cut else text
        at = 0
        for control in _CONTROL.finditer(text):
            self._write(text[at : control.start()])
            at = control.end()
            if control["final"]:
                self._control(control["final"], control["args"])
        self._write(text[at:])

    def _write(self, text: str) -> None:
        for sign in text:
            if sign == "\r":
                self.column = 0
            elif sign == "\n":
                self.row = min(self.row + 1, self.height - 1)
            elif sign == "\b":
                self.column = max(self.column - 1, 0)
            elif sign >= " ":
                wide = cell_len(sign)
                if wide and self.column + wide <= self.width:
                    self.cells[self.row][self.column] = sign
                    if wide == 2:
                        self.cells[self.row][self.column + 1] = ""
                self.column += wide

    def _control(self, final: str, args: str) -> None:
        if args[:1] in "?<=>" and args:
            return
        numbers = [int(part) if part.isdigit() else 0 for part in args.split(";")]
        first = numbers[0]
        if final in "Hf":
            self.row = min(max(first, 1), self.height) - 1
            self.column = max(numbers[1] if len(numbers) > 1 else 1, 1) - 1
        elif final == "A":
            self.row = max(self.row - max(first, 1), 0)
        elif final == "B":
            self.row = min(self.row + max(first, 1), self.height - 1)
        elif final == "C":
            self.column = min(self.column + max(first, 1), self.width - 1)
        elif final == "D":
            self.column = max(self.column - max(first, 1), 0)
        elif final == "G":
            self.column = max(first, 1) - 1
        elif final == "J" and first == 2:
            self.cells = [[" "] * self.width for _ in range(self.height)]
        elif final == "K" and first == 0:
            for column in range(self.column, self.width):
                self.cells[self.row][column] = " "

    @property
    def text(self) -> str:
        """All rows as one text, blanks at their ends cut off."""
        return "\n".join("".join(row).rstrip() for row in self.cells)


class Terminal:
    """A program that runs in a pseudo-terminal of its own."""

    def __init__(
        self,
        arguments: Sequence[str | Path],
        environment: Mapping[str, str],
        width: int = 140,
        height: int = 40,
        folder: Path | None = None,
    ):
        self.screen = Screen(width, height)
        self.raw = ""
        """Everything the program wrote, controls included."""
        self._lock = threading.Lock()
        self._master, slave = os.openpty()
        self._size(width, height)
        self.process = subprocess.Popen(
            [sys.executable, "-S", "-c", _TAKE_TERMINAL, *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=dict(environment),
            cwd=folder,
            start_new_session=True,
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _size(self, width: int, height: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def _read(self) -> None:
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        ready = select.poll()  # unlike select(), it knows descriptors above 1,023
        ready.register(self._master, select.POLLIN)
        while True:
            try:
                if not ready.poll(500):
                    continue
                chunk = os.read(self._master, 65536)
            except OSError:  # the program has closed its end (Linux), or the test its own
                return
            if not chunk:
                return
            text = decode(chunk)
            with self._lock:
                self.raw += text
                self.screen.feed(text)

    @property
    def text(self) -> str:
        """What is on the screen now."""
        with self._lock:
            return self.screen.text

    def press(self, *keys: str, pause: float = 0.05) -> None:
        """Press keys one after the other: a name of ``KEYS``, or a text to type."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())
            time.sleep(pause)

    def wait(
        self,
        until: str | re.Pattern[str] | Callable[[], object],
        timeout: float = 30,
        why: str = "",
    ) -> None:
        """Wait until words are seen, a pattern matches the screen, or a condition holds.

        Raises:
            AssertionError: it did not come to pass; the message shows the screen.
        """
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if isinstance(until, str):
                met = until in self.text
            elif isinstance(until, re.Pattern):
                met = bool(until.search(self.text))
            else:
                met = bool(until())
            if met:
                return
            if self.process.poll() is not None and not callable(until):
                time.sleep(0.2)  # what it wrote last may still be on its way
                break
            time.sleep(0.02)
        state = "it has ended" if self.process.poll() is not None else "it runs"
        raise AssertionError(f"waited in vain for {why or until!r} ({state}); screen:\n{self.text}")

    def settle(self, quiet: float = 0.3, timeout: float = 10) -> None:
        """Wait until the program has written nothing for a while."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            before = len(self.raw)
            time.sleep(quiet)
            if len(self.raw) == before:
                return

    def resize(self, width: int, height: int) -> None:
        """Make the terminal smaller or larger; the kernel tells the program."""
        with self._lock:
            self.screen.resize(width, height)
        self._size(width, height)

    def kill(self) -> None:
        """Kill the program and its workers at once, as ``kill -9`` and a power cut do."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def ended(self, timeout: float = 15) -> int:
        """Wait for the program to end by itself; return its exit status."""
        try:
            status = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"it does not end; screen:\n{self.text}") from None
        self._reader.join(2)
        return status

    def close(self) -> None:
        """Kill what still runs and give the terminal back."""
        if self.process.poll() is None:
            self.kill()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)  # workers that outlive a crash
        self._reader.join(2)
        os.close(self._master)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
