"""Front matter: what stands between two fences above a text, in YAML or TOML, or nearly so."""

from __future__ import annotations

import re

_FENCED = re.compile(r"\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\r?\n(.*?)\r?\n\+\+\+[ \t]*(?:\r?\n|$)", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z][\w -]*?)\s*:(?:\s+(.*?))?\s*$")
_RULE = re.compile(r"\A\s*---[ \t]*\r?\n\s*")
_QUOTED = re.compile(r"^([\"'])(.*)\1$")
_MORE = re.compile(r"\s*-\s+(.*?)\s*$|\s+(\S.*?)\s*$")
"""A line that belongs to the name above it: an item of a list, or what is pushed in."""


def parted(whole: str) -> tuple[dict[str, object], str, str]:
    """Return what front matter says, the text behind it, and what is to be told of it, or "".

    Front matter that cannot be read gives no facts, and all of the file as text.
    """
    # Imported where it is needed: it brings a YAML parser with it.
    import frontmatter

    broken = ""
    try:
        toml = _TOML.match(whole)
        data, text = _toml(toml, whole) if toml else frontmatter.parse(whole)
    except Exception:
        # The parsers raise whatever the front matter makes them trip over.
        data, text = _line_by_line(whole)
        if not data:
            broken = "the front matter cannot be read; all of the file is taken as text"
    if not data and (fenced := _FENCED.match(whole)) and fenced[1].strip():
        text = _RULE.sub("", whole)  # rules above and below words, which are no facts
    return data, text, broken


def _toml(fenced: re.Match[str], whole: str) -> tuple[dict[str, object], str]:
    import tomllib

    return tomllib.loads(fenced[1].replace("\r\n", "\n")), whole[fenced.end() :].strip()


def _line_by_line(whole: str) -> tuple[dict[str, object], str]:
    """Return what stands in front matter of plain "key: value" lines, and the text after it.

    People write `title: Re: the mill` and push lines in by tabs, which is no YAML.
    """
    fenced = _FENCED.match(whole)
    facts: dict[str, list[str]] = {}
    name = ""
    for line in fenced[1].splitlines() if fenced else []:
        if pair := _PAIR.match(line):
            name = pair[1].lower()
            facts[name] = [_QUOTED.sub(r"\2", pair[2] or "")]
        elif (more := _MORE.match(line)) and name:
            facts[name].append(_QUOTED.sub(r"\2", more[1] or more[2]))
        elif line.strip():
            return {}, whole
    if fenced is None or not facts:
        return {}, whole
    said: dict[str, object] = {it: [w for w in words if w] for it, words in facts.items()}
    return said, whole[fenced.end() :].strip()
