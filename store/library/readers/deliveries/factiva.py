"""Factiva: articles with two letters before each field, or with a head of bare lines.

The bare head is "523 words", the day, the hour, the publication, its code, the language, whose it
is; above it stand section, title and author.  Either ends with the number of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..languages import language_code
from .found import Delivered
from .lines import Lines, chunks, filled, is_copyright, is_day, paragraphs

Fields = Mapping[str, Sequence[str]]
"""What stands under each code, a line or paragraph each."""

_ORDER = "SE HD CR BY CLM WC PD ET SN SC ED PG VOL LA CY LP TD ART CT RF CO IN NS RE IPD IPC PUB AN"
_CODES = _ORDER.split()
_NUMBER = r"(?P<number>[A-Z0-9]{4,12}(?:19|20)\d{6}[0-9a-z]{6,12})"
_END = re.compile(rf"\s*(?:AN[\s|]+)?(?:Document|Dokument|Documento)\s+{_NUMBER}[\s|]*")
_FIELD = re.compile(rf"\s*(?P<code>{'|'.join(_CODES)})(?:\s*\||\t| {{2,}}|\s*\Z)(?P<value>.*)")
_WORDS = re.compile(
    r"\s*\d[\d.,\s]{0,8} ?(?:words?|w(?:ö|oe)rter|wort|mots?|palabras?|parol[ae]|palavras?|woorden"
    r"|слов[ао]?|ord|字|語|个字)\s*",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\s*\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?(?:\s+[A-Z]{2,4})?\s*", re.IGNORECASE)
_FOOT = re.compile(r"\s*(?:(?:Page|Seite) \d+ (?:of|von|de|sur) \d+.*|.{0,60}©.{0,12} Factiva.*)")
_BYLINE = re.compile(r"(?:by|von|par|por|di)\s+\S", re.IGNORECASE)
_NAME = re.compile(r"(?:[^\W\d_a-z][\w.’'-]*|de|da|di|van|von|der|and|und|et|[,;&])", re.UNICODE)
_TOP, _HEAD = 300, 12
"""Lines in which a delivery shows that it is one; lines of a bare head."""


def recognises(lines: Lines) -> bool:
    """Tell by the codes of the first article, or by its bare head."""
    top = filled(lines[:_TOP])
    codes = {found["code"] for line in top if (found := _FIELD.match(line))}
    if "HD" in codes and len(codes & {"WC", "PD", "SN", "SC", "LA", "LP", "TD"}) >= 4:
        return True
    signed = any(map(_END.fullmatch, top)) or any(map(is_copyright, top))
    return signed and any(
        _WORDS.fullmatch(line) and _bare(top[at + 1 : at + 1 + _HEAD])[1]
        for at, line in enumerate(top)
    )


def articles(lines: Lines) -> Iterator[Delivered]:
    """Yield the documents of a delivery."""
    held: list[str] = []
    for line in lines:
        if end := _END.fullmatch(line):
            yield from _document(held, end["number"])
            held = []
        elif not _FOOT.fullmatch(line):
            held.append(line)
    yield from _document(held, "")


def _document(lines: Lines, number: str) -> Iterator[Delivered]:
    """Yield the one document of these lines, if it is one; the last may lack its number."""
    fields = _coded(lines)
    if "HD" not in fields or not {"PD", "SN", "LP", "TD"} & set(fields):
        fields = _uncoded(lines)
    if fields:
        yield _found(fields, number)


def _found(fields: Fields, number: str) -> Delivered:
    def line(code: str) -> str:
        return " ".join(" ".join(fields.get(code, ())).split())

    return Delivered(
        "\n\n".join(filter(None, (paragraphs(fields.get(code, ())) for code in ("LP", "TD")))),
        title=line("HD"),
        source=line("SN"),
        day=line("PD"),
        author=line("BY"),
        language=_language(line("LA")) or line("LA"),
        number=number,
        cut=not number,
    )


def _coded(lines: Lines) -> dict[str, list[str]]:
    """Return what stands under the codes of an article, which come in their order."""
    fields: dict[str, list[str]] = {}
    last = -1
    for line in lines:
        found = _FIELD.match(line)
        if found and (place := _CODES.index(found["code"])) > last:
            last = place
            fields[found["code"]] = [found["value"].rstrip("| \t")]
        elif last >= 0:
            fields[_CODES[last]].append(line.rstrip("| \t"))
    return fields


def _uncoded(lines: Lines) -> dict[str, list[str]]:
    """Return the same of an article with a bare head; nothing where it has none."""
    at = next((at for at, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    if at is None:
        return {}
    fields, end = _bare(lines[at + 1 :])
    if not fields:
        return {}
    above = [" ".join(" ".join(block).split()) for block in _above(lines[:at])]
    if len(above) > 1 and _is_author(above[-1], above[-2]):
        fields["BY"] = [above.pop()]
    return fields | {"HD": above[-1:], "TD": list(lines[at + 1 + end :])}


def _above(lines: Lines) -> Iterator[list[str]]:
    """Yield what stands above a bare head: what runs on to it line by line, else by paragraphs."""
    near = next((at for at in range(len(lines), 0, -1) if not lines[at - 1].strip()), 0)
    if near:
        yield from chunks([*lines[:near], ""])
    held: list[str] = []
    for line in lines[near:]:
        if held and not line.lstrip()[:1].islower():
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _is_author(words: str, above: str) -> bool:
    """Tell whether a line below what may be the title is who wrote it."""
    if _BYLINE.match(words):
        return True
    parts = re.findall(r"[\w.’'-]+|[,;&]", words)
    named = 1 < len(parts) <= 12 and all(map(_NAME.fullmatch, parts))
    return named and len(words) < len(above) and len(above.split()) > 2


def _bare(lines: Lines) -> tuple[dict[str, list[str]], int]:
    """Return what a head of bare lines says, and which line is behind it; nothing: it is none."""
    head = [(at, line.strip()) for at, line in enumerate(lines[: 2 * _HEAD]) if line.strip()]
    head = head[:_HEAD]
    if len(head) < 3 or not is_day(head[0][1]):
        return {}, 0
    below = [it for it in head[1:] if not _HOUR.fullmatch(it[1])]
    spoken = next((n for n, (_, it) in enumerate(below) if n and _language(it)), None)
    if spoken is None:
        return {}, 0
    fields = {"PD": [head[0][1]], "SN": [below[0][1]], "LA": [below[spoken][1]]}
    end = below[spoken][0] + 1
    for at, line in below[spoken + 1 :]:
        if not is_copyright(line):
            break
        end = at + 1
    return fields, end


def _language(line: str) -> str:
    """Return the code of a language that is all of a line, in words, or ""."""
    return language_code(line) if len(line) > 3 and " " not in line.strip() else ""


def of_page(tree: Any) -> Iterator[Delivered]:
    """Yield the articles of a page of Factiva's, as it saves and prints them."""
    inside = "contains(concat(' ', normalize-space(@class), ' '), ' article ')"
    for article in tree.xpath(f"//div[{inside} and contains(@class, 'Article')]"):
        rows = {
            code: _said(row[1])
            for row in article.iter("tr")
            if len(row) > 1 and (code := " ".join(row[0].text_content().split())) in _CODES
        }
        lines = [line for part in article.iterchildren() for line in _part(part)]
        number = next((m["number"] for it in (*rows.get("AN", ()), *reversed(lines))
                       if (m := _END.fullmatch(it))), "")  # fmt: skip
        fields = rows if "HD" in rows else _shown(article, lines)
        if fields:
            yield _found(fields, number or "".join(article.xpath("../@id")).partition("-")[2])


def _part(part: Any) -> list[str]:
    return [] if not isinstance(part.tag, str) or part.tag == "table" else _said(part)


def _said(element: Any) -> list[str]:
    """Return the paragraphs of an element, empty lines between them."""
    parts = [*element.iter("p", "pre")] or [element]
    lines = (" ".join(it.text_content().split()) for it in parts)
    return [line for words in lines if words for line in (words, "")]


def _shown(article: Any, lines: Lines) -> dict[str, list[str]]:
    """Return what an article without codes says: its title and author are marked."""
    fields = _uncoded(filled(lines))
    if fields:
        fields |= {"HD": _said_by(article, "@id='hd'") or fields["HD"]}
        fields |= {"BY": _said_by(article, "contains(@class, 'author')")}
        said = [it for part in article.xpath(".//p[contains(@class, 'articleParagraph')]")
                for it in _said(part)]  # fmt: skip
        fields["TD"] = said or [it for it in fields["TD"] if not _END.fullmatch(it)]
    return fields


def _said_by(article: Any, which: str) -> list[str]:
    return [" ".join(it.text_content().split()) for it in article.xpath(f".//div[{which}]")[:1]]
