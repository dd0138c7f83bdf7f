"""Addresses: pages are kept, feeds refreshed, and nothing is fetched without bounds."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import orjson
import pytest

from onrecord.store.library import fetching
from onrecord.store.library.fetching import NotFetched, fetch
from onrecord.store.library.library import Library
from onrecord.store.library.subscriptions import Subscriptions, listed
from onrecord.store.storage import seal, unseal
from onrecord.tui.cli.main import main

from . import making
from .making import LAST, MORE, SAID, page
from .test_feeds import RSS

Answer = Callable[[BaseHTTPRequestHandler], None]


class Web:
    """A web on loopback: what its paths answer, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            """Answers by path."""

            def do_GET(self) -> None:
                """Answer one request."""
                web.asked.append((self.path, dict(self.headers)))
                answer = web.answers.get(self.path)
                if answer:
                    answer(self)
                else:
                    self.send_error(404)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def serve(self, path: str, body: bytes, kind: str = "text/html", **headers: str) -> str:
        """Answer a path with this; return its address."""

        def answer(to: BaseHTTPRequestHandler) -> None:
            if headers.get("ETag") and to.headers.get("If-None-Match") == headers["ETag"]:
                to.send_response(304)
                to.end_headers()
                return
            to.send_response(200)
            to.send_header("Content-Type", kind)
            for name, value in headers.items():
                to.send_header(name.replace("_", "-"), value)
            to.end_headers()
            to.wfile.write(body)

        self.answers[path] = answer
        return self.url + path

    def redirect(self, path: str, to: str) -> str:
        """Lead a path on to another address."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(302)
            request.send_header("Location", to)
            request.end_headers()

        self.answers[path] = answer
        return self.url + path


@pytest.fixture
def web() -> Iterator[Web]:
    """A web on loopback."""
    made = Web()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to add to."""
    made = tmp_path / "strait"
    made.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return made


def articles(folder: Path) -> dict[str, tuple[str, str]]:
    """Return title and address of every article of a folder."""
    library = Library.open([folder])
    library.scan()
    found = {name: (entry.title, entry.url) for name, entry in library.entries.items()}
    library.close()
    return found


def test_a_page(web: Web, folder: Path) -> None:
    """It is kept as a file that is read like all else, with its address and its encoding."""
    markup = page(f"<p>{SAID}</p><p>Très bien. {MORE}</p><p>{LAST}</p>").encode("cp1252")
    url = web.serve("/2024/03/05/port", markup, "text/html; charset=windows-1252")
    assert main(["add", url, "--to", str(folder)]) == 0
    [(name, (title, address))] = articles(folder).items()
    assert (title, address) == ("Port opens", url)
    assert name.startswith("fetched/127.0.0.1-")
    assert "Très bien" in (folder / name).read_text("utf-8")


def test_a_document(web: Web, folder: Path) -> None:
    """Its address is kept beside it."""
    lines = [(60.0, 700.0 - 14 * n, words) for n, words in enumerate((SAID, MORE, LAST))]
    url = web.serve("/release.pdf", making.pdf([lines]), "application/pdf")
    assert main(["add", url, str(folder)]) == 0
    [(name, (_, address))] = articles(folder).items()
    assert name.endswith("release.pdf")
    assert address == url


