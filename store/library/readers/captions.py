"""Subtitles and transcripts in cues, WebVTT and SubRip: what was said, a paragraph a speaker.

When it was said is no part of the text; it stands among the places that lead back into the file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from onrecord.store.errors import Unreadable

from .dates import name_date
from .decoding import read_text
from .extracting import Extracting
from .fragments import line as in_one_line
from .protocol import Item, Problem, ProblemKind

PAUSE = 4.0
"""Seconds of silence that begin a paragraph."""

_BLINK = 0.2
"""Seconds in which nobody reads a cue: it only keeps a line on the screen."""

LONGEST = 700
"""Letters of a paragraph from which the end of a sentence ends it, whoever speaks."""

_TIMES = re.compile(
    r"\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})\s*-->\s*"
    r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})\b.*"
)
_SRT_BEGINS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*\d+\s*\r?\n\s*\d{1,3}:\d\d:\d\d[.,]\d{1,3}\s*-->", re.DOTALL
)
_VOICE = re.compile(r"<v(?:\.[\w.-]*)?\s+([^>\n]{1,80})>")
_MARKUP = re.compile(r"</?[^<>\n]{0,100}>|\{\\[^{}\n]{0,40}\}")
_NAMED = re.compile(r"(?:-\s*|>>\s*)?(?P<name>[A-ZÀ-ÞА-Я][\w.’'-]*(?: [\w.’'()-]+){0,4}):\s+(?=\S)")
_TURN = re.compile(r"\s*(?:>>+|[-–—]\s)\s*")
_SOUND = re.compile(r"[\[(♪][^\])♪]{0,80}[\])♪]?")
_STOP = re.compile(r"[.!?…][\"”’»)]*\Z")


class _Caption(NamedTuple):
    start: float
    end: float
    lines: list[str]


class CaptionReader(Extracting):
    """``.vtt`` and ``.srt``: one article of what is said."""

    suffixes = (".vtt", ".srt")

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by the first line of WebVTT, or a number above two times."""
        begun = head.removeprefix(b"\xef\xbb\xbf")
        return re.match(rb"WEBVTT(?:[ \t\r\n]|\Z)", begun) is not None or bool(
            _SRT_BEGINS.match(head)
        )

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield what is said, without its times."""
        text, _, told = read_text(file)
        if told:
            yield Problem(name, told, ProblemKind.ENCODING)
        words, places = "", []
        cues = list(_cues(text.splitlines()))
        for start, paragraph in _paragraphs(cues, _speakers(cues)):
            words += "\n\n" if words else ""
            places.append((len(words), _clock(start)))
            words += paragraph
        if not words:
            raise Unreadable("it holds no words: no cue can be read")
        day = name_date(PurePath(name).name)
        yield Item("", words, published=day, places=tuple(places), title=_title(text))


def _title(text: str) -> str:
    """Return what stands behind ``WEBVTT``, which some programs use for a title."""
    first = text.split("\n", 1)[0].strip()
    found = re.fullmatch(r"WEBVTT\s+(?:-\s*)?(\S.{3,200})", first)
    return found[1] if found else ""


def _cues(lines: list[str]) -> Iterator[_Caption]:
    """Yield the cues; notes, styles and numbers above times are none."""
    cue: _Caption | None = None
    for line in lines:
        if found := _TIMES.fullmatch(line):
            if cue:
                yield cue._replace(lines=cue.lines[: -1 if _is_number(cue.lines) else None])
            times = [float(it or 0) for it in found.groups()]
            start, end = (
                h * 3600 + m * 60 + s + ms / 1000 for h, m, s, ms in (times[:4], times[4:])
            )
            cue = _Caption(start, end, [])
        elif not line.strip():
            if cue and cue.lines:
                yield cue
                cue = None
        elif cue:
            cue.lines.append(line)
    if cue:
        yield cue


def _is_number(lines: list[str]) -> bool:
    """Tell whether the last line of a cue is the number of the next, which follows at once."""
    return len(lines) > 1 and lines[-1].strip().isdigit()


def _speakers(cues: list[_Caption]) -> set[str]:
    """Return the names before a colon that are of speakers: in capitals, or more than once there.

    A word before a colon ("Remember: ...") is what anybody may say.
    """
    lines = (_NAMED.match(_plain(line)) for cue in cues for line in cue.lines)
    counts = Counter(found["name"] for found in lines if found)
    return {name for name, count in counts.items() if count > 1 or name.isupper()}


def _paragraphs(cues: list[_Caption], speakers: set[str]) -> Iterator[tuple[float, str]]:
    """Yield when a paragraph begins, in seconds, and its words."""
    held: list[str] = []
    begun = ended = 0.0
    length = 0
    speaker = ""
    before: list[str] = []
    for cue in cues:
        rolls = len(cue.lines) > 1 or cue.end - cue.start < _BLINK
        pieces = list(_pieces(cue.lines, before[-1:] if rolls else [], speakers))
        before = [_plain(line) for line in cue.lines]
        for name, turn, words in pieces:
            changed = bool(name) and name != speaker
            full = length > LONGEST and _STOP.search(held[-1])
            if held and (changed or turn or cue.start - ended > PAUSE or full):
                yield begun, " ".join(held)
                held, length = [], 0
            if not held:
                begun = cue.start
                speaker = name or ("" if turn else speaker)
                words = f"{name}: {words}" if name else words
            held.append(words)
            length += len(words) + 1
            ended = cue.end
    if held:
        yield begun, " ".join(held)


def _pieces(
    lines: list[str], before: list[str], speakers: set[str]
) -> Iterator[tuple[str, bool, str]]:
    """Yield who speaks, whether somebody begins, and the words of each line.

    Captions that roll show the line ``before`` once more: it was said once.
    """
    voice = ""
    for number, line in enumerate(lines):
        voices = _VOICE.findall(line)
        voice = in_one_line(voices[0]) if voices else voice
        plain = _plain(line)
        if not plain or _SOUND.fullmatch(plain) or (not number and [plain] == before):
            continue
        named = _NAMED.match(plain)
        if not voice and named and named["name"] in speakers:
            yield named["name"], False, plain[named.end() :]
        else:
            begins = _TURN.match(plain)
            yield voice, bool(begins) and not voice, plain[begins.end() if begins else 0 :]


def _plain(line: str) -> str:
    return " ".join(unescape(_MARKUP.sub("", line)).split())


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
