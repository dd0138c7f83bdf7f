"""Each format as others read it, and as it is read back."""

from __future__ import annotations

import io
import json
import re
import uuid
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import frontmatter
import networkx
import pytest
from hypothesis import given, settings
from lxml import etree
from pybtex.database import parse_string
from pyrefiqda import RefiProject

from onrecord.store.errors import StoreError
from onrecord.store.exchange import html_report, markdown, refi_qda, tables, web_annotation
from onrecord.store.export import FORMATS, Export, Format, export_of, format_for, notes
from onrecord.store.export.markdown import plain, seen
from onrecord.store.export.stamps import memo_digest
from onrecord.store.export.xml import NAMESPACE, guid, legal
from onrecord.store.notebook.people import ListedPerson

from .exports import HOSTILE, article, exports, harbour, project, quote, same, written


def visible(text: str) -> str:
    """Return text as Markdown and HTML let it be seen."""
    return plain(text)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_writes(form: Format) -> None:
    """Each is there to be imported, is found by its endings, and writes what there is."""
    assert all(format_for(Path(f"x{ending}")) is form for ending in form.endings)
    assert form.write(harbour())


# -- tables --------------------------------------------------------------------------------


@given(exports())
@settings(max_examples=15, deadline=None)
def test_tables_lose_nothing(export: Export) -> None:
    """CSV and JSON lines give back words, places, speakers, tags and memos as they were.

    In CSV, which escapes nothing, what cannot be seen is left out.
    """
    for name, read, shown in (
        ("x.csv", tables.read_csv, seen),
        ("x.excel.csv", tables.read_csv, seen),
        ("x.jsonl", tables.read_json_lines, str),
    ):
        for claim, it in same(read(written(export, name)), export):
            q, about = it.quotation, it.article
            words = shown(it.content), shown(it.before), shown(it.after)
            assert (claim.words, claim.before, claim.after) == words
            assert (claim.article, claim.version) == (shown(about.id), about.version)
            assert claim.id == it.id
            assert (claim.start, claim.end) == (q.start, q.end)
            assert claim.speaker == shown(q.speaker_id or "")
            assert claim.speaker_name == shown(q.speaker_name)
            assert (claim.tags, claim.memo) == (tuple(map(shown, q.tags)), shown(q.memo))


_ORDERS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")


@given(exports())
@settings(max_examples=15, deadline=None)
def test_no_format_gives_orders_to_a_terminal(export: Export) -> None:
    """Whatever an article says: exports are printed, and files are shown with cat."""
    for form in FORMATS:
        if form.name == "refi-qda":  # a ZIP file
            continue
        with suppress(StoreError):  # nothing of what the format holds
            assert not _ORDERS.search(form.write(export)), form.name


