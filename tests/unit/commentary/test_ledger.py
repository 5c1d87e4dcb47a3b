"""The ledger of duties: who must do what, what became of it, and what is to be done by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import article, item, law, paragraph

from gaidiff.model.codec import dumps, loads, report_to_dict
from gaidiff.model.ledger import Standing
from gaidiff.pipeline import compare

if TYPE_CHECKING:
    from gaidiff.model.change import Report
    from gaidiff.model.ledger import Duty

OLD = law(
    article(1, "本办法适用于路灯的运营。"),
    article(2, "运营者应当每年检查线路，公布检查结果。"),
    article(3, "运营者应当向行人发放路灯手册。"),
    article(4, "本办法自2020年1月1日起施行。"),
    in_force="2020-01-01",
)
NEW = law(
    article(1, "本办法适用于路灯的运营。"),
    article(2, "运营者应当每年检查线路，公布检查结果。运营者不得向他人出售行人的照片。"),
    article(3, "主管部门应当为举报人保密。"),
    article(4, "本办法自2026年5月1日起施行。"),
    in_force="2026-05-01",
)


def words(duty: Duty, report: Report) -> tuple[str | None, str]:
    """The subject and the act as printed."""
    text = report.old if duty.side == "old" else report.new
    return (None if duty.actor is None else text.text_at(duty.actor), text.text_at(duty.act))


def by_words(report: Report, side: str) -> dict[tuple[str | None, str], Duty]:
    return {words(duty, report): duty for duty in report.ledger if duty.side == side}


def test_a_new_ban_is_in_the_ledger_with_its_subject_and_force() -> None:
    found = by_words(compare(OLD, NEW), "new")

    ban = found["运营者", "不得向他人出售行人的照片"]
    assert (ban.strength, ban.standing, ban.authority) == (5, Standing.NEW, False)


def test_a_duty_in_the_same_words_is_kept_on_both_sides() -> None:
    report = compare(OLD, NEW)

    for side in ("old", "new"):
        assert by_words(report, side)["运营者", "应当每年检查线路，公布检查结果"].standing is Standing.KEPT


def test_a_duty_without_an_heir_is_gone() -> None:
    found = by_words(compare(OLD, NEW), "old")

    assert found["运营者", "应当向行人发放路灯手册"].standing is Standing.GONE


def test_articles_that_did_not_change_are_not_searched() -> None:
    report = compare(OLD, NEW)

    assert {duty.act.eid.partition("__")[0] for duty in report.ledger} <= {"art_2", "art_3", "art_4"}
    assert not compare(OLD, OLD).ledger


def test_what_is_to_be_done_names_the_day_and_leaves_the_authorities_out() -> None:
    report = compare(OLD, NEW)

    to_do = [words(report.ledger[action.duty], report)[1] for action in report.actions]
    assert to_do == ["不得向他人出售行人的照片"]
    assert report.actions[0].date == "2026-05-01"


def test_a_time_limit_in_the_duty_is_named() -> None:
    new = law(article(1, "运营者应当每年检查线路。运营者应当在三十日内向行人公布事故。"))
    report = compare(law(article(1, "运营者应当每年检查线路。")), new)

    (action,) = report.actions
    assert action.limit is not None
    assert new.text_at(action.limit) == "三十日内"
    assert action.date is None


def test_an_item_has_the_subject_of_its_lead_in() -> None:
    old = law(article(1, "运营者应当遵守下列规定：", item(1, "每年检查线路；")))
    new = law(article(1, "运营者应当遵守下列规定：", item(1, "每年检查线路；"), item(2, "记录事故原因。")))

    duty = by_words(compare(old, new), "new")["运营者", "记录事故原因"]
    assert duty.strength == 4
    assert new.text_at(duty.act) == "记录事故原因"


def test_a_subject_carries_over_to_the_next_sentence() -> None:
    old = law(article(1, "运营者应当保护行人照片。"))
    new = law(article(1, "运营者应当保护行人照片。不得向他人出售行人照片。"))

    assert ("运营者", "不得向他人出售行人照片") in by_words(compare(old, new), "new")


def test_english_duties_have_subjects_too() -> None:
    old = law(article(1, "Operators shall inspect the lamps."), language="en")
    new = law(
        article(1, paragraph("Operators shall inspect the lamps. Operators shall not sell pictures of walkers.")),
        language="en",
    )

    ban = by_words(compare(old, new), "new")["Operators", "shall not sell pictures of walkers"]
    assert ban.standing is Standing.NEW


def test_landmarks_stand_on_both_sides_even_if_nothing_changed() -> None:
    report = compare(OLD, NEW)

    found = {one.topic: ([s.eid for s in one.old], [s.eid for s in one.new]) for one in report.landmarks}
    assert found["scope"] == (["art_1__para_1"], ["art_1__para_1"])
    assert found["effective"] == (["art_4__para_1"], ["art_4__para_1"])


def test_a_text_that_calls_itself_unofficial_is_quoted() -> None:
    report = compare(OLD, law(article(1, "运营者应当报告。"), preface="示例办法\n本译文为非官方译文，仅供参考。"))

    (notice,) = report.notices
    assert (notice.side, report.new.text_at(notice.span)) == ("new", "本译文为非官方译文，仅供参考。")


def test_the_ledger_survives_json() -> None:
    report = compare(OLD, NEW)

    assert report.ledger
    assert report.actions
    assert report.landmarks
    assert loads(dumps(report_to_dict(report))) == report


def duties_of(text: str, language: str) -> list[tuple[str, str]]:
    """(actor, act) of the new duties of one article."""
    kept = "示范区设立导览中心，负责日常联络。" if language == "zh" else "The zone keeps an office for daily liaison."
    old, new = (law(article(1, kept), *more, language=language) for more in ((), (article(2, text),)))
    report = compare(old, new)
    found = [duty for duty in report.ledger if duty.side == "new" and duty.act.eid.startswith("art_2")]
    return [("" if duty.actor is None else new.text_at(duty.actor), new.text_at(duty.act)) for duty in found]


def test_what_a_passive_is_done_to_is_no_actor() -> None:
    assert duties_of("Guide devices shall be labelled.", "en") == [("", "Guide devices shall be labelled")]
    assert duties_of("Operators shall be required to label devices.", "en")[0][0] == "Operators"


def test_the_objects_of_a_ban_stand_in_one_duty() -> None:
    text = "经营者不得利用场地、设备等优势，实施垄断和不正当竞争行为。"
    assert duties_of(text, "zh") == [("经营者", "不得利用场地、设备等优势，实施垄断和不正当竞争行为")]
