"""The component for other people's pipelines."""

import spacy
from spacy.tokens import Doc

from onrecord.analysis import pipeline


def test_a_blank_pipeline_carries_the_component() -> None:
    """The factory is found by its name; marks alone are enough to run."""
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_quotations")
    doc = nlp("“The harbour will reopen before the winter storms,” Mayor Ilse Varga said.")
    assert isinstance(doc._.quotations, list)


def test_offsets_are_those_of_the_doc() -> None:
    """Quotations of a parsed Doc are spans of its own text."""
    nlp = pipeline.load()
    make = spacy.blank("en").add_pipe("onrecord_quotations")
    doc: Doc = make(nlp('"The harbour will reopen before the storms," Mayor Ilse Varga said.'))
    (quotation,) = doc._.quotations
    content = doc.text[quotation.start : quotation.end]
    assert content.strip('",') == "The harbour will reopen before the storms"


def test_the_component_is_saved_with_its_pipeline(tmp_path) -> None:
    """A pipeline that holds it can be written and read."""
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord_quotations")
    nlp.to_disk(tmp_path / "pipeline")
    assert spacy.load(tmp_path / "pipeline").pipe_names == ["onrecord_quotations"]
