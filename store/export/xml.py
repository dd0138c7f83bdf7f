"""What the XML formats share: characters that XML can hold, ids that stay."""

from __future__ import annotations

import re
import uuid
from functools import lru_cache

_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NAMESPACE = uuid.UUID("5b2a6a1e-3f0c-5d3a-9a5e-6f6e72656372")
"""The namespace of all ids: changed, every export would have others."""


def legal(text: str) -> str:
    """Return text of the same length with U+FFFD for what XML 1.0 cannot hold or advises against.

    That is also what a terminal may obey: DEL, and the controls up to U+009F.
    """
    return _ILLEGAL.sub("\ufffd", text)


@lru_cache(4096)
def guid(*parts: str) -> str:
    """Return an id (UUID, version 5) that is the same for the same parts, in every export."""
    name = "\x1f".join(parts).encode("utf-8", "surrogatepass").decode("latin-1")
    return str(uuid.uuid5(NAMESPACE, name))
