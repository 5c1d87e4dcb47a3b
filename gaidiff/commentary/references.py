"""A provision in, its name as lawyers write it out: Draft Art. 15, new Art. 14(1), 原第十五条, 新第十四条第一款."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gaidiff.model.law import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaidiff.model.law import Instrument, Provision
    from gaidiff.model.words import Context

DRAFT: Final = "draft"
LAST_NUMBER: Final = re.compile(r"_(\d+)$")
CHINESE: Final = ("\u4e00", "\u9fff")
DIGITS: Final = "零一二三四五六七八九"
TEN: Final = 10


def reference(eid: str, side: str, context: Context, table: Mapping[str, str]) -> str:
    """The short name of a provision of one side, with the side it belongs to."""
    return _named(_label(eid, context.old if side == "old" else context.new, table), side, context, table)


def _named(label: str, side: str, context: Context, table: Mapping[str, str]) -> str:
    return _sided(label, side, context, table) if label else table.get(f"ref.other_{side}", "")


def units(eids: tuple[str, ...], side: str, context: Context, table: Mapping[str, str]) -> str:
    """Several provisions of one side, the side said once: old Art. 3 and Art. 4."""
    labels = [_label(eid, context.old if side == "old" else context.new, table) for eid in eids]
    if len(labels) < 2 or not all(labels):  # noqa: PLR2004 (a list needs two)
        return joined([_named(label, side, context, table) for label in labels], table)
    return _sided(joined(labels, table), side, context, table)


def joined(names: list[str], table: Mapping[str, str]) -> str:
    """Names in one phrase: `Art. 3, Art. 4 and Art. 6`."""
    if len(names) < 2:  # noqa: PLR2004 (a list needs two)
        return "".join(names)
    return table.get("ref.comma", ", ").join(names[:-1]) + table.get("ref.and", " and ") + names[-1]


def _sided(label: str, side: str, context: Context, table: Mapping[str, str]) -> str:
    if side == "old" and context.old.status == DRAFT and context.new.status != DRAFT:
        side = "draft"
    return table.get(f"ref.{side}", "{label}").format(label=label)


def _label(eid: str, instrument: Instrument, table: Mapping[str, str]) -> str:
    chain = _chain(eid, instrument)
    if not chain or (chain[0].num is None and not chain[0].heading):
        return ""
    unit, below = chain[0], chain[1:]
    label = f"{_annex_of(unit, instrument, table)}{_unit(unit, table)}"
    for above, node in zip(chain, below, strict=False):
        if node.kind is ProvisionKind.PARAGRAPH and node.num is None and _is_only_paragraph(node, above):
            continue
        label += _part(node, table)
    return label


def _annex_of(unit: Provision, instrument: Instrument, table: Mapping[str, str]) -> str:
    """The annex an article stands in, before its number: Article 1 of the Addenda is not Article 1 of the Act."""
    above = instrument.parent_of.get(unit.eid)
    while above is not None and instrument.by_eid[above].kind is not ProvisionKind.ANNEX:
        above = instrument.parent_of.get(above)
    if above is None:
        return ""
    annex = instrument.by_eid[above]
    name = _unit(annex, table) if annex.num else instrument.name_of(annex)
    name = name or table.get("ref.annex", "Annex {n}").format(n=_counted(annex.eid), text="")
    return f"{name}{table.get('ref.comma', ', ')}"


def _chain(eid: str, instrument: Instrument) -> list[Provision]:
    """The provision and those above it, the article first; nothing for the preface and what stands in no article."""
    chain: list[Provision] = []
    name: str | None = eid
    while name is not None and name in instrument.by_eid:
        node = instrument.by_eid[name]  # type: ignore[index] # EId is str
        chain.insert(0, node)
        if node.eid == instrument.unit_of.get(node.eid):
            break
        name = instrument.parent_of.get(node.eid)
    return chain


def _is_only_paragraph(node: Provision, above: Provision) -> bool:
    return sum(child.kind is node.kind for child in above.children) == 1


def _unit(unit: Provision, table: Mapping[str, str]) -> str:
    if unit.num is None:
        return " ".join((unit.heading or "").split())
    if unit.kind is ProvisionKind.ANNEX and unit.num.name:
        return unit.num.name
    first, last = CHINESE
    chinese = any(first <= letter <= last for letter in unit.num.text)
    printed = ("" if chinese else " ").join(unit.num.text.split())
    if chinese and table.get("ref.as_printed"):
        return printed
    kind = "article" if unit.placeholder else unit.kind.value
    if re.match(r"§|sec", printed, re.IGNORECASE):
        kind = "section"
    pattern = table.get(f"ref.{kind}", "")
    label = unit.num.label
    return pattern.format(n=label, text=printed, chinese=_chinese(label)) if pattern else printed


def _part(node: Provision, table: Mapping[str, str]) -> str:
    number = node.num.label if node.num else _counted(node.eid)
    pattern = table.get(f"ref.{node.kind.value}", "({n})")
    text = node.num.text if node.num else number
    return pattern.format(n=number, text=text.strip(" .、()（）"), chinese=_chinese(number))


def _counted(eid: str) -> str:
    match = LAST_NUMBER.search(eid)
    return match[1] if match else "?"


def _chinese(number: str) -> str:
    """Small numbers as Chinese statutes print them; anything else stays.

    >>> _chinese("3"), _chinese("12"), _chinese("20"), _chinese("a")
    ('三', '十二', '二十', 'a')
    """
    if not number.isdecimal() or not 0 < int(number) < TEN * TEN:
        return number
    tens, ones = divmod(int(number), TEN)
    head = "" if not tens else ("十" if tens == 1 else f"{DIGITS[tens]}十")
    return head + (DIGITS[ones] if ones else "")
