"""A clean copy of an article's text for the analysis, and the way back to the text as stored.

Text comes with what its way through the web has left in it: entities, tags, the marks of
Markdown, invisible characters, doubled spaces, a dash that hangs on a word (" -said").  The
analysis reads a copy without them, and every finding is led back to the stored text, which stays
as it is.
Each step is one scan; a text that has nothing of all this is its own copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from . import misread
from .edits import Edit, Edited, apply
from .types import Span

_NAMED = "quot|amp|apos|nbsp|lt|gt|[mn]dash|[lr][sd]quo|[lr]aquo|hellip"
_ENTITY = re.compile(
    rf"&(?:amp;){{0,3}}(?:(?:[a-zA-Z][a-zA-Z0-9]{{1,31}}|#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}});"
    rf"|(?:{_NAMED}|#\d{{2,5}})(?![\w;=]))"
)
"""``&quot;``, ``&#8217;``, one that was escaped twice (``&amp;quot;``), a common one cut short."""

_LINE_TAGS = (
    "p|br|div|li|ul|ol|h[1-6]|hr|tr|table|tbody|thead|td|th|blockquote|section|article|header|footer"
    "|figure|figcaption|aside|main|nav|pre|html|body|head|title|dl|dt|dd|iframe|form|video|audio"
)
_WORD_TAGS = (
    "a|b|i|u|s|em|strong|span|small|big|sup|sub|font|mark|cite|q|abbr|time|code|tt|ins|del|strike"
    "|img|wbr|center|picture|source|svg|button|label|input|meta|link"
)
_TAG = re.compile(
    rf"<(?:(?P<comment>!--)|(?P<hidden>script|style|noscript)\b[^<>]{{0,5000}}>"
    rf"|/?(?:(?P<line>{_LINE_TAGS})|(?P<word>{_WORD_TAGS}))"
    r"(?:\s[^<>=]{0,200}=[^<>]{0,5000})?\s{0,9}/?>)",
    re.IGNORECASE,
)

_INVISIBLE = re.compile("[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]+")
"""Soft hyphens, blanks of no width, and what turns the direction of writing."""

_MARKDOWN = re.compile(
    r"""
    ^\#{1,6}[ \t]+                                      # a heading
  | ^>(?:[ \t]?>){0,5}[ \t]?                            # words set in from the margin
  | ^[*+•▪‣][ \t]+                                      # an item of a list
  | !\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\)            # a picture
  | (?<![\w\]])\[(?P<words>[^\[\]\n]{1,300})\]          # a link, and where it leads
      (?:\((?:https?:|mailto:|www\.|/|\#|\.)[^()\n]{0,2000}\)|\[\d{0,3}\])
  | \[\^\w{1,20}\]                                      # a note
  | \\(?=[*_\#\[\]()<>"'`~.!+-])                        # a sign that would have had a meaning
  | (?<![\w*])\*{1,3}(?=[\w"“”„«‘'\[(…$€£])             # emphasis begins
  | (?<=[\w.,!?…"“”»’'\]):;%])\*{1,3}(?![\w*])          # and ends
  | (?<![\w])_{1,3}(?=[^\W_]|["“”„«‘'\[(…$€£])
  | (?<=[^\W_])_{1,3}(?!\w)
  | (?<=[.,!?…"“”»’'\]):;%])_{1,3}(?!\w)
    """,
    re.VERBOSE | re.MULTILINE,
)

_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?![*_\s])[^*_]+(?<!\s)\1$")

_HANGING = re.compile(
    r"""
    (?<!\S)[-–—]{1,2}(?=[^\W\d_])                  # the strike would end, -said Brandl
  | (?<=[,.!?…]["”»“])[-–—]{1,2}(?=[^\W\d_])      # "It would end,"-said Brandl
  | (?<=["”»“,])[-–—]{1,2}(?=(?:he|she|they|it|the|says?|said|told)\b)
    """,
    re.VERBOSE,
)
"""A dash without a blank, which the tokenizer takes for a part of the word."""

