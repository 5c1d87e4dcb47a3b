"""One law as Markdown in the manners of many archives: the same provisions, title and date each time."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from documents import read_bytes, texts

from gaidiff import parse, read
from gaidiff.model.law import Instrument

LINES = (
    "第一章 总则",
    "第一条 为了管理灯具，制定本条例。",
    "第二条 本条例所称灯具，包括：",
    "（一）台灯；",
    "（二）吊灯。",
    "第二章 附则",
    "第三条 本条例自2030年3月1日起施行。",
)
HEAD = "# 灯具管理条例\n\n2030年1月2日 某市人民代表大会常务委员会第三次会议通过\n\n<!-- INFO END -->\n\n"


def is_chapter(line: str) -> bool:
    return line[2] == "章"


def as_headings(line: str) -> str:
    label, _, words = line.partition(" ")
    if is_chapter(line):
        return f"## {line}"
    return f"### {label}\n\n{words}" if line.startswith("第") else line


MANNERS: dict[str, Callable[[str], str]] = {
    "headings for chapters": lambda line: f"## {line}" if is_chapter(line) else line,
    "headings for articles": as_headings,
    "bold labels": lambda line: re.sub(r"^(第.[条章])", r"**\1**", line),
    "list for items": lambda line: f"- {line}" if line.startswith("（") else line,
    "indented": lambda line: f"　　{line}",
    "quoted": lambda line: f"> {line}",
    "br": lambda line: f"{line}<br/>",
    "paragraph tags": lambda line: f'<p style="text-align:left">{line}</p>',
    "centred chapters": lambda line: f'<p align="center"><b>{line}</b></p>' if is_chapter(line) else line,
    "entities": lambda line: line.replace(" ", "&nbsp;&#12288;"),
    "wide blank": lambda line: line.replace(" ", "　"),
    "colon": lambda line: re.sub(r"^(第.条) ", r"\1：", line),
    "links": lambda line: re.sub(r"^(第.条)", r"[\1](#art)", line),
    "anchors": lambda line: f"## {line} {{#chapter}}" if is_chapter(line) else line,
}


def shape(law: Instrument) -> list[object]:
    nodes = [(node.eid, node.heading, node.text) for node in law.walk()]
    return [law.title, law.adopted, law.in_force, law.diagnostics, *nodes]


def written(manner: Callable[[str], str], folder: Path) -> Instrument:
    (folder / "law.md").write_text(HEAD + "\n\n".join(map(manner, LINES)) + "\n", encoding="utf-8")
    return parse(read(folder / "law.md"))


@pytest.mark.parametrize("name", MANNERS)
def test_a_law_is_the_same_in_every_manner(name: str, tmp_path: Path) -> None:
    plain = written(lambda line: line, tmp_path)
    assert [unit.eid for unit in plain.units()] == ["art_1", "art_2", "art_3"]
    assert shape(written(MANNERS[name], tmp_path)) == shape(plain)


@pytest.mark.parametrize(
    "words",
    [
        "[此处](javascript:alert)",
        "![图](http://example.org/a.png)",
        '<span style="display:none">不得</span>',
        "面积10<sup>2</sup>",
        "<del>不</del>得",
        "a &lt b && c &unknown; d",
        "数组[1](二)",
    ],
)
def test_what_is_more_than_layout_stays_as_it_is(words: str) -> None:
    assert texts(read_bytes(f"# 办法\n\n第一条　{words}\n".encode()))[1] == f"第一条　{words}"


def test_a_cell_with_a_break_in_it_is_one_cell() -> None:
    table = "# 办法\n\n| 类别 | 费用 |\n|---|---|\n| 台灯<br>吊灯 | 10&nbsp;元 |\n"
    assert texts(read_bytes(table.encode()))[1:] == ["类别\t费用", "台灯 吊灯\t10\xa0元"]
