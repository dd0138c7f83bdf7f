"""What comes in, from the command line: verified, or taken over."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.store.errors import StoreError
from onrecord.store.exchange.claims import Claim, Incoming
from onrecord.store.exchange.files import read
from onrecord.store.exchange.take import Plan, plan
from onrecord.store.exchange.verify import Finding, Verification
from onrecord.store.exchange.verify import verify as findings
from onrecord.tui.session.counts import counted
from onrecord.tui.session.literal import literal
from onrecord.tui.session.shelf import shelf_of, taken

from .outcome import DONE, FAILED
from .tables import Json, analysed, write_lines

_SHOWN = 60
"""Characters of a quotation that a line shows."""


def library_of(file: Path, folder: Path | None) -> Path:
    """Return the library that a file is about: the one given, or the one that it lies in.

    Raises:
        StoreError: none is given, and neither the file nor the working directory lies in one.
    """
    if folder is not None:
        return folder
    for start in (file.resolve().parent, Path.cwd()):
        for place in (start, *start.parents):
            if (place / ".onrecord").is_dir():
                return place
    raise StoreError(f"which library is {file} about? Name its FOLDER after it")


def _libraries(options: Namespace) -> list[Path]:
    return [library_of(options.file, options.folder), *options.also]


def verify(options: Namespace) -> int:
    """Tell of every quotation in a file whether it stands; the status is 0 if all do.

    A file without quotations, or of which a part cannot be read, has not been verified.
    """
    incoming = read(options.file)
    with analysed(_libraries(options), options.model) as session:
        found = list(findings(incoming.claims, shelf_of(session)))
    if options.json:
        write_lines(map(_fact, found))
    else:
        print("\n".join(_told(found, incoming)))
    read_whole = bool(found) and not incoming.problems
    stand = all(it.verdict in (Verification.STANDS, Verification.MOVED) for it in found)
    return DONE if read_whole and stand else FAILED


def _fact(it: Finding) -> Json:
    claim = it.claim
    return {
        "id": claim.id or None,
        "article": it.article or claim.article or None,
        "content": claim.words,
        "speaker_name": claim.speaker_name or None,
        "verdict": str(it.verdict),
        "detail": it.detail or None,
    }


def _told(found: list[Finding], incoming: Incoming) -> Iterator[str]:
    for it in found:
        where = it.article or it.claim.article or it.claim.title
        yield f"{it.verdict}: {short(it.claim)}{f' ({literal(where)})' if where else ''}"
        if it.detail:
            yield f"    {literal(it.detail)}"
    yield from (f"not read: {literal(problem)}" for problem in incoming.problems)
    counts = Counter(it.verdict for it in found)
    told = [f"{counts[verdict]} {verdict}" for verdict in Verification if counts[verdict]]
    yield f"{counted(len(found), 'quotation')}: {', '.join(told) or 'nothing to verify'}"


def take(options: Namespace) -> int:
    """Show what a file would change, and do it if that is asked for."""
    incoming = something_in(options.file)
    with analysed(_libraries(options), options.model) as session:
        made = plan(incoming, shelf_of(session), theirs=options.theirs)
        for line in planned(made, incoming, options.passages):
            print(line)
        if options.apply:
            done = taken(session, made, options.file.name, options.passages)
            print(f"{done}; u in the reader takes it back" if done else "Nothing to take over")
        elif made.takings or made.codebook or (options.passages and made.passages):
            print("Nothing is changed yet: --apply does it")
    return FAILED if made.conflicts or made.lost or incoming.problems else DONE


def something_in(path: Path) -> Incoming:
    """Return what can be taken over of a file.

    Raises:
        StoreError: it cannot be read, or there is nothing of that kind in it.
    """
    incoming = read(path)
    if not (incoming.claims or incoming.codebook or incoming.problems):
        raise StoreError(f"{path}: there is nothing in it to take over: no quotation, no tag")
    return incoming


def planned(made: Plan, incoming: Incoming, passages: bool) -> Iterator[str]:
    """Yield what a plan would change and what contradicts it, line by line."""
    for it in made.takings:
        yield f"change: {short(it.claim)}"
        if it.tags is not None:
            yield f"    tags: {hashed(it.quotation.tags)} -> {hashed(it.tags)}"
        if it.memo is not None:
            yield f"    memo: {flat(it.memo) or 'none'}"
        if it.speaker is not None:
            yield f"    speaker: {flat(it.speaker) or 'nobody'}"
    for clash in made.conflicts:
        yield f"conflict: {short(clash.claim)}"
        yield f"    {clash.what} here: {flat(clash.ours) or 'none'}"
        yield f"    {clash.what} in the file: {flat(clash.theirs) or 'none'}"
    for claim, _ in made.passages:
        yield f"{'mark' if passages else 'no quotation here'}: {short(claim)}"
    yield from (f"“{literal(old)}” is written #{literal(new)}" for old, new in made.spelled.items())
    yield from (f"not in this library: {short(claim)}" for claim in made.lost)
    yield from (f"not read: {literal(problem)}" for problem in incoming.problems)
    told = [f"{len(made.takings)} to change", f"{made.same} as here"]
    told += [f"{made.unedited} with other tags or memos here"] if made.unedited else []
    told += [f"{len(made.conflicts)} in conflict"] if made.conflicts else []
    told += [f"{len(made.passages)} where no quotation is"] if made.passages else []
    told += [f"{len(made.lost)} not in this library"] if made.lost else []
    told += [f"{counted(len(made.codebook), 'tag')} in its codebook"] if made.codebook else []
    yield ", ".join(told)
    if made.unedited:
        yield (
            "What was not edited since it was exported is not imported: "
            "onrecord merge takes all of it"
        )


def short(claim: Claim) -> str:
    """Return the words of a claim on one line, cut."""
    words = flat(claim.words)
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"


def flat(text: str) -> str:
    """Return text on one line, harmless for a terminal."""
    return str(literal(" ".join(text.split())))


def hashed(tags: tuple[str, ...]) -> str:
    """Return tags with their signs, or "none"."""
    return literal(" ".join(f"#{tag}" for tag in tags)) or "none"
