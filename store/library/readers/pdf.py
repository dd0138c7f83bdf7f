"""PDF: the text layer of its pages, set as paragraphs again, without running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

from onrecord.analysis.types import UNDATED, Basis, Precision, Published
from onrecord.store.errors import Unreadable

from .clippings import Line, clippings
from .dates import future, name_date, not_believed, stated_date
from .deliveries.nexis import ends
from .extracting import Extracting, whole
from .pdf_glyphs import numbered_fonts
from .pdf_hyphens import Hyphens
from .pdf_layout import PageLine, columns, page_lines, usual_gap
from .pdf_prints import without_print
from .protocol import Item, Problem, ProblemKind
from .symbols import shown

LONGEST = 200_000_000
"""Bytes of a document."""

MOST_PAGES = 2000
"""Pages that are read of a document; onrecord reads articles, not libraries."""

_DAY = re.compile(r"D?:?((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])")
_OTHER_SIZE = 2.5
"""Points by which letters of a heading or a note are higher or lower than those of the text."""

_NO_TITLE = re.compile(
    r"\.(?:docx?|odt|rtf|pdf|indd|qxd|tex|html?|php|aspx?)$"
    r"|^Microsoft Word|^untitled|^about:blank$",
    re.IGNORECASE,
)
_BROWSER = re.compile(r"Mozilla|Chrom|Skia/PDF|Safari|Firefox|wkhtmltopdf")
_BYLINE = re.compile(r"By:? [A-Z]")
_DATE_LINE = re.compile(
    r"(?:Published|Updated|Posted|Last (?:updated|modified)|Date)\b", re.IGNORECASE
)
_NO_SIGN = re.compile(r"[\x01-\x08\x0b-\x1f\x7f-\x9f\ufffd]")
_MOST_LOST = 0.04
"""The share of a document's signs that may be none: of others no font tells what they show."""

_YEAR, _FEW = re.compile(r"\b(?:19|20)\d\d\b"), 10
_ENDS = re.compile(r"[.!?…:][\"”’»)\]]*$")


class PdfParagraph(NamedTuple):
    """A paragraph of a document: its words, how high its letters are, the page it begins on."""

    words: str
    height: float
    page: int


class PdfReader(Extracting):
    """``.pdf``, read by PDFium."""

    suffixes = (".pdf",)

    def recognises(self, head: bytes, name: str) -> bool:
        """Tell by ``%PDF-`` near the beginning."""
        return b"%PDF-" in head[:1024]

    def read(self, file: BinaryIO, name: str) -> Iterator[Item | Problem]:
        """Yield the document as one article; a scan has no text and is told."""
        import pypdfium2

        data = whole(file, LONGEST, "article")
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise Unreadable(_refusal(str(error))) from None
        pages = [_lines(document, number) for number in range(min(len(document), MOST_PAGES))]
        if len(document) > MOST_PAGES:
            told = f"it has {len(document)} pages: only the first {MOST_PAGES} are read"
            yield Problem(name, told, ProblemKind.PART)
        if _is_unknown(_all_words(pages)) and (numbered := numbered_fonts(document)):
            pages = [_lines(document, number, numbered) for number in range(len(pages))]
        pages, address = without_print(pages)
        parts, led = paragraphs(pages)
        text = "\n\n".join(part.words for part in parts)
        if _is_unknown(text):
            told = "its fonts do not tell what letters they show: recognise its text first (OCR)"
            yield Problem(name, told, ProblemKind.SCAN)
            return
        text, places = shown(text, led)
        if len(text.split()) < 5:
            yield Problem(
                name, "it is a scan without text: recognise its text first (OCR)", ProblemKind.SCAN
            )
            return
        if found := clippings(_headed(parts), name):
            yield from found
            return
        if ends([line.text for page in pages for line in page]) > 1:
            told = "it holds many articles, and is read as one: have them delivered as Word or text"
            yield Problem(name, told, ProblemKind.GUESSED)
        about = document.get_metadata_dict()
        item, late = _item(text, places, about, name, address)
        if late:
            told = not_believed(late)
            yield Problem(name, told, ProblemKind.DATE)
        yield item


def _is_unknown(text: str) -> bool:
    """Tell whether a document has numbers for letters: of what its fonts draw, or swapped ones."""
    signs = "".join(text.split())
    swapped = sum(sign > "\u1fff" and not ord(sign) & 0xFF for sign in signs)
    return len(_NO_SIGN.findall(signs)) + swapped > _MOST_LOST * len(signs)


def _refusal(error: str) -> str:
    if "password" in error.lower():
        return "it is locked with a password: save it without one"
    return "it is no PDF that can be read: is it damaged?"


def _all_words(pages: Sequence[Sequence[PageLine]]) -> str:
    return "\n".join(line.text for page in pages for line in page)


def _lines(document: Any, number: int, numbered: frozenset[str] = frozenset()) -> list[PageLine]:
    import pypdfium2

    try:
        page = document[number]
        return page_lines(page, numbered)
    except pypdfium2.PdfiumError:
        return []


