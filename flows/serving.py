"""The program of a worker process: it answers calls that come through a pipe."""

import logging
import os
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from importlib import import_module
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any

from tasks.decoding import Refusal

_parent: "Connection[Any, Any] | None" = None


class Answer(Enum):
    """What comes back through the pipe: a value, a refusal, or how far the call is."""

    good = auto()
    bad = auto()
    at = auto()


@dataclass(frozen=True, slots=True)
class Named:
    """A function by its name, whose module is imported by the worker alone."""

    module: str
    name: str

    def __call__(self, *arguments: object) -> Any:
        """Call the function."""
        return getattr(import_module(self.module), self.name)(*arguments)


def tell(at: object) -> None:
    """Say from within a call how far it is: its time is counted anew. Nothing outside a worker."""
    if _parent is not None:
        _parent.send((Answer.at, at))


def serve(descriptor: int, life: int, memory: int) -> None:
    """Answer the calls that come through a pipe until the parent is gone: a worker's program."""
    global _parent
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.disable(logging.CRITICAL)  # what readers think of an input is in its issue
    Thread(target=_end_with_parent, args=(life,), daemon=True).start()
    pipe: Connection[Any, Any] = Connection(descriptor)
    prepare, given = pipe.recv()
    if prepare:
        prepare(*given)
    if memory:
        _limit_memory(memory)
    pipe.send(True)
    _parent = pipe
    try:
        while True:
            function, arguments = pipe.recv()
            pipe.send(_answer(function, arguments))
    except (EOFError, OSError):
        os._exit(0)  # the parent is gone


def _end_with_parent(life: int) -> None:
    """A worker that is busy would not notice that its parent was killed: this pipe's end tells."""
    os.read(life, 1)
    os._exit(1)


def _answer(function: Callable[..., Any], arguments: tuple[object, ...]) -> tuple[Answer, Any]:
    try:
        return Answer.good, function(*arguments)
    except Refusal as refusal:
        return Answer.bad, refusal
    except MemoryError:
        fault = "more memory was asked for than a reader may have"
        return Answer.bad, Refusal("out_of_memory", fault)
    except Exception as error:  # whatever a reader raises concerns its input alone
        return Answer.bad, Refusal("reader_failed", f"{type(error).__name__}: {error}"[:500])


def _limit_memory(memory: int) -> None:
    """Cap the address space at what is held now and ``memory`` more, where the system can."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            held = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))
    except (OSError, ValueError):
        return  # no such limit here: time still bounds the call
