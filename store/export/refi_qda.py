"""REFI-QDA 1.0: projects (``.qdpx``) for QualCoder, NVivo, MAXQDA, ATLAS.ti; codebooks.

A speaker is a case, with the selections that are theirs and what a person's own list says of them;
a memo is a description.  Positions are
code points from 0, the end exclusive, in a text whose lines end with LF alone
(https://www.qdasoftware.org, "QDA-XML: Specification", version 1.0).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from onrecord.store.errors import NotWritten
from onrecord.store.notebook.people import TRAITS, ListedPerson

from .records import Cited, Evidence, Export, Tag
from .xml import guid, legal

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"

COLOURS = {
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "rose": "#CC79A7",
    "green": "#009E73",
    "violet": "#7B4EA3",
    "yellow": "#F0E442",
    "vermilion": "#D55E00",
}
"""The codebook's colours (Okabe and Ito's, but for violet)."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def write(export: Export) -> bytes:
    """Return a project: a ZIP archive of ``project.qde`` and the texts of the articles."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "project.qde", _bytes(_project(export)))
        for article in export.articles.values():
            text = with_line_feeds(article.text)
            _put(archive, f"sources/{guid('source', article.id)}.txt", text.encode())
    return out.getvalue()


def write_codebook(export: Export) -> bytes:
    """Return the codebook alone.

    Raises:
        NotWritten: there are no tags, and the format knows no empty codebook.
    """
    tree = _tree(export)
    if not tree:
        raise NotWritten("there are no tags to write: a codebook of REFI-QDA has one at least")
    root = etree.fromstring(f'<CodeBook xmlns="{CODEBOOK}" origin="onrecord"/>')
    codes = etree.SubElement(root, f"{{{CODEBOOK}}}Codes")
    _codes(codes, CODEBOOK, tree)
    return _bytes(root)


def with_line_feeds(text: str) -> str:
    """Return a text as it stands in a project: LF ends a line, and a file can hold it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    # A mark at the beginning of a file would be taken for none of its text.
    return f"\ufffd{text[1:]}" if text.startswith("\ufeff") else text


def position(text: str, offset: int) -> int:
    """Return where an offset of a text stands when its lines end with LF."""
    inside = offset > 0 and text[offset - 1 : offset + 1] == "\r\n"
    return offset - text.count("\r\n", 0, offset) - (1 if inside else 0)


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)  # the same export gives the same bytes
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, data)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _project(export: Export) -> etree._Element:
    user = guid("user", export.by)
    root = etree.fromstring(f'<Project xmlns="{PROJECT}" origin="onrecord"/>')
    root.set("name", legal(export.title) or "onrecord")
    root.set("creatingUserGUID", user)
    if export.made:
        root.set("creationDateTime", export.made)
    users = _sub(root, "Users")
    _sub(users, "User", guid=user, name=legal(export.by) or "onrecord")
    if tree := _tree(export):
        _codes(_sub(_sub(root, "CodeBook"), "Codes"), PROJECT, tree)
    _variables(root)
    _cases(root, export)
    if export.articles:
        sources = _sub(root, "Sources")
        of: dict[str, list[Evidence]] = defaultdict(list)
        for it in export.evidence:
            of[it.article.id].append(it)
        for article in export.articles.values():
            _source(sources, article, of[article.id], user)
    return root


_VARIABLES = ("article", "source", "address", "published", "date basis", "version")
_TRAITS = {name: f"speaker {name}" for name in TRAITS}
"""What a person's own list says of a speaker, as attributes of the case."""


def _variables(root: etree._Element) -> None:
    variables = _sub(root, "Variables")
    for name in (*_VARIABLES, *_TRAITS.values()):
        _sub(variables, "Variable", guid=guid("variable", name), name=name, typeOfVariable="Text")


