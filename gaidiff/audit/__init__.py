"""Somebody's commentary and the Report of the two texts it is about in, a verdict for each thing it says out.

`audit(reading, report)` finds citations, quotations and statements of change in the commentary and checks each against
the words of the two texts and the alignment between them. Nothing is known of any one law or any one note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.audit._values import Audit, Evidence, Mark, Place, Sort, Verdict
from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from gaidiff.model.change import Report
    from gaidiff.model.text import Reading

__all__ = ["FORMATS", "Audit", "Evidence", "Mark", "Place", "Sort", "Verdict", "audit", "render"]

FORMATS = ("terminal", "json", "html")


def audit(reading: Reading, report: Report) -> Audit:
    """Check a commentary against the two texts of `report`; no file, clock or network is touched."""
    from gaidiff.audit._check import check

    return check(reading, report)


def render(audited: Audit, format: str = "terminal", *, language: str = "en") -> bytes:
    """An audit as `terminal`, `json` or `html`; raises ConfigError for another format."""
    if format == "json":
        from gaidiff.audit._json import render_json

        return render_json(audited)
    if format == "html":
        from gaidiff.audit._html import render_html

        return render_html(audited, language)
    if format == "terminal":
        from gaidiff.audit._terminal import render_terminal

        return render_terminal(audited, language)
    raise ConfigError(f"an audit has no format {format!r}", f"use one of {', '.join(FORMATS)}")
