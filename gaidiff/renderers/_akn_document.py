"""An instrument in, a whole Akoma Ntoso 3.0 document of it out: its addresses, its metadata and its words.

A country is not known from a text and stands as `xx`; a date that is not known stands as year 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from gaidiff.renderers._akn_text import escaped, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId

SPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNKNOWN_DATE: Final = "0001-01-01"
LANGUAGES: Final = {"zh": "zho", "en": "eng", "de": "deu", "fr": "fra", "ja": "jpn", "ko": "kor"}
OWN: Final = "gaidiff"
STATUSES: Final = f"#{OWN}.status"  # the standard has no word for the status of a law, but a place for such words


@dataclass(frozen=True, slots=True)
class Names:
    """The addresses of one text as a work, an expression and a manifestation."""

    work: str
    expression: str
    manifestation: str

    def to(self, eid: EId) -> str:
        """The address of a provision in this version."""
        return f"{self.expression}#{eid}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a document says about an older text: what its provisions were called there, and what it changes."""

    earlier: Mapping[EId, EId]
    analysis: str
    events: str = ""


ALONE: Final = Comparison({}, "")


def names_of(text: Instrument) -> Names:
    """The addresses of a text, made of what it says about itself."""
    date = text.published or text.in_force or UNKNOWN_DATE
    name = quote("-".join(text.title.split()) or text.snapshot_sha256 or "untitled", safe="")
    work = f"/akn/xx/{_kind(text)}/{date}/{name}"
    language = LANGUAGES.get(text.language, text.language)
    expression = f"{work}/{language}@{text.in_force or date}"
    return Names(work, expression, f"{expression}.xml")


def document_of(text: Instrument, compared: Comparison = ALONE) -> bytes:
    """The document, alone or with what a comparison found."""
    own = f"{_identification(text)}{_publication(text)}{_status(text)}"
    meta = f"<meta>{own}{compared.analysis}{_references(text, compared.events)}</meta>"
    bare = f"<meta>{_identification(text)}</meta>"  # of an annex; names are given once in a document
    words = text_of(text, compared.earlier, bare)
    kind = _kind(text)
    document = f'<{kind} name="{kind}" contains="singleVersion">{meta}{words}</{kind}>'
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<akomaNtoso xmlns="{SPACE}">{document}</akomaNtoso>\n'.encode()


def _kind(text: Instrument) -> str:
    return "bill" if text.status == "draft" else "act"


def _identification(text: Instrument) -> str:
    names = names_of(text)
    made = _date(*_made(text))
    force = _date(text.in_force, "entryIntoForce") if text.in_force else made
    adopted = _date(text.adopted, "adoption") if text.adopted else ""
    until = _date(text.comments_until, "commentsUntil") if text.comments_until else ""
    title = f'<FRBRalias value="{escaped(text.title)}" name="title"/>' if text.title else ""
    number = f'<FRBRnumber value="{escaped(text.number)}"/>' if text.number else ""
    authors = "".join(f'<FRBRauthor href="#{eid}"/>' for eid, _ in _authors(text)) or _editor()
    language = f'<FRBRlanguage language="{escaped(LANGUAGES.get(text.language, text.language))}"/>'
    work = f'{title}{made}{adopted}{until}{authors}<FRBRcountry value="xx"/>{number}'
    return (
        f'<identification source="#{OWN}">'
        f"<FRBRWork>{_address(names.work)}{work}</FRBRWork>"
        f"<FRBRExpression>{_address(names.expression)}{force}{authors}{language}</FRBRExpression>"
        f"<FRBRManifestation>{_address(names.manifestation)}{made}{_editor()}</FRBRManifestation>"
        "</identification>"
    )


def _made(text: Instrument) -> tuple[str, str]:
    if text.published:
        return text.published, "publication"
    return (text.in_force, "entryIntoForce") if text.in_force else (UNKNOWN_DATE, "unknown")


def _date(date: str, name: str) -> str:
    return f'<FRBRdate date="{escaped(date)}" name="{name}"/>'


def _editor() -> str:
    return f'<FRBRauthor href="#{OWN}" as="#editor"/>'


def _address(address: str) -> str:
    return f'<FRBRthis value="{escaped(address)}/!main"/><FRBRuri value="{escaped(address)}"/>'


def _publication(text: Instrument) -> str:
    if text.published is None:
        return ""
    return f'<publication date="{escaped(text.published)}" name="publication" showAs="{escaped(text.title)}"/>'


def _status(text: Instrument) -> str:
    if text.status is None:
        return ""
    status = escaped(text.status)
    keyword = f'<keyword dictionary="{STATUSES}" value="{status}" showAs="{escaped(text.status.replace("_", " "))}"/>'
    return f'<classification source="#{OWN}">{keyword}</classification>'


def _authors(text: Instrument) -> Iterator[tuple[str, str]]:
    """The issuing bodies, each with a name to refer to."""
    for number, body in enumerate(text.authority, 1):
        yield f"authority_{number}", body


def _references(text: Instrument, events: str) -> str:
    known = [(OWN, OWN), *_authors(text)]
    bodies = "".join(
        f'<TLCOrganization eId="{eid}" href="/akn/ontology/organization/{quote(body, safe="")}" '
        f'showAs="{escaped(body)}"/>'
        for eid, body in known
    )
    role = '<TLCRole eId="editor" href="/akn/ontology/role/editor" showAs="editor"/>'
    return f'<references source="#{OWN}">{bodies}{role}{events}</references>'
