"""A person's own work: tags, memos, selections, corrections, and all of it undone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from math import inf
from typing import TYPE_CHECKING

from onrecord.analysis.types import ActorKind, QuotationKind, Span
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.session.counts import counted

from .action import READER, Pane, action

if TYPE_CHECKING:
    from onrecord.store.notebook.notebook import Notebook

    from ..screens.keyed import Keyed
    from ..screens.pick import Choice, Pick
    from ..screens.reader import Reader
    from .keys import Keymap

WORK = "Working"
SPOKEN_OF = 1e6
"""How far off one stands, in characters, who is named inside what is said."""
QUOTED = (
    Pane.ARTICLE,
    Pane.QUOTATIONS,
    Pane.CARD,
    Pane.SEARCH,
    Pane.BESIDE,
    Pane.VERSIONS,
    Pane.REVIEW,
)
"""The panes in which a quotation can be under the cursor; the review has its own way to reject."""
IN_SIGHT = (QUOTED[0], Pane.ARTICLES, *QUOTED[1:])
"""Those, and the list, from which the article beside is in sight."""


def chosen_or_said(screen: Keyed) -> list[Quoted]:
    """Return the quotations that a key is about, as they are by now; say so where there is none.

    What a list shows may be a moment old, or words that nobody is quoted with.
    """
    return _as_they_are(screen, screen.chosen())


def one_or_said(screen: Keyed) -> Quoted | None:
    """Return the quotation under the cursor in the same way, whatever else is marked."""
    return next(iter(_as_they_are(screen, screen.under_cursor())), None)


def _as_they_are(screen: Keyed, seen: list[Quoted]) -> list[Quoted]:
    from onrecord.tui.session.statements import quotations_at

    found = quotations_at(screen.session, seen)
    if not found:
        no_quotation(screen)
    return found


def no_quotation(screen: Keyed) -> None:
    """Say that no quotation is under the cursor, and which key goes to one, where one does."""
    goes = ": n goes to the next one" if screen.pane is Pane.ARTICLE else ""
    screen.say_none(f"There is no quotation under the cursor{goes}.")


def _at_hand(screen: Keyed) -> bool:
    """Whether a quotation is under the cursor; from the list, also that of the article beside."""
    if screen.pane is not Pane.ARTICLES:
        return True
    row, reader = screen.here(), screen.reader_app.reader
    shown = row is not None and row.id == reader.article_id and reader.view.is_on_screen
    return shown and reader.view.current is not None


def _words(screen: Keyed, quoted: Quoted) -> str:
    words = screen.session.passage(quoted.article, quoted.start, quoted.end, 50)
    return "“" + words.strip('“”"') + "”"


def about(screen: Keyed, chosen: list[Quoted]) -> str:
    """Return the words of the quotation, or how many there are."""
    return _words(screen, chosen[0]) if len(chosen) == 1 else counted(len(chosen), "quotation")


@action("t", title="tag", panes=IN_SIGHT, group=WORK, footer=True, when=_at_hand, changes=True)
def tag(screen: Keyed) -> None:
    """Give the quotation its tags; sanctions/threat is a tag under sanctions."""
    from onrecord.tui.session.tag_line import parse_tags

    from ..screens.tag import TagPrompt

    if not (chosen := chosen_or_said(screen)):
        return
    codebook = screen.notebook.codebook
    common = [t for t in chosen[0].tags if all(t in q.tags for q in chosen)]

    def answered(line: str) -> None:
        wanted = parse_tags(line)
        add = [t for t in wanted if t not in common]
        drop = [t for t in common if t not in wanted]
        if len(chosen) == 1:  # then their order is the person's as well
            screen.change(lambda notebook: notebook.quotations.tag(chosen, wanted))
        else:
            screen.change(lambda notebook: notebook.quotations.retag(chosen, add, drop))

    prompt = TagPrompt(
        f"Tag {about(screen, chosen)}",
        common,
        codebook.recent(),
        codebook.tags(),
        codebook.proper,
    )
    screen.ask_to_do(prompt, answered)


@action("m", title="memo", panes=QUOTED, group=WORK, footer=True)
def memo(screen: Keyed) -> None:
    """Write a memo on the quotation under the cursor."""
    if quoted := one_or_said(screen):
        screen.write_memo(
            "Memo",
            _words(screen, quoted),
            quoted.memo,
            lambda notebook, text: notebook.quotations.memo(quoted, text),
        )


@action("m", title="memo", panes=[Pane.ARTICLES], group=WORK, footer=True)
def article_memo(screen: Keyed) -> None:
    """Write a memo on the article."""
    if (row := screen.article_here()) is None:
        return
    before = screen.notebook.articles.notes(row.id).memo
    screen.write_memo(
        "Memo on the article",
        row.title,
        before,
        lambda notebook, text: notebook.articles.memo(row.id, text),
    )


@action("W", title="memo on the whole", panes=(*READER, *QUOTED[1:]), group=WORK)
def memo_on_the_whole(screen: Keyed) -> None:
    """Write a memo on the article that is read or listed; on a card, on the actor."""
    if screen.actor():
        actor_memo(screen)
    else:
        article_memo(screen)


@action("m", title="memo", panes=[Pane.ACTORS], group=WORK, footer=True)
def actor_memo(screen: Keyed) -> None:
    """Write a memo on the actor."""
    from onrecord.tui.session.memos import actor_memo as memo_on

    if (actor := screen.actor()) is None:
        return
    screen.write_memo(
        "Memo on the actor",
        actor.name,
        memo_on(screen.session, actor),
        lambda notebook, text: notebook.actors.note(actor.id, actor.name, text),
    )


@action(
    "space", title="select", panes=IN_SIGHT, group=WORK, footer=True, when=_at_hand, changes=True
)
def select(screen: Keyed) -> None:
    """Select the quotation for export, or not any more."""
    if chosen := chosen_or_said(screen):
        screen.change(
            lambda notebook: notebook.quotations.select(chosen, not all(q.selected for q in chosen))
        )


@action("s", title="speaker", panes=IN_SIGHT, group=WORK, footer=True, when=_at_hand, changes=True)
def speaker(screen: Keyed) -> None:
    """Say who really said it: an actor of the library, or a name as you type it."""
    if chosen := chosen_or_said(screen):

        def answered(who: str) -> None:
            speaker = screen.session.speaker(who)
            screen.change(lambda notebook: notebook.quotations.attribute(chosen, *speaker))

        title = f"Who said {about(screen, chosen)}"
        one = chosen[0]
        prompt = _speakers(screen, title, one.article, (one.start, one.end), one.speaker_id)
        screen.ask_to_do(prompt, answered)


def _speakers(screen: Keyed, title: str, article: str, said: Span, now: str | None = None) -> Pick:
    """Return a choice of actors: those named in the article, the nearest first, nobody, the others.

    One whom the article does not name is never first: two times enter would make them the speaker.
    """
    from ..screens.pick import Choice, Pick

    actors = screen.session.actors()
    away: dict[str | None, float] = {}
    for named in screen.session.named(article):
        inside = said[0] <= named.start < said[1]  # spoken of, most often
        far = SPOKEN_OF if inside else max(said[0] - named.end, named.start - said[1])
        away[named.actor] = min(away.get(named.actor, SPOKEN_OF), far)
    choices = [
        Choice(
            one.id,
            one.name,
            f"{one.kind.value} · {counted(one.quotations, 'quotation')}"
            + " · as it is now" * (one.id == now),
        )
        for one in sorted(actors.values(), key=lambda a: (away.get(a.id, inf), -a.quotations))
        if one.kind is not ActorKind.GROUP
    ]
    here = sum(choice.value in away for choice in choices)
    choices.insert(here, Choice("", "nobody", "it is not known who said it"))
    return Pick(title, choices, free="as you typed it")


@action(
    "x", title="reject", panes=IN_SIGHT[:-1], group=WORK, footer=True, when=_at_hand, changes=True
)
def reject(screen: Keyed) -> None:
    """This is not a quotation: take it out."""
    if chosen := chosen_or_said(screen):
        screen.change(lambda notebook: notebook.quotations.reject(chosen))


@action("v", title="mark", panes=[Pane.ARTICLE], group=WORK)
def mark(reader: Reader) -> None:
    """Mark words of a quotation that was missed, beginning with the sentence; enter takes it."""
    reader.view.cursor.mark()
    reader.view.moved()


MARKING = {
    "next_word": "word",
    "next_sentence": "sentence",
    "down": "line",
    "other_end": "other end",
    "take": "take it",
    "leave": "stop",
    "copy": "copy",
    "help": "help",
}
"""What the last line tells while words are marked: actions, and what they do there."""


def keys_while_marking(keymap: Keymap) -> list[tuple[str, str]]:
    """Return the keys that work on what is marked, each with what it does."""
    actions = {one.id: one for one in keymap.of(Pane.ARTICLE)}
    told = [(keymap.keys_of(actions[name], Pane.ARTICLE), MARKING[name]) for name in MARKING]
    return [(keys[0], title) for keys, title in told if keys]


def _marking(reader: Reader) -> bool:
    return reader.view.cursor.anchor is not None


@action("o", title="other end", panes=[Pane.ARTICLE], group=WORK, when=_marking)
def other_end(reader: Reader) -> None:
    """While marking, move the other end of what is marked."""
    reader.view.cursor.swap()
    reader.view.moved()


@action("enter", title="take", panes=[Pane.ARTICLE], group=WORK)
def take(reader: Reader) -> None:
    """While marking, take the marked words as a quotation; else go to where else it was said."""
    from ..screens.pick import Pick

    view, article = reader.view, reader.article_id
    if view.cursor.anchor is None:
        reader.go_elsewhere()
        return
    if not reader.may_change():
        return
    start, end = view.cursor.marked
    likely = likely_kind(view.text_layout.text[start:end])
    kinds = sorted(QuotationKind, key=lambda kind: kind is not likely)

    def kind_known(kind: str) -> None:
        def speaker_known(who: str) -> None:
            found = (article, start, end, QuotationKind(kind), *reader.session.speaker(who))
            draw(reader, article, lambda notebook: notebook.quotations.mark(*found))
            view.unmark()

        reader.ask_to_do(_speakers(reader, "Who said it?", article, (start, end)), speaker_known)

    reader.ask(Pick("What kind of quotation is it?", kind_choices(kinds)), kind_known)


def draw(
    screen: Keyed, article: str, change: Callable[[Notebook], str], own: Span | None = None
) -> None:
    """Draw a quotation, and say whose others it takes the place of, if it does."""
    from onrecord.tui.session.displaced import drawn

    session = screen.session
    told, instead = drawn(session, article, lambda: session.changes.do(change), own)
    screen.did(f"{told}, {instead}; u takes it back" if instead else told)


def kind_choices(kinds: Iterable[QuotationKind]) -> list[Choice]:
    """Return kinds of quotation to choose from."""
    from ..screens.pick import Choice

    told = {
        QuotationKind.DIRECT: "their words, inside quotation marks",
        QuotationKind.INDIRECT: "reported, without quotation marks",
        QuotationKind.MIXED: "reported, with quoted words in it",
    }
    return [Choice(kind.value, kind.value, told[kind]) for kind in kinds]


def likely_kind(words: str) -> QuotationKind:
    """Guess the kind of marked words from their quotation marks."""
    if re.fullmatch(r"\W*[“\"«„][^“”\"«»„]*[”\"»“]\W*", words):
        return QuotationKind.DIRECT
    return QuotationKind.MIXED if re.search(r"[“\"«„]", words) else QuotationKind.INDIRECT


@action("u", title="undo", group=WORK, footer=True, changes=True)
def undo(screen: Keyed) -> None:
    """Undo the last change of yours, and say what it was."""
    screen.change(lambda notebook: notebook.undo() or "There is nothing to undo.")


@action("ctrl+r", title="redo", group=WORK, changes=True)
def redo(screen: Keyed) -> None:
    """Do again what was undone."""
    screen.change(lambda notebook: notebook.redo() or "There is nothing to redo.")


@action("E", title="encoding", panes=READER, group=WORK, changes=True)
def encoding(reader: Reader) -> None:
    """Say in which encoding the file is, as cp1250 or koi8-r; nothing leaves it to onrecord."""
    from onrecord.store.notebook.encodings import encoding_named

    from ..screens.pick import Prompt

    if (row := reader.article_here()) is None:
        return
    file = reader.session.library.entries[row.id].file

    def known(name: str) -> None:
        if name.strip():
            encoding_named(name)

    value = reader.session.notebook.encodings.of(file)
    reader.ask_to_do(
        Prompt("In which encoding is the file?", value, "cp1250", known),
        lambda name: reader.change(lambda notebook: notebook.encodings.set(file, name)),
    )


@action("D", title="date", panes=READER, group=WORK, changes=True)
def redate(reader: Reader) -> None:
    """Say when the article was published: 2021-10-20, 2021-10 or 2021; nothing takes it back."""
    from onrecord.store.notebook.articles import checked_date

    from ..screens.pick import Prompt

    if (row := reader.article_here()) is None:
        return

    value = row.published.date or ""
    reader.ask_to_do(
        Prompt("When was it published?", value, "2021-10-20", checked_date),
        lambda iso: reader.change(lambda notebook: notebook.articles.redate(row.id, iso)),
    )
