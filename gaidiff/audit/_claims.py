"""A statement of change in, a verdict out: said of the right words, and true of both texts.

Deleted is only what has no home in the whole new text, added only what the old one lacks; relaxed and tightened are
what the findings at the place say.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gaidiff.audit import _figures
from gaidiff.audit._cues import BETWEEN, WHOLE, Change
from gaidiff.audit._directions import directed
from gaidiff.audit._survival import whole_provision
from gaidiff.audit._terms import is_chinese, terms
from gaidiff.audit._values import Evidence, Mark, Place, Side, Sort, Verdict

if TYPE_CHECKING:
    from gaidiff.audit._segments import Statement
    from gaidiff.audit._texts import Found, Texts

HELD: Final = 0.35  # share of a claim's weight that tells which clause it is about
LIVES: Final = 0.7  # share of the matter said to be gone that one new clause holds
SAME: Final = 0.8  # share of the matter said to be new that one old clause holds
FEWEST: Final = 3  # words the matter must have for either
PAIR: Final = 2  # words do where no new clause has them
REPLACED: Final = 0.6  # share of either side of `X with Y`


@dataclass(frozen=True, slots=True)
class Matter:
    """What a statement is about: its words without names, citations and verbs of change, and where it points."""

    text: str  # without citations and names
    before: str  # the part before the verb
    after: str  # the part after it
    whole: bool  # nothing but the citation itself is said to go or come: `Article 4 is deleted`
    cited: tuple[Place, ...]


def check_claim(statement: Statement, matter: Matter, texts: Texts) -> Mark | None:
    """The verdict on one statement; None where it says nothing that two texts could prove."""
    open_mark = Mark(
        sort=Sort.CLAIM,
        start=statement.cue.start,
        end=statement.cue.end,
        verdict=Verdict.NOT_CHECKABLE,
        code="claim_open",
        claim=statement.change.value,
        cited=matter.cited,
    )
    check = Checked(open_mark, statement, matter, texts)
    if not check.readable:
        check = replace(check, mark=replace(open_mark, code="claim_language"))
    match statement.change:
        case Change.DELETES:
            return _deletes(check)
        case Change.ADDS:
            return _adds(check)
        case Change.REPLACES:
            return _replaces(check)
        case Change.MOVES:
            return _moves(check)
        case Change.KEEPS:
            return None if statement.effect else _keeps(check)
        case Change.REQUIRES:
            return None if statement.effect else _requires(check)
        case _:
            return directed(check.mark, statement, matter.text, matter.cited, texts)


@dataclass(frozen=True, slots=True)
class Checked:
    """A statement on its way to a verdict."""

    mark: Mark
    statement: Statement
    matter: Matter
    texts: Texts

    @property
    def readable(self) -> bool:
        """Whether the words of the statement and of the texts are of one language."""
        return is_chinese(self.matter.text) == self.texts.chinese

    def answer(
        self, verdict: Verdict, code: str, *evidence: Evidence, right: tuple[Place, ...] = (), word: str = ""
    ) -> Mark:
        """The verdict with its proof."""
        mark = self.mark
        return Mark(
            sort=mark.sort,
            start=mark.start,
            end=mark.end,
            verdict=verdict,
            code=code,
            claim=mark.claim,
            cited=mark.cited,
            right=right,
            evidence=evidence,
            word=word,
        )

    def on(self, side: Side) -> tuple[Place, ...]:
        """What is cited, on one side: where only the other text is cited, what the alignment connects with it."""
        own = tuple(place for place in self.matter.cited if place.side is side)
        if own:
            return own
        linked = [h.place for p in self.matter.cited for c in self.texts.below(p) for h in self.texts.heirs(c)]
        return tuple(dict.fromkeys(linked))

    def find(self, wanted: frozenset[str], side: Side) -> Found | None:
        """The clause a statement is about: in what it cites, else, where that holds little, in the whole text."""
        places = self.on(side)
        inside = self.texts.best(wanted, side, [place.eid for place in places]) if places else None
        if inside is not None and inside.score >= HELD:
            return inside
        return self.texts.best(wanted, side)


def _deletes(check: Checked) -> Mark:
    matter, texts = check.matter, check.texts
    if matter.whole or WHOLE.search(matter.text):
        places = check.on(Side.OLD)
        if places:
            return whole_provision(check.mark, places, texts)
    figure = _figure_gone(check)
    if figure is not None:
        return figure
    if not check.readable:
        return check.mark
    wanted = _known(_object(check), texts)
    found = check.find(wanted, Side.OLD)
    if found is None or found.score < HELD or not wanted:
        return check.mark
    clause = found.clause
    matter_words = wanted & clause.terms
    home = texts.best(matter_words, Side.NEW)
    if home is not None and len(matter_words) >= FEWEST and home.score >= LIVES:
        return check.answer(
            Verdict.CONTRADICTED,
            "lives_on",
            texts.excerpt(clause, matter_words),
            texts.excerpt(home.clause, matter_words),
            right=(home.clause.place,),
        )
    if len(matter_words) < FEWEST and (len(matter_words) < min(PAIR, len(wanted)) or _stands(home)):
        return check.mark
    heirs = texts.heirs(clause)
    if heirs:
        return check.answer(Verdict.CONFIRMED, "gone_in_part", texts.excerpt(clause, matter_words), heirs[0].evidence)
    return check.answer(Verdict.CONFIRMED, "gone", texts.excerpt(clause, matter_words))


def _stands(home: Found | None) -> bool:
    return home is not None and home.score >= LIVES


def _figure_gone(check: Checked) -> Mark | None:
    """A time limit or an amount said to be dropped: the number decides, its sentence may live on without it."""
    texts = check.texts
    for one in _figures.figures(check.matter.text):
        old = texts.with_figure(one.key, Side.OLD)
        if not old:
            continue
        word = check.matter.text[one.start : one.end]
        wanted = _known(check.matter.text, texts)
        kept = [c for c in texts.with_figure(one.key, Side.NEW) if texts.share(wanted, c.terms) >= HELD]
        if kept:
            right = (kept[0].place,)
            return check.answer(
                Verdict.CONTRADICTED,
                "figure_lives_on",
                texts.around(old[0], one.key),
                texts.around(kept[0], one.key),
                right=right,
                word=word,
            )
        return check.answer(Verdict.CONFIRMED, "figure_gone", texts.around(old[0], one.key), word=word)
    return None


def _adds(check: Checked) -> Mark:
    matter, texts = check.matter, check.texts
    if matter.whole and check.on(Side.NEW):
        return whole_provision(check.mark, check.on(Side.NEW), texts)
    if not check.readable:
        return check.mark
    wanted = _known(_object(check), texts)
    found = check.find(wanted, Side.NEW)
    if found is None or found.score < HELD or len(wanted & found.clause.terms) < min(FEWEST, len(wanted) or 1):
        return check.mark
    words = wanted & found.clause.terms
    before = texts.best(words, Side.OLD)
    fresh = _figures.keys(matter.text) & found.clause.figures - (before.clause.figures if before else frozenset())
    if before is not None and before.score >= SAME and len(words) > FEWEST and not fresh:
        return check.answer(
            Verdict.CONTRADICTED, "was_there", texts.excerpt(found.clause, words), texts.excerpt(before.clause, words)
        )
    return check.answer(Verdict.CONFIRMED, "new_here", texts.excerpt(found.clause, words))


def _replaces(check: Checked) -> Mark:
    texts = check.texts
    cut = BETWEEN.search(check.matter.after)
    old_words, new_words = (
        (check.matter.after[: cut.start()], check.matter.after[cut.end() :])
        if cut
        else (check.matter.before, check.matter.after)
    )
    if texts.chinese and is_chinese(check.matter.text):
        whole = check.matter.text
        cut = BETWEEN.search(whole)
        old_words, new_words = (whole[: cut.start()], whole[cut.end() :]) if cut else (whole, "")
    numbers = _figures_replaced(check, old_words, new_words)
    if numbers is not None:
        return numbers
    if not check.readable:
        return check.mark
    old, new = _known(old_words, texts), _known(new_words, texts)
    before, after = check.find(old, Side.OLD), check.find(new, Side.NEW)
    if after is None or after.score < REPLACED or not new:
        return check.mark
    if not old or check.statement.passive:
        return check.answer(Verdict.CONFIRMED, "new_words", texts.excerpt(after.clause, new))
    if before is None or before.score < REPLACED:
        return check.mark
    return check.answer(
        Verdict.CONFIRMED, "replaced", texts.excerpt(before.clause, old), texts.excerpt(after.clause, new)
    )


def _figures_replaced(check: Checked, old_words: str, new_words: str) -> Mark | None:
    """From 15 days to 7: either number must stand on its side, at the place if one is cited."""
    texts = check.texts
    for words, side in ((new_words, Side.NEW), (old_words, Side.OLD)):
        for one in _figures.figures(words):
            wrong = _wrong_figure(check, one, words[one.start : one.end], side)
            if wrong is not None:
                return wrong
    old, new = _figures.figures(old_words), _figures.figures(new_words)
    if not old or not new:
        return None
    before, after = texts.with_figure(old[0].key, Side.OLD), texts.with_figure(new[0].key, Side.NEW)
    return check.answer(
        Verdict.CONFIRMED, "replaced", texts.around(before[0], old[0].key), texts.around(after[0], new[0].key)
    )


def _wrong_figure(check: Checked, one: _figures.Figure, printed: str, side: Side) -> Mark | None:
    """A number the text does not have, set beside the one of that kind it does have at the place."""
    texts = check.texts
    if texts.has_figure(one.key, side):
        return None
    near = [
        clause
        for place in check.on(side)
        for clause in texts.below(place)
        if any(kind == one.kind for kind, _ in clause.figures)
    ]
    if not near:
        return None
    return check.answer(Verdict.CONTRADICTED, "figure_other", near[0].evidence, right=(near[0].place,), word=printed)


def _moves(check: Checked) -> Mark:
    olds = [place for place in check.matter.cited if place.side is Side.OLD]
    news = [place for place in check.matter.cited if place.side is Side.NEW]
    if not olds or not news:
        return check.mark
    texts = check.texts
    heirs = {heir.unit: heir for place in olds for clause in texts.below(place) for heir in texts.heirs(clause)}
    units = {texts.instrument(Side.NEW).unit_of.get(place.eid, place.eid) for place in news}
    first = texts.below(olds[0])[:1]
    evidence = tuple(clause.evidence for clause in first)
    if units & set(heirs):
        heir = heirs[next(iter(units & set(heirs)))]
        return check.answer(Verdict.CONFIRMED, "moved", *evidence, heir.evidence)
    if not heirs:
        return check.mark
    right = tuple(Place(Side.NEW, unit) for unit in heirs)
    return check.answer(
        Verdict.CONTRADICTED, "moved_elsewhere", *evidence, next(iter(heirs.values())).evidence, right=right
    )


def _keeps(check: Checked) -> Mark | None:
    texts = check.texts
    wanted = _known(check.matter.text, texts)
    if not check.readable or len(wanted) < FEWEST:
        return check.mark
    before, after = check.find(wanted, Side.OLD), texts.best(wanted, Side.NEW)
    if before is None or after is None or before.score < LIVES:
        return check.mark
    if after.score >= LIVES:
        return check.answer(Verdict.CONFIRMED, "kept", before.clause.evidence, after.clause.evidence)
    if after.score < HELD and not texts.heirs(before.clause):
        return check.answer(Verdict.CONTRADICTED, "not_kept", before.clause.evidence, after.clause.evidence)
    return check.mark


def _requires(check: Checked) -> Mark | None:
    """What a provision requires is checked with its citation and quotation; here only its numbers."""
    sides = tuple(dict.fromkeys(place.side for place in check.matter.cited))
    for side in sides:
        for one in _figures.figures(check.matter.text):
            wrong = _wrong_figure(check, one, check.matter.text[one.start : one.end], side)
            if wrong is not None:
                return wrong
            for place in check.on(side):
                for clause in check.texts.below(place):
                    if one.key in clause.figures:
                        word = check.matter.text[one.start : one.end]
                        return check.answer(
                            Verdict.CONFIRMED, "figure_there", check.texts.around(clause, one.key), word=word
                        )
    return None


def _object(check: Checked) -> str:
    """What goes or comes: the words after the verb, before it in the passive, both if there are no others."""
    own = check.matter.before if check.statement.passive else check.matter.after
    return own if terms(own) else check.matter.text


def _known(text: str, texts: Texts) -> frozenset[str]:
    return frozenset(word for word in terms(text) if texts.knows(word))
