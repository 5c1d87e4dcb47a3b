"""An e-Gov tree (Japan) in, a marked law out: 編, 章, 節, 条, 項, 号, supplementary provisions and appended tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.model.law import ProvisionKind
from gaidiff.model.marked import Marked, MarkedLaw
from gaidiff.readers._xml_tree import Element, iso_date, language_of, names, text_of
from gaidiff.readers._xml_walk import Vocabulary, Walk, flat

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOTS = ("Law", "DataRoot", "law_data_response", "law_file_response", "LawFullText", "law_full_text")
METADATA = frozenset({"Result", "attached_files_info", "law_info", "revision_info", "LawId", "EnforcementDate"})
NOTES: frozenset[str] = frozenset()
FIRST_NUMBER = re.compile(r"\d{1,5}(?:_\d{1,4}){0,4}")  # Num="14_2"; Num="4:6" is a range that was repealed

ERAS = {"Meiji": 1867, "Taisho": 1911, "Showa": 1925, "Heisei": 1988, "Reiwa": 2018}  # the year before its first

DIVISIONS = {
    "Part": ProvisionKind.PART,
    "Chapter": ProvisionKind.CHAPTER,
    "Section": ProvisionKind.SECTION,
    "Subsection": ProvisionKind.SECTION,
    "Division": ProvisionKind.SECTION,
}
SUBITEMS = tuple(f"Subitem{depth}" for depth in range(1, 11))
ANNEXES = names(
    "SupplProvision AppdxTable AppdxNote AppdxStyle AppdxFormat AppdxFig Appdx SupplProvisionAppdxTable "
    "SupplProvisionAppdxStyle SupplProvisionAppdx"
)
LINES = names(
    "LawNum LawTitle EnactStatement Preamble MainProvision ParagraphSentence ItemSentence ListSentence List "
    "Sublist1 Sublist2 Sublist3 Sublist1Sentence Sublist2Sentence Sublist3Sentence TableStruct Table Remarks "
    "RemarksLabel FigStruct Fig NoteStruct Note StyleStruct Style FormatStruct Format AmendProvision "
    "AmendProvisionSentence ArticleRange RelatedArticleNum SuppNote Class ClassSentence ArithFormula TOC "
    "TOCLabel TOCPart TOCChapter TOCSection TOCSubsection TOCDivision TOCArticle TOCSupplProvision "
    "TOCAppdxTableLabel LawBody"
)


def _stated(element: Element) -> str:
    """Num="14_2" of an article is 14-2; below it the printed numbers do."""
    found = FIRST_NUMBER.match(element.get("Num", "")) if element.tag == "Article" else None
    return found[0].replace("_", "-") if found else ""


WORDS = Vocabulary(
    units={
        **{name: str(kind) for name, kind in DIVISIONS.items()},
        "Article": ProvisionKind.ARTICLE,
        "Paragraph": ProvisionKind.PARAGRAPH,
        "Item": ProvisionKind.ITEM,
        **dict.fromkeys(SUBITEMS, ProvisionKind.SUBITEM),
        **dict.fromkeys(ANNEXES, ProvisionKind.ANNEX),
    },
    nums=frozenset(
        ("ArticleTitle", "ParagraphNum", "ItemTitle", "ClassTitle", *(f"{name}Title" for name in SUBITEMS), "NumLine")
    ),
    headings=frozenset({"ArticleCaption", "ParagraphCaption"} | {f"{name}Title" for name in DIVISIONS})
    | {"SupplProvisionLabel"}
    | {f"{name}Title" for name in ANNEXES},
    lines=frozenset((*LINES, *(f"{name}Sentence" for name in SUBITEMS))),
    rows=frozenset({"TableRow", "TableHeaderRow"}),
    quoted=frozenset({"NewProvision", "QuoteStruct"}),
    label=_stated,
)
# a division's number and words stand in one element: 第一章　総則
LABEL = re.compile(
    r"(?P<num>第[一二三四五六七八九十百千〇０-９0-9]{1,8}[編章節款目](?:の[一二三四五六七八九十]{1,4}){0,3})(?:\s+(?P<rest>.*))?$"
)
ANNEX_LABEL = re.compile(
    r"(?P<num>別[表記紙図](?:様式)?(?:第[一二三四五六七八九十百〇0-9０-９]{1,6}(?:の[一二三四五六七八九十]{1,4})?)?)(?P<rest>.*)$"
)


def fits(root: Element) -> bool:
    """A <Law> with a LawBody somewhere; the Korean <Law> has none."""
    return root.find(".//LawBody") is not None or root.find("LawBody") is not None


def facts_of(root: Element) -> dict[str, object]:
    """Language, title and promulgation date from the attributes of the law."""
    law = root if root.tag == "Law" else root.find(".//Law")
    title = root.find(".//LawTitle")
    stated = root.findtext(".//promulgation_date") or ""
    words = {
        "language": law.get("Lang", "") if law is not None else "",
        "published": stated if iso_date(stated) else " ".join(_era_words(law)),
    }
    return {
        "language": language_of(words["language"]) or "ja",
        "title": text_of(title) if title is not None else None,
        "published": iso_date(stated) or _promulgated(law),
        "words": words,
    }


def _era_words(law: Element | None) -> list[str]:
    """Era="Reiwa" and the others as the markup has them."""
    names = ("Era", "Year", "PromulgateMonth", "PromulgateDay")
    return [] if law is None else [f'{name}="{law.get(name)}"' for name in names if law.get(name)]


def _promulgated(law: Element | None) -> str | None:
    """Era="Reiwa" Year="03" PromulgateMonth="04" PromulgateDay="01" is 2021-04-01."""
    era = ERAS.get(law.get("Era", "")) if law is not None else None
    pieces = [] if law is None else [law.get(name, "") for name in ("Year", "PromulgateMonth", "PromulgateDay")]
    if era is None or not all(piece.isdecimal() for piece in pieces):
        return None
    year, month, day = (int(piece) for piece in pieces)
    return iso_date(f"{era + year:04}-{month:02}-{day:02}")


def prepare(root: Element) -> None:
    """Columns of one sentence are set off by the wide blank that print has between them."""
    for column in root.iter("Column"):
        if column.getprevious() is not None and column.getprevious().tag == "Column":
            column.text = f"\u3000{column.text or ''}"
    for element in root.iter(*(f"{name}Title" for name in (*DIVISIONS, *ANNEXES))):
        if element.getparent().tag in WORDS.units:
            _part_label(element)


def _part_label(title: Element) -> None:
    """Set the number of a title apart: 第一章 and 総則, 別表第一 and （第二条関係）."""
    words = text_of(title)
    found = LABEL.match(words) or ANNEX_LABEL.match(words)
    if found is None:
        return
    number = title.makeelement("NumLine")
    number.text = found["num"]
    title.addprevious(number)
    for child in list(title):
        title.remove(child)
    title.text = found["rest"] or ""


def law_of(root: Element) -> MarkedLaw:
    """The law in an e-Gov file."""
    walk = Walk(root, WORDS)
    preface: list[str] = []
    provisions: list[Marked] = []
    body = next(root.iter("LawBody"))
    for number in root.iter("LawNum"):
        preface.extend(walk.lines(number))
    for child in body:
        if child.tag == "MainProvision":
            provisions.extend(_provisions(walk, child))
        elif child.tag in WORDS.units:
            provisions.append(walk.unit(child))
        else:
            preface.extend(flat(walk.pieces(child)) if child in walk.blocky else [text_of(child)])
    return MarkedLaw(provisions=tuple(provisions), preface=tuple(filter(None, preface)))


def _provisions(walk: Walk, main: Element) -> Iterator[Marked]:
    for piece in walk.pieces(main):
        yield piece if isinstance(piece, Marked) else Marked(kind=ProvisionKind.PARAGRAPH, content=(piece[1],))
