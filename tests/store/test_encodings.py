"""Texts that are no UTF-8: mended where a few bytes stray, guessed where all of it is older."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.errors import Unreadable
from onrecord.store.library.library import Library
from onrecord.store.library.readers import Item, Problem, ProblemKind
from onrecord.store.library.readers.decoding import LOST, decoded, decoded_as
from onrecord.store.library.readers.markdown import MarkdownReader
from onrecord.store.library.readers.text import TextReader
from onrecord.store.notebook.encodings import encoding_named

QUAY = "“The quay isn’t safe,” said Åse Løvland – twice – and asked for €40,000…\n"


@pytest.mark.parametrize(
    "data",
    [
        QUAY.encode().replace(b"said", b"sa\0id"),
        QUAY.encode() + bytes(4000),
        QUAY.encode("cp1252") + b"\0",
    ],
    ids=["one in a word", "what a broken disk left", "in an older encoding"],
)
def test_a_few_zeros_cost_themselves(data: bytes) -> None:
    """A text with zeros in it or behind it is read without them, and it is told."""
    text, told = decoded(data)
    assert text == QUAY and "zeros, were left out" in told


@pytest.mark.parametrize(
    "data", [b"GIF8" + bytes(9), b"\x7fELF" + QUAY.encode() + b"\0", b"a\0b " * 60]
)
def test_what_has_zeros_and_is_no_text(data: bytes) -> None:
    """Programs, pictures and tables of figures are refused as before."""
    with pytest.raises(Unreadable, match="binary"):
        decoded(data)


@pytest.mark.parametrize("stray", [b"\xff", b"\x80", b"\xe2\x80", b"\xc3", b"\x80\x94"])
@pytest.mark.parametrize("at", ["The", " said", "\n"])
def test_a_stray_byte_costs_itself(stray: bytes, at: str) -> None:
    """Every other sign of a UTF-8 text is as it was written, and it is told."""
    before, found, after = QUAY.partition(at)
    text, told = decoded(before.encode() + stray + (found + after).encode())
    assert text.startswith(before)
    assert text.endswith(found + after)
    assert len(text) - len(QUAY) <= len(stray)
    assert "mended" in told


@given(st.text(min_size=1), st.integers(0, 400))
def test_text_that_is_cut_anywhere_keeps_the_rest(text: str, cut: int) -> None:
    """A UTF-8 text cut in the middle of a sign loses that sign alone."""
    whole = "— “” ’ é ü ł — " * 3 + text.replace("\0", "")
    whole = whole.encode("utf-8", "replace").decode()
    data = whole.encode()[: max(60, cut)]
    good = data.decode("utf-8", "ignore")
    assert decoded(data).text in (good, good + LOST) or b"\0" in data


def test_pieces_of_windows_in_utf8_are_taken_for_what_they_are() -> None:
    """A paragraph pasted from elsewhere shows the marks that it was written with."""
    pasted = "“Never again,” said José Orrin.\n"
    text, told = decoded(QUAY.encode() + pasted.encode("cp1252"))
    assert text == QUAY + pasted
    assert told.startswith("3 bytes of it were mended")


def test_a_piece_of_utf8_in_windows() -> None:
    """The other way round: one sign of UTF-8 among many older ones."""
    text, told = decoded((QUAY * 2).encode("cp1252") + "— “yes”\n".encode())
    assert text == QUAY * 2 + "— “yes”\n"
    assert "cp1252, which is a guess" in told


def misread(text: str) -> str:
    """Return a text as a program shows it that takes UTF-8 for Windows-1252."""
    data = text.encode()
    return "".join(bytes([b]).decode("cp1252", "replace").replace(LOST, chr(b)) for b in data)


def test_what_was_misread_before_is_as_it_was_meant() -> None:
    """“ saved as â€œ is “ again, whether or not the sign without a place was lost; it is told."""
    for damaged in (misread(QUAY), misread(QUAY).replace("\x9d", "")):
        text, told = decoded((damaged + "“Yes,” it said.\n").encode())
        assert text == QUAY + "“Yes,” it said.\n"
        assert "misread" in told
    names = "José Núñez met François Bérégovoy.\n"
    assert decoded(misread(names).encode()).text == names


@given(st.text("aàÀéâÂÃãÑÍ“”‘’«»–… .AMNH\n", max_size=40))
def test_what_was_written_so_stays_as_it_is(text: str) -> None:
    """Letters with accents before marks are no damage; what is meant can be told of all else."""
    assert decoded(text.encode()).text == text
    whole = text + QUAY
    assert decoded(misread(whole).encode()).text == whole


OLDER = [
    ("cp1252", "Rosa Möller and Jörg Weiß said the café in Köln was shut."),
    ("cp1252", 'The bridge is shut," said Gérard Lefèvre. He lives in Orléans.'),
    ("cp1252", "The mayor of Cádiz, José Muñoz, asked: “¿Why not?” and paid £40 for it."),
    ("cp1252", "CAFÉ’S OWNER SAID NO to the price of 20°C water and ½ of the fee"),
    ("cp1252", "João Conceição said that São Tomé would wait for the ship."),
    ("cp1252", "Åsa Öberg said that the ferry to Malmö is late."),
    ("cp1250", "Paweł Źrebiec said that the mayor of Łódź would not pay."),
    ("cp1250", "Jiří Dvořák said that Plzeň was ready, and it was."),
    ("iso8859-2", "Paweł Źrebiec and Wójcik said that the mayor of Łódź would not pay."),
    ("cp1251", '"The ferry is not safe," said Олег Сомов of the council of Киев.'),
    ("koi8-r", '"The ferry is not safe," said Олег Сомов of the council of Киев.'),
    ("cp1253", '"The ferry is not safe," said Ελένη Παπαδάκη to the council.'),
    ("mac-roman", "José Muñoz said, “It isn’t safe,” and the café in Köln was shut."),
    ("cp850", "José Muñoz said that the café in Köln was shut. The mayor agreed."),
]


@pytest.mark.parametrize(("encoding", "text"), OLDER)
def test_names_in_an_older_encoding_are_as_written(encoding: str, text: str) -> None:
    """The right one of many encodings is found by the words, and told."""
    found, told = decoded(text.encode(encoding))
    assert found == text
    assert "which is a guess" in told


LANGUAGES = [
    ("Rada miasta zagłosowała w środę przeciwko zamknięciu portu, choć łódź już odpłynęła.",
     ["iso8859-2", "cp1250", "cp852"]),
    ("Městská rada ve středu hlasovala proti uzavření přístavu a žádný člen nebyl pro.",
     ["iso8859-2", "cp1250"]),
    ("A városi tanács a kikötő bezárása ellen szavazott, és a lakók is űrlapot kértek később.",
     ["iso8859-2", "cp1250"]),
    ("Der Stadtrat hat gegen die Schließung des Hafens gestimmt, später für die Fähre.",
     ["cp1252", "mac-roman", "cp850"]),
    ("Le conseil a voté contre la fermeture du port, où les habitants étaient restés jusqu'à midi.",
     ["cp1252", "mac-roman"]),
    ("Belediye meclisi çarşamba günü limanın kapatılmasına karşı oy kullandı, ışık söndü.",
     ["cp1254", "iso8859-9"]),
    ("市議会は水曜日、港の閉鎖に反対する投票を行った。住民は市役所に集まり、抗議した。",
     ["shift_jis", "euc-jp"]),
    ("市议会星期三投票反对关闭港口。居民们来到市政厅抗议，其中一些人一直待到深夜。", ["gb18030"]),
    ("市議會星期三投票反對關閉港口。居民們來到市政廳抗議，其中一些人一直待到深夜。", ["big5"]),
    ("시의회는 항구 폐쇄에 반대하는 투표를 했다. 주민들은 시청에 모였다.", ["euc-kr"]),
    ("Городской совет проголосовал против закрытия порта, и жители пришли к ратуше.",
     ["cp1251", "koi8-r", "iso8859-5"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("encoding", "text"), [(name, text) for text, names in LANGUAGES for name in names]
)
def test_texts_of_other_languages_are_as_written(encoding: str, text: str) -> None:
    """The letters of a language tell its encoding, also where it is not the usual one."""
    found = decoded(text.encode(encoding))
    assert found.text == text
    assert "guess" in found.told


def test_where_two_encodings_fit_the_usual_one_is_taken() -> None:
    """Nobody can know, so it is said."""
    found, told = decoded("László Erdős said that the bridge was shut.".encode("cp1250"))
    assert found == "László Erdõs said that the bridge was shut."
    assert "cp1252, which is a guess" in told


def test_an_encoding_that_the_file_names() -> None:
    """Front matter may say what a guess could not know."""
    head = "---\ntitle: Quay\nencoding: cp1250\n---\n"
    text = "László Erdős said that the bridge was shut.\n"
    [item] = MarkdownReader().read(io.BytesIO((head + text).encode("cp1250")), "x.md")
    assert isinstance(item, Item)
    assert item.text.strip() == text.strip()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_sign_without_a_mark(encoding: str) -> None:
    """The zeros tell of it."""
    assert decoded(QUAY.encode(encoding)).text == QUAY


@pytest.mark.parametrize("name", ["rot13", "hex", "no-such", "", "base64", "a\0b"])
def test_what_is_no_encoding_of_text(name: str) -> None:
    """It is called so, whatever Python knows under that name."""
    with pytest.raises(Unreadable, match="no encoding called"):
        encoding_named(name)


@given(st.binary(max_size=200), st.sampled_from(["utf-8", "cp1252", "cp1250", "koi8-r", "utf-16"]))
def test_any_bytes_as_any_encoding(data: bytes, encoding: str) -> None:
    """A person's word on an encoding is obeyed, and what does not fit is told."""
    text, told = decoded_as(data, encoding)
    assert text.encode("utf-8", "surrogatepass") is not None
    assert (LOST in text) == bool(told) or LOST.encode() in data or encoding == "utf-16"


