"""Chinese sentences that sway a rule: who acts, what a modifier narrows, what a list holds, what a way out lets off.

Each row has what must not be said of a change, or what must; the words are those a drafter puts in another way.
"""

from __future__ import annotations

from typing import Any

import pytest
from builders import article, item

COMPLAINT = "游客可以投诉。"

NEVER: dict[str, tuple[tuple[Any, ...], tuple[Any, ...], str, str]] = {
    "an operator that serves authorities is none": (
        (COMPLAINT,),
        (COMPLAINT, "景区讲解公司为国家机关提供讲解服务的，应当为讲解员配备证件。"),
        "obligation_added",
        "neutral",
    ),
    "an operator of what an authority lists is none": (
        (COMPLAINT,),
        (COMPLAINT, "持有主管部门规定的珍贵展品的经营者，应当对讲解员进行背景审查。"),
        "obligation_added",
        "neutral",
    ),
    "an authority that is not known does nothing": (
        (COMPLAINT,),
        (COMPLAINT, "经营者停业的，应当告知游客；主管部门不明确的，应当向示范区中心提交停业说明。"),
        "obligation_added",
        "neutral",
    ),
    "authorities and operators together are not authorities": (
        (COMPLAINT,),
        (COMPLAINT, "国家机关和景区经营者采购的讲解设备，应当通过噪声检验。"),
        "obligation_added",
        "neutral",
    ),
    "whoever receives complaints as an authority is one": (
        (COMPLAINT,),
        (COMPLAINT, "接到投诉的部门应当在三日内书面答复游客。"),
        "obligation_added",
        "tightened",
    ),
    "an authority named by its task is one": (
        (COMPLAINT,),
        (COMPLAINT, "共同负责的人民政府应当互通景区客流，建立共享机制。"),
        "obligation_added",
        "tightened",
    ),
    "an authority still acts after what it may do when needed": (
        ("县级人民政府应当立即疏散游客，必要时可以关闭景区。",),
        ("县级人民政府应当立即疏散游客，必要时可以关闭景区，具备条件的，应当开展网络直播通报。",),
        "obligation_added",
        "tightened",
    ),
    "a ban for everybody is not one for the State that protects": (
        ("国家采取必要措施，保护游客的安全。",),
        ("国家采取必要措施，保护游客的安全，禁止殴打、辱骂导览员。",),
        "prohibition_added",
        "relaxed",
    ),
    "a modifier of what is to be done narrows nobody": (
        ("经营者应当在入口处设置具有显著提示效果的路线标牌。",),
        ("经营者应当在入口处设置路线标牌。",),
        "scope_widened",
        "tightened",
    ),
    "important things in another clause narrow nothing": (
        ("经营者应当安装照明设备，加强导览车辆、步道、看台等处的养护。",),
        ("经营者应当安装照明设备，存放重要数据的应当加锁，加强养护。",),
        "scope_narrowed",
        "relaxed",
    ),
    "doing it on the network is no narrower deed": (
        ("在示范区利用网络开展导览活动，适用本办法。",),
        ("在示范区开展网络导览活动，适用本办法。",),
        "scope_narrowed",
        "relaxed",
    ),
    "an adjective before an item is no item": (
        ("经营者应当公示讲解路线的设计理念、票价构成、安全须知等。",),
        ("经营者应当公示讲解路线的设计理念、票价构成和主要安全须知等。",),
        "enumeration_changed",
        "tightened",
    ),
    "an item in other words takes no ban further": (
        ("不得推出诱导游客攀岩或者高价购物等有违风俗的项目。",),
        ("不得推出诱导游客攀岩、多次购物等违反法规或者有违行规的项目。",),
        "prohibition_broadened",
        "tightened",
    ),
    "several verbs for one take no ban further": (
        ("任何人不得利用导览服务从事法律、行政法规禁止的活动。",),
        ("任何人不得利用导览服务录音、翻拍、发布、传播法规禁止的资料。",),
        "prohibition_broadened",
        "tightened",
    ),
    "a case put without the word for one was a case": (
        ("经营者向境外传送重要客流统计和照片，应当事前进行游客安全影响评估和设备检测评估。",),
        ("经营者将各类导览资料传至境外的，应当事前进行游客安全影响评估和设备检测评估。",),
        "condition_added",
        "relaxed",
    ),
    "what the whole text applies to is no condition": (
        ("经营者应当事前进行游客安全影响评估，并对情况进行记录。",),
        ("经营者在示范区内提供导览服务的，应当事前进行游客安全影响评估，并对情况进行记录。",),
        "condition_added",
        "relaxed",
    ),
    "whoever owes it is no part of what is asked for": (
        ("经营者应当公布收费标准，接受社会监督。",),
        ("面向社会提供夜间导览、水上导览服务的经营者应当接受社会监督，公布收费标准。",),
        "obligation_modified",
        "tightened",
    ),
    "what is asked for besides is no way out": (
        ("大型景区报送的年度报告应当说明观光设备的状况。",),
        ("大型景区报送的年度报告，除包括前款内容外，还应当说明观光设备的状况。",),
        "exemption_added",
        "relaxed",
    ),
    "a ban that is gone took its way out along": (
        (COMPLAINT, "禁止聘用未满十八周岁的人员担任潜水导览员，国家另有规定的除外。"),
        (COMPLAINT,),
        "exemption_removed",
        "tightened",
    ),
    "which law punishes is no way out": (
        (COMPLAINT, "经营者拒绝公布票价的，法律有规定的，依照其规定；法律没有规定的，处一千元罚款。"),
        (COMPLAINT,),
        "exemption_removed",
        "tightened",
    ),
    "what one need not do is no right that goes": (
        (COMPLAINT, "接待游客不满一百人的，可以不申报客流评估。"),
        (COMPLAINT,),
        "exemption_removed",
        "relaxed",
    ),
    "a time in which visitors are counted is no limit": (
        (COMPLAINT, "预计一年内接待游客一万人以上的，经营者应当备案。"),
        (COMPLAINT, "接待游客一万人以上的，经营者应当备案。"),
        "deadline_removed",
        "relaxed",
    ),
    "twenty days after is no sooner than thirty days before": (
        ("经营者停业的，应当在关闭景区三十日前交回证件。",),
        ("经营者停业的，应当在关闭景区之日起二十日内交回证件。",),
        "deadline_changed",
        "tightened",
    ),
    "a longer procedure of an authority is no relief": (
        ("特别审查程序应当在45日内完成。",),
        ("特别审查程序应当在90日内完成。",),
        "deadline_changed",
        "relaxed",
    ),
    "measures in an exception are no duty of means": (
        ("经营者不得开展除看护和采取必要的防雨措施之外的活动。",),
        ("经营者应当停止除看护和采取必要的防雨措施之外的活动。",),
        "modality_softened",
        "relaxed",
    ),
    "what may be done beside a duty softens no duty": (
        ("讲解开始时，经营者应当在起始位置放置显著的路线标牌，可在讲解过程中的适当位置放置路线标牌。",),
        ("讲解开始时，经营者应当在起始位置放置显著的路线标牌，可以在讲解过程中的适当位置放置路线标牌。",),
        "modality_softened",
        "relaxed",
    ),
    "governments of each level are the governments": (
        ("县级以上地方各级人民政府应当建立景区信息系统，与各观景台、游客中心的系统连通。",),
        ("县级以上地方人民政府应当建立景区信息系统，与各观景台、游客中心和索道企业的系统连通。",),
        "regulator_changed",
        "neutral",
    ),
    "a service of platforms is no doer": (
        ("提供导览信息平台服务的经营者应当核验路线资料。", "平台应当保存路线资料。"),
        ("提供导览信息服务的经营者应当核验路线资料。", "平台应当保存路线资料。"),
        "addressee_changed",
        "relaxed",
    ),
    "to be dealt with under the law is still a sanction": (
        ("经营者违反本办法的，由主管部门按照有关法律的规定予以处罚。",),
        ("违反本办法规定的，由旅游、公安等主管部门依据职责，按照有关法律的规定予以处理。",),
        "penalty_removed",
        "relaxed",
    ),
    "to be held liable is no duty": (
        ("主管部门应当加强指导，要求经营者整改；对拒不整改的，责令其停止导览活动。",),
        ("主管部门应当加强指导，要求经营者整改；对拒不整改的，依法追究法律责任。",),
        "obligation_added",
        "tightened",
    ),
    "a shorter word for the same measures leaves nothing out": (
        ("经营者应当建立健全劝阻机制，发现游客吵闹的，应当及时采取相应的劝阻措施，并将情况报中心备案。",),
        ("经营者应当建立健全劝阻机制，发现游客吵闹的，应当及时采取劝阻措施，保存记录，并向中心报告情况。",),
        "obligation_removed",
        "relaxed",
    ),
}

