"""What the occurrences of a name in an article say together of what it names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.analysis import names

from . import roles
from .offices import follows_office
from .tokens import SUBJECT, Tokens

if TYPE_CHECKING:
    from .spelled import Spelled

SPEECH = names.words("speech verbs")
KIN = names.words("kin")
CHILDREN = names.words("children")
WORKS = names.words("works")
VESSELS = names.words("vessels")
MARKS = frozenset("\"“”„‟«»'‘’") | {"``", "''"}
INSIDE = frozenset({"in", "near", "outside", "inside", "across"})
"""Words before a place, after which no person stands, unless something of his does."""

HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "dr", "mx"})


@dataclass(slots=True)
class Votes:
    """What the occurrences of one name say together.

    ``title``, ``honour``, ``speaks``, ``role`` and ``aside`` count occurrences with a title, with
    Mr or Mrs, as subject of a verb of saying, beside a role, and beside an age or before "who";
    ``article`` those after "the", ``place`` those after "in" or "near", ``modifier`` those
    before a noun; ``work`` those between marks or after "the film" and the like, ``vessel`` those
    after "the ferry"; ``acts`` those that are the subject of a verb in the active; ``apposed``
    those of several words between commas behind a noun that no body is called by, ``body`` those
    right behind a body's noun.
    """

    count: int = 0
    labels: dict[str, int] = field(default_factory=dict)
    title: int = 0
    honour: int = 0
    speaks: int = 0
    role: int = 0
    aside: int = 0
    article: int = 0
    place: int = 0
    modifier: int = 0
    work: int = 0
    vessel: int = 0
    acts: int = 0
    apposed: int = 0
    body: int = 0

    def share(self, label: str) -> float:
        """Return the share of occurrences with a label."""
        return self.labels.get(label, 0) / self.count


def count_votes(
    tokens: Tokens, found: Iterable[Spelled], speakers: frozenset[int]
) -> dict[str, tuple[Spelled, Votes]]:
    """Return for each name, folded, its first occurrence and what all of them say together.

    Args:
        tokens: the article.
        found: its names, in order; their ``kin`` and ``child`` are set.
        speakers: tokens that are heads of speakers of quotations.
    """
    votes: dict[str, tuple[Spelled, Votes]] = {}
    for name in found:
        vote = votes.setdefault(names.fold(name.name), (name, Votes()))[1]
        vote.count += 1
        vote.labels[name.label] = vote.labels.get(name.label, 0) + 1
        _look_around(tokens, name, vote, speakers)
    return votes


def _look_around(tokens: Tokens, name: Spelled, vote: Votes, speakers: frozenset[int]) -> None:
    """Count what stands around one occurrence."""
    first, last = name.first, name.last
    before = tokens.lower[first - 1].rstrip(".") if first else ""
    if name.title:
        vote.title += 1
        vote.honour += names.tokens(name.title)[-1] in HONORIFICS
    elif before in HONORIFICS:
        vote.honour += 1
    elif first and tokens.pos[first - 1] in ("NOUN", "PROPN") and roles.is_role(before):
        vote.title += 1
    elif name.label in ("", "PERSON") and " " in name.name:
        vote.title += follows_office(tokens, first)
    vote.body += is_called_by_kind(tokens, first)
    owner = last < len(tokens) and tokens.tag[last] == "POS"
    vote.aside += before == "old" and first > 1 and tokens.word[first - 2] == "-"
    vote.work += tokens.lower[first - 1] in WORKS if first else 0
    vote.work += _is_in_marks(tokens, first, last)
    vote.vessel += before in VESSELS and tokens.pos[first - 1] == "NOUN"
    vote.place += before in INSIDE and not owner
    if last + 1 < len(tokens) and tokens.word[last] == ",":
        after = tokens.lower[last + 1]
        vote.aside += after == "who" or (after.isdigit() and len(after) == 2)
    head = tokens.head_of(range(first, last))
    above, dep = tokens.head[head], tokens.dep[head]
    vote.acts += dep == "nsubj"
    if head in speakers or (dep in SUBJECT and tokens.lemma[above] in SPEECH):
        vote.speaks += 1
    beside = [child for child in tokens.children[head] if tokens.dep[child] == "appos"]
    beside += [above] if dep == "appos" else []
    vote.role += any(roles.is_role(tokens.lemma[other].lower()) for other in beside)
    vote.apposed += any(_is_set_beside(tokens, other, first, last) for other in beside)
    name.kin = before in KIN or any(tokens.lemma[other].lower() in KIN for other in beside)
    name.child = name.child or _is_child(tokens, first, head)
    if dep in ("compound", "nmod", "amod") and above >= last and tokens.word[above].islower():
        vote.modifier += 1
    else:
        vote.article += before == "the"


def _is_set_beside(tokens: Tokens, noun: int, first: int, last: int) -> bool:
    """Whether a name stands between commas behind a person's noun: "her lawyer, Ana Brodin,"."""
    lemma = tokens.lemma[noun].lower()
    return (
        last - first > 1
        and noun < first
        and tokens.word[first - 1] == ","
        and tokens.word[last : last + 1] in ([","], ["."], [":"])
        and lemma in names.persons()
        and roles.is_role(lemma)
        and lemma not in names.words("persons or bodies")
        and tokens.tag[noun] == "NN"
        and all(word.istitle() for word in tokens.word[first:last] if word != "-")
    )


def is_called_by_kind(tokens: Tokens, first: int) -> bool:
    """Whether a name stands right behind what kind of body it is: "the aid group Brodin"."""
    if not first or not tokens.word[first - 1].islower():
        return False
    lemma = tokens.lemma[first - 1].lower()
    return tokens.tag[first - 1] == "NN" and lemma in roles.bodies() and not roles.is_role(lemma)


def _is_in_marks(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a name fills a pair of quotation marks, as the title of a work does."""
    marks = tokens.word[first - 1 : first] + tokens.word[last : last + 1]
    if len(marks) == 2 and marks[1] in (",", ".") and last + 1 < len(tokens):
        marks[1] = tokens.word[last + 1]
    return first > 0 and last - first > 1 and len(marks) == 2 and all(m in MARKS for m in marks)


def _is_child(tokens: Tokens, first: int, head: int) -> bool:
    """Whether a name stands among somebody's children: "two of his sons: Ulf and Ole Brodin"."""
    first = tokens.names_from[min(first, tokens.listed_from[head])]
    if first and tokens.word[first - 1] in (":", ","):
        first -= 1
    return first > 0 and tokens.lemma[first - 1].lower() in CHILDREN
