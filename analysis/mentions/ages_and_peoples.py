"""What tells persons besides their names: an age, and the people that they are of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.analysis import names

from .antecedents import ResolvedMention
from .local_actors import Member
from .speaker_candidates import Source
from .tokens import Tokens

AGE_WITHIN = 8
"""Tokens before a name within which its bearer's age may stand."""

_AFTER = re.compile(r"(?:, |\(|, who is )(\d{1,3})\b(?! [A-Z])(?![\d.,]*\d)")
_BEFORE = re.compile(r"\b(\d{1,3})[- ]year[- ]old\b")
_COLLECTIVE = re.compile(r"(?:sh|ch|ese|ss)$")
"""How adjectives end that mean a whole people after "the": "the French"."""


def ages(tokens: Tokens, named: Iterable[ResolvedMention]) -> dict[str, set[Member]]:
    """Return for each age that is given beside a name whose it is."""
    found: dict[str, set[Member]] = {}
    for mention in named:
        end = min(mention.last + 4, len(tokens))
        after = tokens.words(mention.last, end) if mention.last < end else ""
        first = max(tokens.sentences[tokens.sentence[mention.head]][0], mention.first - AGE_WITHIN)
        age = _AFTER.match(after) or _BEFORE.search(tokens.words(first, mention.first + 1))
        if age:
            found.setdefault(age[1], set()).add(mention.member)
    return found


def people(tokens: Tokens, source: Source) -> str | None:
    """Return the people that a source is called by: "the Norwegian", "the bearded Sicilian"."""
    head, inside = source.head, source.inside
    if tokens.lower[inside.start] not in ("the", "this"):
        return None
    before = (tokens.pos[token] for token in range(inside.start + 1, head))
    ends = inside.stop == head + 1 or tokens.lower[head + 1] in (",", "who")
    if not ends or any(pos not in ("ADJ", "VERB", "ADV", "PUNCT") for pos in before):
        return None
    word = tokens.word[head]
    stem = re.sub(r"(?:wo)?man$", "", word)
    if not word[:1].isupper() or (stem == word and _COLLECTIVE.search(word)):
        return None
    return people_of(word) or (people_of(stem) if stem != word else None)


def people_of(word: str) -> str | None:
    """Return the country or the people that a word for one of them tells."""
    known = names.adjective_country(word)
    return known or (word.lower() if word.lower() in names.peoples() else None)
