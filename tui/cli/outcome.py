"""What a command leaves behind for the shell: a status, and a line on standard error."""

from __future__ import annotations

import sys

DONE, FAILED, MISUSED, STOPPED = 0, 1, 2, 130
"""Exit statuses: done, something could not be done, wrong usage, interrupted."""


def complain(error: object) -> None:
    """Say on standard error, in one line, what went wrong."""
    from onrecord.tui.session.literal import literal

    print(f"onrecord: {literal(str(error))}", file=sys.stderr)
