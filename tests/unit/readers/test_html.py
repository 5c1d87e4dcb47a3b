"""Reader of HTML: the main text is where the articles are, what stands around it and what is hidden is set aside."""

from __future__ import annotations

import pytest
from documents import codes, furniture, read_bytes, texts

from gaidiff.errors import EmptyDocument, ReadError
from gaidiff.model.text import Role

MENU = "<ul><li><a href='/a'>首页</a></li><li><a href='/b'>政策</a></li><li><a href='/c'>互动</a></li></ul>"
ARTICLES = "<p>第一条　提供者应当备案。</p><p>第二条　本办法自发布之日起施行。</p>"


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()


def main_text(body: str) -> list[str]:
    return texts(read_bytes(page(body)))


def test_the_main_text_is_found_by_its_articles_and_furniture_is_counted() -> None:
    related = "<div class='links'><h3>相关阅读</h3><p>专家解读新办法的三个亮点，并介绍各地的落实情况。</p></div>"
    reading = read_bytes(
        page(f"<div id='top'>{MENU}</div><div id='x'>{ARTICLES}</div>{related}<footer>版权所有</footer>")
    )
    assert texts(reading) == ["第一条　提供者应当备案。", "第二条　本办法自发布之日起施行。"]
    assert furniture(reading) == [
        *("首页", "政策", "互动", "相关阅读"),
        "专家解读新办法的三个亮点，并介绍各地的落实情况。",
        "版权所有",
    ]
    assert [(d.code, d.message.split()[0]) for d in reading.diagnostics] == [("page_furniture", "6")]


def test_articles_straight_in_the_body_are_told_from_the_menu_beside_them() -> None:
    assert main_text(f"{MENU}{ARTICLES}{MENU}") == ["第一条　提供者应当备案。", "第二条　本办法自发布之日起施行。"]


def test_a_title_outside_the_main_element_belongs_to_it() -> None:
    long = ARTICLES.replace("备案", "向所在地主管部门办理备案手续并公示备案编号" * 9)
    reading = read_bytes(page(f"{MENU}<div><h1>智能客服办法</h1><p>（2024年1月1日公布）</p><div>{long}</div></div>"))
    assert texts(reading)[:2] == ["智能客服办法", "（2024年1月1日公布）"]
    assert reading.blocks[3].role == Role.HEADING


def test_articles_in_several_elements_are_all_kept() -> None:
    parts = "".join(f"<div class='a'><h3>Article {n}</h3><p>Text {n}.</p></div>" for n in range(1, 31))
    assert [text for text in main_text(f"{MENU}<main>{parts}</main>") if "Article" in text] == [
        f"Article {n}" for n in range(1, 31)
    ]


def test_the_last_articles_in_another_element_are_not_lost() -> None:
    first = "".join(f"<p>第{n}条　提供者应当报告。</p>" for n in range(1, 31))
    rest = "<p>第31条　主管部门应当：</p><p>（一）受理；</p><p>第32条　附则。</p><p>本办法由主管部门解释。</p>"
    found = main_text(f"<div>{MENU}</div><div>{first}</div><div>{MENU}</div><div>{rest}</div>")
    assert [text for text in found if text.startswith("第")][-2:] == ["第31条　主管部门应当：", "第32条　附则。"]
    assert {"（一）受理；", "本办法由主管部门解释。"} <= set(found)


def test_one_label_in_a_sidebar_is_no_article() -> None:
    articles = "".join(f"<p>Article {n} Duties.</p>" for n in range(1, 31))
    assert (
        main_text(f"<div>{articles}</div><div><p>Article 29 Working Party meets</p><p>News</p></div>")[-1]
        == "Article 30 Duties."
    )


def test_a_page_without_articles_gives_its_largest_text() -> None:
    notice = "".join(f"<p>有关单位应当按照通知要求做好第{n}项准备工作。</p>" for n in range(20))
    assert len(main_text(f"<div>{MENU}</div><div>{notice}</div>")) == 20


def test_b18_hidden_text_is_set_aside_and_reported() -> None:
    first = "<p>第一条　提供者<span style='display: none'>不</span>应当报告。</p>"
    body = f"{first}<p hidden>第九条　删除。</p><p>第二条　附则。</p>"
    reading = read_bytes(page(body))
    assert texts(reading) == ["第一条　提供者应当报告。", "第二条　附则。"]
    assert furniture(reading) == ["不", "第九条　删除。"]
    assert codes(reading) == ["hidden_text"]


def test_b18_text_of_no_size_is_hidden() -> None:
    assert codes(read_bytes(page(f"{ARTICLES}<p style='font-size:0px'>第三条　另有规定。</p>"))) == ["hidden_text"]


