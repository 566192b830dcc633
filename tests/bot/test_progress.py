from __future__ import annotations

import io

import pytest

from bot.progress import PlainProgress, progress_for, progress_line, readable_seconds


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_line_tells_rate_and_time_left() -> None:
    assert progress_line("embed", 200, 1_400, 10.0) == (
        "embed: 200 of 1,400 passages, 20 a second, 1 min 0 s left"
    )
    assert progress_line("embed", 3, 5, 60.0) == ("embed: 3 of 5 passages, 3.0 a minute, 40 s left")
    assert progress_line("index", 5, 5, 5.0) == "index: 5 of 5 passages, 1.0 a second"
    assert progress_line("ask", 2, 4, 1.0) == "ask: 2 of 4 questions, 2.0 a second, 1 s left"
    assert progress_line("embed", 0, 5, 0.0) == "embed: 0 of 5 passages"


def test_reading_is_told_in_megabytes_so_that_one_large_file_moves_too() -> None:
    assert progress_line("read", 12_000_000, 36_000_000, 10.0) == (
        "read: 12.0 of 36.0 MB, 1.2 MB a second, 20 s left"
    )


@pytest.mark.parametrize(
    ("seconds", "said"), [(8.4, "8 s"), (200, "3 min 20 s"), (7_512, "2 h 5 min")]
)
def test_durations_are_said_as_people_do(seconds: float, said: str) -> None:
    assert readable_seconds(seconds) == said


def test_plain_lines_come_now_and_then_and_at_the_end() -> None:
    said: list[str] = []
    clock = Clock()
    progress = PlainProgress(said.append, every=10, clock=clock)
    for done in range(0, 26):
        clock.now = float(done)
        progress("embed", done, 25)
    assert [line.partition(" of")[0] for line in said] == ["embed: 10", "embed: 20", "embed: 25"]


def test_a_short_stage_is_not_spoken_of() -> None:
    said: list[str] = []
    progress = PlainProgress(said.append, every=10, clock=Clock())
    for stage in ("read", "index", "embed", "index"):
        progress(stage, 0, 2)
        progress(stage, 2, 2)
        progress(stage, 0, 0)
    assert said == []


def test_quiet_progress_says_nothing() -> None:
    stream = io.StringIO()
    with progress_for(stream, quiet=True) as stages:
        stages("read", 1, 1)
    assert stream.getvalue() == ""


class Screen(io.StringIO):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_stage_that_begins_again_gets_a_bar_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Screen()
    with progress_for(stream) as stages:
        for stage in ("index", "embed", "index"):
            for done in (0, 600, 1_200):
                stages(stage, done, 1_200)
    rows = stream.getvalue().splitlines()[-4:-1]
    assert [name for row in rows for name in ("index", "embed") if name in row] == [
        "index",
        "embed",
        "index",
    ]
    assert all("1,200 of 1,200 passages" in row for row in rows)


def test_a_terminal_gets_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Screen()
    with progress_for(stream) as stages:
        stages("read", 0, 3_000_000)
        stages("read", 3_000_000, 3_000_000)
        stages("embed", 1, 1_200)
    shown = stream.getvalue()
    assert "3.0 of 3.0 MB" in shown
    assert "1 of 1,200 passages" in shown
