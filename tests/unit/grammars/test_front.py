"""The front of the grammars: which language a text is in, and what is said when there is no law in it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from builders import reading

from gaidiff.errors import StructureError
from gaidiff.grammars import grammar_of, lexicon_of, parse
from gaidiff.grammars._languages import KNOWN
from gaidiff.model.law import leaves_of

FRENCH = "Le fournisseur est tenu de conserver les données dans les conditions prévues par la loi et au décret."
JAPANESE = "第一条　この法律は、人工知能の利用について必要な事項を定めることを目的とする。"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("第一条　提供者应当报告。", "zh"),
        ("第一條　提供者應當報告。", "zh"),
        ("第一条　提供者应当使用ChatGPT、GPU等技术。", "zh"),
        ("Article 1 Providers shall report promptly.", "en"),
        ("§ 1 Zweck\nDer Anbieter ist zu hören.", "de"),
        ("Article 1er\nLe fournisseur est tenu de répondre.", "fr"),
        ("第一条　この法律は、人工知能の利用について必要な事項を定める。", "ja"),
        ("제1조(목적) 이 법은 인공지능에 관한 사항을 정한다.", "ko"),
        (
            "第一条　提供者应当遵守《示例サンプル条约》等国际条约，并应当向主管部门报告。",
            "zh",
        ),
    ],
)
def test_language_is_found_from_the_text(text: str, language: str) -> None:
    assert parse(reading(text)).language == language


def test_only_the_grammar_of_the_text_is_imported() -> None:
    code = (
        "import sys; from gaidiff.grammars import parse; from gaidiff.model.text import Block, Reading;"
        "parse(Reading(blocks=(Block('第一条　提供者应当报告。'),), media_type='text/plain'));"
        "print(*sorted(name for name in sys.modules if name.startswith('gaidiff.grammars.') and '._' not in name));"
        "print('gaidiff.model.words' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["gaidiff.grammars.zh", "False"]


def test_every_grammar_has_a_lexicon_of_its_own_language() -> None:
    assert [lexicon_of(language).language for language in KNOWN] == list(KNOWN)
    with pytest.raises(StructureError):
        lexicon_of("xx")


def test_neither_french_nor_japanese_passes_for_another_language() -> None:
    assert grammar_of("en").recognise(FRENCH) == 0
    assert grammar_of("zh").recognise(JAPANESE) == 0


@pytest.mark.parametrize(
    ("text", "language"), [("今天天气很好。", None), ("12345", None), ("Article 1 Scope", "xx"), ("no law here", "en")]
)
def test_a_text_without_articles_is_refused_in_one_sentence(text: str, language: str | None) -> None:
    with pytest.raises(StructureError):
        parse(reading(text), language=language)


def test_every_article_has_a_leaf_and_a_reserved_one_is_an_article() -> None:
    law = parse(reading("Article 1 Scope\nArticle 2 [Reserved]\nArticle 3\nDuties"))
    assert all(leaves_of(unit) for unit in law.units() if unit.num and unit.num.label != "3")
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2", "art_3"]
