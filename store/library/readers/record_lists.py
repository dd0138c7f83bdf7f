"""Where a JSON document keeps its records: in lists, under their ids, in columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

_LONG = 25
"""Words from which a string is the text of an article."""

_DEEPEST = 5
_INSIDE = (
    "articles.results", "response.results", "response.docs", "hits.hits", "articles", "posts",
    "results", "docs", "items", "news", "data", "documents", "records", "entries", "stories",
)  # fmt: skip
_OF_ITS_OWN = ("title", "headline", "headlines", "versionCreated")
_TITLES = frozenset(("title", "headline", "headlines", "heading", "subject", "webtitle", "titel"))
_BODIES = ("text", "articleBody", "body_text", "maintext")


def unwrapped(value: Any) -> Any:
    """Return the value that is wrapped: ``{"$date": ...}``, a day as an object, a list of one."""
    while isinstance(value, Mapping) and len(value) == 1 and next(iter(value)).startswith("$"):
        value = next(iter(value.values()))
    if isinstance(value, Mapping):
        if all(isinstance(value.get(part), int | str) for part in ("year", "month", "day")):
            parts = (str(value[part]).zfill(2) for part in ("year", "month", "day"))
            return "-".join(parts)
        if isinstance(value.get("date"), str) and "timezone" in value:
            return value["date"]
        if isinstance(dated := value.get("date-parts"), list) and dated:
            given = dated[0] if isinstance(dated[0], list) else dated
            return "-".join(str(part).zfill(2) for part in given[:3])
        seconds = value.get("_seconds", value.get("seconds"))
        if isinstance(seconds, int) and len(value) <= 2:
            return seconds
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str | int | float):
        return value[0]  # a scraper keeps a list for each field
    return value


def inner_records(value: Any) -> list[Any]:
    """Return the records that a JSON document holds; none where it is a record itself."""
    if isinstance(value, list):
        return _of_rows(value) or _opened(value)
    if not isinstance(value, Mapping):
        return []
    if columns := _of_columns(value):
        return columns
    if any(isinstance(value.get(name), str) for name in _BODIES):
        return []
    if isinstance(value.get("@graph"), list):
        return _of_graph([it for it in value["@graph"] if isinstance(it, Mapping)])
    for path in _INSIDE:
        found = _at(value, path)
        if isinstance(found, list) and found and isinstance(found[0], Mapping):
            return _opened(found)
    told = any(isinstance(it, str) and len(it.split()) >= _LONG for it in value.values())
    if told or any(name in value for name in _OF_ITS_OWN):
        return []
    if only := _only_article(value, 0):
        return [only]
    if lists := list(_lists(value, 0)):
        return _alike(lists)
    values = list(value.values())
    fewest = 2 if any(map(tells, values)) else 3
    if len(values) > 1 and all(isinstance(it, Mapping) and len(it) >= fewest for it in values):
        return [{_under(key): key, **it} for key, it in value.items()]
    return []


def _of_graph(nodes: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Return the articles of linked data, with what else stands there in place of leads to it."""
    known = {it["@id"]: it for it in nodes if isinstance(it.get("@id"), str)}

    def meant(value: Any) -> Any:
        if isinstance(value, list):
            return [meant(each) for each in value]
        leads = isinstance(value, Mapping) and set(value) == {"@id"}
        return known.get(value["@id"], value) if leads else value

    return [{n: meant(it) for n, it in node.items()} for node in nodes if node.get("articleBody")]


def _under(key: str) -> str:
    """Return what records are told apart by: their addresses, or ids."""
    return "url" if key.startswith(("http://", "https://")) else "id"


