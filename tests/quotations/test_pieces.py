"""A text too long for one parse: cut where it can be, read in pieces, put together."""

from collections.abc import Iterator

import pytest

from onrecord.analysis import layout, pieces, pipeline
from onrecord.analysis.types import (
    ActorKind,
    Article,
    Block,
    Findings,
    LocalActor,
    Mention,
    MentionForm,
    Quotation,
    QuotationKind,
)

PARAGRAPH = (
    "The canal stays shut, Harbour Master Ines Valtorp said on Monday. “Nobody rows a ferry by "
    "hand,” she told the paper. {} Ole Brandvik, who mends the locks, said the water was low."
)


def story(paragraphs: int) -> str:
    """Return a text of numbered paragraphs."""
    return "\n\n".join(PARAGRAPH.format(f"It was day {n}.") for n in range(paragraphs))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces small enough for a test."""
    monkeypatch.setattr(pieces, "PIECE", 1_500)
    monkeypatch.setattr(pieces, "AROUND", 500)


def cut(text: str) -> list[pieces.TextPiece]:
    """Return the pieces of a text."""
    return pieces.cut(text, layout.blocks(text))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    "text",
    [
        story(30),
        story(30).replace("\n\n", " "),
        "a\n" * 4_000,
        "x" * 9_000,
        "“" * 5_000,
        "\ud800" * 4_000,
    ],
    ids=["paragraphs", "one line", "letters", "one word", "marks", "surrogates"],
)
def test_pieces_follow_each_other_and_are_short(text: str) -> None:
    """Every sign is in one piece, none of which is longer than told, nor what is read round it."""
    found = cut(text)
    assert [piece.begin for piece in found] == [0, *(piece.end for piece in found[:-1])]
    assert found[-1].end == len(text)
    for piece in found:
        assert 0 < piece.end - piece.begin <= pieces.PIECE
        assert 0 <= piece.begin - piece.start <= pieces.AROUND
        assert 0 <= piece.stop - piece.end <= pieces.AROUND


def test_few_signs_of_many_words_are_cut_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """What costs memory is tokens: lines of one letter have one for every sign."""
    monkeypatch.setattr(pieces, "WORDS", 100)
    assert not pieces.fits("a\n" * 100)
    assert pieces.fits("abcdefgh " * 99)
    assert max(piece.end - piece.begin for piece in cut("a\n" * 300)) <= 100


@pytest.mark.usefixtures("small")
def test_pieces_are_cut_between_blocks() -> None:
    """No paragraph is torn where its text has several."""
    text = story(30)
    starts = {block.start for block in layout.blocks(text)}
    assert {piece.begin for piece in cut(text)} <= starts
    assert {piece.start for piece in cut(text)} <= starts


@pytest.mark.usefixtures("small")
def test_a_text_that_repeats_itself_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The signs that are parsed do not grow with the number of repetitions."""
    read: list[int] = []
    made = pipeline._made
    monkeypatch.setattr(
        pipeline,
        "_made",
        lambda nlp, text, *shape: (read.append(len(text)), made(nlp, text, *shape))[1],
    )

    def parsed(times: int) -> tuple[int, int]:
        read.clear()
        text = "\n\n".join([story(3)] * times)
        found = pipeline.analyse(pipeline.load(), Article("a", text))
        return sum(read), len(found.quotations)

    few, many = parsed(10), parsed(40)
    assert many[0] <= few[0] + 2 * (pieces.PIECE + 2 * pieces.AROUND)
    assert many[1] > 3.5 * few[1] > 0


def outline(text: str, found: Findings) -> Iterator[tuple[str, ...]]:
    """Yield each quotation as its words, its kind and its speaker."""
    for q in found.quotations:
        yield (
            text[q.start : q.end],
            q.kind,
            found.actors[q.actor].name if q.actor is not None else "",
        )


def test_in_pieces_is_found_what_is_found_in_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut into ten, a text has the same sentences, quotations and people."""
    text = story(30)
    article = Article("a", text)
    whole = pipeline.analyse(pipeline.load(), article)
    monkeypatch.setattr(pieces, "PIECE", 1_500)
    monkeypatch.setattr(pieces, "AROUND", 500)
    apart = pipeline.analyse(pipeline.load(), article)
    assert len(cut(text)) >= 5
    assert apart.blocks == whole.blocks
    assert apart.sentences == whole.sentences
    assert {a.name for a in apart.actors} == {a.name for a in whole.actors}
    assert list(outline(text, apart)) == list(outline(text, whole))
    assert len(set(zip(apart.mentions, apart.mentions, strict=True))) == len(apart.mentions)


def test_a_pronoun_behind_a_cut_finds_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A piece is read with the paragraphs before it: "she" is whom they name."""
    first = "Harbour Master Ines Valtorp closed the canal on Monday after the gate had given way."
    second = "“Nobody rows a ferry by hand,” she said. “We shall mend it before the autumn.”"
    text = f"{first}\n\n{second}"
    monkeypatch.setattr(pieces, "PIECE", len(first) + 10)
    assert [piece.begin for piece in cut(text)][:2] == [0, len(first) + 2]
    found = pipeline.analyse(pipeline.load(), Article("a", text))
    assert ("“Nobody rows a ferry by hand,”", "direct", "Ines Valtorp") in set(outline(text, found))


def test_what_begins_in_the_neighbour_is_the_neighbours() -> None:
    """Offsets become those of the whole; actors of one name are one; groups stay apart."""
    actor = LocalActor(
        "Ines Valtorp", ActorKind.PERSON, ("Harbour Master",), "f", ("Ines Valtorp",)
    )
    found = Findings(
        blocks=(Block(0, 40),),
        sentences=((0, 10), (10, 40)),
        actors=(LocalActor("Ole Brandvik", ActorKind.PERSON), actor),
        mentions=(Mention(2, 6, MentionForm.NAME, 0), Mention(12, 16, MentionForm.NAME, 1)),
        quotations=(
            Quotation(0, 9, QuotationKind.DIRECT, actor=0, group=0),
            Quotation(20, 30, QuotationKind.DIRECT, (31, 33), (12, 16), 1, ((12, 16),), group=0),
        ),
    )
    parts = [(pieces.TextPiece(0, 10, 40, 40), found), (pieces.TextPiece(30, 40, 70, 70), found)]
    whole = pieces.merge(parts)
    assert whole.sentences == ((10, 40), (40, 70))
    assert whole.actors == (actor,)
    assert [(m.start, m.end, m.actor) for m in whole.mentions] == [(12, 16, 0), (42, 46, 0)]
    assert [(q.start, q.cue, q.speaker, q.actor, q.group) for q in whole.quotations] == [
        (20, (31, 33), (12, 16), 0, 0),
        (50, (61, 63), (42, 46), 0, 1),
    ]
