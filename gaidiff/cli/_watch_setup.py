"""--config in, what a watch needs out: the configuration, the open store, the fetcher, the sinks."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gaidiff.sources.egress import Policy
    from gaidiff.sources.store import Store
    from gaidiff.watch.check import Bench
    from gaidiff.watch.config import WatchConfig

FILE = "watch.toml"
CONFIG = click.option(
    "--config", "config_path", default=FILE, show_default=True, metavar="FILE", help="The sources and settings."
)


@dataclass(frozen=True, slots=True)
class Outbox:
    """Where messages go; `deliver` makes one round at a time of the clock."""

    names: tuple[str, ...]
    deliver: Callable[[float], object]


@contextmanager
def opened(config_path: str, *, create: bool = False) -> Iterator[tuple[WatchConfig, Store]]:
    """The configuration and its store; the store is made if it is missing and `create` is true."""
    from gaidiff.sources.store import open_store
    from gaidiff.watch.config import read_config

    config = read_config(config_path)
    with open_store(config.store, create=create) as store:
        yield config, store


def policy(config: WatchConfig) -> Policy:
    """Which networks may be asked beside the public Internet."""
    from gaidiff.sources.egress import policy_of

    return policy_of(config.allow_net)


@contextmanager
def bench_of(config: WatchConfig, *, accept: bool = False) -> Iterator[Bench]:
    """What every check uses: fetcher, robots.txt, and child processes that stay until the end."""
    from gaidiff import pipeline
    from gaidiff.sources.fetch import fetch
    from gaidiff.sources.robots import Robots
    from gaidiff.watch.check import Bench

    allowed = policy(config)
    children = pipeline.new_children()
    try:
        yield Bench(
            fetcher=partial(fetch, policy=allowed), robots=Robots(policy=allowed), children=children, accept=accept
        )
    finally:
        children.close()


def outbox_of(config: WatchConfig, store: Store) -> Outbox:
    """The sinks of the configuration. Raises ConfigError for one that cannot work."""
    from gaidiff.watch._owner import own_name
    from gaidiff.watch.notify import deliver, settings_of, sinks_of

    sinks = sinks_of(config.sinks, policy=policy(config), folder=config.path.parent)
    settings = settings_of(config.delivery, config.sinks, base_address=config.base_address)

    # workers that share a database take turns at a sink, or each message would go out twice
    owner = own_name() if config.store.startswith("postgres") else None

    def send(now: float) -> object:
        return deliver(store, sinks, now=now, settings=settings, owner=owner)

    return Outbox(tuple(sink.id for sink in sinks), send)
