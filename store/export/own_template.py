"""A person's own template, run apart: in a process of its own, with bounds on time and memory.

Jinja's sandbox keeps a template from reaching anything; what it can still do is to loop, or to
make texts that fill the memory (``"x"|center(10 ** 9)``).  The process is given seconds and bytes
that it cannot exceed, and what it is told is data, no objects.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import orjson

from onrecord.store.errors import Unreadable
from onrecord.store.storage import read_given

from .records import Export

SECONDS = 20
"""Time of the processor that a template may take."""

_WAIT = 4 * SECONDS
_MEMORY = 1 << 30
_LARGEST = 1 << 26
_LONGEST_TEMPLATE = 1 << 20


def write(template: Path, export: Export, ending: str = "") -> bytes:
    """Return an export as a template writes it.

    ``ending`` is that of the file it is for, and decides how values are escaped; by default that
    of the template's own name, without ``.jinja`` or ``.j2``.

    Raises:
        Unreadable: it cannot be read, is no template, or took too long or too much; the message
            names the template and, where there is one, the line.
    """
    from .templating import context

    try:
        source = read_given(template)
    except Unreadable as error:
        raise Unreadable(f"{template}: {error}") from error
    except OSError as error:
        raise Unreadable(f"{template} cannot be read: {error.strerror}") from error
    if len(source) > _LONGEST_TEMPLATE:
        raise Unreadable(f"{template} is too long for a template")
    name = template.name.removesuffix(".j2").removesuffix(".jinja")
    asked = {
        "template": _text(template, source),
        "name": f"x{ending}" if ending else name,
        "context": context(export),
    }
    return _run(template, _json(asked))


def _text(template: Path, source: bytes) -> str:
    """Return what a template says.

    Raises:
        Unreadable: it says nothing, as where writing it broke off, or is no text in UTF-8.
    """
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{template} is no text in UTF-8, as a template is") from error
    if not text.strip():
        raise Unreadable(f"{template} is empty: nothing would be written")
    return text


def _json(asked: object) -> bytes:
    try:
        return orjson.dumps(asked)
    except orjson.JSONEncodeError:  # a lone surrogate
        import json

        return json.dumps(asked).encode("ascii")


def _run(template: Path, asked: bytes) -> bytes:
    command = [sys.executable, "-m", "onrecord.store.export.own_template"]
    path = os.pathsep.join(filter(None, sys.path))
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    ) as process:
        try:
            written, said = process.communicate(asked, timeout=_WAIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Unreadable(f"{template} takes longer than {SECONDS} seconds") from None
    if process.returncode < 0:
        raise Unreadable(f"{template} takes longer than {SECONDS} seconds, or too much memory")
    if process.returncode:
        lines = said.decode("utf-8", "replace").strip().splitlines()
        raise Unreadable(f"{template}{lines[-1] if lines else ' cannot be used'}")
    return written


# -- in the process of its own ----------------------------------------------------------------


def _confine() -> None:
    """Give up what a template has no need of."""
    import resource

    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _child() -> int:
    from jinja2 import TemplateError, TemplateSyntaxError

    from .templating import environment

    asked = _asked(sys.stdin.buffer.read())
    _confine()
    try:
        made = environment(asked["name"]).from_string(asked["template"])
        left = _LARGEST
        for piece in made.generate(asked["context"]):
            data = piece.encode("utf-8", "replace")
            left -= len(data)
            if left < 0:
                raise ValueError(f"it writes more than {_LARGEST >> 20} MB")
            sys.stdout.buffer.write(data)
        return 0
    except TemplateSyntaxError as error:
        return _tell(f", line {error.lineno}: {error.message}")
    except MemoryError:
        return _tell(" takes too much memory")
    except (TemplateError, ValueError, TypeError, ArithmeticError, LookupError) as error:
        return _tell(f"{_line(error)}: {' '.join(str(error).split()) or type(error).__name__}")
    except (AttributeError, RecursionError) as error:
        return _tell(f"{_line(error)}: {' '.join(str(error).split())}")


def _asked(data: bytes) -> dict[str, str]:
    """Return what the parent asks for."""
    import json

    found: dict[str, str] = json.loads(data)
    return found


def _line(error: BaseException) -> str:
    """Return where in the template an error was met."""
    found, trace = "", error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            found = f", line {trace.tb_lineno}"
        trace = trace.tb_next
    return found


def _tell(message: str) -> int:
    sys.stderr.write(message)
    return 1


if __name__ == "__main__":
    sys.exit(_child())
