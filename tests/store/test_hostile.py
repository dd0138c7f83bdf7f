"""Files of the store that anybody may have written: none of them breaks anything."""

from __future__ import annotations

import copy
import random
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.store.errors import Damaged, StoreError, Unreadable
from onrecord.store.exchange.corrections import load
from onrecord.store.library.catalogue import read_index
from onrecord.store.library.findings_codec import pack, unpack
from onrecord.store.library.known_actors import known
from onrecord.store.library.library import Library
from onrecord.store.notebook.journal import _line
from onrecord.store.notebook.taken_back import taken_back
from onrecord.store.schema import in_words
from onrecord.store.storage import seal, unseal

from .older_library import OLDER, laid_out, look_at_everything
from .samples import findings

OTHERS: list[Any] = [
    *(None, True, -1, 0, 2**63, 1.5, "", "x", "../../etc/passwd", "2023-02-30", "\x1b[2J"),
    *([], [[]], {}, {"x": 1}, ["x"], [None], "direct", "day"),
]
"""What is put where something else belongs."""


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value in a JSON document."""
    found = [path]
    if isinstance(value, dict | list):
        for key, below in value.items() if isinstance(value, dict) else enumerate(value):
            found += places_in(below, (*path, key))
    return found


def altered(document: Any, chance: random.Random) -> Any:
    """Return a document in which some value is another one, or gone."""
    document = copy.deepcopy(document)
    *way, last = chance.choice(places_in(document)[1:])
    at = document
    for key in way:
        at = at[key]
    if isinstance(at, dict) and chance.random() < 0.3:
        del at[last]
    else:
        at[last] = chance.choice(OTHERS)
    return document


def spoil(path: Path, chance: random.Random) -> None:
    """Alter a file of the store, and seal it so that nothing shows."""
    if path.suffix == ".log":
        lines = path.read_bytes().splitlines()
        number = chance.randrange(len(lines))
        lines[number] = _line(altered(orjson.loads(lines[number][17:]), chance)).rstrip()
        path.write_bytes(b"\n".join(lines) + b"\n")
    else:
        path.write_bytes(seal(altered(unseal(path.read_bytes()), chance)))


@pytest.mark.parametrize("at", [(-1, 147), (0, -1), (2**63, 1), (0, 2**63)])
def test_a_place_that_no_file_has_is_another_layout(tmp_path: Path, at: tuple[int, int]) -> None:
    """The list is made again, and the article is read where it stands."""
    folder = laid_out(tmp_path / "merrin")
    path = folder / ".onrecord" / "library.json"
    document = unseal(path.read_bytes())
    document["articles"]["1"]["at"][-1] = list(at)
    path.write_bytes(seal(document))
    with pytest.raises(Damaged):
        read_index(path)
    library = Library.open([folder], data_dir=tmp_path / "data")
    library.scan()
    assert all(library.article(name).text for name in library.entries)
    library.close()


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    name=st.sampled_from(["notebook.log", "notebook.json", "library.json", "actors.json"]),
    alone=st.booleans(),
)
@example(9624, "library.json", False)  # an article in a file that is not there
@example(3539, "library.json", False)  # a span of one end
@example(15619943, "library.json", False)  # an article before the beginning of its file
def test_a_library_that_anybody_wrote_opens(seed: int, name: str, alone: bool) -> None:
    """Whatever stands in its files, all that can be asked is answered, and all can be done."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        folder = laid_out(Path(place) / "merrin")
        home = folder / ".onrecord"
        spoil(home / name, chance)
        if alone and name.startswith("notebook"):
            other = "notebook.json" if name == "notebook.log" else "notebook.log"
            (home / other).unlink()
        try:
            library = Library.open([folder], data_dir=Path(place) / "data")
        except StoreError:
            return  # refused in one line
        library.scan()
        look_at_everything(library)
        known(home)
        for article in library.entries:
            library.article(article)
        with suppress(StoreError):
            library.notebook.undo()
        library.notebook.articles.memo("first.txt", "still")
        library.close()
        again = Library.open([folder], data_dir=Path(place) / "data")
        assert again.notebook.articles.notes("first.txt").memo == "still"
        again.close()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_corrections_that_anybody_wrote(seed: int) -> None:
    """They are refused whole, with one line, or taken over and harm nothing."""
    document = orjson.loads((OLDER / "corrections.json").read_bytes())
    with tempfile.TemporaryDirectory() as place:
        folder = laid_out(Path(place) / "merrin")
        library = Library.open([folder], data_dir=Path(place) / "data")
        library.scan()
        library.notebook.undo()
        before = look_at_everything(library)
        try:
            load(library, orjson.dumps(altered(document, random.Random(seed))))
        except Unreadable as error:
            assert "\n" not in str(error)
            assert look_at_everything(library) == before
        look_at_everything(library)
        library.close()
        again = Library.open([folder], data_dir=Path(place) / "data")
        assert not again.notebook.notices
        look_at_everything(again)
        again.close()


