"""Two runs of tokens in, an edit script out: bounded by counted work, never by the clock.

rapidfuzz finds the script; diff-match-patch folds small chance equalities (a lone 的 or "the" between long edits) on an
alphabet in which each distinct token is one character, so that no word is ever cut.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate, chain, repeat
from typing import TYPE_CHECKING, Any

from gaidiff.compare.cohesion import whole_words
from gaidiff.compare.slides import at_borders
from gaidiff.model.change import Op

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaidiff.compare.cohesion import Cohesion

    Script = list[tuple[Op, int, int, int, int]]  # op, old start, old end, new start, new end

MOST_CELLS = 40_000_000  # old tokens times new tokens; rapidfuzz needs about 0.1 s and 10 MB for it
MOST_EDITS = 4_000  # edits given to the semantic clean-up, which is quadratic in the worst case: 0.2 s
STOPS = frozenset("。；！？.;!?")
TOO_FEW_TO_FOLD = 2  # one deletion, one insertion
KEEP = 2  # an equality is folded only if the edits on both sides are at least this many times as long
OPS = {0: Op.EQUAL, -1: Op.DELETE, 1: Op.INSERT}
PRIVATE = 0xE000  # private use area; after its 6,400 characters the alphabet goes on in plane 15
PRIVATE_LAST = 0xF8FF
PLANE_15 = 0xF0000
LAST = 0x10FFFF


def edit_script(old: Sequence[str], new: Sequence[str], cohesion: Cohesion | None = None) -> tuple[Script, bool]:
    """Runs of equal, deleted and inserted tokens that rebuild both sides; True if the work was too much.

    `cohesion` knows which Chinese characters make one word.

    >>> edit_script(["a", "b"], ["a", "c"])[0]
    [(<Op.EQUAL: 'equal'>, 0, 1, 0, 1), (<Op.DELETE: 'delete'>, 1, 2, 1, 1), (<Op.INSERT: 'insert'>, 2, 2, 1, 2)]
    """
    head = _common_prefix(old, new)
    tail = _common_prefix(old[head:][::-1], new[head:][::-1])
    runs, degraded = _bounded(old[head : len(old) - tail], new[head : len(new) - tail])
    # Prefix and suffix take part in the clean-up only as borders: an equality at an end is never folded.
    script = _script([(Op.EQUAL, head), *runs, (Op.EQUAL, tail)])
    if cohesion is not None:
        lengths = [(op, d - c if op is Op.INSERT else b - a) for op, a, b, c, d in script]
        script = _script(whole_words(lengths, old, new, cohesion))
    return at_borders(script, old, new), degraded


def _bounded(old: Sequence[str], new: Sequence[str]) -> tuple[list[tuple[Op, int]], bool]:
    """Word by word where that is affordable, else sentence by sentence and word by word between equal sentences."""
    if not old or not new or len(old) * len(new) <= MOST_CELLS:
        return _runs(old, new), False
    olds, news = _sentences(old), _sentences(new)
    if len(olds) * len(news) > MOST_CELLS:
        return [(Op.DELETE, len(old)), (Op.INSERT, len(new))], True
    from rapidfuzz.distance import Indel

    ends_old, ends_new = ([0, *accumulate(map(len, sentences))] for sentences in (olds, news))
    runs: list[tuple[Op, int]] = []
    degraded = False
    done_old = done_new = 0
    # Each block is a run of equal sentences; what was replaced stands between the last one and this.
    for block in Indel.opcodes(olds, news).as_matching_blocks():
        gap_old = old[done_old : ends_old[block.a]]
        gap_new = new[done_new : ends_new[block.b]]
        if len(gap_old) * len(gap_new) > MOST_CELLS:
            runs += [(Op.DELETE, len(gap_old)), (Op.INSERT, len(gap_new))]
            degraded = True
        else:
            runs += _runs(gap_old, gap_new)
        done_old, done_new = ends_old[block.a + block.size], ends_new[block.b + block.size]
        runs.append((Op.EQUAL, done_old - ends_old[block.a]))
    return runs, degraded


def _sentences(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """Tokens in runs that end with a stop."""
    found: list[tuple[str, ...]] = []
    first = 0
    for place, token in enumerate(tokens, 1):
        if token in STOPS or place == len(tokens):
            found.append(tuple(tokens[first:place]))
            first = place
    return found


def _common_prefix(old: Sequence[str], new: Sequence[str]) -> int:
    count = 0
    for a, b in zip(old, new, strict=False):
        if a != b:
            break
        count += 1
    return count


def _runs(old: Sequence[str], new: Sequence[str]) -> list[tuple[Op, int]]:
    """The shortest script, with chance equalities folded."""
    if not old or not new:
        return [(Op.DELETE, len(old)), (Op.INSERT, len(new))]
    from rapidfuzz.distance import Indel

    alphabet = dict(zip(dict.fromkeys((*old, *new)), map(chr, _letters()), strict=False))
    before, after = ("".join(map(alphabet.__getitem__, tokens)) for tokens in (old, new))
    diffs: list[tuple[int, str]] = []
    sizes: list[int] = []  # characters; 0 for a single one: 用 in 用户 -> 使用者 is no equality, but a comma is
    for code in Indel.opcodes(before, after):
        op, (start, end), tokens = 1, (code.dest_start, code.dest_end), new
        if code.tag != "insert":
            op, (start, end), tokens = -1 if code.tag == "delete" else 0, (code.src_start, code.src_end), old
        diffs.append((op, (after if op == 1 else before)[start:end]))
        words = "".join(map(str.strip, tokens[start:end]))
        sizes.append(0 if op == 0 and len(words) == 1 and words.isalnum() else len(words))
    return [(OPS[op], len(text)) for op, text in _fold(diffs, sizes)]


def _fold(diffs: list[tuple[int, str]], sizes: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Clean up between the equalities that are worth keeping: those more than half as long as an edit beside them."""
    if len(diffs) <= TOO_FEW_TO_FOLD:
        yield from diffs
        return
    edits = _edits_beside(diffs, sizes)
    stretch: list[tuple[int, str]] = []
    for (op, text), size, (left, right) in zip(diffs, sizes, edits, strict=True):
        if op == 0 and size * KEEP > min(left, right):
            yield from _cleaned(stretch)
            yield op, text
            stretch = []
        else:
            stretch.append((op, text))
    yield from _cleaned(stretch)


