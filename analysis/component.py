"""The quotations as a component for any spaCy pipeline: ``nlp.add_pipe("onrecord_quotations")``.

The factory is found through its entry point; nothing needs to be imported first.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.analysis import layout


class Quotations:
    """A pipeline component that sets ``doc._.quotations``.

    The value is a list of :class:`analysis.types.Quotation`, in order of their start; offsets are
    code points of ``doc.text``.  A Doc without a parse yields what its quotation marks show.
    With ``accurate`` in its configuration the encoder reads it: better and slower.
    """

    def __init__(self, name: str, accurate: bool = False) -> None:
        self.name, self.accurate = name, accurate
        if not Doc.has_extension("quotations"):
            Doc.set_extension("quotations", default=())

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of ``doc`` and return it."""
        from onrecord.analysis import quotations

        if self.accurate:
            doc.user_data[quotations.ENCODED] = True
        text = doc.text
        blocks = layout.blocks(text)
        doc._.quotations = quotations.find(doc, text, blocks, layout.dateline(text, blocks))
        return doc

    def to_disk(self, path: Any, exclude: Any = ()) -> None:
        """Write nothing: the component's weights come with onrecord."""

    def from_disk(self, path: Any, exclude: Any = ()) -> Quotations:
        """Read nothing; see :meth:`to_disk`."""
        return self


@Language.factory(
    "onrecord_quotations", assigns=["doc._.quotations"], default_config={"accurate": False}
)
def make_quotations(nlp: Language, name: str, accurate: bool) -> Quotations:
    """Make the component; spaCy calls this for the factory ``onrecord_quotations``."""
    return Quotations(name, accurate)
