"""A sentence of a commentary in, its statements out: each verb of change with the words and citations it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gaidiff.audit._citations import Citation
from gaidiff.audit._commentary import Stretch
from gaidiff.audit._cues import CHINESE, EFFECT, ENGLISH, PASSIVE, Change
from gaidiff.audit._figures import figures
from gaidiff.audit._terms import terms

if TYPE_CHECKING:
    from gaidiff.audit._commentary import Commentary

CLAUSE_START: Final = re.compile(
    r"[,;:，；：]\s?(?:(?:and|but|while|whereas|or|also|并|且|同时|但|而)\s?)?|\s(?:and|but|while)\s"
)
CONJOINED: Final = re.compile(r"(?:^|[,;，；]\s?|\s)(?:and|but|while|并|且|同时)\s?(?:\w+\s)?$")
CLAUSE_MARK: Final = re.compile(r"[,;:，；：。“”]")
JOINED: Final = re.compile(r",?\s(?:and|or)\sto\s|[;；]|以及|、并")
DIRECTIONS: Final = frozenset({Change.RELAXES, Change.TIGHTENS})
FEWEST: Final = 3  # words of a part
RELATIVE: Final = re.compile(r"\b(?:which|that|who)\s(?:\w+\s){0,3}$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its stretch, the cue of its verb, and what it points at.

    `body` leaves out the effects the author draws (which reduces the burden); `inherited` says that the citations
    are those of an earlier statement of the sentence; `name` is the last text named in it.
    """

    stretch: Stretch
    body: Stretch
    change: Change
    cue: Stretch
    passive: bool
    citations: tuple[Citation, ...]
    inherited: bool = False
    effect: bool = False


def statements_of(commentary: Commentary, sentence: Stretch, citations: tuple[Citation, ...]) -> tuple[Statement, ...]:
    """The statements of one sentence, in order; none if it has no verb of change."""
    own = tuple(one for one in citations if sentence.holds(one.start))
    cues = _cues(commentary, sentence)
    if own and not cues:
        return _of_numbers(commentary, sentence, own)
    starts = _starts(commentary, sentence, cues, own)
    found: list[Statement] = []
    for number, (cue, start) in enumerate(zip(cues, starts, strict=True)):
        end = starts[number + 1] if number + 1 < len(starts) else sentence.end
        stretch = Stretch(start, end)
        here = tuple(one for one in own if stretch.holds(one.start))
        earlier = next((one.citations for one in reversed(found) if one.citations), ())
        found.append(
            Statement(
                stretch=stretch,
                body=_body(commentary.text, stretch, cue.stretch),
                change=cue.change,
                cue=cue.stretch,
                passive=cue.passive,
                citations=here or earlier,
                inherited=not here and bool(earlier),
                effect=_is_effect(commentary.text, sentence.start, cue.stretch.start),
            )
        )
    return tuple(found)


def _of_numbers(commentary: Commentary, sentence: Stretch, citations: tuple[Citation, ...]) -> tuple[Statement, ...]:
    """A sentence without a verb of change says something if it names a number: the limit in Article 8 is ten days."""
    found = figures(commentary.words(sentence))
    if not found:
        return ()
    cue = Stretch(sentence.start + found[0].start, sentence.start + found[0].end)
    return (Statement(sentence, sentence, Change.REQUIRES, cue, passive=False, citations=citations),)


@dataclass(frozen=True, slots=True)
class _Cue:
    stretch: Stretch
    change: Change
    passive: bool


def _cues(commentary: Commentary, sentence: Stretch) -> list[_Cue]:
    pattern = CHINESE if commentary.chinese else ENGLISH
    text = commentary.text
    found = []
    for match in pattern.finditer(text, sentence.start, sentence.end):
        if commentary.is_quoted(match.start()) or match.lastgroup is None:
            continue
        change = Change(next(name for name, words in match.groupdict().items() if words is not None))
        passive = PASSIVE.search(text[max(sentence.start, match.start() - 20) : match.start()]) is not None
        found.append(_Cue(Stretch(match.start(), match.end()), change, passive))
    return [cue for number, cue in enumerate(found) if not _is_within(number, found, text)]


def _is_within(number: int, cues: list[_Cue], text: str) -> bool:
    """Whether a cue belongs to the statement before it: `adds a provision that requires`, `which would have required`.

    A verb of content (requires, provides) is a statement of its own only at the start or after `and`.
    """
    cue = cues[number]
    if number and cue.change is cues[number - 1].change is Change.ADDS:  # adds a new duty
        return not CLAUSE_MARK.search(text[cues[number - 1].stretch.end : cue.stretch.start])
    if cue.change is not Change.REQUIRES:
        return False
    if number + 1 < len(cues) and not CLAUSE_MARK.search(text[cue.stretch.end : cues[number + 1].stretch.start]):
        return True  # the limit that Article 10 requires is deleted
    if number == 0:
        return False
    between = text[cues[number - 1].stretch.end : cue.stretch.start]
    return not (CONJOINED.search(between) and not RELATIVE.search(between)) and not re.search(r"[。；;]", between)


def _starts(commentary: Commentary, sentence: Stretch, cues: list[_Cue], citations: tuple[Citation, ...]) -> list[int]:
    """Where each statement begins: at its verb, or at the start of its clause where the clause names its subject."""
    starts = []
    for number, cue in enumerate(cues):
        if number == 0:
            starts.append(sentence.start)
            continue
        floor = cues[number - 1].stretch.end
        clause = floor
        for match in CLAUSE_START.finditer(commentary.text, floor, cue.stretch.start):
            if not commentary.is_quoted(match.start()):
                clause = match.start()
        subject = any(clause <= one.start < cue.stretch.start for one in citations)
        named = clause > floor and (subject or cue.passive or commentary.chinese)
        starts.append(clause if named else cue.stretch.start)
    return starts


def _body(text: str, stretch: Stretch, cue: Stretch) -> Stretch:
    effect = EFFECT.search(text, max(cue.end, stretch.start), stretch.end)
    return Stretch(stretch.start, effect.start()) if effect else stretch


def _is_effect(text: str, start: int, cue: int) -> bool:
    """Whether the verb itself stands in an effect clause: `..., which reduces the responsibility`."""
    last = None
    for match in EFFECT.finditer(text, start, min(len(text), cue + 24)):
        if match.start() < cue:
            last = match
    return last is not None and not re.search(r"[;；。]", text[last.end() : cue])


def parts_of(statement: Statement, commentary: Commentary) -> tuple[Statement, ...]:
    """`relaxing the requirement to do A and to do B` says two things; each part that has words is checked alone."""
    if statement.change not in DIRECTIONS or statement.effect or statement.passive:
        return (statement,)
    text, body = commentary.text, statement.body
    cuts = [m for m in JOINED.finditer(text, statement.cue.end, body.end) if not commentary.is_quoted(m.start())]
    starts = [statement.cue.end, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), body.end]
    pairs = zip(starts, ends, strict=True)
    parts = [Stretch(start, end) for start, end in pairs if len(terms(text[start:end])) >= FEWEST]
    if len(parts) < 2:  # noqa: PLR2004 (one part is the statement)
        return (statement,)
    first = replace(statement, body=Stretch(body.start, parts[0].end))
    return (first, *(replace(statement, body=part, cue=_opening(text, part)) for part in parts[1:]))


def _opening(text: str, part: Stretch) -> Stretch:
    """The first word of a part, or its first two characters: what the verdict is pinned to."""
    space = text.find(" ", part.start, part.end)
    return Stretch(part.start, space if space > 0 else min(part.start + 2, part.end))
