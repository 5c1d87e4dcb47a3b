"""The corpus with clauses cut out, moved and put in at random: every pair is compared, and every quotation is sound.

A clause that inherits its modal from a lead-in, stands in an item and is followed by a modal of its own is none that
somebody would think of; a law is full of them.
"""

from __future__ import annotations

import re
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaidiff import compare, parse, read, render
from gaidiff.model.change import Op
from gaidiff.sources.corpus import text

CUES = {
    "zh": (
        "应当", "不得", "可以", "三十日内", "处一万元以上十万元以下罚款", "或者", "及时", "除外", "经批准", "主管部门",
        "鼓励", "采取必要措施", "保证", "；", "。", "，", "但是", "《示范法》", "前款", "第九条", "应当：\n（一）",
    ),
    "en": (
        "shall", "must", "may", "shall not", "within 30 days", "a fine of up to EUR 10 000", "or", "promptly", "unless",
        "the authority", "which shall be", "where", "ensure", ";", ".", ",", "take measures to", "Article 9", "and",
        "shall:\n(a)", "which shall",
    ),
}  # fmt: skip
NAMES = {"zh": ("shili-zhineng-kefu/draft.zh", "shili-zhineng-kefu/final.zh"),
         "en": ("gai-measures/draft.en", "gai-measures/final.en")}  # fmt: skip

ARTICLE = re.compile(r"^(?=第\S+条|Article \d+)", re.MULTILINE)
CLAUSE = re.compile(r"[^。；，.;,\n]*[。；，.;,\n]?")
LONGEST = 8  # articles of a spoilt law
MOST = 4  # changes of an article


@cache
def articles(name: str) -> list[str]:
    return ARTICLE.split(text(name).read_text(encoding="utf-8"))[1:]


def clauses(article: str) -> list[str]:
    return [clause for clause in CLAUSE.findall(article) if clause]


def spoilt(article: str, others: list[str], language: str, random: Random) -> str:
    """An article with some clauses cut out, put in, exchanged, or with a word put in."""
    parts = clauses(article)
    for _ in range(random.randint(0, MOST)):
        place = random.randrange(1, len(parts)) if len(parts) > 1 else 0
        match random.randrange(4):
            case 0 if len(parts) > 1:
                parts.pop(place)
            case 1:
                parts.insert(place, random.choice(clauses(random.choice(others))))
            case 2:
                parts[place], parts[-1] = parts[-1], parts[place]
            case _:
                word, at = (
                    random.choice(CUES[language]),
                    random.choice([m.end() for m in re.finditer(r" |$|(?<=[一-鿿])", parts[place])]),
                )
                blank = " " if language == "en" else ""
                parts[place] = f"{parts[place][:at]}{blank}{word}{blank}{parts[place][at:]}"
    return "".join(parts)


def pair(language: str, random: Random) -> tuple[str, str]:
    """Some articles in a row of one text, and the same spoilt, at times in another order."""
    whole = articles(random.choice(NAMES[language]))
    first = random.randrange(len(whole) - 1)
    old = whole[first : first + random.randint(2, LONGEST)]
    new = [spoilt(article, whole, language, random) for article in old]
    if random.random() < 0.3:
        random.shuffle(new)
    return "\n".join(old), "\n".join(new)


@pytest.mark.parametrize("language", ["zh", "en"])
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_a_spoilt_law_is_compared_and_shown(language: str, seed: int) -> None:
    old, new = (parse(read(side.encode()), language=language) for side in pair(language, Random(seed)))  # noqa: S311
    report = compare(old, new)  # which checks that segments rebuild both texts and that each quotation is in them
    for name, law, other in (("old", old, Op.INSERT), ("new", new, Op.DELETE)):
        spans = [getattr(part, name) for change in report.changes for part in change.segments if part.op is not other]
        assert sum(span.end - span.start for span in spans) >= sum(len(unit.text) for unit in law.units())
    for shown in ("html", "md", "terminal"):
        for words in ("en", "zh"):
            assert render(report, shown, language=words)
