"""XML bytes in, a tree of plain names out: nothing resolved, nothing fetched, footnotes and metadata taken off it."""

from __future__ import annotations

import re
from collections import Counter
from html.entities import html5
from typing import TYPE_CHECKING, Any

from gaidiff.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

BREAKS = frozenset({"br", "BR", "Br", "eol"})  # a new line within a line
Element = Any  # lxml has no types of its own

DEEPEST = 200  # elements within elements; laws have twenty, and what walks the tree calls itself
MOST_ELEMENTS = 2_000_000  # the AI Act has 10,000
PROLOG = 65_536  # bytes before the root in which a DOCTYPE may stand
ENTITIES = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
SUBSET = re.compile(r"<!DOCTYPE[^>\[]{0,2000}\[", re.IGNORECASE)

XML_BLANK = " \t\r\n\f"
BLANK_RUN = re.compile(f"[{XML_BLANK}]+")
WIDE = (
    r"\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60"  # Han, kana and their marks; hangul has blanks
)
WRAPPED_WIDE = re.compile(rf"(?<=[{WIDE}])[ \t]*[\r\n]\s*(?=[{WIDE}])")
# <E>Section 1</E> and, on the next line of the file, its point
WRAPPED_MARK = re.compile(r"[ \t]*[\r\n]\s*(?=[.,;:)\]’”](?:\s|$))")
WRAP = re.compile(r"[ \t]*[\r\n]\s*")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"  # "preserve": runs of blanks stand as they are
TRIM = f"{XML_BLANK}\u00a0\u2002\u2003\u3000\u200b\ufeff"


def names(words: str) -> frozenset[str]:
    """Element names written in one line."""
    return frozenset(words.split())


def tree_of(body: bytes, location: str) -> Element:
    """The root element, namespaces taken off all names. Raises ReadError for damaged or hostile XML."""
    from lxml import etree

    _refuse_entities(body, location)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as problem:
        message = " ".join(str(problem.msg).split())
        raise ReadError(f"{location} is damaged XML: {message}", "save or download it anew") from None
    subset: Any = root.getroottree().docinfo.internalDTD
    if subset is not None and next(subset.iterentities(), None) is not None:
        raise _entities(location)
    _plain_entities(root, location)
    _check_size(root, location)
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname
    return root


def _refuse_entities(body: bytes, location: str) -> None:
    """Before anything is parsed: a DOCTYPE with entities of its own is how small files become large."""
    head = body[:PROLOG]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:8]:
        head = head.replace(b"\0", b"")
    if SUBSET.search(head.decode("latin-1")) and ENTITIES.search(head):
        raise _entities(location)


def _entities(location: str) -> ReadError:
    return ReadError(f"{location} declares entities in its DOCTYPE, which is not safe to read", "remove the DOCTYPE")


def _plain_entities(root: Element, location: str) -> None:
    """Put in the characters of names that HTML knows (&nbsp;); any other would be words lost without a sign."""
    from lxml import etree

    for entity in list(root.iter(etree.Entity)):
        text = html5.get(f"{entity.name};")
        if text is None:
            raise ReadError(f"{location} uses the entity &{entity.name}; whose text is not in it", "resolve it first")
        _replace(entity, text)


def _check_size(root: Element, location: str) -> None:
    stack, count = [(root, 1)], 0
    while stack:
        element, depth = stack.pop()
        count += 1
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise ReadError(f"{location} is no law: its elements are too many or too deep", "save the law alone")
        stack.extend((child, depth + 1) for child in element)


def _replace(element: Element, text: str) -> None:
    """Put `text` in the place of an element; what follows the element stays."""
    parent, before = element.getparent(), element.getprevious()
    words = text + (element.tail or "")
    if before is not None:
        before.tail = (before.tail or "") + words
    else:
        parent.text = (parent.text or "") + words
    parent.remove(element)


def take_out(root: Element, tags: Collection[str]) -> int:
    """Remove every element of these names, what follows each stays; how many had words or a number of their own."""
    found = [element for element in root.iter("*") if element.tag in tags and element is not root]
    for element in found:
        if element.getparent() is not None:
            _replace(element, "")
    return len(found)


def put_text(root: Element, name: str, text: Callable[[Element], str]) -> None:
    """Replace every element of a name by characters: <QUOT.START CODE="2018"/> is ‘."""
    for element in list(root.iter(name)):
        _replace(element, text(element) if not len(element) else text(element) + "".join(element.itertext()))


def drop_ruby(root: Element) -> None:
    """Readings above Han characters are no words of the law."""
    take_out(root, {"Rt", "rt", "RT", "rp", "Rp"})


def line_of(text: str) -> str:
    r"""White space of wrapped lines made one space, and none between wide characters; ends trimmed.

    >>> line_of("the\n   provider"), line_of("提供\n者"), line_of("Section 1\n  . Purpose")
    ('the provider', '提供者', 'Section 1. Purpose')
    """
    text = WRAPPED_MARK.sub("", WRAPPED_WIDE.sub("", text))
    return BLANK_RUN.sub(" ", text).strip(TRIM)


def text_of(element: Element, apart: Collection[str] = ()) -> str:
    """All words of an element on one line; elements named in `apart` are set off from their neighbours."""
    return line_of("".join(_pieces(element, apart)))


def _pieces(element: Element, apart: Collection[str]) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        off = child.tag in apart or child.tag in BREAKS
        if off:
            yield " "
        yield from _pieces(child, apart)
        if off:
            yield " "
        if child.tail:
            yield child.tail


def outside(root: Element, tags: Collection[str]) -> list[str]:
    """The words that stand in no element of these names, piece by piece: what a reader that knows them would lose."""
    found = []
    stack = [root]
    while stack:
        element = stack.pop()
        if element is not root:
            found.append(element.tail or "")
        if element.tag not in tags:
            found.append(element.text or "")
            stack.extend(reversed(element))
    return [text for piece in found if (text := line_of(piece))]


def first_text(root: Element, path: str) -> str:
    """The words of the first element at an ElementPath, empty if there is none."""
    found = root.find(path)
    return "" if found is None else text_of(found)


def characters(texts: Iterator[str]) -> Counter[str]:
    """How often each character that is no blank occurs: what must be equal before and after."""
    return Counter(char for text in texts for char in text if not char.isspace() and char not in TRIM)


def iso_date(digits: str) -> str | None:
    """20260721 or 2026-07-21 as 2026-07-21; None if it is no date.

    >>> iso_date("20260721"), iso_date("2024-06-13"), iso_date("99999999")
    ('2026-07-21', '2024-06-13', None)
    """
    match = re.match(
        r"(?P<year>[12]\d{3})-?(?P<month>0[1-9]|1[0-2])-?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)", digits.strip()
    )
    return f"{match['year']}-{match['month']}-{match['day']}" if match else None


LANGUAGES = {"eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "zho": "zh", "chi": "zh", "jpn": "ja"}
LANGUAGES |= {"kor": "ko", "ita": "it", "spa": "es", "nld": "nl", "por": "pt", "한글": "ko"}


def language_of(code: str | None) -> str | None:
    """A two-letter code: ENG, eng, en-GB are en. None where nothing usable is stated."""
    low = (code or "").strip().lower().replace("_", "-").partition("-")[0]
    if low in LANGUAGES:
        return LANGUAGES[low]
    return low if len(low) == 2 and low.isascii() and low.isalpha() else None  # noqa: PLR2004 (ISO 639-1)
