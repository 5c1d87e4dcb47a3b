"""An Akoma Ntoso tree in, a marked law out: acts, bills and documents, with recitals and attachments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gaidiff.model.law import ProvisionKind
from gaidiff.model.marked import PLACEHOLDER, Marked, MarkedLaw
from gaidiff.readers._xml_tree import Element, first_text, iso_date, language_of, line_of, names, text_of
from gaidiff.readers._xml_walk import Vocabulary, Walk, flat

if TYPE_CHECKING:
    from collections.abc import Iterator

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
METADATA = frozenset({"meta"})
NOTES = frozenset({"authorialNote", "noteRef"})
DOCUMENTS = ("act", "bill", "doc", "documentCollection", "statement", "officialGazette", "amendment", "judgment")
COMPONENTS = frozenset({"attachment", "component"})
ANNEX = str(ProvisionKind.ANNEX)
STATUSES = "#gaidiff.status"  # the list of words of which an exported law names its status; the standard has none
OUTSIDE = frozenset({"coverPage", "conclusions", "toc"})

# the unit by which a law is cited is the first of these that it has
CITED_BY = ("article", "section", "regulation", "rule", "clause", "paragraph")
NAMED = {"schedule": "annex", "annex": "annex", "appendix": "annex", "regulation": "regulation", "rule": "rule"}
DIVISIONS = {
    "book": ProvisionKind.PART,
    "tome": ProvisionKind.PART,
    "part": ProvisionKind.PART,
    "title": ProvisionKind.PART,
    "subtitle": ProvisionKind.CHAPTER,
    "chapter": ProvisionKind.CHAPTER,
    "subpart": ProvisionKind.CHAPTER,
    "subchapter": ProvisionKind.SECTION,
    "division": ProvisionKind.SECTION,
    "subdivision": ProvisionKind.SECTION,
    "section": ProvisionKind.SECTION,
    "subsection": ProvisionKind.SECTION,
    "hcontainer": ProvisionKind.SECTION,
    "level": ProvisionKind.SECTION,
    "transitional": ProvisionKind.SECTION,
}
INNER = names(
    "paragraph subparagraph alinea clause subclause rule subrule section subsection list sublist point indent "
    "item level proviso hcontainer article tblock transitional division subdivision"
)
THROUGH = frozenset({"list", "sublist", "alinea", "blockList"})  # wrappers, unless they have a number of their own
LINES = names(
    "p block content intro listIntroduction listWrapUp wrapUp blockContainer container formula longTitle "
    "crossHeading mainBody body preface preamble conclusions doc recitals citations citation blockList ul ol "
    "li dl dt dd table tr components attachments collectionBody toc tocItem coverPage caption foreign heading "
    "subheading num"
)


def law_of(root: Element) -> MarkedLaw:
    """The law in an <akomaNtoso> element, metadata and notes already taken off it."""
    document = next((child for child in root.iter("*") if child.tag in DOCUMENTS), root)
    unit = cited_by(document)
    walk = Walk(root, _vocabulary(document, unit))
    reader = _Document(walk, unit)
    preface, provisions, remainder = reader.parts(document)
    rest = [text for child in root if child is not document for text in reader.loose(child)]
    return MarkedLaw(
        provisions=tuple(provisions),
        preface=tuple(preface),
        remainder=(*remainder, *rest),
        title=next((text for name in ("docTitle", "shortTitle") if (text := first_text(document, f".//{name}"))), None),
        status="draft" if document.tag == "bill" else None,
    )


def prepare(root: Element) -> None:
    """<hcontainer name="regulation"> is what its name says; a list without a number is a wrapper."""
    for element in root.iter("hcontainer"):
        bare = element.find("num") is None and element.find("heading") is None
        element.tag = NAMED.get(element.get("name", "").lower(), "blockContainer" if bare else "hcontainer")
    for element in root.iter("article"):
        if element.get("status") == "removed" and not any(child.tag in CITED_BY for child in element):
            element.tag = PLACEHOLDER
    for element in root.iter(*THROUGH):
        if element.find("num") is None:
            element.tag = "blockContainer"


def facts_of(root: Element) -> dict[str, object]:
    """What <meta> states: title, number, issuing bodies, dates, status and language, and the words that say so."""
    alias = root.find(".//FRBRWork/FRBRalias[@name='title']")
    number = root.find(".//FRBRWork/FRBRnumber")
    published = root.find(".//meta/publication")
    status = root.find(f".//classification/keyword[@dictionary='{STATUSES}']")
    stated = root.find(".//FRBRExpression/FRBRlanguage")
    language = stated.get("language") if stated is not None else None
    words = {
        "title": alias.get("value") if alias is not None and root.find(".//docTitle") is None else None,
        "number": number.get("value") if number is not None else None,
        "published": published.get("date") if published is not None else None,
        "in_force": _date(root, "entryinforce", "entryintoforce"),
        "adopted": _date(root, "adoption"),
        "comments_until": _date(root, "commentsuntil"),
        "language": language or root.get(XML_LANG) or _language_of_body(root),
        "status": status.get("value") if status is not None else "<bill>" if root.find("bill") is not None else None,
    }
    dates = {name: iso_date(words[name] or "") for name in ("published", "in_force", "adopted", "comments_until")}
    return {
        **words,
        **dates,
        "language": language_of(words["language"]),
        "status": None if words["status"] == "<bill>" else words["status"],
        "authority": _authors(root),
        "words": words,
    }


def _date(root: Element, *names: str) -> str | None:
    """The date that is called so, whatever comes before it in its name: dateEntryInForce."""
    dates = {date.get("name", "").lower(): date.get("date") for date in root.iterfind(".//FRBRdate")}
    return next((date for name, date in dates.items() if name.endswith(names)), None)


def _authors(root: Element) -> tuple[str, ...]:
    """The bodies that made the work, by the names that its references give them; an editor made none of it."""
    named = {one.get("eId"): one.get("showAs") for one in root.iterfind(".//references/TLCOrganization")}
    authors = (one for one in root.iterfind(".//FRBRWork/FRBRauthor") if one.get("as", "").lstrip("#") != "editor")
    names = (named.get(one.get("href", "").lstrip("#")) for one in authors)
    return tuple(dict.fromkeys(name for name in names if name))


def _language_of_body(root: Element) -> str | None:
    return next((element.get(XML_LANG) for element in root.iter("body", "mainBody") if element.get(XML_LANG)), None)


def cited_by(document: Element) -> str:
    """The element that is this law's article: the first of the usual ones that stands outside quotations."""
    body = document.find("body")
    inside = document if body is None else body
    present = {element.tag for element in inside.iter("*") if element.tag in CITED_BY and not _is_quoted(element)}
    return next((name for name in CITED_BY if name in present), "")


