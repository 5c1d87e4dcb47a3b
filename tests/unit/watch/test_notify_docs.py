"""docs/notifications.md: its configuration works, its receiver accepts what is sent, its names are the data's."""

from __future__ import annotations

import json
import re
import sys
import time
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import ROOT
from faults import FaultServer
from outbox import LOOPBACK, change

from gaidiff.watch.message import message_of, told
from gaidiff.watch.notify import settings_of, sinks_of
from gaidiff.watch.sinks.webhook import Webhook

TEXT = (ROOT / "docs" / "notifications.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(?P<code>.*?)```", TEXT, re.DOTALL)
    assert found is not None
    return found["code"]


def test_the_configuration_can_be_used_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tomllib.loads(block("toml"))
    for table in config["sink"]:
        for key, name in table.items():
            if key.endswith("_env"):
                monkeypatch.setenv(name, "something")
    monkeypatch.setitem(sys.modules, "apprise", ModuleType("apprise"))
    sinks = sinks_of(config["sink"], policy=LOOPBACK, folder=tmp_path)
    assert [sink.id for sink in sinks] == ["counsel", "team", "chat", "log"]
    settings = settings_of(config["delivery"], config["sink"], base_address=config["base_address"])
    assert settings.manner_of("counsel").digest.value == "daily"
    assert settings.manner_of("team").digest.value == "off"


def test_the_receiver_accepts_what_is_sent_and_nothing_altered_or_old(monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, Any] = {}
    exec(block("python"), names)  # noqa: S102, the example of the docs
    is_genuine = names["is_genuine"]
    monkeypatch.setenv("HOOK", "s3cret")
    with FaultServer() as server:
        server.page("/hook")
        hook = Webhook(id="team", address=server.at("/hook"), policy=LOOPBACK, secret_env="HOOK")  # noqa: S106, a name
        hook.send(message_of(told("d1", change(), None, language="en"), language="en"))
        (hit,) = server.hits("/hook")
    headers = {name.title(): value for name, value in hit.request.headers.items()}
    assert is_genuine("s3cret", headers, hit.request.body)
    assert not is_genuine("other", headers, hit.request.body)
    assert not is_genuine("s3cret", headers, hit.request.body + b" ")
    monkeypatch.setattr(time, "time", lambda: float(headers["X-Gaidiff-Timestamp"]) + 301)
    assert not is_genuine("s3cret", headers, hit.request.body)


def test_the_names_in_the_example_are_those_of_the_data() -> None:
    printed = json.loads(block("json"))
    sent = message_of(told("d1", change(), None, language="en"), language="en")
    assert set(printed) == {*sent.data, "subject"}
