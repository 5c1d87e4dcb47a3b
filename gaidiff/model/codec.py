"""An Instrument or a Report in, plain JSON values out, and back again to an equal value.

The format is public (`gaidiff.instrument/1`, `gaidiff.report/1`; schemas in templates/schema). Keys keep their order,
so the same value gives the same bytes. Absent optional keys mean the type's default.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

from gaidiff.errors import ReadError
from gaidiff.model.change import (
    Alignment,
    Change,
    Direction,
    Finding,
    Match,
    MatchKind,
    Note,
    Op,
    Ref,
    Report,
    Segment,
    Summary,
)
from gaidiff.model.codec_facts import checked, facts_to_dict, read_facts
from gaidiff.model.codec_ledger import ledger_to_dict, read_ledger
from gaidiff.model.law import Instrument, Num, Provision, ProvisionKind
from gaidiff.model.text import Diagnostic, EId, Field, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

INSTRUMENT_SCHEMA: Final = "gaidiff.instrument/1"
REPORT_SCHEMA: Final = "gaidiff.report/1"

STATED: Final = ("number", "adopted", "comments_until")  # written only where the law states them

Document = TypeVar("Document", Instrument, Report)

SURROGATES: Final = re.compile("[\ud800-\udfff]")

_encode: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def dumps(value: dict[str, Any]) -> bytes:
    """UTF-8 bytes, one line per key, and per element of a list of objects: small, and readable in a line diff.

    A lone surrogate, which no UTF-8 can hold, becomes U+FFFD; spans stay right, as both are one character.
    """
    text = _lines(value, depth=0) + "\n"
    try:
        return text.encode()
    except UnicodeEncodeError:
        return SURROGATES.sub("\ufffd", text).encode()


def loads(body: bytes) -> Report | Instrument:
    """Read either document back. Raises ReadError if `body` is neither."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"this is not JSON ({error})", f"a {REPORT_SCHEMA} document is needed") from error
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema == REPORT_SCHEMA:
        return report_from_dict(data)
    if schema == INSTRUMENT_SCHEMA:
        return instrument_from_dict(data)
    raise ReadError(f"the schema is {schema!r}", f"gaidiff reads {INSTRUMENT_SCHEMA} and {REPORT_SCHEMA}")


def instrument_to_dict(instrument: Instrument) -> dict[str, Any]:
    """An instrument as JSON values."""
    return {
        "schema": INSTRUMENT_SCHEMA,
        "title": instrument.title,
        "language": instrument.language,
        "status": instrument.status,
        "authority": list(instrument.authority),
        "published": instrument.published,
        "in_force": instrument.in_force,
        **{name: fact for name in STATED if (fact := getattr(instrument, name)) is not None},
        **facts_to_dict(instrument),
        "snapshot_sha256": instrument.snapshot_sha256,
        "preface": instrument.preface,
        "provisions": [_provision_to_dict(node) for node in instrument.provisions],
        "remainder": list(instrument.remainder),
        "diagnostics": [{"code": d.code, "message": d.message, "eid": d.eid} for d in instrument.diagnostics],
    }


def report_to_dict(report: Report) -> dict[str, Any]:
    """A report as JSON values; every span carries the words it points at."""
    old, new = _Quotes(report.old), _Quotes(report.new)
    return {
        "schema": REPORT_SCHEMA,
        "engine_version": report.engine_version,
        "degraded": report.degraded,
        "summary": _summary_to_dict(report.summary),
        "old": instrument_to_dict(report.old),
        "new": instrument_to_dict(report.new),
        "alignment": {
            "articles": [_match_to_dict(match) for match in report.alignment.articles],
            "divisions": [_match_to_dict(match) for match in report.alignment.divisions],
            "leaves": [_match_to_dict(match) for match in report.alignment.leaves],
            **_terms_to_dict(report.alignment),
        },
        "changes": [_change_to_dict(change, old, new) for change in report.changes],
        **({"notes": [_note_to_dict(note) for note in report.notes]} if report.notes else {}),
        **ledger_to_dict(
            report, {"old": lambda span: _span_to_dict(span, old), "new": lambda span: _span_to_dict(span, new)}
        ),
    }


def instrument_from_dict(data: dict[str, Any]) -> Instrument:
    """The instrument that `instrument_to_dict` wrote. Raises ReadError if a key is missing or makes no sense."""
    return _guarded(_read_instrument, data, INSTRUMENT_SCHEMA)


def report_from_dict(data: dict[str, Any]) -> Report:
    """The report that `report_to_dict` wrote. Raises ReadError if a key is missing or a quotation is not the text."""
    return _guarded(_read_report, data, REPORT_SCHEMA)


