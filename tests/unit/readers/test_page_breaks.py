"""Page numbers and running heads in plain text: set aside where they are such, and a sentence goes on over them."""

from __future__ import annotations

import pytest
from documents import codes, furniture, read_bytes, texts


def lines(text: str) -> list[str]:
    return texts(read_bytes(text.encode()))


@pytest.mark.parametrize(
    ("first", "second"),
    [("— 2 —", "— 3 —"), ("- 2 -", "- 3 -"), ("第 2 页 共 9 页", "第 3 页 共 9 页"), ("Page 2 of 9", "Page 3 of 9")],
)
def test_a_sentence_goes_on_over_a_page_number(first: str, second: str) -> None:
    text = f"第一条　供应者应当在三\n\n{first}\n\n日内登记。\n第二条　用户可以投诉。\n{second}\n第三条　附则。\n"
    reading = read_bytes(text.encode())
    assert texts(reading) == ["第一条　供应者应当在三日内登记。", "第二条　用户可以投诉。", "第三条　附则。"]
    assert furniture(reading) == [first, second]
    assert codes(reading) == ["page_furniture"]


def test_a_running_head_is_set_aside_with_the_numbers() -> None:
    pages = "".join(
        f"第{'一二三四'[n]}条　供应者应当登记，并且\n— {n + 1} —\n灯具管理办法\n答复用户。\n" for n in range(4)
    )
    reading = read_bytes(pages.encode())
    assert texts(reading)[0] == "第一条　供应者应当登记，并且答复用户。"
    assert furniture(reading) == [word for n in range(4) for word in (f"— {n + 1} —", "灯具管理办法")]


def test_english_words_are_joined_with_a_blank_and_a_label_begins_anew() -> None:
    text = "Article 1 A provider shall\n- 1 -\nregister.\nArticle 2 A user may\n- 2 -\n(a) ask; or\n(b) complain.\n"
    assert lines(text)[:3] == ["Article 1 A provider shall register.", "Article 2 A user may", "(a) ask; or"]


def test_wrapped_text_is_joined_as_if_no_page_had_ended() -> None:
    words = "the provider of a lamp shall keep the records of every lamp that it has sold to users in the Union and"
    body = "\n".join([*[words] * 8, "", "Page 1 of 2", "", *[words] * 8, "shall answer.", "Page 2 of 2"])
    label, paragraph = lines(f"Article 1\n\n{body}\n")
    assert label == "Article 1"
    assert paragraph.count("the provider of a lamp") == 16
    assert "Page" not in paragraph


@pytest.mark.parametrize(
    "odd", ["- 3 -\n第二条　乙。\n- 2 -", "— 1 —", "第 2 页\n第 2 页", "2\n第二条　乙。\n3", "-2-3-\n第二条　乙。\n-4-"]
)
def test_what_does_not_rise_as_pages_do_is_text(odd: str) -> None:
    text = f"第一条　甲。\n{odd}\n第三条　丙。"
    assert lines(text) == text.split("\n")
