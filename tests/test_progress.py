"""Progress is for people who wait: on a terminal, and after two seconds."""

import io
import sys
import time

import pytest

from flows import progress as shown


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal as standard error; set in the test itself, since pytest resets the stream."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(shown, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setenv("TERM", "xterm")
    return stream


def test_a_long_step_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    with shown.progress("reading") as advance:
        advance(7)
        time.sleep(0.5)
    assert "reading 7" in stream.getvalue()


def test_a_short_step_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = terminal(monkeypatch)
    monkeypatch.setattr(shown, "PATIENCE_SECONDS", 60)
    with shown.progress("reading") as advance:
        advance(7)
    assert "reading" not in stream.getvalue()


def test_nothing_is_shown_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(shown, "PATIENCE_SECONDS", 0)
    with shown.progress("reading") as advance:
        advance(1)
    assert stream.getvalue() == ""
