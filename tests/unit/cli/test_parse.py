"""`gaidiff parse`: what is printed, in which format, and what it refuses."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gaidiff import parse, read
from gaidiff.cli.parse import outline, tree
from gaidiff.model.law import Instrument

Gaidiff = Callable[..., "subprocess.CompletedProcess[bytes]"]

LAW = """灯具管理办法
（2030年1月2日某市人民政府令第3号公布　自2030年3月1日起施行）
第一章　总则
第一条　供应者应当报告。
第二条　用户可以投诉。
第三条　【标识】灯具应当有标识。
第二章　附则
第四条　本办法自2030年3月1日起施行。
"""
ENGLISH = "Rules on Lamps\n\nArticle 1 Duties\nProviders shall report.\n\nArticle 2 Rights\nUsers may complain.\n"


@pytest.fixture
def law(tmp_path: Path) -> Path:
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    return tmp_path / "law.txt"


def test_the_outline_has_every_heading_and_counts_what_has_none() -> None:
    lines = outline(parse(read(LAW.encode()))).splitlines()
    assert lines[1:6] == [
        "  第一章 总则",
        "    第一条 … 第二条 (2 articles)",
        "    第三条 【标识】",
        "  第二章 附则",
        "    第四条",
    ]
    assert "应当" not in "".join(lines)
    assert lines[-1] == "2 chapters, 4 articles, 4 paragraphs"


def test_the_first_line_tells_what_the_text_says_about_itself() -> None:
    head = tree(parse(read(LAW.encode()))).splitlines()[0]
    assert head.startswith("灯具管理办法 (zh")
    assert "published 2030-01-02" in head
    assert "in force 2030-03-01" in head


def test_each_fact_is_on_a_line_with_the_words_it_was_read_from() -> None:
    assert tree(parse(read(LAW.encode()))).splitlines()[1:6] == [
        "  title: “灯具管理办法” in the preface",
        "  number: “某市人民政府令第3号” in the preface",
        "  authority: “某市人民政府” in the preface",
        "  published 2030-01-02: “2030年1月2日某市人民政府令” in the preface",
        "  in force 2030-03-01: “自2030年3月1日起施行” at art_4__para_1",
    ]


def test_a_heading_of_an_english_article_is_in_the_outline() -> None:
    assert outline(parse(read(ENGLISH.encode()))).splitlines()[1:3] == ["  Article 1 Duties", "  Article 2 Rights"]


@pytest.mark.parametrize("words", [("--format", "akn"), ("-o", "law.xml"), ("-o", "named", "--format", "akn")])
def test_akoma_ntoso_is_read_back_as_the_same_provisions(
    words: tuple[str, ...], law: Path, tmp_path: Path, gaidiff: Gaidiff
) -> None:
    done = gaidiff("parse", law, *words)
    assert (done.returncode, done.stderr) == (0, b"")
    written = tmp_path / words[1]
    body = written.read_bytes() if "-o" in words else done.stdout
    assert told(parse(read(body))) == told(parse(read(law)))


def told(law: Instrument) -> list[object]:
    facts = (law.title, law.preface, law.published, law.in_force, law.number)
    return [facts, *((n.eid, n.num, n.heading, n.text) for n in law.walk())]


def test_the_suffix_of_the_output_tells_the_format(law: Path, tmp_path: Path, gaidiff: Gaidiff) -> None:
    for name, start in (("law.json", b"{"), ("new.xml", b"<?xml"), ("tree.txt", "灯具管理办法 (".encode())):
        assert gaidiff("parse", law, "-o", name).returncode == 0
        assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--outline", "--format", "json"), b"error[config]: --outline and --format json are two outputs"),
        (("-o", "law.pdf"), b"error[config]: the name law.pdf does not tell the format"),
        (("-o", "law.txt"), b"error[render]: law.txt is an input and would be lost"),
        (("--format", "html"), b"error[usage]"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(
    words: tuple[str, ...], says: bytes, law: Path, gaidiff: Gaidiff
) -> None:
    done = gaidiff("parse", law, *words)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert law.read_text(encoding="utf-8") == LAW
