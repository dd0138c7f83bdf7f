"""Who speaks, as margins tell it: a colour and a bar that are a speaker's own for ever.

Both come from the actor's id alone, so that they are the same in every article, on every machine
and whoever is added later.  There are 35 pairs: two speakers of one article have the same one now
and then, and the later of them stands there with another bar, in the colour that it always has.
"""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

from onrecord.store.notebook.overlay import Quoted

COLOURS = 7
"""Colours of speakers that a theme has."""
BARS = "▎║┇▌▒"
"""Bars that are told apart where there are no colours."""
MORE_BARS = "╫┊▐╪░"
"""Those that stand in for them in an article of many speakers, where there are no colours."""


def who(quoted: Quoted) -> str:
    """Return what a speaker is known by: the actor's id, else the name; "" for nobody."""
    return quoted.speaker_id or quoted.speaker_name


def voice(quoted: Quoted) -> str:
    """Return what a speaker's colour and bar come from; "" as long as it may be another yet."""
    return "" if quoted.awaited and not quoted.speaker_id else who(quoted)


def colour_of(speaker: str) -> int:
    """Return which of the :data:`COLOURS` is a speaker's."""
    return _number(speaker) % COLOURS


def bar_of(speaker: str) -> str:
    """Return which of the :data:`BARS` is a speaker's."""
    return BARS[_number(speaker) // COLOURS % len(BARS)]


def bars_in(quotations: Iterable[Quoted], coloured: bool = True) -> dict[str, str]:
    """Return the bar of everybody who speaks in an article, its quotations in order.

    No two have the same colour and bar, as long as a colour has not more speakers than there are
    bars; where nothing is ``coloured``, no two have the same bar.
    """
    bars_there_are = BARS if coloured else BARS + MORE_BARS
    bars = {"": BARS[0]}  # nobody, who is faint
    taken: set[tuple[int, str]] = set()
    for speaker in map(voice, quotations):
        if speaker not in bars:
            colour, own = colour_of(speaker) if coloured else 0, bar_of(speaker)
            free = (bar for bar in (own, *bars_there_are) if (colour, bar) not in taken)
            bars[speaker] = next(free, own)
            taken.add((colour, bars[speaker]))
    return bars


def _number(speaker: str) -> int:
    return crc32(speaker.encode("utf-8", "replace"))
