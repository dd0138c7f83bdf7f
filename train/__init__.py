"""Rebuilds ``analysis/weights/`` from annotated articles.

The one command is ``python -m train --polnear PATH``.
"""
