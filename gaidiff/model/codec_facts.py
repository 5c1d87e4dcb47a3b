"""What a law says of itself in, plain JSON values out, and back again to equal values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gaidiff.model.law import Fact
from gaidiff.model.text import EId, Field, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaidiff.model.law import Instrument


def facts_to_dict(instrument: Instrument) -> dict[str, Any]:
    """The key `facts`, where there are any; each with the words it was read from."""
    return {"facts": [_fact_to_dict(fact) for fact in instrument.facts]} if instrument.facts else {}


def read_facts(data: Mapping[str, Any]) -> tuple[Fact, ...]:
    """The facts that `facts_to_dict` wrote; none in a file of an older gaidiff."""
    return tuple(
        Fact(fact["name"], fact["value"], fact["quote"], _read_place(fact["where"])) for fact in data.get("facts", ())
    )


def checked(instrument: Instrument) -> Instrument:
    """The instrument itself. Raises ValueError if a fact quotes what does not stand where it says."""
    for fact in instrument.facts:
        if fact.where is not None and instrument.text_at(fact.where) != fact.quote:
            message = f"{fact.quote!r} is not what {fact.where.eid} says"
            raise ValueError(message)
    return instrument


def _fact_to_dict(fact: Fact) -> dict[str, Any]:
    return {"name": fact.name, "value": fact.value, "quote": fact.quote, "where": _place_to_dict(fact.where)}


def _place_to_dict(where: Span | None) -> dict[str, Any] | None:
    if where is None:
        return None
    field = {} if where.field is Field.TEXT else {"field": where.field.value}
    return {"eid": where.eid, **field, "start": where.start, "end": where.end}


def _read_place(data: Mapping[str, Any] | None) -> Span | None:
    if data is None:
        return None
    return Span(EId(data["eid"]), data["start"], data["end"], Field(data.get("field", Field.TEXT)))
