"""The public verbs as another project sees them: checked by mypy from outside, never run."""

from pathlib import Path
from typing import assert_type

import gaidiff
from gaidiff import compare, parse, read, render
from gaidiff.model.change import Change, Finding, MatchKind, Report
from gaidiff.model.law import Instrument, Provision
from gaidiff.model.text import EId, Reading


def report_on(old: Path, new: str, raw: bytes) -> bytes:
    assert_type(read(raw), Reading)
    before: Instrument = parse(read(old))
    after: Instrument = parse(read(new), language="zh")
    report = compare(before, after)
    assert_type(report, Report)
    assert_type(report.changes, tuple[Change, ...])
    assert_type(report.changes[0].findings, tuple[Finding, ...])
    assert_type(report.changes[0].match.kind, MatchKind)
    assert_type(report.alignment.heirs(EId("art_13")), tuple[EId, ...])
    assert_type(report.old.by_eid[EId("art_13")], Provision)
    assert_type(gaidiff.__version__, str)
    return render(report, "html", language="zh")


def misuse(report: Report) -> None:
    """Each line must be an error: `type: ignore` that is not needed is one too."""
    read(13)  # type: ignore[arg-type]
    compare(report, report)  # type: ignore[arg-type]
    render(report, 3)  # type: ignore[arg-type]
    report.changes = ()  # type: ignore[misc]
