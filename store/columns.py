"""Findings as columns of small numbers, and back.

A cached article holds offsets only, each column as differences where that makes the numbers
small; a span is kept as its distance from a start that is known already and its length.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, TypeAlias

from analysis.types import (
    ActorKind,
    Basis,
    Block,
    BlockKind,
    DatedEvent,
    Findings,
    LocalActor,
    Mention,
    MentionForm,
    Precision,
    Published,
    Quotation,
    QuotationKind,
    Span,
)

Columns: TypeAlias = dict[str, Any]

_BLOCKS = tuple(BlockKind)
_ACTORS = tuple(ActorKind)
_FORMS = tuple(MentionForm)
_KINDS = tuple(QuotationKind)
_BLOCK_NUMBER = {kind: number for number, kind in enumerate(_BLOCKS)}
_ACTOR_NUMBER = {kind: number for number, kind in enumerate(_ACTORS)}
_FORM_NUMBER = {form: number for number, form in enumerate(_FORMS)}
_KIND_NUMBER = {kind: number for number, kind in enumerate(_KINDS)}


def pack(findings: Findings) -> Columns:
    """Return findings as JSON columns."""
    quotations = findings.quotations
    return {
        "blocks": [*_spans_out(findings.blocks), [_BLOCK_NUMBER[b.kind] for b in findings.blocks]],
        "dateline": findings.dateline,
        "sentences": _pairs_out(findings.sentences),
        "actors": [
            [actor.name, _ACTOR_NUMBER[actor.kind], list(actor.roles), actor.gender]
            for actor in findings.actors
        ],
        "mentions": [
            *_spans_out(findings.mentions),
            [_FORM_NUMBER[mention.form] for mention in findings.mentions],
            [mention.actor for mention in findings.mentions],
        ],
        "quotations": [
            *_spans_out(quotations),
            [_KIND_NUMBER[q.kind] for q in quotations],
            [_near(q.start, (q.cue,)) for q in quotations],
            [_near(q.start, (q.speaker,)) for q in quotations],
            [q.actor for q in quotations],
            [_near(q.start, q.chain) for q in quotations],
            [round(q.confidence, 3) for q in quotations],
            [q.group for q in quotations],
        ],
        "published": pack_published(findings.published),
        "events": [[event.start, event.end, event.date] for event in findings.events],
    }


def unpack(columns: Columns) -> Findings:
    """Return the findings that :func:`pack` made these of.

    Raises:
        KeyError, IndexError, TypeError, ValueError: they are no such columns.
    """
    starts, lengths, kinds = columns["blocks"]
    blocks = tuple(
        Block(start, end, _BLOCKS[kind])
        for (start, end), kind in zip(_spans_in(starts, lengths), kinds, strict=True)
    )
    starts, lengths, forms, whose = columns["mentions"]
    mentions = tuple(
        Mention(start, end, _FORMS[form], actor)
        for (start, end), form, actor in zip(_spans_in(starts, lengths), forms, whose, strict=True)
    )
    starts, lengths, *rest = columns["quotations"]
    quotations = tuple(
        Quotation(
            start,
            end,
            _KINDS[kind],
            cue=_first(start, cue),
            speaker=_first(start, speaker),
            actor=actor,
            chain=tuple(_far(start, chain)),
            confidence=confidence,
            group=group,
        )
        for (start, end), kind, cue, speaker, actor, chain, confidence, group in zip(
            _spans_in(starts, lengths), *rest, strict=True
        )
    )
    dateline = columns["dateline"]
    return Findings(
        blocks=blocks,
        dateline=(dateline[0], dateline[1]) if dateline else None,
        sentences=tuple(_spans_in(*columns["sentences"])),
        actors=tuple(
            LocalActor(name, _ACTORS[kind], tuple(roles), gender)
            for name, kind, roles, gender in columns["actors"]
        ),
        mentions=mentions,
        quotations=quotations,
        published=unpack_published(columns["published"]),
        events=tuple(DatedEvent(start, end, date) for start, end, date in columns["events"]),
    )


def pack_published(published: Published) -> list[Any]:
    """Return a date as a JSON list, empty fields at its end left out."""
    row = [
        published.date,
        published.precision.value,
        published.basis.value,
        published.evidence,
        published.why,
        published.not_before,
        published.not_after,
    ]
    while row and row[-1] in (None, "", "unknown", "none"):
        row.pop()
    return row


def unpack_published(row: Sequence[Any]) -> Published:
    """Return the date that :func:`pack_published` made this of."""
    if not row:
        return Published()
    whole = [*row, *(None, "unknown", "none", None, "", None, None)[len(row) :]]
    date, precision, basis, evidence, why, before, after = whole
    return Published(
        date=date,
        precision=Precision(precision),
        basis=Basis(basis),
        evidence=(evidence[0], evidence[1]) if evidence else None,
        why=why,
        not_before=before,
        not_after=after,
    )


def _pairs_out(spans: Sequence[Span]) -> tuple[list[int], list[int]]:
    starts = [start for start, _ in spans]
    return _differences(starts), [end - start for start, end in spans]


def _spans_out(
    items: Sequence[Block] | Sequence[Mention] | Sequence[Quotation],
) -> tuple[list[int], list[int]]:
    return _pairs_out([(item.start, item.end) for item in items])


def _differences(numbers: Sequence[int]) -> list[int]:
    return [b - a for a, b in pairwise((0, *numbers))]


def _spans_in(differences: Iterable[int], lengths: Sequence[int]) -> Iterator[Span]:
    for start, length in zip(accumulate(differences), lengths, strict=True):
        yield start, start + length


def _near(origin: int, spans: Iterable[Span | None]) -> list[int]:
    return [n for span in spans if span for n in (span[0] - origin, span[1] - span[0])]


def _far(origin: int, numbers: Sequence[int]) -> Iterator[Span]:
    for at in range(0, len(numbers), 2):
        start = origin + numbers[at]
        yield start, start + numbers[at + 1]


def _first(origin: int, numbers: Sequence[int]) -> Span | None:
    return next(_far(origin, numbers), None)
