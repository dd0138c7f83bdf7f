"""What holds without learning: a lexicon of cues, a clause and its subject."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from ..types import BlockKind, Quotation, QuotationKind, Span
from .marks import Pair
from .sheet import Sheet

CUES = frozenset(
    ["say", "tell", "add", "note", "explain", "announce", "warn", "claim", "argue", "insist", "suggest", "state", "declare", "admit", "acknowledge", "stress", "emphasize", "emphasise", "report", "write", "tweet", "ask", "reply", "respond", "answer", "conclude", "confirm", "deny", "allege", "assert", "contend", "maintain", "remark", "observe", "comment", "complain", "urge", "promise", "vow", "pledge", "predict", "reveal", "recall", "continue", "joke", "quip", "shout", "repeat", "reiterate", "caution", "clarify", "concede", "point", "underline", "underscore", "mention", "testify", "charge", "propose", "demand", "express", "call", "describe", "post", "recommend", "accuse", "inform", "joke", "muse", "boast", "lament", "tout"]
)
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})


def find(sheet: Sheet) -> list[Quotation]:
    """Find the quotations of an article by rule."""
    direct = [q for pair in sheet.pairs if (q := _direct(sheet, pair))]
    reported = [q for cue in _cues(sheet) if (q := _reported(sheet, cue, direct))]
    inside = {
        (q.start, q.end)
        for q in direct
        if any(r.start <= q.start and q.end <= r.end + 2 for r in reported)
    }
    found = [q for q in direct if (q.start, q.end) not in inside] + reported
    return _speakers_carried_on(sheet, sorted(found, key=lambda q: (q.start, -q.end)))


def kind_of(sheet: Sheet, start: int, end: int) -> QuotationKind:
    """Tell the kind of a span by how much of it stands inside marks."""
    inside = total = 0
    for token in range(sheet.token_at(start), sheet.token_at(end)):
        if sheet.text[sheet.start[token] : sheet.end[token]].isalnum():
            total += 1
            inside += sheet.pair[token] >= 0
    if not inside:
        return QuotationKind.INDIRECT
    return QuotationKind.DIRECT if inside == total else QuotationKind.MIXED


def _cues(sheet: Sheet) -> list[int]:
    return [
        token
        for token, lemma in enumerate(sheet.lemma)
        if (lemma in CUES and sheet.pos[token] in ("VERB", "AUX"))
        or (sheet.lower[token] == "according")
        if sheet.pair[token] < 0
    ]


def _subject(sheet: Sheet, cue: int) -> int | None:
    """Return the head of the cue's subject; a conjoined verb shares its first verb's."""
    for _ in range(4):
        for child in sheet.children[cue]:
            if sheet.dep[child] in SUBJECTS and sheet.pair[child] < 0:
                return child
        if sheet.dep[cue] not in ("conj", "advcl", "xcomp"):
            return None
        cue = sheet.head[cue]
    return None


def _phrase(sheet: Sheet, head: int) -> Span:
    """Return the span of the noun phrase of ``head``, without clauses that hang on it."""
    left, right = sheet.left[head], head
    for child in sheet.children[head]:
        if child > head and sheet.dep[child] in ("prep", "compound", "flat", "nmod", "case"):
            right = max(right, sheet.right[child])
    return sheet.start[left], sheet.end[right]


def _speaker(sheet: Sheet, cue: int) -> Span | None:
    if sheet.lower[cue] == "according":
        for to in range(cue + 1, min(cue + 3, len(sheet))):
            if sheet.lower[to] == "to":
                for child in sheet.children[to]:
                    if sheet.dep[child] == "pobj":
                        return _phrase(sheet, child)
        return None
    subject = _subject(sheet, cue)
    return None if subject is None else _phrase(sheet, subject)


def _direct(sheet: Sheet, pair: Pair) -> Quotation | None:
    text = sheet.text
    inner = text[pair.inner[0] : pair.inner[1]].strip()
    if pair.depth or not any(c.isalnum() for c in inner):
        return None
    before = text[max(0, pair.start - 3) : pair.start].strip()
    first = any(block.start == pair.start for block in sheet.blocks)
    ends = inner[-1] in ",.?!-—…" or text[pair.end : pair.end + 1] in (",", ".")
    cue = _cue_beside(sheet, pair)
    if not (ends and (first or before[-1:] in tuple(".?!:,…"))) and (cue is None or not ends):
        return None
    speaker = _speaker(sheet, cue) if cue is not None else None
    return Quotation(
        pair.start,
        pair.end,
        QuotationKind.DIRECT,
        cue=(sheet.start[cue], sheet.end[cue]) if cue is not None else None,
        speaker=speaker,
        confidence=0.9 if speaker else 0.5,
    )


def _cue_beside(sheet: Sheet, pair: Pair) -> int | None:
    """Return the nearest cue of the same block within ten tokens of the pair."""
    after, before = sheet.token_at(pair.end), sheet.token_before(pair.start)
    near = [(token - after, token) for token in range(after, min(after + 10, len(sheet)))]
    near += [(before - token + 1, token) for token in range(max(0, before - 9), before + 1)]
    inside = (
        sheet.block[sheet.token_at(pair.start)] if sheet.token_at(pair.start) < len(sheet) else -1
    )
    for _, token in sorted(near):
        if (
            sheet.block[token] == inside
            and sheet.pair[token] < 0
            and sheet.lemma[token] in CUES
            and sheet.pos[token] == "VERB"
        ):
            return token
    return None


def _reported(sheet: Sheet, cue: int, direct: list[Quotation]) -> Quotation | None:
    speaker = _speaker(sheet, cue)
    if speaker is None:
        return None
    first, last = sheet.sentences[sheet.sentence[cue]]
    if sheet.lower[cue] == "according":
        begin = sheet.token_at(speaker[1])
        if cue > first + 1:
            begin, last = first, cue
    else:
        clauses = [c for c in sheet.children[cue] if sheet.dep[c] == "ccomp"]
        if not clauses:
            return None
        begin, last = sheet.left[clauses[0]], sheet.right[clauses[0]] + 1
    span = _trimmed(sheet, begin, last)
    if span is None or any(q.start <= span[0] and span[1] <= q.end for q in direct):
        return None
    if span[0] < sheet.end[cue] <= span[1] and sheet.start[cue] >= span[0]:
        return None
    return Quotation(
        *span,
        kind_of(sheet, *span),
        cue=(sheet.start[cue], sheet.end[cue]),
        speaker=speaker,
        confidence=0.7,
    )


def _trimmed(sheet: Sheet, begin: int, last: int) -> Span | None:
    while begin < last and sheet.pos[begin] in ("PUNCT", "SPACE") and sheet.pair[begin] < 0:
        begin += 1
    while begin < last and sheet.pos[last - 1] in ("PUNCT", "SPACE") and sheet.pair[last - 1] < 0:
        last -= 1
    return (sheet.start[begin], sheet.end[last - 1]) if last - begin > 1 else None


def _speakers_carried_on(sheet: Sheet, found: list[Quotation]) -> list[Quotation]:
    """Give a direct quotation without a speaker that of the one before it, if it is near."""
    for index, (last, this) in enumerate(pairwise(found), 1):
        last = found[index - 1]
        if this.speaker is None and last.speaker is not None and this.start - last.end < 200:
            found[index] = replace(this, speaker=last.speaker, cue=last.cue)
    for index, block in enumerate(sheet.blocks):
        if block.kind is BlockKind.PULL_QUOTE:
            found.extend(_pull_quote(sheet, index))
    return sorted(found, key=lambda q: (q.start, -q.end))


def _pull_quote(sheet: Sheet, index: int) -> list[Quotation]:
    from ..layout import pull_quote_name, trim

    block = sheet.blocks[index]
    name = pull_quote_name(sheet.text, block.start, block.end)
    if name is None:
        return []
    start, end = trim(sheet.text, block.start, name[0])
    return [Quotation(start, end, QuotationKind.DIRECT, speaker=name, confidence=0.6)]