def _edits_beside(diffs: Sequence[tuple[int, str]], sizes: Sequence[int]) -> list[tuple[int, int]]:
    """For each place the length of the longer edit (deleted or inserted) before and after it."""
    afters = _edits_before(list(reversed(diffs)), sizes[::-1])
    return list(zip(_edits_before(diffs, sizes), reversed(afters), strict=True))


def _edits_before(diffs: Sequence[tuple[int, str]], sizes: Sequence[int]) -> list[int]:
    """For each place the length of the longer edit before it."""
    found: list[int] = []
    gone = come = 0
    for (op, _), size in zip(diffs, sizes, strict=True):
        found.append(max(gone, come))
        if op == 0:
            gone = come = 0
        elif op < 0:
            gone += size
        else:
            come += size
    return found


def _cleaned(stretch: list[tuple[int, str]]) -> list[tuple[int, str]]:
    if MOST_EDITS >= len(stretch) > TOO_FEW_TO_FOLD:
        _cleaner().diff_cleanupSemantic(stretch)
    return stretch


def _letters() -> Iterator[int]:
    """The alphabet; tokens beyond it share the last letter, which no real text reaches."""
    return chain(range(PRIVATE, PRIVATE_LAST + 1), range(PLANE_15, LAST), repeat(LAST))


@cache
def _cleaner() -> Any:
    from diff_match_patch.diff_match_patch import diff_match_patch

    return diff_match_patch()  # type: ignore[no-untyped-call]


def _script(runs: Sequence[tuple[Op, int]]) -> Script:
    """Lengths become places; neighbours of one kind become one, a deletion stands before an insertion."""
    script: Script = []
    old = new = 0
    gone = come = 0
    for op, length in (*runs, (Op.EQUAL, 0)):
        if op is Op.DELETE:
            gone += length
        elif op is Op.INSERT:
            come += length
        elif length or (gone or come):
            if gone:
                script.append((Op.DELETE, old, old + gone, new, new))
            old += gone
            if come:
                script.append((Op.INSERT, old, old, new, new + come))
            new += come
            gone = come = 0
            if length and script and script[-1][0] is Op.EQUAL:
                script[-1] = (Op.EQUAL, script[-1][1], old + length, script[-1][3], new + length)
            elif length:
                script.append((Op.EQUAL, old, old + length, new, new + length))
            old += length
            new += length
    return script
