"""Roles as they are told: those that differ in writing alone are one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

_POINTING = "the a an this that its his her their our my your whose"
_LEADING = re.compile(rf"(?:(?:{'|'.join(_POINTING.split())})\s+)+(?=\S)", re.IGNORECASE)


def as_one(roles: Mapping[str, int]) -> dict[str, int]:
    """Return roles with how often each occurs, the most frequent first.

    Case does not tell roles apart, nor do articles and possessive pronouns before them; each is
    written as it mostly is.
    """
    written: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for role, count in roles.items():
        leading = _LEADING.match(role)
        told = role[leading.end() :] if leading else role
        written[told.casefold()][told] += count
    forms = (
        (min(found, key=lambda form: (-found[form], form)), found.total())
        for found in written.values()
    )
    return dict(sorted(forms, key=lambda one: (-one[1], one[0])))
