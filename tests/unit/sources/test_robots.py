"""What a site says about programs, by RFC 9309: row C21 of the table of faults."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fault_behaviours import closed_at, endless_body, hang_up, hops, page, redirect, reset, silent, zipped
from faults import Behaviour, FaultServer

from gaidiff.errors import FetchError
from gaidiff.sources.egress import policy_of
from gaidiff.sources.fetch import Limits
from gaidiff.sources.robots import KEPT, RETRY, Robots, Verdict

LOCAL = policy_of(["127.0.0.0/8"])
NO = b"User-agent: *\nDisallow: /law\n"
LIMITS = Limits(deadline=0.3)


class Clock:
    """A clock that goes when told."""

    time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as made:
        yield made


def verdict(server: FaultServer, behaviour: Behaviour, path: str = "/law") -> Verdict:
    server.route("/robots.txt", behaviour)
    return Robots(policy=LOCAL, limits=LIMITS).allowed(server.at(path))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_c21_no_robots_file_is_a_yes(server: FaultServer, status: int) -> None:
    found = verdict(server, page(NO, status=status))
    assert found.allowed
    assert str(status) in found.reason


@pytest.mark.parametrize(
    "behaviour",
    [
        page(b"", status=500),
        page(b"", status=503),
        page(b"", status=429),
        silent,
        reset,
        hang_up,
        endless_body(),
        redirect("file:///robots.txt"),
        redirect("http://169.254.169.254/robots.txt"),
    ],
)
def test_c21_a_robots_file_out_of_reach_is_a_no_that_says_so(server: FaultServer, behaviour: Behaviour) -> None:
    found = verdict(server, behaviour)
    assert (found.allowed, found.reachable) == (False, False)
    assert "robots.txt" in found.reason


def test_c21_what_is_refused_is_refused_and_the_rest_is_not(server: FaultServer) -> None:
    found = verdict(server, page(NO))
    assert (found.allowed, found.reachable) == (False, True)
    assert "stay away" in found.reason
    assert verdict(server, page(NO), "/other").allowed
    assert verdict(server, page(NO), "/robots.txt").allowed


def test_c21_our_own_name_is_heard_before_the_star(server: FaultServer) -> None:
    for_us = b"User-agent: *\nDisallow: /\n\nUser-agent: GaiDiff\nAllow: /law\nDisallow: /\n"
    assert verdict(server, page(for_us)).allowed
    assert not verdict(server, page(for_us), "/other").allowed
    assert verdict(server, page(b"User-agent: otherbot\nDisallow: /\n")).allowed


def test_c21_the_longest_rule_wins_and_wildcards_are_kept(server: FaultServer) -> None:
    rules = b"User-agent: *\nDisallow: /*.pdf$\nDisallow: /law\nAllow: /law/public\n"
    assert not verdict(server, page(rules), "/a/b.pdf").allowed
    assert verdict(server, page(rules), "/a/b.pdf?x").allowed
    assert verdict(server, page(rules), "/law/public/1").allowed
    assert not verdict(server, page(rules), "/law/1").allowed


def test_c21_a_byte_order_mark_hides_no_rule(server: FaultServer) -> None:
    assert not verdict(server, page(b"\xef\xbb\xbf" + NO)).allowed


def test_c21_a_page_of_html_has_no_rule(server: FaultServer) -> None:
    assert verdict(server, page(b"<!doctype html><html><body><p>Not found</p></body></html>")).allowed
    assert verdict(server, page(b"")).allowed


def test_c21_five_hundred_kibibytes_are_read_and_half_a_line_is_not(server: FaultServer) -> None:
    filler = b"# " + b"a" * 97 + b"\n"
    at_the_end = filler * (500 * 1024 // 100 - 1) + NO
    assert 500 * 1024 - 100 < len(at_the_end) < 500 * 1024
    assert not verdict(server, page(at_the_end + filler * 1000)).allowed, "600 KB, the rule just within 500 KiB"
    cut = b"User-agent: *\n" + b"#" * (500 * 1024 - 14 - 1 - len("Disallow: /")) + b"\nDisallow: /only/this\n"
    assert verdict(server, page(cut)).allowed, "cut after `Disallow: /` it would shut the whole site"


def test_c21_five_redirects_are_followed_and_six_are_as_good_as_none(server: FaultServer) -> None:
    server.page("/rules", NO)
    assert not verdict(server, hops("/robots.txt", 5, "/rules")).allowed
    assert verdict(server, hops("/robots.txt", 6, "/rules")).allowed
    assert verdict(server, redirect("/robots.txt")).allowed


def test_c21_rules_that_break_off_bind_as_far_as_they_came(server: FaultServer) -> None:
    assert not verdict(server, closed_at(NO)).allowed
    assert not verdict(server, zipped(NO)).allowed


def test_c21_rules_are_kept_a_day_and_no_longer(server: FaultServer) -> None:
    clock = Clock()
    robots = Robots(policy=LOCAL, now=clock)
    server.page("/robots.txt", NO)
    for clock.time in (0.0, 60.0, KEPT - 1):
        assert not robots.allowed(server.at("/law")).allowed
    assert server.count() == 1
    server.page("/robots.txt", b"")
    clock.time = KEPT
    assert robots.allowed(server.at("/law")).allowed
    assert server.count() == 2
    assert KEPT <= 24 * 3600


def test_c21_a_file_out_of_reach_is_asked_for_again_soon(server: FaultServer) -> None:
    clock = Clock()
    robots = Robots(policy=LOCAL, now=clock)
    server.page("/robots.txt", status=503)
    assert not robots.allowed(server.at("/law")).allowed
    server.page("/robots.txt", b"")
    assert not robots.allowed(server.at("/law")).allowed
    clock.time = RETRY
    assert robots.allowed(server.at("/law")).allowed
    assert server.count() == 2


def test_c21_each_site_has_its_own_rules(server: FaultServer) -> None:
    with FaultServer() as other:
        server.page("/robots.txt", NO)
        robots = Robots(policy=LOCAL)
        assert not robots.allowed(server.at("/law")).allowed
        assert robots.allowed(other.at("/law")).allowed
        assert (server.count("/robots.txt"), other.count("/robots.txt")) == (1, 1)


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("Crawl-delay: 7", 7.0),
        ("Crawl-delay: 0.5", 0.5),
        ("Crawl-delay: 0", None),
        ("Crawl-delay: 1000000000", 3600.0),
        ("Crawl-delay: soon", None),
        ("Crawl-delay: nan", None),
        ("Request-rate: 1/10s", 10.0),
        ("Request-rate: 1/" + "9" * 4000, 3600.0),
        ("Request-rate: " + "9" * 4000 + "/1", None),
        ("Request-rate: 1/2\nCrawl-delay: 3", 3.0),
    ],
)
def test_the_pause_a_site_wants_is_told_with_the_verdict(server: FaultServer, line: str, seconds: float | None) -> None:
    found = verdict(server, page(f"User-agent: *\n{line}\nDisallow: /no\n".encode()))
    assert (found.allowed, found.crawl_delay) == (True, seconds)
    assert verdict(server, page(f"User-agent: *\n{line}\nDisallow: /law\n".encode())).crawl_delay == seconds


def test_what_is_no_address_has_no_verdict() -> None:
    with pytest.raises(FetchError, match="not http or https"):
        Robots(policy=LOCAL).allowed("file:///etc/passwd")
