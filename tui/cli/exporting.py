"""Evidence out, from the command line."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from onrecord.store.errors import NotWritten, StoreError, UnknownFormat, Unreadable
from onrecord.store.export import FORMATS, Export, Format, format_for, format_named, save
from onrecord.store.export.protocol import EVERYTHING
from onrecord.store.storage import read_given
from onrecord.tui.session.counts import counted
from onrecord.tui.session.evidence import gather, said
from onrecord.tui.session.session import Session

from .lost import status_of
from .outcome import DONE, FAILED, complain
from .tables import analysed, paths_of, pick

_RENEWED = (".md", ".markdown")


def export(options: Namespace) -> int:
    """Write the quotations asked for, to a file, a folder of notes, or standard output."""
    if options.formats:
        return formats()
    if not options.paths:
        raise StoreError("which library? Name its folder")
    output: Path | None = None if options.output == Path("-") else options.output
    notes = _are_notes(options, output)
    form = EVERYTHING if options.template or notes else _format(options, output)
    with analysed(options.paths, options.model, options.copies, options.acts) as session:
        picked, title, missing = pick(session, options)
        if not picked:
            print(f"onrecord: nothing to export: no quotation is {title}", file=sys.stderr)
            return FAILED
        for it in missing:
            complain(f"no quotation is {it}")
        named = session.name if options.all else f"{session.name}: {title}"
        made = gather(session, picked, named, form, whole=bool(options.all))
        if notes and output:
            return max(_notes(output, made, session), FAILED if missing else DONE)
        data = _written(options, made, form, output)
        if output is None:
            sys.stdout.buffer.write(data)
        else:
            _save(options, output, data, made, session, said(made, form, output))
        return FAILED if missing else status_of(session)


def _are_notes(options: Namespace, output: Path | None) -> bool:
    """Tell whether notes are to be written: asked for, or a folder is where they go.

    Raises:
        StoreError: a folder is named for what is one file, or none for notes.
    """
    form = "template" if options.template else options.format
    folder = output is not None and output.is_dir()
    if folder and form not in (None, "notes", "obsidian"):
        raise StoreError(f"{output} is a folder: to write {form}, name a file in it")
    if form == "notes" and output is None:
        raise StoreError("notes are written into a folder: name it with -o")
    return folder or form == "notes"


def formats() -> int:
    """Print the formats: endings, names, what each is."""
    for form in FORMATS:
        print(f"{' '.join(form.endings):24} {form.name:18} {form.title}")
    return DONE


def _format(options: Namespace, output: Path | None) -> Format:
    if options.format:
        return format_named(options.format)
    return format_for(output or Path("x.md"))


def _written(options: Namespace, made: Export, form: Format, output: Path | None) -> bytes:
    if not options.template:
        return form.write(made)
    from onrecord.store.export import own_template

    return own_template.write(options.template, made, output.suffix if output else "")


def _save(
    options: Namespace, output: Path, data: bytes, made: Export, session: Session, told: str
) -> None:
    session.library.spare(output)  # before it is said what else might be wrong with it
    if options.update and output.exists():
        data, told = _renewed(output, data, made.ids_now)
    save(output, data, session.library, replace=options.force or options.update)
    print(told)


def _renewed(output: Path, data: bytes, ids_now: Mapping[str, str]) -> tuple[bytes, str]:
    from onrecord.store.export.living import renew

    if output.suffix.casefold() not in _RENEWED:
        raise UnknownFormat(
            f"{output}: only Markdown is brought up to date; --force writes it anew"
        )
    try:
        done = renew(read_given(output).decode(), data.decode(), ids_now)
    except NotWritten as error:
        raise NotWritten(f"{output}: {error}") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{output}: it is no UTF-8, so that it is not renewed") from error
    except Unreadable as error:
        raise Unreadable(f"{output}: {error}") from error
    except OSError as error:
        raise Unreadable(f"{output} cannot be read: {error.strerror}") from error
    said = f"{output}: {done.renewed} renewed, {done.added} added"
    said += f", {done.edited} left as you edited them" if done.edited else ""
    said += f", {done.left} left that are not exported now" if done.left else ""
    return done.text.encode("utf-8", "replace"), said


def _notes(folder: Path, made: Export, session: Session) -> int:
    from onrecord.store.export.notes import save as save_notes

    problems = save_notes(folder, made, session.library)
    for problem in problems:
        print(f"onrecord: {problem}", file=sys.stderr)
    print(f"{counted(len(made.evidence), 'quotation')} written as notes to {folder}")
    return FAILED if problems else DONE


def codebook(options: Namespace) -> int:
    """Print the codebook, or write it as a table or for other programs."""
    if not (options.csv or options.qdc):
        from .view_commands import codebook as printed

        return printed(options)
    with analysed(paths_of(options), options.model) as session:
        tagged = [q for q in session.all_quotations(annotated=True) if q.tags]
        for path, name in ((options.csv, "csv-tags"), (options.qdc, "refi-qda-codebook")):
            if path:
                form = format_named(name)
                made = gather(session, tagged, "Codebook", form, whole=True)
                save(path, form.write(made), session.library, replace=options.force)
                print(said(made, form, path))
        return status_of(session)
