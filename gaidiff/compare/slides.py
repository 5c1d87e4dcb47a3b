"""An edit script in, the same script with each lone edit slid to where phrases begin and end.

From 《甲法》 to 《甲法》、《乙法》 the insertion 》、《乙法 rebuilds the text, but 、《乙法》 is what was added.
diff-match-patch calls this a lossless clean-up, and can do it on characters only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.change import Op

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.compare.edits import Script

# what a border between two tokens is worth, by the one before it and by the one behind it
AT_THE_END_OF_THE_TEXT = 5
BEFORE = dict.fromkeys("。；！？.;!?:：", 4) | dict.fromkeys("，、,", 3) | dict.fromkeys("》”）〉」』)]", 2)
BEHIND = dict.fromkeys((*"。；！？.;!?:：，、,或", "或者", "以及", "or", "and"), 3) | dict.fromkeys("《“（〈「『([", 2)


def at_borders(script: Script, old: Sequence[str], new: Sequence[str]) -> Script:
    """The script with insertions and deletions that stand between equal runs where the borders are worth most.

    >>> new = "《甲》、《乙》"
    >>> script = [(Op.EQUAL, 0, 2, 0, 2), (Op.INSERT, 2, 2, 2, 6), (Op.EQUAL, 2, 3, 6, 7)]
    >>> [new[c:d] for op, _, _, c, d in at_borders(script, "《甲》", new) if op is Op.INSERT]
    ['、《乙》']
    """
    slid = list(script)
    for place in range(1, len(slid) - 1):
        before, (op, a, b, c, d), after = slid[place - 1 : place + 2]
        if op is Op.EQUAL or before[0] is not Op.EQUAL or after[0] is not Op.EQUAL:
            continue
        tokens, start, end = (old, a, b) if op is Op.DELETE else (new, c, d)
        # the equal runs outside stay, but for one that reaches an end of the text
        most_left = before[2] - before[1] - (place > 1)
        most_right = after[2] - after[1] - (place < len(slid) - 2)
        by = _best(tokens, start, end, most_left, most_right)
        if by:
            slid[place - 1] = (Op.EQUAL, before[1], before[2] + by, before[3], before[4] + by)
            slid[place] = (op, a + by, b + by, c + by, d + by)
            slid[place + 1] = (Op.EQUAL, after[1] + by, after[2], after[3] + by, after[4])
    return [run for run in slid if run[2] > run[1] or run[4] > run[3]]


def _best(tokens: Sequence[str], start: int, end: int, most_left: int, most_right: int) -> int:
    """How far to slide tokens[start:end], to the left if negative: the nearest of the best places."""
    left = right = 0
    while left < most_left and tokens[start - 1 - left] == tokens[end - 1 - left]:
        left += 1
    while right < most_right and tokens[start + right] == tokens[end + right]:
        right += 1
    if not left and not right:
        return 0
    nearest = sorted(range(-left, right + 1), key=abs)
    return max(nearest, key=lambda by: _worth(tokens, start + by) + _worth(tokens, end + by))


def _worth(tokens: Sequence[str], place: int) -> int:
    if place in (0, len(tokens)):
        return AT_THE_END_OF_THE_TEXT
    return max(BEFORE.get(tokens[place - 1], 0), BEHIND.get(tokens[place], 0))
