"""A page and a CSS selector in, what the selector names out, and nothing else."""

from __future__ import annotations

import pytest

from gaidiff import pipeline
from gaidiff.errors import ConfigError, EmptyDocument
from gaidiff.model.text import Role
from gaidiff.sources.local import snapshot_of_bytes

PAGE = """<html><head><title>示例办法</title></head><body>
<div class="old"><p>第一条　旧灯应当亮。</p><p>第二条　旧灯不得灭。</p></div>
<div id="law"><h1>示例办法</h1><p>第一条　灯应当亮。</p><div class="part"><p>第二条　灯不得灭。</p></div></div>
<div class="note"><p>第三条　附注。</p></div></body></html>""".encode()


def texts(selector: str, body: bytes = PAGE) -> list[str]:
    reading = pipeline.read(snapshot_of_bytes(body, "page"), selector=selector)
    return [block.text for block in reading.blocks if block.role is not Role.FURNITURE]


def test_only_what_the_selector_names_is_read() -> None:
    assert texts("#law") == ["示例办法", "第一条　灯应当亮。", "第二条　灯不得灭。"]
    law = pipeline.load(snapshot_of_bytes(PAGE, "page"), selector="#law")
    assert [law.text_of(unit.eid) for unit in law.units()] == ["灯应当亮。", "灯不得灭。"]


def test_elements_within_chosen_ones_are_not_read_twice() -> None:
    assert texts("#law, #law .part, #law p") == texts("#law")


def test_several_elements_stand_in_the_order_of_the_page() -> None:
    assert texts(".note, .part") == ["第二条　灯不得灭。", "第三条　附注。"]


def test_a_selector_that_names_nothing_says_so() -> None:
    with pytest.raises(EmptyDocument, match="page has no element '#gone'"):
        texts("#gone")


@pytest.mark.parametrize(
    "selector", ["div[[", "document('http://x')", "unparsed-text('/etc/passwd')", "//div", "p::x("]
)
def test_b6_what_is_no_css_is_refused(selector: str) -> None:
    with pytest.raises(ConfigError, match="is no CSS selector"):
        texts(selector)


def test_other_formats_have_no_elements_and_are_read_whole() -> None:
    body = "第一条　灯应当亮。\n第二条　灯不得灭。\n".encode()
    assert len(texts("#law", body)) == 2
