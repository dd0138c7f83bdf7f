"""The encoder: what it reads, how it is kept, and that NumPy says what torch says."""

import numpy as np
import pytest
import spacy

from onrecord.analysis import layout, pipeline, quotations
from onrecord.analysis.pipeline import ACCURATE
from onrecord.analysis.quotations import encoder, mark_evidence, span_scores, stages, weights
from onrecord.analysis.quotations.cues import any_of
from onrecord.analysis.quotations.token_features import TokenFeatures
from onrecord.analysis.quotations.token_table import TokenTable, lay_out
from onrecord.analysis.types import Article

TEXT = (
    "Mayor Ilse Varga said that the harbour would reopen in May. It rained all day.\n\n"
    "“We will sign the treaty,” Tomas Brandl told reporters. He left in the evening."
)


def table_of(text: str) -> TokenTable:
    """Parse and lay out a text, without its marks."""
    doc = pipeline.parse(pipeline.load(), text)
    return lay_out(doc, text, layout.blocks(text), None, [])


def net() -> span_scores.Net:
    """Return the encoder that ships."""
    return weights.load(weights.ACCURATE).net


def test_it_tells_what_is_said_from_what_is_told() -> None:
    """Words of a content are likelier to be one's than those of the sentence after it."""
    table = table_of(TEXT)
    read = encoder.read(net(), table)
    content = read.tags[:, span_scores.CONTENT]
    assert content[any_of(table.lower, "harbour reopen sign treaty")].min() > 0
    assert content[any_of(table.lower, "rained left evening")].max() < 0
    assert read.tags[any_of(table.lower, "said told"), span_scores.CUE].min() > 0


def test_windows_do_not_see_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph in a window of its own reads as if nothing else were there."""
    monkeypatch.setattr("onrecord.analysis.quotations.wordpieces.WINDOW", 26)
    first, second = TEXT.split("\n\n")
    whole = encoder.read(net(), table_of(f"{second}\n\n{first}")).states
    alone = encoder.read(net(), table_of(second)).states
    assert np.allclose(whole[: len(alone) - 1], alone[:-1], atol=1e-4)


def test_an_article_of_blanks_is_read() -> None:
    """Tokens without a letter have states all the same."""
    table = table_of(" \u200b \n")
    assert encoder.read(net(), table).states.shape == (len(table), 384)


def test_weights_are_kept_in_bytes() -> None:
    """A matrix is off by less than half a step of its row; what was rounded stays as it is."""
    values = np.random.default_rng(7).normal(size=(40, 30)).astype(np.float32)
    values[3] = 0
    kept = encoder.rounded({"layer 1.wide": values, "tags": values})
    assert kept["layer 1.wide"].dtype == np.int8 and kept["tags"].dtype == np.float16
    again = encoder.widened(kept)
    step = np.abs(values).max(axis=1, keepdims=True) / 127
    assert (np.abs(again["layer 1.wide"] - values) <= 0.51 * step + 1e-6).all()
    twice = encoder.widened(encoder.rounded(again))
    assert np.allclose(twice["layer 1.wide"], again["layer 1.wide"], atol=1e-3 * step.max())


def test_the_accurate_pipeline_is_ours_read_by_the_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name chooses the weights; a pipeline of another name has the tagger's."""
    chosen = []
    load = weights.load

    def seen(path: object = weights.PATH) -> weights.Weights:
        chosen.append(path)
        return load(path)

    monkeypatch.setattr(quotations.weights, "load", seen)
    for model in (ACCURATE, pipeline.MODEL):
        found = pipeline.analyse(pipeline.load(model), Article("a", TEXT))
        said = [TEXT[q.start : q.end] for q in found.quotations]
        assert said[0] == "the harbour would reopen in May"
        assert [found.actors[q.actor].name for q in found.quotations] == [
            "Ilse Varga",
            "Tomas Brandl",
        ]
    assert chosen == [weights.ACCURATE, weights.PATH]


def test_a_pipeline_of_other_people_can_have_it() -> None:
    """The component takes it in its configuration, and keeps it when it is saved."""
    doc = pipeline.load()(TEXT)
    nlp = spacy.blank("en")
    add = nlp.add_pipe("onrecord_quotations", config={"accurate": True})
    add(doc)
    assert doc.user_data[quotations.ENCODED] and len(doc._.quotations) == 2
    assert nlp.config["components"]["onrecord_quotations"]["accurate"] is True


def test_numpy_says_what_torch_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """The encoder as it is trained gives the states of the one that is used."""
    torch = pytest.importorskip(
        "torch", reason="training needs the group “train” of pyproject.toml"
    )
    from train import encoder as training
    from train import span_scores as scoring

    monkeypatch.setattr(training, "DROPPED", 0.0)
    learned = weights.load(weights.ACCURATE)
    ground = TokenFeatures(table := table_of(TEXT), stages.find_cues(table, learned.cues))
    proposed = stages.propose(table, ground.cues, learned.begins, learned.ends)
    _, token = mark_evidence.quoted_evidence(ground, proposed[1])
    spans = stages.consider(ground, proposed, token)
    none = {kind: np.zeros(len(spans[kind].first), np.float32) for kind in span_scores.KINDS}
    article = training.example(ground, scoring.TaggedArticle(scoring.tags(table, []), spans, none))
    batch = training._Batch([article, article], learned.net)
    tensors = {name: torch.from_numpy(value) for name, value in learned.net.items()}
    states = training._states(tensors, batch)
    reading = encoder.read(learned.net, table)
    # The products of training are rounded to eight bits of fraction.
    assert np.abs(states[: len(table)].numpy() - reading.states).mean() < 0.02
    assert not states[len(table)].any()  # a gap
    assert torch.equal(states[: len(table)], states[batch.tokens.begins[1] :][: len(table)])
    odds = scoring.worth(tensors, "contents", states, batch.tokens, 0.0)
    expected = span_scores.worth(learned.net, "contents", reading, spans["contents"])
    assert len(expected) and np.allclose(odds[: len(expected)], expected, atol=0.3)
