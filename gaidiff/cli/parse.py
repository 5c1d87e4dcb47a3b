"""`gaidiff parse FILE`: one text in, its structure as an outline or as JSON out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from gaidiff.cli._input import TRACKED, load, source_of
from gaidiff.cli._output import print_bytes, print_text
from gaidiff.cli._progress import working

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.law import Instrument, Provision

FIRST_WORDS = 56  # characters of a provision in the outline: one line of 80 columns with its label
UNNUMBERED = {"paragraph": "¶"}  # most paragraphs 款 have no number


@click.command("parse", short_help="Show the structure of one text.")
@click.argument("file")
@click.option(
    "--format", "format_name", type=click.Choice(["tree", "json"]), default="tree", show_default=True, help="Output."
)
@TRACKED
def parse(file: str, format_name: str, tracked: str) -> None:
    """Show how gaidiff reads a text: its parts, articles and items, and what it found odd.

    FILE is a file, - for standard input, or a shipped text such as corpus:gai-measures/draft.en.
    """
    source = source_of(file)
    with working(f"parsing {source.name}"):
        instrument = load(source, tracked=tracked)
    if format_name == "tree":
        print_text(outline(instrument))
        return
    from gaidiff.model.codec import dumps, instrument_to_dict

    print_bytes(dumps(instrument_to_dict(instrument)))


def outline(instrument: Instrument) -> str:
    """One line per provision, indented by depth, then counts and diagnostics."""
    lines = [f"{instrument.title or 'untitled'} ({', '.join(_facts(instrument))})"]
    if instrument.preface:
        lines.append(f"  preface: {_short(instrument.preface)}")
    for provision in instrument.provisions:
        lines.extend(_lines(provision, "  "))
    if instrument.remainder:
        lines.append(f"  remainder: {_short(' '.join(instrument.remainder))}")
    lines += ["", _counts(instrument)]
    for diagnostic in instrument.diagnostics:
        where = f" at {diagnostic.eid}" if diagnostic.eid else ""
        lines.append(f"note[{diagnostic.code}]{where}: {diagnostic.message}")
    return "\n".join(lines) + "\n"


def _facts(instrument: Instrument) -> Iterator[str]:
    yield instrument.language
    if instrument.status:
        yield instrument.status.replace("_", " ")
    if instrument.in_force:
        yield f"in force {instrument.in_force}"


def _lines(provision: Provision, indent: str) -> Iterator[str]:
    unnumbered = UNNUMBERED.get(provision.kind, provision.kind.value)
    label = provision.num.text.strip() if provision.num else unnumbered
    words = (label, provision.heading and f"[{_short(provision.heading)}]", _short(provision.text))
    yield indent + " ".join(word for word in words if word)
    for child in provision.children:
        yield from _lines(child, indent + "  ")
    if provision.wrap_up:
        yield f"{indent}  {_short(provision.wrap_up)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= FIRST_WORDS else line[: FIRST_WORDS - 1].rstrip() + "…"


def _counts(instrument: Instrument) -> str:
    counts = Counter(provision.kind.value for provision in instrument.walk())
    return ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in counts.items())


COMMAND = parse
