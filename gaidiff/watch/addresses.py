"""An event in, the address of its comparison on the published site out; an address of others in, one to link out."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

if TYPE_CHECKING:
    from gaidiff.model.watch import Event

NOT_IN_ADDRESS: Final = re.compile(r"[\x00-\x20\x7f-\xa0\\\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
SECRET: Final = re.compile(r"key|token|secret|passw|pwd|auth|sig|session|credential", re.IGNORECASE)
# A source's folder on the site, as publish/paths.py names it; a test holds the two together.
PLAIN: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
HASHED: Final = 12  # hex digits
LOOKS_HASHED: Final = re.compile(rf".*-[0-9a-f]{{{HASHED}}}")
DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|index)(?:\..*)?")
NOT_ALLOWED: Final = re.compile(r"[^a-z0-9]+")
LONGEST: Final = 48  # characters before the hash


def report_address(base_address: str | None, event: Event, language: str) -> str:
    """Where the comparison is published; empty without a site or a comparison."""
    if base_address is None or event.old is None or event.new is None:
        return ""
    return f"{base_address.rstrip('/')}/{language}/sources/{folder_of(event.source_id)}/{event.new}.html"


def folder_of(source_id: str) -> str:
    """The folder of a source: its id where that is a plain name, else what is plain in it and a hash of all of it.

    >>> folder_of("gai-measures"), folder_of("../../x")
    ('gai-measures', 'x-9cdf6a50100a')
    """
    if PLAIN.fullmatch(source_id) and not LOOKS_HASHED.fullmatch(source_id) and not DEVICES.fullmatch(source_id):
        return source_id
    plain = NOT_ALLOWED.sub("-", source_id.lower())[:LONGEST].strip("-")
    digest = sha256(source_id.encode("utf-8", "surrogatepass")).hexdigest()[:HASHED]
    return f"{plain or 'source'}-{digest}"


def linked(address: str) -> str:
    r"""An address that may stand behind a link, secrets in its query masked; empty if it may not.

    >>> linked("https://law.test/a?id=3&token=abc"), linked("java\tscript:alert(1)"), linked("//evil.test")
    ('https://law.test/a?id=3&token=...', '', '')
    """
    if not address or NOT_IN_ADDRESS.search(address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return ""
    if not SECRET.search(parts.query):
        return address
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([(name, "..." if SECRET.search(name) else value) for name, value in pairs], safe=".")
    return urlunsplit(parts._replace(query=query))
