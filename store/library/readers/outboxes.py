"""What somebody posted, as Mastodon and other programs of ActivityPub export it (``outbox.json``).

Posts to a few people are between them, and stay out; so do those of others that were passed on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import orjson

from onrecord.analysis.types import UNDATED
from onrecord.store.errors import Unreadable

from .dates import future, not_believed, stated_date
from .decoding import decode
from .extracting import Extracting, whole, work
from .fragments import line, plain
from .protocol import Item, Problem, ProblemKind
from .values import host_of

LONGEST = 300_000_000
"""Bytes of an export."""

_OUTBOX = re.compile(rb'"type"\s*:\s*"OrderedCollection(?:Page)?"')
_PUBLIC = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")
_LEFT = {
    "others": "of others, passed on",
    "private": "to a few people",
    "empty": "without words: pictures, films",
}


class OutboxReader(Extracting):
    """``outbox.json``: an article a public post."""

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by a collection of activities."""
        return (
            head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")
            and b"www.w3.org/ns/activitystreams" in head
            and bool(_OUTBOX.search(head))
        )

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the posts."""
        try:
            given: Any = orjson.loads(decode(whole(file, LONGEST, "export of posts")))
        except (orjson.JSONDecodeError, RecursionError):
            raise Unreadable("it is not valid JSON: is it cut off? Export it again") from None
        activities = given.get("orderedItems") if isinstance(given, Mapping) else None
        if not isinstance(activities, list):
            raise Unreadable("it holds no posts")
        left: Counter[str] = Counter()
        for number, activity in enumerate(activities, 1):
            post = activity.get("object") if isinstance(activity, Mapping) else None
            if not isinstance(post, Mapping) or activity.get("type") not in ("Create", "Update"):
                left["others"] += 1
            elif not _is_public(activity, post):
                left["private"] += 1
            elif not re.search(r"\w{2}", text := _text(post)):
                left["empty"] += 1
            elif work().begin(f"{name}#{number}"):
                yield from _item(activity, post, text, name, number)
        for why, count in left.items():
            posts = "1 post" if count == 1 else f"{count:,} posts"
            yield Problem(name, f"{posts} {_LEFT[why]}: left out", ProblemKind.PART)


def _is_public(activity: Mapping[str, Any], post: Mapping[str, Any]) -> bool:
    said = [of[it] for of in (activity, post) for it in ("to", "cc") if of.get(it)]
    told = [one for it in said for one in (it if isinstance(it, list) else [it])]
    return not said or any(it in _PUBLIC for it in told)


def _text(post: Mapping[str, Any]) -> str:
    """Return the words of a post, in one of its languages."""
    by_language = post.get("contentMap")
    others = by_language.values() if isinstance(by_language, Mapping) else ()
    return next((plain(it) for it in (post.get("content"), *others) if isinstance(it, str)), "")


def _item(
    activity: Mapping[str, Any], post: Mapping[str, Any], text: str, name: str, number: int
) -> Iterator[Item | Problem]:
    key = _word(post, "id") or str(number)
    published = stated_date(post.get("published") or activity.get("published"))
    if published.date and future(published.date):
        yield Problem(f"{name}#{key}", not_believed(published.date), ProblemKind.DATE)
        published = UNDATED
    changed = stated_date(post.get("updated")).date or ""
    who = _word(post, "attributedTo") or _word(activity, "actor")
    languages = post.get("contentMap")
    language = next(iter(languages), "") if isinstance(languages, Mapping) else ""
    yield Item(
        key,
        text,
        title=line(_word(post, "name") or _word(post, "summary")),
        source=host_of(who),
        author=urlsplit(who).path.rstrip("/").rpartition("/")[2].removeprefix("@"),
        url=_word(post, "url") or (key if key.startswith("http") else ""),
        language=str(language).split("-")[0].lower(),
        published=published,
        modified="" if changed == published.date else changed,
    )


def _word(of: Mapping[str, Any], name: str) -> str:
    value = of.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""
