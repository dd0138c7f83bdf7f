"""Which field of a record is which: guessed from names and contents, or kept by the person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from statistics import median
from typing import Any

from onrecord.analysis.types import Precision

from .block_text import block_text
from .dates import stated_date
from .values import says_nothing

Mapped = Mapping[str, str]
"""For each of our fields that is known, the path of theirs."""

_NAMES = {
    "text": "text body content article maintext fulltext articletext articlebody contenttext story "
    "bodytext plaintext rawtext inhalt corps texte texto testo tekst volltext contenu contenido "
    "paragraphs selftext rendered",
    "title": "title headline head heading titel titre titulo título titolo tytuł name subject "
    "articletitle newstitle überschrift schlagzeile",
    "author": "author authors byline writer creator reporter journalist autor auteur autore "
    "verfasser by writers reporters authorname",
    "published": "published date pubdate publishedat datepublished publicationdate publishdate "
    "dateofpublication datepublish publisheddate pubtime publishtime publishedtime publishedon "
    "postedon dateposted "
    "datetime createdat created time timestamp datum fecha data dated articledate "
    "erscheinungsdatum firstpublished posted postedat postdate createdutc issued ts epoch unix",
    "modified": "modified updated datemodified updatedat lastmodified dateupdated lastupdated "
    "lastupdate modifiedat modifieddate updateddate updatetime updatedon modifiedon lastchanged "
    "changedat dateedited editedat lastedited",
    "source": "source publisher publication outlet newspaper sitename site sourcename namesource "
    "domain media medianame medium quelle zeitung journal fuente fonte hostname website feed "
    "cleanurl domainurl",
    "url": "url link href permalink weburl articleurl address uri canonicalurl sourceurl",
    "language": "language lang langue sprache idioma lingua",
    "id": "id uuid guid articleid key identifier docid documentid index idstr",
}
"""What our fields are called by others, the likeliest name first; without blanks and the like."""

_SUMMARIES = (
    "description", "summary", "shortdescription", "abstract", "snippet", "excerpt", "teaser",
    "lead", "standfirst", "deck", "dek", "subtitle", "lede", "blurb", "metadescription",
    "beschreibung", "zusammenfassung", "resumen", "résumé", "chapo", "sommario",
)  # fmt: skip
"""What others call the field that tells an article's contents in short, the likeliest first."""

_ALONE = frozenset(
    (
        *("head", "name", "subject", "by", "data", "created", "time", "ts", "epoch", "unix"),
        *("medium", "media", "feed", "site", "index", "key"),
    )
)
"""Names that tell a field only where they are all of it: ``first_name`` is no title."""

_NOT_OF_NEWS = re.compile(
    r"(?:^|_)(?:pars|crawl|index|download|scrap|fetch|access|retriev|collect|import|sav|insert"
    r"|ingest|process|seen|discover|archiv|captur|snapshot|expir|end|birth|born|event|start|embargo"
    r"|due|delet|updat|modif|chang|edit|last|sync|export|load|add|valid)"
    r"(?:e|ed|es|ing|er|s|y|al|ion|ation|iry)?(?:_|$)"
)
"""Days that are those of something else than of an article's publication."""

_NAMED = re.compile(
    r"(?<=[^.])\.(?:name|value|display_?[Nn]ame)\Z|(?:(?<=source)|(?<=publisher))\.title\Z"
)
"""What an object is called: ``publisher.name`` is the publisher."""

_TITLES = frozenset(_NAMES["title"].split()) - _ALONE
_FIELDS = frozenset(name for names in _NAMES.values() for name in names.split())
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
    found: dict[str, str] = {}
    for close in (True, False):  # a name that says it alone, before one that also says more
        for ours, theirs in _NAMES.items():
            named = (
                name
                for wanted in theirs.split()
                for name in sorted(fields, key=len)
                if name not in found.values()
                and any(_is_called(it, ours, wanted, close) for it in (name, _NAMED.sub("", name)))
                and _fits(ours, [record.get(name) for record in records])
                and (close or ours != "id" or _differ([record.get(name) for record in records]))
            )
            if ours not in found and (name := next(named, None)):
                found[ours] = name
    _by_content(found, fields, records)
    return found


def guess_summary(records: Sequence[Mapping[str, Any]]) -> str:
    """Return the field of flat records that sums the article up, or "" where there is none."""
    fields = sorted(dict.fromkeys(name for record in records for name in record), key=len)
    fitting = (
        name
        for close in (True, False)
        for wanted in _SUMMARIES
        for name in fields
        if _is_called(name, "summary", wanted, close)
        and _fits("text", [record.get(name) for record in records])
    )
    return next(fitting, "")


