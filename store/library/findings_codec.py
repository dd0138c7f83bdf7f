"""Findings as columns of small numbers, and back.

A cached article holds offsets only; a span is kept as its distance from a place that is known
already and its length, a kind as one digit, and what few have by the place of those few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple, TypeAlias, TypedDict, cast

from onrecord.analysis.types import (
    Act,
    ActorKind,
    Basis,
    Block,
    BlockKind,
    DatedEvent,
    Findings,
    LocalActor,
    Mention,
    MentionForm,
    NamedActors,
    Precision,
    Published,
    Quotation,
    QuotationKind,
    Span,
)
from onrecord.store.schema import misfit, shaped

Columns: TypeAlias = dict[str, Any]

LAYOUT = 4
"""The version of these columns; findings in other ones are made anew."""

DATES = 4096
"""Dates held in memory: the articles of a day that tell it in the same way have the same one."""

_Numbers: TypeAlias = list[int]
_Gaps: TypeAlias = list[int | None]


class _QuotationColumns(NamedTuple):
    """The quotations; see :func:`_quotations`."""

    gaps: _Numbers
    lengths: _Numbers
    kinds: str
    cues: _Gaps
    cue_lengths: _Numbers
    speakers: _Gaps
    speaker_lengths: _Numbers
    actors: _Gaps
    chains: dict[str, _Numbers]
    confidences: _Numbers
    groups: dict[str, int]
    acts: str
    reported: dict[str, bool]


class _Shape(TypedDict):
    """What the columns have to be, before anything is made of them."""

    blocks: tuple[_Numbers, _Numbers, str]
    dateline: tuple[int, int] | None
    sentences: tuple[_Numbers, _Numbers]
    actors: tuple[list[str], str, dict[str, list[str]], dict[str, str], dict[str, list[str]]]
    mentions: tuple[_Numbers, _Numbers, str, _Numbers]
    quotations: _QuotationColumns
    published: list[Any]
    events: list[tuple[int, int, str]]


_BLOCKS = tuple(BlockKind)
_ACTOR_KINDS = tuple(ActorKind)
_FORMS = tuple(MentionForm)
_KINDS = tuple(QuotationKind)
_ACTS = tuple(Act)
_UNDATED = (None, "unknown", "none", None, "", None, None)
_BLOCK_NUMBER = {kind: number for number, kind in enumerate(_BLOCKS)}
_ACTOR_NUMBER = {kind: number for number, kind in enumerate(_ACTOR_KINDS)}
_FORM_NUMBER = {form: number for number, form in enumerate(_FORMS)}
_ACT_NUMBER = {act: number for number, act in enumerate(_ACTS)}
_KIND_NUMBER = {kind: number for number, kind in enumerate(_KINDS)}


def pack(findings: Findings) -> Columns:
    """Return findings as JSON columns."""
    actors, mentions, quotations = findings.actors, findings.mentions, findings.quotations
    return {
        "blocks": [
            *_spans_out((b.start, b.end) for b in findings.blocks),
            _digits(_BLOCK_NUMBER[b.kind] for b in findings.blocks),
        ],
        "dateline": findings.dateline,
        "sentences": _spans_out(findings.sentences),
        "actors": [
            [actor.name for actor in actors],
            _digits(_ACTOR_NUMBER[actor.kind] for actor in actors),
            _some(list(actor.roles) or None for actor in actors),
            _some(actor.gender or None for actor in actors),
            _some(None if actor.names == (actor.name,) else list(actor.names) for actor in actors),
        ],
        "mentions": [
            *_spans_out((m.start, m.end) for m in mentions),
            _digits(_FORM_NUMBER[m.form] for m in mentions),
            [m.actor for m in mentions],
        ],
        "quotations": [
            *_spans_out((q.start, q.end) for q in quotations),
            _digits(_KIND_NUMBER[q.kind] for q in quotations),
            *_near(quotations, [q.cue for q in quotations]),
            *_near(quotations, [q.speaker for q in quotations]),
            [q.actor for q in quotations],
            _some(_steps(q) or None for q in quotations),
            [round(1000 * q.confidence) for q in quotations],
            _some(q.group for q in quotations),
            _digits(_ACT_NUMBER[q.act] for q in quotations),
            _some(q.reported or None for q in quotations),
        ],
        "published": pack_published(findings.published),
        "events": [[event.start, event.end, event.date] for event in findings.events],
    }


def unpack(columns: Columns) -> Findings:
    """Return the findings that :func:`pack` made these of, confidences to the thousandth.

    Raises:
        Damaged, KeyError, IndexError, TypeError, ValueError: they are no such columns.
    """
    columns = cast(Columns, shaped(columns, _Shape))
    actors = _actors(columns)
    gaps, lengths, forms, whose = columns["mentions"]
    mentions = tuple(
        Mention(start, end, _FORMS[int(form)], actor)
        for (start, end), form, actor in zip(_spans_in(gaps, lengths), forms, whose, strict=True)
    )
    quotations = tuple(_quotations(*columns["quotations"]))
    for actor in {m.actor for m in mentions} | {q.actor for q in quotations} - {None}:
        if actor is None or not 0 <= actor < len(actors):
            raise IndexError(f"there is no actor {actor}")
    return replace(
        _dates(columns),
        sentences=tuple(_spans_in(*columns["sentences"])),
        actors=actors,
        mentions=mentions,
        quotations=quotations,
    )


def unpack_named(columns: Columns) -> NamedActors:
    """Return what actors are found by, in a sixth of the time that all findings take.

    Raises:
        Damaged, KeyError, IndexError, TypeError, ValueError: they are no such columns.
    """
    columns = cast(Columns, shaped(columns, _Shape))
    actors = _actors(columns)
    quotations = _QuotationColumns(*columns["quotations"])
    told = [
        actor for at, actor in enumerate(quotations.actors) if not quotations.reported.get(str(at))
    ]
    counts = (Counter(it) for it in (columns["mentions"][3], told))
    return NamedActors(actors, *(tuple(map(it.__getitem__, range(len(actors)))) for it in counts))


def unpack_dates(columns: Columns) -> Findings:
    """Return of findings only what dates are inferred from: blocks, dateline, date, events.

    Raises:
        Damaged, KeyError, IndexError, TypeError, ValueError: they are no such columns.
    """
    return _dates(cast(Columns, shaped(columns, _Shape)))


def _dates(columns: Columns) -> Findings:
    gaps, lengths, kinds = columns["blocks"]
    dateline = columns["dateline"]
    return Findings(
        blocks=tuple(
            Block(start, end, _BLOCKS[int(kind)])
            for (start, end), kind in zip(_spans_in(gaps, lengths), kinds, strict=True)
        ),
        dateline=(dateline[0], dateline[1]) if dateline else None,
        published=unpack_published(columns["published"]),
        events=tuple(DatedEvent(start, end, _day(day)) for start, end, day in columns["events"]),
    )


def _actors(columns: Columns) -> tuple[LocalActor, ...]:
    names, kinds, roles, genders, others = columns["actors"]
    return tuple(
        LocalActor(
            name,
            _ACTOR_KINDS[int(kind)],
            tuple(roles.get(at, ())),
            genders.get(at, ""),
            tuple(others.get(at, (name,))),
        )
        for name, kind, at in zip(names, kinds, map(str, count()), strict=False)
    )


def _quotations(
    gaps: list[int],
    lengths: list[int],
    kinds: str,
    cues: list[int | None],
    cue_lengths: list[int],
    speakers: list[int | None],
    speaker_lengths: list[int],
    actors: list[int | None],
    chains: dict[str, list[int]],
    confidences: list[int],
    groups: dict[str, int],
    acts: str,
    reported: dict[str, bool],
) -> Iterator[Quotation]:
    spans = list(_spans_in(gaps, lengths))
    starts = [start for start, _ in spans]
    rows = zip(
        spans,
        kinds,
        _far(starts, cues, cue_lengths),
        _far(starts, speakers, speaker_lengths),
        actors,
        confidences,
        acts,
        strict=True,
    )
    for at, ((start, end), kind, cue, speaker, actor, confidence, act) in enumerate(rows):
        yield Quotation(
            start,
            end,
            _KINDS[int(kind)],
            cue=cue,
            speaker=speaker,
            actor=actor,
            chain=_chain(start, speaker, chains.get(str(at), [])),
            confidence=confidence / 1000,
            group=groups.get(str(at)),
            act=_ACTS[int(act)],
            reported=reported.get(str(at), False),
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
    while row and row[-1] == _UNDATED[len(row) - 1]:
        row.pop()
    return row


def unpack_published(row: Sequence[Any]) -> Published:
    """Return the date that :func:`pack_published` made this of."""
    if not row:
        return Published()
    whole = [*row, *_UNDATED[len(row) :]]
    iso, precision, basis, evidence, *rest = whole
    span = (evidence[0], evidence[1]) if evidence else None
    return _published(iso, precision, basis, span, *rest)


@lru_cache(DATES)
def _published(iso: str, precision: str, basis: str, *rest: Any) -> Published:
    """Return a date; one that many articles have is made once."""
    made = Published(iso, Precision(precision), Basis(basis), *rest)
    if why := misfit(asdict(made), Published):
        raise ValueError(why)
    if made.precision is Precision.DAY:
        _day(made.date or "")
    return made


def _day(iso: str) -> str:
    """Return an ISO day as it is, or one without a year (``--05-04``).

    Raises:
        ValueError: it is none.
    """
    if not iso.startswith("--"):
        date.fromisoformat(iso)
    return iso


def _spans_out(spans: Iterable[Span]) -> tuple[list[int], list[int]]:
    """Return the gaps before the spans, each from the end of the one before, and their lengths."""
    gaps, lengths, last = [], [], 0
    for start, end in spans:
        gaps.append(start - last)
        lengths.append(end - start)
        last = end
    return gaps, lengths


def _spans_in(gaps: Sequence[int], lengths: Sequence[int]) -> Iterator[Span]:
    last = 0
    for gap, length in zip(gaps, lengths, strict=True):
        start = last + gap
        last = start + length
        yield start, last


def _digits(numbers: Iterable[int]) -> str:
    return "".join(map(str, numbers))


def _some(values: Iterable[Any]) -> dict[str, Any]:
    """Return the values that are not None, by their places."""
    return {str(at): value for at, value in enumerate(values) if value is not None}


def _near(
    quotations: Sequence[Quotation], spans: Sequence[Span | None]
) -> tuple[list[int | None], list[int]]:
    """Return how far spans are from the start of their quotation, and the lengths there are."""
    starts = [
        span[0] - q.start if span else None for q, span in zip(quotations, spans, strict=True)
    ]
    return starts, [span[1] - span[0] for span in spans if span]


def _far(
    origins: Sequence[int], starts: Sequence[int | None], lengths: Sequence[int]
) -> Iterator[Span | None]:
    if len(lengths) != len(starts) - starts.count(None):
        raise ValueError("there are more spans than lengths, or fewer")
    rest = iter(lengths)
    for origin, start in zip(origins, starts, strict=True):
        yield None if start is None else (origin + start, origin + start + next(rest))


def _steps(quotation: Quotation) -> list[int]:
    """Return a chain as numbers; a number too many stands for the speaker that it begins with."""
    begins = bool(quotation.chain) and quotation.chain[0] == quotation.speaker
    rest = quotation.chain[1:] if begins else quotation.chain
    steps = [n for a, b in rest for n in (a - quotation.start, b - a)]
    return [0, *steps] if begins else steps


def _chain(origin: int, speaker: Span | None, steps: Sequence[int]) -> tuple[Span, ...]:
    begins, rest = len(steps) % 2, steps[len(steps) % 2 :]
    chain = tuple(
        (origin + start, origin + start + length)
        for start, length in zip(rest[::2], rest[1::2], strict=True)
    )
    return (speaker, *chain) if begins and speaker else chain