SAID: dict[str, tuple[tuple[Any, ...], tuple[Any, ...], str, str]] = {
    "a known duty in a new case": (
        ("经营者开设高空项目，影响游客安全的，应当向示范区安全办公室申报安全审查。",),
        (
            "经营者开设高空项目，影响游客安全的，应当向示范区安全办公室申报安全审查。",
            "持有超过十万名会员照片的票务平台赴国外上市，必须向示范区安全办公室申报安全审查。",
        ),
        "obligation_added",
        "tightened",
    ),
    "a further doer before the same duty": (
        ("景区经营者采购观光车辆，影响游客安全的，应当按照本办法进行安全审查。",),
        ("景区经营者采购观光车辆，票务运营者开展促销抽奖，影响游客安全的，应当按照本办法进行安全审查。",),
        "scope_widened",
        "tightened",
    ),
    "a second condition": (
        ("经营者提供下列导览服务的，应当在入口处进行显著提示。",),
        ("经营者提供下列导览服务，容易造成拥挤踩踏的，应当在入口处进行显著提示。",),
        "condition_added",
        "relaxed",
    ),
    "items under a ban that has a way out": (
        ("经营者在招聘过程中应当公开条件。",),
        (
            article(
                4,
                "经营者在招聘过程中，除国家另有规定外，不得实施下列行为：",
                item(1, "限定为本地居民；"),
                item(2, "询问求职者的婚育情况。"),
            ),
        ),
        "prohibition_added",
        "tightened",
    ),
    "an item of a list that binds nobody": (
        (article(4, "安全审查主要考虑以下因素：", item(1, "观光车辆的制动风险；"), item(2, "供电中断的危害。")),),
        (
            article(
                4,
                "安全审查主要考虑以下因素：",
                item(1, "观光车辆的制动风险；"),
                item(2, "供电中断的危害；"),
                item(3, "会员照片被他人盗用的可能。"),
            ),
        ),
        "enumeration_changed",
        "neutral",
    ),
    "an authority that joins others in what they set up": (
        ("甲办公室会同国家旅游总局、国家广播总局、国家邮政总局、国家体育总局建立示范区协商机制。",),
        ("甲办公室会同国家旅游总局、国家广播总局、国家邮政总局、国家体育总局、国家气象总局建立示范区协商机制。",),
        "regulator_added",
        "neutral",
    ),
    "what must come first is gone": (
        (COMPLAINT, "缆车设备由具备资格的机构检验合格后，方可出租。"),
        (COMPLAINT,),
        "obligation_removed",
        "relaxed",
    ),
    "a longer notice asks for more": (
        ("经营者终止服务的，应当在二十日前告知游客。",),
        ("经营者终止服务的，应当在三十日前告知游客。",),
        "deadline_changed",
        "tightened",
    ),
    "a sanction that no longer waits for grave consequences": (
        ("经营者违反本办法规定，未公布票价造成严重后果的，由主管部门予以处罚。",),
        ("违反本办法规定的，由主管部门予以处罚。",),
        "trigger_widened",
        "tightened",
    ),
    "liability that is new is a sanction": (
        ("对拒不整改的，由示范区中心进行提醒。",),
        ("对拒不整改的，由示范区中心进行提醒，依法追究法律责任。",),
        "penalty_added",
        "tightened",
    ),
}


