"""What a feed holds beside entries where it is the export of a blog (WordPress: WXR)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

_STATES = {
    "draft": "a draft", "auto-draft": "a draft", "pending": "a draft", "future": "yet to come out",
    "trash": "thrown away", "private": "private",
}  # fmt: skip
_POSTS = ("post", "page", "")
_SAID = "no post, but what a reader said of one"
_NEVER = ("revision", "nav_menu_item", "customize_changeset", "custom_css", "oembed_cache")
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|wp_caption|more|vc_\w+|et_pb_\w+)\b[^\]\n]*\]"
)
_AUTHOR = re.compile(
    r"<wp:author_login>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</wp:author_login>"
    r".*?<wp:author_display_name>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?</wp:author_display_name>",
    re.DOTALL,
)


def no_post(entry: Mapping[str, Any]) -> str:
    """Return why an entry is no post that anybody could have read, or ""."""
    bodies = "".join(str(it.get("value", "")) for it in entry.get("content", []))
    kind = str(entry.get("wp_post_type", ""))
    if kind in _NEVER or (kind not in _POSTS and not bodies.strip()):
        return "no post, but a picture, a menu and the like"
    if str(entry.get("blogger_type", "")).upper() == "COMMENT":
        return _SAID
    drafted = str(entry.get("app_draft", "")).lower() == "yes"
    state = entry.get("wp_status") or entry.get("blogger_status") or ("draft" if drafted else "")
    return _STATES.get(str(state).lower(), "")


_EMPTY_LINE = re.compile(r"\n[ \t]*\r?\n\s*")


def as_posted(html: str, entry: Mapping[str, Any]) -> str:
    """Return the body of an entry with the paragraphs that WordPress makes of empty lines."""
    html = without_shortcodes(html)
    return _EMPTY_LINE.sub("\n<p>", html) if "wp_post_type" in entry else html


def without_shortcodes(html: str) -> str:
    """Return the body of a post without what only WordPress understands; captions stay."""
    return _SHORTCODE.sub("", html)


def author_names(data: bytes) -> dict[str, str]:
    """Return how the authors of an export are called, by the names that they log in by."""
    found = _AUTHOR.findall(data[:1_000_000].decode("utf-8", "replace"))
    return {login.strip(): unescape(name).strip() for login, name in found}
