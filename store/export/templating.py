"""Documents from templates (Jinja2): the two Markdown profiles, and a person's own.

What a template sees are plain values, so that nothing can be called through them.  Every value
is escaped as the file's ending asks; ``|raw`` lets one through as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import escape

from . import obsidian as notes
from .charts import WIDTH, Chart
from .dates import dated
from .markdown import address, inline, is_address, paragraphs, quoted, seen, visible
from .records import (
    KINDS,
    Cited,
    Evidence,
    Export,
    Row,
    actor_row,
    link_row,
    memo_row,
    people_rows,
    quotation_row,
)
from .stamps import facts, stamped


class _Raw(str):
    """Text that a template has said is to stand as it is."""


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """A template's surroundings; what makes long texts of short ones is refused."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what a dictionary of ours holds at once: it is data, and safe."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse what a template could fill the memory with."""
        if operator == "**" or isinstance(left, str | list | tuple):
            raise ValueError(f"a template may not use “{operator}” like this")
        if isinstance(right, str | list | tuple):
            raise ValueError(f"a template may not use “{operator}” like this")
        return super().call_binop(context, operator, left, right)


def markdown(export: Export) -> bytes:
    """Return an export as Markdown: one section an article, one block quote a quotation."""
    return render("markdown.md", export)


def context_markdown(export: Export) -> bytes:
    """Return an export as Markdown, below each quotation the sentences that it stands in."""
    return render("markdown.md", export, in_context=True)


def obsidian(export: Export) -> bytes:
    """Return an export as a note: front matter, a section an article, a callout a quotation."""
    return render("obsidian.md", export)


def render(name: str, export: Export, **more: Any) -> bytes:
    """Return an export as one of the templates in this package writes it."""
    return filled(name, {**context(export), **more})


def filled(name: str, told: Mapping[str, Any]) -> bytes:
    """Return one of the templates in this package with what it is told of."""
    return environment(name).get_template(name).render(told).encode("utf-8", "replace")


def block(name: str, told: Mapping[str, Any]) -> str:
    """Return a part of a document, which the rest of it does not escape again."""
    return _Raw(environment(name).get_template(name).render(told))


def render_chart(chart: Chart) -> bytes:
    """Return a chart as an SVG file."""
    told = {"chart": asdict(chart), "width": WIDTH}
    return (
        environment("chart.svg").get_template("chart.svg").render(told).encode("utf-8", "replace")
    )


@cache
def environment(name: str) -> TemplateSandbox:
    """Return the surroundings of templates for files of this name."""
    escaped = _escape_for(name)
    made = TemplateSandbox(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        auto_reload=False,
        finalize=lambda value: value if isinstance(value, _Raw) else escaped(value),
    )
    raw: dict[str, Callable[..., str]] = {
        "quoted": quoted,
        "address": address,
        "stamped": stamped,
        "note": notes.note,
        "hashtag": notes.hashtag,
        "yaml": notes.yaml,
        "traits": lambda person: "; ".join(
            f"{name} {inline(value)}" for name, value in person.items() if value and name != "name"
        ),
        "paragraphs": paragraphs,
        "raw": str,
        "facts": lambda row: str(escape(facts(row))),
        "visible": lambda text: str(escape(visible(text))),
    }
    made.filters.update({name: _rawly(made_by) for name, made_by in raw.items()})
    made.filters["md"] = _rawly(inline)
    made.tests["address"] = is_address
    return made


def _rawly(function: Callable[..., str]) -> Callable[..., _Raw]:
    return lambda *given, **named: _Raw(function(*given, **named))


def _escape_for(name: str) -> Callable[[Any], str]:
    """Return what makes a value harmless in a file of this name."""
    ending = name.rpartition(".")[2].casefold()
    if ending in ("md", "markdown"):
        return lambda value: inline("" if value is None else str(value))
    if ending in ("html", "htm", "xml", "svg"):
        return lambda value: str(escape("" if value is None else seen(str(value))))
    return lambda value: "" if value is None else seen(str(value))


def context(export: Export) -> dict[str, Any]:
    """Return what a template sees of an export: plain dictionaries, lists and strings."""
    quotations = [_row(it) for it in export.evidence]
    articles = []
    for _, of_article in groupby(
        zip(export.evidence, quotations, strict=True), key=lambda pair: pair[0].article.id
    ):
        pairs = list(of_article)
        articles.append(_article(pairs[0][0].article, [row for _, row in pairs]))
    said = {it.article.id for it in export.evidence}
    noted = (it for key, it in export.articles.items() if it.memo and key not in said)
    articles += [_article(it, []) for it in noted]
    return {
        "title": export.title,
        "made": export.made,
        "by": export.by,
        "articles": articles,
        "quotations": quotations,
        "actors": [actor_row(it, export.people.get(key)) for key, it in export.actors.items()],
        "links": [link_row(it) for it in export.links],
        "tagged": sorted({notes.tag_name(tag) for row in quotations for tag in row["tags"]}),
        "people": people_rows(export),
        "memos": [memo_row(it) for it in export.memos],
        "tags": [{"name": it.name, "memo": it.memo, "colour": it.colour} for it in export.tags],
    }


def _row(it: Evidence) -> Row:
    row = quotation_row(it)
    row["kind_words"] = KINDS[row["kind"]]
    row["corrected"] = it.quotation.by_person
    row["doubt"] = it.doubt
    return row


def _article(article: Cited, rows: list[Row]) -> Mapping[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "file": article.file,
        "place": article.place,
        "language": article.language,
        "version": article.version,
        "memo": article.memo,
        "published": article.published.date,
        "date": dated(article.published),
        "quotations": rows,
    }
