"""Worker processes that can be killed: each call is bounded in time and memory.

A reader that hangs, or fills the memory, costs its own input; the next call gets a fresh process.
"""

import os
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from subprocess import Popen
from threading import Lock, local
from typing import Any, TypeVar

from flows.serving import Answer
from tasks.decoding import Refusal
from warehouse.tables import Reason

Result = TypeVar("Result")
START_SECONDS = 120.0
WATCH_SECONDS = 0.2
MANY_CALLS = 2000
"""Calls after which a process is replaced, for libraries keep what they have seen."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may use; ``memory`` is in bytes, beyond what the process holds when idle.

    It bounds the addresses that a process may ask for; or, if it ``is_watched``, what it holds, for
    allocators that ask for far more than they use.
    """

    seconds: float = 20.0
    memory: int = 320 * 1024 * 1024
    workers: int = 1
    is_watched: bool = False


class Lost(Refusal):
    """A call whose process had to be ended, or ended itself; ``at`` is what it last told."""

    at: object = None


class KillablePool:
    """Runs calls in processes of their own, ``workers`` at a time; starts them when first used.

    Each process begins with ``prepare(*arguments)``, before its time and memory are counted.
    """

    def __init__(
        self, limits: Limits, prepare: Callable[..., object] | None = None, *arguments: object
    ) -> None:
        self._limits = limits
        self._prepared = (prepare, arguments)
        self._threads: ThreadPoolExecutor | None = None
        self._own = local()
        self._workers: list[_Worker] = []
        self._lock = Lock()

    @property
    def workers(self) -> int:
        """How many calls run at a time."""
        return self._limits.workers

    @property
    def seconds(self) -> float:
        """What a call may take."""
        return self._limits.seconds

    def submit(
        self, function: Callable[..., Result], *arguments: object, seconds: float | None = None
    ) -> Future[Result]:
        """Call in a worker; the future raises `Refusal` where the limits were met.

        A call that uses `flows.serving.tell` may take that long between two tellings.
        """
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._limits.workers, "reading")
        return self._threads.submit(self._ask, function, arguments, seconds or self._limits.seconds)

    def close(self) -> None:
        """End the processes; what waits is not begun."""
        for worker in self._workers:
            worker.kill()
        if self._threads:
            self._threads.shutdown(cancel_futures=True)

    def _ask(self, function: Callable[..., Any], arguments: tuple[object, ...], s: float) -> Any:
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = _Worker(self._limits, self._prepared)
            with self._lock:
                self._workers.append(worker)
        return worker.ask(function, arguments, s)


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, limits: Limits, prepared: tuple[object, ...]) -> None:
        self._limits, self._prepared = limits, prepared
        self._n_idle, self._life = 0, -1
        self._process: Popen[bytes] | None = None
        self._pipe: Connection[Any, Any] | None = None
        self._n_calls = 0

    def ask(
        self, function: Callable[..., Any], arguments: tuple[object, ...], seconds: float
    ) -> Any:
        if self._n_calls >= MANY_CALLS:
            self.kill()
        pipe = self._pipe or self._start()
        self._n_calls += 1
        at: object = None
        try:
            pipe.send((function, arguments))
            while True:
                if fault := self._wait(pipe, seconds):
                    self.kill()
                    raise _lost(at, *fault)
                kind, value = pipe.recv()
                if kind is not Answer.at:
                    break
                at = value
        except (EOFError, OSError) as error:
            status = self.kill()
            raise _lost(at, "reader_failed", f"the reader ended with status {status}") from error
        if kind is Answer.bad:
            raise value
        return value

    def _wait(self, pipe: "Connection[Any, Any]", seconds: float) -> tuple[Reason, str] | None:
        """Wait for word from the process; returns why it must be ended instead."""
        until = time.monotonic() + seconds
        allowed = self._n_idle + self._limits.memory if self._limits.is_watched else None
        while (left := until - time.monotonic()) > 0:
            if pipe.poll(min(left, WATCH_SECONDS) if allowed else left):
                return None
            if allowed and self._process and resident(self._process.pid) > allowed:
                return "out_of_memory", f"more than {self._limits.memory} bytes"
        return "too_slow", f"not done within {seconds:.0f} s"

    def kill(self) -> int | None:
        """End the process; returns its status."""
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if pipe:
            pipe.close()
            os.close(self._life)
        if process is None:
            return None
        process.kill()
        return process.wait()

    def _start(self) -> "Connection[Any, Any]":
        """Start a process of its own program: the caller's main module is not imported again."""
        ours, theirs = Pipe()
        told, self._life = os.pipe()
        memory = 0 if self._limits.is_watched else self._limits.memory
        ends = f"{theirs.fileno()}, {told}, {memory}"
        command = f"from flows.serving import serve; serve({ends})"
        self._process = Popen(
            [sys.executable, "-c", command],
            pass_fds=[theirs.fileno(), told],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        theirs.close()
        os.close(told)
        self._pipe, self._n_calls = ours, 0
        try:
            ours.send(self._prepared)
            if ours.poll(START_SECONDS) and ours.recv():
                self._n_idle = resident(self._process.pid)
                return ours
        except (EOFError, OSError):
            pass  # it ended before it could say so
        self.kill()
        raise Refusal("reader_failed", "the reader did not start")


def _lost(at: object, reason: Reason, detail: str) -> Lost:
    lost = Lost(reason, detail)
    lost.at = at
    return lost


def reading_pool(limits: Limits) -> KillablePool:
    """Processes that have what reads pages imported before time and memory are counted."""
    return KillablePool(limits, _import_readers)


def _import_readers() -> None:
    import htmldate  # noqa: F401 - imported for later calls
    import justext  # noqa: F401 - the same
    import trafilatura  # noqa: F401 - the same
    import turbohtml  # noqa: F401 - the same


def resident(pid: int) -> int:
    """Bytes of memory that a process holds; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0
