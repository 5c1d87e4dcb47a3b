"""The look of a report: title, logo, accent and templates of one's own, each checked before it is used."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from reports import sample

from gaidiff.assets import asset_dir
from gaidiff.errors import ConfigError, RegistryError, RenderError
from gaidiff.renderers import render
from gaidiff.renderers._look import DARK_PANEL, LIGHT_PANEL, Look, contrast, readable
from gaidiff.renderers._page import check_folder

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def page(look: Look) -> BeautifulSoup:
    return BeautifulSoup(render(sample(), "html", look=look), "lxml")


def channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def written(folder: Path, **files: str) -> Look:
    for name, text in files.items():
        (folder / f"report.{name.replace('_', '.')}").write_text(text, encoding="utf-8")
    return Look(templates=folder)


def test_a_title_of_ones_own_stands_above_the_laws() -> None:
    soup = page(Look(title="Memo for <b>the board</b>"))

    assert soup.select("h1")[0].get_text() == "Memo for <b>the board</b>"
    assert soup.select(".against")[0].get_text() == "智能客服管理暂行办法"
    assert soup.title is not None
    assert "the board" in soup.title.get_text()


@pytest.mark.parametrize(
    ("picture", "kind"), [(PNG, "image/png"), (SVG, "image/svg+xml"), (b"\xff\xd8\xff\xe0", "image/jpeg")]
)
def test_the_logo_is_in_the_file_itself(picture: bytes, kind: str) -> None:
    soup = page(Look(logo=picture))

    assert [one["src"] for one in soup.select("img")] == [f"data:{kind};base64,{b64encode(picture).decode()}"]
    assert len(soup.select("script")) == 1


@pytest.mark.parametrize("picture", [b"", b"GIFT", b"%PDF-1.7", PNG + b"\0" * 600_000])
def test_what_is_no_small_picture_is_refused(picture: bytes) -> None:
    with pytest.raises(ConfigError, match="logo"):
        Look(logo=picture)


@pytest.mark.parametrize("accent", ["red", "#fff", "#12345g", "#1f4b7a;} body{display:none", "#1f4b7a\n", ""])
def test_an_accent_is_a_colour_and_nothing_else(accent: str) -> None:
    with pytest.raises(ConfigError, match="is no colour"):
        Look(accent=accent)


@pytest.mark.parametrize("accent", ["#ffff00", "#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#808080"])
@pytest.mark.parametrize("ground", [LIGHT_PANEL, DARK_PANEL])
def test_any_accent_becomes_readable(accent: str, ground: tuple[int, int, int]) -> None:
    assert contrast(channels(readable(accent, ground)), ground) >= 4.5


def test_a_readable_accent_stays_itself() -> None:
    assert readable("#8a1538", LIGHT_PANEL) == "#8a1538"
    assert "--accent: #8a1538" in render(sample(), "html", look=Look(accent="#8A1538")).decode()


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    style = (asset_dir("templates") / "report.css").read_text(encoding="utf-8")
    grounds = ["#{:02x}{:02x}{:02x}".format(*ground) for ground in (LIGHT_PANEL, DARK_PANEL)]

    assert [ground for ground in grounds if f"--panel: {ground}" not in style] == []


def test_a_plain_look_is_the_report_itself() -> None:
    assert render(sample(), "html", look=Look()) == render(sample(), "html")


def test_a_format_that_cannot_be_branded_says_so() -> None:
    with pytest.raises(RegistryError, match="json takes no title"):
        render(sample(), "json", look=Look(title="x"))


def test_a_template_can_fill_a_block_of_ours(tmp_path: Path) -> None:
    text = '{% extends "gaidiff/report.html.j2" %}{% block footer %}<p>{{ made_by }} · Firm &amp; Co</p>{% endblock %}'
    soup = page(written(tmp_path, html_j2=text))

    assert "Firm & Co" in soup.select("footer")[0].get_text()
    assert len(soup.select("article.change")) == len(page(Look()).select("article.change"))


def test_the_shipped_example_works() -> None:
    folder = asset_dir("templates") / "example"
    check_folder(folder)
    soup = page(Look(templates=folder))

    assert soup.select("header .disclaimer")
    assert len(soup.select("article.change")) == len(page(Look()).select("article.change"))


def test_a_style_of_ones_own_is_allowed_by_its_hash(tmp_path: Path) -> None:
    body = render(sample(), "html", look=written(tmp_path, css="body { color: #000; }")).decode()

    assert "<style>body { color: #000; }</style>" in body
    assert body.count("sha256-") == 2


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ words.__init__.__globals__ }}",
        "{{ contents.append(1) }}",
        "{% for one in range(999999999) %}x{% endfor %}",
        "{{ no_such_thing }}",
        "{% include '../../secret' %}",
        "{% for %}",
        "{{ 1 / 0 }}",
    ],
)
def test_a_template_may_format_the_report_and_nothing_else(tmp_path: Path, text: str) -> None:
    with pytest.raises(RenderError, match="cannot be used"):
        render(sample(), "html", look=written(tmp_path, html_j2=text))


def test_words_of_the_law_stay_escaped_in_a_template_of_ones_own(tmp_path: Path) -> None:
    soup = page(Look(title="<i>x</i>", templates=written(tmp_path, html_j2="<p>{{ own_title }}</p>").templates))

    assert str(soup.p) == "<p>&lt;i&gt;x&lt;/i&gt;</p>"


def test_a_script_that_would_end_its_element_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="holds </"):
        render(sample(), "html", look=written(tmp_path, js='"</script>"'))


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="holds no template"):
        check_folder(tmp_path)
    with pytest.raises(ConfigError, match="holds no template"):
        check_folder(tmp_path / "nowhere")
