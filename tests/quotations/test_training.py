"""Training: what is learned from annotations, on a few invented articles."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.analysis import layout, pipeline
from onrecord.analysis.quotations import pairing, weights
from onrecord.analysis.quotations.token_table import TokenTable, lay_out

pytest.importorskip("lightgbm", reason="training needs the group “train” of pyproject.toml")

from train import boosted, copies, corruption, folds, gold, learn, translation


def annotated(text: str, *marked: tuple[str, str, str]) -> dict:
    """Return an annotated article; each quotation as content, speaker and cue."""
    quotes = []
    for content, speaker, cue in marked:
        start = text.index(content)
        quotes.append(
            {
                "start": start,
                "end": start + len(content),
                "kind": "direct" if "“" in content else "indirect",
                "speech": cue != "hopes",
                "speaker": [text.index(speaker), text.index(speaker) + len(speaker)],
                "cue": [text.index(cue), text.index(cue) + len(cue)],
            }
        )
    return {"id": "a", "text": text, "quotes": quotes}


ARTICLE = annotated(
    "Mayor Ilse Varga said that the harbour would reopen in May. It rained all day.\n\n"
    "“We will sign the treaty,” Tomas Brandl told reporters. He left in the evening.\n\n"
    "Ada Korvin hopes that the talks will go on.",
    ("that the harbour would reopen in May", "Mayor Ilse Varga", "said"),
    ("“We will sign the treaty,”", "Tomas Brandl", "told"),
    ("that the talks will go on", "Ada Korvin", "hopes"),
)


def sheet_of(row: dict) -> TokenTable:
    """Parse and lay out an annotated article."""
    text = row["text"]
    blocks = layout.blocks(text)
    doc = pipeline.parse(pipeline.load(), text)
    return lay_out(
        doc,
        text,
        blocks,
        layout.dateline(text, blocks),
        pairing.pairs(text, blocks, weights.load().marks),
    )


def test_annotations_become_tokens() -> None:
    """Contents are cut to their letters, "that" left out; a cue is the verb of its words."""
    table = sheet_of(ARTICLE)
    first, second, third = gold.quotations(table, ARTICLE)
    assert table.text[first.start : first.end] == "the harbour would reopen in May"
    assert table.words[first.cue] == "said"
    assert table.text[second.start : second.end] == "We will sign the treaty"
    assert second.direct and not first.direct
    assert first.speech and not third.speech


@pytest.mark.parametrize("seed", range(12))
def test_corrupted_marks_move_the_annotations_along(seed: int) -> None:
    """Whatever becomes of the marks, the annotated words stay the same."""
    row = corruption.corrupt(ARTICLE, seed)
    for before, after in zip(ARTICLE["quotes"], row["quotes"], strict=True):
        for span in ("speaker", "cue"):
            assert row["text"][slice(*after[span])] == ARTICLE["text"][slice(*before[span])]
        content = row["text"][after["start"] : after["end"]]
        said = ARTICLE["text"][before["start"] : before["end"]]
        assert [c for c in content if c.isalnum()] == [c for c in said if c.isalnum()]


SAID = annotated(
    "Brandl said the bridge was unsafe. It rained.\n\n"
    "“We will sign the treaty,” Varga said. He said the talks would go on.",
    ("the bridge was unsafe", "Brandl", "said"),
    ("“We will sign the treaty,”", "Varga", "said"),
)
SAID["quotes"][1]["cue"] = [SAID["text"].index("said. He"), SAID["text"].index(". He")]


@pytest.mark.parametrize("seed", range(12))
def test_copies_told_otherwise_keep_who_said_what(seed: int) -> None:
    """Verbs and places of cues change, contents stay; speakers and cues are where they went."""
    row = translation.retold(SAID, seed, translation.LEARNED)
    first, second = row["quotes"]
    text = row["text"]
    assert text[first["start"] : first["end"]].strip() == "the bridge was unsafe"
    assert text[second["start"] : second["end"]] == "“We will sign the treaty,”"
    assert [text[slice(*q["speaker"])] for q in (first, second)] == ["Brandl", "Varga"]
    for quote in (first, second):
        cue = text[slice(*quote["cue"])]
        assert cue in ("said", "words", "According to") or any(
            verb.replace("·", " ") in cue for verb in translation.LEARNED
        )


def test_verbs_that_measure_are_not_those_learned() -> None:
    """A verb of saying is to be known by what stands around it, not by itself."""
    assert not set(translation.LEARNED) & set(translation.MEASURED)


def test_a_copy_is_dealt_to_its_article_and_those_held_back_come_last() -> None:
    """Every copy bears the number of its article; nothing is learned from those that measure."""
    rows = [{**SAID, "id": str(number)} for number in range(12)]
    found = list(copies.of(rows, measure=True))
    assert [copy.number for copy in found[:12]] == list(range(12))
    assert [copy.number for copy in found[12:]] == [0, 3, 6, 9, 5]
    assert [copy.held for copy in found] == [False] * 16 + [True]


def test_trees_as_arrays_say_what_lightgbm_says() -> None:
    """The exported trees walk as the library's own do."""
    import lightgbm

    chance = np.random.default_rng(0)
    rows = chance.normal(size=(400, 5)).astype(np.float32)
    target = (rows[:, 0] * rows[:, 1] > 0).astype(float)
    booster = lightgbm.train(boosted.SETTINGS, lightgbm.Dataset(rows, target), 30)
    exported = boosted.forest(booster.dump_model())
    assert np.allclose(exported.probabilities(rows), booster.predict(rows), atol=1e-5)


def test_the_same_articles_give_the_same_weights(tmp_path: Path) -> None:
    """Training twice writes the same bytes, and the file reads back."""
    pytest.importorskip("torch", reason="training needs the group “train” of pyproject.toml")
    table = sheet_of(ARTICLE)
    golds = gold.quotations(table, ARTICLE)
    lessons = [folds.Lesson(table, golds, k % folds.FOLDS) for k in range(16)]
    marks = dict.fromkeys((*range(folds.FOLDS), folds.ALL), weights.load().marks)
    paths = [tmp_path / "one.npz", tmp_path / "two.npz"]
    for path in paths:
        weights.save(learn.learn(lessons, marks, lambda line: None)[folds.ALL], path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    loaded = weights.load(paths[0])
    assert loaded.cues.shape[1] == 3
    assert loaded.net["input"].dtype == np.float32
    weights.load.cache_clear()


def test_calibration_mends_an_overconfident_score() -> None:
    """Scores that promise too much are pulled down to the share that is right."""
    chance = np.random.default_rng(0)
    right = chance.uniform(size=4000)
    correct = chance.uniform(size=4000) < right
    overconfident = 1 / (1 + np.exp(-2 * np.log(right / (1 - right))))
    slope, _ = learn.calibrate(overconfident, correct)
    assert 0.4 < slope < 0.6
