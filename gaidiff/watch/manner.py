"""The [delivery] and [[sink]] tables of watch.toml in, how each sink is told out: language, digest, quiet hours.

[delivery] says what goes for all sinks; a [[sink]] may say otherwise for itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from gaidiff.errors import ConfigError
from gaidiff.model.watch import EventKind
from gaidiff.watch._keys import Keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

HOUR: Final = 3_600  # seconds
LANGUAGES: Final = ("en", "zh")
READERS: Final = frozenset({EventKind.ADDED, EventKind.CHANGED, EventKind.GONE})
AUDIENCES: Final = {"all": frozenset(EventKind), "readers": READERS, "operators": frozenset(EventKind) - READERS}
OWN: Final = ("language", "audience", "digest", "digest_at", "quiet", "time_zone", "cap_per_hour")
COMMON: Final = (*OWN, "attempts", "patience")
QUIET: Final = re.compile(
    r"""
    (?P<start> (?: [01][0-9] | 2[0-3] ) : [0-5][0-9] )
    \s* [-–] \s*
    (?P<end> (?: [01][0-9] | 2[0-3] ) : [0-5][0-9] )
    """,  # 22:00-07:00
    re.VERBOSE,
)
CAP: Final = 30  # single messages in an hour: more are not read one by one
ATTEMPTS: Final = 20  # with the backoff of notify.py about three days: longer than a week-end
PATIENCE: Final = 60  # seconds for one round of one sink


class Digest(StrEnum):
    """When messages go out together."""

    OFF = "off"
    HOURLY = "hourly"
    DAILY = "daily"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How one sink is told. `digest_at` and `quiet` are local times in `zone`; quiet hours may pass midnight."""

    language: str = "en"
    kinds: frozenset[EventKind] = frozenset(EventKind)
    digest: Digest = Digest.OFF
    digest_at: time = time(8)
    quiet: tuple[time, time] | None = None
    zone: tzinfo = UTC
    cap_per_hour: int = CAP

    def is_quiet(self, now: float) -> bool:
        """Whether nothing is sent at this moment."""
        if self.quiet is None:
            return False
        start, end = self.quiet
        local = datetime.fromtimestamp(now, self.zone).time()
        return start <= local < end if start <= end else local >= start or local < end

    def digest_due(self, at: float) -> float:
        """When the digest that an event of that moment belongs to is complete."""
        return self._daily(at) if self.digest is Digest.DAILY else hour_after(at)

    def _daily(self, at: float) -> float:
        day = datetime.fromtimestamp(at, self.zone).date()
        while (due := datetime.combine(day, self.digest_at, self.zone).timestamp()) <= at:
            day += timedelta(days=1)
        return due


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What goes for all sinks, and the manner of those that say otherwise. `patience` is in seconds."""

    manner: Manner = Manner()
    sinks: tuple[tuple[str, Manner], ...] = ()
    base_address: str | None = None  # where the site is published: reports are linked there
    attempts: int = ATTEMPTS
    patience: float = PATIENCE

    def manner_of(self, sink: str) -> Manner:
        """How one sink is told."""
        return dict(self.sinks).get(sink, self.manner)


def hour_after(at: float) -> float:
    """The end of the clock hour."""
    return (at // HOUR + 1) * HOUR


def settings_of(
    delivery: Mapping[str, object], sinks: Sequence[Mapping[str, object]] = (), *, base_address: str | None = None
) -> Settings:
    """Both tables checked. Raises ConfigError; keys of a sink that are its own are left to the sink."""
    keys = Keys(delivery, "[delivery]", COMMON)
    common = {key: value for key, value in delivery.items() if key in OWN}
    own = []
    for table in sinks:
        said = {key: value for key, value in table.items() if key in OWN}
        if said:
            own.append((str(table.get("id")), _manner({**common, **said}, f"[[sink]] {table.get('id')!r}")))
    return Settings(
        manner=_manner(common, "[delivery]"),
        sinks=tuple(own),
        base_address=base_address,
        attempts=keys.whole("attempts", ATTEMPTS, 1, 100),
        patience=keys.whole("patience", PATIENCE, 1, 3600),
    )


def _manner(table: Mapping[str, object], where: str) -> Manner:
    keys = Keys(table, where, OWN)
    return Manner(
        language=keys.choice("language", LANGUAGES, "en"),
        kinds=AUDIENCES[keys.choice("audience", tuple(AUDIENCES), "all")],
        digest=Digest(keys.choice("digest", tuple(Digest), Digest.OFF)),
        digest_at=_digest_at(keys),
        quiet=_quiet(keys),
        zone=_zone(keys),
        cap_per_hour=keys.whole("cap_per_hour", CAP, 0, 10_000),
    )


def _digest_at(keys: Keys) -> time:
    said = keys.maybe("digest_at") or "08:00"
    if re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", said, re.ASCII) is None:
        raise keys.wrong("digest_at", 'a local time, "08:00"')
    return time.fromisoformat(said)


def _quiet(keys: Keys) -> tuple[time, time] | None:
    said = keys.maybe("quiet")
    if said is None:
        return None
    match = QUIET.fullmatch(said.strip())
    if match is None or match["start"] == match["end"]:
        raise keys.wrong("quiet", 'two local times, "22:00-07:00"')
    return time.fromisoformat(match["start"]), time.fromisoformat(match["end"])


def _zone(keys: Keys) -> tzinfo:
    name = keys.maybe("time_zone")
    if name is None or name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (LookupError, ValueError, OSError) as error:  # unknown, no name at all, a folder of names
        expected = 'a name such as "Europe/Berlin" or "Asia/Shanghai"; if it is one, install the package tzdata'
        raise keys.wrong("time_zone", expected) from error


def seconds_of(at: str) -> float:
    """ISO 8601 as Unix seconds; without a zone it is UTC."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise ConfigError(f"{at!r} is no time", "it must be ISO 8601") from error
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
