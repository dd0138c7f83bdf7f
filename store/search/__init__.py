"""Full text of a library: a query language, an index that can be lost, passages that fit."""

from .fold import Folded, fold
from .index import TextIndex
from .language import FIELDS, FieldCondition, Leaf, Query, QueryError, Test, parse
from .passages import Passage, Shelved, memos, passages, places

__all__ = [
    "FIELDS",
    "FieldCondition",
    "Folded",
    "Leaf",
    "Passage",
    "Query",
    "QueryError",
    "Shelved",
    "Test",
    "TextIndex",
    "fold",
    "memos",
    "parse",
    "passages",
    "places",
]
