"""Which quotation marks belong together."""

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.analysis import layout
from onrecord.analysis.quotations import pairing, weights
from onrecord.analysis.quotations.marks import MarkPair
from onrecord.analysis.types import Block

from ..conftest import linear

Reader = Callable[[str], list[Any]]


def pairs(text: str) -> list[MarkPair]:
    """Return the pairs of marks of a text."""
    return pairing.pairs(text, layout.blocks(text), weights.load().marks)


def inner(text: str) -> list[str]:
    """Return what stands between the marks of each pair."""
    return [text[slice(*pair.inner)].strip() for pair in pairs(text)]


@pytest.mark.parametrize(
    "text",
    [
        'The plan works, she said: "We are ready for it." Nobody cheered.',
        "The plan works, she said: “We are ready for it.” Nobody cheered.",
        "The plan works, she said: «We are ready for it.» Nobody cheered.",
        "The plan works, she said: »We are ready for it.« Nobody cheered.",
        "The plan works, she said: „We are ready for it.“ Nobody cheered.",
        "The plan works, she said: “We are ready for it.“ Nobody cheered.",
        "The plan works, she said: ”We are ready for it.” Nobody cheered.",
        "The plan works, she said: ``We are ready for it.'' Nobody cheered.",
        "The plan works, she said: ''We are ready for it.'' Nobody cheered.",
        "The plan works, she said: `We are ready for it.’ Nobody cheered.",
        "The plan works, she said: 'We are ready for it.' Nobody cheered.",
        "The plan works, she said: ‘We are ready for it.’ Nobody cheered.",
        "The plan works, she said: “ We are ready for it. ” Nobody cheered.",
        "The plan works, she said:“ We are ready for it. ”Nobody cheered.",
        "The plan works, she said: “We are ready for it.",
    ],
)
def test_a_pair_of_any_make_is_found(text: str) -> None:
    """Straight, curly, angle, low, mixed and misplaced marks enclose the same words."""
    assert inner(text) == ["We are ready for it."]


@pytest.mark.parametrize(
    "text",
    [
        "“We are ready for it,”she said.",
        "“We are ready for it, ”she said.",
        "“We are ready for it, “she said.",
        "“We are ready for it,“ she said.",
        '"We are ready for it,"she said.',
        '"We are ready for it, "she said.',
    ],
)
def test_a_closing_mark_stuck_to_the_cue_closes(text: str) -> None:
    """A closing mark that leans the wrong way or stands beside no blank still closes."""
    assert inner(text) == ["We are ready for it,"]


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    """A mark that is never closed does not swallow the next paragraph."""
    text = "“We are ready.\n\n“And we mean it,” she said. Nobody cheered at all."
    assert inner(text) == ["We are ready.", "And we mean it,"]


def test_a_pair_inside_a_pair_is_nested() -> None:
    """Words quoted inside a quotation do not cut it in two."""
    text = "“They have, as the envoy put it, “buried” the treaty for good,” she said."
    assert [(pair.depth, text[slice(*pair.inner)]) for pair in pairs(text)] == [
        (0, "They have, as the envoy put it, “buried” the treaty for good,"),
        (1, "buried"),
    ]


def test_a_nested_pair_with_its_blanks_outside_in() -> None:
    """Blanks on the wrong side of an inner pair do not cut the outer one in two."""
    text = "“They have simply“ buried ”the treaty, and for good,” she said."
    assert "They have simply“ buried ”the treaty, and for good," in inner(text)


def test_apostrophes_are_no_marks() -> None:
    """Contractions and possessives quote nothing."""
    assert inner("The mayor's aides don't know what the guards' wives won't say.") == []


def test_many_marks_take_linear_time() -> None:
    """Four times the marks of one endless block take about four times as long."""
    learned = weights.load().marks
    for unit in ("“", 'a " ', "a ' b. "):
        short, long = (unit * (size // len(unit)) for size in (4_000, 16_000))
        assert linear(lambda text: pairing.pairs(text, [Block(0, len(text))], learned), short, long)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The workers’ union said the '90s were over. “We won't go back,” Varga said.",
            ["We won't go back,"],
        ),
        ("“The bridge is closed, the mayor said. Nobody knew why.", ["The bridge is closed,"]),
        (
            "She said: The bridge stays closed for good.” Nobody knew why.",
            ["The bridge stays closed for good."],
        ),
        ("‹We are late,› she said. Nobody laughed.", ["We are late,"]),
        (
            "“The bridge is old,” he said. “It carried more than it could. “It must go,” he added.",
            ["The bridge is old,", "It carried more than it could.", "It must go,"],
        ),
        (
            "'He told me: \"Go home,\" and I went,' Varga said.",
            ['He told me: "Go home," and I went,'],
        ),
    ],
)
def test_a_mark_that_fails_costs_its_own_piece(text: str, wanted: list[str]) -> None:
    """Marks that are missing, or that are none, leave the other quotations as they are."""
    assert inner(text)[: len(wanted)] == wanted


@pytest.mark.parametrize("text", ["“\ud800", "'\udfff a'", "“\x00” ‘"])
def test_half_a_surrogate_beside_a_mark(text: str) -> None:
    """Signs that no encoding knows are read as any other."""
    assert all(pair.start < pair.end for pair in pairs(text))


@pytest.mark.parametrize(
    "text",
    [
        "Vera Lind said the '80s were louder. Her aunt, who danced in the '70s, agreed.",
        "'Twas a fair price, the skipper said, and rock 'n' roll was cheap. 'Tis no more.",
        "Tell ’em to wait ’til spring, Brodin said. The boats ’round the quay leak.",
        "Fish ‘n’ bread will cost more in the ’20s, Brodin said.",
    ],
)
def test_words_cut_at_their_beginning_open_nothing(text: str) -> None:
    """The apostrophe of the '80s, 'tis and 'n' is no mark."""
    assert inner(text) == []


