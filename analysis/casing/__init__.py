"""Capitals where a text has lost them: for the parser, which knows names by theirs.

"ana brodin said the ferry would sink." is read as "Ana Brodin said the ferry would sink.", and
"KNUT AHLERS SAID" as "Knut Ahlers said" (truecasing: Lita, Ittycheriah, Roukos and Kambhatla,
"tRuEcasIng", ACL 2003).  Only what stands in one case is looked at, and the copy has the length of
the text, so that its spans are the text's own.
"""

from .recasing import recased

__all__ = ["RECASED", "recased"]

RECASED = "recased"
"""Under this key a Doc's ``user_data`` has the text as it was recased, where it was."""
