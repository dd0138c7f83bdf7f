"""The overlay: the person's word stands over the machine's, in every version of both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.analysis.types import (
    Actor,
    ActorKind,
    Findings,
    Link,
    LinkType,
    LocalActor,
    Mention,
    MentionForm,
    Place,
    QuotationKind,
    Resolution,
)
from onrecord.store.errors import StoreError
from onrecord.store.library.library import Library
from onrecord.store.notebook.actor_overlay import lay_actors
from onrecord.store.notebook.anchors import version_of
from onrecord.store.notebook.overlay import Quoted, lay_over
from onrecord.store.notebook.records import LinkVerdict
from onrecord.tui.session.stale import stale

from .samples import TEXT, findings, quotation

Opened = Callable[[], Library]
NAMES = {"brandt": "Ada Brandt", "farrow": "Olin Farrow"}


class Desk:
    """A library, and what is shown of its first article."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.notebook = library.notebook
        self.text = TEXT
        self.found: Findings | None = findings()

    def shown(self) -> list[Quoted]:
        """Return the quotations of the article."""
        return lay_over(
            "a.txt",
            self.text,
            version_of(self.text),
            self.found,
            ["brandt", "farrow"],
            NAMES,
            self.notebook,
        )

    def words(self) -> list[str]:
        """Return the words of the quotations."""
        return [self.text[q.start : q.end] for q in self.shown()]


@pytest.fixture
def desk(opened: Opened) -> Desk:
    """A library with an analysed article."""
    return Desk(opened())


def test_the_machine_alone(desk: Desk) -> None:
    """Without any work, the findings are shown with their speakers."""
    assert [(q.speaker_name, q.speaker_id, q.by_person) for q in desk.shown()] == [
        ("Ada Brandt", "brandt", False),
        ("Olin Farrow", "farrow", False),
    ]
    desk.found = None
    assert desk.shown() == []


def test_tags_memo_selection_survive_another_analysis(desk: Desk) -> None:
    """A quotation with somewhat other edges, or another speaker, is still the one annotated."""
    first = desk.shown()[0]
    desk.notebook.quotations.tag([first], ["harbour/open", "harbour/open", " "])
    desk.notebook.quotations.memo(first, "two\nlines")
    desk.notebook.quotations.select([first], True)
    base = findings()
    wider = replace(base.quotations[0], start=base.quotations[0].start - 4, actor=1)
    desk.found = replace(base, quotations=(wider, base.quotations[1]))
    shown = desk.shown()[0]
    assert (shown.tags, shown.memo, shown.selected) == (("harbour/open",), "two\nlines", True)
    assert (shown.start, shown.speaker_id, shown.by_person) == (wider.start, "farrow", False)


def test_what_the_machine_no_longer_finds_is_still_shown(desk: Desk) -> None:
    """A tagged quotation stays, with the speaker it had, and says why it stands there."""
    desk.notebook.quotations.tag(desk.shown()[:1], ["x"])
    desk.found = replace(findings(), quotations=findings().quotations[1:])
    shown = desk.shown()[0]
    assert (shown.speaker_name, shown.tags) == ("Ada Brandt", ("x",))
    assert "no longer finds" in shown.why


def test_rejected(desk: Desk) -> None:
    """It is not shown any more, also after another analysis, until that is undone."""
    desk.notebook.quotations.reject(desk.shown()[:1])
    assert desk.words() == ["“a first step”"]
    base = findings()
    desk.found = replace(
        base,
        quotations=(
            replace(base.quotations[0], end=base.quotations[0].end - 3),
            base.quotations[1],
        ),
    )
    assert desk.words() == ["“a first step”"]
    desk.notebook.undo()
    assert len(desk.shown()) == 2


def test_another_speaker(desk: Desk) -> None:
    """The person's word replaces the machine's, the machine's words for it included."""
    desk.notebook.quotations.attribute(desk.shown()[:1], "farrow", "Olin Farrow")
    shown = desk.shown()[0]
    assert (shown.speaker_id, shown.speaker_name) == ("farrow", "Olin Farrow")
    assert (shown.by_person, shown.speaker, shown.chain, shown.confidence) == (True, None, (), 1.0)
    desk.notebook.quotations.attribute(desk.shown()[:1], None, "a passer-by")
    assert (desk.shown()[0].speaker_id, desk.shown()[0].speaker_name) == (None, "a passer-by")
    desk.notebook.quotations.attribute(desk.shown()[:1], None, "")
    assert desk.shown()[0].speaker_name == ""


