"""Lines of a page that stand at its article's edges and are none of it: bylines, days, notices."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from .dates import stated_date

_BYLINE = re.compile(
    r"(?:by|posted by|written by|text|story by|reporting by|words by|from|author|von|par|por|di"
    r"|door)"
    r"\s*:?\s+[^\W\d_][^.!?“”]{2,80}",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:sign up|subscribe|log in|sign in|register|read more|read also|read next|see also"
    r"|related|more on this|more from|most read|most popular|also in|advertisement|skip advert"
    r"|share(?: this)?\b"
    r"|follow us|listen to|watch:|click here|print this|email this|tweet|comments?\b|leave a reply"
    r"|join the|get the|download|copyright|©|all rights reserved|\(c\) |a version of this article"
    r"|this article (?:was )?(?:originally|first) (?:published|appeared)"
    r"|thanks for reading"
    r"|newsletter|the .{1,30} in your inbox|tags?:|topics?:|filed under|categor(?:y|ies):|photo:"
    r"|image:|credit:|loading|continue reading|support (?:us|our)|donate|cookies?\b|weiterlesen"
    r"|lire aussi|leer más|mehr zum thema|a lire|à lire)",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"[\d.,]+k?\s+(?:reads|views|shares|comments?|likes|min(?:utes?)? read)\b.*|\d+ min read",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{3,4})?", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…][\"”’»)\]]*\s*$")
_LONG = 14
"""Words from which a line counts as one of the article, unless it is a notice."""

_REACH = 8
"""How many lines from each edge are looked at."""


class Trimmed(NamedTuple):
    """The lines of an article, and those that stood above them."""

    lines: list[str]
    above: list[str]


def trimmed(lines: Sequence[str], titles: Collection[str], author: str = "") -> Trimmed:
    """Return the lines of an article without what stands at its edges."""
    known = {_plain(title) for title in titles if title}
    body = [
        line
        for at, line in enumerate(lines)
        if not (_is_notice(line) or (at < _REACH and _plain(line) in known))
    ]
    first = _first(body, known, author)
    last = _last(body, first, known)
    return Trimmed(body[first:last], body[:first])


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _is_notice(line: str) -> bool:
    """Tell whether a short line asks for something, wherever it stands."""
    words = len(line.split())
    if _CLOCK.fullmatch(line):
        return True
    quoted = "“" in line or '"' in line
    if words > _LONG or quoted:
        return False
    return bool(_NOTICE.match(line) and (words <= 8 or not _SENTENCE.search(line)))


def _first(lines: Sequence[str], titles: Collection[str], author: str) -> int:
    """Return how many lines at the top are title, byline, day or menu."""
    top = 0
    for at, line in enumerate(lines[:_REACH]):
        if _plain(line) in titles or is_byline(line, author) or is_day(line) or _COUNTS.match(line):
            top = at + 1
        elif len(line.split()) >= _LONG or _SENTENCE.search(line) or "“" in line:
            break
    return top


def _last(lines: Sequence[str], first: int, titles: Collection[str]) -> int:
    """Return behind which line the article ends."""
    end = len(lines)
    for at in range(len(lines) - 1, max(first, len(lines) - _REACH), -1):
        line = lines[at]
        if (
            (_NOTICE.match(line) and len(line.split()) < 25 and "“" not in line)
            or is_byline(line, "")
            or is_day(line)
            or _COUNTS.match(line)
            or _plain(line) in titles
        ):
            end = at
        elif len(line.split()) < 6 and not _SENTENCE.search(line) and "“" not in line:
            end = min(end, at) if end == at + 1 else end
        else:
            break
    return end


def is_byline(line: str, author: str) -> bool:
    """Tell whether a line names who wrote the article, and no more."""
    if author and _plain(line) == _plain(author):
        return True
    return len(line.split()) < 14 and bool(_BYLINE.fullmatch(line))


def is_day(line: str) -> bool:
    """Tell whether a line is a date, with a place, an hour or a name beside it at most."""
    return len(line) < 70 and len(line.split()) < 12 and bool(stated_date(line).date)


def author_of(named: str) -> str:
    """Return an author's name without a day or an hour that stands beside it."""
    kept = []
    for part in named.split(";"):
        words = re.split(
            r"\s+(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d"
            r"|\d{1,2}[:/. ]|\|)",
            " ".join(part.split()),
        )[0].strip(" ,|-–—")
        if words:
            kept.append(re.sub(r"^(?:by|von|par|por)\s+", "", words, flags=re.IGNORECASE))
    return "; ".join(dict.fromkeys(kept))
