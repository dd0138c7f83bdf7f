"""Who there is: every actor of the library, and a card for each."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.analysis.types import Actor, ActorKind
from onrecord.store.notebook.actors import BY_NAME
from onrecord.store.notebook.records import Ruling
from onrecord.tui.session.counts import counted
from onrecord.tui.session.memos import actor_memos
from onrecord.tui.session.notation import date_of
from onrecord.tui.session.offers import Offer, speaker_offer
from onrecord.tui.session.tally import speakers_by_name

from ..actions.action import Pane
from ..widgets.actors import ActorList
from ..widgets.list_view import AnyList
from .card import CardView
from .pick import Choice, Pick, Prompt
from .tick import Tick
from .view import View

_BY_ARTICLE = "by article"
NONE_YET = "No actors yet: they come as articles are analysed."


class ActorsView(View):
    """All actors, those who say most first."""

    HEADING = "actors"
    NARROW = "any words of a name or a role; person, organisation, country"
    pane_name = Pane.ACTORS
    stays = True

    def make_list(self) -> AnyList:
        self._by_name: Sequence[Actor] = ()
        self.actors = ActorList()
        return self.actors

    async def fill(self) -> None:
        self.narrowed()
        self.show_head()
        said = [line async for line in self.lines(lambda q: bool(q.speaker_name))]
        self._by_name = speakers_by_name(line.quoted for line in said)
        self.narrowed()
        self.show_head()

    def facts(self) -> str:
        """Return how many actors there are, and how many speakers who are no actors."""
        names = sum(actor.id.startswith(BY_NAME) for actor in self.actors.rows)
        told = f"{self.actors.count - names}"
        return f"{told} · {counted(names, 'speaker')} by name alone" if names else told

    def narrowed(self) -> None:
        self.actors.empty = self.none_yet(NONE_YET)
        actors = self.session.actors().values()
        known = [actor for actor in actors if actor.kind is not ActorKind.GROUP]
        shown = []
        for all_of_a_kind in (known, self._by_name):  # names come last, and later
            found = [actor for actor in all_of_a_kind if self._fits(actor)]
            shown += sorted(found, key=lambda a: (-a.quotations, -a.mentions, a.name))
        self.actors.noted = actor_memos(self.session)
        self.actors.put(shown, among=[*known, *self._by_name])

    def _fits(self, actor: Actor) -> bool:
        return self.fits(actor.name, actor.kind.value, *actor.names, *actor.roles)

    def actor(self) -> Actor | None:
        """Return the actor under the cursor; who is only a name is none."""
        actor = self.actors.row
        return actor if actor and self._is_one(actor) else None

    def offered(self) -> list[Offer]:
        """Return what the actor under the cursor said."""
        actor = self.actors.row
        return [speaker_offer(self.session, actor)] if actor and actor.quotations else []

    def open(self) -> None:
        if actor := self.actor():
            self.app.push_screen(CardView(actor.id))

    def _is_one(self, actor: Actor) -> bool:
        """Tell whether it is an actor; of a speaker by name alone, say what can be done."""
        if actor.id.startswith(BY_NAME):
            self.say(f"{actor.name} is only a name here: mark an actor too, and = makes them one.")
            return False
        return True

    def merge_actors(self) -> None:
        """Make the marked actors one, once a person has seen who they are."""
        marked = sorted(self.actors.chosen(), key=lambda a: a.id.startswith(BY_NAME))
        chosen = {actor.id: actor for actor in marked}
        if len(chosen) < 2 or marked[0].id.startswith(BY_NAME):
            self.say("Mark the actors that are one with v, then merge them.")
            return

        def answered(name: str) -> None:
            members = [chosen[key] for key in prompt.ticked]
            usual = name in (first.name, members[0].name)  # also where the first is left out
            self.change(lambda notebook: notebook.actors.merge(members, "" if usual else name))
            self.actors.unmark()
            self.show_head()

        first = next(iter(chosen.values()))
        choices = [Choice(actor.id, actor.name, _told(actor)) for actor in chosen.values()]
        prompt = Tick("They are one, called", first.name, choices, chosen, _too_few)
        self.ask_to_do(prompt, answered)

    def split_actor(self) -> None:
        """Ask which merge is taken back, or in which articles the actor is somebody else."""
        if (actor := self.actor()) is None:
            return
        merges = {it.id: it for it in self.session.notebook.actors.merges(actor.id)}
        if not merges:
            self._split_by_article(actor)
            return

        def answered(picked: str) -> None:
            if picked in merges:
                self.change(lambda notebook: notebook.actors.part(merges[picked]))
            else:
                self._split_by_article(actor)

        choices = [Choice(key, _as_one(it), "your word, taken back") for key, it in merges.items()]
        if len(actor.articles) > 1:
            choices.append(Choice(_BY_ARTICLE, "by article", "somebody else in some of them"))
        self.ask(Pick(f"{actor.name} is one by your word", choices), answered)

    def _split_by_article(self, actor: Actor) -> None:
        """Ask in which articles an actor is somebody else, and who."""
        rows = self.reader_app.reader.rows
        if len(actor.articles) < 2:
            told = "named in one article only: there s says of a statement who else made it"
            self.say(f"{actor.name} is {told}.")
            return

        def wrong(name: str, ticked: Sequence[str]) -> str:
            if not ticked:
                return "tick the articles in which it is somebody else"
            if len(ticked) == len(actor.articles):
                return "leave out the articles in which it is the same"
            return "" if name else "say what the other one is called"

        choices = [
            Choice(key, rows[key].title, date_of(rows[key].published))
            for key in actor.articles
            if key in rows
        ]
        title = f"Where {actor.name} is somebody else, called"
        prompt = Tick(title, actor.name, choices, (), wrong)
        self.ask_to_do(
            prompt,
            lambda name: self.change(
                lambda notebook: notebook.actors.split(actor, prompt.ticked, name)
            ),
        )

    def not_an_actor(self) -> None:
        """Say that what is under the cursor is no actor."""
        if actor := self.actor():
            self.change(lambda notebook: notebook.actors.dismiss(actor))

    def rename_actor(self) -> None:
        """Ask for another name of the actor under the cursor."""
        if (actor := self.actor()) is None:
            return

        def answered(name: str) -> None:
            if name.strip() not in ("", actor.name):
                self.change(lambda notebook: notebook.actors.rename(actor, name.strip()))

        self.ask_to_do(Prompt(f"Call {actor.name}", actor.name), answered)


def _told(actor: Actor) -> str:
    also = [name for name in actor.names if name != actor.name][:2]
    told = f"{actor.kind.value} · {counted(actor.quotations, 'quotation')}"
    return " · ".join([told, *also])


def _as_one(merge: Ruling) -> str:
    return f"apart again: {', '.join(ref.name for ref in merge.actors)}"


def _too_few(name: str, ticked: Sequence[str]) -> str:
    return "" if len(ticked) > 1 else "it takes two to be one: tick another"
