"""What is made while a wheel is built: the man page, from the parser of the command line."""

import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def man_page(root: Path) -> str:
    """Return the manual of every command in the source below ``root``."""
    from argparse_manpage.manpage import Manpage

    sys.path.insert(0, str(root / "src"))
    try:
        from onrecord.tui.cli.main import build_parser

        parser = build_parser()
    finally:
        sys.path.remove(str(root / "src"))
    page = Manpage(parser)
    page.manual = "onrecord manual"
    page.description = "who said what, when, and where else was it said"
    return str(page)


class ManPage(BuildHookInterface):  # type: ignore[misc]
    """Adds ``share/man/man1/onrecord.1`` to the wheel; an editable install goes without."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the page beside the build and name it."""
        if self.target_name != "wheel" or version == "editable":
            return
        page = Path(mkdtemp()) / "onrecord.1"
        page.write_text(man_page(Path(self.root)), "utf-8")
        build_data["shared_data"][str(page)] = "share/man/man1/onrecord.1"
