"""Whether what a file quotes still stands: word for word, altered, gone, another speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from onrecord.store.export.markdown import plain

from .claims import Claim
from .moved import key_of, moved
from .shelf import Placed, Shelf, alike, place, quotation

_KEPT = "its file cannot be read any more: it stands in the text kept with your work"


class Verification(StrEnum):
    """What became of a quotation in a file."""

    STANDS = "stands word for word"
    MOVED = "stands word for word, in an article that was moved and edited"
    ALTERED = "altered"
    GONE = "gone"
    SPEAKER = "another speaker since"


@dataclass(frozen=True, slots=True)
class Finding:
    """One quotation of a file, and what is found of it; ``detail`` is what differs."""

    claim: Claim
    verdict: Verification
    detail: str = ""
    article: str = ""


def verify(claims: Sequence[Claim], shelf: Shelf) -> Iterator[Finding]:
    """Yield a finding for every claim, in their order."""
    homes = moved(claims, shelf)
    for claim in claims:
        home = homes.get(key_of(claim))
        found = _finding(claim, place(claim, shelf, home), shelf)
        yield _told_of_move(found, home) if home else found


def _told_of_move(found: Finding, home: str) -> Finding:
    if found.verdict is Verification.STANDS:
        return replace(found, verdict=Verification.MOVED, detail=f"it is {home} now")
    detail = f"its article was moved and edited, it is {home} now: {found.detail}"
    return replace(found, detail=detail)


def _finding(claim: Claim, placed: Placed, shelf: Shelf) -> Finding:
    article = placed.article
    if article is None:
        return Finding(claim, Verification.GONE, "its article is not in this library")
    if placed.span is None and (span := alike(claim, placed.text)):
        placed = replace(placed, span=span)
    if placed.span is None:
        detail = "its words are no longer in the article"
        return Finding(claim, Verification.GONE, detail, article)
    if not placed.same:
        return Finding(claim, Verification.ALTERED, difference(claim.words, placed.words), article)
    if detail := _other_speaker(claim, placed, shelf):
        return Finding(claim, Verification.SPEAKER, detail, article)
    away = shelf.articles[article].away
    return Finding(claim, Verification.STANDS, _KEPT if away else "", article)


def _other_speaker(claim: Claim, placed: Placed, shelf: Shelf) -> str:
    if not (claim.speaker or claim.speaker_name):
        return ""
    now = quotation(placed, shelf)
    if now is None:
        return "it is no longer found to be a quotation"
    if now.speaker_name == claim.speaker_name or _is_called(claim, now.speaker_id, shelf):
        return ""
    was = claim.speaker_name or claim.speaker
    return f"it was {was}, and is {now.speaker_name or 'nobody'}"


def _is_called(claim: Claim, speaker: str | None, shelf: Shelf) -> bool:
    """Return whether who a claim names is who speaks now, under another name of theirs."""
    if not speaker or speaker != claim.speaker:
        return False
    names = {name.casefold() for name in shelf.called(speaker)}
    return not names or not claim.speaker_name or claim.speaker_name.casefold() in names


def difference(said: str, stands: str) -> str:
    """Return what a file says and the article does not, and the other way round, in one line."""
    ours, theirs = plain(said).split(), plain(stands).split()
    pieces = []
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        here, there = " ".join(ours[a:b]), " ".join(theirs[c:d])
        if kind == "replace":
            pieces.append(f"“{here}” is “{there}” in the article")
        elif kind == "delete":
            pieces.append(f"“{here}” is not in the article")
        elif kind == "insert":
            pieces.append(f"the article has “{there}” besides")
    return "; ".join(pieces)
