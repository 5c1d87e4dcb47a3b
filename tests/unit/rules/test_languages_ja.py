"""Japanese law: what must be told of a change, and what must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from languages import is_sentence, report, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    Row = tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]

LABEL = "第{}条　"
# Articles that stay the same on both sides, so that a pair of texts is a law and not two loose sentences.
FRAME = (
    "この法律は、見本区域における案内について定める。",
    "この法律において案内は、見本区域において行われるものに限る。",
    "見本区域に案内所を置く。",
)

BASE = "事業者は、案内の予定を公表する。"

MUST_FIRE: Mapping[str, Row] = {
    "a ban is added": (
        (BASE,),
        (f"{BASE}事業者は、参加者の写真を広告の業者に渡してはならない。",),
        (("prohibition_added", "tightened"),),
    ),
    "a ban on everybody": (
        (BASE,),
        (f"{BASE}何人も、みだりに案内板を移動してはならない。",),
        (("prohibition_added", "tightened"),),
    ),
    "a ban is dropped": (
        (f"{BASE}事業者は、参加者の写真を広告の業者に渡してはならない。",),
        (BASE,),
        (("prohibition_removed", "relaxed"),),
    ),
    "a ban is qualified": (
        ("事業者は、参加者の写真を公表してはならない。",),
        ("事業者は、正当な理由がなく参加者の写真を公表してはならない。",),
        (("prohibition_qualified", "relaxed"),),
    ),
    "a duty is added": (
        (BASE,),
        (f"{BASE}事業者は、経路の危険を参加者に説明しなければならない。",),
        (("obligation_added", "tightened"),),
    ),
    "a duty is dropped": (
        (f"{BASE}事業者は、経路の変更を帳簿に記載しなければならない。",),
        (BASE,),
        (("obligation_removed", "relaxed"),),
    ),
    "a duty of an authority": (
        (BASE,),
        (f"{BASE}主務大臣は、事業者の秘密の保護に配慮しなければならない。",),
        (("obligation_added", "neutral"),),
    ),
    "a duty becomes a permission": (
        ("事業者は、児童に付添人を付けなければならない。",),
        ("事業者は、児童に付添人を付けることができる。",),
        (("modality_softened", "relaxed"),),
    ),
    "a duty becomes an effort": (
        ("事業者は、歩道の照明を整備しなければならない。",),
        ("事業者は、歩道の照明を整備するように努めなければならない。",),
        (("modality_softened", "relaxed"),),
    ),
    "stronger measures": (
        ("事業者は、照明について適切な措置を講じなければならない。",),
        ("事業者は、照明について有効な措置を講じなければならない。",),
        (("modality_hardened", "tightened"),),
    ),
    "a shorter limit": (
        ("事業者は、苦情に三箇月以内に回答しなければならない。",),
        ("事業者は、苦情に一箇月以内に回答しなければならない。",),
        (("deadline_changed", "tightened"),),
    ),
    "a limit is added": (
        ("事業者は、苦情に回答しなければならない。",),
        ("事業者は、三十日以内に苦情に回答しなければならない。",),
        (("deadline_added", "tightened"),),
    ),
    "a limit for promptness": (
        ("事業者は、事故を二日以内に報告しなければならない。",),
        ("事業者は、事故を直ちに報告しなければならない。",),
        (("deadline_removed", "relaxed"),),
    ),
    "a higher fine": (
        ("前条の規定に違反した者は、五十万円以下の罰金に処する。",),
        ("前条の規定に違反した者は、百万円以下の罰金に処する。",),
        (("penalty_changed", "tightened"),),
    ),
    "another sanction": (
        ("前条の規定に違反した者は、五十万円以下の罰金に処する。",),
        ("前条の規定に違反した者は、一年以下の拘禁刑又は五十万円以下の罰金に処する。",),
        (("penalty_added", "tightened"),),
    ),
    "a proviso": (
        ("事業者は、経路図を掲示しなければならない。",),
        ("事業者は、経路図を掲示しなければならない。ただし、一時間に満たない案内については、この限りでない。",),
        (("exemption_added", "neutral"),),
    ),
    "need not": (
        (BASE,),
        (f"{BASE}学校は、前項の公表をすることを要しない。",),
        (("exemption_added", "relaxed"),),
    ),
    "a threshold": (
        ("五十人以上の従業者を使用する事業者は、担当者を置かなければならない。",),
        ("二十人以上の従業者を使用する事業者は、担当者を置かなければならない。",),
        (("threshold_changed", "tightened"),),
    ),
    "the day of effect": (
        ("この法律は、令和七年四月一日から施行する。",),
        ("この法律は、令和七年十月一日から施行する。",),
        (("effective_date", "neutral"),),
    ),
    "a limit whose actor is not named": (
        (BASE,),
        (f"{BASE}申請に対する処分は、三十日以内に行う。",),
        (("deadline_added", "neutral"),),
    ),
    "a licence": (
        (BASE,),
        (f"{BASE}夜間の案内を行おうとする者は、主務大臣の許可を受けなければならない。",),
        (
            ("obligation_added", "tightened"),
            ("licence_filing_added", "tightened"),
        ),
    ),
    "a right": (
        (BASE,),
        (f"{BASE}参加者は、事業者に対し、記録の開示を請求することができる。",),
        (("procedural_right_added", "tightened"),),
    ),
    "a definition": (
        (BASE,),
        (
            BASE,
            "この章において「参加者」とは、案内に参加する者をいう。",
        ),
        (("definition_added", "neutral"),),
    ),
    "another law": (
        ("写真の取扱いについては、見本情報の保護に関する法律（平成十五年法律第五十七号）の定めるところによる。",),
        ("写真の取扱いについては、見本写真の管理に関する法律（平成二十年法律第十号）の定めるところによる。",),
        (("cross_reference_changed", "neutral"),),
    ),
}

MUST_STAY_SILENT: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a right told as a must": (
        (BASE,),
        (f"{BASE}参加者は、地図を閲覧することができなければならない。",),
    ),
    "who is kept out for a sentence served": (
        (BASE,),
        (f"{BASE}拘禁刑に処せられ、その執行を終わった者は、案内人に含まない。",),
    ),
    "a condition, no duty": (
        (BASE,),
        (f"{BASE}報告しなければならない場合の様式は、案内所に備える。",),
    ),
    "a thing as subject": (
        (BASE,),
        (f"{BASE}前項の公表は、書面でしなければならない。",),
    ),
    "how a thing is done": (
        (BASE,),
        (f"{BASE}その費用は、案内所が負担するものとする。",),
    ),
    "what has no effect": (
        (BASE,),
        (f"{BASE}参加者は、その期限の後は取消しを主張することができない。",),
    ),
    "the same number in digits": (
        ("事業者は、苦情に三十日以内に回答しなければならない。",),
        ("事業者は、苦情に30日以内に回答しなければならない。",),
    ),
    "the same fine in digits": (
        ("前条の規定に違反した者は、五十万円以下の罰金に処する。",),
        ("前条の規定に違反した者は、50万円以下の罰金に処する。",),
    ),
    "who may do so": (
        (BASE,),
        (f"{BASE}参加することができる者の数は、案内所が掲示する。",),
    ),
    "deemed": (
        (BASE,),
        (f"{BASE}返事のないときは、承諾したものとみなす。",),
    ),
    "a term of prison is no limit": (
        ("欺いた者は、二年以下の拘禁刑に処する。",),
        ("欺いた者は、三年以下の拘禁刑に処する。",),
    ),
    "another comma": (
        ("事業者は、経路の危険を参加者に説明しなければならない。",),
        ("事業者は経路の危険を参加者に説明しなければならない。",),
    ),
    "a moved duty": (
        (
            "事業者は、経路の変更を帳簿に記載しなければならない。案内は、門から始まる。",
            "経路は、市場に終わる。",
        ),
        (
            "案内は、門から始まる。",
            "経路は、市場に終わる。事業者は、経路の変更を帳簿に記載しなければならない。",
        ),
    ),
    "another law's article": (
        ("費用の計算は、民法第九十条の例による。",),
        ("費用の計算は、民法第九十一条の例による。",),
    ),
    "no verb of duty": (
        (BASE,),
        (f"{BASE}事業者は、学校の案内を無料で行う。",),
    ),
}


@pytest.mark.parametrize("row", MUST_FIRE.values(), ids=MUST_FIRE.keys())
def test_a_change_is_told_with_its_kind_and_direction_in_a_whole_sentence(row: Row) -> None:
    old, new, expected = row
    made = report(LABEL, FRAME, old, new)
    found = told(made)
    assert made.new.language == "ja"
    assert tuple((each.kind, each.direction) for each in found) == expected
    assert all(is_sentence(each.sentence) for each in found), [each.sentence for each in found]


@pytest.mark.parametrize("row", MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT.keys())
def test_what_is_no_change_or_cannot_be_read_off_is_not_told(row: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    made = report(LABEL, FRAME, *row)
    assert made.new.language == "ja"
    assert made.changes != ()
    assert told(made) == []
