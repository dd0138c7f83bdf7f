"""Who said what, when, and where else was it said: read, annotated and handed over.

From Python (``docs/python.md``)::

    import onrecord

    with onrecord.open("articles") as library:
        for quotation in library.quotations("speaker:dovask"):
            print(quotation.date, quotation.speaker_name, quotation.content)

In the repository the three floors lie at the top level, and this folder links to them; installed,
they are ``onrecord.tui``, ``onrecord.store`` and ``onrecord.analysis``.
"""

__all__ = ["Article", "Library", "Quotation", "open"]


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for: the import alone costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # by name: no floor depends on the one above by this

    return getattr(import_module("onrecord.tui.session.api"), name)
