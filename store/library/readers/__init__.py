"""Files in, articles out: one small module a format, behind one protocol.

A reader turns a file into items.  What it cannot read becomes a problem with one clear line, and
the rest goes on.  A reader is chosen by what a file holds first, by its name second.  Formats are
imported with the first file that is looked at: a list of articles that are known already needs
none of them.  Other packages add theirs as entry points of the group ``onrecord.readers``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .protocol import HEAD, LIMIT, READERS, FormatReader, Item, Problem, ProblemKind

__all__ = [
    "HEAD",
    "LIMIT",
    "READERS",
    "FormatReader",
    "Item",
    "Problem",
    "ProblemKind",
    "choose",
    "looks_for",
    "reader_for",
    "readers",
]

GROUP = "onrecord.readers"
"""The group of entry points by which other packages add readers: a FormatReader, or its class."""


@cache
def readers() -> tuple[FormatReader, ...]:
    """Return the readers of all formats: what is chosen by its content, the surest first."""
    from . import (
        archives,
        captions,
        citations,
        debates,
        documents,
        element_records,
        extracted_xml,
        feeds,
        jsonlines,
        mail,
        markdown,
        news_xml,
        outboxes,
        own_exports,
        pages,
        pdf,
        records,
        rich_text,
        safari,
        spreadsheets,
        table_blocks,
        telegram,
        text,
        webarchives,
    )
    from .deliveries import reader as deliveries

    return (
        *_added(),
        own_exports.ExportReader(),
        own_exports.ProjectReader(archives.ZipReader(_inside)),
        pdf.PdfReader(),
        documents.WordReader(archives.ZipReader(_inside)),
        documents.OpenDocumentReader(),
        documents.EpubReader(),
        spreadsheets.SpreadsheetReader(),
        rich_text.RtfReader(),
        webarchives.WarcReader(),
        safari.SafariReader(),
        archives.PackedReader(_inside),
        archives.ZipReader(_inside),
        archives.TarReader(_inside),
        mail.MboxReader(_inside),
        mail.MailReader(_inside),
        news_xml.NewsXmlReader(),
        debates.DebateReader(),
        extracted_xml.ExtractedXmlReader(),
        feeds.FeedReader(),
        feeds.OutlineReader(),
        element_records.ElementReader(),
        pages.PageReader(),
        deliveries.DeliveryReader(),
        captions.CaptionReader(),
        citations.RisReader(),
        citations.EndNoteReader(),
        citations.EndNoteXmlReader(),
        citations.BibtexReader(),
        telegram.TelegramReader(),
        outboxes.OutboxReader(),
        table_blocks.BlockReader(),
        jsonlines.JsonLinesReader(),
        records.JsonReader(),
        records.TableReader(),
        text.TextReader(),
        markdown.MarkdownReader(),
    )


def _added() -> tuple[FormatReader, ...]:
    """Return the readers that other packages bring; one that cannot be loaded is left out."""
    from importlib.metadata import entry_points

    found: list[FormatReader] = []
    for point in entry_points(group=GROUP):
        try:
            made = point.load()
            found.append(made() if isinstance(made, type) else made)
        except Exception as error:  # whatever a foreign package trips over
            import warnings

            warnings.warn(f"the reader {point.name} cannot be loaded: {error}", stacklevel=2)
    return tuple(found)


def choose(head: bytes, name: str) -> FormatReader | None:
    """Return the reader for a file by its first bytes, else by its name; None: there is none."""
    for reader in readers():
        if reader.recognises(head, name):
            return reader
    return None if foreign(head) else reader_for(Path(name))


def _inside(head: bytes, name: str) -> FormatReader | Problem:
    """Return the reader for a file that lies in another one, or why there is none."""
    return choose(head, name) or left_out(head, name)


_FOREIGN = (
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"OggS", "recording"),
    (b"ID3", "recording"),
    (b"fLaC", "recording"),
    (b"\x1aE\xdf\xa3", "film"),
    (b"\xd0\xcf\x11\xe0", "old Office file"),
    (b"SQLite format 3", "database"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"Rar!", "RAR archive"),
)
_SAVED_AS = {
    ".msg": "it is a message of Outlook: save it as .eml or as PDF",
    ".ppt": "it is an old presentation: save it as PDF",
    ".pps": "it is an old presentation: save it as PDF",
    ".pub": "it is a document of Publisher: save it as PDF",
}
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".bmp", ".avif", ".heic"}


def foreign(head: bytes) -> str:
    """Return what a file is, by its first bytes, if it is of a known kind that is never read."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "picture"
    if head[4:8] == b"ftyp":
        return "picture" if head[8:12] in (b"avif", b"heic", b"mif1") else "film"
    return next(
        (what for mark, what in _FOREIGN if head.startswith(mark) and b"\0" in head[:512]), ""
    )


def left_out(head: bytes, name: str) -> Problem:
    """Return why a file that no reader takes is left out."""
    suffix = Path(name).suffix.lower()
    what = "picture" if suffix in _PICTURES else foreign(head)
    if what == "picture":
        return Problem(name, "it is a picture: onrecord reads text alone", ProblemKind.PICTURE)
    if what == "old Office file" and suffix in _SAVED_AS:
        told = _SAVED_AS[suffix]
    elif what == "old Office file":
        told = "it is an old Office file: save it as .docx or as PDF"
    elif what in ("7z archive", "RAR archive"):
        told = f"it is a {what}: unpack it"
    elif what:
        told = f"it is a {what}: onrecord reads text alone"
    else:
        told = f"onrecord does not read {suffix or 'such'} files: {looks_for()} it does"
    return Problem(name, told, ProblemKind.OTHER)


def reader_for(path: Path) -> FormatReader | None:
    """Return the reader for a file's name, or None where there is none."""
    suffix = path.suffix.lower()
    return next((reader for reader in readers() if suffix in reader.suffixes), None)


def looks_for() -> str:
    """Return what files are read, for messages."""
    return (
        "texts, web pages, feeds, PDF, office documents, e-mail, JSON, tables and archives of them"
    )
