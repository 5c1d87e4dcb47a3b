"""Lines in, those that open an article, a division or an annex out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from gaidiff.grammars._chain import Candidate, choose, follows, runs
from gaidiff.grammars._labels import LIKELY, STRONG, WEAK
from gaidiff.model.law import ProvisionKind
from gaidiff.model.text import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gaidiff.grammars._labels import Line, Mark, Profile

LISTED = 0.8  # share of labels without words below them, from which a run of labels is a table of contents
LOOSE_HEADINGS = 4  # lines between a division's label and its first article that may be its heading
MOST_TRIED = 4  # annexes before which no unit was found: entries of a table of contents
BRACKETS = ("（", "(")  # （目的） can be nothing but a heading
CAPTIONED = 0.3  # share of articles with a heading on the line above, from which that is how the law prints them
LISTED_RANK = 8  # 一、管辖 groups articles below every division with a word: 第一节
DECIMALS = "1.1/"  # families of numbers such as 1.1 and 1.2.1, where they are all that a text is cited by
FEWEST_IN_ANNEX = 2  # articles that make an annex a law of its own: 第一条 … 第二条 …


@dataclass(slots=True)
class Found:
    """What each line begins with, and which lines open a provision."""

    lines: list[Line]
    marks: list[Mark | None]
    start: int = 0
    articles: dict[int, Candidate] = field(default_factory=dict)
    rejected: list[int] = field(default_factory=list)
    restarts: set[int] = field(default_factory=set)
    annexes: list[int] = field(default_factory=list)
    captions: set[int] = field(default_factory=set)  # lines that are the heading of the article on the next line
    crossheads: set[int] = field(default_factory=set)  # lines that group the articles after them, and have no label
    units: set[str] = field(default_factory=set)

    def division(self, place: int) -> Mark | None:
        """The mark of a line that opens a part, chapter or section, else None."""
        mark = self.marks[place]
        if mark is None or mark.division is None or mark.strength < STRONG or mark.family in self.units:
            return None
        return mark

    def bare_heading(self, place: int) -> bool:
        """A heading without a label that groups the articles after it (附则 without a number)."""
        if place in self.crossheads:
            return True
        line, end = self.lines[place], place + 1
        if line.role is not Role.HEADING or self.marks[place] is not None or end >= len(self.lines):
            return False
        if self.belongs_to_label(place):
            return False
        return end in self.articles or self.division(end) is not None

    def belongs_to_label(self, place: int) -> bool:
        """Is this line the heading of a label that stands alone on the line before it? 第一章 / 总则."""
        before = self.marks[place - 1] if place else None
        return before is not None and not self.lines[place - 1].text[before.start :]


def find(lines: list[Line], profile: Profile) -> Found:
    """Find the articles, the annexes and where the law itself begins."""
    found = Found(lines, [profile.mark(line.text) for line in lines])
    unit = next(filter(None, (profile.unit(_counts(found, range(end))) for end in _ends_of_law(found))), "")
    candidates = _candidates(found, unit, range(len(lines)))
    if not candidates:
        unit = _take_spare(found)
        candidates = _candidates(found, unit, range(len(lines)))
    if not candidates:
        return found
    found.units.add(unit)
    law = _after_contents(found, profile, candidates)
    _find_annexes(found, [c for c in candidates if c.place >= law])
    bounds = [law, *found.annexes, len(lines)]
    _accept(found, [c for c in candidates if law <= c.place < bounds[1]])
    for start, end in pairwise(bounds[1:]):
        counts = _counts(found, range(start, end))
        inner = profile.unit(counts)
        usual = inner == unit or inner not in profile.fallbacks
        if usual and counts.get(inner, 0) >= FEWEST_IN_ANNEX:
            found.units.add(inner)
            _accept(found, _candidates(found, inner, range(start, end)))
    if found.articles:
        _find_listed(found, profile)
        _find_headings(found, profile)
        found.start = _start(found, min(found.articles))
    return found


def _take_spare(found: Found) -> str:
    """The unit of a text without articles: what is an item's label elsewhere, 1. or 1.1 or （一）."""
    from gaidiff.grammars._spare import spare_marks  # only now: a law has articles

    unit, marks = spare_marks(found.lines)
    for place, mark in marks.items():
        if found.marks[place] is None:
            found.marks[place] = mark
    return unit


