"""Invented commentaries in English on an invented ferry law: what an audit bears out and what it does not."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from gaidiff import compare, parse, read
from gaidiff.audit import FORMATS, Audit, Mark, Sort, Verdict, audit, render
from gaidiff.errors import ConfigError
from gaidiff.model.change import Report

ROOT = Path(__file__).resolve().parents[2]

OLD = """Ferry Operations Act (Draft)

Article 1 This Act applies to operators that carry passengers by ferry on the lakes of the region.

Article 2 Operators shall keep a logbook of every crossing and shall store the logbook for five years.

Article 3 Operators shall answer complaints of passengers within 20 days.

Article 4 Operators shall:
(1) train the crew in first aid every year;
(2) publish the timetable at every pier;
(3) carry life jackets for every passenger.

Article 5 Operators shall not sell tickets beyond the capacity of the ferry.

Article 6 The harbour office may inspect ferries at any time.

Article 7 Operators that violate Article 5 shall pay a fine of EUR 2,000.

Article 8 Operators may paint their ferries in the colours of the region.
"""
NEW = """Ferry Operations Act

Article 1 This Act applies to operators that carry passengers by ferry on the lakes of the region, except rowing boats.

Article 2 Operators shall keep a logbook of every crossing.

Article 3 Operators shall:
(1) publish the timetable at every pier and on the internet;
(2) carry life jackets for every passenger;
(3) train the crew in first aid every year.

Article 4 Operators shall not knowingly sell tickets beyond the capacity of the ferry.

Article 5 Operators shall answer complaints of passengers within 10 days and shall give reasons in writing.

Article 6 The harbour office may inspect ferries after notice of 24 hours.

Article 7 Operators that violate Article 4 shall pay a fine of EUR 5,000.

