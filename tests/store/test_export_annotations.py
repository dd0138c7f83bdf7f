"""Web Annotation and REFI-QDA, which other programs for annotating read: by their own rules."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from pyld import jsonld
from pyrefiqda import RefiCodebook, RefiProject

from onrecord.store.errors import NotWritten, Unreadable
from onrecord.store.exchange import refi_qda, web_annotation
from onrecord.store.export import Export
from onrecord.store.export.refi_qda import position, with_line_feeds
from onrecord.store.export.xml import legal

from .exports import exports, harbour, project, same, written

# -- Web Annotation ------------------------------------------------------------------------


MUSTS: dict[str, Any] = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z]+:"},
        "type": {"const": "Annotation"},
        "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "bodyValue": False,
        "motivation": {"enum": ["commenting", "tagging", "highlighting"]},
        "creator": {"required": ["type", "name"]},
        "body": {
            "type": "array",
            "items": {
                "required": ["type", "value", "purpose"],
                "properties": {
                    "type": {"const": "TextualBody"},
                    "value": {"type": "string"},
                    "purpose": {"enum": ["commenting", "tagging", "identifying"]},
                },
            },
        },
        "target": {
            "required": ["source", "selector"],
            "properties": {
                "source": {"type": "string", "pattern": "^[a-z]+:[^ ]+$"},
                "selector": {
                    "type": "array",
                    "items": {
                        "oneOf": [
                            {
                                "properties": {
                                    "type": {"const": "TextQuoteSelector"},
                                    "exact": {"type": "string"},
                                    "prefix": {"type": "string"},
                                    "suffix": {"type": "string"},
                                },
                                "required": ["exact"],
                                "additionalProperties": False,
                            },
                            {
                                "properties": {
                                    "type": {"const": "TextPositionSelector"},
                                    "start": {"type": "integer", "minimum": 0},
                                    "end": {"type": "integer", "minimum": 0},
                                },
                                "required": ["start", "end"],
                                "additionalProperties": False,
                            },
                        ]
                    },
                },
            },
        },
    },
}
"""What the model says that an annotation must have, of the kinds that are written here."""


@given(exports())
@settings(max_examples=15, deadline=None)
def test_annotations_keep_the_model_and_come_back(export: Export) -> None:
    """Every annotation has what the model demands, and gives back all that was written."""
    data = written(export, "x.jsonld")
    document = json.loads(data)
    assert document["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    items = document["first"]["items"]
    assert document["total"] == len(items) == len({it["id"] for it in items})
    for item in items:
        Draft202012Validator(MUSTS).validate(item)
    for claim, it in same(web_annotation.read(data), export):
        q = it.quotation
        assert (claim.words, claim.before, claim.after) == (it.content, it.before, it.after)
        assert (claim.id, claim.article, claim.version) == (
            it.id,
            it.article.id,
            it.article.version,
        )
        assert (claim.start, claim.end, claim.speaker or None) == (q.start, q.end, q.speaker_id)
        assert (claim.tags, claim.memo, claim.who) == (q.tags, q.memo, "Ida Morn")


def test_annotations_expand_to_triples() -> None:
    """A processor of JSON-LD that knows the model's terms finds all of ours beside them."""
    terms = {
        name: f"http://www.w3.org/ns/oa#{name}"
        for name in ("exact", "prefix", "suffix", "start", "end")
    }
    linked = {
        "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "body": {"@id": "oa:hasBody", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "items": {"@id": "as:items", "@container": "@list", "@type": "@id"},
        "first": {"@id": "as:first", "@type": "@id"},
    }
    context = {
        "oa": "http://www.w3.org/ns/oa#",
        "as": "http://www.w3.org/ns/activitystreams#",
        "id": "@id",
        "type": "@type",
        "@vocab": "http://www.w3.org/ns/oa#",
        **terms,
        **linked,
    }
    document = json.loads(written(harbour(), "x.jsonld"))

    def load(url: str, options: object) -> dict[str, object]:
        assert url == "http://www.w3.org/ns/anno.jsonld"
        return {"document": {"@context": context}, "documentUrl": url, "contextUrl": None}

    triples = jsonld.to_rdf(document, {"documentLoader": load})["@default"]
    predicates = [it["predicate"]["value"] for it in triples]
    # Two quotations, and a memo on an article.
    assert predicates.count("http://www.w3.org/ns/oa#hasTarget") == 3
    assert predicates.count("http://www.w3.org/ns/oa#exact") == 2
    assert predicates.count("http://www.w3.org/ns/oa#hasBody") == 6
    own = [it for it in predicates if it.startswith("urn:x-onrecord:term:")]
    assert len(own) == 22


