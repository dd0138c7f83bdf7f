"""The shape of an article's text: blocks, dateline, and a copy of equal length for the parser.

News arrives as plain text whose structure is in its line breaks.  Everything here is a linear
scan over code points and never raises.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import accumulate, islice, pairwise

from . import head_lines
from .types import Block, BlockKind, Span

HEAD = re.compile(r"\s*date:?[ \t]+\d{4}-\d{2}-\d{2}\b", re.IGNORECASE)
"""A line or a line's beginning that holds metadata, such as ``date 2021-06-06``."""

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_PLACE = r"[A-ZÀ-ÝА-Я][A-ZÀ-ÝА-Я.'’ -]{1,40}"
_DAY = rf"(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})(?:,?\s+\d{{4}})?"
_NAME = r"[A-Z][\w.'’-]*(?:[ ][A-Z][\w.'’-]*){0,2}"
_AGENCY = r"Reuters|AP|AFP|UPI|CNN|CNN\.com|dpa|Xinhua|TASS|Interfax|Bloomberg|ANI|IANS|PTI|KUNA"
DATELINE = re.compile(
    rf"""
    {_PLACE}                                 # WASHINGTON
    (?:,\s+[A-Z][\w.'’]*(?:\s+[A-Z][\w.'’]*)?)?  # , Ont.
    (?:
        ,\s*{_DAY}\s*[.,]?                   # , December 20.
        (?:\s*/[^/\n]{{2,40}}/\s*\.?)?       # /TASS/.
        (?:\s*\([^)\n]{{2,40}}\))?           # (UPI)
        (?:\s*[-–—]+)?
      | \s*/[^/\n]{{2,40}}/\s*\.?(?:\s*[-–—]+)?
      | \s*\([^)\n]{{2,40}}\)\s*[-–—]+
      | \s+[-–—]+(?=\s+["“‘'(\[]*[A-Z0-9])
    )(?=\s)
  | {_NAME}(?:,\s+{_NAME})?(?:,\s*{_DAY})?\s*\((?:{_AGENCY})\)\s*[-–—]*(?=\s)  # Paris (Reuters) -
  | {_NAME},\s+\d{{1,2}}\s+[A-Z][a-z]{{2,8}}\.?(?:\s+\d{{4}})?\s*\([^)\n]{{2,40}}\)\s*[-–—]+(?=\s)
  | {_PLACE}\s+\([A-Z]{{2,6}}\)\.(?=\s)                       # WARSAW (PAI).
  | {_DAY}\s*\((?:{_AGENCY})\)\s*[-–—]*(?=\s)                # Dec 29 (Reuters) -
    """,
    re.VERBOSE,
)
"""``WASHINGTON, December 20. /TASS/.``, ``MILTON, Ont. —``, ``PARIS (Reuters) -``."""

_SENTENCE_END = re.compile(r"[.!?…:;,][\"”“’')\]]*$")
_STOP = re.compile(r"[.!?…][\"”“’')\]]*$")
_NAME_WORD = re.compile(r"[A-ZÀ-ÝА-Я][\w'’.-]*,?$")
_JOINING = frozenset(("of", "for", "the", "and", "to", "at", "in", "on", "de", "von", "van", "bin"))
_ROLE = re.compile(
    r"\b(?:minister|president|secretary|director|chair\w*|chief|head|spokes\w+|ambassador|professor"
    r"|senator|deputy|analyst|expert|governor|mayor|commander|general|colonel|attorney|officer"
    r"|member|leader|commissioner|researcher|scientist|economist|lawyer|judge|coach|author|editor"
    r"|founder|manager|adviser|advisor|representative|official|doctor|bishop|king|queen|prince)\b",
    re.IGNORECASE,
)
_TEASER = re.compile(
    r"(?:READ MORE|READ ALSO|ALSO READ|READ|WATCH(?: BELOW| LIVE)?|LISTEN|RELATED|SEE ALSO|MORE"
    r"|Read more|Watch|See also|Related)[ \t]?:[ \t]"
)
_FURNITURE = re.compile(r"(?:https?\s*:|www\s*\.)", re.IGNORECASE)
_BYLINE = re.compile(r"by\s+[A-Z]|(?:published|posted|updated)\b", re.IGNORECASE)
_QUOTED_LINE = re.compile(r"[“\"«„'‘][^“”\"«»„]*[^.!?,…\s][”\"»“'’]$")
_DOUBLE = '"“”„«»'
_WRAPPED_LINE = range(50, 101)
"""Line lengths that an editor or a mailer wraps at."""

_COLUMN = range(20, 161)
"""Line lengths that a page, a column of print or a screen leaves, which lists have as well."""

_RAGGED = 15
"""So much shorter than the others a line in the middle of a paragraph may be."""

