"""Trees of the eCFR, the yearly CFR and the Federal Register in, a marked law out; (a)(1)(i) stand in their text."""

from __future__ import annotations

import re

from gaidiff.model.law import ProvisionKind
from gaidiff.model.marked import DIVISION, Marked, MarkedLaw
from gaidiff.readers._xml_tree import Element, line_of, names, outside, take_out, text_of
from gaidiff.readers._xml_walk import Vocabulary, Walk, flat

DIVS = tuple(f"DIV{depth}" for depth in range(1, 10))
ROOTS = (
    *DIVS,
    *("ECFR", "ECFRBRWS", "DLPSTEXTCLASS", "CFRGRANULE", "CFRDOC", "TITLE", "CHAPTER", "SUBCHAP", "PART", "SUBPART"),
    *("SECTION", "FEDREG", "RULE", "PRORULE", "NOTICE", "PRESDOCU", "PRESDOCUMENT"),
)
METADATA = names(
    "FDSYS AMDDATE HEADER TEXTCLASS FRONTMATTER PRTPAGE GPH GID BILCOD FRDOC FILED VOLUME FILEDESC "
    "PUBLICATIONSTMT SEQNO"
)
NOTES = frozenset({"FTNT", "FTREF"})
SOURCES = frozenset(
    {"CONTENTS", "TOC", "CFRTOC", "CITA", "SECAUTH", "AUTH", "SOURCE", "APPRO", "EDNOTE", "XREF", "CROSSREF", "EFFDNOT"}
)
# where a section came from, what its editors say, tables of contents: printed beside the law, no part of it

SECTION = re.compile(r"(?P<num>§§?\s*[\d.\-–a-zA-Z]{1,20}|Sec\.\s*[\d.\-]{1,20})\s+(?P<rest>.+)$")
DIVISION_TITLE = re.compile(
    r"(?P<num>(?:TITLE|Title|SUBTITLE|Subtitle|CHAPTER|Chapter|SUBCHAPTER|Subchapter|PART|Part|SUBPART|Subpart)\s+"
    r"[\dA-Z]{1,8}[a-z]?)\s*(?:[—–]|--?)\s*(?P<rest>.+)$"
)
ANNEX_TITLE = re.compile(r"(?P<num>(?:Appendix|APPENDIX|Supplement|SUPPLEMENT)\s+[A-Z\d]{1,4})(?P<rest>\s.+)$")
ORDER_LABEL = re.compile(r"(?:Section|Sec\.)\s*\d{1,3}\s*\.?")
BOLD, ITALIC = "04", "03"  # values of T in <E T="04">
PARAGRAPHS = frozenset({"FP", "P", "HD", "EXECORDR", "PROCLA", "PRNOTICE", "DETERM", "PRMEMO", "EXTRACT", "LI"})
BESIDE = frozenset({"TITLE3", "PRES", "PSIG", "PLACE", "DATE", "SIG"})  # running heads and signatures
KINDS = {"SECTION": "UNIT", "APPENDIX": "ANNEX"}

WORDS = Vocabulary(
    units={
        "UNIT": ProvisionKind.ARTICLE,
        "SECTION": ProvisionKind.ARTICLE,
        "ANNEX": ProvisionKind.ANNEX,
        "APPENDIX": ProvisionKind.ANNEX,
        "SUPPL": ProvisionKind.ANNEX,
        **dict.fromkeys(
            ("DIVISION", "TITLE", "SUBTITLE", "CHAPTER", "SUBCHAP", "PART", "SUBPART", "SUBJGRP"), DIVISION
        ),
    },
    nums=frozenset({"SECTNO", "NUMLINE"}),
    headings=frozenset({"HEAD", "SUBJECT", "RESERVED", "HEADLINE"}),
    lines=names(
        "P DIV FP PSPACE HD HD1 HD2 HD3 HD4 EXTRACT NOTE BOXTXT TABLE THEAD TBODY GPOTABLE BOXHD TTITLE LSTSUB "
        "SUBAGY AGENCY ACT SUM DATES EFFDATE ADD FURINF SUPLINF REGTEXT AMDPAR AUTHP CONTENTS TOC TOCTI CHAPTI "
        "RIN DEPDOC PREAMB SIG NAME TITLE3 PRES EXECORD EXECORDR PRMEMO PROCLA PRNOTICE PLACE DATE PSIG DETERM "
        "PNOTICE EAR LI FP-1 FP1 FP-2 FP1-2 FP2-2 FP-DASH HED CFR SUBPARTHD BODY TEXT ECFRBODY CFRTOC PTHD "
        "SECHD AGENCYHD"
    )
    | SOURCES,
    rows=frozenset({"TR", "ROW"}),
    unnested=frozenset({"UNIT", "SECTION", "ANNEX", "APPENDIX", "SUPPL"}),
)


