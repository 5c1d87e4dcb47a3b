"""A size and a seed in, a watch over misbehaving sources on loopback out, measured against what was planted.

The servers keep their own ground truth: which change they served from which request on. Nothing here asks gaidiff
what is true. Used by tests/benchmarks/watching.py (300 sources) and by the slice that the test suite runs.
"""

from __future__ import annotations

import gzip
import resource
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from ipaddress import ip_network
from pathlib import Path
from random import Random

import fault_behaviours as faults
from faults import Behaviour, Exchange, FaultServer
from memory import growth
from watched import FastClock, en_law, law, page

from gaidiff import pipeline
from gaidiff.model.watch import DeliveryState, EventKind, WatchedSource
from gaidiff.sources.egress import Policy
from gaidiff.sources.fetch import Limits, fetch
from gaidiff.sources.robots import Robots
from gaidiff.sources.store import Store, delivery_id, open_store
from gaidiff.watch.check import Bench
from gaidiff.watch.config import WatchConfig
from gaidiff.watch.notify import deliver, settings_of, sinks_of
from gaidiff.watch.run import Checked, Plan, Watch

LOOPBACK = Policy((ip_network("127.0.0.0/8"),))
LIMITS = Limits(deadline=0.8, wire=2 * 1024 * 1024)  # seconds; the slow faults take all of it
SHARE = 0.2  # of all answers are faults
SERVERS = 6  # on ports of their own: each is a host of its own for politeness
INTERVAL = 3600  # seconds of the fast clock
LARGE = 25  # each such change repeals half of the law
HOOK = "/hook"
LATER = 86_400.0  # seconds: by then every pause after a failure is over
MOST_ROUNDS = 10
READERS = frozenset({EventKind.ADDED, EventKind.CHANGED, EventKind.GONE})
HTML = {"Content-Type": "text/html; charset=utf-8"}

WALL = "<html><head><title>安全验证</title></head><body><p>您的访问过于频繁，请输入验证码后继续。</p></body></html>"
DENIED = "<html><body><h1>Access Denied</h1><p>Your request was blocked. Reference 18.2f</p></body></html>"
SOFT_404 = "<html><body><h1>抱歉</h1><p>您访问的页面不存在，请返回首页。</p></body></html>"
UPKEEP = "<html><body><h1>Under maintenance</h1><p>Article 1 We are back at 6.</p></body></html>"
LOGIN = "<html><body><form><p>请登录</p><input name=user><input name=pass></form></body></html>"
PARKED = "<html><body><h1>law.test</h1><p>This domain is for sale.</p></body></html>"
CONSENT = "".join(f"<p>Article {n} We use cookies of kind {n} and keep them for {n} days.</p>" for n in range(1, 14))


@dataclass
class Site:
    """One source: its texts in order, and after how many good answers each gives way to the next."""

    path: str
    texts: list[list[str]]
    turns: list[int] = field(default_factory=list)
    at: int = 0  # the text that is served now
    good: int = 0  # answers that were the law
    good_of_text: Counter[int] = field(default_factory=Counter)
    shrinks: bool = False  # by more than 30 % with the last text

    def text(self) -> list[str]:
        """The text of this answer: the next one, once the last was served often enough to be seen."""
        if self.at < len(self.turns) and self.good_of_text[self.at] >= self.turns[self.at]:
            self.at += 1
        return self.texts[self.at]


