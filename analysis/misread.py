"""UTF-8 that a program before us read as Windows-1252 and saved so: “ stands as â€œ, é as Ã©.

Marks so damaged cost every quotation of a text.  The three signs that a mark becomes are never
written by anybody, so that one such run shows what happened; accented letters alone are mended
where they are several, for “AMANHÃ” with a mark behind it is Portuguese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .edits import Edit

_BYTES = {bytes([b]).decode("cp1252", "replace"): b for b in range(0x80, 0x100)}
_BYTES.pop("\ufffd")
_BYTES |= {chr(b): b for b in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}  # Windows-1252 has no sign there
_BEHIND = "".join(sign for sign, byte in _BYTES.items() if byte < 0xC0)

SIGNS = "âÂÃÄÅÎÏÐÑ"
"""One of these stands in every text that was misread."""

_MARK = re.compile(rf"â[€‚„][{re.escape(_BEHIND)}]|â€(?![\w{re.escape(_BEHIND)}])")
_LETTER = re.compile(rf"[{SIGNS[1:]}][{re.escape(_BEHIND)}]")
_RUN = re.compile(f"{_MARK.pattern}|{_LETTER.pattern}")

_SEVERAL = 3
"""So many accented letters are no chance where no mark shows what happened."""

_PUNCTUATION = frozenset("‘’“”‚„†‡•–—…‹›«»")
"""What may stand behind a capital in a text that is as it was written."""


def edits(text: str) -> Iterator[Edit]:
    """Yield the runs of signs that were misread, each with the sign that was meant."""
    if not _MARK.search(text):
        letters = [found[0] for found in _LETTER.finditer(text)]
        if sum(run[1] not in _PUNCTUATION for run in letters) < _SEVERAL:
            return
    for run in _RUN.finditer(text):
        if (meant := _meant(run[0])) != run[0]:
            yield Edit(run.start(), run.end(), meant)


def _meant(run: str) -> str:
    """Return the sign that a run was; a closing mark may have lost its last byte on the way."""
    try:
        return bytes(_BYTES[sign] for sign in run).decode("utf-8")
    except UnicodeDecodeError:
        return "”" if run == "â€" else run
