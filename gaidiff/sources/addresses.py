"""A list of official addresses (corpus/sources.toml) in, its entries out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from gaidiff.assets import asset_dir
from gaidiff.errors import ConfigError
from gaidiff.sources.local import MAX_BYTES

# The id becomes the name of a file, so it is a plain word: no folder, no device, nothing that differs by case alone.
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One text and where it was published. Unless `confirmed`, the address is only the front page of its issuer."""

    id: str
    pair: str
    title: str
    address: str
    confirmed: bool


def listed(file: Path | None = None) -> tuple[Listed, ...]:
    """The entries of a list, by default the one that ships with gaidiff; ConfigError names the entry and the key."""
    path = asset_dir("corpus") / "sources.toml" if file is None else file
    try:
        with path.open("rb") as stream:
            data = tomllib.loads(stream.read(MAX_BYTES).decode())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ConfigError(f"{path} cannot be read: {reason}", "it is a TOML file with [[source]] entries") from error
    entries = data.get("source")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigError(f"{path} has no entries", "each begins with [[source]]")
    found = tuple(_entry(entry, f"{path}: source {number}") for number, entry in enumerate(entries, 1))
    names = [entry.id for entry in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ConfigError(f"{path}: id {min(twice)!r} stands there twice", "give each entry its own")
    return found


def of_pair(entries: tuple[Listed, ...], pair: str | None) -> tuple[Listed, ...]:
    """The entries of one pair, or all; ConfigError if there is no such pair."""
    chosen = tuple(entry for entry in entries if pair in {None, entry.pair})
    if pair is not None and not chosen:
        known = sorted({entry.pair for entry in entries})
        close = get_close_matches(pair, known, n=1) or [", ".join(known)]
        raise ConfigError(f"no pair is called {pair!r}", f"try {close[0]}")
    return chosen


def _entry(entry: dict[str, Any], place: str) -> Listed:
    texts = {}
    for key in ("id", "pair", "title", "address"):
        value = entry.get(key)
        if not isinstance(value, str) or not value:
            raise ConfigError(f"{place}: {key} is missing or no text", f'write {key} = "..."')
        texts[key] = value
    if not _ID.fullmatch(texts["id"]):
        raise ConfigError(f"{place}: id {texts['id']!r} cannot name a file", "use a-z, 0-9, - and _")
    confirmed = entry.get("confirmed", True)
    if not isinstance(confirmed, bool):
        raise ConfigError(f"{place}: confirmed is {confirmed!r}", "write true or false")
    return Listed(**texts, confirmed=confirmed)
