"""An eid of an instrument in, the citation a lawyer would write out: Art. 4(2), 第四条第（二）项."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.law import DIVISIONS, PREFACE, REMAINDER, ProvisionKind
from gaidiff.model.text import EId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaidiff.model.law import Instrument, Provision
    from gaidiff.renderers._labels import Labels

DIGITS = "零一二三四五六七八九"
TEN = 10
HUNDRED = 100
BRACKETS = "()（）[]【】.．、 　"
NAMED = DIVISIONS | {ProvisionKind.ANNEX}  # Title IV is no Part 4, Supplement I no Annex 1
LEAF_MARKS = ("__sent_", "__wrap")  # a leaf is cited as its provision


def reference(instrument: Instrument, eid: EId, labels: Labels) -> str:
    """How `eid` is cited in the report's language; an unknown eid is given as it is."""
    if eid in (PREFACE, REMAINDER):
        return labels[eid]
    chain = _chain(instrument, eid)
    if not chain:
        return eid
    within = [node for node in chain if node.kind not in DIVISIONS]
    if not within:
        return str(labels.references["join_levels"]).join(_form(instrument, node, labels) for node in chain)
    cited = ""
    for node in within:
        # Annex 1, Art. 3, but Art. 3(2)
        joint = labels.references["join_levels"] if cited and node.kind is ProvisionKind.ARTICLE else ""
        cited += joint + _form(instrument, node, labels, top=not cited)
    return cited


def references(instrument: Instrument, eids: Iterable[EId], labels: Labels) -> str:
    """Several citations in one phrase: Art. 11, 14, 15, or 第十一条、第十四条."""
    cited = [reference(instrument, eid, labels) for eid in dict.fromkeys(eids)]
    return str(labels.references["join_list"]).join(_shortened(cited, labels))


def span_of(instrument: Instrument, eids: Sequence[EId], labels: Labels) -> str:
    """First and last of a run: Art. 3-9 (with an en dash), or 第三条至第九条; one alone is cited alone."""
    cited = [reference(instrument, eid, labels) for eid in (eids[0], eids[-1])]
    if cited[0] == cited[1]:
        return cited[0]
    first, last = _shortened(cited, labels)
    return str(labels.references["range"]).format(first=first, last=last)


def _shortened(cited: list[str], labels: Labels) -> list[str]:
    """Leave out `Art.` after the first where the language does."""
    if not cited[1:] or not labels.references["number_in_list"]:
        return cited
    word = cited[0].rpartition(" ")[0]
    same = word and all(one.rpartition(" ")[0] == word for one in cited)
    return [cited[0], *(one.rpartition(" ")[2] for one in cited[1:])] if same else cited


def _chain(instrument: Instrument, eid: EId) -> list[Provision]:
    """The provision and those above it, outermost first, without a lone unnumbered paragraph on the way."""
    for mark in LEAF_MARKS:
        if eid not in instrument.by_eid:
            eid = EId(eid.partition(mark)[0])
    chain: list[Provision] = []
    place: EId | None = eid
    while place is not None and (node := instrument.by_eid.get(place)) is not None:
        place = instrument.parent_of.get(place)
        if place is None or not _is_lone_paragraph(node, instrument.by_eid[place]):
            chain.append(node)
    return chain[::-1]


def _is_lone_paragraph(node: Provision, parent: Provision) -> bool:
    if node.kind is not ProvisionKind.PARAGRAPH or node.num is not None or parent.kind in DIVISIONS:
        return False
    return sum(child.kind is ProvisionKind.PARAGRAPH for child in parent.children) == 1


def _form(instrument: Instrument, node: Provision, labels: Labels, *, top: bool = False) -> str:
    if node.kind in NAMED and (name := node.num.name if node.num else instrument.name_of(node)):
        return name
    forms = labels.references
    label = node.num.label if node.num else node.eid.rpartition("_")[2]
    printed = "".join(node.num.text.split()) if node.num else ""
    kind = ProvisionKind.ARTICLE if node.placeholder else node.kind
    form = str(forms["loose"] if top and kind is ProvisionKind.PARAGRAPH else forms[kind])
    if node.num and forms.get("printed_in") == instrument.language:
        form = forms["printed"].get(kind, form)
    elif kind is ProvisionKind.ARTICLE and printed.casefold().startswith(tuple(forms["called"])):
        form = next(how for word, how in forms["called"].items() if printed.casefold().startswith(word))
    if node.kind in (ProvisionKind.ITEM, ProvisionKind.SUBITEM):
        printed = printed.strip(BRACKETS)
    return form.format(label=label, printed=printed, chinese=chinese(label) if "{chinese" in form else "").strip()


def chinese(label: str) -> str:
    """A label up to 99 in Chinese numerals, as paragraphs and chapters are counted; others stay as they are.

    >>> chinese("2"), chinese("12"), chinese("40"), chinese("3-1")
    ('二', '十二', '四十', '3-1')
    """
    if not (label.isascii() and label.isdecimal()) or not 0 < int(label) < HUNDRED:
        return label
    tens, ones = divmod(int(label), TEN)
    front = "" if tens == 0 else ("" if tens == 1 else DIGITS[tens]) + "十"
    return front + (DIGITS[ones] if ones else "")
