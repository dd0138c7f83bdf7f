"""Lines of a page that stand at its article's edges and are none of it: bylines, days, notices."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from .dates import stated_date
from .page_authors import author_of
from .page_words import ENDS, words_in

_BYLINE = re.compile(
    r"(?:by|posted by|written by|text|story by|reporting by|words by|from|author|von|par|por|di"
    r"|door)"
    r"\s*:?\s+[^\W\d_][^.!?“”]{2,80}",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:By|BY|Von|Par|Por|Di|Door)(?: [A-ZÀ-Þ][\w.’'-]+){2,4}")
_NOTICE = re.compile(
    r"[>▶►→•*\s]*(?:sign up|subscribe|log in|sign in|register|read more|read also|read next"
    r"|see also"
    r"|related|more on this|more from|most read|most popular|also in|advertisement|skip advert"
    r"|share(?: this)?\b"
    r"|follow us|listen to|watch:|click here|print this|email this|tweet|comments?\b|leave a reply"
    r"|join the|get the|download|copyright|©|all rights reserved|\(c\) |a version of this article"
    r"|this article (?:was )?(?:originally|first) (?:published|appeared)"
    r"|thanks for reading"
    r"|newsletter|the .{1,30} in your inbox|tags?:|topics?:|filed under|categor(?:y|ies):|photo:"
    r"|image:|credit:|loading|continue reading|support (?:us|our)|donate|cookies?\b|weiterlesen"
    r"|lire aussi|leer más|mehr zum thema|a lire|à lire|merken\b|teilen\b|partager\b|imprimer\b"
    r"|compartir\b|guardar\b|our standards:|never miss|jump to|skip to|go deeper|more about"
    r"|join (?:the|our|over|more|[\d.,]+)\b|(?:story|article|page) tools\b"
    r"|leia (?:também|mais)|veja também|saiba mais|assine|compartilh|leggi anche|condividi"
    r"|iscriviti|lees (?:ook|meer|verder)|lea también|lee también|suscríb|mira también|подпи[сш]"
    r"|читайте также|читать также|смотрите также|поделит|czytaj (?:też|także)|udostępnij"
    r"|baca juga|bagikan|(?:das|dies)\w*.{0,20} könnte\b.{0,12}\bauch|you (?:may|might) also"
    r"|vous aimerez|te puede interesar|potrebbe interessarti)",
    re.IGNORECASE,
)
_ARROW = re.compile(r"(?:>{1,3}|[▶►→])\s*[A-ZÀ-ÞА-Я]")
"""How lines begin that lead elsewhere."""

_LABELS = re.compile(
    r"(?:(?:issued|published|posted|created|updated|modified|last updated|veröffentlicht"
    r"|aktualisiert|publié|mis à jour|publicado|actualizado)(?: on| am| le| el)?\s*:?\s*)+",
    re.IGNORECASE,
)
"""What stands before a day, where the day itself was taken away."""

_NETWORKS = re.compile(
    r"\b(?:facebook|twitter|instagram|whatsapp|telegram|linkedin|youtube|pinterest|tiktok|reddit"
    r"|google buzz|flipboard|threads|bluesky|mastodon)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|\bto contact the (?:author|editor|reporter)", re.I)
_CRUMBS = re.compile(r"[^.!?“”\"]{2,40}(?:\s[›>»/]\s[^.!?“”\"]{2,60})+")
_STEPS = re.compile(r"[«‹←<].{3,150}\|.{3,150}[»›→>]")
"""The articles before and after this one."""

_COLOPHON = re.compile(
    r"(?:date|author|keywords?|key words|feedback|permalink|related subjects|source|print"
    r"|datum|autorin|autor|schlagwörter|mots[- ]clés|etiquetas|palabras clave)\s*[:\t ]"
    r"|(?:tel(?:efon|éfono|ephone)?|phone|fax|e-?mail|telefax|mobile?)\b\.?\s*:",
    re.IGNORECASE,
)
"""Lines at the end that tell of the article itself, or how to reach who sent it."""

_COOKIES = re.compile(
    r"\b(?:we|site|website|page) uses? cookies"
    r"|\bcookies\b.{0,60}(?:verwendet|gesetzt|genutzt|akzeptier)"
    r"|(?:verwenden|setzen|nutzen|nutzt|verwendet)\b.{0,40}\bcookies"
    r"|utilis\w+ (?:des|les) cookies|(?:utiliza|usa)(?:mos|n)? cookies|utilizziamo (?:i )?cookie",
    re.IGNORECASE,
)
"""What asks to be allowed to know its readers."""

_BROWSER = re.compile(
    r"(?:please )?(?:turn on|enable|activate|allow) (?:java ?script|cookies|notifications)\b"
    r"|(?:this (?:page|site|feature|video|content) |your browser |java ?script )"
    r"(?:requires?|needs?|is (?:not supported|disabled|required)|does not support"
    r"|must be enabled)\b",
    re.IGNORECASE,
)
"""What a page says to the program that shows it."""

_SIGNED = re.compile(r"\s*[—–―-]\s*[^\W\d_].{1,60}")
_QUOTED = re.compile(r"[”»“\"’]\s*$")
_COUNTS = re.compile(
    r"[\d.,]+k?\s+(?:reads|views|shares|comments?|likes|min(?:utes?)? read)\b.*|\d+ min read"
    r"|\(?visited [\d.,]+ times.*",
    re.IGNORECASE,
)
_PRINTED = re.compile(r"A version of this article appear|SOURCE [A-Z][^.]*\Z")
"""How lines begin that say where an article came from, at its end, however long they are."""

_BIO = re.compile(
    r"\b(?:is|was) (?:an? |the |our |[\w’']+ )?.{0,40}\b(?:reporter|correspondent|writer|editor"
    r"|journalist|columnist|author|freelancer?|fellow|lecturer|professor)\b"
    r"|\b(?:covers|reports on|writes (?:about|on))\b"
)
_DASHED = re.compile(r"[-–—|•·]\s*\w+(?: \w+){0,2}")
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{3,4})?", re.IGNORECASE)
_SENTENCE = re.compile(rf"[{ENDS}][\"”’»」』)\]]*\s*$")
_LONG = 14
"""Words from which a line counts as one of the article, unless it is a notice."""

_FEW = 25
"""Words below which a line at the end may be none of the article."""

_ASKED = 80
"""Words of a notice about cookies, at most."""

_KICKER = 3
"""Words in the name of a section, at most."""

_REACH = 8
"""How many lines from each edge are looked at."""


class Trimmed(NamedTuple):
    """The lines of an article, and those that stood above them."""

    lines: list[str]
    above: list[str]


def trimmed(lines: Sequence[str], titles: Collection[str], author: str = "") -> Trimmed:
    """Return the lines of an article without what stands at its edges."""
    known = {_plain(title) for title in titles if title}
    days = [line for line in lines if _is_bare_day(line)]
    shown = days if len(days) == 1 and days[0] in lines[:_REACH] else []  # a chronology has several
    body = [
        line
        for at, line in enumerate(lines)
        if not (_is_notice(line) or (at < _REACH and _is_title(line, known)) or line in shown)
    ]
    first = _first(body, known, author)
    last = _last(body, first, known, author)
    head = [at for at in range(first, min(last, _REACH)) if _names_authors(body[at], author)]
    kept = [line for at, line in enumerate(body[first:last], first) if at not in head]
    return Trimmed(kept, [*body[:first], *(body[at] for at in head), *shown])


def _is_bare_day(line: str) -> bool:
    """Tell whether a line is a date and hardly more: no sentence, and nobody's signature."""
    return words_in(line) <= 6 and not _SIGNED.match(line) and is_day(line)


