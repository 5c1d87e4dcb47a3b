"""A word exchanged for another throughout the text: told once, where the title or the first such sentence is.

A swap is learned from at least three aligned sentences in which the old word is gone and the new one came in its
place, and which are most of those that had the old word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._finding import finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.law import Instrument
    from gaidiff.model.words import Context

FEWEST: Final = 3  # aligned sentences; two may be chance
SEEDS: Final = 2  # ... of which in so many the words before it are the same
BARE_SEEDS: Final = 4  # ... if the words after it are nowhere the same as well
SHARE: Final = 0.6  # of the sentences with the old word that must have made the swap
MOST_TOLD: Final = 5  # swaps; a text reworded throughout has no more that matter
LONGEST: Final = 24  # characters of a term
SHORTEST: Final = 2
MOST_WORDS: Final = 3  # of a term in a spaced language
MOST_TOKENS: Final = 4  # characters of a Chinese term
REACH: Final = MOST_TOKENS + 1  # a term and the word after it
FRAMES: Final = (3, 2)  # characters, or words of a spaced language, that stand before a term in both sentences
TOKEN: Final = re.compile(r"[^\W\u3400-\u9fff]+|\S")  # a word, or else a Chinese character or a mark


def _look(change: Change, context: Context) -> Iterator[Finding]:
    for swap in _swaps(context):
        if swap.first is change:
            yield finding(
                "terminology_changed",
                Direction.NEUTRAL,
                0.8,
                old=swap.old,
                new=swap.new,
                signals=(f"swapped in {swap.count} aligned sentences",),
                x=context.old.text_at(swap.old[0]),
                y=context.new.text_at(swap.new[0]),
                count=str(swap.count),
            )


class _Swap:
    """One term for another, and where it was seen first."""

    def __init__(self, before: str, after: str, places: list[tuple[Change, Span, Span]]) -> None:
        self.before, self.after = before, after
        self.count = len(places)
        self.first = places[0][0]
        self.old, self.new = (places[0][1],), (places[0][2],)


def _swaps(context: Context) -> tuple[_Swap, ...]:
    if "swaps" not in context.memo:
        context.memo["swaps"] = tuple(_learn(context))
    found: tuple[_Swap, ...] = context.memo["swaps"]
    return found


def _learn(context: Context) -> Iterator[_Swap]:
    leaves = _aligned(context)
    seeds: Counter[tuple[str, str]] = Counter()
    framed: set[tuple[str, str]] = set()
    for old, new, _ in leaves:
        found = dict(_seeds(context.old.text_at(old), context.new.text_at(new)))
        seeds.update(found.keys())
        framed.update(pair for pair, whole in found.items() if whole)
    often = sorted(pair for pair, count in seeds.items() if count >= (SEEDS if pair in framed else BARE_SEEDS))
    whole = (_whole(context.old), _whole(context.new)) if often else ("", "")
    swaps = []
    for before, after in often:
        if _spread(before, after, whole):
            places = _places(before, after, leaves, context)
            if len(places) >= FEWEST:
                swaps.append(_Swap(before, after, places))
    told: list[_Swap] = []
    for swap in sorted(swaps, key=lambda s: (-s.count, -len(s.before), -len(s.after), s.before, s.after)):
        if not any(
            swap.before in other.before or other.before in swap.before or swap.after == other.after for other in told
        ):
            told.append(swap)
    yield from told[:MOST_TOLD]


def _whole(instrument: Instrument) -> str:
    return "\n".join(instrument.text_of(unit.eid) for unit in instrument.units()).casefold()


def _spread(before: str, after: str, texts: tuple[str, str]) -> bool:
    """Over the whole text the old word became rarer and the new one more frequent."""
    old, new = texts
    gone = old.replace(after, "").count(before) - new.replace(after, "").count(before)
    return gone >= FEWEST and new.count(after) - old.count(after) >= FEWEST


def _aligned(context: Context) -> list[tuple[Span, Span, Change]]:
    """Sentences that are one sentence reworded, with the change they belong to."""
    by_unit: dict[str, Change] = {}
    for change in context.changes:
        for eid in change.match.new:
            by_unit.setdefault(eid, change)
    found = []
    for match in context.alignment.leaves:
        if match.text_changed and len(match.old) == len(match.new) == 1:
            old, new = context.old.leaf_span(match.old[0]), context.new.leaf_span(match.new[0])
            home = by_unit.get(context.new.unit_of.get(new.eid, new.eid))
            if home is not None:
                found.append((old, new, home))
    return found


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text.casefold())


def _seeds(old: str, new: str) -> Iterator[tuple[tuple[str, str], bool]]:
    """What follows the same words in both sentences and is not the same, and whether the next word is the same again.

    …生成式人工智能产品, …生成式人工智能服务.
    """
    before, after = _tokens(old), _tokens(new)
    frames: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(after) + 1):
        for size in FRAMES:
            if at >= size:
                frames[tuple(after[at - size : at])].append(at)
    gone = set(before) - set(after)
    found: dict[tuple[str, str], bool] = {}
    for at in range(1, len(before)):
        spaced = len(before[at]) > 1
        size = FRAMES[1] if spaced else FRAMES[0]
        if at < size or not gone.intersection(before[at : at + MOST_WORDS]):
            continue
        for place in frames.get(tuple(before[at - size : at]), ()):
            for pair, whole in _cuts(before[at : at + REACH], after[place : place + REACH], spaced=spaced):
                found[pair] = found.get(pair, False) or whole
    yield from found.items()


def _cuts(old: list[str], new: list[str], *, spaced: bool) -> Iterator[tuple[tuple[str, str], bool]]:
    """The beginnings of two runs as terms, if they differ from their first word on."""
    if not old or not new or old[0] == new[0]:
        return
    glue = " " if spaced else ""
    least, most = (1, MOST_WORDS) if spaced else (SHORTEST, MOST_TOKENS)
    for n in range(least, min(most, len(old)) + 1):
        for m in range(least, min(most, len(new)) + 1):
            before, after = glue.join(old[:n]), glue.join(new[:m])
            grown = m > n and new[m - n : m] == old[:n]  # users, service users
            cut = old[n - 1] in new[m - 1 :] or new[m - 1] in old[n:] or new[0] in old[: n + 1]
            if _is_term(before) and _is_term(after) and (grown or not cut):
                yield (before, after), old[n : n + 1] == new[m : m + 1]


def _is_term(text: str) -> bool:
    letters = text.replace(" ", "")
    return SHORTEST <= len(letters) <= LONGEST and letters.isalpha()


def _places(
    before: str, after: str, leaves: Iterable[tuple[Span, Span, Change]], context: Context
) -> list[tuple[Change, Span, Span]]:
    """Where the swap was made; nowhere if the old word was kept too often or says nothing."""
    if not (_says(before, context) and _says(after, context)):
        return []
    made: list[tuple[Change, Span, Span]] = []
    kept = 0
    for old, new, change in leaves:
        texts = context.old.text_at(old).casefold(), context.new.text_at(new).casefold()
        at, to = texts[0].find(before), texts[1].find(after)
        if at < 0 or _names_authority(context.old.text_at(old), at, context):
            continue
        if before in texts[1].replace(after, "") or to < 0:
            kept += before in texts[1].replace(after, "")
            continue
        if _follows(texts[1], to + len(after)) != _follows(texts[0], at + len(before)):
            continue  # 船舶 became 客船、危险品船: one thing of a list is no other word for the whole
        made.append(
            (
                change,
                Span(old.eid, old.start + at, old.start + at + len(before), old.field),
                Span(new.eid, new.start + to, new.start + to + len(after), new.field),
            )
        )
    return made if len(made) >= SHARE * (len(made) + kept) else []


def _says(term: str, context: Context) -> bool:
    """Whether a term is more than legal style; 的工作人 is cut wrongly, for levelling takes a part of it away.

    A number that changed is no term.
    """
    lexicon = context.lexicon
    if any(char.isnumeric() and lexicon.number(char) is not None for char in term):
        return False
    return bool(lexicon.terms(term)) and lexicon.plain(f"{term}{term}") == lexicon.plain(term) * 2


def _follows(text: str, end: int) -> bool:
    """Whether a list goes on after a word."""
    return text[end : end + 1] in {"、", ","}


def _names_authority(text: str, at: int, context: Context) -> bool:
    """Whether the word is part of an authority's name: that another one is competent is no change of terms."""
    return any(cue.start <= at < cue.end for cue in context.lexicon.find(Concept.REGULATOR, text))


RULE = Rule(
    name="terms",
    kinds=("terminology_changed",),
    precedence=Precedence.TERMS,
    look=_look,
    phrases={
        "en": {"terminology_changed": "The new text says {y} where the old one said {x}, in {count} sentences."},
        "zh": {"terminology_changed": "新文本以{y}替换旧文本的{x}，共见于{count}句。"},
    },
    help={"terminology_changed": "One word stands for another throughout the text; the rule is the same."},
)
