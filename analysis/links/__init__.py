"""Where else: typed links between the passages of a library's articles, each with its evidence.

Importing this package imports NumPy; nothing here imports spaCy.
"""

from .linker import Linker

__all__ = ["Linker"]
