"""Who said what: quotations, their cues, and their speakers as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..types import Block, Quotation, Span
from . import rules
from .sheet import lay_out

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find"]


def find(doc: Doc, text: str, blocks: tuple[Block, ...], dateline: Span | None) -> list[Quotation]:
    """Find the quotations of one article.

    Args:
        doc: the article as :func:`analysis.pipeline.parse` gives it; offsets as in ``text``.
        text: the stored text, with its real marks.
        blocks: its blocks.
        dateline: the span of its dateline, if it has one.

    Returns:
        Quotations in order of their start, with ``actor=None`` and an empty ``chain``; offsets
        are code points of ``text``, half-open.
    """
    return rules.find(lay_out(doc, text, blocks, dateline))
