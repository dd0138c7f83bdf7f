"""What a newsletter has above and below its words: how to see it elsewhere, how to be rid of it."""

from __future__ import annotations

import re
from typing import Any

from .markup import drop

_ABOVE = re.compile(
    r"\W*(?:(?:view|read|open|see) (?:this |the |it |our )?(?:\w+ )?(?:in|on) (?:your |a |the )?"
    r"(?:web ?)?(?:browser|web|website|online)\b|view (?:web version|online)"
    r"|(?:having )?(?:trouble|problems|can.?t) (?:viewing|reading|seeing)"
    r"|(?:im|als) (?:browser|webseite) |(?:voir|lire) (?:cet e-?mail|la version|dans)).{0,80}",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"\bunsubscribe\b|\bopt[ -]out\b"
    r"|(?:manage|update|change) (?:your |my )?(?:e-?mail |subscription )?"
    r"(?:preferences|profile|subscription)"
    r"|(?:you.re|you are|you) (?:receiv|getting|got )\w* this"
    r"|this (?:e-?mail|message|newsletter) was sent to|\b(?:newsletter )?abmelden\b|abbestellen\b"
    r"|désabonn|désinscri|darse de baja|cancelar (?:la )?suscripción|disiscriv",
    re.IGNORECASE,
)
_SAID = re.compile(r"[“„«»]|\"\w[^\"]*[,.?!]\"")
"""Words that somebody says: “You can opt out,” and the same in straight marks."""

_FIRST, _LAST = 4, 14
"""Lines from the top and the end among which such ones stand."""

_MOST = 150
"""Words that may stand below the words of a letter."""

_HIDDEN = 60
"""Words below which what is not shown is what a program shows beside the subject."""

_NONE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)


def show(tree: Any) -> None:
    """Take out of a letter's page what is not shown: the line that stands beside its subject."""
    for element in tree.xpath("//*[@style]"):
        if _NONE.search(element.get("style")) and len(element.text_content().split()) < _HIDDEN:
            drop(element)


def letter(text: str) -> str:
    """Return the words of a letter without such lines at its edges; paragraphs by empty lines."""
    lines = text.split("\n\n")
    first = max((n for n, it in enumerate(lines[:_FIRST], 1) if _ABOVE.fullmatch(it)), default=0)
    end = len(lines)
    for at in range(len(lines) - 1, max(first, len(lines) - _LAST) - 1, -1):
        below = sum(len(line.split()) for line in lines[at:])
        if below > _MOST:
            break
        if _BELOW.search(lines[at]) and not _SAID.search(lines[at]):
            end = at
    kept = [line for line in lines[:first] if not _ABOVE.fullmatch(line)] + lines[first:end]
    return "\n\n".join(kept) if any(map(str.strip, kept)) else text
