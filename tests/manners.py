"""Shapes in, printed laws of each language out: chapters of articles of paragraphs of items, in its own manner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from gaidiff.grammars._numerals import to_chinese

if TYPE_CHECKING:
    from collections.abc import Callable

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CIRCLED = "①②③④⑤"


@dataclass(frozen=True)
class Manner:
    """How one language prints the lines of an article; `first` takes number and words of the first paragraph."""

    chapter: Callable[[int], str]
    article: Callable[[int, str], list[str]]
    first: Callable[[str], tuple[bool, str]]
    later: Callable[[int, str], str]
    item: Callable[[int, str], str]
    letters: bool
    sentence: str
    lead: str


def _on_label(line: str) -> Callable[[str], tuple[bool, str]]:
    return lambda words: (True, line.format(words))


def _below(line: str) -> Callable[[str], tuple[bool, str]]:
    return lambda words: (False, line.format(words))


MANNERS = {
    "zh": Manner(
        lambda n: f"第{to_chinese(n)}章　总则",
        lambda n, words: [f"第{to_chinese(n)}条　{words}"],
        _on_label("{}"),
        lambda _, words: words,
        lambda n, words: f"（{to_chinese(n)}）{words}",
        letters=False,
        sentence="提供者应当报告。",
        lead="有下列情形的，应当报告：",
    ),
    "en": Manner(
        lambda n: f"CHAPTER {n}\nGENERAL",
        lambda n, _: [f"Article {n}", "Duties"],
        _below("1. {}"),
        lambda n, words: f"{n}. {words}",
        lambda n, words: f"({'abcde'[n - 1]}) {words}",
        letters=True,
        sentence="A provider shall report.",
        lead="A provider shall keep:",
    ),
    "de": Manner(
        lambda n: f"Kapitel {n}\nGrundsätze",
        lambda n, _: [f"§ {n} Pflichten"],
        _below("(1) {}"),
        lambda n, words: f"({n}) {words}",
        lambda n, words: f"{n}. {words}",
        letters=False,
        sentence="Der Anbieter ist zu hören.",
        lead="Der Anbieter hat",
    ),
    "fr": Manner(
        lambda n: f"Chapitre {n}\nGénéralités",
        lambda n, _: [f"Article {n}"],
        _below("{}"),
        lambda _, words: words,
        lambda n, words: f"{n}° {words}",
        letters=False,
        sentence="Le fournisseur est tenu de répondre.",
        lead="Le fournisseur conserve :",
    ),
    "ja": Manner(
        lambda n: f"第{to_chinese(n)}章　総則",
        lambda n, words: ["（義務）", f"第{to_chinese(n)}条　{words}"],
        _on_label("{}"),
        lambda n, words: f"{str(n).translate(FULL_WIDTH)}　{words}",
        lambda n, words: f"{to_chinese(n)}　{words}",
        letters=False,
        sentence="提供者は、報告しなければならない。",
        lead="提供者は、次に掲げる事項を報告する。",
    ),
    "ko": Manner(
        lambda n: f"제{n}장 총칙",
        lambda n, words: [f"제{n}조(의무) {words}"],
        _on_label("① {}"),
        lambda n, words: f"{CIRCLED[n - 1]} {words}",
        lambda n, words: f"{n}. {words}",
        letters=False,
        sentence="사업자는 보고하여야 한다.",
        lead="사업자는 다음 각 호의 사항을 보고한다.",
    ),
}

# chapters of articles of paragraphs, each of them the number of its items
LAWS = st.lists(
    st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=3), min_size=1, max_size=3), min_size=1, max_size=3
)


def written(shape: list[list[list[int]]], manner: Manner) -> tuple[str, list[tuple[str, str]]]:
    """The printed law, and the identifier and words of each of its units."""
    lines: list[str] = []
    units: list[tuple[str, str]] = []
    number = 0
    for place, articles in enumerate(shape, 1):
        lines += manner.chapter(place).split("\n")
        for paragraphs in articles:
            number += 1
            for n, items in enumerate(paragraphs, 1):
                words = manner.lead if items else manner.sentence
                units.append((f"art_{number}__para_{n}", words))
                if n > 1:
                    lines.append(manner.later(n, words))
                else:
                    on_label, line = manner.first(words)
                    head = manner.article(number, line if on_label else "")
                    lines += head if on_label else [*head, line]
                for k in range(1, items + 1):
                    label = "abc"[k - 1] if manner.letters else str(k)
                    units.append((f"art_{number}__para_{n}__item_{label}", manner.sentence))
                    lines.append(manner.item(k, manner.sentence))
    return "\n".join(lines), units
