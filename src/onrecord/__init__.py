"""Who said what, when, and where else was it said: read, annotated and handed over.

In the repository the three floors lie at the top level, and this folder links to them; installed,
they are ``onrecord.tui``, ``onrecord.store`` and ``onrecord.analysis``.
"""
