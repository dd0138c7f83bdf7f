"""Screens put widgets together, one idea each; the reader is the first of them."""