def _item(
    text: str, places: tuple[tuple[int, str], ...], about: dict[str, str], name: str, address: str
) -> tuple[Item, str]:
    title = " ".join((about.get("Title") or "").split())
    if _NO_TITLE.search(title):
        title = ""
    made, changed = (_day(about.get(key, "")) for key in ("CreationDate", "ModDate"))
    late = made if made and future(made) else ""
    published = name_date(name)
    if not published.date and made and not late and not _printed(about):
        published = Published(
            made, Precision.DAY, Basis.INFERRED, why="The document was made on that day."
        )
    author = " ".join((about.get("Author") or "").split())
    return (
        Item(
            "",
            text,
            title=title,
            author=author,
            url=address,
            published=published if published.date else UNDATED,
            modified=changed if changed != made and not (changed and future(changed)) else "",
            places=places,
        ),
        late,
    )


def _printed(about: dict[str, str]) -> bool:
    """Tell whether a browser made the document: the day is the one on which a page was kept."""
    makers = f"{about.get('Creator', '')} {about.get('Producer', '')}"
    return bool(_BROWSER.search(makers)) and "Google Docs" not in makers


def _day(written: str) -> str:
    found = _DAY.match(written.strip())
    return f"{found[1]}-{found[2]}-{found[3]}" if found else ""


def _headed(parts: Sequence[PdfParagraph]) -> list[Line]:
    """Return paragraphs with the size of those in larger letters as their style: headings."""
    words: Counter[int] = Counter()
    for part in parts:
        words[round(part.height)] += len(part.words.split())
    usual = words.most_common(1)[0][0] if words else 0
    return [
        Line(shown(it.words)[0], size if round(it.height) > usual + 1 else "", f"page {it.page}")
        for it in parts
        for size in (str(round(it.height)),)
    ]


def paragraphs(
    pages: Sequence[Sequence[PageLine]],
) -> tuple[list[PdfParagraph], list[tuple[int, str]]]:
    """Return the paragraphs of a document's pages, and where in their text each page begins.

    Lines become paragraphs again; words that are parted at the end of a line are joined; what
    stands at the head or foot of page after page is left out.
    """
    running = _running(pages)
    set_out = [columns(page) for page in pages]
    usual = usual_gap(set_out)
    hyphens = Hyphens(line.text for page in pages for line in page)
    found: list[PdfParagraph] = []
    places: list[tuple[int, str]] = []
    length = 0
    open_, height, begun_on = "", 0.0, 1
    above: PageLine | None = None
    for number, page in enumerate(set_out, 1):
        lines = [
            line
            for line in page
            if not (line.edge and (_shape(line.text) in running or line.text.strip().isdigit()))
        ]
        begun = False
        for index, line in enumerate(lines):
            turned = not index or line.column != lines[index - 1].column
            below = lines[index + 1] if index + 1 < len(lines) else line
            if open_ and not _goes_on(open_, above, line, below, usual, turned):
                found.append(PdfParagraph(open_, height, begun_on))
                length += len(open_) + 2
                open_ = ""
            if not begun:
                places.append((length + len(open_), f"page {number}"))
                begun = True
            if not open_:
                height, begun_on = line.height, number
            open_ = hyphens.joined(open_, line.text)
            above = line
    if open_:
        found.append(PdfParagraph(open_, height, begun_on))
    return found, places


def _running(pages: Sequence[Sequence[PageLine]]) -> set[str]:
    """Return the heads and feet that stand on most pages, figures aside."""
    count = Counter(
        shape for page in pages for shape in {_shape(line.text) for line in page if line.edge}
    )
    return {shape for shape, times in count.items() if times >= 2 and times * 2 > len(pages) - 1}


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()).casefold())


def _is_day(words: str) -> bool:
    """Tell whether a line tells a day and hardly more, as below the title of a clipping."""
    few = len(words.split()) <= _FEW and bool(_YEAR.search(words))
    return few and stated_date(words).precision is Precision.DAY


def _goes_on(
    before: str,
    above: PageLine | None,
    line: PageLine,
    below: PageLine,
    usual: float | None,
    turned: bool,
) -> bool:
    """Tell whether a line goes on with the paragraph before it.

    Args:
        before: the paragraph so far.
        above: its last line.
        line: the line that may go on.
        below: the line that follows on the page, or the line itself.
        usual: the white between lines of a paragraph, where it is known.
        turned: the line is the first of its page or its column.
    """
    if above is None or abs(line.height - above.height) > _OTHER_SIZE:
        return False
    if turned:
        return not _ENDS.search(before) or line.text[:1].islower()
    high = max(line.height, above.height, 1.0)
    most = 0.8 * high if usual is None else usual + 0.35 * high
    if above.bottom - line.top > most:
        return False
    beside = below.column == line.column and line.bottom - below.top <= most
    left = min(above.left, below.left) if beside else above.left
    indented = line.left > left + 0.7 * line.height
    short = above.right < line.column_right - 6 * line.height
    if short and (_BYLINE.match(above.text) or _DATE_LINE.match(line.text) or _is_day(before)):
        return False
    return not ((indented or short) and _ENDS.search(before))
