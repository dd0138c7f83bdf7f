"""Widgets draw: lists and texts by the line, from an index, in literal text."""
