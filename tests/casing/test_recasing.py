"""Capitals where a text has lost them: what is written anew, and what stays as it is."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis import casing, layout, load, pipeline
from onrecord.analysis.casing import weights
from onrecord.analysis.types import Article


def recased(text: str) -> str:
    """Return a text as the parser is to read it."""
    return casing.recased(text, layout.blocks(text), load().vocab)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "ana brodin said the ferry would sink. “we are done,” said tom o'brien of ulmen.",
            "Ana Brodin said the ferry would sink. “We are done,” said Tom O'Brien of Ulmen.",
        ),
        (
            "The ferry will sink, said ana brodin, the mayor. The u.s. coast is near nato's.",
            "The ferry will sink, said Ana Brodin, the mayor. The U.S. coast is near NATO's.",
        ),
        (
            "KNUT AHLERS said the mill would close. “WE ARE BROKE,” AHLERS SAID.",
            "Knut Ahlers said the mill would close. “We are broke,” Ahlers said.",
        ),
        ("“NO,” SAID ALFRED MCNEIL, A NURSE.", "“No,” said Alfred McNeil, a nurse."),
        ("TOIVE KERTTUNIK said the ferry is late.", "Toive Kerttunik said the ferry is late."),
        (
            "VELKO SUES ULMEN DOCKERS\n\nOn Monday the harbour of Velko sued the dockers.",
            "Velko sues Ulmen dockers\n\nOn Monday the harbour of Velko sued the dockers.",
        ),
    ],
)  # fmt: skip
def test_what_stands_in_one_case_is_written_anew(written: str, read: str) -> None:
    """Names have capitals, acronyms keep theirs, other words have none; sentences begin large."""
    assert recased(written) == read


@pytest.mark.parametrize(
    "text",
    [
        "NATO and the EU met at 2 PM CET, the FBI said. Ana Brodin of the OECD did not.",
        "The Committee of Ulmen Dockers (CUDO) met. CUDO said no. So did Ana Brodin’s union.",
        "no stop here\n\nAna Brodin said on Monday that Tom Velde would go.",
        "",
    ],
)
def test_what_has_its_capitals_stays(text: str) -> None:
    """Short forms, short lines and clean prose are left alone, as the same object."""
    assert recased(text) is text


def test_without_word_vectors_nothing_is_recased() -> None:
    """A pipeline that does not know how words are usually written reads the text as it is."""
    import spacy

    text = "ana brodin said the ferry would sink, and so did tom velde of ulmen."
    assert casing.recased(text, (), spacy.blank("en").vocab) is text


LETTERS = st.sampled_from(
    [*string.ascii_letters, *" .,'’“”\n-", "İ", "ß", "é", "Ñ", "\u0130B", "USA "]
)


@given(st.lists(LETTERS, max_size=120).map("".join))
def test_the_length_stays(text: str) -> None:
    """Whatever the text, only letters change, and only their case."""
    found = recased(text)
    assert [a.casefold() == b.casefold() for a, b in zip(text, found, strict=True)].count(
        False
    ) == 0


def test_names_are_found_as_if_they_had_their_capitals() -> None:
    """Actors bear capitals, mentions and quotations are those of the text as stored."""
    text = "“we are broke,” said mara olsen, the mayor of ulmen. olsen said the mill would close."
    [found] = pipeline.analyse_many(load(), [Article("a", text)])
    assert [a.name for a in found.actors if a.kind == "person"] == ["Mara Olsen"]
    assert {text[m.start : m.end] for m in found.mentions} >= {"mara olsen", "olsen"}
    said = {text[q.start : q.end]: found.actors[q.actor or 0].name for q in found.quotations}
    assert said == {"“we are broke,”": "Mara Olsen", "the mill would close": "Mara Olsen"}


def test_weights_of_other_features_are_refused(tmp_path: Path) -> None:
    """Weights name their features."""
    import numpy as np

    path = tmp_path / "casing.npz"
    np.savez_compressed(path, features=np.array(["other"]), bucket=np.zeros(0), weight=np.zeros(0))
    with pytest.raises(ValueError, match="made for another version"):
        weights.load(path)
