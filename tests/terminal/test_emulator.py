"""The terminal of these tests shows what a real one shows."""

import os
import sys

from .emulator import Screen, Terminal


def test_cursor_erase_and_wide_signs() -> None:
    """Text lands where the cursor is sent; colours and queries leave no trace."""
    screen = Screen(10, 3)
    screen.feed("\x1b[?1049h\x1b[2J\x1b[2;3H\x1b[1;31mabc\x1b[0m\x1b]2;title\x07")
    screen.feed("\x1b[1;1H東x\x1b[")
    screen.feed("3;9Hzz\x1b[?2026$p")
    assert screen.text == "東x\n  abc\n        zz"
    screen.feed("\x1b[2;4H\x1b[K")
    assert screen.text.splitlines()[1] == "  a"


def test_a_program_has_a_terminal_of_its_own() -> None:
    """Size, keys, resizing and the exit status pass between program and test."""
    code = (
        "import os, signal, sys, time\n"
        "def resized(*_): os.write(1, b'now %d %d\\n' % os.get_terminal_size())\n"  # never print()
        "signal.signal(signal.SIGWINCH, resized)\n"
        "print('size', *os.get_terminal_size(), sys.stdin.isatty(), flush=True)\n"
        "line = input()\n"
        "print('got', line, flush=True)\n"
        "time.sleep(0.2)\n"
        "sys.exit(len(line))"
    )
    with Terminal([sys.executable, "-c", code], os.environ, 50, 10) as terminal:
        terminal.wait("size 50 10 True")
        terminal.resize(60, 12)
        terminal.wait("now 60 12")
        terminal.press("abc", "enter")
        terminal.wait("got abc")
        assert terminal.ended() == 3
