"""Deliveries in a library: counts, copies, what is told, and work that stays where it is."""

from __future__ import annotations

import io
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.store.library.library import Library
from onrecord.store.library.readers import ProblemKind
from onrecord.store.library.readers.captions import CaptionReader
from onrecord.store.library.readers.deliveries import factiva, nexis
from onrecord.store.library.readers.protocol import Item

from .making import LAST, MORE, SAID
from .test_captions import VTT
from .test_citations import RIS
from .test_extraction import opened
from .test_nexis import COVER, FIRST, OLDER, SECOND, word
from .test_press_databases import FACTIVA, NUMBERS
from .test_telegram import CHANNEL


def test_a_folder_of_deliveries(tmp_path: Path) -> None:
    """Each article is listed under its number; what was left out is told for each file."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "nexis.docx").write_bytes(word(COVER + FIRST + SECOND))
    (folder / "nexis.txt").write_text(OLDER, "utf-8")
    (folder / "factiva.txt").write_text(FACTIVA, "utf-8")
    (folder / "list.ris").write_text(RIS, "utf-8")
    (folder / "talk.vtt").write_text(VTT, "utf-8")
    (folder / "result.json").write_text(json.dumps(CHANNEL), "utf-8")
    (folder / "plain.txt").write_text(f"Length: 500 words.\n\n{SAID}", "utf-8")
    library = opened(folder)
    count: dict[str, int] = {}
    for entry in library.entries.values():
        count[entry.file] = count.get(entry.file, 0) + 1
    assert count == {
        "nexis.docx": 2, "nexis.txt": 2, "factiva.txt": 2, "list.ris": 2, "talk.vtt": 1,
        "result.json": 3, "plain.txt": 1,
    }  # fmt: skip
    assert library.article(f"factiva.txt#{NUMBERS[1]}").text == LAST
    assert library.place_of("talk.vtt", 0) == "0:00:01"
    told = {problem.where: problem.kind for problem in library.problems()}
    assert told == {"list.ris": ProblemKind.PART, "result.json": ProblemKind.PART}
    library.close()


def test_delivered_again_with_one_more(tmp_path: Path) -> None:
    """The articles that were there are the same ones: nothing vanishes, one is new."""
    folder = tmp_path / "pile"
    folder.mkdir()
    path = folder / "nexis.docx"
    path.write_bytes(word(FIRST + SECOND))
    library = opened(folder)
    before = set(library.entries)
    library.close()
    path.write_bytes(word(FIRST.replace("Ferries stay", "Pilots stay") + FIRST + SECOND))
    library = Library.open([folder], data_dir=folder.parent / "data")
    scan = library.scan()
    assert (len(scan.added), scan.changed, scan.vanished) == (1, [], [])
    assert before < set(library.entries)
    library.close()


def test_duplicates_fold_as_copies(tmp_path: Path) -> None:
    """What was delivered twice is listed as a copy, as it is anywhere else."""
    folder = tmp_path / "pile"
    folder.mkdir()
    long = FIRST.replace(MORE, "\n".join(f"{MORE} {n}" for n in range(9)))
    (folder / "nexis.txt").write_text(long + SECOND + long, "utf-8")
    library = opened(folder)
    versions = [entry.version for entry in library.entries.values()]
    assert (len(versions), len(set(versions))) == (3, 2)
    library.close()


WORDS = st.lists(st.sampled_from(["We", "sail", "“now”", ",", "he", "said.", "523", "Body:"]),
                 min_size=1, max_size=30).map(" ".join)  # fmt: skip
BODIES = st.lists(st.lists(WORDS.map(lambda it: f"It {it}"), min_size=1, max_size=6), min_size=1)


@given(BODIES)
def test_bodies_come_back(bodies: list[list[str]]) -> None:
    """Whatever paragraphs the articles of a delivery have, each gets its own."""
    wanted = ["\n\n".join(body) for body in bodies]
    uni = "".join(
        f"Title {n}\nThe Quay\nMay 4, 2021\nCopyright 2021 Quay\nLength: 5 words\nBody\n"
        + "\n".join(body)
        + "\nLoad-Date: May 5, 2021\nEnd of Document\n"
        for n, body in enumerate(bodies)
    ).splitlines()
    assert nexis.recognises(uni)
    assert [it.text for it in nexis.articles(uni)] == wanted
    bare = "".join(
        f"Title {n}\n5 words\n4 May 2021\nThe Quay\nQUAY\nEnglish\nCopyright 2021 Quay\n\n"
        + "\n\n".join(body)
        + f"\n\nDocument QUAY000020210504eh{n:07d}\n"
        for n, body in enumerate(bodies)
    ).splitlines()
    assert factiva.recognises(bare)
    assert [it.text for it in factiva.articles(bare)] == wanted


@given(st.lists(st.tuples(st.sampled_from(["Ann", "Olga", ""]), WORDS, st.integers(0, 9))))
def test_places_lead_to_the_beginnings_of_paragraphs(cues: list[tuple[str, str, int]]) -> None:
    """Whatever is said by whom and with what pauses: nothing is lost, places are in order."""
    time = 0
    vtt = "WEBVTT\n\n00:00.000 --> 00:01.000\nFirst of all.\n\n"
    for name, words, pause in cues:
        time += pause + 1
        voice = f"<v {name}>" if name else ""
        vtt += f"{time // 60:02d}:{time % 60:02d}.000 --> {time // 60:02d}:{time % 60:02d}.900\n"
        vtt += f"{voice}{words}\n\n"
    [item] = CaptionReader().read(io.BytesIO(vtt.encode()), "a.vtt")
    assert isinstance(item, Item)
    starts = [at for at, _ in item.places]
    assert starts == sorted(set(starts))
    parts = item.text.split("\n\n")
    assert [item.text[at : at + len(it)] for at, it in zip(starts, parts, strict=True)] == parts
    said = " ".join(words for _, words, _ in cues).split()
    assert [it for it in item.text.split() if it not in ("Ann:", "Olga:")][3:] == said
