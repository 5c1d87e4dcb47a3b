"""A message in, a notification through apprise out: chat rooms, phones, and some hundred services more.

[[sink]]
id = "chat"
kind = "apprise"
urls_env = "GAIDIFF_APPRISE_URLS"     # names an environment variable: the addresses of apprise hold passwords

Needs the extra `notify`. apprise makes its own connections: the egress policy does not hold for them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from gaidiff.errors import FetchError, MissingExtra
from gaidiff.watch._keys import Keys
from gaidiff.watch.sinks import Place, Sink, SinkKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaidiff.watch.message import Message

KEYS: Final = ("id", "kind", "urls_env")


@dataclass(frozen=True, slots=True)
class Apprise:
    """Tells all addresses at once; taken means that every one of them took it."""

    id: str
    urls_env: str

    def send(self, message: Message) -> None:
        """Notify with the text part; apprise makes of it what each service shows."""
        library = _library()
        targets = library.Apprise()
        for url in os.environ.get(self.urls_env, "").split():
            if not targets.add(url):
                raise FetchError(f"{self.id}: apprise does not know an address in {self.urls_env}", transient=True)
        if not len(targets):
            raise FetchError(f"{self.id}: {self.urls_env} holds no address", "set it", transient=True)
        if not targets.notify(title=message.subject, body=message.text, body_format=library.NotifyFormat.TEXT):
            raise FetchError(f"{self.id}: apprise could not tell all services", transient=True)


def _library() -> Any:
    try:
        import apprise  # type: ignore[import-not-found, unused-ignore]  # an extra
    except ImportError as error:
        raise MissingExtra("a sink of kind apprise needs apprise", "pip install 'gaidiff[notify]'") from error
    return apprise


def _build(table: Mapping[str, object], _: Place) -> Sink:
    keys = Keys(table, f"[[sink]] {table.get('id')!r}", KEYS)
    name = keys.secret("urls_env")
    if name is None:
        raise keys.wrong("urls_env", "the name of an environment variable that holds the addresses")
    _library()
    return Apprise(keys.text("id"), name)


SINK = SinkKind(name="apprise", build=_build)
