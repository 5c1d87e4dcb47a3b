"""What binds two articles, and what only seems to: definitions, stock sentences, other words for the same."""

from __future__ import annotations

import pytest
from builders import article, item, law

from gaidiff.compare.align import align
from gaidiff.grammars import grammar_of, lexicon_of
from gaidiff.grammars._synonyms_en import levelled
from gaidiff.model.law import Instrument

LICENCE = "经营冷库应当取得许可证，许可证有效期五年，期满前三十日申请延续。"
TEMPERATURE = "冷库经营者应当每日记录库内温度，记录保存不少于二年，供监督检查时查阅。"
ALARM = "冷库发生氨气泄漏时，经营者应当立即疏散人员，关闭阀门，并向消防救援机构报告。"
TRAINING = "新招录的制冷操作工上岗前接受不少于四十学时的培训，考核合格后持证作业。"
COMPLAINT = "任何人发现冷库安全隐患，可以拨打热线电话投诉，受理单位七日内答复。"
INSURANCE = "鼓励冷库经营者投保环境污染责任保险，保险公司提供防损服务。"
FRAME = (LICENCE, TEMPERATURE, ALARM, TRAINING, COMPLAINT, INSURANCE)


def links(old: Instrument, new: Instrument) -> set[tuple[str, str]]:
    """Number by number, which article became which."""
    found = align(old, new, words=grammar_of(new.language).words, lexicon=lexicon_of(new.language)).articles
    return {(a.removeprefix("art_"), b.removeprefix("art_")) for m in found for a in m.old for b in m.new}


def numbered(*texts: str, language: str = "zh") -> Instrument:
    return law(*(article(n, text) for n, text in enumerate(texts, 1)), language=language)


def test_a_definition_made_of_the_words_of_a_rule_is_no_heir_of_it() -> None:
    kept = "冷库经营者改造设备的，应当在开工前十五日向所在地的区主管部门提交施工方案。"
    rule = "应当优先选择非氨制冷技术方案。"
    terms = "氨制冷技术，是指以液氨压缩循环的降温技术；"
    old = numbered(*FRAME, kept + rule)
    new = law(
        *(article(n, text) for n, text in enumerate((*FRAME, kept), 1)),
        article(8, "本办法下列用语的含义：", item(1, terms), item(2, "冷冻食品，是指在零下十八摄氏度以下储存的食品。")),
    )
    assert links(old, new) == {(str(n), str(n)) for n in range(1, 8)}


def test_a_sentence_that_several_articles_end_with_sends_none_of_them_elsewhere() -> None:
    stock = "Those rules shall be adopted in accordance with the examination procedure referred to in Article 40({})."
    texts = [
        "The board may lay down rules on the storage of frozen fish in ports.",
        "The board may lay down rules on refrigerated lorries and their drivers.",
        "The board may lay down rules on labels for deep-frozen vegetables.",
        "Operators shall keep the temperature log of each room for two years.",
        "Ammonia leaks shall be reported to the fire brigade within one hour.",
        "Each cold store shall have two exits that open from the inside.",
    ]
    reviews = "The board may lay down rules on the colour of the uniforms that porters wear. "
    old = numbered(*(f"{text} {stock.format(2)}" for text in texts[:3]), *texts[3:], reviews + stock.format(2),
                   language="en")  # fmt: skip
    hygiene = "Whoever enters a room where ice cream is made shall wash both hands for a minute. "
    new = numbered(hygiene + stock.format(3).replace("Those rules", "Such a rule"),
                   *(f"{text} {stock.format(3)}" for text in texts[:3]), *texts[3:], language="en")  # fmt: skip
    assert links(old, new) == {(str(n), str(n + 1)) for n in range(1, 7)}


TRANSLATED = {
    "1": "To prevent accidents in cold stores and to safeguard the staff, these Measures are formulated.",
    "2": "Operators shall, without delay, delete the personal data of a complainant who demands it.",
    "3": "The competent departments shall inspect the machinery in accordance with the plan of the year.",
    "4": "Operators shall set up a system for handling grievances and make public how long an answer takes.",
    "5": "Whoever violates these Measures shall be warned and ordered to rectify within a set period.",
    "6": "These Measures shall take effect on 1 May 2031.",
}
RENDERED = {
    "1": "In order to avoid accidents in cold stores and to protect personnel, these Measures are drawn up.",
    "2": "An operator shall promptly erase personal data where the complainant so requests.",
    "3": "The relevant authorities shall examine machinery pursuant to their annual scheme.",
    "4": "An operator shall establish a mechanism to process complaints and publish the time needed for a reply.",
    "5": "A person in breach of these Measures shall receive a caution and be instructed to correct matters.",
    "6": "These Measures shall come into force on 1 May 2031.",
}


def test_two_translations_of_one_law_are_the_same_law() -> None:
    found = links(numbered(*TRANSLATED.values(), language="en"), numbered(*RENDERED.values(), language="en"))
    assert found == {(n, n) for n in TRANSLATED}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Data shall be erased without undue delay.", "data shall be delete promptly."),
        ("It sets up and monitors a system; it modifies none.", "it sets up and supervise a mechanism; it amend none."),
        ("Undelayed, unsaid, belonging.", "undelayed, unsaid, belonging."),
    ],
)
def test_words_that_say_the_same_are_one_word(said: str, meant: str) -> None:
    assert levelled(said) == meant
