"""Who speaks where no verb of saying tells it: by what stands around a quotation.

“Safe!” Jon Farrow laughed.                              a verb of expression
“No comment,” was all that Farrow would say.             a noun for the words
Vera Lind turned to Farrow. “The keys are gone.”         who acts in the sentence before
The union published a letter from its chair, Vera Lind:  who is named before the colon
"""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from ..types import Block, Quotation, QuotationKind, Span
from .cues import any_of, word
from .evidence import TokenFeatures
from .token_table import TokenTable

EXPRESSING = """laugh chuckle giggle grin smile smirk beam sigh groan moan gasp sob weep cry yell
shout scream shriek bellow bark growl snarl snap hiss whisper murmur mutter mumble grumble grunt
sneer scoff snort shrug nod frown wink counter retort quip joke interject interrupt cut chime
exclaim stammer begin venture"""
"""Verbs of expression, by their lemmas: they tell who speaks beside a quotation only."""

SURETY = 0.8
"""How sure the words are that a noun tells of."""

LIKELY = 0.5
"""A word more likely to be a cue than this tells who speaks by itself."""

LONGEST_CLAUSE = 7
"""Tokens of a clause that a verb of expression makes."""

_UNFINISHED = re.compile(r"[,?!…—–-][\"”“»’']*$")
_FINISHED = re.compile(r"[.?!…][\"”“»’']*$")
_NOUN = (
    r"(?:all|the (?:only |terse |short |curt |blunt |angry )?"
    r"(?:reply|answer|response|retort|verdict|comment|word|words|cry|shout|question))"
)
_WORDS_OF = re.compile(
    rf"\s*(?:was|were|is|came|went|comes)\s+{_NOUN}\b(?:\s+(?:that|of|from|by))?\s+(?=[^\W\d_])"
)
_NOMINAL = "PROPN NOUN PRON DET ADJ"


def attributed(ground: TokenFeatures, found: list[Quotation]) -> list[Quotation]:
    """Return quotations with the speakers that what is around them tells of."""
    known = [_by_deed_before(ground, _by_expression(ground.sheet, each)) for each in found]
    return _by_colon(ground.sheet, known)


def _by_expression(sheet: TokenTable, quotation: Quotation) -> Quotation:
    """Give a quotation to who laughs or snaps right after it: "“Safe!” Jon Farrow laughed"."""
    first = sheet.token_at(quotation.end)
    if (
        quotation.kind is not QuotationKind.DIRECT
        or not _UNFINISHED.search(sheet.text[quotation.start : quotation.end])
        or (quotation.cue and quotation.cue[0] >= quotation.end and _is_near(sheet, quotation))
    ):
        return quotation
    stop = _clause_end(sheet, first)
    told = any_of(sheet.lemma[first:stop], EXPRESSING) & any_of(sheet.tag[first:stop], "VBD VBZ")
    if not told.any():
        return quotation
    verb = first + int(told.argmax())
    named = (first, verb) if verb > first else (verb + 1, stop)
    if named[0] == named[1] or not any_of(sheet.pos[slice(*named)], _NOMINAL).all():
        return quotation
    speaker = (sheet.start[named[0]], sheet.end[named[1] - 1])
    return replace(quotation, speaker=speaker, cue=(sheet.start[verb], sheet.end[verb]))


def _is_near(sheet: TokenTable, quotation: Quotation) -> bool:
    """Whether the cue after a quotation stands in the clause that follows it."""
    if quotation.cue is None:
        return False
    stop = _clause_end(sheet, sheet.token_at(quotation.end))
    return sheet.token_at(quotation.cue[0]) < stop


def _clause_end(sheet: TokenTable, first: int) -> int:
    """Return the token that ends the clause which begins at a token."""
    stop = min(first + LONGEST_CLAUSE, len(sheet))
    ends = any_of(sheet.pos[first:stop], "PUNCT SPACE") | (
        sheet.block[first:stop] != sheet.block[min(first, len(sheet) - 1)]
    )
    return first + int(ends.argmax()) if ends.any() else stop


def worded(ground: TokenFeatures) -> list[Quotation]:
    """Return the words in marks that a noun tells of: "“No,” was all she would say"."""
    sheet = ground.sheet
    return [
        quotation
        for pair in sheet.pairs
        if pair.closed and not pair.depth and (told := _WORDS_OF.match(sheet.text, pair.end))
        if (quotation := _worded(sheet, (pair.start, pair.end), told.end()))
    ]


