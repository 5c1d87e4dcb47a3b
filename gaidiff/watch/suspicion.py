"""An answer, and the law as it was known before, in; the reasons to doubt that the answer is the law out.

A truncated page, a captcha, a login or an error page with status 200 must not be told as a mass repeal. No reason
stands on words alone: a law may speak of 验证码 or of access that is denied. Words count where the structure of the
law is lost as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gaidiff.model.law import Instrument
    from gaidiff.model.watch import Retrieval

SHRUNK: Final = 0.7  # of the characters; an amendment that repeals more than 30 % at once is a new law
REMNANT: Final = 0.2  # of the characters; below this nothing of the law is left that could confirm itself
FEW_UNITS: Final = 3  # articles; a page that says "page not found" has no more
UNITS_LEFT: Final = 0.5  # of the articles
SAME_WORDS: Final = 0.3  # of the character runs; a draft and its final text share more than half
RUN: Final = 4  # characters in a run
LIKE: Final = 0.5  # of the runs of the last article, for it to be the same article
MOST_REPLACED: Final = 0.001  # share of characters that could not be decoded, as in readers
SEEN: Final = 20_000  # characters of a page in which it says what is wrong
END: Final = 2048  # bytes in which a complete document ends

# Words of pages that stand where the law should be, by what they are. The tables are data, not law.
WALL: Final = re.compile(
    r"""
      验证码 | 安全验证 | 访问验证 | 人机验证 | 拖动.{0,6}滑块
    | 拒绝访问 | 访问被(?:拒绝|拦截|阻断) | 访问(?:过于|太)频繁 | 防火墙
    | 请(?:先)?登录 | 用户登录 | 登录后 | 会话(?:已)?(?:过期|超时) | 开启\s?JavaScript
    | \b just \s a \s moment \b | \b attention \s required \b | \b captcha \b | \b unusual \s traffic \b
    | \b access \s (?:is \s|was \s)? denied \b | \b request \s (?:was \s | has \s been \s)? (?:blocked|rejected) \b
    | \b (?:verify|checking|confirm) \s (?:that \s)? you (?:r \s browser | \s are \s (?:a \s)? human) \b
    | \b enable \s (?:javascript|cookies) \b | \b too \s many \s requests \b
    | \b (?:log|sign) \s in \s (?:to|with|here) \b | \b please \s (?:log|sign) \s in \b
    | \b session \s (?:has \s)? expired \b | \b accept \s (?:all \s)? cookies \b | \b cookie \s consent \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
