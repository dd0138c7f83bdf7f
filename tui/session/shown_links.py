"""Links made ready to show: the other passage's words, speaker and date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from onrecord.analysis.types import Link, LinkType
from onrecord.store.notebook.records import LinkVerdict

from .notation import date_of
from .session import Row, Session

MOST = 12
"""Links of one type shown for one place; the best ones."""
ORDER = (
    LinkType.SAME_STATEMENT,
    LinkType.ANSWERS,
    LinkType.CHANGED_POSITION,
    LinkType.NEAR_DUPLICATE,
    LinkType.SAME_EVENT,
    LinkType.SAME_ACTORS,
)
PASSAGE = 160


class ShownLink(NamedTuple):
    """A link as it is shown; ``words`` is the other passage, ``who`` its speaker or title.

    ``verdict`` is the person's own word on it.
    """

    link: Link
    date: str
    who: str
    words: str
    verdict: LinkVerdict | None = None


def shown_links(
    session: Session, links: Iterable[Link], rows: Mapping[str, Row]
) -> list[ShownLink]:
    """Return the best links of each type, grouped by type, with what the panel shows of them."""
    groups: dict[LinkType, list[Link]] = {}
    for link in links:
        group = groups.setdefault(link.type, [])
        if len(group) < MOST:
            group.append(link)
    return [_shown(session, link, rows) for kind in ORDER for link in groups.get(kind, ())]


def _shown(session: Session, link: Link, rows: Mapping[str, Row]) -> ShownLink:
    place = link.b
    row = rows.get(place.article)
    words = session.passage(place.article, place.start, place.end, PASSAGE)
    said = next(
        (
            quoted.speaker_name
            for quoted in session.quotations(place.article)
            if quoted.start < place.end and quoted.end > place.start and quoted.speaker_name
        ),
        "",
    )
    title = row.title if row else place.article
    date = date_of(row.published) if row else ""
    return ShownLink(link, date, said or title, words, session.links.verdict(link))