def facts_of(root: Element) -> dict[str, object]:
    """Federal regulations are in English; a title is read from the first heading."""
    subjects = [*root.iter("HEAD"), *root.iterfind(".//PREAMB/SUBJECT"), *root.iter("HD"), *root.iter("EXECORDR")]
    heading = next((each for each in subjects if not text_of(each).endswith(":")), None)  # not AGENCY:, SUMMARY:
    return {"language": "en", "title": text_of(heading) if heading is not None else None}


def prepare(root: Element) -> None:
    """Give a <DIV8 TYPE="SECTION"> the name of what it is, and set the number of a heading apart from its words."""
    for element in root.iter(*DIVS):
        element.tag = KINDS.get(element.get("TYPE", "").upper(), "DIVISION")
    for head in list(root.iter("HEAD", "HD")):
        parent = head.getparent()
        if parent is None or parent.tag not in WORDS.units or parent.find("SECTNO") is not None:
            continue
        if head.tag == "HD" and (head.get("SOURCE") != "HED" or _is_after_words(head)):
            continue
        _part_number(head, parent)


def _is_after_words(head: Element) -> bool:
    return any(before.tag in {"P", "FP", "SECTION"} for before in head.itersiblings(preceding=True))


def _part_number(head: Element, parent: Element) -> None:
    words = text_of(head)
    pattern = {"UNIT": SECTION, "ANNEX": ANNEX_TITLE, "APPENDIX": ANNEX_TITLE}.get(parent.tag, DIVISION_TITLE)
    found = pattern.match(words)
    number = head.makeelement("NUMLINE")
    number.text = words[: found.start("rest")].strip() if found else (words if parent.tag == "UNIT" else "")
    head.addprevious(number)
    tail = head.tail
    for child in list(head):
        head.remove(child)
    head.tag, head.tail = "HEADLINE", tail
    head.text = found["rest"].strip() if found else ("" if parent.tag == "UNIT" else words)


def law_of(root: Element) -> MarkedLaw:
    """The law in a file of regulations; a document of the Federal Register without sections is text alone."""
    remainder = _sources(root)
    walk = Walk(root, WORDS)
    if next(root.iter("UNIT", "SECTION"), None) is None:
        return _order(walk, root, remainder)
    preface: list[str] = []
    provisions: list[Marked] = []
    for piece in [walk.unit(root)] if root.tag in WORDS.units else walk.pieces(root):
        if isinstance(piece, Marked):
            provisions.append(piece)
        elif provisions:
            provisions.append(Marked(kind=ProvisionKind.PARAGRAPH, content=(piece[1],)))
        else:
            preface.extend(flat([piece]))
    return MarkedLaw(provisions=tuple(provisions), preface=tuple(preface), remainder=tuple(remainder))


def _sources(root: Element) -> list[str]:
    """Take the source notes off the tree; their words as lines."""
    top = [found for found in root.iter(*SOURCES) if not any(above.tag in SOURCES for above in found.iterancestors())]
    texts = [text for note in top for text in [text_of(note, WORDS.blocks)] if text]
    take_out(root, SOURCES)
    return texts


def _order(walk: Walk, root: Element, remainder: list[str]) -> MarkedLaw:
    """A document whose sections are paragraphs that begin with a bold label: an executive order."""
    preface: list[str] = []
    opened: list[tuple[str, str, list[str]]] = []
    for element in root.iter("*"):
        if element.tag in BESIDE:
            remainder.extend(walk.lines(element))
        elif element.tag in PARAGRAPHS and not any(
            above.tag in PARAGRAPHS | BESIDE for above in element.iterancestors()
        ):
            label = _bold_label(element)
            if label is not None:
                opened.append(label)
                continue
            (opened[-1][2] if opened else preface).extend(walk.lines(element))
    remainder.extend(outside(root, PARAGRAPHS | BESIDE))
    sections = (
        Marked(kind=ProvisionKind.ARTICLE, num=num, heading=heading, content=tuple(lines), unnested=True)
        for num, heading, lines in opened
    )
    return MarkedLaw(provisions=tuple(sections), preface=tuple(preface), remainder=tuple(remainder))


def _bold_label(element: Element) -> tuple[str, str, list[str]] | None:
    """<E T="04">Sec. 2</E>. <E T="03">Policy.</E> and the words behind it."""
    first = element[0] if len(element) else None
    if first is None or first.get("T") != BOLD or (element.text or "").strip():
        return None
    words = text_of(first)
    if ORDER_LABEL.match(words) is None:
        return None
    second = element[1] if len(element) > 1 else None
    point = line_of(first.tail or "")
    whole = text_of(element)
    if second is None or second.get("T") != ITALIC or point not in {"", ".", "—", ".—"}:
        mark = ORDER_LABEL.match(whole)
        end = mark.end() if mark else len(words)
        return whole[:end].strip(), "", [text for text in [whole[end:].strip()] if text]
    heading = text_of(second)
    rest = whole[whole.index(heading, len(words)) + len(heading) :].strip()
    return f"{words}{point}", heading, [rest] if rest else []
