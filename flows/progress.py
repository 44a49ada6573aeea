"""A progress bar on standard error for what takes longer than two seconds."""

import sys
import time
from collections.abc import Generator
from contextlib import contextmanager

from flows.stages import Advance, ignore

PATIENCE_SECONDS = 2.0


@contextmanager
def progress(label: str, *, quiet: bool = False) -> Generator[Advance]:
    """Give an `Advance`; the bar appears when two seconds have passed, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield ignore
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(label, total=None)
    started = time.monotonic()

    def advance(count: int) -> None:
        bar.advance(task, count)
        if not bar.live.is_started and time.monotonic() - started > PATIENCE_SECONDS:
            bar.start()

    try:
        yield advance
    finally:
        bar.stop()