def _worded(sheet: TokenTable, span: Span, at: int) -> Quotation | None:
    """Return a span as the words of who is named right after an offset, None if nobody is."""
    first = sheet.token_at(at)
    stop = min(first + LONGEST_CLAUSE, len(sheet))
    nominal = any_of(sheet.pos[first:stop], _NOMINAL)
    count = len(nominal) if nominal.all() else int((~nominal).argmax())
    if not count or not any_of(sheet.pos[first : first + count], "PROPN PRON NOUN").any():
        return None
    verbs = np.flatnonzero(any_of(sheet.pos[first:stop], "VERB"))
    verb = first + int(verbs[0]) if len(verbs) else sheet.token_at(span[1])
    return Quotation(
        *span,
        QuotationKind.DIRECT,
        cue=(sheet.start[verb], sheet.end[verb]),
        speaker=(sheet.start[first], sheet.end[first + count - 1]),
        confidence=SURETY,
    )


def _by_deed_before(ground: TokenFeatures, quotation: Quotation) -> Quotation:
    """Give a sentence in marks without a verb of saying to who acts in the sentence before it."""
    sheet = ground.sheet
    first = sheet.token_at(quotation.start)
    if (
        quotation.kind is not QuotationKind.DIRECT
        or not _FINISHED.search(sheet.text[quotation.start : quotation.end])
        or not quotation.speaker
        or quotation.speaker[0] < quotation.end
        or not first
        or sheet.block[first] != sheet.block[first - 1]
        or not _is_unsaid(ground, quotation)
    ):
        return quotation
    sentence = sheet.sentences[sheet.sentence[first - 1]]
    told = sheet.words[first - 1] in (".", "!", "?") and (sheet.pair[slice(*sentence)] < 0).all()
    verbs = np.flatnonzero(any_of(sheet.dep[slice(*sentence)], "ROOT"))
    if not told or not len(verbs):
        return quotation
    subject = int(ground.subject[sentence[0] + int(verbs[0])])
    if subject < 0 or sheet.entity[subject] != word("PERSON"):
        return quotation
    begin, last = int(sheet.left[subject]), subject
    return replace(quotation, speaker=(sheet.start[begin], sheet.end[last]), cue=None)


def _is_unsaid(ground: TokenFeatures, quotation: Quotation) -> bool:
    """Whether the cue of a quotation is no likely verb of saying."""
    if quotation.cue is None:
        return True
    cue = ground.sheet.token_at(quotation.cue[0])
    mute = any_of(ground.sheet.lemma[cue : cue + 1], EXPRESSING).all()
    return bool(mute or ground.speech[cue] < LIKELY)


def _by_colon(sheet: TokenTable, found: list[Quotation]) -> list[Quotation]:
    """Give paragraphs in marks to who is named before the colon that leads to them."""
    whole = {quotation.start: quotation for quotation in found if _is_open(quotation)}
    given: dict[int, Span] = {}
    named: Span | None = None
    for block in sheet.blocks:
        quotation = whole.get(block.start)
        if quotation is None or quotation.end < block.end - 1:
            named = _named_last(sheet, block) if sheet.text[block.end - 1] == ":" else None
        elif named:
            given[block.start] = named
    return [
        replace(each, speaker=given[each.start])
        if whole.get(each.start) is each and each.start in given
        else each
        for each in found
    ]


def _is_open(quotation: Quotation) -> bool:
    return quotation.kind is QuotationKind.DIRECT and quotation.speaker is None


def _named_last(sheet: TokenTable, block: Block) -> Span | None:
    """Return the last name in a paragraph, a person's or one that its colon follows."""
    first, stop = sheet.token_at(block.start), sheet.token_at(block.end)
    person = (sheet.entity[first:stop] == word("PERSON")) | any_of(sheet.pos[first:stop], "PROPN")
    if not person.any():
        return None
    last = begin = stop - 1 - int(person[::-1].argmax())
    while begin > first and person[begin - 1 - first]:
        begin -= 1
    if last < stop - 2 and sheet.entity[last] != word("PERSON"):
        return None
    return sheet.start[begin], sheet.end[last]
