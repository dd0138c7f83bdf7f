"""Language: text in, findings out.  Pure: opens no user file, knows no terminal, no database.

>>> from analysis import Article, analyse, load
>>> findings = analyse(load(), Article("1", "“It is late,” said Ana Brodin."))  # doctest: +SKIP
"""

from .pipeline import ANALYSER, MODEL, analyse, analyse_many, load, parse, parse_many
from .types import Article, Findings

__all__ = [
    "ANALYSER",
    "MODEL",
    "Article",
    "Findings",
    "analyse",
    "analyse_many",
    "load",
    "parse",
    "parse_many",
]
