"""Labels in, depths out: where each label of an article hangs is decided by the labels around it."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse

HEADS = {
    "en": "Article 1 Scope",
    "zh": "第一条　应当：",
    "ja": "第一条　次のとおり。",
    "ko": "제1조(정의)",
    "de": "§ 1 Zweck",
    "fr": "Article 1",
}
CASES = [
    ("en", "(a) (b) (c)", "1 1 1"),
    ("en", "(a) (1) (2) (b)", "1 2 2 1"),
    ("en", "(g) (h) (i) (j)", "1 1 1 1"),  # i is a letter: j follows
    ("en", "(g) (h) (i) (ii) (i)", "1 1 2 2 1"),  # i is Roman, then a letter
    ("en", "(h) (i) (A) (B) (j)", "1 1 2 2 1"),
    ("en", "(h) (1) (i) (ii) (i)", "1 2 3 3 1"),
    ("en", "(a) (i) (ii) (iii) (iv) (v) (vi) (b)", "1 2 2 2 2 2 2 1"),  # v is Roman
    ("en", "(t) (u) (v) (w) (x) (y)", "1 1 1 1 1 1"),  # v and x are letters
    ("en", "(u) (i) (ii) (iii) (iv) (v) (v) (w)", "1 2 2 2 2 2 1 1"),  # both
    ("en", "(w) (x) (i) (ii) (y)", "1 1 2 2 1"),
    ("en", "(l) (i) (ii) (m)", "1 2 2 1"),
    ("en", "(c) (i) (ii) (iii) (iv) (d)", "1 2 2 2 2 1"),
    ("en", "(i) (ii) (iii)", "1 1 1"),
    ("en", "(i) (j) (k)", "1 1 1"),
    ("en", "(x) (xi) (xii)", "1 1 1"),
    ("en", "(i) (a) (b) (ii)", "1 2 2 1"),
    ("en", "(A) (B) (I) (II) (C)", "1 1 2 2 1"),
    ("en", "(a) (1) (i) (A) (B) (ii) (2) (b)", "1 2 3 4 4 3 2 1"),
    ("en", "(a) (i) (1) (2) (ii) (b)", "1 2 3 3 2 1"),
    ("en", "1. (a) (b) 2.", "1 2 2 1"),
    ("en", "1. 2. (a) (i) (ii) (b) 3.", "1 1 2 3 3 2 1"),
    ("en", "1. 2. 3. (1) (2) 4.", "1 1 1 2 2 1"),
    ("en", "I. II. 1. 2. III.", "1 1 2 2 1"),
    ("en", "(1) (1a) (2)", "1 1 1"),
    ("en", "(a) (aa) (ab) (b)", "1 1 1 1"),  # as EU amendments insert them
    ("en", "(z) (aa) (bb)", "1 1 1"),  # as American codes go on
    ("en", "(a) (c) (d)", "1 1 1"),  # a gap
    ("en", "1. 1. 2. 2.", "1 1 1 1"),  # printed twice
    ("zh", "（一） 1. 2. （二）", "1 2 2 1"),
    ("zh", "（一） 1. （1） （2） 2. （二）", "1 2 3 3 2 1"),
    ("zh", "（一） 1. ① ② 2. （二）", "1 2 3 3 2 1"),
    ("zh", "一、 （一） （二） 二、", "1 2 2 1"),
    ("ja", "２ ３ ４", "1 1 1"),
    ("ja", "一 イ （１） （２） ロ 二 ２", "1 2 3 3 2 1 1"),  # 項 ２ closes every list
    ("ja", "一 二 ２ 一 二 ３", "1 1 1 2 2 1"),
    ("ja", "一 二 二の二 三", "1 1 1 1"),
    ("ko", "① 1. 가. 나. 2. ②", "1 2 3 3 2 1"),
    ("ko", "1. 가. 1) 가) 나) 2) 나. 2.", "1 2 3 4 4 3 2 1"),
    ("de", "(1) 1. a) aa) bb) b) 2. (2)", "1 2 3 4 4 3 2 1"),
    ("fr", "1° a) b) 2°", "1 2 2 1"),
]


@pytest.mark.parametrize(("language", "labels", "depths"), CASES)
def test_each_label_gets_its_depth(language: str, labels: str, depths: str) -> None:
    lines = [f"{label}　甲" if language == "ja" else f"{label} x;" for label in labels.split()]
    law = parse(reading("\n".join([HEADS[language], *lines])), language=language)
    unit = law.units()[0]
    numbered = [node for node in unit.walk() if node.num is not None and node is not unit]
    printed = {node.eid: node.num.text for node in numbered if node.num is not None}
    assert list(printed.values()) == labels.split()
    found = [sum(node.eid.startswith(f"{eid}__") for eid in printed) + 1 for node in numbered]
    assert " ".join(map(str, found)) == depths


def test_a_subparagraph_that_leads_to_a_list_stays_with_its_paragraph() -> None:
    law = parse(
        reading(
            "Article 1\nGuides\n1. A guide shall carry:\n(a) a map;\n(b) a lamp.\n"
            "For that purpose, a guide shall look at:\n(a) the length of the tour;\n(b) the hour;\n(c) the weather.\n"
            "That look is short.\n2. A guide may rest.\n3. The Office shall report.\nThe report shall have:\n"
            "(a) a date;\n(b) a name.\nArticle 2\nEnd\nThis is all."
        ),
        language="en",
    )
    paragraphs = law.by_eid["art_1"].children
    assert [node.num and node.num.text for node in paragraphs] == ["1.", "2.", "3."]
    assert [node.text for node in paragraphs[0].children][2:] == [
        "For that purpose, a guide shall look at:",
        "That look is short.",
    ]
    assert [len(node.children) for node in (paragraphs[0].children[2], paragraphs[2].children[0])] == [3, 2]
