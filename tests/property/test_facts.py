"""What a law says of itself is quoted: each known field has a fact, and each quotation stands where the fact says."""

from __future__ import annotations

import json
import os
from itertools import chain
from pathlib import Path

import pytest
from builders import reading
from hypothesis import given, settings
from hypothesis import strategies as st

from gaidiff import parse as parse_reading
from gaidiff import read
from gaidiff.errors import GaidiffError
from gaidiff.grammars import parse
from gaidiff.model.codec import dumps, instrument_from_dict, instrument_to_dict
from gaidiff.model.law import Instrument, without_remainder

CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", Path(__file__).resolve().parents[3] / "shared" / "corpus"))
FIELDS = ("number", "adopted", "published", "in_force", "status", "comments_until")
OPENINGS = {
    "zh": [
        "示例部关于印发《灯具管理办法》的通知",
        "灯具管理暂行办法（征求意见稿）",
        "# 灯具管理办法",
        "（现行有效）",
        "示例部 示例局",
        "甲　部",
        "令",
        "第 5 号",
        "示例部、示例局令第7号",
        "（2030年1月1日示例委员会第三次会议通过　2030年1月2日示例主席令第九号公布　自2030年3月1日起施行）",
        "意见反馈截止时间为2030年5月10日。",
        "2030年1月2日",
        "<!-- 施行日期：2031年2月3日",
        "<!-- 发布机关：示例部、示例局",
    ],
    "en": [
        "# Lamps Act",
        "PROPOSAL FOR A REGULATION (EU) 2030/12",
        "of 5 May 2030",
        "on lamps",
        "Interim Rules on Lamps (Draft)",
        "(Order No. 15)",
        "2030 c. 12",
        "Adopted by the Board on 2 January 2030, effective 3 March 2030",
        "Status: Repealed",
        "Comments must be submitted by 5 May 2030.",
        "Publication: Rules on Lamps",
        "<!-- title: The Lamps Act",
        "<!-- authority: Board, Office",
    ],
    "de": ["Lampengesetz", "Gesetz vom 5. Mai 2030 (BGBl. I S. 12)", "Ausfertigungsdatum", ": 2030-05-05", "Entwurf"],
    "fr": ["# Loi sur les lampes", "LOI n° 2030-12 du 5 mai 2030", "Projet de loi relatif aux lampes"],
    "ja": ["# ランプ法（案）", "令和七年法律第十二号", "令和七年四月一日公布", "意見は令和七年五月一日まで。"],
    "ko": ["램프법", "[시행 2030. 3. 1.] [법률 제12호, 2030. 1. 2., 제정]", "2030. 5. 1.까지 의견을 제출", "제정안"],
}
ARTICLES = {
    "zh": "第一条　供应者应当报告。\n第二条　本办法自{}起施行。",
    "en": "Article 1\nDuties\nProviders shall report.\nArticle 2\nDates\nThis Act enters into force on 3 March 2030.",
    "de": "§ 1 Zweck\nDer Zweck ist das.\n§ 2 Ende\nDas Gesetz tritt am 1. Januar 2031 in Kraft.",
    "fr": "Article 1\nLe texte est pour tous.\nArticle 2\nLa loi entre en vigueur le 1 janvier 2031.",
    "ja": "第一条　報告しなければならない。\n第二条　この法律は、令和八年四月一日から施行する。",
    "ko": "제1조(목적) 공급자는 보고한다.\n제2조(시행) 이 법은 2031년 1월 1일부터 시행한다.",
}


def is_quoted(law: Instrument) -> bool:
    """Every known field has its fact, every fact its words, and the file says the same."""
    values = {name: [fact.value for fact in law.facts if fact.name == name] for name in (*FIELDS, "title", "authority")}
    assert {name: getattr(law, name) for name in FIELDS} == {name: next(iter(values[name]), None) for name in FIELDS}
    assert tuple(values["authority"]) == law.authority
    assert (values["title"] or [""]) == [law.title]
    for fact in law.facts:
        assert fact.where is None or (fact.quote and law.text_at(fact.where) == fact.quote), fact
    for one in (law, without_remainder(law)):
        assert instrument_from_dict(json.loads(dumps(instrument_to_dict(one)))) == one
    return True


@pytest.mark.parametrize("language", OPENINGS)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_every_fact_quotes_the_law(language: str, data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.sampled_from(OPENINGS[language]), max_size=7))
    aside = [line for line in lines if line.startswith("<!--")]
    day = data.draw(st.sampled_from(["公布之日", "2030年4月1日"]))
    text = "\n".join([*(line for line in lines if line not in aside), ARTICLES[language].format(day)])
    assert is_quoted(parse(reading(text), language=language))


def test_every_fact_of_a_real_law_is_quoted() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real laws is not here")
    seen = 0
    for path in sorted(chain(CORPUS.glob("*/new.*"), CORPUS.glob("_format-samples/*.xml"))):
        try:
            law = parse_reading(read(path))
        except GaidiffError:
            continue
        seen += is_quoted(law)
    assert seen > 20
