"""Concepts a rule can ask for, and the cue words of one language that stand for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from gaidiff.model.change import Alignment, Change
from gaidiff.model.law import Instrument

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


Answer = TypeVar("Answer")
MOST_ANSWERS: Final = 1024  # on one concept; the clauses of some articles, after which nobody asks again
ANY_TEXT: Final = ("",)  # the signs of a concept for which none are named


class Concept(StrEnum):
    """Legal ideas that have cue words in every language gaidiff reads."""

    __hash__ = str.__hash__  # a report asks for cues a hundred thousand times, and Enum's own hash is no C code

    PROHIBITION = "prohibition"  # 不得 / shall not
    DUTY = "duty"  # 应当 / shall
    MEANS = "means"  # 采取有效措施 / take effective measures: a duty of means, not of result
    RESULT = "result"  # 确保 / ensure
    PERMISSION = "permission"  # 可以 / may
    ENCOURAGEMENT = "encouragement"  # 鼓励 / encourage
    QUALIFIER = "qualifier"  # 非法, 擅自 / unlawfully, without consent: narrows a ban or a duty
    EXCEPTION = "exception"  # 除外, 另有规定的 / except, unless
    TIME_LIMIT = "time_limit"  # 三个月内 / within three months
    PROMPTNESS = "promptness"  # 及时, 立即 / promptly
    PENALTY = "penalty"  # 罚款, 警告, 责令 / fine, warning, order to rectify
    MONEY = "money"  # 一万元以上十万元以下 / RMB 10,000
    FIGURE = "figure"  # the numerals of an amount: 一万 and 十万
    IN_FORCE = "in_force"  # 自…起施行 / take effect on
    LEGAL_BASIS = "legal_basis"  # 根据…制定 / in accordance with ... formulated
    INSTRUMENT = "instrument"  # 《…法》 / the Cybersecurity Law, Regulation (EU) 2016/679
    AUTHORITY = "authority"  # 网信部门, 主管部门 / competent authority: an actor whose duties protect the regulated
    DATE = "date"  # 2023年8月15日 / 15 August 2023
    WEAK_QUALIFIER = "weak_qualifier"  # 依法, 按照国家有关规定 / in accordance with law, where appropriate
    INTERPRETATION = "interpretation"  # 不影响, 不视为 / shall not affect, shall be deemed: a rule of reading, no duty
    ENFORCEMENT = "enforcement"  # 责令, 监督检查, 处置 / order, inspect: what an authority does to the regulated
    OFFICIAL_ACT = "official_act"  # 查阅、调取, 传唤的原因 / inspections: as a subject it says that an authority acts
    CONDITION = "condition"  # 发现…的, …时 / where, if: sets a clause off, is no act of its own
    ADVERBIAL = "adverbial"  # 按照国家有关规定，/ in accordance with …,: says how or when, is no act of its own
    LIST_LEAD = "list_lead"  # 遵守以下规定： / the following: its force carries into the items
    CASES = "cases"  # 有下列情形之一的 / in any of the following cases: the items are conditions, not acts
    CONJUNCTION = "conjunction"  # 并, 同时 / a further act, no longer under the ban before it
    OBSCURE = "obscure"  # Auf Antrag hat die Behörde…, 次の届出は、…: a sentence whose actor cannot be read off
    SENTENCE_END = "sentence_end"  # 。 / .
    CLAUSE_END = "clause_end"  # ，； / ; and, where a modal follows, a comma
    LIST_TAIL = "list_tail"  # 包括…等 / including: examples, not an act
    REGULATOR = (
        "regulator"  # 网信部门, 国务院有关部门, 公安机关 / the European Commission, market surveillance authority
    )
    COMPETENCE = "competence"  # 依据各自职责, 负责…监督管理工作, 主管 / is responsible for, within its remit
    RULEMAKING = "rulemaking"  # 制定…规则或者指引, 具体办法由…规定 / issue guidelines, adopt implementing acts
    OFFICIALS = "officials"  # 工作人员, 机构和人员 / staff, officials: the people behind an authority
    PROTECTION = "protection"  # 保密, 回避, 出示证件 / keep confidential: what an authority owes the regulated
    LICENCE = "licence"  # 备案, 许可, 安全评估, 登记 / filing, licence, assessment, registration
    REMEDY = "remedy"  # 投诉, 查阅, 更正; 复议, 听证 / complaint, access, correction; review, hearing
    CHANNEL = "channel"  # 受理, 投诉入口 / mechanism, handle: how somebody is heard
    FOREIGN_INVESTMENT = "foreign_investment"  # 外商投资, 负面清单 / foreign investment
    PRINCIPLE = "principle"  # 坚持…原则 / principle of
    PURPOSE = "purpose"  # 为了促进…，维护…， / In order to
    BEFORE = "before"  # 提供服务前， / before providing, prior to
    ADDRESSEE = "addressee"  # 向国家网信部门 / to the Commission
    LABELLING = "labelling"  # 进行标识, 显著标注 / label, mark as
    REFERENCE = "reference"  # 第十四条第二款 / Article 14(2), § 1005.6
    APPLICATION = "application"  # 适用本办法 / these Measures apply: says whom the text reaches
    RESTRICTION = "restriction"  # 具有…的, 未成年人用户 / with ... attributes, who are minors: a narrower class
    DEED = "deed"  # 研发, 利用, 提供 / develop, use, provide: what a text applies to, by kind of activity
    ACTIVITY = "activity"  # 提供和使用…应当 / those who provide and those who use: doers named by what they do
    DOER = "doer"  # 提供者, 单位和个人 / providers, operators: the regulated, named by a noun
    EXEMPTION = "exemption"  # 不适用本办法, 除外, 免予 / does not apply, exempt, need not: a way out
    INTERPLAY = "interplay"  # 另有规定的，从其规定 / those provisions prevail: another regime goes first
    DEFINED = "defined"  # …，是指… , 以下称… / means, hereinafter: a term and its meaning
    KNOWLEDGE = "knowledge"  # 发现, 知悉, 应当知道 / discovers, should have known: what an actor must know first
    FAULT = "fault"  # 违法, 不符合本办法 / illegal, does not conform to these Measures: what must be the matter
    LIABILITY = "liability"  # 承担…责任, 对…负责 / bear the responsibility of, be liable for
    THRESHOLD = "threshold"  # 一百万人以上, 不满三十人 / more than 10 employees, $50,000 or less
    NO_ITEM = "no_item"  # 包括…, …的 / is involved, of others: a piece between list marks that is no item
    ITEM_END = "item_end"  # of, to, from: where a noun ends and what is said of it begins
    LIST_CLOSE = "list_close"  # 等 / and the like: what follows is no item of the list
    LIST_MARK = "list_mark"  # 、 和 或者 等 / , and or: parts the items of a list within a sentence
    ATTRIBUTE = "attribute"  # 具有舆论属性的 / with public opinion attributes: narrows who a duty meets
    SUPPORT = "support"  # 国家鼓励, 推动…建设 / is encouraged, the State supports: a policy, no duty of firms
    PRIORITY = "priority"  # 优先 / priority: how strongly something is encouraged
    LIFETIME = "lifetime"  # 生命周期内, 服务过程中 / within the life cycle, in the course of: how long a duty lasts
    PASSIVE = "passive"  # shall be labelled: what stands before the modal is no doer
    TOPIC_DATA = "topic_data"  # 训练数据, 个人信息处理 / training data
    TOPIC_CONTENT = "topic_content"  # 生成内容, 标识, 歧视 / content, labelling
    TOPIC_USER = "topic_user"  # 用户, 投诉 / users, complaints
    TOPIC_FILING = "topic_filing"  # 备案, 许可, 安全评估 / filing, licence, assessment
    TOPIC_CROSS_BORDER = "topic_cross_border"  # 境外, 外商投资 / overseas, foreign investment
    TOPIC_REGULATOR = "topic_regulator"  # 监督检查, 依据职责 / supervision, ex officio
    TOPIC_SCOPE = "topic_scope"  # 适用本法 / applies to


@dataclass(frozen=True, slots=True)
class Cue:
    """Cue words found in a text: the concept, the words, where they stand."""

    concept: Concept
    text: str
    start: int
    end: int
    parts: tuple[tuple[str, str], ...] = ()

    def part(self, name: str) -> str:
        """The words one named group of the pattern took; empty if it took none."""
        return dict(self.parts).get(name, "")

    @property
    def label(self) -> str:
        """The name of the first group that took words: which sanction, which sort of limit."""
        return self.parts[0][0] if self.parts else ""


class Patterns(Mapping[Concept, re.Pattern[str]]):
    """Verbose pattern texts by concept, each compiled when it is first asked for: most runs need few of them."""

    def __init__(self, texts: Mapping[Concept, str]) -> None:
        self._texts = texts
        self._compiled: dict[Concept, re.Pattern[str]] = {}

    def __getitem__(self, concept: Concept) -> re.Pattern[str]:
        if concept not in self._compiled:
            self._compiled[concept] = re.compile(self._texts[concept], re.VERBOSE)
        return self._compiled[concept]

    def get(self, concept: Concept, default: Any = None) -> Any:
        """The pattern, or `default`; the inherited one would raise and catch for each missing concept."""
        known = self._compiled.get(concept)
        if known is not None:
            return known
        return self[concept] if concept in self._texts else default

    def __contains__(self, concept: object) -> bool:
        return concept in self._texts  # the inherited one would compile the pattern

    def __iter__(self) -> Iterator[Concept]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


def _no_number(_text: str) -> float | None:
    return None


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.casefold().split())


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _by_concept() -> Any:
    """Room for answers: concept -> text -> what was found."""
    return defaultdict(dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Concept -> compiled pattern, for one language, and what a rule needs to weigh its words.

    strength  adjectives of measures, weakest first: 适当 < 合理 < 必要 < 有效
    days      unit as printed -> its length in days: 个月 is 30
    number    a numeral as printed -> its value, None if it is none
    terms     the words that carry meaning, for likeness: legal style and function words left out
    plain     a text with punctuation and interchangeable words levelled: equal means no change of substance
    levelled  a text with the words drafters choose between made one word each; None if the language lists none
    verb_last the modal ends its clause, so its cue holds the act, from the subject on: 者は、|報告しなければならない
    signs     concept -> words of which every cue of it holds one; a text without them need not be searched for it
    """

    language: str
    patterns: Mapping[Concept, re.Pattern[str]]
    strength: tuple[str, ...] = ()
    days: Mapping[str, float] = field(default_factory=dict)
    number: Callable[[str], float | None] = _no_number
    terms: Callable[[str], tuple[str, ...]] = _words
    plain: Callable[[str], str] = _letters
    levelled: Callable[[str], str] | None = None
    verb_last: bool = False
    signs: Mapping[Concept, tuple[str, ...]] = field(default_factory=dict)
    _finds: dict[Concept, dict[str, tuple[Cue, ...]]] = field(
        default_factory=_by_concept, init=False, repr=False, compare=False
    )
    _firsts: dict[Concept, dict[str, Cue | None]] = field(
        default_factory=_by_concept, init=False, repr=False, compare=False
    )
    _holds: dict[Concept, dict[str, bool]] = field(default_factory=_by_concept, init=False, repr=False, compare=False)

    def find(self, concept: Concept, text: str) -> tuple[Cue, ...]:
        """Every cue of `concept` in `text`, in order; none if the language has no words for it."""
        known = self._finds[concept]
        if text not in known:
            _keep(known, text, self._find(concept, text))
        return known[text]

    def first(self, concept: Concept, text: str) -> Cue | None:
        """The first cue of `concept` in `text`."""
        known = self._firsts[concept]
        if text not in known:
            pattern = self._asked(concept, text)
            m = pattern.search(text) if pattern else None
            _keep(known, text, Cue(concept, m.group(), m.start(), m.end(), _parts(m)) if m else None)
        return known[text]

    def act_start(self, modal: tuple[int, int]) -> int:
        """Where the words of an act begin, by where its modal does and ends."""
        return modal[0 if self.verb_last else 1]

    def has(self, concept: Concept, text: str) -> bool:
        """Whether `text` holds any cue of `concept`."""
        known = self._holds[concept]
        if text not in known:
            pattern = self._asked(concept, text)
            _keep(known, text, pattern is not None and pattern.search(text) is not None)
        return known[text]

    def may_hold(self, concept: Concept, text: str) -> bool:
        """Whether `text` holds a sign of `concept`; without one, no part of it holds a cue."""
        return any(sign in text for sign in self.signs.get(concept, ANY_TEXT))

    def _asked(self, concept: Concept, text: str) -> re.Pattern[str] | None:
        """The pattern of a concept, None if the language has none or `text` holds no sign of it."""
        for sign in self.signs.get(concept, ANY_TEXT):
            if sign in text:
                return self.patterns.get(concept)
        return None

    def _find(self, concept: Concept, text: str) -> tuple[Cue, ...]:
        pattern = self._asked(concept, text)
        if pattern is None:
            return ()
        grouped = bool(pattern.groupindex)
        return tuple(
            [Cue(concept, m.group(), m.start(), m.end(), _parts(m) if grouped else ()) for m in pattern.finditer(text)]
        )


def _keep(known: dict[str, Answer], text: str, answer: Answer) -> None:
    """Keep an answer, for several rules ask the same of a sentence; all are forgotten in time."""
    if len(known) > MOST_ANSWERS:
        known.clear()
    known[text] = answer


def _parts(match: re.Match[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, words) for name, words in match.groupdict().items() if words is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a rule may look at beside one change.

    `changes` are all changes of the comparison, without findings; `memo` keeps what was worked out once for it.
    """

    old: Instrument
    new: Instrument
    alignment: Alignment
    lexicon: Lexicon
    changes: tuple[Change, ...] = ()
    memo: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
