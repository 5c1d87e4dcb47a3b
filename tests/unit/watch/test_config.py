"""watch.toml in: what is read, what is refused and how it is said, and what `watch add` writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gaidiff.errors import ConfigError
from gaidiff.model.watch import SourceKind, WatchedSource
from gaidiff.watch.config import config_of, entry_of, interval_of, is_id, read_config, seconds_of, slug_of, with_entry

PATH = Path("folder") / "watch.toml"
GOOD = """
# our sources
store = "laws.db"
allow_net = ["127.0.0.0/8"]
host_delay = "5s"
workers = 2

[delivery]
digest = "daily"

[[source]]
id = "gai-measures"
address = "https://law.test/gai"  # the ministry
title = "示例办法"
interval = "6h"
tags = ["AI", "draft law"]
selector = "div.main > p"

[[source]]
id = "new-laws"
kind = "index"
address = "https://law.test/list"

[[sink]]
id = "team"
kind = "file"
"""


def refusal(text: str) -> str:
    with pytest.raises(ConfigError) as problem:
        config_of(text, PATH)
    assert "\n" not in str(problem.value)
    assert "watch.toml" in str(problem.value)
    return str(problem.value)


def source(**fields: object) -> str:
    table = {"id": "law", "address": "https://law.test/", **fields}
    return "[[source]]\n" + "".join(f"{key} = {value!r}\n" for key, value in table.items() if value is not None)


def test_a_configuration_is_read_whole() -> None:
    config = config_of(GOOD, PATH)
    assert config.store == str(Path("folder") / "laws.db")
    assert (config.host_delay, config.workers, config.allow_net) == (5, 2, ("127.0.0.0/8",))
    assert dict(config.delivery) == {"digest": "daily"}
    assert [dict(sink) for sink in config.sinks] == [{"id": "team", "kind": "file"}]
    first, second = config.sources
    assert first == WatchedSource(
        id="gai-measures",
        address="https://law.test/gai",
        title="示例办法",
        interval=21_600,
        tags=("AI", "draft law"),
        selector="div.main > p",
    )
    assert (second.kind, second.title, second.interval) == (SourceKind.INDEX, "new-laws", 86_400)
    assert config.source("new-laws") is second


def test_an_address_of_a_database_is_left_as_it_is() -> None:
    assert config_of('store = "postgresql://db/watch"', PATH).store == "postgresql://db/watch"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("intervall = '1d'", "unknown key 'intervall'; expected one of store"),
        (source(intervall="1d"), "source 1 (law) has an unknown key 'intervall'"),
        (source(address=None), "lacks the key 'address'"),
        (source(address="ftp://law.test/"), "begins with https://"),
        (source(address="https://"), "begins with https://"),
        (source(interval="1 day"), "expected a time such as 30m, 6h or 1d"),
        (source(interval="0s"), "expected a time such as 30m, 6h or 1d"),
        (source(interval="9999d"), "expected a time such as 30m, 6h or 1d"),
        (source(kind="page"), "expected one of document, index, feed"),
        (source(selector="div[["), "expected a CSS selector"),
        (source(kind="feed", selector="a"), "expected none"),
        (source(tags=["<b>"]), "expected short words"),
        (source(ca_file="missing.pem"), "missing.pem is not there"),
        (source(title="two\\nlines").replace("'two\\\\nlines'", '"two\\nlines"'), "expected a text on one line"),
        (source() + source(), "both called 'law'"),
        ("workers = 0", "expected a number from 1 to 64"),
        ("workers = true", "expected a number from 1 to 64"),
        ("source = 3", "expected tables [[source]]"),
        ("delivery = 3", "expected a table [delivery]"),
        ("store = [", "is no TOML"),
        ("a = 1\na = 2", "is no TOML"),
    ],
)
def test_what_is_wrong_is_said_with_file_key_and_what_was_expected(text: str, named: str) -> None:
    assert named in refusal(text)


@pytest.mark.parametrize("hook", ["command", "hook", "exec", "on_change", "script", "plugin"])
def test_d23_no_key_runs_anything(hook: str) -> None:
    assert "unknown key" in refusal(f'{hook} = "rm -rf /"')
    assert "unknown key" in refusal(source(**{hook: "rm -rf /"}))


@pytest.mark.parametrize(
    "name",
    ["../../x", "a/b", "a\\b", "", ".", "..", "a..b", "-a", "a-", "a.", "CON", "con", "nul.txt", "lpt1", "x" * 65,
     "GAI", "法", "a b", "a\0b", "a\nb", "~root", "$(id)", "%2e%2e"],
)  # fmt: skip
def test_d22_an_id_that_could_leave_its_folder_or_collide_is_refused(name: str) -> None:
    assert not is_id(name)
    quoted = name.replace("\\", "\\\\").replace("\0", "\\u0000").replace("\n", "\\n")
    refusal(f'[[source]]\nid = "{quoted}"\naddress = "https://law.test/"\n')


@pytest.mark.parametrize("text", ["../../x", "示例办法", "x" * 300, "CON", "a.", "\0", "Interim Measures", "", "A  B"])
def test_d22_a_name_made_from_any_text_is_an_id(text: str) -> None:
    assert is_id(slug_of(text))


def test_d22_names_that_lose_characters_stay_apart() -> None:
    assert slug_of("示例办法") != slug_of("示例条例")
    assert slug_of("x" * 300) != slug_of("x" * 301)


def test_an_entry_is_added_at_the_end_and_comments_stay() -> None:
    new = WatchedSource(
        id="new",
        address='https://law.test/?q="a"',
        title='Quote " and \\ and \x7f \u4e0d',
        interval=1800,
        kind=SourceKind.FEED,
        jurisdiction="EU",
        tags=("x",),
    )
    new = replace(new, title='Quote " and \\ 不')
    whole = with_entry(GOOD, new, PATH)
    assert whole.startswith(GOOD)
    assert config_of(whole, PATH).sources[-1] == new
    assert 'interval = "30m"' in entry_of(new)


def test_an_entry_that_cannot_be_read_back_is_not_written() -> None:
    with pytest.raises(ConfigError, match="both called"):
        with_entry(GOOD, WatchedSource(id="new-laws", address="https://law.test/", title="x"), PATH)


def test_files_that_cannot_be_read_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="does not exist; make it with"):
        read_config(tmp_path / "watch.toml")
    (tmp_path / "watch.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="is not UTF-8"):
        read_config(tmp_path / "watch.toml")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_config(tmp_path)


def test_a_file_with_a_byte_order_mark_and_windows_lines_is_read(tmp_path: Path) -> None:
    (tmp_path / "watch.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert len(read_config(tmp_path / "watch.toml").sources) == 2


@pytest.mark.parametrize(
    ("text", "seconds"), [("45s", 45), ("30m", 1800), ("6h", 21_600), ("1d", 86_400), ("2w", 1_209_600)]
)
def test_times_are_read_and_written(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds
    assert interval_of(seconds) == text
