"""Markup in, its pieces out: paragraphs, headings and rows in order, each with the element it stands in.

Beautiful Soup (on lxml) builds the tree; it is walked without recursion, because a page can be nested deeper than
Python may recurse. What cannot be seen (scripts, hidden elements) is told apart from what can.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaidiff.errors import ConfigError, ReadError
from gaidiff.model.text import Role
from gaidiff.readers._html_style import NO_SHEET, sheet_of
from gaidiff.readers._labels import is_article_start, is_label_start
from gaidiff.readers._lines import is_wide, lines_of, paragraphs_of, trimmed
from gaidiff.readers._numerals import formatted, raised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

    from gaidiff.readers._html_style import Sheet

# fmt: off
DROPPED = frozenset(
    {
        "script", "style", "template", "head", "svg", "canvas", "iframe", "object", "audio",
        "video", "select", "textarea", "rt", "rp",
    }
)
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu", "nav", "noscript", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    }
)
# fmt: on
HEADINGS = {f"h{level}": level for level in range(1, 7)}
FURNITURE = frozenset({"nav", "footer", "aside", "noscript"})
FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar"})
STATEFUL = FURNITURE | {"dialog", "del", "s", "strike", "tr", "pre"}  # tags that say something without attributes
LIST_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
MOST_ELEMENTS = 200_000  # the longest consolidated acts have 100,000; each costs Beautiful Soup nearly a kilobyte
DEEPEST = 2048  # elements within elements; libxml2 itself reads no deeper when it builds the tree
MOST_HIDDEN = 0.5  # of the characters of a page
CDATA = "[CDATA["  # how HTML sees it: a comment
CELL = "\x1f"  # stands between two cells while a row is gathered

START = re.compile("<[a-zA-Z]")
WHITE = re.compile(
    r"""
    (?<! [-\w] ) color \s* : \s*
    (?: white | \#fff (?:fff)? | rgb\( \s* 255 \s* , \s* 255 \s* , \s* 255 \s* \) )
    (?! \w )
    """,
    re.VERBOSE | re.IGNORECASE,
)
NOTE_ADDRESS = re.compile(r"#_?(?:ftn|fn|foot-?note|note|cite_note|edn|end-?note)", re.IGNORECASE)
NOTE_NUMBER = re.compile(r"[\[(（〔]?\d{1,3}[\])）〕]?|[*†‡]")
STRUCK = re.compile(r"text-decoration (?:-line)? \s* : [^;]{0,40} line-through", re.VERBOSE | re.IGNORECASE)
UNMARKED = re.compile(r"list-style (?:-type)? \s* : [^;]{0,40} none", re.VERBOSE | re.IGNORECASE)
SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph. `node` is the preorder number of its element; `links` counts characters that lead elsewhere."""

    text: str
    node: int
    role: Role = Role.TEXT
    level: int = 0
    links: int = 0
    furniture: bool = False
    unseen: str = ""  # "hidden" or "struck"


@dataclass(frozen=True, slots=True)
class Page:
    """All pieces in reading order; `parents[n]` is the number of the element around element `n`."""

    pieces: tuple[Piece, ...]
    parents: tuple[int, ...]
    title: str
    footnote_marks: int = 0
    white: int = 0  # pieces of text in white, which may or may not stand on white


def page_of(markup: str, location: str) -> Page:
    """Parse HTML and walk it. Raises ReadError if it is too large or nested too deep to be read whole."""
    if sum(1 for _ in START.finditer(markup)) > MOST_ELEMENTS:
        raise ReadError(f"{location} is too large: more than {MOST_ELEMENTS} elements", "pass one law at a time")
    soup = soup_of(markup.replace("\0", "\ufffd"))
    title = soup.find("title")
    name = " ".join(title.get_text().split()) if title is not None else ""
    page = _walked(soup, name, sheet_of("\n".join(style.string or "" for style in soup.find_all("style"))), location)
    hidden = sum(len(piece.text) for piece in page.pieces if piece.unseen == "hidden")
    if hidden > MOST_HIDDEN * sum(len(piece.text) for piece in page.pieces):
        return _walked(soup, name, NO_SHEET, location)  # what sheets hide here a script shows
    return page


def _walked(soup: Tag, title: str, sheet: Sheet, location: str) -> Page:
    walker = _Walker(sheet)
    if not walker.walk(soup):
        raise ReadError(f"{location} is nested too deep to be read whole", "save its text alone and pass that")
    return Page(tuple(walker.pieces), tuple(walker.parents), title, walker.footnote_marks, walker.white)


def soup_of(markup: str) -> BeautifulSoup:
    """The tree of a page, as libxml2 repairs it."""
    import warnings

    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "this looks like XML" or "like a file name": the bytes were looked at before
        return BeautifulSoup(markup, "lxml", multi_valued_attributes=None)


def elements(soup: BeautifulSoup, selector: str) -> list[Tag]:
    """What a CSS selector names, in reading order. Raises ConfigError if it is none, or names pseudo-elements."""
    import soupsieve

    try:
        return list(soup.select(selector))
    except (soupsieve.SelectorSyntaxError, NotImplementedError):
        raise ConfigError(f"{selector!r} is no CSS selector", "correct it, or leave it out") from None


class _Walker:
    """Gathers the text between two block boundaries; one method for each kind of element that matters."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.pieces: list[Piece] = []
        self.parents: list[int] = []
        self.open: list[int] = []  # numbers of the open elements
        self.texts: list[str] = []
        self.unseen: dict[str, list[str]] = {"hidden": [], "struck": []}
        self.depth = {"hidden": 0, "struck": 0, "white": 0, "link": 0, "furniture": 0, "row": 0, "pre": 0}
        self.entered: list[tuple[str, ...]] = []  # which of these each open element raised
        self.links = 0
        self.level = 0
        self.lists: list[list[int]] = []  # [next number, step] of the open lists, no number for bullets
        self.label = ""
        self.raised: list[int] = []
        self.footnote_marks = 0
        self.white = 0

    def walk(self, root: Tag) -> bool:
        """All below `root`; False if it is nested deeper than DEEPEST."""
        from bs4 import Comment, Tag
        from bs4.element import CData, PreformattedString

        steps = [(root, iter(root.contents))]
        while steps:
            element, rest = steps[-1]
            node = next(rest, None)
            if node is None:
                steps.pop()
                if steps:
                    self.end(element)
            elif isinstance(node, Tag):
                if len(steps) > DEEPEST:
                    return False
                steps.append((node, iter(node.contents if self.start(node) else ())))
            elif isinstance(node, Comment) and node.startswith(CDATA):
                self.unseen["hidden"].append(node.removeprefix(CDATA).removesuffix("]]"))
            elif isinstance(node, CData) or not isinstance(node, PreformattedString):  # those are comments and doctypes
                self.add(str(node))
        self.flush()
        return True

    def start(self, element: Tag) -> bool:
        """Enter an element; False if nothing in it can be read."""
        self.parents.append(self.open[-1] if self.open else 0)
        self.open.append(len(self.parents) - 1)
        tag = element.name
        if tag in DROPPED:
            self.entered.append(())
            return False
        if tag in BLOCKS:
            self.boundary(cell=tag in {"td", "th"})
        self.entered.append(self._states(element, tag))
        for state in self.entered[-1]:
            self.depth[state] += 1
        if tag in HEADINGS:
            self.level = HEADINGS[tag]
        elif tag == "br":
            self.boundary(soft=True)
        elif tag in {"ol", "ul", "menu", "dir"}:
            self.lists.append(_counter(element) if tag == "ol" else [])
        elif tag == "li":
            self.label = self._label(element)
        elif tag in {"sup", "sub"} or _is_note_link(element):
            self.raised.append(len(self.texts))
        return True

    def end(self, element: Tag) -> None:
        """Leave an element."""
        tag = element.name
        if self.raised and (tag in {"sup", "sub"} or _is_note_link(element)):
            self._raise(element, self.raised.pop())
        if tag in BLOCKS:
            self.boundary(whole_row=tag == "tr")
        if tag in HEADINGS:
            self.level = 0
        elif tag in {"ol", "ul", "menu", "dir"} and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.label = ""
        for state in self.entered.pop():
            self.depth[state] -= 1
        self.open.pop()

    def _states(self, element: Tag, tag: str) -> tuple[str, ...]:
        if not element.attrs and tag not in STATEFUL and tag not in self.sheet.tags:
            return ()
        style = attribute(element, "style") or ""
        closed = tag == "dialog" and attribute(element, "open") is None
        tests = {
            "hidden": closed or attribute(element, "hidden") is not None or self.sheet.hides(element, style),
            "struck": tag in {"del", "s", "strike"} or STRUCK.search(style),
            "white": WHITE.search(style),
            "link": tag == "a" and _leads_away(attribute(element, "href")),
            "furniture": tag in FURNITURE or attribute(element, "role") in FURNITURE_ROLES,
            "row": tag == "tr" and not self.depth["row"] and _is_data_row(element),
            "pre": tag == "pre",
        }
        return tuple(state for state, holds in tests.items() if holds)

    def add(self, text: str | None) -> None:
        """Text between two tags, seen or unseen."""
        if not text:
            return
        for state, texts in self.unseen.items():
            if self.depth[state]:
                texts.append(text)
                return
        self.white += self.depth["white"] > 0 and not text.isspace()
        if self.depth["link"]:
            self.links += len(text.strip())
        self.texts.append(text)

    def boundary(self, *, cell: bool = False, soft: bool = False, whole_row: bool = False) -> None:
        """The edge of a block: a new piece, but a space inside a row, and a line break in a heading."""
        if self.depth["row"] and not whole_row:
            self.texts.append(CELL if cell else "\n")
        elif soft and (self.level or self.depth["pre"]):
            self.texts.append("\n" if self.depth["pre"] else " ")
        else:
            self.flush()

    def flush(self) -> None:
        """Make pieces of what was gathered."""
        texts, self.texts = "".join(self.texts), []
        row, level = bool(self.depth["row"]), self.level
        for text in self._paragraphs(texts):
            role = Role.ROW if row and "\t" in text else Role.HEADING if level else Role.TEXT
            self._piece(text, role, level if role == Role.HEADING else 0)
        self.links = 0
        for state, unseen in self.unseen.items():
            text = trimmed(collapsed("".join(unseen)))
            unseen.clear()
            if text:
                self.pieces.append(Piece(text, self.open[-1] if self.open else 0, Role.FURNITURE, unseen=state))

    def _paragraphs(self, text: str) -> list[str]:
        if self.depth["pre"] and not self.depth["row"]:
            return paragraphs_of(lines_of(text))
        cells = [trimmed(collapsed(cell)) for cell in text.split(CELL)]
        if not cells[0]:
            cells = cells[1:]  # the white space between <tr> and its first cell
        whole = "\t".join(cells) if any(cells) else ""
        return [whole] if whole else []

    def _piece(self, text: str, role: Role, level: int) -> None:
        if self.label and not is_label_start(text):
            text = f"{self.label} {text}"
        self.label = ""
        node, furniture = self.open[-1] if self.open else 0, self.depth["furniture"] > 0
        self.pieces.append(Piece(text, node, role, level, self.links, furniture))
        self.links = 0

    def _label(self, element: Tag) -> str:
        """The number a browser prints before a list item."""
        if not self.lists or not self.lists[-1] or UNMARKED.search(attribute(element, "style") or ""):
            return ""
        counter = self.lists[-1]
        counter[0] = _integer(attribute(element, "value"), counter[0])
        kind = LIST_TYPES.get(attribute(element, "type") or attribute(element.parent, "type") or "1", "decimal")
        number = formatted(counter[0], kind)
        counter[0] += counter[1]
        return f"{number}."

    def _raise(self, element: Tag, start: int) -> None:
        """A footnote mark is left out; a small figure becomes the character that looks like it (10² is not 102)."""
        inner = "".join(self.texts[start:])
        if element.name == "a" or (element.name == "sup" and _is_footnote_mark(element)):
            self.footnote_marks += 1
            inner = ""
        elif any(self.texts[index].strip() for index in range(start - 1, -1, -1)):
            inner = raised(inner, low=element.name == "sub")
        self.texts[start:] = [inner] if inner else []


def collapsed(text: str) -> str:
    r"""White space as a browser shows it: one space, none where a line of Chinese was broken.

    >>> collapsed("提供者应当\n  采取措施  of\n this kind")
    '提供者应当采取措施 of this kind'
    """
    if not SPACE.search(text):
        return text
    pieces: list[str] = []
    start = 0
    for gap in SPACE.finditer(text):
        before, after = text[max(gap.start() - 1, 0) : gap.start()], text[gap.end() : gap.end() + 1]
        broken = "\n" in gap[0] and before and after and is_wide(before) and is_wide(after)
        pieces.extend((text[start : gap.start()], "" if broken else " "))
        start = gap.end()
    return "".join((*pieces, text[start:]))


def _leads_away(target: str | None) -> bool:
    """Not to a place in the page: a table of contents is no menu. A bare # runs a script."""
    return target is not None and (not target.startswith("#") or target == "#")


def attribute(element: Tag | None, name: str) -> str | None:
    """An attribute as it is written; None if there is none."""
    found = None if element is None else element.get(name)
    return found if isinstance(found, str) else None


def _counter(element: Tag) -> list[int]:
    """Where an ordered list begins and in which direction it counts; nothing if its numbers are not shown."""
    if UNMARKED.search(attribute(element, "style") or ""):
        return []
    backwards = attribute(element, "reversed") is not None
    first = len(element.find_all("li", recursive=False)) if backwards else 1
    return [_integer(attribute(element, "start"), first), -1 if backwards else 1]


def _integer(text: str | None, fallback: int) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.lstrip("-").isdecimal() and len(digits) < 7 else fallback  # noqa: PLR2004 - no law has a million items


def _is_data_row(row: Tag) -> bool:
    """A row of figures, not a table that lays out the page: several cells, none of which holds several articles."""
    cells = [cell for cell in row.contents if getattr(cell, "name", None) in {"td", "th"}]
    if len(cells) < 2 or row.find("table") is not None:  # noqa: PLR2004 - one cell is no row
        return False
    return all(sum(map(is_article_start, _strings(cell))) < 2 for cell in cells)  # noqa: PLR2004


def _strings(cell: PageElement) -> Iterator[str]:
    from bs4 import Tag

    return iter(cell.strings) if isinstance(cell, Tag) else iter(())


def _is_note_link(element: Tag) -> bool:
    """A number that leads to a note on the same page, without being raised: 30 days[2]."""
    if element.name != "a" or not NOTE_ADDRESS.match(attribute(element, "href") or ""):
        return False
    return element.find_parent("sup") is None and NOTE_NUMBER.fullmatch(element.get_text().strip()) is not None


def _is_footnote_mark(element: Tag) -> bool:
    if "footnote" in (attribute(element, "class") or "").lower() or "noteref" in (attribute(element, "role") or ""):
        return True
    return any((attribute(link, "href") or "").startswith("#") for link in element.find_all("a"))
