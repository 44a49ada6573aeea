"""Worker processes that can be killed: each call is bounded in time and memory.

A reader that hangs, or fills the memory, costs its own input; the next call gets a fresh process.
"""

import logging
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from subprocess import Popen
from threading import Lock, Thread, local
from typing import Any, TypeVar

from tasks.decoding import Refusal

Result = TypeVar("Result")
START_SECONDS = 120.0
MANY_CALLS = 2000
"""Calls after which a process is replaced, for libraries keep what they have seen."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may use; ``memory`` is in bytes, beyond what the process holds when idle."""

    seconds: float = 20.0
    memory: int = 320 * 1024 * 1024
    workers: int = 1


class KillablePool:
    """Runs calls in processes of their own, ``workers`` at a time; starts them when first used."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
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
        """Call in a worker; the future raises `Refusal` where the limits were met."""
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
            worker = self._own.worker = _Worker(self._limits.memory)
            with self._lock:
                self._workers.append(worker)
        return worker.ask(function, arguments, s)


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
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
        try:
            pipe.send((function, arguments))
            if not pipe.poll(seconds):
                self.kill()
                raise Refusal("too_slow", f"not read within {seconds:.0f} s")
            is_good, value = pipe.recv()
        except (EOFError, OSError) as error:
            status = self.kill()
            raise Refusal("reader_failed", f"the reader ended with status {status}") from error
        if not is_good:
            raise value
        return value

    def kill(self) -> int | None:
        """End the process; returns its status."""
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if pipe:
            pipe.close()
        if process is None:
            return None
        process.kill()
        return process.wait()

    def _start(self) -> "Connection[Any, Any]":
        """Start a process of its own program: the caller's main module is not imported again."""
        ours, theirs = Pipe()
        command = f"from flows.workers import serve; serve({theirs.fileno()}, {self._memory})"
        self._process = Popen(
            [sys.executable, "-c", command],
            pass_fds=[theirs.fileno()],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        theirs.close()
        self._pipe, self._n_calls = ours, 0
        if not ours.poll(START_SECONDS) or not ours.recv():
            raise Refusal("reader_failed", "the reader did not start")
        return ours


def serve(descriptor: int, memory: int) -> None:
    """Answer the calls that come through a pipe until the parent is gone: a worker's program."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)  # what readers think of an input is in its issue
    Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    pipe: Connection[Any, Any] = Connection(descriptor)
    _warm_up()
    _limit_memory(memory)
    pipe.send(True)
    while True:
        try:
            function, arguments = pipe.recv()
        except (EOFError, OSError):
            os._exit(0)
        pipe.send(_answer(function, arguments))


def _end_with_parent(parent: int) -> None:
    """A worker that is busy would not notice that its parent was killed."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _answer(function: Callable[..., Any], arguments: tuple[object, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*arguments)
    except Refusal as refusal:
        return False, refusal
    except MemoryError:
        return False, Refusal("out_of_memory", "more memory was asked for than a reader may have")
    except Exception as error:  # whatever a reader raises concerns its input alone
        return False, Refusal("reader_failed", f"{type(error).__name__}: {error}"[:500])


def _warm_up() -> None:
    """Import what reads pages before time and memory are counted."""
    import htmldate  # noqa: F401 - imported for later calls
    import justext  # noqa: F401
    import trafilatura  # noqa: F401
    import turbohtml  # noqa: F401


def _limit_memory(memory: int) -> None:
    """Cap the address space at what is held now and ``memory`` more, where the system can."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            held = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))
    except (OSError, ValueError):
        return  # no such limit here: time still bounds the call
