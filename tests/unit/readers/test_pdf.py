"""Reader of PDF files: lines become paragraphs, what repeats on every page is set aside, scans are refused."""

from __future__ import annotations

import pytest
from documents import codes, furniture, pdf_file, pdf_of, read_bytes, texts

from gaidiff.errors import EmptyDocument, ReadError

LEFT, TOP, SIZE, STEP = 72, 750, 12, 18


def page(*lines: str, left: float = LEFT, top: float = TOP) -> list[tuple[float, float, float, str]]:
    return [(left, top - STEP * index, SIZE, line) for index, line in enumerate(lines)]


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    body = pdf_of(
        [
            page(
                "第一条　提供者应当在三个月内完成评估，并将评估结果报送所在地",
                "主管部门。",
                "第二条　本办法自发布之日起施行。",
            )
        ]
    )
    assert texts(read_bytes(body)) == [
        "第一条　提供者应当在三个月内完成评估，并将评估结果报送所在地主管部门。",
        "第二条　本办法自发布之日起施行。",
    ]


def test_a_hyphen_at_the_line_end_is_undone_but_not_that_of_a_compound() -> None:
    lines = (
        "Article 1 A provider shall notify the authority of every third-party com-",
        "ponent that it places on the market, and of every change that a third-",
        "party asks for.",
    )
    assert texts(read_bytes(pdf_of([page(*lines)]))) == [
        (
            "Article 1 A provider shall notify the authority of every third-party component that it places on the "
            "market, and of every change that a third-party asks for."
        )
    ]


def test_an_article_and_an_item_begin_a_paragraph_of_their_own() -> None:
    lines = (
        "第三条　提供者应当报送下列材料：",
        "（一）算法备案表；",
        "（二）安全评估报告。",
        "第四条　主管部门应当保密。",
    )
    assert texts(read_bytes(pdf_of([page(*lines)]))) == list(lines)


def test_a_reference_that_wraps_to_the_line_start_begins_none() -> None:
    lines = (
        "第五条　提供者违反规定的，主管部门应当按照本办法的规定，依照",
        "第三条的规定处理。",
        "第六条　本办法由主管部门解释。",
    )
    assert texts(read_bytes(pdf_of([page(*lines)]))) == [lines[0] + lines[1], lines[2]]


def test_a_paragraph_goes_on_over_the_page_and_its_running_head() -> None:
    pages = [
        [
            (250, 800, 9, "示例公报"),
            *page("第一条　提供者应当在三个月内完成评估，并将评估结果报送所在地"),
            (290, 40, 9, "- 1 -"),
        ],
        [(250, 800, 9, "示例公报"), *page("主管部门。", "第二条　本办法自发布之日起施行。"), (290, 40, 9, "- 2 -")],
    ]
    reading = read_bytes(pdf_of(pages))
    assert texts(reading) == [
        "第一条　提供者应当在三个月内完成评估，并将评估结果报送所在地主管部门。",
        "第二条　本办法自发布之日起施行。",
    ]
    assert sorted(furniture(reading)) == ["- 1 -", "- 2 -", "示例公报", "示例公报"]
    assert codes(reading) == ["page_furniture"]


def test_article_headings_that_open_pages_are_no_running_heads() -> None:
    pages = [
        page(f"Article {number}", f"The provider shall keep {kind} for as long as the service runs.")
        for number, kind in enumerate(("records", "logs", "copies"), 1)
    ]
    assert [text for text in texts(read_bytes(pdf_of(pages))) if "Article" in text] == [
        "Article 1",
        "Article 2",
        "Article 3",
    ]


def test_each_block_knows_its_page() -> None:
    reading = read_bytes(pdf_of([page("Article 1 Scope."), page("Article 2 Terms.")]))
    assert [(block.text, block.page) for block in reading.blocks] == [("Article 1 Scope.", 1), ("Article 2 Terms.", 2)]


def test_a_raised_figure_is_not_glued_to_the_number_before_it() -> None:
    body = pdf_of(
        [
            [
                (72, 750, 12, "Article 1 The fine is 10"),
                (190, 755, 7, "2"),
                (72, 732, 12, "Article 2 The authority publishes every fine."),
            ]
        ]
    )
    assert texts(read_bytes(body))[0] == "Article 1 The fine is 10²"


def test_b15_a_scan_without_a_text_layer_is_refused() -> None:
    with pytest.raises(EmptyDocument, match="scan; run OCR"):
        read_bytes(pdf_of([[], []], image=(1, 2)))


def test_b15_pages_without_text_are_refused_by_number() -> None:
    with pytest.raises(ReadError, match="pages 2, 4 without a text layer"):
        read_bytes(pdf_of([page("Article 1 Scope."), [], page("Article 2 Terms."), []], image=(2, 4)))


def test_b15_a_page_number_does_not_make_a_scan_readable() -> None:
    numbers = [[(290, 40, 9, f"- {number} -")] for number in (1, 2, 3)]
    with pytest.raises(ReadError, match="page 2 without a text layer"):
        read_bytes(
            pdf_of([[*page("Article 1 A."), *numbers[0]], numbers[1], [*page("Article 2 B."), *numbers[2]]], image=(2,))
        )


def test_an_empty_page_is_no_scan() -> None:
    assert texts(read_bytes(pdf_of([page("Article 1 Scope."), []]))) == ["Article 1 Scope."]


def test_b14_an_encrypted_pdf_is_refused() -> None:
    locked = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", locked]
    body = pdf_file(objects, b"/Encrypt 3 0 R/ID[<41><41>]")
    with pytest.raises(ReadError, match="is encrypted; save it without a password"):
        read_bytes(body)


def test_b11_a_page_tree_that_holds_itself_ends() -> None:
    body = pdf_file([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])
    with pytest.raises(ReadError):
        read_bytes(body)


def test_b16_a_pdf_signature_without_a_pdf_is_refused() -> None:
    with pytest.raises(ReadError, match="damaged PDF"):
        read_bytes(b"%PDF-1.7 and nothing more", "gazette.pdf")
