"""What two leaves have in common, fragment by fragment."""

from __future__ import annotations

from builders import article, law

from gaidiff.compare.fits import AT_HOME, bonds_between
from gaidiff.compare.fragments import Fragment, Half, speaking
from gaidiff.compare.sides import side_of
from gaidiff.compare.signs import Signs
from gaidiff.compare.similarity import Scale
from gaidiff.grammars import grammar_of

WORDS = grammar_of("zh").words
LOADING = "冷库应当登记温度，装卸工应当佩戴手套，"
KEEPING = "台账保存三年。"
OTHER = "渡轮每班核对救生衣数量。"


def halves(old: str, new: str) -> tuple[Half, Half]:
    sides = [side_of(law(article(1, text), article(2, OTHER), language="zh")) for text in (old, new)]
    scale = Scale(*([leaf.text for leaf in side.leaves] for side in sides), WORDS)
    here, there = (Half(side, scale, speaking(side)) for side in sides)
    return here, there


def test_a_clause_is_bound_to_the_run_of_clauses_that_fits_it() -> None:
    here, there = halves(LOADING + KEEPING, KEEPING)
    bonds = list(
        bonds_between(
            (here, here.fragments_of(0, single=False)),
            (there, there.fragments_of(0, single=False)),
            Signs(None),
            home=True,
        )
    )
    assert [(bond.old, bond.new) for bond in bonds] == [(Fragment(0, 2, 3), Fragment(0, 0, 1))]
    assert bonds[0].likeness >= AT_HOME


def test_leaves_with_nothing_in_common_make_no_bond() -> None:
    here, there = halves(LOADING + KEEPING, "渔港夜间亮灯。")
    for single in (False, True):
        ends = (here, here.fragments_of(0, single=single)), (there, there.fragments_of(0, single=single))
        assert not list(bonds_between(*ends, Signs(None), home=False))


def test_what_is_explained_is_no_fragment_any_more() -> None:
    here, there = halves(LOADING + KEEPING, KEEPING)
    assert here.fragments_of(0, single=False) == (Fragment(0, 0, 3),)
    here.explain(Fragment(0, 2, 3), there.bag(Fragment(0, 0, 1)))
    assert here.fragments_of(0, single=False) == (Fragment(0, 0, 2),)
    assert here.fragments_of(0, single=True) == (Fragment(0, 0, 2), Fragment(0, 0, 1), Fragment(0, 1, 2))
