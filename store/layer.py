"""The person's word over the machine's: quotations as they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.types import QuotationKind, Span


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as a person sees it: the machine's finding under their own work.

    ``speaker_id`` is an actor of the library, ``speaker_name`` what is shown for it (empty where
    nobody is known to have said it).  ``by_person`` tells that they marked or corrected it;
    ``why`` that its words were moved or altered in the source since (empty while exact).
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
    tags: tuple[str, ...] = ()
    memo: str = ""
    selected: bool = False
    why: str = ""
