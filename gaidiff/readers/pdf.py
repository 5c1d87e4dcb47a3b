"""A PDF file with a text layer in, a Reading out: lines joined to paragraphs, running heads and page numbers aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from gaidiff.errors import EmptyDocument, ReadError
from gaidiff.model.text import Diagnostic, Reading, Role, Snapshot
from gaidiff.readers import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.readers._pdf_lines import Sheet

HEAD = 1024  # bytes; readers of PDF forgive what stands before the signature
SIGNATURE = re.compile(rb"%PDF-[12]\.\d")
MOST_UNKNOWN = 0.1  # share of characters without a Unicode value; above it the text layer is of no use
OCR = "run OCR on it first"


def _sniff(body: bytes) -> float:
    return 1.0 if SIGNATURE.search(body, 0, HEAD) else 0.0


def read_here(snapshot: Snapshot) -> Reading:
    """Read a PDF file in this process; `_read` does it in a limited one."""
    from gaidiff.readers._notes import notes_on
    from gaidiff.readers._pdf_paragraphs import blocks_of

    sheets = _sheets(snapshot)
    _refuse_scans(sheets, snapshot.location)
    blocks = blocks_of(sheets)
    furniture = sum(block.role == Role.FURNITURE for block in blocks)
    numbers = sum(len(sheet.numbers) for sheet in sheets)
    unseen = sum(sheet.unseen for sheet in sheets)
    counts = (
        ("page_furniture", furniture, "running heads, running feet and page numbers were set aside"),
        ("line_numbers", numbers, "line numbers in the margin were set aside"),
        ("hidden_text", unseen, "pieces of text are drawn invisibly, as in the text layer of a scan; they were kept"),
    )
    notes = tuple(Diagnostic(code, f"{count} {what}") for code, count, what in counts if count)
    return Reading(
        blocks=blocks,
        media_type="application/pdf",
        location=snapshot.location,
        snapshot_sha256=snapshot.sha256,
        diagnostics=(*notes, *notes_on(blocks)),
    )


def _sheets(snapshot: Snapshot) -> list[Sheet]:
    from gaidiff.readers._pdf_lines import sheet_of

    document = _open(snapshot)
    try:
        return [sheet_of(document[index], index + 1) for index in range(len(document))]
    finally:
        document.close()


def _open(snapshot: Snapshot) -> Any:
    import pypdfium2

    from gaidiff.readers._pdf_lines import pdfium

    library: Any = pypdfium2
    try:
        return library.PdfDocument(snapshot.body)
    except library.PdfiumError as problem:
        if getattr(problem, "err_code", None) == pdfium().FPDF_ERR_PASSWORD:
            raise ReadError(f"{snapshot.location} is encrypted", "save it without a password") from None
        raise ReadError(f"{snapshot.location} is a damaged PDF file", "save it anew") from None


def _refuse_scans(sheets: Sequence[Sheet], location: str) -> None:
    """Half a law is worse than none: the other half would be reported as repealed."""
    from gaidiff.readers._pdf_paragraphs import furniture_of

    apart = furniture_of(sheets)
    texts = {
        s.number: "".join(line.text for i, line in enumerate(s.lines) if (s.number, i) not in apart) for s in sheets
    }
    missing = [s.number for s in sheets if not s.blank and not texts[s.number] and (s.scanned or not s.lines)]
    if len(missing) == len(sheets) or not any(texts.values()):
        raise EmptyDocument(f"{location} has no text layer: it is a scan", OCR)
    if missing:
        pages = ", ".join(map(str, missing))
        raise ReadError(f"{location}: {'pages' if len(missing) > 1 else 'page'} {pages} without a text layer", OCR)
    whole = "".join(texts.values())
    unknown = sum("\ue000" <= letter <= "\uf8ff" or letter == "\ufffd" for letter in whole)  # private use, or none
    if unknown > MOST_UNKNOWN * len(whole):
        raise ReadError(f"{location}: {unknown} of {len(whole)} characters have no meaning in its fonts", OCR)


def _read(snapshot: Snapshot) -> Reading:
    from gaidiff.readers._confine import confined

    return confined(read_here, snapshot)


READER = Reader(name="pdf", media_types=("application/pdf",), suffixes=(".pdf",), sniff=_sniff, read=_read)
