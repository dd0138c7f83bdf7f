"""Two persons' memos in one, however often each has taken over the other's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.store.export.markdown import APART


def in_one(own: str, their: str, who: str = "", names: Iterable[str] = ()) -> str:
    """Return two memos, theirs below ours with their name; each paragraph once.

    Args:
        own: our memo, which may hold paragraphs of theirs already.
        their: theirs, which may hold ours, and those of others.
        who: their name, which is put before what is theirs; "" for no name.
        names: other names that may stand before a paragraph, as they were put there before.
    """
    if not their.strip() or their.strip() in own:
        return own
    if not own.strip():
        return their
    known = {name.casefold() for name in (who, *names) if name}
    have = {_flat(said) for _, said in _paragraphs(own, known)}
    have |= {_flat(paragraph) for paragraph in APART.split(own)}
    pieces, told = [own], ""  # whose paragraph was added last, and may go on
    for name, said in _paragraphs(their, known):
        if _flat(said) in have:
            told = ""
        elif told and not name:
            pieces.append(said)
        else:
            told = name or who
            pieces.append(f"{told}: {said}" if told else said)
    return "\n\n".join(pieces)


def _paragraphs(memo: str, known: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of a memo, each with the name that was put before it, or ""."""
    for paragraph in APART.split(memo.strip()):
        name, colon, said = paragraph.partition(": ")
        if colon and name.casefold() in known:
            yield name, said
        else:
            yield "", paragraph


def _flat(words: str) -> str:
    return " ".join(words.split())
