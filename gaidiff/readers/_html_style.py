"""The style sheets of a page and one element in, out whether the element is hidden.

Only what can be told without a browser is told: a rule hides by one simple selector (`.note`, `p#x`, `div.a.b`), at
the top level of a sheet. A rule that shows counts even behind a selector that is not understood: `.tabs .open` may
show what `.open` hides, and words that are kept by mistake cost less than words that are lost by mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import Tag

MOST_WEIGHT = (9, 9, 9, 0)  # of a rule that shows by a selector which is not understood
MOST_RULES = 20_000  # the largest sheets of official sites have 5,000

HIDDEN = re.compile(
    r"""
    display \s* : \s* none | visibility \s* : \s* hidden
    | font-size \s* : \s* 0 (?: px|pt|em|rem|% )? \s* (?: ; | ! | $ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
SHOWN = re.compile(
    r"display \s* : \s* (?!none) [a-z] | visibility \s* : \s* visible | font-size \s* : \s* [1-9.]",
    re.VERBOSE | re.IGNORECASE,
)
HIDING = re.compile(r"none | hidden | font-size", re.VERBOSE | re.IGNORECASE)
MARK = re.compile(r"[{};]")
# div   .note   #x   p.note.small#x
SIMPLE = re.compile(r"(?P<tag>[a-z][\w-]{0,60})?(?P<rest>(?:[.#][\w-]{1,120}){0,8})", re.IGNORECASE)
COMBINED = re.compile(r"[\s>+~]")
NARROWED = re.compile(r"[:\[]")
WHOLE_PAGE = frozenset({"html", "body"})  # hidden until a script has run, which no reader of the page sees
NAME = re.compile(r"(?P<kind>[.#])(?P<name>[\w-]{1,120})")


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector and what it does; `weight` decides between rules, as in a browser."""

    tag: str
    classes: frozenset[str]
    ids: frozenset[str]
    hides: bool
    weight: tuple[int, int, int, int]

    @property
    def key(self) -> str:
        """One name that an element must have for the rule to speak of it."""
        names = (*(f"#{one}" for one in sorted(self.ids)), *(f".{one}" for one in sorted(self.classes)))
        return names[0] if names else self.tag


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rules of a page by a name that an element must have: `.note`, `#x` or `p`."""

    rules: dict[str, tuple[Rule, ...]]
    tags: frozenset[str]

    def hides(self, element: Tag, style: str) -> bool:
        """Whether an element is hidden by its own `style`, or else by the weightiest rule that speaks of it."""
        if HIDDEN.search(style):
            return True
        if not self.rules or element.name in WHOLE_PAGE or SHOWN.search(style):
            return False
        classes = str(element.get("class") or "").split()
        name = str(element.get("id") or "")
        keys = (*(f".{one}" for one in classes), f"#{name}", element.name)
        found = (
            rule
            for key in keys
            for rule in self.rules.get(key, ())
            if rule.tag in {"", element.name} and rule.classes.issubset(classes) and rule.ids <= {name}
        )
        weightiest = max(found, key=lambda rule: rule.weight, default=None)
        return weightiest is not None and weightiest.hides


NO_SHEET = Sheet({}, frozenset())


def sheet_of(css: str) -> Sheet:
    """The rules of style sheets that hide or show."""
    rules: dict[str, list[Rule]] = {}
    if HIDING.search(css):
        for order, (selectors, body) in enumerate(_top_rules(_without_comments(css))):
            hides, shows = HIDDEN.search(body) is not None, SHOWN.search(body) is not None
            if hides or shows:
                for rule in filter(None, (_rule(one, order, hides=hides) for one in selectors.split(","))):
                    rules.setdefault(rule.key, []).append(rule)
    frozen = {key: tuple(found) for key, found in rules.items()}
    return Sheet(frozen, frozenset(key for key in frozen if key[:1] not in {".", "#"}))


def _without_comments(css: str) -> str:
    first, *rest = css.split("/*")
    return " ".join((first, *(piece.partition("*/")[2] for piece in rest)))


def _top_rules(css: str) -> Iterator[tuple[str, str]]:
    """(selectors, body) of the rules that stand in no other: @media and its like hold for some screens only."""
    depth = start = opened = count = 0
    for mark in MARK.finditer(css):
        if mark[0] == "{":
            depth += 1
            if depth == 1:
                opened = mark.start()
        elif mark[0] == "}" and depth:
            depth -= 1
            if depth == 0:
                selectors = css[start:opened].strip()
                start = mark.end()
                count += 1
                if count > MOST_RULES:
                    return
                if not selectors.startswith("@"):
                    yield selectors, css[opened + 1 : mark.start()]
        elif not depth:
            start = mark.end()


def _rule(selector: str, order: int, *, hides: bool) -> Rule | None:
    """None for a selector that cannot be told without a browser; of one that shows, its last part is enough."""
    text = selector.strip()
    whole = SIMPLE.fullmatch(text)
    simple = whole is not None and bool(text)
    if not simple and not hides:
        whole = SIMPLE.fullmatch(NARROWED.split(COMBINED.split(text)[-1], 1)[0])
    if whole is None or not whole[0] or (hides and not simple):
        return None
    names = [(name["kind"], name["name"]) for name in NAME.finditer(whole["rest"])]
    classes = frozenset(name for kind, name in names if kind == ".")
    ids = frozenset(name for kind, name in names if kind == "#")
    tag = (whole["tag"] or "").lower()
    weight = (len(ids), len(classes), int(bool(tag)), order) if simple else MOST_WEIGHT
    return Rule(tag, classes, ids, hides, weight)
