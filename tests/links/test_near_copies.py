"""Near copies of texts: found among many, without comparing each with each."""

from __future__ import annotations

from onrecord.analysis.links.near_copies import is_copy, near_copies, shingles, sketch

STORY = (
    "The harbour council met and closed the old bridge to lorries while divers look at "
    "its pillars. The mayor said the work would take until the spring, and that the ferry would "
    "run twice as often until then. Fishermen asked who would pay for the longer way round. "
)
FORM = (
    "The pilot of the port of Ulmen told the owners that the vessel {0} would have to wait outside "
    "until the wind had fallen and the tide had turned. A second tug would be sent at dawn, the "
    "lights on the northern mole stay on, and fishing boats keep to the channel near the shore. "
    "Cargo is unloaded in the order of arrival, {0} pays its fees within ten days of leaving."
)


def compared(texts: dict[str, str]) -> tuple[dict[str, str], int]:
    """Return the near copies among texts, and how many pairs of texts were read for it."""
    pairs = []

    def are_copies(one: str, other: str) -> bool:
        pairs.append((one, other))
        return is_copy(shingles(texts[one]), shingles(texts[other]))

    return near_copies({name: sketch(text) for name, text in texts.items()}, are_copies), len(pairs)


def test_a_reprint_is_found_among_forms_that_are_all_alike() -> None:
    """Twice the forms are twice the comparisons, and a copy of an article is still found."""
    numbers = []
    for count in (150, 300):
        texts = {f"{n}": FORM.format(n, f"Alder{n}", n % 7) for n in range(count)}
        texts |= {
            "story": STORY.format(day="Monday") * 3,
            "reprint": STORY.format(day="Monday") * 3,
        }
        found, pairs = compared(texts)
        assert found["reprint"] == "story"
        numbers.append(pairs)
    assert 0 < numbers[1] < 2.5 * numbers[0]
