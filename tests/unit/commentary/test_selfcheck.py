"""No sentence of any report says what the two texts do not bear out; and the check sees it if one did."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import annex, article, chapter, law

from gaidiff import compare, parse, read
from gaidiff.commentary.selfcheck import problems
from gaidiff.model.text import EId, Span

if TYPE_CHECKING:
    from gaidiff.model.change import Finding, Report
    from gaidiff.model.law import Instrument

ROOT = Path(__file__).resolve().parents[3]
CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", ROOT.parent / "shared" / "corpus"))
SHIPPED = sorted(path for path in (ROOT / "corpus").iterdir() if path.is_dir())


def pairs() -> list[tuple[Path, Path]]:
    """Every old and new text of one form and one language that lie side by side."""
    found = []
    for old in sorted(CORPUS.glob("*/old.*")) if CORPUS.is_dir() else ():
        new = old.with_name(old.name.replace("old.", "new.", 1))
        if old.suffix in {".md", ".txt", ".xml"} and new.exists():
            found.append((old, new))
    return found


PAIRS = pairs()
OLD = law(
    article(1, "示范区设立导览中心，负责日常联络和游客服务。"),
    article(2, "经营者应当在三个月内完成设备维修。"),
)
NEW = law(
    article(1, "示范区设立导览中心，负责日常联络和游客服务。"),
    article(2, "经营者应当及时完成设备维修。"),
    article(3, "经营者应当为游客投保意外伤害保险。"),
)


def spoilt(kind: str, **fields: Any) -> Report:
    """A report in which the finding of this kind says something else."""
    report = compare(OLD, NEW)
    changes = tuple(
        replace(change, findings=tuple(replace(f, **fields) if f.kind == kind else f for f in change.findings))
        for change in report.changes
    )
    return replace(report, changes=changes)


def codes(report: Report) -> set[str]:
    return {problem.code for problem in problems(report)}


def finding(kind: str) -> Finding:
    return next(f for change in compare(OLD, NEW).changes for f in change.findings if f.kind == kind)


def test_a_report_as_made_has_no_problem() -> None:
    assert problems(compare(OLD, NEW)) == ()


def test_a_quotation_that_is_not_word_for_word_is_seen() -> None:
    sentence = finding("deadline_removed").sentence("zh").replace("三个月", "四个月")
    assert codes(spoilt("deadline_removed", comment=(("zh", sentence),))) == {"quote"}


def test_a_number_that_is_in_neither_text_is_seen() -> None:
    comment = (("en", "The time limit of 45 days is dropped."),)
    assert codes(spoilt("deadline_removed", comment=comment)) == {"number"}


def test_a_pinpoint_that_does_not_exist_is_seen() -> None:
    assert codes(spoilt("obligation_added", new=(Span(EId("art_9"), 0, 3),))) == {"pinpoint"}


def test_something_new_without_a_search_is_seen() -> None:
    assert codes(spoilt("obligation_added", signals=("list",))) == {"evidence"}


def test_a_sentence_with_an_open_slot_is_seen() -> None:
    assert codes(spoilt("obligation_added", comment=(("en", "{new_ref} adds a duty."),))) == {"sentence"}


def test_a_chapter_without_a_heading_is_called_by_its_number() -> None:
    tours = article(1, "示范区设立导览中心，负责日常联络和游客服务。"), article(2, "经营者应当及时完成设备维修。")
    report = compare(law(chapter(1, "总则", *tours)), law(chapter(1, "总则", tours[0]), chapter(2, None, tours[1])))
    assert any("“第二章”" in f.sentence("en") for change in report.changes for f in change.findings)
    assert problems(report) == ()


def test_a_reference_gone_astray_may_name_the_article_it_meant() -> None:
    office = article(1, "示范区设立导览中心，负责日常联络和游客服务。")
    badge, audio = "讲解员应当佩戴工作证件并接受游客监督。", "讲解设备应当定期清洁消毒，保持电量充足。"
    old, new = (
        law(
            office,
            *(article(number, text) for number, text in enumerate(texts, 2)),
            article(4, "违反本办法第二条规定的，由导览中心给予提醒并记入档案。"),
            article(5, "游客可以依照本办法第一条向导览中心提出建议。"),
        )
        for texts in ((badge, audio), (audio, badge))
    )
    report = compare(old, new)
    assert any("what it meant is “第三条”" in f.sentence("en") for change in report.changes for f in change.findings)
    assert problems(report) == ()


def test_an_annex_may_be_told_apart_from_others_of_its_name_by_counting() -> None:
    def annexed(duty: str) -> Instrument:
        return law(
            article(1, "Guides wear a badge."),
            annex(None, "Red is for guides.", heading="COLOURS"),
            annex(None, article(1, "This Act enters into force at once."), heading="ADDENDA"),
            annex(None, article(1, duty), heading="ADDENDA"),
            language="en",
        )

    report = compare(annexed("Guides shall file a plan."), annexed("Guides shall file a plan within nine days."))
    assert any("ADDENDA 2, Art. 1" in f.sentence("en") for change in report.changes for f in change.findings)
    assert problems(report) == ()


def test_the_number_of_an_article_that_is_in_neither_text_is_no_quotation() -> None:
    assert codes(spoilt("obligation_added", comment=(("en", "It means “第九条”."),))) == {"quote"}


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_pairs_prove_every_sentence(folder: Path) -> None:
    (old,), (new,) = folder.glob("draft.*"), folder.glob("final.*")
    assert problems(compare(parse(read(old)), parse(read(new)))) == ()


@pytest.mark.skipif(not PAIRS, reason="no corpus; set GAIDIFF_CORPUS")
@pytest.mark.parametrize(("old", "new"), PAIRS, ids=[f"{old.parent.name}/{old.name}" for old, _ in PAIRS])
def test_every_sentence_on_a_real_law_is_proved(old: Path, new: Path) -> None:
    assert problems(compare(parse(read(old)), parse(read(new)))) == ()
