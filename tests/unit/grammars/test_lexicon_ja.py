"""Japanese cue words: what each concept finds in a sentence, and what it must not take for one."""

from __future__ import annotations

import pytest

from gaidiff.grammars import lexicon_of
from gaidiff.model.words import Concept

LEXICON = lexicon_of("ja")

# Concept, sentence, the words found
FOUND = (
    (Concept.PROHIBITION, "事業者は、写真を渡してはならない", ("写真を渡してはならない",)),
    (Concept.PROHIBITION, "何人も、案内板を動かしてはならない", ("案内板を動かしてはならない",)),
    (Concept.DUTY, "事故があったときは、事業者は、直ちに報告しなければならない", ("直ちに報告しなければならない",)),
    (Concept.DUTY, "この場合において、書面でしなければならない", ("この場合において、書面でしなければならない",)),
    (Concept.PERMISSION, "参加者は、開示を請求することができる", ("開示を請求することができる",)),
    (
        Concept.TIME_LIMIT,
        "三十日以内に、また五年間保存し、毎年三月三十一日までに",
        (
            "三十日以内",
            "五年間",
            "毎年三月三十一日まで",
        ),
    ),
    (
        Concept.MONEY,
        "五十万円以下又は一億円以下",
        (
            "五十万円以下",
            "一億円以下",
        ),
    ),
    (
        Concept.PENALTY,
        "一年以下の拘禁刑又は五十万円以下の罰金に処する",
        (
            "拘禁刑",
            "罰金",
        ),
    ),
    (Concept.PENALTY, "許可を取り消すことができる", ("許可を取り消す",)),
    (
        Concept.INSTRUMENT,
        "及び見本情報の保護に関する法律（平成十五年法律第五十七号）",
        ("見本情報の保護に関する法律（平成十五年法律第五十七号）",),
    ),
    (Concept.REFERENCE, "第十四条の二第三項の規定", ("第十四条の二第三項",)),
    (Concept.AUTHORITY, "届出があったときは、都道府県知事は、", ("、都道府県知事は、",)),
    (
        Concept.IN_FORCE,
        "公布の日から起算して六月を経過した日から施行する",
        ("公布の日から起算して六月を経過した日から施行する",),
    ),
    (Concept.DEFINED, "事業者（以下「事業者」という。）", ("（以下「事業者」という。）",)),
    (
        Concept.THRESHOLD,
        "百人以上、千件を超える",
        (
            "百人以上",
            "千件を超え",
        ),
    ),
)
# Concept, sentence without any such words
NOT_FOUND = (
    (Concept.DUTY, "報告しなければならない場合には、様式による"),
    (Concept.DUTY, "前項の報告は、書面でしなければならない"),
    (Concept.DUTY, "費用は、国が負担するものとする"),
    (Concept.PROHIBITION, "渡してはならないときは"),
    (Concept.PERMISSION, "事業者は、取り消すことができない"),
    (Concept.TIME_LIMIT, "三年以下の拘禁刑"),
    (Concept.TIME_LIMIT, "過去三年以内"),
    (Concept.PENALTY, "罰金刑の執行"),
    (Concept.PENALTY, "拘禁刑に処せられた者"),
    (Concept.PENALTY, "登録を取り消された者"),
    (Concept.REFERENCE, "民法第九十条"),
    (Concept.AUTHORITY, "主務大臣の許可を受けた者は、"),
    (Concept.AUTHORITY, "事業者の職員は、"),
    (Concept.LICENCE, "許可証を提示しなければならない"),
    (Concept.INSTRUMENT, "この法律"),
)


@pytest.mark.parametrize(("concept", "text", "words"), FOUND)
def test_a_concept_finds_its_words(concept: Concept, text: str, words: tuple[str, ...]) -> None:
    assert tuple(cue.text for cue in LEXICON.find(concept, text)) == words


@pytest.mark.parametrize(("concept", "text"), NOT_FOUND)
def test_a_concept_steps_round_its_traps(concept: Concept, text: str) -> None:
    assert LEXICON.find(concept, text) == ()


def test_every_pattern_compiles() -> None:
    assert all(LEXICON.patterns[concept].pattern for concept in LEXICON.patterns)


@pytest.mark.parametrize(("text", "value"), [("三十", 30.0), ("百万", 1000000.0), ("１０", 10.0), ("提供者", None)])
def test_numerals_have_their_value(text: str, value: float | None) -> None:
    assert LEXICON.number(text) == value


def test_units_of_time_have_their_length_in_days() -> None:
    cues = LEXICON.find(Concept.TIME_LIMIT, "三箇月以内、二年以内、四十八時間以内")
    lengths = [(LEXICON.number(cue.part("number")), LEXICON.days[cue.part("unit")]) for cue in cues]
    assert lengths == [(3.0, 30), (2.0, 365), (48.0, 1 / 24)]


def test_words_of_style_say_nothing_and_endings_are_levelled() -> None:
    assert LEXICON.terms("前項の規定する場合に、当該事項を定める") == ()
    assert set(LEXICON.terms("情報システム")) == set(LEXICON.terms("システム、情報")) != set()


def test_plain_text_keeps_what_matters() -> None:
    assert LEXICON.plain("事業者は、１０日以内に") == LEXICON.plain("事業者は10日以内に")
    assert LEXICON.plain("事業者は、１０日以内に") != LEXICON.plain("事業者は11日以内に")


@pytest.mark.parametrize("concept", list(LEXICON.patterns), ids=str)
def test_a_long_text_costs_no_more_than_its_length(concept: Concept) -> None:
    """Forty thousand characters of near misses; a pattern that backtracks would not end within the test's time."""
    starts = [cue.start for cue in LEXICON.find(concept, "事業者は、第三条の報告を三十日、又は" * 2000)]
    assert starts == sorted(set(starts))
