"""Nexis Uni, Lexis Advance and the older LexisNexis: documents with heads and tails of their own.

The newer ones end with "End of Document" and name their "Body"; the older ones begin with
"1 of 10 DOCUMENTS" and have their labels in capitals.  A cover page before the first is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from .found import Delivered
from .lines import Lines, filled, is_copyright, is_day, label, paragraphs

_END = re.compile(
    r"\s*(?:End of Document|Ende des Dokument(?:e?s)?|Fin du document|Fin del documento"
    r"|Einde van (?:het )?document|Fine del documento)\s*",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\s*(?:\d[\d,.]* of \d[\d,.]* DOCUMENTS?|Dokument \d+ von \d+|Document \d+ (?:de|van) \d+)\s*"
)
_COVER = re.compile(r"\s*(?:Documents?|Dokumente?) \(\d+\)\s*")
_BODY = re.compile(r"\s*(?:Body|Text|Textk(?:ö|oe)rper|Volltext|Corps|Cuerpo)\s*", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:(?:Graphic|Grafik|Graphique|Classification|Klassifizierung)\s*\Z"
    r"|(?:LOAD|UPDATE|DATE-CHARGEMENT|PUBLICATION-TYPE|TYPE-PUBLICATION|JOURNAL-CODE|DOCUMENT-TYPE"
    r"|ACC-NO|GRAPHIC|GRAFIK|GRAPHIQUE|LANGUAGE|SPRACHE|LANGUE|CORRECTION-DATE)(?:-DATE)?\s?:"
    r"|Load-Date\s?:|Publication-Type\s?:|URL\s?:\s+https?://\S+\s*\Z)"
)
"""What stands behind the words of an article; the longer names in capitals alone."""

_LINK = re.compile(r"\s*(?:Link (?:to|zum)|Lien vers) \S[^.]{0,40}", re.IGNORECASE)
_EDITION = re.compile(r"\bedition\b|\bausgabe\b|\bédition\b", re.IGNORECASE)
_SOME_WORDS = re.compile(r"\d[\d.,]* ?(?:words?|w(?:ö|oe)rter|mots?|woorden|palabras|parole)")
_JOB = {"job number": "job", "auftragsnummer": "job"}
_NAMES = {
    "length": "length", "länge": "length", "longueur": "length", "longitud": "length",
    "lengte": "length",
    "byline": "author", "author": "author", "autor": "author", "auteur": "author",
    "verfasser": "author", "by-line": "author",
    "section": "section", "rubrik": "section", "rubrique": "section", "ressort": "section",
    "headline": "title", "title": "title", "titel": "title", "titre": "title",
    "highlight": "highlight", "dateline": "dateline", "series": "series", "serie": "series",
    "distribution": "distribution", "correction": "correction", "show": "show",
    "anchor": "anchor", "anchors": "anchor", "guests": "guests", "reporter": "reporter",
    "reporters": "reporter", "type": "type",
    "load-date": "loaded", "update": "loaded", "date-chargement": "loaded",
    "language": "language", "sprache": "language", "langue": "language",
    "acc-no": "number", "url": "url", "body": "body",
}  # fmt: skip
_ABOVE = {"length", "author", "section", "title", "dateline"}
"""Labels that stand above the words of a document."""

_BELOW = {"loaded", "language", "number", "url"}
"""Labels that stand below them."""

_TOP = 5000
"""Lines in which a delivery shows that it is one."""

_NEAR = 14
"""Lines of a head above its body."""


def recognises(lines: Lines) -> bool:
    """Tell by the cover page, the count of documents, or the head of the first."""
    top = filled(lines[:_TOP])
    if any(map(_COVER.fullmatch, top[:15])) and any(label(line, _JOB) for line in top[:15]):
        return True
    if any(map(_COUNT.fullmatch, top[:80])):
        return any(_is_length(line) or _TAIL.match(line) for line in top)
    return any(_BODY.fullmatch(line) and _headed(top[max(0, at - _NEAR) : at])
               for at, line in enumerate(top))  # fmt: skip


def _headed(above: Lines) -> bool:
    """Tell whether a body stands below a length in words or a byline, and whose the words are."""
    owned, dated = any(map(is_copyright, above)), any(map(is_day, above))
    if any(map(_is_length, above)):
        return owned or dated
    named = {found[0] for line in above if (found := label(line, _NAMES))}
    return owned and dated and bool(named & {"author", "section"})


def _is_length(line: str) -> bool:
    named = label(line, _NAMES)
    return bool(named and named[0] == "length" and _SOME_WORDS.match(named[1].lower()))


def ends(lines: Lines) -> int:
    """Return how many documents end in these lines."""
    return sum(bool(_END.fullmatch(line)) for line in lines)


def articles(lines: Lines) -> Iterator[Delivered]:
    """Yield the documents of a delivery."""
    starts = [at for at, line in enumerate(lines) if _COUNT.fullmatch(line)]
    if starts and not ends(lines):
        ended = False
        for start, end in pairwise([*starts, len(lines)]):
            held = lines[start + 1 : end]
            has_end = any(map(_TAIL.match, held))
            yield from _document(held, older=True, cut=end == len(lines) and ended and not has_end)
            ended |= has_end
        return
    start = 0
    for at, line in enumerate(lines):
        if _END.fullmatch(line):
            yield from _document(lines[start:at])
            start = at + 1
    yield from _document(lines[start:], cut=True)


@dataclass(slots=True)
class _Head:
    """What stands above the words of a document: lines that say what they are, and others.

    ``end`` is the line that its words begin with, ``opening`` what of them stands in the head.
    """

    said: dict[str, str] = field(default_factory=dict)
    before: list[str] = field(default_factory=list)
    day: str = ""
    after: list[str] = field(default_factory=list)
    end: int = 0
    opening: str = ""


def _document(lines: Lines, older: bool = False, cut: bool = False) -> Iterator[Delivered]:
    """Yield the one document of these lines, if it is one."""
    bodies = (at for at, line in enumerate(lines) if _BODY.fullmatch(line))
    marked = None if older else next(bodies, None)
    if marked is None and not older and not any(map(_is_length, lines)):
        return  # a cover page, or a note at the end
    head = _head(lines if marked is None else lines[:marked], older, marked is not None)
    body = lines[head.end if marked is None else marked + 1 :]
    end = next((at for at, line in enumerate(body) if _TAIL.match(line)), len(body))
    said = _said(body[end:]) | head.said
    while end and (is_copyright(body[end - 1]) or not body[end - 1].strip()):
        end -= 1
    yield Delivered(
        paragraphs([head.opening, *body[:end]] if head.opening else body[:end]),
        title=said.get("title") or _title(head, older),
        source=head.before[-1] if head.before else "",
        day=head.day,
        author=said.get("author", ""),
        url=said.get("url", ""),
        language=said.get("language", ""),
        number=said.get("number", ""),
        loaded=said.get("loaded", ""),
        cut=cut,
    )


def _said(lines: Lines) -> dict[str, str]:
    """Return what the labels of a tail say, the first of each."""
    named = (found for line in reversed(lines) if (found := label(line, _NAMES)))
    return {name: words for name, words in named if name in _BELOW}


def _head(lines: Lines, older: bool, marked: bool) -> _Head:
    """Return the head of a document; its end is told where no line marks the body."""
    head = _Head(end=len(lines))
    top = lines[:_NEAR] if marked else filled(lines[: 4 * _NEAR])[:_NEAR]
    above = {found[0] for line in top if (found := label(line, _NAMES))} & _ABOVE
    above = above & {"length"} or above
    for at, block in _blocks(lines):
        line = " ".join(" ".join(block).split())
        if named := label(line, _NAMES):
            if named[0] == "body":
                head.end, head.opening = at + len(block), named[1]
                break
            head.said.setdefault(*named)
        elif is_copyright(block[0]):
            rest = [it for it in block if not is_copyright(it)]
            if rest and older and not head.day:
                head.before.append(" ".join(rest[-1].split()))
        elif _LINK.fullmatch(line):
            continue
        elif is_day(block[0]) and "length" not in head.said and (head.before or head.day):
            if head.day:
                head.before = [*head.after]
            head.day, head.after = line, []
        elif not head.day and "length" not in head.said:
            head.before.append(line)
        elif not marked and (head.said.keys() & above if above else head.after or not older):
            head.end = at
            break
        else:
            head.after.append(line)
    return head


def _blocks(lines: Lines) -> Iterator[tuple[int, list[str]]]:
    """Yield where they begin and what stands together; a label and a day begin something new."""
    wide = all(line.strip() for line in lines)
    held: list[str] = []
    for at, line in enumerate([*lines, ""]):
        ended = not line.strip() or wide
        if held and (ended or is_day(line) or label(line, _NAMES)):
            if is_day(line):
                yield from ((at - len(held) + n, [it]) for n, it in enumerate(held))
            else:
                yield at - len(held), held
            held = []
        if line.strip():
            held.append(line)


def _title(head: _Head, older: bool) -> str:
    """Return what stands above the publication; in the older ones below the day."""
    if older:
        return next((it for it in reversed(head.after) if not _EDITION.search(it)), "")
    above = head.before[:-1]
    return above[-1] if above else ""
