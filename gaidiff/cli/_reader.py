"""`--for` and `--strict` in: whose side a report takes, and what no text bears out listed on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import click

from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from gaidiff.model.change import Report

SIDES: Final = ("provider", "user", "authority")
UNPROVEN: Final = 2

READER = click.option(
    "--for",
    "reader",
    default=SIDES[0],
    show_default=True,
    metavar="|".join(SIDES),
    help="Whose side directions and the ranking take. user: a heavier duty on others counts as relaxed. authority: "
    "new duties of officials count as tightened, new powers as relaxed, what firms owe as neutral.",
)
STRICT = click.option(
    "--strict", is_flag=True, help="Exit 2 if a sentence or a note cannot be proved from the two texts; list each."
)


def side_of(reader: str) -> str:
    """The side that was asked for. Raises ConfigError for another word."""
    if reader not in SIDES:
        raise ConfigError(f"--for {reader} is no side of a reader", f"use one of {', '.join(SIDES)}")
    return reader


def unproven(report: Report) -> int:
    """List what the self-check found and which notes are stale; the exit code."""
    from gaidiff.commentary.selfcheck import problems

    found = [
        f"changes[{problem.change}].findings[{problem.finding}]: {problem.code}: {problem.message}"
        for problem in problems(report)
    ]
    found += [
        f"note on {note.side} {note.eid}: stale: its phrase is not in the text: {note.quote}"
        for note in report.notes
        if note.stale
    ]
    for line in found:
        click.echo(f"gaidiff: strict: {' '.join(line.split())}", file=sys.stderr)
    return UNPROVEN if found else 0
