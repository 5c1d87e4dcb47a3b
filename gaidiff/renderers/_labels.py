"""A report language in, the renderers' own words out, from templates/labels/<language>.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from gaidiff.assets import asset_dir
from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FALLBACK = "en"  # what a language file leaves out is said in English


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Words by name, and the words for values of the model (match kinds, directions, statuses)."""

    language: str
    words: Mapping[str, str]
    kinds: Mapping[str, str]
    directions: Mapping[str, str]
    statuses: Mapping[str, str]
    themes: Mapping[str, str]
    findings: Mapping[str, str]
    standings: Mapping[str, str]
    strengths: Mapping[str, str]
    topics: Mapping[str, str]
    languages: Mapping[str, str]
    references: Mapping[str, Any]

    def __getitem__(self, name: str) -> str:
        return self.words[name]

    def status(self, status: str | None) -> str:
        """A status in this language; the value itself if there is no word for it."""
        return self.words["unknown"] if status is None else self.statuses.get(status, status.replace("_", " "))


@cache
def labels(language: str) -> Labels:
    """The words of `language`, in English where it has none. Raises ConfigError if a file is no TOML."""
    folder = asset_dir("templates") / "labels"
    tables = _read(folder / f"{FALLBACK}.toml")
    # a name from the command line is compared with file names, never joined to a path
    if language != FALLBACK and language in {file.stem for file in folder.glob("*.toml")}:
        own = _read(folder / f"{language}.toml")
        references = own.pop("references", None)  # forms of citation belong together: all or none
        tables = {name: {**table, **own.get(name, {})} for name, table in tables.items()}
        tables["references"] = references or tables["references"]
    frozen = {name: MappingProxyType(table) for name, table in tables.items()}
    return Labels(language=language, **frozen)


def _read(file: Path) -> dict[str, dict[str, Any]]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"templates/labels/{file.name} cannot be read: {error}", "correct that line") from error
