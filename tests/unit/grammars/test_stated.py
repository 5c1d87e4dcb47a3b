"""Printed labels made comparable, in the scripts that laws are numbered in."""

from __future__ import annotations

import pytest

from gaidiff.grammars._stated import stated_num


@pytest.mark.parametrize(
    ("printed", "label", "ordinal"),
    [
        ("§ 52c", "52c", (52, 3)),
        ("§ 1005.6", "1005.6", (1005, 6)),
        ("§§ 5 bis 7", "5-7", (5,)),
        ("§ 5 bis", "5-bis", (5, 2)),
        ("제22조의2", "22-2", (22, 2)),
        ("4의2.", "4-2", (4, 2)),
        ("第三条の二の三", "3-2-3", (3, 2, 3)),
        ("二十一", "21", (21,)),
        ("２", "2", (2,)),
        ("①", "1", (1,)),
        ("iv)", "iv", (4,)),
        ("b)", "b", (2,)),
        ("가.", "가", (1,)),
        ("ロ", "ロ", (2,)),
    ],
)
def test_a_printed_label_has_a_number(printed: str, label: str, ordinal: tuple[int, ...]) -> None:
    num = stated_num(printed)
    assert num is not None
    assert (num.text, num.label, num.ordinal) == (printed, label, ordinal)


@pytest.mark.parametrize("printed", ["", "–", "•", "Note", "備考"])
def test_what_is_no_number_has_none(printed: str) -> None:
    assert stated_num(printed) is None
