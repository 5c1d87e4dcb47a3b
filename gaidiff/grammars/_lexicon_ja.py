"""Japanese law text in, cue words by concept out.

The verb ends the sentence, and with it come modal and negation: 報告しなければならない, 報告してはならない. So the cue
of a modal reaches from the subject (提供者は、) to the end, and a sentence without a known subject has none, unless it
goes on from the one before it (この場合において). ものとする says as often how a thing is done as who must do it, and
ことができない as often what has no effect as what is banned: both are left alone. Gaps are bounded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gaidiff.grammars._numerals import number_of
from gaidiff.model.words import Concept, Lexicon, Patterns

NUMERAL: Final = "[0-9０-９〇一二三四五六七八九十百千]{1,8}"
AMOUNT: Final = "[0-9０-９〇一二三四五六七八九十百千,，]{1,10}[万億]{0,2}"
NOT_WITHIN: Final = "(?<![0-9０-９〇一二三四五六七八九十百千年月第])"  # the middle of a numeral or date
UNIT: Final = "日|週間|箇月|か月|ヶ月|ヵ月|カ月|月|年|時間"
ERA: Final = "(?:明治|大正|昭和|平成|令和)"
# Who can be bound or entitled; 報告は and 基本計画は are no doers.
DOERS: Final = (
    "者は|事業者等は|法人は|会社は|団体は|機関は|組合は|学校は|病院は|国民は|市町村は|都道府県は|役員は|職員は|国は|政府は"
    "|大臣は|長は|知事は|庁は|長官は|委員会は|協会は|何人も|使用人は|人は"
)
SUBJECT: Final = "(?:" + "|".join(rf"(?<={doer}、)|(?<={doer})(?!、)" for doer in DOERS.split("|")) + ")"
FROM: Final = rf"(?:{SUBJECT}|^この場合において、(?![^。]{{0,400}}?{SUBJECT}))"
OFFICE: Final = (
    "大臣|長官|知事|市町村長|市長|行政機関の長|行政機関|(?<!監査)(?<!監査等)(?<!指名)(?<!報酬)委員会|国|政府|地方公共団体|都道府県"
    "|市町村|裁判所|裁判官|警察官|庁|(?:当該|機関の|国の|省の)職員|公務員|審査会|検察官"
)
# Chapters of other laws are written 同法第三条, 民法第三条.
FOREIGN: Final = "[法令則律号約例]"

PATTERNS: Final = {
    # 提供者は、情報を漏らしてはならない   何人も、…してはならない
    # not: ことができない, してはならないときは
    Concept.PROHIBITION: rf"{FROM}[^。]{{0,900}}?[てで]はならない$",
    # 提供者は、三十日以内に報告しなければならない   努めるものとする
    # not: 報告しなければならない場合には, 利用することができなければならない (a right), 届け出たものとみなす
    Concept.DUTY: rf"{FROM}[^。]{{0,900}}?(?:(?<!ことができ)なければならない|努めるものとする)$",
    Concept.RESULT: r"確保しなければならない$",
    # 必要な措置を講じなければならない   努めなければならない: from the beginning of the act, for the quotation
    Concept.MEANS: r"""
        (?P<measures>^[^。]{0,400}?(?:(?P<grade>適切|合理的|必要|有効)な)?[^、。な]{0,12}措置を講じなければならない$
            | ^[^。]{0,900}?努め(?:なければならない|るものとする)$)
    """,
    # 利用者は、開示を請求することができる   not: ことができる者は, ことができない
    Concept.PERMISSION: rf"{FROM}[^。]{{0,900}}?ことができる$",
    # 正当な理由がなく   同意を得ないで   みだりに
    Concept.QUALIFIER: r"""
        正当な(?:理由|事由)[がの]?なく | 正当な理由がないのに | みだりに | 不正に | 不当に | 故意に
        | (?:同意|承諾)を得(?:ないで|ずに) | (?:許可|認可|登録)を受けないで
    """,
    Concept.WEAK_QUALIFIER: r"必要に応じ(?:て)? | 法令の定めるところにより | 可能な限り",
    Concept.EXCEPTION: r"を除(?:き|いて)、 | の場合を除き",
    # 三十日以内に   五年間保存   毎年三月三十一日までに
    # not: 三年以下の拘禁刑, 三十日を経過した日
    Concept.TIME_LIMIT: rf"""
        (?P<within>(?<!過去){NOT_WITHIN}(?P<number>{NUMERAL})(?P<unit>{UNIT})以内)
        | (?P<least>{NOT_WITHIN}(?P<least_number>{NUMERAL})(?P<least_unit>{UNIT})間?以上
            (?=[^。]{{0,12}}保[存管]))
        | (?P<during>{NOT_WITHIN}(?P<during_number>{NUMERAL})(?P<during_unit>{UNIT})間
            (?=[^。以]{{0,16}}保[存管]))
        | (?P<day>毎(?:年|事業年度|月)(?:{NUMERAL}月)?(?:{NUMERAL}日|末日)まで)
    """,
    Concept.PROMPTNESS: r"遅滞なく | 速やかに | 直ちに",
    # 五十万円以下の罰金   二年以下の拘禁刑   許可を取り消す   業務の停止を命ずる
    # not: 罰金刑, 拘禁刑に処せられた者 and 登録を取り消された者 (who is kept out for what he did before)
    Concept.PENALTY: r"""
        (?P<fine>(?:罰金|過料|科料)(?=に処す|に処し|又は|若しくは|、|を科) | 課徴金(?=を納付))
        | (?P<imprisonment>(?:拘禁刑|懲役|禁錮|拘留)(?!以上の刑|に処せ))
            | (?P<confiscation>没収)
        | (?P<revocation>(?:許可|認可|登録|認定|免許|指定|承認)を取り消す(?=ことができる|。|$))
        | (?P<suspension>(?:業務|事業|営業|提供)[^、。]{0,16}?停止を命ず)
        | (?P<rectification>(?:是正|改善)[^、。]{0,20}?を命ず)
    """,
    Concept.MONEY: rf"{AMOUNT}円(?:以上|以下)? | {NUMERAL}(?:パーセント|％|%) | 百分の{NUMERAL}",
    Concept.FIGURE: rf"""
        (?P<value>{AMOUNT})(?=円) | (?P<percent>{NUMERAL})(?=パーセント|％|%) | 百分の(?P<share>{NUMERAL})
    """,
    # 公布の日から施行する   令和七年四月一日から施行する
    Concept.IN_FORCE: rf"""
        (?:公布の日から起算して[^。]{{1,60}}?政令で定める日 | 公布の日から起算して[^。]{{1,24}}?を経過した日
            | 公布の日
            | {ERA}[元0-9０-９〇一二三四五六七八九十]{{1,4}}年{NUMERAL}月{NUMERAL}日)から施行する
    """,
    # 個人情報の保護に関する法律（平成十五年法律第五十七号）
    Concept.INSTRUMENT: rf"""
        (?:^|(?<=[、。（「])|(?<=及び)|(?<=又は)|(?<=並びに))(?P<name>(?:(?!及び|又は
            |並びに)[一-龥々ぁ-んァ-ヶー・]){{1,60}}?
            (?:法律|法|令|規則|条例))（{ERA}[^（）、。]{{2,24}}号）
    """,
    # 主務大臣は、   届出があったときは、都道府県知事は
    # not: 主務大臣に報告, at the head of a subject 大臣の許可を受けた者は
    Concept.AUTHORITY: rf"""
        (?:^|[、）])[^、。（）]{{0,40}}?(?:{OFFICE})(?:（[^（）]{{1,60}}）)?は、?$
            | ^[^、。（）]{{0,24}}?(?:{OFFICE})は(?:、|(?=[一-龥]))
    """,
    Concept.ENFORCEMENT: r"命ず | 命じ | 立ち入 | 立入検査 | 検査さ | 検査し | 勧告する",
    Concept.INTERPRETATION: r"みなす$ | をいう$ | 推定する$",
    # no subject that could be bound: 次に掲げる事項は, 前項の届出は
    Concept.OBSCURE: rf"^(?![^。]{{0,900}}?{FROM})",
    Concept.SENTENCE_END: r"。(?!」)(?![^（）「」]{0,200}[）」])",
    # 第一項の規定は、…には適用しない   ただし、…この限りでない   届け出ることを要しない
    # Such a sentence does not show whether a duty or a right is limited: its label leaves the sign open.
    Concept.EXEMPTION: r"""
        (?P<beside>適用しない(?=$|。)|この限りでない) | (?P<option>ことを要しない(?=$|。))
    """,
    Concept.INTERPLAY: r"(?:他の法(?:律|令)|この法律)に(?:特別の|別段の)定めがある(?:場合|もの)",
    # 「提供者」とは、…をいう   （以下「事業者」という。）
    Concept.DEFINED: r"""
        「(?P<term>[^「」]{1,40})」とは、
            | （以下(?:[^「」（）]{0,24}において)?(?:単に)?「(?P<short>[^「」]{1,40})」という。）
    """,
    # 許可を受けなければならない   届け出なければならない   not: 許可証を提示
    Concept.LICENCE: r"""
        (?P<licence>(?:許可|認可|免許|承認)を受け(?=なければ)) | (?P<registration>登録を受け(?=なければ))
        | (?P<filing>届け?出(?=なければ)|届出をし(?=なければ)) | (?P<assessment>影響評価を(?:行わ
            |実施し)(?=なければ))
    """,
    # 開示を請求することができる   審査請求をすることができる
    Concept.REMEDY: r"""
        (?P<user>(?:開示|訂正|利用停止|消去|閲覧|謄写)(?:等)?を(?:請求|求め)|苦情を申し(?:出|立て))
        | (?P<review>審査請求をする|再審査請求|訴えを提起する|(?:異議|不服)を申し立て)
    """,
    # 百人以上   千件を超える   not: 三年以上, 一万円以上の罰金 (a sanction)
    Concept.THRESHOLD: rf"""
        (?P<above>(?P<above_number>{AMOUNT})(?P<above_unit>人|名|件|台|円|トン|平方メートル|パーセント)以上)
        | (?P<below>(?P<below_number>{AMOUNT})(?P<below_unit>人|名|件|台|円|トン|平方メートル|パーセント)以下)
        | (?P<over>(?P<over_number>{AMOUNT})(?P<over_unit>人|名|件|台|円|トン|平方メートル|パーセント)を超え)
        | (?P<under>(?P<under_number>{AMOUNT})(?P<under_unit>人|名|件|台|円|トン|平方メートル|パーセント)未満)
    """,
    # 第十四条第二項   not: 民法第九十条, 同法第三条
    Concept.REFERENCE: rf"""
        (?<!{FOREIGN})第(?P<number>{NUMERAL})条(?:の(?P<sub>[二三四五六七八九十]{{1,3}}))?
            (?P<below>(?:第{NUMERAL}項)?(?:第{NUMERAL}号)?)
    """,
    Concept.TOPIC_DATA: r"個人情報 | データ | プライバシー",
    Concept.TOPIC_CONTENT: r"表示 | 広告 | コンテンツ | 著作物",
    Concept.TOPIC_USER: r"利用者 | 消費者 | 苦情 | 未成年者 | 開示",
    Concept.TOPIC_FILING: r"許可 | 認可 | 登録 | 届出 | 免許",
    Concept.TOPIC_CROSS_BORDER: r"外国 | 国外 | 輸入 | 輸出",
    Concept.TOPIC_REGULATOR: r"監督 | 立入検査 | 主務大臣 | 勧告",
    Concept.TOPIC_SCOPE: r"適用する | 適用しない",
}  # fmt: skip

STYLE: Final = re.compile(
    r"次の各号|各号|当該|前項|前条|場合|規定|以下|必要|事項|その他|掲げる|定める|同項|同条|第[〇一二三四五六七八九十百]{1,8}[条項号]"
)
WORD: Final = re.compile(r"[一-龥々]+|[ァ-ヶー]+|[0-9０-９A-Za-z]+")
DROPPED: Final = re.compile(r"[\s、。，・（）()「」]+")


def number(text: str) -> float | None:
    """The value of a numeral: 三十, １０, 五百, 百万, 一億.

    >>> number("三十"), number("１０"), number("百万"), number("一億"), number("五十,000"), number("提供者")
    (30.0, 10.0, 1000000.0, 100000000.0, None, None)
    """
    bare = text.translate(str.maketrans("０１２３４５６７８９", "0123456789")).replace("，", ",")
    scale = 1.0
    while bare and bare[-1] in "万億":
        scale *= 1e4 if bare[-1] == "万" else 1e8
        bare = bare[:-1]
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){0,4}|\d{1,12}", bare):
        return float(bare.replace(",", "")) * scale
    value = number_of(bare) if bare else None
    return None if value is None else value * scale


@lru_cache(maxsize=8192)  # the sentences of two long laws; several rules ask about each
def terms(text: str) -> tuple[str, ...]:
    """Pairs of neighbouring characters and whole katakana words: 情報システム gives 情報, システム."""
    found: list[str] = []
    for run in WORD.findall(STYLE.sub(" ", text)):
        whole = len(run) == 1 or not "一" <= run[0] <= "龥"
        found.extend((run,) if whole else [run[i : i + 2] for i in range(len(run) - 1)])
    return tuple(found)


@lru_cache(maxsize=8192)  # the sentences of two long laws; several rules ask about each
def plain(text: str) -> str:
    """A text without punctuation, digits of one kind."""
    return DROPPED.sub("", text.translate(str.maketrans("０１２３４５６７８９", "0123456789")))


LEXICON: Final = Lexicon(
    language="ja",
    patterns=Patterns(PATTERNS),
    strength=("適切", "合理的", "必要", "有効"),
    days={
        "時間": 1 / 24, "日": 1, "週間": 7, "月": 30, "箇月": 30, "か月": 30, "ヶ月": 30, "ヵ月": 30, "カ月": 30,
        "年": 365,
    },
    number=number,
    terms=terms,
    plain=plain,
    verb_last=True,
)  # fmt: skip