@pytest.mark.parametrize(
    "css",
    [
        ".x{display:none}",
        "/* notes */ i, span.x , b { color: red; visibility: hidden }",
        "#n { display: none !important }",
        ".x { display: block } .x { display: none }",
        "@media print { .x { display: block } } span#n.x{font-size:0}",
    ],
)
def test_b18_a_style_sheet_hides_text(css: str) -> None:
    body = f"<p>第一条　提供者<span class='x y' id='n'>不</span>应当报告。</p>{ARTICLES}"
    reading = read_bytes(page(body, f"<style>{css}</style>"))
    assert (texts(reading)[0], codes(reading)) == ("第一条　提供者应当报告。", ["hidden_text"])


@pytest.mark.parametrize(
    "css",
    [
        "@media print { .x { display: none } }",
        ".x:hover { display: none }",
        ".x { display: none } .x.y { display: inline }",
        ".x { display: none } .open .x { display: inline }",
        ".z .x { display: none }",
        "p { display: none }",
        "body { visibility: hidden }",
    ],
)
def test_b18_a_style_sheet_that_may_show_text_hides_none(css: str) -> None:
    body = f"<p>第一条　提供者<span class='x y'>不</span>应当报告。</p>{ARTICLES}"
    assert texts(read_bytes(page(body, f"<style>{css}</style>")))[0] == "第一条　提供者不应当报告。"


def test_b18_white_text_is_kept_and_reported() -> None:
    reading = read_bytes(page(f"{ARTICLES}<p>第三条　<b style='color: #FFF'>另有规定。</b></p>"))
    assert (texts(reading)[-1], codes(reading)) == ("第三条　另有规定。", ["white_text"])


def test_b18_what_only_browsers_without_script_show_and_what_is_marked_as_cdata_is_set_aside() -> None:
    reading = read_bytes(page(f"{ARTICLES}<noscript>请开启脚本</noscript><p>附<![CDATA[则]]></p>"))
    assert furniture(reading) == ["请开启脚本", "则"]


def test_struck_text_is_set_aside_and_reported() -> None:
    reading = read_bytes(page("<p>Article 1 The limit is <del>30</del> 15 days.</p><p>Article 2 Terms.</p>"))
    assert texts(reading)[0] == "Article 1 The limit is 15 days."
    assert (furniture(reading), codes(reading)) == (["30"], ["struck_text"])


def test_a_line_break_ends_a_paragraph_but_not_a_heading() -> None:
    assert main_text("<h2>第一章<br>总则</h2><p>第一条　总则<br/>第二条　附则</p>") == [
        "第一章 总则",
        "第一条　总则",
        "第二条　附则",
    ]


def test_inline_tags_add_no_space_and_white_space_collapses() -> None:
    assert main_text(
        "<p><b>第<i>一</i>条</b>　提供者应\n   当<span>报告</span>。</p><p>Article\n 2  of <b>this</b> Act</p>"
    ) == [
        "第一条　提供者应当报告。",
        "Article 2 of this Act",
    ]


def test_ruby_scripts_and_comments_are_no_text() -> None:
    body = "<p>第一条　<ruby>提<rt>ti</rt></ruby>供者<!-- 注 --><script>x</script>应当报告。</p><p>第二条</p>"
    assert main_text(body)[0] == "第一条　提供者应当报告。"


def test_a12_a_raised_figure_is_not_glued_and_a_footnote_mark_is_left_out() -> None:
    body = "<p>Article 1 The area is 10<sup>2</sup> m<sup>2</sup><sup><a href='#n1'>7</a></sup>.</p><p>Article 2</p>"
    reading = read_bytes(page(body))
    assert texts(reading)[0] == "Article 1 The area is 10² m²."
    assert codes(reading) == ["footnotes"]


def test_numbers_of_ordered_lists_are_written_out() -> None:
    body = (
        "<p>Article 1 Duties</p><ol type='a' start='3'><li>to report;</li><li><p>to keep records:</p>"
        "<ol type='i'><li>logs</li></ol></li></ol><ol><li value='9'>ninth</li><li>(x) labelled</li></ol>"
        "<ul><li>bullet</li></ul><p>Article 2</p>"
    )
    assert main_text(body)[1:-1] == [
        "c. to report;",
        "d. to keep records:",
        "i. logs",
        "9. ninth",
        "(x) labelled",
        "bullet",
    ]


