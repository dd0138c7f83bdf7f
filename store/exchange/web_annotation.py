"""W3C Web Annotations, ours and those of others; no context is ever fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import orjson

from onrecord.store.errors import Unreadable
from onrecord.store.export.web_annotation import ABOUT, ARTICLE

from .claims import Claim, Incoming, offset, strings, text

_DEEPEST = 4
"""Collections in collections that are looked into."""


def read(data: bytes) -> Incoming:
    """Read an annotation, a list, a page or a collection with its first page in it.

    Raises:
        Unreadable: it is no JSON.
    """
    document = _json(data)
    found = list(_annotations(document, _DEEPEST))
    claims = [claim for it in found for claim in _claims(it)]
    problems = [] if found else ["it holds no annotations"]
    found = [it for it in found if f"onrecord:{ABOUT}" not in it]
    missed = len(found) - len({id(it) for it in found if any(True for _ in _claims(it))})
    if missed:
        problems.append(f"{missed} of its annotations quote no words, and were passed by")
    return Incoming(tuple(claims), problems=tuple(problems))


def _json(data: bytes) -> Any:
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        import json

        try:  # a lone surrogate, which only this one reads
            return json.loads(data)
        except (ValueError, RecursionError):
            raise Unreadable(f"it is no JSON: {error}") from error


def _annotations(node: Any, deepest: int) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for it in node:
            yield from _annotations(it, deepest)
    elif isinstance(node, dict):
        if "target" in node:
            yield node
        elif deepest:
            for name in ("first", "items", "@graph"):
                yield from _annotations(node.get(name), deepest - 1)


def _claims(annotation: dict[str, Any]) -> Iterator[Claim]:
    bodies = [it for it in _listed(annotation.get("body")) if isinstance(it, dict)]
    memos = [_value(it) for it in bodies if "commenting" in _purposes(it, annotation)]
    if isinstance(plain := annotation.get("bodyValue"), str):
        memos.append(plain)
    tags = [_value(it) for it in bodies if "tagging" in _purposes(it, annotation)]
    names = [_value(it) for it in bodies if "identifying" in _purposes(it, annotation)]
    for target in _listed(annotation.get("target")):
        if not isinstance(target, dict):
            continue
        selectors = [it for it in _listed(target.get("selector")) if isinstance(it, dict)]
        quote = next((it for it in selectors if it.get("type") == "TextQuoteSelector"), {})
        place = next((it for it in selectors if it.get("type") == "TextPositionSelector"), {})
        if not text(quote, "exact"):
            continue
        source = target.get("source")
        yield Claim(
            words=text(quote, "exact"),
            id=_own(annotation, "quotation"),
            article=_own(annotation, "article") or _article(source),
            version=_own(annotation, "version"),
            start=offset(place, "start"),
            end=offset(place, "end"),
            before=text(quote, "prefix"),
            after=text(quote, "suffix"),
            title=_file(source),
            url=source if isinstance(source, str) and source.startswith("http") else "",
            kind=_own(annotation, "kind"),
            speaker=_own(annotation, "speaker"),
            speaker_name=names[0] if names else "",
            attributed_by=_own(annotation, "attributedBy"),
            published=_own(annotation, "published"),
            tags=strings(tags),
            memo="\n\n".join(memo for memo in memos if memo),
            who=_creator(annotation),
        )


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _purposes(body: dict[str, Any], annotation: dict[str, Any]) -> list[Any]:
    """Return what a body is for; where it does not say, what the annotation is for."""
    return _listed(body.get("purpose")) or _listed(annotation.get("motivation")) or ["commenting"]


def _value(body: dict[str, Any]) -> str:
    return text(body, "value")


def _own(annotation: dict[str, Any], name: str) -> str:
    return text(annotation, f"onrecord:{name}")


def _article(source: Any) -> str:
    if isinstance(source, str) and source.startswith(ARTICLE):
        return unquote(source[len(ARTICLE) :])
    return ""


def _file(source: Any) -> str:
    """Return the name of the file that a source tells, where that is no address on the web."""
    if not isinstance(source, str) or source.startswith(("http:", "https:", ARTICLE)):
        return ""
    return unquote(source.partition("#")[0].partition("?")[0].rpartition("/")[2])


def _creator(annotation: dict[str, Any]) -> str:
    creator = next(iter(_listed(annotation.get("creator"))), None)
    if isinstance(creator, dict):
        return text(creator, "name")
    return creator if isinstance(creator, str) else ""
