"""Commands on what is stored: history, show, compare, export of revisions, and verify and backup of the store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaidiff.cli._output import check_target, print_bytes, print_text, write_file
from gaidiff.cli._progress import working
from gaidiff.cli._watch_setup import CONFIG, opened
from gaidiff.cli._watch_table import say, table
from gaidiff.errors import ConfigError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.law import Instrument, Provision
    from gaidiff.sources.store import Store

OF_TEXT = ("raw", "json", "akn", "txt")
MOST_PROBLEMS = 50  # printed; a damaged disk makes thousands


@dataclass(frozen=True, slots=True)
class Place:
    """ID@N as typed in: a source, and a revision of it; None is the latest."""

    source_id: str
    number: int | None

    def __str__(self) -> str:
        return self.source_id if self.number is None else f"{self.source_id}@{self.number}"


def place_of(text: str) -> Place:
    """Take ID@N apart. Raises ConfigError if N is no number.

    >>> place_of("measures@3").number
    3
    """
    source_id, mark, number = text.rpartition("@")
    if not mark:
        return Place(text, None)
    if not number.isascii() or not number.isdecimal() or len(number) > 9:  # noqa: PLR2004, more than a store counts
        raise ConfigError(f"{text} names no revision", "write ID@N, such as measures@2")
    return Place(source_id, int(number))


def _number(store: Store, place: Place) -> int:
    if place.number is not None:
        return store.revision(place.source_id, place.number).number
    latest = store.latest(place.source_id)
    if latest is None:
        raise ConfigError(f"{place.source_id} has no revision yet", "see `gaidiff watch status`")
    return latest.number


def _law(store: Store, place: Place) -> Instrument:
    return store.instrument(place.source_id, _number(store, place))


@click.command("history")
@CONFIG
@click.argument("source_id", metavar="ID")
def history(*, config_path: str, source_id: str) -> None:
    """List the revisions of a source, each with what changed."""
    with opened(config_path) as (config, store):
        revisions = store.revisions(source_id)
        if not revisions:
            config.source(source_id)
            say(f"{source_id} has no revision yet; see `gaidiff watch status`")
            return
        told = {event.new: event.message for event in store.events(source_id=source_id) if event.new is not None}
    rows = [
        (
            f"{source_id}@{one.number}",
            one.retrieved_at[:16].replace("T", " "),
            f"{one.size:,}",
            told.get(one.number, ""),
        )
        for one in reversed(revisions)
    ]
    say(table(("REVISION", "SEEN FIRST (UTC)", "CHARACTERS", "WHAT CHANGED"), rows))


@click.command("show")
@CONFIG
@click.argument("place", metavar="ID[@N]")
def show(*, config_path: str, place: str) -> None:
    """Show how a revision was read: its parts, articles and items."""
    from gaidiff.cli.parse import tree

    with opened(config_path) as (_, store):
        law = _law(store, place_of(place))
    print_text(tree(law))


@click.command("compare")
@CONFIG
@click.argument("old", metavar="ID@N")
@click.argument("new", metavar="ID@M|FILE")
@click.option("-o", "--output", metavar="FILE", help="Write to FILE; its suffix decides the format.")
@click.option("--format", "format_name", metavar="NAME", help="As in `gaidiff compare`.")
@click.option("--lang", default="en", show_default=True, metavar="en|zh", help="Language of the commentary.")
@click.option("--check", is_flag=True, help="Exit 1 if there are differences.")
def compare(  # noqa: PLR0913, one argument per option
    *, config_path: str, old: str, new: str, output: str | None, format_name: str | None, lang: str, check: bool
) -> int:
    """Compare two revisions, or a revision and a file (a draft, say)."""
    from gaidiff.cli._format import format_of, language_of
    from gaidiff.cli._input import load, source_of
    from gaidiff.cli.compare import DIFFERENT, differs

    target = None if output in (None, "-") else Path(str(output))
    renderer, language = format_of(format_name, target), language_of(lang)
    file = Path(new) if Path(new).exists() else None
    if target is not None:
        check_target(target, [file] if file else [])
    with opened(config_path) as (_, store):
        before = _law(store, place_of(old))
        after = load(source_of(new)) if file else _law(store, place_of(new))
    with working(f"comparing {old} and {new}"):
        from gaidiff import pipeline
        from gaidiff.renderers import render
        from gaidiff.watch._reading import without_furniture

        report = pipeline.compare(without_furniture(before), without_furniture(after))
        body = render(report, renderer, language=language)
    if target is not None:
        write_file(target, body)
    else:
        print_bytes(body)
    return DIFFERENT if check and differs(report) else 0


@click.command("export")
@CONFIG
@click.argument("place", metavar="ID[@N]")
@click.option("-o", "--output", metavar="FILE", required=True, help="Write to FILE; - is standard output.")
@click.option("--as", "wanted", type=click.Choice(OF_TEXT), help="raw: the bytes as they were answered (default).")
@click.option("--answer", is_flag=True, help="The last answer that was kept, though it may not be the law (suspect).")
def export(*, config_path: str, place: str, output: str, wanted: str | None, answer: bool) -> None:
    """Write a revision to a file: as it was answered, or as JSON, Akoma Ntoso or plain text."""
    target = None if output == "-" else Path(output)
    if target is not None:
        check_target(target, ())
    where = place_of(place)
    with opened(config_path) as (_, store):
        number = 0 if answer else _number(store, where)
        if answer:
            body = _last_answer(store, where, wanted)
        elif wanted in {None, "raw"}:
            body = store.body(store.revision(where.source_id, number).sha256)
        else:
            body = _written(store.instrument(where.source_id, number), str(wanted))
    if target is not None:
        write_file(target, body)
    else:
        print_bytes(body)


def _last_answer(store: Store, where: Place, wanted: str | None) -> bytes:
    if where.number is not None or wanted not in {None, "raw"}:
        raise ConfigError("--answer is of a source, and raw", "leave out @N and --as")
    kept = store.answers(where.source_id)
    if not kept:
        raise ConfigError(f"no answer of {where.source_id} was kept", "see `gaidiff watch status`")
    return store.body(kept[0][1])


def _written(law: Instrument, wanted: str) -> bytes:
    if wanted == "json":
        from gaidiff.model.codec import dumps, instrument_to_dict

        return dumps(instrument_to_dict(law))
    if wanted == "akn":
        from gaidiff.renderers._akn_document import document_of

        return document_of(law)
    lines = [law.title, *(line for top in law.provisions for line in _lines(top))]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _lines(provision: Provision) -> Iterator[str]:
    """A line for each text; what has a number and no text of its own begins the line of its first child."""
    number = provision.num.text.strip() if provision.num else ""
    head = " ".join(filter(None, (number, provision.heading, provision.text)))
    below = [line for child in provision.children for line in _lines(child)]
    if not provision.text and not provision.heading and below:
        head, below = " ".join(filter(None, (head, below[0]))), below[1:]
    yield from filter(None, (head, *below, provision.wrap_up))


@click.command("verify")
@CONFIG
@click.option("--salvage", "rest", metavar="NEW", help="Save what is readable of a damaged store in a new one.")
def verify(*, config_path: str, rest: str | None) -> None:
    """Read the whole store and check every hash in it."""
    if rest is not None:
        _salvage(config_path, Path(rest))
        return
    with opened(config_path) as (_, store), working("reading the store"):
        problems = list(store.verify())
        address = store.address
    for problem in problems[:MOST_PROBLEMS]:
        say(f"{problem.where}: {problem.message}")
    if problems:
        raise StoreError(f"{address} has {len(problems)} damaged places", "restore a backup: gaidiff watch backup FILE")
    say(f"{address} is sound")


def _salvage(config_path: str, target: Path) -> None:
    from gaidiff.sources.store import salvage
    from gaidiff.watch.config import read_config

    check_target(target, ())
    lines = salvage(Path(read_config(config_path).store), target)
    say(table(("TABLE", "SAVED", "LOST"), [(line.table, str(line.saved), str(line.lost)) for line in lines]))
    say(f"\nsaved in {target}; `gaidiff watch verify` of it says what is missing")


@click.command("backup")
@CONFIG
@click.argument("file")
def backup(*, config_path: str, file: str) -> None:
    """Copy the store to FILE, while it is in use. A copy is a store like any other."""
    target = Path(file)
    with opened(config_path) as (_, store), working(f"copying to {file}"):
        if target.exists():
            raise ConfigError(f"{file} is there already", "name a new file: a backup never replaces anything")
        check_target(target, ())
        store.backup(target)
    say(f"copied to {file}")


COMMANDS = (history, show, compare, export, verify, backup)
