"""A folder name in, the path of templates/ or corpus/ out, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

from gaidiff.errors import ConfigError


def asset_dir(name: str) -> Path:
    """Return the folder `templates` or `corpus`; raise ConfigError if the installation lacks it."""
    package = Path(__file__).resolve().parent
    for candidate in (package / "_bundled" / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise ConfigError(f"{name}/ is missing from this installation", "reinstall gaidiff")
