"""A finding in, the theme a reader will look for it under out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import BINDS_OFFICIALS
from gaidiff.model.words import Concept

if TYPE_CHECKING:
    from gaidiff.model.change import Finding
    from gaidiff.model.words import Context

THEMES: Final = (
    "scope",
    "regulators",
    "policy",
    "data_and_training",
    "content",
    "user_rights",
    "filing",
    "cross_border",
    "penalties",
    "duties",
    "timing",
    "form",
)
BY_KIND: Final = {
    "effective_date": "timing",
    "legal_basis_added": "policy",
    "legal_basis_removed": "policy",
    "principle_added": "policy",
    "encouragement_added": "policy",
    "purpose_changed": "policy",
    "title_or_status_changed": "policy",
    "regulator_added": "regulators",
    "regulator_changed": "regulators",
    "enforcement_power_added": "regulators",
    "rulemaking_mandate": "regulators",
    "official_duty_added": "regulators",
    "licence_filing_added": "filing",
    "licence_filing_changed": "filing",
    "licence_filing_removed": "filing",
    "procedure_changed": "filing",
    "procedural_right_added": "user_rights",
    "foreign_investment": "cross_border",
    "structure_changed": "form",
    "terminology_changed": "form",
    "renumbered_only": "form",
    "moved_split_merged": "form",
    "editorial_only": "form",
}
BY_FAMILY: Final = {
    "penalty": "penalties",
    "deadline": "timing",
    "scope": "scope",
    "exemption": "scope",
    "interplay": "scope",
    "definition": "scope",
}
BY_CONFIRMED: Final = {
    "topic_labelling": "content",
    "topic_filing": "filing",
    "topic_penalty": "penalties",
    "topic_effective": "timing",
}
# The rarer the topic, the more it says: a filing duty on data is a filing duty.
BY_TOPIC: Final = (
    (Concept.TOPIC_SCOPE, "scope"),
    (Concept.TOPIC_FILING, "filing"),
    (Concept.TOPIC_CROSS_BORDER, "cross_border"),
    (Concept.TOPIC_DATA, "data_and_training"),
    (Concept.TOPIC_USER, "user_rights"),
    (Concept.TOPIC_CONTENT, "content"),
    (Concept.TOPIC_REGULATOR, "regulators"),
)


def theme_of(finding: Finding, context: Context) -> str:
    """The theme by kind, else by the topic the proving words speak of most, else duties."""
    known = BY_KIND.get(finding.kind) or BY_FAMILY.get(finding.kind.partition("_")[0])
    if known:
        return known
    if BINDS_OFFICIALS in finding.signals:
        return "regulators"
    confirmed = BY_CONFIRMED.get(dict(finding.slots).get("word", ""))
    if confirmed:
        return confirmed
    sides = ((context.old, finding.old), (context.new, finding.new))
    text = "\n".join(instrument.text_at(span) for instrument, spans in sides for span in spans)
    if context.lexicon.has(Concept.AUTHORITY, text):
        return "regulators"
    counts = [len(context.lexicon.find(concept, text)) for concept, _ in BY_TOPIC]
    most = max(counts)
    return BY_TOPIC[counts.index(most)][1] if most else "duties"