def _at(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _only_article(value: Mapping[str, Any], depth: int) -> Mapping[str, Any] | None:
    """Return the one article that an answer is wrapped round; None where it holds several."""
    inner = [it for it in value.values() if isinstance(it, Mapping)]
    articles = [
        {"url": key, **it} if _under(str(key)) == "url" else it
        for key, it in value.items()
        if isinstance(it, Mapping) and _names_itself(it) and tells(it)
    ]
    if len(articles) == 1 and not any(map(_is_titled, chain(*_lists(articles[0], 0)))):
        return articles[0]
    if articles or depth > 2:
        return None
    found = [it for each in inner if (it := _only_article(each, depth + 1))]
    return found[0] if len(found) == 1 else None


def _names_itself(value: Mapping[str, Any]) -> bool:
    return any(isinstance(it, str) and str(n).lower() in _TITLES for n, it in value.items())


def _source(record: Any) -> Any:
    inner = record.get("_source") if isinstance(record, Mapping) else None
    return {"id": record.get("_id"), **inner} if isinstance(inner, Mapping) else record


def _opened(values: Sequence[Any]) -> list[Any]:
    """Return records; those that only hold others (pages of answers) as what they hold."""
    found = []
    for value in values:
        inner = _opened(value) if isinstance(value, list) else _held(value)
        found += inner or [_source(value)]
    return found


def _held(value: Any) -> list[Any]:
    """Return the articles that a value holds; none where it is an article itself."""
    if not isinstance(value, Mapping) or any(
        isinstance(it, str) and len(it.split()) >= _LONG for it in value.values()
    ):
        return []
    named = [_at(value, path) for path in _INSIDE]
    lists = [it for it in named if isinstance(it, list) and it]
    if not lists and not _is_titled(value):
        lists = list(_lists(value, 0))
    whole = [it for it in lists if 2 * sum(map(_is_article, it)) > len(it)]
    return _alike(whole) if whole else []


def _is_article(value: Any) -> bool:
    return _is_titled(value) and tells(value)


def _is_titled(value: Any, depth: int = 0) -> bool:
    """Tell whether a record has a title, as articles have, and parts of them seldom."""
    return isinstance(value, Mapping) and any(
        str(name).lower() in _TITLES or (depth < 3 and _is_titled(inner, depth + 1))
        for name, inner in value.items()
    )


def _lists(value: Mapping[str, Any], depth: int) -> Iterator[list[Any]]:
    """Yield the lists of objects with a text in them."""
    for inner in value.values():
        if isinstance(inner, list) and inner and all(isinstance(it, Mapping) for it in inner):
            if any(tells(it) for it in inner[:20]):
                yield _opened(inner)
        elif isinstance(inner, list) and (rows := _of_rows(inner)):
            yield rows
        elif isinstance(inner, Mapping) and depth < _DEEPEST:
            yield from _lists(inner, depth + 1)


def _alike(lists: Sequence[list[Any]]) -> list[Any]:
    """Return the records of the list that tells most, and of those that are like it: sections."""
    best = max(lists, key=lambda it: sum(map(tells, it)))
    names = _fields(best)
    return [
        record
        for each in lists
        if each is best or 5 * len(names & _fields(each)) >= 3 * len(names | _fields(each))
        for record in each
    ]


def _fields(records: Sequence[Any]) -> set[str]:
    return {str(name) for it in records[:20] if isinstance(it, Mapping) for name in it}


def _of_rows(values: Sequence[Any]) -> list[Any]:
    """Return the rows of a table whose first row names its columns."""
    if len(values) < 2 or not all(isinstance(row, list) for row in values):
        return []
    first = values[0]
    if not first or not all(isinstance(it, str) and 0 < len(it.split()) <= 4 for it in first):
        return []
    return [dict(zip(first, row, strict=False)) for row in values[1:]]


def tells(value: Any, depth: int = 0) -> bool:
    """Tell whether a record holds a text somewhere."""
    if isinstance(value, str):
        return len(value.split()) >= _LONG
    if depth > 3:
        return False
    inner = value.values() if isinstance(value, Mapping) else value
    return isinstance(value, Mapping | list) and any(tells(it, depth + 1) for it in inner)


def _of_columns(value: Mapping[str, Any]) -> list[Any]:
    """Return the rows of a table as pandas writes it: by columns, or split."""
    names, rows = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(rows, list) and rows and isinstance(rows[0], list):
        return [dict(zip(map(str, names), row, strict=False)) for row in rows]
    columns = [it for it in value.values() if isinstance(it, Mapping)]
    keys = list(columns[0]) if columns else []
    if len(columns) < 2 or len(columns) < len(value) or not all(str(k).isdigit() for k in keys):
        return []
    if any(list(column) != keys for column in columns):
        return []
    return [{name: column[key] for name, column in value.items()} for key in keys]
