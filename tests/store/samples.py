"""An article and what an analysis could find in it."""

from __future__ import annotations

import io

from onrecord.analysis.types import ActorKind, Findings, LocalActor, Quotation, QuotationKind
from onrecord.store.library.readers import Item
from onrecord.store.library.readers.text import TextReader

TEXT = (
    "WESTMARK, March 1. The harbour will stay open all winter, minister Ada Brandt said.\n\n"
    "“We will not close it for anybody,” she told the council. Envoy Olin Farrow called that"
    " “a first step”.\n"
)


def quotation(text: str, words: str, actor: int | None = 0) -> Quotation:
    """Return a quotation of these words as the analysis would."""
    start = text.index(words)
    return Quotation(start, start + len(words), QuotationKind.DIRECT, actor=actor, confidence=0.9)


def findings() -> Findings:
    """Return what an analysis could find in TEXT."""
    return Findings(
        actors=(
            LocalActor(
                "Ada Brandt", ActorKind.PERSON, ("minister",), "f", ("Ada Brandt", "Brandt")
            ),
            LocalActor("Olin Farrow", ActorKind.PERSON, ("Envoy",), names=("Olin Farrow",)),
        ),
        quotations=(
            quotation(TEXT, "“We will not close it for anybody,”"),
            quotation(TEXT, "“a first step”", 1),
        ),
    )


def text_item(data: bytes, name: str = "x.txt") -> Item:
    """Read one text file."""
    [item] = (it for it in TextReader().read(io.BytesIO(data), name) if isinstance(it, Item))
    return item