WRONG = [
    (("quotations", 1, "speaker"), 7, "quotation 2 (of first.txt): speaker should be text"),
    (("quotations", 0, "kind"), "shouted", "quotation 1 (of first.txt): kind"),
    (("quotations", 4, "anchor", "start"), "x", "quotation 5 (of second.txt): anchor.start"),
    (("actors", 0, "actors"), [], "ruling on actors 1: actors"),
    (("actors", 0, "actors", 0, "name"), None, "ruling on actors 1: actors[0].name"),
    (("dates", 0, "date"), "2023-02-30", "date 1 (of second.txt)"),
    (("dates", 0, "version"), 5, "date 1 (of second.txt): version should be text"),
    (("schema",), 2, "a newer onrecord"),
    (("dates",), {}, "dates should be a list"),
]


@pytest.mark.parametrize(("way", "value", "said"), WRONG)
def test_the_wrong_entry_is_named(
    tmp_path: Path, way: tuple[Any, ...], value: object, said: str
) -> None:
    """The message says which one it is and why; nothing at all was taken over."""
    document = orjson.loads((OLDER / "corrections.json").read_bytes())
    at = document
    for key in way[:-1]:
        at = at[key]
    at[way[-1]] = value
    (tmp_path / "a.txt").write_text("The lock is shut.", "utf-8")
    library = Library.open([tmp_path], data_dir=tmp_path / "data")
    with pytest.raises(Unreadable) as refused:
        load(library, orjson.dumps(document))
    assert said in str(refused.value)
    assert list(library.notebook.history()) == []


def test_a_row_that_is_none_is_told_and_left_out(tmp_path: Path) -> None:
    """The others are there, and the files still hold it."""
    folder = laid_out(tmp_path / "merrin")
    log = folder / ".onrecord" / "notebook.log"
    lines = log.read_bytes().splitlines()
    record = orjson.loads(lines[2][17:])
    record["changes"][0][3]["tags"] = "lock"
    lines[2] = _line(record).rstrip()
    log.write_bytes(b"\n".join(lines[:3]) + b"\n")
    (folder / ".onrecord" / "notebook.json").unlink()
    library = Library.open([folder], data_dir=tmp_path / "data")
    assert "1 entry is left out" in library.notices[0].text
    assert "tags should be a list, not text" in library.notices[0].text
    assert library.notebook.codebook.recent() == ["lock", "lock/wall"]
    assert b'"tags":"lock"' in log.read_bytes()


def test_a_step_back_makes_no_row_that_is_none() -> None:
    """Where a snapshot says more than its log, what is left over is no annotation."""
    tables = unseal((OLDER / "home" / "notebook.json").read_bytes())
    row = next(iter(tables["annotations"].values()))
    key = row.pop("key")
    assert taken_back("annotations", key, {**row, "memo": "more"}, None, row) is None
    assert taken_back("annotations", key, {**row, "memo": "more"}, row, None) == row
    assert taken_back("articles", "x", {"memo": "a", "read": True}, None, {"memo": "a"}) == {
        "read": True
    }
    with pytest.raises(Damaged, match="cannot be taken back"):
        taken_back("annotations", key, row, {"memo": "nowhere"}, row)


def test_no_findings_outside_of_the_cache_are_kept(tmp_path: Path) -> None:
    """The version of a text is the name of a file: one that leads elsewhere is none."""
    path = tmp_path / "library.json"
    tables = unseal((OLDER / "home" / "library.json").read_bytes())
    tables["articles"]["1"]["version"][0] = "../../elsewhere"
    path.write_bytes(seal(tables))
    with pytest.raises(Damaged):
        read_index(path)


def test_no_file_outside_of_the_folder_is_read(tmp_path: Path) -> None:
    """A list of articles that leads elsewhere is made anew."""
    folder = laid_out(tmp_path / "merrin")
    (tmp_path / "secret.txt").write_text("Not yours.", "utf-8")
    path = folder / ".onrecord" / "library.json"
    for name in ("../secret.txt", str(tmp_path / "secret.txt"), ""):
        tables = unseal((OLDER / "home" / "library.json").read_bytes())
        tables["articles"]["1"]["file"][0] = name
        path.write_bytes(seal(tables))
        with pytest.raises(Damaged, match="outside"):
            read_index(path)


@settings(max_examples=100)
@given(st.integers(0, 2**32))
def test_findings_that_anybody_wrote(seed: int) -> None:
    """They are refused, or whole enough to be shown: every actor is one, every day a day."""
    columns = altered(orjson.loads(orjson.dumps(pack(findings()))), random.Random(seed))
    try:
        found = unpack(columns)
    except (Damaged, KeyError, IndexError, TypeError, ValueError):
        return
    for mention in found.mentions:
        assert found.actors[mention.actor].name is not None
    for quotation in found.quotations:
        assert quotation.actor is None or found.actors[quotation.actor]
    pack(found)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        (
            "Expected `str`, got `int` - at `$.anchor.exact`",
            "anchor.exact should be text, not a whole number",
        ),
        ("Object missing required field `exact` - at `$.anchor`", "anchor.exact is missing"),
        ("Object missing required field `exact`", "exact is missing"),
        ("Invalid enum value 'x' - at `$.kind`", "kind: invalid enum value 'x'"),
        ("Expected `object`, got `array`", "it should be a record, not a list"),
    ],
)
def test_what_is_wrong_is_said_in_words(message: str, said: str) -> None:
    """No person has to know JSON, or Python."""
    assert in_words(message) == said
