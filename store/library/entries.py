"""What a reader found in a file, what a library keeps of it, and the article made of both."""

from __future__ import annotations

from hashlib import blake2b
from typing import BinaryIO

from onrecord.analysis.types import Article
from onrecord.store.notebook.anchors import version_of

from .catalogue import Entry
from .readers import Item


def digest_of(file: BinaryIO) -> str:
    """Return what tells a file's bytes from others."""
    digest = blake2b(digest_size=16)
    while piece := file.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()


def entry_of(item: Item, name: str) -> Entry:
    """Return what a library keeps of an item that a reader found in the file ``name``."""
    # With the first new file, not before the list is painted.
    from .language import language_of
    from .titles import title_of

    return Entry(
        id=f"{name}#{item.key}" if item.key else name,
        title=item.title or title_of(item.text),
        source=item.source,
        url=item.url,
        language=language_of(item.text, item.language),
        stated=item.published,
        published=item.published,
        words=len(item.text.split()),
        version=version_of(item.text),
        file=name,
        at=item.at,
        titled=bool(item.title),
        author=item.author,
        modified=item.modified,
        summary=item.summary,
        plain=version_of(" ".join(item.text.split())),
    )


def article_of(entry: Entry, text: str) -> Article:
    """Return the article of an entry, with only what its source states of it."""
    return Article(
        id=entry.id,
        text=text,
        title=entry.title if entry.titled else "",
        source=entry.source,
        url=entry.url,
        language=entry.language,
        published=entry.stated,
    )
