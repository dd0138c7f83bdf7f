"""What may stand before the root element of XML and HTML, as the beginning of a pattern."""

from __future__ import annotations

BEFORE_ROOT = (
    rb"\A(?:\xef\xbb\xbf)?\s*+(?:(?><\?[^>]*>|<!--.*?-->|<!DOCTYPE\s(?!html\b)[^\[>]*>)\s*+)*+"
)
"""Declarations, instructions and comments, for patterns with ``re.DOTALL``.

Each is read once and never again another way: a page that begins with thirty comments, none of
which is what is looked for, would else be tried in all the ways in which they can be joined.
"""
