"""The lines before a Chinese law in, what the order or the notice that it comes with says of it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gaidiff.grammars._dates_zh import DAY, iso_date
from gaidiff.grammars._pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTICE = pattern(r"关于.*(?:通知|公告|通告|公布|函)$")
ORDER = pattern(r"(?P<body>[^\W\d]{0,40}?)\s*令$")  # 某部令, or 令 on a line of its own
ORDER_NUMBER = pattern(r"第\s*(?P<number>[一二三四五六七八九十百〇零\d]{1,6})\s*[号號]$")
SIGNED_ON = pattern(rf"{DAY}$")
SIGNATORY = pattern(r"[^\d（(【《。；：，、！？]{2,30}$")
STATE = "中华人民共和国"
HEADS_OF_STATE = frozenset({"主席", "国家主席"})  # who promulgates what the congress has passed
SHORTEST_BODY = 3  # characters: 财政部
MOST_BODIES = 12  # that issue a text together, each on a line


class Signed(NamedTuple):
    """Who issued a text, when, and under which number; what is not said is empty."""

    number: str | None = None
    date: str | None = None
    authority: tuple[str, ...] = ()


def signed_in(preface: Sequence[str]) -> Signed:
    """Read the order (某部令 / 第15号 / … / 2030年1月2日) or the notice (关于印发…的通知 / … / 某部 / 2030年1月2日)."""
    texts = [text.strip("*# ") for text in preface]
    if not texts:
        return Signed()
    if NOTICE.search(texts[0]) is not None:
        place = _date_line(texts)
        if not place:
            return Signed()
        first = place
        while first > 1 and place - first < MOST_BODIES and SIGNATORY.match(texts[first - 1]):
            first -= 1
        return Signed(
            None, _date_of(texts[place]), tuple(name for text in texts[first:place] for name in _bodies(text))
        )
    return _order(texts)


def _order(texts: Sequence[str]) -> Signed:
    for place, text in enumerate(texts[:MOST_BODIES]):
        order = ORDER.match(text)
        number = ORDER_NUMBER.match(texts[place + 1]) if order is not None and place + 1 < len(texts) else None
        if order is not None and number is not None:
            issued = f"第{number['number']}号"
            bodies = [*texts[:place], *filter(None, [order["body"]])]
            alone = bodies[0].removeprefix(STATE) if len(bodies) == 1 else ""
            signed_on = _date_line(texts)
            date = _date_of(texts[signed_on]) if signed_on else None
            names = () if alone in HEADS_OF_STATE else tuple(name for body in bodies for name in _bodies(body))
            return Signed(f"{alone}令{issued}" if alone else issued, date, names)
        if SIGNATORY.match(text) is None:
            break
    return Signed()


def _date_line(texts: Sequence[str]) -> int:
    """The last line that is a date and nothing else; 0: none."""
    return next((place for place in range(len(texts) - 1, 0, -1) if SIGNED_ON.match(texts[place])), 0)


def _date_of(text: str) -> str | None:
    match = SIGNED_ON.match(text)
    return iso_date(match) if match is not None else None


def _bodies(text: str) -> list[str]:
    """The bodies of a line; 财 政 部 with blanks between its characters is one."""
    names = text.split()
    return names if all(len(name) >= SHORTEST_BODY for name in names) else ["".join(names)]
