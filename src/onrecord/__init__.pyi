from onrecord.tui.session.api import Article as Article
from onrecord.tui.session.api import Library as Library
from onrecord.tui.session.api import Quotation as Quotation
from onrecord.tui.session.api import open as open

__all__ = ["Article", "Library", "Quotation", "open"]
