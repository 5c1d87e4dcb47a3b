"""The script of the report: every filter, key, link, fold, copy and view switch does what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pages import long_law, motivating, opened
from playwright.sync_api import Error, expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SHOWN = (
    "(selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).map((one) => one.id)"
)
KINDS = "() => [...document.querySelectorAll('.change, .one')].map((one) => [one.id, one.dataset.kinds.split(' ')])"
FINDINGS = """() => [...document.querySelectorAll(".comments > li[data-way]")].map((one) =>
  [one.closest(".change, .one, .division").id, one.dataset.way, one.dataset.theme])"""
UNLINKED = """(selector) => [...document.querySelectorAll(selector)].map((one) => one.id)
  .filter((id) => !document.getElementById(id).querySelector(`.link[href="#${id}"]`))"""
UNITS = ".change, .one"
SELECTED = "() => (document.querySelector('.selected') || {}).id"


def shown(page: Page, selector: str = UNITS) -> list[str]:
    found: list[str] = page.evaluate(SHOWN, selector)
    return found


def options(page: Page, name: str) -> list[str]:
    values: list[str] = page.evaluate(
        "(id) => [...document.querySelectorAll('#' + id + ' option')].map((o) => o.value)", name
    )
    return values[1:]  # the first is: any


def copied(page: Page, side: str) -> str:
    """What the clipboard holds after a click on the button of that side."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("document.getElementById('said').textContent = ''")
    page.click(f"#copy-{side}")
    expect(page.locator("#said")).not_to_be_empty()  # asks outside the page, whose policy forbids eval
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_the_filter_by_kind_leaves_the_articles_of_that_kind(browser: Browser, report_page: Path) -> None:
    page = opened(browser, report_page)
    kinds = dict(page.evaluate(KINDS))
    assert options(page, "by-kind")

    for kind in options(page, "by-kind"):
        page.select_option("#by-kind", kind)
        expected = [one for one, own in kinds.items() if kind in own]
        assert sorted(shown(page)) == sorted(expected), kind
    page.select_option("#by-kind", "")
    assert len(page.query_selector_all(".change[hidden], .division[hidden], .fold[hidden]")) == 0


@pytest.mark.parametrize(("field", "at"), [("by-way", 1), ("by-theme", 2)])
def test_direction_and_theme_leave_the_articles_with_such_a_finding(
    browser: Browser, short_file: Path, field: str, at: int
) -> None:
    page = opened(browser, short_file)
    found = page.evaluate(FINDINGS)
    assert len(options(page, field)) > 1

    for value in options(page, field):
        page.select_option(f"#{field}", value)
        expected = {one[0] for one in found if one[at] == value}
        assert set(shown(page, ".change, .one, .division")) == expected, value


