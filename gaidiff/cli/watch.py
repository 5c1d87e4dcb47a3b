"""`gaidiff watch ...`: official addresses in, what changed in the law out; one round, or for as long as it runs."""

from __future__ import annotations

import signal
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gaidiff.cli._watch_revisions import COMMANDS
from gaidiff.cli._watch_setup import CONFIG, bench_of, opened, outbox_of
from gaidiff.cli._watch_table import row, say, span, table, when

if TYPE_CHECKING:
    from gaidiff.model.watch import SourceState
    from gaidiff.watch.config import WatchConfig
    from gaidiff.watch.run import Checked

CHANGED = 1
OUT_OF_REACH = 3
LONGEST_OUTCOME = 12  # characters: not_modified


@click.group("watch", short_help="Watch official addresses and tell what changed.")
def watch() -> None:
    """Watch official addresses and tell when the law at one of them changed.

    The sources stand in watch.toml, what is known of them in a store beside it. Only other provisions are a change:
    menus, counters and a new layout are not, and an answer that may not be the law (a captcha, a page that breaks off)
    is kept apart until it was seen again.
    """


for _command in COMMANDS:
    watch.add_command(_command)


@watch.command("list")
@CONFIG
def _list(*, config_path: str) -> None:
    """List the sources, and the documents that lists have named."""
    from gaidiff.sources.store import open_store
    from gaidiff.watch.config import interval_of, read_config
    from gaidiff.watch.entries import expanded

    config = read_config(config_path)
    sources = config.sources
    if "://" in config.store or Path(config.store).exists():
        with open_store(config.store, create=False) as store:
            sources = expanded(sources, store)
    rows = [(one.id, one.kind.value, interval_of(one.interval), one.title, one.address) for one in sources]
    say(table(("SOURCE", "KIND", "EVERY", "TITLE", "ADDRESS"), rows) if rows else "no sources yet")


@watch.command("check")
@CONFIG
@click.argument("source_id", metavar="[ID]", required=False)
@click.option("--due", is_flag=True, help="Leave out sources whose interval is not over.")
@click.option("--accept", is_flag=True, help="With ID: take the answer for the law, odd as it is.")
@click.option("--check", "tell", is_flag=True, help="Exit 1 if a law changed.")
def _check(*, config_path: str, source_id: str | None, due: bool, accept: bool, tell: bool) -> int:
    """Look at every source once, or at one, and send what is to be told. For cron."""
    from gaidiff.model.watch import Outcome
    from gaidiff.watch.run import Plan, SystemClock, Watch

    if accept and source_id is None:
        raise click.UsageError("--accept is for one source: give its ID", click.get_current_context(silent=True))
    seen: list[Checked] = []
    with opened(config_path, create=True) as (config, store), bench_of(config, accept=accept) as bench:
        outbox = outbox_of(config, store)
        width = max((len(source.id) for source in config.sources), default=0)

        def told(checked: Checked) -> None:
            seen.append(checked)
            _tell(checked, width)

        plan = Plan(once=True, only=source_id, due_only=due, sinks=outbox.names, told=told, shared=_shared(config))
        round_ = Watch(config, store, bench, plan)
        with _stopped_by_signals(round_):
            round_.run()
        outbox.deliver(SystemClock().now())
    outcomes = {checked.record.state.outcome for checked in seen}
    if outcomes & {Outcome.TRANSIENT, Outcome.BLOCKED}:
        return OUT_OF_REACH
    return CHANGED if tell and Outcome.CHANGED in outcomes else 0


@watch.command("run")
@CONFIG
@click.option("--quiet", is_flag=True, help="Print changes and trouble only.")
def _run(*, config_path: str, quiet: bool) -> int:
    """Watch until told to stop (SIGTERM, Ctrl-C), for systemd or a container. One line for each check."""
    from gaidiff.watch.run import Plan, Watch

    with opened(config_path, create=True) as (config, store), bench_of(config) as bench:
        outbox = outbox_of(config, store)
        width = max((len(source.id) for source in config.sources), default=0)
        plan = Plan(
            sinks=outbox.names,
            deliver=outbox.deliver if outbox.names else None,
            told=partial(_tell, width=width, quiet=quiet),
            shared=_shared(config),
        )
        going = Watch(config, store, bench, plan)
        with _stopped_by_signals(going):
            going.run()
    return 0


