"""The report in a real browser: nothing of an article runs in it, and nothing is fetched."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from lxml import etree

from onrecord.store.export import Export, Memo, Tag, format_for
from onrecord.store.notebook.people import ListedPerson

from .exports import article, harbour, quote

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER = next(filter(None, map(shutil.which, NAMES)), None)

pytestmark = pytest.mark.skipif(
    BROWSER is None, reason=f"no browser is on the PATH (looked for {', '.join(NAMES)})"
)


class Heard:
    """A server of this machine, and what it was asked for."""

    def __init__(self) -> None:
        asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(404)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.asked = asked
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = Thread(target=self.server.serve_forever)
        self.thread.start()

    def close(self) -> None:
        """Stop listening."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def heard() -> Iterator[Heard]:
    """Yield a server that hears what a page fetches."""
    made = Heard()
    yield made
    made.close()


def hostile(address: str) -> str:
    """Return text that runs a script, or fetches something, wherever it is taken for markup."""
    run = "document.title='ran';document.documentElement.id='ran'"
    return (
        f"\"'></title></style></svg></blockquote><script>{run}</script>"
        f'<script src="{address}/script"></script><img src="{address}/image" onerror="{run}">'
        f'<svg onload="{run}"></svg><iframe src="{address}/frame"></iframe>'
        f'<link rel="stylesheet" href="{address}/style"><style>@import "{address}/import";</style>'
        f'<a href="javascript:{run}" ping="{address}/ping">x</a> onerror="{run}" '
        f'<meta http-equiv="refresh" content="0;url={address}/refresh"><base href="{address}/">'
    )


def poisoned(address: str) -> Export:
    """Return an export that says something hostile wherever it says anything."""
    bad = hostile(address)
    one = article(
        "x.txt", f"“{bad}” he said.", title=bad, source=bad, url=f"javascript:{bad}", memo=bad
    )
    two = article("y.txt", one.text, title="Y", url=f'{address}/"onmouseover="x', author=bad)
    person = ListedPerson(bad, (bad,), bad, bad, bad, bad, bad, bad)
    said = [
        replace(
            quote(
                it,
                0,
                len(it.text) - 9,
                speaker_id="person:x",
                speaker_name=bad,
                tags=(bad, "a/b"),
                memo=bad,
            ),
            person=person,
            cue=bad,
        )
        for it in (one, two)
    ]
    return Export(
        bad,
        said,
        {"x.txt": one, "y.txt": two},
        tags=[Tag(bad, bad)],
        made="2026-03-02T10:00:00Z",
        by=bad,
        people={"person:x": person},
        memos=[Memo("actor", "person:x", bad, bad)],
    )


def opened(page: Path, profile: Path) -> etree._Element:
    """Return what the browser made of a page, after its scripts ran and its parts were fetched."""
    assert BROWSER
    command = [BROWSER, "--headless", "--disable-gpu", f"--user-data-dir={profile}", "--dump-dom"]
    if os.geteuid() == 0:
        command.append("--no-sandbox")  # which it refuses to do without for root
    done = subprocess.run(
        [*command, page.as_uri()], capture_output=True, check=True, timeout=100, cwd=profile
    )
    return etree.fromstring(done.stdout, etree.HTMLParser(encoding="utf-8"))


def test_a_page_that_is_not_escaped_is_found_out(tmp_path: Path, heard: Heard) -> None:
    """What the reports are tried with does run and fetch where it is markup."""
    page = tmp_path / "x.html"
    stays = hostile(heard.address).partition("<meta")[0]  # the rest leads to another page
    page.write_text(f"<!DOCTYPE html><title>Mine{stays}", "utf-8")
    made = opened(page, tmp_path)
    assert made.get("id") == "ran"
    assert heard.asked


@pytest.mark.parametrize("name", ["x.html", "x.tags.html"])
def test_nothing_of_an_article_runs(tmp_path: Path, heard: Heard, name: str) -> None:
    """The browser shows the report as written: same elements, same title, nothing fetched."""
    data = format_for(Path(name)).write(poisoned(heard.address))
    page = tmp_path / name
    page.write_bytes(data)
    made = opened(page, tmp_path)
    written = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    assert made.get("id") is None
    assert made.findtext("head/title") == written.findtext("head/title")
    assert made.findtext("head/title") == hostile(heard.address)
    assert [it.tag for it in made.iter()] == [it.tag for it in written.iter()]
    assert heard.asked == []
    assert not [it for it in made.iter("a") if it.get("href", "").startswith("javascript")]


def test_the_report_shows_what_it_is_for(tmp_path: Path) -> None:
    """Words and speakers are in the page that the browser has made."""
    page = tmp_path / "x.html"
    page.write_bytes(format_for(page).write(harbour()))
    shown = "".join(map(str, opened(page, tmp_path).find("body").itertext()))
    assert "“We will not close it,”" in shown and "Ada Brandt" in shown
