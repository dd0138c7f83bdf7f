"""A folder of notes for Obsidian: one an article, one an actor, one a tag, linked to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from onrecord.store.errors import NotWritten, StoreError
from onrecord.store.notebook.people import TRAITS
from onrecord.store.storage import read_given, write_atomically

from .living import renew
from .markdown import inline, plain
from .obsidian import note_name, yaml
from .protocol import Sparing
from .records import Evidence, Export
from .stamps import stamped
from .templating import render


def notes(export: Export) -> dict[str, str]:
    """Return the notes by their paths in the folder, which hold no step out of it."""
    names = _names(export)
    made = {}
    for key, article in export.articles.items():
        said = [it for it in export.evidence if it.article.id == key]
        if said or article.memo:
            # Who they are, and what was noted on them, stands in the notes of the actors.
            title, alone = article.title or key, {key: article}
            one = replace(export, title=title, evidence=said, articles=alone, memos=[])
            note = render("obsidian.md", one, people=[])
            made[f"articles/{names[key]}.md"] = note.decode()
    speakers = _by(export.evidence, lambda it: [it.quotation.speaker_name])
    for name, said in speakers.items():
        made[f"actors/{note_name(name)}.md"] = _list(export, "actor", name, said, names)
    for tag, said in _by(export.evidence, lambda it: it.quotation.tags).items():
        path = "/".join(note_name(level) for level in tag.split("/"))
        made[f"tags/{path}.md"] = _list(export, "tag", tag, said, names)
    return made


def save(folder: Path, export: Export, library: Sparing) -> list[str]:
    """Write the notes into a folder, each as a whole; return what was left as it is, and why.

    A note that is there is renewed, so that what a person wrote into it stays; one that is no note
    of ours, as an article, is left alone.

    Raises:
        NotWritten: the folder lies in a home of the library, or the disk refused.
    """
    library.spare(folder)
    problems = []
    for name, text in notes(export).items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                text = renew(read_given(path).decode(), text, export.ids_now).text
        except OSError as error:
            raise NotWritten(f"{path} could not be written: {error.strerror}") from error
        except (StoreError, UnicodeDecodeError) as error:
            problems.append(f"{path}: {error}")
            continue
        write_atomically(path, text.encode("utf-8", "replace"))
    return problems


def _names(export: Export) -> Mapping[str, str]:
    """Return a name for the note of each article: its title, told apart where two have the same."""
    taken: defaultdict[str, list[str]] = defaultdict(list)
    for key, article in export.articles.items():
        taken[note_name(article.title or key).casefold()].append(key)
    names = {}
    for keys in taken.values():
        for key in keys:
            name = note_name(export.articles[key].title or key)
            names[key] = name if len(keys) == 1 else f"{name} {_short(key)}"
    return names


def _short(key: str) -> str:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()


def _by(
    evidence: Iterable[Evidence], keys: Callable[[Evidence], Iterable[str]]
) -> Mapping[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = defaultdict(list)
    for it in evidence:
        for key in keys(it):
            if key:
                found[key].append(it)
    return found


def _list(
    export: Export, kind: str, name: str, said: list[Evidence], names: Mapping[str, str]
) -> str:
    """Return the note of an actor or a tag: what is known of it, and its quotations embedded."""
    body = "\n".join(f"![[{names[it.article.id]}#^{it.id}]]\n" for it in said)
    row = {"id": f"n-{_short(f'{kind} {name}')}"}
    head = "\n".join(_head(export, kind, name, said))
    return f"---\n{head}\n---\n\n# {inline(name)}\n\n{stamped(body, row)}"


def _head(export: Export, kind: str, name: str, said: list[Evidence]) -> Iterator[str]:
    yield f"type: {kind}"
    yield f"name: {yaml(name)}"
    yield f"quotations: {len(said)}"
    actor = export.actors.get(said[0].quotation.speaker_id or "") if kind == "actor" else None
    if actor:
        yield f"kind: {actor.kind}"
        yield f"aliases: {yaml(sorted(set(actor.names) - {name}))}"
        yield f"roles: {yaml(list(actor.roles))}"
    for it in export.memos:
        if actor and (it.about, it.id) == ("actor", actor.id):
            yield f"memo: {yaml(plain(it.memo))}"
    person = said[0].person if kind == "actor" else None
    for trait in TRAITS if person else ():
        if value := getattr(person, trait):
            yield f"{trait}: {yaml(value)}"
    for tag in export.tags if kind == "tag" else ():
        if tag.name == name and tag.memo:
            yield f"memo: {yaml(plain(tag.memo))}"
