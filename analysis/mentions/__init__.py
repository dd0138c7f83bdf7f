"""Who is named where, inside one article: mentions, local actors, speakers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.analysis import names

from ..types import ActorKind, Block, BlockKind, LocalActor, Mention, MentionForm, Quotation, Span
from . import boilerplate, references, speakers, spelled
from .antecedents import ResolvedMention
from .local_actors import LocalActors
from .tokens import SUBJECT, Tokens, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc

__all__ = ["SourcesOfArticle", "find", "set_up"]


def find(
    doc: Doc,
    text: str,
    blocks: tuple[Block, ...],
    dateline: Span | None,
    quotations: Iterable[Quotation],
) -> tuple[tuple[LocalActor, ...], tuple[Mention, ...], tuple[Quotation, ...]]:
    """Find the actors of one article and every mention of them.

    Args:
        doc: the article as :func:`analysis.pipeline.parse` gives it; offsets as in ``text``.
        text: the stored text.
        blocks: its blocks.
        dateline: the span of its dateline, if it has one: no actor.
        quotations: its quotations, with their speakers as written.

    Returns:
        The local actors in the order of their first mention; the mentions in order of their
        start, disjoint; the quotations in the order they came, each with ``actor`` where its
        speaker resolves to one, ``chain`` from the speaker as written to a mention by name (empty
        where the speaker is that mention), and ``confidence`` times the probability that the
        speaker was resolved right.  Offsets are code points of ``text``, half-open.
    """
    quotations = tuple(quotations)
    scene = set_up(doc, text, blocks, dateline, quotations)
    stage, known = references.resolve(
        scene.tokens, scene.local_actors, scene.named, scene.quoted, scene.said
    )
    attributed = speakers.attribute(
        stage, known, scene.local_actors, quotations, scene.heads, scene.places
    )
    return _frozen(scene.tokens, stage.mentions, attributed)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of an article before roles and pronouns are resolved.

    ``quoted`` tells for each token whether it stands inside the marks of a quotation; ``heads``
    has the head token of each speaker as written, ``said`` what is attributed to that token;
    ``places`` are the towns and regions named.
    """

    tokens: Tokens
    local_actors: LocalActors
    named: list[ResolvedMention]
    quoted: bytearray
    heads: dict[Span, int]
    said: dict[int, list[range]]
    places: list[tuple[int, str]]


def set_up(
    doc: Doc,
    text: str,
    blocks: tuple[Block, ...],
    dateline: Span | None,
    quotations: Sequence[Quotation],
) -> Scene:
    """Find the names of an article and its local actors; arguments as for :func:`find`."""
    tokens = read(doc, text, blocks)
    heads = {
        q.speaker: tokens.head_of(_before_bracket(tokens, inside))
        for q in quotations
        if q.speaker and (inside := tokens.within(q.speaker))
    }
    said: dict[int, list[range]] = {}
    for q in quotations:
        if q.speaker in heads:
            said.setdefault(heads[q.speaker], []).append(tokens.within((q.start, q.end)))
    skip = [tokens.within((b.start, b.end)) for b in blocks if b.kind is BlockKind.HEAD]
    skip.extend(tokens.within(span) for span in boilerplate.find(text, blocks))
    if dateline:
        skip.append(tokens.within(dateline))
    found = spelled.find(tokens, skip, frozenset(said))
    agencies = _agencies(text, dateline)
    for name in found:
        if names.fold(name.name) in agencies:
            name.kind = ActorKind.ORGANISATION
    actors = [name for name in found if name.kind is not None]
    local_actors = LocalActors(actors)
    named = [
        ResolvedMention(
            n.first, n.last, tokens.head_of(range(n.first, n.last)), MentionForm.NAME, member
        )
        for n, member in zip(actors, local_actors.of, strict=True)
    ]
    _by_their_part(tokens, named)
    places = [(n.first, n.name) for n in found if n.kind is None and n.label == "GPE"]
    return Scene(tokens, local_actors, named, _quoted(tokens, quotations), heads, said, places)


def _by_their_part(tokens: Tokens, named: Iterable[ResolvedMention]) -> None:
    """Set the gender that a sentence tells of whom it names: "For her part, Ana Brodin said"."""
    for mention in named:
        first = tokens.sentences[tokens.sentence[mention.head]][0]
        begins = tokens.lower[first : first + 3]
        subject = tokens.dep[mention.head] in (*SUBJECT, "appos") and not mention.member.gender
        if subject and mention.member.kind is ActorKind.PERSON and begins[::2] == ["for", "part"]:
            mention.member.gender = {"her": "f", "his": "m"}.get(begins[1], "")


_AGENCY = re.compile(r"[(/]([^()/]{2,40})[)/]")


def _agencies(text: str, dateline: Span | None) -> set[str]:
    """Return the folded name of the agency that a dateline gives: "Ulmen, May 3 (Lusia) –"."""
    given = text[slice(*dateline)] if dateline else ""
    return {names.fold(name) for name in _AGENCY.findall(given)}


def _before_bracket(tokens: Tokens, inside: range) -> range:
    """Return the tokens of a speaker before a bracket: "Ana Brodin (Ind, Ulmen)"."""
    for token in inside[1:]:
        if tokens.word[token] in ("(", "["):
            return range(inside.start, token)
    return inside


def _quoted(tokens: Tokens, quotations: Iterable[Quotation]) -> bytearray:
    """Return for each token whether it stands inside quotation marks of a quotation."""
    inside = bytearray(len(tokens))
    for quotation in quotations:
        if quotation.kind == "direct":
            span = tokens.within((quotation.start, quotation.end))
            inside[span.start : span.stop] = b"\1" * len(span)
    return inside


def _frozen(
    tokens: Tokens,
    mentions: list[ResolvedMention],
    attributed: list[tuple[Quotation, ResolvedMention | None]],
) -> tuple[tuple[LocalActor, ...], tuple[Mention, ...], tuple[Quotation, ...]]:
    # not a set: where two begin at one word, their order would differ between runs
    used = sorted(dict.fromkeys(m.member for m in mentions), key=lambda member: member.first)
    index = {member: number for number, member in enumerate(used)}
    frozen = tuple(
        Mention(*tokens.span(m.first, m.last), m.form, index[m.member])
        for m in sorted(mentions, key=lambda m: m.first)
    )
    quotations = tuple(
        replace(q, actor=index[m.member]) if m is not None else q for q, m in attributed
    )
    return tuple(member.frozen() for member in used), frozen, quotations
