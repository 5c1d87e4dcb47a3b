"""Bytes in, text out, with the name of the encoding and the number of characters that could not be decoded.

Order: byte order mark, strict UTF-8 that holds non-ASCII characters, the declaration, UTF-16 without a mark,
detection. What is declared as gb2312 or gbk is gb18030: 镕 and 喆 stand in real laws and in neither of the two.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from gaidiff.errors import ReadError, UnsupportedFormat
from gaidiff.model.text import Diagnostic

REPLACEMENT = "\ufffd"
MOST_REPLACED = 0.001  # share of characters; above it the encoding is wrong, not the file slightly damaged
SAMPLE = 200_000  # bytes shown to the detector; a law's script shows in the first page
PLAUSIBLE = 0.97  # share of characters of known scripts in UTF-16 text
FEWEST_COMMON = 0.05  # share of spaces, figures and punctuation, which no text is without
ASCII_TEXT = 0.95  # share of printable bytes; with FEW_ZEROS between them it is ASCII, not UTF-16
FEW_ZEROS = 0.3  # share of zero bytes; in UTF-16 they are half of Latin text
MIXED = 0.2  # share of non-ASCII bytes in UTF-8 Chinese characters that chance does not give other encodings
SURE_UTF8 = 4  # multi-byte characters; text of another encoding passes as UTF-8 by chance with fewer only

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

SUPERSETS = {  # what browsers read instead of what pages declare
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "tis-620": "cp874",
    "iso8859-9": "cp1254",
}

CANDIDATES = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "cp1251", "koi8_r", "cp1253", "cp1252")
# The DOS code pages are left out: a page of English with two accents fits any of them.

# Han in UTF-8: E4 B8 80 (一) to E9 BF BF
HAN_IN_UTF8 = re.compile(rb"[\xe4-\xe9][\x80-\xbf]{2}")
PRINTABLE = re.compile(rb"[\t\n\r\x20-\x7e]")
# Compiled where they are used: few files are UTF-16 without a mark, and the wide ranges take 2 ms.
LAWFUL = "[\t\n\r\x20-\x7e\xa0-\u024f\u2010-\u2027\u2030-\u203b\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]"
COMMON = r"[\s0-9.,;:()、。，；：（）「」]"
NON_ASCII = re.compile(rb"[\x80-\xff]")
LONE_SURROGATE = "[\ud800-\udfff]"


class Decoded(NamedTuple):
    """Text without lone surrogates; `encoding` by its Python name; `replaced` counts the U+FFFD in it."""

    text: str
    encoding: str
    replaced: int

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the reader of a report should know of the decoding."""
        if not self.replaced:
            return ()
        message = f"{self.replaced} characters could not be decoded as {self.encoding} and are shown as {REPLACEMENT}"
        return (Diagnostic("replaced_characters", message),)


def decode(body: bytes, location: str, declared: str | None = None) -> Decoded:
    """Decode `body`, helped by the charset it declares.

    Raises UnsupportedFormat for bytes that are no text, ReadError for mixed or unknown encodings.
    """
    for mark, encoding in BOMS:
        if body.startswith(mark):
            return _checked(body[len(mark) :], encoding, location)
    if b"\0" in body:
        return _checked(body, _utf16_side(body, location), location)
    valid = _decodes(body, "utf-8")
    if valid and (declared is None or len(NON_ASCII.findall(body[:SAMPLE])) >= 2 * SURE_UTF8):
        return _checked(body, "utf-8", location)
    if not valid and _decodes(body, "utf-8", "surrogatepass"):
        return _checked(_without_surrogates(body), "utf-8", location)
    named = codec_of(declared)
    if named and _decodes(body, named):
        return _checked(body, named, location)
    if valid or _mostly_utf8(body):
        return _checked(body, "utf-8", location)
    return _checked(body, named or _detected(body, location), location)


