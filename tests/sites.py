"""A number of revisions in, an archive of an invented law with so many out: what the tests of the site share."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from gaidiff import compare, parse, read
from gaidiff.model.watch import Event, EventKind, Outcome, SourceState, WatchedSource
from gaidiff.publish.archive import Collection
from gaidiff.publish.demo import events_of, revision_of

if TYPE_CHECKING:
    from gaidiff.model.change import Report
    from gaidiff.model.law import Instrument

FIRST = date(2019, 3, 4)
DUTIES = (
    ("A harbour master shall keep a register of every berth and of the vessels that use it", "thirty"),
    ("The operator of a crane shall report each load that falls to the harbour master", "seven"),
    ("A pilot shall not leave the bridge before the vessel is moored", "two"),
    ("The owner of a vessel shall pay the dues set out in the schedule", "sixty"),
    ("Lamps on the outer mole shall burn from dusk until dawn", "three"),
    ("The harbour office shall publish the depth of every basin", "ten"),
    ("A person who fails to keep the register shall pay a fine of 500 crowns", "twenty"),
)
LATER = (
    "Goods that can catch fire shall be stored in the northern shed only",
    "The harbour office shall answer a complaint in writing",
    "A tug shall not tow more than two barges in the inner basin",
    "The master of a vessel shall hand over a list of the crew on arrival",
    "Ballast water shall be discharged only where the harbour master has allowed it in writing",
)


def harbour(number: int) -> str:
    """The law as it stood in its n-th revision: another article each time, now and then a new or a rewritten one."""
    lines = ["Harbour Operations Rules", ""]
    articles = [f"{words} within {limit} days." for words, limit in DUTIES]
    for step in range(1, number):
        place = (step * 3) % len(DUTIES)
        words, _ = DUTIES[place]
        articles[place] = f"{words} within {step + 4} days" + (
            ", unless a storm prevents it." if step % 3 == 0 else "."
        )
    articles += [f"{words}." for words in LATER[: (number - 1) // 2]]
    if number % 5 == 0:
        articles[2] = "No pilot may go ashore, be relieved or sleep until every line is fast and the gangway is down."
    lines += [f"Article {place} {words}" for place, words in enumerate(articles, 1)]
    return "\n".join(lines) + "\n"


@cache
def harbour_laws(count: int) -> tuple[tuple[int, Instrument, Report | None], ...]:
    """The first revisions, each with the report on the change to it."""
    laws: list[tuple[int, Instrument, Report | None]] = []
    for number in range(1, count + 1):
        text = parse(read(harbour(number).encode()))
        laws.append((number, text, compare(laws[-1][1], text) if laws else None))
    return tuple(laws)


def source(**changed: object) -> WatchedSource:
    values: dict[str, object] = {
        "id": "harbour",
        "address": "https://harbour.test/rules?id=7&token=hidden",
        "title": "Harbour Operations Rules",
        "language": "en",
        "interval": 6 * 3600,
        "jurisdiction": "Harbour City",
        "tags": ("harbours", "safety"),
    }
    return WatchedSource(**{**values, **changed})  # type: ignore[arg-type]


def day_of(number: int) -> date:
    """Uneven, as laws are: some weeks apart, some years."""
    return FIRST + timedelta(days=number * 61 + (number * number * 37) % 59)


def harbour_site(count: int = 3, *, one: WatchedSource | None = None, **state: object) -> Collection:
    """An archive as a watcher leaves it, with `count` revisions of one source."""
    followed = one or source()
    laws = tuple(
        (revision_of(followed, number, text, f"{day_of(number)}T06:00:00+00:00"), text, report)
        for number, text, report in harbour_laws(count)
    )
    last = f"{day_of(count) + timedelta(days=9)}T06:00:00+00:00"
    values: dict[str, object] = {
        "source_id": followed.id,
        "outcome": Outcome.UNCHANGED,
        "checked_at": last,
        "good_at": last,
        "checks": 400,
        **state,
    }
    events = [
        Event(**{**_fields(event), "sequence": place})  # type: ignore[arg-type]
        for place, event in enumerate(events_of(followed, laws), 1)
    ]
    return Collection(laws=laws, told=tuple(events), known=(SourceState(**values),))  # type: ignore[arg-type]


def joined(*archives: Collection) -> Collection:
    """Several archives as one; events in the order of their times."""
    told = sorted((event for one in archives for event in one.told), key=lambda event: (event.at, event.source_id))
    return Collection(
        laws=tuple(law for one in archives for law in one.laws),
        told=tuple(
            Event(**{**_fields(event), "sequence": place})  # type: ignore[arg-type]
            for place, event in enumerate(told, 1)
        ),
        known=tuple(state for one in archives for state in one.known),
    )


def operator_event(kind: EventKind, message: str, sequence: int = 99) -> Event:
    """Something that concerns who runs the watcher only."""
    return Event(
        id=f"op-{sequence}",
        source_id="harbour",
        kind=kind,
        at="2024-01-01T00:00:00+00:00",
        title="Harbour Operations Rules",
        message=message,
        address="https://harbour.test/rules",
        sequence=sequence,
    )


def _fields(event: Event) -> dict[str, object]:
    return {name: getattr(event, name) for name in Event.__dataclass_fields__}
