"""Which pipelines a person has named for which languages: ``[models]`` of ``config.toml``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import platformdirs

from onrecord.analysis.pipeline import MODEL, package_of
from onrecord.store.toml_files import table_of

from .readers.languages import language_name

ENGLISH = "en"


class Models(NamedTuple):
    """The pipeline of each other language by its code, what cannot be used, and that of English."""

    named: Mapping[str, str] = {}
    wrong: tuple[str, ...] = ()
    english: str = MODEL


def config_path() -> Path:
    """Return the file in which a person configures onrecord."""
    return Path(platformdirs.user_config_path("onrecord")) / "config.toml"


def configured(path: Path | None = None) -> Models:
    """Return what the configuration names; a pipeline that is not there is left out, and told."""
    path = path or config_path()
    given, fault = table_of(path, "models")
    found = {code.lower() if len(code) < 4 else code: name for code, name in given.items()}
    wrong = {code: why for code, name in found.items() if (why := _fault(code, name))}
    named = {code: str(name) for code, name in found.items() if code not in wrong}
    english = named.pop(ENGLISH, MODEL)
    told = [f"{path}: {why}" for why in wrong.values()]
    return Models(named, (fault, *told) if fault else tuple(told), english)


def chosen(asked: str | None) -> str:
    """Return the pipeline of English: as asked, else by environment or configuration, else ours."""
    return asked or os.environ.get("ONRECORD_MODEL") or configured().english


def usable(asked: str | None) -> str:
    """Return the pipeline that is chosen.

    Raises:
        ValueError: there is none of that name.
    """
    model = chosen(asked)
    package = package_of(model)
    if _is_there(package):
        return model
    without = f"or leave --model out to use {MODEL}"
    if Path(package).is_dir() or (package.isidentifier() and find_spec(package)):
        raise ValueError(
            f"“{model}” is no spaCy pipeline: name one, such as en_core_web_lg, {without}"
        )
    raise ValueError(
        f"the spaCy pipeline “{model}” is not installed: install it with pip, {without}"
    )


def _fault(code: str, name: object) -> str:
    """Return why a pipeline cannot be used, or ""."""
    if len(code) not in (2, 3) or not code.isalpha():
        return f"{code!r} is no code of a language, such as de or fr"
    if not isinstance(name, str) or not name:
        return f"what {code} names has to be the name of a pipeline, in quotation marks"
    if code == ENGLISH and not _is_there(package_of(name)):
        return f"the pipeline {name} is not installed: articles in English are read with {MODEL}"
    if code != ENGLISH and not _is_there(name):
        return (
            f"the pipeline {name} is not installed: articles in {language_name(code)} are shown,"
            " not analysed"
        )
    return ""


def _is_there(name: str) -> bool:
    """Tell whether a name is that of a pipeline: its folder, or its package."""
    if Path(name).is_dir():
        return (Path(name) / "config.cfg").is_file()
    spec = find_spec(name) if name.isidentifier() else None
    places = (spec and spec.submodule_search_locations) or ()
    return any((Path(place) / "meta.json").is_file() for place in places)  # as spaCy packs each
