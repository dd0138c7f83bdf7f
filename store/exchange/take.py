"""What taking a file over would change, and where it contradicts what is there.

Nothing is changed here: a plan is made, shown, and done as one step that can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from onrecord.store.export.stamps import memo_digest
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.tag_tree import NoTag

from .claims import Claim, Coded, Incoming
from .memos import in_one
from .shelf import Placed, Shelf, place, quotation

_Site: TypeAlias = tuple[str, int, int]
"""An article, and where in it something begins and ends."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What one quotation would get: tags, memo, speaker afterwards, None where they stay.

    ``claim`` is the last that changes it, ``who`` whose all of them are; ``selected`` tells that it
    is picked for export from then on.
    """

    quotation: Quoted
    claim: Claim
    who: tuple[str, ...] = ()
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
    words are not in the library; ``same`` how many say what is there already, ``unedited`` how many
    something else, but just what they were exported with; ``spelled`` the names that are no tags,
    each with the tag that is made of it.
    """

    takings: list[Taking] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    passages: list[tuple[Claim, Placed]] = field(default_factory=list)
    lost: list[Claim] = field(default_factory=list)
    same: int = 0
    unedited: int = 0
    codebook: dict[str, Coded] = field(default_factory=dict)
    spelled: dict[str, str] = field(default_factory=dict)
    _takings: dict[_Site, int] = field(default_factory=dict)
    _passages: dict[_Site, int] = field(default_factory=dict)

    def so_far(self, quotation: Quoted) -> Quoted:
        """Return a quotation as it is after what the file has said of it already."""
        at = self._takings.get((quotation.article, quotation.start, quotation.end))
        if at is None:
            return quotation
        it = self.takings[at]
        return replace(
            quotation,
            tags=quotation.tags if it.tags is None else it.tags,
            memo=quotation.memo if it.memo is None else it.memo,
            speaker_name=quotation.speaker_name if it.speaker is None else it.speaker,
            attributed=quotation.attributed or it.speaker is not None,
            selected=quotation.selected or it.selected,
        )

    def noted(self, quotation: Quoted) -> bool:
        """Return whether the file has given a quotation a memo already."""
        at = self._takings.get((quotation.article, quotation.start, quotation.end))
        return at is not None and self.takings[at].memo is not None

    def take(self, it: Taking) -> None:
        """Note what a quotation would get, in one with what it gets already."""
        site = it.quotation.article, it.quotation.start, it.quotation.end
        at = self._takings.setdefault(site, len(self.takings))
        if at == len(self.takings):
            self.takings.append(it)
            return
        before = self.takings[at]
        self.takings[at] = Taking(
            before.quotation,
            it.claim,
            tuple(dict.fromkeys((*before.who, *it.who))),
            before.tags if it.tags is None else it.tags,
            before.memo if it.memo is None else it.memo,
            before.speaker if it.speaker is None else it.speaker,
            before.selected or it.selected,
        )

    def mark(self, claim: Claim, placed: Placed) -> None:
        """Note a passage where no quotation is, in one with what is said of it already."""
        assert placed.article is not None and placed.span is not None
        at = self._passages.setdefault((placed.article, *placed.span), len(self.passages))
        if at == len(self.passages):
            self.passages.append((claim, placed))
            return
        before = self.passages[at][0]
        tags = tuple(dict.fromkeys((*(before.tags or ()), *(claim.tags or ()))))
        memo = in_one(before.memo or "", claim.memo or "")
        self.passages[at] = replace(before, tags=tags, memo=memo), placed

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
                made.mark(claim, placed)
        else:
            _compare(made, claim, found, theirs, of, shelf.names)
    return made


def _compare(
    made: Plan, claim: Claim, found: Quoted, theirs: bool, of: str, names: Collection[str]
) -> None:
    ours = made.so_far(found)
    tags, memo = _tags(claim, ours, of), _memo(claim, ours, of, names)
    if memo is _CLASH and claim.base_memo is None and made.noted(found):
        memo = in_one(ours.memo, claim.memo or "")  # ours is what the file said before
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
        speaker = None if ours.attributed else speaker
    if tags is not None or memo is not None or speaker is not None or selected:
        who = (claim.who,) if claim.who else ()
        made.take(Taking(found, claim, who, tags, memo, speaker, selected))
    elif not conflicts and not of and _says_otherwise(claim, ours):
        made.unedited += 1
    elif not conflicts:
        made.same += 1


def _says_otherwise(claim: Claim, ours: Quoted) -> bool:
    """Tell whether a claim that knows what it was exported with says something else than is here.

    Where nothing of it is taken over, and nothing is in conflict, it was not edited since.
    """
    tags = claim.tags is not None and claim.base_tags is not None
    if tags and set(claim.tags or ()) != set(ours.tags):
        return True
    memo = claim.memo is not None and claim.base_memo is not None
    return memo and memo_digest(claim.memo or "") != memo_digest(ours.memo)


_BOTH: tuple[str, ...] = ("\0both",)
_CLASH = "\0both"
"""What stands for tags, or a memo, that both sides have changed."""


def _tags(claim: Claim, ours: Quoted, of: str) -> tuple[str, ...] | None:
    """Return the tags afterwards; None where they stay, ``_BOTH`` where both have changed them.

    A file that tells what it was exported with is compared with that; of any other the tags are
    added, and none is taken away.  What a colleague has exported and nobody edited is theirs.
    """
    if claim.tags is None or set(claim.tags) == set(ours.tags):
        return None
    unedited = claim.base_tags is not None and set(claim.tags) == set(claim.base_tags)
    if claim.base_tags is None or (of and unedited):
        added = [tag for tag in claim.tags if tag not in ours.tags]
        return (*ours.tags, *added) if added else None
    if unedited:
        return None
    return claim.tags if set(ours.tags) == set(claim.base_tags) else _BOTH


def _memo(claim: Claim, ours: Quoted, of: str, names: Collection[str]) -> str | None:
    """Return the memo afterwards; None where it stays, ``_CLASH`` where both have changed it.

    Of two memos that nobody has exported, a colleague's stands below one's own.
    """
    if claim.memo is None:
        return None
    theirs, mine = memo_digest(claim.memo), memo_digest(ours.memo)
    if theirs == mine:
        return None
    if claim.base_memo is not None and not (of and theirs == claim.base_memo):
        if theirs == claim.base_memo:
            return None
        return claim.memo if mine == claim.base_memo else _CLASH
    if not claim.memo.strip():
        return None
    if of and (joined := in_one(ours.memo, claim.memo, claim.who or of, names)):
        return joined if joined != ours.memo else None
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
    if speaker is not None and ours.attributed:
        yield Conflict(ours, claim, "speaker", ours.speaker_name, speaker)
