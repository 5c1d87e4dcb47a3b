"""`--notes FILE` in, the report with a person's notes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from gaidiff.model.change import Report

NOTES = click.option(
    "--notes", metavar="FILE", help="A person's notes (Markdown with front matter), shown beside the comments."
)


def annotated(report: Report, notes: str | None) -> Report:
    """The report with the notes of a file, if one is named. Raises SourceError or ConfigError for a bad file."""
    if notes is None:
        return report
    from gaidiff import pipeline
    from gaidiff.sources.local import snapshot_of_path

    snapshot = snapshot_of_path(Path(notes))
    try:
        text = snapshot.body.decode()
    except UnicodeDecodeError as error:
        raise ConfigError(f"{snapshot.location} is no UTF-8 text", "save the notes as UTF-8") from error
    return pipeline.annotate(report, text, snapshot.location)