@given(exports())
@settings(max_examples=15, deadline=None)
def test_no_cell_is_a_formula(export: Export) -> None:
    """Whatever an article says, no cell of a table begins as a spreadsheet's formula does."""
    import csv

    text = written(export, "x.csv").decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not [cell for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_the_other_tables() -> None:
    """Actors, links and tags have tables of their own."""
    export = harbour()
    assert b"Ada Brandt" in written(export, "x.actors.csv")
    [link] = [json.loads(it) for it in written(export, "x.links.jsonl").splitlines()]
    assert (link["type"], link["a_article"]) == ("answers", "answer.txt")
    [first, _] = list(tables.csv_rows(written(export, "x.tags.csv")))
    assert first == {
        "name": "harbour/open now",
        "memo": "It stays open.",
        "colour": "sky",
        "quotations": "1",
    }


# -- a person's own list --------------------------------------------------------------------


def listed() -> Export:
    """Return the small export with one of its speakers on a person's own list."""
    made = harbour()
    ada = ListedPerson(
        "Ada Brandt", (), "f", "minister", "Blue | List", "Port & Sea", "Tesk", "Q42"
    )
    said = [
        replace(it, person=ada if it.quotation.speaker_name == "Ada Brandt" else None)
        for it in made.evidence
    ]
    return replace(made, evidence=said, people={"person:ada-brandt": ada})


TRAITS_TOLD = {
    "gender": "f",
    "role": "minister",
    "party": "Blue | List",
    "organisation": "Port & Sea",
    "country": "Tesk",
    "wikidata": "Q42",
}


def test_a_list_of_people_leaves_with_every_format(tmp_path: Path) -> None:
    """What a person's own list says of a speaker stands in each format that has speakers."""
    export = listed()
    [row, other] = map(json.loads, written(export, "x.jsonl").splitlines())
    assert {name: row[f"speaker_{name}"] for name in TRAITS_TOLD} == TRAITS_TOLD
    assert other["speaker_party"] is None
    [actor, _] = map(json.loads, written(export, "x.actors.jsonl").splitlines())
    assert {name: actor[name] for name in TRAITS_TOLD} == TRAITS_TOLD
    cells = next(iter(tables.csv_rows(written(export, "x.csv"))))
    assert {name: cells[f"speaker_{name}"] for name in TRAITS_TOLD} == TRAITS_TOLD

    one, two, _ = json.loads(written(export, "x.jsonld"))["first"]["items"]
    own = {name: f"onrecord:speaker{name.capitalize()}" for name in TRAITS_TOLD}
    assert {name: one[term] for name, term in own.items()} == TRAITS_TOLD
    assert not any(term in two for term in own.values())

    root = project(written(export, "x.qdpx"))
    names = {it.get("guid"): it.get("name") for it in root.iter("{*}Variable")}
    case, another = root.iter("{*}Case")
    told = {
        names[value.find("{*}VariableRef").get("targetGUID")]: value.findtext("{*}TextValue")
        for value in case.iter("{*}VariableValue")
    }
    assert told == {f"speaker {name}": value for name, value in TRAITS_TOLD.items()}
    assert another.find("{*}VariableValue") is None
    path = tmp_path / "x.qdpx"
    path.write_bytes(written(export, path.name))
    assert RefiProject.load(path, extract_dir=str(tmp_path / "out")).cases.case[0].variable_value

    graph = networkx.parse_graphml(written(export, "x.graphml").decode())
    assert TRAITS_TOLD.items() <= graph.nodes["person:ada-brandt"].items()

    for name in ("x.html", "x.tags.html"):
        html = etree.fromstring(written(export, name), etree.HTMLParser(encoding="utf-8"))
        lines = list(html.iter("tr"))
        assert len(lines) == 2
        assert [it.text for it in lines[1]] == ["Ada Brandt", *TRAITS_TOLD.values()]
    for name in ("x.md", "x.obsidian.md"):
        document = written(export, name).decode()
        assert "## People" in document and r"party Blue \| List" in document
        assert len(markdown.read(document.encode()).claims) == 2
    [note] = [text for name, text in notes.notes(export).items() if "Ada Brandt" in name]
    assert TRAITS_TOLD.items() <= frontmatter.loads(note).metadata.items()


@pytest.mark.parametrize("name", ["a.md", "a.context.md", "a.obsidian.md", "a.html"])
def test_documents_warn_where_the_screen_does(name: str) -> None:
    """An unsure speaker, and what was written; of a file of records which one; else no word."""
    words = "The keeper said the gates were rotten."
    cited = article("news.jsonl#3", words, title="Gates", file="news.jsonl")
    unsure = quote(cited, 16, 38, speaker_name="Ida Morn", confidence=0.54)
    unsure = replace(unsure, speaker="The keeper")
    sure = replace(unsure, quotation=replace(unsure.quotation, confidence=0.9))
    own = replace(unsure, quotation=replace(unsure.quotation, by_person=True, attributed=True))
    nobody = replace(
        unsure, quotation=replace(unsure.quotation, speaker_name=""), speaker="The keeper"
    )
    for it, told in (
        (unsure, "(speaker unsure; written as “The keeper”)"),
        (replace(unsure, speaker="keeper Ida Morn"), "(speaker unsure)"),
        (nobody, "(unsure; written as “The keeper”)"),
        (sure, ""),
        (own, ""),
    ):
        shown = format_for(Path(name)).write(export_of("Gates", [it])).decode()
        assert told in shown and ("unsure" in shown) is bool(told)
        assert "news.jsonl#3" in shown.replace("\\", "")


def test_an_id_is_a_uuid_of_version_5() -> None:
    """Ids are those that every program would make of the same name, whatever letters it has."""
    for parts in (("selection", "q-1"), ("é", "“", ""), ("\ud800", "x" * 500)):
        name = "\x1f".join(parts).encode("utf-8", "surrogatepass").decode("latin-1")
        assert guid(*parts) == str(uuid.uuid5(NAMESPACE, name))
        assert uuid.UUID(guid(*parts)).version == 5


# -- documents -----------------------------------------------------------------------------


def test_tags_of_one_name_elsewhere_all_come_back() -> None:
    """Two tags that Obsidian can only write alike are both still there when they are read."""
    export = harbour()
    it = export.evidence[0]
    it = replace(it, quotation=replace(it.quotation, tags=("…", ":")))
    [claim] = markdown.read(written(replace(export, evidence=[it]), "x.obsidian.md")).claims
    assert claim.tags == ("…", ":")


@pytest.mark.parametrize("name", ["x.md", "x.obsidian.md"])
@given(export=exports())
@settings(max_examples=15, deadline=None)
def test_markdown_is_read_back(name: str, export: Export) -> None:
    """Both profiles give back what can be seen of the words, and tags and memos untouched."""
    for claim, it in same(markdown.read(written(export, name)), export):
        q = it.quotation
        assert visible(claim.words) == visible(it.content)
        assert (claim.id, claim.article, claim.version) == (
            it.id,
            it.article.id,
            it.article.version,
        )
        assert (claim.start, claim.end) == (q.start, q.end)
        assert claim.tags == claim.base_tags or visible("".join(q.tags)) != "".join(q.tags)
        assert claim.base_tags == q.tags
        assert memo_digest(claim.memo or "") == claim.base_memo == memo_digest(q.memo)


@given(exports())
@settings(max_examples=15, deadline=None)
def test_front_matter_is_yaml(export: Export) -> None:
    """The head of the Obsidian profile is parsed back as it was meant, whatever the title is."""
    head = frontmatter.loads(written(export, "x.obsidian.md").decode())
    assert head["title"] == export.title
    assert head["quotations"] == len(export.evidence)
    assert re.findall(r"^\^(q-[0-9a-f]{12})$", head.content, re.M) == [
        it.id for it in export.evidence
    ]


@given(exports())
@settings(max_examples=15, deadline=None)
def test_the_report_is_read_back_and_runs_nothing(export: Export) -> None:
    """The HTML has no script, no handler, nothing from elsewhere; its quotations are there."""
    data = written(export, "x.html")
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    assert root.getroottree().docinfo.doctype == "<!DOCTYPE html>"
    known = {"a", "article", "blockquote", "body", "cite", "figcaption", "figure", "h1", "h2"}
    known |= {"head", "html", "li", "meta", "nav", "ol", "p", "rect", "section", "span", "strong"}
    known |= {"style", "svg", "text", "title", "table", "thead", "tbody", "tr", "th", "td"}
    for node in root.iter():
        assert node.tag in known
        assert not [
            name for name in map(str, node.attrib) if name.startswith("on") or name == "src"
        ]
        assert not str(node.get("href", "#")).lower().startswith(("javascript", "data"))
    found = {claim.id: claim for claim in html_report.read(data).claims}
    assert found.keys() == {it.id for it in export.evidence}
    for it in export.evidence:
        assert visible(found[it.id].words) == visible(it.content)


# -- networks and citations ----------------------------------------------------------------


@given(exports())
@settings(max_examples=15, deadline=None)
def test_networks_are_parsed(export: Export) -> None:
    """networkx reads every network, whatever the names are."""
    graph = networkx.parse_graphml(written(export, "x.graphml").decode())
    assert "None" not in graph
    said = {it.quotation.speaker_id for it in export.evidence if it.quotation.speaker_id}
    assert {legal(key) for key in said} <= set(graph)


def test_a_network_tells_who_quotes_and_answers_whom() -> None:
    """Edges have their kind, how often, and when."""
    graph = networkx.parse_graphml(written(harbour(), "x.graphml").decode())
    edges = {(a, b, data["relation"]): data for a, b, data in graph.edges(data=True)}
    assert set(edges) == {
        ("publication:The Tesk Times", "person:ada-brandt", "quotes"),
        ("publication:Harbour Post", "person:olin-farrow", "quotes"),
        ("person:olin-farrow", "person:ada-brandt", "answers"),
    }
    answer = edges["person:olin-farrow", "person:ada-brandt", "answers"]
    assert (answer["count"], answer["first"]) == (1, "2026")


@given(exports())
@settings(max_examples=15, deadline=None)
def test_citations_are_parsed(export: Export) -> None:
    """pybtex reads the BibLaTeX, an entry an article; CSL-JSON has type, id and dates."""
    database = parse_string(written(export, "x.bib").decode(), "bibtex")
    assert len(database.entries) == len(export.articles)
    items = json.loads(written(export, "x.csl.json"))
    assert [it["id"] for it in items] == list(database.entries)
    for item, cited in zip(items, export.articles.values(), strict=True):
        assert item["type"] == "article-newspaper"
        known = {"id", "type", "title", "container-title", "URL", "language", "note", "issued"}
        known.add("annote")
        assert set(item) <= known
        if cited.published.date:
            assert item["issued"]["date-parts"][0][0] == 2026


def test_citations_name_who_wrote_it() -> None:
    """Several authors are told one by one; an article without one has none."""
    text = "“We sail,” said Olga."
    by_two = article("a.txt", text, title="The harbour", author="Ann Larsen; Bo Dahl")
    export = Export("x", articles={"a.txt": by_two})
    [item] = json.loads(written(export, "x.csl.json"))
    assert item["author"] == [{"literal": "Ann Larsen"}, {"literal": "Bo Dahl"}]
    [entry] = parse_string(written(export, "x.bib").decode(), "bibtex").entries.values()
    assert len(entry.persons["author"]) == 2


# -- bad input -----------------------------------------------------------------------------


@pytest.mark.parametrize("words", HOSTILE)
def test_no_file_that_comes_in_breaks_anything(words: str) -> None:
    """Whatever a file holds, its reader gives what it can read, or says in a line why not."""
    for read in (
        markdown.read,
        tables.read_csv,
        tables.read_json_lines,
        html_report.read,
        web_annotation.read,
        refi_qda.read_project,
        refi_qda.read_codebook,
    ):
        for data in (words.encode(), b"", b"\xff\xfe" + words.encode("utf-16-le"), b"[" * 100_000):
            try:
                found = read(data)
            except StoreError as error:
                assert "\n" not in str(error)
            else:
                assert found.claims == ()
