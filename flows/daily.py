"""The main job: ingest, annotate, link and publish, in order."""

from prefect import flow

from flows.annotate import annotate
from flows.ingest import ingest
from flows.link import link
from flows.publish import publish
from flows.stages import Published
from warehouse.tables import Run


@flow(name="daily")
def daily(
    paths: list[str] | None = None,
    lake: str | None = None,
    workers: int | None = None,
    full: bool = False,
    reannotate: bool = False,
) -> tuple[Run, Published]:
    """Read the settings' sources, or ``paths``, into the lake and publish it."""
    ingest(paths, lake, reannotate)
    run = annotate(lake, workers)
    link(lake)
    return run, publish(lake, full)
