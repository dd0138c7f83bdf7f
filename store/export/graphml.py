"""GraphML (http://graphml.graphdrawing.org): who quotes, names and answers whom."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from onrecord.store.notebook.people import TRAITS

from .records import Export
from .relations import publication, relations
from .xml import legal

SPACE = "http://graphml.graphdrawing.org/xmlns"

_KEYS = {
    "name": ("node", "string"),
    "kind": ("node", "string"),
    "quotations": ("node", "int"),
    **dict.fromkeys(TRAITS, ("node", "string")),
    "relation": ("edge", "string"),
    "count": ("edge", "int"),
    "first": ("edge", "string"),
    "last": ("edge", "string"),
}


def write(export: Export) -> bytes:
    """Return a directed graph with counts and dates on its edges; nodes are actors and papers."""
    root = etree.fromstring(f'<graphml xmlns="{SPACE}"/>')
    for name, (of, kind) in _KEYS.items():
        attributes = {"id": name, "for": of, "attr.name": name, "attr.type": kind}
        etree.SubElement(root, f"{{{SPACE}}}key", attributes)
    graph = etree.SubElement(root, f"{{{SPACE}}}graph", edgedefault="directed")
    found = relations(export)
    for key, data in _nodes(export).items():
        node = etree.SubElement(graph, f"{{{SPACE}}}node", id=legal(key))
        _data(node, data)
    for number, it in enumerate(found):
        edge = etree.SubElement(
            graph,
            f"{{{SPACE}}}edge",
            id=f"e{number}",
            source=legal(it.source),
            target=legal(it.target),
        )
        dates = {"first": it.first, "last": it.last}
        _data(edge, {"relation": it.kind, "count": str(it.count), **dates})
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _nodes(export: Export) -> Mapping[str, Mapping[str, str]]:
    """Return every node that a relation can lead to or from."""
    nodes: dict[str, Mapping[str, str]] = {}
    for it in export.evidence:
        if where := publication(it):
            nodes.setdefault(where, {"name": it.article.source, "kind": "publication"})
        q = it.quotation
        if q.speaker_id:
            nodes.setdefault(q.speaker_id, {"name": q.speaker_name})
        for named in it.names:
            nodes.setdefault(named, {"name": named})
    for key, actor in export.actors.items():
        if key in nodes:
            counted = {"quotations": str(actor.quotations)}
            person = export.people.get(key)
            told = {trait: getattr(person, trait, "") for trait in TRAITS}
            nodes[key] = {"name": actor.name, "kind": str(actor.kind), **counted, **told}
    return nodes


def _data(parent: etree._Element, values: Mapping[str, str]) -> None:
    for key, value in values.items():
        if value:
            etree.SubElement(parent, f"{{{SPACE}}}data", key=key).text = legal(value)
