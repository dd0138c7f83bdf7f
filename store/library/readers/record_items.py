"""One record of news to one article: by its known shape, a kept mapping, or a guessed one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from onrecord.analysis.types import UNDATED
from onrecord.store.errors import Unreadable

from .block_text import block_text
from .dates import future, stated_date
from .fragments import line, plain
from .languages import language_code
from .mapping import Mapped, guess, signature
from .protocol import Item
from .shapes import FIELDS, Paths, shape_of

_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]\s*\Z")
_INSIDE = (
    "articles.results", "response.results", "response.docs", "hits.hits", "articles", "posts",
    "results", "docs", "items", "news", "data", "documents", "records", "entries", "stories",
)  # fmt: skip
_OURS = re.compile(rb'"text"\s*:\s*"')
_THEIRS = re.compile(
    rb'"(?:maintext|uuid|webPublicationDate|versioncreated|articleBody|source-hostname|hostname'
    rb'|fingerprint|publish_date|quotes|publishedAt|dateTimePub)"\s*:'
)


def looks_native(begun: bytes) -> bool:
    """Tell whether JSON lines are our own, ``{"id", "text"}``: those need no other reading."""
    head = begun.split(b"\n", 1)[0]
    if not head.startswith(b"{") or _THEIRS.search(head):
        return False
    try:
        first = orjson.loads(head)
    except orjson.JSONDecodeError:
        return bool(_OURS.search(head))
    text = first.get("text") if isinstance(first, dict) else None
    return isinstance(text, str) and not re.search(r"</?(?:p|div|br|a|span)\b", text)


def look(record: Any, path: str) -> Any:
    """Return what stands at a path of a record, or None; the record may have dots in its names."""
    if not path:
        return None
    if isinstance(record, Mapping) and path in record:
        return _unwrapped(record[path])
    name, _, rest = path.partition(".")
    inner = record.get(name) if isinstance(record, Mapping) else None
    return look(inner, rest) if rest and inner is not None else None


def _unwrapped(value: Any) -> Any:
    """Return the value that a database's export wraps: ``{"$date": ...}``, ``{"$oid": ...}``."""
    while isinstance(value, Mapping) and len(value) == 1 and next(iter(value)).startswith("$"):
        value = next(iter(value.values()))
    return value


def inner_records(value: Any) -> list[Any]:
    """Return the records that a JSON document holds; none where it is a record itself."""
    if isinstance(value, list):
        return [_source(each) for each in value]
    if not isinstance(value, Mapping):
        return []
    if any(isinstance(value.get(n), str) for n in ("text", "articleBody", "body_text", "maintext")):
        return []
    if isinstance(value.get("@graph"), list):
        return [it for it in value["@graph"] if isinstance(it, Mapping) and it.get("articleBody")]
    for path in _INSIDE:
        found = look(value, path)
        if isinstance(found, list) and found and isinstance(found[0], Mapping):
            return [_source(each) for each in found]
    values = list(value.values())
    if len(values) > 1 and all(isinstance(it, Mapping) and len(it) > 2 for it in values):
        return [{"id": key, **it} for key, it in value.items()]
    return []


def _source(record: Any) -> Any:
    inner = record.get("_source") if isinstance(record, Mapping) else None
    return {"id": record.get("_id"), **inner} if isinstance(inner, Mapping) else record


def flat(record: Mapping[str, Any], before: str = "", depth: int = 0) -> dict[str, Any]:
    """Return a record with the fields of objects in it under their paths."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        value = _unwrapped(value)
        if isinstance(value, Mapping) and depth < 3:
            found |= flat(value, f"{before}{name}.", depth + 1)
        else:
            found[f"{before}{name}"] = value
    return found


class Taker:
    """Takes records of one file; ``samples`` are some of them, flat.

    Raises:
        Unreadable: they are of no known shape, and no field of them looks like a text.
    """

    def __init__(
        self,
        samples: Sequence[Mapping[str, Any]],
        kept: Mapping[str, Mapped],
        strict: bool = True,
    ) -> None:
        fields = [name for sample in samples for name in sample]
        self.key = signature(fields)
        self.shape = next((s for it in samples[:5] if (s := shape_of(it, look))), None)
        self.mapping: Mapped = kept.get(self.key) or {}
        self.kept = bool(self.mapping)
        if not self.kept and self.shape is None and samples:
            self.mapping = guess(samples)
            if strict and "text" not in self.mapping:
                raise Unreadable(
                    "no field looks like the text of an article: `onrecord map` can name it"
                )

    def item(self, record: Mapping[str, Any], number: str) -> tuple[Item, str]:
        """Return the article of a record, and a date of it that is yet to come, or "".

        Raises:
            Unreadable: it has no text.
        """
        shape = None if self.kept else (shape_of(record, look) or self.shape)
        paths: Paths = (
            shape.paths if shape else {ours: (path,) for ours, path in self.mapping.items()}
        )
        text = _first_text(record, paths.get("text", ()))
        summary = False
        if shape and (not text or _CUT.search(text)):
            text, summary = _CUT.sub("", text), True
            text = max([text, *(_first_text(record, (it,)) for it in shape.summary)], key=len)
        if not text.strip():
            raise Unreadable("it has no text")
        words = {ours: _words(record, paths.get(ours, ())) for ours in FIELDS}
        published = next(
            (
                d
                for path in paths.get("published", ())
                if (d := stated_date(look(record, path))).date
            ),
            UNDATED,
        )
        late = published.date if published.date and future(published.date) else ""
        modified = stated_date(words["modified"]).date or ""
        url = words["url"] if words["url"].startswith(("http://", "https://")) else ""
        return (
            Item(
                words["id"] or url or number,
                text,
                title=words["title"],
                source=words["source"] or _host(url),
                url=url,
                language=language_code(words["language"]),
                published=UNDATED if late else published,
                author=words["author"],
                modified="" if modified == published.date else modified,
                summary=summary,
            ),
            late or "",
        )


def _host(url: str) -> str:
    from urllib.parse import urlsplit

    return (urlsplit(url).hostname or "").removeprefix("www.") if url else ""


def _first_text(record: Mapping[str, Any], paths: Sequence[str]) -> str:
    for path in paths:
        value = look(record, path)
        words = _listed(value) if isinstance(value, list) else value
        if isinstance(words, str) and words.strip():
            return plain(words)
    return ""


def _listed(values: list[Any]) -> str:
    """Return the text of a list: of the bodies of one text the first, else of all its blocks."""
    first = values[0] if values else None
    if (
        isinstance(first, Mapping)
        and isinstance(first.get("value"), str)
        and "contentType" in first
    ):
        return str(first["value"])
    return block_text(values)


def _words(record: Mapping[str, Any], paths: Sequence[str]) -> str:
    for path in paths:
        words = _name(look(record, path))
        if words:
            return words[:1000]
    return ""


def _name(value: Any) -> str:
    """Return a value as words: an object by its name, a list joined."""
    if isinstance(value, str):
        words = line(value)
        if words[:1] == "[" and words[-1:] == "]":  # a list of Python, as tables hold it
            names = re.findall(r"'([^']+)'|\"([^\"]+)\"", words)
            return "; ".join(a or b for a, b in names)
        return words
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        named = (
            "name",
            "title",
            "value",
            "legalName",
            "literal",
            "original",
            "@id",
            "byline",
            "url",
        )
        return next((words for n in named if (words := _name(value.get(n)))), "")
    if isinstance(value, list):
        if value and all(isinstance(it, Mapping) and "value" in it for it in value):
            return _name(value[0])
        return "; ".join(words for it in value if (words := _name(it)))
    return ""
