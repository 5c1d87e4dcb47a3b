"""Concepts in, the Chinese words out of which every cue of a concept holds one.

Most sentences hold none of them, and most laws none at all for some concepts: those patterns are never compiled. Named
are the concepts whose patterns are long, or asked about every sentence, and whose cues are rare.
"""

from __future__ import annotations

from typing import Final

from gaidiff.model.words import Concept

SIGNS: Final = {
    concept: tuple(words.split())
    for concept, words in {
        Concept.RESULT: "确保 保证 保障",
        Concept.MEANS: "措施 防止 防范 避免 尽 努力 提升 提高 增强 加强",
        Concept.TIME_LIMIT: "内 前 少 低 超过 期",
        Concept.MONEY: "元 百分之 倍 % ％",
        Concept.IN_FORCE: "起施行 起实施 起生效 起执行 起开始",
        Concept.LEGAL_BASIS: "制定 修订",
        Concept.REGULATOR: "部门 机关 机构 委员会 法院 检察院 总局 政府 国务院",
        Concept.COMPETENCE: "职责 主管 负责 加强 实施",
        Concept.RULEMAKING: "制定 拟订 发布 由",
        Concept.PROTECTION: "保密 泄露 回避 告知 出示 说明 听取 滥用 玩忽 徇私 不得 非法",
        Concept.LICENCE: "备案 登记 注册 评估 评价 审查 检测 认证 许可 审批 核准 资质 批准 申报",
        Concept.PRINCIPLE: "坚持 遵循 贯彻 本着 奉行 应当以 必须以",
        Concept.SUPPORT: "鼓励 支持 倡导 提倡 推动 促进 推进 引导 扶持",
        Concept.REFERENCE: "第",
        Concept.APPLICATION: "适用",
        Concept.RESTRICTION: "具有 用户 使用者 消费者 客 玩家 大型 重要 重大 关键 特定 敏感 高风险 专用 境内",
        Concept.EXEMPTION: "不适用 除 免 可不 可以不 不需要 无需 不必 不再需要",
        Concept.INTERPLAY: "另有 其规定",
        Concept.DEFINED: "所称 所指 是指 ，指 下称 简称 统称",
        Concept.KNOWLEDGE: "发现 知 举报 投诉 报告",
        Concept.FAULT: "不符合 违 社会公德 侵 情节 严重后果 重大 改正",
        Concept.LIABILITY: "责任 负责",
        Concept.THRESHOLD: "少于 低于 至少 达 满 超过 多于 高于 不足 以上 以下 百分之",
        Concept.LIFETIME: "生命周期 全过程 全流程 过程中 期间",
    }.items()
}
