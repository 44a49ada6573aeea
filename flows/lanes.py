"""Jobs in lanes: one at a time in each, several lanes at once."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any, TypeVar

Result = TypeVar("Result")


class Lanes:
    """Does the jobs of a lane in their order; lanes take turns where they are more than threads."""

    def __init__(self, n_at_once: int) -> None:
        self._threads = ThreadPoolExecutor(n_at_once, "lane")
        self._waiting: dict[str, deque[tuple[Callable[[], Any], Future[Any]]]] = {}
        self._lock = Lock()

    def submit(self, lane: str, job: Callable[[], Result]) -> Future[Result]:
        """Do a job behind those of its lane."""
        done: Future[Result] = Future()
        with self._lock:
            is_idle = lane not in self._waiting
            self._waiting.setdefault(lane, deque()).append((job, done))
        if is_idle:
            self._threads.submit(self._next, lane)
        return done

    def close(self) -> None:
        """Begin no more jobs; those that wait are cancelled."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            for held in self._waiting.values():
                for _, done in held:
                    done.cancel()

    def _next(self, lane: str) -> None:
        job, done = self._waiting[lane][0]
        if done.set_running_or_notify_cancel():
            try:
                done.set_result(job())
            except BaseException as error:  # whoever waits for the job is told
                done.set_exception(error)
        with self._lock:
            self._waiting[lane].popleft()
            is_more = bool(self._waiting[lane])
            if not is_more:
                del self._waiting[lane]
        if is_more:
            self._threads.submit(self._next, lane)
