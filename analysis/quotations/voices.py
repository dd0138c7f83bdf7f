"""Paragraphs in the first person whose speakers are told once: above, before or by questions.

By Runa Falk, as told to Per Lind               the whole article is hers

Ana Brodin, 34, baker: I would take it.         each paragraph is whose name begins it
Tom Hale, teacher: We need a pool.

You have lived here for years.  Why?            who asks, and who answers
I have the gulls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.analysis import names

from ..layout import trim
from ..types import Quotation, QuotationKind, Span
from . import interviews
from .cues import any_of
from .first_person import FirstPerson

SURETY = 0.8
"""How sure words are in which somebody says "I"."""

EARLY = 6
"""Paragraphs at the top among which it is told who wrote down whose words."""

APART = 3
"""Paragraphs from one voice to the next, at most."""

AT_ONCE = 2
"""Tokens with which a voice begins."""

QUESTIONS = 3
"""So many questions between paragraphs make an interview."""

LONGEST_ANSWER = 8
"""Paragraphs of an answer, at most."""

_NAME_WORD = r"[^\W\d_a-zß-ÿ][\w’'.-]*"
_NAME = rf"{_NAME_WORD}(?:\s(?:(?:al|bin|de|da|del|di|la|van|von)\s)*{_NAME_WORD}){{1,3}}"
_TOLD_TO = re.compile(rf"(?:[Bb]y:?\s)?(?P<who>{_NAME}),?\s[Aa]s [Tt]old [Tt]o\s(?={_NAME})")
_LETTER = re.compile(r"[QA](?:[:.]\s|(?=[A-Z]))")
_VOICE = re.compile(rf"(?P<who>{_NAME})(?:,\s[^:.?!\n]{{2,80}}|\s\(\d\d\))?:\s+(?=[^\W\d_a-zß-ÿ])")


def found(page: FirstPerson) -> list[Quotation]:
    """Return what is said without marks by somebody who is told once, a quotation a paragraph."""
    return list(_told_to(page)) or [*_by_names(page), *_by_questions(page)]


def _said(span: Span, speaker: Span | None) -> Quotation:
    return Quotation(*span, QuotationKind.DIRECT, speaker=speaker, confidence=SURETY)


def _told_to(page: FirstPerson) -> Iterator[Quotation]:
    """Yield the paragraphs of an article that somebody told to its author: "as told to"."""
    for number in range(min(EARLY, len(page.blocks))):
        told = _TOLD_TO.match(page.table.text, *page.span(number))
        own = [k for k in range(number + 1, len(page.blocks)) if told and page.says_i(k)]
        if told and len(own) > 1 and own[0] < number + 3:
            for each in range(number + 1, own[-1] + 1):
                if not page.is_over(each):
                    yield _said(page.span(each), told.span("who"))
            return


def _by_names(page: FirstPerson) -> Iterator[Quotation]:
    """Yield the paragraphs that begin with who says them, where several do and most say "I"."""
    voices = [
        (number, told)
        for number in range(len(page.blocks))
        if (told := _VOICE.match(page.table.text, *page.span(number)))
        and not names.region(told["who"])
        and not page.is_over(number)
    ]
    own = [number for number, told in voices if _speaks(page, number, told.end())]
    if len({told["who"] for _, told in voices}) < 2 or 3 * len(own) < 2 * len(voices):
        return
    near = {k for a, b in pairwise(own) if b - a <= APART for k in (a, b)}
    for number, told in voices:
        if number in near:
            yield _said(trim(page.table.text, told.end(), page.span(number)[1]), told.span("who"))


def _speaks(page: FirstPerson, number: int, at: int) -> bool:
    """Whether what begins at an offset says "I", or "we" at once: "We need a pool"."""
    table, (_, stop) = page.table, page.tokens(number)
    first = table.token_at(at)
    i = any_of(table.lower[first:stop], "i me my").any()
    we = any_of(table.lower[first : first + AT_ONCE], "we our").any()
    return page.says_i(number) and bool(i or we)


def _by_questions(page: FirstPerson) -> Iterator[Quotation]:
    """Yield the questions and the answers of an interview that labels neither."""
    asked = [number for number in range(len(page.blocks)) if page.asks(number)]
    last = asked[-1] + 1 if asked else 0
    while last < len(page.blocks) and page.says_i(last) and not page.is_over(last):
        last += 1
    bounds = list(pairwise([*asked, last]))
    if len(asked) < QUESTIONS or not _is_interview(page, bounds):
        return
    lead = (page.span(max(asked[0] - interviews.INTRODUCED, 0))[0], page.span(asked[0])[0])
    asks, answers = interviews.parties(page.table, lead)
    if answers is None:
        return
    for question, following in bounds:
        for number in range(question, following):
            letter, span = _unlabelled(page, number)
            speaker = asks if number == question or letter == "Q" else answers
            if not page.is_over(number):
                yield _said(span, speaker)


def _unlabelled(page: FirstPerson, number: int) -> tuple[str, Span]:
    """Return the letter that may say who speaks in a paragraph ("A: I do"), and what it says."""
    start, end = page.span(number)
    letter = _LETTER.match(page.table.text, start, end)
    return (
        (letter[0][0], trim(page.table.text, letter.end(), end)) if letter else ("", (start, end))
    )


def _is_interview(page: FirstPerson, bounds: list[tuple[int, int]]) -> bool:
    """Whether questions that speak to somebody have answers that say "I", and it is told so."""
    answers = [range(question + 1, following) for question, following in bounds]
    own = sum(any(map(page.says_i, each)) for each in answers)
    told = sum(page.tells_of_others(k) and not page.says_i(k) for each in answers for k in each)
    to_you = sum(page.says_you(question) for question, _ in bounds)
    authors = sum(page.says_i(question) for question, _ in bounds)
    first = page.span(bounds[0][0])[0]
    talk = interviews.INTERVIEW.search(page.table.text, 0, first)
    return bool(
        talk
        and all(0 < len(each) <= LONGEST_ANSWER for each in answers)
        and 3 * own >= 2 * len(bounds)
        and 2 * to_you >= len(bounds)
        and 3 * authors <= len(bounds)
        and not told
    )
