"""Which addresses are connected to: no packet leaves for a refused one, whatever it is called."""

from __future__ import annotations

import socket
from ipaddress import ip_network

import pytest
from faults import FaultServer

from gaidiff.errors import ConfigError, FetchError
from gaidiff.sources.egress import Policy, connect, judged, masked, policy_of, session
from gaidiff.sources.fetch import Limits, fetch

PUBLIC = "93.184.215.14"
LIMITS = Limits(deadline=2.0)

# Every one leads to this machine, a private network, a cloud's metadata, or nowhere on the Internet.
REFUSED = """
127.0.0.1 127.0.0.2 127.255.255.254 127.1 127.0.1 0x7f.1 0x7f000001 0X7F.0.0.1 2130706433 017700000001 0177.0.0.1
0177.1 0x7f.0x0.0x0.0x1 [::1] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [::ffff:0:127.0.0.1]
[64:ff9b::127.0.0.1] [64:ff9b:1::7f00:1] [2002:7f00:1::] [2001:0:7f00:1::] localhost LOCALHOST １２７.0.0.1 127。0。0。1
①②⑦.0.0.1 0 0.0.0.0 0x0 00 0.0.0.1 [::]
10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.254 192.168.0.1 192.168.1.254 0xa.1 167772161 3232235521
[fc00::1] [fdff::1] [::ffff:10.0.0.1] [::ffff:192.168.0.1] [64:ff9b::a00:1] [2002:a00:1::1]
169.254.0.1 169.254.169.254 169.254.170.2 0xa9.0xfe.0xa9.0xfe 2852039166 [fe80::1] [::ffff:169.254.169.254]
[::ffff:a9fe:a9fe] [64:ff9b::a9fe:a9fe] [fd00:ec2::254] 100.100.100.200 192.0.0.192 168.63.129.16
100.64.0.1 100.127.255.254 [fec0::1] 192.0.0.1 192.0.2.1 192.88.99.1 198.18.0.1 198.19.255.254 198.51.100.1 203.0.113.1
224.0.0.1 239.255.255.250 [ff02::1] [ff05::2] [ff0e::1] 240.0.0.1 255.255.255.255 4294967295
[2001:db8::1] [3fff::1] [100::1] [2001:20::1] [5f00::1] [4000::1]
"""
LITERALS = REFUSED.split()

# The addresses just outside the refused networks, and ordinary ones.
PERMITTED = """
1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 168.63.129.15 168.63.129.17
169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.167.255.255 192.169.0.0
198.17.255.255 198.20.0.0 203.0.112.255 203.0.114.0 223.255.255.255 ::ffff:1.1.1.1 2001:200::1 2003::1 2606:4700::1111
2001:db7:ffff::1 2001:db9::1 3ffe::1 3fff:1000::1
"""


class Spy(socket.socket):
    """A socket that notes where it would connect, and never does."""

    asked: list[str] = []  # noqa: RUF012, shared on purpose

    def connect(self, address: tuple[str, int]) -> None:  # type: ignore[override]
        Spy.asked.append(address[0])
        raise ConnectionRefusedError(111, "Connection refused")


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    Spy.asked = []
    monkeypatch.setattr(socket, "socket", Spy)
    return Spy.asked


