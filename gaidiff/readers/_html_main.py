"""The pieces of a page in, its main text and what stands around it out.

The main text is where the articles are: the smallest element that holds nearly all article labels. Without labels it
is the smallest element that holds most of the text that is no link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.text import Block, Role
from gaidiff.readers._labels import is_article_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.readers._html_tree import Page, Piece

NEARLY_ALL = 0.9  # of the labels; a stray one stands in a sidebar
FEWEST_LABELS = 2
MOST_TEXT = 0.6  # of the text without links, for a page without labels
LINKED = 0.5  # share of link characters that makes a block of a page navigation
FEWEST_LINKS = 3  # pieces; one linked line is a source note
SHORT_PREFACE = 200  # characters that always may stand before the articles
PREFACE_SHARE = 0.1  # of the main text; what stands before it and is no longer belongs to it (title, promulgation)


def split_page(page: Page, *, whole: bool = False) -> tuple[Block, ...]:
    """Blocks in reading order, all that is outside the main text as furniture; nothing is outside if it is `whole`."""
    chosen = frozenset(range(len(page.pieces))) if whole else main_pieces(page)
    blocks = []
    for index, piece in enumerate(page.pieces):
        inside = index in chosen and not piece.unseen
        blocks.append(Block(piece.text, piece.role, piece.level) if inside else Block(piece.text, Role.FURNITURE))
    return tuple(blocks)


def main_pieces(page: Page) -> frozenset[int]:
    """Indexes of the pieces of the main text."""
    pieces = page.pieces
    usable = [not piece.unseen and not piece.furniture for piece in pieces]
    labels = [
        use and is_article_start(piece.text) and not _is_link(piece) for use, piece in zip(usable, pieces, strict=True)
    ]
    text = [
        (len(piece.text) - min(piece.links, len(piece.text))) * use for use, piece in zip(usable, pieces, strict=True)
    ]
    node = _main_node(page, labels, text)
    inside = _inside(page, node)
    chosen = {index for index in range(len(pieces)) if inside[pieces[index].node] and usable[index]}
    if not chosen:
        return frozenset(index for index, use in enumerate(usable) if use)
    marks = [index for index in sorted(chosen) if labels[index]] or [min(chosen), max(chosen)]
    chosen -= _menus(page, chosen, marks)
    return frozenset(chosen | _before(page, node, min(chosen, default=0), sum(text[index] for index in chosen)))


def _is_link(piece: Piece) -> bool:
    return piece.links > LINKED * len(piece.text)


def _main_node(page: Page, labels: Sequence[bool], text: Sequence[int]) -> int:
    """The element of the main text: with all labels, but one stray label in a sidebar does not count."""
    if sum(labels) < FEWEST_LABELS:
        return _smallest(page, text, MOST_TEXT)
    weights = [int(label) for label in labels]
    node = _smallest(page, weights, NEARLY_ALL)
    inside = _inside(page, node)
    outside = sum(label and not inside[piece.node] for label, piece in zip(labels, page.pieces, strict=True))
    return node if outside <= 1 else _smallest(page, weights, 1.0)


def _smallest(page: Page, weights: Sequence[int], share: float) -> int:
    """The deepest element with `share` of the weight and more than one paragraph.

    Elements that hold more than half form one line of descent, so the deepest has the highest number.
    """
    total = sum(weights)
    found = zip(_sums(page, weights), _sums(page, [1] * len(page.pieces)), strict=True)
    return max((n for n, (own, count) in enumerate(found) if total and own >= share * total and count > 1), default=0)


def _sums(page: Page, weights: Sequence[int]) -> list[int]:
    """For each element the weight of all pieces in it; a child has a higher number than its parent."""
    sums = [0] * max(len(page.parents), 1)
    for piece, weight in zip(page.pieces, weights, strict=True):
        sums[piece.node] += weight
    for node in range(len(sums) - 1, 0, -1):
        sums[page.parents[node]] += sums[node]
    return sums


def _inside(page: Page, top: int) -> list[bool]:
    inside = [False] * max(len(page.parents), 1)
    inside[top] = True
    for node in range(top + 1, len(inside)):
        inside[node] = inside[page.parents[node]]
    return inside


def _menus(page: Page, chosen: set[int], marks: Sequence[int]) -> set[int]:
    """Pieces before the first and after the last article that stand in a block made of links."""
    pieces = page.pieces
    lengths = _sums(page, [len(piece.text) for piece in pieces])
    links = _sums(page, [piece.links for piece in pieces])
    counts = _sums(page, [1] * len(pieces))
    marked = frozenset(marks)
    held = _sums(page, [int(index in marked) for index in range(len(pieces))])
    menu = [False] * len(lengths)
    for node in range(1, len(menu)):
        dense = links[node] > LINKED * lengths[node] and counts[node] >= FEWEST_LINKS and not held[node]
        menu[node] = menu[page.parents[node]] or dense
    return {i for i in chosen if menu[pieces[i].node] and not marks[0] <= i <= marks[-1]}


def _before(page: Page, node: int, first: int, size: int) -> set[int]:
    """The title and promulgation line that stand just outside the main element, and the page's heading."""
    found: set[int] = set()
    pieces = page.pieces
    while node and first:
        node = page.parents[node]
        inside = _inside(page, node)
        extra = [i for i in range(first) if inside[pieces[i].node] and not pieces[i].unseen]
        length = sum(len(pieces[i].text) for i in extra)
        if length > max(PREFACE_SHARE * size, SHORT_PREFACE) or any(
            _is_link(pieces[i]) or pieces[i].furniture for i in extra
        ):
            break
        found.update(extra)
    tops = [i for i in range(first) if pieces[i].level == 1 and not pieces[i].unseen and not _is_link(pieces[i])]
    if tops and not any(pieces[i].level == 1 for i in found):
        named = [i for i in tops if page.title and (pieces[i].text in page.title or page.title in pieces[i].text)]
        found.add((named or tops)[-1])
    return found
