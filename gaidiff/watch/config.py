"""watch.toml in, a WatchConfig out; and the entry that `watch add` writes at its end.

The schema is closed: an unknown key is an error, because a misspelt `intervall` would be a source nobody checks. No
key names a command, a module or a template to run: whoever can write this file can make gaidiff ask addresses, not
more. Sinks and delivery settings are checked by those who use them (notify.py).
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from gaidiff.errors import ConfigError
from gaidiff.model.watch import SourceKind, WatchedSource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILE = "watch.toml"
STORE = "watch.db"
DAY = 86_400
UNITS = {"s": 1, "m": 60, "h": 3600, "d": DAY, "w": 7 * DAY}  # seconds
LONGEST = 366 * DAY  # seconds; what is asked less than once a year is not watched
HOST_DELAY = 2.0  # seconds between two requests to one host; Open Terms Archive was refused for less
WORKERS = 4  # threads that wait for servers; reading happens in child processes
MOST_WORKERS = 64
LONGEST_ID = 64  # characters; ids stand in file names of the site and in addresses of its feeds
MOST_BYTES = 4 * 1024 * 1024  # 10,000 sources take 2 MiB

ID = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")  # names of devices on Windows
INTERVAL = re.compile(r"(?P<number>[0-9]{1,6})(?P<unit>[smhdw])")  # 30m   6h   1d
TAG = re.compile(r"[\w][\w .-]{0,39}")
NOT_SLUG = re.compile(r"[^a-z0-9]+")

TABLES = ("source", "sink", "delivery", "site")
SETTINGS = ("store", "allow_net", "host_delay", "workers", "base_address")
FIELDS = (
    "id",
    "address",
    "title",
    "kind",
    "language",
    "interval",
    "jurisdiction",
    "tags",
    "selector",
    "ca_file",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchConfig:
    """All of one watch.toml. `store` is a path or an address of PostgreSQL; `host_delay` is in seconds."""

    path: Path
    store: str
    sources: tuple[WatchedSource, ...] = ()
    sinks: tuple[Mapping[str, Any], ...] = ()
    delivery: Mapping[str, Any] = field(default_factory=dict)
    site: Mapping[str, Any] = field(default_factory=dict)
    allow_net: tuple[str, ...] = ()
    host_delay: float = HOST_DELAY
    workers: int = WORKERS
    base_address: str | None = None  # of the published site, for links in messages and feeds

    def source(self, source_id: str) -> WatchedSource:
        """The source called so; ConfigError if there is none."""
        for source in self.sources:
            if source.id == source_id:
                return source
        known = ", ".join(source.id for source in self.sources[:8]) or "none yet"
        raise ConfigError(f"{self.path.name} has no source {source_id!r}", f"it has: {known}")


def read_config(path: str | Path) -> WatchConfig:
    """Read and check the file. Raises ConfigError that names the file, the key and what was expected."""
    return config_of(text_of(Path(path)), Path(path))


def text_of(path: Path) -> str:
    """The file's text; ConfigError if it cannot be read."""
    try:
        body = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{path} does not exist", "make it with `gaidiff watch add ADDRESS`") from None
    except (OSError, ValueError) as problem:
        raise ConfigError(f"{path} cannot be read: {getattr(problem, 'strerror', None) or problem}") from None
    if len(body) > MOST_BYTES:
        raise ConfigError(f"{path} is too large ({len(body)} bytes)", f"the limit is {MOST_BYTES} bytes")
    try:
        return body.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not UTF-8", "save it as UTF-8") from None


