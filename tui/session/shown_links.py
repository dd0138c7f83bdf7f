"""Links made ready to show: the other passage's words, speaker and date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import NamedTuple

from onrecord.analysis.types import Link, LinkType
from onrecord.store.notebook.records import LinkVerdict

from .notation import date_of, short_name
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

    ``source`` is who published it, or its file; ``short`` is a speaker's last name, where there is
    no room for all of it; ``verdict`` is the person's own word on the link.
    """

    link: Link
    date: str
    who: str
    short: str
    words: str
    source: str
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
            quoted
            for quoted in session.quotations(place.article)
            if quoted.start < place.end and quoted.end > place.start and quoted.speaker_name
        ),
        None,
    )
    date = date_of(row.published) if row else ""
    who = short = row.title if row else place.article
    if said:
        actor = session.actors().get(said.speaker_id or "")
        who = said.speaker_name
        short = short_name(who, actor.kind if actor else None)
    source = (row.source if row else "") or PurePath(place.article).name
    return ShownLink(link, date, who, short, words, source, session.links.verdict(link))
