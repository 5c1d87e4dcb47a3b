"""A commentary and a report in, the audit out: each citation, quotation and statement of change with its verdict."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gaidiff.audit._citations import Citation, find_citations, resolve
from gaidiff.audit._claims import Matter, check_claim
from gaidiff.audit._commentary import Commentary, Stretch, read_commentary
from gaidiff.audit._cues import PASSIVE, Change
from gaidiff.audit._names import DEFINED, find_names
from gaidiff.audit._pinpoints import Passage, check_citation
from gaidiff.audit._quotes import Scope, check_quotation
from gaidiff.audit._segments import Statement, parts_of, statements_of
from gaidiff.audit._terms import terms
from gaidiff.audit._texts import Texts
from gaidiff.audit._values import Audit, Mark, Place, Side, Sort, Verdict

if TYPE_CHECKING:
    from gaidiff.model.change import Report
    from gaidiff.model.text import Reading

CLAUSE_MARK: Final = re.compile(r"[,;:，；：。]")
CLOSING: Final = re.compile(r"[)）][\s.。]*$")
OLD_MATTERS: Final = frozenset({Change.DELETES})
WITH_OBJECT: Final = frozenset({Change.REPLACES, Change.REQUIRES})  # 将“x”改为, or a number, is more than a verb
REPORTING: Final = re.compile(
    r"(?:stipulat|provid|requir|prescrib|stat|call|read|defin|add|insert|emphasi|prohibit|clarif|replac|list|delet|remov)\w*"
    r"[^.;“\"]{0,160}$|[规要明新增删改为定求]\S{0,80}$"
)


class _Auditor:
    """What is found once about a commentary, and the checks that need it."""

    def __init__(self, commentary: Commentary, report: Report) -> None:
        self.commentary = commentary
        self.texts = Texts(report)
        found = find_names(commentary.text, report.old, report.new)
        self.names = found.all_in(commentary.text)
        self.citations = find_citations(commentary, found)
        self.statements = tuple(
            (sentence, statements_of(commentary, sentence, self.citations)) for sentence in commentary.sentences
        )
        self.defined = tuple(Stretch(*match.span()) for match in DEFINED.finditer(commentary.text))

    def marks(self) -> tuple[Mark, ...]:
        """Everything, in the order of the text."""
        cited = {one: self.citation(one) for one in self.citations}
        marks = [mark for found in cited.values() for mark in found]
        marks += self.quotes(cited)
        marks += self.claims(cited)
        return tuple(sorted(marks, key=lambda mark: (mark.start, mark.sort is not Sort.CLAIM, mark.end)))

    def citation(self, citation: Citation) -> list[Mark]:
        passage = self._passage(citation)
        return [check_citation(citation, path, passage, self.texts) for path in citation.paths]

    def quotes(self, cited: dict[Citation, list[Mark]]) -> list[Mark]:
        marks = []
        for quote in self.commentary.quotations:
            words = self.commentary.words(quote)
            is_name = any((start, end) == (quote.start, quote.end) for start, end, _ in self.names)
            if not is_name and not any(one.holds(quote.start) for one in self.defined):
                marks.append(check_quotation(quote, words.strip(" ,.，。"), self._scope(quote, cited), self.texts))
        return marks

    def claims(self, cited: dict[Citation, list[Mark]]) -> list[Mark]:
        marks = []
        for sentence, statements in self.statements:
            follows = self._follows(sentence)
            for statement in statements:
                if not (statement.citations or follows or self._named(sentence)):
                    continue
                marks += [
                    mark
                    for one in parts_of(statement, self.commentary)
                    if (mark := check_claim(one, self._matter(one, cited), self.texts)) is not None
                ]
        return marks

    def _follows(self, sentence: Stretch) -> bool:
        """`This is replaced with ...` carries on the sentence before it."""
        return re.match(r"[\s\-*•]*(?:This|These|It|Such|此|该|上述)", self.commentary.words(sentence)) is not None

    def _named(self, sentence: Stretch) -> bool:
        return any(sentence.holds(start) for start, _, _ in self.names)

    def _passage(self, citation: Citation) -> Passage:
        text = self.commentary.text
        sentence = self._sentence(citation.start)
        statement = next((one for one in self._statements(sentence) if one.stretch.holds(citation.start)), None)
        body = sentence if statement is None or len(self._statements(sentence)) == 1 else statement.stretch
        # a statement before the effect the author draws; the effect may be about anything
        if statement is not None and statement.body.holds(citation.start):
            body = Stretch(body.start, statement.body.end)
        start, end = body.start, body.end
        for mark in CLAUSE_MARK.finditer(text, body.start, body.end):
            if self.commentary.is_quoted(mark.start()) or citation.start <= mark.start() < citation.end:
                continue
            if mark.start() < citation.start:
                start = mark.end()
            else:
                end = mark.start()
                break
        closed = ""
        if CLOSING.match(text[citation.end : sentence.end]) and text[: citation.start].rstrip().endswith(("(", "（")):
            lead = self.commentary.lead_of(self.commentary.paragraph_of(citation.start))
            closed = self._plain(Stretch(lead.start, citation.start))
        cues = tuple(one.cue for one in self._statements(sentence) if one.change not in WITH_OBJECT)
        return Passage(self._plain(Stretch(start, end), cues), self._plain(body, cues), closed)

    def _scope(self, quote: Stretch, cited: dict[Citation, list[Mark]]) -> Scope:
        sentence = self._sentence(quote.start)
        statement = next((one for one in self._statements(sentence) if one.stretch.holds(quote.start)), None)
        inside = [one for one in self.citations if sentence.holds(one.start)]
        citations = tuple(statement.citations) if statement is not None else tuple(inside)
        citations = tuple(one for one in citations if not one.foreign)
        places = tuple(dict.fromkeys(place for one in citations for mark in cited[one] for place in mark.cited))
        before = self.commentary.text[sentence.start : quote.start - 1]
        named = [name for name in self.names if sentence.start <= name[0] < quote.start]
        reported = bool(named or self._follows(sentence)) and REPORTING.search(before) is not None
        side = named[-1][2] if named else None
        sides = (side,) if side is not None and len({name[2] for name in named}) == 1 else (Side.NEW, Side.OLD)
        foreign = bool(inside) and all(one.foreign for one in inside)
        return Scope(places, sides, sure=bool(places) or (reported and not foreign))

    def _matter(self, statement: Statement, cited: dict[Citation, list[Mark]]) -> Matter:
        places = []
        for citation in statement.citations:
            for path, mark in zip(citation.paths, cited[citation], strict=True):
                places += self._places(citation, path, mark, statement)
        body, cue = statement.body, statement.cue
        before = self._plain(Stretch(body.start, min(cue.start, body.end)))
        after = self._plain(Stretch(min(cue.end, body.end), body.end))
        if statement.change is Change.REPLACES and self.commentary.chinese:
            before = self._plain(Stretch(body.start, max(cue.end, body.start)))
        words = before if statement.passive else after
        whole = bool(statement.citations) and not statement.inherited and not self._about(statement, words)
        # of a sentence without a verb of change the cue is its number
        text = self._plain(body) if statement.change is Change.REQUIRES else f"{before} {after}"
        return Matter(text, before, after, whole, tuple(dict.fromkeys(places)))

    def _about(self, statement: Statement, words: str) -> bool:
        """Whether something in the provision is meant (the requirement in Article 9), not the provision itself."""
        side = statement.citations[-1]
        near = side.start < statement.cue.start if statement.passive else side.start >= statement.cue.start
        return not near or bool(terms(PASSIVE.sub("", words.rstrip())))

    def _places(self, citation: Citation, path: object, mark: Mark, statement: Statement) -> list[Place]:
        del path
        if citation.foreign:
            return []
        if citation.side is None and statement.change in OLD_MATTERS and mark.verdict is not Verdict.CONFIRMED:
            old = [resolve(one, self.texts.instrument(Side.OLD), Side.OLD)[0] for one in citation.paths]
            return [place for place in old if place is not None]
        return list(mark.cited)

    def _sentence(self, place: int) -> Stretch:
        return next(one for one in self.commentary.sentences if one.holds(place))

    def _statements(self, sentence: Stretch) -> tuple[Statement, ...]:
        return next(found for one, found in self.statements if one == sentence)

    def _plain(self, stretch: Stretch, cues: tuple[Stretch, ...] = ()) -> str:
        """The words of a stretch without the names of the texts, without citations and, for these, verbs of change."""
        gone = [(start, end) for start, end, _ in self.names] + [(one.start, one.end) for one in self.citations]
        gone += [(one.start, one.end) for one in cues]
        text = list(self.commentary.words(stretch))
        for start, end in gone:
            for place in range(max(start, stretch.start), min(end, stretch.end)):
                text[place - stretch.start] = " "
        return "".join(text)


def check(reading: Reading, report: Report) -> Audit:
    """The audit of one commentary."""
    commentary = read_commentary(reading)
    return Audit(
        text=commentary.text,
        language="zh" if commentary.chinese else "en",
        marks=_Auditor(commentary, report).marks(),
        old=report.old,
        new=report.new,
        engine_version=report.engine_version,
    )
