"""Files in the shapes that people really have, made by code, with words of our own."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

SAID = "“We sail at dawn, whatever the ministry writes,” said Olga Brandt, the harbour master."
MORE = "The union of dockers voted on the offer in a hall that was too small for the members."
LAST = "Nobody in the yard of Marnhaven could say when the ferries would go by the old times again."


def pdf(
    pages: Sequence[Sequence[tuple[float, float, str]]],
    info: Mapping[str, str] = {},
    sizes: Mapping[str, int] = {},
) -> bytes:
    """Return a PDF with lines of Helvetica at these places, in points from the lower left.

    ``sizes`` gives the size of some of the lines, which is 11 else.
    """
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    font = add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for page in pages:
        drawn = b"".join(
            b"BT /F1 %d Tf %.1f %.1f Td (%s) Tj ET\n"
            % (sizes.get(words, 11), x, y, _escaped(words))
            for x, y, words in page
        )
        stream = zlib.compress(drawn)
        content = add(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
        )
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (tree, content, font)
            )
        )
    root = add(
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    )
    catalogue = add(b"<< /Type /Catalog /Pages %d 0 R >>" % root)
    about = add(
        b"<< %s >>" % b" ".join(b"/%s (%s)" % (k.encode(), _escaped(v)) for k, v in info.items())
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in places)
    out += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, catalogue, about, start,
    )  # fmt: skip
    return bytes(out)


def _escaped(words: str) -> bytes:
    raw = words.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def package(parts: Mapping[str, Any], first: str = "") -> bytes:
    """Return a zip file of these parts; ``first`` is what stands in ``mimetype``."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        if first:
            packed.writestr(zipfile.ZipInfo("mimetype"), first)
        for name, part in parts.items():
            packed.writestr(name, part)
    return held.getvalue()


def docx(body: str, core: str = "") -> bytes:
    """Return a Word document with this XML as its body."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{word}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f"<w:body>{body}</w:body></w:document>",
            "docProps/core.xml": '<cp:coreProperties xmlns:cp="urn:cp" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f'xmlns:dcterms="http://purl.org/dc/terms/">{core}</cp:coreProperties>',
        }
    )


def paragraph(*runs: str) -> str:
    """Return a paragraph of Word with these runs."""
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def odt(body: str) -> bytes:
    """Return an OpenDocument text with this XML as its text."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    meta = (
        f'<office:document-meta {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta>'
        "<dc:title>Tolls</dc:title><meta:creation-date>2024-03-01T09:00:00</meta:creation-date>"
        "<dc:date>2024-03-04T09:00:00</dc:date></office:meta></office:document-meta>"
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return package(
        {"content.xml": content, "meta.xml": meta}, "application/vnd.oasis.opendocument.text"
    )


def epub(chapters: Mapping[str, str]) -> bytes:
    """Return a book with these chapters, names to HTML, in an order that is not the zip's."""
    items = "".join(f'<item id="{n}" href="{n}.xhtml"/>' for n in chapters)
    spine = "".join(f'<itemref idref="{n}"/>' for n in chapters)
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<metadata><dc:title>The Strait</dc:title><dc:creator>Ann Larsen</dc:creator>"
        f"<dc:date>2024-02-01</dc:date></metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    pages = {f"OEBPS/{n}.xhtml": html for n, html in reversed(list(chapters.items()))}
    return package(
        {"META-INF/container.xml": container, "OEBPS/book.opf": opf, **pages},
        "application/epub+zip",
    )


def warc(pages: Mapping[str, bytes]) -> bytes:
    """Return a web archive, packed, with a response for each address."""
    held = b""
    for number, (url, body) in enumerate(pages.items()):
        kind = "image/png" if url.endswith(".png") else "text/html; charset=utf-8"
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2024-03-06T10:00:00Z\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        held += gzip.compress(head.encode() + http + b"\r\n\r\n")
    return held


def page(body: str = "", head: str = "") -> str:
    """Return a page with an article of ours in it."""
    article = body or f"<p>{SAID}</p><p>{MORE}</p><p>{LAST}</p>"
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Port opens | The Quay</title>{head}</head>"
        "<body><nav><a href='/'>Home</a> <a href='/news'>News</a></nav><main><article>"
        f"<h1>Port opens</h1>{article}</article></main>"
        "<footer>Copyright The Quay. All rights reserved.</footer></body></html>"
    )