@pytest.mark.parametrize(("old", "new", "kind", "direction"), NEVER.values(), ids=NEVER)
def test_what_is_untrue_is_not_said(
    pair: Any, old: tuple[Any, ...], new: tuple[Any, ...], kind: str, direction: str
) -> None:
    assert (kind, direction) not in pair.told(old, new, "zh")


@pytest.mark.parametrize(("old", "new", "kind", "direction"), SAID.values(), ids=SAID)
def test_what_is_true_is_said(pair: Any, old: tuple[Any, ...], new: tuple[Any, ...], kind: str, direction: str) -> None:
    assert (kind, direction) in pair.told(old, new, "zh")


def test_a_word_put_for_another_throughout_is_no_item(pair: Any) -> None:
    """运营者 became 主办方 in every article; cut from a list of two-letter items its end is no word either."""
    body = "应当做好准备工作。"
    old = (*(f"运营者{n}{body}" for n in ("在开园前", "在闭园后", "在雨季前")), "运营者、车队、商户应当参加演练。")
    new = tuple(text.replace("运营者", "主办方") for text in old)
    listed = [f.sentence("zh") for f in pair.findings(old, new, "zh") if f.kind == "enumeration_changed"]
    assert listed == []


def test_what_a_ban_keeps_is_not_told_as_dropped(pair: Any) -> None:
    old = ("经营者不得利用讲解干预游客选择，实施强制购物、诱导消费、抬高票价、贬低同行或者逃避检查。",)
    new = ("经营者不得利用讲解干预游客选择，实施逃避检查行为。",)
    dropped = [dict(f.slots).get("xs", "") for f in pair.findings(old, new, "zh") if f.kind == "enumeration_changed"]
    assert not [words for words in dropped if "逃避检查" in words]


def test_a_way_out_that_others_still_have_is_not_flatly_gone(pair: Any) -> None:
    school = "学校组织的参观，不需要申报客流评估、缴纳押金。"
    old = (school, "预计一年内接待游客不满一百人的讲解点，不需要申报客流评估、缴纳押金。")
    new = (school, "累计接待游客一百人以上、不满一千人的讲解点，应当依法向示范区中心备案。")
    (found,) = [f for f in pair.findings(old, new, "zh") if f.kind == "exemption_removed"]
    assert "未见相近条款" in found.sentence("zh")


def test_a_time_to_keep_is_not_replaced_by_promptness(pair: Any) -> None:
    old = ("经营者应当将客流评估报告保存至少三年。",)
    new = ("经营者应当将客流评估报告及时报送示范区中心。",)
    assert not [f for f in pair.findings(old, new, "zh") if "改为“及时”" in f.sentence("zh")]


def test_a_verb_before_an_authority_is_no_part_of_its_name(pair: Any) -> None:
    old = ("经营者应当配合有关主管部门实施的安全检查。",)
    new = ("经营者应当配合体育部门实施的安全检查。",)
    assert not [f for f in pair.findings(old, new, "zh") if "“配合" in f.sentence("zh") and f.rule == "regulators"]
