"""OLD and NEW as typed in, what they name out: a file, `-` for standard input, or a shipped text `corpus:NAME`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from gaidiff.model.law import Instrument

CORPUS = "corpus:"
STDIN = "-"


class Source(NamedTuple):
    """A text to read; `path` is None for standard input."""

    name: str
    path: Path | None


def sources_of(old: str, new: str | None) -> tuple[Source, Source]:
    """Both sides. `corpus:PAIR` alone names a whole pair."""
    if new is None:
        if not old.startswith(CORPUS):
            raise click.UsageError("NEW is missing", click.get_current_context(silent=True))
        from gaidiff.sources import corpus

        pair = corpus.pair(old.removeprefix(CORPUS))
        return Source(old, pair.old), Source(old, pair.new)
    if old == new == STDIN:
        raise click.UsageError("only one of OLD and NEW can be -", click.get_current_context(silent=True))
    return source_of(old), source_of(new)


def source_of(name: str) -> Source:
    """One side; raises SourceError for a corpus name that does not exist. A file is looked at when it is read."""
    if name == STDIN:
        return Source("standard input", None)
    if not name.startswith(CORPUS):
        return Source(name, Path(name))
    from gaidiff.sources import corpus

    return Source(name, corpus.text(name.removeprefix(CORPUS)))


TRACKED = click.option(
    "--tracked",
    type=click.Choice(["final", "original"]),
    default="final",
    show_default=True,
    help="Read tracked changes of a Word or OpenDocument file as accepted or as not made.",
)


def load(source: Source, *, tracked: str = "final") -> Instrument:
    """Read and parse one source, with its tracked changes accepted or, for `original`, not made."""
    from gaidiff import pipeline
    from gaidiff.sources.local import snapshot_of_path, snapshot_of_stdin

    snapshot = snapshot_of_stdin() if source.path is None else snapshot_of_path(source.path)
    return pipeline.load(snapshot, tracked=tracked)
