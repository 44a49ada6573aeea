"""A bound on the CPU time of a call in this process."""

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType


class TooSlow(Exception):
    """A call took more CPU time than it may."""


@contextmanager
def cpu_limit(seconds: float) -> Generator[None]:
    """Raise `TooSlow` within the block once it has used ``seconds`` of CPU time.

    Signals reach the main thread only: in any other thread there is no bound.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow(f"more than {seconds:g} s of CPU time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
