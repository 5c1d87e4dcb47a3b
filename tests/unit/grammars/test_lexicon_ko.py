"""Korean cue words: what each concept finds in a sentence, and what it must not take for one."""

from __future__ import annotations

import pytest

from gaidiff.grammars import lexicon_of
from gaidiff.model.words import Concept

LEXICON = lexicon_of("ko")

# Concept, sentence, the words found
FOUND = (
    (Concept.PROHIBITION, "사업자는 사진을 넘겨서는 아니 된다", ("사진을 넘겨서는 아니 된다",)),
    (Concept.PROHIBITION, "누구든지 안내판을 옮겨서는 안 된다", ("안내판을 옮겨서는 안 된다",)),
    (Concept.DUTY, "사고가 나면 사업자는 즉시 보고하여야 한다", ("즉시 보고하여야 한다",)),
    (Concept.DUTY, "이 경우 서면으로 하여야 한다", ("이 경우 서면으로 하여야 한다",)),
    (Concept.PERMISSION, "참가자는 설명을 요구할 수 있다", ("설명을 요구할 수 있다",)),
    (
        Concept.TIME_LIMIT,
        "30일 이내에, 5년간 보관하고, 매년 3월 31일까지",
        (
            "30일 이내",
            "5년간",
            "매년 3월 31일까지",
        ),
    ),
    (
        Concept.MONEY,
        "3천만원 이하 또는 2억원 이하",
        (
            "3천만원 이하",
            "2억원 이하",
        ),
    ),
    (
        Concept.PENALTY,
        "2년 이하의 징역 또는 500만원 이하의 벌금에 처한다",
        (
            "징역",
            "벌금",
        ),
    ),
    (Concept.PENALTY, "허가를 취소할 수 있다", ("허가를 취소할",)),
    (Concept.INSTRUMENT, "「개인정보 보호법」 제2조", ("「개인정보 보호법」",)),
    (Concept.REFERENCE, "제14조제2항에 따른", ("제14조제2항",)),
    (Concept.AUTHORITY, "과학기술정보통신부장관은 ", ("과학기술정보통신부장관은 ",)),
    (Concept.AUTHORITY, "국가 및 지방자치단체는 ", ("국가 및 지방자치단체는 ",)),
    (Concept.IN_FORCE, "공포 후 6개월이 경과한 날부터 시행한다", ("공포 후 6개월이 경과한 날부터 시행한다",)),
    (Concept.DEFINED, '사업자(이하 "사업자"라 한다)', ('(이하 "사업자"라 한다)',)),
    (
        Concept.THRESHOLD,
        "100명 이상, 5명 미만",
        (
            "100명 이상",
            "5명 미만",
        ),
    ),
)
# Concept, sentence without any such words
NOT_FOUND = (
    (Concept.DUTY, "보고하여야 하는 경우의 서식은 따로 정한다"),
    (Concept.DUTY, "보고의 서식은 같아야 한다"),
    (Concept.PROHIBITION, "사업자는 팔아서는 아니 되는 물건을 둔다"),
    (Concept.PERMISSION, "참가자는 주장할 수 없다"),
    (Concept.TIME_LIMIT, "3년 이하의 징역"),
    (Concept.TIME_LIMIT, "최근 3년 이내"),
    (Concept.TIME_LIMIT, "3년마다"),
    (Concept.PENALTY, "과태료의 부과기준"),
    (Concept.PENALTY, "징역 이상의 형을 선고받은 사람"),
    (Concept.PENALTY, "등록이 취소된 자"),
    (Concept.REFERENCE, "「민법」 제90조"),
    (Concept.REFERENCE, "같은 법 제3조"),
    (Concept.AUTHORITY, "장관의 허가를 받은 자는 "),
    (Concept.AUTHORITY, "감사위원회는 "),
    (Concept.AUTHORITY, "의료기관의 장은 "),
    (Concept.LICENCE, "허가증을 게시하여야 한다"),
)


@pytest.mark.parametrize(("concept", "text", "words"), FOUND)
def test_a_concept_finds_its_words(concept: Concept, text: str, words: tuple[str, ...]) -> None:
    assert tuple(cue.text for cue in LEXICON.find(concept, text)) == words


@pytest.mark.parametrize(("concept", "text"), NOT_FOUND)
def test_a_concept_steps_round_its_traps(concept: Concept, text: str) -> None:
    assert LEXICON.find(concept, text) == ()


def test_every_pattern_compiles() -> None:
    assert all(LEXICON.patterns[concept].pattern for concept in LEXICON.patterns)


@pytest.mark.parametrize(("text", "value"), [("30", 30.0), ("3천만", 30000000.0), ("1,000", 1000.0), ("사업자", None)])
def test_numerals_have_their_value(text: str, value: float | None) -> None:
    assert LEXICON.number(text) == value


def test_units_of_time_have_their_length_in_days() -> None:
    cues = LEXICON.find(Concept.TIME_LIMIT, "3개월 이내, 2년 이내, 48시간 이내")
    lengths = [(LEXICON.number(cue.part("number")), LEXICON.days[cue.part("unit")]) for cue in cues]
    assert lengths == [(3.0, 30), (2.0, 365), (48.0, 1 / 24)]


def test_words_of_style_say_nothing_and_endings_are_levelled() -> None:
    assert LEXICON.terms("그 경우에는") == ()
    assert (
        set(LEXICON.terms("사업자는 이용자에게 통지하여야")) == set(LEXICON.terms("이용자를, 사업자가 통지할")) != set()
    )


def test_plain_text_keeps_what_matters() -> None:
    assert LEXICON.plain("사업자는, 보고한다.") == LEXICON.plain("사업자는 보고한다")
    assert LEXICON.plain("사업자는, 보고한다.") != LEXICON.plain("사업자는 보고하지 아니한다")


@pytest.mark.parametrize("concept", list(LEXICON.patterns), ids=str)
def test_a_long_text_costs_no_more_than_its_length(concept: Concept) -> None:
    """Forty thousand characters of near misses; a pattern that backtracks would not end within the test's time."""
    starts = [cue.start for cue in LEXICON.find(concept, "사업자는 제3조에 따라 30일 및 " * 2000)]
    assert starts == sorted(set(starts))
