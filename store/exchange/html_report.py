"""Quotations from a report in HTML."""

from __future__ import annotations

import orjson
from lxml import etree

from onrecord.store.export.markdown import visible
from onrecord.store.export.report import NOBODY

from .claims import Claim, Incoming, offset, strings, text


def read(data: bytes) -> Incoming:
    """Read the quotations of a report; each is told once, however often it stands in it.

    One that stands there in several sections, and was altered in some, is told as each of them.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    root = etree.fromstring(data, parser) if data.strip() else None
    claims: dict[tuple[str, str, str], Claim] = {}
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
            claim = _claim(facts, _words(quote), _speaker(quote, text(facts, "speaker_name")))
            key = claim.id or f"{len(claims)}", claim.words, claim.speaker_name
            claims.setdefault(key, claim)
    return Incoming(tuple(claims.values()), problems=tuple(problems))


def _words(node: etree._Element) -> str:
    return "".join(str(piece) for piece in node.itertext())


def _speaker(quote: etree._Element, written: str) -> str:
    """Return who is shown to speak, below the words or at the head of their section.

    ``written`` is who it was when the report was made.
    """
    below = quote.getnext()
    if below is None or below.get("class") != "of":
        return written
    named = next(below.iter("strong"), None)
    if named is not None:
        name = _words(named)
    elif (below.text or "").startswith(NOBODY.lower()):
        name = NOBODY
    else:
        heading = next(quote.iterancestors("section"), below).find("h2")
        name = (heading.text or "") if heading is not None else written
    shown = " ".join(name.split())
    return written if shown in (" ".join(visible(written).split()), NOBODY) else shown


def _claim(facts: dict[str, object], words: str, speaker: str) -> Claim:
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
        speaker_name=speaker,
        attributed_by=text(facts, "attributed_by"),
        published=text(facts, "published"),
        tags=strings(facts.get("tags")),
    )