def _cases(root: etree._Element, export: Export) -> None:
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    listed: dict[tuple[str, str], ListedPerson | None] = {}
    for it in export.evidence:
        if it.quotation.speaker_name:
            key = (it.quotation.speaker_id or "", it.quotation.speaker_name)
            said[key].append(it.id)
            listed[key] = it.person
    memos = {it.id: it for it in export.memos if it.about == "actor"}
    known = {actor for actor, _ in said}
    said.update({(it.id, it.name): [] for it in memos.values() if it.id not in known})
    if said:
        cases = _sub(root, "Cases")
        for key, selections in said.items():
            case = _sub(cases, "Case", guid=guid("case", *key), name=legal(key[1]))
            _describe(case, memos[key[0]].memo if key[0] in memos else "")
            for trait, name in _TRAITS.items():
                if value := getattr(listed.get(key), trait, ""):
                    _value(case, name, value)
            for selection in selections:
                _sub(case, "SelectionRef", targetGUID=guid("selection", selection))


def _source(parent: etree._Element, article: Cited, said: Sequence[Evidence], user: str) -> None:
    own = guid("source", article.id)
    path = f"internal://{own}.txt"
    name = legal(article.title or article.id)
    source = _sub(parent, "TextSource", guid=own, name=name, plainTextPath=path, creatingUser=user)
    _describe(source, article.memo)
    for it in said:
        _selection(source, article, it, user)
    published = article.published
    values = (
        article.id,
        article.source,
        article.url,
        published.date or "",
        str(published.basis),
        article.version,
    )
    for name, value in zip(_VARIABLES, values, strict=True):
        _value(source, name, value)


def _value(parent: etree._Element, name: str, value: str) -> None:
    holder = _sub(parent, "VariableValue")
    _sub(holder, "VariableRef", targetGUID=guid("variable", name))
    _sub(holder, "TextValue").text = legal(value)


def _selection(source: etree._Element, article: Cited, it: Evidence, user: str) -> None:
    q = it.quotation
    selection = _sub(
        source,
        "PlainTextSelection",
        guid=guid("selection", it.id),
        name=legal(" ".join(it.content.split())[:80]),
        startPosition=str(position(article.text, q.start)),
        endPosition=str(position(article.text, q.end)),
        creatingUser=user,
    )
    _describe(selection, q.memo)
    for tag in q.tags:
        coding = _sub(selection, "Coding", guid=guid("coding", it.id, tag), creatingUser=user)
        _sub(coding, "CodeRef", targetGUID=guid("code", tag))


def _describe(parent: etree._Element, memo: str) -> None:
    if memo:
        _sub(parent, "Description").text = legal(memo)


def _sub(parent: etree._Element, element: str, /, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{PROJECT}}}{element}", attributes)


class _Node:
    """A level of the tree of tags; ``tag`` is the one that stands there, if any."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.tag: Tag | None = None
        self.below: dict[str, _Node] = {}


def _tree(export: Export) -> Mapping[str, _Node]:
    """Return the tree of all tags, those too that only a quotation bears."""
    tags = {tag.name: tag for tag in export.tags}
    for it in export.evidence:
        for name in it.quotation.tags:
            tags.setdefault(name, Tag(name))
    root = _Node("")
    for name, tag in tags.items():
        node = root
        for level in name.split("/"):
            path = f"{node.path}/{level}" if node.path else level
            node = node.below.setdefault(level, _Node(path))
        node.tag = tag
    return root.below


def _codes(parent: etree._Element, space: str, tree: Mapping[str, _Node]) -> None:
    names = Counter(name.casefold() for name in _names(tree.values()))
    _code(parent, space, tree, names)


def _names(nodes: Iterable[_Node]) -> Iterable[str]:
    for node in nodes:
        yield legal(node.path.rpartition("/")[2])
        yield from _names(node.below.values())


def _code(
    parent: etree._Element, space: str, nodes: Mapping[str, _Node], names: Mapping[str, int]
) -> None:
    for level, node in nodes.items():
        # QualCoder stores a name once: where two levels have the same, the whole path is told.
        name = legal(level if names[legal(level).casefold()] == 1 else node.path)
        code = etree.SubElement(parent, f"{{{space}}}Code", guid=guid("code", node.path), name=name)
        code.set("isCodable", "true" if node.tag else "false")
        if node.tag and (colour := COLOURS.get(node.tag.colour)):
            code.set("color", colour)
        if node.tag and node.tag.memo:
            etree.SubElement(code, f"{{{space}}}Description").text = legal(node.tag.memo)
        _code(code, space, node.below, names)
