"""The person's word over the machine's: quotations as they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.analysis.types import Act, Findings, QuotationKind, Span

from .anchors import Anchor, AnchorState, Found, find
from .records import Annotation, Verdict

if TYPE_CHECKING:
    from .notebook import Notebook

OVERLAP = 0.5
"""Two spans that share this much of what they cover together are the same quotation."""

UNSURE_BELOW = 0.6
"""A confidence below this is marked as unsure."""

_WHY = {
    AnchorState.EXACT: "",
    AnchorState.MOVED: "",
    AnchorState.FUZZY: "the words were altered in the source since",
    AnchorState.ORPHAN: "the words are no longer in the source",
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as a person sees it: the machine's finding under their own work.

    ``speaker_id`` is an actor of the library, ``speaker_name`` what is shown for it (empty where
    nobody is known to have said it).  ``by_person`` tells that they marked or corrected it,
    ``attributed`` that the speaker is their word, which other boundaries alone do not make it;
    ``why`` that its words were moved or altered in the source since (empty while exact).
    ``annotation`` is the id of their work on it in the notebook, if any.  ``awaited`` tells that
    nobody knows yet whether an actor of the library bears the speaker's name.
    """

    article: str
    start: int
    end: int
    kind: QuotationKind
    speaker_id: str | None = None
    speaker_name: str = ""
    speaker: Span | None = None
    cue: Span | None = None
    chain: tuple[Span, ...] = ()
    confidence: float = 0.0
    group: int | None = None
    by_person: bool = False
    attributed: bool = False
    tags: tuple[str, ...] = ()
    memo: str = ""
    selected: bool = False
    why: str = ""
    annotation: str = ""
    act: Act = Act.STATES
    reported: bool = False
    awaited: bool = False

    @property
    def unsure(self) -> bool:
        """Whether the machine was unsure of it, and its speaker is nobody's word yet."""
        return self.confidence < UNSURE_BELOW and not self.attributed

    @property
    def is_mere_act(self) -> bool:
        """Whether it tells an act without a clause of its own, and nobody worked on it."""
        return self.reported and not self.annotation


def lay_over(
    article: str,
    text: str,
    version: str,
    findings: Findings | None,
    actor_ids: Sequence[str | None],
    actor_names: Mapping[str, str],
    notebook: Notebook,
) -> list[Quoted]:
    """Return an article's quotations, in text order, rejected ones left out, missed ones added.

    ``actor_ids`` are the library's actors of ``findings.actors``, ``actor_names`` what they are
    called; without findings only the person's own work is shown.
    """
    machine = _machine(article, findings, actor_ids, actor_names)
    work = notebook.quotations.of(article)
    if not work:
        return machine
    placed = [(it, place(it, text, version, notebook)) for it in work]
    partner = _pair(machine, placed, text, version, notebook)
    covered = set(partner.values()) | _absorbed(machine, placed)
    shown = [q for i, q in enumerate(machine) if i not in covered]
    same = notebook.actors.same()
    for number, (it, found) in enumerate(placed):
        if it.verdict is not Verdict.REJECTED and found.span is not None:
            base = machine[partner[number]] if number in partner else None
            shown.append(_shown(it, found.span, _WHY[found.state], base, actor_names, same))
    return sorted(shown, key=lambda q: (q.start, q.end))


class WorkedOn(NamedTuple):
    """The passages of an article that a person's work is on, as shown and as found.

    ``rejected`` are those of which they say that they are no quotations.
    """

    rejected: frozenset[Span] = frozenset()
    other: frozenset[Span] = frozenset()


def worked_on(
    article: str, text: str, version: str, findings: Findings | None, notebook: Notebook
) -> WorkedOn:
    """Return the passages of an article that a person's work is on."""
    placed = [(it, place(it, text, version, notebook)) for it in notebook.quotations.of(article)]
    machine = _machine(article, findings, (), {})
    as_found = [(q.start, q.end) for q in machine]
    rejected: set[Span] = set()
    other = {as_found[index] for index in _absorbed(machine, placed)}
    for number, index in _pair(machine, placed, text, version, notebook).items():
        it, _ = placed[number]
        (rejected if it.verdict is Verdict.REJECTED else other).add(as_found[index])
    for it, found in placed:
        on = rejected if it.verdict is Verdict.REJECTED else other
        on |= spans(it, found, text, version, notebook)
    return WorkedOn(frozenset(rejected), frozenset(other))


