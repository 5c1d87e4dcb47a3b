"""kill -9 at random moments of a whole watch: what was acknowledged is there, whole, and every message arrives."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from random import Random
from statistics import median

import pytest
from faults import Exchange, FaultServer
from kills import Nursery
from kills_of_watch import LOOPBACK, SINK, SOURCES, WORKERS
from watched import text

from gaidiff.model.watch import DeliveryState, EventKind
from gaidiff.sources.store import Store, delivery_id, open_store
from gaidiff.watch.notify import deliver, settings_of, sinks_of

CYCLES = int(os.environ.get("GAIDIFF_KILLS", "200"))
STARTING = 0.3  # seconds; opening the store, taking over the lease and the first check take about half of that
AFTERWARDS = 0.15  # seconds; two or three checks
RESTART = 2.0  # seconds from the start to the first thing done, row D1

pytestmark = pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "win32", reason="a kill needs fork")


def _law(exchange: Exchange) -> None:
    """Another text with every answer: one number goes up."""
    lines = ["Measures for Lamps", *(f"Article {n} A lamp shall glow for {n} hours." for n in range(1, 5))]
    lines[2] = f"Article 2 A lamp shall be cleaned {exchange.number} times."
    exchange.answer(text(lines), headers={"Content-Type": "text/plain; charset=utf-8"})


def _hook(exchange: Exchange) -> None:
    exchange.note(exchange.request.headers["x-gaidiff-delivery"])
    exchange.answer(b"")


def _is_whole(store: Store, line: str) -> None:
    """A revision that was acknowledged: its bytes, its text, its report and its event are there and belong together."""
    place, event_id = line.split(" ")
    source_id, number = place.split("@")
    revision = store.revision(source_id, int(number))
    assert store.body(revision.sha256).startswith(b"Measures")
    assert len(store.instrument(source_id, revision.number).units()) == 4
    report = store.report(source_id, revision.number)
    assert (report is None) == (revision.number == 1)
    assert store.event(event_id).new == revision.number


@pytest.mark.timeout(240)
def test_d1_a_watch_killed_at_any_moment_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    moments = Random(8)  # noqa: S311, seeded
    acknowledged: set[str] = set()
    restarts: list[float] = []
    with FaultServer() as server:
        for source_id in SOURCES:
            server.route(f"/{source_id}", _law)
        server.route("/hook", _hook)
        with Nursery("kills_of_watch:keep_watching", str(tmp_path), server.address) as nursery:
            nursery.life(lines=1)
            for cycle in range(CYCLES):
                # Every other life is killed while it starts, or soon after; the rest once they showed that they work.
                lines, began = cycle % 2, time.monotonic()
                heard = nursery.life(seconds=moments.uniform(0, AFTERWARDS if lines else STARTING), lines=lines)
                restarts.extend([time.monotonic() - began] * lines)
                with open_store(tmp_path / "watch.db", create=False) as store:
                    for line in heard:
                        _is_whole(store, line)
                acknowledged.update(heard)
        assert len(acknowledged) >= CYCLES // 2
        assert median(restarts) < RESTART + AFTERWARDS, "half of them: the machine may be busy"
        _all_is_there(tmp_path, server, acknowledged)


def _all_is_there(folder: Path, server: FaultServer, acknowledged: set[str]) -> None:
    with open_store(folder / "watch.db", create=False) as store:
        assert list(store.verify()) == []
        events = store.events()
        assert {line.split(" ")[1] for line in acknowledged} <= {event.id for event in events}
        for source_id in SOURCES:
            revisions = store.revisions(source_id)
            assert [revision.number for revision in revisions] == list(range(1, len(revisions) + 1))
            told = [event.new for event in events if event.source_id == source_id and event.new is not None]
            assert told == [revision.number for revision in revisions], "one event for each revision, in order"
            assert all(store.report(source_id, revision.number) is not None for revision in revisions[1:])
        sinks = sinks_of(({"id": SINK, "kind": "webhook", "address": server.at("/hook")},), policy=LOOPBACK)
        settings = settings_of({"cap_per_hour": 10_000})
        while store.deliveries(state=DeliveryState.PENDING):
            deliver(store, sinks, now=time.time() + 86_400, settings=settings)
        arrived = {note for hit in server.hits("/hook") for note in hit.notes}
        assert arrived == {delivery_id(event.id, SINK) for event in events}
        assert {event.kind for event in events} == {EventKind.ADDED, EventKind.CHANGED}
        assert server.most_in_flight.total() <= WORKERS + 2
