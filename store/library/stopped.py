"""What is raised where a scan was told to stop."""

from __future__ import annotations


class Stopped(Exception):
    """The reading was stopped by whoever asked for it; what was read is kept."""