def test_cut_words_inside_single_marks_leave_the_pair_whole() -> None:
    """A pair of single marks around such words still is one."""
    assert inner("'Tell them the '80s are over,' Brodin said.") == ["Tell them the '80s are over,"]


def test_an_open_mark_ends_before_the_words_that_tell_who_speaks() -> None:
    """Also where the next paragraph begins with a mark: it is another quotation."""
    text = "“The quay is too short, she said. Nobody answered her.\n\n“So it is,” Brodin said."
    assert inner(text) == ["The quay is too short,", "So it is,"]


def test_two_marks_that_open_may_close_with_one() -> None:
    """The words that lead to what is quoted inside belong to the quotation."""
    text = "“The mayor came to us and said, “Keep the boat,” Vera Lind recalled. “I kept it.”"
    assert inner(text) == [
        "The mayor came to us and said, “Keep the boat,",
        "Keep the boat,",
        "I kept it.",
    ]


def test_marks_of_one_sign_pair_by_their_places() -> None:
    """Marks that look alike open after a blank and close before one."""
    assert inner("”The quay is shut,” Brodin said. ”Go home.” Nobody went.") == [
        "The quay is shut,",
        "Go home.",
    ]


@pytest.mark.parametrize("marks", ["‚‘", "›‹", "‹›"])
def test_single_marks_that_point_make_pairs(marks: str) -> None:
    """‚...‘, ›...‹ and ‹...› enclose words where nothing else does."""
    opening, closing = marks[0], marks[1]
    text = f"{opening}We are ready for it{closing}, said the mayor. {opening}Nearly.{closing}"
    assert inner(text) == ["We are ready for it", "Nearly."]


@pytest.mark.parametrize("mark", "’'")
def test_owners_close_nothing(mark: str) -> None:
    """A possessive s’ is no closing mark where another one closes after a stop."""
    opening = "‘" if mark == "’" else "'"
    said = f"The bakers{mark} ovens are cold and the millers{mark} sons are gone,"
    assert inner(f"{opening}{said}{mark} complained the mayor, Edda Holm.") == [said]


@pytest.mark.parametrize(
    "text",
    [
        "“The pier is rotten, Edda Holm told the council on Friday. The hall was full.\n\n"
        "“Utterly rotten,” Holm repeated.",
        "“The pier is rotten, said Edda Holm. The hall was full. “Utterly rotten,” said Jon Toth.",
        '"The pier is rotten, said Edda Holm. The hall was full. "Utterly rotten," said Jon Toth.',
    ],
)
def test_words_that_tell_who_speaks_end_an_open_pair(text: str) -> None:
    """A mark that is never closed reaches up to who speaks, though another one opens later."""
    assert [words.rstrip(",") for words in inner(text)] == ["The pier is rotten", "Utterly rotten"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "“Skippers like the pier, Holm notes.\n\n“The pier likes them, she points out.\n\n"
            "The hall was full.",
            ["Skippers like the pier,", "The pier likes them,"],
        ),
        (
            "It rained.\n\nEven the pilot’s boat was taken, maybe by Orsk,” the report said.",
            ["Even the pilot’s boat was taken, maybe by Orsk,"],
        ),
        (
            "“Skippers, nobody has asked us.\n\n“We meet on Friday.”",
            ["Skippers, nobody has asked us.", "We meet on Friday."],
        ),
    ],
)
def test_a_missing_mark_stands_where_the_sentence_tells(text: str, wanted: list[str]) -> None:
    """Before the clause that tells who speaks, where the sentence begins, at the paragraph's end;
    a verb after "has" tells of nobody."""
    assert inner(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The flood of '53 ruined it, she said. The mill, built in '09, was lost.",
        "They have met since ’68, he said; it was better in ’04.",
        "Joris van 't Hoff left, and Karel van ’t Hoff stayed.",
    ],
)
def test_years_and_dutch_articles_are_no_marks(text: str) -> None:
    """An apostrophe before two figures that a preposition leads, or before "t", opens nothing."""
    assert pairs(text) == []


def test_two_figures_may_begin_what_is_quoted() -> None:
    """Where no preposition leads them, they are a number."""
    assert inner("'12 people are dead,' said the nurse.") == ["12 people are dead,"]


def test_blanks_tell_which_marks_are_nested() -> None:
    """Marks of one form inside each other are pairs, if each opens or closes by its blanks."""
    text = '"They shouted, "Traitor", and threw stones," said Ada.'
    assert inner(text) == ['They shouted, "Traitor", and threw stones,', "Traitor"]
    assert [pair.depth for pair in pairs(text)] == [0, 1]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“It is closed, the sheriff, Dale Brod, said. Cars turned back.", "It is closed,"),
        ("“It was a mistake, admitted Ada Brod on Friday. Her firm paid.", "It was a mistake,"),
    ],
)
def test_who_speaks_ends_an_open_mark_in_any_wording(text: str, wanted: str) -> None:
    """Behind a name between commas, and by a verb that doubles its last letter."""
    assert inner(text) == [wanted]


def test_a_possessive_closes_nothing_before_words_in_marks() -> None:
    """Also where double marks stand between it and the mark that closes."""
    whole = "My parents’ house was “taken”,"
    assert inner(f"‘{whole}’ said Ada Brod. ‘That was it.’")[0] == whole


def test_single_guillemets_are_marks_for_the_parser_too(read: Reader) -> None:
    """Words of few letters between them are a quotation as any other."""
    found = read("‹No comment›, said Ada Brod, the banker.")
    assert [(q.kind, q.content) for q in found] == [("direct", "‹No comment›")]
