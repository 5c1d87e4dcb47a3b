"""No cell is a formula, and taking the sign off gives the words back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gaidiff.renderers._inert import bare, inert, places

CALM = settings(max_examples=300, derandomize=True, deadline=None, database=None)


@pytest.mark.parametrize(
    "cell",
    [
        "=SUM(A1:A9)",
        "+1",
        "-5 days",
        "@cmd",
        "\tindented",
        "\rreturned",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u00a0=1",
        "\u3000＝1",
        "\t=1",
        "'=1",
    ],
)
def test_a_cell_that_could_be_a_formula_gets_a_sign(cell: str) -> None:
    assert inert(cell) == f"'{cell}"
    assert bare(inert(cell)) == cell


@pytest.mark.parametrize("cell", ["第一条 =", "Article 4 - scope", "a@b", "", "'quoted'", "5-7", "（-）"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert inert(cell) == cell


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_later_line_gets_its_own_sign(newline: str) -> None:
    cell = f"第一条{newline}=1+1{newline}用户{newline} -2"
    assert inert(cell) == f"第一条{newline}'=1+1{newline}用户{newline}' -2"
    assert bare(inert(cell)) == cell


@CALM
@given(st.text(alphabet="='+-@\t\r\n \u00a0＝甲a", max_size=12))
def test_any_text_comes_back(cell: str) -> None:
    safe = inert(cell)
    assert bare(safe) == cell
    assert len(safe) == len(cell) + len(places(cell))
    assert not any(line.lstrip().startswith(("=", "+", "-", "@", "＝")) for line in safe.splitlines())
