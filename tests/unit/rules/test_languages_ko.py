"""Korean law: what must be told of a change, and what must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from languages import is_sentence, report, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    Row = tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]

LABEL = "제{}조(안내)"
# Articles that stay the same on both sides, so that a pair of texts is a law and not two loose sentences.
FRAME = (
    "이 법은 견본구역의 안내에 관한 사항을 정함을 목적으로 한다.",
    "이 법은 견본구역에서 하는 유료와 무료 안내에 적용한다.",
    "견본구역에 안내소를 둔다.",
)

BASE = "사업자는 안내 일정을 공개한다."

MUST_FIRE: Mapping[str, Row] = {
    "a ban is added": (
        (BASE,),
        (f"{BASE} 사업자는 참가자의 사진을 광고회사에 넘겨서는 아니 된다.",),
        (("prohibition_added", "tightened"),),
    ),
    "a ban on everybody": (
        (BASE,),
        (f"{BASE} 누구든지 안내판을 함부로 옮겨서는 아니 된다.",),
        (("prohibition_added", "tightened"),),
    ),
    "a ban is dropped": (
        (f"{BASE} 사업자는 참가자의 사진을 광고회사에 넘겨서는 아니 된다.",),
        (BASE,),
        (("prohibition_removed", "relaxed"),),
    ),
    "a ban is qualified": (
        ("사업자는 참가자의 사진을 게시하여서는 아니 된다.",),
        ("사업자는 정당한 사유 없이 참가자의 사진을 게시하여서는 아니 된다.",),
        (("prohibition_qualified", "relaxed"),),
    ),
    "a duty is added": (
        (BASE,),
        (f"{BASE} 사업자는 참가자에게 산길의 위험을 설명하여야 한다.",),
        (("obligation_added", "tightened"),),
    ),
    "a duty is dropped": (
        (f"{BASE} 사업자는 변경된 노선을 장부에 적어야 한다.",),
        (BASE,),
        (("obligation_removed", "relaxed"),),
    ),
    "a duty of an authority": (
        (BASE,),
        (f"{BASE} 문화체육부장관은 영업비밀이 새지 아니하도록 관리하여야 한다.",),
        (("obligation_added", "neutral"),),
    ),
    "a duty becomes a permission": (
        ("사업자는 어린이에게 보호자를 따로 배치하여야 한다.",),
        ("사업자는 어린이에게 보호자를 따로 배치할 수 있다.",),
        (("modality_softened", "relaxed"),),
    ),
    "a duty becomes an effort": (
        ("사업자는 보행로의 조명을 설치하여야 한다.",),
        ("사업자는 보행로의 조명을 설치하도록 노력하여야 한다.",),
        (("modality_softened", "relaxed"),),
    ),
    "stronger measures": (
        ("사업자는 조명에 관하여 적절한 조치를 하여야 한다.",),
        ("사업자는 조명에 관하여 효과적인 조치를 하여야 한다.",),
        (("modality_hardened", "tightened"),),
    ),
    "a shorter limit": (
        ("사업자는 민원에 3개월 이내에 답하여야 한다.",),
        ("사업자는 민원에 1개월 이내에 답하여야 한다.",),
        (("deadline_changed", "tightened"),),
    ),
    "a limit is added": (
        ("사업자는 민원에 답하여야 한다.",),
        ("사업자는 30일 이내에 민원에 답하여야 한다.",),
        (("deadline_added", "tightened"),),
    ),
    "a limit for promptness": (
        ("사업자는 사고를 2일 이내에 보고하여야 한다.",),
        ("사업자는 사고를 지체 없이 보고하여야 한다.",),
        (("deadline_removed", "relaxed"),),
    ),
    "a higher fine": (
        ("제3조를 위반한 자에게는 500만원 이하의 과태료를 부과한다.",),
        ("제3조를 위반한 자에게는 1천만원 이하의 과태료를 부과한다.",),
        (("penalty_changed", "tightened"),),
    ),
    "another sanction": (
        ("제3조를 위반한 자는 500만원 이하의 벌금에 처한다.",),
        ("제3조를 위반한 자는 1년 이하의 징역 또는 500만원 이하의 벌금에 처한다.",),
        (("penalty_added", "tightened"),),
    ),
    "a proviso": (
        ("사업자는 노선도를 게시하여야 한다.",),
        ("사업자는 노선도를 게시하여야 한다. 다만, 1시간보다 짧은 안내의 경우에는 그러하지 아니하다.",),
        (("exemption_added", "neutral"),),
    ),
    "a rule does not apply": (
        (BASE,),
        (f"{BASE} 제1항은 학교의 안내에는 적용하지 아니한다.",),
        (("exemption_added", "neutral"),),
    ),
    "a threshold": (
        ("직원 50명 이상을 둔 사업자는 담당자를 지정하여야 한다.",),
        ("직원 20명 이상을 둔 사업자는 담당자를 지정하여야 한다.",),
        (("threshold_changed", "tightened"),),
    ),
    "the day of effect": (
        ("이 법은 공포한 날부터 시행한다.",),
        ("이 법은 공포 후 6개월이 경과한 날부터 시행한다.",),
        (("effective_date", "neutral"),),
    ),
    "a limit whose actor is not named": (
        (BASE,),
        (f"{BASE} 신청에 대한 처분은 30일 이내에 한다.",),
        (("deadline_added", "neutral"),),
    ),
    "a licence": (
        (BASE,),
        (f"{BASE} 야간 안내를 하려는 자는 시장의 허가를 받아야 한다.",),
        (
            ("obligation_added", "tightened"),
            ("licence_filing_added", "tightened"),
        ),
    ),
    "a right": (
        (BASE,),
        (f"{BASE} 참가자는 사업자에게 기록의 열람을 요구할 수 있다.",),
        (("procedural_right_added", "tightened"),),
    ),
    "a definition": (
        (BASE,),
        (
            BASE,
            '이 장에서 "참가자"란 안내에 참가하는 사람을 말한다.',
        ),
        (("definition_added", "neutral"),),
    ),
    "another law": (
        ("사진의 처리에 관하여는 「견본정보 보호법」에 따른다.",),
        ("사진의 처리에 관하여는 「견본사진 관리법」에 따른다.",),
        (("cross_reference_changed", "neutral"),),
    ),
}

MUST_STAY_SILENT: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a right told as a must": (
        (BASE,),
        (f"{BASE} 이용하는 자는 지도를 볼 수 있어야 한다.",),
    ),
    "who is kept out for a sentence served": (
        (BASE,),
        (f"{BASE} 징역 이상의 형을 선고받은 사람은 안내인에서 제외한다.",),
    ),
    "a condition, no duty": (
        (BASE,),
        (f"{BASE} 보고하여야 하는 경우의 서식은 안내소에 둔다.",),
    ),
    "a thing as subject": (
        (BASE,),
        (f"{BASE} 공개의 서식은 안내소의 서식과 같아야 한다.",),
    ),
    "what has no effect": (
        (BASE,),
        (f"{BASE} 참가자는 기한이 지난 뒤에는 취소를 주장할 수 없다.",),
    ),
    "the same number without a blank": (
        ("사업자는 민원에 30일 이내에 답하여야 한다.",),
        ("사업자는 민원에 30일이내에 답하여야 한다.",),
    ),
    "the same fine in digits": (
        ("제3조를 위반한 자에게는 1천만원 이하의 과태료를 부과한다.",),
        ("제3조를 위반한 자에게는 10,000,000원 이하의 과태료를 부과한다.",),
    ),
    "who may do so": (
        (BASE,),
        (f"{BASE} 참가할 수 있는 자의 수는 안내소가 게시한다.",),
    ),
    "deemed": (
        (BASE,),
        (f"{BASE} 답이 없는 때에는 승낙한 것으로 본다.",),
    ),
    "a term of prison is no limit": (
        ("속인 자는 2년 이하의 징역에 처한다.",),
        ("속인 자는 3년 이하의 징역에 처한다.",),
    ),
    "every three years": (
        (BASE,),
        (f"{BASE} 안내소는 3년마다 문을 새로 칠한다.",),
    ),
    "no verb of duty": (
        (BASE,),
        (f"{BASE} 사업자는 학교의 안내를 무료로 한다.",),
    ),
    "another law's article": (
        ("비용의 계산은 「민법」 제90조에 따른다.",),
        ("비용의 계산은 「민법」 제91조에 따른다.",),
    ),
    "same law's article": (
        ("비용의 계산은 「민법」 및 같은 법 제90조에 따른다.",),
        ("비용의 계산은 「민법」 및 같은 법 제91조에 따른다.",),
    ),
    "a moved duty": (
        (
            "사업자는 변경된 노선을 장부에 적어야 한다. 안내는 문에서 시작한다.",
            "노선은 시장에서 끝난다.",
        ),
        (
            "안내는 문에서 시작한다.",
            "노선은 시장에서 끝난다. 사업자는 변경된 노선을 장부에 적어야 한다.",
        ),
    ),
}


@pytest.mark.parametrize("row", MUST_FIRE.values(), ids=MUST_FIRE.keys())
def test_a_change_is_told_with_its_kind_and_direction_in_a_whole_sentence(row: Row) -> None:
    old, new, expected = row
    made = report(LABEL, FRAME, old, new)
    found = told(made)
    assert made.new.language == "ko"
    assert tuple((each.kind, each.direction) for each in found) == expected
    assert all(is_sentence(each.sentence) for each in found), [each.sentence for each in found]


@pytest.mark.parametrize("row", MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT.keys())
def test_what_is_no_change_or_cannot_be_read_off_is_not_told(row: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    made = report(LABEL, FRAME, *row)
    assert made.new.language == "ko"
    assert made.changes != ()
    assert told(made) == []
