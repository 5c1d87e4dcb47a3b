"""Which article became which: small invented laws, one fact each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import Draft, annex, article, chapter, item, law, paragraph, section

from gaidiff.compare.align import align
from gaidiff.grammars import grammar_of, lexicon_of
from gaidiff.model.change import Decision, MatchKind
from gaidiff.model.law import PREFACE, REMAINDER, ProvisionKind
from gaidiff.model.text import EId

if TYPE_CHECKING:
    from gaidiff.model.change import Alignment, Match
    from gaidiff.model.law import Instrument

LICENCE = "经营冷库应当取得许可证，许可证有效期五年，期满前三十日申请延续。"
TEMPERATURE = "冷库经营者应当每日记录库内温度，记录保存不少于二年，供监督检查时查阅。"
ALARM = "冷库发生氨气泄漏时，经营者应当立即疏散人员，关闭阀门，并向消防救援机构报告。"
TRAINING = "新招录的制冷操作工上岗前接受不少于四十学时的培训，考核合格后持证作业。"
PENALTY = "违反本办法规定，未取得许可证经营冷库的，处一万元以上五万元以下罚款。"
COMPLAINT = "任何人发现冷库安全隐患，可以拨打热线电话投诉，受理单位七日内答复。"
INSURANCE = "鼓励冷库经营者投保环境污染责任保险，保险公司提供防损服务。"


def aligned(old: Instrument, new: Instrument) -> Alignment:
    return align(old, new, words=grammar_of(new.language).words, lexicon=lexicon_of(new.language))


def match_of(old: tuple[Draft, ...], new: tuple[Draft, ...], eid: str) -> Match:
    """The one match in which a new article stands."""
    found = [match for match in aligned(law(*old), law(*new)).articles if eid in match.new]
    assert len(found) == 1
    return found[0]


def kinds(old: Instrument, new: Instrument) -> list[tuple[MatchKind, tuple[str, ...], tuple[str, ...]]]:
    return [(match.kind, match.old, match.new) for match in aligned(old, new).articles]


def test_same_law_is_unchanged_throughout() -> None:
    same = law(chapter(1, "总则", article(1, LICENCE)), article(2, TEMPERATURE, "另有规定的除外。"))
    alignment = aligned(same, same)
    assert {match.kind for match in alignment.articles} == {MatchKind.UNCHANGED}
    assert all(match.old == match.new for match in (*alignment.leaves, *alignment.divisions))


def test_a_number_that_moved_up_is_renumbering_and_nothing_else() -> None:
    match = match_of((article(1, LICENCE), article(2, ALARM)), (article(1, ALARM),), "art_1")
    assert match.kind is MatchKind.RENUMBERED
    assert (match.text_changed, match.num_changed, match.parent_changed) == (False, True, False)
    assert match.evidence == ("exact text",)


def test_a_reused_number_with_unrelated_text_is_a_repeal_and_an_insertion() -> None:
    old = law(article(1, LICENCE), article(2, INSURANCE), article(3, ALARM))
    new = law(article(1, LICENCE), article(2, PENALTY), article(3, ALARM))
    assert kinds(old, new)[1:3] == [
        (MatchKind.REPEALED, ("art_2",), ()),
        (MatchKind.INSERTED, (), ("art_2",)),
    ]


def test_full_width_and_half_width_marks_are_a_change_of_text() -> None:
    assert match_of((article(1, "报告(附件)。"),), (article(1, "报告（附件）。"),), "art_1").text_changed


def test_white_space_alone_is_no_change_of_text() -> None:
    assert not match_of((article(1, "冷库 应当报告。"),), (article(1, "冷库应当\n报告。"),), "art_1").text_changed


def test_another_heading_is_a_change_of_text() -> None:
    match = match_of((article(1, LICENCE, heading="许可"),), (article(1, LICENCE, heading="准入"),), "art_1")
    assert match.kind is MatchKind.AMENDED
    assert match.evidence == ("exact text, other heading",)


def test_equal_articles_keep_their_numbers_before_their_order() -> None:
    old = law(article(1, "（略去）不适用。"), article(2, ALARM), article(3, "（略去）不适用。"))
    new = law(article(3, "（略去）不适用。"), article(4, "（略去）不适用。"))
    pairs = {(match.old, match.new) for match in aligned(old, new).articles}
    assert (("art_3",), ("art_3",)) in pairs
    assert (("art_1",), ("art_4",)) in pairs


def test_an_article_cut_in_two_is_a_split() -> None:
    match = match_of(
        (article(1, LICENCE), article(2, TEMPERATURE + ALARM)),
        (article(1, LICENCE), article(2, TEMPERATURE), article(3, ALARM)),
        "art_3",
    )
    assert (match.kind, match.old, match.new) == (MatchKind.SPLIT, ("art_2",), ("art_2", "art_3"))


def test_two_articles_made_one_are_a_merger() -> None:
    match = match_of(
        (article(1, LICENCE), article(2, TEMPERATURE), article(3, ALARM)),
        (article(1, LICENCE), article(2, TEMPERATURE, ALARM)),
        "art_2",
    )
    assert (match.kind, match.old) == (MatchKind.MERGED, ("art_2", "art_3"))


def test_a_knot_is_cut_into_one_match_for_each_new_article() -> None:
    # 2 feeds 2 and 3 while 3 feeds 3: no blob of two and two.
    old = law(article(1, LICENCE), article(2, TEMPERATURE + ALARM), article(3, COMPLAINT))
    new = law(article(1, LICENCE), article(2, TEMPERATURE), article(3, COMPLAINT, ALARM))
    matches = {match.new: match.old for match in aligned(old, new).articles}
    assert matches["art_2",] == ("art_2",)
    assert matches["art_3",] == ("art_3", "art_2")  # in the order in which new 3 takes them up
    assert aligned(old, new).heirs("art_2") == ("art_2", "art_3")  # type: ignore[arg-type]


def test_a_clause_inside_a_sentence_finds_its_own_home() -> None:
    sentence = "经营者应当建立氨气泄漏疏散演练制度，及时答复居民关于夜间噪声扰民的投诉请求。"
    old = law(article(1, LICENCE), article(2, sentence))
    new = law(
        article(1, LICENCE),
        article(2, "经营者应当建立健全氨气泄漏疏散演练制度，演练每半年一次，并留存影像。"),
        article(3, "居民关于夜间噪声扰民的投诉请求，经营者应当及时受理并答复，答复采用书面形式。"),
    )
    assert aligned(old, new).heirs("art_2") == ("art_2", "art_3")  # type: ignore[arg-type]


def test_an_item_that_became_an_article_is_followed() -> None:
    old = law(article(1, "经营者应当：", item(1, ALARM), item(2, TEMPERATURE)))
    new = law(article(1, "经营者应当：", item(1, TEMPERATURE)), article(2, ALARM))
    assert aligned(old, new).ancestors("art_2") == ("art_1",)  # type: ignore[arg-type]


def test_a_new_placeholder_is_a_repeal() -> None:
    old = law(article(1, LICENCE), article(2, INSURANCE), article(3, ALARM))
    new = law(article(1, LICENCE), article(2, "（删除）"), article(3, ALARM))
    repealed, inserted = aligned(old, new).articles[1:3]
    assert (repealed.kind, repealed.old) == (MatchKind.REPEALED, ("art_2",))
    assert (inserted.kind, inserted.evidence) == (MatchKind.INSERTED, ("placeholder",))


def test_a_placeholder_in_both_texts_is_unchanged() -> None:
    old = law(article(1, LICENCE), article(2, "[deleted]"), language="en")
    assert [match.kind for match in aligned(old, old).articles] == [MatchKind.UNCHANGED] * 2


def test_who_stays_alone_says_what_came_nearest() -> None:
    match = match_of((article(1, LICENCE),), (article(1, LICENCE), article(2, PENALTY)), "art_2")
    assert match.kind is MatchKind.INSERTED
    assert match.evidence[0].startswith("no close counterpart; nearest art_1__para_1 (0.")


def test_what_another_article_says_too_is_not_called_without_a_close_counterpart() -> None:
    """Article 3 repeats Article 1, which stays; it is repealed, and its words still stand."""
    old = law(article(1, LICENCE), article(2, ALARM), article(3, LICENCE))
    new = law(article(1, LICENCE), article(2, ALARM))
    (match,) = [match for match in aligned(old, new).articles if match.old == ("art_3",)]
    assert match.kind is MatchKind.REPEALED
    assert match.evidence[0] == "no counterpart of its own; nearest art_1__para_1 (1.00)"


def test_a_repeal_stands_where_its_text_stood() -> None:
    old = law(article(1, LICENCE), article(2, INSURANCE), article(3, ALARM))
    new = law(article(1, ALARM), article(2, LICENCE))
    assert [match.old for match in aligned(old, new).articles] == [("art_3",), ("art_1",), ("art_2",)]


def test_a_change_of_terms_is_seen_through() -> None:
    old = law(
        article(1, "用户应当核对账单，逾期未核对的视为认可。"),
        article(2, "平台应当向用户公示价格调整的依据。"),
        article(3, "用户有权查阅本人的交易记录。"),
        article(4, "平台发现用户利用积分套取现金的，应当终止服务。"),
    )
    new = law(
        article(1, "使用者应当核对账单，逾期未核对的视为认可。"),
        article(2, "平台应当向使用者公示价格调整的依据。"),
        article(3, "使用者有权查阅本人的交易记录。"),
        article(4, "平台在巡查中发现使用者从事违法活动的，依法予以处置，并通报有关部门。"),
    )
    assert aligned(old, new).heirs("art_4") == ("art_4",)  # type: ignore[arg-type]


def test_like_articles_with_slight_edits_are_amended_not_replaced() -> None:
    zones = "甲乙丙丁戊己庚辛壬癸"
    old = law(*(article(n, f"本区由第{zone}网格员每日巡查两次并做好台账。") for n, zone in enumerate(zones, 1)))
    new = law(*(article(n, f"本区由第{zone}网格员每日巡查三次并做好台账。") for n, zone in enumerate(zones, 1)))
    assert {match.kind for match in aligned(old, new).articles} == {MatchKind.AMENDED}


def test_renumbering_a_chapter_moves_no_article() -> None:
    old = law(chapter(1, "总则", article(1, LICENCE)), chapter(2, "罚则", article(2, PENALTY)))
    new = law(chapter(1, "罚则", article(1, PENALTY)))
    assert [match.parent_changed for match in aligned(old, new).articles] == [False, False]


def test_introducing_chapters_moves_no_article() -> None:
    match = match_of((article(1, LICENCE),), (chapter(1, "总则", article(1, LICENCE)),), "art_1")
    assert match.kind is MatchKind.UNCHANGED


def test_introducing_sections_moves_no_article() -> None:
    old = law(chapter(1, "总则", article(1, LICENCE), article(2, ALARM)))
    new = law(chapter(1, "总则", section(1, "许可", article(1, LICENCE)), section(2, "应急", article(2, ALARM))))
    assert {match.kind for match in aligned(old, new).articles} == {MatchKind.UNCHANGED}


def test_an_article_in_another_chapter_has_moved() -> None:
    old = law(
        chapter(1, "总则", article(1, LICENCE), article(2, TEMPERATURE), article(3, ALARM)),
        chapter(2, "罚则", article(4, PENALTY)),
    )
    new = law(
        chapter(1, "总则", article(1, LICENCE), article(2, TEMPERATURE)),
        chapter(2, "罚则", article(3, ALARM), article(4, PENALTY)),
    )
    moved = [match.new for match in aligned(old, new).articles if match.kind is MatchKind.MOVED]
    assert moved == [("art_3",)]


def test_a_chapter_without_a_heading_and_articles_stays_itself() -> None:
    text = law(chapter(1, None, article(1, LICENCE)), chapter(2, None), chapter(3, None, article(2, PENALTY)))
    assert {match.kind for match in aligned(text, text).divisions} == {MatchKind.UNCHANGED}


def test_a_chapter_without_a_heading_that_has_articles_goes_with_them() -> None:
    old = law(chapter(1, None, article(1, LICENCE)), chapter(2, None, article(2, PENALTY), article(3, ALARM)))
    new = law(chapter(1, None, article(1, PENALTY), article(2, ALARM)), chapter(2, None, article(3, INSURANCE)))
    assert [(match.old, match.new) for match in aligned(old, new).divisions if match.old and match.new] == [
        (("chp_2",), ("chp_1",))
    ]


def test_every_division_stands_in_one_match() -> None:
    old = law(chapter(1, "总则", article(1, LICENCE)), chapter(2, "保险", article(2, INSURANCE)), preface="令")
    new = law(chapter(1, "总 则", article(1, LICENCE)), chapter(2, "罚则", article(2, PENALTY)), remainder=("页脚",))
    assert [(match.old, match.new, match.text_changed) for match in aligned(old, new).divisions] == [
        ((PREFACE,), (), True),
        (("chp_1",), ("chp_1",), False),
        ((), ("chp_2",), True),
        (("chp_2",), (), True),
        ((), (REMAINDER,), True),
    ]


def test_every_leaf_stands_in_one_match() -> None:
    old = law(article(1, LICENCE, ALARM), article(2, paragraph("包括：", item(1, "甲；"), item(2, "乙。"))))
    new = law(article(1, ALARM), article(2, paragraph("包括：", item(1, "乙；"), item(2, "丙。"))), annex(1, LICENCE))
    leaves = aligned(old, new).leaves
    sides = [leaf for match in leaves for leaf in match.old], [leaf for match in leaves for leaf in match.new]
    assert len(sides[0]) == len(set(sides[0]))
    assert len(sides[1]) == len(set(sides[1]))
    assert set(sides[0]) >= {"art_1__para_1", "art_2__para_1__item_2"}


def test_an_article_that_became_an_annex_is_followed() -> None:
    old = law(article(1, LICENCE), article(2, ALARM))
    new = law(article(1, LICENCE), annex(1, ALARM))
    assert aligned(old, new).heirs("art_2") == ("annex_1",)  # type: ignore[arg-type]


def test_english_moves_and_edits_are_followed() -> None:
    old = law(
        article(1, "Operators shall obtain a licence before opening a cold store to customers."),
        article(2, "Anyone who tampers with a temperature log commits an offence and pays a fine."),
        language="en",
    )
    new = law(
        article(1, "A person who tampers with a temperature log commits an offence and pays a double fine."),
        article(2, "Operators shall obtain a written licence before opening a cold store to customers."),
        language="en",
    )
    assert {(match.old, match.new) for match in aligned(old, new).articles} == {
        (("art_1",), ("art_2",)),
        (("art_2",), ("art_1",)),
    }


def test_a_recital_in_the_words_of_an_article_is_no_heir_of_it() -> None:
    """The reasons repeat the duty word for word; the article itself went."""
    recital = Draft(ProvisionKind.RECITAL, "1", (ALARM,))
    match, *_ = [
        match
        for match in aligned(law(article(1, LICENCE), article(2, ALARM)), law(recital, article(1, LICENCE))).articles
        if match.old == ("art_2",)
    ]
    assert (match.kind, match.new) == (MatchKind.REPEALED, ())


def test_a_person_may_still_join_a_recital_and_an_article() -> None:
    old, new = law(article(1, ALARM)), law(Draft(ProvisionKind.RECITAL, "1", (ALARM,)))
    forced = Decision(old=EId("art_1"), new=EId("rec_1"), force=True, reason="moved to the reasons")
    (match,) = align(old, new, words=grammar_of("zh").words, lexicon=lexicon_of("zh"), decisions=(forced,)).articles
    assert (match.old, match.new) == (("art_1",), ("rec_1",))


def test_article_one_of_an_annex_is_not_article_one_of_the_law() -> None:
    """Both are empty: only their numbers could pair them."""
    empty = law(article(1, "[deleted]"), article(2, ALARM), annex(1, article(1, "[deleted]")))
    assert [(match.old, match.new) for match in aligned(empty, empty).articles] == [
        (("art_1",), ("art_1",)),
        (("art_2",), ("art_2",)),
        (("annex_1__art_1",), ("annex_1__art_1",)),
    ]
