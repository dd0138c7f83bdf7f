"""Spreadsheets: an article a row, whatever sheet and program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.store.errors import Unreadable
from onrecord.store.library.readers import HEAD, Item, ProblemKind, choose

from .conftest import Read
from .making import MORE, SAID

URL = "https://quay.example/port"
HEADINGS = ("Date", "Headline", "Opening Text", "URL", "Source", "Reach")
DAY = 45356
"""5 March 2024, as Excel counts days."""

Cell = str | float
ROWS: tuple[tuple[Cell, ...], ...] = (
    HEADINGS,
    *(
        (DAY + n, f"Port opens {n}", f"{SAID} {MORE}", f"{URL}{n}", "The Quay", 1200.0)
        for n in (0, 1)
    ),
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def packed(parts: dict[str, str]) -> bytes:
    """Return a package of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            package.writestr(name, part, stored)
    return held.getvalue()


def excel(sheets: dict[str, Sequence[Sequence[Cell]]]) -> bytes:
    """Return sheets as Excel writes them; numbers in the first column are days."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>'
        for n, name in zip(numbers, sheets, strict=True)
    )
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="application/vnd.openxmlformats-'
        f'officedocument.spreadsheetml.{kind}+xml"/>'
        for name, kind in [
            ("workbook", "sheet.main"), ("styles", "styles"),
            *((f"worksheets/sheet{n}", "worksheet") for n in numbers),
        ]
    )  # fmt: skip
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
            "_rels/.rels": _links(f"{_OFFICE}/officeDocument", ["xl/workbook.xml"]),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
            f"<sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": _links(
                f"{_OFFICE}/worksheet", [f"worksheets/sheet{n}.xml" for n in numbers]
            ),
            "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
            **{
                f"xl/worksheets/sheet{n}.xml": _sheet(rows)
                for n, rows in zip(numbers, sheets.values(), strict=True)
            },
        }
    )


def _links(kind: str, targets: list[str]) -> str:
    links = (
        f'<Relationship Id="r{n}" Type="{kind}" Target="{target}"/>'
        for n, target in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_LINKS}">{"".join(links)}</Relationships>'


def _sheet(rows: Sequence[Sequence[Cell]]) -> str:
    written = ""
    for number, row in enumerate(rows, 1):
        cells = ""
        for place, cell in enumerate(row):
            at = f"{'ABCDEFGH'[place]}{number}"
            if isinstance(cell, str):
                words = f"<is><t>{escape(cell)}</t></is>"
                cells += f'<c r="{at}" t="inlineStr">{words}</c>' if cell else ""
            else:
                cells += f'<c r="{at}" s="{int(place == 0)}"><v>{cell}</v></c>'
        written += f'<row r="{number}">{cells}</row>'
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData></worksheet>'


def libre(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return a sheet as LibreOffice writes it."""
    written = "".join(
        f"<table:table-row>{''.join(map(_open, row))}</table:table-row>" for row in rows
    )
    spaces = "".join(f' xmlns:{it}="{_OPEN}:{it}:1.0"' for it in ("office", "table", "text"))
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content{spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{written}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
            'opendocument:xmlns:manifest:1.0"/>',
        }
    )


def _open(cell: Cell) -> str:
    if cell in (DAY, DAY + 1):
        kind = f'date" office:date-value="2024-03-{5 + int(cell) - DAY:02}'
    elif isinstance(cell, str):
        kind = "string"
    else:
        kind = f'float" office:value="{cell}'
    words = f"<text:p>{escape(str(cell))}</text:p>"
    return f'<table:table-cell office:value-type="{kind}">{words}</table:table-cell>'


FILES = {
    "a.xlsx": excel({"Mentions": ROWS}),
    "named wrongly.zip": excel({"Mentions": ROWS}),
    "below a query.xlsx": excel({"S": [("Search: port",), (), ("Created", "1 April"), *ROWS]}),
    "a.ods": libre(ROWS),
    "a sheet a month.xlsx": excel({"March": ROWS[:2], "April": (HEADINGS, ROWS[2])}),
}


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_an_article(read: Read, name: str) -> None:
    """Days, addresses and sources of each are found, and nothing else is."""
    items, problems = read(name, FILES[name])
    assert problems == []
    assert [(it.title, it.published.date, it.url, it.source) for it in items] == [
        (f"Port opens {n}", f"2024-03-0{5 + n}", f"{URL}{n}", "The Quay") for n in (0, 1)
    ]
    assert items[0].text == f"{SAID} {MORE}"


def test_sheets_without_articles_are_told(read: Read) -> None:
    """The articles of the one that has them are read, wherever it stands."""
    pivot: list[tuple[Cell, ...]] = [("Source", "Articles"), ("The Quay", 2.0)]
    items, [problem] = read("a.xlsx", excel({"Pivot": pivot, "Mentions": ROWS, "Empty": []}))
    assert len(items) == 2
    assert (problem.kind, "“Pivot”" in problem.message) == (ProblemKind.PART, True)


def test_a_row_that_is_no_article_says_where_it_stands(read: Read) -> None:
    """By the number that the program shows."""
    rows = [("Search: port",), (), *ROWS, (DAY, "Port closed", "", f"{URL}9", "The Quay", 1.0)]
    items, [problem] = read("a.xlsx", excel({"S": rows}))
    assert len(items) == 2
    assert problem.message.startswith("row 6: ")


def test_a_bomb_is_refused() -> None:
    """What a sheet unpacks to is looked at before it is unpacked."""
    sheet = _sheet([("x",)]) + "<!--" + " " * 30_000_000 + "-->"
    bomb = packed({"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/worksheets/s.xml": sheet})
    reader = choose(bomb[:HEAD], "a.xlsx")
    assert reader is not None
    with pytest.raises(Unreadable, match="a hundred times its size"):
        list(reader.read(io.BytesIO(bomb), "a.xlsx"))


@given(st.integers(60, len(FILES["a.xlsx"]) - 1), st.binary(max_size=40))
@settings(max_examples=60, deadline=None)
def test_a_damaged_one_is_told(at: int, wrong: bytes) -> None:
    """Bytes that are lost or altered cost the file, or nothing, and are told in a line."""
    data = FILES["a.xlsx"]
    for damaged in (data[:at] + wrong, data[:at] + wrong + data[at + len(wrong) :]):
        reader = choose(damaged[:HEAD], "a.xlsx")
        assert reader is not None
        try:
            found = list(reader.read(io.BytesIO(damaged), "a.xlsx"))
        except Unreadable as error:
            assert str(error)
        else:
            assert all(isinstance(it, Item) or it.message for it in found)


def test_an_old_one_that_cannot_be_opened(read: Read) -> None:
    """It says so; Word's old files are none."""
    with pytest.raises(Unreadable, match="is it damaged"):
        read("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert choose(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc") is None