def test_a_feed_is_refreshed(web: Web, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """New entries come, old ones stay, changed ones are the new text of the same article."""
    url = web.serve("/feed", RSS.encode(), "application/rss+xml", ETag='"1"')
    assert main(["add", url, "--to", str(folder)]) == 0
    assert sorted(title for title, _ in articles(folder).values()) == ["Fares", "Port & pier open"]
    assert main(["fetch", str(folder)]) == 0
    assert "nothing new" in capsys.readouterr().out
    assert web.asked[-1][1]["If-None-Match"] == '"1"'
    later = RSS.replace("<title>Fares</title>", "<title>Buoys</title>").replace("/fares", "/buoys")
    later = later.replace(f"<p>{LAST}</p>", "<p>It was changed by noon.</p>")
    web.serve("/feed", later.encode(), "application/rss+xml", ETag='"2"')
    assert main(["fetch", str(folder)]) == 0
    assert "The Quay: 1 new, 1 changed" in capsys.readouterr().out
    assert sorted(t for t, _ in articles(folder).values()) == ["Buoys", "Fares", "Port & pier open"]
    library = Library.open([folder])
    library.scan()
    [changed] = [name for name in library.entries if name.endswith("#q-1")]
    assert library.article(changed).text.endswith("It was changed by noon.")
    library.close()


def nameless(*entries: tuple[str, str]) -> bytes:
    """A feed whose entries have a title, a day and words, and neither an id nor an address."""
    items = "".join(
        f"<item><title>{title}</title><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate>"
        f"<description>{words}</description></item>"
        for title, words in entries
    )
    return f"<rss version='2.0'><channel><title>Quay</title>{items}</channel></rss>".encode()


def texts(folder: Path) -> dict[str, str]:
    """Return the texts of a folder's articles by their ids."""
    library = Library.open([folder])
    library.scan()
    found = {name: library.article(name).text for name in library.entries}
    library.close()
    return found


def fetched(web: Web, folder: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> str:
    """Fetch a feed as it is now; return what is told of it."""
    web.serve("/feed", data, "application/rss+xml")
    assert main(["fetch", str(folder)]) == 0
    return capsys.readouterr().out.strip()


def test_entries_without_ids_are_known_by_what_they_hold(
    web: Web, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that has left the feed stays, whatever stands in its place; a correction is a change."""
    first, second, third = ("Port", SAID), ("Pier", MORE), ("", LAST)
    url = web.serve("/feed", nameless(first), "application/rss+xml")
    assert main(["add", url, "--to", str(folder)]) == 0
    [port] = texts(folder)
    assert fetched(web, folder, nameless(second), capsys).endswith("Quay: 1 new, 0 changed")
    assert fetched(web, folder, nameless(third, second), capsys) == "Quay: 1 new, 0 changed"
    assert fetched(web, folder, nameless(third, ("Port", MORE)), capsys) == "Quay: 0 new, 1 changed"
    found = texts(folder)
    assert (found[port], sorted(found.values())) == (MORE, sorted([MORE, MORE, LAST]))


def test_entries_that_an_earlier_version_named_by_their_place(
    web: Web, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They keep their ids, and so the work on them; they are known by their words from then on."""
    url = web.serve("/feed", nameless(("Port", SAID)), "application/rss+xml")
    assert main(["add", url, "--to", str(folder)]) == 0
    [path] = (folder / "fetched").iterdir()
    rows = [{"id": "1", "title": "Port", "text": SAID}, {"id": "2", "title": "Pier", "text": MORE}]
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
    port, pier = (f"fetched/{path.name}#{number}" for number in (1, 2))
    given = [("Pier", MORE), ("Fares", LAST)]
    assert fetched(web, folder, nameless(*given), capsys).endswith("Quay: 1 new, 1 changed")
    found = texts(folder)
    assert (found[port], found[pier], len(found)) == (SAID, MORE, 3)
    given[0] = ("Pier", SAID)
    assert fetched(web, folder, nameless(*given), capsys) == "Quay: 0 new, 1 changed"
    assert (texts(folder)[pier], len(texts(folder))) == (SAID, 3)


@pytest.mark.parametrize("name", ["../notes.txt", "/tmp/x.feed.jsonl", "../x.feed.jsonl", "x.txt"])
def test_a_feed_lies_where_feeds_lie(web: Web, folder: Path, name: str) -> None:
    """A library that somebody sent cannot have its feeds written over the person's own files."""
    mine = (folder / "fetched" / name).resolve()
    url = web.serve("/feed", RSS.encode(), "application/rss+xml")
    assert main(["add", url, "--to", str(folder)]) == 0
    kept = folder / ".onrecord" / "subscriptions.json"
    tables = unseal(kept.read_bytes())
    tables["feeds"][url]["file"] = name
    kept.write_bytes(seal(tables))
    assert main(["fetch", str(folder)]) == 0
    assert not mine.exists()
    assert [it.name.endswith(".feed.jsonl") for it in (folder / "fetched").iterdir()] == [True]
    assert not list(folder.glob(".onrecord/*.part"))


def test_a_list_of_feeds(web: Web, folder: Path) -> None:
    """All feeds of an OPML file are subscribed to; one that fails costs itself."""
    url = web.serve("/feed", RSS.encode(), "application/rss+xml")
    outlines = "".join(f'<outline xmlUrl="{each}"/>' for each in (url, web.url + "/gone"))
    (folder / "feeds.opml").write_text(f"<opml><body>{outlines}</body></opml>", "utf-8")
    assert main(["add", str(folder / "feeds.opml"), "--to", str(folder)]) == 1
    assert [title for title, _ in articles(folder).values() if title == "Fares"] == ["Fares"]


def test_lists_are_read_once_and_for_addresses_alone() -> None:
    """Each feed once; what is no address of the web is left."""
    data = b"<outline xmlUrl='https://a.example/?x=1&amp;y=2'/><outline xmlUrl='file:///etc'/>"
    assert listed(data + data) == ["https://a.example/?x=1&y=2"]


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("file:///etc/passwd", "no address of the web"),
        ("http://", "no address of the web"),
        ("http://[::1", "no address of the web"),
        ("http://nowhere.invalid/", "no host"),
    ],
)
def test_what_is_no_address(url: str, told: str) -> None:
    """It is told in a line."""
    with pytest.raises(NotFetched, match=told):
        fetch(url)


def test_redirects_have_an_end(web: Web) -> None:
    """They are followed so far and no further."""
    web.redirect("/loop", "/loop")
    with pytest.raises(NotFetched, match="leads on"):
        fetch(web.url + "/loop")
    web.redirect("/once", web.serve("/page", page().encode()))
    assert fetch(web.url + "/once").url.endswith("/page")


def test_nothing_leads_into_the_own_network(web: Web) -> None:
    """Neither a redirect nor a scheme leads to what was not given."""
    for to in ("http://127.0.0.1:1/", "http://169.254.169.254/latest", "file:///etc/passwd"):
        web.redirect("/in", to)
        with pytest.raises(NotFetched, match=r"own network|no address"):
            fetch(web.url + "/in")


def test_a_feed_without_end(web: Web) -> None:
    """It is left after its time, and after its size."""

    def endless(to: BaseHTTPRequestHandler) -> None:
        to.send_response(200)
        to.end_headers()
        try:
            while True:
                to.wfile.write(b"<item/>")
                time.sleep(0.01)
        except OSError:
            pass

    web.answers["/slow"] = endless
    with pytest.raises(NotFetched, match="never ends"):
        fetch(web.url + "/slow", seconds=0.5)


def test_a_bomb_is_left(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """What unpacks to more than is fetched is not kept."""
    monkeypatch.setattr(fetching, "SIZE", 1_000_000)
    url = web.serve("/bomb", gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip")
    with pytest.raises(NotFetched, match="longer than 1 MB"):
        fetch(url)


@pytest.mark.parametrize(("status", "kind"), [(404, ""), (200, "image/png")])
def test_what_is_not_kept(web: Web, folder: Path, status: int, kind: str) -> None:
    """An error is no article, and neither is a picture."""
    url = web.serve("/a", b"\x89PNG", kind) if status == 200 else web.url + "/none"
    assert main(["add", url, "--to", str(folder)]) == 1
    assert articles(folder) == {}


def test_damaged_subscriptions_are_none(tmp_path: Path) -> None:
    """A file that is damaged costs the subscriptions, not the run."""
    (tmp_path / "subscriptions.json").write_text("{rubbish")
    assert Subscriptions(tmp_path, tmp_path).feeds == {}
