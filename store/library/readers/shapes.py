"""The shapes that records of news are known to come in, and where each keeps what.

A shape is told by fields that it alone has.  For each of our fields it names the paths to look
at, the best first; ``a.b`` is the field ``b`` of the object ``a``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Paths = Mapping[str, tuple[str, ...]]

FIELDS = (
    "text", "title", "author", "published", "modified", "source", "url", "language", "id",
)  # fmt: skip
"""What is known of an article, in the words of a mapping."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One known shape: ``has`` are the fields (all of them) that tell it.

    One without a ``text`` is a list of references: the text is what ``summary`` holds.  Of one
    with ``parts`` the text is put together of parts of an article: a whole one is of no such shape.
    """

    name: str
    has: tuple[str, ...]
    paths: Paths
    summary: tuple[str, ...] = field(default=())  # text that is no more than a summary
    parts: bool = False


def _paths(**given: str) -> Paths:
    return {name: tuple(paths.split()) for name, paths in given.items()}


SHAPES = (
    Shape(
        "news-please, CC-News",
        ("maintext",),
        _paths(
            text="maintext text", title="title title_page", author="authors", language="language",
            published="date_publish", modified="date_modify",
            source="source_domain sourcedomain", url="url", id="id _id",
        ),
        ("description",),
    ),
    Shape(
        "webz.io",
        ("uuid", "published"),
        _paths(
            text="text", title="title thread.title thread.title_full", author="author",
            published="published thread.published", url="url thread.url", language="language",
            source="thread.site_full thread.site thread.site_title", id="uuid",
            modified="updated",
        ),
        ("highlightText",),
    ),
    Shape(
        "Guardian Open Platform",
        ("webPublicationDate",),
        _paths(
            text="fields.body blocks.body fields.bodyText body bodyText", id="id",
            title="fields.headline webTitle headline", published="webPublicationDate",
            author="fields.byline byline tags.contributor", url="webUrl fields.shortUrl",
            source="fields.publication publication", language="fields.lang",
            modified="fields.lastModified",
        ),
        ("fields.standfirst", "fields.trailText"),
    ),
    Shape(
        "New York Times",
        ("headline.main",),
        _paths(
            text="body", title="headline.main", author="byline.original", source="source",
            published="pub_date", url="web_url", language="", id="_id uri",
        ),
        ("lead_paragraph", "abstract", "snippet"),
    ),
    Shape(
        "Event Registry",
        ("dateTimePub",),
        _paths(
            text="body", title="title", author="authors", source="source.title source.uri",
            published="dateTimePub dateTime date", url="url", language="lang", id="uri",
        ),
    ),
    Shape(
        "NewsAPI",
        ("publishedAt",),
        _paths(
            text="content", title="title", author="author", source="source.name source.id source",
            published="publishedAt", url="url", language="language", id="id",
        ),
        ("description",),
    ),
    Shape(
        "ninjs 2 and 3",
        ("bodies",),
        _paths(
            text="bodies", title="headlines headline", author="by bylines byline",
            published="firstCreated firstcreated contentCreated contentcreated published "
            "versionCreated versioncreated",
            modified="versionCreated versioncreated contentModified contentmodified",
            source="provider source copyrightHolder copyrightholder infoSources infosources",
            url="url link canonical", language="language", id="uri guid",
        ),
        ("descriptions",),
    ),
    Shape(
        "ninjs",
        ("versioncreated",),
        _paths(
            text="body_text body_html body_xhtml", author="byline",
            title="headline headline_extended title slugline",
            published="firstcreated contentcreated versioncreated",
            modified="versioncreated", source="provider source copyrightholder infosources",
            url="url link canonical altids.url", language="language", id="uri guid",
        ),
        ("description_text", "description_html"),
    ),
    Shape(
        "ninjs 2",
        ("versionCreated",),
        _paths(
            text="body_text body_html", title="headlines headline", author="by bylines byline",
            published="firstCreated contentCreated published versionCreated",
            modified="versionCreated contentModified",
            source="provider source copyrightHolder infoSources", url="url link canonical",
            language="language", id="uri guid",
        ),
        ("descriptions",),
    ),
    Shape(
        "schema.org NewsArticle",
        ("articleBody",),
        _paths(
            text="articleBody", title="headline name alternativeHeadline", author="author creator",
            published="datePublished dateCreated", modified="dateModified",
            source="publisher sourceOrganization isPartOf", language="inLanguage",
            url="url mainEntityOfPage @id", id="identifier @id",
        ),
        ("description",),
    ),
    Shape(
        "GDELT quotations",
        ("quotes", "url"),
        _paths(
            text="quotes", title="title", published="date", url="url", language="lang", id="",
            source="domain", author="",
        ),
        parts=True,
    ),
    Shape(
        "trafilatura",
        ("source-hostname",),
        _paths(
            text="text raw_text", title="title", author="author", published="date",
            source="source-hostname hostname sitename", url="source url", id="id", modified="",
            language="language",
        ),
        ("excerpt",),
    ),
    Shape(
        "trafilatura",
        ("hostname", "fingerprint"),
        _paths(
            text="text raw_text", title="title", author="author", published="date",
            source="sitename source-hostname hostname", url="url source", id="id",
            language="language", modified="",
        ),
        ("excerpt", "description"),
    ),
    Shape(
        "All the News",
        ("publication", "content"),
        _paths(
            text="content", title="title", author="author", published="date", source="publication",
            url="url", id="id", language="language", modified="",
        ),
    ),
    Shape(
        "All the News 2",
        ("publication", "article"),
        _paths(
            text="article", title="title", author="author", published="date", source="publication",
            url="url", id="id", language="language", modified="",
        ),
    ),
    Shape(
        "RIS, EndNote",
        ("TY",),
        _paths(
            text="", title="TI CT", author="AU", published="DA PY", source="T2 JO JF JA PB DP",
            url="UR", id="ID", language="LA",
        ),
        ("AB", "N1"),
    ),
    Shape(
        "BibTeX",
        ("ENTRYTYPE",),
        _paths(
            text="", title="title", author="author", published="date",
            source="journal journaltitle booktitle newspaper publisher organization howpublished",
            url="url", id="ID", language="language langid",
        ),
        ("abstract", "annote", "annotation"),
    ),
    Shape(
        "CSL-JSON",
        ("container-title",),
        _paths(
            text="", title="title", author="author", published="issued", id="id",
            source="container-title publisher", url="URL", language="language",
        ),
        ("abstract", "note", "annote"),
    ),
    Shape(
        "Zotero",
        ("Item Type", "Abstract Note"),
        {
            "title": ("Title",), "author": ("Author",), "published": ("Date", "Publication Year"),
            "source": ("Publication Title", "Publisher"), "url": ("Url",), "id": ("Key",),
            "language": ("Language",),
        },
        ("Abstract Note", "Notes"),
    ),
    Shape(
        "Evernote",
        ("note-attributes.source-url",),
        _paths(
            text="text", title="title", author="note-attributes.author", published="created",
            modified="updated", source="note-attributes.source-url", id="",
            url="note-attributes.source-url", language="",
        ),
    ),
    Shape(
        "newspaper, RealNews",
        ("publish_date",),
        _paths(
            text="text content", title="title", author="authors author", published="publish_date",
            source="domain source source_url", url="url canonical_link", id="id url_used_",
            language="language meta_lang", modified="",
        ),
        ("summary",),
    ),
)  # fmt: skip


def shape_of(
    record: Mapping[str, Any], look: Callable[[Any, str], Any], whole: bool = False
) -> Shape | None:
    """Return the known shape of a record; ``look`` finds what stands at a path, or None.

    ``whole`` tells that the record has a text of its own.
    """
    for shape in SHAPES:
        if not (shape.parts and whole) and all(look(record, it) is not None for it in shape.has):
            return shape
    return None
