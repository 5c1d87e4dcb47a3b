"""One source and an answer in, a typed outcome out: what is a change, what is not, what is only suspected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from watched import answer, en_law, page, text, zh_law

from gaidiff.errors import FetchError
from gaidiff.model.change import MatchKind
from gaidiff.model.watch import EventKind, Outcome, Record, Retrieval, Validators, WatchedSource
from gaidiff.sources.robots import Verdict
from gaidiff.sources.store import Store, open_store
from gaidiff.watch.check import Bench, check, rederived

ADDRESS = "https://law.test/measures"
SOURCE = WatchedSource(id="measures", address=ADDRESS, title="Measures", interval=86_400)
HOUR = 3600.0
DAY = 24 * HOUR
START = 1_800_000_000.0
PLAIN = "text/plain; charset=utf-8"


class World:
    """A store, a source, and what its server will answer next; time goes on as the watcher asks for it."""

    def __init__(self, store: Store, source: WatchedSource = SOURCE) -> None:
        self.store, self.source, self.now = store, source, START
        self.asked: list[Validators | None] = []
        self.reply: Retrieval | FetchError | None = None
        self.lying = False  # says "not modified" to each conditional request
        self.verdict = Verdict(allowed=True, reason="")

    def fetch(self, address: str, *, validators: Validators | None, ca_file: str | None) -> Retrieval:
        assert (address, ca_file) == (self.source.address, self.source.ca_file)
        self.asked.append(validators)
        if isinstance(self.reply, FetchError):
            raise self.reply
        if validators is not None and self.lying:
            return answer(address, None, status=304)
        assert self.reply is not None
        return self.reply

    def allowed(self, address: str, *, ca_file: str | None = None) -> Verdict:
        assert address == self.source.address, ca_file
        return self.verdict

    def look(self, reply: Retrieval | FetchError | bytes, *, accept: bool = False) -> Record:
        """One check when it is due, written to the store."""
        self.reply = answer(ADDRESS, reply, media_type=PLAIN) if isinstance(reply, bytes) else reply
        self.now = max(self.now, self.store.state(self.source.id).due_at)
        record = check(self.source, self.store, Bench(fetcher=self.fetch, robots=self, accept=accept), now=self.now)
        return replace(record, events=self.store.record(record))

    def outcomes(self, *replies: Retrieval | FetchError | bytes) -> list[Outcome | None]:
        return [self.look(reply).state.outcome for reply in replies]

    def told(self) -> list[EventKind]:
        return [event.kind for event in self.store.events()]

    def wait(self) -> float:
        """Seconds until the next check is due."""
        return self.store.state(self.source.id).due_at - self.now


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with open_store(tmp_path / "watch.db") as store:
        yield World(store)


LAW = text(zh_law(2))
AMENDED = text([line.replace("不得擅自", "得擅自", 1) if line.startswith("第三条") else line for line in zh_law(2)])
OTHER = text([line.replace("记录", "清单").replace("三年", "五年") for line in zh_law(2)])
CAPTCHA = "<html><head><title>安全验证</title></head><body><p>请输入验证码后继续访问</p></body></html>".encode()


def test_the_first_answer_is_the_first_revision_and_is_told_as_added(world: World) -> None:
    record = world.look(LAW)
    assert record.state.outcome is Outcome.CHANGED
    assert record.report is None
    assert world.told() == [EventKind.ADDED]
    assert world.store.latest("measures") is not None
    assert world.wait() == DAY


def test_the_same_bytes_are_unchanged_and_are_not_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.look(LAW)
    monkeypatch.setattr("gaidiff.watch.check.read_law", lambda *_, **__: pytest.fail("was read"))
    assert world.outcomes(LAW) == [Outcome.UNCHANGED]


def test_one_removed_character_is_a_change_told_at_once(world: World) -> None:
    world.look(LAW)
    record = world.look(AMENDED)
    assert record.state.outcome is Outcome.CHANGED
    assert record.report is not None
    assert [event.kind for event in record.events] == [EventKind.CHANGED]
    assert (record.events[0].old, record.events[0].new) == (1, 2)


def test_c17_and_c18_a_removed_character_among_rotating_boilerplate_is_told_exactly_once(world: World) -> None:
    from gaidiff import pipeline

    noise, children = Random(7), pipeline.new_children()  # noqa: S311, seeded
    removed = [line.replace("不得", "得", 1) if line.startswith("第四条") else line for line in zh_law(2)]
    try:
        for number in range(60):
            body = page(zh_law(2) if number < 30 else removed, noise)
            world.now = max(world.now, world.store.state("measures").due_at)
            world.reply = answer(ADDRESS, body)
            record = check(SOURCE, world.store, Bench(fetcher=world.fetch, children=children), now=world.now)
            world.store.record(record)
    finally:
        children.close()
    assert world.told() == [EventKind.ADDED, EventKind.CHANGED]
    assert [revision.number for revision in world.store.revisions("measures")] == [1, 2]
    assert world.store.state("measures").outcome is Outcome.UNCHANGED
    report = world.store.report("measures", 2)
    assert report is not None
    assert {match.kind for match in report.alignment.divisions} == {MatchKind.UNCHANGED}, "no furniture in the report"


def test_c19_a_revert_is_told_both_ways(world: World) -> None:
    assert world.outcomes(LAW, AMENDED, LAW) == [Outcome.CHANGED] * 3
    assert world.told() == [EventKind.ADDED, EventKind.CHANGED, EventKind.CHANGED]
    hashes = [revision.provisions_sha256 for revision in world.store.revisions("measures")]
    assert hashes[0] == hashes[2] != hashes[1]


def test_c16_a_source_that_alternates_is_reported_once_and_keeps_its_revisions(world: World) -> None:
    world.outcomes(*[LAW, AMENDED] * 10)
    told = world.told()
    assert told.count(EventKind.UNSTABLE) == 1
    assert told.count(EventKind.CHANGED) == 2, "A to B and back; then it is known"
    assert len(world.store.revisions("measures")) == 3
    assert world.store.state("measures").outcome is Outcome.UNCHANGED


def test_c16_a_text_that_comes_to_stay_after_alternating_is_told(world: World) -> None:
    world.outcomes(*[LAW, AMENDED] * 3)
    assert world.outcomes(*[AMENDED] * 8).count(Outcome.CHANGED) == 1
    assert not world.store.state("measures").unstable
    assert world.told().count(EventKind.CHANGED) == 3


def test_c16_a_third_text_of_a_source_that_alternates_is_told_at_once(world: World) -> None:
    world.outcomes(*[LAW, AMENDED] * 3)
    assert world.outcomes(OTHER) == [Outcome.CHANGED]
    assert world.store.latest("measures").number == 4  # type: ignore[union-attr]


def test_c12_validators_are_sent_to_the_final_address_and_not_saved_with_an_answer_without_law(world: World) -> None:
    reply = replace(answer(ADDRESS, LAW, media_type=PLAIN), final_address="https://law.test/m2", etag='"1"')
    world.source = replace(SOURCE, interval=3600)
    world.look(reply)
    assert world.look(answer(ADDRESS, None, status=304)).state.outcome is Outcome.NOT_MODIFIED
    sent = world.asked[-1]
    assert sent is not None
    assert (sent.address, sent.etag) == ("https://law.test/m2", '"1"')
    world.look(replace(answer(ADDRESS, CAPTCHA), etag='"2"'))
    assert world.store.state("measures").validators is None


def test_c12_a_server_that_says_not_modified_for_ever_is_asked_for_everything_again(world: World) -> None:
    world.source = replace(SOURCE, interval=3600)
    world.look(replace(answer(ADDRESS, LAW, media_type=PLAIN), etag='"1"'))
    world.lying = True
    outcomes = {
        world.look(replace(answer(ADDRESS, LAW, media_type=PLAIN), etag='"1"')).state.outcome for _ in range(30)
    }
    assert outcomes == {Outcome.NOT_MODIFIED, Outcome.UNCHANGED}
    conditional = [validators is not None for validators in world.asked]
    longest = max(len(run) for run in "".join("c" if each else "f" for each in conditional).split("f"))
    assert longest == 11


def test_c12_validators_of_another_pipeline_are_not_sent(world: World) -> None:
    world.source = replace(SOURCE, interval=3600)
    world.look(replace(answer(ADDRESS, LAW, media_type=PLAIN), etag='"1"'))
    world.source = replace(world.source, language="zh")
    world.look(replace(answer(ADDRESS, LAW, media_type=PLAIN), etag='"1"'))
    assert world.asked == [None, None]


def test_c13_retry_after_is_honoured_to_a_ceiling(world: World) -> None:
    waits = []
    for seconds in (120.0, -5.0, 1e9):
        world.look(replace(answer(ADDRESS, None, status=503), retry_after=seconds))
        waits.append(world.wait())
    assert waits == [120, 120, 3600], "less than our own backoff is not believed"


def test_c15_empty_answers_are_suspect(world: World) -> None:
    empty = answer(ADDRESS, b"")
    assert world.outcomes(LAW, empty, answer(ADDRESS, b" \n\t\r\n"), replace(empty, status=204, snapshot=None)) == [
        Outcome.CHANGED,
        Outcome.SUSPECT,
        Outcome.SUSPECT,
        Outcome.SUSPECT,
    ]
    assert EventKind.CHANGED not in world.told()


@pytest.mark.parametrize("status", [404, 410])
def test_c20_a_missing_page_is_gone_after_confirmations_and_told_once(world: World, status: int) -> None:
    world.look(LAW)
    outcomes = world.outcomes(*[answer(ADDRESS, b"nothing here", status=status)] * 8)
    assert outcomes[:3] == [Outcome.SUSPECT] * 3
    assert set(outcomes[4:]) == {Outcome.GONE}
    assert world.told().count(EventKind.GONE) == 1
    assert EventKind.CHANGED not in world.told()
    assert len(world.store.revisions("measures")) == 1, "the last text is kept"
    assert world.outcomes(LAW) == [Outcome.UNCHANGED]
    assert world.told()[-1] is EventKind.RECOVERED


def test_c20_a_page_that_moved_is_followed_and_the_message_says_so(world: World) -> None:
    record = world.look(replace(answer(ADDRESS, LAW, media_type=PLAIN), moved="https://law.test/new"))
    assert record.state.outcome is Outcome.CHANGED
    assert "https://law.test/new" in record.state.message


def test_c20_a_parked_domain_is_no_repeal(world: World) -> None:
    parked = (
        "<html><body><h1>law.test</h1><p>This domain is for sale. Article 1 of our terms applies.</p></body></html>"
    )
    world.look(LAW)
    outcomes = set(world.outcomes(*[answer(ADDRESS, parked.encode())] * 6))
    assert outcomes <= {Outcome.SUSPECT, Outcome.BLOCKED}
    assert EventKind.CHANGED not in world.told()


def test_c21_robots_out_of_reach_is_a_health_alert_and_no_request(world: World) -> None:
    world.verdict = Verdict(allowed=False, reason="robots.txt is out of reach", reachable=False)
    outcomes = world.outcomes(LAW, LAW, LAW)
    assert outcomes == [Outcome.TRANSIENT] * 3
    assert world.asked == []
    assert world.told() == [EventKind.UNHEALTHY]
    world.verdict = Verdict(allowed=False, reason="robots.txt asks programs to stay away")
    assert world.outcomes(LAW) == [Outcome.BLOCKED]


def test_c23_no_answer_is_transient_with_backoff_a_health_alert_and_a_recovery(world: World) -> None:
    world.look(LAW)
    waits = []
    for _ in range(20):
        world.look(FetchError("law.test cannot be found", transient=True))
        waits.append(world.wait())
    assert waits[:4] == [60, 120, 240, 480]
    assert max(waits) == 6 * HOUR
    world.look(LAW)
    assert world.told() == [EventKind.ADDED, EventKind.UNHEALTHY, EventKind.RECOVERED]


def test_a_page_that_cannot_be_read_is_parse_failed_and_never_saved_as_a_revision(world: World) -> None:
    gif = b"GIF89a" + bytes(range(256)) * 4
    assert world.outcomes(answer(ADDRESS, gif, media_type="image/gif")) == [Outcome.PARSE_FAILED]
    assert world.store.latest("measures") is None


def test_a_genuine_large_repeal_is_told_after_equal_sightings_over_time(world: World) -> None:
    world.look(LAW)
    began = world.now + DAY
    short = text(zh_law(2)[:6])
    outcomes = world.outcomes(*[short] * 3)
    assert outcomes == [Outcome.SUSPECT, Outcome.SUSPECT, Outcome.CHANGED]
    assert world.now - began == pytest.approx(600 + HOUR)
    assert world.told() == [EventKind.ADDED, EventKind.SUSPECT, EventKind.CHANGED]
    assert "confirmed by 3 equal answers" in world.store.events()[-1].message


def test_a_doubt_after_an_outage_is_looked_into_soon_and_one_that_varies_not_for_ever(world: World) -> None:
    world.look(LAW)
    away = FetchError("law.test cannot be found", transient=True)
    world.outcomes(*[away] * 4)
    assert world.look(text(zh_law(2)[:6])).state.outcome is Outcome.SUSPECT
    assert world.wait() == 600
    world.look(LAW)
    waits = []
    for number in range(12):
        world.look(text([*zh_law(2)[:4], f"第四条　灯号{number}。"]))
        waits.append(world.wait())
    assert (waits[0], waits[-1]) == (600, DAY)


def test_a_change_that_cannot_be_compared_is_told_all_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("art_4")

    world.look(LAW)
    monkeypatch.setattr("gaidiff.pipeline.compare", broken)
    record = world.look(AMENDED)
    assert record.state.outcome is Outcome.CHANGED
    assert record.report is None
    assert "failed to compare it (KeyError)" in record.events[0].message


def test_a_suspect_answer_that_a_person_accepts_is_a_revision(world: World) -> None:
    world.look(LAW)
    record = world.look(text(zh_law(2)[:2]))
    assert record.state.outcome is Outcome.SUSPECT
    assert world.look(text(zh_law(2)[:2]), accept=True).state.outcome is Outcome.CHANGED


def test_a_suspect_answer_is_kept_for_whoever_looks_into_it(world: World) -> None:
    world.look(LAW)
    record = world.look(answer(ADDRESS, CAPTCHA))
    assert record.snapshot is not None
    assert world.store.body(record.snapshot.sha256) == CAPTCHA


def test_another_engine_reads_the_stored_bytes_anew_and_tells_nobody(world: World) -> None:
    body = page(en_law(3)).replace(b"</footer>", b"</footer><div class=x><p>Article 13 Lamps of guests glow.</p></div>")
    world.look(answer(ADDRESS, body))
    told = len(world.told())
    world.source = replace(SOURCE, selector="div.main")
    record = rederived(world.source, world.store, Bench(fetcher=world.fetch))
    assert record is not None
    assert record.technical
    world.store.record(record)
    assert rederived(world.source, world.store, Bench(fetcher=world.fetch)) is None
    assert world.look(answer(ADDRESS, body)).state.outcome is Outcome.UNCHANGED
    assert len(world.told()) == told
    assert len(world.store.revisions("measures")) == 1


def test_a16_a_charset_guess_that_flips_is_no_change_of_every_article(world: World) -> None:
    lines = zh_law(2)
    body = "\n".join(lines).encode("gb18030")
    world.look(answer(ADDRESS, body, media_type="text/plain"))
    pinned = world.store.state("measures").encoding
    flipped = "\n".join(lines).encode("utf-16-le")
    assert world.outcomes(answer(ADDRESS, flipped, media_type="text/plain")) == [Outcome.UNCHANGED]
    amended = "\n".join(line.replace("妥善", "仔细") for line in lines)
    outcome = world.outcomes(answer(ADDRESS, amended.encode("gb18030"), media_type="text/plain"))
    assert pinned == "gb18030"
    assert outcome == [Outcome.SUSPECT], "another encoding and another text at once may be one damaged answer"
