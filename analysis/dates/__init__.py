"""When an article was published, and when what it tells of happened.

A date always says how much of it is known (its precision), what it rests on (its basis), where
that stands (its evidence) and why, in one plain sentence.  Nothing here imports spaCy.
"""

from .alone import published
from .dated_text import DatedText
from .happenings import events
from .library import DatedLibrary, infer

__all__ = ["DatedLibrary", "DatedText", "events", "infer", "published"]