def codec_of(name: str | None) -> str | None:
    """The Python codec for a declared charset, widened as browsers do; None if there is none.

    >>> codec_of("GB2312")
    'gb18030'
    """
    if not name:
        return None
    try:
        codec = codecs.lookup(name.strip().strip("'\"").removeprefix("x-")).name
        "".encode(codec)  # Python has codecs from bytes to bytes too (`hex`, `zip`), which refuse this
    except (LookupError, ValueError):
        return None
    return SUPERSETS.get(codec, codec)


def _checked(body: bytes, encoding: str, location: str) -> Decoded:
    text = body.decode(encoding, "replace")
    if encoding != "utf-8":  # which has none
        text = re.sub(LONE_SURROGATE, REPLACEMENT, text)
    replaced = text.count(REPLACEMENT)
    if replaced > MOST_REPLACED * len(text):
        share = f"{replaced} of {len(text)} characters are not {encoding}"
        raise ReadError(f"{location} is in a mixed or unknown encoding ({share})", "save it as UTF-8")
    return Decoded(text, encoding, replaced)


def _without_surrogates(body: bytes) -> bytes:
    """UTF-8 with halves of characters (from Java or JavaScript): pairs are put together, lone halves replaced."""
    halves = body.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le", "replace").encode()


def _decodes(body: bytes, encoding: str, errors: str = "strict") -> bool:
    try:
        body.decode(encoding, errors)
    except ValueError:
        return False
    return True


def _mostly_utf8(body: bytes) -> bool:
    """UTF-8 with a few damaged bytes, not another encoding: undone characters are rare among non-ASCII ones."""
    damaged = body.decode("utf-8", "replace").count(REPLACEMENT)
    return damaged * 20 < len(NON_ASCII.findall(body)) / 3


def _utf16_side(body: bytes, location: str) -> str:
    """The byte order of UTF-16 without a mark; raise for other bytes with NUL.

    Zero bytes do not lie on one side only: 一 is 4E 00 and the ideographic space 30 00.
    """
    inked = body.replace(b"\0", b"")
    ascii_text = len(PRINTABLE.findall(inked)) > ASCII_TEXT * len(inked) and len(inked) > (1 - FEW_ZEROS) * len(body)
    if len(body) % 2 == 0 and not ascii_text:
        shares = [(_plausible(body, encoding), encoding) for encoding in ("utf-16-be", "utf-16-le")]
        share, encoding = max(shares)
        if share >= PLAUSIBLE:
            return encoding
    raise UnsupportedFormat(f"{location} holds NUL bytes: it is no text", "pass a text, HTML, DOCX or PDF file")


def _plausible(body: bytes, encoding: str) -> float:
    """Share of characters that laws are made of, 0 if they are not in this encoding."""
    try:
        text = body[: SAMPLE * 2].decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    if len(re.findall(COMMON, text)) < FEWEST_COMMON * len(text):
        return 0.0
    return len(re.findall(LAWFUL, text)) / max(len(text), 1)


def _detected(body: bytes, location: str) -> str:
    """Ask charset-normalizer, which is imported here only: most files are UTF-8 and never need it."""
    from charset_normalizer import from_bytes

    foreign = len(NON_ASCII.findall(body))
    if 3 * len(HAN_IN_UTF8.findall(body)) > MIXED * foreign:
        raise ReadError(f"{location} mixes UTF-8 with another encoding", "save it as UTF-8")
    best = from_bytes(body[: _character_end(body, SAMPLE)], cp_isolation=list(CANDIDATES)).best()
    encoding = codec_of(best.encoding) if best else None
    if encoding is None:
        raise ReadError(f"{location} is in a mixed or unknown encoding", "save it as UTF-8")
    return encoding


def _character_end(body: bytes, limit: int) -> int:
    """A place to cut that splits no character: after the last line end before `limit`."""
    return len(body) if len(body) <= limit else (body.rfind(b"\n", 0, limit) + 1 or limit)
