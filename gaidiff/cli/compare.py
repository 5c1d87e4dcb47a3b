"""`gaidiff compare OLD NEW`: two texts in, a report on the screen or in a file out."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaidiff.cli._align import ALIGN, WRITE_ALIGN, decisions_of, template_target, write_template
from gaidiff.cli._format import CORRESPONDENCE, ON_SCREEN, check_screen, format_names, format_of, language_of
from gaidiff.cli._input import TRACKED, load, sources_of
from gaidiff.cli._look import look_of, look_options
from gaidiff.cli._notes import NOTES, annotated
from gaidiff.cli._output import check_target, print_bytes, print_text, write_file
from gaidiff.cli._progress import working
from gaidiff.cli._reader import READER, STRICT, side_of, unproven
from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from gaidiff.model.change import Report
    from gaidiff.renderers._look import Look

DIFFERENT = 1


@click.command("compare", short_help="Compare two versions of a law.")
@click.argument("old")
@click.argument("new", required=False)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; a file that is there is replaced, an input never.")
@click.option("--format", "format_name", metavar="NAME", help=f"One of: {', '.join(format_names())}.")
@click.option("--table", is_flag=True, help=f"Only which article became which: --format {CORRESPONDENCE}.")
@click.option("--lang", default="en", show_default=True, metavar="en|zh", help="Language of the commentary.")
@TRACKED
@ALIGN
@WRITE_ALIGN
@NOTES
@READER
@STRICT
@look_options
@click.option("--check", is_flag=True, help="Exit 1 if there are differences.")
def compare(  # noqa: PLR0913, one argument per option
    *,
    old: str,
    new: str | None,
    output: str | None,
    format_name: str | None,
    table: bool,
    lang: str,
    tracked: str,
    align: str | None,
    write_align: str | None,
    notes: str | None,
    reader: str,
    strict: bool,
    title: str | None,
    logo: str | None,
    accent: str | None,
    template: str | None,
    check: bool,
) -> int:
    """Compare two versions of a law, article by article.

    OLD and NEW are files (text, Markdown, HTML, DOCX, ODT, PDF), - for standard input, or shipped texts such as
    corpus:gai-measures/draft.en; corpus:gai-measures alone names both sides of that pair.

    Without --format the suffix of FILE decides: .html, .json, .md, .docx (tracked changes), .csv or .xlsx (comparison
    table), .xml (Akoma Ntoso), .note.md or .note.html (a note by themes), or .txt for the terminal's view. --format
    table and --table take .csv, .xlsx, .docx, .html or .md.
    """
    to_screen = output is None or output == "-"
    target = None if to_screen else Path(str(output))
    sources = sources_of(old, new)
    language, side = language_of(lang), side_of(reader)
    renderer = format_of(_wanted(format_name, table=table), target)
    if to_screen and sys.stdout is not None and sys.stdout.isatty():
        check_screen(renderer)
    look = look_of(renderer, title, logo, accent, template)
    if target is not None:
        read = (*(source.path for source in sources), notes and Path(notes), logo and Path(logo))
        check_target(target, [path for path in read if path])
    decisions = decisions_of(align)
    undecided = template_target(write_align, [*(source.path for source in sources), target])
    with working(f"comparing {sources[0].name} and {sources[1].name}"):
        from gaidiff import pipeline

        gc.disable()  # what a comparison makes is needed to its end, and the process ends with it
        before, after = (load(source, tracked=tracked) for source in sources)
        report = annotated(pipeline.compare(before, after, decisions, side=side), notes)
        body = None if to_screen and _styled(renderer) else _render(report, renderer, language, look)
    if undecided is not None:
        write_template(undecided, report)
    if target is not None and body is not None:
        write_file(target, body)
    elif body is not None:
        print_bytes(body)
    else:
        _show(report, language)
    failed = unproven(report) if strict else 0
    return failed or (DIFFERENT if check and differs(report) else 0)


def differs(report: Report) -> bool:
    """Whether any provision changed its words, its number, its place, or came or went."""
    return any(match.kind != "unchanged" for match in (*report.alignment.articles, *report.alignment.divisions))


def _wanted(format_name: str | None, *, table: bool) -> str | None:
    if table and format_name not in (None, CORRESPONDENCE):
        raise ConfigError(f"--table and --format {format_name} are two formats", "give one of them")
    return CORRESPONDENCE if table else format_name


def _styled(renderer: str) -> bool:
    return renderer == ON_SCREEN and sys.stdout is not None and sys.stdout.isatty()


def _render(report: Report, renderer: str, language: str, look: Look | None) -> bytes:
    from gaidiff.renderers import render

    return render(report, renderer, language=language, look=look)


def _show(report: Report, language: str) -> None:
    """On a terminal: its width, and colour unless NO_COLOR is set (no-color.org) or the terminal has none."""
    from shutil import get_terminal_size  # with all that packs and unpacks files, which no comparison needs

    from gaidiff.renderers.terminal import render_styled

    color = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    print_text(render_styled(report, language, width=get_terminal_size().columns, color=color))


COMMAND = compare
