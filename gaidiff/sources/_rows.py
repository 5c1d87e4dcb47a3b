"""Values of a store in, rows with a hash of themselves out, and back again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from gaidiff.errors import SourceError, StoreError
from gaidiff.model.codec import SURROGATES
from gaidiff.model.watch import (
    Delivery,
    DeliveryState,
    Event,
    EventKind,
    Outcome,
    Revision,
    SourceState,
    Validators,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table
    from sqlalchemy.engine import Row

SEAL: Final = "row_sha256"
LONGEST_KEY: Final = 300  # characters of a source id or a sink's; an index of PostgreSQL takes 2704 bytes for both


def sealed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with a hash over all of them; an earlier hash is replaced."""
    return {**values, SEAL: seal_of(values)}


def seal_of(values: Mapping[str, Any]) -> str:
    """The hash a row with these columns must carry. Numbers are written so that both databases agree."""
    plain = {key: value for key, value in values.items() if key != SEAL}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def clean(text: str) -> str:
    """Text both databases hold: NUL and lone surrogates become U+FFFD."""
    return SURROGATES.sub("\ufffd", text).replace("\0", "\ufffd")


def key_of(text: str, what: str) -> str:
    """A name that rows are found by, unchanged; SourceError where no database could keep it apart from others."""
    if not text or len(text) > LONGEST_KEY or clean(text) != text:
        shown = clean(text[:60])
        raise SourceError(f"{what} {shown!r} cannot be a key of the store", f"use 1 to {LONGEST_KEY} plain characters")
    return text


def event_values(event: Event) -> dict[str, Any]:
    """The columns of an event; its texts are cleaned."""
    values = {field.name: getattr(event, field.name) for field in dataclasses.fields(event)}
    values["kind"] = event.kind.value
    return {key: clean(value) if isinstance(value, str) else value for key, value in values.items()}


def event_of(row: Row[Any]) -> Event:
    """The event a row of `events` holds."""
    values = {field.name: row._mapping[field.name] for field in dataclasses.fields(Event)}  # noqa: SLF001, public in SQLAlchemy
    try:
        return Event(**{**values, "kind": EventKind(values["kind"])})
    except ValueError as error:
        raise damaged("events", row.sequence, error) from error


def delivery_of(row: Row[Any]) -> Delivery:
    """The delivery in a row of `deliveries` joined with `events`; its own columns are labelled `delivery_...`."""
    try:
        state = DeliveryState(row.delivery_state)
    except ValueError as error:
        raise damaged("deliveries", row.delivery_id, error) from error
    return Delivery(
        id=row.delivery_id,
        event=event_of(row),
        sink=row.delivery_sink,
        state=state,
        attempts=row.delivery_attempts,
        due_at=row.delivery_due_at,
        error=row.delivery_error,
    )


def revision_of(row: Row[Any]) -> Revision:
    """The revision in a row of `revisions` joined with its newest version."""
    return Revision(**{field.name: row._mapping[field.name] for field in dataclasses.fields(Revision)})  # noqa: SLF001, public in SQLAlchemy


def state_values(state: SourceState) -> dict[str, Any]:
    """The columns of a state: its fields as JSON, enums by value."""
    body = json.dumps(dataclasses.asdict(state), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return {"source_id": key_of(state.source_id, "the source id"), "body": clean(body)}


def state_of(source_id: str, body: str) -> SourceState:
    """The state a row of `states` holds. The schema is closed: an unknown field is damage, not a new attribute."""
    try:
        fields = json.loads(body)
        validators = fields.pop("validators")
        outcome = fields.pop("outcome")
        return SourceState(
            **fields,
            validators=None if validators is None else Validators(**validators),
            outcome=None if outcome is None else Outcome(outcome),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise damaged("states", source_id, error) from error


def damaged(table: Table | str, key: object, error: object) -> StoreError:
    """What is raised where a row makes no sense."""
    return StoreError(f"row {key!r} of {table} in the store is damaged: {error}", "run `gaidiff watch verify`")
