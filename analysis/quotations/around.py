"""Who speaks where no verb of saying tells it: by what stands around a quotation.

“Safe!” Jon Farrow laughed.                              a verb of expression
“We shall win,” Jon Farrow is sure.                      or of conviction
Vera Lind turned to Farrow. “The keys are gone.”         who acts in the sentence before
The union published a letter from its chair, Vera Lind:  who is named before the colon
“The keys are gone”                                      who says it in the text below a heading
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ..layout import outside
from ..types import BlockKind, Quotation, QuotationKind, Span
from . import colons, worded
from .cues import any_of, word
from .token_features import TokenFeatures
from .token_table import Flags, TokenTable

EXPRESSING = """laugh chuckle giggle grin smile smirk beam sigh groan moan gasp sob weep cry yell
shout scream shriek bellow bark growl snarl snap hiss whisper murmur mutter mumble grumble grunt
sneer scoff snort shrug nod frown wink counter retort quip joke interject interrupt cut chime
exclaim stammer begin venture roar rage fume wonder muse gush rave thunder sniff shudder wail
bristle gloat enthuse deadpan tease cackle blurt whine wheeze drawl croak squeal pout simper
splutter falter implore plead chide scold taunt gripe fret"""
"""Verbs of expression, by their lemmas: they tell who speaks beside a quotation only."""

_BEATS = f"{EXPRESSING} shake pause wave point blush hesitate agree disagree differ object beg"
"""What somebody does just before he speaks, by the lemmas of the verbs."""

_MOODS = """adamant angry blunt calm calmer cautious certain confident defiant dismissive doubtful
furious happy hopeful impressed optimistic philosophical pessimistic relieved sanguine sceptical
skeptical sure unapologetic unconvinced unimpressed unmoved unrepentant upbeat worried differently
otherwise"""
"""Words for how he is, or sees it, then."""

EXPRESSED = "raged raved fumed wept spat crowed whined teased mused enthused lied"
"""Forms of such verbs that the pipeline takes for other words."""

LIKELY = 0.5
"""A word more likely to be a cue than this tells who speaks by itself."""

LONGEST_CLAUSE = 7
"""Tokens of a clause that a verb of expression makes."""

LONGEST_NAMED = 16
"""Tokens of whom somebody quotes."""

HEADING_WORDS = 3
"""Words of a heading at least that are told by the text below it."""

_WORD = re.compile(r"\w+")
_UNFINISHED = re.compile(r"[,?!…—–-][\"”“»’']*$")
_FINISHED = re.compile(r"[.?!…][\"”“»’']*$")
_NAMING = "PROPN NOUN PRON"


def attributed(token_features: TokenFeatures, found: list[Quotation]) -> list[Quotation]:
    """Return quotations with the speakers that what is around them tells of."""
    known: list[Quotation] = []
    moved: Quotation | None = None
    for each in found:
        each = _by_whom_is_quoted(token_features.table, each)
        each = _not_by_the_said(token_features.table, each, known)
        told = _by_inversion(token_features.table, _by_expression(token_features, each))
        told = _by_deed_before(token_features, told) if told is each else told
        led = _by_lead(token_features, told)
        if led is not told:
            moved = told
        elif moved and told.cue is None and told.speaker == moved.speaker:
            led = replace(told, speaker=known[-1].speaker)
        else:
            moved = None
        known.append(led)
    return _by_the_text(token_features.table, colons.given(token_features.table, known))


def _by_the_text(table: TokenTable, found: list[Quotation]) -> list[Quotation]:
    """Give words in marks that head a part of the article to who says them in its text."""
    heads = _heading(table)
    said = [(_words(table, (q.start, q.end)), q) for q in found if q.speaker and not heads(q.start)]

    def named(heading: Quotation) -> Quotation:
        if not heads(heading.start, heading.end) or heading.kind is not QuotationKind.DIRECT:
            return heading
        speaker = _sayer(said, _words(table, (heading.start, heading.end)))
        return replace(heading, speaker=speaker, cue=None) if speaker else heading

    free = outside([(q.start, q.end) for q in found])
    more = [
        Quotation(*span, QuotationKind.DIRECT, speaker=speaker, confidence=worded.SURETY)
        for pair in table.pairs
        if pair.closed and not pair.depth and heads(pair.start) and free(pair.start, pair.end)
        if (speaker := _sayer(said, _words(table, span := (pair.start, pair.end))))
    ]
    return [named(quotation) for quotation in found] + more


def _heading(table: TokenTable) -> Callable[..., bool]:
    """Return a test whether an offset is in a heading, or a span is a paragraph of its own."""
    whole = {(block.start, block.end) for block in table.blocks}
    starts = [block.start for block in table.blocks]
    title = [block.kind in (BlockKind.TITLE, BlockKind.HEADING) for block in table.blocks]

    def heads(start: int, end: int = -1) -> bool:
        within = max(bisect_right(starts, start) - 1, 0)
        return bool(title and title[within]) or (start, end) in whole

    return heads


def _sayer(said: list[tuple[str, Quotation]], words: str) -> Span | None:
    """Return who says some words in the text, None where they are too few or nobody does."""
    if len(words.split()) < HEADING_WORDS:
        return None
    return next((q.speaker for text, q in said if words in text), None)


def _words(table: TokenTable, span: Span) -> str:
    return " ".join(_WORD.findall(table.text[slice(*span)].lower()))


def _by_expression(token_features: TokenFeatures, quotation: Quotation) -> Quotation:
    """Give a quotation to who laughs or snaps right after it: "“Safe!” Jon Farrow laughed".

    A verb of saying there has it too, whatever stands before the quotation.
    """
    table = token_features.table
    first = table.token_at(quotation.end)
    first += int(first < len(table) and table.words[first] == ",")
    if (
        quotation.kind is not QuotationKind.DIRECT
        or not _is_unfinished(table, quotation)
        or (quotation.cue and quotation.cue[0] >= quotation.end and _is_near(table, quotation))
    ):
        return quotation
    begin = _after_apposition(table, first)
    stop = _clause_end(table, begin)
    told = any_of(table.lemma[begin:stop], EXPRESSING)
    told &= any_of(table.tag[begin:stop], "VBD VBZ VBN NNS")
    told |= convinced(table, begin, stop) | any_of(table.lower[begin:stop], EXPRESSED)
    told |= _says(token_features, begin, stop) | _asks(table, quotation, begin, stop)
    if not told.any():
        return quotation
    verb = begin + int(told.argmax())
    named = (
        (first, verb - (verb == begin))
        if verb > first
        else (verb + 1, _nominal_end(table, verb + 1, stop))
    )
    if (
        named[0] == named[1]
        or not any_of(table.pos[slice(*named)], f"{worded.NOMINAL} PUNCT").all()
    ):
        return quotation
    speaker = (table.start[named[0]], table.end[named[1] - 1])
    return replace(quotation, speaker=speaker, cue=(table.start[verb], table.end[verb]))


def _says(token_features: TokenFeatures, begin: int, stop: int) -> Flags:
    """Tell which verb of saying makes a clause with nothing but its subject: "said Vera Lind."."""
    table = token_features.table
    said = (token_features.speech[begin:stop] > LIKELY) & any_of(table.tag[begin:stop], "VBD VBZ")
    alone = np.zeros(len(said), bool)
    alone[-1:] = True
    alone[:1] |= _nominal_end(table, begin + 1, stop) == stop
    ends = any_of(table.pos[stop : stop + 1], "PUNCT SPACE").all()
    return np.asarray(said & alone & ends, bool)


def _asks(table: TokenTable, quotation: Quotation, begin: int, stop: int) -> Flags:
    """Tell which verb asks what stands in marks before it: "“Why?” Vera Lind asked Farrow"."""
    question = "?" in table.text[quotation.end - 2 : quotation.end]
    asked = any_of(table.lemma[begin:stop], "ask") & any_of(table.tag[begin:stop], "VBD VBZ")
    return np.asarray(asked & question, bool)


def _after_apposition(table: TokenTable, first: int) -> int:
    """Return the token after a noun and a name between commas: "the coach, Vera Lind, sighed"."""
    at = first
    for _ in range(2):
        end = _nominal_end(table, at, min(at + LONGEST_CLAUSE, len(table)))
        if end == at or end >= len(table) - 1 or table.words[end] != ",":
            return first
        at = end + 1
    return at


def _nominal_end(table: TokenTable, first: int, stop: int) -> int:
    """Return where the nouns, names and what belongs to them end that begin at a token."""
    other = ~any_of(table.pos[first:stop], worded.NOMINAL)
    return first + int(other.argmax()) if other.any() else stop


def _by_inversion(table: TokenTable, quotation: Quotation) -> Quotation:
    """Give a quotation to who is named right after its verb, not to what stands further on.

    "“...,” indicated Lind in an interview with Radio Farrow".
    """
    if quotation.kind is not QuotationKind.DIRECT or not (quotation.cue and quotation.speaker):
        return quotation
    first = table.token_at(quotation.end)
    first += int(first < len(table) and table.words[first] == ",")
    verb = table.token_at(quotation.cue[0])
    stop = _nominal_end(table, verb + 1, _clause_end(table, verb + 1))
    named = any_of(table.pos[verb + 1 : stop], "PROPN PRON") & (
        ~any_of(table.entity[verb + 1 : stop], "DATE TIME")
    )
    said = any_of(table.tag[verb : verb + 1], "VBD VBZ").all()
    if verb != first or not said or not named.any() or quotation.speaker[0] < table.end[stop - 1]:
        return quotation
    return replace(quotation, speaker=(table.start[verb + 1], table.end[stop - 1]))


def _not_by_the_said(
    table: TokenTable, quotation: Quotation, before: Sequence[Quotation]
) -> Quotation:
    """Give words to who follows their verb, not to what stands in them, as the parse has it.

    "“The mill,” said the warden, Vera Lind, “is full.”": the mill says nothing.
    """
    if quotation.kind is not QuotationKind.DIRECT or not (quotation.cue and quotation.speaker):
        return quotation
    at = quotation.speaker[0]
    last = before[-1] if before else None
    if last and last.cue == quotation.cue and last.start <= at < last.end:
        return replace(quotation, speaker=last.speaker)
    verb = table.token_at(quotation.cue[0])
    stop = _nominal_end(table, verb + 1, _clause_end(table, verb + 1))
    follows = 0 <= quotation.cue[0] - quotation.end <= 2 and stop > verb + 1
    if not (quotation.start <= at < quotation.end and follows):
        return quotation
    named = _after_apposition(table, verb + 1)
    end = named - 2 if named > stop else stop - 1  # before the comma that ends it
    return replace(quotation, speaker=(table.start[verb + 1], table.end[end]))


def _by_whom_is_quoted(table: TokenTable, quotation: Quotation) -> Quotation:
    """Give words to whom somebody quotes: "the agency quoted Vera Lind as saying"."""
    if quotation.cue is None:
        return quotation
    verb = table.token_at(quotation.cue[0])
    quotes = any_of(table.lemma[verb : verb + 1], "quote cite")
    if not (quotes & any_of(table.tag[verb : verb + 1], "VBD VBZ VBG VBP")).any():
        return quotation
    stop = verb + 1 + LONGEST_NAMED
    after = np.flatnonzero(any_of(table.lower[verb + 1 : stop], "as"))
    last = verb + 1 + int(after[0]) if len(after) else 0
    if last <= verb + 1 or not any_of(table.lower[last + 1 : last + 2], "saying telling").any():
        return quotation
    return replace(quotation, speaker=(table.start[verb + 1], table.end[last - 1]))


def convinced(table: TokenTable, first: int, stop: int) -> Flags:
    """Tell for each token of a clause whether it is the verb of "is sure", "remains convinced"."""
    verb = any_of(table.lemma[first:stop], "be remain") & any_of(table.tag[first:stop], "VBD VBZ")
    sure = any_of(table.lower[first + 1 : stop + 1], "sure certain convinced confident adamant")
    return np.asarray(verb & np.append(sure, np.zeros(len(verb) - len(sure), bool)), bool)


def _is_unfinished(table: TokenTable, quotation: Quotation) -> bool:
    """Whether a clause may go on after a quotation: by a comma inside its mark or after it."""
    text = table.text
    inside = _UNFINISHED.search(text[quotation.start : quotation.end])
    return bool(inside) or text[quotation.end : quotation.end + 2].strip()[:1] == ","


def _is_near(table: TokenTable, quotation: Quotation) -> bool:
    """Whether the cue after a quotation stands in the clause that follows it."""
    if quotation.cue is None:
        return False
    first = table.token_at(quotation.end)
    first += int(first < len(table) and table.words[first] == ",")
    return table.token_at(quotation.cue[0]) < _clause_end(table, first)


def _clause_end(table: TokenTable, first: int) -> int:
    """Return the token that ends the clause which begins at a token."""
    stop = min(first + LONGEST_CLAUSE, len(table))
    ends = any_of(table.pos[first:stop], "PUNCT SPACE") | (
        table.block[first:stop] != table.block[min(first, len(table) - 1)]
    )
    return first + int(ends.argmax()) if ends.any() else stop


def _by_deed_before(token_features: TokenFeatures, quotation: Quotation) -> Quotation:
    """Give a sentence in marks without a verb of saying to who acts in the sentence before it."""
    table = token_features.table
    first = table.token_at(quotation.start)
    if (
        quotation.kind is not QuotationKind.DIRECT
        or not _FINISHED.search(table.text[quotation.start : quotation.end])
        or not quotation.speaker
        or not first
        or table.block[first] != table.block[first - 1]
    ):
        return quotation
    sentence = table.sentences[table.sentence[first - 1]]
    farther = quotation.cue is not None and quotation.cue[1] <= table.start[sentence[0]]
    if not (farther or _is_unsaid(token_features, quotation)):
        return quotation
    told = table.words[first - 1] in (".", "!", "?") and (table.pair[slice(*sentence)] < 0).all()
    verbs = np.flatnonzero(any_of(table.dep[slice(*sentence)], "ROOT"))
    if not told or not len(verbs):
        return quotation
    verb = sentence[0] + int(verbs[0])
    subject = int(token_features.subject[verb])
    person = table.entity[subject] == word("PERSON")
    if quotation.speaker[0] < quotation.end:  # who spoke before somebody else smiled
        elsewhere = quotation.speaker[1] <= table.start[sentence[0]]
        if subject < 0 or not (elsewhere and _is_beat(table, verb, bool(person))):
            return quotation
    elif subject < 0 or not person:
        return quotation
    named = np.flatnonzero(table.entity[subject:verb] == word("PERSON"))
    begin, last = int(table.left[subject]), subject + (int(named[-1]) if len(named) else 0)
    return replace(quotation, speaker=(table.start[begin], table.end[last]), cue=None)


def _is_beat(table: TokenTable, verb: int, person: bool) -> bool:
    """Whether a sentence tells with what mien or in what mood somebody goes on to speak."""
    lemma = table.lemma[verb : verb + 1]
    if any_of(table.tag[verb : verb + 1], "VBD VBZ").all() and any_of(lemma, _BEATS).all():
        return True
    mood = any_of(table.lower[verb + 1 : verb + 4], _MOODS).any()
    return bool(person and mood and any_of(lemma, "be remain seem sound see feel").all())


def _by_lead(token_features: TokenFeatures, quotation: Quotation) -> Quotation:
    """Give a quotation after a colon to who acts before it: "Lind took the floor: “..."."""
    table = token_features.table
    first = table.token_at(quotation.start)
    if (
        quotation.kind is not QuotationKind.DIRECT
        or first < 2
        or table.words[first - 1] != ":"
        or table.block[first] != table.block[first - 1]
        or not _is_unsaid(token_features, quotation)
    ):
        return quotation
    sentence = table.sentences[table.sentence[first - 1]]
    if quotation.speaker and quotation.speaker[1] > table.start[sentence[0]]:
        return quotation
    told = slice(sentence[0], first - 1)
    verbs = np.flatnonzero(any_of(table.pos[told], "VERB") & any_of(table.tag[told], "VBD VBZ VBP"))
    subjects = [int(token_features.subject[sentence[0] + int(verb)]) for verb in verbs]
    subjects = [k for k in subjects if k >= 0 and any_of(table.pos[k : k + 1], _NAMING).all()]
    if not subjects:
        return quotation
    begin, last = int(table.left[subjects[-1]]), subjects[-1]
    named = [
        k
        for k in range(begin, first - 1)
        if table.entity[k] == word("PERSON") and k <= int(table.right[last])
    ]
    if named:
        begin, last = named[0], named[-1]
    return replace(quotation, speaker=(table.start[begin], table.end[last]))


def _is_unsaid(token_features: TokenFeatures, quotation: Quotation) -> bool:
    """Whether the cue of a quotation is no likely verb of saying."""
    if quotation.cue is None:
        return True
    cue = token_features.table.token_at(quotation.cue[0])
    mute = any_of(token_features.table.lemma[cue : cue + 1], EXPRESSING).all()
    return bool(mute or token_features.speech[cue] < LIKELY)
