"""Two persons' memos in one, however often each has taken over the other's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from onrecord.store.export.markdown import APART


def in_one(
    own: str,
    their: str,
    who: str = "",
    names: Iterable[str] = (),
    by: Callable[[str], str] = lambda paragraph: "",
) -> str:
    """Return two memos, theirs below ours with its author's name; each paragraph once.

    Args:
        own: our memo, which may hold paragraphs of theirs already.
        their: theirs, which may hold ours, and those of others.
        who: the name for what bears none; "" for no name.
        names: other names that may stand before a paragraph, as they were put there before.
        by: gives the author of one of their paragraphs that bears no name, "" for unknown.
    """
    known = {name.casefold() for name in (who, *names) if name}
    have = {flat(said) for paragraph in paragraphs(own) for said in _peeled(paragraph, known)}
    pieces, told = [own] if own.strip() else [], ""  # told: whose the last one is; it may go on
    for name, said in _named(their, known):
        if any(flat(it) in have for it in _peeled(said, known)):
            told = ""
            continue
        whose = name or by(said) or told or who
        goes_on = not name and (whose == told or not pieces)
        pieces.append(f"{whose}: {said}" if whose and not goes_on else said)
        told = whose
    joined = "\n\n".join(pieces)
    return their if not own.strip() and flat(their) == flat(joined) else joined


def paragraphs(memo: str) -> list[str]:
    """Return the paragraphs of a memo."""
    return APART.split(memo.strip()) if memo.strip() else []


def signed_paragraphs(
    memo: str, names: Iterable[str], by: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """Yield the authors of a memo's paragraphs, each before the paragraph as it stands.

    One without a name whose author ``by`` does not know goes on what stands above it.
    """
    known = {name.casefold() for name in names if name}
    told = ""
    for paragraph in paragraphs(memo):
        told = _parted(paragraph, known)[0] or by(paragraph) or told
        yield told, paragraph


def flat(words: str) -> str:
    """Return words with single blanks between them."""
    return " ".join(words.split())


def _named(memo: str, known: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of a memo, each with the name that was put before it, or ""."""
    return (_parted(paragraph, known) for paragraph in paragraphs(memo))


def _parted(paragraph: str, known: set[str]) -> tuple[str, str]:
    name, colon, said = paragraph.partition(": ")
    return (name, said) if colon and name.casefold() in known else ("", paragraph)


def _peeled(paragraph: str, known: set[str]) -> Iterator[str]:
    """Yield a paragraph, then without each of the names that were put before it."""
    name = "…"
    while name:
        yield paragraph
        name, paragraph = _parted(paragraph, known)
