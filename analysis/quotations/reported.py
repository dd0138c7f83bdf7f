"""What is reported in so many words, however seldom its verb was seen to report anything.

Jon Farrow asked whether the tower would hold.     a verb of asking and a question word
The audit found that the tower leans.              a document, a verb of finding and “that”
The jury found that the tower leaned.              or a body, or people who find out
Two clerks told the jury the tower leaned.         a verb of telling, whom, and a clause
Vera Lind said Farrow, who is 70, had left.        a verb of saying and a clause right behind it
The port has ordered that every door be shut.      a verb of telling and “that”
In her view, the tower will hold.                  a view, whose it is, and a clause
It is noted in the bulletin that ...               the bulletin says so

PolNeAR annotates the smaller part of them; whoever reads who said what wants them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np

from onrecord.analysis import names

from ..layout import trim
from ..types import Quotation, QuotationKind, Span
from . import speakers
from .cues import any_of, word
from .token_features import TokenFeatures
from .token_table import Flags, Ints, TokenTable

SURETY = 0.7
"""How sure a clause is that words alone show."""

LONGEST_BETWEEN = 14
"""Tokens between a verb and its “that”, at most."""

WHOM = 6
"""Tokens between a verb of asking and its question, at most."""

NEAR = 30
"""Tokens on either side of a verb in which its negation and its auxiliaries are looked for."""

CLIMBED = 12
"""Arcs from a question word up to the verb that asks, at most."""

JOINED = 3
"""Verbs joined by "and" up to the one that has the subject, at most."""

WORDS = 3
"""Words of a clause at least."""

ASKING = "ask inquire enquire"
FINDING = """find show conclude reveal suggest indicate establish estimate warn note add confirm
recommend"""
"""What documents do beside saying."""

FINDING_OUT = "find conclude determine establish discover"
"""What people and bodies say when they have looked into something."""

TELLING = "order direct decree instruct rule request recommend demand react agree acknowledge"
"""Verbs of saying where “that” follows them, and of something else where it does not."""

_PERSONAL = "he she they who"
_QUESTION = "whether if why how what where who when which"
_VIEW = re.compile(
    r"(?:But |And |Yet )?[Ii]n (?:"
    r"(?P<his>his|her|their) (?:own )?(?:view|opinion|words|telling|estimation|judge?ment)"
    r"|the (?:view|opinion|words|telling|estimation|judge?ment) of (?P<of>[^,.;:!?\n]{2,80})"
    r"|(?P<owner>[^,.;:!?\n]{2,60}?)['’]s? (?:view|opinion|words|telling|estimation|judge?ment)"
    r"), (?=\S)"
)


def clauses(token_features: TokenFeatures) -> list[Quotation]:
    """Return what is reported for certain by the words beside it: by verbs, then in views."""
    table = token_features.table
    told = list(_by_verbs(token_features))
    sources = speakers.spans(table, np.array([subject for _, subject, _ in told], np.int64))
    by_verbs = [
        Quotation(
            *span,
            kind_of(token_features, span),
            cue=(table.start[verb], table.end[verb]),
            speaker=source,
            confidence=SURETY,
        )
        for (verb, _, span), source in zip(told, sources, strict=True)
    ]
    return [*by_verbs, *_viewed(token_features)]


def written(token_features: TokenFeatures, found: list[Quotation]) -> list[Quotation]:
    """Give what is noted in a document to it: "It is noted in the union's bulletin that ..."."""
    return given(token_features, found, [_noted_in(token_features, each) for each in found])


def given(
    token_features: TokenFeatures, found: list[Quotation], heads: list[int]
) -> list[Quotation]:
    """Give each quotation to the noun with the head beside it; -1 leaves it as it is."""
    known = np.array([head for head in heads if head >= 0], np.int64)
    sources = iter(speakers.spans(token_features.table, known))
    return [
        replace(quotation, speaker=next(sources)) if head >= 0 else quotation
        for quotation, head in zip(found, heads, strict=True)
    ]


def _noted_in(token_features: TokenFeatures, quotation: Quotation) -> int:
    """Return the document in which "it is noted", -1 where that is not what the cue says."""
    table = token_features.table
    if quotation.cue is None or quotation.kind is QuotationKind.DIRECT:
        return -1
    cue = table.token_at(quotation.cue[0])
    return _paper_of(token_features, cue, table.token_at(quotation.start))


def _paper_of(token_features: TokenFeatures, verb: int, before: int) -> int:
    """Return the document in which "it is noted" by a verb up to a token, -1 for none."""
    table = token_features.table
    if verb >= before or table.tag[verb] != word("VBN"):
        return -1
    subject = int(token_features.subject[verb])
    if subject < 0 or table.lower[subject] != word("it"):
        return -1
    for token in range(verb + 1, min(before, verb + NEAR)):
        within = int(table.head[token])
        inside = table.head[within] == verb and table.lower[within] == word("in")
        if inside and table.dep[token] == word("pobj") and is_paper(table, token):
            return token
    return -1


def led_to_by(table: TokenTable) -> Ints:
    """Return for each token the “that” to which nouns alone lead from it, -1 for none.

    "She said that", "told reporters that", "said at the request of the agency that".
    """
    that = np.flatnonzero(any_of(table.lower, "that") & any_of(table.dep, "mark"))
    found = np.full(len(table), -1)
    other = ~any_of(table.pos, "ADP DET NOUN PROPN ADJ NUM PRON PART")
    for token in that.tolist():
        before = token - 1
        while before > 0 and token - before < LONGEST_BETWEEN and not other[before]:
            before -= 1
        found[before] = token
    return found


def told_to_be(table: TokenTable) -> Flags:
    """Tell which tokens are verbs in a form in which one says something: "says", "has said"."""
    finite = any_of(table.tag, "VBD VBZ VBP")
    before = np.roll(any_of(table.lower, "has have had ’ve 've also now since"), 1)
    return np.asarray(finite | (any_of(table.tag, "VBN") & before), bool)


def _by_verbs(token_features: TokenFeatures) -> Iterator[tuple[int, int, Span]]:
    """Yield verbs of asking, finding and telling with the head of their subject and their clause.

    What is reported inside of what is reported is its speaker's.
    """
    table = token_features.table
    verbs = told_to_be(table) & (table.pair < 0) & any_of(table.pos, "VERB AUX")
    asking, to_whom = any_of(table.lemma, ASKING), any_of(table.lemma, "tell")
    telling, saying = any_of(table.lemma, TELLING), any_of(table.lemma, "say")
    saying &= ~any_of(table.dep, "relcl acl")
    verbs &= asking | telling | to_whom | saying | any_of(table.lemma, f"{FINDING} {FINDING_OUT}")
    that = led_to_by(table)
    noted = any_of(table.lemma, _saying()) & any_of(table.tag, "VBN") & (that >= 0)
    done = 0
    for verb in np.flatnonzero(verbs | noted).tolist():
        if noted[verb] and table.start[verb] >= done:
            paper = _paper_of(token_features, verb, int(that[verb]))
            if paper >= 0 and (span := _clause(token_features, verb, int(that[verb]))) is not None:
                done = span[1]
                yield verb, paper, span
        if not verbs[verb]:
            continue
        subject = _subject(token_features, verb)
        if (
            table.start[verb] < done
            or not may_say(table, subject, "he she they who it" if telling[verb] else _PERSONAL)
            or not _is_told(token_features, verb)
        ):
            continue
        first = _question(table, verb) if asking[verb] else -1
        if asking[verb] and first < 0:
            first = int(that[verb])  # "asked that the roof be mended"
        if that[verb] >= 0 and (telling[verb] or _finds(table, verb, subject)):
            first = int(that[verb])
        if first < 0 and to_whom[verb]:
            first = _after_whom(table, verb)
        if first < 0 and saying[verb]:
            first = _right_behind(table, verb)
        if first >= 0 and (span := _clause(token_features, verb, first)) is not None:
            done = span[1]
            yield verb, subject, span


def _subject(token_features: TokenFeatures, verb: int) -> int:
    """Return the subject of a verb, or of the one it is joined to by "and"; -1 for none."""
    for _ in range(JOINED):
        if token_features.subject[verb] >= 0 or token_features.table.dep[verb] != word("conj"):
            break
        verb = int(token_features.table.head[verb])
    return int(token_features.subject[verb])


def may_say(table: TokenTable, subject: int, pronouns: str) -> bool:
    """Whether a subject is somebody else than the writer, the reader or nobody."""
    if subject < 0:
        return False
    one = slice(subject, subject + 1)
    nominal = any_of(table.pos[one], "NOUN PROPN") | any_of(table.lower[one], pronouns)
    nobody = any_of(table.lower[one], "nobody anybody someone somebody anyone everybody")
    return bool((nominal & ~nobody).all())


def _is_told(token_features: TokenFeatures, verb: int) -> bool:
    """Whether a verb is told as a fact: it has no "not", no passive, no "if" and no modal."""
    table = token_features.table
    first = max(int(token_features.sentence_first[verb]), verb - NEAR)
    stop = min(int(token_features.sentence_last[verb]) + 1, verb + NEAR)
    own = table.head[first:stop] == verb
    barred = any_of(table.dep[first:stop], "neg auxpass")
    barred |= any_of(table.dep[first:stop], "mark") & any_of(table.lower[first:stop], "if unless")
    barred |= any_of(table.tag[first:stop], "MD") & any_of(table.dep[first:stop], "aux")
    return not (own & barred).any()


@cache
def _saying() -> str:
    return " ".join(sorted(names.words("speech verbs")))


@cache
def _papers() -> str:
    return " ".join(sorted(names.words("documents") | names.words("papers")))


def is_paper(table: TokenTable, subject: int) -> bool:
    """Whether a noun means a document."""
    return bool(any_of(table.lemma[subject : subject + 1], _papers()).all())


def _finds(table: TokenTable, verb: int, subject: int) -> bool:
    """Whether it is a finding that a verb tells: of a document, a body, or people who look."""
    lemma = table.lemma[verb : verb + 1]
    if any_of(lemma, FINDING).all() and is_paper(table, subject):
        return True
    if not any_of(lemma, FINDING_OUT).all():
        return False
    one = slice(subject, subject + 1)
    body = any_of(table.entity[one], "ORG") | any_of(table.lemma[one], _finders())
    body &= any_of(table.pos[one], "NOUN PROPN")
    return bool(body.all())


@cache
def _finders() -> str:
    return " ".join(sorted({"jury", "team"} | names.words("organisation words") | names.persons()))


def _after_whom(table: TokenTable, verb: int) -> int:
    """Return the token with which the clause begins behind those who are told it, -1 for none."""
    for token in range(verb + 1, min(verb + 1 + LONGEST_BETWEEN, len(table))):
        whom = (
            table.head[token] == verb and any_of(table.dep[token : token + 1], "dobj dative").all()
        )
        after = int(table.right[token]) + 1
        if whom and after < len(table):
            top = int(table.opens[after])
            clause = table.head[top] == verb and table.dep[top] == word("ccomp")
            return after if clause and table.pair[after] < 0 else -1
    return -1


def _right_behind(table: TokenTable, verb: int) -> int:
    """Return the token behind a verb with which its clause begins, -1 where none begins there."""
    after = slice(verb + 1, verb + 2)
    top = table.opens[after]
    clause = (table.head[top] == verb) & any_of(table.dep[top], "ccomp") & (table.pair[after] < 0)
    return verb + 1 if (clause & ~any_of(table.pos[after], "PUNCT")).any() else -1


def _question(table: TokenTable, verb: int) -> int:
    """Return the question word of a verb of asking, -1 where it has none.

    Whom it asks may stand between the two, in nouns alone.
    """
    stop = min(verb + 2 + WHOM, len(table))
    for token in range(verb + 1, stop):
        if any_of(table.lower[token : token + 1], _QUESTION).all():
            relative = any_of(table.lower[token : token + 1], "who which where when").all()
            noun = any_of(table.pos[token - 1 : token], "NOUN").all()
            return -1 if relative and noun else token
        if not any_of(table.pos[token : token + 1], "PROPN NOUN PRON DET ADJ ADV NUM PART").all():
            return -1
    return -1


def _clause(token_features: TokenFeatures, verb: int, first: int) -> Span | None:
    """Return the clause of a verb that a question word or “that” begins, None for none.

    “That” is no part of it, a question word is; nor is the sign that ends it, unless a mark does.
    """
    table = token_features.table
    top = first
    for _ in range(CLIMBED):
        if table.head[top] in (verb, top):
            break
        top = int(table.head[top])
    if table.head[top] != verb or table.left[top] < first:
        return None  # "found little evidence that": the clause is another word's
    begin = first + int(any_of(table.lower[first : first + 1], "that").all())
    return span_of(token_features, begin, int(table.right[top]))


def span_of(token_features: TokenFeatures, first: int, last: int) -> Span | None:
    """Return the text from one token to another as a clause, None where it is none."""
    table = token_features.table
    while last > first and table.pair[last] < 0 and _joins(token_features, last):
        last -= 1
    words = int(token_features.word[last + 1] - token_features.word[first])
    finite = token_features.finite[last + 1] > token_features.finite[first]
    subjunctive = any_of(table.tag[first : min(last, first + NEAR) + 1], "VB").any()
    if words < WORDS or not (finite or subjunctive):
        return None
    start, end = table.start[first], table.end[last]
    if table.pair[last] >= 0:
        pair = table.pairs[int(table.pair[last])]
        if pair.start < start:
            return None
        end = pair.end
    return trim(table.text, start, end)


def _joins(token_features: TokenFeatures, token: int) -> bool:
    """Whether a token is a sign or an "and" and ends no clause."""
    conjunction = any_of(token_features.table.pos[token : token + 1], "CCONJ").all()
    return bool(token_features.is_blank[token] or conjunction)


def kind_of(token_features: TokenFeatures, span: Span) -> QuotationKind:
    """Return the kind of a clause: marks in it make it mixed."""
    first, stop = map(token_features.table.token_at, span)
    marked = token_features.quoted[stop] > token_features.quoted[first]
    return QuotationKind.MIXED if marked else QuotationKind.INDIRECT


def _viewed(token_features: TokenFeatures) -> Iterator[Quotation]:
    """Yield the clauses that are so in somebody's view."""
    table = token_features.table
    for first, stop in table.sentences:
        if first >= stop or table.lower[first] == 0:
            continue
        found = _VIEW.match(table.text, table.start[first], table.end[stop - 1])
        if found is None or table.pair[first] >= 0:
            continue
        begin = table.token_at(found.end())
        if begin >= stop or table.pair[begin] >= 0:
            continue
        span = span_of(token_features, begin, stop - 1)
        whose = found.span(found.lastgroup or 0)
        cue = table.token_at(whose[1])
        if span is not None and cue < len(table):
            yield Quotation(*span, kind_of(token_features, span), speaker=whose, confidence=SURETY)
