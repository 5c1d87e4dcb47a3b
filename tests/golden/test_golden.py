"""Short invented laws, one pair per kind of change, and the whole report gaidiff gives on each.

Markdown for every pair, JSON for two (it says the same at ten times the length), the note by themes for two.
`pytest tests/golden --update-golden` rewrites the reports; read the difference before you keep it.
"""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest

from gaidiff import compare, parse, read, render
from gaidiff.model.change import MatchKind, Report

CASES = sorted(Path(__file__).with_name("cases").iterdir())
AS_JSON = {"en-amended", "zh-merged"}
AS_NOTE = {"en-amended", "zh-amended"}
SUFFIXES = {"note": "note.md"}
REPORTS = [
    *((case, "md") for case in CASES),
    *((case, "json") for case in CASES if case.name in AS_JSON),
    *((case, "note") for case in CASES if case.name in AS_NOTE),
]


def report_on(case: Path) -> Report:
    return compare(parse(read(case / "old.txt")), parse(read(case / "new.txt")))


def named(case: Path) -> str:
    return case.name


def lines(text: str, format_name: str) -> list[str]:
    """What a reader compares: JSON with one value a line."""
    return (json.dumps(json.loads(text), ensure_ascii=False, indent=1) if format_name == "json" else text).splitlines()


@pytest.mark.parametrize(("case", "format_name"), REPORTS, ids=lambda value: getattr(value, "name", value))
def test_report_is_the_one_kept(case: Path, format_name: str, pytestconfig: pytest.Config) -> None:
    kept = case / f"report.{SUFFIXES.get(format_name, format_name)}"
    said = render(report_on(case), format_name, language=case.name[:2]).decode()
    if pytestconfig.getoption("--update-golden"):
        kept.write_text(said, encoding="utf-8", newline="\n")
        return
    expected = kept.read_text(encoding="utf-8")
    if said != expected:
        before, after = lines(expected, format_name), lines(said, format_name)
        difference = "\n".join(difflib.unified_diff(before, after, "kept", "said", lineterm="", n=2))
        pytest.fail(f"{case.name}/{kept.name} (run with --update-golden to keep it)\n{difference}", pytrace=False)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_case_shows_the_change_it_is_named_for(case: Path) -> None:
    kinds = {match.kind for match in report_on(case).alignment.articles}
    assert MatchKind(case.name[3:]) in kinds


def test_every_kind_of_match_has_a_case() -> None:
    assert {MatchKind(case.name[3:]) for case in CASES} == set(MatchKind)
