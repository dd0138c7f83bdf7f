"""What an article costs grows with its length, whatever it says: work is counted, not timed."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice, product
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.analysis import layout, names, pipeline
from onrecord.analysis.mentions.local_actors import LocalActors
from onrecord.analysis.mentions.spelled import Spelled
from onrecord.analysis.quotations import certain
from onrecord.analysis.types import ActorKind, Article

WORDS: dict[str, tuple[list[str], str, str]] = {
    "names": (["Ana", "Brodin", "Tomas", "Verholt", "Irena", "Dovask", "Ulf"], "PROPN", "NNP"),
    "quotations": (['"', "We", "stay", '"', "said", "Ana", "Brodin", "."], "PROPN", "NNP"),
    "children": (["sons", "Ulf", "and"], "PROPN", "NNP"),
    "days": (["2021-03-04"], "NUM", "CD"),
    "roles": (["the", "minister", "said", "he"], "NOUN", "NN"),
    "marks": (["“"], "PUNCT", "``"),
    "hyphens": (["Al", "-"], "PROPN", "NNP"),
    "letters": (["a"], "X", "FW"),
    "doubles": (["Brodin"], "PROPN", "NNP"),
    "names in marks": (["the", "paper", "“", "Quay", "”", "said"], "NOUN", "NN"),
}
TREES: dict[str, Callable[[int, int], tuple[int, str]]] = {
    "alone": lambda i, n: (i, "ROOT"),
    "below one": lambda i, n: (0, "nsubj" if i else "ROOT"),
    "a chain of conjuncts": lambda i, n: (max(i - 1, 0), "conj" if i else "ROOT"),
    "a chain of compounds": lambda i, n: (min(i + 1, n - 1), "compound" if i < n - 1 else "ROOT"),
}


@cache
def vocab() -> Vocab:
    """Return the words of English, which take longer to make than all the rest here."""
    return spacy.blank("en").vocab


def parsed(words: str, tree: str, n: int) -> Doc:
    """Return a Doc of ``n`` tokens of one kind in one tree, each labelled as a person."""
    some, pos, tag = WORDS[words]
    heads, deps = zip(*(TREES[tree](i, n) for i in range(n)), strict=True)
    return Doc(
        vocab(),
        words=(said := [some[i * 7919 % len(some)] for i in range(n)]),
        pos=[pos] * n,
        tags=[tag] * n,
        lemmas=[word.lower() for word in said],
        heads=list(heads),
        deps=list(deps),
        ents=["B-PERSON"] * n,
    )


def lines_run(doc: Doc) -> Counter[str]:
    """Return how many lines of each function of the analysis a Doc makes run."""
    count: Counter[str] = Counter()

    def look(frame, event, _):
        if "/analysis/" not in frame.f_code.co_filename:
            return None
        if event == "line":
            count[f"{frame.f_globals['__name__']}.{frame.f_code.co_name}"] += 1
        return look

    article = Article("a", doc.text)
    shape = pipeline._shape(article.text)
    before = sys.gettrace()
    sys.settrace(look)
    try:
        pipeline._dated(pipeline._said(doc, article.text, *shape), article, *shape)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("tree", TREES)
@pytest.mark.parametrize("words", WORDS)
def test_twice_the_text_is_twice_the_work(words: str, tree: str) -> None:
    """No function walks over what others have walked over, however words are shuffled."""
    lines_run(parsed(words, tree, 10))  # what is made once
    once, twice = lines_run(parsed(words, tree, 120)), lines_run(parsed(words, tree, 240))
    assert {name: (once[name], n) for name, n in twice.items() if n > 2.4 * once[name] + 100} == {}


class CountingDoc:
    """Tokens that tell how often sentence starts are set, and whether one by one."""

    def __init__(self, text: str) -> None:
        self.offsets = [i for i, sign in enumerate(text) if not sign.isspace()]
        self.calls: list[list[int]] = []

    def __len__(self) -> int:
        return len(self.offsets)

    def __iter__(self) -> Iterator[object]:
        return (SimpleNamespace(idx=offset) for offset in self.offsets)

    def from_array(self, names: list[str], values: np.ndarray) -> None:
        """Take a column in, as spaCy's Doc does."""
        assert names == ["SENT_START"]
        self.calls.append(values.ravel().tolist())


def test_sentences_are_begun_in_one_call() -> None:
    """Each single `is_sent_start =` has spaCy look through the whole Doc."""

    class Language:
        lang = "en"
        max_length = 1_000
        make_doc = CountingDoc
        vocab = None

    text = "a\nb\nc d"
    doc: Any = pipeline._made(cast(Any, Language()), text, layout.blocks(text), None)
    assert doc.calls == [[1, 1, 1, 0]]


def test_sentence_starts_are_as_if_set_one_by_one() -> None:
    """A column set at once is what the tokens then tell."""
    text = "One two.\nThree four five.\n\nSix."
    doc = pipeline._made(spacy.blank("en"), text, layout.blocks(text), None)
    assert [token.text for token in doc if token.is_sent_start] == ["One", "Three", "Six"]


def test_whether_a_sentence_ends_is_seen_at_its_end() -> None:
    """A span of a million words without a stop is not looked through again from each of them."""
    text = "word " * 1_000_000
    assert not certain._is_sentence(text, 0, len(text), 5)
    assert certain._is_sentence(text + "end.”", 0, len(text) + 5, 5)


def test_surnames_are_not_compared_with_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is called by a surname that nobody bears is looked up, however many there are."""

    def looked_at(count: int) -> int:
        seen: list[str] = []
        monkeypatch.setattr(names, "loose", lambda word: seen.append(word) or word)
        surnames = ["".join(it) for it in islice(product("bdglm", "aeiou", "klnrs", "ov"), count)]
        found = [f"Ana Kh{it}ar" for it in surnames] + [f"Sz{it}il" for it in surnames]
        LocalActors(
            [Spelled(k, k + 1, "PERSON", it, kind=ActorKind.PERSON) for k, it in enumerate(found)]
        )
        return len(seen)

    assert 0 < looked_at(240) < 3 * looked_at(120)
