"""What the fields of a query ask of an article: date, source, title, state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from .fold import Folded, fold
from .language import FieldCondition, Test


class ArticleFields(Protocol):
    """An article as far as a query can ask for it without reading its text.

    ``date`` is ISO 8601 as far as it is known; what is not known is empty.
    """

    @property
    def article(self) -> str: ...  # noqa: D102 - the article's id
    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def date(self) -> str: ...  # noqa: D102
    @property
    def read(self) -> bool: ...  # noqa: D102
    @property
    def starred(self) -> bool: ...  # noqa: D102


def of_article(field: FieldCondition) -> Test[ArticleFields] | None:
    """Return the test that a field stands for; None where it does not ask about the article."""
    if field.name == "date":
        fits = dated(field.value)
        return lambda it: fits(it.date)
    if field.name == "source":
        return lambda it: holds(field, it.source)
    if field.name in ("title", "article"):
        return lambda it: holds(field, it.title) or holds(field, it.article)
    if field.name == "is":
        return _state(field.value)
    return None


def holds(field: FieldCondition, words: str) -> bool:
    """Whether what a field asks for is in these words, or is just them."""
    if field.exact:
        return fold(words).strip() == field.value
    return field.needle is not None and field.needle.within(Folded(words))


def dated(value: str) -> Callable[[str], bool]:
    """``2021``, ``2021-10``, ``2021-10..2021-12``, ``..2021`` or ``2021..``, ends included."""
    first, dots, last = value.partition("..")
    first = first.rstrip(".")  # the second dot is still to come
    if not dots:
        return lambda date: date.startswith(first)
    return lambda date: bool(date) and first <= date and (not last or date[: len(last)] <= last)


def _state(value: str) -> Test[ArticleFields]:
    if "unread".startswith(value):
        return lambda it: not it.read
    if "read".startswith(value):
        return lambda it: it.read
    return lambda it: it.starred
