"""`--align FILE` in, a person's decisions out; `--write-align FILE` and a report in, a file to edit out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaidiff.cli._output import check_target, write_file
from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaidiff.model.change import Decision, Report

ALIGN = click.option(
    "--align", metavar="FILE", help="Decisions on which article became which (TOML): pairs to force or to forbid."
)
WRITE_ALIGN = click.option(
    "--write-align", metavar="FILE", help="Write the doubtful and disputed pairs to FILE, to be edited for --align."
)


def decisions_of(file: str | None) -> tuple[Decision, ...]:
    """What the file decides. Raises SourceError if it cannot be read, ConfigError if it makes no sense."""
    if file is None:
        return ()
    from gaidiff.compare.decisions import read_decisions
    from gaidiff.sources.local import snapshot_of_path

    snapshot = snapshot_of_path(file)
    try:
        return read_decisions(snapshot.body.decode("utf-8-sig"), snapshot.location)
    except UnicodeDecodeError as error:
        raise ConfigError(f"{snapshot.location} is not UTF-8", "save it as UTF-8 text") from error


def template_target(file: str | None, inputs: Iterable[Path | None]) -> Path | None:
    """Where to write the template. A file that is there may hold a person's work, so it is never replaced."""
    if file is None:
        return None
    target = Path(file)
    check_target(target, [path for path in inputs if path])
    if target.exists():
        raise ConfigError(f"{target} exists and may hold decisions", "give --write-align a new name")
    return target


def write_template(target: Path, report: Report) -> None:
    """Write the doubtful and disputed pairs as comments."""
    from gaidiff.compare.decisions import template

    write_file(target, template(report).encode())
