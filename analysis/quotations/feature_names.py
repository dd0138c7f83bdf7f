"""The names of what the boosted trees look at, and at marks, kept in the weights beside them.

A model whose names are others was learned from other columns, or from the same in another order.
"""

from __future__ import annotations

from . import content_evidence, mark_evidence, mark_sites, reranker, span_scores, speakers
from .naming import named

BESIDE = named("wording, wording below best, place of wording")
"""What the wording of a phrase adds to the features of an offer."""

_CONTENT = (*content_evidence.CONTENT, "wording", *span_scores.FEATURES)
_QUOTED = (*mark_evidence.QUOTED, *span_scores.FEATURES)

FEATURES = {
    "content": _CONTENT,
    "quoted": _QUOTED,
    "contest": (
        *(f"content: {name}" for name in _CONTENT),
        *(f"marks: {name}" for name in _QUOTED),
        *reranker.FEATURES,
    ),
    "speaker": (*speakers.FEATURES, *BESIDE),
    "marks": tuple(" ".join(template) for template in mark_sites.TEMPLATES),
}
"""The names of the columns that each model looks at, in order."""