def test_a_missed_one(desk: Desk) -> None:
    """It is added with kind and speaker; where the machine finds it later, there is still one."""
    words = "The harbour will stay open all winter"
    start = TEXT.index(words)
    desk.notebook.quotations.mark(
        "a.txt", start, start + len(words), QuotationKind.INDIRECT, "brandt", "Ada Brandt"
    )
    shown = desk.shown()[0]
    assert (shown.kind, shown.speaker_id, shown.by_person) == (
        QuotationKind.INDIRECT,
        "brandt",
        True,
    )
    base = findings()
    desk.found = replace(base, quotations=(quotation(TEXT, words, 1), *base.quotations))
    assert [q.speaker_id for q in desk.shown()] == ["brandt", "brandt", "farrow"]
    desk.notebook.quotations.reject(desk.shown()[:1])
    assert desk.shown()[0].speaker_id == "farrow"


def test_another_span(desk: Desk) -> None:
    """A span that is drawn anew takes the place of the machine's, and of its parts inside it."""
    start = TEXT.index("“We will not")
    end = TEXT.index(" Envoy")
    desk.notebook.quotations.respan(desk.shown()[0], start, end)
    assert desk.words() == [TEXT[start:end], "“a first step”"]
    desk.notebook.quotations.respan(desk.shown()[0], start + 1, start + 8)
    assert desk.words() == ["We will", "“a first step”"]
    desk.notebook.undo()
    desk.notebook.undo()
    assert desk.words()[0] == "“We will not close it for anybody,”"
    part = quotation(TEXT, "close it", 0)
    desk.found = replace(findings(), quotations=(*findings().quotations, part))
    assert len(desk.shown()) == 3
    desk.notebook.quotations.respan(desk.shown()[0], start, len(TEXT))
    assert desk.words() == [TEXT[start:], "“a first step”"], "somebody else said that"
    desk.notebook.quotations.attribute(desk.shown()[1:], None, "Ada Brandt")
    desk.notebook.undo()
    desk.notebook.undo()
    (start, end) = TEXT.index("“We will not"), len(TEXT)
    desk.notebook.quotations.mark("a.txt", start, end, QuotationKind.MIXED, None, "")
    assert desk.words() == [TEXT[start:]], "nobody is known to have said another thing"


def test_the_kind_follows_from_the_words(desk: Desk) -> None:
    """Words in marks alone are direct, with others mixed, without any reported; undo knows too."""
    start, end = TEXT.index("“We will not"), TEXT.index(" Envoy")
    work = desk.notebook.quotations
    spans = {
        (start, end): QuotationKind.MIXED,
        (start + 1, start + 12): QuotationKind.DIRECT,
        (TEXT.index("she told"), end): QuotationKind.INDIRECT,
        (start + 4, end): QuotationKind.MIXED,
        (start, TEXT.index(" she told")): QuotationKind.DIRECT,
    }
    for span, kind in spans.items():
        work.respan(desk.shown()[0], *span)
        assert desk.shown()[0].kind is kind
    work.respan(desk.shown()[0], start, end, QuotationKind.DIRECT)  # as the person says
    work.respan(desk.shown()[0], start, end - 1)
    assert desk.shown()[0].kind is QuotationKind.DIRECT


def test_other_words_are_no_word_on_the_speaker(desk: Desk) -> None:
    """Who drew boundaries, or named the kind, did not say who speaks: that is as sure as before."""
    desk.found = replace(
        findings(), quotations=tuple(replace(q, confidence=0.5) for q in findings().quotations)
    )
    work, first = desk.notebook.quotations, desk.shown()[0]
    work.respan(first, first.start, len(TEXT))
    shown = desk.shown()[0]
    assert (shown.by_person, shown.attributed, shown.confidence) == (True, False, 0.5)
    work.rekind([shown], QuotationKind.MIXED)
    assert not desk.shown()[0].attributed
    work.accept(desk.shown()[:1])
    shown = desk.shown()[0]
    assert (shown.by_person, shown.attributed, shown.confidence) == (True, True, 1.0)


