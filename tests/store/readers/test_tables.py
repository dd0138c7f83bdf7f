"""Tables: rows are articles, whatever parts their cells and however they are quoted."""

from __future__ import annotations

import pytest

from .conftest import Read
from .making import LAST, MORE, SAID

TEXT = f"{SAID}\n\n{MORE}"
URL = "https://quay.example/port"


@pytest.mark.parametrize("ending", ["csv", "tsv"])
def test_tables(read: Read, ending: str) -> None:
    """All the News: text in ``content``, source in ``publication``, breaks within quotes."""
    sign = {"csv": ",", "tsv": "\t"}[ending]
    heading = sign.join(["", "id", "title", "publication", "author", "date", "url", "content"])
    row = sign.join(["0", "17", "Port opens", "The Quay", "Ann", "2024-03-05", URL, f'"{TEXT}"'])
    [item], problems = read(f"a.{ending}", f"{heading}\n{row}\n".encode())
    assert (item.key, item.title, item.source) == ("17", "Port opens", "The Quay")
    assert (item.published.date, item.text, problems) == ("2024-03-05", TEXT, [])


def test_ragged_rows(read: Read) -> None:
    """One that cannot be read in any way is told by its number, the others are read."""
    bad = f"Two,{LAST},more,soon,and more"
    data = f"title,date,text\nOne,2024-03-05,{LAST}\n"
    items, [problem] = read("a.csv", f"{data}{bad}\nThree,2024-03-05,{MORE}\n".encode())
    assert [item.title for item in items] == ["One", "Three"]
    assert problem.message.startswith("row 3: it has 5 fields")


COMMAS = "The harbour was closed, and the dockers were at home, all of them, for nine days."
UNQUOTED = {
    "at the end": ("title,date,text", f"Port opens,2024-03-05,{COMMAS}", "Port opens"),
    "in the middle": ("title,text,date", f"Port opens,{COMMAS},2024-03-05", "Port opens"),
    "close": ("title,text,date", f"Port,{COMMAS.replace(', ', ',')},2024-03-05", "Port"),
    "in both": ("title,date,text", f"Port, open,2024-03-05,{COMMAS}", "Port, open"),
}  # fmt: skip


@pytest.mark.parametrize("kind", UNQUOTED)
def test_texts_without_quotation_marks(read: Read, kind: str) -> None:
    """Commas in a sentence part no cells; one line tells of all such rows."""
    headings, row, title = UNQUOTED[kind]
    items, [problem] = read("a.csv", f"{headings}\n{row}\n{row.replace('nine', 'ten')}\n".encode())
    assert [(it.title, it.published.date) for it in items] == [(title, "2024-03-05")] * 2
    assert items[0].text.replace(", ", ",") == COMMAS.replace(", ", ",")
    assert problem.message.startswith("row 2 (and 1 more) has more fields")


def test_what_stands_behind_a_quoted_text(read: Read) -> None:
    """A text in quotation marks ends with them, whatever else the row has."""
    [item], [problem] = read("a.csv", f'title,text\nPort opens,"{COMMAS}",more,extra\n'.encode())
    assert (item.title, item.text) == ("Port opens", COMMAS)
    assert problem.message.startswith("row 2 has more fields than there are headings")


def test_cells_behind_the_last_heading_that_are_empty(read: Read) -> None:
    """Spreadsheets write them; they are nothing."""
    [item], problems = read("a.csv", f"title,text\nPort opens,{LAST},, ,\n".encode())
    assert (item.text, problems) == (LAST, [])


@pytest.mark.parametrize("where", ["first", "last"])
def test_a_column_without_a_heading(read: Read, where: str) -> None:
    """Statistics programs write the numbers of rows so, people an address."""
    row = f"Port opens,2024-03-05,{LAST}"
    rows = [f"{n},{row}" if where == "first" else f"{row},https://quay.example/{n}" for n in (1, 2)]
    items, problems = read("a.csv", "\n".join(["title,date,text", *rows]).encode())
    assert [(it.title, it.text) for it in items] == [("Port opens", LAST)] * 2
    assert problems == []


