"""`gaidiff corpus fetch` against a server on loopback: what is saved, what is left alone, what it says."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fault_behaviours import closed_at, cut_chunked, page, redirect, reset, retry_later, zipped
from faults import Behaviour, FaultServer

HTML = b"<!doctype html><html><body><h1>Lamp Rules</h1><p>Article 1 Lamps shall glow.</p></body></html>"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
LOCAL = ("--allow-net", "127.0.0.0/8", "--pause", "0")

Command = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as made:
        yield made


def entry(name: str, address: str, pair: str = "lamps", more: str = "") -> str:
    return f'[[source]]\nid = "{name}"\npair = "{pair}"\ntitle = "Lamp Rules"\naddress = "{address}"\n{more}\n'


def sources(tmp_path: Path, *entries: str) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text("".join(entries), encoding="utf-8")
    return path


def test_texts_are_saved_by_what_they_are_one_line_each(gaidiff: Command, server: FaultServer, tmp_path: Path) -> None:
    server.page("/old", HTML, headers={"Content-Type": "text/plain"})
    server.route("/new", zipped(PDF))
    file = sources(tmp_path, entry("lamps-old", server.at("/old")), entry("lamps-new", server.at("/new")))
    done = gaidiff("corpus", "fetch", "--sources", file, "-o", "texts/of/lamps", *LOCAL)
    assert (done.returncode, done.stderr) == (0, b"")
    folder = tmp_path / "texts" / "of" / "lamps"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"lamps-old.html": HTML, "lamps-new.pdf": PDF}
    lines = done.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == ["lamps-old", "lamps-new"]
    assert f"{len(HTML)} bytes" in lines[0]
    assert server.count("/robots.txt") == 1


def test_one_pair_can_be_chosen_and_an_unknown_one_is_named(
    gaidiff: Command, server: FaultServer, tmp_path: Path
) -> None:
    server.page("/a", HTML)
    file = sources(tmp_path, entry("a", server.at("/a"), "one"), entry("b", server.at("/b"), "two"))
    assert gaidiff("corpus", "fetch", "one", "--sources", file, *LOCAL).returncode == 0
    assert server.count("/b") == 0
    assert [path.name for path in (tmp_path / "corpus-fetched").iterdir()] == ["a.html"]
    done = gaidiff("corpus", "fetch", "tow", "--sources", file, *LOCAL)
    assert done.returncode == 2
    assert b"no pair is called 'tow'; try two" in done.stderr


@pytest.mark.parametrize(
    "fault",
    [
        page(HTML, status=404),
        page(b"", status=200),
        page(b" \n"),
        retry_later("10"),
        reset,
        cut_chunked(HTML),
        closed_at(HTML, 0.5),
        redirect("http://10.0.0.1/"),
        page(HTML, headers={"Content-Encoding": "br"}),
    ],
)
def test_a_failed_answer_never_replaces_a_text_and_the_others_are_still_fetched(
    gaidiff: Command, server: FaultServer, tmp_path: Path, fault: Behaviour
) -> None:
    server.route("/old", fault)
    server.page("/new", HTML)
    folder = tmp_path / "corpus-fetched"
    folder.mkdir()
    (folder / "old.html").write_bytes(b"<html>what was there</html>")
    file = sources(tmp_path, entry("old", server.at("/old")), entry("new", server.at("/new")))
    done = gaidiff("corpus", "fetch", "--sources", file, *LOCAL)
    assert done.returncode == 3
    assert done.stderr.decode().startswith("old  not fetched: ")
    assert len(done.stderr.decode().splitlines()) == 1
    assert (folder / "old.html").read_bytes() == b"<html>what was there</html>"
    assert (folder / "new.html").read_bytes() == HTML
    assert len(list(folder.iterdir())) == 2, "no temporary file stays"


def test_a_text_whose_end_is_not_proven_is_saved_with_a_word_where_there_is_none(
    gaidiff: Command, server: FaultServer, tmp_path: Path
) -> None:
    server.route("/old", closed_at(HTML))
    done = gaidiff("corpus", "fetch", "--sources", sources(tmp_path, entry("old", server.at("/old"))), *LOCAL)
    assert done.returncode == 0
    assert b"the end may be missing" in done.stdout
    assert (tmp_path / "corpus-fetched" / "old.html").read_bytes() == HTML


def test_robots_are_heard(gaidiff: Command, server: FaultServer, tmp_path: Path) -> None:
    server.page("/robots.txt", b"User-agent: *\nDisallow: /old\n")
    done = gaidiff("corpus", "fetch", "--sources", sources(tmp_path, entry("old", server.at("/old"))), *LOCAL)
    assert done.returncode == 3
    assert b"stay away" in done.stderr
    assert server.count("/old") == 0


def test_what_has_no_page_of_its_own_is_left_out(gaidiff: Command, server: FaultServer, tmp_path: Path) -> None:
    file = sources(tmp_path, entry("old", server.at("/"), more="confirmed = false"))
    done = gaidiff("corpus", "fetch", "--sources", file, *LOCAL)
    assert done.returncode == 0
    assert b"old  left out: its page is not known" in done.stdout
    assert server.connections == 0


def test_loopback_is_out_of_reach_unless_allowed(gaidiff: Command, server: FaultServer, tmp_path: Path) -> None:
    server.page("/old", HTML)
    done = gaidiff("corpus", "fetch", "--sources", sources(tmp_path, entry("old", server.at("/old"))))
    assert done.returncode == 3
    assert b"--allow-net" in done.stderr
    assert server.connections == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[source]", "cannot be read"),
        ("title = 1", "has no entries"),
        ('[[source]]\nid = "a"', "source 1: pair is missing"),
        (entry("../../etc", "http://a.test/"), "cannot name a file"),
        (entry("a", "http://a.test/") * 2, "stands there twice"),
        (entry("a", "http://a.test/", more='confirmed = "yes"'), "confirmed is 'yes'"),
        (None, "No such file"),
    ],
)
def test_a_list_that_cannot_be_used_is_one_line_and_asks_nobody(
    gaidiff: Command, tmp_path: Path, text: str | None, said: str
) -> None:
    file = tmp_path / "none.toml" if text is None else sources(tmp_path, text)
    done = gaidiff("corpus", "fetch", "--sources", file, "-o", "out")
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_place_of_the_folder_is_a_clear_line(gaidiff: Command, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("here")
    done = gaidiff("corpus", "fetch", "--sources", sources(tmp_path, entry("a", "http://a.test/")), "-o", "out")
    assert done.returncode == 2
    assert done.stderr.startswith(b"gaidiff: error[config]: out cannot be a folder: ")
