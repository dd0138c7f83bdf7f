"""The neural tagger: what it reads, what it says of spans, and that NumPy says what torch says."""

from itertools import pairwise

import numpy as np
import pytest

from onrecord.analysis import layout, pipeline
from onrecord.analysis.quotations import (
    mark_evidence,
    pairing,
    span_scores,
    stages,
    tagger,
    weights,
)
from onrecord.analysis.quotations.cues import any_of
from onrecord.analysis.quotations.token_features import TokenFeatures
from onrecord.analysis.quotations.token_table import TENSOR, TokenTable, lay_out

TEXT = (
    "Mayor Ilse Varga said that the harbour would reopen in May. It rained all day.\n\n"
    "“We will sign the treaty,” Tomas Brandl told reporters. He left in the evening."
)


def sheet_of(text: str) -> TokenTable:
    """Parse and lay out a text."""
    blocks = layout.blocks(text)
    doc = pipeline.parse(pipeline.load(), text)
    return lay_out(
        doc,
        text,
        blocks,
        layout.dateline(text, blocks),
        pairing.pairs(text, blocks, weights.load().marks),
    )


def ground_of(table: TokenTable) -> TokenFeatures:
    """Find the cues of an article."""
    return TokenFeatures(table, stages.find_cues(table, weights.load().cues))


def spans_of(token_features: TokenFeatures) -> dict[str, span_scores.SpanBatch]:
    """Return the candidates of an article as the tagger's spans."""
    learned = weights.load()
    proposed = stages.propose(
        token_features.table, token_features.cues, learned.begins, learned.ends
    )
    _, token = mark_evidence.quoted_evidence(token_features, proposed[1])
    return stages.consider(token_features, proposed, token)


def test_it_tells_what_is_said_from_what_is_told() -> None:
    """Words of a content are likelier to be one's than those of the sentence after it."""
    table = sheet_of(TEXT)
    read = tagger.read(weights.load().net, table, tagger.page(ground_of(table)))
    content = read.tags[:, span_scores.CONTENT]
    assert content[any_of(table.lower, "harbour reopen sign treaty")].min() > 0
    assert content[any_of(table.lower, "rained left evening")].max() < 0
    assert read.tags[any_of(table.lower, "said told"), span_scores.CUE].min() > 0


def test_pieces_cover_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces follow each other, between sentences, and none is longer than it may be."""
    monkeypatch.setattr(tagger, "PIECE", 10)
    bounds = [(0, 4), (4, 9), (9, 12), (12, 40), (40, 41)]
    table = type("TokenTable", (), {"sentences": bounds, "__len__": lambda self: 41})()
    pieces = list(tagger._pieces(table))
    assert pieces[0] == (0, 9) and pieces[-1][1] == 41
    assert all(a[1] == b[0] for a, b in pairwise(pieces))
    assert all(0 < stop - begin <= 10 for begin, stop in pieces)


def test_a_long_article_reads_as_a_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Far from where it is cut, an article read in pieces says what the whole says."""
    table = sheet_of("\n\n".join([TEXT] * 6))
    page, net = tagger.page(ground_of(table)), weights.load().net
    whole = tagger.read(net, table, page).states
    monkeypatch.setattr(tagger, "PIECE", len(table) * 2 // 3)
    cut = next(tagger._pieces(table))[1]
    pieces = tagger.read(net, table, page).states
    assert 0 < cut < len(table)
    assert np.allclose(pieces[: cut - 60], whole[: cut - 60], atol=1e-4)


def test_the_numbers_of_an_unknown_pipeline_are_not_read() -> None:
    """Only the pipeline that the tagger was trained with has its tensors read."""
    import spacy

    nlp = spacy.blank("en")
    doc = nlp("Ilse Varga said no.")
    doc.tensor = np.ones((len(doc), TENSOR), np.float32)
    table = lay_out(doc, doc.text, layout.blocks(doc.text), None, [])
    assert not table.tensor.any()
    assert sheet_of(TEXT).tensor.any()


def test_no_spans_are_no_answers() -> None:
    """An article without candidates gets features of no rows, as wide as others'."""
    learned = weights.load()
    some, none = (ground_of(sheet_of(text)) for text in (TEXT, "It rained all day."))
    widths = []
    for token_features in (some, none):
        spans = spans_of(token_features)
        said = stages.consult(learned.net, token_features, spans)
        widths.append([said[kind].shape[1] for kind in span_scores.KINDS])
        assert [len(said[kind]) for kind in span_scores.KINDS] == [
            len(spans[kind].first) for kind in span_scores.KINDS
        ]
    assert not len(spans["contents"].first) and not len(spans["quoted"].first)
    assert widths[0] == widths[1]


def test_numpy_says_what_torch_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """The net as it is trained scores spans as the net that is used."""
    torch = pytest.importorskip(
        "torch", reason="training needs the group “train” of pyproject.toml"
    )
    from train import span_scores as scoring
    from train import tagger as training

    monkeypatch.setattr(training, "DROPPED", 0.0)
    monkeypatch.setattr(training, "FORGOTTEN", -1.0)
    net = weights.load().net
    token_features = ground_of(sheet_of(TEXT))
    spans, page = spans_of(token_features), tagger.page(token_features)
    none = {kind: np.zeros(len(spans[kind].first), np.float32) for kind in span_scores.KINDS}
    tagged = scoring.TaggedArticle(scoring.tags(token_features.table, []), spans, none)
    batch = training._Batch([training.PagedArticle(page, tagged)] * 2, np.zeros(2, np.bool_), net)
    tensors = {name: torch.from_numpy(value) for name, value in net.items()}
    states = training._states(tensors, batch)
    reading = tagger.read(net, token_features.table, page)
    assert np.allclose(states[: len(token_features.table)], reading.states, atol=1e-3)
    for kind in span_scores.KINDS:
        expected = span_scores.worth(net, kind, reading, spans[kind])
        worth = scoring.worth(tensors, kind, states, batch.tokens, 0.0)
        assert len(expected)
        assert np.allclose(worth, [*expected, *expected], atol=1e-2)


def test_annotations_become_tags() -> None:
    """A content is tagged with its edges, its cue and its source; a thought is no content."""
    from train import gold
    from train import span_scores as training

    table = sheet_of(TEXT)
    start, end = TEXT.index("the harbour"), TEXT.index(" in May")
    said = gold.Gold(start, end, False, True, table.words.index("said"), (0, 16))
    tags = training.tags(table, [said])
    words = np.array(table.words)
    assert words[tags[:, span_scores.CONTENT] > 0].tolist() == ["the", "harbour", "would", "reopen"]
    assert words[tags[:, span_scores.BEGIN] > 0].tolist() == ["the"]
    assert words[tags[:, span_scores.END] > 0].tolist() == ["reopen"]
    assert words[tags[:, span_scores.CUE] > 0].tolist() == ["said"]
    assert words[tags[:, span_scores.SOURCE] > 0].tolist() == ["Mayor", "Ilse", "Varga"]
    thought = gold.Gold(start, end, False, False, table.words.index("said"), None)
    assert training.tags(table, [thought]).sum(axis=0).nonzero()[0].tolist() == [
        span_scores.THOUGHT
    ]
