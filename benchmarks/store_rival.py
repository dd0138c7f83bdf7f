"""The library of `benchmarks.store_speed` in sqlite3, doing the same work."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import orjson

from onrecord.analysis.types import Article, Findings
from onrecord.store.library.catalogue import Entry, ScanStatus
from onrecord.store.library.findings_codec import pack, pack_published, unpack, unpack_published
from onrecord.store.library.library import Library
from onrecord.store.notebook.anchors import anchor
from onrecord.store.notebook.overlay import Quoted
from onrecord.store.notebook.records import Annotation, row_of

ARTICLE_COLUMNS = (
    "id, title, source, url, language, stated, published, words, version, status, problem,"
    " quotations, file, at, length, titled"
)


class Rival:
    """The same library in sqlite3."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Rival:
        self.db = self.connect()
        self.db.executescript(
            f"create table articles ({ARTICLE_COLUMNS}, primary key (id)) without rowid;"
            "create table texts (id primary key, text, findings);"
            "create table annotations (id primary key, article, tags, memo, selected, rest);"
            "create index by_article on annotations (article);"
            "create table log (n integer primary key, at, label, changes);"
            "create table kept (version primary key, text);"
        )
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()

    def connect(self) -> sqlite3.Connection:
        """Connect as a program that starts would."""
        db = sqlite3.connect(self.path, isolation_level=None)
        db.execute("pragma journal_mode=wal")
        db.execute("pragma synchronous=full")
        return db

    def fill(self, library: Library, findings: Sequence[Findings]) -> None:
        """Take over the articles of a library."""
        rows, texts = [], []
        for entry, found in zip(library.entries.values(), findings, strict=True):
            rows.append(
                (
                    entry.id,
                    entry.title,
                    entry.source,
                    entry.url,
                    entry.language,
                    orjson.dumps(pack_published(entry.stated)),
                    orjson.dumps(pack_published(entry.published)),
                    entry.words,
                    entry.version,
                    entry.status.value,
                    entry.problem,
                    entry.quotations,
                    entry.file,
                    *entry.at,
                    entry.titled,
                )
            )
            texts.append((entry.id, library.article(entry.id).text, orjson.dumps(pack(found))))
        self.db.execute("begin")
        marks = ",".join("?" * len(rows[0]))
        self.db.executemany(f"insert into articles values ({marks})", rows)
        self.db.executemany("insert into texts values (?, ?, ?)", texts)
        self.db.execute("commit")

    def take(self, library: Library) -> None:
        """Take over the annotations of a library."""
        self.db.execute("begin")
        self.db.execute("delete from annotations")
        for key, row in library.notebook._undo_log.rows("annotations").items():
            self.insert(key, row)
        self.db.execute("commit")

    def insert(self, key: str, row: dict[str, object]) -> None:
        """Insert one annotation."""
        rest = orjson.dumps(row)
        tags = orjson.dumps(row.get("tags", ()))
        values = (key, row["article"], tags, row.get("memo", ""), row.get("selected", False), rest)
        self.db.execute("insert into annotations values (?, ?, ?, ?, ?, ?)", values)

    def add(self, library: Library, quoted: Quoted) -> None:
        """Add an annotation, its entry in the log of actions, and the text if it is not kept."""
        text = library.article(quoted.article).text
        version = library.entries[quoted.article].version
        it = Annotation(
            id=os.urandom(8).hex(),
            article=quoted.article,
            anchor=anchor(text, quoted.start, quoted.end, version),
            kind=quoted.kind,
            speaker=quoted.speaker_name,
            tags=("ports/closed",),
        )
        row = row_of(it)
        self.db.execute("begin immediate")
        self.insert(it.id, row)
        log = (None, "2026", "ports/closed", orjson.dumps([["annotations", it.id, None, row]]))
        self.db.execute("insert into log values (?, ?, ?, ?)", log)
        self.db.execute("insert or ignore into kept values (?, ?)", (version, text))
        self.db.execute("commit")

    def open_list(self) -> list[tuple[Entry, int, int, Counter[str]]]:
        """Do what open_ours does."""
        with closing(self.connect()) as db:
            work: dict[str, list[tuple[str, ...]]] = {}
            for article, *rest in db.execute(
                "select article, tags, memo, selected from annotations"
            ):
                work.setdefault(article, []).append(tuple(rest))
            rows = []
            statuses = {status.value: status for status in ScanStatus}
            for row in db.execute(f"select {ARTICLE_COLUMNS} from articles"):
                stated, published = row[5], row[6]
                dated = unpack_published(orjson.loads(stated))
                entry = Entry(
                    row[0],
                    row[1],
                    row[2],
                    row[3],
                    row[4],
                    dated,
                    dated if published == stated else unpack_published(orjson.loads(published)),
                    row[7],
                    row[8],
                    statuses[row[9]],
                    row[10],
                    row[11],
                    row[12],
                    (row[13], row[14]),
                    bool(row[15]),
                )
                mine = work.get(entry.id, ())
                tags = Counter(tag for it in mine for tag in orjson.loads(it[0]))
                rows.append((entry, sum(bool(it[1]) for it in mine), len(mine), tags))
            return rows

    def open_one(self, name: str) -> tuple[Article, Findings]:
        """Connect and read one article with its findings."""
        with closing(self.connect()) as db:
            query = (
                "select text, findings, title, source, url, stated from articles"
                " join texts using (id) where id = ?"
            )
            text, findings, title, source, url, stated = db.execute(query, (name,)).fetchone()
            published = unpack_published(orjson.loads(stated))
            article = Article(name, text, title, source, url, "", published)
            return article, unpack(orjson.loads(findings))