def test_blanks_before_quoted_cells(read: Read) -> None:
    """People write them by hand; they belong to no cell."""
    data = f'"title", "text", "date"\n"Port opens", "{COMMAS}", "2024-03-05"\n'
    [item], problems = read("a.csv", data.encode())
    assert (item.title, item.text, item.published.date) == ("Port opens", COMMAS, "2024-03-05")
    assert problems == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encodings_of_tables(read: Read, encoding: str) -> None:
    """Programs of offices write tables in what they like."""
    data = f"Titre;Texte\nPort;“Très bien,” a dit Olga. {MORE}\n".encode(encoding)
    [item], _ = read("a.csv", data)
    assert item.text.startswith("“Très bien,”")


def test_tables_that_say_what_parts_their_cells(read: Read) -> None:
    """The line by which a spreadsheet is told is no line of headings."""
    data = f"\ufeffsep=;\r\ntitle;text;date\r\nPort opens;{SAID};2024-03-05\r\n".encode()
    [item], problems = read("a.csv", data)
    assert (item.title, item.text, item.published.date, problems) == (
        "Port opens", SAID, "2024-03-05", []
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["cp1251", "cp1250", "utf-16-le", "utf-16-be"])
def test_tables_of_older_encodings(read: Read, encoding: str) -> None:
    """A table is read in the letters that it was written in, and told where that was a guess."""
    name = {"cp1251": "Ольга Брандова", "cp1250": "Łucja Świątek"}.get(encoding, "Zoë Brandt")
    rows = "".join(f'Port {n};"{SAID} So said {name}, number {n}. {MORE}"\r\n' for n in range(9))
    items, problems = read("a.csv", ("title;text\r\n" + rows).encode(encoding, "replace"))
    assert [name in item.text for item in items] == [True] * 9
    assert [encoding in problem.message for problem in problems] == [True] * len(problems)
    assert bool(problems) == encoding.startswith("cp")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "cp1252"])
@pytest.mark.parametrize("name", ["a.txt", "a"])
def test_tables_that_are_saved_as_text(read: Read, name: str, encoding: str) -> None:
    """What Excel calls Unicode text is a table; a text with tabs in it is none."""
    rows = "".join(f'Port {n}\t"{SAID} Zoë."\t2024-03-05\r\n' for n in range(3))
    items, _ = read(name, f"Title\tText\tDate\r\n{rows}".encode(encoding))
    assert [(it.title, it.published.date) for it in items] == [
        (f"Port {n}", "2024-03-05") for n in range(3)
    ]
    for text in (f"Port\topens\r\n{SAID}", f"{SAID}\tTitle\tText"):
        [item], _ = read("a.txt", text.encode(encoding))
        assert item.text == text


def test_what_is_printed_above_a_narrow_table(read: Read) -> None:
    """The query and the day are no headings, also where the table has three columns."""
    rows = "".join(f'Port {n},"{SAID}",2024-03-05\n' for n in range(3))
    items, _ = read("a.csv", f"Made on Monday\nQuery: port\n\ntitle,text,date\n{rows}".encode())
    assert [(it.title, it.text) for it in items] == [(f"Port {n}", SAID) for n in range(3)]


def test_a_table_with_a_stray_byte(read: Read) -> None:
    """One byte that is no UTF-8 costs the other letters nothing."""
    rows = [f'Zoë {n};"{SAID} Zoë wrote it."\n'.encode() for n in range(9)]
    rows[4] = rows[4].replace("Zoë wrote".encode(), "Zoë wrote".encode("cp1252"))
    items, problems = read("a.csv", b"title;text\n" + b"".join(rows))
    assert [item.title for item in items] == [f"Zoë {n}" for n in range(9)]
    assert all("“We sail at dawn" in item.text and "Zoë wrote" in item.text for item in items)
    assert ["mended" in problem.message for problem in problems] == [True]