ERROR: Final = re.compile(
    r"""
      (?:页面|网页|文件|内容|信息)(?:不存在|已删除|已失效|找不到|走丢)
    | (?:找不到|无法(?:找到|访问|显示)).{0,8}(?:页面|网页|文件)
    | 系统(?:维护|升级|繁忙|错误|异常) | (?:正在|停机|升级)(?:维护|升级)
    | 服务(?:暂停|不可用|器错误|器繁忙) | 域名.{0,6}(?:出售|转让|过期)
    | \b (?:page|file|document) \s (?:could \s not \s be | cannot \s be | was \s not | not) \s found \b | \b 404 \b
    | \b no \s longer \s (?:exists|available) \b | \b (?:under|scheduled|down \s for) \s maintenance \b
    | \b (?:temporarily|currently) \s unavailable \b | \b service \s unavailable \b
    | \b (?:internal \s)? server \s error \b | \b bad \s gateway \b
    | \b domain \s (?:name \s)? (?:is \s | may \s be \s)? for \s sale \b | \b domain \s has \s expired \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
HTML_END: Final = re.compile(rb"</\s*html\s*>", re.IGNORECASE)
PDF_START: Final = b"%PDF-"
PDF_END: Final = b"%%EOF"
HTML_START: Final = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason. `settles`: the same text, seen again over time, is believed; else a person has to say so."""

    reason: str
    settles: bool = True


def sign_of(text: str, known: str = "") -> str | None:
    """The words by which a page says that it is not the law: a wall before it, or an error; None if there are none.

    Words that stood in the `known` page too say nothing: 用户登录 is a link at the top of many.

    >>> sign_of("Just a moment... checking your browser")
    'Just a moment'
    >>> sign_of("Article 4 The array id shall be denied.") is None
    True
    """
    for pattern in (WALL, ERROR):
        for match in pattern.finditer(text, 0, SEEN):
            if match[0] not in known:
                return " ".join(match[0].split())
    return None


def is_wall(text: str) -> bool:
    """Whether those words are of a captcha, a login or a block, not of an error."""
    return WALL.search(text, 0, SEEN) is not None


def cut_of(body: bytes, *, complete: bool, earlier: bytes | None) -> str | None:
    """How the bytes show that their end is missing; None if they do not.

    A server that ends a body by closing the connection proves no end (HTTP/1.0 still does that), but the document
    does: </html>, %%EOF. A page that never had one is judged by its earlier answers.
    """
    if body.lstrip()[:5] == PDF_START:
        return None if PDF_END in body[-END:] else "the PDF breaks off before its end"
    if HTML_END.search(body[-END:]):
        return None
    is_page = HTML_START.search(body[:END]) is not None
    if is_page and earlier is not None and HTML_END.search(earlier[-END:]):
        return "the page breaks off before </html>, which it had before"
    return None if complete else "the connection was closed before the end of the answer could be seen"


def doubts_of(
    new: Instrument, *, old: Instrument | None, text: str, retrieval: Retrieval, earlier: bytes | None
) -> tuple[Doubt, ...]:
    """All reasons against taking `new` for the law. `text` is all that can be seen on the page."""
    body = retrieval.snapshot.body if retrieval.snapshot else b""
    cut = cut_of(body, complete=retrieval.complete, earlier=earlier)
    doubts = [Doubt(cut)] if cut else []
    if retrieval.downgraded:
        doubts.append(Doubt("a redirect led from https to http, where anybody may write the answer", settles=False))
    sign = sign_of(text, "" if old is None else page_of(old))
    if old is None:
        if sign and len(new.units()) < FEW_UNITS:
            doubts.append(Doubt(f"the page says “{sign}” and holds hardly any law", settles=False))
        return tuple(doubts)
    if old.language != new.language:
        doubts.append(Doubt(f"the page is in language {new.language!r}, before in {old.language!r}", settles=False))
    losses = _losses(old, new, sign)
    if cut and losses:  # a page that stays broken at the same place must not become a repeal by being seen again
        return tuple(replace(doubt, settles=False) for doubt in (*doubts, *losses))
    return (*doubts, *losses)


def _losses(old: Instrument, new: Instrument, sign: str | None) -> list[Doubt]:
    """What the new text lacks of the old one."""
    before, after = _words(old), _words(new)
    doubts = []
    units = (len(old.units()), len(new.units()))
    shrunk = len(after) < SHRUNK * len(before)
    if sign and (shrunk or units[1] < UNITS_LEFT * units[0]):
        doubts.append(Doubt(f"the page says “{sign}” and {_size(units, before, after)}", settles=False))
    elif len(after) < REMNANT * len(before):
        doubts.append(Doubt(f"hardly anything of the law is left: {_size(units, before, after)}", settles=False))
    elif shrunk:
        doubts.append(Doubt(f"the text is more than 30 % shorter: {_size(units, before, after)}"))
    elif tail := _lost_tail(old, new):
        doubts.append(Doubt(tail))
    if not doubts and _shared(before, after) < SAME_WORDS:
        doubts.append(Doubt("the text has next to nothing in common with the one before"))
    undone = after.count("\ufffd")
    if undone > MOST_REPLACED * len(after) or (undone and undone > before.count("\ufffd") and "\ufffd" not in before):
        doubts.append(Doubt(f"{undone} characters could not be decoded"))
    return doubts


def _size(units: tuple[int, int], before: str, after: str) -> str:
    return f"{units[1]} articles and {len(after)} characters instead of {units[0]} and {len(before)}"


def _lost_tail(old: Instrument, new: Instrument) -> str | None:
    """Articles are missing at the end, and the article that stood there is not the last one under another number.

    A law that loses an article in the middle is renumbered, so its last label is gone too; but its last article, with
    the date on which it enters into force, still stands at its end.
    """
    before, after = old.units(), new.units()
    if len(after) >= len(before) or not after:
        return None
    if [_label(unit) for unit in before[: len(after)]] != [_label(unit) for unit in after]:
        return None
    last, end = (_pure(law.text_of(law.units()[-1].eid)) for law in (old, new))
    if _shared(last, end) >= LIKE:
        return None
    return f"the last {len(before) - len(after)} of {len(before)} articles are missing"


def page_of(law: Instrument) -> str:
    """All that could be seen on the page it was read from."""
    return "\n".join((law.preface, *(law.text_of(top.eid) for top in law.provisions), *law.remainder))


def _label(unit: object) -> str:
    num = getattr(unit, "num", None)
    return num.label if num else ""


def _words(law: Instrument) -> str:
    return _pure("\n".join(law.text_of(top.eid) for top in law.provisions))


def _pure(text: str) -> str:
    return "".join(text.split())


def _shared(before: str, after: str) -> float:
    """The share of the runs of four characters of one text that stand in the other as well."""
    runs = {before[place : place + RUN] for place in range(max(len(before) - RUN + 1, 1))}
    there = {after[place : place + RUN] for place in range(max(len(after) - RUN + 1, 1))}
    return len(runs & there) / len(runs)
