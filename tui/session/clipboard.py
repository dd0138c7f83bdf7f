"""The clipboard: a program of the desktop, else the terminal itself, else a file.

What a terminal is told is OSC 52 of xterm's control sequences
(https://invisible-island.net/xterm/ctlseqs/ctlseqs.html).  tmux takes it from a program only
where ``set-clipboard`` is on, and hands it through only where ``allow-passthrough`` is; it is
therefore told both ways, and ``tmux load-buffer -w`` is tried before.
"""

from __future__ import annotations

import base64
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import which

import platformdirs

LIMIT = 2.0
"""Seconds that a program has."""
LONGEST = 74_994
"""Signs of base64 that every terminal with OSC 52 takes."""
CHUNK = 700
"""Signs that GNU screen hands through at once."""
DEAF = ("", "dumb", "linux", "vt100", "vt220")
"""Terminals that know no clipboard."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that takes the clipboard's text on its standard input."""

    command: tuple[str, ...]
    encoding: str = "utf-8"


def programs(env: Mapping[str, str]) -> Iterator[Program]:
    """Yield the programs that reach the screen the person sits at, the likeliest first."""
    far = bool(env.get("SSH_CONNECTION") or env.get("SSH_TTY"))
    if env.get("WAYLAND_DISPLAY"):
        yield Program(("wl-copy",))
    if env.get("DISPLAY"):
        yield Program(("xclip", "-selection", "clipboard", "-in"))
        yield Program(("xsel", "--clipboard", "--input"))
    if not far:  # else it is the clipboard of a machine that nobody sits at
        if sys.platform == "darwin":
            yield Program(("pbcopy",))
        if "microsoft" in platform.release().lower():
            yield Program(("clip.exe",), "utf-16")
        if env.get("TERMUX_VERSION"):
            yield Program(("termux-clipboard-set",))
    if env.get("TMUX"):
        yield Program(("tmux", "load-buffer", "-w", "-"))


def by_program(text: str, env: Mapping[str, str]) -> str:
    """Give the text to the first program that takes it; return its name, "" where none does."""
    for program in programs(env):
        name, *rest = program.command
        path = which(name, path=env.get("PATH"))
        if path is None:
            continue
        try:
            subprocess.run(
                [path, *rest],
                input=text.encode(program.encoding, "replace"),
                stdout=subprocess.DEVNULL,  # what stays in the background must hold no pipe
                stderr=subprocess.DEVNULL,
                timeout=LIMIT,
                check=True,
                start_new_session=True,
            )
        except (OSError, subprocess.SubprocessError):
            continue
        return name
    return ""


def sequence(text: str, env: Mapping[str, str]) -> str:
    """Return what makes the terminal take the text, "" where it cannot."""
    coded = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    if env.get("TERM", "") in DEAF or len(coded) > LONGEST:
        return ""
    order = f"\x1b]52;c;{coded}\x07"
    if env.get("TMUX"):
        return order + f"\x1bPtmux;\x1b{order}\x1b\\"
    if env.get("STY"):
        pieces = [order[at : at + CHUNK] for at in range(0, len(order), CHUNK)]
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return order


def to_file(text: str) -> Path:
    """Write the text to a file that only its owner reads, and return its path.

    Raises:
        OSError: it cannot be written.
    """
    path = Path(platformdirs.user_cache_path("onrecord")) / "copied.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8", errors="replace")
    return path
