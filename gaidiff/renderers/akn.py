"""A report in, the new text as Akoma Ntoso 3.0 out, with what it changes in the old one as `textualMod`s.

Akoma Ntoso has no word for a move: it is written as a repeal and an insertion that refer to one event. A country is
not known from a text and stands as `xx`; a date that is not known stands as year 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import MatchKind
from gaidiff.model.law import PREFACE, REMAINDER
from gaidiff.renderers import Renderer
from gaidiff.renderers._akn_text import escaped, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaidiff.model.change import Match, Report
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId

SPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNKNOWN_DATE: Final = "0001-01-01"
LANGUAGES: Final = {"zh": "zho", "en": "eng", "de": "deu", "fr": "fra", "ja": "jpn", "ko": "kor"}
OWN: Final = "gaidiff"

# The words of the standard for what became of a provision; a move is the pair at its end.
TYPES: Final = {
    MatchKind.AMENDED: "substitution",
    MatchKind.INSERTED: "insertion",
    MatchKind.REPEALED: "repeal",
    MatchKind.RENUMBERED: "renumbering",
    MatchKind.SPLIT: "split",
    MatchKind.MERGED: "join",
}


@dataclass(frozen=True, slots=True)
class Names:
    """The addresses of one text as a work, an expression and a manifestation."""

    work: str
    expression: str
    manifestation: str

    def to(self, eid: EId) -> str:
        """The address of a provision in this version."""
        return f"{self.expression}#{eid}"


def _names(text: Instrument) -> Names:
    from urllib.parse import quote

    date = text.published or text.in_force or UNKNOWN_DATE
    name = quote("-".join(text.title.split()) or text.snapshot_sha256 or "untitled", safe="")
    work = f"/akn/xx/{_kind(text)}/{date}/{name}"
    language = LANGUAGES.get(text.language, text.language)
    expression = f"{work}/{language}@{text.in_force or date}"
    return Names(work, expression, f"{expression}.xml")


def _kind(text: Instrument) -> str:
    return "bill" if text.status == "draft" else "act"


def _render(report: Report, language: str) -> bytes:  # noqa: ARG001  nothing of it is in our own words
    new = _names(report.new)
    changes = _changes(report, _names(report.old))
    meta = f"<meta>{_identification(report.new, new)}{_publication(report.new)}{changes}</meta>"
    bare = f"<meta>{_identification(report.new, new)}</meta>"
    text = text_of(report.new, _earlier(report), bare)
    kind = _kind(report.new)
    document = f'<{kind} name="{kind}" contains="singleVersion">{meta}{text}</{kind}>'
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<akomaNtoso xmlns="{SPACE}">{document}</akomaNtoso>\n'.encode()


def _earlier(report: Report) -> dict[EId, EId]:
    """What an article was called, where it was one article and had another name."""
    pairs = {match.new[0]: match.old[0] for match in report.alignment.articles if len(match.old) == len(match.new) == 1}
    return {new: old for new, old in pairs.items() if new != old}


def _identification(text: Instrument, names: Names) -> str:
    date = text.published or text.in_force or UNKNOWN_DATE
    name = "publication" if text.published else "entryIntoForce" if text.in_force else "unknown"
    start = f'<FRBRdate date="{escaped(date)}" name="{name}"/>'
    force = f'<FRBRdate date="{escaped(text.in_force)}" name="entryIntoForce"/>' if text.in_force else start
    author = '<FRBRauthor href="#gaidiff"/>'
    language = f'<FRBRlanguage language="{escaped(LANGUAGES.get(text.language, text.language))}"/>'
    return (
        f'<identification source="#{OWN}">'
        f'<FRBRWork>{_address(names.work)}{start}{author}<FRBRcountry value="xx"/></FRBRWork>'
        f"<FRBRExpression>{_address(names.expression)}{force}{author}{language}</FRBRExpression>"
        f"<FRBRManifestation>{_address(names.manifestation)}{start}{author}</FRBRManifestation>"
        "</identification>"
    )


def _address(address: str) -> str:
    return f'<FRBRthis value="{escaped(address)}/!main"/><FRBRuri value="{escaped(address)}"/>'


def _publication(text: Instrument) -> str:
    if text.published is None:
        return ""
    return f'<publication date="{escaped(text.published)}" name="publication" showAs="{escaped(text.title)}"/>'


class _Mods:
    """Gathers modifications; each is numbered as it comes."""

    def __init__(self, old: Names, source: str) -> None:
        self._old = old
        self._source = source
        self.lines: list[str] = []
        self.moves: list[str] = []

    def add(self, match: Match) -> None:
        """The modifications of one match."""
        if match.kind is MatchKind.MOVED:
            event = f"move_{len(self.moves) + 1}"
            self.moves.append(event)
            self._add("repeal", match.old, (), event)
            self._add("insertion", (), match.new, event)
        elif match.kind is not MatchKind.UNCHANGED:
            self._add(TYPES[match.kind], match.old, match.new)
        if match.kind is MatchKind.AMENDED and match.num_changed:
            self._add("renumbering", match.old, match.new)

    def _add(self, kind: str, old: Iterable[EId], new: Iterable[EId], event: str = "") -> None:
        """Destinations are provisions of this text; a repeal has none in it, so it points into the old one."""
        before, after = [self._old.to(eid) for eid in old], [f"#{eid}" for eid in new]
        refers = f' refersTo="#{event}"' if event else ""
        parts = [("source", [self._source]), ("destination", after or before), ("old", before), ("new", after)]
        inside = "".join(f'<{tag} href="{escaped(place)}"/>' for tag, places in parts for place in places)
        number = len(self.lines) + 1
        self.lines.append(f'<textualMod type="{kind}" eId="pmod_{number}"{refers}>{inside}</textualMod>')


def _changes(report: Report, old: Names) -> str:
    """The analysis and the references it needs."""
    mods = _Mods(old, _names(report.new).work)
    for match in (*report.alignment.divisions, *report.alignment.articles):
        if not {PREFACE, REMAINDER} & {*match.old, *match.new}:
            mods.add(match)
    passive = f"<passiveModifications>{''.join(mods.lines)}</passiveModifications>" if mods.lines else ""
    analysis = f'<analysis source="#{OWN}">{passive}</analysis>' if passive else ""
    return analysis + _references(mods.moves)


def _references(moves: Iterable[str]) -> str:
    events = "".join(f'<TLCEvent eId="{one}" href="/akn/ontology/event/{OWN}.{one}" showAs="moved"/>' for one in moves)
    own = f'<TLCOrganization eId="{OWN}" href="/akn/ontology/organization/{OWN}" showAs="{OWN}"/>'
    return f'<references source="#{OWN}">{own}{events}</references>'


RENDERER = Renderer(name="akn", suffix=".xml", render=_render)
