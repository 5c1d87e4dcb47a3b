"""A USLM tree (United States Code, public laws, bills) in, a marked law out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.law import ProvisionKind
from gaidiff.model.marked import Marked, MarkedLaw
from gaidiff.readers._xml_tree import Element, first_text, iso_date, language_of, names, take_out, text_of
from gaidiff.readers._xml_walk import Part, Piece, Vocabulary, Walk, flat

if TYPE_CHECKING:
    from collections.abc import Iterator

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ROOTS = (
    "uscDoc",
    "lawDoc",
    "publicLaw",
    "bill",
    "resolution",
    "pLaw",
    "amendment",
    "statuteCompilation",
    "statutesAtLarge",
)
METADATA = frozenset({"meta"})
NOTES = frozenset({"footnote", "endnote"})
DRAFTS = frozenset({"bill", "resolution", "amendment"})

DIVISIONS = {
    "title": ProvisionKind.PART,
    "subtitle": ProvisionKind.CHAPTER,
    "part": ProvisionKind.PART,
    "chapter": ProvisionKind.CHAPTER,
    "subpart": ProvisionKind.CHAPTER,
    "subchapter": ProvisionKind.SECTION,
    "division": ProvisionKind.PART,
    "subdivision": ProvisionKind.SECTION,
}
INNER = names("subsection paragraph subparagraph clause subclause item subitem subsubitem level")
ANNEXES = frozenset({"appendix", "schedule", "compiledAct", "courtRules"})
PREFACES = frozenset(
    {"preface", "longTitle", "officialTitle", "enactingFormula", "resolvingClause", "preamble", "recital"}
)
OUTSIDE = frozenset(
    {"sourceCredit", "notes", "note", "toc", "signatures", "endMarker", "legislativeHistory", "editorialNote"}
)
TAKEN = "taken"
# what stands beside the words of a section and is no law: where it came from, editors' notes, tables of contents

WORDS = Vocabulary(
    units={
        **{name: str(kind) for name, kind in DIVISIONS.items()},
        "section": ProvisionKind.ARTICLE,
        **dict.fromkeys(INNER, ProvisionKind.PARAGRAPH),
        **dict.fromkeys(ANNEXES, ProvisionKind.ANNEX),
    },
    nums=frozenset({"num"}),
    headings=frozenset({"heading", "subheading"}),
    lines=names("p content chapeau text main body block continuation proviso table thead tbody layout")
    | PREFACES
    | OUTSIDE,
    rows=frozenset({"tr", "row", "tocItem", "header"}),
    wrap_ups=frozenset({"continuation"}),
    quoted=frozenset({"quotedContent"}),
)


def facts_of(root: Element) -> dict[str, object]:
    """Language, title and dates that <meta> states."""
    title = first_text(root, ".//meta/title")
    words = {
        "language": root.get(XML_LANG) or first_text(root, ".//meta/language"),
        "published": first_text(root, ".//meta/approvedDate"),
        "status": f"<{root.tag}>" if root.tag in DRAFTS else "",
    }
    return {
        "language": language_of(words["language"]) or "en",
        "title": title or None,
        "published": iso_date(words["published"]),
        "status": "draft" if words["status"] else None,
        "words": words,
    }


def prepare(root: Element) -> None:
    """A heading's number and title keep their place; nothing else needs a hand."""
    for element in root.iter("header", "legis-body"):
        element.tag = {"header": "heading", "legis-body": "main"}[element.tag]
    for mark in [found for found in root.iter("ref") if found.get("class") == "footnoteRef"]:
        mark.tag = "footnoteRef"
    take_out(root, {"footnoteRef"})
    for element in root.iter("enum"):
        element.tag = "num"


def law_of(root: Element) -> MarkedLaw:
    """The law in a USLM document; notes and credits inside its units go to the remainder."""
    walk = Walk(root, WORDS)
    remainder = _taken(walk, root)
    walk = Walk(root, WORDS)
    preface: list[str] = []
    provisions = list(_provisions(walk, root, preface))
    return MarkedLaw(provisions=tuple(provisions), preface=tuple(preface), remainder=tuple(remainder))


def _taken(walk: Walk, root: Element) -> list[str]:
    """Take off what is no law, wherever it stands; its words as lines."""
    found = [element for element in root.iter(*OUTSIDE) if not _inside_quotation(element)]
    top = [element for element in found if not any(above.tag in OUTSIDE for above in element.iterancestors())]
    texts = [text for element in top for text in walk.lines(element)]
    for element in top:
        element.tag = TAKEN
    take_out(root, {TAKEN})
    return texts


def _inside_quotation(element: Element) -> bool:
    return any(above.tag in WORDS.quoted for above in element.iterancestors())


def _provisions(walk: Walk, root: Element, preface: list[str]) -> Iterator[Marked]:
    """Words before the first unit are the preface, later ones units of their own."""
    begun = False
    for child in root:
        if child.tag in PREFACES:
            preface.extend(walk.lines(child))
            continue
        for piece in _pieces(walk, child):
            if isinstance(piece, Marked):
                begun = True
                yield piece
            elif begun:
                yield Marked(kind=ProvisionKind.PARAGRAPH, content=(piece[1],))
            else:
                preface.extend(flat([piece]))


def _pieces(walk: Walk, child: Element) -> list[Piece]:
    if child.tag in WORDS.units:
        return [walk.unit(child)]
    if child in walk.blocky:
        return walk.pieces(child)
    text = text_of(child)
    return [(Part.TEXT, text)] if text else []
