"""The language of a text, by the model and without it; what is declared counts for short ones."""

# ruff: noqa: E501 - texts as they are

from __future__ import annotations

import pytest

from onrecord.store.library import language
from onrecord.store.library.language import by_words, language_of
from onrecord.store.library.readers.languages import language_code, language_name

TEXTS = {
    "en": "The harbour master said that the ferries would not sail before the wind had gone down, "
    "and that nobody in the yard could say when it was going to be.",
    "de": "Der Hafenmeister sagte, die Fähren würden nicht fahren, bevor der Wind sich gelegt habe, "
    "und niemand auf der Werft könne sagen, wann das sein werde.",
    "fr": "Le maître du port a dit que les bateaux ne partiraient pas avant que le vent soit tombé, "
    "et que personne sur le quai ne savait quand ce serait le cas.",
    "es": "El jefe del puerto dijo que los barcos no saldrán antes de que baje el viento y que nadie "
    "en el muelle sabe cuándo será eso, porque no lo dice la radio.",
    "ru": "Начальник порта сказал, что паромы не выйдут в море, пока не стихнет ветер, и что никто "
    "на верфи не знает, когда это будет.",
    "zh": "港务长表示，在风力减弱之前渡轮不会起航，码头上没有人知道那会是什么时候。" * 2,
    "ja": "港長は、風が弱まるまでフェリーは出航しないと述べ、造船所の誰もそれがいつになるのか分からないと語った。"
    * 2,
}


@pytest.mark.parametrize("code", TEXTS)
def test_by_script_and_common_words(code: str) -> None:
    """Nothing needs to be installed for the languages that most piles hold."""
    assert by_words(TEXTS[code]) == code


@pytest.mark.parametrize("code", TEXTS)
@pytest.mark.parametrize("model", [True, False])
def test_a_longer_text_knows_better(
    code: str, model: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a template declares is not believed against the text."""
    if model:
        pytest.importorskip("fasttext")
    else:
        monkeypatch.setattr(language, "_model", lambda: None)
    assert language_of(TEXTS[code], "en") == code


def test_of_a_few_words_the_source_decides() -> None:
    """Nobody can tell a language by two words."""
    assert language_of("Port open.", "fi") == "fi"
    assert language_of("Port open.") == ""


@pytest.mark.parametrize(
    ("named", "code"),
    [("english", "en"), ("eng", "en"), ("pt-BR", "pt"), ("DE", "de"), ("Klingon", ""), ("", "")],
)
def test_names_of_languages(named: str, code: str) -> None:
    """Sources name them by codes of two and three letters, and by words."""
    assert language_code(named) == code


def test_languages_are_told_by_name() -> None:
    """A person reads German, not de."""
    assert (language_name("de"), language_name("nb"), language_name("no")) == (
        "German",
        "nb",
        "Norwegian",
    )
