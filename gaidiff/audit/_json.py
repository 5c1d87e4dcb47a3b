"""An audit in, JSON out (`gaidiff.audit/1`, schema in templates/schema/audit.schema.json)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gaidiff.audit._words import words_in
from gaidiff.model.codec import dumps
from gaidiff.model.text import Field

if TYPE_CHECKING:
    from gaidiff.audit._values import Audit, Evidence, Mark, Place
    from gaidiff.audit._words import Words

AUDIT_SCHEMA: Final = "gaidiff.audit/1"
LANGUAGES: Final = ("en", "zh")  # a reason is given in both


def render_json(audit: Audit) -> bytes:
    """The audit as a JSON document; offsets count characters of `text`."""
    return dumps(
        {
            "schema": AUDIT_SCHEMA,
            "engine_version": audit.engine_version,
            "language": audit.language,
            "old": _about(audit.old.title, audit.old.language, audit.old.snapshot_sha256),
            "new": _about(audit.new.title, audit.new.language, audit.new.snapshot_sha256),
            "counts": {str(verdict): count for verdict, count in audit.counts},
            "marks": [_mark(audit, mark, [words_in(name) for name in LANGUAGES]) for mark in audit.marks],
            "text": audit.text,
        }
    )


def _about(title: str, language: str, digest: str) -> dict[str, str]:
    return {"title": title, "language": language, "snapshot_sha256": digest}


def _mark(audit: Audit, mark: Mark, languages: list[Words]) -> dict[str, Any]:
    return {
        "sort": str(mark.sort),
        "claim": mark.claim,
        "start": mark.start,
        "end": mark.end,
        "said": audit.said(mark),
        "verdict": str(mark.verdict),
        "code": mark.code,
        "reason": {words.language: words.reason(audit, mark) for words in languages},
        "translated": mark.translated,
        "cited": [_place(audit, place, languages) for place in mark.cited],
        "right": [_place(audit, place, languages) for place in mark.right],
        "evidence": [_evidence(audit, one) for one in mark.evidence],
        "word": mark.word,
    }


def _place(audit: Audit, place: Place, languages: list[Words]) -> dict[str, Any]:
    cited = {words.language: words.places(audit, (place,)) for words in languages}
    return {"side": str(place.side), "eid": place.eid, "reference": cited}


def _evidence(audit: Audit, one: Evidence) -> dict[str, Any]:
    value: dict[str, Any] = {"side": str(one.side), "eid": one.span.eid}
    if one.span.field is not Field.TEXT:
        value["field"] = str(one.span.field)
    return {**value, "start": one.span.start, "end": one.span.end, "quote": audit.words(one)}