def _is_title(line: str, known: Collection[str]) -> bool:
    """Tell whether a line is a title, with a few words before it or who wrote what, and when."""
    plain = _plain(line)
    if plain in known:
        return True
    long = [title for title in known if len(title) > 20]
    if any(plain.endswith(title) and len(plain) < len(title) + 30 for title in long):
        return True
    behind = [_behind(line, title) for title in long if plain.startswith(title)]
    return any(is_byline(words, "") or is_day(words) for words in behind)


def _behind(line: str, title: str) -> str:
    """Return what stands in a line behind a title that is given by its letters and figures."""
    ends = [at for at, sign in enumerate(line, 1) if sign.isalnum()]
    if len(ends) < len(title):
        return ""  # small letters of some signs are two
    return line[ends[len(title) - 1] :].strip(' "”’»|·,–—-')


def _names_authors(line: str, author: str) -> bool:
    """Tell whether a line is a byline that stands below what introduces the article."""
    names = [_plain(name) for name in author.split(";")]
    if _NAMED.fullmatch(line):
        return True
    words = re.sub(r"^(?:by|von|par|por|and|und|et|y)\s+", "", line, flags=re.IGNORECASE)
    return bool(author) and _plain(words) in names


def byline_in(above: Sequence[str]) -> str:
    """Return who wrote an article by the lines above it, or ""."""
    for line in above:
        found = re.match(r"(?:by|von|par|por)\s+([^,|\d]{3,60})", line, re.IGNORECASE)
        if found:
            return author_of(found[1])
    return ""


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _is_notice(line: str) -> bool:
    """Tell whether a short line asks for something, wherever it stands."""
    words = words_in(line)
    if _CLOCK.fullmatch(line) or not any(c.isalnum() for c in line):
        return True
    if words <= _LONG and _BROWSER.match(line):
        return True
    quoted = "“" in line or '"' in line
    if words <= _ASKED and not quoted and _COOKIES.search(line):
        return True
    if words > _LONG or quoted:
        return _ARROW.match(line) is not None and words <= 2 * _LONG
    return bool(
        _ARROW.match(line) or (_NOTICE.match(line) and (words <= 8 or not _SENTENCE.search(line)))
    )


