"""The outline of a Chinese text in, an Instrument with title, status, authority and dates out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._dates_zh import DAY, iso_date
from gaidiff.grammars._labels_zh import mark
from gaidiff.grammars._pattern import pattern
from gaidiff.grammars._signed_zh import signed_in
from gaidiff.model.law import Instrument
from gaidiff.model.text import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.grammars._labels import Line
    from gaidiff.grammars._outline import Outline
    from gaidiff.model.law import Provision
    from gaidiff.model.text import Reading

TITLE_END = pattern(
    r"(?:法|法典|条例|條例|办法|辦法|规定|規定|细则|細則|解释|解釋|决定|決定|规则|規則|规范|規範|指引|指南|意见|意見|标准"
    r"|標準|制度|准则|準則|纲要|綱要|通则|通則|方案|措施|章程|批复|规程|規程|要求|要點)"
    r"(?:[（(][^（）()]{1,20}[）)])?$"
)
VERSION_LINE = pattern(
    r"[（(][^（）()]{0,12}(?:征求意见稿|徵求意見稿|草案|送审稿|讨论稿|试行|試行|暂行|暫行|修订|修訂|修正)[^（）()]{0,8}[）)]$"
)
NOT_TITLE = pattern(r"附件|^目\s*[录錄次]$|关于.*(?:通知|公告|函)$|[。；：:;！？，]|^\d")
BODY = pattern(r"[^\W\d]{2,30}(?:院|部|委员会|委員會|局|署|政府|办公室|辦公室|会)$")  # 最高人民法院 / 关于…的解释
LONGEST_TITLE = 70
DRAFT = pattern(r"征求意见稿|徵求意見稿|草案|送审稿|讨论稿|公开征求(?:社会)?意见|公开征求《")
INTERIM = pattern(r"暂行|试行|暫行|試行")
REPEALED = pattern(
    r"(?:已|现已|业已)(?:被)?(?:废止|失效)|[（(\[【](?:已)?(?:废止|失效|廢止)[）)\]】]|时效性[：:]\s*(?:已废止|失效)"
)
VALID = pattern(r"[（(\[【]?(?:现行有效|現行有效)[）)\]】]?|时效性[：:]\s*(?:有效|现行)")
NUMBER = pattern(
    r"(?:[^\W\d]{2,30}?(?:令|公告|通告)\s*(?:\d{4}年\s*)?第?[一二三四五六七八九十百〇零\d]{1,6}[号號]"
    r"|[^\W\d]{1,12}[〔\[［（(]\d{4}[〕\]］）)]\s*第?\d{1,5}[号號]|[^\W\d]{1,12}字第\d{1,12}[号號]令?"
    r"|第[一二三四五六七八九十百〇零\d]{1,6}[号號]令?)"
)  # 国务院令第760号   主席令第九号   发改数据规〔2025〕26号
CLERICAL = pattern(r"^(?:年|月|日|中华人民共和国)(?=[^\W\d]{2,}(?:令|公告))|^日")
ADOPTED = pattern(rf"{DAY}\s*[^。，；\n]{{0,120}}?(?:会议|會議|全会)[^。，；\n]{{0,80}}?(?:通过|通過)")
COMMENTS = pattern(
    rf"征求意见(?:的)?(?:时间|期限)[^。\n]{{0,6}}?{DAY.replace('?P<', '?P<a_')}"
    rf"\s*(?:起)?\s*(?:[至到—–~～-]{{1,2}})\s*(?:(?P<c_year>\d{{4}})年)?(?P<c_month>\d{{1,2}})月(?P<c_day>\d{{1,2}})日"
    rf"|(?:意见|建议|反馈|意見)[^。\n]{{0,40}}?(?:截止|截至)[^。\n]{{0,12}}?{DAY}"
    rf"|(?:于|在|截至){DAY.replace('?P<', '?P<b_')}[^。\n]{{0,8}}?(?:前|之前|以前)[^。\n]{{0,60}}?(?:意见|反馈|建议)"
)  # 征求意见时间为2024年10月12日至11月11日   意见反馈截止时间为2023年5月10日   请于2023年5月10日前反馈意见
PROMULGATED = pattern(
    rf"{DAY}\s*(?P<by>[^。]{{0,200}}?)"
    r"(?P<act>通过|通過|公布|发布|發布|修订|修訂|修正|批准|令第|第\S{1,8}次(?:会议|部务|常务))"
)
NAMES = pattern(
    r"第[一二三四五六七八九十百\d]+届|第[一二三四五六七八九十百\d]+次\S*$|审判委员会|检察委员会|令(?:制定|修正|增訂|刪除|、)*$"
    r"|(?<=[部会會院署局府])\S{1,8}字第\S*$"
)
IN_FORCE = pattern(rf"自\s*{DAY}\s*起?(?:正式)?(?:施行|实施|實施|执行|執行|生效)")
IN_FORCE_LINE = pattern(rf"^{DAY}\s*(?:起?施行|起?实施|生效)$")
PASSED = ("通过", "通過")
LONGEST_ACT = 300  # characters of a promulgation line
AT_ONCE = pattern(r"自(?:公布|发布|發布|颁布|頒布|印发)之?日起?(?:正式)?(?:施行|实施|實施|执行|執行|生效)")
PUBLIC = frozenset({"公布", "发布", "發布", "令第"})
LAST_ARTICLES = 3  # the commencement stands in one of them


def describe(reading: Reading, outline: Outline) -> Instrument:
    """Add what the law says about itself; what it does not say stays None."""
    title = _title(outline.preface)
    published, authority = _promulgation(outline.preface)
    signed = signed_in([line.text for line in outline.preface])
    preface = "\n".join(line.text for line in outline.preface)
    return Instrument(
        title=title,
        language="zh",
        provisions=outline.provisions,
        status=_status(title, outline.preface),
        authority=(signed.number and signed.authority) or authority or signed.authority,
        published=signed.date if signed.number and signed.date else published or signed.date,
        in_force=_in_force(outline.provisions, outline.preface) or _at_once(outline.provisions, outline.preface),
        number=signed.number or _number(outline.preface),
        adopted=_adopted(outline.preface),
        comments_until=_comments_until(preface),
        preface=preface,
        remainder=outline.remainder,
        diagnostics=(*reading.diagnostics, *outline.diagnostics),
        snapshot_sha256=reading.snapshot_sha256,
    )


def _title(preface: Sequence[Line]) -> str:
    """The top heading, else the last line before the law that looks like the name of one."""
    lines = [(line.text.strip("*# "), line.role) for line in preface]
    top = next((place for place, (text, role) in enumerate(lines) if role is Role.HEADING and text), None)
    if top is None or NOT_TITLE.search(lines[top][0]):
        names = [p for p, (text, _) in enumerate(lines) if len(text) <= LONGEST_TITLE and _is_name(text)]
        top = names[-1] if names else top
    if top is None:
        return lines[0][0][:LONGEST_TITLE] if lines else ""
    title = lines[top][0]
    if title.startswith(("关于", "關於")) and top and BODY.match(lines[top - 1][0]):
        title = lines[top - 1][0] + title
    if top + 1 < len(lines) and VERSION_LINE.match(lines[top + 1][0]):
        title += lines[top + 1][0]
    return title


def _is_name(text: str) -> bool:
    """Ends like the name of a law, and is no line of a table of contents: 第一节　一般规定."""
    return TITLE_END.search(text) is not None and NOT_TITLE.search(text) is None and mark(text) is None


def _status(title: str, preface: Sequence[Line]) -> str | None:
    opening = preface[0].text if preface else ""
    if DRAFT.search(title) or DRAFT.search(opening):
        return "draft"
    about = "\n".join(line.text for line in preface if len(line.text) <= LONGEST_TITLE)
    if REPEALED.search(about):
        return "repealed"
    if INTERIM.search(title):
        return "interim"
    return "in_force" if VALID.search(about) else None


def _number(preface: Sequence[Line]) -> str | None:
    """The number of the last act that made the law what it is; a number in a notice's running text is another's."""
    found = [match for line in preface if len(line.text) <= LONGEST_ACT and (match := NUMBER.search(line.text))]
    if not found:
        return None
    number, before = found[-1].group(), found[-1].string[: found[-1].start()]
    # of 甲、乙、丙令第15号 the number is 第15号: it belongs to all of them
    return number[number.index("第") :] if before.endswith("、") and "第" in number else CLERICAL.sub("", number)


def _adopted(preface: Sequence[Line]) -> str | None:
    """The day of the last meeting that passed the law or its amendment."""
    dates = [iso_date(match) for line in preface if (match := ADOPTED.search(line.text[:LONGEST_ACT]))]
    return dates[-1] if dates else None


def _comments_until(preface: str) -> str | None:
    match = COMMENTS.search(preface)
    if match is None:
        return None
    if match["c_month"]:  # a last day without a year is of the year in which the time begins
        year, month, day = match["c_year"] or match["a_year"], int(match["c_month"]), int(match["c_day"])
        return f"{year}-{month:02}-{day:02}" if year.isascii() and len(year) == len("2024") else None
    return iso_date(match) if match["month"] else iso_date(match, "b_")


def _promulgation(preface: Sequence[Line]) -> tuple[str | None, tuple[str, ...]]:
    """Date and body of the last act that made the law what it is: its publication, where the line names both."""
    lines = [list(PROMULGATED.finditer(line.text[:LONGEST_ACT])) for line in preface]
    acts = [match for found in lines for match in found]
    if not acts:
        return None, ()
    last = next(found for found in reversed(lines) if found)
    made_public = [match for match in last if match["act"] not in PASSED]
    published = iso_date((made_public or last)[-1])
    for match in reversed(acts):
        by = (
            "" if "《" in match["by"] else NAMES.sub("", match["by"]).strip(" 、　（(")
        )  # 《关于修改…的决定》第四次修订
        names = tuple(name.strip() for name in re.split(r"[、\s]", by) if name.strip())
        if names:
            return published, names
    return published, ()


def _in_force(provisions: Sequence[Provision], preface: Sequence[Line]) -> str | None:
    nodes = [node for top in provisions for node in top.walk() if node.text]
    for node in nodes[: -LAST_ARTICLES * 2 : -1]:
        match = IN_FORCE.search(node.text)
        if match is not None:
            return iso_date(match)
    lines = (IN_FORCE_LINE.match(line.text) for line in preface)
    acts = (IN_FORCE.search(line.text) for line in reversed(preface) if PROMULGATED.search(line.text[:LONGEST_ACT]))
    return next((iso_date(match) for match in (*lines, *acts) if match), None)


def _at_once(provisions: Sequence[Provision], preface: Sequence[Line]) -> str | None:
    """The day of publication, where the law is in force from it and was never amended since."""
    nodes = [node for top in provisions for node in top.walk() if node.text]
    if not any(AT_ONCE.search(node.text) for node in nodes[: -LAST_ARTICLES * 2 : -1]):
        return None
    acts = [match for line in preface for match in PROMULGATED.finditer(line.text[:LONGEST_ACT])]
    days = {iso_date(match) for match in acts}
    return days.pop() if len(days) == 1 and any(match["act"] in PUBLIC for match in acts) else None
