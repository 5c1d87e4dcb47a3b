"""A Formex 4 tree of the EU in, a marked law out: acts, consolidated acts, annexes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.model.law import ProvisionKind
from gaidiff.model.marked import DIVISION, Marked, MarkedLaw
from gaidiff.readers._xml_tree import Element, iso_date, language_of, line_of, names, put_text
from gaidiff.readers._xml_walk import Vocabulary, Walk, flat

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOTS = ("ACT", "CONS.ACT", "ANNEX", "AGR", "CONS.OTH", "GENERAL", "DECISION")
METADATA = names(
    "BIB.INSTANCE BIB.INSTANCE.CONS BIB.DATA BIB.DATA.CL INFO.CONSLEG INFO.PROD FAM.COMP FAM.COMP.CL DOC.REF "
    "META.COMP GR.MOD.ACT COMMENT NO.CELEX"
)
NOTES = frozenset({"NOTE", "GR.NOTES"})
ANNEXES = frozenset({"ANNEX", "CONS.ANNEX"})
PREAMBLES = frozenset({"PREAMBLE", "PREAMBLE.GEN", "GR.PREAMBLE"})
TITLED = frozenset({"DIVISION", "TITLE.DIVISION", *ANNEXES})
DIVISIONS = ("DIVISION", "TITLE.DIVISION")
WRAPPERS = names("CONS.DOC CONS.DOC.GEN ENACTING.TERMS ENACTING.TERMS.CJT CONTENTS CONTENTS.CONS")
OUTSIDE = frozenset({"FINAL", "SIGNATURE", "TOC", "PROLOG", "REFERENCE.TABLE"})

CODE_POINT = re.compile(r"[0-9A-Fa-f]{2,5}")

WORDS = Vocabulary(
    units={
        **dict.fromkeys(DIVISIONS, DIVISION),
        "ARTICLE": ProvisionKind.ARTICLE,
        "SUBDIV": ProvisionKind.PARAGRAPH,
        "PARAG": ProvisionKind.PARAGRAPH,
        "GR.SEQ": ProvisionKind.PARAGRAPH,
        "ITEM": ProvisionKind.ITEM,
        "NP": ProvisionKind.ITEM,
        "NP.ECR": ProvisionKind.ITEM,
        "CONSID": ProvisionKind.RECITAL,
        **dict.fromkeys(ANNEXES, ProvisionKind.ANNEX),
    },
    nums=frozenset({"NUM.LINE", "TI.ART", "NO.PARAG", "NO.P", "TI.CONSID"}),
    headings=frozenset({"HEAD.LINE", "STI.ART"}),
    lines=names(
        "P ALINEA TXT LIST DLIST DLIST.ITEM TERM DEFINITION NP.LINE TITLE TI STI VISA GR.VISA GR.CONSID "
        "GR.CONSID.INIT INTRO PREAMBLE.INIT PREAMBLE.FINAL TBL GR.TBL CORPUS BLK TI.BLK STI.BLK LV SIGNATORY "
        "PL.DATE GR.ANNOTATION ANNOTATION DIV.CONSID CONTENTS FORMULA.S"
    ),
    rows=frozenset({"ROW"}),
    quoted=frozenset({"QUOT.S"}),
)


def facts_of(root: Element) -> dict[str, object]:
    """Language and dates as the bibliographic part states them."""
    language = root.find(".//LG.DOC")
    consolidated = root.find("INFO.CONSLEG")
    published = root.find(".//BIB.INSTANCE/DOCUMENT.REF/../DATE[@ISO]") if consolidated is None else None
    words = {
        "language": language.text if language is not None else None,
        "published": published.get("ISO") if published is not None else None,
    }
    return {
        "language": language_of(words["language"]),
        "published": iso_date(words["published"] or ""),
        "words": words,
    }


def prepare(root: Element) -> None:
    """Put in quotation marks, which Formex writes as empty elements, and give wrappers names of their own."""
    for name in ("QUOT.START", "QUOT.END"):
        put_text(root, name, lambda element: _character(element.get("CODE", "")))
    for note in list(root.iter("IE")):
        note.tag = "HT"  # an empty cell
    for element in root.iter("NP"):
        parent = element.getparent()
        if parent is not None and (parent.tag in {"ITEM", "CONSID", "TI", "STI"}):
            element.tag = "NP.LINE"
    for title in list(root.iter("TITLE")):
        parent = title.getparent()
        if parent is not None and parent.tag in TITLED:
            _name_title(title)


def _name_title(title: Element) -> None:
    """The first line of a title is the label (ANNEX I, CHAPTER II), what follows its words."""
    lines = [element for element in title.iter("P", "NO.P", "TXT", "TI", "STI") if element.find(".//P") is None]
    lines = [line for line in lines if line.tag not in {"TI", "STI"} or line.find(".//NO.P") is None]
    for place, line in enumerate(lines):
        line.tag = "HEAD.LINE" if place else "NUM.LINE"


def _character(code: str) -> str:
    """CODE="2018" is ‘; an attribute that is no code point stands for nothing."""
    return chr(int(code, 16)) if CODE_POINT.fullmatch(code) else ""


def law_of(root: Element) -> MarkedLaw:
    """The law in a Formex document, its bibliographic part already taken off."""
    reader = _Document(Walk(root, WORDS))
    reader.read(root)
    return MarkedLaw(
        provisions=tuple(reader.provisions),
        preface=tuple(reader.preface),
        remainder=tuple(reader.remainder),
        title=" ".join(reader.titles) or (reader.provisions[0].num if root.tag in ANNEXES else None),
    )


class _Document:
    """Sorts the parts of a document."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.preface: list[str] = []
        self.titles: list[str] = []
        self.provisions: list[Marked] = []
        self.remainder: list[str] = []

    def read(self, root: Element) -> None:
        """Read all parts in order."""
        if root.tag in ANNEXES:
            self.provisions.append(self.walk.unit(root))
            return
        for child in root:
            if child.tag == "TITLE":
                self.titles = self.walk.lines(child)
                self.preface.extend(self.titles)
            elif child.tag in PREAMBLES:
                self._preamble(child)
            elif child.tag in WRAPPERS:
                self.read(child)
            elif child.tag in ANNEXES:
                self.provisions.append(self.walk.unit(child))
            elif child.tag in OUTSIDE:
                self.remainder.extend(self.walk.lines(child))
            else:
                self.provisions.extend(self._loose(child))
            self.remainder.extend(filter(None, [line_of(child.tail or "")]))

    def _preamble(self, preamble: Element) -> None:
        for piece in self.walk.pieces(preamble):
            if isinstance(piece, Marked) and piece.kind == ProvisionKind.RECITAL:
                self.provisions.append(piece)
            else:
                self.preface.extend(flat([piece]))

    def _loose(self, element: Element) -> Iterator[Marked]:
        if element.tag in WORDS.units:
            yield self.walk.unit(element)
            return
        for piece in self.walk.pieces(element):
            yield piece if isinstance(piece, Marked) else Marked(kind=ProvisionKind.PARAGRAPH, content=(piece[1],))
