"""Which pipelines a person has named for other languages: ``[models]`` of ``config.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import platformdirs

from onrecord.store.toml_files import table_of

from .readers.languages import language_name


class Models(NamedTuple):
    """The pipeline of each language by its code, and what cannot be used, a line each."""

    named: Mapping[str, str] = {}
    wrong: tuple[str, ...] = ()


def config_path() -> Path:
    """Return the file in which a person configures onrecord."""
    return Path(platformdirs.user_config_path("onrecord")) / "config.toml"


def configured(path: Path | None = None) -> Models:
    """Return what the configuration names; a pipeline that is not there is left out, and told."""
    path = path or config_path()
    found, fault = table_of(path, "models")
    wrong = {code: why for code, name in found.items() if (why := _fault(code, name))}
    named = {code: str(name) for code, name in found.items() if code not in wrong}
    told = [f"{path}: {why}" for why in wrong.values()]
    return Models(named, (fault, *told) if fault else tuple(told))


def _fault(code: str, name: object) -> str:
    """Return why a pipeline cannot be used, or ""."""
    if len(code) not in (2, 3) or not code.isalpha() or code == "en":
        return f"{code!r} is no code of another language, such as de or fr"
    if not isinstance(name, str) or not name:
        return f"what {code} names has to be the name of a pipeline, in quotation marks"
    if not _is_there(name):
        return (
            f"the pipeline {name} is not installed: articles in {language_name(code)} are shown,"
            " not analysed"
        )
    return ""


def _is_there(name: str) -> bool:
    if Path(name).is_dir():
        return (Path(name) / "config.cfg").is_file()
    return name.isidentifier() and find_spec(name) is not None