def _find_listed(found: Found, profile: Profile) -> None:
    """Lines of a list that stand above articles, 一、一般规定 and 二、管辖, are divisions where they count from one."""
    for family in profile.fallbacks - found.units:
        listed = {
            place: mark
            for place, mark in enumerate(found.marks)
            if mark is not None and mark.family == family and place + 1 in found.articles
            if profile.is_title(found.lines[place].text[mark.start :])
        }
        ordinals = [_ordinal(mark) for mark in listed.values()]
        if len(listed) > 1 and ordinals == [(number,) for number in range(1, len(listed) + 1)]:
            for place, mark in listed.items():
                found.marks[place] = mark._replace(division=ProvisionKind.SECTION, rank=LISTED_RANK, strength=STRONG)


def _find_headings(found: Found, profile: Profile) -> None:
    """Lines without a label that stand above an article: its own heading （目的）, or one for several articles."""
    captions: set[int] = set()
    times = Counter(line.text for line in found.lines)
    for place in found.articles:
        mark = found.marks[place]
        if place == 0 or mark is None or place - 1 in found.articles:
            continue
        if not _is_unlabelled(found, profile, place - 1):
            continue
        line, before = found.lines[place - 1].text, found.lines[place - 2].text if place > 1 else ""
        if profile.is_caption(line, found.lines[place].text[mark.start :]):
            # Duties above 2.1 groups all of 2.1, 2.2, 2.3; the line that is the first of a text is its title
            groups = found.crossheads if mark.family.startswith(DECIMALS) and place > 1 else captions
            groups.add(place - 1)
        elif profile.is_heading(line) and not found.belongs_to_label(place - 1):
            found.crossheads.add(place - 1)
        elif mark.family not in profile.fallbacks or place - 2 in found.articles or times[line] > 1:
            continue  # only numbered sections, 5 Duties, have headings above them; a running head comes again
        elif profile.is_crosshead(before, line):
            found.crossheads.add(place - 1)
    # the line above the first article is most often the title of the law, so by itself it proves no habit of captions
    title = min(found.articles) - 1
    bracketed = found.lines[title].text.startswith(BRACKETS) and (len(captions) > 1 or len(found.articles) == 1)
    certain = captions if bracketed else captions - {title}  # (Order No. 15) stands above the first article alone
    if certain and len(captions) >= CAPTIONED * len(found.articles):
        found.captions = captions


def _is_unlabelled(found: Found, profile: Profile, place: int) -> bool:
    """Has this line no label, or is it Supplementary Provisions, after which the numbers of the law go on?"""
    mark = found.marks[place]
    if (
        mark is not None
        and mark.is_annex
        and place not in found.annexes
        and profile.is_heading(found.lines[place].text)
    ):
        found.marks[place] = None
    return found.marks[place] is None


def _candidates(found: Found, unit: str, places: Iterable[int]) -> list[Candidate]:
    return _candidates_of(
        found, [(place, mark) for place in places if (mark := found.marks[place]) and mark.family == unit]
    )


def _candidates_of(found: Found, marks: Sequence[tuple[int, Mark]]) -> list[Candidate]:
    headings = {place for place, _ in marks if found.lines[place].role is Role.HEADING}
    # where the reader saw the articles as headings, a line that merely begins with § 31a is most likely text
    headed = len(headings) * 2 >= len(marks) and len(headings) > 1
    return [
        Candidate(place, mark.num.ordinal, WEAK if headed and place not in headings else mark.strength)
        for place, mark in marks
        if mark.num
    ]


def _counts(found: Found, places: range) -> dict[str, int]:
    """How many labels of each family stand in sequence."""
    marked = [(place, mark) for place in places if (mark := found.marks[place])]
    families: dict[str, list[tuple[int, Mark]]] = {mark.family: [] for _, mark in marked if not mark.is_annex}
    for place, mark in marked:
        if mark.family in families:
            families[mark.family].append((place, mark))
    return {
        family: sum(len(choose(run).accepted) for run in runs(_candidates_of(found, marks)))
        for family, marks in families.items()
    }


