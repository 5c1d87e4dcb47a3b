"""The text as a whole: title, status, chapters; one word for another throughout; what stayed."""

from __future__ import annotations

from typing import Any

from builders import article, chapter, law

from gaidiff.pipeline import compare

RULES = (
    "示范区设立导览中心，负责日常联络和游客接待。",
    "讲解员应当佩戴工作证件。",
    "讲解设备应当定期清洁消毒。",
    "为了保护文物，示范区限制闪光灯。",
)


def found(old: Any, new: Any, *kinds: str) -> list[Any]:
    return [f for change in compare(old, new).changes for f in change.findings if f.kind in kinds]


def plain(texts: tuple[str, ...] = RULES, **fields: Any) -> Any:
    return law(*(article(n, text) for n, text in enumerate(texts, 1)), **fields)


def test_a_title_and_a_status_are_told_on_the_preface() -> None:
    old = plain(title="示范区讲解办法", preface="示范区讲解办法\n（征求意见稿）", status="draft")
    new = plain(title="示范区讲解暂行办法", preface="示范区讲解暂行办法", status="interim")
    (finding,) = found(old, new, "title_or_status_changed")
    assert finding.sentence("zh") == (
        "名称由“示范区讲解办法”调整为“示范区讲解暂行办法”，文件性质由征求意见稿变为暂行文本。"
    )
    assert finding.new[0].eid == "preface"


def test_the_same_title_in_other_brackets_is_no_change() -> None:
    old = plain(title="示范区讲解办法", preface="示范区讲解办法\n2020年公布")
    new = plain(title="示范区讲解办法", preface="示范区讲解办法\n2024年公布")
    assert found(old, new, "title_or_status_changed") == []


def test_chapters_brought_in_are_one_statement() -> None:
    drafts = [article(n, text) for n, text in enumerate(RULES, 1)]
    new = law(chapter(1, "总则", *drafts[:2]), chapter(2, "设备", *drafts[2:]))
    (finding,) = found(plain(), new, "structure_changed")
    assert finding.sentence("en") == ("The new text is divided into 2 parts or chapters; the old one was not divided.")


def test_a_lone_chapter_brought_in_is_named_and_not_counted() -> None:
    drafts = [article(n, text) for n, text in enumerate(RULES, 1)]
    lone = law(chapter(1, "设备", *drafts))
    (brought,) = found(plain(), lone, "structure_changed")
    (gone,) = found(lone, plain(), "structure_changed")
    assert brought.sentence("en") == "The new text adds a part, chapter or section: “设备”."
    assert gone.sentence("en") == "A part, chapter or section of the old text has no counterpart: “设备”."


def test_a_new_chapter_is_named_and_a_renumbered_one_is_not() -> None:
    drafts = [article(n, text) for n, text in enumerate(RULES, 1)]
    old = law(chapter(1, "总则", *drafts[:2]), chapter(2, "设备", *drafts[2:]))
    extra = article(5, "讲解员应当通过年度考核。")
    new = law(chapter(1, "总则", *drafts[:2]), chapter(2, "考核", extra), chapter(3, "设备", *drafts[2:]))
    (finding,) = found(old, new, "structure_changed")
    assert finding.sentence("zh") == "新文本新增编、章或者节：“考核”。"


SWAPPED = (
    "经营者应当向游客公布收费标准。",
    "经营者不得向游客推销纪念品。",
    "经营者应当妥善保管游客的行李物品。",
    "经营者应当告知游客闭馆时间。",
)


def test_a_word_swapped_throughout_is_told_once() -> None:
    old, new = plain(SWAPPED), plain(tuple(text.replace("游客", "参观者") for text in SWAPPED))
    (finding,) = found(old, new, "terminology_changed")
    assert dict(finding.slots)["x"] == "游客"
    assert dict(finding.slots)["y"] == "参观者"
    assert finding.sentence("zh").endswith("共见于4句。")


def test_two_sentences_are_not_enough_for_a_swap() -> None:
    new = (*(text.replace("游客", "参观者") for text in SWAPPED[:2]), *SWAPPED[2:])
    assert found(plain(SWAPPED), plain(new), "terminology_changed") == []


def test_a_new_item_of_a_list_is_no_swap() -> None:
    new = tuple(text.replace("游客", "儿童、老人") for text in SWAPPED)
    assert found(plain(SWAPPED), plain(new), "terminology_changed") == []


LABEL = "经营者应当对合成的图片、音频等内容进行标识。"
MOVED = "经营者应当对图片、音频等合成内容进行标识。"


def test_a_labelling_duty_that_stayed_is_worth_a_line() -> None:
    (finding,) = found(
        plain((*RULES, LABEL)), plain((*RULES[:3], "示范区禁止使用闪光灯。", MOVED)), "unchanged_confirmed"
    )
    assert finding.sentence("en").startswith("New Art. 5 keeps the labelling duty of old Art. 5 unchanged in substance")


def test_of_two_equal_texts_nothing_is_confirmed() -> None:
    assert found(plain((*RULES, LABEL)), plain((*RULES, LABEL)), "unchanged_confirmed") == []


def test_a_modal_that_moved_changes_the_duty() -> None:
    old = (*RULES[:3], "讲解内容可以不进行标识。")
    new = (*RULES[:3], "讲解内容不可以进行标识。")
    assert found(plain(old), plain(new), "unchanged_confirmed") == []


def test_a_renumbered_text_has_nothing_but_form() -> None:
    old = plain()
    new = law(*(article(n, text) for n, text in enumerate(RULES, 11)))
    kinds = {f.kind for change in compare(old, new).changes for f in change.findings}
    assert kinds <= {"renumbered_only"}
