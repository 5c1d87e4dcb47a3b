"""A format name, an output name, a language in; the renderer's name and a known language out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.errors import ConfigError
from gaidiff.registry import modules, plugins

if TYPE_CHECKING:
    from pathlib import Path

RENDERERS = "gaidiff.renderers"
ON_SCREEN = "terminal"
OTHER_SUFFIXES = {".txt": ON_SCREEN, ".htm": "html", ".markdown": "md"}
OWN_LANGUAGES = ("en", "zh")  # every rule carries its phrases in these two


def format_of(name: str | None, output: Path | None) -> str:
    """The renderer to use: the one asked for, else the one the output's suffix stands for, else the terminal's."""
    if name is not None:
        from gaidiff.renderers import find

        return find(name).name
    if output is None:
        return ON_SCREEN
    suffix = output.suffix.lower()
    format_name = OTHER_SUFFIXES.get(suffix, suffix.removeprefix("."))
    if format_name in modules(RENDERERS):
        return format_name
    renderers = plugins(RENDERERS, "RENDERER").values()
    for renderer in renderers:
        if renderer.suffix == suffix and suffix:
            return str(renderer.name)
    known = ", ".join(sorted({renderer.suffix for renderer in renderers} | {".txt"}))
    raise ConfigError(f"the name {output} does not tell the format", f"end it in one of {known}, or pass --format")


def language_of(name: str) -> str:
    """A report language: one of our own, or one with a file in templates/phrases."""
    from gaidiff.assets import asset_dir

    known = sorted({*OWN_LANGUAGES, *(file.stem for file in (asset_dir("templates") / "phrases").glob("*.toml"))})
    if name not in known:
        raise ConfigError(f"no report language is called {name!r}", f"use one of {', '.join(known)}")
    return name