class Names:
    """A resolver that gives the n-th answer to the n-th question, and the last one from then on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.questions: list[str] = []
        monkeypatch.setattr(socket, "getaddrinfo", self)

    def __call__(self, host: str, port: int, **_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        answer = self.answers[min(len(self.questions), len(self.answers) - 1)]
        self.questions.append(host)
        kinds = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(kinds[":" in each], socket.SOCK_STREAM, 6, "", (each, port)) for each in answer]


def test_the_table_has_sixty_literals_without_a_double() -> None:
    assert len(set(LITERALS)) == len(LITERALS) >= 60


@pytest.mark.parametrize("host", LITERALS)
def test_c1_nothing_but_the_public_internet_is_connected_to(host: str, spy: list[str]) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(f"http://{host}/law", policy=Policy(), limits=LIMITS)
    assert not caught.value.transient, "refused, not merely out of reach"
    assert spy == []


def test_c1_default_deny_holds_against_a_server_that_is_really_there() -> None:
    with FaultServer() as server:
        server.page("/law", "Article 1")
        for host in ("127.0.0.1", "127.1", "2130706433", "0x7f.1", "localhost", "0", "[::ffff:127.0.0.1]"):
            with pytest.raises(FetchError, match="this machine"):
                fetch(f"http://{host}:{server.port}/law", policy=Policy(), limits=LIMITS)
        assert server.connections == 0
        fetch(server.at("/law"), policy=policy_of(["127.0.0.0/8"]))
        assert server.connections == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]"])
def test_c1_an_allowed_network_is_connected_to_under_each_of_its_names(host: str, spy: list[str]) -> None:
    with pytest.raises(FetchError, match="refused") as caught:
        fetch(f"http://{host}/law", policy=policy_of(["127.0.0.0/8"]), limits=LIMITS)
    assert caught.value.transient
    assert len(spy) == 1


@pytest.mark.parametrize("address", PERMITTED.split())
def test_public_addresses_up_to_the_edge_of_the_refused_are_permitted(address: str) -> None:
    assert Policy().refusal(address) is None


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1\\@good.test/",
        "http://good.test\\@127.0.0.1/",
        "http://good.test@127.0.0.1/",
        "http://user:secret@good.test/",
        "http://good.test%2f@127.0.0.1/",
        "http://good.test%00.evil.test/",
        "http://127.0.0.1%2fgood.test/",
        "http://good.test\t/",
        "http://good.test\n/",
        "http://good\r\n.test/",
        "http://good.test/\x00",
        "http://good.test/a\u202eb",
        "http://good.test/a b",
        " http://good.test/",
        "http://[::1%25lo]/",
        "http://[::1/",
        "http://good.test:0/",
        "http://good.test:99999/",
        "http://good.test:port/",
        "http://:80/",
        "http:///law",
        "http:good.test",
        "//good.test/law",
        "good.test/law",
        "file:///etc/passwd",
        "ftp://good.test/",
        "javascript:alert(1)",
        "data:text/html,law",
        "gopher://good.test/",
        "http://*.good.test/",
        "http://.good.test/",
        "",
    ],
)
def test_c2_an_address_two_parsers_may_read_differently_is_not_asked(address: str, spy: list[str]) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(address, policy=policy_of(["0.0.0.0/0", "::/0"]), limits=LIMITS)
    assert not caught.value.transient
    assert "secret" not in str(caught.value)
    assert spy == []


def test_c2_the_reason_is_told(spy: list[str]) -> None:
    for address, why in (("http://127.0.0.1\\@good.test/", "backslash"), ("http://a%2f.test/", "host or port is")):
        with pytest.raises(FetchError, match=why):
            judged(address)
    assert spy == []


def test_c2_the_host_is_judged_from_the_address_as_it_is_sent() -> None:
    assert judged("http://GOOD.test#@127.0.0.1/") == "http://good.test/"
    assert judged("https://good.test/生成式?a=b c".replace(" ", "+")) == (
        "https://good.test/%E7%94%9F%E6%88%90%E5%BC%8F?a=b+c"
    )
    assert judged("http://法律.test/").startswith("http://xn--")


def test_c4_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch, spy: list[str]
) -> None:
    for answer in ([PUBLIC, "10.0.0.1"], ["10.0.0.1", PUBLIC], [PUBLIC, "::1"], ["::ffff:127.0.0.1"]):
        Names(monkeypatch, answer)
        with pytest.raises(FetchError, match=r"law\.test leads to"):
            fetch("http://law.test/", policy=Policy(), limits=LIMITS)
    assert spy == []


def test_c4_a_name_that_changes_its_address_is_resolved_once_and_the_judged_one_connected_to(
    monkeypatch: pytest.MonkeyPatch, spy: list[str]
) -> None:
    names = Names(monkeypatch, [PUBLIC], ["127.0.0.1"])
    with pytest.raises(FetchError):
        fetch("http://law.test/", policy=Policy(), limits=LIMITS)
    assert spy == [PUBLIC]
    assert names.questions == ["law.test"]


def test_c4_the_second_hop_is_resolved_and_judged_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultServer() as server:
        names = Names(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
        here = f"http://law.test:{server.port}"
        server.page("/law", status=302, headers={"Location": f"{here}/there"})
        with pytest.raises(FetchError, match=r"127\.0\.0\.2"):
            fetch(f"{here}/law", policy=policy_of(["127.0.0.1"]), limits=LIMITS)
        assert len(names.questions) == 2
        assert server.connections == 1


def test_connect_gives_a_socket_that_waits_no_longer_than_asked() -> None:
    with FaultServer() as server:
        made = connect("127.0.0.1", server.port, policy=policy_of(["127.0.0.1"]), timeout=3.0)
        with made:
            assert made.getpeername() == ("127.0.0.1", server.port)
            assert made.gettimeout() == 3.0


def test_a_session_follows_no_redirect_keeps_no_cookie_and_judges_each_request() -> None:
    with FaultServer() as server, session(policy_of(["127.0.0.0/8"])) as made:
        server.page("/old", b"x" * 10, status=302, headers={"Location": "/new", "Set-Cookie": "a=b"})
        assert made.get(server.at("/old")).status_code == 302
        assert server.count("/new") == 0
        made.post(server.at("/old"), data=b"{}")
        assert "cookie" not in server.hits("/old")[1].request.headers
        with pytest.raises(FetchError, match="user name"):
            made.get(f"http://user:word@127.0.0.1:{server.port}/old")
        with pytest.raises(FetchError, match="proxy"):
            made.get("http://law.test/", proxies={"http": server.address})
        assert server.count() == 2


@pytest.mark.parametrize("text", ["", "localhost", "127.0.0.0/33", "127.0.0.1/8", "10", "::/200"])
def test_what_is_no_network_is_a_fault_of_the_settings(text: str) -> None:
    with pytest.raises(ConfigError, match="is not a network"):
        policy_of([text])


def test_a_policy_is_the_networks_it_was_given() -> None:
    assert policy_of(["10.0.0.0/8", "::1"]).allow == (ip_network("10.0.0.0/8"), ip_network("::1/128"))


def test_secrets_are_masked_and_addresses_stay_readable() -> None:
    assert (
        masked("https://law.test/?uri=CELEX:52021PC0206&lang=en") == "https://law.test/?uri=CELEX:52021PC0206&lang=en"
    )
    for name in ("token", "api_key", "X-Amz-Signature", "password", "sid", "code", "auth"):
        assert "s3cret" not in masked(f"https://law.test/a?id=1&{name}=s3cret")
        assert "id=1" in masked(f"https://law.test/a?id=1&{name}=s3cret")
    assert masked("https://user:s3cret@law.test/a") == "https://***@law.test/a"