def _first(lines: Sequence[str], titles: Collection[str], author: str) -> int:
    """Return how many lines at the top are title, byline, day or menu."""
    top = 0
    for at, line in enumerate(lines[:_REACH]):
        if (
            _plain(line) in titles
            or is_byline(line, author)
            or is_day(line)
            or _COUNTS.match(line)
            or _DASHED.fullmatch(line)
            or _LABELS.fullmatch(line)
            or _CRUMBS.fullmatch(line)
            or _STEPS.fullmatch(line)
        ):
            top = at + 1
        elif words_in(line) >= _LONG or _SENTENCE.search(line) or "“" in line:
            break
    return top + (top + 1 < len(lines) and _is_kicker(*lines[top : top + 2]))


def _is_kicker(line: str, following: str) -> bool:
    """Tell whether a line at the top names a section of the paper, and the article follows."""
    if words_in(line) > _KICKER or words_in(following) < _LONG:
        return False
    return not (_SENTENCE.search(line) or line.isupper() or re.search(r"[\d:,“\"()—-]", line))


def _last(lines: Sequence[str], first: int, titles: Collection[str], author: str) -> int:
    """Return behind which line the article ends."""
    end = len(lines)
    for at in range(len(lines) - 1, max(first, len(lines) - _REACH), -1):
        line = lines[at]
        if _SIGNED.fullmatch(line) and at and _QUOTED.search(lines[at - 1]):
            break  # who said the words above
        if (
            (_NOTICE.match(line) and words_in(line) < _FEW and "“" not in line)
            or _PRINTED.match(line)
            or _is_bio(line, author)
            or _is_colophon(line)
            or is_byline(line, "")
            or is_day(line)
            or _COUNTS.match(line)
            or _plain(line) in titles
        ):
            end = at
        elif words_in(line) < 6 and not _SENTENCE.search(line) and "“" not in line:
            end = min(end, at) if end == at + 1 else end
        else:
            break
    return end


def _is_colophon(line: str) -> bool:
    """Tell whether a line at the end says how to reach or follow somebody, or what this is."""
    if words_in(line) >= _FEW or "“" in line or _QUOTED.search(line):
        return False
    networks = {it.casefold() for it in _NETWORKS.findall(line)}
    return bool(_COLOPHON.match(line) or _REACHED.search(line) or len(networks) > 1)


def _is_bio(line: str, author: str) -> bool:
    """Tell whether a line tells of the author: by name, and what they do."""
    names = [name.strip().split() for name in author.split(";") if name.strip()]
    first = line.split(",")[0].split()[:3]
    named = any(name[-1] in first for name in names)
    return named and words_in(line) < 60 and "“" not in line and bool(_BIO.search(line))


def is_byline(line: str, author: str) -> bool:
    """Tell whether a line names who wrote the article, and no more."""
    if author and _plain(line) == _plain(author):
        return True
    return words_in(line) < 14 and not line.endswith(":") and bool(_BYLINE.fullmatch(line))


def is_day(line: str) -> bool:
    """Tell whether a line is a date, with a place, an hour or a name beside it at most."""
    return len(line) < 70 and words_in(line) < 12 and bool(stated_date(line).date)
