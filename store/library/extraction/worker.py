"""The process that reads bytes which nobody trusts: ``python -m`` this module.

It takes requests on its standard input and answers on its standard output.  It has limits of
memory, and may be killed at any time by the one that asked; it ends when that one is gone.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import HEAD, Item, Problem, ProblemKind, choose
from onrecord.store.library.readers.extracting import Work, working

from .messages import Message, item_message, pack, receive, sound

MEMORY = 2_000_000_000
"""Bytes of address space that a worker may use."""

OUT_OF_MEMORY = "reading it takes too much memory: open it in its own program and save it as text"


def main() -> None:
    """Answer requests until there are no more."""
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # libraries that print must not be heard
    _be_modest()
    while (request := receive(requests)) is not None:
        for answer in answer_to(request, answers):
            answers.write(pack(answer))
            answers.flush()


def answer_to(request: Message, answers: BinaryIO) -> Iterator[Message]:
    """Yield what is found in the file of a request, an end, or why there is nothing."""

    def announce(number: int, name: str) -> None:
        answers.write(pack({"part": number, "name": sound(name)}))
        answers.flush()

    on = Work(first=request["first"], announce=announce, mappings=request["mappings"])
    try:
        with working(on), Path(request["path"]).open("rb") as file:
            if request.get("survey"):
                yield {"survey": _surveyed(file, request["name"])}
            else:
                for found in _found(file, request["name"]):
                    yield _message(found)
    except Unreadable as error:
        yield {"refused": sound(str(error))}
    except OSError as error:
        yield {"refused": f"it cannot be read: {error.strerror or error}"}
    except MemoryError:
        yield {"refused": OUT_OF_MEMORY, "spent": True}
    except Exception as error:  # a parser's own fault must not end the others
        yield {"refused": f"it cannot be read ({type(error).__name__}): is it damaged?"}
    else:
        yield {"end": True}


def _found(file: BinaryIO, name: str) -> Iterator[Item | Problem]:
    head = file.read(HEAD)
    file.seek(0)
    reader = choose(head, name)
    if reader is None:
        raise Unreadable("there is no reader for it")
    yield from reader.read(file, name)


def _surveyed(file: BinaryIO, name: str) -> Message:
    from onrecord.store.library.readers.records import RecordReader, survey

    reader = choose(file.read(HEAD), name)
    file.seek(0)
    if not isinstance(reader, RecordReader):
        raise Unreadable("it holds no records whose fields could be named")
    return survey(reader, file, name)


def _message(found: Item | Problem) -> Message:
    if isinstance(found, Item):
        return {"item": item_message(found)}
    where, message, kind = found
    return {
        "problem": {"where": sound(where), "message": sound(message), "kind": ProblemKind(kind)}
    }


def _be_modest() -> None:
    """Limit the memory, be polite, and end with the parent."""
    with suppress(ValueError, OSError):  # not every system limits it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        os.nice(5)
    parent = os.getppid()

    def end_with_parent() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()


if __name__ == "__main__":
    main()
