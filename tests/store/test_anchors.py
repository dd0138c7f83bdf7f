"""Anchors find their words again, or say that they are gone."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.notebook.alignment import Alignment
from onrecord.store.notebook.anchors import Anchor, AnchorState, Found, anchor, find, version_of

FIRST = "The harbour of Tesk was closed on Monday, and no ship has left it since."
SECOND = "“We have nothing to hide, and we will open it again,” Ana Brodin told the council."
THIRD = "Fishermen said that the season was lost to them, whatever the council decides now."
FOURTH = "“It is the council that decides,” said Piet Haller, who leads the port's union."
TEXT = "\n\n".join((FIRST, SECOND, THIRD, FOURTH))
WORDS = "“We have nothing to hide, and we will open it again,”"


def moved(new: str, words: str = WORDS, *, kept: bool = True, text: str = TEXT) -> Found:
    """Anchor words in a text, and find them in another."""
    start = text.index(words)
    held = anchor(text, start, start + len(words), version_of(text))
    return find(held, new, version_of(new), text if kept else None)


@pytest.mark.parametrize("kept", [True, False], ids=["old text kept", "old text lost"])
class TestEdits:
    """What an edit of the article does to an annotation."""

    def test_unchanged(self, kept: bool) -> None:
        """The same text: exact, in the same place."""
        start = TEXT.index(WORDS)
        assert moved(TEXT, kept=kept) == Found((start, start + len(WORDS)), AnchorState.EXACT)

    def test_changed_elsewhere_behind(self, kept: bool) -> None:
        """An edit far behind the words leaves them exact."""
        found = moved(TEXT.replace("union", "guild"), kept=kept)
        assert found.state is AnchorState.EXACT

    def test_words_before_were_added(self, kept: bool) -> None:
        """The words are further on, and the person need not be asked."""
        new = "Updated at noon.\n\n" + TEXT
        found = moved(new, kept=kept)
        assert found.state is AnchorState.MOVED
        assert found.span and new[slice(*found.span)] == WORDS

    def test_paragraphs_were_swapped(self, kept: bool) -> None:
        """The words went with their paragraph."""
        new = "\n\n".join((FOURTH, THIRD, SECOND, FIRST))
        found = moved(new, kept=kept)
        assert found.state is AnchorState.MOVED
        assert found.span and new[slice(*found.span)] == WORDS

    def test_the_words_were_altered(self, kept: bool) -> None:
        """The altered words are found, and the person is asked."""
        altered = "“We have nothing at all to hide, and will open it soon,”"
        new = TEXT.replace(WORDS, altered)
        found = moved(new, kept=kept)
        assert found.state is AnchorState.FUZZY
        assert found.span and new[slice(*found.span)] == altered

    def test_the_words_are_gone(self, kept: bool) -> None:
        """Words that were deleted are not found anywhere."""
        assert moved(TEXT.replace(WORDS, ""), kept=kept).state is AnchorState.ORPHAN

    def test_other_words_took_their_place(self, kept: bool) -> None:
        """Something else that the same person said is not what was annotated."""
        new = TEXT.replace(WORDS, "“No comment today, come back on Friday,”")
        assert moved(new, kept=kept).span is None

    def test_no_lookalike(self, kept: bool) -> None:
        """Of the same words said twice, the one left is not the one that went; or one is asked."""
        twice = TEXT + "\n\nAsked again, she repeated: “We have nothing to hide.”"
        text = twice.replace(WORDS, "“We have nothing to hide.”")
        gone = text.replace("“We have nothing to hide.” Ana Brodin", "Ana Brodin", 1)
        found = moved(gone, "“We have nothing to hide.”", text=text, kept=kept)
        assert found.state is (AnchorState.ORPHAN if kept else AnchorState.FUZZY)

    def test_a_short_word_among_many(self, kept: bool) -> None:
        """Of a word that stands everywhere the right one is found, by what is around it."""
        words = "council"
        start = TEXT.index("council that decides")
        held = anchor(TEXT, start, start + len(words), version_of(TEXT))
        new = "A council met.\n\n" + TEXT
        found = find(held, new, version_of(new), TEXT if kept else None)
        assert found.span == (start + 16, start + 16 + len(words))


@given(st.text(max_size=80), st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_texts(old: str, new: str, a: int, b: int) -> None:
    """No texts make it fail, and what it calls exact or moved are the very words."""
    start, end = sorted((min(a, len(old)), min(b, len(old))))
    held = anchor(old, start, end, "old")
    for kept in (old, None):
        found = find(held, new, "new", kept)
        if found.span is not None:
            assert 0 <= found.span[0] <= found.span[1] <= len(new)
            if found.state is not AnchorState.FUZZY:
                assert new[slice(*found.span)] == held.exact


def test_a_false_old_text_is_not_trusted() -> None:
    """Where the kept text is not the one that was annotated, the words alone decide."""
    held = Anchor(5, 9, "ship", "", "", "v")
    assert find(held, "nothing of it", "w", "a text of another kind").span is None


def test_alignment_carries_what_was_not_edited() -> None:
    """Nearly every word that is still there is found where it went, over many random edits."""
    chance = random.Random(4)
    words = TEXT.split()
    old = " ".join(words)
    asked = right = 0
    for _ in range(200):
        new = [word for word in words if chance.random() > 0.1]
        for _ in range(3):
            new.insert(chance.randrange(len(new)), f"word{chance.randrange(10**6)}")
        alignment = Alignment(old, " ".join(new))
        for unique in {"Fishermen", "whatever", "Piet"} & set(new):
            a, b = alignment.carry(old.index(unique), old.index(unique) + len(unique))
            asked += 1
            right += " ".join(new)[a:b] == unique
    assert right >= 0.97 * asked > 400