def place(it: Annotation, text: str, version: str, notebook: Notebook) -> Found:
    """Return where the words of an annotation stand in a text now."""
    return _held(it.anchor, text, version, notebook)


def spans(it: Annotation, found: Found, text: str, version: str, notebook: Notebook) -> set[Span]:
    """Return where the machine may find what an annotation is on.

    That is where its words stand, ``found``, and where those do that the machine had found before
    the person drew other boundaries.
    """
    before = _held(it.instead, text, version, notebook) if it.instead else found
    return {span for span in (found.span, before.span) if span}


def _held(anchor: Anchor, text: str, version: str, notebook: Notebook) -> Found:
    old = notebook.text(anchor.version) if anchor.version != version else None
    return find(anchor, text, version, old)


def _machine(
    article: str,
    findings: Findings | None,
    actor_ids: Sequence[str | None],
    actor_names: Mapping[str, str],
) -> list[Quoted]:
    if findings is None:
        return []
    shown = []
    for q in findings.quotations:
        actor = None
        name = ""
        if q.actor is not None:
            actor = actor_ids[q.actor] if q.actor < len(actor_ids) else None
            name = actor_names.get(actor or "", "") or findings.actors[q.actor].name
        shown.append(
            Quoted(
                article=article,
                start=q.start,
                end=q.end,
                kind=q.kind,
                speaker_id=actor,
                speaker_name=name,
                speaker=q.speaker,
                cue=q.cue,
                chain=q.chain,
                confidence=q.confidence,
                group=q.group,
                act=q.act,
                reported=q.reported,
            )
        )
    return shown


def _pair(
    machine: Sequence[Quoted],
    placed: Sequence[tuple[Annotation, Found]],
    text: str,
    version: str,
    notebook: Notebook,
) -> dict[int, int]:
    """Return which of the machine's quotations each annotation is on, the best overlap first."""
    pairs = []
    for number, (it, found) in enumerate(placed):
        for span in spans(it, found, text, version, notebook):
            for index, q in enumerate(machine):
                if (share := overlap((q.start, q.end), span)) >= OVERLAP:
                    pairs.append((-share, number, index))
    partner: dict[int, int] = {}
    for _, number, index in sorted(pairs):
        if number not in partner and index not in partner.values():
            partner[number] = index
    return partner


def _absorbed(machine: Sequence[Quoted], placed: Sequence[tuple[Annotation, Found]]) -> set[int]:
    """Return the machine's quotations that are a part of one which the person has drawn.

    They lie inside it, and nobody else is known to have said them.
    """
    drawn = [
        (it, *found.span)
        for it, found in placed
        if found.span and (it.respanned or it.verdict is Verdict.MARKED)
    ]
    return {
        index
        for index, q in enumerate(machine)
        if any(a <= q.start and q.end <= b and not _of_two(it, q) for it, a, b in drawn)
    }


def _of_two(it: Annotation, q: Quoted) -> bool:
    """Whether two different speakers are known of a person's quotation and of one found."""
    same = it.speaker_id == q.speaker_id or it.speaker == q.speaker_name
    return bool(it.speaker and q.speaker_name) and not same


def overlap(a: Span, b: Span) -> float:
    """Return how much two spans share of what they cover together, 0 to 1."""
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common > 0 else 0.0


def _shown(
    it: Annotation,
    span: Span,
    why: str,
    base: Quoted | None,
    actor_names: Mapping[str, str],
    same: Mapping[str, str],
) -> Quoted:
    speaker = same.get(it.speaker_id, it.speaker_id)
    name = actor_names.get(speaker, "") or it.speaker
    if base is None:
        base = Quoted(it.article, *span, it.kind, speaker or None, name)
        if it.verdict is not Verdict.MARKED:
            why = why or "the analysis no longer finds this quotation"
    shown = replace(
        base,
        by_person=bool(it.verdict or it.attributed or it.respanned),
        attributed=it.attributed or it.verdict is Verdict.MARKED,
        tags=it.tags,
        memo=it.memo,
        selected=it.selected,
        why=why,
        annotation=it.id,
    )
    if shown.attributed:
        shown = replace(
            shown,
            speaker_id=speaker or None,
            speaker_name=name,
            speaker=None,
            chain=(),
            confidence=1.0,
        )
    if it.respanned or it.verdict is Verdict.MARKED:
        shown = replace(shown, start=span[0], end=span[1], kind=it.kind)
    return shown
