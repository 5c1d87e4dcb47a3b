"""Korean law text in, cue words by concept out.

The verb ends the sentence, and with it come modal and negation: 보고하여야 한다, 보고하여서는 아니 된다. So the cue of
a modal reaches from the subject (사업자는) to the end, and a sentence without a known subject has none, unless it goes
on from the one before it (이 경우). 할 수 없다 and 하지 못한다 say as often what has no effect as what is banned: both
are left alone. Gaps are bounded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gaidiff.model.words import Concept, Lexicon, Patterns

NUMERAL: Final = r"[0-9]{1,4}"
AMOUNT: Final = r"[0-9]{1,3}(?:,?[0-9]{3}){0,4}(?:천만|백만|십만|만|천|억)?"
UNIT: Final = "일|주|주일|개월|년|시간"
# Who can be bound or entitled; a verb ends in 는, too (하는, 있는), so only known nouns count.
DOERS: Final = (
    "자는|자등은|장관은|위원회는|원장은|청장은|처장은|국가는|단체는|정부는|기관은|법인은|사람은|도지사는|법원은"
    "|회사는|국민은|기업은|공무원은|위원은|기관등은|누구든지"
)
SUBJECT: Final = "(?:" + "|".join(rf"(?<={doer}[ ])" for doer in DOERS.split("|")) + "|(?<=[ ]장은[ ]))"
FROM: Final = rf"(?:{SUBJECT}|^이[ ]경우[ ](?![^.]{{0,400}}?{SUBJECT}))"
OFFICE: Final = (
    "장관|(?<!감사)(?<!윤리)위원회|위원장|(?<![가-힣])위원|청장|처장|국가|정부"
    "|지방자치단체(?:의[ ]장)?|도지사|시장ㆍ군수ㆍ구청장|법원"
    "|공무원|대통령|행정기관(?:의[ ]장)?|국가기관등?(?:의[ ]장)?|(?:공공|수사|요청받은[ ])기관의[ ]장"
)
COUNTED: Final = "명|인|건|대|원|퍼센트|%|제곱미터|톤|회"

PATTERNS: Final = {
    # 사업자는 개인정보를 제공하여서는 아니 된다   누구든지 …해서는 안 된다
    # not: 아니 되는 경우
    Concept.PROHIBITION: rf"{FROM}[^.]{{0,900}}?서는[ ](?:아니[ ]?된다|안[ ]?된다)$",
    # 사업자는 30일 이내에 보고하여야 한다   not: 보고하여야 하는 경우, 설명을 받을 수 있어야 한다 (a right)
    Concept.DUTY: rf"{FROM}[^.]{{0,900}}?[가-힣]야(?<!수[ ]있어야)[ ]한다$",
    Concept.RESULT: r"(?:보장|확보)(?:하여야|해야)[ ]한다$",
    # 필요한 조치를 하여야 한다   노력하여야 한다: from the beginning of the act, for the quotation
    Concept.MEANS: r"""
        (?P<measures>^[^.]{0,400}?(?:(?P<grade>적절|합리적|필요|효과적)(?:한|인)[ ])?(?:[가-힣ㆍ]+[ ])?조치를[ ]
            (?:하여야|취하여야|마련하여야|해야|취해야)[ ]한다$
            | ^[^.]{0,900}?노력(?:하여야|해야)[ ]한다$)
    """,
    # 이용자는 설명을 요구할 수 있다   not: 할 수 있는 자는, 할 수 없다
    Concept.PERMISSION: rf"{FROM}[^.]{{0,900}}?[가-힣][ ]수[ ]있다$",
    # 정당한 사유 없이   동의 없이   부당하게
    Concept.QUALIFIER: r"""
        정당한[ ](?:사유|이유)[ ]?없이 | (?:동의|승낙)[ ]?없이 | (?:동의|승낙)를?[ ]받지[ ]아니하고 | (?:허가
            |승인)를?[ ]받지[ ]아니하고
        | 부당하게 | 고의로 | 부정한[ ]방법으로
    """,
    Concept.WEAK_QUALIFIER: r"필요한[ ]경우(?:에는)? | 예산의[ ]범위에서 | 가능한[ ]범위에서",
    Concept.EXCEPTION: r"제외하고는 | 경우를[ ]제외",
    # 30일 이내에   3년간 보관   매년 3월 31일까지
    # not: 3년 이하의 징역, 3년마다
    Concept.TIME_LIMIT: rf"""
        (?P<within>(?<!최근[ ])(?<![0-9.년월])(?P<number>{NUMERAL})(?P<unit>{UNIT})[ ]?이내)
        | (?P<least>(?<![0-9.년월])(?P<least_number>{NUMERAL})(?P<least_unit>{UNIT})간?[ ]이상
            (?=[^.]{{0,12}}(?:보관|보존)))
        | (?P<during>(?<![0-9.년월])(?P<during_number>{NUMERAL})(?P<during_unit>{UNIT})(?:간
            |[ ]동안)(?=[^.이]{{0,16}}(?:보관|보존)))
        | (?P<day>매(?:년|월)[ ](?:[0-9]{{1,2}}월[ ])?(?:[0-9]{{1,2}}일|말일)까지)
    """,
    Concept.PROMPTNESS: r"지체[ ]없이 | 즉시 | 신속(?:히|하게)",
    # 3천만원 이하의 과태료   2년 이하의 징역   허가를 취소할 수 있다
    # not: 과태료의 부과기준, 징역 이상의 형을 선고받은 사람, 등록이 취소된 자
    Concept.PENALTY: r"""
        (?P<fine>과태료(?=를[ ]부과|에[ ]처)|벌금(?=에[ ]처|을[ ]과)|과징금(?=을[ ]부과))
        | (?P<imprisonment>징역(?!형|[ ]이상의)|금고(?=에[ ]처))
            | (?P<confiscation>몰수)
        | (?P<revocation>(?:허가|인가|등록|지정|면허|승인|인증)을?를?[ ]취소(?:할|하여야|한다))
        | (?P<suspension>(?:영업|업무|사업)의?[ ]?(?:[가-힣]+[ ]){0,3}?정지(?:를|을)[ ]명)
        | (?P<rectification>시정을?[ ]?명(?:할|하|령)|시정조치를[ ]명)
    """,
    Concept.MONEY: rf"{AMOUNT}원(?:[ ]이하|[ ]이상)? | 100분의[ ]?{NUMERAL}",
    Concept.FIGURE: rf"(?P<value>{AMOUNT})(?=원) | 100분의[ ]?(?P<share>{NUMERAL})",
    # 공포한 날부터 시행한다   공포 후 6개월이 경과한 날부터 시행한다
    Concept.IN_FORCE: r"""
        (?:공포한[ ]날|공포[ ]후[ ][0-9]{1,3}(?:개월|일|년)이[ ](?:경과한|지난)[ ]날
            |[0-9]{4}년[ ][0-9]{1,2}월[ ][0-9]{1,2}일)부터[ ]시행한다
    """,
    # 「개인정보 보호법」
    Concept.INSTRUMENT: r"「(?P<name>[^「」]{2,80})」",
    # 과학기술정보통신부장관은   국가 및 지방자치단체는
    # not: 장관에게 신고, at the head of a subject 장관의 허가를 받은 자는
    Concept.AUTHORITY: rf"""
        (?:^|[ ,])(?:[가-힣ㆍ]{{0,20}})(?:{OFFICE})(?:\([^()]{{1,80}}\))?(?:은|는)[ ]?$
            | ^(?:[가-힣ㆍ]+[ ]){{0,4}}?[가-힣ㆍ]{{0,20}}(?:{OFFICE})(?:은|는)[ ]
    """,
    Concept.ENFORCEMENT: r"명할 | 명하여야 | 검사하 | (?<!실태)조사하 | 출입하여 | 시정명령 | 시정조치",
    Concept.INTERPRETATION: r"로[ ]본다$ | 말한다$ | 추정한다$",
    # no subject that could be bound: 제1항에 따른 신고는
    Concept.OBSCURE: rf"^(?![^.]{{0,900}}?{FROM})",
    Concept.SENTENCE_END: r"(?<=[다오음함임])\.(?=\s|$|<)(?![^()]{0,300}\))",
    # 제1항은 …에는 적용하지 아니한다   다만, …그러하지 아니하다   신고하지 아니할 수 있다
    # Such a sentence does not show whether a duty or a right is limited: its label leaves the sign open.
    Concept.EXEMPTION: r"""
        (?P<beside>적용하지[ ]아니한다|그러하지[ ]아니하다) | (?P<option>하지[ ]아니할[ ]수[ ]있다)
            | (?P<relief>의무를[ ]면제한다)
    """,
    Concept.INTERPLAY: r"다른[ ]법률에[ ]특별한[ ]규정이[ ]있는[ ]경우를?",
    # "이용자"란 …을 말한다   (이하 "사업자"라 한다)
    Concept.DEFINED: r"""
        ["“](?P<term>[^"“”]{1,40})["”](?:이)?란[ ] | \(이하[ ]["“](?P<short>[^"“”]{1,40})["”](?:이)?라[ ]한다\)
    """,
    # 허가를 받아야 한다   등록하여야 한다   신고하여야 한다   not: 허가증을 게시
    Concept.LICENCE: r"""
        (?P<licence>(?:허가|인가|면허|승인)를?을?[ ]받아야) | (?P<registration>등록(?:하여야|을[ ]하여야))
        | (?P<filing>(?:장관|시장|군수|구청장|도지사|청장|처장
            |위원회)에(?:게)?[ ](?:[가-힣ㆍ]+[ ]){0,6}?신고(?:하여야|를[ ]하여야))
            | (?P<assessment>영향평가를[ ](?:하여야|실시하여야))
    """,
    # 열람을 요구할 수 있다   이의신청을 할 수 있다
    Concept.REMEDY: r"""
        (?P<user>(?:열람|정정|삭제|처리정지|설명)(?:ㆍ[가-힣]+)?(?:을|를)[ ](?:요구|청구))
            | (?P<review>이의신청을[ ]|이의를[ ]신청|행정심판을[ ]청구|소송을[ ]제기)
    """,
    # 상시 근로자 100명 이상   5명 미만   not: 500만원 이상의 벌금 (a sanction)
    Concept.THRESHOLD: rf"""
        (?P<above>(?<![0-9,])(?P<above_number>{AMOUNT})(?P<above_unit>{COUNTED})[ ]?이상)
        | (?P<below>(?<![0-9,])(?P<below_number>{AMOUNT})(?P<below_unit>{COUNTED})[ ]?이하)
        | (?P<over>(?<![0-9,])(?P<over_number>{AMOUNT})(?P<over_unit>{COUNTED})(?:을|를)?[ ]초과)
        | (?P<under>(?<![0-9,])(?P<under_number>{AMOUNT})(?P<under_unit>{COUNTED})[ ]?미만)
    """,
    # 제14조제2항   not: 「민법」 제3조, 같은 법 제3조
    Concept.REFERENCE: r"""
        (?<!」[ ])(?<!」)(?<![법률령칙][ ])제(?P<number>[0-9]{1,4})조(?:의(?P<sub>[0-9]{1,3}))?
            (?P<below>(?:제[0-9]{1,3}항)?(?:제[0-9]{1,3}호)?)
    """,
    Concept.TOPIC_DATA: r"개인정보 | 데이터 | 사생활",
    Concept.TOPIC_CONTENT: r"표시 | 광고 | 콘텐츠 | 결과물",
    Concept.TOPIC_USER: r"이용자 | 소비자 | 미성년자 | 민원 | 취약계층",
    Concept.TOPIC_FILING: r"허가 | 인가 | 등록 | 신고 | 승인",
    Concept.TOPIC_CROSS_BORDER: r"국외 | 해외 | 수입 | 수출 | 외국",
    Concept.TOPIC_REGULATOR: r"감독 | 검사 | 장관은 | 시정",
    Concept.TOPIC_SCOPE: r"적용한다 | 적용하지[ ]아니한다 | 적용[ ]?범위",
}  # fmt: skip

NAMES: Final = re.compile(r"\S+")
STYLE: Final = frozenset(
    NAMES.findall(
        "및 또는 등 그 이 각 다음 경우 경우에는 따라 따른 관한 대한 위한 위하여 필요한 한다 하여야 된다 "
        "되어야 있다 없다 수 것 자 호의 어느 하나에 해당하는 정하는 바에 규정에 의한 의하여 이하 같다 다만 "
        "아니 본다 말한다 할 하는 하여 중 같은"
    )
)
WORD: Final = re.compile(r"[가-힣]+|[0-9A-Za-z]+")
# Particles and verb endings: 사업자는, 보고하여야, 제공하는
ENDING: Final = re.compile(
    r"(?<=[가-힣]{2})(?:에게는|에서는|으로부터|에게|에서|으로|까지|부터|하여서는|하여야|하지|하는|하고|하여|하거나|한|할|된|되는|되어야"
    r"|은|는|이|가|을|를|의|에|로|과|와|도|만)$"
)
DROPPED: Final = re.compile(r"[\s.,ㆍ·()「」\"“”]+")
UNITS: Final = (("천만", 1e7), ("백만", 1e6), ("십만", 1e5), ("억", 1e8), ("만", 1e4), ("천", 1e3))


def number(text: str) -> float | None:
    """The value of a numeral: 30, 1,000, 3천만, 2억.

    >>> number("30"), number("1,000"), number("3천만"), number("2억"), number("사업자")
    (30.0, 1000.0, 30000000.0, 200000000.0, None)
    """
    bare, scale = text.strip(), 1.0
    for name, value in UNITS:
        if bare.endswith(name):
            bare, scale = bare[: -len(name)], value
            break
    return float(bare.replace(",", "")) * scale if re.fullmatch(r"\d{1,3}(?:,\d{3}){0,4}|\d{1,12}", bare) else None


@lru_cache(maxsize=8192)  # the sentences of two long laws; several rules ask about each
def terms(text: str) -> tuple[str, ...]:
    """Words without particles and endings, legal style left out: 사업자는 이용자에게 gives 사업자, 이용자."""
    return tuple(ENDING.sub("", word) for word in WORD.findall(text.casefold()) if word not in STYLE)


@lru_cache(maxsize=8192)  # the sentences of two long laws; several rules ask about each
def plain(text: str) -> str:
    """A text without punctuation, its words parted by single blanks."""
    return DROPPED.sub(" ", text.casefold()).strip()


LEXICON: Final = Lexicon(
    language="ko",
    patterns=Patterns(PATTERNS),
    strength=("적절", "합리적", "필요", "효과적"),
    days={"시간": 1 / 24, "일": 1, "주": 7, "주일": 7, "개월": 30, "년": 365},
    number=number,
    terms=terms,
    plain=plain,
    verb_last=True,
)
