"""Full text of a library: a query language, an index that can be lost, passages that fit."""

from .fold import Folded, fold
from .index import TextIndex
from .language import (
    FIELDS,
    ExpressionError,
    FieldCondition,
    Leaf,
    Query,
    QueryError,
    Test,
    check_finished,
    parse,
)
from .passages import Passage, Shelved, memos, passages, places

__all__ = [
    "FIELDS",
    "ExpressionError",
    "FieldCondition",
    "Folded",
    "Leaf",
    "Passage",
    "Query",
    "QueryError",
    "Shelved",
    "Test",
    "TextIndex",
    "check_finished",
    "fold",
    "memos",
    "parse",
    "passages",
    "places",
]
