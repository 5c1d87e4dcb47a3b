"""An odd answer in, the reasons to doubt it out; and laws that only look odd, which raise none."""

from __future__ import annotations

import pytest
from watched import answer, en_law, page, text, zh_law

from gaidiff import pipeline
from gaidiff.model.law import Instrument
from gaidiff.sources.local import snapshot_of_bytes
from gaidiff.watch.suspicion import Doubt, cut_of, doubts_of, is_wall, sign_of

ADDRESS = "https://law.test/"


def law_of(lines: list[str]) -> Instrument:
    return pipeline.load(snapshot_of_bytes(text(lines)))


def doubts(old: list[str], new: list[str], *, seen: str | None = None, complete: bool = True) -> tuple[Doubt, ...]:
    reply = answer(ADDRESS, text(new), complete=complete)
    shown = seen if seen is not None else "\n".join(new)
    return doubts_of(law_of(new), old=law_of(old), text=shown, retrieval=reply, earlier=text(old))


ZH, EN = zh_law(4, 20), en_law(5, 20)


@pytest.mark.parametrize(
    "words",
    [
        "Just a moment... Checking your browser before accessing law.test",
        "Attention Required! Please complete the captcha",
        "Access Denied. You don't have permission to access this page.",
        "Please verify you are a human",
        "Please enable JavaScript and cookies to continue",
        "Too many requests",
        "您的访问过于频繁，请稍后再试",
        "请输入验证码",
        "请先登录",
        "访问被拒绝",
    ],
)
def test_c14_walls_are_told_by_their_words(words: str) -> None:
    assert sign_of(words)
    assert is_wall(words)


@pytest.mark.parametrize(
    "words",
    [
        "Page not found",
        "404 - the document could not be found",
        "The site is under maintenance",
        "This service is temporarily unavailable",
        "Internal Server Error",
        "This domain is for sale",
        "您访问的页面不存在",
        "系统维护中，请稍后访问",
        "系统升级",
        "该文件已删除",
        "找不到您要的网页",
    ],
)
def test_c14_error_pages_are_told_by_their_words(words: str) -> None:
    assert sign_of(words)
    assert not is_wall(words)


@pytest.mark.parametrize(
    "words", ["The array id is kept.", "A person denied access may appeal.", "登记的文件应当保存。", "Page 404a of it"]
)
def test_c14_words_inside_other_words_say_nothing(words: str) -> None:
    assert sign_of(words) is None


def test_c14_a_law_that_speaks_of_captchas_is_not_blocked() -> None:
    new = [*ZH[:5], ZH[5] + "登录后应当输入验证码。", *ZH[6:]]
    assert doubts(ZH, new) == ()


def test_c14_a_login_link_that_was_always_there_does_not_make_a_repeal_doubtful_for_ever() -> None:
    new = ZH[: len(ZH) * 6 // 10]
    menu = law_of([*ZH, "用户登录"])
    reply = answer(ADDRESS, text(new))
    found = doubts_of(law_of(new), old=menu, text="用户登录\n" + "\n".join(new), retrieval=reply, earlier=text(ZH))
    assert found
    assert all(doubt.settles for doubt in found)


def test_c14_words_of_a_wall_and_a_lost_structure_need_a_person() -> None:
    found = doubts(ZH, ZH[:4], seen="请输入验证码\n" + "\n".join(ZH[:4]))
    assert [doubt.settles for doubt in found] == [False]
    assert "请输入验证码" in found[0].reason or "验证码" in found[0].reason


@pytest.mark.parametrize("share", [0.3, 0.5, 0.65])
def test_c10_a_text_that_shrinks_is_doubted(share: float) -> None:
    for lines in (ZH, EN):
        assert doubts(lines, lines[: int(len(lines) * share)])


def test_c10_articles_lost_from_the_tail_are_doubted() -> None:
    for lines in (ZH, EN):
        assert "of 20 articles are missing" in doubts(lines, lines[:-2])[0].reason


def test_c10_an_article_repealed_in_the_middle_is_no_lost_tail() -> None:
    shorter = en_law(5, 20)
    del shorter[7]
    renumbered = [shorter[0], *(f"Article {n} {line.split(' ', 2)[2]}" for n, line in enumerate(shorter[1:], 1))]
    assert doubts(EN, renumbered) == ()


@pytest.mark.parametrize("place", [3, 11, 19])
def test_one_amended_article_is_never_doubted(place: int) -> None:
    for lines, words in ((ZH, "本条另有规定的除外。"), (EN, " This does not apply on Sundays.")):
        assert doubts(lines, [*lines[:place], lines[place] + words, *lines[place + 1 :]]) == ()


def test_a_wholly_other_text_is_doubted_and_settles() -> None:
    other = ["Terms of Use", *(f"Article {n} Cookies of kind {n} taste of vanilla and rum." for n in range(1, 25))]
    found = doubts(EN, other)
    assert [doubt.settles for doubt in found] == [True]


def test_another_language_needs_a_person() -> None:
    assert not all(doubt.settles for doubt in doubts(ZH, EN))


def test_a15_characters_that_could_not_be_decoded_are_doubted() -> None:
    long = zh_law(4, 80)
    damaged = [*long[:3], long[3].replace("应", "\ufffd", 1), *long[4:]]
    assert [doubt.reason for doubt in doubts(long, damaged)] == ["1 characters could not be decoded"]


def test_c10_a_page_without_the_end_it_had_before_is_cut() -> None:
    whole = page(ZH)
    assert cut_of(whole, complete=True, earlier=whole) is None
    assert cut_of(whole, complete=False, earlier=None) is None, "the end is there, whoever closed the connection"
    assert "</html>" in str(cut_of(whole[:2000], complete=True, earlier=whole))
    assert cut_of(whole[:2000], complete=True, earlier=whole[:2000]) is None, "it never had one"
    assert "closed" in str(cut_of(whole[:2000], complete=False, earlier=None))


def test_c10_a_pdf_without_its_end_is_cut() -> None:
    assert cut_of(b"%PDF-1.7\n1 0 obj", complete=True, earlier=None) == "the PDF breaks off before its end"
    assert cut_of(b"%PDF-1.7\nstartxref\n9\n%%EOF\n", complete=False, earlier=None) is None


def test_c3_a_redirect_out_of_https_needs_a_person() -> None:
    reply = answer(ADDRESS, text(ZH), downgraded=True)
    found = doubts_of(law_of(ZH), old=None, text="", retrieval=reply, earlier=None)
    assert [doubt.settles for doubt in found] == [False]


def test_the_first_answer_is_doubted_if_it_is_hardly_a_law_and_says_so() -> None:
    lines = ["Maintenance", "Article 1 We are under maintenance until six."]
    reply = answer(ADDRESS, text(lines))
    assert doubts_of(law_of(lines), old=None, text="\n".join(lines), retrieval=reply, earlier=None)
    assert doubts_of(law_of(EN), old=None, text="\n".join(EN), retrieval=reply, earlier=None) == ()
