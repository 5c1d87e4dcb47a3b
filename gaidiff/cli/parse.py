"""`gaidiff parse FILE`: one text in, its structure as a tree, an outline, JSON or Akoma Ntoso out."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaidiff.cli._input import TRACKED, load, source_of
from gaidiff.cli._output import check_target, print_bytes, print_text, write_file
from gaidiff.cli._progress import working
from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaidiff.model.law import Instrument, Provision

FIRST_WORDS = 56  # characters of a provision in the tree: one line of 80 columns with its label
UNNUMBERED = {"paragraph": "¶"}  # most paragraphs 款 have no number
PLACES = {"preface": "in the preface", "remainder": "beside the text", None: "in the markup"}
FORMATS = ("tree", "json", "akn")
SUFFIXES = {".txt": "tree", ".json": "json", ".xml": "akn"}
GROUPING = frozenset({"part", "chapter", "section", "annex"})
OUTLINED = GROUPING | {"article", "recital"}  # what the outline shows; below these stand the words of the law


@click.command("parse", short_help="Show the structure of one text.")
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; a file that is there is replaced, the text never.")
@click.option("--format", "format_name", type=click.Choice(FORMATS), help="Output; tree unless FILE says otherwise.")
@click.option("--outline", "headings_only", is_flag=True, help="Only the headings: parts, chapters, articles, annexes.")
@TRACKED
def parse(file: str, *, output: str | None, format_name: str | None, headings_only: bool, tracked: str) -> None:
    """Show how gaidiff reads a text: its parts, articles and items, and what it found odd.

    FILE is a file, - for standard input, or a shipped text such as corpus:gai-measures/draft.en. As --format akn it
    is Akoma Ntoso 3, which gaidiff reads back as the same provisions. `gaidiff explain` knows each note by its code.
    """
    target = None if output in (None, "-") else Path(str(output))
    source = source_of(file)
    wanted = _format_of(format_name, target, headings_only=headings_only)
    if target is not None:
        check_target(target, [source.path] if source.path else [])
    with working(f"parsing {source.name}"):
        instrument = load(source, tracked=tracked)
    body = _written(instrument, wanted, headings_only=headings_only)
    if target is not None:
        write_file(target, body)
    elif wanted == "tree":
        print_text(body.decode())
    else:
        print_bytes(body)


def _format_of(name: str | None, target: Path | None, *, headings_only: bool) -> str:
    found = name or (SUFFIXES.get(target.suffix.lower()) if target is not None and not headings_only else "tree")
    if found is None:
        known = ", ".join(SUFFIXES)
        raise ConfigError(f"the name {target} does not tell the format", f"end it in one of {known}, or pass --format")
    if headings_only and found != "tree":
        raise ConfigError(f"--outline and --format {found} are two outputs", "give one of them")
    return found


def _written(instrument: Instrument, format_name: str, *, headings_only: bool) -> bytes:
    if format_name == "tree":
        return (outline(instrument) if headings_only else tree(instrument)).encode("utf-8", "replace")
    if format_name == "akn":
        from gaidiff.renderers._akn_document import document_of

        return document_of(instrument)
    from gaidiff.model.codec import dumps, instrument_to_dict

    return dumps(instrument_to_dict(instrument))


def tree(instrument: Instrument) -> str:
    """What the text says of itself, one line per provision, indented by depth, then counts and diagnostics."""
    lines = [_head(instrument), *_read_from(instrument)]
    if instrument.preface:
        lines.append(f"  preface: {_short(instrument.preface)}")
    for provision in instrument.provisions:
        lines.extend(_lines(provision, "  "))
    if instrument.remainder:
        lines.append(f"  remainder: {_short(' '.join(instrument.remainder))}")
    return "\n".join([*lines, "", *_notes(instrument)]) + "\n"


def outline(instrument: Instrument) -> str:
    """One line per heading; neighbours without one, as most Chinese articles are, share a line and are counted."""
    return "\n".join([_head(instrument), *_headings(instrument.provisions, "  "), "", *_notes(instrument)]) + "\n"


def _headings(provisions: Iterable[Provision], indent: str) -> Iterator[str]:
    shown = [provision for provision in provisions if provision.kind in OUTLINED]
    for kind, run in groupby(shown, lambda one: "" if one.heading or one.kind in GROUPING else one.kind.value):
        neighbours = list(run)
        if kind:
            ends = [one.num.text.strip() if one.num else "?" for one in neighbours]
            count = len(ends)
            yield f"{indent}{ends[0]} … {ends[-1]} ({_counted(count, kind)})" if count > 1 else f"{indent}{ends[0]}"
            continue
        for one in neighbours:
            words = (one.num.text.strip() if one.num else "", one.heading or "")
            yield indent + (" ".join(filter(None, words)) or one.kind.value)
            yield from _headings(one.children, indent + "  ")


def _head(instrument: Instrument) -> str:
    return f"{instrument.title or 'untitled'} ({', '.join(_facts(instrument))})"


def _facts(instrument: Instrument) -> Iterator[str]:
    yield instrument.language
    if instrument.status:
        yield instrument.status.replace("_", " ")
    if instrument.number:
        yield instrument.number
    yield from instrument.authority
    dates = {
        "adopted": instrument.adopted,
        "published": instrument.published,
        "in force": instrument.in_force,
        "comments until": instrument.comments_until,
    }
    yield from (f"{name} {date}" for name, date in dates.items() if date)


def _read_from(instrument: Instrument) -> Iterator[str]:
    """One line per fact with the words it was read from; what was read from the text as a whole has none."""
    for fact in instrument.facts:
        if fact.quote:
            eid = fact.where.eid if fact.where is not None else None
            place = PLACES.get(eid) or f"at {eid}"
            same = fact.value.split() == fact.quote.split()
            value = "" if same else f" {_short(fact.value.replace('_', ' '))}"
            yield f"  {fact.name.replace('_', ' ')}{value}: “{_short(fact.quote)}” {place}"


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


def _notes(instrument: Instrument) -> Iterator[str]:
    counts = Counter(provision.kind.value for provision in instrument.walk())
    yield ", ".join(_counted(count, kind) for kind, count in counts.items())
    for diagnostic in instrument.diagnostics:
        where = f" at {diagnostic.eid}" if diagnostic.eid else ""
        yield f"note[{diagnostic.code}]{where}: {diagnostic.message}"


def _counted(count: int, kind: str) -> str:
    return f"{count} {kind}{'' if count == 1 else 'es' if kind.endswith('x') else 's'}"


COMMAND = parse
