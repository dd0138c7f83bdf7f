"""Everything a person can do, declared once: key, help, footer and palette derive from it."""

from .action import Action, Pane, action, every
from .keys import Keymap, load_keymap

__all__ = ["Action", "Keymap", "Pane", "action", "every", "load_keymap"]
