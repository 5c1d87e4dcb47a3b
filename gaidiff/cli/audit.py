"""`gaidiff audit COMMENTARY OLD NEW`: somebody's commentary and two texts in, a verdict on all it says out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaidiff.cli._format import language_of
from gaidiff.cli._input import TRACKED, load, source_of, sources_of
from gaidiff.cli._output import check_target, print_bytes, write_file
from gaidiff.cli._progress import working
from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from gaidiff.cli._input import Source
    from gaidiff.model.text import Reading

FORMATS = ("terminal", "json", "html")
SUFFIXES = {".txt": "terminal", ".json": "json", ".html": "html", ".htm": "html"}


@click.command("audit", short_help="Check somebody's commentary against the two texts.")
@click.argument("commentary")
@click.argument("old")
@click.argument("new", required=False)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; a file that is there is replaced, an input never.")
@click.option("--format", "format_name", type=click.Choice(FORMATS), help="Without it the suffix of FILE decides.")
@click.option("--lang", default="en", show_default=True, metavar="en|zh", help="Language of the verdicts.")
@TRACKED
def audit(  # noqa: PLR0913, one argument per option
    *, commentary: str, old: str, new: str | None, output: str | None, format_name: str | None, lang: str, tracked: str
) -> None:
    """Check a commentary, sentence by sentence, against the two texts it is about.

    COMMENTARY is a file (text, Markdown, HTML, DOCX, ODT, PDF) in English or Chinese, or - for standard input; OLD
    and NEW are as for `gaidiff compare`. Every citation, quotation and statement of change gets a verdict: confirmed,
    wrong pinpoint, quotation not found, contradicted, or not checkable, each with the words of the texts that prove it.
    """
    target = None if output is None or output == "-" else Path(output)
    note = source_of(commentary)
    sources = sources_of(old, new)
    if [source.path for source in (note, *sources)].count(None) > 1:
        raise click.UsageError("only one of COMMENTARY, OLD and NEW can be -", click.get_current_context(silent=True))
    language = language_of(lang)
    form = format_name or _format_of(target)
    if target is not None:
        check_target(target, [source.path for source in (note, *sources) if source.path])
    with working(f"checking {note.name}"):
        from gaidiff import audit as auditing
        from gaidiff import pipeline

        reading = _read(note, tracked)
        report = pipeline.compare(load(sources[0], tracked=tracked), load(sources[1], tracked=tracked))
        body = auditing.render(auditing.audit(reading, report), form, language=language)
    if target is not None:
        write_file(target, body)
    else:
        print_bytes(body)


def _read(source: Source, tracked: str) -> Reading:
    from gaidiff import readers
    from gaidiff.sources.local import snapshot_of_path, snapshot_of_stdin

    snapshot = snapshot_of_stdin() if source.path is None else snapshot_of_path(source.path)
    return readers.read(snapshot, tracked=tracked)


def _format_of(target: Path | None) -> str:
    if target is None:
        return "terminal"
    form = SUFFIXES.get(target.suffix.lower())
    if form is None:
        known = ", ".join(SUFFIXES)
        raise ConfigError(f"the name {target} does not tell the format", f"end it in one of {known}, or pass --format")
    return form


COMMAND = audit