def _lines(value: dict[str, Any], depth: int) -> str:
    pad = " " * (depth + 1)
    parts = []
    for key, item in value.items():
        if depth == 0 and isinstance(item, dict) and any(isinstance(inner, list) for inner in item.values()):
            body = _lines(item, depth + 1)
        elif isinstance(item, list) and item and isinstance(item[0], dict):
            body = "[\n" + ",\n".join(f"{pad} {_encode(element)}" for element in item) + f"\n{pad}]"
        else:
            body = _encode(item)
        parts.append(f"{pad}{_encode(key)}: {body}")
    return "{\n" + ",\n".join(parts) + "\n" + " " * depth + "}"


class _Quotes:
    """Slices of one instrument; each field is looked up once."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self._fields: dict[tuple[EId, Field], str] = {}

    def __call__(self, span: Span) -> str:
        key = (span.eid, span.field)
        text = self._fields.get(key)
        if text is None:
            text = self._fields[key] = self._instrument.field_text(*key)
        return text[span.start : span.end]


def _provision_to_dict(node: Provision) -> dict[str, Any]:
    value: dict[str, Any] = {"eid": node.eid, "kind": node.kind.value, "num": None}
    if node.num is not None:
        value["num"] = {"text": node.num.text, "label": node.num.label, "ordinal": list(node.num.ordinal)}
    value["heading"] = node.heading
    value["text"] = node.text
    if node.wrap_up:
        value["wrap_up"] = node.wrap_up
    if node.breaks:
        value["breaks"] = list(node.breaks)
    value["source_offset"] = node.source_offset
    if node.wid is not None:
        value["wid"] = node.wid
    value["children"] = [_provision_to_dict(child) for child in node.children]
    return value


def _match_to_dict(match: Match) -> dict[str, Any]:
    value: dict[str, Any] = {
        "kind": match.kind.value,
        "old": list(match.old),
        "new": list(match.new),
        "text_changed": match.text_changed,
        "num_changed": match.num_changed,
        "parent_changed": match.parent_changed,
        "score": float(match.score),
        "evidence": list(match.evidence),
    }
    if match.disputed:
        value["disputed"] = True
    return value


def _terms_to_dict(alignment: Alignment) -> dict[str, Any]:
    terms = [{"old": old, "new": new, "clauses": count} for old, new, count in alignment.terms]
    return {"terms": terms} if terms else {}


def _span_to_dict(span: Span, quotes: _Quotes) -> dict[str, Any]:
    value: dict[str, Any] = {"eid": span.eid}
    if span.field is not Field.TEXT:
        value["field"] = span.field.value
    value["start"] = span.start
    value["end"] = span.end
    value["quote"] = quotes(span)
    return value


def _change_to_dict(change: Change, old: _Quotes, new: _Quotes) -> dict[str, Any]:
    return {
        **_match_to_dict(change.match),
        "segments": [
            {
                "op": segment.op.value,
                "old": None if segment.old is None else _span_to_dict(segment.old, old),
                "new": None if segment.new is None else _span_to_dict(segment.new, new),
            }
            for segment in change.segments
        ],
        "findings": [_finding_to_dict(finding, old, new) for finding in change.findings],
    }


def _finding_to_dict(finding: Finding, old: _Quotes, new: _Quotes) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "direction": finding.direction.value,
        "theme": finding.theme,
        "confidence": float(finding.confidence),
        "old": [_span_to_dict(span, old) for span in finding.old],
        "new": [_span_to_dict(span, new) for span in finding.new],
        "comment": dict(finding.comment),
        "slots": dict(finding.slots),
        "rule": finding.rule,
        "signals": list(finding.signals),
    }


def _note_to_dict(note: Note) -> dict[str, Any]:
    return {name: getattr(note, name) for name in Note.__slots__}


def _read_note(data: dict[str, Any]) -> Note:
    note = Note(**{name: data[name] for name in Note.__slots__})
    if note.side not in ("old", "new"):
        message = f"a note is on the old or the new text, not on {note.side!r}"
        raise ValueError(message)
    return note


def _summary_to_dict(summary: Summary) -> dict[str, Any]:
    return {
        "matches": dict(summary.matches),
        "findings": dict(summary.findings),
        "directions": dict(summary.directions),
        "themes": dict(summary.themes),
        "verdict": dict(summary.verdict),
        "top": [{"change": ref.change, "finding": ref.finding} for ref in summary.top],
    }


def _guarded(read: Callable[[dict[str, Any]], Document], data: dict[str, Any], schema: str) -> Document:
    if not isinstance(data, dict) or data.get("schema") != schema:
        raise ReadError(f"this is no {schema} document", "use what `gaidiff compare --format json` wrote")
    try:
        return read(data)
    except KeyError as error:
        raise ReadError(f"the {schema} document names or lacks {error}", "was it edited by hand?") from error
    except (TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ReadError(f"the {schema} document makes no sense: {error}", "was it edited by hand?") from error


def _read_instrument(data: dict[str, Any]) -> Instrument:
    instrument = Instrument(
        title=data["title"],
        language=data["language"],
        status=data["status"],
        authority=tuple(data.get("authority", ())),
        published=data.get("published"),
        in_force=data.get("in_force"),
        number=data.get("number"),
        adopted=data.get("adopted"),
        comments_until=data.get("comments_until"),
        facts=read_facts(data),
        snapshot_sha256=data.get("snapshot_sha256", ""),
        preface=data["preface"],
        provisions=tuple(_read_provision(node) for node in data["provisions"]),
        remainder=tuple(data["remainder"]),
        diagnostics=tuple(Diagnostic(d["code"], d["message"], d["eid"]) for d in data["diagnostics"]),
    )
    return checked(instrument)


def _read_provision(data: dict[str, Any]) -> Provision:
    num = data["num"]
    return Provision(
        eid=EId(data["eid"]),
        kind=ProvisionKind(data["kind"]),
        num=None if num is None else Num(num["text"], num["label"], tuple(num.get("ordinal", ()))),
        heading=data["heading"],
        text=data["text"],
        wrap_up=data.get("wrap_up", ""),
        breaks=tuple(data.get("breaks", ())),
        source_offset=data.get("source_offset", 0),
        wid=data.get("wid"),
        children=tuple(_read_provision(child) for child in data["children"]),
    )


def _read_report(data: dict[str, Any]) -> Report:
    old, new = _read_instrument(data["old"]), _read_instrument(data["new"])
    quotes = (_Quotes(old), _Quotes(new))
    alignment = data["alignment"]
    return Report(
        old=old,
        new=new,
        alignment=Alignment(
            articles=_read_matches(alignment["articles"]),
            divisions=_read_matches(alignment.get("divisions", ())),
            leaves=_read_matches(alignment["leaves"]),
            terms=tuple((term["old"], term["new"], term["clauses"]) for term in alignment.get("terms", ())),
        ),
        changes=tuple(_read_change(change, *quotes) for change in data["changes"]),
        summary=_read_summary(data["summary"]),
        engine_version=data["engine_version"],
        degraded=data["degraded"],
        notes=tuple(_read_note(note) for note in data.get("notes", ())),
        **read_ledger(
            data, {"old": lambda span: _read_span(span, quotes[0]), "new": lambda span: _read_span(span, quotes[1])}
        ),
    )


def _read_matches(data: Iterable[dict[str, Any]]) -> tuple[Match, ...]:
    return tuple(_read_match(match) for match in data)


def _read_match(data: dict[str, Any]) -> Match:
    match = Match(
        old=tuple(data["old"]),
        new=tuple(data["new"]),
        text_changed=data["text_changed"],
        num_changed=data["num_changed"],
        parent_changed=data["parent_changed"],
        score=data["score"],
        evidence=tuple(data["evidence"]),
        disputed=data.get("disputed", False),
    )
    if match.kind is not MatchKind(data["kind"]):
        message = f"{data['old']} to {data['new']} is {match.kind}, not {data['kind']}"
        raise ValueError(message)
    return match


def _read_span(data: dict[str, Any], quotes: _Quotes) -> Span:
    span = Span(EId(data["eid"]), data["start"], data["end"], Field(data.get("field", Field.TEXT)))
    if quotes(span) != data["quote"]:
        message = f"{data['quote']!r} is not what {span.eid} says"
        raise ValueError(message)
    return span


def _read_change(data: dict[str, Any], old: _Quotes, new: _Quotes) -> Change:
    segments = (
        Segment(
            Op(segment["op"]),
            None if segment["old"] is None else _read_span(segment["old"], old),
            None if segment["new"] is None else _read_span(segment["new"], new),
        )
        for segment in data["segments"]
    )
    findings = (_read_finding(finding, old, new) for finding in data["findings"])
    return Change(match=_read_match(data), segments=tuple(segments), findings=tuple(findings))


def _read_finding(data: dict[str, Any], old: _Quotes, new: _Quotes) -> Finding:
    return Finding(
        kind=data["kind"],
        direction=Direction(data["direction"]),
        theme=data["theme"],
        confidence=data["confidence"],
        old=tuple(_read_span(span, old) for span in data["old"]),
        new=tuple(_read_span(span, new) for span in data["new"]),
        comment=tuple(data["comment"].items()),
        slots=tuple(data.get("slots", {}).items()),
        rule=data["rule"],
        signals=tuple(data["signals"]),
    )


def _read_summary(data: dict[str, Any]) -> Summary:
    return Summary(
        matches=tuple(data["matches"].items()),
        findings=tuple(data["findings"].items()),
        directions=tuple(data["directions"].items()),
        themes=tuple(data["themes"].items()),
        verdict=tuple(data["verdict"].items()),
        top=tuple(Ref(ref["change"], ref["finding"]) for ref in data["top"]),
    )
