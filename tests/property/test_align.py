"""Alignment does not depend on order, numbers or which side is called old."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from builders import article, law
from hypothesis import given, settings
from hypothesis import strategies as st

from gaidiff.compare.align import align
from gaidiff.grammars import grammar_of, lexicon_of
from gaidiff.model.change import MatchKind
from gaidiff.model.law import leaves_of

if TYPE_CHECKING:
    from gaidiff.model.change import Alignment
    from gaidiff.model.law import Instrument

WORDS = grammar_of("zh").words
LEXICON = lexicon_of("zh")
CALM = settings(max_examples=60, derandomize=True, deadline=None, database=None)
ACTORS = ("冷库经营者", "制冷操作工", "消防救援机构", "承租商户", "检验人员", "街道网格员", "保险公司", "行业协会")
DUTIES = (
    "每日记录库内温度并保存二年",
    "发现氨气泄漏立即疏散人员",
    "上岗前接受四十学时培训",
    "七日内书面答复噪声投诉",
    "公示电价调整的计算依据",
    "定期校准压力表和安全阀",
    "建立临期食品退货台账",
    "为夜间装卸划定专用车道",
)
MIRRORED = {
    MatchKind.INSERTED: MatchKind.REPEALED,
    MatchKind.REPEALED: MatchKind.INSERTED,
    MatchKind.SPLIT: MatchKind.MERGED,
    MatchKind.MERGED: MatchKind.SPLIT,
}

sentences = st.builds("{}应当{}。".format, st.sampled_from(ACTORS), st.sampled_from(DUTIES))
bodies = st.lists(sentences, min_size=1, max_size=6, unique=True)


def numbered(texts: list[str], first: int = 1) -> Instrument:
    return law(*(article(n, text) for n, text in enumerate(texts, first)))


def aligned(old: Instrument, new: Instrument) -> Alignment:
    return align(old, new, words=WORDS, lexicon=LEXICON)


def links(alignment: Alignment) -> set[tuple[str, str]]:
    return {(old, new) for match in alignment.articles for old in match.old for new in match.new}


@CALM
@given(bodies)
def test_a_law_aligned_with_itself_is_unchanged(texts: list[str]) -> None:
    same = numbered(texts)
    assert {match.kind for match in aligned(same, same).articles} == {MatchKind.UNCHANGED}


@CALM
@given(bodies, st.integers(2, 40))
def test_pure_renumbering_changes_no_text(texts: list[str], first: int) -> None:
    matches = aligned(numbered(texts), numbered(texts, first)).articles
    assert {match.kind for match in matches} == {MatchKind.RENUMBERED}
    assert not any(match.text_changed for match in matches)


@CALM
@given(bodies.flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(texts))))
def test_shuffled_articles_are_renumbered_and_never_repealed(pair: tuple[list[str], list[str]]) -> None:
    kinds = {match.kind for match in aligned(numbered(pair[0]), numbered(pair[1])).articles}
    assert kinds <= {MatchKind.UNCHANGED, MatchKind.RENUMBERED}


@CALM
@given(bodies, bodies)
def test_swapping_sides_swaps_the_links(old: list[str], new: list[str]) -> None:
    there, back = aligned(numbered(old), numbered(new)), aligned(numbered(new), numbered(old))
    assert links(there) == {(b, a) for a, b in links(back)}


@CALM
@given(bodies, bodies)
def test_swapping_sides_swaps_inserted_and_repealed(old: list[str], new: list[str]) -> None:
    there, back = aligned(numbered(old), numbered(new)), aligned(numbered(new), numbered(old))
    alone = (MatchKind.INSERTED, MatchKind.REPEALED)
    mirrored = Counter(MIRRORED[match.kind] for match in there.articles if match.kind in alone)
    assert mirrored == Counter(match.kind for match in back.articles if match.kind in alone)


@CALM
@given(st.lists(sentences, min_size=4, max_size=6, unique=True))
def test_swapping_sides_turns_a_split_into_a_merger(texts: list[str]) -> None:
    whole, parts = numbered([texts[0] + texts[1], *texts[2:]]), numbered(texts)
    there, back = aligned(whole, parts).articles, aligned(parts, whole).articles
    mirrored = Counter(MIRRORED.get(match.kind, match.kind) for match in there)
    assert mirrored == Counter(match.kind for match in back)


@CALM
@given(bodies, bodies)
def test_every_unit_and_leaf_has_its_match(old: list[str], new: list[str]) -> None:
    sides = numbered(old), numbered(new)
    alignment = aligned(*sides)
    for instrument, members in zip(sides, ("old", "new"), strict=True):
        units = Counter(eid for match in alignment.articles for eid in getattr(match, members))
        leaves = Counter(eid for match in alignment.leaves for eid in getattr(match, members))
        assert set(units) == {unit.eid for unit in instrument.units()}
        assert leaves == Counter(leaf.eid for unit in instrument.units() for leaf in leaves_of(unit))
