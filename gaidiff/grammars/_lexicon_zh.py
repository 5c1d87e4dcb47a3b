"""Chinese law text in, cue words by concept out.

Every pattern is linear: no quantifier stands inside another unbounded one, and gaps are bounded. Each names the
traps it steps round, because 不得不 is no ban and 违法和不良信息 no qualifier.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gaidiff.grammars._lexicon_zh_authority import PATTERNS as OF_AUTHORITIES
from gaidiff.grammars._lexicon_zh_reach import REACH
from gaidiff.grammars._lexicon_zh_signs import SIGNS
from gaidiff.grammars._numerals import number_of
from gaidiff.model.words import Concept, Lexicon, Patterns

NUMERAL: Final = r"[0-9０-９零〇一二两三四五六七八九十百千万]{1,10}"
UNIT: Final = r"个?工作日|个?自然日|日|天|个?星期|周|个月|月|年|个?小时|分钟"
AMOUNT: Final = r"[0-9０-９.,]{0,12}[0-9０-９零〇一二两三四五六七八九十百千]{1,10}[万亿]{0,2}"
HEAD: Final = (
    "部门|机关|政府|法院|检察院|国务院|委员会|(?:执法|公职)人员"
    "|(?:监管|执法|监督管理|管理|检疫|登记|监察|统计|审计)机构|(?:管理|税务|公安|财政)局"
    "|海关(?!监管|特殊|编码|税则|手续|统计|申报)"
)

# An authority that only says which things are meant, or of which nothing is known, does nothing here.
NOT_THE_DOER: Final = (
    "(?!不明确|[^，。；：、的除对按依]{0,6}(?:规定|确定|认定|批准|许可|核准|指定|公布|要求|颁发|认可)的"
    f"(?![^，。；：的]{{0,12}}(?:{HEAD})))"
)

PATTERNS: Final = {
    # 不得泄露   禁止非法获取   任何单位和个人不得
    # not: 不得不, 不得少于三十日 (a limit), 法律禁止的内容, 被禁止
    Concept.PROHIBITION: r"""
        不得(?!不|已|少于|低于|超过|早于|晚于|迟于|高于|多于|影响) | 严禁
        | (?P<everybody>(?<![被所规定解除])禁止(?!的|性|令|或者限制|、限制|进出))
        | 不准(?![^，。；]{0,10}的) | 不允许
    """,
    # 应当建立   必须   应在3个月内   有义务   不得少于三十日   检验合格后，方可出租
    # not: 相应, 适应, 应用, 应急, 应税, 须知
    Concept.DUTY: r"""
        应当(?!知道|知悉|受到|被) | 必须 | (?P<only>方可) | (?<![无毋必])须(?!知|要)
        | 负有(?!责任|直接责任|领导责任|监督管理|主要责任) | (?<!没)有义务 | (?:不得|不)(?:少于|低于|早于|晚于|迟于)
        | (?<![相适供反对响效答感照理本])应(?=在|按|依|自|由|向|经|予以|为其|于|符合|满足|具备|具有|包括|采取
            |提供|建立|制定|保证
        |确保|遵守|履行|承担|加强|报[送告经]|提交|明确|公开|公示|公布|主动|及时|立即|定期|根据|将|取得|指定
            |配合|保存|签订|告知)
    """,
    # 确保数据真实   能够保证
    # not: 保证金, 社会保障, 保障体系
    Concept.RESULT: r"""
        (?:能够|切实)?确保 | (?:能够|切实)?保证(?!金|人|书|责任|合同|保险|期间|担保)
        | (?<![社会生活安全质量])保障(?!金|体系|制度|工作|部门|房|机制|性|措施|局|卡|能力|水平)
    """,
    # 采取有效措施防范   采取措施   提升透明度   防止伤害
    Concept.MEANS: r"""
        (?P<measures>采取(?:[^，。；、]{0,12}?(?P<grade>适当|合理|必要|有效))?[^，。；、]{0,12}?措施)
        | (?P<avoid>防止 | 防范 | 避免) | 尽(?:量|可能|力|最大努力) | 努力 | 提升 | 提高 | 增强 | 加强
    """,
    # 可以申请   有权举报
    # not: 所有权, 具有权威, 有权机关
    Concept.PERMISSION: r"""
        可以(?!影响|反映) | (?<![所具享])有权(?!属|限|益|威|力|重|机关|部门|人|机构) | 可(?=依法|按照|向
            |自行|申请|根据) | (?<![许认不])可(?=在(?!线))
    """,
    Concept.ENCOURAGEMENT: r"鼓励 | 倡导 | 提倡 | (?<!技术)支持(?!和协助|、协助) | 引导 | 推动 | 促进 | 推进",
    # 非法留存   未经同意   擅自
    # not: 违法行为, 违法所得, 违法和不良信息, 非法集资, 非物质文化遗产
    Concept.QUALIFIER: r"""
        非法(?!物|所得|活动|行为|目的|组织|出版|集资|占地|的|信息|内容|财产)
        | (?<![未非])违法(?!行为|所得|犯罪|活动|信息|和|、|违规|违纪|内容|事实|情节|者|的|性|案件)
        | 擅自 | 恶意(?!竞争|发帖|软件|程序) | 故意 | 无正当理由 | 没有正当理由 | 不合理地 | 不正当地
        | 未经[^，。；、]{1,24}?(?:同意|许可|批准|授权|允许) | 超[出越][^，。；、]{1,20}?范围
    """,
    Concept.WEAK_QUALIFIER: r"""
        依法(?!治|行政|人) | 依约 | (?:按照|依照)(?P<general>(?:国家)?有关规定) | 适时
        | (?P<fit>酌情 | 视(?:具体|实际)?情况 | (?:根据|结合)(?:自身)?实际(?:情况)?
            | (?:基于|根据|结合|针对)[^，。；]{1,16}?特点 | 原则上 | 尽可能 | 在[^，。；]{0,8}可行(?:的)?范围内)
    """,
    # 法律另有规定的，从其规定   除紧急情况外   但经同意的除外
    Concept.EXCEPTION: r"""
        另有规定的?(?:，?(?:从其规定|除外|依照其规定))? | 除外 | 除[^，。；]{1,40}?(?:以外|之外|外) | 不适用
            | 免予 | 豁免 | 可以不 | 不需要
    """,
    # 三个月内   自收到通知之日起三十日内   不少于六个月   每年三月三十一日前
    # not: 2023年8月15日 (a date), 三年以上七年以下有期徒刑 (a penalty)
    Concept.TIME_LIMIT: rf"""
        (?P<within>(?<![0-9０-９零〇一二两三四五六七八九十百千万年月第近])(?P<number>{NUMERAL})(?P<unit>{UNIT})(?:以内|之内|内
            |(?P<ahead>以前|之前|前)))
        | (?P<least>(?:不得少于|不少于|不得低于|不低于|至少(?:保存|留存
            |提前)?)(?P<least_number>{NUMERAL})(?P<least_unit>{UNIT}))
        | (?P<most>(?:不得超过|不超过|最长不得超过)(?P<most_number>{NUMERAL})(?P<most_unit>{UNIT}))
        | (?P<during>(?:为期|有效期为?|期限为?|期为)(?P<during_number>{NUMERAL})(?P<during_unit>{UNIT}))
        | (?P<day>(?:每年|次年|当年|次月|每月)?(?:{NUMERAL}年)?(?:{NUMERAL}月)?{NUMERAL}日(?:以前|之前|前))
    """,
    Concept.PROMPTNESS: r"及时 | 立即 | 尽快 | 即时 | 当场(?!处罚|作出|收缴) | 随时 | 不得迟延 | 不得拖延",
    # 给予警告   责令限期改正   处一万元以上十万元以下罚款   吊销许可证   追究刑事责任
    # not: 警告标志, 罚款收据, 处分财产
    Concept.PENALTY: r"""
        (?=[予依按追停关列刑吊拘撤政暂有没治警记给纪纳罚行责通限取])(?:  # no other character begins any of these
        (?P<warning>警告(?!标|语|牌|信号|标识)) | (?P<criticism>通报批评)
        | (?P<suspension_or_closure>责令[^，。；、]{0,6}?暂停(?:或者|、)终止)
        | (?P<suspension>责令[^，。；、]{0,6}?(?:暂停(?!或者终止|、终止)|停产停业|停业|停产|停止|停办)
            | 停产停业整顿 | 停业整顿 | 暂扣)
        | (?P<closure>责令[^，。；、]{0,6}?(?:终止|关闭|拆除) | 取缔 | 关闭网站)
        | (?P<rectification>责令[^，。；、]{0,8}?(?:改正|整改|纠正) | (?<!责令)限期改正)
        | (?P<fine>(?<!收缴的)(?<!支付)(?<!缴纳)罚款(?!以及没收|和没收|、没收的|收据|收缴|决定|数额))
            | (?P<confiscation>没收)
        | (?P<revocation>吊销 | 撤销[^，。；、]{0,12}?(?:许可|资格|资质|登记|执照|证书|备案))
        | (?P<detention>(?<!侦查、)(?<!适用行政)(?<!适用)拘留(?!、预审|、执行逮捕|和执行))
            | (?P<imprisonment>有期徒刑|拘役) | (?P<criminal>刑事责任)
        | (?P<public_order>治安管理处罚(?!法)) | (?P<discipline>(?:给予|依法给予|予以|政务|行政|纪律)处分)
        | (?P<listing>(?:记入|列入|纳入)[^，。；]{0,12}?(?:信用记录|信用档案|失信|名单))
        | (?P<general>(?:予以|给予)(?:行政)?处罚 | 追究(?:其|有关人员的)?法律责任
            | (?<!应当)(?:依照|按照)[^，。；]{1,40}?规定(?:予以)?处理(?=[，；。]|$))
        )
    """,
    # 一万元以上十万元以下   违法所得一倍以上五倍以下   百分之五
    Concept.MONEY: rf"""
        {AMOUNT}元(?:以上(?:{AMOUNT}元以下)?|以下)? | 百分之{NUMERAL}(?:以上(?:百分之{NUMERAL}以下)?|以下)?
        | [0-9０-９.]{{1,8}}[%％] | {NUMERAL}倍(?:以上(?:{NUMERAL}倍以下)?|以下)?
    """,
    Concept.FIGURE: rf"""
        百分之(?P<percent>{NUMERAL}) | (?P<value>{AMOUNT})(?=元) | (?P<times>{AMOUNT})(?=倍)
            | (?P<share>{AMOUNT})(?=[%％])
    """,
    Concept.IN_FORCE: r"自[^，。；自]{1,30}?起(?:开始)?(?:施行|实施|生效|执行)",
    Concept.LEGAL_BASIS: r"""
        (?:根据|依据|依照|按照)[^。]{1,400}?(?:，|,)?(?:结合[^，。]{1,20}(?:，|,))?(?:制定|修订)(?=本|如下|了|以下)
    """,
    Concept.INSTRUMENT: r"《(?P<name>[^《》]{1,60})》",
    # 网信部门应当   国家机关及其工作人员不得   only at the head of a subject, before 在, 对, 向, 经 ...
    # 接到投诉的部门应当   not: 持有主管部门规定的资料的经营者, 为国家机关提供服务的系统, 主管部门不明确的
    Concept.AUTHORITY: rf"""
        ^(?![^，。；：对向由]{{0,40}}(?:、|和|或者|以及|及)(?:(?:其他|各|有关)?(?:企业|单位|社会组织|公民)
            |[^，。；：、和对向由的]{{0,16}}[营供理用]者))(?:由|前款规定的)?(?!按照|根据|依照
            |依据|未经|接到|收到|提供|经营)
        (?:所在|经济|对外|外商|从事|[^，。；：在对向经与被的为]){{0,60}}?(?:{HEAD}){NOT_THE_DOER}
        | ^(?![^，。；：]{{0,40}}(?:企业|单位|组织|公民))
            [^，。；：业司位校者]{{2,24}}的(?:[^，。；：的]{{0,12}}?(?:{HEAD})){{1,2}}(?=$|应当|必须|不得|可以)
        | ^[^，。；：]{{0,40}}?(?:监督检查|监督管理|执法|行政许可|审批|监管)[^，。；：]{{0,8}}?(?:机构|人员)
        | ^[市省区县][^，。；：在对向]{{1,10}}?[委局厅办](?=$|应当|违反|不得|可以|负责|、|或者|和|会同)
        | ^国家(?=鼓励|支持|建立|实行|保护|推动|促进|加强|坚持|保障|制定|采取
            |对(?![^，。；]{{0,40}}另有)|统筹|完善|健全|依法|维护|推进
            |组织|实施|在|引导)
    """,
    Concept.ENFORCEMENT: r"""
        责令 | 监督检查 | 处置 | 查处 | (?<!统计|经过)(?<!经)调查(?!制度|范围|表|对象|项目|方案|资料
            |(?:收集|取证|核实)?的) | 处罚 | 查封 | 扣押 | 约谈 | 检查(?!院) | 强制 | 追究
    """,
    Concept.DATE: rf"{NUMERAL}年\s*{NUMERAL}?\s*月\s*{NUMERAL}?\s*日 | 公布之日 | 发布之日",
    # 不影响其效力   视为   不视为
    Concept.INTERPRETATION: r"(?<=[息容料项围])包括 | 不影响 | 视为 | 不构成 | 是指 | 所称",
    # 发现违法内容的，   接到通知时，   有下列情形之一的，
    Concept.CONDITION: r"""(?:的|(?<!小)时|情形|情况下|情形下)$ | 除[^，。；]{1,60}外$ | ^(?:如果|因|由于
            |除)[^，。；]{1,60}$
        | ^未?经(?!营|济)[^，。；]{1,60}(?:批准|同意|许可|授权|审查|核准|认定|确认|检验|评估|公布|备案|协商
            |查实)后?$""",
    # 按照国家有关规定，   在生命周期内，   自收到通知之日起三十日内，   为了保护权益，
    # not: 对标注人员进行必要培训, 向主管部门报告, 按照规定开展安全评估
    Concept.ADVERBIAL: r"""
        (?:后|前|过程中|期间|方面|日起|以内|日内|月内|年内|小时内|基础上|以外|之外)$
        | (?:以|通过|采用|采取|按)[^，。；]{1,40}(?:方式|形式|名义|为由)$
            | 除[^，。；]{1,60}外$
        | ^(?:在|于)[^，。；]{1,40}(?:内|中|下|上|起)$ | ^为了[^，。；]{1,60}$
        | ^对[^，。；]{1,60}(?:人员|责任人|单位|个人|经营者|提供者|当事人)$
        | ^自行(?:或者?|、)委托[^，。；]{1,24}(?:机构|单位|组织|企业|公司|人员|他人|第三方)$
        | ^(?:按照|根据|依照|依据|按|依|结合|遵循|基于)[^，。；]{1,60}(?:规定|要求|标准|约定|程序|原则|需要|情况
            |特点|形势|职责|权限|分工|计划|方案|条件|通知|申请|决定|办法|规范)$
    """,
    Concept.LIST_LEAD: r"(?:下列|以下|如下)[^，。；：]{0,16}[：:]$ | [：:]$",
    # 有下列情形之一的，应当备案：   not: 应当符合下列条件
    Concept.CASES: r"(?:有|属于|存在|具有|出现|发生|符合|具备)(?:下列|以下|如下)[^，。；：]{0,20}的$",
    Concept.CONJUNCTION: r"^(?:并(?!购|行|网)|同时|且|但是?)",
    Concept.SENTENCE_END: r"[。！？]",
    Concept.CLAUSE_END: r"[，；,;：:\n]",
    Concept.LIST_TAIL: r"^(?:(?P<list>包括|例如|如(?!实)|特别是|尤其是)|以及|及其|或者|和|与|等)",
    Concept.TOPIC_DATA: r"数据 | 个人信息 | 隐私 | 标注 | 算法模型 | 采集",
    Concept.TOPIC_CONTENT: r"内容 | 标识 | 歧视 | 信息发布 | 广告 | 虚假",
    Concept.TOPIC_USER: r"用户 | 使用者 | 消费者 | 投诉 | 举报 | 申诉 | 未成年人 | 当事人 | 知情 | 查阅",
    Concept.TOPIC_FILING: r"备案 | 许可(?!人) | 审批 | 申报 | 安全评估 | 注销 | 登记 | 注册 | 资质",
    Concept.TOPIC_CROSS_BORDER: r"境外 | 出境 | 跨境 | 外商 | 国外 | 进口 | 出口",
    Concept.TOPIC_REGULATOR: r"监督检查 | 监督管理 | 执法机构 | 职责 | 监管 | 人民政府 | 国务院",
    Concept.TOPIC_SCOPE: r"适用本 | 不适用 | 适用范围 | 适用于",
}  # fmt: skip

# Words of legal style: they stand in every clause and say nothing about which clause it is.
STYLE: Final = re.compile(
    r"应当|必须|不得|禁止|严禁|可以|有权|按照|根据|依照|依据|有关|相关|规定|下列|以下|以及|或者|其他|进行|对于"
    r"|予以|采取|措施"
    r"|各级|本法|本条例|本办法|本规定|依法|及时|立即|的|等|其|和|与|及|或|在|对|由|向|为|将|并|所|该|是|中|时|后|前|者"
)
WORD: Final = re.compile(r"[\u3400-\u9fff]+|[0-9A-Za-z]+")
HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９", "0123456789")
PLAIN: Final = (
    (re.compile(r"[\s，。；：、“”‘’《》（）()〈〉,.;:\"'·—-]+"), ""),
    (re.compile(r"为了"), "为"),
    (re.compile(r"或者"), "或"),
    (re.compile(r"以及|及其|及"), "和"),
    (re.compile(r"征得"), "取得"),
    (re.compile(r"必须"), "应当"),
    (re.compile(r"帐"), "账"),
    (re.compile(r"其它"), "其他"),
    (re.compile(r"星期(?=[一二三四五六日天])"), "周"),
    (re.compile(r"[的了]"), ""),
)


def number(text: str) -> float | None:
    """The value of a Chinese, Arabic or mixed numeral: 三, 30, 10万, 1.5.

    >>> number("三"), number("10万"), number("一百二十"), number("1.5"), number("三亿")
    (3.0, 100000.0, 120.0, 1.5, 300000000.0)
    """
    bare = text.translate(HALF_WIDTH).replace(",", "").replace("，", "")
    scale = 1.0
    while bare and bare[-1] in "万亿":
        scale *= 1e4 if bare[-1] == "万" else 1e8
        bare = bare[:-1]
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", bare):
        return float(bare) * scale
    value = number_of(bare) if bare else None
    return None if value is None else value * scale


@lru_cache(maxsize=8192)  # the sentences of two long laws; several rules ask about each
def terms(text: str) -> tuple[str, ...]:
    """Pairs of neighbouring characters, legal style left out: 提供者不得泄露 gives 提供, 泄露."""
    runs = WORD.findall(STYLE.sub(" ", text))
    if not any(map(str.isascii, runs)):
        return tuple([run[i : i + 2] for run in runs for i in range(len(run) - 1 or 1)])
    found: list[str] = []
    for run in runs:
        found.extend((run.casefold(),) if run.isascii() else [run[i : i + 2] for i in range(len(run) - 1 or 1)])
    return tuple(found)


@lru_cache(maxsize=8192)  # the sentences of two long laws; several rules ask about each
def plain(text: str) -> str:
    """A text with punctuation and interchangeable words levelled."""
    text = text.translate(HALF_WIDTH)
    for pattern, into in PLAIN:
        text = pattern.sub(into, text)
    return text


LEXICON: Final = Lexicon(
    language="zh",
    patterns=Patterns(PATTERNS | OF_AUTHORITIES | REACH),
    strength=("适当", "合理", "必要", "有效"),
    days={
        "分钟": 1 / 1440, "小时": 1 / 24, "个小时": 1 / 24, "日": 1, "天": 1, "自然日": 1, "个自然日": 1, "工作日": 1.4,
        "个工作日": 1.4, "周": 7, "星期": 7, "个星期": 7, "月": 30, "个月": 30, "年": 365,
    },
    number=number,
    terms=terms,
    plain=plain,
    signs=SIGNS,
)  # fmt: skip
