"""REFI-QDA projects and codebooks, ours and those of other programs.

Nothing is unpacked to the disk: names in the archive are only looked up.  What is larger than it
may be, or asks for entities, is refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from onrecord.store.errors import Unreadable
from onrecord.store.export.refi_qda import COLOURS

from .claims import Claim, Coded, Incoming

_LARGEST = 256 * 1024 * 1024
"""Bytes that a project may have when unpacked, all its texts together."""

_CONTEXT = 32


def read_project(data: bytes) -> Incoming:
    """Read the codebook, and the coded or noted passages of every text.

    Raises:
        Unreadable: it is no project, or a bomb.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        budget = _Budget(_LARGEST)
        names = [name for name in archive.namelist() if name.endswith(".qde")]
        if not names:
            raise Unreadable("there is no project.qde in it")
        root = _parse(budget.read(archive, names[0]))
        return _Project(root, archive, budget).read()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable(f"it is no whole REFI-QDA project: {error}") from error


def read_codebook(data: bytes) -> Incoming:
    """Read a codebook.

    Raises:
        Unreadable: it is none.
    """
    root = _parse(data)
    codes = _Codes(root)
    if not codes.paths:
        raise Unreadable("there are no codes in it")
    return Incoming(codebook=codes.codebook)


@dataclass(slots=True)
class _Budget:
    """Bytes that may still be unpacked."""

    left: int

    def read(self, archive: zipfile.ZipFile, name: str) -> bytes:
        with archive.open(name) as file:
            data = file.read(self.left + 1)  # what a header says of the size may be a lie
        if len(data) > self.left:
            raise Unreadable(f"unpacked it is larger than {_LARGEST >> 20} MB")
        self.left -= len(data)
        return data


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"it is no XML that can be read: {error}") from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise Unreadable("it declares entities, which no REFI-QDA file has")
    return root


def _children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children of this name, in whatever namespace."""
    for child in node:
        if isinstance(child.tag, str) and etree.QName(child).localname == name:
            yield child


def _all(node: etree._Element, name: str) -> Iterator[etree._Element]:
    for it in node.iter():
        if isinstance(it.tag, str) and etree.QName(it).localname == name:
            yield it


def _description(node: etree._Element) -> str:
    return next((it.text or "" for it in _children(node, "Description")), "")


@dataclass(slots=True)
class _Codes:
    """The codes of a project or a codebook: paths by id, and what is said of each."""

    root: etree._Element
    paths: dict[str, str] = field(default_factory=dict)
    codebook: dict[str, Coded] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for codes in _all(self.root, "Codes"):
            for code in _children(codes, "Code"):
                self._take(code, "")

    def _take(self, code: etree._Element, above: str) -> None:
        name = code.get("name", "").strip() or "unnamed"
        full = not above or name.startswith(f"{above}/")
        path = name if full else f"{above}/{name}"
        self.paths[code.get("guid", "")] = path
        if code.get("isCodable", "true") in ("true", "1"):
            colour = nearest(code.get("color", ""))
            self.codebook[path] = Coded(_description(code), colour)
        for below in _children(code, "Code"):
            self._take(below, path)


def nearest(colour: str) -> str:
    """Return the notebook's colour that is most like ``#RRGGBB``; "" for what is none."""
    rgb = _rgb(colour)
    if rgb is None:
        return ""
    known = {name: _rgb(value) or rgb for name, value in COLOURS.items()}
    return min(known, key=lambda name: _distance(known[name], rgb))


def _distance(a: tuple[int, ...], b: tuple[int, ...]) -> int:
    return sum((one - other) ** 2 for one, other in zip(a, b, strict=True))


def _rgb(colour: str) -> tuple[int, ...] | None:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    try:
        return tuple(bytes.fromhex(digits)) if len(digits) == 6 else None
    except ValueError:
        return None


class _Project:
    """A project that is being read."""

    def __init__(self, root: etree._Element, archive: zipfile.ZipFile, budget: _Budget) -> None:
        self._root = root
        self._archive = archive
        self._budget = budget
        self._codes = _Codes(root)
        self._users = {it.get("guid", ""): it.get("name", "") for it in _all(root, "User")}
        self._variables = {it.get("guid", ""): it.get("name", "") for it in _all(root, "Variable")}
        self._speakers: dict[str, str] = {}
        for case in _all(root, "Case"):
            for ref in _children(case, "SelectionRef"):
                self._speakers[ref.get("targetGUID", "")] = case.get("name", "")
        self._problems: list[str] = []

    def read(self) -> Incoming:
        claims = [it for source in _all(self._root, "TextSource") for it in self._source(source)]
        return Incoming(tuple(claims), self._codes.codebook, tuple(self._problems))

    def _source(self, source: etree._Element) -> Iterator[Claim]:
        name = source.get("name", "")
        selections = list(_children(source, "PlainTextSelection"))
        if not selections:
            return
        text = self._text(source)
        if text is None:
            self._problems.append(f"the text of “{name}” is not in it")
            return
        values = self._values(source)
        for it in selections:
            start, end = _place(it)
            if not 0 <= start < end <= len(text):
                self._problems.append(f"a passage of “{name}” lies outside its text")
                continue
            yield self._claim(it, start, end, text, name, values)

    def _claim(
        self,
        it: etree._Element,
        start: int,
        end: int,
        text: str,
        name: str,
        values: Mapping[str, str],
    ) -> Claim:
        codings = list(_children(it, "Coding"))
        refs = [ref.get("targetGUID", "") for c in codings for ref in _children(c, "CodeRef")]
        user = it.get("creatingUser", "") or next((c.get("creatingUser", "") for c in codings), "")
        return Claim(
            words=text[start:end],
            article=values.get("article", ""),
            version=values.get("version", ""),
            start=start,
            end=end,
            before=text[max(0, start - _CONTEXT) : start],
            after=text[end : end + _CONTEXT],
            title=name,
            url=values.get("address", ""),
            speaker_name=self._speakers.get(it.get("guid", ""), ""),
            published=values.get("published", ""),
            tags=tuple(dict.fromkeys(self._codes.paths[r] for r in refs if r in self._codes.paths)),
            memo=_description(it),
            who=self._users.get(user, ""),
        )

    def _text(self, source: etree._Element) -> str | None:
        for held in _children(source, "PlainTextContent"):
            return held.text or ""
        path = source.get("plainTextPath", "").removeprefix("internal://")
        for name in (f"sources/{path}", f"Sources/{path}"):
            if path and name in self._archive.namelist():
                return self._budget.read(self._archive, name).decode("utf-8-sig", "replace")
        return None

    def _values(self, source: etree._Element) -> Mapping[str, str]:
        values = {}
        for holder in _children(source, "VariableValue"):
            ref = next((it.get("targetGUID", "") for it in _children(holder, "VariableRef")), "")
            said = next((it.text or "" for it in _children(holder, "TextValue")), "")
            values[self._variables.get(ref, "")] = said
        return values


def _place(selection: etree._Element) -> tuple[int, int]:
    try:
        return int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
    except ValueError:
        return -1, -1
