"""A line on a terminal's standard error while work takes longer than a second; nothing elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 1.0  # seconds before a reader wonders whether anything happens
WIPE = "\r\x1b[K"


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say `what` is being done if it is not done within a second, and wipe the line afterwards."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    said: list[str] = []

    def say() -> None:
        said.append(what)
        click.echo(f"gaidiff: {what} ...", err=True, nl=False)

    timer = Timer(PATIENCE, say)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if said:
            click.echo(WIPE, err=True, nl=False)
