"""The progress line: on a terminal, for long work only, and wiped."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable

import pytest

from gaidiff.cli._progress import WIPE, working


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


class Timer:
    """A second that is over at once, or never comes."""

    patient = False

    def __init__(self, interval: float, function: Callable[[], None]) -> None:
        assert interval == 1.0
        self.function = function
        self.daemon = False

    def start(self) -> None:
        if not self.patient:
            self.function()

    def cancel(self) -> None: ...

    def join(self) -> None: ...


class NeverTimer(Timer):
    patient = True


@pytest.mark.parametrize(
    ("timer", "stream", "said"),
    [
        (Timer, Screen, f"gaidiff: comparing a and b ...{WIPE}"),
        (NeverTimer, Screen, ""),
        (Timer, io.StringIO, ""),
    ],
    ids=["long work on a terminal", "short work", "no terminal"],
)
def test_line_is_shown_and_wiped(
    timer: type[Timer], stream: type[io.StringIO], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = stream()
    monkeypatch.setattr(threading, "Timer", timer)
    monkeypatch.setattr("sys.stderr", screen)
    with working("comparing a and b"):
        pass
    assert screen.getvalue() == said


def test_line_is_wiped_when_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(threading, "Timer", Timer)
    monkeypatch.setattr("sys.stderr", screen)
    with pytest.raises(KeyboardInterrupt), working("comparing"):
        raise KeyboardInterrupt
    assert screen.getvalue().endswith(WIPE)
