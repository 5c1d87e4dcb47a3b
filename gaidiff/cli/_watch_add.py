"""An address and options in, a source in watch.toml and its first revision in the store out."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from gaidiff.cli._output import check_target, write_file
from gaidiff.cli._progress import working
from gaidiff.cli._watch_setup import bench_of
from gaidiff.cli._watch_table import say
from gaidiff.errors import ConfigError, FetchError, ReadError
from gaidiff.model.watch import SourceKind, SourceState, WatchedSource
from gaidiff.sources.store import open_store
from gaidiff.watch.check import check
from gaidiff.watch.config import STORE, config_of, seconds_of, slug_of, text_of, with_entry
from gaidiff.watch.run import SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gaidiff.model.watch import Record, Retrieval, Validators
    from gaidiff.sources.store import Store
    from gaidiff.watch.check import Bench, Fetcher
    from gaidiff.watch.config import WatchConfig

LABELS = 5  # shown of the first articles
LONGEST_NAME = 32  # characters of a name that is made here; it is typed in often
WORDS = 48  # characters shown of each
OUT_OF_REACH = frozenset({"transient", "blocked", "gone"})


def add(
    path: Path, address: str, fields: dict[str, Any], *, allow_net: tuple[str, ...] = (), accept: bool = False
) -> None:
    """Fetch once, show what was read, store it, write the entry. Nothing is written if no law was read."""
    check_target(path, ())
    text = text_of(path) if path.exists() else _new_file(allow_net)
    config = config_of(text, path)
    missing = sorted(set(allow_net) - set(config.allow_net))
    if missing:
        raise ConfigError(f"{path} does not allow {missing[0]}", f"write allow_net = {json.dumps(missing)} at its top")
    known = next((source for source in config.sources if source.address == address), None)
    if known is not None:
        raise ConfigError(f"{path} has {address} already", f"it is called {known.id}")
    source = _source(config, address, fields)
    with working(f"fetching {address}"), bench_of(config, accept=accept) as bench:
        answers: list[Retrieval] = []
        first = check(source, cast("Store", _NothingKnown()), _listening(bench, answers), now=SystemClock().now())
        source = _named(config, source, first, fields)
        whole = with_entry(text, source, path)
        with open_store(config.store) as store:
            if store.latest(source.id) is not None:
                raise ConfigError(f"the store has a source {source.id!r} already", "choose another name with --id")
            record = check(source, store, replace(bench, fetcher=_repeating(answers[0])), now=SystemClock().now())
            store.record(record)
    write_file(path, whole.encode())
    say("\n".join([*_shown(source, record), f"added to {path} as {source.id}"]))


class _NothingKnown:
    """A store in which there is nothing: what a check reads for a source never seen."""

    def state(self, source_id: str) -> SourceState:
        return SourceState(source_id=source_id)

    def latest(self, source_id: str) -> None:
        """No revision."""

    def revisions(self, source_id: str) -> tuple[()]:  # noqa: ARG002, as the store has it
        return ()


def _listening(bench: Bench, answers: list[Retrieval]) -> Bench:
    def fetch(address: str, *, validators: Validators | None, ca_file: str | None) -> Retrieval:
        answers.append(bench.fetcher(address, validators=validators, ca_file=ca_file))
        return answers[-1]

    return replace(bench, fetcher=fetch)


def _repeating(answer: Retrieval) -> Fetcher:
    def fetch(address: str, *, validators: Validators | None, ca_file: str | None) -> Retrieval:  # noqa: ARG001
        return answer

    return fetch


def _source(config: WatchConfig, address: str, fields: dict[str, Any]) -> WatchedSource:
    """The source as asked for; all that is not checked here is checked when its entry is read back."""
    try:
        interval = seconds_of(fields["interval"])
    except ValueError:
        raise ConfigError(f"--interval {fields['interval']} is no time", "give it as 30m, 6h or 1d") from None
    if fields["kind"] not in set(SourceKind):
        raise ConfigError(f"--kind {fields['kind']} is none", f"use one of {', '.join(SourceKind)}")
    title = fields["title"] or address
    source = WatchedSource(
        id=fields["source_id"] or "new-source",
        address=address,
        title=title,
        kind=SourceKind(fields["kind"]),
        language=fields["language"],
        interval=interval,
        jurisdiction=fields["jurisdiction"],
        tags=tuple(fields["tags"]),
        selector=fields["selector"],
    )
    with_entry("", source, config.path)
    return source


def _named(config: WatchConfig, source: WatchedSource, first: Record, fields: dict[str, Any]) -> WatchedSource:
    """The source under the title of the law; raises if no law was read."""
    law = first.instrument
    if law is None:
        problem = f"{source.address} cannot be added: {first.state.message}"
        if first.state.outcome in OUT_OF_REACH:
            raise FetchError(problem, "open it in a browser; try again later")
        raise ReadError(problem, "is it the address of the text itself? if the answer is right, pass --accept")
    printed = " ".join("".join(c if c.isprintable() else " " for c in law.title).split())
    title = fields["title"] or (printed if source.kind is SourceKind.DOCUMENT else "") or source.address
    return replace(source, title=title, id=fields["source_id"] or _free_id(config, source.address, title))


def _free_id(config: WatchConfig, address: str, title: str) -> str:
    """An id that no source has yet: from the title, or from site and page where that has no Latin letters."""
    taken = {source.id for source in config.sources}
    parts = urlsplit(address)
    page = parts.path.rstrip("/").rpartition("/")[2].partition(".")[0]
    site = (parts.hostname or "").removeprefix("www.").partition(".")[0]
    words = slug_of(title if title.isascii() else f"{site} {page}")
    base = words if len(words) <= LONGEST_NAME else words[: LONGEST_NAME + 1].rpartition("-")[0] or words[:LONGEST_NAME]
    return next(name for n in count(1) if (name := base if n == 1 else f"{base[:58]}-{n}") not in taken)


def _new_file(allow_net: tuple[str, ...]) -> str:
    allowed = f"allow_net = {json.dumps(list(allow_net))}\n" if allow_net else ""
    return f'# The sources that `gaidiff watch` looks at.\nstore = "{STORE}"\n{allowed}'


def _shown(source: WatchedSource, record: Record) -> Iterator[str]:
    """What was read, so that a person sees whether it is the law."""
    law = record.instrument
    if law is None:
        return
    if source.kind is not SourceKind.DOCUMENT:
        yield f"{source.title}: {len(law.provisions)} entries, which are noted; later ones will be watched"
        yield from (f"  {_short(entry.text)}" for entry in law.provisions[:LABELS])
        return
    units = law.units()
    notes = f", {len(law.diagnostics)} notes" if law.diagnostics else ""
    yield f"{law.title or 'untitled'}: {len(law.articles())} articles, language {law.language}{notes}"
    for unit in units[:LABELS]:
        label = unit.num.text.strip() if unit.num else unit.kind.value
        words = unit.heading or unit.text or next((one.text for one in unit.walk() if one.text), "")
        yield f"  {label}  {_short(words)}"
    if len(units) > LABELS:
        yield f"  … and {len(units) - LABELS} more"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WORDS else f"{line[:WORDS].rstrip()}…"
