"""`gaidiff watch` as a person uses it: add, check, status, history, show, compare, export, verify, backup."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from faults import Exchange, FaultServer
from watched import en_law, page, text, zh_law

from gaidiff.model.watch import EventKind
from gaidiff.sources.store import open_store

Result = subprocess.CompletedProcess[bytes]
Gaidiff = Callable[..., Result]

NET = ("--allow-net", "127.0.0.0/8")
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
NOISE = Random(4)  # noqa: S311, seeded
AMENDED = [line.replace("不得", "得", 1) if line.startswith("第四条") else line for line in zh_law(2)]
LIGHT = ("requests", "sqlalchemy", "bs4", "lxml", "rich", "gaidiff.pipeline")


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        running.route("/zh", lambda exchange: exchange.answer(page(zh_law(2), NOISE)))
        running.page("/en.txt", text(en_law(3)), headers=PLAIN)
        yield running


@pytest.fixture
def added(gaidiff: Gaidiff, server: FaultServer, tmp_path: Path) -> Path:
    """A watch.toml with one source, `law`, and its first revision in the store."""
    assert gaidiff("watch", "add", server.at("/zh"), "--id", "law", *NET).returncode == 0
    path = tmp_path / "watch.toml"
    path.write_text(f'host_delay = "0s"\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    return path


def out(result: Result) -> str:
    assert result.stderr == b"", result.stderr.decode()
    return result.stdout.decode()


def refusal(result: Result, code: int) -> str:
    assert result.returncode == code
    (line,) = result.stderr.decode().splitlines()
    assert line.startswith("gaidiff: error[")
    return line


def test_add_shows_what_it_read_and_writes_an_entry_and_a_first_revision(
    gaidiff: Gaidiff, server: FaultServer, tmp_path: Path
) -> None:
    said = out(gaidiff("watch", "add", server.at("/zh"), "--interval", "6h", "--tag", "AI", *NET))
    assert said.startswith("示例第三号灯火管理办法: 12 articles, language zh")
    assert "  第一条  灯具提供者" in said
    assert "… and 7 more" in said
    written = (tmp_path / "watch.toml").read_text(encoding="utf-8")
    assert written.startswith("# The sources that `gaidiff watch` looks at.\n")
    assert 'allow_net = ["127.0.0.0/8"]' in written
    assert 'interval = "6h"' in written
    with open_store(tmp_path / "watch.db", create=False) as store:
        assert [event.kind for event in store.events()] == [EventKind.ADDED]
    assert server.count("/zh") == 1, "fetched once"


def test_add_keeps_what_stands_in_the_file_and_gives_a_free_name(
    gaidiff: Gaidiff, server: FaultServer, added: Path
) -> None:
    before = added.read_text(encoding="utf-8") + "# a comment at the end"
    added.write_text(before, encoding="utf-8")
    said = out(gaidiff("watch", "add", server.at("/en.txt")))
    assert said.endswith("added to watch.toml as measures-no-3-for-the-keeping-of\n")
    assert added.read_text(encoding="utf-8").startswith(before + "\n")
    assert "has http" in refusal(gaidiff("watch", "add", server.at("/en.txt")), 2)


@pytest.mark.parametrize(
    ("path", "status", "body", "code", "said"),
    [
        ("/captcha", 200, "<html><body><p>请输入验证码</p></body></html>", 3, "the page says “验证码”"),
        ("/missing", 404, "no", 2, "the server answered 404"),
        ("/closed", 403, "no", 3, "the server answered 403"),
        ("/down", 503, "no", 3, "the server answered 503"),
        ("/empty", 200, "", 2, "the answer is empty"),
        ("/talk", 200, "<html><body><p>Nothing but talk.</p></body></html>", 2, "cannot be added"),
    ],
)
def test_add_writes_nothing_where_no_law_was_read(  # noqa: PLR0913, PLR0917, a table
    gaidiff: Gaidiff, server: FaultServer, tmp_path: Path, path: str, status: int, body: str, code: int, said: str
) -> None:
    server.page(path, body, status=status)
    assert said in refusal(gaidiff("watch", "add", server.at(path), *NET), code)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--interval", "soon"), "give it as 30m, 6h or 1d"),
        (("--kind", "page"), "use one of document, index, feed"),
        (("--id", "../x"), "expected at most 64"),
        (("--selector", "a[["), "a CSS selector"),
    ],
)
def test_add_refuses_options_before_it_asks_for_anything(
    gaidiff: Gaidiff, server: FaultServer, options: tuple[str, ...], said: str
) -> None:
    assert said in refusal(gaidiff("watch", "add", server.at("/zh"), *NET, *options), 2)
    assert server.connections == 0


def test_c1_without_permission_nothing_on_this_machine_is_asked(gaidiff: Gaidiff, server: FaultServer) -> None:
    assert "is not connected to" in refusal(gaidiff("watch", "add", server.at("/zh")), 3)
    assert server.connections == 0


def test_one_removed_character_among_changing_furniture_is_found_and_sent(
    gaidiff: Gaidiff, server: FaultServer, added: Path
) -> None:
    received: list[dict[str, object]] = []

    def hook(exchange: Exchange) -> None:
        received.append(json.loads(exchange.request.body))
        exchange.answer(b"")

    server.route("/hook", hook)
    sink = f'\n[[sink]]\nid = "team"\nkind = "webhook"\naddress = "{server.at("/hook")}"\n'
    added.write_text(added.read_text(encoding="utf-8") + sink, encoding="utf-8")
    quiet = gaidiff("watch", "check", "--check")
    assert (quiet.returncode, out(quiet).split()) == (0, ["law", "unchanged", "unchanged"])
    assert received == []
    server.route("/zh", lambda exchange: exchange.answer(page(AMENDED, NOISE)))
    changed = gaidiff("watch", "check", "--check")
    assert changed.returncode == 1
    assert out(changed).split(maxsplit=2)[:2] == ["law", "changed"]
    assert "1 of 12 articles is amended" in out(changed)
    (message,) = received
    assert "1 of 12 articles is amended" in json.dumps(message, ensure_ascii=False)


def test_revisions_are_listed_shown_compared_and_exported(
    gaidiff: Gaidiff, server: FaultServer, added: Path, tmp_path: Path
) -> None:
    server.route("/zh", lambda exchange: exchange.answer(page(AMENDED, NOISE)))
    assert gaidiff("watch", "check").returncode == 0
    history = out(gaidiff("watch", "history", "law")).splitlines()
    assert [line.split()[0] for line in history] == ["REVISION", "law@2", "law@1"]
    assert "1 of 12 articles is amended" in history[1]
    assert "第十二条" in out(gaidiff("watch", "show", "law@1"))
    report = gaidiff("watch", "compare", "law@1", "law@2", "--check")
    assert report.returncode == 1
    assert "[-不得-]{+得+}" in out(report)
    assert "浏览次数" not in out(report), "what stands around the law is no change"
    assert gaidiff("watch", "compare", "law@2", "law", "--check").returncode == 0
    (tmp_path / "draft.txt").write_bytes(text(zh_law(2)))
    assert gaidiff("watch", "compare", "law@1", "draft.txt", "--check").returncode == 0
    assert gaidiff("watch", "compare", "law@1", "law@2", "-o", "report.html").returncode == 0
    assert b"<!doctype html>" in (tmp_path / "report.html").read_bytes()[:200]
    assert out(gaidiff("watch", "export", "law@1", "-o", "-")).startswith("<!DOCTYPE html>")
    printed = out(gaidiff("watch", "export", "law@1", "--as", "txt", "-o", "-")).splitlines()
    assert printed[0] == zh_law(2)[0]
    assert printed[1].replace(" ", "　") == zh_law(2)[1]
    assert json.loads(out(gaidiff("watch", "export", "law@1", "--as", "json", "-o", "-")))["language"] == "zh"
    assert "<akomaNtoso" in out(gaidiff("watch", "export", "law", "--as", "akn", "-o", "-"))
    assert added.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("history", "other"), "has no source 'other'"),
        (("show", "law@9"), "has no revision 9"),
        (("show", "law@x"), "names no revision"),
        (("show", "other"), "has no revision yet"),
        (("export", "law@1", "-o", "nowhere/x.html"), "the folder of nowhere/x.html does not exist"),
        (("compare", "law@1", "nothing.txt"), "has no revision yet"),
        (("check", "other"), "has no source 'other'"),
        (("check", "--accept"), "--accept is for one source"),
        (("backup", "watch.db"), "is there already"),
    ],
)
def test_mistakes_are_one_line(gaidiff: Gaidiff, added: Path, words: tuple[str, ...], said: str) -> None:
    assert said in refusal(gaidiff("watch", *words), 2)
    assert added.exists()


@pytest.mark.parametrize("command", ["list", "check", "run", "status"])
def test_a_missing_or_wrong_configuration_is_one_line(gaidiff: Gaidiff, tmp_path: Path, command: str) -> None:
    assert "watch.toml does not exist" in refusal(gaidiff("watch", command), 2)
    (tmp_path / "watch.toml").write_text("intervall = 3", encoding="utf-8")
    assert "unknown key 'intervall'" in refusal(gaidiff("watch", command), 2)
    assert [path.name for path in tmp_path.iterdir()] == ["watch.toml"], "no store is made"


def test_a_suspect_answer_is_kept_apart_until_a_person_accepts_it(
    gaidiff: Gaidiff, server: FaultServer, added: Path
) -> None:
    server.route("/zh", lambda exchange: exchange.answer(page(zh_law(2)[:3], NOISE)))
    for _ in range(4):
        assert out(gaidiff("watch", "check")).split()[1] == "suspect"
    assert "suspect" in out(gaidiff("watch", "status"))
    assert "第三条" not in out(gaidiff("watch", "export", "law", "--answer", "-o", "-")), "what came, as it came"
    assert "第三条" in out(gaidiff("watch", "export", "law", "-o", "-"))
    assert added.exists()
    accepted = gaidiff("watch", "check", "law", "--accept", "--check")
    assert accepted.returncode == 1
    assert out(accepted).split()[1] == "changed"


def test_a_source_out_of_reach_is_exit_3_and_the_others_are_checked(
    gaidiff: Gaidiff, server: FaultServer, added: Path
) -> None:
    with added.open("a", encoding="utf-8") as file:
        file.write('\n[[source]]\nid = "away"\naddress = "http://127.0.0.1:9/"\n')
    result = gaidiff("watch", "check")
    assert result.returncode == 3
    outcomes = {line.split()[0]: line.split()[1] for line in result.stdout.decode().splitlines()}
    assert outcomes == {"law": "unchanged", "away": "transient"}
    assert server.count("/zh") == 2


def test_due_leaves_out_what_was_just_checked(gaidiff: Gaidiff, server: FaultServer, added: Path) -> None:
    assert out(gaidiff("watch", "check", "--due")) == ""
    assert server.count("/zh") == 1
    assert added.exists()


def test_what_a_list_names_later_is_listed_and_checked(gaidiff: Gaidiff, server: FaultServer, added: Path) -> None:
    links = ['<li><a href="/zh">示例</a></li>']
    server.route("/list", lambda exchange: exchange.answer(f"<html><ul>{''.join(links)}</ul></html>".encode()))
    said = out(gaidiff("watch", "add", server.at("/list"), "--kind", "index", "--selector", "ul", "--title", "New"))
    assert "1 entries, which are noted" in said
    links.append('<li><a href="/en.txt">Measures</a></li>')
    lines = out(gaidiff("watch", "check")).splitlines()
    assert [line.split()[1] for line in lines] == ["unchanged", "changed", "changed"]
    assert "1 new entry" in lines[1]
    assert "http" in out(gaidiff("watch", "list")).splitlines()[3]
    assert added.exists()


def test_a_store_is_verified_copied_and_salvaged(gaidiff: Gaidiff, added: Path, tmp_path: Path) -> None:
    assert out(gaidiff("watch", "verify")) == "watch.db is sound\n"
    assert out(gaidiff("watch", "backup", "copy.db")) == "copied to copy.db\n"
    with open_store(tmp_path / "copy.db", create=False) as store:
        assert store.latest("law") is not None
    assert "saved in rest.db" in out(gaidiff("watch", "verify", "--salvage", "rest.db"))
    assert added.exists()


def test_help_loads_nothing_that_only_a_watch_needs() -> None:
    code = "import sys; from gaidiff.cli import main; main(['watch', '--help']); print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert loaded.isdisjoint(LIGHT)


def test_columns_are_aligned_also_with_wide_characters(gaidiff: Gaidiff, added: Path) -> None:
    head, line = out(gaidiff("watch", "list")).splitlines()
    assert head.split() == ["SOURCE", "KIND", "EVERY", "TITLE", "ADDRESS"]
    assert line.index("document") == head.index("KIND")
    before = line[: line.index("http")]
    assert len(before.encode("gbk")) == head.index("ADDRESS"), "GBK has two bytes where a screen has two places"
    assert added.exists()
