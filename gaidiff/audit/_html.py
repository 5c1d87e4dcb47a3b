"""An audit in, one self-contained HTML file out: the commentary's own text, annotated; no script, nothing loaded."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from gaidiff.assets import asset_dir
from gaidiff.audit._terminal import ALARMS
from gaidiff.audit._words import words_in
from gaidiff.errors import RenderError
from gaidiff.renderers._visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Template

    from gaidiff.audit._values import Audit, Mark
    from gaidiff.audit._words import Words

AROUND = 90  # characters of the commentary shown on either side of what is not borne out
Numbered = tuple[int, "Mark"]


def render_html(audit: Audit, language: str) -> bytes:
    """The commentary with every mark and its verdict, in the look of the report."""
    words = words_in(language)
    numbered = list(enumerate(audit.marks, 1))
    old, new = one_line(audit.old.title), one_line(audit.new.title)
    page = _template().render(
        words=words.words,
        language=language,
        note_language=audit.language,
        policy=_policy(_style()),
        style=_as_markup(_style()),
        new_title=new,
        against=words.words["against"].format(old=old, new=new),
        counts=[(count, words.verdicts[verdict]) for verdict, count in audit.counts if count],
        alarms=[_entry(audit, one, words) for one in numbered if one[1].verdict in ALARMS],
        numbered=bool(numbered),
        paragraphs=list(_paragraphs(audit, numbered, words)),
        made_by=words.words["made_by"].format(version=audit.engine_version),
    )
    return page.encode()


def _entry(audit: Audit, one: Numbered, words: Words) -> dict[str, Any]:
    number, mark = one
    return {
        "number": number,
        "verdict": words.verdicts[mark.verdict],
        "sort": words.sorts[mark.sort],
        "said": one_line(audit.said(mark)),
        "before": _near(audit.text[max(0, mark.start - AROUND) : mark.start].rpartition("\n")[2], head=True),
        "after": _near(audit.text[mark.end : mark.end + AROUND].partition("\n")[0], head=False),
        "reason": words.reason(audit, mark),
        "translated": mark.translated,
        "alarm": mark.verdict in ALARMS,
    }


def _near(text: str, *, head: bool) -> str:
    """The commentary's words around a mark, cut at a word."""
    shown = visible(text)
    if len(text) < AROUND:
        return shown
    return f"… {shown.partition(' ')[2] or shown}" if head else f"{shown.rpartition(' ')[0] or shown} …"


def _paragraphs(audit: Audit, numbered: list[Numbered], words: Words) -> Iterator[dict[str, Any]]:
    start = 0
    for line in audit.text.split("\n"):
        end = start + len(line)
        own = [one for one in numbered if start <= one[1].start <= end]
        yield {
            "runs": list(_runs(audit.text, start, end, own)),
            "verdicts": [_entry(audit, one, words) for one in own],
        }
        start = end + 1


def _runs(text: str, start: int, end: int, own: list[Numbered]) -> Iterator[dict[str, Any]]:
    """The paragraph cut at its marks; marks of one place share a run, the worst verdict shows."""
    at = start
    for _, group in groupby(own, key=lambda one: (one[1].start, one[1].end)):
        marks = list(group)
        first, last = max(at, marks[0][1].start), min(end, marks[0][1].end)
        if first > at:
            yield {"text": visible(text[at:first]), "verdict": ""}
        worst = next((mark for _, mark in marks if mark.verdict in ALARMS), marks[0][1])
        yield {
            "text": visible(text[first : max(first, last)]),
            "verdict": str(worst.verdict),
            "numbers": [number for number, _ in marks],
        }
        at = max(at, last)
    if at < end:
        yield {"text": visible(text[at:end]), "verdict": ""}


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

    # autoescape is said outright: jinja2 would leave it off for the suffix .j2
    environment = Environment(
        loader=FileSystemLoader(asset_dir("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return environment.get_template("audit.html.j2")
    except TemplateError as error:
        raise RenderError(f"templates/audit.html.j2 cannot be used: {error}", "reinstall gaidiff") from error


@cache
def _style() -> str:
    try:
        return "".join(
            (asset_dir("templates") / name).read_text(encoding="utf-8") for name in ("report.css", "audit.css")
        )
    except OSError as error:
        raise RenderError(f"a style of templates/ cannot be read: {error}", "reinstall gaidiff") from error


def _policy(style: str) -> str:
    """A content security policy under which the page can do nothing but look as `style` says."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def _as_markup(style: str) -> Any:
    from markupsafe import Markup

    return Markup(style)  # noqa: S704  our own files, and their hash is in the policy
