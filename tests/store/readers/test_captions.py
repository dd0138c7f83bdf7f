"""WebVTT and SubRip: who said what, without the times."""

from __future__ import annotations

import pytest

from onrecord.store.errors import Unreadable

from .conftest import Read
from .making import LAST, MORE, SAID

VTT = """\
WEBVTT - Harbour talk

NOTE written by us

STYLE
::cue { color: lime }

1
00:01.000 --> 00:03.000
<v Olga Brandt>Nobody <i>sails</i></v>

00:03.000 --> 00:05.000 align:start position:0%
<v Olga Brandt>from here &amp; now.

cue-3
00:05.500 --> 00:07.000
<v.loud Ann Larsen>Why not?

01:02:03.000 --> 01:02:05.000
<v Olga Brandt>Ask the <00:06.500><c>ministry</c>.
"""
SRT = """\
1
00:00:01,000 --> 00:00:03,000
OLGA BRANDT: Nobody <i>sails</i>

2
00:00:03,000 --> 00:00:05,000
from here. Remember this:
we stay.

3
00:00:06,000 --> 00:00:07,000
[music]

4
00:00:07,000 --> 00:00:08,000
ANN: {\\an8}Why?

5
00:00:20,000 --> 00:00:21,000
Tell us.
"""


def test_webvtt(read: Read) -> None:
    """A paragraph a speaker; notes, styles, numbers and times are no words."""
    [item], problems = read("2021-05-04 talk.vtt", VTT.encode())
    assert item.text.split("\n\n") == [
        "Olga Brandt: Nobody sails from here & now.",
        "Ann Larsen: Why not?",
        "Olga Brandt: Ask the ministry.",
    ]
    assert (item.title, item.published.date, problems) == ("Harbour talk", "2021-05-04", [])
    assert [when for _, when in item.places] == ["0:00:01", "0:00:05", "1:02:03"]
    assert [item.text[at : at + 4] for at, _ in item.places] == ["Olga", "Ann ", "Olga"]


@pytest.mark.parametrize("name", ["a.srt", "a.txt", "a", "without empty lines.srt"])
def test_subrip(read: Read, name: str) -> None:
    """Names in capitals open a turn, a pause a paragraph; a word before a colon is no name."""
    lines = SRT.replace("\n\n", "\n") if "without" in name else SRT
    [item], _ = read(name, lines.replace("\n", "\r\n").encode("utf-8-sig"))
    assert item.text.split("\n\n") == [
        "OLGA BRANDT: Nobody sails from here. Remember this: we stay.",
        "ANN: Why?",
        "Tell us.",
    ]


def test_captions_that_roll(read: Read) -> None:
    """A line that is shown once more above the next was said once."""
    lines = ["We sail at dawn,", "whatever the ministry writes,", "said the harbour master."]
    cues = "".join(
        f"00:00:0{n}.000 --> 00:00:0{n + 1}.000\n{above}\n{line}\n\n".replace("\n\n00", "\n00")
        for n, (above, line) in enumerate(zip(["", *lines], lines, strict=False))
    )
    [item], _ = read("a.vtt", f"WEBVTT\n\n{cues}".encode())
    assert item.text == " ".join(lines)


def test_what_is_said_twice_stays(read: Read) -> None:
    """A word that somebody repeats is no line that rolls."""
    cues = "".join(f"00:00:0{n}.000 --> 00:00:0{n}.900\nNo.\n\n" for n in range(3))
    [item], _ = read("a.vtt", f"WEBVTT\n\n{cues}".encode())
    assert item.text == "No. No. No."


def test_a_long_speech_has_paragraphs(read: Read) -> None:
    """They end where sentences do, whoever speaks."""
    cues = "".join(
        f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},999\n{words}\n\n"
        for n, words in enumerate([SAID, MORE, LAST] * 8, 1)
    )
    [item], _ = read("a.srt", cues.encode())
    paragraphs = item.text.split("\n\n")
    assert len(paragraphs) > 2
    assert all(it.endswith(("master.", "members.", "again.")) for it in paragraphs)


@pytest.mark.parametrize("text", ["WEBVTT\n\nNOTE nothing\n", "1\n00:00:01,000 --> 00:00:02,000\n"])
def test_without_words(read: Read, text: str) -> None:
    """It is told."""
    with pytest.raises(Unreadable, match="no words"):
        read("a.vtt", text.encode())


def test_a_cue_that_is_cut_off(read: Read) -> None:
    """What was said before is read."""
    [item], _ = read("a.srt", SRT[: SRT.index("Tell")].encode())
    assert item.text.endswith("ANN: Why?")