def planted(lines: list[str], random: Random, *, one_character: bool, number: int) -> list[str]:
    """The law with one change in it. One character: a removed 不, a digit, a letter that turns a word around."""
    place = random.randrange(1, len(lines) - 1)
    line = lines[place]
    if one_character:
        for old, new in (("不得", "得"), ("不少于三年", "不少于二年"), ("may not", "may now"), ("逐项", "逐页")):
            if old in line:
                return [*lines[:place], line.replace(old, new, 1), *lines[place + 1 :]]
        raise AssertionError(line)
    zh = "第" in line
    if number % LARGE == 0:
        return lines[: len(lines) // 2]
    kind = number % 4
    if kind == 0:
        extra = f"并应当在第{number}号窗口登记。" if zh else f" It shall be entered at window {number}."
        return [*lines[:place], line + extra, *lines[place + 1 :]]
    if kind == 1:
        new = (
            f"值守人员应当每{number}日检查一次灯塔。"
            if zh
            else f"The keeper shall inspect the tower every {number} days."
        )
        label = line.split("　" if zh else " It", 1)[0] if zh else " ".join(line.split()[:2])
        return [*lines[:place], f"{label}{'　' if zh else ' '}{new}", *lines[place + 1 :]]
    if kind == 2:
        old, new = ("应当", "可以") if zh else ("shall", "may")
        return [*lines[:place], line.replace(old, new, 1), *lines[place + 1 :]]
    return _without(lines, place, zh=zh)


def _without(lines: list[str], place: int, *, zh: bool) -> list[str]:
    """An article is repealed, and those after it are renumbered."""
    title, *articles = lines
    left = [line for number, line in enumerate(articles, 1) if number != place]
    from gaidiff.grammars._numerals import to_chinese

    said = [line.split("　", 1)[1] if zh else line.split(" ", 2)[2] for line in left]
    labels = [f"第{to_chinese(n)}条　" if zh else f"Article {n} " for n in range(1, len(left) + 1)]
    return [title, *(label + words for label, words in zip(labels, said, strict=True))]


def kinds_of_faults(body: bytes, lines: list[str]) -> dict[str, Behaviour]:
    """Twenty-four ways not to answer with the law, or not with all of it."""
    cut = page(lines[: len(lines) // 2])
    half = cut[: cut.index(b"</div>")]
    return {
        "status 500": faults.page(b"oops", status=500),
        "status 503, retry later": faults.retry_later("30"),
        "status 429, retry later": faults.retry_later("garbage", 429),
        "status 403": faults.page(DENIED.encode(), status=403),
        "status 404": faults.page(SOFT_404.encode(), status=404),
        "status 204": faults.page(b"", status=204),
        "empty": faults.page(b""),
        "white space": faults.page(b" \r\n\t \n"),
        "captcha with 200": faults.page(WALL.encode()),
        "blocked with 200": faults.page(DENIED.encode()),
        "not found with 200": faults.page(SOFT_404.encode()),
        "maintenance with 200": faults.page(UPKEEP.encode()),
        "login with 200": faults.page(LOGIN.encode()),
        "parked domain": faults.page(PARKED.encode()),
        "consent wall": faults.page(f"<html><body>{CONSENT}</body></html>".encode()),
        "another language": faults.page(page(en_law(9) if "第" in lines[1] else law(8))),
        "cut at the close": faults.closed_at(body, 0.4, headers=HTML),
        "page of half the law": faults.page(half),
        "cut gzip": faults.closed_at(gzip.compress(body), 0.7, headers={**HTML, "Content-Encoding": "gzip"}),
        "wrong length": faults.wrong_length(body, 400),
        "reset": faults.reset_mid_body(body),
        "no answer": faults.hang_up,
        "stalled": faults.stalled(body),
        "redirect loop": faults.redirect("/loop"),
        "not modified, unasked": faults.always_304,
        "binary": faults.page(bytes(range(256)) * 20, headers={"Content-Type": "application/octet-stream"}),
    }


@dataclass
class World:
    """Sites, servers, a store and a clock; `run` measures."""

    sources: int
    changes: int
    one_character: int
    folder: Path
    seed: int = 1
    speed: float = 720.0
    looks: int = 6  # good answers that each source gives at least
    sites: dict[str, Site] = field(default_factory=dict)
    checks: int = 0
    waiting: int = 0  # messages in the outbox when the watch was stopped
    injected: Counter[str] = field(default_factory=Counter)

    def build(self) -> None:
        """Lay out the laws and plant the changes."""
        random = Random(self.seed)  # noqa: S311, seeded
        for number in range(self.sources):
            self.sites[f"s{number:03}"] = Site(f"/law/{number}", [law(number, 8 + number % 9)])
        chosen = [random.choice(list(self.sites)) for _ in range(self.changes)]
        small = set(random.sample(range(self.changes), self.one_character))
        for number, source_id in enumerate(chosen):
            site = self.sites[source_id]
            text = site.texts[-1]
            while text in site.texts:
                text = planted(site.texts[-1], random, one_character=number in small, number=number)
            site.shrinks = len(text) < 0.7 * len(site.texts[-1])
            if site.shrinks:
                chosen[number + 1 :] = [each if each != source_id else "s000" for each in chosen[number + 1 :]]
            site.turns.append(random.randint(1, 4))
            site.texts.append(text)

    def behave(self, exchange: Exchange, *, site: Site, number: int) -> None:
        """One answer: the law with fresh noise, or a fault."""
        lines = site.text()
        body = page(lines, exchange.random)
        if exchange.number > 1 and exchange.random.random() < SHARE:  # at the first, `watch add`, a person looks on
            table = kinds_of_faults(body, lines)
            kind = sorted(table)[(exchange.number * 7 + number) % len(table)]
            self.injected[kind] += 1
            table[kind](exchange)
            return
        exchange.answer(body)
        site.good += 1
        site.good_of_text[site.at] += 1

    def hook(self, exchange: Exchange) -> None:
        """The receiver of messages: takes four of five."""
        if exchange.random.random() < SHARE:
            exchange.answer(b"", status=503)
            return
        exchange.note(exchange.request.headers["x-gaidiff-delivery"])
        exchange.answer(b"")

    def run(self, limit: float) -> Result:
        """Watch until all was served and confirmed, at most `limit` real seconds."""
        self.build()
        servers = [FaultServer(seed=self.seed + n) for n in range(SERVERS)]
        try:
            for server in servers:
                server.__enter__()
                server.route("/loop", faults.redirect("/loop"))
            servers[0].route(HOOK, self.hook)
            sources = []
            for number, (source_id, site) in enumerate(self.sites.items()):
                server = servers[number % SERVERS]
                address = server.route(site.path, partial(self.behave, site=site, number=number))
                sources.append(WatchedSource(id=source_id, address=address, title=source_id, interval=INTERVAL))
            with open_store(self.folder / "watch.db") as store:
                with growth() as grown:
                    seconds = self._watch(store, tuple(sources), servers[0], limit)
                return self._result(store, servers[0], seconds, grown.mebibytes)
        finally:
            for server in servers:
                server.__exit__(None, None, None)

    def _watch(self, store: Store, sources: tuple[WatchedSource, ...], hooks: FaultServer, limit: float) -> float:
        sink = {"id": "hook", "kind": "webhook", "address": hooks.at(HOOK)}
        sinks = sinks_of((sink,), policy=LOOPBACK)
        settings = settings_of({"cap_per_hour": 10_000, "attempts": 100}, (sink,))
        config = WatchConfig(path=self.folder / "watch.toml", store="", sources=sources, workers=6, host_delay=1.0)
        children = pipeline.new_children()
        clock = FastClock(self.speed)
        bench = Bench(
            fetcher=partial(fetch, policy=LOOPBACK, limits=LIMITS),
            robots=Robots(policy=LOOPBACK, limits=LIMITS),
            children=children,
        )
        plan = Plan(
            clock=clock,
            random=Random(self.seed),  # noqa: S311, seeded
            sinks=("hook",),
            told=self._told,
            deliver=lambda now: deliver(store, sinks, now=now, settings=settings),
        )
        going = Watch(config, store, bench, plan)
        end = threading.Thread(target=self._until_done, args=(going, store, limit), daemon=True)
        began = time.monotonic()
        end.start()
        try:
            going.run()
        finally:
            children.close()
        seconds = time.monotonic() - began
        self._next_start(store, lambda: deliver(store, sinks, now=clock.now() + LATER, settings=settings))
        return seconds

    def _next_start(self, store: Store, send: Callable[[], object]) -> None:
        """Send what stood in the outbox when the watch was stopped, as its next start does; what is lost is not there.

        A check that was under way when it was stopped may have had something to tell.
        """
        self.waiting = len(store.deliveries(state=DeliveryState.PENDING))
        for _ in range(MOST_ROUNDS):
            if not store.deliveries(state=DeliveryState.PENDING):
                break
            send()

    def _told(self, _checked: Checked) -> None:
        self.checks += 1

    def _until_done(self, going: Watch, store: Store, limit: float) -> None:
        """Until each source has served its last text often enough to be believed, and all messages are out."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            time.sleep(0.05)
            seen = [site.good >= self.looks and site.good_of_text[len(site.turns)] >= 4 for site in self.sites.values()]
            if all(seen) and self._settled() and not store.deliveries(state=DeliveryState.PENDING):
                break
        going.stop()

    def _settled(self) -> bool:
        """Whether the large repeals, which want to be seen three times in a row, had the time for that."""
        large = [one for one, site in self.sites.items() if site.shrinks]
        return all(self.sites[one].good_of_text[len(self.sites[one].turns)] >= 12 for one in large)

    def _result(self, store: Store, hooks: FaultServer, seconds: float, peak: float) -> Result:
        missed, false = [], []
        told = {source_id: Counter[EventKind]() for source_id in self.sites}
        for event in store.events():
            told[event.source_id][event.kind] += 1
        for source_id, site in self.sites.items():
            stored = [store.body(one.sha256).decode() for one in store.revisions(source_id)]
            for number, text in enumerate(site.texts):
                shown = len(stored) > number and all(line in stored[number] for line in text)
                if not shown:
                    missed.append(f"{source_id} text {number} of {len(site.texts)}, {len(stored)} revisions")
            extra = sum(told[source_id][kind] for kind in READERS) - len(site.texts)
            if extra > 0 or told[source_id][EventKind.GONE]:
                false.append(f"{source_id} {dict(told[source_id])}")
        sent = {note for hit in hooks.hits(HOOK) for note in hit.notes}
        owed = {delivery_id(event.id, "hook") for event in store.events()}
        return Result(
            sources=self.sources,
            checks=self.checks,
            seconds=seconds,
            planted=self.changes,
            faults=sum(self.injected.values()),
            kinds=len(self.injected),
            missed=tuple(missed),
            false=tuple(false),
            lost=len(owed - sent),
            messages=len(owed),
            waiting=self.waiting,
            operator=sum(table[kind] for table in told.values() for kind in table if kind not in READERS),
            peak=peak,
            child_peak=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        )


@dataclass(frozen=True, kw_only=True)
class Result:
    """What was measured, peaks in MiB: what the process grew by, with the servers in it, and its largest child."""

    sources: int
    checks: int
    seconds: float
    planted: int
    faults: int
    kinds: int
    missed: tuple[str, ...]
    false: tuple[str, ...]
    lost: int
    messages: int
    waiting: int
    operator: int
    peak: float
    child_peak: float