_GLUED = re.compile(
    r"(?<=[,.!?…]”)(?=[^\W\d_])|(?<=[a-z][,.!?…]\")(?=[a-z])|(?<=[a-z][!?])(?=[A-Z])"
)
"""Where a closing mark or the end of a sentence is not set apart from the word after it."""

_HEADED = re.compile(
    r"\b[a-z]{4,}(?=(?:The|An?|In|On|At|As|This|It|He|She|They|We|According|After|Earlier|During"
    r"|When|Meanwhile|However)\s)"
)
"""Where a heading runs into the text below it: "the winter calendarThe committee met"."""

_CUT_SHORT = re.compile(r"(?<!\w)['’‘`][tT](?=(?:is|was|were|will|would)\b)")
"""What is left of "it" before a verb: "'tis", "’Twas"."""

_LOW = re.compile(r"(?<![\w,]),,(?=\w)")
"""Two commas for the low mark that begins a quotation in many languages: ",,It is shut“"."""

_ANGLES = re.compile(r"<<(?=\s?[\w\"“'‘(])|(?<=[\w.,!?…\"”'’)])\s?>>")
"""Angles typed for the marks of many languages: "<<It is shut>>"."""

_BROKEN = re.compile(r"(?<=[^\W\d_][,;])[ \t\xa0]*(?:\n[ \t\xa0]*)+(?=[a-z])")
_PARAGRAPH = re.compile(r"^[^\w\n]*([^\W\d_])", re.MULTILINE)
"""A sentence broken into two paragraphs, as translation leaves it; and how paragraphs begin."""

_RETURN = re.compile(r"\r+(?=\n)")
"""What some systems put before the end of a line."""

_DIVIDED = re.compile(r"(?<=[^\W\d_]{2})[-‐¬][ \t]{0,9}\n[ \t]{0,9}(?=[^\W\d_]{2})")
"""A word that was divided at the end of its line."""

_BLANKS = re.compile("[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]{2,}")
_RUN = re.compile(r"\S{100,}")
"""Characters without a space: the tokenizer takes quadratic time over a long run of them."""


def _entities(text: str) -> Iterator[Edit]:
    for found in _ENTITY.finditer(text):
        words = found[0]
        for _ in range(4):
            words = unescape(words)
        if words != found[0]:
            yield Edit(found.start(), found.end(), words)


def _tags(text: str) -> Iterator[Edit]:
    missing: set[str] = set()
    end = 0
    for found in _TAG.finditer(text):
        if found.start() < end:
            continue
        if found["line"] or found["word"]:
            end = found.end()
            yield Edit(found.start(), end, "" if found["word"] else "\n")
            continue
        closing = "-->" if found["comment"] else f"</{found['hidden']}"
        at = -1 if closing in missing else text.find(closing, found.end())
        if at < 0:
            missing.add(closing)
        else:
            end = text.find(">", at) + 1 or len(text)
            yield Edit(found.start(), end, "\n")


def _markdown(text: str) -> Iterator[Edit]:
    for found in _MARKDOWN.finditer(text):
        if found["words"]:
            emphasis = _EMPHASIS.match(found["words"])  # "[**Vera Lind**](https://...)"
            marks = len(emphasis[1]) if emphasis else 0
            yield Edit(found.start(), found.start("words") + marks, "")
            yield Edit(found.end("words") - marks, found.end(), "")
        else:
            yield Edit(found.start(), found.end(), "")


def _invisible(text: str) -> Iterator[Edit]:
    for found in _INVISIBLE.finditer(text):
        yield Edit(found.start(), found.end(), "")


def _hanging(text: str) -> Iterator[Edit]:
    for found in _HANGING.finditer(text):
        before = text[max(found.start() - 1, 0) : found.start()]
        if before and not before.isspace():
            yield Edit(found.start(), found.start(), " ")
        yield Edit(found.end(), found.end(), " ")


def _glued(text: str) -> Iterator[Edit]:
    for found in _GLUED.finditer(text):
        yield Edit(found.start(), found.start(), " ")


def _headed(text: str) -> Iterator[Edit]:
    for found in _HEADED.finditer(text):
        yield Edit(found.end(), found.end(), "\n")


