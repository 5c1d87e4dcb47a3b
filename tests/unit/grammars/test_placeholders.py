"""Articles that say only that nothing stands here keep their place and their number, and are no articles."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.law import ProvisionKind, leaves_of


@pytest.mark.parametrize(
    ("language", "article", "printed"),
    [
        ("en", "Article 2 [deleted]", "[deleted]"),
        ("en", "Article 2\n(omitted)", "(omitted)"),
        ("en", "Article 2. Repealed.", "Repealed."),
        ("en", "Article 2 (repealed by Act 5 of 2020)", "(repealed by Act 5 of 2020)"),
        ("en", "Article 2 - [Deleted]", "[Deleted]"),
        ("en", "Article 2\n. . . . . . . . .", ". . . . . . . . ."),
        ("en", "Article 2 ......", "......"),
        ("zh", "第二条　删除", "删除"),
        ("zh", "第二条　（删除）", "（删除）"),
        ("zh", "第二條　（刪除）", "（刪除）"),
        ("zh", "第二条　……", "……"),
        ("de", "Artikel 2 (weggefallen)", "(weggefallen)"),
        ("fr", "Article 2 (abrogé)", "(abrogé)"),
    ],
)
def test_a_placeholder_is_a_loose_provision_with_its_number(language: str, article: str, printed: str) -> None:
    word, blank = {"zh": ("第{}条", "　"), "de": ("Artikel {}", "\n")}.get(language, ("Article {}", "\n"))
    one, three = (f"{word.format(n)}{blank}Alle gelten.\n" for n in (("一", "三") if language == "zh" else (1, 3)))
    law = parse(reading(f"{one}{article}\n{three}"), language=language)
    assert [unit.eid for unit in law.units()] == ["art_1", "placeholder_2", "art_3"]
    unit = law.units()[1]
    assert (unit.kind, unit.text, unit.children) == (ProvisionKind.PARAGRAPH, printed, ())
    assert unit.num is not None
    assert unit.num.label == "2"
    assert [(note.code, note.eid) for note in law.diagnostics] == [("placeholder", "placeholder_2")]
    assert len(leaves_of(unit)) == 1


@pytest.mark.parametrize(
    "article",
    [
        "Article 2",
        "Article 2 [Reserved]",
        "Article 2 Deleted data",
        "Article 2\nDeleted data shall be kept.",
        "Article 2\n1. [deleted]\n2. A provider shall log.",
    ],
)
def test_a_bare_label_and_an_article_with_words_stay_articles(article: str) -> None:
    law = parse(reading(f"Article 1\nAll apply.\n{article}\nArticle 3\nIt ends."), language="en")
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2", "art_3"]


def test_a_placeholder_in_a_chapter_stays_in_it() -> None:
    law = parse(reading("第一章　总则\n第一条　甲。\n第二条　（删除）\n第二章　附则\n第三条　丙。"))
    assert law.parent_of[law.units()[1].eid] == "chp_1"
