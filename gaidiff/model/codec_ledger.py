"""Duties, actions, landmarks and notices in, plain JSON values out, and back again to equal values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from gaidiff.model.ledger import Action, Duty, Landmark, Notice, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gaidiff.model.change import Report
    from gaidiff.model.text import Span

SIDES: Final = ("old", "new")
TOPICS: Final = ("scope", "filing", "penalties", "effective")

Write: TypeAlias = "Mapping[str, Callable[[Span], dict[str, Any]]]"
Read: TypeAlias = "Mapping[str, Callable[[dict[str, Any]], Span]]"


def ledger_to_dict(report: Report, write: Write) -> dict[str, Any]:
    """The four keys, each only where there is something to say; `write` turns a span of a side into JSON values."""
    found = {
        "ledger": [_duty_to_dict(duty, write[duty.side]) for duty in report.ledger],
        "actions": [_action_to_dict(action, write["new"]) for action in report.actions],
        "landmarks": [_landmark_to_dict(landmark, write) for landmark in report.landmarks],
        "notices": [{"side": one.side, "span": write[one.side](one.span)} for one in report.notices],
    }
    return {name: values for name, values in found.items() if values}


def read_ledger(data: Mapping[str, Any], read: Read) -> dict[str, Any]:
    """The fields of a report that `ledger_to_dict` wrote; `read` checks each quotation against its side."""
    ledger = tuple(_read_duty(one, read[_side(one)]) for one in data.get("ledger", ()))
    return {
        "ledger": ledger,
        "actions": tuple(_read_action(one, ledger, read["new"]) for one in data.get("actions", ())),
        "landmarks": tuple(_read_landmark(one, read) for one in data.get("landmarks", ())),
        "notices": tuple(
            Notice(side=_side(one), span=read[_side(one)](one["span"])) for one in data.get("notices", ())
        ),
    }


def _duty_to_dict(duty: Duty, write: Callable[[Span], dict[str, Any]]) -> dict[str, Any]:
    value: dict[str, Any] = {"side": duty.side, "strength": duty.strength, "standing": duty.standing.value}
    if duty.authority:
        value["authority"] = True
    return {**value, "actor": None if duty.actor is None else write(duty.actor), "act": write(duty.act)}


def _read_duty(data: Mapping[str, Any], read: Callable[[dict[str, Any]], Span]) -> Duty:
    return Duty(
        side=_side(data),
        act=read(data["act"]),
        strength=data["strength"],
        standing=Standing(data["standing"]),
        actor=None if data["actor"] is None else read(data["actor"]),
        authority=data.get("authority", False),
    )


def _action_to_dict(action: Action, write: Callable[[Span], dict[str, Any]]) -> dict[str, Any]:
    limit = None if action.limit is None else write(action.limit)
    return {"duty": action.duty, "date": action.date, "limit": limit}


def _read_action(data: Mapping[str, Any], ledger: tuple[Duty, ...], read: Callable[[dict[str, Any]], Span]) -> Action:
    place = data["duty"]
    if not 0 <= place < len(ledger) or ledger[place].side != "new":
        message = f"an action names duty {place}, which is no duty of the new text"
        raise ValueError(message)
    return Action(duty=place, date=data["date"], limit=None if data["limit"] is None else read(data["limit"]))


def _landmark_to_dict(landmark: Landmark, write: Write) -> dict[str, Any]:
    return {
        "topic": landmark.topic,
        "old": [write["old"](span) for span in landmark.old],
        "new": [write["new"](span) for span in landmark.new],
    }


def _read_landmark(data: Mapping[str, Any], read: Read) -> Landmark:
    if data["topic"] not in TOPICS:
        message = f"no landmark is about {data['topic']!r}"
        raise ValueError(message)
    old, new = (tuple(read[side](span) for span in data[side]) for side in SIDES)
    return Landmark(topic=data["topic"], old=old, new=new)


def _side(data: Mapping[str, Any]) -> str:
    side: str = data["side"]
    if side not in SIDES:
        message = f"a side is old or new, not {side!r}"
        raise ValueError(message)
    return side
