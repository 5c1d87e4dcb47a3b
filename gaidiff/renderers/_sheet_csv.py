"""A table in, CSV out (RFC 4180, UTF-8 with the mark that spreadsheets look for): no cell of it is a formula."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from gaidiff.renderers._sheet import texts

if TYPE_CHECKING:
    from gaidiff.renderers._sheet import Sheet


def csv_of(sheet: Sheet) -> bytes:
    """The head and the rows; title and notes have no place in data."""
    buffer = StringIO(newline="")
    csv.writer(buffer).writerows(texts(sheet))
    return buffer.getvalue().encode("utf-8-sig")
