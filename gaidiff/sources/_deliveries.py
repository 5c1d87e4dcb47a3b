"""Messages owed in, messages sent, postponed or given up out: the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, select, update

from gaidiff.errors import SourceError
from gaidiff.model.watch import DeliveryState
from gaidiff.sources._rows import clean, delivery_of, sealed
from gaidiff.sources._schema import deliveries, events

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select
    from sqlalchemy.engine import Connection

    from gaidiff.model.watch import Delivery


def due(connection: Connection, now: float, *, sink: str, limit: int) -> tuple[Delivery, ...]:
    """What is to be sent to one sink, in the order of events.

    A message waits while an earlier one of the same source to the same sink does, so that a receiver never sees the
    second change of a law before the first.
    """
    earlier = deliveries.alias()
    waits = exists().where(
        earlier.c.sink == deliveries.c.sink,
        earlier.c.state == DeliveryState.PENDING.value,
        earlier.c.source_id == deliveries.c.source_id,
        earlier.c.sequence < deliveries.c.sequence,
        earlier.c.due_at > now,
    )
    pending = and_(deliveries.c.sink == sink, deliveries.c.state == DeliveryState.PENDING.value)
    query = _joined().where(pending, deliveries.c.due_at <= now, ~waits).limit(limit)
    return tuple(delivery_of(row) for row in connection.execute(query))


def listed(connection: Connection, state: DeliveryState | None) -> tuple[Delivery, ...]:
    """All messages, or those in one state, in the order of events."""
    query = _joined() if state is None else _joined().where(deliveries.c.state == state.value)
    return tuple(delivery_of(row) for row in connection.execute(query))


def settle(connection: Connection, ids: Sequence[str], **changes: Any) -> None:
    """Note one more attempt and what came of it. What was sent once stays sent, whatever a slower worker says."""
    for delivery_id in sorted(ids):
        query = select(deliveries).where(deliveries.c.id == delivery_id).with_for_update()
        row = connection.execute(query).mappings().first()
        if row is None:
            raise SourceError(f"the store owes no message {clean(delivery_id[:64])!r}", "see `gaidiff watch status`")
        if row["state"] == DeliveryState.SENT.value:
            continue
        values = sealed({**row, **changes, "attempts": row["attempts"] + 1})
        connection.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(**values))


def _joined() -> Select[Any]:
    own = (
        deliveries.c[name].label(f"delivery_{name}") for name in ("id", "sink", "state", "attempts", "due_at", "error")
    )
    return (
        select(events, *own)
        .join_from(deliveries, events, deliveries.c.sequence == events.c.sequence)
        .order_by(deliveries.c.sequence, deliveries.c.sink)
    )
