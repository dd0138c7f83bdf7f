"""Leads what was found in a clean copy back to the text as it is stored."""

from __future__ import annotations

from dataclasses import replace

from .cleaning import Cleaned
from .types import Block, Findings, Quotation, Span


def restored(cleaned: Cleaned, found: Findings) -> Findings:
    """Return findings whose spans are those of the stored text.

    A block holds the characters that were taken out at its edges ("# Strike"); what was found in it
    does not.  Names and roles stay as the clean copy writes them.
    """
    if not cleaned.steps:
        return found
    back = cleaned.back
    return replace(
        found,
        blocks=tuple(Block(*cleaned.back_whole(b.start, b.end), b.kind) for b in found.blocks),
        dateline=_back(cleaned, found.dateline),
        sentences=tuple(back(*span) for span in found.sentences),
        mentions=tuple(
            m._replace(start=start, end=end)
            for m in found.mentions
            for start, end in [back(m.start, m.end)]
        ),
        quotations=tuple(_quotation(cleaned, q) for q in found.quotations),
        published=replace(found.published, evidence=_back(cleaned, found.published.evidence)),
        events=tuple(
            e._replace(start=start, end=end)
            for e in found.events
            for start, end in [back(e.start, e.end)]
        ),
    )


def _quotation(cleaned: Cleaned, found: Quotation) -> Quotation:
    start, end = cleaned.back(found.start, found.end)
    return replace(
        found,
        start=start,
        end=end,
        cue=_back(cleaned, found.cue),
        speaker=_back(cleaned, found.speaker),
        chain=tuple(cleaned.back(*span) for span in found.chain),
    )


def _back(cleaned: Cleaned, span: Span | None) -> Span | None:
    return cleaned.back(*span) if span else None
