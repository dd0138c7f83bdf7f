"""Text that stands between the blocks of a page without a paragraph of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .page_words import words_in

_BLOCKS = frozenset(
    (
        *("p", "div", "ul", "ol", "li", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
        *("blockquote", "section", "article", "aside", "header", "footer", "main", "nav", "figure"),
        *("form", "pre", "center", "details", "tbody", "tr", "td", "th"),
    )
)
_FEW = 4
"""Words outside links below which a run is a label, and left where it is."""


@dataclass(slots=True)
class _Run:
    """Text and inline elements between two blocks; ``before`` is the block in front, or None."""

    before: Any
    text: str
    nodes: list[Any] = field(default_factory=list)

    def words(self) -> int:
        """Return how many words there are outside links."""
        count = words_in(self.text)
        for node in self.nodes:
            inside = node.text_content() if isinstance(node.tag, str) and node.tag != "a" else ""
            count += words_in(inside) + words_in(node.tail or "")
        return count


def wrap_runs(tree: Any) -> None:
    """Make paragraphs of the text that stands between blocks, as a browser draws it."""
    for element in tree.xpath("//div|//section|//article|//main|//td"):
        if any(child.tag in _BLOCKS for child in element):
            for run in _runs(element):
                if run.words() >= _FEW:
                    _wrap(element, run)


def _runs(element: Any) -> list[_Run]:
    runs = [_Run(None, element.text or "")]
    for child in element:
        if child.tag in _BLOCKS:
            runs.append(_Run(child, child.tail or ""))
        else:
            runs[-1].nodes.append(child)
    return runs


def _wrap(element: Any, run: _Run) -> None:
    paragraph = element.makeelement("p")
    paragraph.text = run.text
    if run.before is None:
        element.text = None
        element.insert(0, paragraph)
    else:
        run.before.tail = None
        run.before.addnext(paragraph)
    for node in run.nodes:
        paragraph.append(node)