def _cut_short(text: str) -> Iterator[Edit]:
    for found in _CUT_SHORT.finditer(text):
        yield Edit(found.start(), found.end(), "It " if found[0][1] == "T" else "it ")


def _low(text: str) -> Iterator[Edit]:
    for found in _LOW.finditer(text):
        yield Edit(found.start(), found.end(), "„")


def _angles(text: str) -> Iterator[Edit]:
    """Yield the typed angles that are marks, if there are as many that open as that close."""
    found = list(_ANGLES.finditer(text))
    opening = sum(it[0] == "<<" for it in found)
    if opening * 2 == len(found):
        for it in found:
            yield Edit(it.start(), it.end(), "«" if it[0] == "<<" else "»")


def _returns(text: str) -> Iterator[Edit]:
    for found in _RETURN.finditer(text):
        yield Edit(found.start(), found.end(), "")


def _broken(text: str) -> Iterator[Edit]:
    """Yield the breaks inside a sentence of a text whose paragraphs begin with capitals."""
    breaks = [found.span() for found in _BROKEN.finditer(text)]
    if breaks:
        begun = [found[1].islower() for found in _PARAGRAPH.finditer(text)]
        if (sum(begun) - len(breaks)) * 4 <= len(begun) - len(breaks):
            yield from (Edit(start, end, " ") for start, end in breaks)


def _divided(text: str) -> Iterator[Edit]:
    """Yield the ends of lines that divide a word; before a capital its hyphen stays."""
    for found in _DIVIDED.finditer(text):
        hyphen = found.start() + text[found.end()].isupper()
        yield Edit(hyphen, found.end(), "")


def _blanks(text: str) -> Iterator[Edit]:
    for found in _BLANKS.finditer(text):
        yield Edit(found.start(), found.end(), " ")


def _runs(text: str) -> Iterator[Edit]:
    for found in _RUN.finditer(text):
        for at in range(found.start() + 99, found.end(), 99):
            yield Edit(at, at, " ")


_STEPS: tuple[tuple[str, Callable[[str], Iterator[Edit]]], ...] = (
    ("\r", _returns),
    ("&", _entities),
    (misread.SIGNS, misread.edits),
    ("<", _angles),
    ("<", _tags),
    ("", _invisible),
    ("*_[]#>\\•▪‣+", _markdown),
    ("-–—", _hanging),
    ("", _glued),
    ("", _headed),
    ("'’‘`", _cut_short),
    (",", _low),
    ("\n", _broken),
    ("-‐¬", _divided),
    ("", _blanks),
    ("", _runs),
)
"""What is done, one after the other, and characters without which there is nothing to do."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean copy: its ``text``, and the way from its spans to those of the stored text."""

    text: str
    steps: tuple[Edited, ...] = ()

    def back(self, start: int, end: int) -> Span:
        """Return the span of the stored text that a span of the copy stands for."""
        for step in reversed(self.steps):
            start, end = step.back(start, end)
        return start, end

    def back_whole(self, start: int, end: int) -> Span:
        """As :meth:`back`, the characters that were taken out at the span's edges included."""
        for step in reversed(self.steps):
            start, end = step.back_whole(start, end)
        return start, end

    def forward(self, start: int, end: int) -> Span:
        """Return the span of the copy that a span of the stored text has become."""
        for step in self.steps:
            start, end = step.forward(start, end)
        return start, end


def words_of(text: str, span: Span) -> str:
    """Return the words that a span of a stored text stands for, without what was taken out."""
    cleaned = _recent(text)
    return cleaned.text[slice(*cleaned.forward(*span))]


def clean(text: str) -> Cleaned:
    """Return the clean copy of a text; any text will do, and a clean copy is its own."""
    steps = []
    for signs, step in _STEPS:
        if signs and not any(sign in text for sign in signs):
            continue
        edited = apply(text, step(text))
        if edited.old.start:
            steps.append(edited)
            text = edited.text
    return Cleaned(text, tuple(steps))


_recent = lru_cache(maxsize=4)(clean)
