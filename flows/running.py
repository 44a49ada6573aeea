"""The main job behind `dateline run`, as Prefect flows or in this process."""

import os
from pathlib import Path
from typing import Any

from flows.progress import progress
from flows.settings import load_settings
from flows.stages import Published, run_direct
from tasks.segments import sentences
from warehouse.errors import DatelineError
from warehouse.report import write_report
from warehouse.tables import Run

PREFECT_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # The temporary server gives up after 20 s by default; a busy machine needs longer.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


def run_job(
    paths: list[str] | None,
    lake: Path | None,
    workers: int | None,
    *,
    direct: bool,
    reannotate: bool,
) -> tuple[Run, Published]:
    """Run all stages; raises `DatelineError` where the settings or the lake are at fault."""
    if direct:
        settings = load_settings(lake=lake, workers=workers)
        return run_direct(settings, paths, progress, reannotate=reannotate)
    for name, value in PREFECT_DEFAULTS.items():
        os.environ.setdefault(name, value)
    from flows.daily import daily

    folder = str(lake) if lake else None
    state = daily(paths, folder, workers, reannotate=reannotate, return_state=True)
    done: Any = state.result(raise_on_failure=False)
    if isinstance(done, BaseException):
        raise done
    return done


def summary(run: Run, published: Published) -> tuple[list[str], list[list[object]]]:
    """What a run prints: its counts, and where readers look."""
    names = ["in", "current", "superseded", "repeat", "quarantined", "warehouse", "report"]
    counts = [run.n_in, run.n_current, run.n_superseded, run.n_repeat, run.n_quarantined]
    return names, [[*counts, str(published.warehouse), str(published.report)]]


def rewrite_report(lake: Path | None, output: Path | None) -> Path:
    """Write the report of what is published; returns its path."""
    settings = load_settings(lake=lake, report=output)
    if not settings.lake_place.published.exists():
        raise DatelineError(f"no warehouse in {settings.lake}", "run `dateline run` first")
    write_report(settings.lake_place.published, settings.report_path, sentences)
    return settings.report_path
