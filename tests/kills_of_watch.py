"""An address of pages and a store in, a watch over them until the process is killed out: what `kills` lets live."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from ipaddress import ip_network
from pathlib import Path

from watched import en_law, text

from gaidiff import pipeline
from gaidiff.model.watch import WatchedSource
from gaidiff.sources.egress import Policy
from gaidiff.sources.fetch import fetch
from gaidiff.sources.local import snapshot_of_bytes
from gaidiff.sources.store import open_store
from gaidiff.watch.check import Bench
from gaidiff.watch.config import WatchConfig
from gaidiff.watch.notify import deliver, settings_of, sinks_of
from gaidiff.watch.run import Checked, Plan, Watch

LOOPBACK = Policy((ip_network("127.0.0.0/8"),))
SOURCES = ("a", "b", "c", "d")
SINK = "hook"
WORKERS = 2

# Everything a check needs is loaded here, once: the lives are too short to spend them on imports.
import_module("gaidiff.sources._http")
_LAWS = [pipeline.load(snapshot_of_bytes(text(en_law(seed)))) for seed in (1, 3)]
pipeline.compare(*_LAWS)


def keep_watching(acknowledge: Callable[[str], None], folder: str, address: str) -> None:
    """Watch plain texts that change with every answer, and send a message about each."""
    sinks = sinks_of(({"id": SINK, "kind": "webhook", "address": f"{address}/hook"},), policy=LOOPBACK)
    settings = settings_of({"cap_per_hour": 10_000, "attempts": 100})
    sources = tuple(WatchedSource(id=one, address=f"{address}/{one}", title=one, interval=1) for one in SOURCES)
    config = WatchConfig(path=Path(folder) / "watch.toml", store="", sources=sources, workers=WORKERS, host_delay=0.0)
    store = open_store(Path(folder) / "watch.db")

    def told(checked: Checked) -> None:
        for event in checked.record.events:
            acknowledge(f"{event.source_id}@{event.new} {event.id}")

    plan = Plan(
        sinks=(SINK,), told=told, deliver=lambda now: deliver(store, sinks, now=now, settings=settings), once=True
    )
    bench = Bench(fetcher=partial(fetch, policy=LOOPBACK))
    while True:  # each source in turn, without waiting for its interval
        Watch(config, store, bench, plan).run()
