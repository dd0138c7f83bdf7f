"""One record of news to one article: by its known shape, a kept mapping, or a guessed one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from onrecord.analysis.types import UNDATED, Published
from onrecord.store.errors import Unreadable

from .block_text import block_text
from .dates import future, stated_date
from .elements import text_in
from .fragments import line, plain
from .languages import language_code
from .mapping import Mapped, guess, guess_summary, own_texts, signature
from .protocol import Item
from .record_lists import unwrapped
from .shapes import FIELDS, Paths, Shape, shape_of
from .values import author_of, host_of, in_order, is_address, main_of, name_of, says_nothing

_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ chars\]\s*\Z")
_FEWEST, _ABSTRACT = 8, 400
"""Words of a reference that are a text, and from which they are the article, not its abstract."""

_TEXTLESS = "no field looks like the text of an article: `onrecord map` can name it"
_ADDED = ("title", "author", "published", "modified", "source", "url")
_SLASHED = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)\b")
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
        return unwrapped(record[path])
    name, _, rest = path.partition(".")
    inner = record.get(name) if isinstance(record, Mapping) else None
    return look(inner, rest) if rest and inner is not None else None


def flat(record: Mapping[str, Any], before: str = "", depth: int = 0) -> dict[str, Any]:
    """Return a record with the fields of objects in it under their paths."""
    found: dict[str, Any] = {}
    for name, value in record.items():
        value = unwrapped(value)
        if isinstance(value, Mapping) and depth < 3:
            found |= flat(value, f"{before}{name}.", depth + 1)
        else:
            found[f"{before}{name}"] = value
    return found


def _lacks(shape: Shape, samples: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether records have none of the fields in which their shape has a text."""
    paths = [*shape.paths["text"], *shape.summary] if shape.paths.get("text") else []
    return bool(paths) and all(look(it, path) is None for it in samples for path in paths)


