"""What a grammar tells the outline about its language: labels found at the start of a line, and a profile of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gaidiff.grammars._placeholders import is_dotted
from gaidiff.model.law import Num, ProvisionKind
from gaidiff.model.text import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"  # zero-width marks that pages of laws are strewn with
BLANK = f" \t\r\f\v{SPACES}{UNSEEN}"
STRONG = 4  # the line can hardly be anything but a heading: the label stands alone or a title follows it
LIKELY = 2  # a sentence begins right after the label: Article 4 A person may complain.
WEAK = 1  # running text follows the label; only the sequence of numbers can tell


class Line(NamedTuple):
    """A non-empty line of a block, trimmed; `offset` counts characters in the blocks joined by newlines."""

    text: str
    offset: int
    role: Role = Role.TEXT


class Mark(NamedTuple):
    """A label of an article, a division or an annex at the start of a line.

    `family` is the word it is printed with (条, article, §, chapter); which family is the law's own unit is decided
    from the whole text. `division` is what the label is when its family is not the unit; None: then it is text.
    `rank` orders divisions from the outside in. `start` is where the words after the label begin; `titled`: they are
    the heading.
    """

    family: str
    num: Num | None
    start: int
    strength: int = STRONG
    division: ProvisionKind | None = None
    rank: int = 0
    is_annex: bool = False
    titled: bool = False


class Marker(NamedTuple):
    """A label inside an article: （一）, (a), 1. `options` are the readings it can have: (family, ordinal, label).

    (i) is the ninth letter or the first Roman numeral; which one is decided by the labels around it.
    """

    text: str
    options: tuple[tuple[str, tuple[int, ...], str], ...]


def _never(_: str) -> bool:
    return False


def _no_heading(_line: str, _other: str) -> bool:
    return False


def _whole(_line: str) -> int:
    return 0


def _one_item(_line: str) -> tuple[int, ...]:
    return ()


class Profile(NamedTuple):
    """One language's part of the outline.

    mark           line -> label of an article, division or annex
    markers        line -> labels inside an article, outermost first, and where the words after them begin
    unit           how many labels each family has in sequence -> the family that is the unit of the law, or ""
    titled         words after an article's label, next line (None: another label) -> how many of them are its heading
    is_title       may this line after a label be its heading?
    is_lead        does this text introduce the items that follow it?
    is_flush       does this text close the sentence that its items interrupt?
    is_footer      does this line, near the end of the law, belong to the page or begin the signature?
    is_signatory   may this line before a footer be the name of who signed?
    breaks         text -> offsets at which sentences and clauses begin
    is_preamble    do recitals follow this line? Whereas:
    is_formula     does this line end the recitals? HAVE ADOPTED THIS REGULATION:
    is_caption     line, the words after the label below it: is the line the heading of that article? （目的）
    is_crosshead   line before, line: does the line, above an article with a title, group the articles below it?
    is_heading     is this line, alone above an article, the heading of a division without a number? 附则
    glued          offset at which a line's end is the label of a division: HIGH-RISK SYSTEMS CHAPTER 1; 0: nowhere
    inline         offsets in a line at which further items of a list begin: …：（一）甲；（二）乙。
    is_placeholder does this, as the only text of an article, say that no article stands here?
    fallbacks      families that are the unit only where no other is: 一、 and 1.; in an annex they are items
    paragraphs     families that number the paragraphs of an article: 項 in full-width digits, 항 ①; never a sublist
    bare_paragraph items stand under an unnumbered paragraph even where it has no words (第四条 followed by （一）)
    """

    mark: Callable[[str], Mark | None]
    markers: Callable[[str], tuple[tuple[Marker, ...], int]]
    unit: Callable[[Mapping[str, int]], str]
    titled: Callable[[str, str | None], int]
    is_title: Callable[[str], bool]
    breaks: Callable[[str], tuple[int, ...]]
    is_lead: Callable[[str], bool] = _never
    is_flush: Callable[[str], bool] = _never
    is_footer: Callable[[str], bool] = _never
    is_signatory: Callable[[str], bool] = _never
    is_preamble: Callable[[str], bool] = _never
    is_formula: Callable[[str], bool] = _never
    is_caption: Callable[[str, str], bool] = _no_heading
    is_crosshead: Callable[[str, str], bool] = _no_heading
    is_heading: Callable[[str], bool] = _never
    glued: Callable[[str], int] = _whole
    inline: Callable[[str], tuple[int, ...]] = _one_item
    is_placeholder: Callable[[str], bool] = is_dotted
    fallbacks: frozenset[str] = frozenset()
    paragraphs: frozenset[str] = frozenset()
    bare_paragraph: bool = False
