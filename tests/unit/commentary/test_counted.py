"""What is counted as an article: not a recital, not an annex, not the number of one that was deleted."""

from __future__ import annotations

from builders import reading

from gaidiff import render
from gaidiff.grammars import parse
from gaidiff.model.change import Direction, MatchKind, Report
from gaidiff.pipeline import compare

OLD = """
Regulation on cold stores

Whereas:

(1) Leaks of ammonia harm those who live near cold stores.

(2) Operators should keep records of the temperature.

Article 1
Records
The operator shall keep records of the temperature for two years.

Article 2
Insurance
The operator shall take out insurance against damage to the environment.

Article 3
[deleted]

Article 4
Penalties
An operator who keeps no records shall be fined not more than EUR 1,000.

ANNEX I
Forms
Records are kept on paper.
"""
NEW = (
    OLD.replace("two years", "five years")
    .replace("Insurance\nThe operator shall take out insurance against damage to the environment.", "[deleted]")
    .replace("temperature.\n\nArticle 1", "temperature, unless the store is not in use.\n\nArticle 1", 1)
    .replace("on paper", "on paper or as files")
)


def report() -> Report:
    return compare(parse(reading(OLD)), parse(reading(NEW)))


def test_the_verdict_counts_articles_and_names_what_else_differs() -> None:
    assert dict(report().summary.verdict)["en"].startswith(
        "1 of 2 articles is amended, 1 old one has no counterpart and 1 is unchanged; "
    )
    assert dict(report().summary.verdict)["en"].endswith(
        " Outside the articles these differ: 1 recital and 1 annex or article of one."
    )
    assert dict(report().summary.verdict)["zh"].endswith("条文以外另有差异：序言1段和附件或附件中的条文1处。")


def test_a_number_marked_as_deleted_is_not_a_new_article() -> None:
    assert dict(report().summary.matches) == {"amended": 1, "repealed": 1, "unchanged": 1}
    shown = render(report(), "md").decode()
    assert "New Art. 2 (number without text)" in shown
    assert "inserted" not in shown
    assert "para. 2" not in shown


def test_no_duty_is_found_in_a_recital() -> None:
    """It tells why the articles stand there: an exception in it lets nobody off."""
    (change,) = [change for change in report().changes if "rec_2" in change.match.new]
    assert change.match.text_changed
    assert [finding.kind for finding in change.findings if finding.direction is not Direction.NEUTRAL] == []
    assert "exemption_added" not in {finding.kind for finding in change.findings}


def test_a_recital_is_no_counterpart_of_a_duty() -> None:
    """The duty to insure is gone, though a recital of the new text says that operators should."""
    new = NEW.replace("\n\nArticle 1", "\n\n(3) The operator shall take out insurance against damage.\n\nArticle 1", 1)
    made = compare(parse(reading(OLD)), parse(reading(new)))
    (change,) = [change for change in made.changes if change.match.old == ("art_2",)]
    assert "obligation_removed" in {finding.kind for finding in change.findings}
    assert not [duty for duty in made.ledger if duty.act.eid.startswith("rec")]


def test_changes_of_articles_go_before_those_of_recitals() -> None:
    old = OLD.replace("ammonia harm", "ammonia, brine and oil harm")
    new = NEW.replace("ammonia harm", "ammonia, brine, smoke and oil harm")
    made = compare(parse(reading(old)), parse(reading(new)))
    units = [made.changes[ref.change].match for ref in made.summary.top]
    assert [(*match.old, *match.new)[0] for match in units] == ["art_2", "art_1", "rec_1"]


def test_articles_of_an_annex_count_where_there_are_no_others() -> None:
    law = parse(
        reading("Notice\n\nANNEX\nStatute\n\nArticle 1\nStores keep records.\n\nArticle 2\nStores are insured.")
    )
    assert [unit.eid for unit in law.units()] == [unit.eid for unit in law.articles()]
    assert len(law.articles()) == 2


def test_a_bare_number_that_is_printed_as_deleted_was_repealed() -> None:
    old = parse(
        reading(OLD.replace("Insurance\nThe operator shall take out insurance against damage to the environment.", ""))
    )
    new = parse(reading(NEW))
    kinds = {match.old: match.kind for match in compare(old, new).alignment.articles if not match.new}
    assert kinds == {("art_2",): MatchKind.REPEALED}
    assert dict(compare(old, new).summary.matches) == {"amended": 1, "repealed": 1, "unchanged": 1}


def test_a_comment_calls_an_annex_what_its_law_calls_it() -> None:
    old = parse(reading("Act\n\nArticle 1\nStores keep records.\n\nSCHEDULE 2\nForms\nThe operator shall file form A."))
    new = parse(reading("Act\n\nArticle 1\nStores keep records.\n\nSCHEDULE 2\nForms\nThe operator may file form A."))
    (finding,) = [finding for change in compare(old, new).changes for finding in change.findings]
    assert "in old Schedule 2" in finding.sentence("en")