@watch.command("status")
@CONFIG
def _status(*, config_path: str) -> int:
    """Show the health of every source, the last good check, and what could not be sent. Exit 3 if one is unwell."""
    from gaidiff.model.watch import DeliveryState
    from gaidiff.watch.entries import expanded
    from gaidiff.watch.run import SystemClock

    now = SystemClock().now()
    with opened(config_path) as (config, store):
        states = [store.state(source.id) for source in expanded(config.sources, store)]
        beats = store.heartbeats()
        waiting, dead = (store.deliveries(state=state) for state in (DeliveryState.PENDING, DeliveryState.DEAD))
        notices = store.notices()
    rows = [_health(state, now) for state in states]
    say(table(("SOURCE", "OUTCOME", "LAST GOOD", "NEXT", "MESSAGE"), rows) if rows else "no sources yet")
    say(f"\nwatcher: {beats[0][0]}, last heard of {when(beats[0][1], now)}" if beats else "\nno watcher ran yet")
    say(f"messages: {len(waiting)} waiting, {len(dead)} given up")
    for delivery in dead[-10:]:
        say(f"  {delivery.sink}: {delivery.event.source_id} {delivery.event.kind.value}: {delivery.error}")
    for notice in notices:
        say(f"note: {notice}")
    return OUT_OF_REACH if any(state.unhealthy for state in states) else 0


@watch.command("add")
@CONFIG
@click.argument("address", metavar="URL")
@click.option("--id", "source_id", metavar="ID", help="A short name; made from the title if it is not given.")
@click.option("--title", metavar="TEXT", help="Its title; that of the law if it is not given.")
@click.option("--kind", default="document", metavar="document|index|feed", help="One text, a list of links, or a feed.")
@click.option("--language", metavar="CODE", help="Its language, if gaidiff does not see it.")
@click.option("--interval", default="1d", show_default=True, metavar="TIME", help="How often: 30m, 6h, 1d.")
@click.option("--jurisdiction", metavar="TEXT", help="Whose law it is.")
@click.option("--tag", "tags", multiple=True, metavar="WORD", help="A word to sort by; may be given again.")
@click.option("--selector", metavar="CSS", help="The part of the page that is the law, or that holds the links.")
@click.option("--allow-net", multiple=True, metavar="NET", help="With a new file: a private network that may be asked.")
@click.option("--accept", is_flag=True, help="Add it although the answer is odd.")
def _add(*, config_path: str, address: str, allow_net: tuple[str, ...], accept: bool, **fields: Any) -> None:
    """Fetch URL once, show what was read, and write it to watch.toml. What it says now is the first revision."""
    from gaidiff.cli._watch_add import add

    add(Path(config_path), address, fields, allow_net=allow_net, accept=accept)


def _tell(checked: Checked, width: int, *, quiet: bool = False) -> None:
    state = checked.record.state
    outcome = state.outcome.value if state.outcome else ""
    if quiet and state.outcome is not None and state.outcome.good and not checked.record.events:
        return
    say(row((checked.source.id, width), (outcome, LONGEST_OUTCOME), (state.message, 0)))


def _health(state: SourceState, now: float) -> tuple[str, ...]:
    outcome = state.outcome.value if state.outcome else "-"
    due = "now" if state.due_at <= now else f"in {span(state.due_at - now)}"
    mark = "unwell: " if state.unhealthy else ""
    return state.source_id, outcome, when(state.good_at, now), due, f"{mark}{state.message}"


def _shared(config: WatchConfig) -> bool:
    """Whether several workers share the store: a database that is a server."""
    return config.store.startswith("postgres")


class _stopped_by_signals:  # noqa: N801, reads as what it does
    """SIGTERM, SIGINT and SIGHUP end the watch calmly while inside; a second one ends it at once."""

    def __init__(self, going: Any) -> None:
        self._going = going
        self._before: dict[int, Any] = {}

    def __enter__(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            return  # only the main thread may ask for signals
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, self._stop)

    def __exit__(self, *_: object) -> None:
        for number, before in self._before.items():
            with suppress(ValueError, TypeError):
                signal.signal(number, before)

    def _stop(self, number: int, _frame: object) -> None:
        signal.signal(number, self._before[number])
        self._going.stop()


COMMAND = watch
