"""What addresses answered within a run, packed: two feeds that name a page ask for it once."""

import zlib
from dataclasses import replace
from threading import Lock

from tasks.fetch import Fetched

BUDGET = 64 * 1024 * 1024
"""Packed bytes that are held; the oldest answers give way."""


class Answers:
    """Good answers by address, the latest of them within a budget."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._left = budget
        self._held: dict[str, Fetched] = {}
        self._lock = Lock()

    def keep(self, url: str, answer: Fetched) -> None:
        """Hold an answer; those held longest are dropped where there is no room."""
        packed = replace(answer, body=zlib.compress(answer.body, 1))
        with self._lock:
            if url in self._held:
                return
            self._held[url] = packed
            self._left -= len(packed.body)
            while self._left < 0:
                oldest = self._held.pop(next(iter(self._held)))
                self._left += len(oldest.body)

    def find(self, url: str) -> Fetched | None:
        """The answer of an address, if it is held."""
        packed = self._held.get(url)
        return packed and replace(packed, body=zlib.decompress(packed.body))
