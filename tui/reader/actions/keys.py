"""From key strokes to actions: sequences such as ``g g``, counts such as ``5 j``, remapping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from textual.events import Key
from textual.keys import Keys

from onrecord.store.toml_files import table_of

from .action import Action, Pane

Sequence = tuple[str, ...]
MOST = 9_999
"""The largest count that is taken; more digits change nothing."""
LETTER = "letter"
"""Stands in a sequence for any one letter, of any script: ``"K letter"``."""

_NAMED = {LETTER, *(key.value for key in Keys)}
_MODIFIERS = {"alt", "ctrl", "hyper", "meta", "shift", "super"}


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a stroke came to: an action and its count, or a sequence that waits for more."""

    action: Action | None = None
    count: int = 1
    counted: bool = False
    pending: str = ""

    @property
    def used(self) -> bool:
        """Whether the stroke meant anything."""
        return self.action is not None or bool(self.pending)


def stroke(event: Key) -> str:
    """Return a key event as keys are written here: ``a``, ``A``, ``[``, ``ctrl+d``, ``space``."""
    if event.character and event.character.isprintable() and event.character != " ":
        return event.character
    return event.key


class Keymap:
    """Which keys do what in which pane, and the strokes typed so far.

    ``remapped`` gives actions other keys, by id.  Where two actions of one pane want the same
    key, the remapped one has it; but one that wants it only at times (``Action.when``) leaves it
    to the other one at all other times.
    """

    def __init__(
        self, actions: Iterable[Action], remapped: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self.actions = tuple(actions)
        self.remapped = dict(remapped or {})
        self._panes: dict[Pane, dict[Sequence, tuple[Action, ...]]] = {pane: {} for pane in Pane}
        for one in sorted(self.actions, key=lambda a: a.id in self.remapped):
            for keys in self.wanted(one):
                for pane in one.panes:
                    self._bind(self._panes[pane], tuple(keys.split()), one)
        self._typed: list[str] = []
        self._digits = ""

    def _bind(self, bound: dict[Sequence, tuple[Action, ...]], keys: Sequence, one: Action) -> None:
        """Give keys to an action: before others where it wants them at times, else after these."""
        others = bound.get(keys, ())
        if one.when:
            bound[keys] = (one, *others)
        else:
            at_times = () if one.id in self.remapped else (it for it in others if it.when)
            bound[keys] = (*at_times, one)

    def wanted(self, action: Action) -> tuple[str, ...]:
        """Return the keys an action was declared with or remapped to."""
        return self.remapped.get(action.id, action.keys)

    def working(self, action: Action) -> tuple[str, ...]:
        """Return the keys that do this action in any pane."""
        return tuple(
            keys
            for keys in self.wanted(action)
            if not all(
                _in_its_way(action, tuple(keys.split()), self._panes[pane]) for pane in action.panes
            )
        )

    def keys_of(self, action: Action, pane: Pane) -> tuple[str, ...]:
        """Return the keys that really do this action in this pane."""
        bound = self._panes[pane]
        return tuple(k for k in self.wanted(action) if action in bound.get(tuple(k.split()), ()))

    def taken(self) -> dict[tuple[Action, str], list[Action]]:
        """Return the keys that a remapping took, by who has them: who cannot be reached for it.

        A key takes sequences that begin with it, too.
        """
        found: dict[tuple[Action, str], list[Action]] = {}
        for pane, bound in self._panes.items():
            for one in self.of(pane):
                for keys in self.wanted(one):
                    if (has := _in_its_way(one, tuple(keys.split()), bound)) and not (
                        {one.id, has[0].id}.isdisjoint(self.remapped)
                        or one in (others := found.setdefault(has, []))
                    ):
                        others.append(one)
        return found

    def of(self, pane: Pane) -> tuple[Action, ...]:
        """Return the actions of a pane."""
        return tuple(one for one in self.actions if pane in one.panes)

    def feed(
        self, pane: Pane, key: str, when: Callable[[Action], bool] = lambda one: False
    ) -> Pressed:
        """Take one stroke in a pane and return what it comes to.

        ``when`` is asked of the actions that want a key only at times.
        """
        bound = self._panes[pane]
        typed = (*self._typed, key)
        wanting = bound.get(typed) or bound.get(_with_letter(typed), ())
        found = next((one for one in wanting if one.when is None or when(one)), None)
        counts = not self._typed and key.isdigit() and (key != "0" or bool(self._digits))
        if counts and (self._digits or found is None):
            self._digits = (self._digits + key)[:4]
            return Pressed(pending=self._digits)
        if found:
            count = min(int(self._digits or "1"), MOST)
            counted = bool(self._digits)
            self.forget()
            return Pressed(found, count, counted)
        if any(keys[: len(typed)] == typed != keys for keys in bound):
            self._typed.append(key)
            return Pressed(pending=self._digits + " ".join(typed))
        self.forget()
        return Pressed()

    @property
    def begun(self) -> str:
        """The strokes of a sequence that waits for more, "" where none does."""
        return " ".join(self._typed)

    def following(self, pane: Pane) -> list[tuple[str, Action]]:
        """Return the strokes that can follow those typed so far, each with what it comes to."""
        typed = tuple(self._typed)
        bound = self._panes[pane].items()
        return [
            (keys[len(typed)], actions[-1])
            for keys, actions in bound
            if len(keys) > len(typed) and keys[: len(typed)] == typed
        ]

    def elsewhere(self, pane: Pane, key: str) -> tuple[Action, Pane] | None:
        """Return what a key does, or begins, in another pane; None where it does nothing at all."""
        for other in (Pane.ARTICLE, *Pane):  # the article first: most is done there
            for keys, actions in self._panes[other].items():
                if keys[0] == key and other is not pane:
                    return actions[-1], other
        return None

    def forget(self) -> None:
        """Forget the strokes typed so far."""
        self._typed, self._digits = [], ""


def _in_its_way(
    one: Action, keys: Sequence, bound: Mapping[Sequence, tuple[Action, ...]]
) -> tuple[Action, str] | None:
    """Return which action has these keys of another one, or the first of them, in a pane."""
    for length in range(1, len(keys)):
        if (first := bound.get(keys[:length])) and first[-1].when is None:
            return first[-1], " ".join(keys[:length])
    there = bound[keys]
    return None if one in there else (there[-1], " ".join(keys))


def _with_letter(typed: Sequence) -> Sequence:
    """Return strokes with the last one, where it is a letter after others, as any letter."""
    *before, last = typed
    return (*before, LETTER) if before and len(last) == 1 and last.isalpha() else typed


def _is_key(stroke: str) -> bool:
    """Return whether a keyboard can say this: ``y``, ``f5``, ``ctrl+x``, ``letter``."""
    *held, key = stroke.split("+") if len(stroke) > 1 else [stroke]
    if not _MODIFIERS.issuperset(held):
        return False
    return len(key) == 1 or stroke in _NAMED or key in _NAMED


def config_path() -> Path:
    """Return the file in which a person gives actions other keys."""
    return Path(platformdirs.user_config_path("onrecord")) / "keys.toml"


def load_keymap(actions: tuple[Action, ...], path: Path | None = None) -> tuple[Keymap, list[str]]:
    """Return the keymap with a person's own keys, and what is wrong with their file, by line.

    The file is TOML: a table ``[keys]`` of ``action_id = "key"`` or ``["key", "g k"]``.
    """
    path = path or config_path()
    found, fault = table_of(path, "keys")
    ids = {one.id for one in actions}
    remapped: dict[str, tuple[str, ...]] = {}
    wrong = [fault] if fault else []
    for name, keys in found.items():
        given = [keys] if isinstance(keys, str) else keys
        if name not in ids:
            wrong.append(f"{path}: there is no action {name!r}")
        elif not isinstance(given, list) or not all(
            isinstance(k, str) and k.split() for k in given
        ):
            wrong.append(f"{path}: {name} needs a key or a list of keys")
        elif none := [it for keys in given for it in keys.split() if not _is_key(it)]:
            wrong.append(f"{path}: {name} has {none[0]!r}, which is no key")
        else:
            remapped[name] = tuple(given)
    keymap = Keymap(actions, remapped)
    for (one, key), others in keymap.taken().items():
        names = ", ".join(other.id for other in others)
        wrong.append(
            f"{path}: {one.id} has the key {key}, which {names} would need: "
            f"give others instead, or none ({others[0].id} = [])"
        )
    return keymap, wrong
