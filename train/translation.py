"""Annotated articles told as translated copy tells them: other verbs, other places of the cue.

    Brandl said the bridge was unsafe.        Brandl specified that the bridge was unsafe.
                                              As Brandl noted, the bridge was unsafe.
                                              In the words of Brandl, the bridge was unsafe.
    “It is unsafe,” Brandl said.              “It is unsafe,” emphasised Brandl.

The verbs that copies to learn from are told with are others than those that measure what was
learned: a verb of saying is to be known by what stands around it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.analysis.edits import Edit, apply
from onrecord.analysis.types import Span
from train import corruption

Row = dict[str, Any]

LEARNED = """noted stressed underlined emphasised specified informed assured stated reported
reminded affirmed indicated guaranteed recalled complained confirmed warned concluded believed
observed recounted announced summarised joked predicted calculated conceded disclosed
pointed·out added explained told""".split()  # noqa: SIM905  a list of words reads best as words
MEASURED = """clarified underscored declared maintained remarked reiterated promised objected
made·clear commented revealed emphasized testified replied did·not·rule·out hinted""".split()  # noqa: SIM905

_PLAIN = re.compile(r"(?:has |have |also )?(?:said|says|say|added|adds)")
_VERBAL_THAT = re.compile(r"\s*that\b")
_SMALL = re.compile(r"(?:The|A|An|He|She|They|It|His|Her|Its|Their|One|Two|Some|Many|Several)\b")
_OBJECTS = {"he": "him", "she": "her", "they": "them", "it": "it", "i": "me", "we": "us"}
_OWNERS = {"he": "his", "she": "her", "they": "their", "it": "its"}
_SENTENCE_BEGINS = re.compile(r"(?:^|[.?!…][”\"’')]*\s|\n)$")

NEVER_TURNED, FRONTED, INVERTED, PRONOUN_INVERTED = 0.35, 0.3, 0.45, 0.12
"""Shares: cues left as they are; clauses before whose content the cue is put as one of its own;
cues after their content that are turned round, and those of a pronoun."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A stretch told in other words; where in them the speaker and the cue stand."""

    edit: Edit
    speaker: Span
    cue: Span


def retold(row: Row, seed: int, verbs: Sequence[str]) -> Row:
    """Return an article some of whose cues are told as translations tell them.

    Args:
        row: an annotated article.
        seed: which of the possible copies.
        verbs: the verbs of saying that are put in, in the past tense.
    """
    chance = random.Random(f"{seed} {row['id']} retold")
    text: str = row["text"]
    cues: dict[tuple[Span, Span], list[dict[str, Any]]] = {}
    for quote in row["quotes"]:
        if quote.get("cue") and quote.get("speaker") and quote.get("speech", True):
            key = (tuple(quote["speaker"]), tuple(quote["cue"]))
            cues.setdefault(key, []).append(quote)
    told: dict[tuple[Span, Span], _Told] = {}
    for (speaker, cue), quotes in cues.items():
        if _PLAIN.fullmatch(text[slice(*cue)]) and chance.random() >= NEVER_TURNED:
            found = _tell(text, speaker, cue, quotes, chance, verbs)
            if found and all(_apart(found.edit, each.edit) for each in told.values()):
                told[speaker, cue] = found
    edits = sorted({each.edit for each in told.values()})
    edited = apply(text, edits)
    copy = corruption.moved(row, edited)
    placed = dict(zip(edits, edited.new.start, strict=True))
    spoken = {speaker: each for (speaker, _), each in told.items()}
    for before, after in zip(row["quotes"], copy["quotes"], strict=True):
        for e, at in placed.items():
            if e.start <= before["start"] < e.end:  # "that" was part of what is told anew
                after["start"] = min(at + len(e.words), after["end"])
        after["content"] = edited.text[after["start"] : after["end"]]
        if not (before.get("cue") and before.get("speaker")):
            continue
        speaker, cue = tuple(before["speaker"]), tuple(before["cue"])
        if found := told.get((speaker, cue)):
            after["cue"] = [placed[found.edit] + k for k in found.cue]
        if found := found or spoken.get(speaker):
            after["speaker"] = [placed[found.edit] + k for k in found.speaker]
            after["speaker_text"] = edited.text[slice(*after["speaker"])]
    return copy


