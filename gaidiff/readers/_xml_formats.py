"""A root element in, the XML format it belongs to out. A format is one file of `_xml_*.py` and one entry here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gaidiff.readers import _xml_akn, _xml_cfr, _xml_egov, _xml_formex, _xml_gii, _xml_korea, _xml_uslm

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaidiff.model.marked import MarkedLaw
    from gaidiff.readers._xml_tree import Element

    Facts = dict[str, Any]


def _leave(_: Element) -> None:
    """Most trees need no preparation."""


def _always(_: Element) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One XML format of law.

    roots     names its root element can have
    fits      does a root of that name belong to it? <Law> is Japanese, or Korean in English
    metadata  elements whose words are about the file, not of the law: read for facts and taken off
    notes     footnotes and editors' notes, left out and counted
    facts     root -> fields of MarkedLaw, read before metadata is taken off; `words` are the source's own, by field
    prepare   root -> None, where elements stand for characters or need other names
    law       root -> the marked law
    """

    name: str
    roots: frozenset[str]
    metadata: frozenset[str]
    notes: frozenset[str]
    facts: Callable[[Element], Facts]
    law: Callable[[Element], MarkedLaw]
    prepare: Callable[[Element], None] = _leave
    fits: Callable[[Element], bool] = _always
    media_type: str = "application/xml"


def _format(name: str, module: Any, *roots: str, **more: Any) -> Format:
    return Format(
        name=name,
        roots=frozenset(roots),
        metadata=module.METADATA,
        notes=module.NOTES,
        facts=module.facts_of,
        law=module.law_of,
        prepare=module.prepare,
        **more,
    )


FORMATS = (
    _format("akoma ntoso", _xml_akn, "akomaNtoso", media_type="application/akn+xml"),
    _format("formex", _xml_formex, *_xml_formex.ROOTS),
    _format("uslm", _xml_uslm, *_xml_uslm.ROOTS),
    _format("cfr", _xml_cfr, *_xml_cfr.ROOTS),
    _format("korea", _xml_korea, "법령", "LawService", "Law", fits=_xml_korea.fits),
    _format("egov", _xml_egov, *_xml_egov.ROOTS, fits=_xml_egov.fits),
    _format("gii", _xml_gii, "dokumente"),
)
ROOTS = frozenset(root for format_ in FORMATS for root in format_.roots)


def format_of(root: Element) -> Format | None:
    """The format of a document, None if gaidiff knows none."""
    return next((each for each in FORMATS if root.tag in each.roots and each.fits(root)), None)
