"""W3C Web Annotations (https://www.w3.org/TR/annotation-model/): JSON-LD, one page.

A quotation is a target with the words it is found by and where they stand; tags, memo and speaker
are bodies.  What the model has no word for stands under a context of our own, in the file itself.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from onrecord.store.json_text import dumped
from onrecord.store.notebook.people import TRAITS

from .records import Evidence, Export, Memo
from .xml import guid

MODEL = "http://www.w3.org/ns/anno.jsonld"
OWN = "urn:x-onrecord:term:"
ARTICLE, ACTOR = "urn:x-onrecord:article:", "urn:x-onrecord:actor:"

ABOUT = "about"
"""Our term of an annotation that is a memo on all of something, and quotes nothing."""

TERMS = (
    "quotation",
    "article",
    "version",
    "kind",
    "published",
    "precision",
    "dateBasis",
    "attributedBy",
    "speaker",
    "confidence",
    *(f"speaker{name.capitalize()}" for name in TRAITS),
)
"""Our own terms: what an annotation tells of its quotation, as ``onrecord:…``."""

_WEB = re.compile(r"https?://[^\s<>\"`\\^{}|\x00-\x20\x7f-\x9f]+")


def write(export: Export) -> bytes:
    """Return the annotations of an export as a collection of one page."""
    own = guid("collection", export.title, export.made)
    page = {
        "id": f"urn:uuid:{guid('page', own)}",
        "type": "AnnotationPage",
        "partOf": f"urn:uuid:{own}",
        "startIndex": 0,
        "items": [
            *(_annotation(it, export) for it in export.evidence),
            *(_memo(it, export) for it in export.memos),
        ],
    }
    document = {
        "@context": [MODEL, {"onrecord": OWN}],
        "id": f"urn:uuid:{own}",
        "type": "AnnotationCollection",
        "label": export.title or "Quotations",
        "total": len(export.evidence) + len(export.memos),
        "first": page,
    }
    return dumped(document, indent=True)


def _annotation(it: Evidence, export: Export) -> dict[str, Any]:
    bodies = _bodies(it)
    made: dict[str, Any] = {
        "id": f"urn:uuid:{guid('annotation', it.id)}",
        "type": "Annotation",
        "motivation": _motivation(it),
        "target": _target(it),
        **_own(it),
    }
    if bodies:
        made["body"] = bodies
    return {**made, **_by(export)}


def _memo(memo: Memo, export: Export) -> dict[str, Any]:
    """Return a memo on an article or an actor, as the annotation of all of it."""
    article = export.articles.get(memo.id) if memo.about == "article" else None
    about = source(memo.id, article.url if article else "")
    return {
        "id": f"urn:uuid:{guid('memo', memo.about, memo.id)}",
        "type": "Annotation",
        "motivation": "describing",
        "target": about if memo.about == "article" else ACTOR + _in_urn(memo.id),
        "body": [{"type": "TextualBody", "purpose": "describing", "value": memo.memo}],
        f"onrecord:{ABOUT}": memo.about,
        "onrecord:name": memo.name,
        **_by(export),
    }


def _by(export: Export) -> dict[str, Any]:
    made: dict[str, Any] = {"created": export.made} if export.made else {}
    return {**made, "creator": {"type": "Person", "name": export.by}} if export.by else made


def _motivation(it: Evidence) -> str:
    if it.quotation.memo:
        return "commenting"
    return "tagging" if it.quotation.tags else "highlighting"


def _bodies(it: Evidence) -> list[dict[str, str]]:
    q = it.quotation
    bodies = [("tagging", tag) for tag in q.tags]
    bodies += [("commenting", q.memo)] if q.memo else []
    bodies += [("identifying", q.speaker_name)] if q.speaker_name else []
    return [{"type": "TextualBody", "purpose": why, "value": value} for why, value in bodies]


def _target(it: Evidence) -> dict[str, Any]:
    quotation = {"type": "TextQuoteSelector", "exact": it.content}
    if it.before:
        quotation["prefix"] = it.before
    if it.after:
        quotation["suffix"] = it.after
    place = {
        "type": "TextPositionSelector",
        "start": it.quotation.start,
        "end": it.quotation.end,
    }
    return {"source": source(it.article.id, it.article.url), "selector": [quotation, place]}


def source(article: str, url: str) -> str:
    """Return what identifies an article: its address on the web, else a name of our own."""
    if _WEB.fullmatch(url):
        return url
    return ARTICLE + _in_urn(article)


def _in_urn(name: str) -> str:
    return quote(name.encode("utf-8", "replace"), safe="")


def _own(it: Evidence) -> dict[str, Any]:
    q, published = it.quotation, it.article.published
    values = (
        it.id,
        it.article.id,
        it.article.version,
        str(q.kind),
        published.date,
        str(published.precision),
        str(published.basis),
        "person" if q.attributed else "machine",
        q.speaker_id,
        round(q.confidence, 4),
        *(getattr(it.person, name, "") for name in TRAITS),
    )
    named = zip(TERMS, values, strict=True)
    return {f"onrecord:{name}": value for name, value in named if value not in (None, "")}