def test_two_filters_ask_for_one_finding_that_fits_both(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    found = page.evaluate(FINDINGS)
    (_, way, theme) = found[-1]
    page.select_option("#by-way", way)
    page.select_option("#by-theme", theme)

    assert set(shown(page, ".change, .one, .division")) == {one for one, *own in found if own == [way, theme]}
    assert page.inner_text("#said").startswith(str(len(shown(page))))


def test_search_finds_words_in_articles_and_in_comments(browser: Browser, long_file: Path) -> None:
    page = opened(browser, long_file)
    page.fill("#find", "VESSEL class 2990.")

    assert len(shown(page)) == 1
    assert "berth 230 keeps" in page.inner_text(f"#{shown(page)[0]}")
    page.fill("#find", "no such words anywhere")
    assert shown(page) == []


def test_search_opens_folds_and_closes_them_again(browser: Browser, long_file: Path) -> None:
    page = opened(browser, long_file)
    assert page.locator(".fold[open]").count() == 0
    page.fill("#find", "berth 233")

    assert page.locator(".fold[open]").count() == 1
    page.click("#clear")
    assert page.locator(".fold[open]").count() == 0
    assert page.input_value("#find") == ""
    assert page.is_hidden("#clear")


def test_escape_in_the_search_shows_all_again(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    before = shown(page)
    page.fill("#find", "penalty")
    page.press("#find", "Escape")

    assert shown(page) == before


@pytest.mark.parametrize(("forward", "back"), [("n", "p"), ("j", "k")])
def test_keys_lead_from_change_to_change(browser: Browser, report_page: Path, forward: str, back: str) -> None:
    page = opened(browser, report_page)
    changes = shown(page, ".change")
    visited = []
    for _ in changes:
        page.keyboard.press(forward)
        visited.append(page.evaluate(SELECTED))

    assert visited == changes
    page.keyboard.press(forward)  # there is no further one
    assert page.evaluate(SELECTED) == changes[-1]
    page.keyboard.press(back)
    assert page.evaluate(SELECTED) == changes[-2]
    expect(page).to_have_url(re.compile(f"#{changes[-2]}$"))
    assert page.evaluate("document.activeElement.id") == f"{changes[-2]}t"
    top = page.locator(f"#{changes[-2]}").evaluate("(one) => one.getBoundingClientRect().top")
    assert page.locator(".bar").evaluate("(bar) => bar.getBoundingClientRect().bottom") <= top < 900


def test_buttons_lead_only_to_what_the_filter_shows(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    page.select_option("#by-kind", "inserted")
    inserted = shown(page, ".change")
    page.click("#next")
    page.click("#next")

    assert page.evaluate(SELECTED) == inserted[1]
    page.click("#previous")
    assert page.evaluate(SELECTED) == inserted[0]


def test_letters_typed_into_the_search_are_words(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    page.keyboard.press("/")
    page.keyboard.type("nv")

    assert page.input_value("#find") == "nv"
    assert page.evaluate(SELECTED) is None


def test_the_keys_can_be_switched_off(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    page.uncheck("#keys")
    page.keyboard.press("n")

    assert page.evaluate(SELECTED) is None


def test_one_text_or_two_columns_by_button_and_key(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    row = [page.locator(f".mixed > .{side}").first for side in "onr"]
    assert [one.is_visible() for one in row] == [True, True, False]

    page.click("#view")
    assert [one.is_visible() for one in row] == [False, False, True]
    assert page.get_attribute("#view", "aria-pressed") == "true"
    page.keyboard.press("v")
    assert [one.is_visible() for one in row] == [True, True, False]


def test_every_link_leads_to_what_it_names(browser: Browser, report_page: Path) -> None:
    page = opened(browser, report_page)
    dead = page.evaluate("[...document.links].filter((a) => !document.getElementById(a.hash.slice(1))).length")

    assert dead == 0
    assert page.evaluate(UNLINKED, ".change, .one, .comments > li[data-way]") == []


def test_the_link_of_an_article_and_of_a_finding_selects_it(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    page.click("#c2 > h3 .link")
    expect(page).to_have_url(re.compile("#c2$"))
    expect(page.locator(".selected")).to_have_id("c2")

    page.click("#c2f1 .link")
    expect(page).to_have_url(re.compile("#c2f1$"))
    again = opened(browser, short_file)
    again.goto(page.url)
    expect(again.locator("#c2f1")).to_be_visible()


def test_a_link_to_what_a_filter_hides_shows_it_again(browser: Browser, long_file: Path) -> None:
    page = opened(browser, long_file)
    page.fill("#find", "berth 20 keeps")
    target = page.get_attribute(".map a >> nth=-1", "href")
    page.click(".map a >> nth=-1")

    expect(page.locator("#find")).to_have_value("")
    expect(page.locator(str(target))).to_be_visible()


def test_the_map_and_the_themes_lead_to_articles(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    page.locator(".map text", has_text="17").last.click()
    expect(page.locator(".selected h3")).to_contain_text("17")

    page.click(".themes summary >> nth=0")
    link = page.locator(".themes details[open] li a").first
    link.click()
    expect(page).to_have_url(re.compile(f"{link.get_attribute('href')}$"))


def test_a_fold_opens_and_closes(browser: Browser, long_file: Path) -> None:
    page = opened(browser, long_file)
    fold = page.locator(".fold").first
    fold.locator("summary").click()
    assert fold.locator(".law").first.is_visible()

    fold.locator("summary").click()
    assert not fold.locator(".law").first.is_visible()


def test_a_merged_article_is_copied_as_old_and_as_new(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    report = motivating()
    place = next(place for place, one in enumerate(report.changes) if one.match.kind == "merged")
    match = report.changes[place].match
    page.click(f"#c{place} > h3 .link")

    new = copied(page, "new")
    assert [word for word in report.new.text_of(match.new[0]).split() if word not in new] == []
    old = copied(page, "old")
    assert [f"Article {eid[4:]} " in old for eid in match.old] == [True] * len(match.old)


def test_copying_takes_one_side_only_and_no_footnotes(browser: Browser, long_file: Path) -> None:
    page = opened(browser, long_file)
    report = long_law()
    place = next(place for place, one in enumerate(report.changes) if one.match.kind == "amended" and one.findings)
    (old,), (new,) = report.changes[place].match.old, report.changes[place].match.new
    page.click(f"#c{place} > h3 .link")

    assert copied(page, "old") == f"Article {old[4:]} {report.old.text_of(old)}"
    assert copied(page, "new") == f"Article {new[4:]} {report.new.text_of(new)}"


def test_copying_works_without_the_clipboard_interface(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.click("#c2 > h3 .link")
    page.click("#copy-new")
    expect(page.locator("#said")).not_to_be_empty()  # asks outside the page, whose policy forbids eval

    assert page.inner_text("#said").startswith("Copied: ")
    page.click("#find")
    page.keyboard.press("Control+V")
    assert page.input_value("#find").startswith("Article")


def test_a_side_without_words_says_so(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    page.select_option("#by-kind", "inserted")
    page.click("#next")
    page.click("#copy-old")

    assert page.inner_text("#said") == "No words on that side"


def test_without_script_everything_is_there_and_no_control(browser: Browser, report_page: Path) -> None:
    page = opened(browser, report_page, java_script_enabled=False)

    assert page.locator(".tools").is_hidden()
    assert page.locator(".keys").is_hidden()
    assert all(one.is_visible() for one in page.locator(".change").all())
    assert page.locator(".map").is_visible()
    assert page.locator(".listed a:visible").first.is_visible()
    for fold in page.locator(".fold").all()[:2]:
        fold.locator("summary").click()
        assert fold.locator(".law").first.is_visible()
    page.locator(".contents .listed a:visible").last.click()
    expect(page).to_have_url(re.compile("#c"))


def test_the_script_cannot_be_joined_by_another(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.bad = 1'}))")
    with pytest.raises(Error):
        page.add_script_tag(content="window.bad = 1")

    assert page.evaluate("window.bad") is None