def titled(samples: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether flat records are those of articles without their texts: a list of headlines."""
    found = guess(samples)
    return "title" in found and ("url" in found or "published" in found)


def _shape_of(record: Mapping[str, Any]) -> Shape | None:
    return shape_of(record, look, whole=bool(own_texts(record)))


def _whole(record: Mapping[str, Any], shape: Shape, text: str) -> str:
    """Return the text that a record has beside what its shape names, "" where that one is whole.

    What a shape names may be the half of it or less, cut off, or no text at all.
    """
    known = {*shape.paths.get("text", ()), *shape.summary}
    others = [_first_text(record, (it,)) for it in own_texts(record) if it not in known]
    longest = max(others, key=len, default="")
    outdone = shape.parts or _CUT.search(text) or len(longest) > 2 * len(text)
    return longest if outdone else ""


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
        self.shape = next((s for it in samples[:5] if (s := _shape_of(it))), None)
        self.mapping: Mapped = kept.get(self.key) or {}
        self.kept = bool(self.mapping)
        self._summary = ""
        if not self.kept and self.shape is None and samples:
            self.mapping = guess(samples)
            self._summary = guess_summary(samples)
            if strict and not (self.mapping.get("text") or self._summary):
                raise Unreadable(_TEXTLESS)
        self._guessed = guess(samples) if self.shape else {}
        if strict and self.shape and "text" not in self._guessed and _lacks(self.shape, samples):
            raise Unreadable(_TEXTLESS)
        self._monthfirst = _monthfirst(samples)

    def _paths(self, shape: Shape | None) -> Paths:
        """Return where each field stands; what a shape does not name, where it is guessed to."""
        if shape is None:
            return {ours: (path,) for ours, path in self.mapping.items()}
        guessed = {it: (path,) for it, path in self._guessed.items() if it in _ADDED}
        return {it: shape.paths.get(it, ()) + guessed.get(it, ()) for it in FIELDS}

    def _day(self, value: Any) -> Published:
        """Return a day; one of two numbers that can be either is read as the others are."""
        found = _SLASHED.match(value) if isinstance(value, str) else None
        if found is None or self._monthfirst is None:
            return stated_date(value)
        month, day = sorted((1, 3), reverse=not self._monthfirst)
        return stated_date(f"{found[4]}-{found[month]:0>2}-{found[day]:0>2}")

    def item(self, record: Mapping[str, Any], number: str) -> tuple[Item, str]:
        """Return the article of a record, and a date of it that is yet to come, or "".

        Raises:
            Unreadable: it has no text.
        """
        shape = None if self.kept else (_shape_of(record) or self.shape)
        paths = self._paths(shape)
        text = _first_text(record, paths.get("text", ()))
        summary = False
        other = self._guessed.get("text")
        listed = bool(shape and not shape.paths.get("text"))
        if shape and not (text or listed) and other and other not in shape.summary:
            text = _first_text(record, (other,))
        whole = _whole(record, shape, text) if shape else ""
        if whole:
            text = whole
        elif shape and (not text or _CUT.search(text)):
            text, summary = _CUT.sub("", text), True
            text = max([text, *(_first_text(record, (it,)) for it in shape.summary)], key=len)
        if not text and self._summary and shape is None:
            text, summary = _first_text(record, (self._summary,)), True
        if listed and not whole:
            words_of = len(text.split())
            text, summary = text if words_of >= _FEWEST else "", words_of < _ABSTRACT
        if not text.strip():
            raise Unreadable("it has no abstract and no note" if listed else "it has no text")
        words = {ours: _words(record, paths.get(ours, ())) for ours in FIELDS}
        published = next(
            (d for path in paths.get("published", ()) if (d := self._day(look(record, path))).date),
            UNDATED,
        )
        late = published.date if published.date and future(published.date) else ""
        modified = stated_date(words["modified"]).date or ""
        url = words["url"] if words["url"].startswith(("http://", "https://")) else ""
        source = host_of(words["source"]) if is_address(words["source"]) else words["source"]
        return (
            Item(
                words["id"] or url or number,
                text,
                title=words["title"],
                source=source or host_of(url),
                url=url,
                language=language_code(words["language"]),
                published=UNDATED if late else published,
                author=in_order(words["author"]) if listed else author_of(words["author"]),
                modified="" if modified == published.date else modified,
                summary=summary,
            ),
            late or "",
        )


def _monthfirst(samples: Sequence[Mapping[str, Any]]) -> bool | None:
    """Tell whether the month stands first in the days of a file; None: nothing tells it."""
    written = [it for sample in samples for it in sample.values() if isinstance(it, str)]
    found = [match for it in written if (match := _SLASHED.match(it))]
    first, second = (any(int(match[at]) > 12 for match in found) for at in (1, 3))
    return second if first != second else None


def _first_text(record: Mapping[str, Any], paths: Sequence[str]) -> str:
    for path in paths:
        value = look(record, path)
        words = _listed(value) if isinstance(value, list) else value
        if isinstance(words, str) and not says_nothing(words):
            return _of_document(words) or plain(_broken(words))
    return ""


def _of_document(words: str) -> str:
    """Return the text of a whole document of XML that stands in a field, "" of anything else."""
    if not words.lstrip().startswith("<?xml"):
        return ""
    return text_in(words)


def _broken(words: str) -> str:
    """Return a text with real line breaks, where a program wrote them out: ``one\\ntwo``."""
    if "\n" in words or words.count("\\n") < 2:
        return words
    return re.sub(r"(?:\\r)?\\n", "\n", words).replace('\\"', '"').replace("\\t", "\t")


def _listed(values: list[Any]) -> str:
    """Return the text of a list: of the bodies of one text the main one, else of all its blocks."""
    bodies = [it for it in values if isinstance(it, Mapping) and isinstance(it.get("value"), str)]
    if bodies and any(it.lower() == "contenttype" for it in bodies[0]):
        return str(main_of(bodies)["value"])
    return block_text(values)


def _words(record: Mapping[str, Any], paths: Sequence[str]) -> str:
    for path in paths:
        words = name_of(look(record, path), line)
        if words:
            return words[:1000]
    return ""
