"""What can go wrong in the store; every message is one line for a person.

StoreError
├── ReadOnly       somebody else holds the library, or it cannot be written
├── NotWritten     the disk refused (full, gone, no permission); nothing was changed
├── Damaged        a file is not what was written
├── NewerSchema    a newer onrecord wrote it
├── UnknownFormat  no format has this ending or name
└── Unreadable     a file cannot be read as what it should be
Stopped            no fault: whoever asked for it wanted no more
"""

from __future__ import annotations


class StoreError(Exception):
    """Base of all errors of the store."""


class ReadOnly(StoreError):
    """A change was asked for where nothing can be changed."""


class NotWritten(StoreError):
    """A write failed; memory and disk are as they were before it."""


class Damaged(StoreError):
    """A file of the store is not what was once written to it."""


class NewerSchema(StoreError):
    """A file was written by a newer version of onrecord."""


class Unreadable(StoreError):
    """A source file, or a part of it, cannot be read as articles."""


class UnknownFormat(StoreError):
    """Evidence was asked for in a format that there is not."""


class Stopped(Exception):
    """The reading was stopped by whoever asked for it; what was read is kept."""