def _is_quoted(element: Element) -> bool:
    return any(parent.tag in {"quotedStructure", "embeddedStructure"} for parent in element.iterancestors())


def _vocabulary(document: Element, unit: str) -> Vocabulary:
    kinds = dict.fromkeys(INNER, str(ProvisionKind.PARAGRAPH)) | {"point": "item", "item": "item", "indent": "item"}
    kinds |= {name: str(kind) for name, kind in DIVISIONS.items() if name not in kinds}
    kinds |= {"recital": str(ProvisionKind.RECITAL), PLACEHOLDER: PLACEHOLDER}
    kinds |= {unit: str(ProvisionKind.ARTICLE)} if unit else {}
    holding = _holding(document, unit)
    for element in document.iter("*"):
        if element in holding and element.tag in DIVISIONS:
            element.tag = f"division.{element.tag}"
    kinds |= {f"division.{name}": str(kind) for name, kind in DIVISIONS.items()}
    kinds |= dict.fromkeys((*COMPONENTS, "annex"), ANNEX)
    return Vocabulary(
        units=kinds,
        nums=frozenset({"num"}),
        headings=frozenset({"heading", "subheading"}),
        lines=LINES,
        rows=frozenset({"tr"}),
        wrap_ups=frozenset({"wrapUp", "listWrapUp"}),
        quoted=frozenset({"quotedStructure", "embeddedStructure"}),
    )


def _holding(document: Element, unit: str) -> set[Element]:
    """What has articles below it, and so is a division whatever its name."""
    holding: set[Element] = set()
    for element in document.iter(unit) if unit else ():
        for parent in element.iterancestors():
            if parent in holding or parent.tag in {"quotedStructure", unit}:
                break
            holding.add(parent)
    return holding


class _Document:
    """Splits one document into what stands before, inside and behind its units."""

    def __init__(self, walk: Walk, unit: str) -> None:
        self.walk = walk
        self.unit = unit

    def loose(self, element: Element) -> list[str]:
        """All words of an element as lines."""
        return self.walk.lines(element)

    def parts(self, document: Element) -> tuple[list[str], list[Marked], list[str]]:
        """Preface, units and remainder of a document."""
        preface = [text for text in [line_of(document.text or "")] if text]
        remainder: list[str] = []
        provisions: list[Marked] = []
        for child in document:
            if child.tag in {"preamble", "preface"}:
                for piece in self.walk.pieces(child):
                    if isinstance(piece, Marked) and piece.kind == ProvisionKind.RECITAL:
                        provisions.append(piece)
                    else:
                        preface.extend(flat([piece]))
            elif child.tag == "coverPage":
                preface.extend(self.loose(child))
            elif child.tag in {"components", "attachments"}:
                provisions.extend(self.annex(inner) for inner in child)
            elif child.tag in COMPONENTS:
                provisions.append(self.annex(child))
            elif child.tag in OUTSIDE:
                remainder.extend(self.loose(child))
            else:
                provisions.extend(self.units(child))
            if child.tail and child.tail.strip():
                remainder.append(child.tail.strip())
        return preface, provisions, remainder

    def units(self, body: Element) -> Iterator[Marked]:
        """The units of a body; words outside all of them are a unit of their own, so that they are compared."""
        for piece in self.walk.pieces(body):
            if isinstance(piece, Marked):
                yield piece
            else:
                yield Marked(kind=ProvisionKind.PARAGRAPH, content=(piece[1],))

    def annex(self, component: Element) -> Marked:
        """An attachment: its label and title from its preface or heading, its body as content."""
        document = next((child for child in component if child.tag in DOCUMENTS), component)
        stated = component.find("num") is not None
        headings = [text_of(child) for child in component if child is not document]
        content: list[str | Marked] = []
        for child in document:
            if child.tag == "preface":
                headings.extend(self.loose(child))
            else:
                content.extend(piece if isinstance(piece, Marked) else piece[1] for piece in self.walk.pieces(child))
        titles = headings if stated else [text for text in headings if text]
        num, heading = (titles[0], " ".join(titles[1:])) if titles else ("", "")
        annex = Marked(kind=ProvisionKind.ANNEX, num=num, heading=heading, content=tuple(content))
        return (
            annex if any(char.isalnum() for char in num) else replace(annex, num="", heading=f"{num} {heading}".strip())
        )
