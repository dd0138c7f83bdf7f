"""What made pages are made of: the story, and what stands round it on every site."""

# ruff: noqa: E501 - markup in one line is easier to read

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

Body = list[str]


@dataclass(frozen=True, slots=True)
class Story:
    """An article to be set: its day as ISO 8601."""

    title: str
    author: str
    day: str
    paragraphs: Sequence[str]
    caption: str = ""

    @property
    def long_day(self) -> str:
        """Return the day as pages show it: ``March 5, 2024``."""
        day = date.fromisoformat(self.day)
        return f"{day:%B} {day.day}, {day.year}"


Template = Callable[[Story], tuple[str, Body]]

TEASERS = (
    "Ferry fares to rise again in the spring",
    "Five walks along the old sea wall",
    "Council puts off its vote on the fish market for the third time",
    "How the lighthouse got its second lamp",
    "Readers write: the buses, the bins and the band",
)
COMMENTS = (
    "I was on that ferry and nobody told us anything for three hours, as usual.",
    "My grandfather always said the strait belongs to whoever can sail it in November.",
    "Great piece, thank you. One small thing: the pilot boat is blue, it was never green.",
)


def escaped(text: str) -> str:
    """Return text as it stands in HTML."""
    return html.escape(text, quote=False)


def paragraphs_of(paragraphs: Sequence[str], attributes: str = "") -> str:
    """Return paragraphs as elements of HTML."""
    return "\n".join(f"<p{attributes}>{escaped(text)}</p>" for text in paragraphs)


def teasers(tag: str = "li", level: str = "h3") -> str:
    """Return links to other articles, each with its title."""
    return "".join(
        f'<{tag} class="teaser"><a href="/{n}"><{level}>{escaped(words)}</{level}></a></{tag}>'
        for n, words in enumerate(TEASERS)
    )


def comments() -> str:
    """Return what readers say below, as items of a list."""
    return "".join(
        f'<li class="comment"><div class="comment-body"><b>reader{n}</b> says:<p>{escaped(words)}</p>'
        f'<a href="#r">Reply</a></div></li>'
        for n, words in enumerate(COMMENTS)
    )


def menu() -> str:
    """Return the sections of a site, as items of a list."""
    names = "Home News Politics Business Opinion Sport Weather Video Podcasts Newsletters"
    return "".join(
        f'<li class="menu-item"><a href="/{n.lower()}">{n}</a></li>' for n in names.split()
    )
