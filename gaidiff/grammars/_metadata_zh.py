"""The outline of a Chinese text in, an Instrument with title, status, authority and dates out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._dates_zh import DAY, iso_date
from gaidiff.grammars._facts import fields_of, from_to, in_short_line, last_of, preface_of, within
from gaidiff.grammars._labels_zh import mark
from gaidiff.grammars._pattern import pattern
from gaidiff.grammars._signed_zh import signed_in
from gaidiff.model.law import Instrument
from gaidiff.model.text import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaidiff.grammars._facts import Passage
    from gaidiff.grammars._outline import Outline
    from gaidiff.model.law import Fact
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
LAPSED = ("废止", "失效", "廢止")  # no line that REPEALED finds lacks all of them
VALID = pattern(r"[（(\[【]?(?:现行有效|現行有效)[）)\]】]?|时效性[：:]\s*(?:有效|现行)")
NUMBER = pattern(
    r"(?:[^\W\d]{2,30}?(?:令|公告|通告)\s*(?:\d{4}年\s*)?第?[一二三四五六七八九十百〇零\d]{1,6}[号號]"
    r"|[^\W\d]{1,12}[〔\[［（(]\d{4}[〕\]］）)]\s*第?\d{1,5}[号號]|[^\W\d]{1,12}字第\d{1,12}[号號]令?"
    r"|第[一二三四五六七八九十百〇零\d]{1,6}[号號]令?)"
)  # 国务院令第760号   主席令第九号   发改数据规〔2025〕26号
CLERICAL = pattern(
    r"^(?:年|月|日|中华人民共和国)(?=[^\W\d]{2,}(?:令|公告))|^日"
    r"|^[〇○零一二三四五六七八九十百]{1,5}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
LABELLED = pattern(r"法[规規]名[称稱][：:]\s*(?P<name>\S.{0,80})")  # 法規名稱：燈具安全管理辦法
DATED = pattern(rf"(?:公布|发布|發布|修正|修订|修訂|印发|成文)日期[：:]\s*{DAY}")
ADOPTED = pattern(rf"{DAY}\s*[^。，；\n]{{0,120}}?(?:会议|會議|全会)[^。，；\n]{{0,80}}?(?:通过|通過)")
COMMENTS = pattern(
    rf"征求意见(?:的)?(?:时间|期限)[^。\n]{{0,6}}?{DAY.replace('?P<', '?P<a_')}"
    rf"\s*(?:起)?\s*(?:[至到—–~～-]{{1,2}})\s*(?:(?P<c_year>\d{{4}})年)?(?P<c_month>\d{{1,2}})月(?P<c_day>\d{{1,2}})日"
    rf"|(?:意见|建议|反馈|意見)[^。\n]{{0,40}}?(?:截止|截至)[^。\n]{{0,12}}?{DAY}"
    rf"|(?:于|在|截至){DAY.replace('?P<', '?P<b_')}[^。\n]{{0,8}}?(?:前|之前|以前)[^。\n]{{0,60}}?(?:意见|反馈|建议)"
)  # 征求意见时间为2024年10月12日至11月11日   意见反馈截止时间为2023年5月10日   请于2023年5月10日前反馈意见
OPINIONS = ("意见", "意見", "建议", "反馈")  # no time for comments is stated without one of them
PROMULGATED = pattern(
    rf"{DAY}\s*(?P<by>[^。]{{0,200}}?)"
    r"(?P<act>通过|通過|公布|发布|發布|修订|修訂|修正|批准|令第|第\S{1,8}次(?:会议|部务|常务))"
)
NAMES = pattern(
    r"第[一二三四五六七八九十百\d]+届|第[一二三四五六七八九十百\d]+次\S*$|审判委员会|检察委员会|令(?:制定|修正|增訂|刪除|、)*$"
    r"|(?<=[部会會院署局府])\S{1,8}字第\S*$"
)
IN_FORCE = pattern(rf"自\s*{DAY}\s*起?(?:正式)?(?:施行|实施|實施|执行|執行|生效)")
SINCE = "自年月日"  # no line that IN_FORCE finds lacks one of these
TAKES_EFFECT = ("施行", "实施", "生效")
IN_FORCE_LINE = pattern(rf"^{DAY}\s*(?:起?施行|起?实施|生效)$")
PASSED = ("通过", "通過")
LONGEST_ACT = 300  # characters of a promulgation line
AT_ONCE = pattern(r"自(?:公布|发布|發布|颁布|頒布|印发)之?日起?(?:正式)?(?:施行|实施|實施|执行|執行|生效)")
PUBLIC = frozenset({"公布", "发布", "發布", "令第"})
LAST_TEXTS = 5  # the commencement stands in one of them


def describe(reading: Reading, outline: Outline) -> Instrument:
    """Add what the law says about itself; what it does not say stays None."""
    whole, preface = preface_of(outline.preface)
    title = _title(whole, preface, [line.role for line in outline.preface])
    signed = signed_in(whole, preface)
    published, authority = _promulgation(preface)
    if signed.number is not None:
        published, authority = signed.date or published, signed.authority or authority
    last = tuple(last_of(outline.provisions, LAST_TEXTS))
    fields = fields_of(
        "zh",
        title,
        signed.number or _number(preface),
        *(authority or signed.authority),
        _adopted(preface),
        published or signed.date or _dated(preface),
        _in_force(last, preface) or _at_once(last, preface),
        _status(title, whole, preface),
        _comments_until(whole),
    )
    return Instrument(
        provisions=outline.provisions,
        preface=whole.text,
        remainder=outline.remainder,
        diagnostics=(*reading.diagnostics, *outline.diagnostics),
        snapshot_sha256=reading.snapshot_sha256,
        **fields,
    )


def _title(whole: Passage, preface: Sequence[Passage], roles: Sequence[Role]) -> Fact | None:
    """The top heading, else the last line before the law that looks like the name of one."""
    lines = [line.bare() for line in preface]
    top = next((place for place, line in enumerate(lines) if roles[place] is Role.HEADING and line.text), None)
    labelled = next(((line, match) for line in lines if (match := LABELLED.match(line.text))), None)
    if top is None and labelled is not None:
        return labelled[0].says("title", labelled[1]["name"], *labelled[1].span("name"))
    if top is None or NOT_TITLE.search(lines[top].text):
        names = [p for p, line in enumerate(lines) if len(line.text) <= LONGEST_TITLE and _is_name(line.text)]
        top = names[-1] if names else top
    if top is None:
        opening = lines[0].text[:LONGEST_TITLE] if lines else ""
        return lines[0].says("title", opening, 0, len(opening)) if lines else None
    title = lines[top].text
    first = last = top
    if title.startswith(("关于", "關於")) and top and BODY.match(lines[top - 1].text):
        title, first = lines[top - 1].text + title, top - 1
    if top + 1 < len(lines) and VERSION_LINE.match(lines[top + 1].text):
        title, last = title + lines[top + 1].text, top + 1
    return from_to(whole, lines[first], lines[last]).says("title", title)


def _is_name(text: str) -> bool:
    """Ends like the name of a law, and is no line of a table of contents: 第一节　一般规定."""
    return TITLE_END.search(text) is not None and NOT_TITLE.search(text) is None and mark(text) is None


def _status(title: Fact | None, whole: Passage, preface: Sequence[Passage]) -> Fact | None:
    named = title.value if title is not None else ""
    draft = DRAFT.search(named)
    if draft is not None:
        return within(title, "status", "draft", draft.group())
    opening = DRAFT.search(preface[0].text) if preface else None
    if opening is not None:
        return preface[0].found("status", "draft", opening)
    repealed = in_short_line(REPEALED, whole, LONGEST_TITLE) if any(word in whole.text for word in LAPSED) else None
    if repealed is not None:
        return whole.found("status", "repealed", repealed)
    interim = INTERIM.search(named)
    if interim is not None:
        return within(title, "status", "interim", interim.group())
    return whole.found("status", "in_force", in_short_line(VALID, whole, LONGEST_TITLE))


def _number(preface: Sequence[Passage]) -> Fact | None:
    """The number of the last act that made the law what it is; a number in a notice's running text is another's."""
    short = (line for line in preface if len(line.text) <= LONGEST_ACT and ("号" in line.text or "號" in line.text))
    found = [(line, match) for line in short if (match := NUMBER.search(line.text))]
    if not found:
        return None
    line, match = found[-1]
    number, before = match.group(), line.text[: match.start()]
    # of 甲、乙、丙令第15号 the number is 第15号: it belongs to all of them
    number = number[number.index("第") :] if before.endswith("、") and "第" in number else CLERICAL.sub("", number)
    return line.says("number", number, match.end() - len(number), match.end())


def _adopted(preface: Sequence[Passage]) -> Fact | None:
    """The day of the last meeting that passed the law or its amendment."""
    found = [(line, match) for line in preface if (match := ADOPTED.search(line.text[:LONGEST_ACT]))]
    return found[-1][0].found("adopted", iso_date(found[-1][1]), found[-1][1]) if found else None


def _comments_until(whole: Passage) -> Fact | None:
    match = COMMENTS.search(whole.text) if any(word in whole.text for word in OPINIONS) else None
    return whole.found("comments_until", _last_day(match), match) if match is not None else None


def _last_day(match: re.Match[str]) -> str | None:
    if match["c_month"]:  # a last day without a year is of the year in which the time begins
        year, month, day = match["c_year"] or match["a_year"], int(match["c_month"]), int(match["c_day"])
        return f"{year}-{month:02}-{day:02}" if year.isascii() and len(year) == len("2024") else None
    return iso_date(match) if match["month"] else iso_date(match, "b_")


def _promulgation(preface: Sequence[Passage]) -> tuple[Fact | None, tuple[Fact, ...]]:
    """Date and body of the last act that made the law what it is: its publication, where the line names both."""
    found = [(line, list(PROMULGATED.finditer(line.text[:LONGEST_ACT]))) for line in preface]
    acts = [(line, match) for line, matches in found for match in matches]
    if not acts:
        return None, ()
    line, last = next((line, matches) for line, matches in reversed(found) if matches)
    match = ([match for match in last if match["act"] not in PASSED] or last)[-1]
    end = match.end() - match["act"].endswith("第")  # …令第 goes on with the number
    published = line.says("published", iso_date(match), match.start(), end)
    for by, act in reversed(acts):
        bodies = tuple(_bodies(by, act))
        if bodies:
            return published, bodies
    return published, ()


def _dated(preface: Sequence[Passage]) -> Fact | None:
    """The last line that is nothing but a date with its name: 修正日期：民國 113 年 06 月 01 日."""
    found = [(line, match) for line in preface if (match := DATED.match(line.text))]
    return found[-1][0].found("published", iso_date(found[-1][1]), found[-1][1]) if found else None


def _bodies(line: Passage, act: re.Match[str]) -> Iterator[Fact]:
    if "《" in act["by"]:  # 《关于修改…的决定》第四次修订
        return
    start = act.start("by")
    for piece in re.split(r"[、\s]", NAMES.sub("", act["by"]).strip(" 、　（(")):
        name = piece.strip()
        at = line.text.find(name, start, act.end("by")) if name else -1
        start = at + len(name) if at >= 0 else start
        fact = line.says("authority", name, *((at, start) if at >= 0 else act.span("by")))
        if fact is not None:
            yield fact


def _in_force(last: Sequence[Passage], preface: Sequence[Passage]) -> Fact | None:
    for text in last:
        match = _commencement(text)
        if match is not None:
            return text.found("in_force", iso_date(match), match)
    lines = ((line, IN_FORCE_LINE.match(line.text)) for line in preface if line.text.endswith(TAKES_EFFECT))
    acts = ((line, _commencement(line)) for line in reversed(preface) if PROMULGATED.search(line.text[:LONGEST_ACT]))
    return next((line.found("in_force", iso_date(match), match) for line, match in (*lines, *acts) if match), None)


def _commencement(line: Passage) -> re.Match[str] | None:
    return IN_FORCE.search(line.text) if all(sign in line.text for sign in SINCE) else None


def _at_once(last: Sequence[Passage], preface: Sequence[Passage]) -> Fact | None:
    """The day of publication, where the law is in force from it and was never amended since."""
    found = next(((text, match) for text in last if (match := AT_ONCE.search(text.text))), None)
    if found is None:
        return None
    acts = [match for line in preface for match in PROMULGATED.finditer(line.text[:LONGEST_ACT])]
    days = {iso_date(match) for match in acts}
    if len(days) != 1 or not any(match["act"] in PUBLIC for match in acts):
        return None
    text, match = found
    return text.found("in_force", days.pop(), match)