def test_it_is_told_where_it_is_read(tmp_path: Path) -> None:
    """The message names the file; the article is there."""
    (tmp_path / "quay.txt").write_bytes(QUAY.encode("cp1252"))
    library = Library.open([tmp_path], data_dir=tmp_path / "data")
    [problem] = library.scan().problems
    assert isinstance(problem, Problem)
    assert problem.where == "quay.txt"
    assert "cp1252" in problem.message
    assert library.article("quay.txt").text == QUAY


def test_a_persons_word_on_an_encoding(tmp_path: Path) -> None:
    """The file is read as they say, from then on and after a restart; undo takes it back."""
    text = "László Erdős said that the bridge was shut.\n"
    (tmp_path / "quay.txt").write_bytes(text.encode("cp1250"))
    library = Library.open([tmp_path], data_dir=tmp_path / "data")
    library.scan()
    assert library.article("quay.txt").text != text
    with pytest.raises(Unreadable, match="no encoding called"):
        library.notebook.encodings.set("quay.txt", "klingon")
    library.notebook.encodings.set("quay.txt", "windows-1250")
    scan = library.scan()
    assert (scan.changed, scan.problems) == (["quay.txt"], [])
    assert library.article("quay.txt").text == text
    library.close()
    library = Library.open([tmp_path], data_dir=tmp_path / "data")
    assert library.scan().changed == []
    assert library.article("quay.txt").text == text
    library.notebook.undo()
    assert library.scan().changed == ["quay.txt"]
    assert library.article("quay.txt").text != text