PSQL = f""" id | title | body | pub_date
----+-------+------+----------
  1 | Port opens | {SAID} | 2024-03-05
  2 | Port shuts | {LAST} | 2024-03-06
(2 rows)
"""
BARS = {
    "raw": "\n".join(
        it.replace(" | ", "|").strip() for it in PSQL.split("\n") if it.count(" | ") == 3
    ),
    "psql": PSQL,
    "mysql": "\n".join(
        ["+--+--+", *(f"|{it}|" for it in PSQL.split("\n")[:1]), "+--+--+",
         *(f"|{it}|" for it in PSQL.split("\n")[2:4]), "+--+--+", "2 rows in set (0.00 sec)"]
    ),
    "markdown": "\n".join(
        [f"| {PSQL.split(chr(10))[0]} |", "| --- | :-: | --- | --- |",
         *(f"| {it} |" for it in PSQL.split("\n")[2:4])]
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", BARS)
@pytest.mark.parametrize("name", ["dump.txt", "dump.csv"])
def test_tables_with_bars(read: Read, kind: str, name: str) -> None:
    """As databases print them, with a frame or without."""
    items, problems = read(name, BARS[kind].encode())
    assert [(it.key, it.title, it.text, it.published.date) for it in items] == [
        ("1", "Port opens", SAID, "2024-03-05"), ("2", "Port shuts", LAST, "2024-03-06"),
    ]  # fmt: skip
    assert problems == []


@pytest.mark.parametrize("sign", ["\t", "|"])
def test_quotations_at_the_beginning_of_a_cell(read: Read, sign: str) -> None:
    """Databases put no marks around cells: those that stand there are somebody's words."""
    said = '"We sail at dawn," said Olga Brandt, and "nobody else".'
    rows = "".join(f"{n}{sign}Port opens{sign}{said}\n" for n in (1, 2))
    items, _ = read(
        "a.tsv" if sign == "\t" else "a.csv", f"id{sign}title{sign}text\n{rows}".encode()
    )
    assert [it.text for it in items] == [said] * 2


def test_bars_in_a_text(read: Read) -> None:
    """A page's line of names, and what follows, is no table."""
    [item], _ = read("a.txt", f"News | Marnhaven | The Quay\n\n{SAID}\n\n{MORE}\n".encode())
    assert SAID in item.text and MORE in item.text


INNER = '"We sail at dawn", said Olga, "whatever they write," and left. It was "late".'


@pytest.mark.parametrize("order", ["title,text,date", "date,title,text"])
@pytest.mark.parametrize("words", [INNER, f"{INNER}\n\n{INNER} The end."])
def test_marks_in_a_cell_that_are_not_doubled(read: Read, order: str, words: str) -> None:
    """They end no cell; made by hand, tables are so."""
    cells = {"title": '"Port, open"', "text": f'"{words}"', "date": "2024-03-05"}
    row = ",".join(cells[name] for name in order.split(","))
    items, problems = read("a.csv", f"{order}\n{row}\n{row}\n".encode())
    assert [(it.title, it.text, it.published.date) for it in items] == [
        ("Port, open", words, "2024-03-05")
    ] * 2
    assert problems == []


LONG = f"{LAST} {MORE}"
TEXT_TABLES = {
    "commas": f'title,date,text\n"Port opens again",2024-03-05,"{LONG}"\n',
    "semicolons": f'Title;Date;Text\r\n"Port opens again";2024-03-05;"{LONG}"\r\n',
    "bars alone": "".join(f"Port opens {n}|2024-03-05|{LONG}\n" for n in ("again", "late")),
}


@pytest.mark.parametrize("kind", TEXT_TABLES)
def test_tables_under_the_name_of_a_text(read: Read, kind: str) -> None:
    """The line of headings tells, or the same columns again and again."""
    items, _ = read("articles.txt", TEXT_TABLES[kind].encode())
    assert items and all(it.title.startswith("Port opens ") for it in items)
    assert {(it.text, it.published.date) for it in items} == {(LONG, "2024-03-05")}
