"""A report in, the table of correspondence out: which article became which, from the old side and from the new."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gaidiff.model.text import EId
from gaidiff.renderers import _view as view
from gaidiff.renderers._refs import references
from gaidiff.renderers._sheet import Row, Sheet, said
from gaidiff.renderers._visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Match, Report
    from gaidiff.renderers._labels import Labels

COLUMNS: Final = ("direction", "old_article", "new_article", "kind", "likeness", "evidence")
WIDTHS: Final = (12, 16, 16, 14, 8, 34)
EID: Final = re.compile(r"\b[a-z]+_[\w-]+")  # evidence may name another article: nearest art_7


def correspondence_of(report: Report, labels: Labels) -> Sheet:
    """Every old article with its heirs, then every new one with its origins; none of either side is left out."""
    rows = (*_rows(report, labels, old=True), *_rows(report, labels, old=False))
    return Sheet(
        title=f"{labels['contents']}{labels['colon']}{one_line(report.new.title)}",
        notes=tuple(view.banners(report, labels)),
        head=tuple(labels[name] for name in COLUMNS),
        widths=WIDTHS,
        rows=rows,
        made_by=labels["made_by"].format(version=report.engine_version),
        law_language=report.new.language,
        language=labels.language,
    )


def _rows(report: Report, labels: Labels, *, old: bool) -> Iterator[Row]:
    """In the order of the articles; one with several matches has a row for each."""
    matches: dict[str, list[Match]] = {}
    for match in report.alignment.articles:
        for eid in match.old if old else match.new:
            matches.setdefault(eid, []).append(match)
    way = labels["old_to_new"] if old else labels["new_to_old"]
    for unit in (report.old if old else report.new).units():
        for match in matches.get(unit.eid, ()):
            mine = replace(match, old=(unit.eid,)) if old else replace(match, new=(unit.eid,))
            left, right = view.ends_of(mine, report, labels)
            evidence = _cited(match, report, labels)
            cells = (way, left, right, view.kinds_of(match, labels), f"{match.score:.2f}", evidence)
            yield Row(tuple(map(said, cells)), quiet=match.kind == "unchanged")


def _cited(match: Match, report: Report, labels: Labels) -> str:
    """The evidence, with the articles it names as a lawyer cites them."""
    other = report.new if len(match.new) > 1 or not match.new else report.old

    def cite(found: re.Match[str]) -> str:
        return references(other, (EId(found.group()),), labels)

    return one_line("; ".join(EID.sub(cite, one) for one in match.evidence))
