"""Changes in, a store that owes messages about them out; sinks that remember, fail and hang as told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from ipaddress import ip_network
from typing import TYPE_CHECKING

from builders import article, law

from gaidiff import pipeline
from gaidiff.errors import FetchError
from gaidiff.model.text import Snapshot
from gaidiff.model.watch import Event, EventKind, Record, SourceState
from gaidiff.sources.egress import Policy

if TYPE_CHECKING:
    from gaidiff.model.change import Report
    from gaidiff.model.law import Instrument
    from gaidiff.sources.store import Store
    from gaidiff.watch.message import Message

LOOPBACK = Policy((ip_network("127.0.0.0/8"),))
MORNING = 1_772_352_000.0  # 2026-03-01 08:00 UTC
AT = "2026-03-01T08:00:00+00:00"
ADDRESS = "https://law.test/measures"


def change(  # noqa: PLR0913, the fields of an event
    number: int = 1,
    *,
    source: str = "measures",
    kind: EventKind = EventKind.CHANGED,
    at: str = AT,
    title: str = "Service Measures",
    message: str = "1 of 2 articles is amended.",
    address: str = ADDRESS,
) -> Event:
    """An event that is not stored yet."""
    name = sha256(f"{source} {kind} {number}".encode()).hexdigest()
    return Event(id=name, source_id=source, kind=kind, at=at, title=title, message=message, address=address)


def owe(store: Store, *events: Event, sinks: tuple[str, ...] = ("desk",)) -> tuple[Event, ...]:
    """Store events, with a message for each sink."""
    stored: list[Event] = []
    for event in events:
        state = SourceState(source_id=event.source_id)
        stored += store.record(Record(state=state, events=(event,), sinks=sinks))
    return tuple(stored)


def pair(title: str = "Service Measures") -> tuple[Instrument, Instrument]:
    """Two versions of a small law: a fine is new, a time limit longer."""
    old = law(
        article(1, "A provider shall report an incident within three days."),
        article(2, "A provider shall keep records."),
        language="en",
        title=title,
    )
    new = law(
        article(1, "A provider shall report an incident within ten days."),
        article(2, "A provider shall keep records. Whoever breaches this is fined EUR 500."),
        language="en",
        title=title,
    )
    return old, new


def owe_report(
    store: Store, old: Instrument, new: Instrument, event: Event | None = None, sinks: tuple[str, ...] = ("desk",)
) -> tuple[Event, Report]:
    """Store both versions and the report between them, with a message about the second."""
    event = event or change()
    state = SourceState(source_id=event.source_id)
    report = pipeline.compare(old, new)
    store.record(Record(state=state, snapshot=_snapshot(event, b"old"), instrument=old))
    last = replace(event, old=1, new=2)
    record = Record(
        state=state, snapshot=_snapshot(event, b"new"), instrument=new, report=report, events=(last,), sinks=sinks
    )
    return store.record(record)[0], report


def _snapshot(event: Event, body: bytes) -> Snapshot:
    body = body + event.source_id.encode()
    return Snapshot(
        source_id=event.source_id,
        location=event.address,
        body=body,
        sha256=sha256(body).hexdigest(),
        retrieved_at=event.at,
    )


@dataclass
class Desk:
    """A sink that remembers what it was given. `faults` are raised one after the other, None is no fault."""

    id: str = "desk"
    faults: list[Exception | None] = field(default_factory=list)
    refuse: Callable[[Message], Exception | None] = lambda _: None
    seen: list[Message] = field(default_factory=list)  # also what was not taken
    taken: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> None:
        self.seen.append(message)
        fault = self.faults.pop(0) if self.faults else self.refuse(message)
        if fault is not None:
            raise fault
        self.taken.append(message)

    def told(self) -> list[str]:
        """The ids of all deliveries it took, those in digests too."""
        return [each for message in self.taken for each in ids_of(message)]


@dataclass
class Hanging:
    """A sink that answers nothing until it is let go."""

    id: str = "hanging"
    gate: threading.Event = field(default_factory=threading.Event)
    begun: int = 0

    def send(self, message: Message) -> None:
        assert message.id
        self.begun += 1
        self.gate.wait(10)


def ids_of(message: Message) -> list[str]:
    """The deliveries a message stands for."""
    if message.data["type"] == "digest":
        return [each["id"] for each in message.data["messages"]]
    return [message.id]


def down(text: str = "no answer") -> FetchError:
    """A failure that may pass."""
    return FetchError(text, transient=True)


def refusal(text: str = "gone for good") -> FetchError:
    """A failure that will not."""
    return FetchError(text, transient=False)
