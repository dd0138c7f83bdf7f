"""An article without a terminal: its lines, what they look like, a cursor on them."""
