"""The registry of formats: a new one is a module beside this and a line here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from onrecord.store.errors import UnknownFormat

from .protocol import Format

FORMATS = (
    Format("markdown", "Markdown", (".md", ".markdown"), "templating", "markdown"),
    Format("obsidian", "Obsidian notes in one file", (".obsidian.md",), "templating", "obsidian"),
    Format("report", "Report by speaker (HTML)", (".html", ".htm"), "report", "by_speaker"),
    Format("report-tags", "Report by tag (HTML)", (".tags.html",), "report", "by_tag"),
    Format(
        "markdown-context",
        "Markdown, in its sentences",
        (".context.md",),
        "templating",
        "context_markdown",
    ),
    Format("csv", "CSV table of quotations", (".csv",), "csv_tables", "quotations"),
    Format(
        "csv-actors", "CSV table of actors", (".actors.csv",), "csv_tables", "actors", holds="actor"
    ),
    Format(
        "csv-links",
        "CSV table of links",
        (".links.csv",),
        "csv_tables",
        "links",
        links=True,
        holds="link",
    ),
    Format("csv-tags", "CSV table of tags", (".tags.csv",), "csv_tables", "tags", holds="tag"),
    Format("csv-memos", "CSV table of memos", (".memos.csv",), "csv_tables", "memos", holds="memo"),
    Format("excel", "CSV that Excel opens", (".excel.csv",), "csv_tables", "excel"),
    Format("jsonl", "JSON lines of quotations", (".jsonl",), "json_lines", "quotations"),
    Format(
        "jsonl-actors",
        "JSON lines of actors",
        (".actors.jsonl",),
        "json_lines",
        "actors",
        holds="actor",
    ),
    Format(
        "jsonl-links",
        "JSON lines of links",
        (".links.jsonl",),
        "json_lines",
        "links",
        links=True,
        holds="link",
    ),
    Format("jsonl-tags", "JSON lines of tags", (".tags.jsonl",), "json_lines", "tags", holds="tag"),
    Format(
        "jsonl-memos", "JSON lines of memos", (".memos.jsonl",), "json_lines", "memos", holds="memo"
    ),
    Format("web-annotation", "W3C Web Annotation", (".jsonld",), "web_annotation"),
    Format("refi-qda", "REFI-QDA project", (".qdpx",), "refi_qda", texts=True),
    Format(
        "refi-qda-codebook",
        "REFI-QDA codebook",
        (".qdc",),
        "refi_qda",
        "write_codebook",
        holds="tag",
    ),
    Format("graphml", "GraphML network of actors", (".graphml",), "graphml", links=True),
    Format(
        "csl-json",
        "CSL-JSON of the articles",
        (".csl.json",),
        "citations",
        "csl_json",
        holds="article",
    ),
    Format(
        "biblatex", "BibLaTeX of the articles", (".bib",), "citations", "biblatex", holds="article"
    ),
)

CODEBOOK = (
    Format("csv-tags", "Table (CSV)", (".csv",), "csv_tables", "tags", holds="tag"),
    Format(
        "refi-qda-codebook",
        "REFI-QDA codebook",
        (".qdc",),
        "refi_qda",
        "write_codebook",
        holds="tag",
    ),
    Format("jsonl-tags", "JSON lines", (".jsonl",), "json_lines", "tags", holds="tag"),
)
"""Those that a codebook alone leaves in: their plain endings mean its tags."""
MEMOS = (
    Format("csv-memos", "Table (CSV)", (".csv",), "csv_tables", "memos", holds="memo"),
    Format("jsonl-memos", "JSON lines", (".jsonl",), "json_lines", "memos", holds="memo"),
)
"""Those that memos alone leave in."""


def format_for(path: Path, among: Sequence[Format] = FORMATS) -> Format:
    """Return the format that a file's ending asks for; the longest ending that fits decides.

    Raises:
        UnknownFormat: no format has this ending, or the name has none.
    """
    name = path.name.casefold()
    fitting = [(len(end), it) for it in among for end in it.endings if name.endswith(end)]
    if not fitting:
        said = f"“{path.suffix}” is the ending of no format" if path.suffix else "it has no ending"
        raise UnknownFormat(f"{path.name}: {said}; there are {endings(among)}")
    return max(fitting, key=lambda pair: pair[0])[1]


def format_named(name: str) -> Format:
    """Return the format of this name, or of this ending.

    Raises:
        UnknownFormat: there is none.
    """
    for it in FORMATS:
        if it.name == name or f".{name.removeprefix('.').casefold()}" in it.endings:
            return it
    names = ", ".join(it.name for it in FORMATS)
    raise UnknownFormat(f"there is no format “{name}”; there are {names}")


def endings(among: Sequence[Format] = FORMATS) -> str:
    """Return the usual ending of every format, in one line."""
    return ", ".join(it.endings[0] for it in among)
