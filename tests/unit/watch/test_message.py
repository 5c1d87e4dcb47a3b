"""What a message says, and that nothing in it obeys others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from builders import article, law
from outbox import change, pair
from reports import sample

from gaidiff import pipeline
from gaidiff.assets import asset_dir
from gaidiff.model.change import Summary
from gaidiff.model.watch import EventKind
from gaidiff.watch.digest import MOST_IN_A_DIGEST
from gaidiff.watch.gist import NOTHING, gist_of
from gaidiff.watch.message import Message, digest_of, entry_html, message_of, told, words_of

REPORT = "https://site.test/en/sources/measures/2.html"


def message(language: str = "en", **fields: object) -> Message:
    event = replace(change(), old=1, new=2, **fields)  # type: ignore[arg-type]
    one = told("d1", event, gist_of(sample(), language), language=language, report=REPORT)
    return message_of(one, language=language)


def page(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html.parser")


def test_the_subject_names_what_happened_and_the_text() -> None:
    assert message().subject == "Changed: Service Measures"
    assert message("zh", title="智能客服管理办法").subject == "有变化：智能客服管理办法"


def test_text_and_html_tell_verdict_top_changes_pinpoints_and_links() -> None:
    sent = message()
    for body in (sent.text, page(sent.html).get_text(" ")):
        assert "On balance the new text is easier on providers." in body
        assert "Art. 6 adds a duty to handle complaints." in body
        assert "Draft Art. 3 → new Art. 3" in body
        assert "▼ relaxed" in body
        assert "Revision 1 → 2" in body
        assert "2026-03-01 08:00 UTC" in body
    links = [link["href"] for link in page(sent.html).find_all("a")]
    assert links == [REPORT, "https://law.test/measures"]
    assert all(link in sent.text for link in links)


def test_the_chinese_message_is_chinese_throughout() -> None:
    sent = message("zh")
    assert "总体上，新文本对提供者更为宽松。" in sent.text
    assert "▼ 放宽：删除第三条规定的三个月期限" in sent.text
    assert page(sent.html).html["lang"] == "zh"  # type: ignore[index]
    assert "Official" not in sent.text + sent.html


def test_a_doubtful_finding_says_so() -> None:
    assert "Art. 6 adds a duty to handle complaints. (uncertain: check against the texts)" in message().text


def test_a_change_no_rule_speaks_of_is_shown_by_its_words() -> None:
    old = law(article(1, "提供者不得收集信息。"), article(2, "用户可以投诉。"))
    new = law(article(1, "提供者得收集信息。"), article(2, "用户可以投诉。"))
    report = replace(pipeline.compare(old, new), summary=Summary())
    sent = message_of(told("d", change(), gist_of(report, "en"), language="en"), language="en")
    assert "提供者[-不得-]{+得+}收集信息。" in sent.text
    (struck,) = page(sent.html).find_all("del")
    assert struck.text == "不得"
    assert sent.data["passages"][0]["words"] == [
        ["equal", "第一条 提供者"],
        ["delete", "不得"],
        ["insert", "得"],
        ["equal", "收集信息。"],
    ]


def test_provisions_for_which_there_is_no_room_are_counted() -> None:
    old = law(*(article(number, f"提供者应当完成第{number}项工作。") for number in range(1, 12)))
    new = law(*(article(number, f"提供者应当做好第{number}项工作。") for number in range(1, 12)))
    report = replace(pipeline.compare(old, new), summary=Summary())
    gist = gist_of(report, "en")
    assert (len(gist.passages), gist.more) == (4, 7)
    sent = message_of(told("d", change(), gist, language="en"), language="en")
    assert "7 further provisions differ" in sent.text
    assert "7 further provisions differ" in sent.html


def test_an_article_comes_before_the_title() -> None:
    titles = [passage.title for passage in gist_of(sample(), "en").passages]
    assert titles == ["Art. 4", "Art. 5", "New Art. 7", "Old Art. 6"]


def test_every_kind_of_event_has_words_in_both_languages() -> None:
    for language in ("en", "zh"):
        for kind in EventKind:
            own = words_of(language)[kind.value]
            assert set(own) == {"over", "subject", "lead"}
            assert own["subject"].format(title="X")
    names = [
        {name for name, words in words_of(language).items() if isinstance(words, str)} for language in ("en", "zh")
    ]
    assert names[0] == names[1]


def test_a_text_that_is_gone_is_not_said_to_be_repealed() -> None:
    event = change(kind=EventKind.GONE, message="404 at three checks")
    sent = message_of(told("d", event, None, language="en"), language="en")
    assert "That does not say that the law was repealed" in sent.text
    assert "404 at three checks" in sent.text
    assert sent.data["counts"] == {"provisions": {}, "directions": {}}


def test_the_data_is_json_and_names_its_contract() -> None:
    data = json.loads(json.dumps(message().data))
    assert (data["contract"], data["type"], data["id"]) == ("gaidiff.message/1", "event", "d1")
    assert data["links"] == {"official": "https://law.test/measures", "report": REPORT}
    assert data["changes"][0] == {
        "kind": "deadline_removed",
        "direction": "relaxed",
        "way": "▼ relaxed",
        "sentence": "The limit of 三个月内 in Art. 3 is dropped; Art. 3 now asks for 及时.",
        "pinpoint": "Draft Art. 3 → new Art. 3",
        "doubtful": False,
    }


def test_the_same_event_makes_the_same_message() -> None:
    assert message() == message()


def test_a_digest_lists_every_message_with_its_own_id() -> None:
    several = [told(f"d{n}", change(n, source=f"s{n}", title=f"Law {n}"), None, language="en") for n in range(40)]
    sent = digest_of("all", several, language="en")
    assert sent.subject == "40 messages on 40 texts"
    assert [one["id"] for one in sent.data["messages"]] == [f"d{n}" for n in range(40)]
    assert all(f"Law {n}" in sent.text and f"Law {n}" in sent.html for n in range(40))


def test_a_digest_on_one_text_names_it() -> None:
    several = [told(f"d{n}", change(n), None, language="en") for n in range(2)]
    assert digest_of("all", several, language="en").subject == "2 messages: Service Measures"


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style><svg onload=alert(1)>",
    "{{7*7}}{% for %}",
    "]]>--><b>",
    "a\r\nBcc: x@evil.test",
    "pay \u202e001\u202c now",
]


def strings(hostile: str) -> Iterator[str]:
    event = replace(change(title=hostile, message=hostile, address=f"https://law.test/{hostile}"), old=1, new=2)
    old, new = pair(title=f"Measures {hostile}")
    one = told("d", event, gist_of(pipeline.compare(old, new), "en"), language="en", report="javascript:alert(1)")
    yield message_of(one, language="en").html
    yield digest_of("x", [one, one], language="en").html
    yield entry_html(one, language="en")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a2_a_hostile_title_or_message_is_words_and_nothing_else(hostile: str) -> None:
    for text in strings(hostile):
        soup = page(text)
        assert not soup.find_all(["script", "img", "svg", "b", "iframe"])
        assert not [name for tag in soup.select("*") for name in tag.attrs if name.startswith("on")]
        assert "49" not in soup.get_text()
        assert "\u202e" not in text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.test/x",
        "https://user:pw@law.test/",
        "https://good.test\\@evil.test/",
        "https://law.test/a b",
        "http://[broken",
    ],
)
def test_a3_only_plain_web_addresses_become_links(address: str) -> None:
    sent = message(address=address)
    assert [link["href"] for link in page(sent.html).find_all("a")] == [REPORT]
    assert sent.data["source"]["address"] == ""


def test_a_secret_in_an_address_is_not_mailed_on() -> None:
    sent = message(address="https://law.test/a?id=3&access_token=abcdef")
    assert "abcdef" not in sent.html + sent.text + json.dumps(sent.data)
    assert "https://law.test/a?id=3&access_token=..." in sent.text


def test_a4_mail_templates_are_escaped_and_load_nothing() -> None:
    files = sorted((asset_dir("templates") / "mail").glob("*.j2"))
    assert len(files) == 5
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", "")
        assert "autoescape" not in text
        assert "src=" not in text
        assert "url(" not in text
        assert "<style" not in text


def test_styles_are_inline_for_mail_programs_that_drop_style_sheets() -> None:
    soup = page(message().html)
    assert not soup.find_all(["style", "link"])
    assert all(tag.get("style") for tag in soup.find_all(["p", "h1", "a", "del", "ins"]))


def test_no_message_is_so_long_that_mail_programs_cut_it() -> None:
    verdict = "19 of 24 articles are amended, 5 are new and 2 old ones have no counterpart; the text moves both ways."
    event = replace(change(title="Interim Measures for the Administration of Services", message=verdict), old=1, new=2)
    one = told("d" * 64, event, replace(NOTHING, verdict=verdict), language="en", report=REPORT)
    assert len(digest_of("x", [one] * MOST_IN_A_DIGEST, language="en").html.encode()) < 102 * 1024
    assert len(message().html.encode()) < 20_000
