"""A [[sink]] table in, what sends messages out. One file per kind of sink.

It declares `SINK = SinkKind(name=..., build=...)`. `build` checks its table and returns something with an `id` and
`send(message)`. `send` returns when the message was taken, and raises FetchError when it was not: `transient=True` if
another try may help. A message may be sent twice, always with the same id. Secrets stand in environment variables; the
table names them, and no error repeats them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from gaidiff.sources.egress import Policy
    from gaidiff.watch.message import Message


class Sink(Protocol):
    """Where messages go."""

    @property
    def id(self) -> str:
        """The name it has in watch.toml."""

    def send(self, message: Message) -> None:
        """Hand one message over; FetchError if it was not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a sink is built with beside its table: which addresses it may ask, and where relative paths begin."""

    policy: Policy
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SinkKind:
    """One kind of sink. `build` raises ConfigError, or MissingExtra where a library is not installed."""

    name: str
    build: Callable[[Mapping[str, object], Place], Sink]
