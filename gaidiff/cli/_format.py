"""A format name, an output name, a language in; the renderer's name and a known language out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.errors import ConfigError
from gaidiff.registry import modules, plugins

if TYPE_CHECKING:
    from pathlib import Path

RENDERERS = "gaidiff.renderers"
ON_SCREEN = "terminal"
OTHER_SUFFIXES = {
    ".txt": ON_SCREEN,
    ".htm": "html",
    ".markdown": "md",
    ".csv": "table-csv",
    ".xlsx": "table-xlsx",
    ".xml": "akn",
}
FAMILIES = ("table", "correspondence")  # one table each, in the file format that the output's suffix asks for
CORRESPONDENCE = "correspondence"
NOTE = "note"  # on its own, or before the suffix of the output: changes.note.html
NOTES = {".html": "note-html", ".htm": "note-html"}  # any other suffix: Markdown
FOR_SCREENS = ".md"  # of a family, where no file is named
NO_TEXT = frozenset({".docx", ".xlsx"})
OWN_LANGUAGES = ("en", "zh")  # every rule carries its phrases in these two


def format_of(name: str | None, output: Path | None) -> str:
    """The renderer to use: the one asked for, else the one the output's suffix stands for, else the terminal's."""
    if name in FAMILIES:
        return _member(name, output)
    if name == NOTE or (name is None and output is not None and _is_note(output)):
        return NOTES.get(output.suffix.lower(), NOTE) if output is not None else NOTE
    if name is not None:
        from gaidiff.renderers import find

        return find(name).name
    if output is None:
        return ON_SCREEN
    suffix = output.suffix.lower()
    format_name = OTHER_SUFFIXES.get(suffix, suffix.removeprefix("."))
    if format_name in _names():
        return format_name
    renderers = plugins(RENDERERS, "RENDERER").values()
    for renderer in renderers:
        if renderer.suffix == suffix and suffix:
            return str(renderer.name)
    known = ", ".join(sorted({renderer.suffix for renderer in renderers} | {".txt"}))
    raise ConfigError(f"the name {output} does not tell the format", f"end it in one of {known}, or pass --format")


def _is_note(output: Path) -> bool:
    """Whether the name says so: changes.note.md."""
    return output.stem.lower().endswith(f".{NOTE}") and output.suffix.lower() in {".md", ".markdown", *NOTES}


def format_names() -> tuple[str, ...]:
    """What --format takes, for the help: a family stands for its members."""
    return tuple(sorted({name.partition("-")[0] if _family(name) else name for name in _names()}))


def check_screen(renderer: str) -> None:
    """Raise ConfigError if what `renderer` writes would only garble a screen."""
    from gaidiff.renderers import find

    if find(renderer).suffix in NO_TEXT:
        raise ConfigError(f"{renderer} is no text for a screen", f"name a file: -o report{find(renderer).suffix}")


def _names() -> tuple[str, ...]:
    return tuple(name.replace("_", "-") for name in modules(RENDERERS))


def _family(name: str) -> bool:
    return name.partition("-")[0] in FAMILIES


def _member(family: str, output: Path | None) -> str:
    """The family's renderer for the suffix of the output."""
    suffix = FOR_SCREENS if output is None else output.suffix.lower()
    short = OTHER_SUFFIXES.get(suffix, suffix.removeprefix("."))
    name = f"{family}-{short.removeprefix('table-')}"
    members = [one for one in _names() if one.startswith(f"{family}-")]
    if name in members:
        return name
    known = ", ".join(one.replace(f"{family}-", ".") for one in members)
    raise ConfigError(f"a {family} cannot be written as {output}", f"end the name in one of {known}")


def language_of(name: str) -> str:
    """A report language: one of our own, or one with a file in templates/phrases."""
    from gaidiff.assets import asset_dir

    known = sorted({*OWN_LANGUAGES, *(file.stem for file in (asset_dir("templates") / "phrases").glob("*.toml"))})
    if name not in known:
        raise ConfigError(f"no report language is called {name!r}", f"use one of {', '.join(known)}")
    return name
