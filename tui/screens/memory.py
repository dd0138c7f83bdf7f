"""What keeps the screen quick whatever is in memory."""

from __future__ import annotations

import gc


def rest_from_collecting() -> None:
    """Leave all that is in memory now out of later garbage collections.

    A full collection looks at every object there is: with 100,000 rows it holds up a key for a
    tenth of a second.  Rows are in no cycle, so that reference counting alone frees them; what is
    garbage already is collected first, as far as it is young.
    """
    gc.collect(1)
    gc.freeze()
