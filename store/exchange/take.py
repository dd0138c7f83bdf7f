"""What taking a file over would change, and where it contradicts what is there.

Nothing is changed here: a plan is made, shown, and done as one step that can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.store.export.stamps import memo_digest
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.tag_tree import NoTag

from .claims import Claim, Coded, Incoming
from .merge import with_memo
from .shelf import Placed, Shelf, place, quotation


@dataclass(frozen=True, slots=True)
class Taking:
    """What one quotation would get: tags, memo, speaker afterwards, None where they stay.

    ``selected`` tells that it is picked for export from then on.
    """

    quotation: Quoted
    claim: Claim
    tags: tuple[str, ...] | None = None
    memo: str | None = None
    speaker: str | None = None
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that both sides have changed: ``what`` is ``tags``, ``memo`` or ``speaker``."""

    quotation: Quoted
    claim: Claim
    what: str
    ours: str
    theirs: str


@dataclass(slots=True)
class Plan:
    """What a file would change.

    ``passages`` are what it marks where no quotation is; ``lost`` the claims whose article or
    words are not in the library; ``same`` how many say what is there already; ``spelled`` the
    names that are no tags, each with the tag that is made of it.
    """

    takings: list[Taking] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    passages: list[tuple[Claim, Placed]] = field(default_factory=list)
    lost: list[Claim] = field(default_factory=list)
    same: int = 0
    codebook: dict[str, Coded] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)

    def tag(self, name: str, known: Callable[[str], str]) -> str:
        """Return the tag that a name stands for, noting where that is another."""
        try:
            return known(name)
        except NoTag as refused:
            if refused.proposal:
                self.spelled[name] = refused.proposal
            return refused.proposal

    def tags(
        self, names: tuple[str, ...] | None, known: Callable[[str], str]
    ) -> tuple[str, ...] | None:
        """Return the tags that names stand for, none twice."""
        if names is None:
            return None
        return tuple(dict.fromkeys(tag for name in names if (tag := self.tag(name, known))))


def plan(incoming: Incoming, shelf: Shelf, *, theirs: bool = False, of: str = "") -> Plan:
    """Return what a file would change; ``theirs`` settles every conflict as the file says.

    ``of`` is a colleague whose work it is: selections and corrected speakers are taken over as
    well, and memos stand below one's own with their name, as of a whole notebook.
    """
    made = Plan()
    for name, coded in incoming.codebook.items():
        if tag := made.tag(name, shelf.tag):
            made.codebook.setdefault(tag, coded)
    for claim in incoming.claims:
        tags, base = (made.tags(it, shelf.tag) for it in (claim.tags, claim.base_tags))
        claim = replace(claim, tags=tags, base_tags=base)
        placed = place(claim, shelf)
        if placed.span is None:
            made.lost.append(claim)
        elif (found := quotation(placed, shelf)) is None:
            if claim.tags or claim.memo:
                made.passages.append((claim, placed))
        else:
            _compare(made, claim, found, theirs, of)
    return made


def _compare(made: Plan, claim: Claim, ours: Quoted, theirs: bool, of: str) -> None:
    tags, memo = _tags(claim, ours), _memo(claim, ours, of)
    speaker = _speaker(claim, ours) if of else None
    selected = bool(of) and claim.selected and not ours.selected
    conflicts = list(_conflicts(claim, ours, tags, memo, speaker))
    if theirs:
        named = {it.what for it in conflicts}
        tags = claim.tags if "tags" in named else tags
        memo = claim.memo if "memo" in named else memo
    else:
        made.conflicts += conflicts
        tags = None if tags is _BOTH else tags
        memo = None if memo is _CLASH else memo
        speaker = None if ours.by_person else speaker
    if tags is not None or memo is not None or speaker is not None or selected:
        made.takings.append(Taking(ours, claim, tags, memo, speaker, selected))
    elif not conflicts:
        made.same += 1


_BOTH: tuple[str, ...] = ("\0both",)
_CLASH = "\0both"
"""What stands for tags, or a memo, that both sides have changed."""


def _tags(claim: Claim, ours: Quoted) -> tuple[str, ...] | None:
    """Return the tags afterwards; None where they stay, ``_BOTH`` where both have changed them.

    A file that tells what it was exported with is compared with that; of any other the tags are
    added, and none is taken away.
    """
    if claim.tags is None or set(claim.tags) == set(ours.tags):
        return None
    if claim.base_tags is None:
        added = [tag for tag in claim.tags if tag not in ours.tags]
        return (*ours.tags, *added) if added else None
    if set(claim.tags) == set(claim.base_tags):
        return None
    return claim.tags if set(ours.tags) == set(claim.base_tags) else _BOTH


def _memo(claim: Claim, ours: Quoted, of: str) -> str | None:
    """Return the memo afterwards; None where it stays, ``_CLASH`` where both have changed it.

    Of two memos that nobody has exported, a colleague's stands below one's own.
    """
    if claim.memo is None:
        return None
    theirs, mine = memo_digest(claim.memo), memo_digest(ours.memo)
    if theirs == mine:
        return None
    if claim.base_memo is not None:
        if theirs == claim.base_memo:
            return None
        return claim.memo if mine == claim.base_memo else _CLASH
    if not claim.memo.strip():
        return None
    if of and (both := with_memo(ours.memo, claim.memo, claim.who or of)):
        return both if both != ours.memo else None
    return _CLASH if ours.memo else claim.memo


def _speaker(claim: Claim, ours: Quoted) -> str | None:
    """Return who speaks by a colleague's word; None where they said nothing else."""
    said = claim.attributed_by == "person" and claim.speaker_name != ours.speaker_name
    return claim.speaker_name if said else None


def _conflicts(
    claim: Claim,
    ours: Quoted,
    tags: Sequence[str] | None,
    memo: str | None,
    speaker: str | None,
) -> Iterator[Conflict]:
    if tags is _BOTH:
        mine, theirs = ", ".join(ours.tags), ", ".join(claim.tags or ())
        yield Conflict(ours, claim, "tags", mine, theirs)
    if memo is _CLASH:
        yield Conflict(ours, claim, "memo", ours.memo, claim.memo or "")
    if speaker is not None and ours.by_person:
        yield Conflict(ours, claim, "speaker", ours.speaker_name, speaker)
