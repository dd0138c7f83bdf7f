"""Which field of a record is which: guessed from names and contents, or kept by the person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from statistics import median
from typing import Any

from .block_text import block_text
from .dates import stated_date

Mapped = Mapping[str, str]
"""For each of our fields that is known, the path of theirs."""

_NAMES = {
    "text": "text body content article maintext fulltext full_text articletext article_text "
    "article_body content_text story bodytext body_text plaintext main_text raw_text inhalt corps "
    "texte texto testo tekst volltext contenu contenido paragraphs selftext rendered",
    "title": "title headline head heading titel titre titulo título titolo tytuł name subject "
    "article_title news_title überschrift schlagzeile",
    "author": "author authors byline writer creator reporter journalist autor auteur autore "
    "verfasser by writers reporters",
    "published": "published date pubdate pub_date published_at publishedat date_published "
    "publication_date publish_date date_publish datepublished publishdate publisheddate "
    "datetime created_at created time timestamp datum fecha data dated published_date article_date "
    "erscheinungsdatum date_time first_published posted posted_at post_date created_utc issued ts "
    "epoch unix",
    "modified": "modified updated date_modified updated_at last_modified lastmodified datemodified",
    "source": "source publisher publication outlet newspaper site site_name source_name domain "
    "media media_name medium quelle zeitung journal fuente fonte hostname website feed",
    "url": "url link href permalink web_url article_url address weburl uri canonical_url "
    "source_url",
    "language": "language lang langue sprache idioma lingua",
    "id": "id _id uuid guid article_id articleid key identifier doc_id docid document_id index",
}
_KEPT = "mappings.json"
_WORDS = 25
"""Words in the middle of all, below which a field is no text of articles."""


def signature(fields: Iterable[str]) -> str:
    """Return what tells records with these fields from others."""
    joined = "\n".join(sorted(set(fields)))
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def guess(records: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return which field is which, by the names of flat records and, failing that, by contents."""
    fields = list(dict.fromkeys(name for record in records for name in record))
    plain = {name: re.sub(r"[\s.-]+", "_", name.strip().lower()) for name in fields}
    found: dict[str, str] = {}
    for ours, theirs in _NAMES.items():
        for wanted in theirs.split():
            fitting = [
                name
                for name in fields
                if name not in found.values()
                and (plain[name] == wanted or plain[name].endswith(f"_{wanted}"))
                and _fits(ours, [record.get(name) for record in records])
            ]
            if fitting:
                found[ours] = min(fitting, key=lambda name: (plain[name] != wanted, len(name)))
                break
    _by_content(found, fields, records)
    return found


def _fits(ours: str, values: list[Any]) -> bool:
    """Tell whether the values of a field can be what its name says."""
    written = [value for value in values if value not in (None, "", [])]
    if not written:
        return False
    if ours == "text":
        return median(_length(value) for value in written) >= 8
    if ours in ("published", "modified"):
        return sum(bool(stated_date(value).date) for value in written) * 2 > len(written)
    if ours == "url":
        return any(str(value).startswith("http") for value in written)
    if ours in ("title", "author", "source"):
        return not all(isinstance(value, int | float) for value in written) and (
            median(_length(value) for value in written) < 60
        )
    return True


def _by_content(
    found: dict[str, str], fields: Sequence[str], records: Sequence[Mapping[str, Any]]
) -> None:
    """Fill what names did not tell: the longest words are the text, and so on."""
    free = [name for name in fields if name not in found.values()]
    lengths = {name: median(_length(record.get(name)) for record in records) for name in free}
    if "text" not in found:
        longest = max(free, key=lambda name: lengths[name], default=None)
        if longest and lengths[longest] >= _WORDS:
            found["text"] = longest
            free.remove(longest)
    for ours in ("published", "url"):
        if ours not in found:
            fitting = [n for n in free if _fits(ours, [record.get(n) for record in records])]
            fitting = [
                n for n in fitting
                if ours == "url" or any(re.search(r"\D", str(r.get(n) or "")) for r in records)
            ]  # fmt: skip
            if fitting:
                found[ours] = fitting[0]
                free.remove(fitting[0])
    if "source" not in found and all(name.startswith("column ") for name in fields):
        fitting = [name for name in free if _repeats([r.get(name) for r in records])]
        if fitting:
            found["source"] = fitting[0]
            free.remove(fitting[0])
    if "title" not in found:
        fitting = [name for name in free if 3 <= lengths[name] <= 25]
        if fitting:
            found["title"] = max(fitting, key=lambda name: lengths[name])


def _repeats(values: list[Any]) -> bool:
    """Tell whether a column without a heading holds few names many times."""
    words = [value for value in values if isinstance(value, str) and re.search(r"[^\W\d_]", value)]
    return 2 * len(set(words)) <= len(words) and max(map(_length, words), default=9) < 5


def _length(value: Any) -> int:
    if isinstance(value, list):
        return len(block_text(value).split())
    return len(value.split()) if isinstance(value, str) else 0


def kept_mappings(home: Path) -> dict[str, dict[str, str]]:
    """Return the mappings that a person has kept for a library; what is damaged is none."""
    path = home / _KEPT
    if not path.exists():
        return {}
    from onrecord.store.errors import Damaged
    from onrecord.store.storage import CheckedStorage

    try:
        tables = CheckedStorage(path).read()
    except (Damaged, OSError, ValueError):
        return {}
    rows = (tables or {}).get("mappings", {})
    return {
        str(key): {str(ours): str(theirs) for ours, theirs in row.items()}
        for key, row in rows.items()
        if isinstance(row, dict)
    }


def keep_mapping(home: Path, key: str, mapping: Mapped) -> None:
    """Keep a mapping for all records with the fields of this signature.

    Raises:
        NotWritten: the disk refused.
    """
    from onrecord.store.storage import CheckedStorage

    kept = kept_mappings(home) | {key: dict(mapping)}
    CheckedStorage(home / _KEPT).write({"mappings": kept})