def _differ(values: Sequence[Any]) -> bool:
    """Tell whether values tell records apart: ``outlet.id`` is that of what has published them."""
    return len({str(value) for value in values}) == len(values)


def is_field(name: str, ours: str = "") -> bool:
    """Tell whether a field by this name is known to be one of ours, or to be this one."""
    known = _NAMES[ours].split() if ours else _FIELDS
    return _words(name).replace("_", "") in known


def own_texts(record: Mapping[str, Any]) -> list[str]:
    """Return the fields of a flat record that say they are its text, and are as long as one."""
    return [
        name
        for name, value in record.items()
        if isinstance(value, str) and _length(value) >= _WORDS and is_field(name, "text")
    ]


def _is_called(name: str, ours: str, wanted: str, close: bool) -> bool:
    """Tell whether a field is called so: all of its name, or (not ``close``) the end of it."""
    words = _words(name).split("_")
    if close:
        return "".join(words) == wanted
    if ours == "published" and _NOT_OF_NEWS.search("_".join(words)):
        return False
    if ours == "text" and words[-1] == "text" and any(it in _TITLES for it in words[:-1]):
        return False  # "headline_text"
    if wanted in _ALONE:
        return "." in name and _words(name.rpartition(".")[2]).replace("_", "") == wanted
    return any("".join(words[at:]) == wanted for at in range(1, len(words)))


def _words(name: str) -> str:
    """Return the words of a field's name: ``datePublished`` is ``date_published``."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip())
    return re.sub(r"[\W_]+", "_", parted).strip("_").lower()


def _fits(ours: str, values: list[Any]) -> bool:
    """Tell whether the values of a field can be what its name says."""
    written = [value for value in values if value not in (None, "", [])]
    if not written:
        return False
    if ours == "text":
        return median(map(_length, _written(written) or [None])) >= 8
    if ours in ("published", "modified"):
        return sum(bool(stated_date(value).date) for value in written) * 2 > len(written)
    if ours == "url":
        return any(str(value).startswith("http") for value in written)
    if ours in ("author", "source") and 2 * sum(map(_leads_on, written)) > len(written):
        return False  # addresses of pictures and of pages about somebody
    if ours in ("title", "author", "source"):
        if 2 * sum(map(_is_day, written)) > len(written):
            return False  # "date_of_publication" ends as a source does
        return not all(isinstance(value, int | float) for value in written) and (
            median(_length(value) for value in written) < 60
        )
    return True


def _written(values: Iterable[Any]) -> list[Any]:
    """Return the values that say anything."""
    return [
        it for it in values
        if it not in (None, "", []) and not (isinstance(it, str) and says_nothing(it))
    ]  # fmt: skip


def _is_day(value: Any) -> bool:
    """Tell whether a value is a day, written out."""
    digits = isinstance(value, str) and any(sign.isdigit() for sign in value)
    return digits and stated_date(value).precision is Precision.DAY


def _leads_on(value: Any) -> bool:
    """Tell whether a value is an address of more than a site."""
    return bool(re.match(r"https?://[^/\s]+/[^/\s]", str(value)))


def _by_content(
    found: dict[str, str], fields: Sequence[str], records: Sequence[Mapping[str, Any]]
) -> None:
    """Fill what names did not tell: the longest words are the text, and so on."""
    free = [name for name in fields if name not in found.values()]
    lengths = {
        name: median(map(_length, _written(record.get(name) for record in records) or [None]))
        for name in free
    }
    if "text" not in found:
        longest = max(free, key=lambda name: lengths[name], default=None)
        if longest and lengths[longest] >= _WORDS:
            found["text"] = longest
            free.remove(longest)
    for ours in ("published", "url"):
        if ours not in found:
            fitting = [n for n in free if _fits(ours, [record.get(n) for record in records])]
            if ours == "published":
                fitting = [name for name in fitting if _can_be_a_day(name, records)]
            if fitting:
                found[ours] = fitting[0]
                free.remove(fitting[0])
    if "source" not in found and all(name.startswith("column ") for name in fields):
        fitting = [name for name in free if _repeats([r.get(name) for r in records])]
        if fitting:
            found["source"] = fitting[0]
            free.remove(fitting[0])
    if "title" not in found:
        fitting = [name for name in free if 3 <= lengths[name] <= 25 and _is_line(name, records)]
        if fitting:
            found["title"] = max(fitting, key=lambda name: lengths[name])


def _is_line(name: str, records: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a field that nothing names may hold a title: no list of people, or tags."""
    return not any(isinstance(record.get(name), list) for record in records)


def _can_be_a_day(name: str, records: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a field that nothing names may hold the day: no number alone, no day of ours."""
    written = any(re.search(r"\D", str(record.get(name) or "")) for record in records)
    return written and not _NOT_OF_NEWS.search(_words(name))


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
