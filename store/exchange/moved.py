"""Articles that have another name and another text by now, known again by what they still say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from onrecord.store.errors import Unreadable

from .claims import Claim
from .shelf import Shelf

_ENDS = re.compile(r"\n+|(?<=[.!?…])[\"'”’»]*\s+")

_SHORTEST = 12
"""Characters of a piece of text that tells one article from others."""


def key_of(claim: Claim) -> tuple[str, str]:
    """Return what claims about the same article have in common."""
    return claim.article or claim.title, claim.version


def moved(claims: Sequence[Claim], shelf: Shelf) -> dict[tuple[str, str], str]:
    """Return where articles of claims are by now that are not there under their name or text.

    An article is the one that holds most of the sentences of the text that was kept of the old
    one; where none was kept, most of the quoted words and of what stood around them.  What other
    claims are about is another article.
    """
    lost = defaultdict(list)
    taken = set()
    for claim in claims:
        there = shelf.article(claim)
        if there is None or shelf.articles[there].away:
            lost[key_of(claim)].append(claim)
        else:
            taken.add(there)
    sought = {key: pieces for key, of in lost.items() if (pieces := _pieces(of, shelf))}
    homes: dict[tuple[str, str], tuple[int, str]] = {}
    for name in shelf.articles if sought else ():
        if name in taken or shelf.articles[name].away:
            continue
        try:
            text = _even(shelf.text(name))
        except Unreadable:
            continue
        for key, pieces in sought.items():
            held = sum(piece in text for piece in pieces)
            if 2 * held > len(pieces) and held > homes.get(key, (0, ""))[0]:
                homes[key] = held, name
    return {key: name for key, (_, name) in homes.items()}


def _pieces(claims: Sequence[Claim], shelf: Shelf) -> set[str]:
    """Return what tells an article again: its sentences, or what its claims tell of it."""
    if text := shelf.kept(claims[0].version):
        return _long_enough(_ENDS.split(text))
    return _long_enough(piece for it in claims for piece in (it.words, it.before, it.after))


def _long_enough(pieces: Iterable[str]) -> set[str]:
    return {piece for it in pieces if len(piece := _even(it)) >= _SHORTEST}


def _even(text: str) -> str:
    return " ".join(text.split())