def test_words_that_moved_or_changed(desk: Desk, folder: Path) -> None:
    """Work follows its words; where they were altered it says so, and can be confirmed."""
    desk.notebook.quotations.tag(desk.shown()[:1], ["x"])
    desk.text = "Corrected at noon.\n\n" + TEXT
    desk.found = None
    assert desk.words() == ["“We will not close it for anybody,”"]
    desk.text = TEXT.replace("close it for anybody", "ever close it for anyone")
    (folder / "a.txt").write_text(desk.text, "utf-8")
    shown = desk.shown()[0]
    assert "altered" in shown.why
    assert shown.tags == ("x",)
    desk.notebook.quotations.confirm(shown)
    assert "altered" not in desk.shown()[0].why


def test_words_that_are_gone_are_listed(desk: Desk, folder: Path) -> None:
    """They are shown nowhere, but never dropped."""
    desk.notebook.quotations.tag(desk.shown()[:1], ["x"])
    desk.text = TEXT.replace("“We will not close it for anybody,” she told the council.", "")
    (folder / "a.txt").write_text(desk.text, "utf-8")
    desk.found = None
    assert desk.shown() == []
    [gone] = stale(desk.library, Resolution(), lambda _: None)
    assert gone.words == "“We will not close it for anybody,”"
    assert "no longer in the source" in gone.why
    desk.notebook.quotations.discard(gone.id)
    assert stale(desk.library, Resolution(), lambda _: None) == []
    desk.notebook.undo()
    (folder / "a.txt").unlink()
    desk.library.close()


def test_a_rejection_without_its_quotation_is_listed(desk: Desk) -> None:
    """After another analysis the person sees what their corrections no longer meet."""
    desk.notebook.quotations.reject(desk.shown()[:1])
    fewer = replace(findings(), quotations=findings().quotations[1:])
    assert stale(desk.library, Resolution(), lambda _: findings()) == []
    [it] = stale(desk.library, Resolution(), lambda _: fewer)
    assert "no longer finds" in it.why


def test_other_words_than_the_machine_had_are_none_that_it_misses(desk: Desk) -> None:
    """Speaker and words are corrected in any order: what it found still stands behind both."""
    first = desk.shown()[0]
    desk.notebook.quotations.attribute([first], None, "Olin Farrow")
    desk.notebook.quotations.respan(first, first.start, len(TEXT))
    assert [q.why for q in desk.shown() if q.by_person] == [""]
    assert stale(desk.library, Resolution(), lambda _: findings()) == []
    fewer = replace(findings(), quotations=())
    [it] = stale(desk.library, Resolution(), lambda _: fewer)
    assert "no longer finds" in it.why


def test_no_two_quotations_have_one_span(desk: Desk) -> None:
    """Boundaries are not drawn onto words that other work is on: it says whose; nothing is lost."""
    one, two = desk.shown()
    work = desk.notebook.quotations
    work.tag([one], ["mine"])
    work.tag([two], ["theirs"])
    with pytest.raises(StoreError, match=r"“a first step” \(said by Olin Farrow, #theirs\)"):
        work.respan(desk.shown()[0], two.start, two.end)
    with pytest.raises(StoreError, match="another quotation"):
        work.mark("a.txt", two.start, two.end, QuotationKind.DIRECT, None, "Ada Brandt")
    assert [q.tags for q in desk.shown()] == [("mine",), ("theirs",)]
    work.respan(desk.shown()[1], two.start, two.end)
    work.reject(desk.shown()[1:])
    work.respan(desk.shown()[0], two.start, two.end)
    assert [(q.start, q.tags) for q in desk.shown()] == [(two.start, ("mine",))]


# -- actors ---------------------------------------------------------------------------------------


def actor(id: str, name: str, articles: tuple[str, ...] = ("a.txt",), mentions: int = 2) -> Actor:
    """Return a person."""
    return Actor(id, name, ActorKind.PERSON, {name: mentions}, {"envoy": 1}, articles, mentions, 1)


