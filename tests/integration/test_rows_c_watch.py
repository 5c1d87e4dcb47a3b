"""Rows C10 to C23 of the threat list on a whole watch: a server misbehaves, the watcher says what it saw."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import partial
from ipaddress import ip_network
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import fault_behaviours as faults
import pytest
from faults import Behaviour, FaultServer
from watched import FastClock, en_law, page, text, zh_law

from gaidiff import pipeline
from gaidiff.model.watch import EventKind, Outcome, SourceState, WatchedSource
from gaidiff.sources.egress import Policy
from gaidiff.sources.fetch import USER_AGENT, Limits, fetch
from gaidiff.sources.robots import Robots
from gaidiff.sources.store import Store, open_store
from gaidiff.watch.check import Bench, check
from gaidiff.watch.config import WatchConfig
from gaidiff.watch.run import Plan, Watch

if TYPE_CHECKING:
    from gaidiff.pipeline import Children

LOOPBACK = Policy((ip_network("127.0.0.0/8"),))
LIMITS = Limits(deadline=3.0)
START = 1_800_000_000.0
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
ZH, EN = zh_law(2, 16), en_law(3, 16)
WITHOUT_NOT = [line.replace("不得", "得", 1) if line.startswith("第七条") else line for line in ZH]


class Watcher:
    """One source on the server, looked at whenever it is due; time goes on by itself."""

    def __init__(self, store: Store, server: FaultServer, children: Children) -> None:
        self.store, self.server, self.now = store, server, START
        self.source = WatchedSource(id="law", address=server.at("/law"), title="Law", interval=86_400)
        self.bench = Bench(fetcher=partial(fetch, policy=LOOPBACK, limits=LIMITS), children=children)

    def look(self, behaviour: Behaviour | None = None) -> SourceState:
        if behaviour is not None:
            self.server.route("/law", behaviour)
        self.now = max(self.now, self.store.state("law").due_at)
        record = check(self.source, self.store, self.bench, now=self.now)
        self.store.record(record)
        return record.state

    def outcomes(self, *behaviours: Behaviour) -> list[Outcome | None]:
        return [self.look(behaviour).outcome for behaviour in behaviours]

    def told(self) -> list[EventKind]:
        return [event.kind for event in self.store.events()]


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.fixture
def watcher(tmp_path: Path, server: FaultServer) -> Iterator[Watcher]:
    children = pipeline.new_children()
    with open_store(tmp_path / "watch.db") as store:
        yield Watcher(store, server, children)
    children.close()


def served(lines: list[str], seed: int = 0) -> Behaviour:
    """The page, with other furniture each time."""
    return lambda exchange: exchange.answer(page(lines, Random(f"{seed} {exchange.number}")))  # noqa: S311, seeded


def cut_at(share: float) -> list[Behaviour]:
    whole = page(ZH)
    return [
        faults.closed_at(whole, share, headers=HTML),
        faults.closed_at(gzip.compress(whole), share, headers={**HTML, "Content-Encoding": "gzip"}),
        faults.page(whole[: int(len(whole) * share)]),
        faults.wrong_length(whole, 500),
        faults.cut_chunked(whole, share),
    ]


@pytest.mark.parametrize("share", [0.4, 0.7, 0.93])
@pytest.mark.parametrize("way", range(5))
def test_c10_a_truncated_body_is_no_mass_repeal(watcher: Watcher, share: float, way: int) -> None:
    outcomes = watcher.outcomes(served(ZH), cut_at(share)[way], served(ZH))
    assert outcomes[0] is Outcome.CHANGED
    assert outcomes[1] in {Outcome.SUSPECT, Outcome.TRANSIENT}
    assert outcomes[2] is Outcome.UNCHANGED
    assert watcher.told() == [EventKind.ADDED]


def test_c10_a_page_that_stays_truncated_waits_for_a_person(watcher: Watcher) -> None:
    watcher.look(served(ZH))
    outcomes = watcher.outcomes(*[faults.page(page(ZH)[:1500])] * 8)
    assert set(outcomes) <= {Outcome.SUSPECT, Outcome.PARSE_FAILED}
    assert EventKind.CHANGED not in watcher.told()
    assert watcher.told().count(EventKind.SUSPECT) == 1
    assert watcher.told().count(EventKind.UNHEALTHY) == 1


def test_c10_a_genuine_repeal_of_half_the_law_is_told_once_it_was_seen_three_times(watcher: Watcher) -> None:
    watcher.look(served(ZH))
    outcomes = watcher.outcomes(*[served(ZH[:9])] * 4)
    assert outcomes == [Outcome.SUSPECT, Outcome.SUSPECT, Outcome.CHANGED, Outcome.UNCHANGED]
    assert watcher.told().count(EventKind.CHANGED) == 1


def test_c12_a_server_that_never_says_modified_is_found_out(watcher: Watcher) -> None:
    watcher.source = WatchedSource(id="law", address=watcher.source.address, title="Law", interval=3600)
    watcher.server.route("/law", faults.stuck([page(ZH), page(WITHOUT_NOT)]))
    outcomes = [watcher.look().outcome for _ in range(14)]
    assert outcomes[0] is Outcome.CHANGED
    assert set(outcomes[1:12]) == {Outcome.NOT_MODIFIED}
    assert outcomes[12] is Outcome.CHANGED


@pytest.mark.parametrize(
    "behaviour",
    [faults.new_etag_each_time(page(ZH)), faults.etag_per_node(page(ZH)), faults.validated(page(ZH), etag='W/"1"')],
    ids=["new each time", "per node", "weak"],
)
def test_c12_an_etag_proves_nothing_by_itself(watcher: Watcher, behaviour: Behaviour) -> None:
    watcher.source = WatchedSource(id="law", address=watcher.source.address, title="Law", interval=3600)
    outcomes = watcher.outcomes(*[behaviour] * 6)
    assert set(outcomes[1:]) <= {Outcome.UNCHANGED, Outcome.NOT_MODIFIED}
    assert watcher.told() == [EventKind.ADDED]


WALLS = {
    "captcha zh": "<html><title>安全验证</title><body><p>请输入验证码后继续访问本网站</p></body></html>",
    "slider zh": "<html><body><p>请按住滑块，拖动到最右边。拖动下方滑块完成验证</p></body></html>",
    "blocked zh": "<html><body><h1>访问被拒绝</h1><p>您的请求疑似攻击行为！</p></body></html>",
    "too often zh": "<html><body><p>访问过于频繁，请稍后再试</p></body></html>",
    "login zh": "<html><body><p>请先登录</p><form><input name=u></form></body></html>",
    "missing zh": "<html><body><p>抱歉，您访问的页面不存在</p></body></html>",
    "upkeep zh": "<html><body><p>系统维护中，请于八时后访问</p></body></html>",
    "just a moment": "<html><title>Just a moment...</title><body>Checking your browser</body></html>",
    "denied": "<html><body><h1>Access Denied</h1>You do not have permission.</body></html>",
    "captcha": "<html><body>Please complete the captcha. Article 1 You are not a robot.</body></html>",
    "not found": "<html><body><h1>404</h1><p>Page not found</p></body></html>",
    "upkeep": "<html><body><h1>We are under maintenance</h1><p>Article 1 Back soon. Article 2 Sorry.</p></body></html>",
    "login": "<html><body><p>Please sign in to continue</p></body></html>",
    "error": "<html><body><h1>Internal Server Error</h1></body></html>",
}


@pytest.mark.parametrize("name", WALLS)
def test_c14_a_wall_or_an_error_page_with_status_200_is_never_the_law(watcher: Watcher, name: str) -> None:
    lines = ZH if name.endswith("zh") else EN
    watcher.look(served(lines))
    outcomes = watcher.outcomes(*[faults.page(WALLS[name].encode())] * 5, served(lines))
    assert set(outcomes[:5]) <= {Outcome.BLOCKED, Outcome.SUSPECT}
    assert outcomes[5] is Outcome.UNCHANGED
    assert not {EventKind.CHANGED, EventKind.GONE} & set(watcher.told())
    assert watcher.store.state("law").failures == 0


def test_c14_a_law_that_mentions_captchas_is_read_like_any_other(watcher: Watcher) -> None:
    mentions = [*ZH[:5], ZH[5] + "用户登录后输入验证码的，系统维护期间除外。", *ZH[6:]]
    assert watcher.outcomes(served(ZH), served(mentions)) == [Outcome.CHANGED, Outcome.CHANGED]


def test_c15_an_answer_without_a_page_is_suspect(watcher: Watcher) -> None:
    empty, blank = faults.page(b""), faults.page(b" \r\n\t ")
    nothing = faults.page(b"<html><body></body></html>")
    outcomes = watcher.outcomes(served(ZH), empty, blank, faults.page(b"", status=204), nothing)
    assert outcomes == [Outcome.CHANGED, *[Outcome.SUSPECT] * 4]


def test_c16_layouts_with_the_same_text_are_equal_and_two_texts_are_reported_once(watcher: Watcher) -> None:
    bare = f"<html><body><h1>{ZH[0]}</h1>{''.join(f'<div>{line}</div>' for line in ZH[1:])}</body></html>".encode()
    outcomes = watcher.outcomes(*[served(ZH), faults.page(bare)] * 3)
    assert outcomes == [Outcome.CHANGED, *[Outcome.UNCHANGED] * 5]
    watcher.outcomes(*[served(WITHOUT_NOT), served(ZH)] * 8)
    assert watcher.told().count(EventKind.UNSTABLE) == 1
    assert watcher.told().count(EventKind.CHANGED) == 2


def test_c16_a_consent_wall_that_comes_and_goes_is_no_change(watcher: Watcher) -> None:
    terms = "".join(f"<p>Article {n} We keep cookie {n} for {n} days.</p>" for n in range(1, 20))
    wall = faults.page(f"<html><body>{terms}</body></html>".encode())
    outcomes = watcher.outcomes(*[served(EN), wall] * 6)
    assert set(outcomes[1:]) == {Outcome.SUSPECT, Outcome.UNCHANGED}
    assert EventKind.CHANGED not in watcher.told()


def test_c17_and_c18_one_removed_character_in_noise_is_one_alert(watcher: Watcher) -> None:
    outcomes = [watcher.look(served(ZH)).outcome for _ in range(20)]
    outcomes += [watcher.look(served(WITHOUT_NOT)).outcome for _ in range(20)]
    assert outcomes.count(Outcome.CHANGED) == 2
    assert watcher.told() == [EventKind.ADDED, EventKind.CHANGED]
    assert len(watcher.store.revisions("law")) == 2


def test_c19_a_change_that_is_taken_back_is_told_both_ways(watcher: Watcher) -> None:
    assert watcher.outcomes(served(ZH), served(WITHOUT_NOT), served(ZH)) == [Outcome.CHANGED] * 3
    assert watcher.told() == [EventKind.ADDED, EventKind.CHANGED, EventKind.CHANGED]


@pytest.mark.parametrize("status", [404, 410])
def test_c20_a_page_that_is_gone_is_told_once_and_its_text_kept(watcher: Watcher, status: int) -> None:
    missing = faults.page("<html><body>页面不存在</body></html>".encode(), status=status)
    watcher.outcomes(served(ZH), *[missing] * 8)
    assert watcher.store.state("law").outcome is Outcome.GONE
    assert watcher.told().count(EventKind.GONE) == 1
    assert len(watcher.store.instrument("law", 1).units()) == 16


def test_c20_a_page_that_moved_for_good_is_read_at_its_new_place(watcher: Watcher) -> None:
    watcher.server.route("/new", served(ZH))
    state = watcher.look(faults.redirect("/new", 301))
    assert state.outcome is Outcome.CHANGED
    assert watcher.server.at("/new") in state.message


def test_c21_robots_txt_out_of_reach_is_an_alert_and_not_silence(watcher: Watcher) -> None:
    now = {"t": 0.0}
    robots = Robots(policy=LOOPBACK, limits=LIMITS, now=lambda: now["t"])
    watcher.bench = Bench(fetcher=watcher.bench.fetcher, robots=robots)
    watcher.server.page("/robots.txt", b"", status=500)
    for _ in range(3):
        assert watcher.look(served(ZH)).outcome is Outcome.TRANSIENT
        now["t"] += 3600
    assert watcher.told() == [EventKind.UNHEALTHY]
    assert watcher.server.count("/law") == 0
    watcher.server.page("/robots.txt", b"User-agent: *\nDisallow: /law\n")
    assert watcher.look().outcome is Outcome.BLOCKED
    now["t"] += 25 * 3600
    watcher.server.page("/robots.txt", b"", status=404)
    assert watcher.look().outcome is Outcome.CHANGED


def test_c22_the_log_of_the_server_shows_one_request_at_a_time_with_pauses(tmp_path: Path, server: FaultServer) -> None:
    sources = tuple(
        WatchedSource(id=f"s{n}", address=server.page(f"/{n}", text(zh_law(n, 2)), headers=PLAIN), title="x")
        for n in range(12)
    )
    config = WatchConfig(path=tmp_path / "watch.toml", store="", sources=sources, workers=6, host_delay=5.0)
    bench = Bench(fetcher=partial(fetch, policy=LOOPBACK, limits=LIMITS))
    with open_store(tmp_path / "watch.db") as store:
        assert Watch(config, store, bench, Plan(once=True, clock=FastClock(100.0))).run()
    hits = server.hits()
    assert len(hits) == 12
    assert server.most_in_flight.most_common(1)[0][1] == 1
    gaps = [later.began - (earlier.ended or later.began) for earlier, later in pairwise(hits)]
    assert min(gaps) >= 0.045, "five seconds of a clock that is a hundred times as fast"
    assert {hit.request.headers["user-agent"] for hit in hits} == {USER_AGENT}


def test_c23_a_connection_that_breaks_is_transient_and_told_if_it_lasts(watcher: Watcher) -> None:
    watcher.look(served(ZH))
    outcomes = watcher.outcomes(*[faults.reset, faults.hang_up, faults.reset_mid_body(page(ZH))] * 5)
    assert set(outcomes) == {Outcome.TRANSIENT}
    watcher.now += 3 * 86_400
    watcher.look()
    assert watcher.told() == [EventKind.ADDED, EventKind.UNHEALTHY]
