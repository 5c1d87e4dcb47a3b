"""Texts in, one commented finding out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gaidiff.pipeline import compare

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaidiff.model.change import Finding
    from gaidiff.model.law import Instrument


@pytest.fixture
def finding_of() -> Callable[[Instrument, Instrument, str], Finding]:
    def find(old: Instrument, new: Instrument, kind: str) -> Any:
        found = [f for change in compare(old, new).changes for f in change.findings if f.kind == kind]
        assert found, f"no {kind}"
        return found[0]

    return find
