"""Quotations from a report in HTML."""

from __future__ import annotations

import orjson
from lxml import etree

from .claims import Claim, Incoming, offset, strings, text


def read(data: bytes) -> Incoming:
    """Read the quotations of a report; each is told once, however often it stands in it."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    root = etree.fromstring(data, parser) if data.strip() else None
    claims: dict[str, Claim] = {}
    problems = []
    for quote in root.iter("blockquote") if root is not None else ():
        said = quote.get("data-onrecord")
        if said is None:
            continue
        try:
            facts = orjson.loads(said)
        except orjson.JSONDecodeError:
            problems.append(f"line {quote.sourceline} has been damaged")
            continue
        if isinstance(facts, dict):
            claim = _claim(facts, "".join(str(piece) for piece in quote.itertext()))
            claims.setdefault(claim.id or f"{len(claims)}", claim)
    return Incoming(tuple(claims.values()), problems=tuple(problems))


def _claim(facts: dict[str, object], words: str) -> Claim:
    return Claim(
        words=words,
        exact=False,
        id=text(facts, "id"),
        article=text(facts, "article"),
        version=text(facts, "version"),
        start=offset(facts, "start"),
        end=offset(facts, "end"),
        kind=text(facts, "kind"),
        speaker=text(facts, "speaker"),
        speaker_name=text(facts, "speaker_name"),
        attributed_by=text(facts, "attributed_by"),
        published=text(facts, "published"),
        tags=strings(facts.get("tags")),
    )