def test_a_table_of_figures_gives_rows_and_one_that_lays_out_the_page_does_not() -> None:
    row = "<tr><td><p>Filing</p><p>online</p></td><td></td><td>10</td></tr>"
    fees = f"<table><tr><th>Item</th><th>Fee</th></tr>\n{row}</table>"
    reading = read_bytes(page(f"<table><tr><td>{MENU}</td><td>{ARTICLES}{fees}</td></tr></table>"))
    assert texts(reading) == [
        "第一条　提供者应当备案。",
        "第二条　本办法自发布之日起施行。",
        "Item\tFee",
        "Filing online\t\t10",
    ]
    assert [block.role for block in reading.blocks[-2:]] == [Role.ROW, Role.ROW]


def test_preformatted_lines_are_joined_where_they_were_wrapped() -> None:
    lines = (
        "Article 1 Providers shall take effective measures against the generation\n"
        "of content that infringes the rights of other persons, and shall report\n"
        "the measures to the authority within the time limits that are set out in\n"
        "the annex to this Regulation, and shall keep a record of them for a term\nof three years from the report on, "
        "counted from the first day of January\nof the year that follows the report.\n\nArticle 2 Terms."
    )
    assert [text[:20] for text in main_text(f"<pre>{lines}</pre>")] == ["Article 1 Providers ", "Article 2 Terms."]


@pytest.mark.parametrize(
    ("meta", "encoding", "expected"),
    [
        ("<meta charset='gb2312'>", "gb18030", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030", "gb18030"),
        ("", "gb18030", "gb18030"),
        ("<meta charset='iso-8859-1'>", "utf-8", "utf-8"),
        ("<meta charset='hex'>", "utf-8", "utf-8"),
        ("<meta charset='gbk'>", "utf-16", "utf-16-le"),
    ],
)
def test_a15_what_a_page_declares_is_not_always_what_it_is(meta: str, encoding: str, expected: str) -> None:
    reading = read_bytes(f"<html><head>{meta}</head><body>{ARTICLES}<p>镕</p></body></html>".encode(encoding))
    assert (texts(reading)[0], reading.encoding) == ("第一条　提供者应当备案。", expected)


def test_a15_what_the_server_declares_comes_before_what_the_page_declares() -> None:
    body = b"<html><meta charset='big5'><p>\xb5\xda\xd2\xbb\xcc\xf5</p></html>"
    assert read_bytes(body, media_type="text/html; charset=gb2312").encoding == "gb18030"


def test_b16_the_bytes_decide_and_not_the_name() -> None:
    assert read_bytes(page(ARTICLES), "law.pdf").media_type == "text/html"
    assert read_bytes(b"Article 1 uses <p> and <div> tags.", "law.html").media_type == "text/plain"


def test_a_fragment_without_html_tags_around_it_is_read() -> None:
    assert texts(read_bytes(f"<!-- saved --><div>{ARTICLES}</div>".encode())) == [
        "第一条　提供者应当备案。",
        "第二条　本办法自发布之日起施行。",
    ]


def test_b7_a_page_nested_too_deep_to_be_read_whole_is_refused() -> None:
    with pytest.raises(ReadError, match="nested too deep"):
        read_bytes(b"<html>" + b"<div>" * 100_000 + b"Article 1")


def test_b7_a_page_that_is_deep_but_no_deeper_than_the_limit_is_read() -> None:
    assert main_text("<div>" * 2000 + ARTICLES)[-1] == "第二条　本办法自发布之日起施行。"


def test_a_declaration_of_an_encoding_inside_decoded_text_changes_nothing() -> None:
    body = f'<?xml version="1.0" encoding="gb2312"?><html><meta charset="gb2312"><body>{ARTICLES}</body></html>'
    assert texts(read_bytes(b"\xef\xbb\xbf" + body.encode()))[0] == "第一条　提供者应当备案。"


def test_b7_a_page_of_unclosed_tags_is_read_to_its_end() -> None:
    assert main_text("<font>" * 500 + ARTICLES)[-1] == "第二条　本办法自发布之日起施行。"


@pytest.mark.parametrize("bytes_", [b"<a " * 10_000, b"<a b='" * 10_000, b"<!--" * 20_000, b"<![" * 20_000])
def test_b8_b9_markup_without_end_holds_no_text(bytes_: bytes) -> None:
    with pytest.raises(EmptyDocument):
        read_bytes(b"<html>" + bytes_)


def test_a_number_that_leads_to_a_note_is_left_out_also_where_it_is_not_raised() -> None:
    text = 'within 30 days<a href="#fn2">[2]</a> as <a href="#art3">3</a> says'
    page = f"<html><p>Article 1 Providers shall report {text}.</p><p>Article 2 Terms.</p></html>"
    reading = read_bytes(page.encode())
    assert texts(reading)[0] == "Article 1 Providers shall report within 30 days as 3 says."
    assert "footnotes" in codes(reading)
