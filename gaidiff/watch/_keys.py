"""One table of watch.toml in, its values out, each of the type asked for; ConfigError names the key."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Keys:
    """A table and what it is called in messages: `[[sink]] "team"`."""

    def __init__(self, table: Mapping[str, object], where: str, known: Collection[str]) -> None:
        self._table = table
        self._where = where
        for key in table:
            if key not in known:
                raise ConfigError(f"{where} has an unknown key {key!r}", f"use {', '.join(sorted(known))}")

    def wrong(self, key: str, expected: str) -> ConfigError:
        """The error for a key that is missing or unusable. The value is not repeated: it may be a secret."""
        state = "cannot be used" if key in self._table else "is missing"
        return ConfigError(f"{self._where}: {key} {state}", f"give it as {expected}")

    def maybe(self, key: str, expected: str = 'a text, "..."') -> str | None:
        """A text, None where the key is not given."""
        value = self._table.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, expected)
        return value

    def text(self, key: str, expected: str = 'a text, "..."') -> str:
        """A text that must be there."""
        value = self.maybe(key, expected)
        if value is None:
            raise self.wrong(key, expected)
        return value

    def texts(self, key: str, expected: str) -> tuple[str, ...]:
        """One text or several."""
        value = self._table.get(key)
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not values:
            raise self.wrong(key, expected)
        found = tuple(one for one in values if isinstance(one, str) and one.strip())
        if len(found) != len(values):
            raise self.wrong(key, expected)
        return found

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number from `least` to `most`."""
        value = self._table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.wrong(key, f"a whole number from {least} to {most}")
        return value

    def choice(self, key: str, choices: Collection[str], default: str) -> str:
        """One of a few words."""
        value = self._table.get(key, default)
        if not isinstance(value, str) or value not in choices:
            raise self.wrong(key, f"one of {', '.join(choices)}")
        return value

    def secret(self, key: str) -> str | None:
        """The name of an environment variable that is set; None where the key is not given.

        The config holds the name only, and the value is asked for at each use: no secret is stored.
        """
        name = self.maybe(key, "the name of an environment variable")
        if name is not None and not os.environ.get(name):
            raise ConfigError(f"{self._where}: the environment variable named by {key} is not set", "set it first")
        return name
