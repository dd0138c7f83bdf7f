"""What a quotation takes the place of when a person draws where it begins and ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from onrecord.analysis.types import Span

from .counts import counted

if TYPE_CHECKING:
    from .session import Session


def drawn(
    session: Session, article: str, draw: Callable[[], str], own: Span | None = None
) -> tuple[str, str]:
    """Draw a quotation, and return what was done, and what it took the place of, "" for nothing.

    ``own`` is where it stood before, if it stood anywhere.
    """
    before = session.quotations(article)
    told = draw()
    now = {(it.start, it.end) for it in session.quotations(article)}
    gone = [it for it in before if (it.start, it.end) not in now | {own}]
    whose = Counter(it.speaker_name or "nobody named" for it in gone)
    parts = [f"{counted(many, 'quotation')} of {name}" for name, many in whose.items()]
    return told, f"in place of {' and '.join(parts)}" if parts else ""
