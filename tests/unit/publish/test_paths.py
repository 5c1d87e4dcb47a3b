"""Names of files and links: whatever a source is called, its pages stay inside the site."""

from __future__ import annotations

import pytest

from gaidiff.errors import ConfigError
from gaidiff.publish.paths import base, relative, slug, slugs

HOSTILE = [
    "../../x",
    "/etc/passwd",
    "..",
    ".",
    "",
    "a\0b",
    "CON",
    "nul",
    "lpt1",
    "x" * 300,
    "trailing.",
    "trailing ",
    "a/b",
    "a\\b",
    "C:",
    "网信办",
    "\u202egnp.exe",
    "\ud800",
    "-rf",
    "index",
]


@pytest.mark.parametrize("source_id", HOSTILE)
def test_d22_a_hostile_id_becomes_a_plain_folder_name(source_id: str) -> None:
    name = slug(source_id)

    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 0 < len(name) <= 64
    assert name[0] != "-"
    assert name not in {"con", "nul", "lpt1", "index"}


def test_d22_ids_that_differ_by_case_alone_get_folders_of_their_own() -> None:
    names = [slug(one) for one in ("rules", "Rules", "RULES", "rules.", "rules ")]

    assert len({name.lower() for name in names}) == len(names)
    assert names[0] == "rules"


def test_d22_an_id_that_looks_like_the_folder_of_another_does_not_take_it() -> None:
    taken = slug("Rules")

    assert slug(taken) != taken
    assert len(set(slugs(["Rules", taken]).values())) == 2


def test_links_lead_from_any_page_to_any_other() -> None:
    assert relative("en/sources/x/index.html", "en/sources/x/2.html") == "2.html"
    assert relative("404.html", "zh/index.html") == "zh/index.html"


@pytest.mark.parametrize(
    "address",
    ["example.org", "ftp://example.org/", "https://", "javascript:alert(1)", "https://a@b/", "https://a/?x=1"],
)
def test_a_base_address_that_is_none_is_refused_in_one_line(address: str) -> None:
    with pytest.raises(ConfigError, match="base address"):
        base(address)


def test_a_base_address_ends_in_a_slash() -> None:
    assert base("https://example.org/laws") == "https://example.org/laws/"
    assert base(None) is None
