"""The quotations of articles under the person's own work, kept until what they rest on changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.store.notebook.overlay import Quoted, WorkedOn, lay_over, worked_on

from .knowledge import Knowledge
from .links import ANSWERS

if TYPE_CHECKING:
    from .session import Session


class _Known(NamedTuple):
    """What is known of an article: ``now`` is looked at first, ``made_of`` where that moved."""

    version: str
    now: object
    made_of: object
    laid: list[Quoted]
    quotations: list[Quoted]


class LaidOver:
    """Lays the person's work over what was found, for each article that is asked about.

    While a library is analysed, what is known of it as a whole is another thing every few seconds,
    and the same for most of its articles: these keep their list, the very object, so that whoever
    made something of it need not do so again.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, _Known] = {}
        self._worked: dict[str, tuple[object, WorkedOn]] = {}

    def of(self, article: str) -> list[Quoted]:
        """Return an article's quotations in text order; none where its text is not to be had."""
        session, known = self._session, self._known.get(article)
        knowledge, entry = session.indexer.knowledge, session.library.entries.get(article)
        version = entry.version if entry else ""
        kept = session.indexer.kept(version)
        worked = bool(session.notebook.quotations.of(article))
        now = (version, kept, knowledge.number, session.changes.edits if worked else None)
        if known and known.now == now:
            return known.quotations
        ids = knowledge.resolution.of.get(article, ())
        names = [knowledge.names.get(key or "") for key in ids]
        # Only the person's work can name others than those that the article does.
        made_of = (version, kept, ids, names, now if worked else None)
        if known and known.made_of == made_of:
            laid = known.laid
        else:
            text = session.article(article).text if session.library.has_text(article) else ""
            if not text:  # nowhere to be had: there are no words to show
                return []
            laid = lay_over(
                article,
                text,
                session.library.entries[article].version,  # reading it may have found another
                session.findings(article),
                ids,
                knowledge.names,
                session.notebook,
            )
        known_by_now = article in knowledge.resolution.of
        quotations = [_as_actor(it, knowledge, known_by_now) for it in laid]
        if known and known.version == version and known.quotations == quotations:
            quotations = known.quotations
        if len(self._known) >= ANSWERS:
            self._known.clear()
        self._known[article] = _Known(version, now, made_of, laid, quotations)
        return quotations

    def worked_on(self, article: str) -> WorkedOn:
        """Return the passages of an article that a person's work is on."""
        session, entry = self._session, self._session.library.entries.get(article)
        work = session.notebook.quotations
        if entry is None or not work.of(article) or not session.library.has_text(article):
            return WorkedOn()
        kept = session.indexer.kept(entry.version)
        now = (entry.version, kept, work.revision(article))
        known = self._worked.get(article)
        if known is None or known[0] != now:
            text, found = session.article(article).text, session.findings(article)
            on = worked_on(article, text, entry.version, found, session.notebook)
            known = self._worked[article] = (now, on)
        return known[1]


def _as_actor(quoted: Quoted, knowledge: Knowledge, known_by_now: bool) -> Quoted:
    """Return a quotation of a speaker by name alone as the actor's whose name it is.

    Whose that is remains to be seen until the actors of the article are ``known_by_now``.
    """
    if quoted.speaker_id or not quoted.speaker_name:
        return quoted
    key = knowledge.aliases.get(quoted.speaker_name.casefold())
    if key is None:
        return quoted if known_by_now else replace(quoted, awaited=True)
    return replace(quoted, speaker_id=key, speaker_name=knowledge.names[key])