def _ends_of_law(found: Found) -> Iterator[int]:
    """Where the annexes may begin: what follows does not decide the law's unit, but 附則 in a table of contents may."""
    seen = tried = 0
    for place, mark in enumerate(found.marks):
        if mark and mark.is_annex and seen > 1 and tried < MOST_TRIED:
            tried += 1
            yield place
        seen += bool(mark and mark.strength >= STRONG and not mark.is_annex)
    yield len(found.lines)


def _after_contents(found: Found, profile: Profile, candidates: list[Candidate]) -> int:
    """Where the law begins: after a table of contents that lists its articles without their words."""
    parts = runs(candidates)
    if len(parts) == 1:
        return 0
    listed, law = parts[0], parts[1]
    empty = sum(_is_empty(found, profile, one.place, two.place) for one, two in pairwise(listed))
    again = {c.ordinal for c in law}
    repeated = sum(c.ordinal in again for c in listed)
    strong = sum(c.strength >= STRONG for c in law) * 2 > len(law)
    between = range(listed[-1].place, law[0].place)
    closed = any(
        (mark := found.marks[p]) and mark.is_annex and profile.is_heading(found.lines[p].text) for p in between
    )
    if strong and repeated == len(listed) and not closed and all(c.strength < STRONG for c in listed):
        return _start(found, law[0].place)  # a notice: Article 1 The scope has been made clear …
    if len(listed) > 1 and empty >= LISTED * (len(listed) - 1) and repeated >= LISTED * len(listed):
        return _start(found, law[0].place)
    return 0


def _is_empty(found: Found, profile: Profile, one: int, two: int) -> bool:
    """Nothing but titles stands from one label to the next."""
    mark = found.marks[one]
    rest = found.lines[one].text[mark.start if mark else 0 :]
    below = [found.lines[p].text for p in range(one + 1, two) if found.division(p) is None]
    return len(below) <= 1 and all(not text or profile.is_title(text) for text in (rest, *below))


def _find_annexes(found: Found, candidates: list[Candidate]) -> None:
    """Annexes follow the articles; a label after which the numbers simply go on is no annex."""
    last = candidates[0]
    waiting = iter([*candidates[1:], None])
    following = next(waiting)
    for place in range(candidates[0].place + 1, len(found.lines)):
        while following is not None and following.place <= place:
            last = following if following.strength >= LIKELY else last
            following = next(waiting)
        mark = found.marks[place]
        if mark is None or not mark.is_annex:
            continue
        if following is None or not follows(last.ordinal, following.ordinal):
            found.annexes.append(place)


def _accept(found: Found, candidates: list[Candidate]) -> None:
    for number, run in enumerate(runs(candidates)):
        chain = choose(run)
        found.articles.update((c.place, c) for c in chain.accepted)
        found.rejected.extend(c.place for c in chain.rejected)
        if number and chain.accepted:
            found.restarts.add(chain.accepted[0].place)


def _start(found: Found, article: int) -> int:
    """The first division that stands right before the first article; those of a table of contents do not count."""
    start, loose, inner = article, 0, None
    for place in range(article - 1, -1, -1):
        mark = found.division(place)
        if mark is None:
            loose += 1
            if loose > LOOSE_HEADINGS:
                break
            continue
        outer = inner is None or (mark.family != inner.family and mark.rank <= inner.rank)
        if not outer or (_ordinal(mark) != (1,) and _comes_again(found, place, mark)):
            break
        start, loose, inner = place, 0, mark
    return start - 1 if start - 1 in found.captions | found.crossheads else start


def _comes_again(found: Found, place: int, mark: Mark) -> bool:
    others = (found.division(later) for later in range(place + 1, len(found.lines)))
    return any(other and other.family == mark.family and _ordinal(other) == _ordinal(mark) for other in others)


def _ordinal(mark: Mark) -> tuple[int, ...]:
    return mark.num.ordinal if mark.num else ()
