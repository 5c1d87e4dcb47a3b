"""The apprise sink: with the library, and the clear word without it."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace

import pytest
from outbox import LOOPBACK, change

from gaidiff.errors import ConfigError, FetchError, MissingExtra
from gaidiff.watch.message import message_of, told
from gaidiff.watch.notify import sinks_of
from gaidiff.watch.sinks import Sink

TABLE = {"id": "chat", "kind": "apprise", "urls_env": "CHAT_URLS"}
MESSAGE = message_of(told("d1", change(), None, language="en"), language="en")


def sink() -> Sink:
    (found,) = sinks_of((TABLE,), policy=LOOPBACK)
    return found


class Library(ModuleType):
    """What the sink uses of apprise."""

    NotifyFormat = SimpleNamespace(TEXT="text")

    def __init__(self, *, works: bool = True) -> None:
        super().__init__("apprise")
        self.works = works
        self.told: list[tuple[str, str, str]] = []
        library = self

        class Apprise(list[str]):
            def add(self, url: str) -> bool:
                self.append(url)
                return url.startswith("known://")

            def notify(self, *, title: str, body: str, body_format: str) -> bool:
                library.told += [(url, title, body) for url in self if body_format == "text"]
                return library.works

        self.Apprise = Apprise


@pytest.fixture(autouse=True)
def _addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAT_URLS", "known://a:secret@room known://b")


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(MissingExtra, match=r"pip install 'gaidiff\[notify\]'"):
        sink()


def test_the_text_goes_to_every_address(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library()
    monkeypatch.setitem(sys.modules, "apprise", library)
    sink().send(MESSAGE)
    assert library.told == [(url, MESSAGE.subject, MESSAGE.text) for url in ("known://a:secret@room", "known://b")]


def test_a_service_that_was_not_told_means_another_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", Library(works=False))
    with pytest.raises(FetchError, match="could not tell all services") as caught:
        sink().send(MESSAGE)
    assert caught.value.transient


def test_an_address_apprise_does_not_know_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", Library())
    monkeypatch.setenv("CHAT_URLS", "odd://user:secret@host")
    with pytest.raises(FetchError, match="does not know an address in CHAT_URLS") as caught:
        sink().send(MESSAGE)
    assert "secret" not in str(caught.value)


def test_the_addresses_stand_in_the_environment_only() -> None:
    with pytest.raises(ConfigError, match="unknown key 'urls'"):
        sinks_of(({**TABLE, "urls": "known://a:secret@room"},), policy=LOOPBACK)