def test_lines_of_another_encoding_are_told_together(tmp_path: Path) -> None:
    """One word a file, and no reason to call the reading a failure."""
    lines = [f'{{"id": "{n}", "text": "Åse Løvland spoke of the quay."}}' for n in range(3)]
    (tmp_path / "feed.jsonl").write_bytes("\n".join(lines).encode("cp1252"))
    library = Library.open([tmp_path], data_dir=tmp_path / "data")
    [problem] = library.scan().problems
    assert (problem.message, problem.kind) == (
        "3 lines are no UTF-8, and mended or guessed",
        ProblemKind.ENCODING,
    )
    assert library.article("feed.jsonl#0").text == "Åse Løvland spoke of the quay."


OLD_MAC = "“The café isn’t safe,” said José Muñoz.\r\r“It is shut,” said the owner of it.\r"


@pytest.mark.parametrize(
    "words", [OLD_MAC, "“Es geht nicht”, sagte Jürgen Groß.\rDie Kähne lägen."]
)
def test_lines_that_end_as_on_an_old_mac(words: str) -> None:
    """They are lines for whoever reads them, and tell in which encoding their letters are."""
    [_, item] = TextReader().read(io.BytesIO(words.encode("mac-roman")), "a.txt")
    assert isinstance(item, Item)
    assert item.text == words.replace("\r", "\n")


def test_a_quotation_mark_alone_tells_of_an_old_mac() -> None:
    """Where other encodings have points of Hebrew, or letters, for its marks."""
    words = "“They hold a pencil,” said Perpetua Gale.\rThe district said that it would ask.\r"
    assert decoded(words.encode("mac-roman")).text == words
