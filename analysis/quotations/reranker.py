"""Candidates against each other: a second opinion that knows the rivals, then the choice.

Two candidates that share letters are rivals; those that agree on most of their letters support
each other.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .naming import named, stacked
from .token_table import Flags, Floats, Ints

ROUND = 256
"""Candidates compared with each other at once, so that time is linear in their number."""

WORTH = 0.02
"""Candidates less likely than this take no part."""


def rounds(start: Ints, end: Ints) -> Iterator[slice]:
    """Cut candidates, sorted by their start, into rounds of rivals."""
    begin = 0
    reach = np.maximum.accumulate(end) if len(end) else end
    while begin < len(start):
        stop = min(begin + ROUND, len(start))
        if stop < len(start):
            free = np.flatnonzero(reach[begin : stop - 1] <= start[begin + 1 : stop])
            if len(free):
                stop = begin + int(free[-1]) + 1
        yield slice(begin, stop)
        begin = stop


def rivalry(
    letters: Ints, start: Ints, end: Ints, cue: Ints, marked: Flags, chance: Floats
) -> Floats:
    """Return for each candidate what its rivals and supporters are worth.

    Args:
        letters: running count of alphanumeric characters of the text.
        start: where each candidate begins; in order.
        end: where it ends.
        cue: the index of its cue, -1 for none.
        marked: whether it is a pair of marks.
        chance: the first stage's probability.
    """
    parts = [
        _compare(letters, start[part], end[part], cue[part], marked[part], chance[part])
        for part in rounds(start, end)
    ]
    return np.concatenate(parts) if parts else np.zeros((0, len(FEATURES)), np.float32)


FEATURES = named(
    """
    chance, rival of cue, rival of other cue, rival in marks, rival apart, rival alike, support,
    share of support, rivals apart, pair inside, pair around, content inside, content around,
    sibling, pair before, pair after, content before, content after, agreement
    """
)
"""The features of a candidate among its rivals."""


def _compare(
    letters: Ints, start: Ints, end: Ints, cue: Ints, marked: Flags, chance: Floats
) -> Floats:
    a, b = letters[start], letters[end]
    size = np.maximum(b - a, 1)
    common = np.minimum(b[:, None], b[None, :]) - np.maximum(a[:, None], a[None, :])
    shared = common > 0
    iou = np.where(shared, common / np.maximum(size[:, None] + size[None, :] - common, 1), 0)
    other = ~np.eye(len(a), dtype=bool)
    rival = shared & other
    same_cue = (cue[:, None] == cue[None, :]) & (cue[:, None] >= 0)
    close = rival & (iou >= 0.8)
    far = rival & (iou < 0.8)
    inside = rival & (common == size[None, :]) & (size[:, None] > size[None, :])
    around = rival & (common == size[:, None]) & (size[:, None] < size[None, :])
    pairs = np.broadcast_to(marked[None, :], rival.shape)
    weight = np.broadcast_to(chance[None, :], rival.shape)

    def best(which: NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.asarray(np.where(which, weight, 0).max(axis=1, initial=0))

    def total(which: NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.asarray(np.where(which, weight, 0).sum(axis=1))

    before = b[None, :] <= a[:, None]
    after = (a[None, :] >= b[:, None]) & ~before
    near = np.abs(a[:, None] - a[None, :]) < 600
    columns = {
        "chance": chance,
        "rival of cue": best(rival & same_cue),
        "rival of other cue": best(rival & ~same_cue & ~pairs),
        "rival in marks": best(rival & pairs),
        "rival apart": best(far),
        "rival alike": best(close),
        "support": total(close) + chance,
        "share of support": (total(close) + chance) / (total(rival) + chance + 1e-6),
        "rivals apart": total(far),
        "pair inside": best(inside & pairs),
        "pair around": best(around & pairs),
        "content inside": best(inside & ~pairs),
        "content around": best(around & ~pairs),
        "sibling": best(other & ~shared & same_cue),
        "pair before": best(before & near & pairs),
        "pair after": best(after & near & pairs),
        "content before": best(before & near & ~pairs),
        "content after": best(after & near & ~pairs),
        "agreement": (weight * iou).sum(axis=1) / (total(rival | ~other) + 1e-6),
    }
    return stacked(columns, FEATURES)


def choose(letters: Ints, start: Ints, end: Ints, chance: Floats, least: float) -> list[int]:
    """Choose candidates by falling probability, none of which share a letter."""
    taken: list[int] = []
    for part in rounds(start, end):
        here: list[int] = []
        for k in (np.argsort(-chance[part], kind="stable") + part.start).tolist():
            if chance[k] < least:
                break
            a, b = letters[start[k]], letters[end[k]]
            if all(letters[end[j]] <= a or b <= letters[start[j]] for j in here):
                here.append(k)
        taken += here
    return sorted(taken, key=lambda k: (int(start[k]), -int(end[k])))


def inner(
    letters: Ints, start: Ints, end: Ints, cue: Ints, alone: Floats, hosts: list[int], least: float
) -> list[int]:
    """Choose what is attributed once more inside chosen contents ("A said that B had said ...").

    Args:
        letters: running count of alphanumeric characters of the text.
        start: where each candidate begins; in order.
        end: where it ends.
        cue: where its cue begins, -1 for none.
        alone: its probability without regard to the rivals, its host among them.
        hosts: the chosen contents, in order.
        least: the least probability of an inner one.
    """
    taken: list[int] = []
    for host in hosts:
        low, high = np.searchsorted(start, (start[host], end[host]))
        within = np.arange(low, high)
        fits = (alone[within] >= least) & (end[within] <= end[host])
        fits &= (cue[within] >= start[host]) & (cue[within] < end[host])
        here: list[int] = []
        for k in within[fits][np.argsort(-alone[within[fits]], kind="stable")].tolist():
            a, b = letters[start[k]], letters[end[k]]
            if all(letters[end[j]] <= a or b <= letters[start[j]] for j in here):
                here.append(k)
        taken += here
    return taken