def config_of(text: str, path: Path) -> WatchConfig:
    """The configuration in `text`; `path` is for messages, and relative paths in it start from its folder."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise ConfigError(f"{path} is no TOML: {problem}", "see toml.io") from None
    entry = _Entry(path, "", table)
    entry.close((*SETTINGS, *TABLES))
    sources = tuple(_source(_Entry(path, f"source {n}", each)) for n, each in enumerate(entry.tables("source"), 1))
    _check_unique(path, sources)
    return WatchConfig(
        path=path,
        store=_store(entry.text("store") or STORE, path),
        sources=sources,
        sinks=entry.tables("sink"),
        delivery=entry.section("delivery"),
        site=entry.section("site"),
        allow_net=entry.texts("allow_net"),
        host_delay=entry.seconds("host_delay", HOST_DELAY, shortest=0),
        workers=_workers(entry),
        base_address=entry.text("base_address"),
    )


@dataclass(frozen=True, slots=True)
class _Entry:
    """A table and where it stands, for messages."""

    path: Path
    place: str
    table: Mapping[str, Any]

    def wrong(self, key: str, expected: str) -> ConfigError:
        place = f"{self.path}: {self.place}" if self.place else f"{self.path}:"
        named = self.table.get("id") if self.place.startswith("source") else None
        about = f" ({named})" if isinstance(named, str) else ""
        return ConfigError(f"{place}{about} {key}".replace(":  ", ": "), f"expected {expected}")

    def close(self, known: tuple[str, ...]) -> None:
        for key in self.table:
            if key not in known:
                raise self.wrong(f"has an unknown key {key!r}", f"one of {', '.join(known)}")

    def text(self, key: str) -> str | None:
        value = self.table.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise self.wrong(f"key {key!r} is {_short(value)}", "a text on one line")
        return value

    def needed(self, key: str, what: str) -> str:
        value = self.text(key)
        if value is None:
            raise self.wrong(f"lacks the key {key!r}", what)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.isprintable() for each in value):
            raise self.wrong(f"key {key!r} is {_short(value)}", 'a list of texts, such as ["one", "two"]')
        return tuple(value)

    def section(self, key: str) -> Mapping[str, Any]:
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(f"key {key!r} is {_short(value)}", f"a table [{key}]")
        return value

    def tables(self, key: str) -> tuple[Mapping[str, Any], ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.wrong(f"key {key!r} is {_short(value)}", f"tables [[{key}]]")
        return tuple(value)

    def seconds(self, key: str, default: float, *, shortest: int = 1) -> float:
        value = self.table.get(key)
        if value is None:
            return default
        try:
            return seconds_of(value, shortest=shortest)
        except ValueError:
            raise self.wrong(f"key {key!r} is {_short(value)}", "a time such as 30m, 6h or 1d") from None


def seconds_of(text: object, *, shortest: int = 1) -> int:
    """The seconds of a time as written; ValueError if it is none or out of bounds.

    >>> seconds_of("6h")
    21600
    """
    match = INTERVAL.fullmatch(text) if isinstance(text, str) else None
    seconds = int(match["number"]) * UNITS[match["unit"]] if match else -1
    if not shortest <= seconds <= LONGEST:
        raise ValueError(text)
    return seconds


def interval_of(seconds: int) -> str:
    """Seconds as they are written in watch.toml, in the largest unit that fits.

    >>> interval_of(21600)
    '6h'
    """
    unit = max((unit for unit, size in UNITS.items() if not seconds % size), key=UNITS.__getitem__)
    return f"{seconds // UNITS[unit]}{unit}"


def _source(entry: _Entry) -> WatchedSource:
    entry.close(FIELDS)
    source_id = entry.needed("id", "a short name, such as gai-measures")
    if not is_id(source_id):
        raise entry.wrong(f"key 'id' is {_short(source_id)}", "at most 64 of a-z, 0-9, '-', '_' and '.'")
    kind = entry.text("kind") or SourceKind.DOCUMENT.value
    if kind not in set(SourceKind):
        raise entry.wrong(f"key 'kind' is {_short(kind)}", f"one of {', '.join(SourceKind)}")
    selector = entry.text("selector")
    if selector is not None and kind == SourceKind.FEED:
        raise entry.wrong("key 'selector' is given", "none: a feed has no elements of a page")
    tags = entry.texts("tags")
    if not all(map(TAG.fullmatch, tags)):
        raise entry.wrong(f"key 'tags' is {_short(list(tags))}", "short words")
    return WatchedSource(
        id=source_id,
        address=_address(entry),
        title=entry.text("title") or source_id,
        kind=SourceKind(kind),
        language=entry.text("language"),
        interval=int(entry.seconds("interval", DAY)),
        jurisdiction=entry.text("jurisdiction"),
        tags=tags,
        selector=None if selector is None else _checked(entry, selector),
        ca_file=_ca_file(entry),
    )


def is_id(text: str) -> bool:
    """Whether a source may be called so on every file system.

    >>> [is_id(text) for text in ("gai-measures", "../../x", "CON", "nul.txt", "a.")]
    [True, False, False, False, False]
    """
    return bool(ID.fullmatch(text)) and not RESERVED.fullmatch(text) and ".." not in text


def slug_of(text: str) -> str:
    """An id made from any text: its letters and figures, and a hash where that loses something.

    >>> slug_of("Interim Measures")
    'interim-measures'
    """
    plain = NOT_SLUG.sub("-", text.lower()).strip("-")
    whole = len(plain) <= LONGEST_ID and text.isascii()
    if whole and is_id(plain):
        return plain
    mark = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
    return "-".join(filter(None, (plain[: LONGEST_ID - 9].strip("-"), mark)))


def _address(entry: _Entry) -> str:
    address = entry.needed("address", "an address that begins with https:// or http://")
    try:
        parts = urlsplit(address)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise entry.wrong(f"key 'address' is {_short(address)}", "an address that begins with https:// or http://")
    return address


def _checked(entry: _Entry, selector: str) -> str:
    import soupsieve

    try:
        soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError) as problem:
        reason = str(problem).splitlines()[0]
        raise entry.wrong(f"key 'selector' is {_short(selector)}", f"a CSS selector ({reason})") from None
    return selector


def _ca_file(entry: _Entry) -> str | None:
    name = entry.text("ca_file")
    if name is None:
        return None
    path = entry.path.parent / name
    if not path.is_file():
        raise entry.wrong(f"key 'ca_file' is {_short(name)}", f"a file of certificates; {path} is not there")
    return str(path)


def _workers(entry: _Entry) -> int:
    value = entry.table.get("workers", WORKERS)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_WORKERS:
        raise entry.wrong(f"key 'workers' is {_short(value)}", f"a number from 1 to {MOST_WORKERS}")
    return value


def _store(store: str, path: Path) -> str:
    return store if "://" in store else str(path.parent / store)


def _check_unique(path: Path, sources: tuple[WatchedSource, ...]) -> None:
    seen: dict[str, int] = {}
    for number, source in enumerate(sources, 1):
        if source.id in seen:
            places = f"source {seen[source.id]} and source {number}"
            raise ConfigError(f"{path}: {places} are both called {source.id!r}", "expected one id for each source")
        seen[source.id] = number


def _short(value: object, most: int = 60) -> str:
    text = repr(value)
    return text if len(text) <= most else f"{text[:most]}..."


def entry_of(source: WatchedSource) -> str:
    """The [[source]] of watch.toml that reads back as `source`."""
    default = WatchedSource(id="", address="", title="")
    shown: dict[str, Callable[[Any], str]] = {"interval": lambda value: json.dumps(interval_of(value))}
    lines = ["[[source]]"]
    for name in FIELDS:
        value = getattr(source, name)
        if value != getattr(default, name) or name in {"id", "address", "title"}:
            written = shown.get(name, _toml)(value)
            lines.append(f"{name} = {written}")
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    r"""A TOML basic string or list of them: what JSON writes, and DEL, which TOML wants escaped."""
    plain = list(value) if isinstance(value, tuple) else value
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")


def with_entry(text: str, source: WatchedSource, path: Path) -> str:
    """The file with one more source at its end, all that stood in it unchanged, comments too."""
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    whole = f"{text}{gap}{entry_of(source)}"
    config_of(whole, path)
    return whole
