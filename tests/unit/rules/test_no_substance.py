"""Pairs of an invented law that differ in nothing, in numbers, or in their looks: no rule may speak of substance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from gaidiff import compare, parse, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaidiff.model.change import Finding

ZH = """示范区导览服务管理办法

第一条 为了规范导览服务，保护游客权益，根据《示范区条例》，制定本办法。

第二条 本办法适用于在示范区内提供的导览服务。公益讲解不适用本办法。

第三条 本办法所称经营者，是指在示范区内提供导览服务的单位和个人。

第四条 经营者应当在开业之日起三十日内向主管部门备案，并提交下列材料：
（一）服务说明；
（二）票价；
（三）保险合同。

第五条 经营者不得强迫游客购物，不得泄露游客的姓名、住址和行程。

第六条 主管部门对导览服务实施监督检查，对知悉的商业秘密应当予以保密。

第七条 违反本办法第四条、第五条规定的，由主管部门责令改正；拒不改正的，处一千元以上五千元以下的罚款。

第八条 国家鼓励采用环保的票券。

第九条 本办法自2030年1月1日起施行。
"""
EN = """Rules on Guide Services

Article 1 These Rules apply to guide services offered in the model zone. They do not apply to guides of charities.

Article 2 Operator means a person who offers guide services in the model zone.

Article 3 Operators shall file a notice with the competent authority within 30 days, and shall submit:
(1) a description of the service;
(2) a list of prices;
(3) a contract of insurance.

Article 4 Operators shall not force visitors to shop, and shall not disclose the names, homes and routes of visitors.

Article 5 The competent authority may inspect operators and shall keep trade secrets confidential.

Article 6 Whoever breaches Article 3 or Article 4 shall pay a fine of EUR 1,000 to EUR 5,000.

Article 7 The use of recycled tickets is encouraged.

Article 8 These Rules take effect on 1 January 2030.
"""
DIGITS = "零一二三四五六七八九十"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def renumbered(text: str) -> str:
    """Every article, and every reference to one, two numbers further on."""
    text = re.sub(r"第([一二三四五六七八])条", lambda m: f"第{DIGITS[DIGITS.index(m[1]) + 2]}条", text)
    text = text.replace("第九条 本办法自", "第十一条 本办法自")
    return re.sub(r"Article (\d)", lambda m: f"Article {int(m[1]) + 2}", text)


def reflowed(text: str) -> str:
    """Other blank lines, indented articles, wide blanks after Chinese numbers."""
    text = re.sub(r"(第.{1,2}条) ", "\\1　　", text)
    return "\r\n".join(f"  {line}" if line else "\n" for line in text.splitlines())


def repunctuated(text: str) -> str:
    """Half-width brackets and semicolons for full-width ones, curly quotation marks and long dashes for plain ones."""
    return text.replace("（", "(").replace("）", ")").replace("；\n", ";\n").replace("'", "’")


def in_full_width(text: str) -> str:
    """Full-width digits, as some publishers print dates in Chinese."""
    return text if text is EN else text.translate(FULL_WIDTH)


def as_markdown(text: str) -> str:
    """Bold labels, as in a page turned into Markdown."""
    return re.sub(r"(?m)^(第.{1,2}条|Article \d)", r"**\1**", text)


def without_change(text: str) -> str:
    """The same text."""
    return text


CHANGES = (without_change, renumbered, reflowed, repunctuated, in_full_width, as_markdown)


def substantive(old: str, new: str) -> list[Finding]:
    report = compare(parse(read(old.encode())), parse(read(new.encode())))
    assert len(report.changes) > 1
    return [f for change in report.changes for f in change.findings if f.rule not in {"form", "unchanged"}]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("text", [ZH, EN], ids=["zh", "en"])
def test_a_change_of_form_has_no_substance(text: str, change: Callable[[str], str]) -> None:
    assert [(f.kind, f.sentence("en")) for f in substantive(text, change(text))] == []
    assert [(f.kind, f.sentence("en")) for f in substantive(change(text), text)] == []


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (ZH, "不得强迫游客购物", "可以陪同游客购物"),
        (EN, "shall not force visitors to shop", "may ask visitors to shop"),
    ],
    ids=["zh", "en"],
)
def test_one_other_word_among_changes_of_form_is_told(text: str, old: str, new: str) -> None:
    assert substantive(text, reflowed(renumbered(text.replace(old, new)))) != []
