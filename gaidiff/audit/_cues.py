"""Words by which a commentary in English or Chinese states a change, each with the sort of change it states."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Change(StrEnum):
    """The sort of change a statement claims."""

    DELETES = "deletes"
    ADDS = "adds"
    REPLACES = "replaces"
    RELAXES = "relaxes"
    TIGHTENS = "tightens"
    NARROWS = "narrows"
    WIDENS = "widens"
    MOVES = "moves"
    KEEPS = "keeps"
    REQUIRES = "requires"


BURDEN: Final = r"(?:obligation|responsibilit|requirement|burden|standard|dut(?:y|ies)\b|liabilit|restriction|rule)"
# a few words between the verb and what it is about: reduces the overall compliance burden
NEAR: Final = r"\s(?:[\w’'-]+\s){0,5}?"

# Order matters where two begin at one place: the longer statement first.
ENGLISH: Final = re.compile(
    rf"""
    (?P<keeps>\b(?:retain|preserv|maintain)(?:s|ed|ing|es)?\b | \bkeeps?\b | \b(?:remains?|is|are)\sunchanged\b)
  | (?P<deletes>
        \b(?:delet|remov|eliminat|omit|abolish|repeal|scrap|withdr[ae]w)(?:s|es|ed|ing|ting|ted|e)?\b
      | \bdrop(?:s|ped|ping)?\b | \b(?:did|do|does)\s(?:also\s)?not\s(?:adopt|retain|keep|include|carry\sover)\b
      | \b(?:has|have|was|were|is|are)\snot\s(?:been\s)?(?:retained|adopted|kept|carried\sover)\b
      | \bno\slonger\s(?:require|contain|include|provide|impose|prohibit|appl)\w*\b | \bdoes\saway\swith\b
    )
  | (?P<replaces>
        \b(?:replac|substitut)(?:es|ed|ing|e)\b | \bchang(?:es|ed|ing)\b(?=[^.]{{0,160}}\b(?:from|to|into)\b)
      | \b(?:shorten|extend|rais|lower|increas|reduc|cut)(?:s|es|ed|ing)?\b(?=[^.]{{0,160}}\bfrom\b[^.]{{0,120}}\bto\b)
    )
  | (?P<moves>\b(?:mov|relocat|transfer)(?:es|s|ed|ing|red)\b(?=[^.]{{0,80}}\b(?:to|into)\b) | \brenumbered\b
      | \bbecomes?\s(?=Art|Sec|§))
  | (?P<narrows>
        \b(?:narrow|restrict|limit)(?:s|ed|ing)?\b(?={NEAR}(?:scope|application|reach|trigger|range|definition)\b)
      | \bexclud(?:e|es|ed|ing)\b{NEAR}(?:from\s(?:\w+\s){{0,2}}?scope|from\s(?:\w+\s){{0,2}}?application)
      | \bexempt(?:s|ed|ing)\b
    )
  | (?P<widens>
        \b(?:widen|broaden|expand|extend)(?:s|ed|ing)?\b(?={NEAR}(?:scope|application|reach|trigger|range|definition)\b)
    )
  | (?P<relaxes>
        \b(?:relax|loosen|soften|eas|lighten|weaken)(?:s|es|ed|ing)?\b(?={NEAR}{BURDEN})
      | \b(?:relax|loosen|soften)(?:s|es|ed|ing)?\b | \b(?:reduc|lower)(?:es|s|ed|ing|e)?\b(?={NEAR}{BURDEN})
    )
  | (?P<tightens>
        \b(?:tighten|toughen|harden)(?:s|ed|ing)?\b
      | \b(?:strengthen|increas|heighten)(?:s|es|ed|ing)?\b(?={NEAR}{BURDEN}) | \bimposes?\s(?:stricter|heavier)\b
    )
  | (?P<adds>
        (?<!-)\b(?:add|insert|introduc)(?:s|es|ed|ing)?\b | (?<=\bis\s)new\b | \bentirely\snew\b
      | \bnewly\s(?:requires?|provides?|stipulates?|prohibits?)\b
      | \bnew\s(?:provision|requirement|obligation|duty|article|clause|rule)\b
    )
  | (?P<requires>
        \b(?:requir|stipulat|prescrib|prohibit|forbid|oblig|mandat)(?:es|s|ed|ing|e)\b | \bprovid(?:es|ed)\sthat\b
      | \bclarif(?:ies|ied|y)\b | \bcalls?\sfor\b | \bstates?\sthat\b | \bsets?\s(?:out|a)\b
    )
    """,
    re.VERBOSE,
)
CHINESE: Final = re.compile(
    r"""
    (?P<keeps>保留(?!意见)|维持不变|保持不变|未作(?:修改|变动|调整)|沿用|延续)
  | (?P<deletes>删除|删去|取消|移除|去掉|删减|不再(?:要求|规定|保留|禁止|适用|包含|包括)
        |未予保留|未(?:被)?(?:保留|采纳|采用|沿用))
  | (?P<replaces>
        (?:将|把|由|从)[^，。；]{1,60}?(?:修改|调整|替换|变更|更改|改|缩短|延长|提高|降低|限缩|放宽)(?:为|成|至|到)(?!第)
      | (?:替换|代替|取代)
    )
  | (?P<moves>(?:移至|移入|调整(?:至|为)|并入|合并(?:为|至|到)|变为|改为|后移|前移)(?=[^，。；]{0,8}第))
  | (?P<narrows>限缩|缩小|收窄|限定)
  | (?P<widens>扩大|扩展|拓宽)
  | (?P<relaxes>放宽|放松|减轻|降低(?=[^，。；]{0,16}(?:义务|责任|要求|负担|标准))|弱化|缓和|软化)
  | (?P<tightens>收紧|加重|强化|提高(?=[^，。；]{0,16}(?:义务|责任|要求|罚款|标准))|从严
        |加强(?=[^，。；]{0,16}(?:义务|责任|要求)))
  | (?P<adds>新增|增加|增设|增补|补充(?:了|规定)|引入|新设)
  | (?P<requires>(?<!的)(?:规定|要求|明确|禁止|强调)(?!的|性))
    """,
    re.VERBOSE,
)
# Article 4 is deleted; 第四条被删除; 第四条已删除: what goes stands before the verb.
PASSIVE: Final = re.compile(r"(?:\b(?:is|are|was|were|been|being)\s(?:\w+ly\s)?|[被已为系]|予以|均|遭|整体|全部)$")
# ..., which reduces the duty; ..., leaving flexibility; ……，从而减轻义务: an effect, no change of its own
EFFECT: Final = re.compile(
    r"""
    ,\s(?:(?:which|thereby|thus|hence|therefore|so\sthat|i\.e\.)\b(?!\s(?:would\shave\s)?(?:requir|stipulat|provid|prohibit))
        |(?:leaving|allowing|reducing|reflecting|emphasi[sz]ing|maintaining|giving|making|easing|lowering|alleviating
        |appropriately\s\w+ing|further\s\w+ing)\b)
    | [，；](?:从而|进而|以便|这(?:将|意味着|体现)|体现了|有利于|有助于|减轻了|为[^，。；]{1,20}留下)
    """,
    re.VERBOSE,
)
WHOLE: Final = re.compile(r"(?:\b(?:as\sa\swhole|entirely|in\sfull|altogether)\b|整条|全文|整体|全部)")
# X with Y: where the old words end and the new ones begin
BETWEEN: Final = re.compile(
    r"\b(?:with|by)\b|\bto\b(?=\s(?:[“\"]|\d|RMB|a\b|the\b|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty))"
    r"|(?:修改|调整|替换|变更|更改|改|缩短|延长|提高|降低|限缩|放宽)(?:为|成|至|到)|(?:代替|取代)"
)
