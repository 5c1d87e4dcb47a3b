"""`gaidiff corpus list|path|fetch`: the law pairs shipped as examples, and official texts from their issuers."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaidiff.cli._output import print_text, write_file
from gaidiff.errors import ConfigError, FetchError

if TYPE_CHECKING:
    from gaidiff.model.text import Snapshot
    from gaidiff.sources.addresses import Listed
    from gaidiff.sources.egress import Policy

OUT_OF_REACH = 3
PAUSE = 2.0  # seconds between two requests to one host; what a person reading would take


@click.group("corpus", short_help="List the law pairs shipped as examples.")
def corpus() -> None:
    """List the law pairs shipped as examples, say where one is, or fetch official texts from their issuers.

    Any of their texts can be compared by name: gaidiff compare corpus:PAIR
    """


@corpus.command("list")
def _list() -> None:
    """List the shipped pairs and their texts."""
    from gaidiff.sources.corpus import pairs

    lines = []
    for pair in pairs():
        lines.append(f"{pair.name}  {pair.title}")
        lines.extend(f"  {name}" for name, _ in pair.texts)
    print_text("\n".join(lines) + "\n")


@corpus.command("path")
@click.argument("name")
def _path(name: str) -> None:
    """Print the path of a pair's folder, or of one text (PAIR/TEXT)."""
    from gaidiff.sources.corpus import pair, text

    path = text(name) if "/" in name else pair(name).old.parent
    print_text(f"{path}\n")


@corpus.command("fetch")
@click.argument("pair", required=False)
@click.option("-o", "--output", "folder", metavar="DIR", default="corpus-fetched", help="Folder; ./corpus-fetched.")
@click.option("--sources", metavar="FILE", type=click.Path(path_type=Path), help="Another list of addresses.")
@click.option("--pause", metavar="SECONDS", type=click.FloatRange(0, 3600), default=PAUSE, help="Between requests.")
@click.option("--allow-net", metavar="NET", multiple=True, help="Also connect to a private network: 127.0.0.0/8")
def _fetch(pair: str | None, *, folder: str, sources: Path | None, pause: float, allow_net: tuple[str, ...]) -> int:
    """Download the official texts listed in corpus/sources.toml, all or those of one PAIR.

    One request at a time to a host, as its robots.txt allows. A file that is there stays unless a whole new answer
    came. Exit code 3 if any text was out of reach.
    """
    from gaidiff.sources.addresses import listed, of_pair
    from gaidiff.sources.egress import policy_of

    entries = of_pair(listed(sources), pair)
    fetcher = _Fetcher(_folder(folder), policy_of(allow_net), pause)
    failures = 0
    for entry in entries:
        if not entry.confirmed:
            print_text(f"{entry.id}  left out: its page is not known; look for it from {entry.address}\n")
            continue
        try:
            print_text(f"{entry.id}  {fetcher.fetched(entry)}\n")
        except FetchError as error:
            failures += 1
            click.echo(f"{entry.id}  not fetched: {error}", err=True)
    return OUT_OF_REACH if failures else 0


class _Fetcher:
    """Texts in a folder, fetched one after the other."""

    def __init__(self, folder: Path, policy: Policy, pause: float) -> None:
        from gaidiff.sources.robots import Robots

        self._folder = folder
        self._policy = policy
        self._pause = pause
        self._robots = Robots(policy=policy)
        self._asked: dict[str, float] = {}  # when each host was last asked

    def fetched(self, entry: Listed) -> str:
        """Fetch one text into its file and say what came; FetchError if no whole answer did."""
        from gaidiff.sources.egress import masked
        from gaidiff.sources.fetch import fetch

        verdict = self._robots.allowed(entry.address)
        if not verdict.allowed:
            raise FetchError(verdict.reason, "open it in a browser and save the page")
        self._wait(entry.address, max(self._pause, verdict.crawl_delay or 0.0))
        answer = fetch(entry.address, policy=self._policy)
        where = masked(answer.final_address)
        if answer.status != 200 or answer.snapshot is None:  # noqa: PLR2004, the one that brings a text
            raise FetchError(f"{where} answered {answer.status}", status=answer.status)
        if answer.downgraded:
            raise FetchError(f"{where} is not secure, and the address given was")
        if not answer.snapshot.body.strip():
            raise FetchError(f"{where} answered with nothing")
        path = self._folder / f"{entry.id}{_suffix(answer.snapshot)}"
        if not answer.complete and path.exists():
            raise FetchError(f"the end of {where} may be missing", f"{path} was left as it is")
        write_file(path, answer.snapshot.body)
        doubt = "" if answer.complete else ", the end may be missing"
        return f"{path}  {len(answer.snapshot.body)} bytes{doubt}"

    def _wait(self, address: str, seconds: float) -> None:
        from urllib.parse import urlsplit

        host = urlsplit(address).hostname or ""
        if host in self._asked:
            time.sleep(max(self._asked[host] + seconds - time.monotonic(), 0.0))
        self._asked[host] = time.monotonic()


def _folder(name: str) -> Path:
    folder = Path(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(f"{folder} cannot be a folder: {error.strerror}", "choose another place for -o") from error
    return folder


def _suffix(snapshot: Snapshot) -> str:
    """By what the bytes are: what a server declares is often wrong."""
    from gaidiff.readers import Reader
    from gaidiff.registry import plugins

    readers: list[Reader] = list(plugins("gaidiff.readers", "READER").values())
    return max(readers, key=lambda reader: reader.sniff(snapshot.body)).suffixes[-1]


COMMAND = corpus
