"""Who stands behind the label of a turn: "KB:" and "BRODIN:" are the Karla Brodin of before."""

from __future__ import annotations

from onrecord.analysis import names

from ..types import ActorKind
from .local_actors import LocalActors, Member
from .speaker_candidates import Source
from .tokens import Tokens

SURNAME = 4
"""Letters from which on a label in capitals is a surname, and no initials."""


class Labels:
    """The labels of one article's turns; somebody whom the pipeline has missed is added."""

    def __init__(self, tokens: Tokens, local_actors: LocalActors) -> None:
        self._tokens, self._local_actors = tokens, local_actors
        self._known: dict[str, Member | None] = {}

    def bearer(self, source: Source) -> Member | None:
        """Return the person whom a label in capitals means, where one person alone fits."""
        tokens, inside = self._tokens, source.inside
        text = tokens.words(inside.start, inside.stop).replace(".", "")
        if not is_label(tokens, inside) or not text.isupper() or not text.isalpha():
            return None
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def _read(self, text: str) -> Member | None:
        members = self._local_actors.members
        known = [m for m in members if m.kind is ActorKind.PERSON and " " in m.name]
        if len(text) < SURNAME:
            fits = [m for m in known if text in _initials(m.name)]
            return fits[0] if len(fits) == 1 else None
        fits = [m for m in known if names.fold(names.surname(m.name)) == names.fold(text)]
        if fits:
            return fits[0] if len(fits) == 1 else None
        return _named_in_full(self._tokens, self._local_actors, text)


def _initials(name: str) -> tuple[str, str]:
    """Return the initials of a name, of a double surname one or both: "BO", "BOH"."""
    return "".join(word[0] for word in name.split()).upper(), names.initials(name).upper()


def is_label(tokens: Tokens, inside: range) -> bool:
    """Whether words open their paragraph, with a colon behind them."""
    first, stop = inside.start, inside.stop
    opens = not first or tokens.paragraph[first - 1] != tokens.paragraph[first]
    return opens and stop < len(tokens) and tokens.word[stop] == ":"


def _named_in_full(tokens: Tokens, local_actors: LocalActors, text: str) -> Member | None:
    """Return the person of the first two words with capitals that end in a surname."""
    for token in range(1, len(tokens)):
        given, last = tokens.word[token - 1 : token + 1]
        proper = (
            tokens.pos[token] == "PROPN" and tokens.sentence[token - 1] == tokens.sentence[token]
        )
        if proper and given.istitle() and last.istitle() and last.upper() == text:
            name = tokens.words(token - 1, token + 1)
            return local_actors.add(ActorKind.PERSON, name, token - 1)
    return None