BRANDT = actor("brandt", "Ada Brandt", ("a.txt", "b.txt"))
FARROW = actor("farrow", "Olin Farrow")
OTHER = actor("brand", "Ada Brand", ("b.txt",))
RESOLUTION = Resolution(
    {it.id: it for it in (BRANDT, FARROW, OTHER)},
    {"a.txt": ("brandt", "farrow"), "b.txt": ("brandt", "brand")},
)
LOCAL = Findings(
    actors=(
        LocalActor("Ada Brandt", ActorKind.PERSON, ("envoy",)),
        LocalActor("X", ActorKind.PERSON),
    ),
    mentions=(Mention(0, 1, MentionForm.NAME, 0),),
)


def laid(desk: Desk) -> Resolution:
    """Return the actors under the person's rulings, all of which apply."""
    resolution, unapplied = lay_actors(RESOLUTION, desk.notebook.actors.rulings(), lambda _: LOCAL)
    assert unapplied == []
    return resolution


def test_merge(desk: Desk) -> None:
    """Merged actors are one everywhere, under the first one's id, and undo parts them."""
    desk.notebook.quotations.attribute(desk.shown()[1:], "brand", "Ada Brand")
    desk.notebook.actors.merge([BRANDT, OTHER], "Ada E. Brandt")
    merged = laid(desk)
    assert merged.actors["brandt"].name == "Ada E. Brandt"
    assert merged.actors["brandt"].mentions == 4
    assert merged.of == {"a.txt": ("brandt", "farrow"), "b.txt": ("brandt", "brandt")}
    assert "brand" not in merged.actors
    assert desk.shown()[1].speaker_id == "brandt"
    desk.notebook.actors.merge([FARROW, merged.actors["brandt"]])
    assert set(laid(desk).of["b.txt"]) == {"farrow"}
    assert desk.notebook.actors.same() == {"brand": "farrow", "brandt": "farrow"}
    desk.notebook.undo()
    desk.notebook.undo()
    assert laid(desk) == RESOLUTION


def test_split_rename_dismiss(desk: Desk) -> None:
    """Each ruling does what it says, one after the other."""
    desk.notebook.actors.split(BRANDT, ["b.txt"], "Ada Brandt (pilot)")
    parted = laid(desk)
    [new] = parted.actors.keys() - RESOLUTION.actors.keys()
    assert parted.of == {"a.txt": ("brandt", "farrow"), "b.txt": (new, "brand")}
    assert parted.actors[new].articles == ("b.txt",)
    assert parted.actors["brandt"].articles == ("a.txt",)
    desk.notebook.actors.rename(parted.actors[new], "The pilot")
    assert laid(desk).actors[new].name == "The pilot"
    desk.notebook.actors.dismiss(OTHER)
    assert laid(desk).of["b.txt"] == (new, None)
    assert "brand" not in laid(desk).actors


def test_rulings_find_their_actors_by_name(desk: Desk) -> None:
    """With other ids after another analysis, names decide; an id of somebody else does not."""
    desk.notebook.actors.rename(BRANDT, "Minister Brandt")
    other = Resolution({"p9": replace(BRANDT, id="p9"), "brandt": replace(FARROW, id="brandt")})
    resolution, unapplied = lay_actors(other, desk.notebook.actors.rulings(), lambda _: None)
    assert resolution.actors["p9"].name == "Minister Brandt"
    assert resolution.actors["brandt"].name == "Olin Farrow"
    assert unapplied == []


def test_rulings_that_no_longer_apply_are_listed(desk: Desk) -> None:
    """An actor that is not found any more is named."""
    desk.notebook.actors.merge([BRANDT, OTHER])
    desk.notebook.actors.dismiss(FARROW)
    only = Resolution({"brandt": BRANDT}, {"a.txt": ("brandt",)})
    found = stale(desk.library, only, lambda _: None)
    assert [it.why for it in found] == [
        "not found any more: Ada Brand",
        "not found any more: Olin Farrow",
    ]


def test_links_are_judged_and_held(desk: Desk) -> None:
    """A drawn link keeps both passages by their words."""
    link = Link(LinkType.SAME_STATEMENT, Place("a.txt", 0, 8), Place("b.txt", 5, 15), 1.0)
    desk.notebook.links.judge(link, LinkVerdict.DRAWN, "seen in print")
    [note] = desk.notebook.links.notes()
    assert (note.a, note.a_anchor.exact, note.note) == ("a.txt", TEXT[:8], "seen in print")
    desk.notebook.undo()
    assert desk.notebook.links.notes() == []