_TITLE_WORDS = 30
"""A line of more words is no title."""


_NEAR_TOP = 4
"""How many paragraphs from the top a dateline may stand: titles and standfirsts come before it."""


def lines(text: str) -> list[Span]:
    """Return the spans of the lines that hold anything, outer blanks cut off."""
    spans = []
    for found in re.finditer(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+", text):
        start, end = trim(text, found.start(), found.end())
        if start < end:
            spans.append((start, end))
    return spans


def trim(text: str, start: int, end: int) -> Span:
    """Return the span without the white space at its two ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def outside(spans: list[Span]) -> Callable[[int, int], bool]:
    """Return a test whether a span meets none of these, by bisection."""
    ordered = sorted(spans)
    reach = list(accumulate((end for _, end in ordered), max))
    starts = [start for start, _ in ordered]

    def free(start: int, end: int) -> bool:
        before = bisect_left(starts, end)
        return not before or reach[before - 1] <= start

    return free


def blocks(text: str) -> tuple[Block, ...]:
    """Cut a text into its blocks and say what each is."""
    found: list[Block] = []
    spans = lines(text)
    if given := head_lines.find(text):
        above = bisect_left(spans, (given.start, 0))
        below = bisect_left(spans, (given.end, 0))
        found += [Block(*line, BlockKind.HEAD) for line in spans[above:below]]
        spans = spans[:above] + spans[below:]
    spans = _unwrap(text, spans)
    if spans and (head := HEAD.match(text, spans[0][0])) and head.end() <= spans[0][1]:
        first = spans.pop(0)
        found.append(Block(first[0], head.end(), BlockKind.HEAD))
        rest = trim(text, head.end(), first[1])
        if rest[0] < rest[1]:
            spans.insert(0, rest)
    opening = _opening(text, spans)
    title = _title(text, spans[:opening])
    repeated = _repeated(text, spans)
    for index, (start, end) in enumerate(spans):
        if index == title:
            kind = BlockKind.TITLE
        elif index < opening or _is_heading(text, spans, index, repeated):
            kind = BlockKind.HEADING
        elif pull_quote_name(text, start, end):
            kind = BlockKind.PULL_QUOTE
        else:
            kind = BlockKind.PARAGRAPH
        found.append(Block(start, end, kind))
    return tuple(sorted(found, key=lambda block: block.start))


def _unwrap(text: str, spans: list[Span]) -> list[Span]:
    """Join the lines of hard-wrapped paragraphs, where a text is wrapped at all.

    Where paragraphs are set apart from each other by nothing more than their lines are, a line that
    is not full ends its paragraph.
    A line that breaks off within marks is joined with the next one in any text.
    """
    feeds = [text.count("\n", before[1], line[0]) for before, line in pairwise(spans)]
    lines = list(zip(spans, spans[1:], feeds, strict=False))
    apart, width = _wrapping(text, lines)
    told = max(feeds, default=0) > apart
    joined = spans[:1]
    within = bool(spans) and _leaves_open(text, spans[0])
    for before, line, between in lines:
        odd = _leaves_open(text, line)
        ended = bool(_SENTENCE_END.search(text[slice(*before)]))
        full = _is_full(text, before, line, width if ended else width - _RAGGED)
        wrapped = between == apart and (told or full)
        if wrapped or (between == 1 and _goes_on(text, before, line, within)):
            joined[-1] = (joined[-1][0], line[1])
            within ^= odd
        else:
            joined.append(line)
            within = odd
    return joined


def _goes_on(text: str, before: Span, line: Span, within: bool) -> bool:
    """Whether a line is the rest of the one before: in small letters, ``within`` marks."""
    return within and text[line[0]].islower() and text[before[1] - 1] not in ".?!…"


def _wrapping(text: str, lines: list[tuple[Span, Span, int]]) -> tuple[int, int]:
    """Return how many line feeds stand between the lines of a paragraph, and how wide it is.

    No feeds where the text is not wrapped.

    Args:
        text: the text.
        lines: each line, the next, and the feeds between the two.
    """
    for apart in (1, 2):
        near = [(line, following) for line, following, feeds in lines if feeds == apart]
        width = max((end - start for (start, end), _ in near), default=0)
        broken = [pair for pair in near if not _SENTENCE_END.search(text[slice(*pair[0])])]
        full = [pair for pair in broken if width in _COLUMN and _is_full(text, *pair, width)]
        usual = [pair for pair in broken if pair[0][1] - pair[0][0] in _WRAPPED_LINE]
        for wrapped, small in ((full, len(full) / 2), (usual if apart == 1 else [], 0)):
            lower = sum(text[start].islower() for _, (start, _) in wrapped)
            if len(wrapped) >= 3 and len(wrapped) * 2 >= len(near) and lower >= small:
                return apart, width
    return 0, 0


def _is_full(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the first word of the following line has no room in a line of a width."""
    return line[1] - line[0] + 1 + len(text[slice(*following)].split(None, 1)[0]) > width


def _leaves_open(text: str, line: Span) -> bool:
    """Whether a line has a double mark without its other one."""
    return bool(sum(text.count(mark, *line) for mark in _DOUBLE) % 2)


def _opening(text: str, spans: list[Span]) -> int:
    """Return the index of the first block that is running text."""
    for index, (start, end) in enumerate(spans):
        line = text[start:end]
        if DATELINE.match(line):
            return index
        if _SENTENCE_END.search(line) or len(line.split()) > _TITLE_WORDS:
            return index
        if index == 5:
            break
    return 0


def _title(text: str, spans: list[Span]) -> int | None:
    """Return the index of the title among the lines above the running text."""
    for index, (start, end) in enumerate(spans):
        line = text[start:end]
        if len(line.split()) >= 4 and not _FURNITURE.match(line) and not _BYLINE.match(line):
            return index
    return 0 if len(spans) == 1 else None


def _repeated(text: str, spans: list[Span]) -> frozenset[str]:
    """Return the short lines that a text repeats: "Story continues below advertisement"."""
    short = Counter(text[a:b] for a, b in spans if b - a < 80)
    return frozenset(line for line, n in short.items() if n >= 3 and len(line.split()) >= 3)


def _is_heading(text: str, spans: list[Span], index: int, repeated: frozenset[str]) -> bool:
    start, end = spans[index]
    if end - start > 200:
        return False
    line = text[start:end]
    if line in repeated or _FURNITURE.match(line) or not any(c.isalnum() for c in line):
        return True
    words = line.split()
    last = index == len(spans) - 1
    if last or index == 0 or len(words) > 12 or "\n" in line:
        return False
    if _QUOTED_LINE.match(line) or (line.isupper() and len(words) > 1):
        return True
    return line[0].isupper() and not _SENTENCE_END.search(line)


def is_teaser(text: str, block: Block) -> bool:
    """Whether a block points to another article: ``READ MORE: Harbour stays closed``."""
    return bool(_TEASER.match(text, block.start, block.end))


def pull_quote_name(text: str, start: int, end: int) -> Span | None:
    """Return the span of the name that ends a pull quote, or None where the block is none.

    A pull quote is words, then a bare name and role that close the block without a stop:
    ``We shall see. Not yet Jane Doe Deputy Minister of Finance``.
    """
    if end - start > 600:
        return None
    tokens = [(m.start(), m.end()) for m in re.finditer(r"\S+", text[start:end])]
    words = [text[start + a : start + b] for a, b in tokens]
    first = len(words)
    while first and (words[first - 1] in _JOINING or _NAME_WORD.match(words[first - 1])):
        if _STOP.search(words[first - 1]) and len(words[first - 1]) > 3:
            break  # the last word of what was said
        first -= 1
    while first < len(words) and words[first] in _JOINING:
        first += 1
    said, name = words[:first], words[first:]
    large = [word for word in name if word not in _JOINING]
    if len(said) < 3 or len(large) < 3 or len(name) > 16 or name[1] in _JOINING:
        return None
    stopped = bool(_STOP.search(said[-1]))
    inside = any(_STOP.search(word) for word in said)
    if not stopped and not (inside and len(large) > 3 and _ROLE.search(" ".join(name))):
        return None
    if _STOP.search(name[-1]):
        return None
    return start + tokens[first][0], end


def dateline(text: str, found: tuple[Block, ...]) -> Span | None:
    """Return the span of the dateline that opens the running text, if it has one."""
    paragraphs = (block for block in found if block.kind is BlockKind.PARAGRAPH)
    for block in islice(paragraphs, _NEAR_TOP):
        if match := DATELINE.match(text, block.start, block.end):
            return match.span()
    return None


_EVEN = {
    **dict.fromkeys("“”„‟«»‹›〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛`´ʼ＇", "'"),
    **dict.fromkeys("‐‑‒", "-"),
}


def even(text: str, within: Iterable[Block] = ()) -> str:
    """Return a copy of equal length for the parser: marks straight, blanks and controls blank.

    So are the ends of the lines ``within`` these blocks.
    """
    pieces, begin = [], 0
    for block in within:
        pieces += [text[begin : block.start], text[block.start : block.end].replace("\n", " ")]
        begin = block.end
    flowing = "".join([*pieces, text[begin:]])
    return "".join(_EVEN.get(c) or (c if c.isprintable() or c == "\n" else " ") for c in flowing)