Article 8 Operators shall report accidents to the harbour office without delay.
"""
NAMES = "The Ferry Operations Act (the “Act”) was adopted; its consultation version is the “Draft”.\n\n"


@cache
def ferries(*, translated: bool = False) -> Report:
    first = "\n\nUnofficial translation.\n\n" if translated else "\n\n"
    old, new = (text.replace("\n\n", first, 1) for text in (OLD, NEW))
    return compare(parse(read(old.encode())), parse(read(new.encode())))


def audited(note: str, *, translated: bool = False) -> Audit:
    return audit(read((NAMES + note).encode()), ferries(translated=translated))


def marks(note: str, sort: Sort, *, translated: bool = False) -> list[Mark]:
    return [mark for mark in audited(note, translated=translated).marks if mark.sort is sort]


def only(note: str, sort: Sort, *, translated: bool = False) -> Mark:
    found = marks(note, sort, translated=translated)
    assert len(found) == 1, found
    return found[0]


def pinpoints(mark: Mark) -> list[str]:
    return [f"{place.side} {place.eid}" for place in mark.right]


@pytest.mark.parametrize(
    ("note", "cited"),
    [
        ("Article 5 of the Act requires reasons in writing when operators answer complaints.", "new art_5"),
        ("Under Article 3(3) of the Act operators train the crew in first aid.", "new art_3__para_1__item_3"),
        ("The Draft, in Article 4, listed life jackets for every passenger.", "old art_4"),
        ("Draft 4(1) was about training the crew in first aid.", "old art_4__para_1__item_1"),
        ("Accidents go to the harbour office without delay (Article 8).", "new art_8"),
        ("The old law’s Article 6 let the harbour office inspect ferries at any time.", "old art_6"),
        ("Article 8 let operators paint their ferries in the colours of the region.", "old art_8"),
    ],
)
def test_a_right_pinpoint_is_confirmed(note: str, cited: str) -> None:
    mark = only(note, Sort.CITATION)

    assert mark.verdict is Verdict.CONFIRMED
    assert [f"{place.side} {place.eid}" for place in mark.cited] == [cited]


@pytest.mark.parametrize(
    ("note", "right"),
    [
        ("Article 7 of the Act requires operators to report accidents to the harbour office.", "new art_8"),
        ("Article 3(2) of the Act is about training the crew in first aid.", "new art_3__para_1__item_3"),
        ("Article 6 of the Act sets the fine at EUR 5,000.", "new art_7"),
        ("Article 2 of the Draft gave operators 20 days.", "old art_3"),
    ],
)
def test_a_wrong_pinpoint_is_told_with_the_right_one(note: str, right: str) -> None:
    mark = only(note, Sort.CITATION)

    assert mark.verdict is Verdict.WRONG_PINPOINT
    assert pinpoints(mark) == [right]


def test_an_article_that_is_not_there_is_a_wrong_pinpoint() -> None:
    mark = only("Article 30 of the Act holds the transitional rules.", Sort.CITATION)

    assert (mark.verdict, mark.code, mark.word) == (Verdict.WRONG_PINPOINT, "cite_missing_new", "30")


def test_a_part_that_is_not_there_is_a_wrong_pinpoint() -> None:
    mark = only("Article 3(9) of the Act asks for life jackets.", Sort.CITATION)

    assert (mark.verdict, mark.code) == (Verdict.WRONG_PINPOINT, "cite_missing_part")


def test_another_law_is_not_checked() -> None:
    mark = only("Compare Article 4 of the Inland Shipping Code.", Sort.CITATION)

    assert (mark.verdict, mark.code) == (Verdict.NOT_CHECKABLE, "cite_foreign")


def test_lists_and_ranges_cite_each_article() -> None:
    found = marks("See Articles 2, 3 and 5 to 7 of the Act.", Sort.CITATION)

    assert [place.eid for mark in found for place in mark.cited] == [f"art_{n}" for n in (2, 3, 5, 6, 7)]


def test_an_exact_quotation_is_confirmed_whatever_its_case_and_points() -> None:
    mark = only("Article 4 of the Act bans those who “Knowingly sell tickets beyond the capacity ...”.", Sort.QUOTATION)

    assert (mark.verdict, mark.translated) == (Verdict.CONFIRMED, False)


def test_an_altered_quotation_is_not_found_and_the_nearest_words_are_shown() -> None:
    note = "Article 3(1) of the Act says “publish the timetable at every harbour and on the internet”."
    checked = audited(note)
    mark = only(note, Sort.QUOTATION)

    assert mark.verdict is Verdict.QUOTATION_NOT_FOUND
    assert checked.words(mark.evidence[0]) == "publish the timetable at every pier and on the internet"


def test_a_quotation_from_elsewhere_is_told_with_its_place() -> None:
    mark = only("Article 6 of the Act says “shall give reasons in writing”.", Sort.QUOTATION)

    assert (mark.verdict, pinpoints(mark)) == (Verdict.WRONG_PINPOINT, ["new art_5__para_1"])


def test_another_translation_is_matched_by_likeness_and_marked_so() -> None:
    note = "Article 5 of the Act says “operators must reply to complaints by passengers within 10 days”."
    mark = only(note, Sort.QUOTATION, translated=True)

    assert (mark.verdict, mark.translated) == (Verdict.CONFIRMED, True)


def test_a_word_which_the_text_has_elsewhere_is_no_other_translation() -> None:
    note = "Article 5 of the Act says “operators must reply to accidents within 10 days”."
    mark = only(note, Sort.QUOTATION, translated=True)

    assert (mark.verdict, mark.word) == (Verdict.QUOTATION_NOT_FOUND, "accidents")


def test_words_in_quotation_marks_that_nobody_attributes_are_left_open() -> None:
    mark = only("Some call this a “wave of paper on the lakes”.", Sort.QUOTATION)

    assert mark.verdict is Verdict.NOT_CHECKABLE


@pytest.mark.parametrize(
    ("note", "verdict", "code"),
    [
        ("Article 8 of the Draft is deleted.", Verdict.CONFIRMED, "whole_gone"),
        ("Article 4 of the Draft is deleted.", Verdict.CONTRADICTED, "whole_all"),
        ("Article 8 of the Act is new.", Verdict.CONFIRMED, "whole_new"),
        ("Article 5 of the Act is new.", Verdict.CONTRADICTED, "whole_all"),
        (
            "The Act deletes the requirement in Draft 4(1) to train the crew in first aid.",
            Verdict.CONTRADICTED,
            "lives_on",
        ),
        ("Article 2 of the Act drops the duty to store the logbook for five years.", Verdict.CONFIRMED, "figure_gone"),
        ("The Act removes the right to paint ferries in the colours of the region.", Verdict.CONFIRMED, "gone"),
        ("Article 8 of the Act adds a duty to report accidents to the harbour office.", Verdict.CONFIRMED, "new_here"),
        ("The Act adds a ban on selling tickets beyond the capacity of the ferry.", Verdict.CONTRADICTED, "was_there"),
        ("Article 5 of the Act shortens the time from 20 days to 10 days.", Verdict.CONFIRMED, "replaced"),
        ("Article 5 of the Act shortens the time from 20 days to 5 days.", Verdict.CONTRADICTED, "figure_other"),
        ("Article 7 of the Act replaces EUR 2,000 with EUR 5,000.", Verdict.CONFIRMED, "replaced"),
        ("Draft 3 becomes Article 5 of the Act.", Verdict.CONFIRMED, "moved"),
        ("Draft 3 was moved to Article 6 of the Act.", Verdict.CONTRADICTED, "moved_elsewhere"),
        ("Article 4 of the Act relaxes the ban on selling tickets.", Verdict.CONFIRMED, "way_same"),
        ("Article 5 of the Act relaxes the duty to answer complaints.", Verdict.CONTRADICTED, "way_other"),
        ("Article 1 of the Act exempts rowing boats.", Verdict.CONFIRMED, "way_same"),
        ("Article 3 of the Act retains life jackets for every passenger.", Verdict.CONFIRMED, "kept"),
        ("The Act greatly relaxes the burden on the whole industry.", Verdict.NOT_CHECKABLE, "claim_open"),
    ],
)
def test_a_statement_of_change_is_held_against_both_texts(note: str, verdict: Verdict, code: str) -> None:
    found = marks(note, Sort.CLAIM)

    assert [(mark.verdict, mark.code) for mark in found] == [(verdict, code)]


def test_an_effect_the_author_draws_is_never_contradicted() -> None:
    found = marks("Article 5 of the Act adds reasons in writing, which reduces the burden on operators.", Sort.CLAIM)

    assert [mark.verdict for mark in found] == [Verdict.CONFIRMED, Verdict.NOT_CHECKABLE]


def test_every_proof_is_a_slice_of_a_text_and_every_mark_of_the_commentary() -> None:
    checked = audited("Article 4 of the Draft is deleted. Article 7 of the Act sets “a fine of EUR 5,000”.")

    for mark in checked.marks:
        assert checked.said(mark)
        assert all(checked.words(one) in checked.instrument(one.side).text_of(one.span.eid) for one in mark.evidence)


def test_a_page_break_does_not_tear_a_sentence_and_emphasis_is_no_word() -> None:
    checked = audited("Article 5 of the **Act** requires operators to answer *complaints*\n\nwithin 10 days.")

    assert "answer complaints within 10 days." in checked.text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_format_says_what_is_wrong(form: str, language: str) -> None:
    checked = audited("Article 6 of the Act sets the fine at EUR 5,000. <b>Bold</b> & more.")
    body = render(checked, form, language=language).decode()

    assert "EUR 5,000" in body
    assert ("&lt;b&gt;Bold" in body) is (form == "html")


def test_the_page_can_load_and_run_nothing() -> None:
    page = render(audited("Article 8 of the Draft is deleted."), "html").decode()

    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in page
    assert "<script" not in page
    assert "<mark class=" in page


def test_the_json_is_what_its_schema_says() -> None:
    schema = json.loads((ROOT / "templates" / "schema" / "audit.schema.json").read_text(encoding="utf-8"))
    data = json.loads(render(audited("Article 6 of the Act sets the fine at EUR 5,000."), "json"))

    jsonschema.validate(data, schema)
    assert data["counts"]["wrong_pinpoint"] == 1
    assert data["marks"][0]["right"][0]["reference"] == {"en": "new Art. 7", "zh": "新第7条"}


def test_an_unknown_format_is_refused_in_one_line() -> None:
    with pytest.raises(ConfigError, match="no format 'pdf'"):
        render(audited("x"), "pdf")


def test_a_commentary_that_says_nothing_checkable_is_said_to() -> None:
    assert "No citation, quotation or statement" in render(audited("It rained."), "terminal").decode()
