"""Text of a source that wants to be more than text: in every field of a report it stays words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import article, chapter, item, law
from pages import opened
from reports import finding, reported

from gaidiff.model.change import Direction, Note, Ref, Summary
from gaidiff.model.text import Diagnostic, EId
from gaidiff.renderers import render
from gaidiff.renderers._look import Look

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from gaidiff.model.change import Report

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a href=javascript:alert(1)>x</a></svg>",
    "</style></script><script>alert(1)</script>",
    "</title></svg><iframe srcdoc='<script>alert(1)</script>'>",
    '"><b onmouseover="alert(1)" autofocus onfocus=alert(1)>',
    "' onfocus='alert(1)' autofocus '",
    "]]> --> <!-- <![CDATA[",
    "{{7*7}} {{''.__class__.__mro__}} {% for x in range(9999999999) %}{% endfor %} {reference} {0.__class__}",
    "javascript:alert(1) java\tscript:alert(1) data:text/html,<script>alert(1)</script> //evil.test",
    "red;}body{display:none} </select><option> $& $1",
    "[x](javascript:alert(1)) ![](http://evil.test/beacon) `| # <b>`",
    "=1+1 @SUM(1) ＝1",
    "付款\u202e001\u202c元 &lt;b&gt; &#x202e;",
]

ACTIVE = """[...document.querySelectorAll("*")].flatMap((one) => [...one.attributes])
  .filter((attribute) => /^(on|style)/.test(attribute.name)).length"""


def hostile(text: str) -> Report:
    fields = {
        "title": text,
        "status": text,
        "authority": (text,),
        "published": text,
        "in_force": text,
        "preface": text,
        "remainder": (text,),
        "diagnostics": (Diagnostic("odd", text, EId("art_1")),),
    }
    old = law(chapter(1, text, article(1, "甲。", item(1, text)), article(2, "丙。")), **fields)
    new = law(chapter(1, text, article(1, f"甲乙{text}", item(2, text), heading=text), article(2, "丙。")), **fields)
    about = replace(finding("obligation_added", Direction.TIGHTENED, text), theme=text, signals=(text,))
    other = replace(finding("editorial_only", Direction.NEUTRAL, text), theme="form")
    pairs = [("preface", "preface"), ("chp_1", "chp_1"), ("art_1", "art_1"), ("art_2", "art_2")]
    summary = Summary(verdict=(("en", text),), top=(Ref(2, 0),), themes=((text, 1),), directions=(("tightened", 1),))
    report = reported(old, new, *pairs, ("remainder", "remainder"), findings={2: (about, other)}, summary=summary)
    note = Note(eid=EId("art_2"), side="new", quote="丙", text=text, author=text, status=text)
    return replace(report, notes=(note, replace(note, stale=True)))


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_it_runs_nothing_asks_for_nothing_and_hides_nothing(browser: Browser, tmp_path: Path, number: int) -> None:
    payload = PAYLOADS[number]
    file = tmp_path / "hostile.html"
    file.write_bytes(render(hostile(payload), "html", look=Look(title=payload) if number % 2 else None))
    context = browser.new_context(viewport={"width": 320, "height": 800})
    page = context.new_page()
    dialogs: list[str] = []
    asked: list[str] = []
    said: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.fill("#find", "乙")
    for option in page.locator("#by-theme option").all():
        page.select_option("#by-theme", option.get_attribute("value"))
    page.click("#clear")
    page.keyboard.press("Tab")
    page.locator(".change > h3 .link").last.click()
    page.click("#copy-new")
    page.keyboard.press("n")

    assert (dialogs, said) == ([], [])
    assert [url for url in asked if not url.startswith("data:")] == [file.as_uri()]
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, object, embed, form, base, meta[http-equiv=refresh], b[onmouseover]").count() == 0
    assert page.evaluate(ACTIVE) == 0
    assert page.evaluate("[...document.links].filter((a) => !a.getAttribute('href').startsWith('#')).length") == 0
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_words_are_shown_as_they_stand(browser: Browser, tmp_path: Path) -> None:
    for number, payload in enumerate(PAYLOADS[:-1]):
        file = tmp_path / f"{number}.html"
        file.write_bytes(render(hostile(payload), "html"))
        page = opened(browser, file)
        words = " ".join(payload.split())
        assert page.evaluate("document.querySelector('h1').textContent") == words
        text = " ".join(page.evaluate("document.body.textContent").split())
        assert text.count(words) >= 12
        page.context.close()


def test_a_reordering_character_is_marked_not_obeyed(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "bidi.html"
    file.write_bytes(render(hostile(PAYLOADS[-1]), "html"))
    page = opened(browser, file)

    assert page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.documentElement.outerHTML)") is False
    assert "U+202E" in page.inner_text(".banner >> nth=0")
