"""A few words in, what a check of a watched source would record out."""

from __future__ import annotations

import hashlib
from typing import Any

from builders import article, law

from gaidiff.model.law import Instrument
from gaidiff.model.text import Snapshot
from gaidiff.model.watch import Event, EventKind, Outcome, Record, SourceState

SINKS = ("hook", "mail")


def instrument(words: str, **fields: Any) -> Instrument:
    return law(article(1, words), article(2, "本办法由主管部门解释。"), **fields)


def snapshot(body: bytes, source_id: str = "law", at: str = "2024-05-01T00:00:00Z") -> Snapshot:
    return Snapshot(
        source_id=source_id,
        location="https://law.example/text",
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        media_type="text/html",
        retrieved_at=at,
        etag='"one"',
    )


def event(source_id: str = "law", kind: EventKind = EventKind.CHANGED, **fields: Any) -> Event:
    given = {"at": "2024-05-01T00:00:00Z", "title": "示例办法", "message": "one article amended", **fields}
    name = hashlib.sha256(f"{source_id} {kind} {given}".encode()).hexdigest()
    return Event(**{"id": name, "address": "https://law.example/text", **given}, source_id=source_id, kind=kind)


def seen(words: str, number: int, source_id: str = "law", **fields: Any) -> Record:
    """The `number`-th text of a source is found to be `words`; further keywords are fields of the record."""
    kind = EventKind.ADDED if number == 1 else EventKind.CHANGED
    told = event(source_id, kind, old=number - 1 or None, new=number, message=words)
    given = {
        "state": SourceState(source_id=source_id, outcome=Outcome.CHANGED, checks=number),
        "snapshot": snapshot(f"<html>{words}</html>".encode(), source_id),
        "instrument": instrument(words),
        "events": (told,),
        "sinks": SINKS,
    }
    return Record(**{**given, **fields})