def test_annotations_of_others() -> None:
    """Strings, single bodies and targets, plain values: what the model lets others write."""
    page = {
        "type": "AnnotationPage",
        "items": [
            {
                "type": "Annotation",
                "bodyValue": "Look again.",
                "creator": "https://example.org/ida",
                "target": {
                    "source": "https://tesk.example/harbour",
                    "selector": {"type": "TextQuoteSelector", "exact": "not close"},
                },
            },
            {
                "type": "Annotation",
                "motivation": "tagging",
                "body": {"type": "TextualBody", "value": "port"},
                "target": [
                    {"source": "x:1", "selector": [{"type": "TextQuoteSelector", "exact": "it"}]}
                ],
            },
            {"type": "Annotation", "target": "https://tesk.example/whole"},
        ],
    }
    found = web_annotation.read(json.dumps(page).encode())
    assert [(it.words, it.memo, it.tags) for it in found.claims] == [
        ("not close", "Look again.", ()),
        ("it", "", ("port",)),
    ]
    assert found.claims[0].url == "https://tesk.example/harbour"
    for source in ("harbour.txt", "file:///home/ida/the%20strait/harbour.txt", "./harbour.txt#x"):
        selector = {"type": "TextQuoteSelector", "exact": "not close"}
        target = {"source": source, "selector": selector}
        found_in = web_annotation.read(json.dumps({"target": target}).encode())
        assert [it.title for it in found_in.claims] == ["harbour.txt"]
    assert found.problems == ("1 of its annotations quote no words, and were passed by",)


# -- REFI-QDA ------------------------------------------------------------------------------


@given(exports())
@settings(max_examples=15, deadline=None)
def test_projects_are_valid_and_come_back(export: Export) -> None:
    """The official schema accepts every project; words, tags and memos are read back from it."""
    data = written(export, "x.qdpx")
    project(data)
    claims = refi_qda.read_project(data)
    assert claims.problems == ()
    found = {(it.article, it.start, it.end, it.words): it for it in claims.claims}
    for it in export.evidence:
        q, text = it.quotation, with_line_feeds(it.article.text)
        start, end = position(it.article.text, q.start), position(it.article.text, q.end)
        if start == end:
            continue
        claim = found[legal(it.article.id), start, end, text[start:end]]
        assert claim.version == it.article.version
        assert (
            claim.memo == legal(q.memo).replace("\r\n", "\n").replace("\r", "\n") or "\r" in q.memo
        )
        if all(legal(tag) == tag for tag in q.tags):
            assert set(claim.tags or ()) == set(q.tags)


def test_a_project_is_what_other_programs_load(tmp_path: Path) -> None:
    """pyrefiqda loads project and codebook; positions fit the text that lies beside them."""
    path = tmp_path / "x.qdpx"
    path.write_bytes(written(harbour(), path.name))
    loaded = RefiProject.load(path, extract_dir=str(tmp_path / "out"))
    [source, _] = loaded.sources.text_source
    text = (tmp_path / "out" / "sources" / source.plain_text_path[11:]).read_bytes().decode()
    assert "\r" not in text
    [selection] = source.plain_text_selection
    assert text[selection.start_position : selection.end_position] == "“We will not close it,”"
    assert [case.name for case in loaded.cases.case] == ["Ada Brandt", "Olin Farrow"]
    path = tmp_path / "x.qdc"
    path.write_bytes(written(harbour(), path.name))
    codes = RefiCodebook.load(path).codes.code
    assert [code.name for code in codes] == ["harbour", "promises"]
    assert (codes[0].is_codable, codes[0].code[0].description) == (False, "It stays open.")
    read = refi_qda.read_codebook(path.read_bytes()).codebook
    assert {tag: (it.memo, it.colour) for tag, it in read.items()} == {
        "harbour/open now": ("It stays open.", "sky"),
        "promises": ("", ""),
    }


def test_names_that_qualcoder_can_store() -> None:
    """No two codes have one name, also where two branches of the tree have the same level."""
    export = harbour()
    tags = ("a/x", "b/X", "b/y")
    it = export.evidence[0]
    it = replace(it, quotation=replace(it.quotation, tags=tags))
    data = written(replace(export, evidence=[it], tags=[]), "x.qdpx")
    names = [code.get("name", "") for code in project(data).iter("{*}Code")]
    assert len({name.casefold() for name in names}) == len(names) == 5
    assert set(refi_qda.read_project(data).claims[0].tags or ()) == set(tags)


def test_an_empty_codebook_is_not_written() -> None:
    """The format has none, so that a line says so."""
    with pytest.raises(NotWritten, match="no tags"):
        written(Export("x"), "x.qdc")


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A project that unpacks to more than it may is refused before it fills the memory."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", b" " * 10_000_000)
    monkeypatch.setattr(refi_qda, "_LARGEST", 1_000_000)
    with pytest.raises(Unreadable, match="larger than"):
        refi_qda.read_project(out.getvalue())


def test_entities_and_paths_are_refused(tmp_path: Path) -> None:
    """A project asks for no file of this machine, by an entity or by a path in it."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "project.qde",
            f'<!DOCTYPE p [<!ENTITY e SYSTEM "file://{secret}">]><Project name="x">&e;</Project>',
        )
    with pytest.raises(Unreadable, match="entities"):
        refi_qda.read_project(out.getvalue())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "project.qde",
            f'<Project><Sources><TextSource name="x" plainTextPath="internal://../{secret}">'
            '<PlainTextSelection startPosition="0" endPosition="6"/>'
            "</TextSource></Sources></Project>",
        )
    found = refi_qda.read_project(out.getvalue())
    assert found.claims == ()
    assert found.problems == ("the text of “x” is not in it",)