def _tell(
    text: str,
    speaker: Span,
    cue: Span,
    quotes: Iterable[dict[str, Any]],
    chance: random.Random,
    verbs: Sequence[str],
) -> _Told | None:
    """Return a cue and its speaker in other words, None where they stand apart."""
    verb = _verb(chance, verbs)
    name = text[slice(*speaker)]
    start, end = min(speaker[0], cue[0]), max(speaker[1], cue[1])
    if text[min(speaker[1], cue[1]) : max(speaker[0], cue[0])] != " " or not name[-1].isalnum():
        return None
    pronoun = name.lower() in _OBJECTS
    contents = [(q["start"], q["end"]) for q in quotes]
    after = any(0 <= a - end <= 8 for a, _ in contents)
    before = any(0 <= start - b <= 4 for _, b in contents)
    inverted = speaker[0] > cue[0]
    if before and not after:
        share = PRONOUN_INVERTED if pronoun else INVERTED
        turned = chance.random() < share
        turned = turned and (not inverted or text[end : end + 1] == ".")
        return _joined(start, end, name, verb, inverted is not turned)
    if inverted or not after:
        return _joined(start, end, name, verb, inverted)
    that = _VERBAL_THAT.match(text, end)
    content = min(a for a, _ in contents if a >= end)
    marked = re.search(r"[“\"‘«]", text[end : content + 1]) is not None
    stop = that.end() if that else end
    if not marked and chance.random() < FRONTED and _SENTENCE_BEGINS.search(text[:start][-4:]):
        return _fronted(start, stop, name, verb, chance)
    if not (marked or that or _SMALL.match(text, content)) and content == end + 1:
        return _joined(start, end, name, verb, False, " that")
    return _joined(start, end, name, verb, False)


def _apart(one: Edit, other: Edit) -> bool:
    return one.end <= other.start or other.end <= one.start


def _verb(chance: random.Random, verbs: Sequence[str]) -> str:
    verb = chance.choice(verbs).replace("·", " ")
    if verb == "told":
        return chance.choice(("told reporters", "told the agency", "told journalists"))
    if chance.random() < 0.12 and " " not in verb and verb.endswith("ed"):
        return f"has {verb}"
    return verb


def _joined(start: int, end: int, name: str, verb: str, inverted: bool, more: str = "") -> _Told:
    if inverted:
        words = f"{verb} {_small(name)}"
        speaker, cue = (len(verb) + 1, len(words)), (0, len(verb))
    else:
        words = f"{name} {verb}"
        speaker, cue = (0, len(name)), (len(name) + 1, len(words))
    return _Told(Edit(start, end, words + more), speaker, cue)


def _fronted(start: int, end: int, name: str, verb: str, chance: random.Random) -> _Told:
    """Return the cue as a clause of its own before the content."""
    lower = name.lower()
    kind = chance.random()
    if lower in _OWNERS and kind < 0.45:
        noun = chance.choice(("words", "opinion", "view"))
        lead, who, tail = "In ", _OWNERS[lower], f" {noun}"
        cue = (len(lead) + len(who) + 1, len(lead) + len(who) + 1 + len(noun))
    elif kind < 0.7:
        lead, who, tail = "According to ", _OBJECTS.get(lower, _small(name)), ""
        cue = (0, len("According to"))
    elif lower not in _OBJECTS and kind < 0.78:
        lead, who, tail = "In the words of ", _small(name), ""
        cue = (len("In the "), len("In the words"))
    else:
        lead, who, tail = "As ", _small(name), f" {verb}"
        cue = (len(lead) + len(who) + 1, len(lead) + len(who) + 1 + len(verb))
    speaker = (len(lead), len(lead) + len(who))
    return _Told(Edit(start, end, f"{lead}{who}{tail},"), speaker, cue)


def _small(name: str) -> str:
    """Return a name as it stands inside a sentence."""
    return name[:1].lower() + name[1:] if _SMALL.match(name) else name
