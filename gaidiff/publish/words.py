"""A language of the site in, its own words out, from templates/site/<language>.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from gaidiff.assets import asset_dir
from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FALLBACK: Final = "en"


@cache
def words(language: str) -> Mapping[str, Any]:
    """The words of the site in `language`, in English where it has none."""
    folder = asset_dir("templates") / "site"
    table = _read(FALLBACK)
    # a name from the command line is compared with file names, never joined to a path
    if language != FALLBACK and language in known():
        own = _read(language)
        table = {**table, **own, "health_words": {**table["health_words"], **own.get("health_words", {})}}
    elif language != FALLBACK:
        raise ConfigError(f"the site has no words in {language!r}", f"write {folder / language}.toml, or use --lang en")
    return MappingProxyType(table)


def known() -> tuple[str, ...]:
    """The languages a site can be in."""
    return tuple(sorted(file.stem for file in (asset_dir("templates") / "site").glob("*.toml")))


def languages_of(name: str) -> Sequence[str]:
    """What --lang means: one language, or `both`. Raises ConfigError for an unknown one."""
    if name == "both":
        return ("en", "zh")
    if name not in known():
        raise ConfigError(f"the site has no words in {name!r}", f"use one of {', '.join(known())}, both")
    return (name,)


def _read(language: str) -> dict[str, Any]:
    try:
        return tomllib.loads((asset_dir("templates") / "site" / f"{language}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"templates/site/{language}.toml cannot be read: {error}", "correct that line") from error
