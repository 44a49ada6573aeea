"""A line on standard error that shows how far a step is, for what takes longer than two seconds."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from threading import Timer

from flows.passes import Advance, ignore

PATIENCE_SECONDS = 2.0


@contextmanager
def progress(label: str) -> Generator[Advance]:
    """Give an `Advance`; the line appears when two seconds have passed, on a terminal only."""
    if not sys.stderr.isatty():
        yield ignore
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description} {task.completed:,.0f}"),
        TimeElapsedColumn(),
    )
    line = Progress(*columns, console=Console(stderr=True), transient=True)
    task = line.add_task(label, total=None)
    timer = Timer(PATIENCE_SECONDS, line.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda count: line.advance(task, count)
    finally:
        timer.cancel()
        line.stop()
