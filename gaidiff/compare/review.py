"""A binder that has found homes in, those taken back that it would not find now: the first see least of the order.

A clause binds two articles easily while neither has a partner. Once both have others, and it is known which articles
kept their order, the same clause must say more.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gaidiff.compare.enough import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.compare.leaves import Binder


def review(binder: Binder) -> None:
    """Take back doubtful homes, weakest first, and look for others."""
    doubtful = list(_doubtful(binder))
    for pair in doubtful:
        binder.release(*pair)
    if doubtful:
        binder.bind()


def _doubtful(binder: Binder) -> Iterator[tuple[int, int]]:
    pairing = binder.pairing
    links = {*binder.abroad, *pairing.fixed, *((link.old, link.new) for link in pairing.by_old.values())}
    heirs, ancestors = Counter(i for i, _ in links), Counter(j for _, j in links)
    for _, (i, j) in sorted((max(bond.strength for bond in bonds), pair) for pair, bonds in binder.abroad.items()):
        if not holds(binder, (i, j), (heirs[i] == 1) + (ancestors[j] == 1)):
            heirs[i] -= 1
            ancestors[j] -= 1
            yield i, j
