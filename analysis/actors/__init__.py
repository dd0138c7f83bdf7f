"""One identity across the library: which local actors of many articles are the same.

Everything goes through indexes (a person's surname, a body's words and initials), never through
all pairs, so that time grows with the number of local actors.  No spaCy, no text: findings only.
"""

from .library import ResolvedLibrary, resolve

__all__ = ["ResolvedLibrary", "resolve"]
